import Lifecycle
import Model
import Testing

@testable import Store

@Suite struct PeopleTests {
  private func district(_ engine: Engine) throws -> (EmptyDatabase, Database, HandClock, Account) {
    let empty = try EmptyDatabase(engine)
    let clock = HandClock()
    let database = try empty.open(clock.surroundings)
    return (empty, database, clock, try SampleDistrict(database).clerk)
  }

  @Test(arguments: Engine.present)
  func `an account is found by its log-in name with its branch`(engine: Engine) throws {
    let (empty, database, _, clerk) = try district(engine)
    defer { _ = empty }
    try database.read { (t) throws(StoreError) in
      let found = try Accounts.find(login: "zhang", in: t)
      #expect(found == clerk && found?.unitName == "堤防管理所")
      #expect(found?.actor.scope == UnitPath(["qu", "shui", "di"]))
      #expect(try Accounts.find(login: "Zhang", in: t) == nil)
      #expect(try Accounts.list(region: SampleDistrict.region, in: t).map(\.login) == ["zhang"])
    }
  }

  @Test(arguments: Engine.present)
  func `a log-in name is given once`(engine: Engine) throws {
    let (empty, database, _, _) = try district(engine)
    defer { _ = empty }
    let error = storeError { () throws(StoreError) in
      try database.write { (t) throws(StoreError) in
        try Accounts.add(
          .init(
            region: SampleDistrict.region, login: "zhang", displayName: "李示例", passwordHash: "x", role: .executingUnit,
            unit: "min"), by: "setup", in: t)
      }
    }
    guard case .refused = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: Engine.present)
  func `a session lasts while it is used, and ends with its account`(engine: Engine) throws {
    let (empty, database, clock, clerk) = try district(engine)
    defer { _ = empty }
    func find(_ digest: String) throws -> Session? {
      try database.read { (t) throws(StoreError) in try Sessions.find(digest: digest, in: t) }
    }
    try database.write { (t) throws(StoreError) in
      for digest in ["d1", "d2", "d3"] {
        try Sessions.begin(digest: digest, account: clerk.id, csrfSecret: "s", seconds: 600, in: t)
      }
    }
    #expect(try find("d1")?.account == clerk)
    #expect(try find("nix") == nil)
    clock.advance(seconds: 500)
    try database.write { (t) throws(StoreError) in try Sessions.touch(digest: "d1", seconds: 600, in: t) }
    clock.advance(seconds: 200)
    #expect(try find("d1") != nil && find("d2") == nil)
    let open = try database.read { (t) throws(StoreError) in try Sessions.list(account: clerk.id, in: t) }
    #expect(open.map(\.digest) == ["d1"])
    // What has run out is not woken again.
    try database.write { (t) throws(StoreError) in try Sessions.touch(digest: "d2", seconds: 600, in: t) }
    #expect(try find("d2") == nil)
    #expect(try database.write { (t) throws(StoreError) in try Sessions.sweep(in: t) } == 2)
    try database.write { (t) throws(StoreError) in try Accounts.setState(clerk.id, .disabled, by: "admin", in: t) }
    #expect(try find("d1") == nil)
  }

  @Test(arguments: Engine.present)
  func `a new password ends other sessions`(engine: Engine) throws {
    let (empty, database, _, clerk) = try district(engine)
    defer { _ = empty }
    try database.write { (t) throws(StoreError) in
      for digest in ["d1", "d2"] {
        try Sessions.begin(digest: digest, account: clerk.id, csrfSecret: "s", seconds: 600, in: t)
      }
      try Accounts.setPassword(clerk.id, hash: "new", keeping: "d1", by: clerk.id, in: t)
      #expect(try Sessions.find(digest: "d1", in: t)?.account.passwordHash == "new")
      #expect(try Sessions.find(digest: "d2", in: t) == nil)
    }
    let actions = try database.read { (t) throws(StoreError) in
      try Ledger.list(region: SampleDistrict.region, subject: "account/\(clerk.id)", in: t).map(\.entry.knownAction)
    }
    #expect(actions == [.passwordChanged, .accountAdded])
    #expect(try Ledger.verify(in: database).isSound)
  }

  @Test(arguments: Engine.present)
  func `hits are counted in a window`(engine: Engine) throws {
    let (empty, database, clock, _) = try district(engine)
    defer { _ = empty }
    func hit() throws -> Int {
      try database.write { (t) throws(StoreError) in try Throttle.hit("sign-in/192.0.2.1", seconds: 60, in: t).hits }
    }
    #expect(try [hit(), hit(), hit()] == [1, 2, 3])
    clock.advance(seconds: 59)
    #expect(try hit() == 4)
    clock.advance(seconds: 1)
    #expect(try hit() == 1)
    let look = try database.read { (t) throws(StoreError) in try Throttle.look("sign-in/192.0.2.1", in: t) }
    #expect(look?.hits == 1)
  }

  @Test(arguments: Engine.present)
  func `a branch is a unit and all below it, and nothing beside it`(engine: Engine) throws {
    let (empty, database, _, _) = try district(engine)
    defer { _ = empty }
    try database.write { (t) throws(StoreError) in
      try Units.add(region: SampleDistrict.region, id: "shui2", name: "另一个", parent: "qu", by: "setup", in: t)
      func branch(_ ids: [String]) throws(StoreError) -> [String] {
        try Units.branch(region: SampleDistrict.region, UnitPath(ids), in: t).map(\.id)
      }
      #expect(try branch(["qu", "shui"]) == ["shui", "di"])
      #expect(try branch(["qu"]) == ["qu", "min", "shui", "di", "shui2"])
      #expect(try Units.roots(region: SampleDistrict.region, in: t).map(\.id) == ["qu"])
    }
    #expect(throws: StoreError.missing(subject: "上级单位")) {
      try database.write { (t) throws(StoreError) in
        try Units.add(region: SampleDistrict.region, id: "x", name: "x", parent: "nix", by: "setup", in: t)
      }
    }
  }
}
