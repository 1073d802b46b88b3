import Lifecycle
import Model
import Testing

@testable import Store

/// The tree of units through the years. The clock of these tests stands on 2023-11-15.
@Suite struct UnitTreeTests {
  private let region = SampleDistrict.region

  private func district(_ engine: Engine) throws -> (EmptyDatabase, Database, Account) {
    let empty = try EmptyDatabase(engine)
    let database = try empty.open(HandClock().surroundings)
    return (empty, database, try SampleDistrict(database).clerk)
  }

  private func act(_ day: String, _ basis: String = "编发〔2023〕1号") -> UnitAct {
    UnitAct(region: region, day: Day(day)!, basis: basis, by: "admin")
  }

  private func names(_ database: Database, _ year: Int) throws -> [String] {
    try database.read { (t) throws(StoreError) in
      try Units.tree(region: region, year: year, in: t).nodes.map {
        String(repeating: " ", count: $0.level) + $0.state.name
      }
    }
  }

  private func rule(_ work: () throws(StoreError) -> Void) -> UnitRule? { storeError(work).flatMap { UnitRule($0) } }

  @Test(arguments: Engine.present)
  func `every year keeps its names, codes and places`(engine: Engine) throws {
    let (empty, database, _) = try district(engine)
    defer { _ = empty }
    try database.write { (t) throws(StoreError) in
      try Units.rename("shui", to: "区水务和湖泊局", code: "060", act("2022-03-01"), in: t)
      try Units.move("di", under: "min", act("2023-01-01"), in: t)
    }
    #expect(try names(database, 2021) == ["示例区", " 区水务局", "  堤防管理所", " 区民政局"])
    #expect(try names(database, 2022) == ["示例区", " 区水务和湖泊局", "  堤防管理所", " 区民政局"])
    #expect(try names(database, 2023) == ["示例区", " 区水务和湖泊局", " 区民政局", "  堤防管理所"])
    try database.read { (t) throws(StoreError) in
      let history = try Units.history(region: region, id: "shui", in: t)
      #expect(history.map(\.name) == ["区水务和湖泊局", "区水务局"])
      #expect(history[1].validTo == Day("2022-02-28") && history[0].validFrom == Day("2022-03-01"))
      let tree = try Units.tree(region: region, year: 2021, in: t)
      #expect(tree.above("di").map(\.state.unit) == ["qu", "shui"] && tree["qu"]?.branchCount == 3)
      #expect(tree.branch("shui").map(\.state.code) == ["059", nil])
    }
    #expect(try Ledger.verify(in: database).isSound)
  }

  @Test(arguments: Engine.present)
  func `a move takes scopes and forms along`(engine: Engine) throws {
    let (empty, database, clerk) = try district(engine)
    defer { _ = empty }
    let form = try database.write { (t) throws(StoreError) -> String in
      try Units.add(region: region, id: "zhan", name: "泵站", parent: "di", by: "setup", in: t)
      let form = try Forms.create(SampleDistrict.draft(), by: clerk.id, in: t).form
      try Units.move("di", under: "min", act("2023-01-01"), in: t)
      return form
    }
    try database.read { (t) throws(StoreError) in
      #expect(try Accounts.find(id: clerk.id, in: t)?.scope == UnitPath(["qu", "min", "di"]))
      #expect(try Units.find(region: region, id: "zhan", in: t)?.path == UnitPath(["qu", "min", "di", "zhan"]))
      let row = try Forms.row(id: form, in: t)
      #expect(row?.unitPath == UnitPath(["qu", "min", "di"]))
      let old = FormFilter(region: region, year: 2024, scope: UnitPath(["qu", "shui"]))
      #expect(try Forms.list(old, in: t).page.total == 0)
      let new = FormFilter(region: region, year: 2024, scope: UnitPath(["qu", "min"]))
      #expect(try Forms.list(new, in: t).page.total == 1)
    }
  }

  @Test(arguments: Engine.present)
  func `a merger leaves the past as it was and hands it to the successor`(engine: Engine) throws {
    let (empty, database, clerk) = try district(engine)
    defer { _ = empty }
    let made = try database.write { (t) throws(StoreError) in
      try Units.merge(
        ["shui", "min"], into: .new(UnitDraft(name: "区民生局", code: "059", parent: "qu")), act("2023-05-01"), in: t)
    }
    #expect(try names(database, 2022) == ["示例区", " 区水务局", "  堤防管理所", " 区民政局"])
    #expect(try names(database, 2023) == ["示例区", " 区民生局", "  堤防管理所"])
    try database.read { (t) throws(StoreError) in
      let shui = try Units.find(region: region, id: "shui", in: t)
      #expect(shui?.validTo == "2023-04-30" && shui?.path == made.path.child("shui"))
      #expect(try Accounts.find(id: clerk.id, in: t)?.scope == made.path.child("di"))
      let changes = try Units.changes(region: region, unit: made.id, in: t)
      #expect(Set(changes.compactMap(\.from)) == ["shui", "min"] && Set(changes.map(\.act)).count == 1)
      #expect(changes.allSatisfy { $0.kind == .merged && $0.basis == "编发〔2023〕1号" && $0.by == "admin" })
      let succession = try Units.succession(region: region, in: t)
      #expect(succession.counterparts(of: made.id, on: Day("2022-06-30")!) == ["min", "shui"])
      #expect(succession.counterparts(of: "shui", on: Day("2023-06-30")!) == [made.id])
      #expect(succession.counterparts(of: "di", on: Day("2022-06-30")!) == ["di"])
    }
  }

  @Test(arguments: Engine.present)
  func `who is merged into a unit that stays makes no right larger`(engine: Engine) throws {
    let (empty, database, clerk) = try district(engine)
    defer { _ = empty }
    try database.write { (t) throws(StoreError) in
      try Units.merge(["di"], into: .present("min"), act("2023-05-01"), in: t)
    }
    try database.read { (t) throws(StoreError) in
      let moved = try Accounts.find(id: clerk.id, in: t)
      #expect(moved?.unit == "min" && moved?.scope == UnitPath(["qu", "min", "di"]))
      #expect(try Grants.inForce(account: clerk.id, in: t).map(\.isScopeEnded) == [true])
      let succession = try Units.succession(region: region, in: t)
      #expect(succession.counterparts(of: "min", on: Day("2022-06-30")!) == ["di", "min"])
      #expect(succession.counterparts(of: "min", on: Day("2023-06-30")!) == ["min"])
    }
  }

  @Test(arguments: Engine.present)
  func `a split ends a unit or only takes from it`(engine: Engine) throws {
    let (empty, database, clerk) = try district(engine)
    defer { _ = empty }
    let (parts, taken) = try database.write { (t) throws(StoreError) in
      let taken = try Units.split(
        "min", into: [UnitDraft(name: "区养老中心", parent: "qu")], stays: true, act("2023-02-01"), in: t)
      let drafts = [UnitDraft(name: "区水务局", code: "059", parent: "qu"), UnitDraft(name: "区湖泊局", parent: "qu")]
      return (try Units.split("shui", into: drafts, stays: false, act("2023-05-01"), in: t), taken)
    }
    #expect(try names(database, 2022) == ["示例区", " 区水务局", "  堤防管理所", " 区民政局"])
    #expect(try names(database, 2023) == ["示例区", " 区水务局", "  堤防管理所", " 区养老中心", " 区民政局", " 区湖泊局"])
    try database.read { (t) throws(StoreError) in
      #expect(try Accounts.find(id: clerk.id, in: t)?.scope == parts[0].path.child("di"))
      let succession = try Units.succession(region: region, in: t)
      #expect(succession.counterparts(of: parts[1].id, on: Day("2022-12-31")!) == ["shui"])
      #expect(succession.counterparts(of: "shui", on: Day("2023-11-01")!) == parts.map(\.id).sorted())
      #expect(succession.counterparts(of: taken[0].id, on: Day("2022-12-31")!) == ["min"])
      #expect(succession.counterparts(of: "min", on: Day("2023-11-01")!) == ["min"])
    }
    #expect(try Ledger.verify(in: database).isSound)
  }

  @Test(arguments: Engine.present)
  func `a unit ends when nobody and nothing is left in it`(engine: Engine) throws {
    let (empty, database, clerk) = try district(engine)
    defer { _ = empty }
    func end(_ id: String) -> UnitRule? {
      rule { () throws(StoreError) in
        try database.write { (t) throws(StoreError) in try Units.end(id, act("2023-10-01"), in: t) }
      }
    }
    #expect(end("shui") == .hasUnits && end("di") == .hasPeople && end("qu") == .isTop)
    try database.write { (t) throws(StoreError) in
      try Accounts.edit(clerk.id, displayName: "张示例", unit: "min", phone: nil, by: "admin", in: t)
    }
    #expect(end("di") == nil && end("di") == .alreadyEnded && end("shui") == nil)
    #expect(try names(database, 2023) == ["示例区", " 区民政局"])
    #expect(try names(database, 2022).count == 4)
  }

  @Test(arguments: Engine.present)
  func `what is not in order is refused by its rule and changes nothing`(engine: Engine) throws {
    let (empty, database, _) = try district(engine)
    defer { _ = empty }
    func refused(_ work: (WriteTransaction) throws(StoreError) -> Void) -> UnitRule? {
      rule { () throws(StoreError) in try database.write(work) }
    }
    let draft = UnitDraft(name: "区新局", parent: "qu")
    #expect(
      refused { (t) throws(StoreError) in _ = try Units.found(draft, act("2023-01-01", "  "), in: t) } == .basisMissing)
    #expect(refused { (t) throws(StoreError) in _ = try Units.found(draft, act("2023-11-16"), in: t) } == .dayInFuture)
    let taken = UnitDraft(name: "区民政局", parent: "qu")
    #expect(refused { (t) throws(StoreError) in _ = try Units.found(taken, act("2023-01-01"), in: t) } == .nameTaken)
    let coded = UnitDraft(name: "区新局", code: "059", parent: "min")
    #expect(refused { (t) throws(StoreError) in _ = try Units.found(coded, act("2023-01-01"), in: t) } == .codeTaken)
    let blank = UnitDraft(name: " ", parent: "min")
    #expect(refused { (t) throws(StoreError) in _ = try Units.found(blank, act("2023-01-01"), in: t) } == .nameMissing)
    let move: (String, String) -> UnitRule? = { id, parent in
      refused { (t) throws(StoreError) in try Units.move(id, under: parent, act("2023-01-01"), in: t) }
    }
    #expect(move("shui", "di") == .ownBranch && move("qu", "di") == .isTop && move("di", "shui") == .sameParent)
    #expect(
      refused { (t) throws(StoreError) in try Units.rename("di", to: "堤防管理所", code: nil, act("2023-01-01"), in: t) }
        == .sameName)
    #expect(
      refused { (t) throws(StoreError) in _ = try Units.merge(["min"], into: .present("min"), act("2023-01-01"), in: t)
      }
        == .tooFew)
    #expect(
      refused { (t) throws(StoreError) in _ = try Units.merge(["shui"], into: .present("di"), act("2023-01-01"), in: t)
      }
        == .ownBranch)
    #expect(
      refused { (t) throws(StoreError) in
        _ = try Units.split("min", into: [draft], stays: false, act("2023-01-01"), in: t)
      }
        == .tooFew)
    try database.write { (t) throws(StoreError) in
      try Units.rename("min", to: "民政", code: nil, act("2023-06-01"), in: t)
    }
    #expect(
      refused { (t) throws(StoreError) in try Units.rename("min", to: "民", code: nil, act("2023-06-01"), in: t) }
        == .dayTooEarly)
    #expect(try names(database, 2023).count == 4)
    try database.write { (t) throws(StoreError) in
      try Units.correct("min", name: "区民政局", code: "061", region: region, by: "admin", in: t)
    }
    try database.read { (t) throws(StoreError) in
      let history = try Units.history(region: region, id: "min", in: t)
      #expect(history.map(\.name) == ["区民政局", "区民政局"] && history[0].code == "061" && history[1].code == nil)
    }
  }
}
