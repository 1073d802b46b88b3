import Store
import Testing

@testable import Web

@Suite struct SignInTests {
  let house: TestHouse
  init() throws {
    house = try TestHouse()
    try house.add("zhang")
    try house.add("li")
  }

  private func refusal(
    _ name: String = "zhang", _ password: String = TestHouse.password, from address: String = "192.0.2.1"
  ) -> SignIn.Refusal? {
    do throws(SignIn.Refusal) {
      _ = try house.signIn.signIn(name: name, password: password, address: address)
      return nil
    } catch {
      return error
    }
  }

  @Test func `the right password opens, its digest alone is kept`() throws {
    let (token, session) = try house.signIn.signIn(name: "zhang", password: TestHouse.password, address: "192.0.2.1")
    #expect(session.account.login == "zhang")
    #expect(try house.sessions.find(token.digest)?.account.login == "zhang")
    #expect(token.digest.text != token.cookie && token.digest.text.utf8.count == 64)
  }

  @Test(arguments: ["zhang", "nobody"])
  func `five wrong tries close the account for fifteen minutes, known or not`(name: String) {
    for left in [4, 3, 2, 1] { #expect(refusal(name, "wrong") == .wrong(triesLeft: left)) }
    #expect(refusal(name, "wrong") == .wait(seconds: 900))
    house.clock.advance(seconds: 600)
    #expect(refusal(name) == .wait(seconds: 300))
    house.clock.advance(seconds: 301)
    #expect(refusal(name, "wrong") == .wrong(triesLeft: 4))
  }

  @Test func `a right password gives all tries back`() {
    for _ in 0..<4 { _ = refusal("zhang", "wrong") }
    #expect(refusal() == nil)
    #expect(refusal("zhang", "wrong") == .wrong(triesLeft: 4))
  }

  @Test func `one closed account leaves the others open`() {
    for _ in 0..<5 { _ = refusal("zhang", "wrong") }
    #expect(refusal("li") == nil)
  }

  @Test func `an address that tries many names has to wait, others not`() {
    for index in 0..<20 { _ = refusal("name\(index)", "wrong") }
    #expect(refusal("li") == .wait(seconds: 900))
    #expect(refusal("li", from: "192.0.2.2") == nil)
  }

  @Test func `an office behind one address may sign in all day`() {
    for _ in 0..<40 { #expect(refusal() == nil) }
  }

  @Test func `a disabled account is told so only with the right password`() throws {
    try house.database.write { (transaction) throws(StoreError) in
      guard let account = try Accounts.find(login: "li", in: transaction) else { return }
      try Accounts.setState(account.id, .disabled, by: "setup", in: transaction)
    }
    #expect(refusal("li", "wrong") == .wrong(triesLeft: 4))
    #expect(refusal("li") == .closed)
  }

  @Test func `an unknown name takes as long as a wrong password`() throws {
    let cost = PasswordCost(memoryBytes: 8 << 20, passes: 2)
    let slow = SignIn(house.database, house.sessions, SignInLimit(), cost)
    let clock = ContinuousClock()
    let unknown = clock.measure { _ = try? slow.signIn(name: "nobody", password: "x", address: "a") }
    let hash = clock.measure { _ = Sodium.hashPassword("x", cost) }
    #expect(unknown > hash / 3)
  }

  @Test func `a new password ends the other sessions and keeps this one`() throws {
    let here = try house.signIn.signIn(name: "zhang", password: TestHouse.password, address: "a")
    let there = try house.signIn.signIn(name: "zhang", password: TestHouse.password, address: "b")
    try house.signIn.changePassword(here.session, old: TestHouse.password, new: "另外一句新的密码", address: "a")
    #expect(try house.sessions.find(here.token.digest) != nil)
    #expect(try house.sessions.find(there.token.digest) == nil)
    #expect(refusal("zhang", "另外一句新的密码") == nil)
    #expect(refusal() == .wrong(triesLeft: 4))
  }

  @Test(arguments: [
    ("短", SignIn.Refusal.tooShort), (String(repeating: "a", count: 1_025), .tooLong),
    (TestHouse.password, .sameAsBefore),
  ])
  func `a weak new password is refused`(new: String, expected: SignIn.Refusal) throws {
    let session = try house.signIn.signIn(name: "zhang", password: TestHouse.password, address: "a").session
    #expect(throws: expected) {
      try house.signIn.changePassword(session, old: TestHouse.password, new: new, address: "a")
    }
  }

  @Test func `hashes made at a lower cost are renewed at the next sign-in`() throws {
    let dearer = PasswordCost(memoryBytes: 16_384, passes: 2)
    let signIn = SignIn(house.database, house.sessions, SignInLimit(), dearer)
    _ = try signIn.signIn(name: "zhang", password: TestHouse.password, address: "a")
    let hash = try house.database.read { (transaction) throws(StoreError) in
      try Accounts.find(login: "zhang", in: transaction)?.passwordHash
    }
    #expect(hash.map { !Sodium.needsRehash($0, dearer) } == true)
    #expect(hash?.hasPrefix("$argon2id$") == true)
  }
}
