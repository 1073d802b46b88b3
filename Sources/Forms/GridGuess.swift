import Documents
import Model
import Schemes

/// Flattened tables whose rows kept all their cells, read as the grid they were.
///
/// An export may print a merged cell once and leave the places it covers blank, or print it again in each of them. In
/// both cases nothing has moved, and columns tell more than the order of the cells does. Whether nothing has moved is
/// seen by the level heads: they stand under the labels of their columns.
struct GridGuess {
  let lexicon: Lexicon

  /// What one cell says, looked up once for all questions about it.
  private struct Cell {
    var text: String
    var key: String
    var isLabel: Bool
    var isValue: Bool
    var level: Level?
  }
  private enum Level { case first, second }

  /// The tables of a document whose grids are certain, by their running numbers from 1.
  ///
  /// Where the cells of one table of indicators have moved, those of all others may have: none is certain then.
  /// - Complexity: O(cells).
  func grids(of document: Document) -> [Int: Document.Table] {
    var found: [Int: Document.Table] = [:]
    var number = 0
    for case .table(let table) in document.blocks {
      number += 1
      guard table.grid == .ragged else { continue }
      // Beyond what a form may have, nothing is read anyway.
      guard table.rows.count <= ReadingLimits.entries else { return [:] }
      if let grid = exact(table) {
        found[number] = grid
      } else if table.rows.contains(where: { $0.contains { cell($0.text).level != nil } }) {
        return [:]
      }
    }
    return found
  }

  /// - Returns: the table with true columns and spans; nil when cells may have moved.
  private func exact(_ table: Document.Table) -> Document.Table? {
    let width = table.rows.map(\.count).max() ?? 0
    guard table.rows.count >= 2, (3...64).contains(width) else { return nil }
    var cells = table.rows.map { row in row.map { cell($0.text) } }
    let isWhole = cells.count { $0.count == width } * 10 >= cells.count * 9
    if isWhole {
      for row in cells.indices where cells[row].count < width {
        cells[row] += Array(repeating: cell(""), count: width - cells[row].count)
      }
      if repeats(cells) { return merged(table, cells, width) }
    }
    return stands(cells) ? spread(table, cells, width) : nil
  }

  private func cell(_ raw: String) -> Cell {
    let text = Wording.printed(raw)
    let key = Wording.key(text)
    let traits = lexicon.traits(text, key)
    let isLabel =
      traits.field != nil || traits.isTable || lexicon.isTotal(text)
      || TableHead.historyYear(key) != nil || TemplateList.allCases.contains { lexicon.column($0, key) != nil }
    let level: Level? =
      traits.level1 == traits.level2 ? nil : traits.level1 ? .first : .second
    return Cell(
      text: text, key: key, isLabel: isLabel && (!traits.isNumber || TableHead.historyYear(key) != nil),
      isValue: traits.isNumber || Wording.isEmptyMark(text),
      level: level)
  }

  // MARK: Blank where covered

  /// Whether the level heads stand in the columns that the heads above them name, in rows as wide as the head.
  private func stands(_ cells: [[Cell]]) -> Bool {
    var head: (first: Int?, second: Int, width: Int)?
    var (known, right, wrong, narrow) = (false, 0, 0, 0)
    var figures: Int?
    for row in cells {
      // The figures of money stand under their heads as well.
      if let start = firstFigure(row) {
        figures = start
        continue
      }
      if let start = figures, row.count(where: { $0.isValue && !$0.text.isEmpty }) >= 2 {
        if row.firstIndex(where: { $0.isValue && !$0.text.isEmpty }) != start { wrong += 2 }
      } else {
        figures = nil
      }
      let fields = row.map { lexicon.column(.indicators, $0.key) }
      if let second = fields.firstIndex(of: "level2"), fields.contains("name") {
        head = (fields.firstIndex(of: "level1"), second, row.count)
        known = true
        continue
      }
      guard let open = head else { continue }
      var isRow = false
      for (column, cell) in row.enumerated() {
        guard let level = cell.level, cell.key.hasSuffix("指标") || column <= open.second else { continue }
        isRow = true
        if column == (level == .first ? open.first : open.second) { right += 1 } else { wrong += 1 }
      }
      if isRow, row.count != open.width { narrow += 1 }
      if !isRow, let first = row.first, isField(first) { head = nil }
    }
    return known && right >= 2 && wrong * 5 <= right && narrow * 5 <= right
  }

  /// Where the figures begin under a head of money; nil when the row is none.
  private func firstFigure(_ row: [Cell]) -> Int? {
    let kinds = row.map { lexicon.column(.execution, $0.key) }
    let money: Set<String> = ["initial", "adjusted", "actual"]
    guard kinds.count(where: { $0.map(money.contains) ?? false }) >= 2 else { return nil }
    return kinds.firstIndex { $0.map(money.contains) ?? false }
  }

  /// Cells of heads reach over the blank places to their right and below; all other cells stay as they are.
  private func spread(_ table: Document.Table, _ cells: [[Cell]], _ width: Int) -> Document.Table {
    var out = table
    out.grid = .exact
    let heads = cells.map { row in
      let filled = row.filter { !$0.text.isEmpty }
      return filled.count >= 2 && filled.allSatisfy(\.isLabel)
    }
    var covered = Set<Int>()
    for row in table.rows.indices {
      var line: [Document.Cell] = []
      for (column, cell) in table.rows[row].enumerated() where !covered.contains(row * width + column) {
        var cell = cell
        cell.column = column
        if heads[row], !cells[row][column].text.isEmpty { reach(&cell, row, cells, heads, width, &covered) }
        line.append(cell)
      }
      out.rows[row] = line
    }
    return out
  }

  /// Gives a cell of a head the blank places it covers: to its right, and below when a further layer stands there.
  private func reach(
    _ cell: inout Document.Cell, _ row: Int, _ cells: [[Cell]], _ heads: [Bool], _ width: Int,
    _ covered: inout Set<Int>
  ) {
    let start = cell.column
    var end = start + 1
    while end < cells[row].count, cells[row][end].text.isEmpty, !covered.contains(row * width + end) { end += 1 }
    cell.columnSpan = end - start
    for place in (start + 1)..<max(end, start + 1) { covered.insert(row * width + place) }
    guard row + 1 < cells.count, heads[row + 1], cells[row + 1].count == cells[row].count,
      cells[row + 1][start..<end].allSatisfy(\.text.isEmpty),
      cells[row + 1].contains(where: {
        !$0.text.isEmpty && (lexicon.column(.indicators, $0.key) != nil || TableHead.historyYear($0.key) != nil)
      })
    else { return }
    cell.rowSpan = 2
    for place in start..<end { covered.insert((row + 1) * width + place) }
  }

  // MARK: Printed again where covered

  /// Whether rows print a label again beside itself, or the value of a label.
  private func repeats(_ cells: [[Cell]]) -> Bool {
    let again = cells.reduce(0) { sum, row in
      let isField = row.first.map(isField) ?? false
      let pairs = row.indices.dropFirst().count {
        (row[$0].isLabel || isField) && row[$0].text.unicodeScalars.count > 1 && row[$0].text == row[$0 - 1].text
      }
      return sum + (pairs > 2 ? 2 : pairs > 0 ? 1 : 0)
    }
    return again >= 2 && again * 10 >= cells.count
  }

  private func merged(_ table: Document.Table, _ cells: [[Cell]], _ width: Int) -> Document.Table {
    var out = table
    out.grid = .exact
    // For each place between two columns, whether the labels last seen left and right of it are one cell.
    var isOne = [Bool?](repeating: nil, count: width)
    var above: [(start: Int, end: Int, row: Int, index: Int)] = []
    for row in cells.indices {
      let line = cells[row]
      let isFree = line.first.map { $0.isLabel && !lexicon.isTotal($0.text) && isField($0) } ?? false
      var spans: [(start: Int, end: Int)] = []
      for column in line.indices {
        let joins =
          column > 0 && !line[column].text.isEmpty && line[column].text == line[column - 1].text
          && (isFree || isMerged(line[column], isOne[column]))
        if joins { spans[spans.count - 1].end = column + 1 } else { spans.append((column, column + 1)) }
      }
      for column in line.indices.dropFirst() where line[column].isLabel && line[column - 1].isLabel {
        isOne[column] = line[column].text == line[column - 1].text
      }
      var next: [(start: Int, end: Int, row: Int, index: Int)] = []
      out.rows[row] = []
      for span in spans {
        let top = line[span.start]
        if let over = above.first(where: { $0.start == span.start && $0.end == span.end }),
          isDown(top), cells[over.row][over.start].text == top.text
        {
          out.rows[over.row][over.index].rowSpan += 1
          next.append(over)
          continue
        }
        guard span.start < table.rows[row].count else { continue }
        var cell = table.rows[row][span.start]
        cell.column = span.start
        cell.columnSpan = span.end - span.start
        out.rows[row].append(cell)
        next.append((span.start, span.end, row, out.rows[row].count - 1))
      }
      above = next
    }
    return out
  }

  /// A label with its value beside it, over the columns of no head.
  private func isField(_ cell: Cell) -> Bool {
    guard let field = lexicon.field(cell.key) else { return false }
    return field.target != .section && !field.weak
  }

  /// Two equal neighbours are one cell under one label; under no label they are unless they are figures.
  private func isMerged(_ cell: Cell, _ isOne: Bool?) -> Bool {
    if cell.isLabel { return true }
    return isOne ?? !cell.isValue
  }

  /// Labels and level heads reach down over rows; values that are equal by chance do not.
  private func isDown(_ cell: Cell) -> Bool {
    !cell.text.isEmpty && (cell.isLabel || cell.level != nil) && !lexicon.isTotal(cell.text)
  }
}
