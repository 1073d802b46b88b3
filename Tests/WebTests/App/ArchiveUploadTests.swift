import Lifecycle
import Model
import Schemes
import Store
import TestSupport
import Testing
import Work

@testable import Documents
@testable import Web

/// A packed folder on the upload page is the files in it.
@Suite struct ArchiveUploadTests {
  let app: TestApplication
  let browser: TestBrowser
  init() throws {
    app = try TestApplication()
    browser = try app.signedIn(.executingUnit)
  }

  /// - Returns: the address of the batch, once all of it is read.
  private func send(_ bytes: [UInt8], as name: String = "区.zip") throws -> String {
    var upload = Upload()
    let spool = try SpoolFile(in: app.house.folder.path)
    try spool.append(bytes)
    upload.fields.append("csrf", browser.formToken("/imports"))
    upload.files = [UploadedFile(field: "files", name: name, size: bytes.count, content: .kept(spool))]
    let answer = browser.send(.post, "/imports", .upload(upload))
    app.services.importer.waitUntilIdle()
    return try #require(answer["Location"])
  }

  @Test func `each file of a packed folder is read and named, folders and all`() throws {
    var zip = StoredZip()
    zip.add("甲局/a.txt", Array("甲|1".utf8))
    zip.add("乙局/二科/b.txt", Array("乙|2".utf8))
    zip.add("乙局/坏.docx", Array("!".utf8))
    let batch = browser.get(try send(zip.bytes) + "?show=all").text
    #expect(batch.contains("已读 3 / 3 个文件"))
    #expect(batch.contains("乙局/二科/b.txt") && batch.contains("乙局/坏.docx"))
    let names = try app.house.database.read { (transaction) throws(StoreError) in
      try Forms.list(FormFilter(region: "r", year: 2026), in: transaction).page.items.map(\.name)
    }
    #expect(Set(names) == ["甲", "乙"])
  }

  @Test func `a locked file and an empty or overfull archive say so, and the rest is read`() throws {
    var zip = try ZipWriter()
    try zip.add("locked.txt", [1, 2, 3], password: "x")
    try zip.add("open.txt", Array("甲|1".utf8))
    let mixed = browser.get(try send(try zip.finish()) + "?show=all").text
    #expect(mixed.contains("已读 2 / 2 个文件") && mixed.contains("设了打开密码，无法读取"))
    var hollow = StoredZip()
    hollow.add("空/", [])
    #expect(browser.get(try send(hollow.bytes) + "?show=all").text.contains("压缩包里没有文件"))
    var full = StoredZip()
    for number in 0...UploadRules.archiveFilesMax { full.add("\(number).txt", []) }
    #expect(browser.get(try send(full.bytes) + "?show=all").text.contains("超过 2000 个，没有读。请分成几个压缩包"))
  }

  @Test func `one report names files of the same content and projects with different figures`() throws {
    let files = FiguresProcessor()
    let app = try TestApplication(processor: files)
    let browser = try app.signedIn(.executingUnit)
    let folder = app.house.folder.path
    let address = try browser.upload(
      [("a.txt", "甲 100"), ("副本.txt", "甲 100"), ("b.txt", "甲 120"), ("c.txt", "乙 7")], folder: folder)["Location"]
    app.services.importer.waitUntilIdle()
    let page = browser.get(try #require(address)).text
    #expect(page.contains("同一张表在几个文件里数不一样") && page.contains("当年预算 100") && page.contains("当年预算 120"))
    #expect(page.contains("内容完全相同的文件") && !page.contains("当年预算 7"))
    let report = browser.get(try #require(address) + ".xlsx?show=all")
    let read = try DocumentReader.read(report.body?.bytes ?? [], name: "r.xlsx")
    let titles = read.blocks.compactMap { if case .table(let table) = $0 { table.rows.count } else { nil } }
    #expect(titles.count == 3)
  }
}

/// Files of one line: name and budget.
private struct FiguresProcessor: DocumentProcessor {
  private let lines = LineProcessor()
  func process(_ bytes: [UInt8], name: String) throws(ImportFailure) -> [ReadForm] {
    let parts = String(decoding: bytes, as: UTF8.self).split(separator: " ").map(String.init)
    var content = FormContent(kind: .projectGoal)
    content.name = parts[0]
    content.year = 2026
    content.amounts.current = ExactDecimal(parts[1])
    return [ReadForm(content: content, findings: [])]
  }
  func review(_ form: FormContent) -> ReadForm { ReadForm(content: form, findings: []) }
  var templates: TemplateLibrary { lines.templates }
  func explain(_ form: FormContent) -> ScoreExplanation? { nil }
  func recomputation(_ form: FormContent) -> [UInt8]? { nil }
  var ruleCount: Int { 1 }
  var ruleGroups: [RuleGroup] { [] }
  var rulebook: Rulebook { .shipped }
}
