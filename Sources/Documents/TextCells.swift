/// The flattening with a cell on each line: a tab leads each cell, lines without a tab go on with the cell before them,
/// a blank line ends a row.
enum TextCells {
  /// Whether the lines led by exactly one tab are many, and the lines with more tabs few.
  static func isCellPerLine(_ lines: [TextLine]) -> Bool {
    var single = 0
    var several = 0
    var filled = 0
    for line in lines {
      let tabs = line.tabs
      if !line.isBlank { filled += 1 }
      if tabs == 1 && line.startsWithTab { single += 1 } else if tabs > 0 { several += 1 }
    }
    return single >= 6 && several * 5 <= single && single * 6 >= filled
  }

  static func read(_ lines: [TextLine], into blocks: inout TextBlocks) {
    var row: [(text: String, line: Int)] = []
    var blanks = 0
    func endRow() {
      guard !row.isEmpty else { return }
      blocks.row(row.map { (TextLines.trimmed($0.text), $0.line) })
      row = []
    }
    for (index, line) in lines.enumerated() {
      if line.startsWithTab {
        if blanks > 0 { endRow() }
        if blanks > 2 { blocks.endTable() }
        row.append((String(line.text.dropFirst()), line.number))
        blanks = 0
      } else if line.isBlank {
        blanks += 1
      } else if !row.isEmpty && (blanks == 0 || goesOn(lines, index, blanks)) {
        row[row.count - 1].text += "\n" + line.text
        blanks = 0
      } else {
        endRow()
        blocks.line(line)
        blanks = 0
      }
    }
    endRow()
  }

  /// Whether a line behind one blank line is a further paragraph of the cell: a row follows behind one blank line too.
  private static func goesOn(_ lines: [TextLine], _ index: Int, _ blanks: Int) -> Bool {
    guard blanks == 1 else { return false }
    var next = index + 1
    var gap = 0
    while next < lines.count {
      if lines[next].startsWithTab { return gap == 1 }
      if lines[next].isBlank { gap += 1 } else { gap = 0 }
      if gap > 1 { return false }
      next += 1
    }
    return false
  }
}
