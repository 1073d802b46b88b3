import Foundation
import Lifecycle
import Store
import Testing

@testable import Web

@Suite struct ImportRouteTests {
  let app: TestApplication
  let browser: TestBrowser
  init() throws {
    app = try TestApplication()
    browser = try app.signedIn(.executingUnit)
  }

  private func upload(_ files: [(name: String, text: String)]) throws -> String {
    let answer = try browser.upload(files, folder: app.house.folder.path)
    #expect(answer.status == .seeOther)
    app.services.importer.waitUntilIdle()
    return answer["Location"] ?? "/"
  }

  private func forms() throws -> [Store.FormListRow] {
    try app.house.database.read { (transaction) throws(StoreError) in
      var filter = FormFilter(region: "r", year: 2026)
      filter.order = .name
      filter.isDescending = false
      return try Forms.list(filter, in: transaction).page.items
    }
  }

  @Test func `one bad file harms no other and leaves nothing behind`() throws {
    let page = browser.get(try upload([("a.txt", "甲|1"), ("坏.docx", "!"), ("空.txt", ""), ("b.txt", "乙|2\n丙|3")])).text
    #expect(try forms().map(\.name) == ["丙", "乙", "甲"])
    #expect(page.contains("文件坏了。请重新导出后再传。"))
    #expect(page.contains("没有认出任何绩效表"))
    #expect(page.contains("已读 4 / 4 个文件"))
  }

  @Test func `the same form again becomes a new revision, the same file again says so`() throws {
    _ = try upload([("a.txt", "甲|1")])
    _ = try upload([("a2.txt", "甲|2")])
    let row = try #require(try forms().first)
    #expect(row.revision == 2)
    let again = browser.get(try upload([("a3.txt", "甲|2")]) + "?show=all").text
    #expect(again.contains("以前传过"))
    #expect(try forms().map(\.revision) == [2])
    let difference = browser.get("/forms/\(row.id)/compare?from=1&to=2").text
    #expect(difference.contains("共改 1 格"))
    #expect(browser.get("/forms/\(row.id)/revisions").text.contains("共 2 版"))
    #expect(browser.get("/forms/\(row.id)/compare?from=1&to=9").status == .notFound)
  }

  @Test func `an upload without files is refused in words`() throws {
    let answer = try browser.upload([], folder: app.house.folder.path)
    #expect(answer.status == .badRequest && answer.text.contains("还没有选文件"))
  }

  @Test func `a file over the limit is named, the others are read`() throws {
    var upload = Upload()
    let spool = try SpoolFile(in: app.house.folder.path)
    try spool.append(Array("甲|1".utf8))
    let page = browser.get("/me").text
    let start = try #require(page.range(of: "name=\"csrf\" value=\"")).upperBound
    upload.fields.append("csrf", String(page[start...].prefix { $0 != "\"" }))
    upload.files = [
      UploadedFile(field: "files", name: "大.docx", size: 150 << 20, content: .tooLarge),
      UploadedFile(field: "files", name: "a.txt", size: 5, content: .kept(spool)),
    ]
    let answer = browser.send(.post, "/imports", .upload(upload))
    app.services.importer.waitUntilIdle()
    #expect(browser.get(answer["Location"]! + "?show=all").text.contains("文件超过 100 MB"))
    #expect(try forms().count == 1)
  }

  @Test func `a batch cut short is taken up at the next start, the file that was being read is not`() throws {
    let account = try #require(
      try app.house.database.read { (transaction) throws(StoreError) in
        try Accounts.find(login: Role.executingUnit.rawValue, in: transaction)
      })
    let kept = try app.services.files.keep(Array("甲|1".utf8))
    let batch = try app.house.database.write { (transaction) throws(StoreError) in
      try Files.record(kept, name: "a.txt", mediaType: "text/plain", region: "r", by: account.id, in: transaction)
      let id = try Batches.begin(
        region: "r", year: 2026, unit: "water",
        files: ["crash.txt", "a.txt"].map { .init(name: $0, size: kept.size, digest: kept.digest) }, by: account.id,
        in: transaction)
      try Batches.startReading(id, file: 1, in: transaction)
      return id
    }
    app.services.importer.takeUp()
    app.services.importer.waitUntilIdle()
    let page = browser.get("/imports/\(batch)?show=all").text
    #expect(page.contains("读这个文件时程序中断了"))
    #expect(page.contains("已读 2 / 2 个文件"))
    #expect(try forms().map(\.name) == ["甲"])
  }

  @Test func `a page that was rendered is rendered anew when its form changes`() throws {
    _ = try upload([("a.txt", "甲|1")])
    let id = try #require(try forms().first).id
    let first = browser.get("/forms/\(id)").text
    #expect(first == browser.get("/forms/\(id)").text)
    _ = try upload([("a.txt", "甲|97.5%")])
    #expect(!first.contains("97.5%"))
    #expect(browser.get("/forms/\(id)").text.contains("97.5%"))
  }

  @Test func `permission is asked again for a page that is in the cache`() throws {
    _ = try upload([("a.txt", "甲|1")])
    let id = try #require(try forms().first).id
    #expect(browser.get("/forms/\(id)").status == .ok)
    try app.house.database.write { (transaction) throws(StoreError) in
      try Forms.setState(id, .approved, revision: 1, by: "setup", in: transaction)
    }
    #expect(browser.get("/forms/\(id)").text.contains("已批复"))
    let other = try app.signedIn(.executingUnit, login: "other", unit: "school")
    #expect(other.get("/forms/\(id)").status == .forbidden)
  }

  @Test func `contacts are shown only on request, and the ledger knows who looked`() throws {
    _ = try upload([("a.txt", "甲|1")])
    let id = try #require(try forms().first).id
    #expect(browser.get("/forms/\(id)/contacts").status == .ok)
    let entries = try app.house.database.read { (transaction) throws(StoreError) in
      try Ledger.list(region: "r", subject: "form/\(id)", in: transaction)
    }
    #expect(entries.first?.entry.knownAction == .contactsSeen)
  }

  @Test func `the list filters, sorts and pages by its address alone`() throws {
    _ = try upload([("a.txt", (1...60).map { "项目\($0)|1" }.joined(separator: "\n"))])
    let page = browser.get("/forms?size=20&page=3&sort=name&order=ascending").text
    #expect(page.contains("60 张，本页 41—60"))
    #expect(browser.get("/forms?q=项目7").text.contains("项目7"))
    #expect(!browser.get("/forms?q=项目7").text.contains(">项目8<"))
    #expect(browser.get("/forms?findings=clean").text.contains("没有符合条件的表"))
    #expect(browser.get("/forms?page=-5&size=99999&sort=x&order=y&year=abc&kind=z").status == .ok)
  }
}
