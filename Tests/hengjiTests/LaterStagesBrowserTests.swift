import Foundation
import Lifecycle
import Model
import TestSupport
import Testing
import Work

@testable import Store
@testable import Web

/// A district with one approved project, served by the program.
private final class ApprovedDistrict: Sendable {
  static let password = "示例密码-2026"
  static let year = 2027
  let folder: URL
  let port: Int
  private let process: ChildProcess

  var address: String { "http://127.0.0.1:\(port)" }

  /// - Parameter database: nil for a file in the folder.
  init(program: String, database: String? = nil) throws {
    port = try Loopback.freePort()
    folder = FileManager.default.temporaryDirectory.appending(path: "hengji-later-\(port)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let url = database ?? "sqlite:\(folder.path)/hengji.db"
    try Self.fill(url)
    process = try ChildProcess(program, ["serve", "--port", "\(port)", "--data", folder.path, "--database", url])
    do { try Loopback.waitUntilOpen(port: port, seconds: 60) } catch {
      process.end()
      throw Browser.Failure.driver("服务没有起来：\(process.printed)")
    }
  }

  func stop() {
    process.end()
    try? FileManager.default.removeItem(at: folder)
  }

  func signIn(_ browser: Browser, as login: String, to page: String) throws {
    try browser.forget()
    try browser.open(address + "/sign-in")
    try browser.type(login, into: "#account")
    try browser.type(Self.password, into: "#password")
    try browser.click("form[action='/sign-in'] button[type=submit]")
    try browser.wait("工作台") { try !browser.address().contains("/sign-in") }
    try browser.open(address + page)
  }

  private static func fill(_ url: String) throws {
    let database = try Database.open(url)
    let pipeline = try Pipeline.standard()
    let hash = Sodium.hashPassword(password, PasswordCost(memoryBytes: 8_192, passes: 1)) ?? ""
    try database.write { (t) throws(StoreError) in
      for (id, name, parent) in [("qu", "示例区", nil), ("shui", "区水务局", "qu"), ("di", "堤防管理所", "shui")] {
        try Units.add(region: "r", id: id, name: name, parent: parent, by: "setup", in: t)
      }
      try Years.set(
        region: "r", year, .open, YearOpening.defaults(place: "示例区", year: year, pipeline.rulebook), basedOn: 0,
        by: "setup", in: t)
      for (login, role, unit) in [
        ("zhang", Role.executingUnit, "di"), ("li", .departmentFinanceOfficer, "shui"),
        ("sun", .departmentHead, "shui"),
        ("wang", .financePerformanceOffice, "qu"), ("wu", .financeTreasuryOffice, "qu"),
        ("feng", .thirdPartyAgency, "qu"),
      ] {
        try Accounts.add(
          .init(region: "r", login: login, displayName: "\(login)示例", passwordHash: hash, role: role, unit: unit),
          by: "setup", in: t)
      }
      let project = try Projects.add(
        ProjectDraft(code: "T104", name: "堤防设施维护费", unit: "di", firstYear: year), region: "r", by: "setup", in: t)
      try Projects.set(year, of: project, region: "r", in: t) { $0.approved = Money(fen: 100 * 1_000_000) }
      let form = try Forms.create(
        FormDraft(region: "r", year: year, unit: "di", content: goal), by: "setup", in: t
      ).form
      let stage = try Stages.open(
        GoalForm.self, StageDraft(year: year, unit: "di", title: "堤防设施维护费", project: project, form: form),
        region: "r", by: Actor(account: "setup", role: .executingUnit, scope: UnitPath(["qu"])), in: t)
      // Approved before the program came; the rounds themselves are walked elsewhere.
      try t.run("UPDATE stage SET state = 'approved' WHERE id = \(stage)")
    }
  }

  private static var goal: FormContent {
    var content = FormContent(kind: .projectGoal)
    content.name = "堤防设施维护费"
    content.code = "T104"
    content.department = "区水务局"
    content.unitName = "堤防管理所"
    content.year = year
    content.amounts.current = 100
    var goal = Goal(id: "g1")
    goal.term = .annual
    goal.text = "安全度汛"
    goal.indicators = [
      ("i1", "产出指标", "数量指标", "巡查次数", "≥120次", 50), ("i2", "效益指标", "社会效益指标", "决口次数", "0次", 30),
      ("i3", "满意度指标", "服务对象满意度指标", "居民满意度", "≥90%", 10),
    ].map { id, level1, level2, name, target, weight in
      var row = Indicator(id: id)
      (row.level1, row.level2, row.name, row.target) = (level1, level2, name, target)
      row.weight = ExactDecimal(weight)
      return row
    }
    content.goals = [goal]
    return content
  }
}

/// From what was approved over a red light and its measure to the score of somebody else, in a real browser.
@Suite(
  .serialized, .enabled(if: DemonstrationServer.program != nil && Browser.driverPath != nil, "no program or no browser")
)
struct LaterStagesBrowserTests {
  @Test(arguments: YearBrowserTests.server == nil ? ["sqlite"] : ["sqlite", "postgres"])
  func `a project is watched, explained, evaluated and evaluated again`(engine: String) throws {
    let database = engine == "postgres" ? try YearBrowserTests.postgres() : nil
    let district = try ApprovedDistrict(program: #require(DemonstrationServer.program), database: database)
    defer { district.stop() }
    let browser = try Browser()
    defer { browser.close() }
    func press(_ css: String, until words: String) throws {
      try browser.click(css)
      try browser.wait(words) { try browser.text("main").contains(words) }
    }
    /// Drivers give a link's address whole or as it is written.
    func path(_ href: String) -> String { URL(string: href)?.path() ?? href }
    func cell(_ path: String) -> String { "[name='\(path)']" }
    func row(_ id: String, _ field: String) -> String { cell("goals[g1].indicators[\(id)].\(field)") }

    try district.signIn(browser, as: "wu", to: "/payments/import")
    try browser.type("T104,2027-03-01,\"300,000.00\",A1", into: "#text")
    try press("button[value=check]", until: "1 笔都可以登记")
    try press("button[value=accept]", until: "300,000.00")

    try district.signIn(browser, as: "wang", to: "/monitoring")
    try browser.script("document.querySelector('#month').value = '7'")
    try press("form[action='/monitoring/open'] button", until: "新布置 1 个项目")
    try browser.open(district.address + "/monitoring?light=all")
    let link = try browser.find("main table a[href^='/monitoring/']")
    let checkpoint = path(try #require(try browser.attribute("href", of: link)))
    try district.signIn(browser, as: "zhang", to: checkpoint)
    try browser.type("30次", into: row("i1", "actual"))
    try browser.type("0次", into: row("i2", "actual"))
    try browser.script("document.querySelector(\"select[name='goals[g1].indicators[i3].milestone']\").value = '11'")
    try press("button[value=submit]", until: "没有写偏差原因")
    #expect(try browser.text("main").contains("42.86%"), "the light opens to its arithmetic")
    for path in ["attributes[支出偏差原因]", "attributes[支出改进措施]"] { try browser.type("招标推迟，八月支付", into: cell(path)) }
    try browser.type("汛期提前", into: row("i1", "reason"))
    try browser.type("每周加巡", into: row("i1", "measure"))
    try press("button[value=submit]", until: "主管部门审核")

    try district.signIn(browser, as: "li", to: checkpoint)
    try press("button[value=pass-department]", until: "财政局审核")
    try district.signIn(browser, as: "wang", to: checkpoint)
    try browser.type("请说明", into: "#opinion")
    try press("button[value=warn]", until: "已预警")
    try district.signIn(browser, as: "zhang", to: checkpoint)
    try browser.type("两次流标", into: "#opinion")
    try press("button[value=explain]", until: "已说明")
    try district.signIn(browser, as: "wang", to: "/warnings")
    #expect(try browser.text("main").contains("两次流标") && browser.text("main").contains("还有"))
    try browser.open(district.address + checkpoint)
    try browser.type("九月底前支付", into: "#opinion")
    try press("button[value=require-measure]", until: "整改事项")

    try browser.open(district.address + "/self-evaluations")
    try press("form[action='/self-evaluations/open'] button", until: "新布置 1 张")
    let own = path(
      try #require(try browser.attribute("href", of: browser.find("main th a[href^='/self-evaluations/']"))))
    try district.signIn(browser, as: "zhang", to: own)
    try press("form[action$='/begin'] button", until: "预算执行")
    for (id, words) in [("i1", "90次"), ("i2", "0次"), ("i3", "95%")] { try browser.type(words, into: row(id, "actual")) }
    try press("button[value=save]", until: "37.5")
    try browser.type("停巡一个月", into: row("i1", "reason"))
    try browser.type("没有决口", into: cell("goals[g1].result_text"))
    try browser.type("九月已支付", into: cell("attributes[监控红灯说明]"))
    try press("button[value=submit]", until: "主管部门审核")
    for (login, event, words) in [
      ("li", "pass-department", "负责人审签"), ("sun", "sign", "已报送财政局"), ("wang", "check", "财政局抽查"),
    ] {
      try district.signIn(browser, as: login, to: own)
      try press("button[value=\(event)]", until: words)
    }
    let agency =
      "for (const o of document.querySelector('#assignee').options) if (o.text.includes('第三方')) o.selected = true"
    try browser.script(agency)
    try browser.type("抽查", into: "#opinion")
    try press("button[value=order-re-evaluation]", until: "再评价中")

    try district.signIn(browser, as: "feng", to: "/re-evaluations")
    try press("main a[href^='/re-evaluations/']", until: "各方面得分")
    let again = try browser.address()
    for (id, points) in [("evidence", "5"), ("scores", "20")] {
      try browser.clear(cell("part[\(id)].points"))
      try browser.type(points, into: cell("part[\(id)].points"))
    }
    try browser.type("抽 3 条，没有佐证", into: cell("part[evidence].reason"))
    try press("button[value=submit]", until: "初步得分")
    try district.signIn(browser, as: "wang", to: path(again))
    try press("button[value=send-feedback]", until: "已反馈单位")
    try press("button[value=finish]", until: "最终得分")
    try press("button[value=rank]", until: "第 1 名，共 1 个")
    try browser.open(district.address + "/re-evaluations")
    #expect(try browser.text("main").contains("堤防设施维护费"))
    #expect(try browser.complaints().filter { $0.contains("Content Security Policy") || $0.contains("Uncaught") } == [])
  }
}
