/// Reads plain text, in which an export or a recogniser has flattened the tables of an office file.
///
/// Flattenings known: a cell on each line, led by a tab, with a blank line behind each row; a row on each line, its
/// cells parted by tabs; a Markdown pipe table; columns kept apart by wide gaps. Everything else is one paragraph per
/// line: whoever reads narrative joins broken lines itself. Tables are ragged.
public enum TextReader {
  /// - Parameter utf8: the text, already decoded to UTF-8; a byte order mark is allowed.
  /// - Parameter format: how the file was understood, for people: `txt（GBK）`.
  /// - Complexity: O(bytes).
  public static func read(_ utf8: [UInt8], format: String) -> Document {
    let lines = TextLines.split(utf8)
    if TextLayout.isLaidOut(lines), let blocks = try? TextLayout.read(lines) {
      return Document(blocks: blocks, format: format)
    }
    var builder = TextBlocks()
    if TextCells.isCellPerLine(lines) {
      TextCells.read(lines, into: &builder)
    } else {
      TextRows.read(lines, into: &builder)
    }
    return Document(blocks: builder.finish(), format: format)
  }
}

/// Gathers blocks while a text is read; rows that follow each other become one table.
struct TextBlocks {
  private var blocks: [Document.Block] = []
  private var rows: [[Document.Cell]] = []
  private var tableLine = 0
  private var tables = 0

  var isInTable: Bool { !rows.isEmpty }

  mutating func row(_ cells: [(text: String, line: Int)]) {
    guard let first = cells.first else { return }
    if rows.isEmpty {
      tables += 1
      tableLine = first.line
    }
    let place = { [tables, count = rows.count] (line: Int, column: Int) in
      Document.Place(line: line, table: tables, row: count + 1, column: column + 1)
    }
    rows.append(
      cells.enumerated().map { index, cell in Document.Cell(cell.text, column: index, at: place(cell.line, index)) })
  }

  mutating func endTable() {
    guard !rows.isEmpty else { return }
    let place = Document.Place(line: tableLine, table: tables)
    blocks.append(.table(Document.Table(rows: rows, grid: .ragged, at: place)))
    rows = []
  }

  mutating func line(_ line: TextLine) {
    endTable()
    var text = Substring(line.text)
    var level = 0
    while text.first == "#" {
      level += 1
      text.removeFirst()
    }
    let paragraph = Document.Paragraph(TextLines.trimmed(text), at: Document.Place(line: line.number))
    guard !paragraph.text.isEmpty else { return }
    blocks.append(level > 0 ? .heading(level: level, paragraph) : .paragraph(paragraph))
  }

  mutating func finish() -> [Document.Block] {
    endTable()
    return blocks
  }
}
