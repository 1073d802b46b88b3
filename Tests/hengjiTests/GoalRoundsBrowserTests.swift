import Foundation
import Lifecycle
import Model
import Schemes
import TestSupport
import Testing
import Work

@testable import Store
@testable import Web

/// A district of its own with the budget of 2027 in the making, served by the program.
private final class RoundsDistrict: Sendable {
  static let password = "示例密码-2026"
  let folder: URL
  let port: Int
  let form: String
  let stage: String
  private let process: ChildProcess

  var address: String { "http://127.0.0.1:\(port)" }

  /// - Parameter database: nil for a file in the folder.
  init(program: String, database: String? = nil) throws {
    port = try Loopback.freePort()
    folder = FileManager.default.temporaryDirectory.appending(path: "hengji-rounds-\(port)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let url = database ?? "sqlite:\(folder.path)/hengji.db"
    (form, stage) = try Self.fill(url)
    process = try ChildProcess(
      program, ["serve", "--port", "\(port)", "--data", folder.path, "--database", url])
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

  private static func fill(_ url: String) throws -> (String, String) {
    let database = try Database.open(url)
    let pipeline = try Pipeline.standard()
    let hash = Sodium.hashPassword(password, PasswordCost(memoryBytes: 8_192, passes: 1)) ?? ""
    return try database.write { (t) throws(StoreError) in
      try Units.add(region: "r", id: "qu", name: "示例区", by: "setup", in: t)
      try Units.add(region: "r", id: "shui", name: "区水务局", parent: "qu", by: "setup", in: t)
      try Units.add(region: "r", id: "di", name: "堤防管理所", parent: "shui", by: "setup", in: t)
      try Years.set(
        region: "r", 2027, .open, YearOpening.defaults(place: "示例区", year: 2027, pipeline.rulebook), basedOn: 0,
        by: "setup", in: t)
      var clerk: Account?
      for (login, role, unit) in [
        ("zhang", Role.executingUnit, "di"), ("li", .departmentFinanceOfficer, "shui"),
        ("zhou", .financeLineOffice, "qu"), ("wang", .financePerformanceOffice, "qu"),
        ("zhao", .financeBudgetOffice, "qu"),
      ] {
        let account = try Accounts.add(
          .init(
            region: "r", login: login, displayName: "\(login)示例", passwordHash: hash, role: role, unit: unit),
          by: "setup",
          in: t)
        if role == .executingUnit { clerk = account }
      }
      guard let clerk else { throw .missing(subject: "账号") }
      let project = try Projects.add(
        ProjectDraft(code: "42019927059T000000104", name: "堤防设施维护费", unit: "di", firstYear: 2020), region: "r",
        by: clerk.id, in: t)
      let desk = try Desk(clerk, year: 2027, pipeline.rulebook, in: t)
      let begun = try Goals.begin(
        project: try Projects.find(region: "r", id: project, in: t), unit: "", content: content, desk, in: t)
      // Warnings of the rules are answered on the page; errors would keep the form at home.
      return (begun.form, begun.stage)
    }
  }

  private static var content: FormContent {
    var content = FormContent(kind: .projectGoal)
    content.name = "堤防设施维护费"
    content.code = "42019927059T000000104"
    content.department = "区水务局"
    content.unitName = "堤防管理所"
    content.year = 2027
    content.amounts.current = ExactDecimal("120")
    content.amounts.total = ExactDecimal("120")
    var goal = Goal(id: "g1")
    goal.term = .annual
    goal.text = "完成 31 公里堤防日常养护"
    for (number, level1, level2, name, target) in [
      (1, "产出指标", "数量指标", "养护堤防长度", "≥31公里"), (2, "产出指标", "质量指标", "养护合格率", "≥95%"),
      (4, "产出指标", "时效指标", "汛前养护完成时间", "2027年5月31日前"), (5, "成本指标", "经济成本指标", "养护总成本", "≤120万元"),
      (6, "效益指标", "社会效益指标", "堤防安全事故", "0起"), (3, "满意度指标", "服务对象满意度指标", "沿线居民满意度", "≥90%"),
    ] {
      var indicator = Indicator(id: "i\(number)")
      indicator.level1 = level1
      indicator.level2 = level2
      indicator.name = name
      indicator.target = target
      indicator.basis = "计划标准"
      goal.indicators.append(indicator)
    }
    content.goals = [goal]
    return content
  }
}

/// A goal form through both rounds in a real browser, on every engine that is there.
@Suite(
  .serialized, .enabled(if: DemonstrationServer.program != nil && Browser.driverPath != nil, "no program or no browser")
)
struct GoalRoundsBrowserTests {
  /// nil is the file in the folder.
  private static var databases: [String?] {
    get throws {
      guard let server = ProcessInfo.processInfo.environment["HENGJI_TEST_POSTGRES"] else { return [nil] }
      return [nil, server]
    }
  }

  @Test func `a goal form goes 一上, 一下, 二上, 二下 with a return at the cell`() throws {
    for server in try Self.databases {
      let database = try server.map { try Self.made(on: $0) }
      let district = try RoundsDistrict(program: try #require(DemonstrationServer.program), database: database)
      defer { district.stop() }
      let browser = try Browser()
      defer { browser.close() }
      try walk(browser, district)
      #expect(
        try browser.complaints().filter { $0.contains("Content Security Policy") || $0.contains("Uncaught") } == [])
    }
  }

  private func walk(_ browser: Browser, _ district: RoundsDistrict) throws {
    let review = "/reviews/\(district.stage)"
    try submit(browser, district)
    // The department sends one target back.
    try district.signIn(browser, as: "li", to: "/reviews")
    try browser.click("main table a[href='\(review)']")
    try browser.open(district.address + review + "?show=all")
    try browser.click("main table a[href*='i2%5D.target']")
    try browser.type("上年实际 97%，请说明为什么低于上年", into: "#say")
    try browser.click("form.retbox button[type=submit]")
    try browser.wait("the note") { try browser.source().contains("要退回的 1 格") }
    try browser.click("button[value=return-from-department]")
    try browser.wait("the list") { try browser.source().contains("没有待办的表") }

    try district.signIn(browser, as: "zhang", to: "/forms/\(district.form)")
    #expect(try browser.source().contains("上年实际 97%，请说明为什么低于上年"))
    try browser.type("今年大修，按设计合格率为 95%", into: "textarea[name='answer:goals[g1].indicators[i2].target']")
    try submit(browser, district)
    try pass(browser, district)

    try district.signIn(browser, as: "zhao", to: "/control-figures")
    try browser.clear("input[name='control-\(district.stage)']")
    try browser.type("105.5", into: "input[name='control-\(district.stage)']")
    try browser.click("input[name=pick]")
    try browser.click("form[action^='/control-figures'] .btn.go:not(.s)")
    try browser.wait("the figure to go out") { try browser.source().contains("办了 1 张") }

    // The second round begins with the control figure.
    try district.signIn(browser, as: "zhang", to: "/forms/\(district.form)")
    #expect(try browser.source().contains("105.5") && browser.source().contains("二上填报中"))
    try submit(browser, district)
    try district.signIn(browser, as: "li", to: review)
    try act(browser, "pass-department")
    try pass(browser, district)
    try district.signIn(browser, as: "zhao", to: review)
    try act(browser, "approve")
    try browser.open(district.address + "/forms/\(district.form)")
    #expect(try browser.source().contains("已批复"))
    try browser.open(district.address + "/forms/\(district.form)/rounds?show=money")
    #expect(try browser.source().contains("−14.5"))
  }

  /// Hands the form in with a reason for whatever the rules warn about.
  private func submit(_ browser: Browser, _ district: RoundsDistrict) throws {
    if try browser.address().contains("/forms/\(district.form)") == false {
      try district.signIn(browser, as: "zhang", to: "/forms/\(district.form)")
    }
    for field in try browser.all("textarea[name^='reason:']").indices {
      try browser.type("已核对，按年初工作安排填写", into: "#reason-\(field)")
    }
    try browser.click("button[value=submit]")
    try browser.wait("the department's turn") { try browser.source().contains("主管部门审核") }
  }

  /// Line office and performance office pass it on, in the round that it is in.
  private func pass(_ browser: Browser, _ district: RoundsDistrict) throws {
    let review = "/reviews/\(district.stage)"
    try district.signIn(browser, as: "li", to: review)
    if !(try browser.all("button[value=pass-department]").isEmpty) { try act(browser, "pass-department") }
    try district.signIn(browser, as: "zhou", to: review)
    try act(browser, "pass-line-office")
    try district.signIn(browser, as: "wang", to: review)
    for (field, points) in [
      ("completeness", "19"), ("relevance", "28"), ("appropriateness", "27"), ("feasibility", "18"),
    ] { try browser.type(points, into: "input[name=points-\(field)]") }
    try browser.click("#points button[type=submit]")
    try browser.wait("the grade") { try browser.source().contains("进入下一步") }
    try act(browser, "pass-performance-office")
  }

  private func act(_ browser: Browser, _ event: String) throws {
    try browser.click("button[value=\(event)]")
    try browser.wait("the list after \(event)") { try browser.address().hasSuffix("/reviews") }
  }

  /// A database of its own on a server.
  private static func made(on server: String) throws -> String {
    let name = "hengji_rounds_\(UInt32.random(in: 0 ... .max))"
    _ = try PostgresDatabase(url: server).connect(.write).run(
      SQL(stringLiteral: "CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"))
    return String(server[..<(server.lastIndex(of: "/") ?? server.endIndex)]) + "/" + name
  }
}
