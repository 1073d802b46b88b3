import Foundation
import TestSupport
import Testing

@testable import Store

/// A year from its opening to a project that may have a budget, in a real browser, on both engines.
@Suite(
  .serialized, .enabled(if: DemonstrationServer.program != nil && Browser.driverPath != nil, "no program or no browser")
)
struct YearBrowserTests {
  /// Where PostgreSQL is: a server on which databases may be made; nil where only SQLite is tested.
  static let server = ProcessInfo.processInfo.environment["HENGJI_TEST_POSTGRES"]

  static func postgres() throws -> String? {
    guard let server, let slash = server.lastIndex(of: "/") else { return nil }
    let name = "hengji_year_" + UUID().uuidString.lowercased().prefix(8)
    _ = try PostgresDatabase(url: server).connect(.write).run(
      SQL(stringLiteral: "CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"))
    return server[..<slash] + "/" + name
  }

  @Test(arguments: server == nil ? ["sqlite"] : ["sqlite", "postgres"])
  func `a year is opened, a project written, evaluated and supported`(engine: String) throws {
    let database = engine == "postgres" ? try Self.postgres() : nil
    let server = try DemonstrationServer(program: #require(DemonstrationServer.program), database: database)
    defer { server.stop() }
    let browser = try Browser()
    defer { browser.close() }
    func sign(_ account: String) throws {
      try browser.forget()
      try server.signIn(browser, as: account)
    }
    func press(_ css: String, until words: String) throws {
      try browser.click(css)
      try browser.wait(words) { try browser.text("main").contains(words) }
    }

    try sign("jixiao")
    try browser.open(server.address + "/admin/years")
    try browser.clear("#year")
    try browser.type("2027", into: "#year")
    try press("form[action='/admin/years'] button[type=submit]", until: "第 1 版")
    try press("button[value=open]", until: "2027 年度已开年")

    try sign("danwei")
    #expect(try browser.text("header.top").contains("2027 年度"), "the newest open year is everybody's")
    try browser.open(server.address + "/projects/new")
    for (field, words) in [("name", "自助借还设备更新"), ("code", "42019927024T000000001"), ("asked", "180")] {
      try browser.type(words, into: "#" + field)
    }
    try press("main form button[type=submit]", until: "项目已入库")
    try browser.open(server.address + "/pre-evaluations")
    try press("main table a[href^='/pre-evaluations/new']", until: "没有通过的评估结论")
    try press("main form[action='/pre-evaluations'] button", until: "保存材料")
    let evaluation = try browser.address()
    for (section, words) in [
      ("background", "设备老化"), ("content", "更新 12 台"), ("goals", "自助借还率 85%"), ("funds", "15 万元 × 12 台 = 180 万元"),
    ] { try browser.type(words, into: "#material-" + section) }
    try press("form[action$='/material'] button[type=submit]", until: "材料已保存")
    try press("button[value=submit]", until: "评估中")

    try sign("jixiao")
    try browser.open(evaluation)
    let agency =
      "for (const o of document.querySelector('#assignee').options) if (o.text.includes('第三方')) o.selected = true"
    try browser.script(agency)
    try press("button[value=assign]", until: "分派评估，王演示")

    try sign("jigou")
    #expect(try browser.text("main").contains("自助借还设备更新"), "what was given stands on the bench")
    try browser.open(evaluation)
    try browser.script("document.querySelectorAll('select[name^=grade]').forEach((s) => { s.value = 'good' })")
    try browser.type("看材料、现场", into: "#report-method")
    try browser.type("建议安排", into: "#report-advice")
    try press("form[action$='/assessment'] button[type=submit]", until: "按分数：予以支持")
    try press("button[value=draft-report]", until: "报告初稿")
    try press("button[value=exchange]", until: "交换意见")

    try sign("danwei")
    try browser.open(evaluation)
    try browser.type("同意", into: "#opinion")
    try press("button[value=reply]", until: "反馈意见，张示例")

    try sign("jigou")
    try browser.open(evaluation)
    try press("button[value=conclude]", until: "报告待认定")

    try sign("jixiao")
    try browser.open(evaluation)
    try press("button[value=support]", until: "认定予以支持，王演示")
    try browser.open(evaluation + "/report")
    #expect(try browser.text("article.sheet").contains("认定结果：予以支持"))
    try browser.open(server.address + "/inbox")
    #expect(try browser.text("main").contains("自助借还设备更新"))
    #expect(try browser.complaints().filter { $0.contains("Content Security Policy") || $0.contains("Uncaught") } == [])
  }
}
