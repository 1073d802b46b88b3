import Foundation
import Lifecycle
import Model
import Store
import Testing

@testable import Web

@Suite(.everyEngine) struct ApiTokenRouteTests {
  let app: TestApplication

  init() throws { app = try TestApplication() }

  private func made(_ browser: TestBrowser) throws -> String {
    let page = browser.post("/me/tokens", ["name": "预算系统取数", "days": "30"])
    #expect(page.status == .ok)
    let start = try #require(page.text.range(of: "hj_", options: .backwards))
    return "hj_" + page.text[start.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
  }

  @Test func `a token is shown once, answers for the interface only, and ends`() throws {
    let browser = try app.signedIn(.executingUnit)
    let token = try made(browser)
    #expect(!browser.get("/me/tokens").text.contains(token))
    #expect(browser.get("/me/tokens").text.contains("预算系统取数"))
    let program = ApiProgram(application: app.application, token: token)
    #expect(program.get("/api/v1/forms").status == .ok)
    #expect(program.get("/forms").status == .seeOther && program.get("/api/docs").status == .seeOther)
    let list = browser.get("/me/tokens").text
    #expect(!list.contains("没有用过"))
    let start = try #require(list.range(of: "/me/tokens/"))
    let id = list[start.upperBound...].prefix { $0 != "/" }
    #expect(browser.post("/me/tokens/\(id)/end").status == .seeOther)
    let answer = program.get("/api/v1/forms")
    #expect(answer.status == .signInNeeded && answer.errorCode == "token-needed")
    #expect(answer["WWW-Authenticate"] == "Bearer")
    #expect(browser.post("/me/tokens/\(id)/end").status == .notFound)
  }

  @Test func `nobody ends the token of somebody else`() throws {
    let browser = try app.signedIn(.executingUnit)
    let program = ApiProgram(application: app.application, token: try made(browser))
    let list = browser.get("/me/tokens").text
    let start = try #require(list.range(of: "/me/tokens/"))
    let id = list[start.upperBound...].prefix { $0 != "/" }
    let other = try app.signedIn(.executingUnit, login: "other")
    #expect(other.post("/me/tokens/\(id)/end").status == .notFound)
    #expect(program.get("/api/v1/forms").status == .ok)
  }

  @Test(arguments: [("", "30"), ("取数", "0"), ("取数", "366"), ("取数", "很久")])
  func `a token needs a name and a year at most`(name: String, days: String) throws {
    let browser = try app.signedIn(.executingUnit)
    let page = browser.post("/me/tokens", ["name": name, "days": days])
    #expect(page.status == .badRequest && !page.text.contains("hj_"))
    #expect(PageRules.problems(page.text) == [])
  }

  @Test func `a token runs out`() throws {
    let browser = try app.signedIn(.executingUnit)
    let program = ApiProgram(application: app.application, token: try made(browser))
    app.house.clock.advance(seconds: 30 * 86_400 - 5)
    #expect(program.get("/api/v1/forms").status == .ok)
    app.house.clock.advance(seconds: 5)
    #expect(program.get("/api/v1/forms").status == .signInNeeded)
  }

  @Test func `wrong tokens make their address wait, and no other`() throws {
    let right = try app.program(.executingUnit)
    let wrong = ApiProgram(application: app.application, token: Token.make().bearer)
    for _ in 0..<SignInLimit().addressTries { #expect(wrong.get("/api/v1/forms").status == .signInNeeded) }
    let paused = right.get("/api/v1/forms")
    #expect(paused.status == .tooManyRequests && paused.errorCode == "too-many" && paused["Retry-After"] == "900")
    var elsewhere = right
    elsewhere.address = "192.0.2.10"
    #expect(elsewhere.get("/api/v1/forms").status == .ok)
    app.house.clock.advance(seconds: SignInLimit().pauseSeconds)
    #expect(right.get("/api/v1/forms").status == .ok)
  }

  @Test(arguments: ["", "hj_", "hj_x", "Bearer", "x" + String(repeating: "A", count: 43)])
  func `what is no token of ours is refused`(token: String) {
    let answer = ApiProgram(application: app.application, token: token).get("/api/v1/years")
    #expect(answer.status == .signInNeeded && answer.errorCode == "token-needed")
  }

  @Test func `a browser reads with its session and changes only with the token of its page`() throws {
    let form = try app.form()
    let browser = try app.signedIn(.executingUnit)
    #expect(browser.get("/api/v1/forms/\(form)").status == .ok)
    let check = Request.Body.json(Array("{\"kind\":\"project-goal\"}".utf8))
    let refused = browser.send(.post, "/api/v1/check", check)
    #expect(refused.status == .forbidden && refused.errorCode == "csrf")
    let page = browser.get("/me").text
    let start = try #require(page.range(of: "name=\"csrf\" value=\""))
    browser.headers["X-CSRF-Token"] = String(page[start.upperBound...].prefix { $0 != "\"" })
    #expect(browser.send(.post, "/api/v1/check", check).status != .forbidden)
    browser.headers["Origin"] = "https://example.org"
    #expect(browser.send(.post, "/api/v1/check", check).status == .forbidden)
  }

  @Test func `a wrong token is not made good by a cookie`() throws {
    let browser = try app.signedIn(.executingUnit)
    browser.headers["Authorization"] = "Bearer " + Token.make().bearer
    #expect(browser.get("/api/v1/forms").status == .signInNeeded)
    #expect(browser.get("/forms").status == .ok)
  }
}
