import Foundation
import TestSupport
import Testing

/// The administrators at work in a real browser.
@Suite(
  .serialized, .enabled(if: DemonstrationServer.program != nil && Browser.driverPath != nil, "no program or no browser")
)
struct AdminBrowserTests {
  @Test func `one makes an account, another gives the role, the new person gets to work`() throws {
    let server = try DemonstrationServer(program: #require(DemonstrationServer.program))
    defer { server.stop() }
    let browser = try Browser()
    defer { browser.close() }
    try server.signIn(browser, as: "xitong")
    #expect(try browser.text("nav.nav").contains("账号"))
    try browser.open(server.address + "/admin/people/new")
    try browser.type("newcomer", into: "#login")
    try browser.type("何示例", into: "#name")
    try browser.type("示范区图书馆", into: "#unit")
    try browser.click("main form button[type=submit]")
    let once = try browser.text(".once-word")
    #expect(once.count == 14)

    try browser.forget()
    try signIn(browser, server, "newcomer", once)
    try browser.wait("the demand for an own password") { try browser.source().contains("现在的密码是别人设的") }
    try browser.type(once, into: "#current")
    for field in ["#fresh", "#repeated"] { try browser.type("图书馆的一句长话-2026", into: field) }
    try browser.click("form[action='/me/password'] button[type=submit]")
    try browser.wait("the new password") { try browser.address().contains("done=password") }
    try browser.open(server.address + "/")
    #expect(try browser.text("main").contains("还没有角色"))

    try browser.forget()
    try server.signIn(browser, as: "anquan")
    try browser.open(server.address + "/admin/rights?view=waiting")
    try browser.click("main table a[href*='account=newcomer']")
    try browser.click("#role option[value=executing_unit]")
    try browser.type("新到岗", into: "#reason")
    try browser.click("main form button[type=submit]")
    try browser.wait("the grant") { try browser.source().contains("已授") }

    try browser.forget()
    try signIn(browser, server, "newcomer", "图书馆的一句长话-2026")
    try browser.wait("the bench") { try browser.text("main").contains("项目执行单位") }
    #expect(try browser.complaints().filter { $0.contains("Content Security Policy") || $0.contains("Uncaught") } == [])
  }

  @Test func `who holds two roles changes between them in the top bar`() throws {
    let server = try DemonstrationServer(program: #require(DemonstrationServer.program))
    defer { server.stop() }
    let browser = try Browser()
    defer { browser.close() }
    try server.signIn(browser, as: "fuzeren")
    let before = try browser.text(".head .meta")
    try browser.click(".who-menu > summary")
    try browser.click(".who-menu form[action='/me/role'] button")
    try browser.wait("the other role") { try browser.text(".head .meta").contains("主管部门综合科室") }
    #expect(before.contains("主管部门负责人") && !before.contains("主管部门综合科室"))
  }

  @Test func `the performance office sets a limit, and the page of rules tells it`() throws {
    let server = try DemonstrationServer(program: #require(DemonstrationServer.program))
    defer { server.stop() }
    let browser = try Browser()
    defer { browser.close() }
    try server.signIn(browser, as: "jixiao")
    #expect(try browser.text("nav.nav").contains("规则设置"))
    try browser.open(server.address + "/admin/rules/too-many-indicators")
    try browser.type("41", into: "#value-indicators_max")
    try browser.type("示财〔2026〕2号放宽", into: "#why-indicators_max")
    try browser.click("form:has(#value-indicators_max) button[type=submit]")
    try browser.wait("the setting") { try browser.address().contains("done=set") }
    #expect(try browser.text("main").contains("记入总台账"))
    try browser.open(server.address + "/rules?q=too-many-indicators")
    #expect(try browser.text("main").contains("41行"))
    #expect(try browser.complaints().filter { $0.contains("Content Security Policy") || $0.contains("Uncaught") } == [])
  }

  private func signIn(_ browser: Browser, _ server: DemonstrationServer, _ name: String, _ password: String) throws {
    try browser.open(server.address + "/sign-in")
    try browser.type(name, into: "#account")
    try browser.type(password, into: "#password")
    try browser.click("form[action='/sign-in'] button[type=submit]")
  }
}
