import Foundation
import Lifecycle
import Store
import Testing

@testable import Web

@Suite struct SignInRouteTests {
  let app: TestApplication
  init() throws {
    app = try TestApplication()
    try app.house.add("zhang", .financePerformanceOffice)
  }

  private func signIn(_ browser: TestBrowser, _ password: String = TestHouse.password, next: String = "/") -> Response {
    browser.post("/sign-in", ["account": " zhang", "password": password, "next": next])
  }

  @Test func `signing in leads to where the person wanted to go`() {
    let browser = app.browser()
    let refused = browser.get("/forms?q=a")
    #expect(refused.status == .seeOther && refused["Location"] == "/sign-in?next=%2Fforms")
    let answer = signIn(browser, next: "/forms")
    #expect(answer.status == .seeOther && answer["Location"] == "/forms")
    #expect(browser.get("/").status == .ok)
  }

  @Test(arguments: ["http://evil.example/", "//evil.example", "/\\evil.example", "javascript:x", "/sign-in", ""])
  func `signing in never leads elsewhere`(next: String) {
    #expect(signIn(app.browser(), next: next)["Location"] == "/")
  }

  @Test func `the session's cookie is new at every sign-in and kept from scripts`() throws {
    let browser = app.browser()
    // Somebody put a session of his own into this browser.
    let planted = Token.make().cookie
    browser.cookies["hengji_session"] = planted
    _ = browser.get("/sign-in")
    let answer = signIn(browser)
    let cookie = try #require(answer.headers.first { $0.value.hasPrefix("hengji_session=") }?.value)
    #expect(!cookie.contains(planted))
    #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"))
    #expect(!cookie.contains("Max-Age"))
    let first = browser.cookies["hengji_session"]
    browser.cookies["hengji_session"] = nil
    _ = signIn(browser)
    #expect(browser.cookies["hengji_session"] != first)
  }

  @Test func `over TLS the cookie is bound to this host`() throws {
    let target = try #require(Target("/sign-in"))
    let head = RequestHead(.get, target, headers: Headers(["Host": "h"]), isSecure: true)
    let response = app.application.respond(Request(head: head))
    #expect(response["Set-Cookie"]?.hasPrefix("__Host-hengji_visit=") == true)
    #expect(response["Set-Cookie"]?.contains("; Secure") == true)
    #expect(response["Strict-Transport-Security"] != nil)
  }

  @Test func `a wrong password says how many tries are left and then to wait`() {
    let browser = app.browser()
    let first = signIn(browser, "wrong")
    #expect(first.status == .signInNeeded)
    #expect(first.text.contains("账号或密码不对") && first.text.contains("还可以再试 4 次，之后锁 15 分钟"))
    for _ in 0..<3 { _ = signIn(browser, "wrong") }
    let last = signIn(browser, "wrong")
    #expect(last.status == .tooManyRequests && last.text.contains("先锁 15 分钟"))
    #expect(signIn(browser).status == .tooManyRequests)
    #expect(browser.cookies["hengji_session"] == nil)
  }

  @Test func `signing out ends the session everywhere it was copied to`() {
    let browser = app.browser()
    _ = signIn(browser)
    let stolen = browser.cookies["hengji_session"]
    #expect(browser.post("/sign-out")["Location"] == "/sign-in?state=signed-out")
    #expect(browser.cookies["hengji_session"] == nil)
    browser.cookies["hengji_session"] = stolen
    #expect(browser.get("/").status == .seeOther)
  }

  @Test func `a form without the right token or from elsewhere is refused`() throws {
    let browser = app.browser()
    #expect(browser.post("/sign-in", ["account": "zhang"], token: "").status == .forbidden)
    _ = signIn(browser)
    #expect(browser.post("/sign-out", token: "").status == .forbidden)
    #expect(browser.post("/sign-out", token: FormSecret.make().token()).status == .forbidden)
    browser.headers["Origin"] = "http://evil.example"
    #expect(browser.post("/sign-out").status == .forbidden)
    browser.headers["Origin"] = "http://127.0.0.1:8080"
    #expect(browser.post("/sign-out").status == .seeOther)
  }

  @Test func `a password is changed with the old one only, and words say what is wrong`() {
    let browser = app.browser()
    _ = signIn(browser)
    func change(_ current: String, _ fresh: String, _ repeated: String) -> Response {
      browser.post("/me/password", ["current": current, "fresh": fresh, "repeated": repeated])
    }
    #expect(change(TestHouse.password, "新的一句话当密码", "另一句").text.contains("两遍新密码不一样"))
    #expect(change("wrong", "新的一句话当密码", "新的一句话当密码").text.contains("现在的密码不对"))
    #expect(change(TestHouse.password, "短", "短").status == .badRequest)
    #expect(change(TestHouse.password, "新的一句话当密码", "新的一句话当密码")["Location"] == "/me?done=password")
    #expect(signIn(app.browser(), "新的一句话当密码").status == .seeOther)
  }

  @Test func `a password that somebody else made is changed before anything else`() throws {
    let account = try app.house.database.write { (transaction) throws(StoreError) in
      let account = try Accounts.find(login: "zhang", in: transaction)!
      try Accounts.setPassword(
        account.id, hash: TestHouse.passwordHash, mustChange: true, by: "setup", in: transaction)
      return account
    }
    #expect(account.login == "zhang")
    let browser = app.browser()
    _ = signIn(browser)
    #expect(browser.get("/forms")["Location"] == "/me?must=change")
    #expect(browser.get("/me").text.contains("现在的密码是别人设的"))
    _ = browser.post(
      "/me/password", ["current": TestHouse.password, "fresh": "新的一句话当密码", "repeated": "新的一句话当密码"])
    #expect(browser.get("/forms").status == .ok)
  }

  @Test func `large type is kept for the person and for this browser`() throws {
    let browser = app.browser()
    #expect(browser.post("/type-size", ["size": "large", "back": "/sign-in"]).status == .seeOther)
    #expect(browser.get("/sign-in").text.contains("data-size=\"large\""))
    browser.cookies["hengji_size"] = nil
    _ = signIn(browser)
    #expect(!browser.get("/me").text.contains("data-size=\"large\""))
    _ = browser.post("/type-size", ["size": "large", "back": "//evil.example"])
    browser.cookies["hengji_size"] = nil
    #expect(browser.get("/me").text.contains("data-size=\"large\""))
  }
}
