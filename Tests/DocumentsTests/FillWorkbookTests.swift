import Testing

@testable import Documents

/// Workbooks that people fill in without a network.
@Suite struct FillWorkbookTests {
  private func book(_ kind: FillWorkbook.Kind, _ text: String, list: Int? = nil) throws -> [UInt8] {
    var cell = FillWorkbook.Cell(text, kind)
    cell.list = list
    cell.remark = "看一眼"
    return try FillWorkbook(
      [.init("表", widths: [20, 20], rows: [.init("cell a", [1: .init("标签", .label), 2: cell])])], lists: [["甲", "乙"]]
    )
    .xlsx()
  }

  private func part(_ bytes: [UInt8], _ name: String) throws -> String {
    try ZipArchive.with(bytes, limits: .standard) { (archive) throws(ReadError) in
      String(decoding: try archive.bytes(name) ?? [], as: UTF8.self)
    }
  }

  @Test(
    arguments: [
      ("12.345678", .figure, "12.345678"), ("0.1", .figure, "0.1"), ("-3", .figure, "-3"), ("95.5", .percent, "95.5%"),
      ("33.333333", .percent, "33.333333%"), ("1234567890123456.7", .figure, "1234567890123456.7"),
      ("约三十", .figure, "约三十"), ("007", .words, "007"), ("=1+1", .words, "=1+1"), ("2024", .whole(1990...2100), "2024"),
      ("100000000000000", .figure, "100000000000000"),
    ] as [(String, FillWorkbook.Input, String)])
  func `what is written comes back with all its digits`(text: String, input: FillWorkbook.Input, back: String) throws {
    let cells = try WorkbookCells(try book(.input(input), text), office: nil)
    #expect(cells.sheets.map(\.name) == ["表", FillWorkbook.listSheet])
    #expect(cells.sheets[0].rows[0] == [0: "cell a", 1: "标签", 2: back])
    #expect(cells.sheets[1].rows[1] == [0: "乙"])
  }

  @Test func `labels are locked, cells to write in are open and checked`() throws {
    let sheet = try part(try book(.input(.figure), "1"), "xl/worksheets/sheet1.xml")
    #expect(sheet.contains("<sheetProtection") && sheet.contains("type=\"decimal\"") && sheet.contains("hidden=\"1\""))
    #expect(try part(try book(.input(.figure), "1"), "xl/styles.xml").contains("<protection locked=\"0\"/>"))
    #expect(!(try part(try book(.locked, "1"), "xl/styles.xml").contains("<protection locked=\"0\"/>")))
    let choice = try part(try book(.input(.words), "甲", list: 0), "xl/worksheets/sheet1.xml")
    #expect(choice.contains("type=\"list\"") && choice.contains("$A$1:$A$2"))
    #expect(try part(try book(.input(.words), "甲", list: 0), "xl/workbook.xml").contains("state=\"hidden\""))
    #expect(try part(try book(.input(.words), "甲"), "xl/comments1.xml").contains("看一眼"))
  }

  @Test func `what is no workbook is refused with its kind`() throws {
    #expect(throws: ReadError.unsupported(.text)) { try WorkbookCells(Array("项目".utf8), office: nil) }
    #expect(throws: ReadError.self) { try WorkbookCells(Array("PK\u{3}\u{4}".utf8), office: nil) }
    #expect(throws: ReadError.empty) { try WorkbookCells([], office: nil) }
  }
}
