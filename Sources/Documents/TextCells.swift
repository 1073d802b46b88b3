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

  private static let columnsMax = ReadLimits.standard.columns

  static func read(_ lines: [TextLine], into blocks: inout TextBlocks) {
    var row: [(text: String, line: Int)] = []
    var blanks = 0
    let runsOn = paragraphsOfCells(lines)
    func endRow() {
      guard !row.isEmpty else { return }
      blocks.row(row.map { (TextLines.trimmed($0.text), $0.line) })
      row = []
    }
    for (index, line) in lines.enumerated() {
      if line.startsWithTab {
        if blanks > 0 { endRow() }
        if blanks > 2 { blocks.endTable() }
        // A row as wide as no table goes on in the next one.
        if row.count == columnsMax { endRow() }
        row.append((String(line.text.dropFirst()), line.number))
        blanks = 0
      } else if line.isBlank {
        blanks += 1
      } else if !row.isEmpty && (blanks == 0 || (blanks == 1 && runsOn[index])) {
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

  /// For each line with a text and no tab: whether, behind one blank line, it is a further paragraph of a cell. It is
  /// when lines go on from it to the next cell with single blank lines between, the last before that cell.
  ///
  /// - Complexity: O(lines): told from the end, as the answer of a line is that of the next one with a text.
  static func paragraphsOfCells(_ lines: [TextLine]) -> [Bool] {
    var out = [Bool](repeating: false, count: lines.count)
    var next: (isCell: Bool, runsOn: Bool)?
    var gap = 0
    for index in lines.indices.reversed() {
      if lines[index].startsWithTab {
        next = (true, false)
        gap = 0
      } else if lines[index].isBlank {
        gap += 1
      } else {
        if let next { out[index] = next.isCell ? gap == 1 : gap <= 1 && next.runsOn }
        next = (false, out[index])
        gap = 0
      }
    }
    return out
  }
}
