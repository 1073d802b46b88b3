/// A table of a page, with the edges that tell whether the next page goes on with it.
struct PDFTable {
  struct Cell: Hashable {
    var text: String
    var column: Int
    var columnSpan: Int
    var rowSpan: Int
    var page: Int
  }

  /// Edges of its columns from left to right.
  var xs: [Double]
  /// Cells by row and, in each, by column.
  var rows: [[Cell]]
  /// Lines beside it, outside of its edges: texts of merged cells that go on over pages and are not ruled here.
  var beside: [PrintedLine] = []

  var left: Double { xs.first ?? 0 }
  var right: Double { xs.last ?? 0 }

  init(xs: [Double], rows: [[Cell]]) {
    self.xs = xs
    self.rows = rows
  }

  /// - Parameter words: those that stand in the grid; each goes to the cell in which its middle lies.
  init(_ grid: RuledGrid, _ words: [PDFWord], page: Int) {
    xs = grid.xs
    rows = Array(repeating: [], count: grid.ys.count - 1)
    let columns = grid.xs.count - 1
    var owner = [Int](repeating: 0, count: columns * rows.count)
    for (index, slot) in grid.cells.enumerated() {
      for row in slot.row..<(slot.row + slot.rowSpan) {
        for column in slot.column..<(slot.column + slot.columnSpan) { owner[row * columns + column] = index }
      }
    }
    var inside = [[PDFWord]](repeating: [], count: grid.cells.count)
    for word in words {
      var rest: PDFWord? = word
      while let piece = rest {
        rest = nil
        let row = Self.index(of: piece.box.midY, in: grid.ys)
        let first = owner[row * columns + Self.index(of: piece.box.x0 + min(2, piece.box.width / 4), in: grid.xs)]
        let edge = grid.box(grid.cells[first]).x1
        // A word over the edge of its cell is two words, unless only a little of it stands out.
        if piece.box.x1 > edge + piece.size * 0.45, edge > piece.box.x0 + piece.size * 0.4,
          let parts = piece.split(at: edge)
        {
          inside[first].append(parts.0)
          if parts.1.text.unicodeScalars.count < piece.text.unicodeScalars.count { rest = parts.1 }
        } else {
          inside[owner[row * columns + Self.index(of: piece.box.midX, in: grid.xs)]].append(piece)
        }
      }
    }
    for (slot, words) in zip(grid.cells, inside) {
      let box = grid.box(slot)
      let text = PrintedLine.text(PrintedLine.lines(words), room: (box.x0 + 2, box.x1 - 2))
      rows[slot.row].append(
        Cell(text: text, column: slot.column, columnSpan: slot.columnSpan, rowSpan: slot.rowSpan, page: page))
    }
  }

  private static func index(of place: Double, in edges: [Double]) -> Int {
    var low = 0
    var high = edges.count - 2
    while low < high {
      let middle = (low + high + 1) / 2
      if edges[middle] <= place { low = middle } else { high = middle - 1 }
    }
    return low
  }

  // MARK: Over pages

  /// Whether a few lines outside of the table could be texts of its columns: each part lies in one of them.
  func holds(_ lines: [PrintedLine]) -> Bool {
    lines.count <= 6
      && lines.allSatisfy { line in
        line.parts(gap: 0.35).allSatisfy { part in
          // A label with its value, or a remark, stands under a table on purpose.
          guard !part.text.contains("：") && !part.text.contains(":") else { return false }
          return xs.indices.dropLast().contains { xs[$0] <= part.box.x0 + 2 && part.box.x1 - 2 <= xs[$0 + 1] }
        }
      }
  }

  /// Gives texts that stand outside of the table to the cells at its end, or at its beginning, that have none.
  mutating func fill(_ lines: [PrintedLine], isAtEnd: Bool) {
    let parts = lines.flatMap { $0.parts(gap: 0.35) }
    guard !parts.isEmpty, !rows.isEmpty else { return }
    for column in xs.indices.dropLast() {
      let own = parts.filter { xs[column] <= $0.box.midX && $0.box.midX < xs[column + 1] }
      guard !own.isEmpty else { continue }
      let text = PrintedLine.text(own, room: (xs[column] + 2, xs[column + 1] - 2))
      for row in isAtEnd ? Array(rows.indices.suffix(400).reversed()) : [0] {
        guard let index = rows[row].firstIndex(where: { $0.column == column }) else { continue }
        let reaches = isAtEnd ? row + rows[row][index].rowSpan == rows.count : true
        if reaches, rows[row][index].text.isEmpty { rows[row][index].text = text }
        break
      }
    }
  }

  /// The next page's first table as a further part of this one; false when it is another table.
  mutating func goOn(with next: PDFTable) -> Bool {
    guard !next.rows.isEmpty, !rows.isEmpty, var next = next.widened(to: xs) else { return false }
    let repeated = next.repeatedHead(of: self)
    // A cell over the whole width is the title of another form.
    if repeated == 0, let first = next.rows.first, first.count == 1, first[0].columnSpan == next.xs.count - 1,
      next.rows.count > 1
    {
      return false
    }
    next.dropRows(repeated)
    guard !next.rows.isEmpty else { return true }
    var edges = xs
    for x in next.xs where !edges.contains(where: { abs($0 - x) <= 3 }) { edges.append(x) }
    edges.sort()
    spread(to: edges)
    next.spread(to: edges)
    let seam = rows.count
    rows += next.rows
    closeSeam(seam)
    return true
  }

  /// The table as wide as its beginning on an earlier page; nil when it is another table.
  ///
  /// Where cells merged over many rows go on over a page from its top to its end, some programs rule nothing there: the
  /// table of that page lacks these columns, and the text of such a cell may stand beside it.
  private func widened(to edges: [Double]) -> PDFTable? {
    guard let last = edges.indices.last,
      let start = edges.firstIndex(where: { abs($0 - left) <= 4 }),
      let end = edges.lastIndex(where: { abs($0 - right) <= 4 }), start < end, start == 0 || end == last
    else { return nil }
    guard start > 0 || end < last else { return self }
    var wide = PDFTable(xs: edges[..<start] + xs + edges[(end + 1)...], rows: rows)
    for row in wide.rows.indices {
      for index in wide.rows[row].indices { wide.rows[row][index].column += start }
    }
    let page = rows.first?.first?.page ?? 0
    let parts = beside.flatMap { $0.parts(gap: 0.35) }
    for column in Array(0..<start) + Array((wide.xs.count - 1 - (last - end))..<(wide.xs.count - 1)) {
      let own = parts.filter { wide.xs[column] <= $0.box.midX && $0.box.midX < wide.xs[column + 1] }
      let text = PrintedLine.text(own, room: (wide.xs[column] + 2, wide.xs[column + 1] - 2))
      wide.rows[0].append(Cell(text: text, column: column, columnSpan: 1, rowSpan: rows.count, page: page))
    }
    wide.rows[0].sort { $0.column < $1.column }
    return wide
  }

  /// How many rows at the top say the same as rows at the top of the earlier part, as heads printed again do.
  private func repeatedHead(of other: PDFTable) -> Int {
    func key(_ row: [Cell]) -> [String] { row.map(\.text).filter { !$0.isEmpty } }
    guard let first = rows.first, !key(first).isEmpty, key(first).count > 1 || first[0].text.unicodeScalars.count > 4,
      let start = other.rows.prefix(40).firstIndex(where: { key($0) == key(first) })
    else { return 0 }
    var count = 0
    while count < rows.count, start + count < other.rows.count, key(rows[count]) == key(other.rows[start + count]) {
      count += 1
    }
    return count
  }

  private mutating func dropRows(_ count: Int) {
    guard count > 0 else { return }
    // What reaches down from a dropped row into the others stands there on its own.
    var carried: [Cell] = []
    for (index, row) in rows.prefix(count).enumerated() {
      for var cell in row where index + cell.rowSpan > count {
        cell.rowSpan -= count - index
        carried.append(cell)
      }
    }
    rows.removeFirst(count)
    if !rows.isEmpty { rows[0] = (rows[0] + carried).sorted { $0.column < $1.column } }
  }

  private mutating func spread(to edges: [Double]) {
    let places = xs.map { x in edges.indices.min { abs(edges[$0] - x) < abs(edges[$1] - x) } ?? 0 }
    for row in rows.indices {
      for index in rows[row].indices {
        let cell = rows[row][index]
        let end = places[min(cell.column + cell.columnSpan, places.count - 1)]
        rows[row][index].column = places[cell.column]
        rows[row][index].columnSpan = max(1, end - places[cell.column])
      }
    }
    xs = edges
  }

  /// Puts together what the end of the page cut: cells merged over rows, and the lines of one row.
  private mutating func closeSeam(_ seam: Int) {
    guard seam > 0, seam < rows.count else { return }
    var above: [(row: Int, index: Int)] = []
    for row in max(0, seam - 400)..<seam {
      for index in rows[row].indices where row + rows[row][index].rowSpan == seam { above.append((row, index)) }
    }
    var pairs: [(above: (row: Int, index: Int), below: Int)] = []
    for (below, cell) in rows[seam].enumerated() {
      if let place = above.first(where: {
        rows[$0.row][$0.index].column == cell.column && rows[$0.row][$0.index].columnSpan == cell.columnSpan
      }) {
        pairs.append((place, below))
      }
    }
    guard pairs.count == rows[seam].count else { return }
    var gone: Set<Int> = []
    if isBrokenRow(pairs.map { (rows[$0.above.row][$0.above.index], rows[seam][$0.below]) }) {
      for pair in pairs {
        let below = rows[seam][pair.below]
        rows[pair.above.row][pair.above.index].text += below.text
        rows[pair.above.row][pair.above.index].rowSpan += below.rowSpan
        gone.insert(pair.below)
      }
    } else {
      for pair in pairs {
        let below = rows[seam][pair.below]
        let top = rows[pair.above.row][pair.above.index]
        // A cell merged over the end of the page is printed in one part of it, or again in both.
        let isAgain = top.text == below.text && top.text.unicodeScalars.count > 1
        let isBlank = top.text.isEmpty && below.text.isEmpty && top.rowSpan > 1 && below.rowSpan > 1
        guard top.rowSpan > 1 || below.rowSpan > 1, top.text.isEmpty != below.text.isEmpty || isAgain || isBlank else {
          continue
        }
        if !isAgain { rows[pair.above.row][pair.above.index].text += below.text }
        rows[pair.above.row][pair.above.index].rowSpan += below.rowSpan
        gone.insert(pair.below)
      }
    }
    rows[seam] = rows[seam].indices.filter { !gone.contains($0) }.map { rows[seam][$0] }
  }

  /// Whether the row below only goes on with texts of the row above.
  private func isBrokenRow(_ pairs: [(above: Cell, below: Cell)]) -> Bool {
    let own = pairs.filter { $0.below.rowSpan == 1 && $0.above.rowSpan == 1 }
    let filled = own.filter { !$0.below.text.isEmpty }
    guard !filled.isEmpty, filled.count < own.count(where: { !$0.above.text.isEmpty }) else { return false }
    return filled.allSatisfy { pair in
      pair.above.text.unicodeScalars.count >= 4 && !pair.below.text.unicodeScalars.allSatisfy { $0.value < 0x80 }
    }
  }
}
