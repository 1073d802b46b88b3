import Store
import Testing

@testable import Web

@Suite struct SessionCacheTests {
  let house: TestHouse
  let account: Account
  init() throws {
    house = try TestHouse()
    account = try house.add("zhang")
  }

  @Test func `a session ends after an hour without a request`() throws {
    let token = try house.sessions.begin(account).token
    house.clock.advance(seconds: 3_590)
    #expect(try house.sessions.find(token.digest) != nil)
    try house.sessions.tidy()
    house.clock.advance(seconds: 3_590)
    #expect(try house.sessions.find(token.digest) != nil)
    try house.sessions.tidy()
    house.clock.advance(seconds: 3_600)
    #expect(try house.sessions.find(token.digest) == nil)
  }

  @Test func `a session ends after twelve hours in any case`() throws {
    let token = try house.sessions.begin(account).token
    for _ in 0..<23 {
      house.clock.advance(seconds: 1_800)
      #expect(try house.sessions.find(token.digest) != nil)
      try house.sessions.tidy()
    }
    house.clock.advance(seconds: 1_800)
    #expect(try house.sessions.find(token.digest) == nil)
  }

  @Test func `use on this server is written down, so that others see it`() throws {
    let token = try house.sessions.begin(account).token
    house.clock.advance(seconds: 3_000)
    _ = try house.sessions.find(token.digest)
    try house.sessions.tidy()
    house.clock.advance(seconds: 3_000)
    #expect(try SessionCache(house.database).find(token.digest) != nil)
  }

  @Test func `a sign-out on another server takes effect within seconds`() throws {
    let token = try house.sessions.begin(account).token
    try SessionCache(house.database).end(token.digest)
    house.clock.advance(seconds: SessionRules().rememberedSeconds)
    #expect(try house.sessions.find(token.digest) == nil)
  }

  @Test func `signing out ends it at once`() throws {
    let token = try house.sessions.begin(account).token
    try house.sessions.end(token.digest)
    #expect(try house.sessions.find(token.digest) == nil)
    #expect(try SessionCache(house.database).find(token.digest) == nil)
  }

  @Test func `an unknown token is nobody`() throws {
    #expect(try house.sessions.find(Token.make().digest) == nil)
    #expect(Token(cookie: "short") == nil && Token(cookie: "") == nil)
    #expect(Token(cookie: String(repeating: "=", count: 43)) == nil)
  }
}
