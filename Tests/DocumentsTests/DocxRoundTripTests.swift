import Documents
import Model
import TestSupport
import Testing

/// Random documents, written as Word would and read back, are the same documents.
@Suite struct DocxRoundTripTests {
  @Test(arguments: 0..<300 as Range<UInt64>)
  func `what is written is read`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let document = randomDocument(&random)
    let read = try DocxFile(document).read()
    #expect(read.blocks.count == document.blocks.count)
    for (expected, found) in zip(document.blocks, read.blocks) {
      switch (expected, found) {
      case (.heading(let level, let text), .heading(let foundLevel, let foundText)):
        #expect(level == foundLevel && text == foundText)
      case (.paragraph(let text), .paragraph(let foundText)): #expect(text == foundText)
      case (.table(let table), .table(let foundTable)): #expect(table == foundTable)
      default: Issue.record("another kind of block")
      }
    }
  }

  private func randomDocument(_ random: inout SeededRandom) -> Document {
    var document = Document(format: "docx")
    var tables = 0
    var lines = 0
    for _ in 0..<Int.random(in: 0...6, using: &random) {
      switch Int.random(in: 0..<3, using: &random) {
      case 0:
        tables += 1
        document.blocks.append(.table(randomTable(tables, &random)))
      case 1:
        lines += 1
        let paragraph = Document.Paragraph(randomText(&random), at: .init(line: lines))
        document.blocks.append(.heading(level: .random(in: 1...9, using: &random), paragraph))
      default:
        lines += 1
        document.blocks.append(.paragraph(.init(randomText(&random), at: .init(line: lines))))
      }
    }
    return document
  }

  private func randomText(_ random: inout SeededRandom) -> String {
    let signs = Array("甲乙丙丁95%≥<&>\"'，（）aZ😀\t ")
    let middle = String((0..<Int.random(in: 0...12, using: &random)).map { _ in signs.randomElement(using: &random)! })
    return "始\(middle)终"
  }

  /// Fills a grid with rectangles that do not overlap.
  private func randomTable(_ number: Int, _ random: inout SeededRandom) -> Document.Table {
    let height = Int.random(in: 1...6, using: &random)
    let width = Int.random(in: 1...7, using: &random)
    var taken = Array(repeating: Array(repeating: false, count: width), count: height)
    var table = Document.Table(rows: Array(repeating: [], count: height), grid: .exact, at: .init(table: number))
    for row in 0..<height {
      for column in 0..<width where !taken[row][column] {
        var columns = Int.random(in: 1...3, using: &random)
        while columns > 1, column + columns > width || taken[row][column..<(column + columns)].contains(true) {
          columns -= 1
        }
        let rows = min(Int.random(in: 1...3, using: &random), height - row)
        for covered in row..<(row + rows) { for index in column..<(column + columns) { taken[covered][index] = true } }
        let lines = (0..<Int.random(in: 0...3, using: &random)).map { _ in randomText(&random) }
        table.rows[row].append(
          Document.Cell(
            lines.joined(separator: "\n"), column: column, columnSpan: columns, rowSpan: rows,
            at: .init(table: number, row: row + 1, column: column + 1)))
      }
    }
    return table
  }
}

extension DocxFile {
  /// Writes headings by their outline level, lines of cells as paragraphs, and every covered cell of a merge.
  init(_ document: Document) {
    let body = document.blocks.map { block in
      switch block {
      case .heading(let level, let text): p(Self.escape(text.text), "<w:outlineLvl w:val=\"\(level - 1)\"/>")
      case .paragraph(let text): p(Self.escape(text.text))
      case .table(let table): Self.write(table)
      }
    }
    self.init(body.joined())
  }

  private static func write(_ table: Document.Table) -> String {
    var rows: [[(column: Int, xml: String)]] = Array(repeating: [], count: table.rows.count)
    for (row, cells) in table.rows.enumerated() {
      for cell in cells {
        let width = cell.columnSpan > 1 ? span(cell.columnSpan) : ""
        let lines =
          cell.text.isEmpty ? "<w:p/>" : cell.text.split(separator: "\n").map { p(escape(String($0))) }.joined()
        let begin = cell.rowSpan > 1 ? top : ""
        rows[row].append((cell.column, "<w:tc><w:tcPr>\(width)\(begin)</w:tcPr>\(lines)</w:tc>"))
        for covered in 1..<max(2, cell.rowSpan) where cell.rowSpan > 1 {
          rows[row + covered].append((cell.column, "<w:tc><w:tcPr>\(width)\(below)</w:tcPr><w:p/></w:tc>"))
        }
      }
    }
    let written = rows.map { cells in
      "<w:tr>" + cells.sorted { $0.column < $1.column }.map(\.xml).joined() + "</w:tr>"
    }
    return "<w:tbl>\(written.joined())</w:tbl>"
  }

  private static func escape(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "&": escaped += "&amp;"
      case "\t": escaped += "</w:t><w:tab/><w:t xml:space=\"preserve\">"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
