import Testing

@testable import Documents

@Suite struct WorkbookWriterTests {
  func cell(_ text: String, _ column: Int, span: Int = 1, rows: Int = 1) -> Document.Cell {
    Document.Cell(text, column: column, columnSpan: span, rowSpan: rows, at: .init())
  }
  func heading(_ text: String, _ level: Int = 1) -> Document.Block { .heading(level: level, .init(text, at: .init())) }
  func table(_ rows: [[Document.Cell]], headRows: Int = 0) -> Document.Block {
    .table(Document.Table(rows: rows, grid: .exact, at: .init(), headRows: headRows))
  }
  /// A part of the workbook that was written.
  func part(_ name: String, of blocks: [Document.Block]) throws -> String {
    let bytes = try WorkbookWriter.xlsx(Document(blocks: blocks, format: "表"))
    let part = try ZipArchive.with(bytes, limits: .standard) { (archive) throws(ReadError) in
      try archive.bytes(name)
    }
    return String(decoding: try #require(part), as: UTF8.self)
  }

  @Test func `a form becomes a sheet with merged cells, figures and texts`() throws {
    let rows = [
      [cell("产出指标", 0, rows: 2), cell("数量", 1), cell("1,048.71", 2), cell("≥95%", 3)],
      [cell("质量", 1), cell("2", 2), cell("", 3)],
      [cell("合计", 0, span: 2), cell("007", 2, span: 2)],
    ]
    let blocks = [heading("2024年自评表"), table(rows)]
    let sheet = try part("xl/worksheets/sheet1.xml", of: blocks)
    for merge in ["A1:D1", "A2:A3", "A4:B4", "C4:D4"] { #expect(sheet.contains("<mergeCell ref=\"\(merge)\"/>")) }
    #expect(sheet.contains("<v>1048.71</v>"))
    #expect(sheet.contains("paperSize=\"9\""))
    #expect(sheet.contains("fitToHeight=\"0\""))
    let texts = try part("xl/sharedStrings.xml", of: blocks)
    for text in ["产出指标", "≥95%", "007"] { #expect(texts.contains("<t>\(text)</t>")) }
    let styles = try part("xl/styles.xml", of: blocks)
    #expect(styles.contains("宋体") && styles.contains("#,##0.00"))
    #expect(try part("xl/workbook.xml", of: blocks).contains("name=\"2024年自评表\""))
  }

  @Test func `a text that looks like a formula stays a text`() throws {
    let blocks = [table([[cell("=1+1", 0), cell("@SUM(A1)", 1)]])]
    #expect(try !part("xl/worksheets/sheet1.xml", of: blocks).contains("<f>"))
    #expect(try part("xl/sharedStrings.xml", of: blocks).contains("=1+1"))
  }

  @Test func `each form has its sheet, with a name Excel accepts`() throws {
    let blocks = [heading("表/一"), table([[cell("a", 0)]]), heading("表[一]"), heading(String(repeating: "长", count: 40))]
    let book = try part("xl/workbook.xml", of: blocks)
    #expect(book.contains("name=\"表一\"") && book.contains("name=\"表一（2）\""))
    #expect(book.contains("name=\"\(String(repeating: "长", count: 31))\""))
    var names = SheetNames()
    #expect(names.unique("") == "表")
    #expect(names.unique("'History'") == "表（2）")
  }

  @Test func `a long table prints its head on every page`() throws {
    let rows = [[cell("名称", 0), cell("分值", 1)]] + (0..<60).map { [cell("项 \($0)", 0), cell("\($0)", 1)] }
    let book = try part("xl/workbook.xml", of: [heading("表"), table(rows, headRows: 1)])
    #expect(book.contains("_xlnm.Print_Titles"))
    #expect(book.contains("$2:$2"))
  }

  @Test func `equal documents give equal files`() throws {
    let document = Document(blocks: [heading("表"), table([[cell("a", 0)]])], format: "表")
    #expect(try WorkbookWriter.xlsx(document) == WorkbookWriter.xlsx(document))
  }

  @Test func `an empty document and a broken grid still make a workbook`() throws {
    #expect(try part("xl/worksheets/sheet1.xml", of: []).contains("<sheetData/>"))
    let overlapping = [[cell("a", 0, span: 2, rows: 9), cell("b", 1)], [cell("c", 0), cell("d", 2)], []]
    let sheet = try part("xl/worksheets/sheet1.xml", of: [table(overlapping)])
    #expect(sheet.contains("<mergeCell ref=\"A1:B3\"/>"))
    #expect(!sheet.contains("r=\"D2\""))
  }

  @Test func `signs that XML forbids do not break the file`() throws {
    let texts = try part("xl/sharedStrings.xml", of: [table([[cell("a\u{1}b\u{B}c<&>\"", 0)]])])
    #expect(!texts.utf8.contains { $0 < 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 })
    #expect(texts.contains("&lt;&amp;&gt;"))
  }

  @Test func `a text longer than a cell holds is cut with a sign`() {
    let bounded = CellText.bounded(String(repeating: "😀", count: 20_000))
    #expect(bounded.utf16.count <= Workbook.textMax && bounded.hasSuffix("😀…"))
  }

  @Test(arguments: [
    ("1,048.71", 1048.71, "#,##0.00"), ("0", 0, "0"), ("-3", -3, "0"), ("0.50", 0.5, "0.00"), ("2024", 2024, "0"),
    ("1,234,567", 1_234_567, "#,##0"),
  ])
  func `plain figures are figures`(text: String, value: Double, format: String) {
    #expect(CellText.number(text) == .init(value: value, format: format))
  }

  @Test(arguments: [
    "", "-", "007", "1,04", "1,0481", "12,34,567", "1.", ".5", "95%", "1e5", "１２", "1 2", "--1", "1.2.3",
    "4201052305900",
    "1,000.5,00", "+5", "0x10", "nan", "1,", ",1",
  ])
  func `everything else is a text`(text: String) {
    #expect(CellText.number(text) == nil)
  }

  @Test func `narrower tables are stretched over the columns of the widest`() {
    let layout = SheetLayout([
      table([[cell("名称", 0), cell("甲", 1)]]), table([(0..<6).map { cell("列\($0)", $0) }]),
    ])
    #expect(layout.widths.count == 6)
    #expect(layout.cells[0].area.columns.upperBound + 1 == layout.cells[1].area.columns.lowerBound)
    #expect(layout.cells[1].area.columns.upperBound == 5)
  }

  @Test func `rows are as high as their text needs`() {
    let long = String(repeating: "长文字", count: 100)
    let layout = SheetLayout([table([[cell("a", 0, rows: 2), cell(long, 1)], [cell("b", 1)]])])
    #expect(layout.heights[0] > 60 && layout.heights[1] == 20)
  }
}
