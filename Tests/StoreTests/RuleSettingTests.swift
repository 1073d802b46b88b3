import Lifecycle
import Model
import Testing

@testable import Store

/// What an office sets otherwise for the rules, on both engines.
@Suite struct RuleSettingTests {
  private static let subject = RuleSetting.Subject.rule("basis-missing")
  private static let limit = RuleSetting.Subject.limit("indicators_max")

  @Test(arguments: Engine.present)
  func `the latest year up to the asked one counts, then the newest, and what is given back is gone`(engine: Engine)
    throws
  {
    let empty = try EmptyDatabase(engine)
    let database = try empty.open()
    let clerk = try SampleDistrict(database).clerk
    func add(_ subject: RuleSetting.Subject, _ value: String?, _ year: Int, _ region: String = SampleDistrict.region)
      throws
    {
      try database.write { (t) throws(StoreError) in
        try RuleSettings.add(
          region: region, subject, value, from: year, why: "示财〔2024〕3号", by: clerk.id,
          role: "finance_performance_office",
          in: t)
      }
    }
    func values(_ year: Int) throws -> [String] {
      try database.read { (t) throws(StoreError) in
        try RuleSettings.inForce(region: SampleDistrict.region, year, in: t).map {
          "\($0.subject.text)=\($0.value ?? "")"
        }
      }.sorted()
    }
    #expect(try values(2024) == [])
    try add(Self.subject, "hint", 2025)
    try add(Self.limit, "20", 2024)
    try add(Self.subject, "off", 2024)
    #expect(try values(2023) == [])
    #expect(try values(2024) == ["limit/indicators_max=20", "rule/basis-missing=off"])
    #expect(try values(2025) == ["limit/indicators_max=20", "rule/basis-missing=hint"])
    try add(Self.limit, "25", 2024)
    try add(Self.subject, nil, 2026)
    #expect(try values(2025) == ["limit/indicators_max=25", "rule/basis-missing=hint"])
    #expect(try values(2030) == ["limit/indicators_max=25"])
    let all = try database.read { (t) throws(StoreError) in
      try RuleSettings.list(region: SampleDistrict.region, in: t)
    }
    #expect(all.map(\.number) == [5, 4, 3, 2, 1] && all.allSatisfy { $0.why == "示财〔2024〕3号" && $0.accountName != nil })
    let entries = try database.read { (t) throws(StoreError) in
      try Ledger.list(region: SampleDistrict.region, limit: 50, in: t).map(\.entry)
    }
    let own = entries.filter { $0.action == LedgerAction.ruleSet.rawValue }
    #expect(own.map(\.sequence) == all.map(\.ledgerSequence) && own[0].detail.contains("rule/basis-missing"))
    #expect(try Ledger.verify(in: database).isSound)
  }
}
