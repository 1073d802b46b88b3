import Foundation
import Model

extension YearWalk {
  /// The department brings in its final accounts, mends what is wrong in them, gives the reasons; head, line office and
  /// treasury pass them.
  public func closeTheAccounts() throws {
    try be(.checker, at: "/accounts")
    try press("main form[action='/accounts'][method=post] button", until: "决算表还是空的")
    accountsPath = try path()
    try importTables()
    try crossCheck()
    try giveReasons()

    try be(.head, at: accountsPath)
    try step("sign", until: "业务科审核")
    try be(.line, at: accountsPath)
    try step("pass-line-office", until: "国库科审核")
    try be(.treasury, at: accountsPath)
    try look("final-accounts", accountsPath)
    try step("approve", until: "已批复")
    try browser.open(server.address + "/accounts?show=approved")
    try expect(Self.department)
    try look("final-accounts-list", "/accounts")
    try look("final-accounts-table", accountsPath + "/tables/3")
    try look("final-accounts-history", accountsPath + "/history")
  }

  /// A wrong cell is told at its place and nothing is stored; the right workbook is stored when it is accepted.
  private func importTables() throws {
    try upload("错.xlsx", replacing: "310.20", with: "约三百", until: "什么都没有存入")
    try expect("收入决算表", "约三百", "下载批注表")
    try expectNot("采用这份工作簿")
    try look("final-accounts-refused", path())
    try upload("决算.xlsx", until: "每一格都认得")
    try look("final-accounts-import", path())
    try press("main form[action$='/accept'] button", until: "决算表已存入")
    try expect("\(Self.year)年度收、支总计均为6046.53万元")
  }

  private func upload(_ name: String, replacing figure: String? = nil, with text: String = "", until words: String)
    throws
  {
    let bytes = try AccountsWorkbook.make(
      ExampleAccounts.make(), department: Self.department, year: Self.year, replacing: figure, with: text)
    let file = server.folder.appending(path: name)
    try Data(bytes).write(to: file)
    try browser.open(server.address + accountsPath + "/import")
    try browser.type(file.path, into: "#file")
    try press("form:has(#file) button[type=submit]", until: words)
  }

  /// A figure typed wrongly breaks a relation, which names both sides and leads to the cell.
  private func crossCheck() throws {
    let edit = accountsPath + "/tables/6/edit"
    try browser.open(server.address + edit)
    try look("final-accounts-edit", edit)
    try fill("main [name='v.30101.amount']", "801.10")
    try press("main form[action$='/tables/6'] button[type=submit]", until: "这张表已保存")
    try browser.open(server.address + accountsPath + "/checks")
    try expect("经济分类加不上去", "1901.40", "1900.40")
    try look("final-accounts-checks", accountsPath + "/checks")
    try browser.open(server.address + accountsPath)
    try expect("不改不能报送")
    try browser.open(server.address + edit)
    try fill("main [name='v.30101.amount']", "800.10")
    try press("main form[action$='/tables/6'] button[type=submit]", until: "这张表已保存")
  }

  private func giveReasons() throws {
    try browser.open(server.address + accountsPath)
    try expect("勾稽全部相符", "缺原因")
    try look("final-accounts-open", accountsPath)
    let asked = "#reasons form > .field textarea"
    for field in try browser.all(asked) {
      guard let id = try browser.attribute("id", of: field) else { continue }
      try fill("[id='\(id)']", "本年安排的项目有调整")
    }
    try fill("#w-profile-duties", "管理全区桥梁。\n组织桥梁养护。")
    try press("#reasons button[type=submit]", until: "已保存，正文里已经换上")
    try expect("主要原因是本年安排的项目有调整", Self.project)
    try step("submit", until: "负责人审签")
  }
}
