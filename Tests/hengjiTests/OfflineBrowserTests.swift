import Foundation
import TestSupport
import Testing

@testable import Documents

/// A form taken away as a workbook and brought back, as people do in a browser.
@Suite(
  .serialized,
  .enabled(if: DemonstrationServer.program != nil && Browser.driverPath != nil, "hengji is not built, or no browser"))
struct OfflineBrowserTests {
  /// A workbook that was given out, and what a program of tables would write into it.
  private struct Sheet {
    let bytes: [UInt8]
    let cells: WorkbookCells

    init(_ server: DemonstrationServer, _ path: String, as account: String) throws {
      let cookie = try #require(try server.sessionCookie(as: account))
      let answer = try Loopback.send("GET", port: server.port, path, heads: [("Cookie", cookie)])
      #expect(answer.status == 200)
      bytes = [UInt8](answer.body)
      cells = try WorkbookCells(bytes, office: nil)
    }

    /// The workbook with other words in the row of an address: in the cell to be filled in, or in its label.
    func with(_ words: String, at path: String, isLabel: Bool = false) throws -> [UInt8] {
      let number = try #require(
        cells.sheets.firstIndex { sheet in sheet.rows.values.contains { $0[0] == "cell " + path } })
      let row = try #require(cells.sheets[number].rows.first { $0.value[0] == "cell " + path }?.key)
      let name = "xl/worksheets/sheet\(number + 1).xml"
      let place = WorkbookCells.address(row: row, column: isLabel ? 1 : 2)
      return try ZipArchive.with(bytes, limits: .standard) { (archive) throws(ReadError) in
        var made = StoredZip()
        for part in archive.names {
          var content = try archive.bytes(at: part.index)
          if part.name == name { content = Self.written(words, at: place, in: content) }
          made.add(part.name, content)
        }
        return made.bytes
      }
    }

    private static func written(_ words: String, at place: String, in xml: [UInt8]) -> [UInt8] {
      var text = String(decoding: xml, as: UTF8.self)
      guard let start = text.range(of: "<c r=\"\(place)\""),
        let end = text.range(of: ">", range: start.upperBound..<text.endIndex)
      else { return xml }
      let isEmpty = text[..<end.lowerBound].hasSuffix("/")
      let style = text[start.upperBound..<end.lowerBound].replacingOccurrences(of: "/", with: "")
        .replacingOccurrences(of: " t=\"s\"", with: "")
      let stop = isEmpty ? end.upperBound : text.range(of: "</c>", range: end.upperBound..<text.endIndex)?.upperBound
      guard let stop else { return xml }
      text.replaceSubrange(
        start.lowerBound..<stop, with: "<c r=\"\(place)\"\(style) t=\"inlineStr\"><is><t>\(words)</t></is></c>")
      return Array(text.utf8)
    }
  }

  private func begin(_ browser: Browser, _ server: DemonstrationServer, _ name: String) throws -> String {
    try browser.open(server.address + "/forms/new")
    try browser.type(name, into: "#name")
    try browser.click("button[value=empty]")
    try browser.wait("the form") { try browser.address().contains("/edit/1") }
    let address = try browser.address()
    return String(try #require(address.components(separatedBy: "/edit/").first))
  }

  private func bring(_ bytes: [UInt8], _ browser: Browser, to form: String, _ folder: URL) throws {
    let file = folder.appending(path: "填好的.xlsx")
    try Data(bytes).write(to: file)
    try browser.open(form + "/offline")
    try browser.type(file.path, into: "#file")
    try browser.click("form[enctype] button[type=submit]")
  }

  @Test func `a workbook is taken away, filled in and brought back`() throws {
    let server = try DemonstrationServer(program: #require(DemonstrationServer.program))
    defer { server.stop() }
    let browser = try Browser()
    defer { browser.close() }
    try server.signIn(browser, as: "danwei")
    let form = try begin(browser, server, "流动图书车运行")
    let path = try #require(URL(string: form)?.path())
    let sheet = try Sheet(server, path + "/offline.xlsx", as: "danwei")

    // A label that somebody wrote over means nothing: a cell is known by its address.
    try bring(try sheet.with("随便写的", at: "name", isLabel: true), browser, to: form, server.folder)
    try browser.wait("nothing to take") { try browser.source().contains("没有要收的") }

    try bring(try sheet.with("流动图书车购置", at: "name"), browser, to: form, server.folder)
    try browser.wait("a revision") { try browser.source().contains("已存成第 2 版") }
    #expect(try browser.source().contains("流动图书车购置"))

    // What somebody else changed meanwhile is asked for cell by cell.
    let second = try Browser()
    defer { second.close() }
    try server.signIn(second, as: "keshi")
    try second.open(form + "/edit/1")
    try second.clear("[name=name]")
    try second.type("流动图书车更新", into: "[name=name]")
    try second.click(".bar button[value=save]")
    try second.wait("saved") { try second.source().contains("已存成第 3 版") }
    try bring(try sheet.with("流动图书车添置", at: "name"), browser, to: form, server.folder)
    try browser.wait("the choice") { try browser.address().hasSuffix("/merge") }
    #expect(try browser.all("fieldset").count == 1 && browser.source().contains("流动图书车更新"))
    try browser.click("input[value=mine]")
    try browser.click(".bar button[type=submit]")
    try browser.wait("merged") { try browser.source().contains("已存成第 4 版") }
    try browser.open(form + "/edit/1")
    #expect(try browser.script("return document.querySelector('[name=name]').value") as? String == "流动图书车添置")
    #expect(try browser.complaints().filter { $0.contains("Uncaught") } == [])
  }

  @Test func `a file that is none of this form's says so and changes nothing`() throws {
    let server = try DemonstrationServer(program: #require(DemonstrationServer.program))
    defer { server.stop() }
    let browser = try Browser(width: 390, height: 844)
    defer { browser.close() }
    try server.signIn(browser, as: "danwei")
    let one = try begin(browser, server, "甲项目")
    let other = try begin(browser, server, "乙项目")
    let path = try #require(URL(string: other)?.path())
    let foreign = try Sheet(server, path + "/offline.xlsx", as: "danwei")
    try bring(try foreign.with("丙项目", at: "name"), browser, to: one, server.folder)
    try browser.wait("refused") { try browser.source().contains("这是“乙项目”") }
    try bring(Array("不是工作簿".utf8), browser, to: one, server.folder)
    try browser.wait("refused") { try browser.source().contains("这不是 Excel 工作簿") }
    #expect(try browser.script("return document.documentElement.scrollWidth <= 390") as? Bool == true)
    // Who may not write the form is told why, also when he sends a file.
    try browser.forget()
    try server.signIn(browser, as: "jixiao")
    try browser.open(one + "/offline")
    #expect(try browser.text("main").contains("不能修改表"))
    let cookie = try #require(try server.sessionCookie(as: "jixiao"))
    let refused = try Loopback.send(
      "POST", port: server.port, try #require(URL(string: one)?.path()) + "/offline",
      heads: [("Cookie", cookie), ("Content-Type", "multipart/form-data; boundary=x"), ("Origin", server.address)],
      body: Data(repeating: 0x20, count: 3_000_000))
    #expect(refused.status == 403 && refused.text.contains("不能修改表"))
  }
}
