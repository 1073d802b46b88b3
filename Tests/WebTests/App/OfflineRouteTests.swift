import Documents
import Lifecycle
import Model
import Store
import Testing
import Work

@testable import Web

/// A form goes out as a workbook and comes back into the same form.
@Suite struct OfflineRouteTests {
  let app: TestApplication
  let browser: TestBrowser
  let form: String
  private var path: String { "/forms/\(form)/offline" }

  init() throws {
    app = try TestApplication()
    browser = try app.signedIn(.executingUnit)
    _ = try browser.upload([("a.txt", "甲|1\n乙|2")], folder: app.house.folder.path)
    app.services.importer.waitUntilIdle()
    form = try #require(try Self.forms(app)["甲"])
  }

  private static func forms(_ app: TestApplication) throws -> [String: String] {
    let rows = try app.house.database.read { (t) throws(StoreError) in
      try Forms.list(FormFilter(region: "r", year: 2026), in: t).page.items
    }
    return Dictionary(rows.map { ($0.name, $0.id) }, uniquingKeysWith: { first, _ in first })
  }

  private func content(_ number: Int) throws -> FormContent? {
    try app.house.database.read { (t) throws(StoreError) in
      try Revisions.content(form: form, number: number, in: t)
    }
  }

  /// The workbook as it is given out, filled in by the closure.
  private func filled(
    _ id: String? = nil, book change: (inout FillWorkbook) -> Void = { _ in }, typed: [FormPath: String] = [:],
    _ fill: (inout FormContent) -> Void
  ) throws -> [UInt8] {
    let id = id ?? form
    let bytes = browser.get("/forms/\(id)/offline.xlsx").body?.bytes ?? []
    let identity = try OfflineIdentity(WorkbookCells(bytes, office: nil))
    let desk = try app.house.database.read { (t) throws(StoreError) in
      guard let row = try Forms.row(id: id, in: t) else { throw .missing(subject: "表") }
      return try EditDesk(row, account: "-", based: identity.revision, app.services, in: t)
    }
    var content = desk.content
    fill(&content)
    var layout = OfflineLayout(desk.plan, content, .all, typed: typed)
    var book = layout.workbook(identity, cover: OfflineCover(title: "", facts: [], remarks: []))
    change(&book)
    return try book.xlsx()
  }

  private func bring(_ bytes: [UInt8], _ path: String? = nil, as other: TestBrowser? = nil) throws -> Response {
    let browser = other ?? browser
    var upload = Upload()
    upload.fields.append("csrf", browser.formToken("/imports"))
    let spool = try SpoolFile(in: app.house.folder.path)
    try spool.append(bytes)
    upload.files = [UploadedFile(field: "file", name: "表.xlsx", size: bytes.count, content: .kept(spool))]
    return browser.send(.post, path ?? self.path, .upload(upload))
  }

  private let amount = FormPath("amounts.current")

  @Test func `what was filled in becomes a revision, what was not leaves none`() throws {
    #expect(browser.get(path).text.contains("下载离线填报表"))
    #expect(browser.get("/forms/\(form)").text.contains("href=\"\(path)\""))
    let same = try bring(try filled { _ in })
    #expect(same["Location"] == path + "?done=same")
    #expect(browser.get(same["Location"] ?? "").text.contains("没有要收的"))
    let answer = try bring(try filled { $0.enter("120.50", at: amount) })
    #expect(answer["Location"] == "/forms/\(form)/edit/1?saved=2")
    #expect(try content(2)?.amounts.current == ExactDecimal("120.5"))
    let note = try app.house.database.read { (t) throws(StoreError) in
      try Revisions.find(form: form, number: 2, in: t)?.note
    }
    #expect(note == "离线填报")
    #expect(try content(3) == nil)
  }

  @Test func `a workbook of another form, or of nobody, changes nothing`() throws {
    let other = try #require(try Self.forms(app)["乙"])
    let wrong = try bring(try filled(other) { $0.enter("7", at: amount) })
    #expect(wrong.status == .badRequest && wrong.text.contains("这是“乙”") && wrong.text.contains("没有收"))
    #expect(try bring(Array("项目".utf8)).text.contains("这不是 Excel 工作簿"))
    let plain = try ListWorkbook.xlsx([.init("甲", columns: [.init("乙", width: 9)])])
    #expect(try bring(plain).text.contains("这不是本系统发出的离线填报表"))
    let forged = try filled(
      book: { book in
        for (index, row) in book.sheets[book.sheets.count - 1].rows.enumerated() where row.key == "form" {
          book.sheets[book.sheets.count - 1].rows[index].cells[1] = .init(other, .locked)
        }
      }, { $0.enter("7", at: amount) })
    #expect(try bring(forged, "/forms/\(other)/offline").text.contains("隐藏的内容被改过"))
    #expect(try content(2) == nil)
    let stranger = try app.signedIn(.executingUnit, login: "school", unit: "school")
    #expect(stranger.get(path + ".xlsx").status == .forbidden)
    #expect(try bring(try filled { $0.enter("7", at: amount) }, as: stranger).status == .forbidden)
  }

  @Test func `wrong cells come back marked, and the right ones may be taken meanwhile`() throws {
    let bytes = try filled { content in
      content.enter("约三十", at: amount)
      content.enter("甲工程", at: FormPath("name"))
    }
    let answer = try bring(bytes)
    #expect(answer.status == .badRequest && answer.text.contains("还没有收回") && answer.text.contains("“约三十”不是数"))
    #expect(try content(2) == nil)
    let digest = Digest.sha256(bytes)
    let back = browser.get("\(path)/\(digest).xlsx").body?.bytes ?? []
    let cells = try WorkbookCells(back, office: nil)
    #expect(cells.sheets.contains { $0.rows.values.contains { $0.values.contains("约三十") } })
    #expect(cells.sheets[0].rows.values.contains { $0.values.contains { $0.hasPrefix("要改：") && $0.contains("不是数") } })
    // The marked workbook is taken like the first.
    #expect(try bring(back).text.contains("“约三十”不是数"))
    let rest = browser.post("\(path)/\(digest)")
    #expect(rest["Location"] == "/forms/\(form)/edit/1?saved=2")
    #expect(try content(2)?.name == "甲工程")
    #expect(try content(2)?.amounts.current == 100)
  }

  @Test func `cells that others changed meanwhile are merged, the same cell is asked`() throws {
    let apart = try filled { $0.enter("甲工程", at: FormPath("name")) }
    let same = try filled { $0.enter("130", at: amount) }
    _ = browser.post("/forms/\(form)/edit/1", ["amounts.current": "125", "based": "1", "do": "save"])
    #expect(try content(2)?.amounts.current == 125)
    #expect(try bring(apart)["Location"] == "/forms/\(form)/edit/1?saved=3&merged=1")
    #expect(try content(3)?.name == "甲工程" && content(3)?.amounts.current == 125)
    let asked = try bring(same)
    #expect(asked["Location"] == "/forms/\(form)/merge")
    let page = browser.get("/forms/\(form)/merge").text
    #expect(page.contains("130") && page.contains("125"))
    #expect(try content(4) == nil)
    // The workbook is a draft now; another waits until that is settled.
    #expect(try bring(apart).text.contains("没存的草稿"))
  }

  @Test func `cells that the template no longer has are named, the others go in`() throws {
    let bytes = try filled(
      book: { book in
        book.sheets[1].rows.append(.init("cell attributes[旧栏]", [2: .init("旧内容", .input(.words))]))
      }, { $0.enter("甲工程", at: FormPath("name")) })
    let answer = try bring(bytes)
    #expect(answer.status == .badRequest && answer.text.contains("旧内容") && answer.text.contains("现在的表里没有的格"))
    let rest = browser.post("\(path)/\(Digest.sha256(bytes))")
    #expect(rest["Location"] == "/forms/\(form)/edit/1?saved=2")
    #expect(try content(2)?.name == "甲工程")
  }

  @Test func `names and numbers of persons do not go out, and stay when nothing is typed`() throws {
    let id = try app.house.database.write { (t) throws(StoreError) in
      var content = FormContent(kind: .projectGoal)
      content.name = "丙"
      content.contacts = [Attribute("联系电话", "13912345678"), Attribute("项目负责人", "李示例")]
      content.amounts.current = 5
      let account = try Accounts.find(login: Role.executingUnit.rawValue, in: t)?.id ?? ""
      return try Forms.create(
        .init(region: "r", year: 2026, unit: "water", content: content, findings: []), by: account, in: t
      ).form
    }
    let bytes = browser.get("/forms/\(id)/offline.xlsx").body?.bytes ?? []
    let texts = try WorkbookCells(bytes, office: nil).sheets.flatMap { $0.rows.values.flatMap(\.values) }
    #expect(!texts.contains { $0.contains("13912345678") || $0.contains("李示例") })
    #expect(try bring(try filled(id) { $0.enter("6", at: amount) }, "/forms/\(id)/offline").status == .seeOther)
    let now = try app.house.database.read { (t) throws(StoreError) in
      try Revisions.content(form: id, number: 2, in: t)
    }
    #expect(now?.contacts.count == 2 && now?.amounts.current == 6)
  }

  @Test func `on the import page it is told where it belongs`() throws {
    let app = try TestApplication(processor: PipelineProcessor(pipeline: .standard()))
    let browser = try app.signedIn(.executingUnit)
    var upload = Upload()
    upload.fields.append("csrf", browser.formToken("/imports"))
    let bytes = try filled { _ in }
    let spool = try SpoolFile(in: app.house.folder.path)
    try spool.append(bytes)
    upload.files = [UploadedFile(field: "files", name: "表.xlsx", size: bytes.count, content: .kept(spool))]
    let answer = browser.send(.post, "/imports", .upload(upload))
    app.services.importer.waitUntilIdle()
    #expect(browser.get(answer["Location"] ?? "").text.contains("请到那张表的“离线填报”页收回"))
  }
}
