import Documents
import Foundation
import Lifecycle
import Model
import Reports
import Store
import TestSupport
import Testing
import Work

@testable import Web

/// Final accounts on pages: import, mending by hand, relations, narrative, steps, publication, the interface.
@Suite struct FinalAccountsRouteTests {
  static let year = 2026

  private struct Scene {
    let app: TestApplication
    let clerk: TestBrowser
    let stage: String
    var path: String { "/accounts/\(stage)" }

    init() throws {
      app = try TestApplication()
      try app.openYear(FinalAccountsRouteTests.year)
      clerk = try app.signedIn(.departmentFinanceOfficer)
      let begun = clerk.post("/accounts", ["department": "water"])
      #expect(begun.status == .seeOther)
      stage = String(begun.location?.split(separator: "/").last ?? "")
    }

    var row: StageRow { get throws { try #require(try app.stage(stage)) } }
    var accounts: DepartmentAccounts { get throws { DepartmentAccounts(try row.content) } }

    func upload(_ bytes: [UInt8], name: String = "决算.xlsx", fields: KeyValuePairs<String, String> = [:]) throws
      -> Response
    {
      var upload = Upload()
      upload.fields.append("csrf", clerk.formToken("\(path)/import"))
      for field in fields { upload.fields.append(field.key, field.value) }
      let spool = try SpoolFile(in: app.house.folder.path)
      try spool.append(bytes)
      upload.files = [UploadedFile(field: "file", name: name, size: bytes.count, content: .kept(spool))]
      return clerk.send(.post, "\(path)/import", .upload(upload))
    }

    /// Puts the example into the stage as an import would.
    func fill(words: Bool = true) throws {
      var accounts = ExampleAccounts.make()
      if words { accounts.words = ExampleAccounts.words }
      try save(accounts)
    }

    func save(_ accounts: DepartmentAccounts) throws {
      let account = try #require(
        try app.house.database.read { (t) throws(StoreError) in try Accounts.find(login: "dept_finance_officer", in: t)
        })
      let stage = stage
      try app.house.database.write { (t) throws(StoreError) in
        let number = try Stages.load(id: stage, in: t)?.number ?? 0
        try Steps.take(
          StepRequest(stage: stage, event: "edit", basedOn: number, content: accounts.json),
          Desk(account, year: FinalAccountsRouteTests.year, .shipped, in: t), in: t)
      }
    }

    func step(_ browser: TestBrowser, _ event: String, _ stage: String? = nil, opinion: String = "") throws -> Status {
      let id = stage ?? self.stage
      let number = try #require(try app.stage(id)).number
      return browser.post("/stages/\(id)/step", ["event": event, "number": String(number), "opinion": opinion]).status
    }
  }

  @Test func `a workbook is checked first, told its mistakes at their cells, and stored when accepted`() throws {
    let scene = try Scene()
    #expect(scene.clerk.get(scene.path).text.contains("决算表还是空的"))
    var bytes = try AccountsWorkbook.make(ExampleAccounts.make(), replacing: "310.20", with: "约三百")
    let bad = try scene.upload(bytes)
    #expect(bad.status == .seeOther)
    let address = try #require(bad.location)
    let page = scene.clerk.get(address).text
    #expect(page.contains("什么都没有存入") && page.contains("收入决算表 ") && page.contains("约三百"))
    #expect(!page.contains("采用这份工作簿"))
    let number = String(try scene.row.number)
    #expect(scene.clerk.post(address + "/accept", ["number": number]).status == .seeOther)
    #expect(try scene.accounts.isEmpty, "a file with mistakes is not stored")

    let annotated = scene.clerk.get(address + "/annotated.xlsx")
    let read = try DocumentReader.read(annotated.body?.bytes ?? [], name: "批注.xlsx")
    #expect(ImportGrid.sheets(read).first?.name == "问题清单")
    #expect(ImportGrid.sheets(read).contains { $0.name == "支出决算表" })

    bytes = try AccountsWorkbook.make(ExampleAccounts.make())
    let good = try #require(try scene.upload(bytes).location)
    #expect(scene.clerk.get(good).text.contains("每一格都认得"))
    #expect(try scene.accounts.isEmpty, "nothing is stored before it is accepted")
    #expect(scene.clerk.post(good + "/accept", ["number": number]).status == .seeOther)
    #expect(try scene.accounts[.summary, "in-sum", "amount"] == ExampleAccounts.make()[.summary, "in-sum", "amount"])
    #expect(scene.clerk.get(scene.path).text.contains("2026年度收、支总计均为"))
  }

  @Test func `files that are no workbook of accounts are refused in words`() throws {
    let scene = try Scene()
    #expect(try scene.upload([]).text.contains("还没有选文件"))
    #expect(try scene.upload(Array("hello".utf8), name: "a.txt").text.contains("不是工作簿"))
    #expect(try scene.upload([0x50, 0x4B, 3, 4, 0, 0], name: "a.xlsx").status == .badRequest)
    let empty = try ListWorkbook.xlsx([.init("空", columns: [.init("没有", width: 10)])])
    let page = scene.clerk.get(try #require(try scene.upload(empty).location)).text
    #expect(page.contains("没有找到“收入决算表”"))
  }

  @Test func `a cell is mended by hand, and what is no figure is kept as typed`() throws {
    let scene = try Scene()
    try scene.fill()
    let edit = scene.clerk.get("\(scene.path)/tables/6/edit").text
    #expect(edit.contains("v.30101.amount"))
    let number = String(try scene.row.number)
    var fields = Fields()
    for row in ExampleAccounts.make().rows(.basic) {
      fields.append("v.\(row.key).amount", Money(fen: row.values[0] ?? 0).figure(in: .wanYuan).description)
    }
    var wrong = Fields()
    for field in fields.all { wrong.append(field.name, field.name == "v.30101.amount" ? "八百多" : field.value) }
    wrong.append("number", number)
    let refused = scene.clerk.post("\(scene.path)/tables/6", fields: wrong)
    #expect(refused.status == .badRequest && refused.text.contains("八百多") && refused.text.contains("这一页没有保存"))
    fields.append("number", number)
    fields.append("v.new-1.code", "30102")
    fields.append("v.new-1.name", "津贴补贴")
    #expect(scene.clerk.post("\(scene.path)/tables/6", fields: fields).text.contains("科目 30102 已有一行"))
    var added = Fields()
    for field in fields.all {
      added.append(
        field.name, field.name == "v.new-1.code" ? "30103" : field.name == "v.new-1.name" ? "奖金" : field.value)
    }
    added.append("v.new-1.amount", "1.5")
    #expect(scene.clerk.post("\(scene.path)/tables/6", fields: added).status == .seeOther)
    #expect(try scene.accounts[.basic, "30103", "amount"] == 1_500_000)
    #expect(try scene.accounts[.basic, "public", "amount"] == ExampleAccounts.make()[.basic, "public", "amount"])
    // The relation that broke is named with both sides, and leads to its cell.
    let checks = scene.clerk.get("\(scene.path)/checks").text
    #expect(checks.contains("经济分类加不上去") && checks.contains("/tables/6#c-30101-amount"))
    let table = scene.clerk.get("\(scene.path)/tables/6").text
    #expect(table.contains("id=\"c-301-amount\"") && table.contains("与别处不符"))
  }

  @Test func `reasons are typed, and the accounts go through every hand to the public page`() throws {
    let scene = try Scene()
    try scene.fill(words: false)
    #expect(scene.clerk.get(scene.path).text.contains("情况说明还缺"))
    #expect(try scene.step(scene.clerk, "submit") == .forbidden)
    var fields = Fields()
    fields.append("number", String(try scene.row.number))
    for (key, words) in ExampleAccounts.words { fields.append("word.\(key)", words) }
    fields.append("word.performance-work", "按规定开展了自评")
    fields.append("word.performance-use", "结果用于下年预算")
    #expect(scene.clerk.post("\(scene.path)/words", fields: fields).status == .seeOther)
    #expect(scene.clerk.get(scene.path).text.contains("主要原因是本年度安排的项目有调整。"))
    #expect(try scene.step(scene.clerk, "submit") == .seeOther)
    #expect(scene.clerk.get("\(scene.path)/tables/1/edit").status == .forbidden, "handed in is closed")
    let head = try scene.app.signedIn(.departmentHead)
    let line = try scene.app.signedIn(.financeLineOffice, unit: "root")
    let treasury = try scene.app.signedIn(.financeTreasuryOffice, unit: "root")
    #expect(try scene.step(treasury, "approve") == .forbidden)
    #expect(try scene.step(head, "sign") == .seeOther)
    #expect(try scene.step(line, "pass-line-office") == .seeOther)
    #expect(try scene.step(treasury, "approve") == .seeOther)
    #expect(scene.clerk.get("/accounts?show=approved").text.contains("已批复"))

    let lead = try scene.app.signedIn(.departmentPerformanceLead)
    let prepared = scene.clerk.post("/disclosure", ["department": "water", "subject": "final-accounts"])
    let item = String(prepared.location?.split(separator: "/").last ?? "")
    #expect(scene.clerk.get("/disclosure/\(item)").text.contains("整份公开"))
    #expect(try scene.step(lead, "check-secrecy", item) == .seeOther)
    #expect(try scene.step(head, "sign", item) == .seeOther)
    #expect(try scene.step(lead, "publish", item) == .seeOther)
    #expect(try scene.row.state == "published")
    let stage = scene.stage
    let made = try #require(
      try scene.app.house.database.read { (t) throws(StoreError) in try Publications.of(form: stage, in: t) })
    let page = scene.app.browser().get("/open/\(made.receipt)").text
    #expect(page.contains("一般公共预算财政拨款支出决算表") && page.contains("2026年度收、支总计均为6046.53万元"))
    #expect(page.contains("本部门无政府性基金预算财政拨款收入支出。") && page.contains(made.digest))
    #expect(page.contains("第一部分") && page.contains("统筹辖区公共服务。") && page.contains("第四部分"))
    #expect(page.contains("没有要随决算公开的绩效自评表"))
    #expect(scene.app.browser().get("/open").text.contains("部门决算"))
    #expect(scene.clerk.get("\(scene.path)/history").text.contains(made.receipt))
  }

  @Test func `everything can be taken away and read again`() throws {
    let scene = try Scene()
    try scene.fill()
    let workbook = scene.clerk.get("\(scene.path)/tables.xlsx")
    let read = try DocumentReader.read(workbook.body?.bytes ?? [], name: "a.xlsx")
    #expect(ImportGrid.sheets(read).count == 11)
    let word = try DocumentReader.read(scene.clerk.get("\(scene.path)/accounts.docx").body?.bytes ?? [], name: "a.docx")
    #expect(word.blocks.count > 60)
    #expect(scene.clerk.get("\(scene.path)/print").text.contains("草稿"))
    let template = try DocumentReader.read(scene.clerk.get("/accounts/template.xlsx").body?.bytes ?? [], name: "t.xlsx")
    #expect(ImportGrid.sheets(template).count == 11)
    // An empty template is read, and says what is missing.
    let empty = try scene.upload(scene.clerk.get("/accounts/template.xlsx").body?.bytes ?? [])
    #expect(scene.clerk.get(try #require(empty.location)).text.contains("里没有一个数"))
  }

  @Test func `programs read and write them by the same rules`() throws {
    let scene = try Scene()
    try scene.fill()
    let api = "/api/v1/accounts/\(scene.stage)"
    let got = scene.clerk.get(api)
    #expect(got.status == .ok && got.text.contains("\"failures\":[]") && got.text.contains("2026年度收、支总计均为"))
    #expect(scene.clerk.get("/api/v1/accounts?year=2026").text.contains(scene.stage))
    let number = try scene.row.number
    let unknown = scene.clerk.send(
      .put, api, json: #"{"number": \#(number), "tables": {"basic": [{"key": "3010", "name": "短", "values": [1]}]}}"#)
    #expect(unknown.status == .badRequest && unknown.text.contains("3010"))
    let changed = scene.clerk.send(
      .put, api,
      json: #"{"number": \#(number), "tables": {"three-public": [{"key": "total", "name": "合计", "values": [1, 2]}]}}"#)
    #expect(changed.status == .ok && changed.text.contains("accounts-three-public"))
    let stale = scene.clerk.send(.put, api, json: #"{"number": \#(number), "tables": {}}"#)
    #expect(stale.status == .conflict)
    let other = try scene.app.signedIn(.departmentFinanceOfficer, login: "school", unit: "school")
    #expect(other.get(api).status == .forbidden && other.get(scene.path).status == .forbidden)
  }
}

extension Response {
  fileprivate var location: String? { headers.first { $0.name.lowercased() == "location" }?.value }
}
