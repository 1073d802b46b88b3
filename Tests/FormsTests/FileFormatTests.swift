import Documents
import Model
import Testing

@testable import Forms

/// The same form in files of several formats says the same.
@Suite struct FileFormatTests {
  static let forms = [
    ("项目支出绩效自评表（2022年度）", upright(LayoutTests.selfEvaluation)), ("2024年项目支出绩效目标申报表", LayoutTests.projectGoal),
    ("2024年部门整体支出绩效目标表", LayoutTests.departmentGoal), ("2024年项目支出绩效运行监控表", upright(LayoutTests.monitoring)),
  ]

  /// The pictures draw one cell over another, which no file can say.
  private static func upright(_ picture: String) -> String {
    picture.replacing("项目资金（万元） | <", with: "项目资金（万元） | ")
  }

  /// A page as reporting systems send it under the name .xls.
  func page(_ title: String, _ table: Document.Table) -> [UInt8] {
    let rows = table.rows.map { row in
      "<tr>"
        + row.map { cell in
          let text = cell.text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
          return "<td colspan=\(cell.columnSpan) rowspan='\(cell.rowSpan)'>\(text)"
        }.joined()
    }
    return Array(
      "<meta charset=utf-8><style>td{mso-number-format:'\\@'}</style><p>\(title)<table>\(rows.joined())</table>".utf8)
  }

  /// Merged cells have their text at the top left, and nothing else.
  func commas(_ title: String, _ picture: TablePicture) -> [UInt8] {
    let width = picture.rows.map(\.count).max() ?? 1
    let rows = picture.rows.map { row in
      (row + Array(repeating: "", count: width - row.count)).map { text in
        text == "<" || text == "^" ? "" : "\"\(text.replacing("\"", with: "\"\""))\""
      }.joined(separator: ",")
    }
    return Array(([title + String(repeating: ",", count: width - 1)] + rows).joined(separator: "\r\n").utf8)
  }

  @Test(arguments: forms)
  func `a form reads alike as a workbook, a page and a Word table`(title: String, picture: String) throws {
    let document = TablePicture(picture).exactDocument(title: title)
    let expected = reader.read(document).content.forms
    #expect(expected.count == 1)
    let workbook = try DocumentReader.read(try WorkbookWriter.xlsx(document), name: "表.xlsx")
    #expect(workbook.format == "xlsx")
    #expect(reader.read(workbook).content.forms == expected)
    let html = try DocumentReader.read(page(title, TablePicture(picture).exact()), name: "表.xls")
    #expect(html.format == "html")
    #expect(reader.read(html).content.forms == expected)
  }

  @Test(arguments: forms)
  func `a form without its merged cells keeps its indicators`(title: String, picture: String) throws {
    let picture = TablePicture(picture)
    let document = try DocumentReader.read(commas(title, picture), name: "表.csv")
    #expect(document.format.hasPrefix("csv"))
    let read = reader.read(document).content.forms
    let expected = reader.read(picture.exactDocument(title: title)).content.forms
    #expect(read.map(\.name) == expected.map(\.name))
    #expect(
      read.map { $0.goals.flatMap(\.indicators).map(\.name) }
        == expected.map { $0.goals.flatMap(\.indicators).map(\.name) })
  }
}
