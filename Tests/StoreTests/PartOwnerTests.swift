import Lifecycle
import Model
import Testing

@testable import Store

@Suite struct PartOwnerTests {
  @Test(arguments: Engine.present)
  func `parts are given to people, taken away and told in the ledger`(engine: Engine) throws {
    let empty = try EmptyDatabase(engine)
    let database = try empty.open(HandClock().surroundings)
    let clerk = try SampleDistrict(database).clerk
    let (other, form) = try database.write { (t) throws(StoreError) in
      let other = try Accounts.add(
        .init(
          region: SampleDistrict.region, login: "li", displayName: "李示例", passwordHash: "x",
          role: .departmentFinanceOfficer, unit: "shui"), by: "setup", in: t)
      let made = try Forms.create(SampleDistrict.draft(code: "T1"), by: clerk.id, in: t).form
      guard let row = try Forms.row(id: made, in: t) else { throw .missing(subject: "表") }
      return (other, row)
    }
    func set(_ wanted: [String: String]) throws -> Bool {
      try database.write { (t) throws(StoreError) in try PartOwners.set(wanted, of: form, by: clerk.id, in: t) }
    }
    func owners() throws -> [String] {
      try database.read { (t) throws(StoreError) in
        try PartOwners.list(form: form.id, in: t).map { "\($0.part):\($0.name)" }
      }
    }
    func entries() throws -> [LedgerEntry] {
      try database.read { (t) throws(StoreError) in
        try Ledger.list(region: SampleDistrict.region, limit: 50, in: t).map(\.entry)
          .filter { $0.knownAction == .formDivided }
      }
    }
    #expect(try set(["资金": other.id, "绩效指标": clerk.id]))
    #expect(try owners().sorted() == ["绩效指标:\(clerk.displayName)", "资金:李示例"].sorted())
    func given(_ account: String, _ year: Int) throws -> [[String]] {
      try database.read { (t) throws(StoreError) in try PartOwners.given(to: account, year: year, in: t).map(\.parts) }
    }
    #expect(try given(other.id, form.year) == [["资金"]] && given(other.id, form.year - 1).isEmpty)
    #expect(try !set(["资金": other.id, "绩效指标": clerk.id]), "nothing is different")
    #expect(try entries().count == 1 && entries()[0].subject == "form/\(form.id)/1")
    #expect(try set(["资金": clerk.id]))
    #expect(try owners() == ["资金:\(clerk.displayName)"])
    #expect(try entries().first?.detail == #"{"parts":{"绩效指标":"","资金":"\#(clerk.id)"}}"#)
    #expect(try set(["资金": other.id]))
    try database.write { (t) throws(StoreError) in
      try Accounts.setState(other.id, .disabled, by: "setup", in: t)
    }
    #expect(try owners().isEmpty, "who cannot sign in holds nothing")
    #expect(try set([:]))
    #expect(try Ledger.verify(in: database).broken == nil)
  }
}
