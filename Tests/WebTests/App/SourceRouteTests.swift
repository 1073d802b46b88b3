import Foundation
import Lifecycle
import Model
import Store
import TestSupport
import Testing

@testable import Web

/// A form beside the document it was read from.
@Suite struct SourceRouteTests {
  static let document = """
    2026年项目支出绩效目标表
    项目名称\t环卫保洁\t主管部门\t示范区城管局
    当年预算\t约三十\t实施单位\t环卫所
    项目负责人\t李示例\t联系电话\t13912345678
    一级指标\t二级指标\t三级指标\t指标值
    产出指标\t数量指标\t清扫面积\t≥32万平方米
    """

  let app: TestApplication
  let browser: TestBrowser
  let batch: String
  let form: String

  init() throws {
    app = try TestApplication(processor: PipelineProcessor(pipeline: .standard()))
    browser = try app.signedIn(.executingUnit)
    let answer = try browser.upload([("保洁.txt", Self.document)], folder: app.house.folder.path)
    app.services.importer.waitUntilIdle()
    batch = try #require(answer["Location"])
    form = try #require(
      try app.house.database.read { (t) throws(StoreError) in
        try Forms.list(FormFilter(region: "r", year: 2026), in: t).page.items.first?.id
      })
  }

  private var path: String { "/forms/\(form)/source" }

  private func mend(_ value: String, word: String = "mend", revision: Int = 1) -> Response {
    browser.post(
      path, ["path": "amounts.current", "value": value, "revision": String(revision), "do": word])
  }

  private func content(_ number: Int) throws -> FormContent? {
    try app.house.database.read { (t) throws(StoreError) in
      try Revisions.content(form: form, number: number, in: t)
    }
  }

  @Test func `a file with a doubtful value waits for a person, who is led to its cell`() throws {
    let page = browser.get(batch).text
    #expect(page.contains("要确认") && page.contains("“约三十”不是金额"))
    #expect(page.contains("\(path)\">对着原件核对"))
    let source = browser.get(path).text
    #expect(source.contains("1 个要核对") && source.contains("没有存") == false)
    // The cell is marked in the document and leads to the value, the value leads to the cell.
    let start = try #require(source.range(of: "href=\"#v-f-amounts-current\">约三十"))
    let cell = source[..<start.lowerBound].range(of: "<td id=\"s-", options: .backwards)
    let anchor = try #require(cell).lowerBound
    #expect(source[anchor...].prefix(60).contains("class=\"w\""))
    #expect(source.contains("表 1 第 2 行第 2 格"))
    #expect(browser.get("/forms/\(form)").text.contains("href=\"\(path)\">来自 保洁.txt"))
  }

  @Test func `names and numbers of persons stay covered in the document`() {
    let page = browser.get(path).text
    #expect(!page.contains("13912345678") && !page.contains("李示例") && page.contains("已遮盖"))
  }

  @Test func `a mend is a revision with who and what, and the words that were no sum are gone`() throws {
    #expect(mend("约四十").status == .badRequest)
    #expect(mend("约四十").text.contains("“约四十”不是数"))
    let answer = mend("30")
    #expect(answer.status == .seeOther)
    let now = try #require(try content(2))
    #expect(now.amounts.current == 30 && !now.attributes.contains { $0.value == "约三十" })
    let revision = try app.house.database.read { (t) throws(StoreError) in
      try Revisions.find(form: form, number: 2, in: t)
    }
    #expect(revision?.note == "对着原件核对：年度资金总额由“空”改成“30”")
    #expect(revision?.author == app.house.database.accountID(.executingUnit))
    let page = browser.get(answer["Location"] ?? "").text
    #expect(page.contains("已改好") && page.contains("0 个要核对") && page.contains("已核对"))
    // A page that was open before the mend does not write over it.
    #expect(mend("31").text.contains("有人刚存了新的一版"))
    #expect(try content(3) == nil)
  }

  @Test func `a value found right is remembered without a revision, until it changes`() throws {
    let answer = mend("", word: "confirm")
    #expect(answer.status == .seeOther)
    #expect(browser.get(path).text.contains("0 个要核对"))
    #expect(try content(2) == nil)
    let entries = try app.house.database.read { (t) throws(StoreError) in
      try Ledger.list(region: "r", limit: 3, in: t).map(\.entry.action)
    }
    #expect(entries.first == "form.check")
    _ = browser.post("/forms/\(form)/edit/1", ["amounts.current": "33", "based": "1", "do": "save"])
    #expect(try content(2)?.amounts.current == 33)
    let page = browser.get(path).text
    #expect(page.contains("改过：读出的是空") && page.contains("第 2 版"))
  }

  @Test func `who may only read sees the places and no button`() throws {
    let reader = try app.signedIn(.financePerformanceOffice, unit: "root")
    let page = reader.get(path).text
    #expect(page.contains("约三十") && !page.contains("改成这个，存下"))
    #expect(
      reader.post(path, ["path": "amounts.current", "value": "9", "revision": "1", "do": "mend"]).status != .seeOther)
    let stranger = try app.signedIn(.executingUnit, login: "school", unit: "school")
    #expect(stranger.get(path).status == .forbidden)
  }

  @Test func `a form without a document says so`() throws {
    let account = app.house.database.accountID(.executingUnit) ?? ""
    let id = try app.house.database.write { (t) throws(StoreError) in
      var content = FormContent(kind: .projectGoal)
      content.name = "甲"
      return try Forms.create(
        .init(region: "r", year: 2026, unit: "water", content: content, findings: []), by: account, in: t
      ).form
    }
    #expect(browser.get("/forms/\(id)/source").text.contains("这张表没有原件"))
  }
}

extension Database {
  fileprivate func accountID(_ role: Role) -> String? {
    try? read { (t) throws(StoreError) in try Accounts.find(login: role.rawValue, in: t)?.id }
  }
}
