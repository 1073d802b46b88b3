/// Flattenings with a row on each line: cells parted by tabs, by the pipes of Markdown or of web pages, or by wide gaps.
enum TextRows {
  static func read(_ lines: [TextLine], into blocks: inout TextBlocks) {
    let hasTabs = lines.contains { $0.tabs > 1 }
    let pages = TextPipes(lines)
    var index = 0
    var tried = 0
    while index < lines.count {
      let line = lines[index]
      if index >= tried, pages.isClosed(index) {
        if let table = pages.table(at: index) {
          add(table.content, to: &blocks)
          index = table.end
          continue
        }
        // A long stretch of lines with pipes that are no table is not tried again from each of them.
        let end = pages.reach(from: index)
        if end - index > 100 { tried = end }
      }
      defer { index += 1 }
      if let cells = pipes(line) {
        if !cells.allSatisfy(isRule) { blocks.row(cells.map { ($0, line.number) }) }
      } else if line.tabs > 0, let cells = tabs(line, inTable: blocks.isInTable || isRow(lines, index + 1)) {
        blocks.row(cells.map { ($0, line.number) })
      } else if !hasTabs, let cells = gaps(line) {
        blocks.row(cells.map { ($0, line.number) })
      } else if line.tabs > 0 && line.isBlank {
        continue
      } else {
        blocks.line(line)
      }
    }
  }

  private static func add(_ content: TextPipes.Content, to blocks: inout TextBlocks) {
    switch content {
    case .rows(let rows):
      blocks.endTable()
      for row in rows { blocks.row(row.cells) }
      blocks.endTable()
    case .cells(let cells):
      for cell in cells { blocks.line(TextLine(text: cell.text, number: cell.line)) }
    }
  }

  private static func isRow(_ lines: [TextLine], _ index: Int) -> Bool {
    lines.indices.contains(index) && tabs(lines[index], inTable: false) != nil
  }

  /// The cells between tabs; nil for a line that only begins with one.
  private static func tabs(_ line: TextLine, inTable: Bool) -> [String]? {
    let cells = line.text.split(separator: "\t", omittingEmptySubsequences: false).map(TextLines.trimmed)
    let filled = cells.count { !$0.isEmpty }
    guard filled >= 2 || (inTable && filled == 1 && cells.count >= 3) else { return nil }
    return cells
  }

  private static func pipes(_ line: TextLine) -> [String]? {
    let text = TextLines.trimmed(line.text)
    guard text.utf8.first == 0x7C, text.utf8.count > 2, text.utf8.last == 0x7C else { return nil }
    return text.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false).map(TextLines.trimmed)
  }

  /// The rule of dashes under a Markdown head.
  private static func isRule(_ cell: String) -> Bool {
    !cell.isEmpty && cell.utf8.allSatisfy { $0 == 0x2D || $0 == 0x3A || $0 == 0x20 }
  }

  /// Three cells or more with three blanks or more, or two wide ones, between them.
  private static func gaps(_ line: TextLine) -> [String]? {
    var cells: [String] = []
    var cell = ""
    var gap = 0
    for scalar in line.text.unicodeScalars {
      if TextLines.isBlank(scalar) {
        gap += scalar.value == 0x3000 ? 2 : 1
        continue
      }
      if gap >= 3 && !cell.isEmpty {
        cells.append(cell)
        cell = ""
      } else if gap > 0 && !cell.isEmpty {
        cell += " "
      }
      gap = 0
      cell.unicodeScalars.append(scalar)
    }
    if !cell.isEmpty { cells.append(cell) }
    return cells.count >= 3 ? cells : nil
  }
}
