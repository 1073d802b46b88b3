import Lifecycle
import Model
import Testing

@testable import Store

@Suite struct DraftTests {
  /// A form of two clerks of one unit.
  private struct Office {
    let empty: EmptyDatabase
    let database: Database
    let clock = HandClock()
    let clerk: Account
    let other: Account
    let form: String

    init(_ engine: Engine) throws {
      empty = try EmptyDatabase(engine)
      database = try empty.open(clock.surroundings)
      clerk = try SampleDistrict(database).clerk
      other = try database.write { (t) throws(StoreError) in
        try Accounts.add(
          .init(
            region: SampleDistrict.region, login: "li", displayName: "李示例", passwordHash: "x",
            role: .departmentFinanceOfficer, unit: "shui"), by: "setup", in: t)
      }
      let clerk = clerk.id
      form = try database.write { (t) throws(StoreError) in
        try Forms.create(SampleDistrict.draft(code: "T1"), by: clerk, in: t).form
      }
    }

    func put(_ content: FormContent, _ account: Account, basedOn: Int = 1) throws -> Int {
      try database.write { (t) throws(StoreError) in
        try Drafts.put(content, form: form, account: account.id, basedOn: basedOn, in: t)
      }
    }

    func find(_ account: Account) throws -> Draft? {
      try database.read { (t) throws(StoreError) in try Drafts.find(form: form, account: account.id, in: t) }
    }
  }

  @Test(arguments: Engine.present)
  func `a draft comes back as it was kept and counts its writes`(engine: Engine) throws {
    let office = try Office(engine)
    #expect(try office.find(office.clerk) == nil)
    var content = SampleDistrict.content()
    content.enter("约三十", at: FormPath("amounts.current"))
    #expect(try office.put(content, office.clerk) == 1)
    content.enter("养护\u{1F600}公里", at: FormPath("goals[g1].text"))
    #expect(try office.put(content, office.clerk) == 2)
    let draft = try #require(try office.find(office.clerk))
    #expect(draft.content == content && draft.number == 2 && draft.basedOn == 1)
    #expect(try office.find(office.other) == nil)
    try office.database.write { (t) throws(StoreError) in
      try Drafts.remove(form: office.form, account: office.clerk.id, in: t)
      try Drafts.remove(form: office.form, account: office.clerk.id, in: t)
    }
    #expect(try office.find(office.clerk) == nil)
  }

  @Test(arguments: Engine.present)
  func `a draft makes no revision and no entry in the ledger`(engine: Engine) throws {
    let office = try Office(engine)
    let before = try office.database.read { (t) throws(StoreError) in
      try Ledger.head(region: SampleDistrict.region, in: t)
    }
    _ = try office.put(SampleDistrict.content(), office.clerk)
    try office.database.read { (t) throws(StoreError) in
      #expect(try Ledger.head(region: SampleDistrict.region, in: t) == before)
      #expect(try Revisions.history(form: office.form, in: t).count == 1)
    }
  }

  @Test(arguments: Engine.present)
  func `everyone has a draft of his own and sees who else is writing`(engine: Engine) throws {
    let office = try Office(engine)
    _ = try office.put(SampleDistrict.content("甲"), office.clerk)
    _ = try office.put(SampleDistrict.content("乙"), office.other)
    #expect(try office.find(office.clerk)?.content.name == "甲")
    func names(_ account: Account) throws -> [String] {
      try office.database.read { (t) throws(StoreError) in
        try Drafts.others(form: office.form, than: account.id, seconds: 600, in: t).map(\.name)
      }
    }
    #expect(try names(office.clerk) == ["李示例"])
    #expect(try names(office.other) == ["张示例"])
    office.clock.advance(seconds: 601)
    #expect(try names(office.clerk).isEmpty)
    let listed = try office.database.read { (t) throws(StoreError) in
      try Drafts.list(account: office.other.id, in: t).map(\.form.id)
    }
    #expect(listed == [office.form])
  }

  @Test(arguments: Engine.present)
  func `what is too large or of no form is refused`(engine: Engine) throws {
    let office = try Office(engine)
    var content = SampleDistrict.content()
    content.goals[0].text = String(repeating: "长", count: Drafts.bytesMax / 3 + 1)
    let large = content
    #expect(throws: StoreError.refused(rule: "draft-size")) { _ = try office.put(large, office.clerk) }
    #expect(
      storeError { () throws(StoreError) in
        try office.database.write { (t) throws(StoreError) in
          try Drafts.put(SampleDistrict.content(), form: "nix", account: office.clerk.id, basedOn: 1, in: t)
        }
      } == .missing(subject: "这张表"))
  }

  @Test(arguments: Engine.present)
  func `the same project of another year is found by code, else by name`(engine: Engine) throws {
    let office = try Office(engine)
    let clerk = office.clerk.id
    func add(_ name: String, code: String?, year: Int) throws -> String {
      var draft = SampleDistrict.draft(name, code: code)
      draft.year = year
      let saved = draft
      return try office.database.write { (t) throws(StoreError) in try Forms.create(saved, by: clerk, in: t).form }
    }
    let coded = try add("改了名字", code: "T1", year: 2023)
    let named = try add("堤防设施维护费", code: nil, year: 2023)
    _ = try add("堤防设施维护费", code: "T2", year: 2023)
    _ = try add("堤防设施维护费", code: "T1", year: 2022)
    let found = try office.database.read { (t) throws(StoreError) in
      let row = try Forms.row(id: office.form, in: t)
      return try row.map { (row) throws(StoreError) in
        try Forms.sameProject(as: row, year: 2023, kinds: [.projectGoal, .projectSelfEvaluation], in: t).map(\.id)
      }
    }
    #expect(Set(found ?? []) == [coded, named])
  }
}
