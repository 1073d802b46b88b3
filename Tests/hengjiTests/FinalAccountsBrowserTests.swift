import Documents
import Foundation
import Lifecycle
import Model
import Reports
import TestSupport
import Testing
import Work

@testable import Store
@testable import Web

/// A district with one department and the people who pass its final accounts on, served by the program.
private final class AccountsDistrict: Sendable {
  static let password = "示例密码-2026"
  static let year = 2027
  let folder: URL
  let port: Int
  private let process: ChildProcess

  var address: String { "http://127.0.0.1:\(port)" }

  /// - Parameter database: nil for a file in the folder.
  init(program: String, database: String? = nil) throws {
    port = try Loopback.freePort()
    folder = FileManager.default.temporaryDirectory.appending(path: "hengji-accounts-\(port)")
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
      for (id, name, parent) in [("qu", "示例区", nil), ("jie", "示范街道办事处", "qu")] {
        try Units.add(region: "r", id: id, name: name, parent: parent, by: "setup", in: t)
      }
      try Years.set(
        region: "r", year, .open, YearOpening.defaults(place: "示例区", year: year, pipeline.rulebook), basedOn: 0,
        by: "setup", in: t)
      for (login, role, unit) in [
        ("li", Role.departmentFinanceOfficer, "jie"), ("qian", .departmentPerformanceLead, "jie"),
        ("sun", .departmentHead, "jie"), ("zhou", .financeLineOffice, "qu"), ("wu", .financeTreasuryOffice, "qu"),
      ] {
        try Accounts.add(
          .init(region: "r", login: login, displayName: "\(login)示例", passwordHash: hash, role: role, unit: unit),
          by: "setup", in: t)
      }
    }
  }

  /// The example as a workbook on the disk, perhaps with one figure written otherwise.
  func workbook(_ name: String, replacing figure: String? = nil, with text: String = "") throws -> String {
    var document = AccountsDocument.tables(
      ExampleAccounts.make(), AccountsTable.allCases, department: "示范街道办事处", year: Self.year)
    document.blocks = document.blocks.map { block in
      guard case .table(var table) = block, let figure else { return block }
      for (row, cells) in table.rows.enumerated() {
        for (column, cell) in cells.enumerated() where cell.text == figure { table.rows[row][column].text = text }
      }
      return .table(table)
    }
    let file = folder.appending(path: name)
    try Data(try WorkbookWriter.xlsx(document)).write(to: file)
    return file.path
  }
}

/// A workbook with a mistake on its way to the public page, in a real browser.
@Suite(
  .serialized, .enabled(if: DemonstrationServer.program != nil && Browser.driverPath != nil, "no program or no browser")
)
struct FinalAccountsBrowserTests {
  @Test(arguments: BrowserDatabase.engines)
  func `a department's accounts are imported, mended, explained, approved and published`(engine: String) throws {
    let database = engine == "postgres" ? try BrowserDatabase.postgres() : nil
    let district = try AccountsDistrict(program: #require(DemonstrationServer.program), database: database)
    defer { district.stop() }
    let browser = try Browser()
    defer { browser.close() }
    func press(_ css: String, until words: String) throws {
      try browser.click(css)
      try browser.wait(words) { try browser.text("main").contains(words) }
    }
    func upload(_ path: String, until words: String) throws {
      try browser.click("main a[href$='/import']")
      try browser.wait("第二步") { try browser.text("main").contains("第二步") }
      try browser.type(path, into: "#file")
      try press("form[enctype] button[type=submit]", until: words)
    }

    try district.signIn(browser, as: "li", to: "/accounts?show=lacking")
    try press("form[action='/accounts'][method=post] button", until: "决算表还是空的")
    let page = try browser.address()
    // A text where a sum belongs is told at its cell, and nothing is stored.
    try upload(try district.workbook("错的.xlsx", replacing: "310.20", with: "约三百"), until: "什么都没有存入")
    #expect(try browser.text("main").contains("约三百"))
    // A sum that is off is read, and told as a relation.
    try browser.open(page)
    try upload(try district.workbook("决算.xlsx", replacing: "875.62", with: "876.62"), until: "每一格都认得")
    try press("form[action*='/accept'] button", until: "有 ")
    #expect(try browser.text("main").contains("不改不能报送"))
    try browser.open(page + "/checks")
    #expect(try browser.text("main").contains("基本支出两表不符"))
    // The cell is mended by hand.
    try browser.open(page + "/tables/6/edit")
    try browser.script("document.querySelector(\"[name='v.public.amount']\").value = '875.62'")
    try press("form.stack button[type=submit]", until: "这张表已保存")
    try browser.open(page + "/checks")
    #expect(try browser.text("main").contains("可以报送"))

    try browser.open(page)
    try browser.script(
      "document.querySelectorAll(\"textarea[name^='word.']\").forEach(t => { if (!t.value) t.value = '按政策追加，项目有调整' })")
    try press("form[action$='/words'] button[type=submit]", until: "主要原因是按政策追加")
    try press("button[value=submit]", until: "负责人审签")
    for (login, event, words) in [
      ("sun", "sign", "业务科审核"), ("zhou", "pass-line-office", "国库科审核"), ("wu", "approve", "已批复"),
    ] {
      try district.signIn(browser, as: login, to: String(page.dropFirst(district.address.count)))
      try press("button[value='\(event)']", until: words)
    }

    try district.signIn(browser, as: "li", to: "/disclosure")
    try press("form[action='/disclosure'] button", until: "整份公开")
    let item = try browser.address().dropFirst(district.address.count)
    for (login, event, words) in [
      ("qian", "check-secrecy", "已保密审查"), ("sun", "sign", "已审签"), ("qian", "publish", "已公开"),
    ] {
      try district.signIn(browser, as: login, to: String(item))
      try press("button[value='\(event)']", until: words)
    }
    try browser.forget()
    try browser.open(district.address + "/open")
    try browser.click("main table a[href^='/open/']")
    try browser.wait("决算") { try browser.text("main").contains("收入支出决算总表") }
    let text = try browser.text("main")
    #expect(text.contains("2027年度收、支总计均为6046.53万元") && text.contains("验证回执"))
    #expect(text.contains("本部门无政府性基金预算财政拨款收入支出。"))
  }
}
