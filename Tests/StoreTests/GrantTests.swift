import Lifecycle
import Model
import Testing

@testable import Store

@Suite struct GrantTests {
  private let region = SampleDistrict.region

  private func district(_ engine: Engine) throws -> (EmptyDatabase, Database, HandClock, Account) {
    let empty = try EmptyDatabase(engine)
    let clock = HandClock()
    let database = try empty.open(clock.surroundings)
    return (empty, database, clock, try SampleDistrict(database).clerk)
  }

  private func draft(
    _ account: String, _ role: Role, _ scope: String, from: String = "2023-11-15", until: String? = nil
  ) -> Grants.Draft {
    .init(account: account, role: role, scope: scope, from: Day(from)!, until: until.map { Day($0)! }, reason: "岗位")
  }

  private func session(_ database: Database, _ digest: String = "d1") throws -> Session? {
    try database.read { (t) throws(StoreError) in try Sessions.find(digest: digest, in: t) }
  }

  @Test(arguments: Engine.present)
  func `a session works under one grant and can change to another`(engine: Engine) throws {
    let (empty, database, clock, clerk) = try district(engine)
    defer { _ = empty }
    clock.advance(seconds: 1)
    let other = try database.write { (t) throws(StoreError) in
      try Sessions.begin(digest: "d1", account: clerk.id, csrfSecret: "s", seconds: 600, address: "192.0.2.1", in: t)
      return try Grants.give(draft(clerk.id, .departmentHead, "shui"), region: region, by: "anquan", in: t)
    }
    #expect(try session(database)?.account.role == .executingUnit)
    #expect(try session(database)?.address == "192.0.2.1")
    try database.write { (t) throws(StoreError) in try Sessions.work(digest: "d1", under: other, in: t) }
    let changed = try session(database)?.account
    #expect(changed?.role == .departmentHead && changed?.scope == UnitPath(["qu", "shui"]) && changed?.grant == other)
    // The next session begins where the last one was.
    try database.write { (t) throws(StoreError) in
      try Sessions.begin(digest: "d2", account: clerk.id, csrfSecret: "s", seconds: 600, in: t)
    }
    #expect(try session(database, "d2")?.account.role == .departmentHead)
    let stranger = try database.write { (t) throws(StoreError) in
      try Accounts.add(
        .init(region: region, login: "li", displayName: "李示例", passwordHash: "x", role: .departmentHead, unit: "min"),
        by: "setup", in: t)
    }
    let foreign = try #require(stranger.grant)
    #expect(throws: StoreError.missing(subject: "角色")) {
      try database.write { (t) throws(StoreError) in try Sessions.work(digest: "d1", under: foreign, in: t) }
    }
  }

  @Test(arguments: Engine.present)
  func `a grant holds from its first to its last day`(engine: Engine) throws {
    let (empty, database, clock, _) = try district(engine)
    defer { _ = empty }
    let waiting = try database.write { (t) throws(StoreError) in
      let made = try Accounts.add(
        .init(region: region, login: "li", displayName: "李示例", passwordHash: "x", role: nil, unit: "min", phone: "示例"),
        by: "setup", in: t)
      try Sessions.begin(digest: "d1", account: made.id, csrfSecret: "s", seconds: 900_000, in: t)
      try Grants.give(
        draft(made.id, .executingUnit, "min", from: "2023-11-16", until: "2023-11-17"), region: region, by: "a", in: t)
      return made
    }
    #expect(waiting.role == .public && !waiting.hasRole && waiting.scope == UnitPath(["qu", "min"]))
    #expect(waiting.phone == "示例")
    #expect(try session(database)?.account.hasRole == false)
    clock.advance(seconds: 86_400)
    #expect(try session(database)?.account.role == .executingUnit)
    clock.advance(seconds: 86_400)
    #expect(try session(database)?.account.role == .executingUnit)
    clock.advance(seconds: 86_400)
    #expect(try session(database)?.account.role == .public)
    let grants = try database.read { (t) throws(StoreError) in try Grants.list(account: waiting.id, in: t) }
    #expect(grants.map { $0.standing(on: Day("2023-11-18")!) } == [.over])
    #expect(grants.map { $0.standing(on: Day("2023-11-15")!) } == [.toCome])
  }

  @Test(arguments: Engine.present)
  func `what is withdrawn ends at once with the sessions`(engine: Engine) throws {
    let (empty, database, _, clerk) = try district(engine)
    defer { _ = empty }
    try database.write { (t) throws(StoreError) in
      try Sessions.begin(digest: "d1", account: clerk.id, csrfSecret: "s", seconds: 600, in: t)
      try Grants.withdraw(clerk.grant ?? "", reason: "离岗", by: "anquan", in: t)
    }
    #expect(try session(database) == nil)
    try database.read { (t) throws(StoreError) in
      let found = try Accounts.find(id: clerk.id, in: t)
      #expect(found?.role == .public)
      #expect(try Grants.list(account: clerk.id, in: t).map(\.endReason) == ["离岗"])
      #expect(try Grants.current(region: region, in: t).isEmpty)
      let actions = try Ledger.list(region: region, subject: "account/\(clerk.id)", in: t).map(\.entry.knownAction)
      #expect(actions == [.roleWithdrawn, .accountAdded])
    }
  }

  @Test(arguments: Engine.present)
  func `holders of a role are counted by who can sign in today`(engine: Engine) throws {
    let (empty, database, _, clerk) = try district(engine)
    defer { _ = empty }
    func count(except: String = "") throws -> Int {
      try database.read { (t) throws(StoreError) in
        try Grants.holders(of: .executingUnit, region: region, except: except, in: t)
      }
    }
    #expect(try count() == 1)
    #expect(try count(except: clerk.id) == 0)
    try database.write { (t) throws(StoreError) in
      try Grants.give(draft(clerk.id, .executingUnit, "shui"), region: region, by: "a", in: t)
    }
    #expect(try count() == 1)
    try database.write { (t) throws(StoreError) in try Accounts.setState(clerk.id, .disabled, by: "a", in: t) }
    #expect(try count() == 0)
  }

  @Test(arguments: Engine.present)
  func `an account is edited, reset and ended`(engine: Engine) throws {
    let (empty, database, _, clerk) = try district(engine)
    defer { _ = empty }
    try database.write { (t) throws(StoreError) in
      try Accounts.edit(clerk.id, displayName: "张甲示例", unit: "min", phone: "027-示例", by: "xitong", in: t)
      try Sessions.begin(digest: "d1", account: clerk.id, csrfSecret: "s", seconds: 600, in: t)
      try Accounts.resetPassword(clerk.id, hash: "once", by: "xitong", in: t)
      #expect(try Sessions.find(digest: "d1", in: t) == nil)
      let changed = try Accounts.find(id: clerk.id, in: t)
      #expect(changed?.unit == "min" && changed?.phone == "027-示例" && changed?.mustChangePassword == true)
      #expect(
        changed?.scope == UnitPath(["qu", "shui", "di"]), "a person who sits elsewhere keeps what he was granted")
      try Sessions.begin(digest: "d2", account: clerk.id, csrfSecret: "s", seconds: 600, in: t)
      try Accounts.end(clerk.id, by: "xitong", in: t)
      #expect(try Sessions.find(digest: "d2", in: t) == nil)
      let ended = try Accounts.find(id: clerk.id, in: t)
      #expect(ended?.isEnded == true && ended?.state == .disabled && ended?.hasRole == false)
      #expect(try Accounts.count(unit: "min", region: region, in: t) == 0)
    }
    #expect(throws: StoreError.missing(subject: "账号")) {
      try database.write { (t) throws(StoreError) in try Accounts.end(clerk.id, by: "xitong", in: t) }
    }
    #expect(try Ledger.verify(in: database).isSound)
  }

  @Test(arguments: Engine.present)
  func `the list of accounts filters, sorts and pages`(engine: Engine) throws {
    let (empty, database, _, clerk) = try district(engine)
    defer { _ = empty }
    try database.write { (t) throws(StoreError) in
      for number in 0..<30 {
        try Accounts.add(
          .init(
            region: region, login: "user\(100 + number)", displayName: "员工%\(number)", passwordHash: "x", role: nil,
            unit: number < 10 ? "min" : "shui", mustChangePassword: number < 5), by: "setup", in: t)
      }
      try Sessions.begin(digest: "d1", account: clerk.id, csrfSecret: "s", seconds: 600, in: t)
      try Accounts.noteSignIn(clerk.id, in: t)
    }
    func list(_ change: (inout AccountFilter) -> Void) throws -> Page<Account> {
      var filter = AccountFilter(region: region)
      change(&filter)
      return try database.read { (t) throws(StoreError) in try Accounts.list(filter, in: t) }
    }
    #expect(try list { $0.pageSize = 10 }.items.count == 10)
    #expect(
      try list {
        $0.pageSize = 10
        $0.page = 9
      }.items.map(\.login) == ["zhang"])
    #expect(try list { $0.branch = UnitPath(["qu", "min"]) }.total == 10)
    #expect(try list { $0.search = "员工%7" }.items.map(\.login) == ["user107"])
    #expect(try list { $0.search = "user 水务" }.total == 20)
    #expect(try list { $0.role = .executingUnit }.items.map(\.id) == [clerk.id])
    #expect(try list { $0.standing = .roleless }.total == 30)
    #expect(try list { $0.standing = .untouched }.total == 30)
    #expect(try list { $0.standing = .ended }.total == 0)
    #expect(try list { $0.standing = .active }.total == 31)
    #expect(
      try list {
        $0.order = .lastSignIn
        $0.isDescending = true
      }.items.first?.id == clerk.id)
    let sessions = try database.read { (t) throws(StoreError) in
      try Sessions.list(region: region, search: "zhang", in: t).map(\.digest)
    }
    #expect(sessions == ["d1"])
    try database.write { (t) throws(StoreError) in
      #expect(try Sessions.endAll(account: clerk.id, by: "anquan", in: t) == 1)
      #expect(try Sessions.endAll(account: clerk.id, by: "anquan", in: t) == 0)
      _ = try Throttle.hit("sign-in/lock/address/192.0.2.9", seconds: 60, in: t)
      _ = try Throttle.hit("sign-in/tries/address/192.0.2.9", seconds: 60, in: t)
      #expect(try Throttle.list("sign-in/lock/", in: t).map(\.key) == ["sign-in/lock/address/192.0.2.9"])
    }
  }
}
