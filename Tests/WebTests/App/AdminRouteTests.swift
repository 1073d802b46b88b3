import Foundation
import Lifecycle
import Model
import Store
import Testing

@testable import Web

/// Units, accounts and roles as the three administrators keep them.
@Suite struct AdminRouteTests {
  let app: TestApplication
  let system: TestBrowser
  let security: TestBrowser

  init() throws {
    app = try TestApplication()
    system = try app.signedIn(.systemAdministrator, login: "xitong", unit: "root")
    security = try app.signedIn(.securityAdministrator, login: "anquan", unit: "root")
  }

  private func find(_ login: String) throws -> Account? {
    try app.house.database.read { (t) throws(StoreError) in try Accounts.find(login: login, in: t) }
  }

  private func password(on page: String) throws -> String {
    let start = try #require(page.range(of: "once-word\">")).upperBound
    return String(page[start...].prefix { $0 != "<" })
  }

  private func tree() throws -> UnitTree {
    try app.house.database.read { (t) throws(StoreError) in
      try Units.tree(region: "r", on: Day(app.house.clock.now), in: t)
    }
  }

  private var today: String { Day(app.house.clock.now).text }

  // MARK: accounts and roles

  @Test func `a new person gets a one-time password, changes it, waits for a role and then works`() throws {
    let made = system.post(
      "/admin/people", ["login": "LiSL", "name": "李示例", "unit": "示范区水务局", "phone": "027-0000"])
    #expect(made.status == .ok)
    let once = try password(on: made.text)
    let account = try #require(try find("lisl"))
    #expect(!account.hasRole && account.mustChangePassword && account.unit == "water" && account.phone == "027-0000")
    #expect(!system.get("/admin/people/\(account.id)").text.contains(once), "the password is shown once")

    let browser = app.browser()
    #expect(browser.post("/sign-in", ["account": "lisl", "password": once]).status == .seeOther)
    #expect(browser.get("/")["Location"] == "/me?must=change")
    let own = "自己的一句话-2026"
    #expect(
      browser.post("/me/password", ["current": once, "fresh": own, "repeated": own])["Location"] == "/me?done=password")
    let waiting = browser.get("/")
    #expect(waiting.status == .forbidden && waiting.text.contains("还没有角色") && waiting.text.contains("安全管理员"))
    #expect(browser.get("/forms").status == .forbidden)

    #expect(security.get("/admin/rights?view=waiting").text.contains("李示例（lisl）"))
    let given = security.post(
      "/admin/rights",
      ["account": "lisl", "role": "executing_unit", "scope": "示范区水务局", "from": today, "until": "", "reason": "岗位"])
    #expect(given["Location"] == "/admin/rights?account=\(account.id)&done=give")
    #expect(browser.get("/").status == .ok)
    #expect(try find("lisl")?.scope == UnitPath(["root", "water"]))
  }

  @Test func `a person with two roles changes between them from the top bar`() throws {
    let browser = try app.signedIn(.executingUnit, login: "zhang")
    app.house.clock.advance(seconds: 1)
    #expect(!browser.get("/").text.contains("who-menu"))
    _ = security.post(
      "/admin/rights",
      ["account": "zhang", "role": "dept_head", "scope": "示范区", "from": today, "until": "", "reason": "兼任"])
    let bench = browser.get("/").text
    #expect(bench.contains("who-menu") && bench.contains("主管部门负责人，示范区"))
    let other = try #require(
      try app.house.database.read { (t) throws(StoreError) in
        try Grants.inForce(account: try Accounts.find(login: "zhang", in: t)?.id ?? "", in: t)
      }.last)
    #expect(browser.get("/imports").status == .ok)
    #expect(browser.post("/me/role", ["grant": other.id])["Location"] == "/")
    #expect(browser.get("/imports").status == .forbidden)
    #expect(browser.get("/me").text.contains("正在用"))
    #expect(browser.post("/me/role", ["grant": "somebody-else"]).status == .badRequest)
  }

  @Test func `refusals stand at their fields and change nothing`() throws {
    let person = system.post("/admin/people", ["login": "李", "name": "", "unit": "水利", "phone": "abc"])
    #expect(person.status == .badRequest)
    for field in ["login", "name", "unit", "phone"] { #expect(person.text.contains("href=\"#\(field)\""), "\(field)") }
    #expect(system.post("/admin/people", ["login": "anquan", "name": "甲", "unit": "示范区"]).text.contains("已经有人用了"))
    let grant = security.post("/admin/rights", ["account": "nix", "role": "", "scope": "", "from": "x", "until": "y"])
    #expect(grant.status == .badRequest)
    for field in ["account", "role", "scope", "from", "until"] {
      #expect(grant.text.contains("href=\"#\(field)\""), "\(field)")
    }
    let own = security.post(
      "/admin/rights",
      ["account": "anquan", "role": "executing_unit", "scope": "示范区", "from": today, "until": "", "reason": "x"])
    #expect(own.status == .badRequest && own.text.contains(Granting.Refusal.oneself.sentence))
    let both = security.post(
      "/admin/rights",
      ["account": "xitong", "role": "executing_unit", "scope": "示范区", "from": today, "until": "", "reason": "x"])
    #expect(both.text.contains(Granting.Refusal.administratorsApart.sentence))
    #expect(try find("xitong")?.role == .systemAdministrator)
  }

  @Test func `an account is locked, unlocked, reset and ended, administrators with care`() throws {
    let browser = try app.signedIn(.executingUnit, login: "zhang")
    let id = try #require(try find("zhang")).id
    #expect(system.post("/admin/people/\(id)/lock")["Location"] == "/admin/people/\(id)?done=lock")
    #expect(browser.get("/").status == .seeOther, "the session has ended")
    #expect(system.post("/admin/people/\(id)/unlock").status == .seeOther)
    let reset = system.post("/admin/people/\(id)/reset")
    let once = try password(on: reset.text)
    #expect(app.browser().post("/sign-in", ["account": "zhang", "password": once]).status == .seeOther)
    #expect(system.get("/admin/people/\(id)/end").text.contains("注销后不能恢复"))
    #expect(system.post("/admin/people/\(id)/end").status == .seeOther)
    #expect(try find("zhang")?.isEnded == true)
    #expect(app.browser().post("/sign-in", ["account": "zhang", "password": once]).status == .forbidden)
    let own = try #require(try find("xitong")).id
    #expect(system.post("/admin/people/\(own)/lock").status == .forbidden)
    let guardian = try #require(try find("anquan")).id
    #expect(system.post("/admin/people/\(guardian)/reset").text.contains("hengji account reset"))
    #expect(system.post("/admin/people/\(guardian)/end").status == .forbidden, "the last one of its kind stays")
  }

  @Test func `a role is taken back with a reason, the last administrator stays`() throws {
    let browser = try app.signedIn(.executingUnit, login: "zhang")
    let grant = try #require(try find("zhang")?.grant)
    #expect(security.get("/admin/rights/\(grant)").text.contains("收回这个角色"))
    #expect(security.post("/admin/rights/\(grant)", ["reason": " "]).status == .badRequest)
    #expect(security.post("/admin/rights/\(grant)", ["reason": "离岗"]).status == .seeOther)
    #expect(browser.get("/").status == .seeOther)
    #expect(try find("zhang")?.hasRole == false)
    let last = try #require(try find("xitong")?.grant)
    let refused = security.post("/admin/rights/\(last)", ["reason": "离任"])
    #expect(refused.text.contains(Granting.Refusal.lastAdministrator.sentence))
  }

  @Test func `who may see a unit is told by the rules of permission`() throws {
    _ = try app.signedIn(.executingUnit, login: "zhang", unit: "water")
    _ = try app.signedIn(.executingUnit, login: "wu", unit: "school")
    let page = security.get("/admin/rights?view=unit&unit=示范区水务局").text
    #expect(page.contains("zhang") && !page.contains("（wu）") && !page.contains("（xitong）"))
    #expect(security.get("/admin/rights?view=unit&unit=水利").text.contains("没有叫“水利”的有效单位"))
    #expect(security.get("/admin/rights").text.contains("项目执行单位"))
    #expect(security.get("/admin/rights?view=list&role=executing_unit&q=wu").text.contains("（wu）"))
  }

  @Test func `sessions are ended and pauses lifted by the security administrator`() throws {
    let browser = try app.signedIn(.executingUnit, login: "zhang")
    for _ in 0..<5 { _ = app.browser().post("/sign-in", ["account": "zhang", "password": "falsch"]) }
    let page = security.get("/admin/security").text
    #expect(page.contains("张示例（zhang）") && page.contains("解除") && page.contains("192.0.2.7") == false)
    let start = try #require(page.range(of: "name=\"key\" value=\"")).upperBound
    let key = String(page[start...].prefix { $0 != "\"" })
    #expect(security.post("/admin/security/release", ["key": key]).status == .seeOther)
    #expect(app.browser().post("/sign-in", ["account": "zhang", "password": TestHouse.password]).status == .seeOther)
    let id = try #require(try find("zhang")).id
    #expect(security.post("/admin/security/end", ["account": id]).status == .seeOther)
    #expect(browser.get("/").status == .seeOther)
    let entries = try app.house.database.read { (t) throws(StoreError) in
      try Ledger.list(region: "r", limit: 5, in: t).compactMap(\.entry.knownAction)
    }
    #expect(entries.contains(.sessionEnded) && entries.contains(.pauseLifted))
  }

  @Test func `whoever stands at the server resets an administrator, and nobody else does`() throws {
    let once = try #require(try PasswordReset.atTheServer("anquan", in: app.house.database))
    #expect(app.browser().post("/sign-in", ["account": "anquan", "password": once]).status == .seeOther)
    #expect(try find("anquan")?.mustChangePassword == true)
    #expect(try PasswordReset.atTheServer("nobody", in: app.house.database) == nil)
  }

  // MARK: units

  @Test func `a unit is founded, renamed, moved, merged, split and ended on pages`() throws {
    let made = system.post(
      "/admin/units",
      ["name": "示范区堤防所", "code": "059001", "parent": "示范区水务局", "day": "2026-01-01", "basis": "示编〔2026〕1号"])
    let address = try #require(made["Location"]?.split(separator: "?").first.map(String.init))
    let id = String(address.dropFirst("/admin/units/".count))
    #expect(system.get(address).text.contains("示范区堤防所"))
    #expect(
      system.post(address + "/rename", ["name": "示范区堤防管理所", "code": "059001", "day": "2026-02-01", "basis": "更名批复"])
        .status
        == .seeOther)
    let clerk = try app.house.add("clerk", unit: id)
    #expect(clerk.scope == UnitPath(["root", "water", id]))
    #expect(
      system.post(address + "/move", ["parent": "示范区教育局", "day": "2026-03-01", "basis": "调整批复"]).status == .seeOther)
    #expect(try find("clerk")?.scope == UnitPath(["root", "school", id]))
    let bad = system.post(address + "/move", ["parent": "示范区堤防管理所", "day": "2026-04-01", "basis": "x"])
    #expect(bad.status == .badRequest && bad.text.contains("不能放到自己下面"))
    #expect(system.post(address + "/end", ["day": today, "basis": "撤销批复"]).text.contains("这里还有人员"))
    #expect(
      system.post(address + "/split", ["stays": "no", "parent": "示范区教育局", "name1": "甲", "day": today, "basis": "x"])
        .text
        .contains("至少要分成两个"))
    #expect(
      system.post(
        address + "/merge",
        [
          "unit1": "示范区水务局", "into": "new", "name": "示范区水利局", "code": "", "parent": "示范区", "day": today,
          "basis": "机构改革",
        ]
      ).status == .seeOther)
    let names = try tree().nodes.map(\.state.name)
    #expect(names.contains("示范区水利局") && !names.contains("示范区堤防管理所") && !names.contains("示范区水务局"))
    let page = system.get(address).text
    #expect(page.contains("已并入示范区水利局") && page.contains("机构改革") && page.contains("示范区堤防所"))
    #expect(security.get("/admin/rights").text.contains("已撤并的单位"))
    let before = system.get("/admin/units?year=2025").text
    #expect(before.contains("示范区水务局") && !before.contains("示范区水利局</a>"))
    #expect(system.get("/admin/units?q=堤防").text.contains("没有叫这个名字"))
  }

  @Test func `every refusal about a unit leads to a field of its form`() throws {
    let water = "/admin/units/water"
    let refused = [
      system.post(
        water + "/split", ["stays": "yes", "parent": "示范区", "name1": "示范区教育局", "day": "2026-01-01", "basis": "x"]),
      system.post(water + "/merge", ["unit1": "示范区", "into": "present", "day": "2026-01-01", "basis": "x"]),
      system.post(water + "/correct", ["name": "", "code": ""]),
      system.post(water + "/rename", ["name": "示范区教育局", "code": "", "day": "2026-01-01", "basis": "x"]),
      system.post(water + "/move", ["parent": "示范区", "day": "2099-01-01", "basis": "x"]),
      system.post(water + "/move", ["parent": "示范区教育局", "day": "2099-01-01", "basis": "x"]),
      system.post(water + "/end", ["day": "morgen", "basis": ""]),
      system.post("/admin/units", ["name": "示范区教育局", "parent": "示范区", "day": today, "basis": "x"]),
    ]
    for answer in refused {
      #expect(answer.status == .badRequest && PageRules.problems(answer.text) == [], "\(answer.text.prefix(3_000))")
    }
    #expect(try tree().nodes.count == 3)
  }

  @Test func `the performance office reads units and changes none`() throws {
    let office = try app.signedIn(.financePerformanceOffice, unit: "root")
    let page = office.get("/admin/units")
    #expect(page.status == .ok && !page.text.contains("新设单位"))
    #expect(
      office.get("/admin/units/water").status == .ok && !office.get("/admin/units/water").text.contains("/rename"))
    #expect(office.get("/admin/units/water/rename").status == .forbidden)
    #expect(system.get("/admin/units/water/explode").status == .notFound)
  }
}
