import Model
import TestSupport
import Testing

@testable import Documents

@Suite struct HTMLTests {
  func read(_ page: String, limits: ReadLimits = .standard) throws(ReadError) -> Document {
    try DocumentReader.read(Array(page.utf8), name: "报表.xls", limits: limits)
  }
  func tables(_ page: String) throws -> [Document.Table] {
    try read(page).blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
  }
  func outline(_ page: String) throws -> [String] {
    try read(page).blocks.map { block in
      switch block {
      case .heading(let level, let paragraph): "\(level) " + paragraph.text
      case .paragraph(let paragraph): paragraph.text
      case .table(let table): table.rows.map { $0.map(\.text).joined(separator: "|") }.joined(separator: "/")
      }
    }
  }

  @Test func `spans of both ways lie in the grid`() throws {
    let table = try #require(
      try tables(
        """
        <html><table><tr><th rowspan=2>一级<th colspan="2">值</tr><tr><td>上年<td>本年</tr>
        <tr><td rowspan=0>产出<td>1<td rowspan="9">2<tr><td>3</table>
        """
      ).first)
    #expect(table.grid == .exact)
    #expect(shape(table) == [["一级@0↓2", "值@1→2"], ["上年@1", "本年@2"], ["产出@0↓2", "1@1", "2@2↓2"], ["3@1"]])
    #expect(table.rows[2][2].place == Document.Place(table: 1, row: 3, column: 3))
  }

  @Test func `headings, lines and blanks are as the page shows them`() throws {
    let page = """
      <!DOCTYPE html><title>题</title><style>p { x: "<table>" }</style><script>document.write("<p>脚本</p>")</script>
      <h2>自评&nbsp;&nbsp;表</h2><p>一 <b>二</b>
         三<br>四<p>五&lt;六&#8805;&#x4E03;&unknown; & 八<!-- <p>注 --><div>九<?x ?></div>十<select><option>选</select>
      <p style="Display : NONE">藏<p>仍藏</p></p>末
      """
    #expect(try outline(page) == ["2 自评  表", "一 二 三", "四", "五<六≥七&unknown; & 八", "九", "十", "末"])
  }

  @Test func `hidden rows and cells are left out with the tables in them`() throws {
    let page = """
      <table><tr><td>甲<td style='mso-x:1;display:none'>码<table><tr><td>内</table><td>乙</tr>
      <tr style="display:none"><td>丙<table><tr><td>内</td></tr></table></td></tr><tr><td hidden>丁</td><td>戊</td></tr></table>后
      """
    #expect(try outline(page) == ["甲|乙/戊", "后"])
  }

  @Test func `lines of a cell are lines, entities of codes keep their zeros`() throws {
    let page =
      "<table><tr><td> 甲 <br>乙<p>丙</p></td><td x:str>0012</td></tr><tr><td></td><td><h1>丁</h1></td></tr></table>"
    #expect(try tables(page)[0].rows.map { $0.map(\.text) } == [["甲\n乙\n丙", "0012"], ["", "丁"]])
  }

  @Test func `a table in a cell is part of it and follows it`() throws {
    let page = "<table><tr><td>外<td>前<table><tr><td>a<td>b</table>后</table>"
    let found = try tables(page)
    #expect(found.map { $0.rows.map { $0.map(\.text) } } == [[["外", "前\na\tb\n后"]], [["a", "b"]]])
    #expect(found[1].inside == Document.Place(table: 1, row: 1, column: 2))
  }

  @Test func `a table that only lays out the page is taken away`() throws {
    let page =
      "<table><tr><td><h1>题</h1></td></tr><tr><td></td><td><table><tr><td>甲<td>1</table></td></tr><tr><td>注</table>"
    #expect(try outline(page) == ["题", "甲|1", "注"])
    #expect(try tables(page)[0].inside == nil)
  }

  @Test func `pages without a page around them are pages`() throws {
    for page in [
      "<table><tr><td>甲</table>", "\u{FEFF}\n<meta charset=utf-8><style>a</style><TABLE><tr><td>甲</table>",
      "<!-- x --><div><table><td>甲</table></div>",
    ] {
      #expect(try tables(page).map { $0.rows[0][0].text } == ["甲"])
    }
    #expect(try read("<p>不是网页，只是有尖括号的文字 < 5").format == "txt（UTF-8）")
  }

  @Test func `characters are told by the page`() throws {
    let bytes: [UInt8] = [0xD0, 0xA3, 0xD1, 0xE9]
    for head in [
      "<html><meta charset='gb2312'>", "<html><META http-equiv=Content-Type content=\"text/html; charset=GBK\">",
    ] {
      let document = try DocumentReader.read(Array(head.utf8) + bytes, name: "a.html")
      guard case .paragraph(let line)? = document.blocks.first else { throw XlsxFile.Missing() }
      #expect(line.text == "校验")
    }
    #expect(try outline("<html><meta charset=gbk>其实是 UTF-8") == ["其实是 UTF-8"])
    var wide: [UInt8] = [0xFF, 0xFE]
    for unit in "<html><p>表".utf16 { wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    #expect(try DocumentReader.read(wide, name: "a.htm").format == "html")
  }

  @Test func `a web archive is read part by part`() throws {
    let page = "<html><table><tr><td>=E7=94=B2</td><td>1=\r\n2</td></tr></table>"
    let second = "PGh0bWw+PHA+5LmZPC9wPg=="
    let archive = """
      MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related;\r\n\tboundary="----=_X"\r\n\r\n\
      说明\r\n------=_X\r\nContent-Location: file:///C:/a.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n\
      Content-Type: text/html; charset="utf-8"\r\n\r\n\(page)\r\n------=_X\r\nContent-Type: text/css\r\n\r\nx{}\r\n------=_X\r\n\
      Content-Transfer-Encoding: base64\r\nContent-Type: text/html\r\n\r\n\(second)\r\n------=_X--\r\n
      """
    #expect(try outline(archive) == ["甲|12", "乙"])
    #expect(try read(archive).format == "mhtml")
  }

  func failure(_ page: String, limits: ReadLimits = .standard) -> ReadError? {
    do throws(ReadError) {
      _ = try read(page, limits: limits)
      return nil
    } catch {
      return error
    }
  }

  @Test func `absurd pages end soon`() {
    #expect(
      failure("<table><tr><td colspan=99999>甲</table>") == .tooComplex(detail: "第 1 个表格第 1 行横跨 99999 列，超过 1024 列"))
    #expect(failure("<html>" + String(repeating: "<table><tr><td>", count: 20)) == .tooComplex(detail: "表格层层嵌套超过 12 层"))
    #expect(failure("<table>" + String(repeating: "<tr>", count: 100_001)) == .tooComplex(detail: "第 1 个表格超过 100000 行"))
    #expect(
      failure("<table>" + String(repeating: "<tr><td>1<td>2<td>3<td>", count: 80_000))
        == .tooComplex(detail: "单元格和段落超过 300000 个"))
    #expect(
      failure("<html>" + String(repeating: "<b>", count: 500_000) + String(repeating: "</i>", count: 500_000)) == nil)
    #expect(failure("<html><p " + String(repeating: "a=1 b ' c=\"", count: 200_000)) == nil)
    #expect(failure("<html><script>" + String(repeating: "</scrip", count: 300_000)) == nil)
    #expect(failure("<html>" + String(repeating: "<!--", count: 500_000)) == nil)
    var limits = ReadLimits.standard
    limits.pageBytes = 10
    #expect(failure("<html><p>甲", limits: limits) == .tooLarge(bytes: 12, limit: 10))
    limits = .standard
    limits.textBytes = 5
    #expect(failure("<html><p>一二三", limits: limits)?.code == "too-complex")
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `damaged pages never crash the reader`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let pieces = [
      "<table>", "</table>", "<tr>", "</tr>", "<td rowspan=3>", "<td colspan=2 hidden>", "</td>", "<th>", "甲&nbsp;",
      "&#x", "<h1>", "</h1>",
      "<br>", "<p style='display:none'>", "</p>", "<", "</", "<!--", "-->", "<script>", "</script>", "<td", "\"", "'",
      ">", "<tr style=display:none>",
    ]
    let page =
      "<html>"
      + (0..<Int.random(in: 1...60, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    _ = failure(page)
    _ = failure(
      "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n" + page)
  }
}
