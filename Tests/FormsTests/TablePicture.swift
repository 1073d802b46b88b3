import Documents

@testable import Forms

/// A table drawn in text: cells between `|`, `^` for a cell merged with the one above, `<` with the one to the left.
///
/// The same picture becomes an exact grid, or the flattenings that exports make of it.
struct TablePicture {
  var rows: [[String]]

  init(rows: [[String]]) { self.rows = rows }

  init(_ picture: String) {
    rows = picture.split(separator: "\n").map { line in
      line.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingBlanks() }
    }
  }

  private func isLeft(_ row: Int, _ column: Int) -> Bool { rows[row][column] == "<" }
  private func isAbove(_ row: Int, _ column: Int) -> Bool { rows[row][column] == "^" }

  /// Every cell with its true column and spans.
  func exact() -> Document.Table {
    var table: [[Document.Cell]] = []
    for (row, cells) in rows.enumerated() {
      var line: [Document.Cell] = []
      for (column, text) in cells.enumerated() where text != "<" && text != "^" {
        var width = 1
        while column + width < cells.count, isLeft(row, column + width) { width += 1 }
        var height = 1
        while row + height < rows.count, column < rows[row + height].count, isAbove(row + height, column) {
          height += 1
        }
        line.append(
          Document.Cell(
            text, column: column, columnSpan: width, rowSpan: height,
            at: .init(table: 1, row: row + 1, column: column + 1)))
      }
      table.append(line)
    }
    return Document.Table(rows: table, grid: .exact, at: .init(table: 1))
  }

  /// A cell on each line: cells merged downwards are empty, cells merged sideways are absent.
  func cellLines() -> String {
    rows.map { row in row.filter { $0 != "<" }.map { "\t" + ($0 == "^" ? "" : $0) + "\n" }.joined() + "\n" }.joined()
  }

  /// A row on each line, merged cells empty.
  func tabLines() -> String {
    rows.map { row in row.map { $0 == "<" || $0 == "^" ? "" : $0 }.joined(separator: "\t") + "\n" }.joined()
  }

  /// Markdown, merged cells empty.
  func pipeLines() -> String {
    rows.map { row in "| " + row.map { $0 == "<" || $0 == "^" ? "" : $0 }.joined(separator: " | ") + " |\n" }.joined()
  }

  func exactDocument(title: String) -> Document {
    Document(blocks: [.paragraph(.init(title, at: .init(line: 1))), .table(exact())], format: "docx")
  }

  func documents(title: String) -> [Document] {
    [exactDocument(title: title)]
      + [cellLines(), tabLines(), pipeLines()].map { TextReader.read([UInt8]("\(title)\n\n\($0)".utf8), format: "txt") }
  }
}

extension Substring {
  func trimmingBlanks() -> String {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
