/// Tables of web pages as texts of such pages print them: behind each cell a pipe, none in front of the first.
///
/// A cell with paragraphs breaks its line. Most writers fill a row up with pipes to the width of the table
/// (`合计 | 100 | |||||`), so that each row has as many pipes as every other one and its end is known wherever its
/// lines break. Cells that are covered by merged ones left no trace: the rows are ragged.
struct TextPipes {
  struct Row {
    var cells: [(text: String, line: Int)]
  }

  /// What stands in the lines of one table.
  enum Content {
    case rows([Row])
    /// A cell on each line and no width: only the order of the cells is left.
    case cells([(text: String, line: Int)])
  }

  private let lines: [TextLine]
  /// For each line how many pipes it has when it ends with one, else 0.
  private let pipes: [Int]

  init(_ lines: [TextLine]) {
    self.lines = lines
    pipes = lines.map { line in
      TextLines.trimmed(line.text).utf8.last == 0x7C ? line.text.utf8.reduce(0) { $1 == 0x7C ? $0 + 1 : $0 } : 0
    }
  }

  /// The table that begins with a line, and the line behind it.
  ///
  /// - Complexity: O(lines of the table). Where there is none, `reach` tells from where on to look again.
  func table(at start: Int) -> (content: Content, end: Int)? {
    guard pipes[start] > 0, !beginsWithPipe(start) else { return nil }
    let end = reach(from: start)
    let closed = (start..<end).filter { pipes[$0] > 0 }
    guard closed.count(where: { !beginsWithPipe($0) }) >= 3, closed[1] == start + 1 || end - closed[1] < 3 else {
      return nil
    }
    if let width = width(closed) { return rows(start..<end, width: width) }
    if closed.count(where: { pipes[$0] > 1 }) * 2 > closed.count { return (.rows(closed.map(row)), end) }
    guard closed.count >= 8, closed.count == end - start else { return nil }
    return (.cells(closed.flatMap { row($0).cells }.filter { !$0.text.isEmpty }), end)
  }

  /// Whether a line ends with a pipe.
  func isClosed(_ index: Int) -> Bool { pipes[index] > 0 }

  private func beginsWithPipe(_ index: Int) -> Bool { TextLines.trimmed(lines[index].text).utf8.first == 0x7C }

  /// The line behind the last one that ends with a pipe, with no more than a few lines without one between.
  func reach(from start: Int) -> Int {
    var end = start + 1
    var index = start + 1
    while index < lines.count, index - end < 8 {
      if pipes[index] > 0 { end = index + 1 }
      index += 1
    }
    return end
  }

  /// How many pipes each row has; nil when rows are not filled up.
  private func width(_ closed: [Int]) -> Int? {
    var sums: [Int] = []
    var sum = 0
    for index in closed {
      sum += pipes[index]
      if padding(index) > 1 || TextLines.trimmed(lines[index].text).hasSuffix("| |") {
        sums.append(sum)
        sum = 0
      }
    }
    // Rows as wide as the table have no filling, and are counted with the one behind them.
    let fitting = Dictionary(grouping: sums) { $0 }.keys.map { width in
      (width: width, count: sums.count { $0 % width == 0 })
    }
    let all = closed.reduce(0) { $0 + pipes[$1] }
    guard let best = fitting.max(by: { ($0.count, $0.width) < ($1.count, $1.width) }),
      best.count * 2 > sums.count, best.width > 1, sums.count >= 2 || all % best.width == 0
    else { return nil }
    return best.width
  }

  /// How many pipes stand side by side at the end of a line.
  private func padding(_ index: Int) -> Int {
    TextLines.trimmed(lines[index].text).utf8.reversed().prefix { $0 == 0x7C }.count
  }

  private func rows(_ range: Range<Int>, width: Int) -> (content: Content, end: Int) {
    var rows: [Row] = []
    var row = Row(cells: [])
    var count = 0
    var open = ""
    for index in range {
      let line = lines[index]
      guard pipes[index] > 0 else {
        // Behind a whole row a line without a pipe stands under the table.
        let isOpen = count > 0 || line.text.contains("|")
        if !isOpen, !line.isBlank { return (.rows(rows), index) }
        if isOpen {
          var parts = line.text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
          parts[0] = open + parts[0]
          open = (parts.popLast() ?? "") + "\n"
          count += parts.count
          row.cells += parts.map { (TextLines.trimmed($0), line.number) }
        }
        continue
      }
      var cells = cellsOf(index)
      if let first = cells.first { cells[0] = TextLines.trimmed(open + first) }
      open = ""
      row.cells += cells.map { ($0, line.number) }
      count += pipes[index]
      guard count >= width || padding(index) > 1 else { continue }
      if row.cells.contains(where: { !$0.text.isEmpty }) { rows.append(row) }
      row = Row(cells: [])
      count = 0
    }
    if row.cells.contains(where: { !$0.text.isEmpty }) { rows.append(row) }
    return (.rows(rows), range.upperBound)
  }

  /// The cells of a line, without the pipes that only fill it up.
  private func cellsOf(_ index: Int) -> [String] {
    var text = Substring(TextLines.trimmed(lines[index].text))
    let filling = padding(index)
    let isFilled = filling > 1 || text.hasSuffix("| |")
    text = text.dropLast(filling)
    if isFilled {
      text = Substring(TextLines.trimmed(text))
      if text.utf8.last == 0x7C { text = text.dropLast() } else if text.isEmpty { return [] }
    }
    return text.split(separator: "|", omittingEmptySubsequences: false).map(TextLines.trimmed)
  }

  private func row(_ index: Int) -> Row { Row(cells: cellsOf(index).map { ($0, lines[index].number) }) }
}
