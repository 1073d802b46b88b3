/// Rows of tables that no lines rule, found by the gaps between words that lie under each other on many lines.
struct LooseRows {
  enum Group {
    case grid(PDFTable)
    case rows([[String]])
    case line(PrintedLine)
  }

  /// A line with the parts between its wide gaps.
  private struct Row {
    var line: PrintedLine
    var parts: [PrintedLine]
    /// Index of the column of each part.
    var columns: [Int] = []
    var isTable: Bool { parts.count > 1 }
  }

  /// Heights of a character between two cells at least.
  private static let gap = 0.6

  /// - Parameter page: the page the lines stand on, with what is drawn on it.
  static func groups(_ lines: [PrintedLine], on page: PDFPageLayout) -> [Group] {
    let rows = lines.map { Row(line: $0, parts: $0.parts(gap: gap)) }
    var groups: [Group] = []
    var start = 0
    while start < rows.count {
      let end = rows[start].isTable ? runEnd(rows, start) : start + 1
      if end - start >= 3,
        let table = LooseGrid.table(
          rows[start..<end].map(\.line), rulings(page, rows[start..<end].map(\.line)), width: page.width,
          page: page.number)
      {
        groups.append(.grid(table))
      } else if end - start >= 3, let cells = cells(Array(rows[start..<end])) {
        groups.append(.rows(cells))
      } else {
        groups += rows[start..<end].map { .line($0.line) }
      }
      start = end
    }
    return groups
  }

  private static func rulings(_ page: PDFPageLayout, _ lines: [PrintedLine]) -> [Ruling] {
    guard let top = lines.first?.box.y0, let bottom = lines.last?.box.y1 else { return [] }
    return page.across.filter { $0.at > top && $0.at < bottom }
  }

  /// Behind the last line that belongs to the table begun here: single parts belong to it between lines of cells.
  private static func runEnd(_ rows: [Row], _ start: Int) -> Int {
    var end = start + 1
    var index = start + 1
    while index < rows.count, index - end < 8 {
      let above = rows[index - 1].line
      guard rows[index].line.box.y0 - above.box.y1 < above.size * 2.5 else { break }
      index += 1
      if rows[index - 1].isTable { end = index }
    }
    // The further lines of the last row's cells.
    while end < rows.count, end > start, isUnderPart(rows[end], rows[end - 1]) { end += 1 }
    return end
  }

  private static func isUnderPart(_ row: Row, _ above: Row) -> Bool {
    guard row.parts.count == 1, above.isTable else { return false }
    return row.line.box.y0 - above.line.box.y1 < above.line.size * 0.3
      && above.parts.dropFirst().contains { abs($0.box.x0 - row.line.box.x0) < 4 }
  }

  /// The cells of a run of lines; nil when they are no table.
  private static func cells(_ run: [Row]) -> [[String]]? {
    guard run.contains(where: { $0.parts.count >= 3 }), run.count(where: \.isTable) >= 3 else { return nil }
    return stretches(run).flatMap { stretch -> [[String]] in
      var rows = stretch.rows
      for index in rows.indices { rows[index].columns = rows[index].parts.map { column(of: $0.box, stretch.columns) } }
      return put(rows, stretch.columns)
    }
  }

  private typealias Columns = [(from: Double, to: Double)]

  /// Lines whose cells stand under each other, with the columns they make. A line with a cell over several columns of
  /// the lines before begins another stretch, as labels and their values above an indicator table do.
  private static func stretches(_ run: [Row]) -> [(rows: [Row], columns: Columns)] {
    var stretches: [(rows: [Row], columns: Columns)] = []
    for row in run {
      if let open = stretches.last, row.parts.allSatisfy({ part in open.columns.count { touches(part.box, $0) } <= 1 })
      {
        stretches[stretches.count - 1].rows.append(row)
        for part in row.parts { widen(&stretches[stretches.count - 1].columns, part.box) }
      } else {
        var columns: Columns = []
        for part in row.parts { widen(&columns, part.box) }
        stretches.append(([row], columns))
      }
    }
    return stretches
  }

  private static func touches(_ box: Box, _ column: (from: Double, to: Double)) -> Bool {
    min(box.x1, column.to) - max(box.x0, column.from) > 1
  }

  private static func widen(_ columns: inout Columns, _ box: Box) {
    if let index = columns.firstIndex(where: { touches(box, $0) }) {
      columns[index] = (min(columns[index].from, box.x0), max(columns[index].to, box.x1))
    } else {
      columns.insert((box.x0, box.x1), at: columns.firstIndex { $0.from > box.x0 } ?? columns.count)
    }
  }

  private static func column(of box: Box, _ columns: Columns) -> Int {
    func overlap(_ index: Int) -> Double { min(box.x1, columns[index].to) - max(box.x0, columns[index].from) }
    // A wide cell begins where it begins.
    if let first = columns.indices.first(where: { overlap($0) > 1 }) { return first }
    return columns.indices.max { overlap($0) < overlap($1) } ?? 0
  }

  /// Lines with most cells are rows; the others go to the row they are nearest to, if they are near.
  private static func put(_ rows: [Row], _ columns: Columns) -> [[String]] {
    let wanted = columns.count == 1 ? 1 : max(2, (columns.count + 1) / 2)
    let anchors = rows.indices.filter { rows[$0].parts.count >= wanted }
    var members: [[Int]] = []
    var owner: [Int: Int] = [:]
    for index in rows.indices {
      let line = rows[index].line
      func distance(_ anchor: Int) -> Double {
        let other = rows[anchor].line
        return max(other.box.y0 - line.box.y1, line.box.y0 - other.box.y1)
      }
      let near = anchors.min { distance($0) < distance($1) }
      if !anchors.contains(index), let near, distance(near) < line.size * 0.45 { owner[index] = near }
    }
    for index in rows.indices where owner[index] == nil {
      members.append([index] + owner.filter { $0.value == index }.map(\.key))
    }
    return members.map { member in
      var inside = [[PrintedLine]](repeating: [], count: columns.count)
      for index in member.sorted() {
        for (part, column) in zip(rows[index].parts, rows[index].columns) { inside[column].append(part) }
      }
      return inside.enumerated().map { column, parts in
        PrintedLine.text(
          parts.sorted { $0.box.y0 < $1.box.y0 }, room: (left: columns[column].from, right: columns[column].to))
      }
    }
  }
}
