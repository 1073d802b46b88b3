import Lifecycle
import Model
import Testing

@testable import Store

@Suite struct ApiTokenTests {
  private func district(_ engine: Engine) throws -> (EmptyDatabase, Database, HandClock, Account) {
    let empty = try EmptyDatabase(engine)
    let clock = HandClock()
    let database = try empty.open(clock.surroundings)
    return (empty, database, clock, try SampleDistrict(database).clerk)
  }

  private func find(_ database: Database, _ digest: String = "d1") throws -> (token: ApiToken, account: Account)? {
    try database.read { (t) throws(StoreError) in try ApiTokens.find(digest: digest, in: t) }
  }

  private func make(_ database: Database, _ clerk: Account, days: Int = 30, digest: String = "d1") throws -> String {
    try database.write { (t) throws(StoreError) in
      try ApiTokens.make(account: clerk.id, grant: clerk.grant, name: "取数", digest: digest, days: days, in: t)
    }
  }

  @Test(arguments: Engine.present)
  func `a token answers with its owner until it runs out`(engine: Engine) throws {
    let (empty, database, clock, clerk) = try district(engine)
    defer { _ = empty }
    let id = try make(database, clerk, days: 2)
    let found = try find(database)
    #expect(found?.token.id == id && found?.account.id == clerk.id && found?.account.role == clerk.role)
    #expect(found?.token.lastUsedAt == nil)
    try database.write { (t) throws(StoreError) in try ApiTokens.touch(id, in: t) }
    #expect(try find(database)?.token.lastUsedAt != nil)
    #expect(try find(database, "d2") == nil)
    clock.advance(seconds: 2 * 86_400 - 60)
    #expect(try find(database) != nil)
    clock.advance(seconds: 60)
    #expect(try find(database) == nil)
  }

  @Test(arguments: Engine.present)
  func `a token lasts a year at most`(engine: Engine) throws {
    let (empty, database, _, clerk) = try district(engine)
    defer { _ = empty }
    _ = try make(database, clerk, days: 9_999)
    let token = try #require(try find(database)?.token)
    #expect(token.expiresAt == token.createdAt.adding(seconds: 365 * 86_400))
  }

  @Test(arguments: Engine.present)
  func `a token ends once, by its owner, and the ledger tells of both`(engine: Engine) throws {
    let (empty, database, _, clerk) = try district(engine)
    defer { _ = empty }
    let id = try make(database, clerk)
    let wrong = try database.write { (t) throws(StoreError) in try ApiTokens.end("none", account: clerk.id, in: t) }
    #expect(!wrong)
    #expect(try find(database) != nil)
    let ended = try database.write { (t) throws(StoreError) in try ApiTokens.end(id, account: clerk.id, in: t) }
    let again = try database.write { (t) throws(StoreError) in try ApiTokens.end(id, account: clerk.id, in: t) }
    #expect(ended && !again)
    #expect(try find(database) == nil)
    let entries = try database.read { (t) throws(StoreError) in
      try Ledger.list(region: clerk.region, subject: "account/\(clerk.id)", in: t).compactMap(\.entry.knownAction)
    }
    #expect(entries.filter { $0 == .tokenMade }.count == 1 && entries.filter { $0 == .tokenEnded }.count == 1)
    #expect(try Ledger.verify(in: database).broken == nil)
  }

  @Test(arguments: Engine.present)
  func `a token never steps in under another grant of its owner`(engine: Engine) throws {
    let (empty, database, clock, clerk) = try district(engine)
    defer { _ = empty }
    let grant = try #require(clerk.grant)
    _ = try make(database, clerk)
    clock.advance(seconds: 1)
    try database.write { (t) throws(StoreError) in
      try Grants.give(
        .init(account: clerk.id, role: .departmentHead, scope: "shui", from: Day(t.now), until: nil, reason: "岗位"),
        region: clerk.region, by: "anquan", in: t)
    }
    #expect(try find(database)?.account.role == clerk.role)
    try database.write { (t) throws(StoreError) in try Grants.withdraw(grant, reason: "调岗", by: "anquan", in: t) }
    #expect(try find(database) == nil)
  }

  @Test(arguments: Engine.present)
  func `an account has ten tokens in force at most`(engine: Engine) throws {
    let (empty, database, _, clerk) = try district(engine)
    defer { _ = empty }
    var first = ""
    for number in 0..<ApiTokens.countMax {
      let id = try make(database, clerk, digest: "n\(number)")
      if number == 0 { first = id }
    }
    #expect(throws: StoreError.refused(rule: "api-token-count")) { try make(database, clerk, digest: "more") }
    let oldest = first
    _ = try database.write { (t) throws(StoreError) in try ApiTokens.end(oldest, account: clerk.id, in: t) }
    _ = try make(database, clerk, digest: "more")
    #expect(try find(database, "more") != nil)
  }
}
