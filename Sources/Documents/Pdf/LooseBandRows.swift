/// The rows of a band: which lines are one cell, and which cells one row.
///
/// Cells are set in the middle of their rows, so that the lines of a row lie evenly about one height. Of all ways to
/// part the lines into rows the one is taken in which most cells do, in which full lines go on and short lines end.
/// Cells merged over rows stand in the middle of those they cover; they are the leftmost ones.
struct LooseBandRows {
  typealias Line = LooseBands.Line

  struct Cell {
    var column: Int
    var row: Int
    var rowSpan: Int
    var lines: [PrintedLine]
  }

  private let band: LooseBands.Band
  private let rulings: [Ruling]
  /// Distance of two lines of one cell.
  private let pitch: Double
  private var byColumn: [[Line]]
  private var isAtTop = false

  private(set) var cells: [Cell] = []
  private(set) var count = 0
  /// How badly the lines fit the rows found, per line.
  private(set) var misfit = 0.0

  init(_ band: LooseBands.Band, _ rulings: [Ruling]) {
    self.band = band
    self.rulings = rulings
    byColumn = band.columns.indices.map { column in band.lines.filter { $0.column == column } }
    pitch = Self.pitch(byColumn, band.lines)
    var best = rows(from: 0)
    var first = 0
    func take(_ drop: Int) {
      let other = rows(from: drop)
      guard !other.edges.isEmpty, other.cost + 0.5 * Double(drop - first) < best.cost else { return }
      best = other
      first = drop
    }
    // The column with a line for almost every row is no column of merged cells.
    let most = byColumn.map(\.count).max() ?? 0
    let last = byColumn.firstIndex { $0.count * 20 >= most * 17 } ?? 0
    for drop in 1..<max(2, min(5, band.columns.count - 1)) where drop <= last { take(drop) }
    // Tables may also be set with all cells beginning at the tops of their rows; no cell is centred then.
    isAtTop = true
    let top = rows(from: 0)
    if top.cost + 0.1 < best.cost { (best, first) = (top, 0) } else { isAtTop = false }
    place(best.edges, core: first)
    misfit = best.cost / Double(max(1, band.lines.count))
  }

  /// The usual distance of two lines under each other: the shortest that is met often.
  private static func pitch(_ columns: [[Line]], _ lines: [Line]) -> Double {
    let height = lines.map(\.words.box.height).sorted()[lines.count / 2]
    let gaps = columns.flatMap { column in zip(column, column.dropFirst()).map { $1.mid - $0.mid } }
      .filter { $0 > height * 0.75 }.sorted()
    guard let short = gaps.dropFirst(gaps.count / 10).first, short < height * 2 else { return height * 1.1 }
    return short
  }

  // MARK: Rows

  /// Heights at which rows end, found by the lines of the columns from `core` on.
  private func rows(from core: Int) -> (edges: [Double], cost: Double) {
    let lines = band.lines.filter { $0.column >= core }
    var ticks: [[Line]] = []
    for line in lines {
      if let last = ticks.last?.first, line.mid - last.mid < pitch * 0.2 {
        ticks[ticks.count - 1].append(line)
      } else {
        ticks.append([line])
      }
    }
    guard !ticks.isEmpty else { return ([], .infinity) }
    let mids = ticks.map { $0[0].mid }
    var cost = [0.0] + [Double](repeating: .infinity, count: ticks.count)
    var from = [Int](repeating: 0, count: ticks.count + 1)
    let distances = zip(mids, mids.dropFirst()).map { $1 - $0 }.sorted()
    let usual = distances.isEmpty ? 0 : distances[distances.count / 2]
    let borders = ticks.indices.map { border(before: $0, ticks, mids, usual: usual) }
    for end in 1...ticks.count {
      for start in stride(from: end - 1, through: max(0, end - 40), by: -1) {
        let whole = cost[start] + borders[start] + row(ticks[start..<end], core)
        if whole < cost[end] {
          cost[end] = whole
          from[end] = start
        }
        if mids[end - 1] - mids[start] > pitch * 30 { break }
      }
    }
    var edges: [Double] = []
    var end = ticks.count
    while end > 0 {
      edges.append(end == ticks.count ? mids[end - 1] + pitch : (mids[end - 1] + mids[end]) / 2)
      end = from[end]
    }
    return (edges.reversed(), cost[ticks.count])
  }

  /// What it costs to begin a row at a height: rows keep a line's distance, and full lines go on.
  private func border(before tick: Int, _ ticks: [[Line]], _ mids: [Double], usual: Double) -> Double {
    guard tick > 0 else { return 0 }
    var cost = mids[tick] - mids[tick - 1] < pitch * 0.8 ? 0.8 : 0
    if isAlone(ticks[tick]), mids[tick] - mids[tick - 1] < usual * 0.75 { cost += 1 }
    for line in ticks[tick] {
      guard let above = byColumn[line.column].last(where: { $0.mid < line.mid - pitch * 0.2 }),
        line.mid - above.mid < pitch * 1.15, isFull(above, before: line)
      else { continue }
      cost += 0.2
    }
    return cost
  }

  /// Whether a height has words in one column behind the first only: closer to what is above it than rows are, they go on.
  private func isAlone(_ tick: [Line]) -> Bool {
    guard let column = tick.first?.column, column > 0, band.columns.count > 2 else { return false }
    return tick.allSatisfy { $0.column == column }
  }

  private func row(_ ticks: ArraySlice<[Line]>, _ core: Int) -> Double {
    guard let first = ticks.first?.first?.mid, let last = ticks.last?.first?.mid else { return 0 }
    let middle = (first + last) / 2
    var ends: [Int: (first: Line, last: Line)] = [:]
    var cost = 0.02
    for tick in ticks {
      for line in tick {
        guard let open = ends[line.column] else {
          ends[line.column] = (line, line)
          continue
        }
        cost += gap(open.last, line)
        ends[line.column] = (open.first, line)
      }
    }
    for (_, end) in ends {
      let off = (isAtTop ? abs(end.first.mid - first) : abs((end.first.mid + end.last.mid) / 2 - middle)) / pitch
      cost += min(0.9, max(0, off - 0.12) * 2)
    }
    for ruling in rulings where ruling.at > first && ruling.at < last {
      let crossed = band.columns.indices.count { $0 >= core && covers(ruling, $0) }
      cost += 3 * Double(crossed) / Double(max(1, band.columns.count - core))
    }
    return cost
  }

  /// What it costs to take two lines under each other for one cell.
  private func gap(_ above: Line, _ below: Line) -> Double {
    if below.mid - above.mid > pitch * 1.35 { return 1 }
    if isFigure(above) && isFigure(below) { return 0.7 }
    return isFull(above, before: below) ? 0 : 0.7
  }

  private func isFigure(_ line: Line) -> Bool {
    line.words.words.allSatisfy { word in
      word.text.unicodeScalars.allSatisfy { (0x21...0x39).contains($0.value) || "％—–－".unicodeScalars.contains($0) }
    }
  }

  /// Whether the next line could not begin on this one.
  private func isFull(_ line: Line, before next: Line) -> Bool {
    let size = line.words.box.height * 0.7
    return band.rooms[line.column] - line.words.box.width < size * 1.6
  }

  private func covers(_ ruling: Ruling, _ column: Int) -> Bool {
    let middle = (band.columns[column].from + band.columns[column].to) / 2
    return ruling.from <= middle && middle <= ruling.to
  }

  // MARK: Cells

  /// The lines of the columns that made the rows, one row after the other.
  private struct Row {
    var lines: [Line]
    var top: Double
    var bottom: Double
    var columns: Int { Set(lines.map(\.column)).count }
  }

  private mutating func place(_ edges: [Double], core: Int) {
    var rows = edges.map { _ in Row(lines: [], top: .infinity, bottom: -.infinity) }
    for line in band.lines where line.column >= core {
      let index = edges.firstIndex { line.mid < $0 } ?? edges.count - 1
      rows[index].lines.append(line)
      rows[index].top = min(rows[index].top, line.mid - pitch / 2)
      rows[index].bottom = max(rows[index].bottom, line.mid + pitch / 2)
    }
    rows.removeAll { $0.lines.isEmpty }
    let floating = takeFloating(&rows)
    count = rows.count
    for (index, row) in rows.enumerated() {
      for (column, lines) in Dictionary(grouping: row.lines, by: \.column) {
        cells.append(Cell(column: column, row: index, rowSpan: 1, lines: lines.map(\.words)))
      }
    }
    let reach = rows.map { ($0.top, $0.bottom) }
    for block in floating { float(block, reach) }
    for column in 0..<core { spread(column, reach) }
  }

  /// Takes out rows that lie over others with more cells: what stands in them is merged over those.
  private func takeFloating(_ rows: inout [Row]) -> [[Line]] {
    var lines: [Line] = []
    var index = 0
    while index < rows.count {
      let near = [index - 1, index + 1].filter(rows.indices.contains).filter {
        min(rows[$0].bottom, rows[index].bottom) - max(rows[$0].top, rows[index].top) > pitch * 0.2
          && rows[$0].columns > rows[index].columns
      }
      if near.isEmpty {
        index += 1
      } else {
        lines += rows.remove(at: index).lines
        index = max(0, index - 1)
      }
    }
    var blocks: [[Line]] = []
    for (_, own) in Dictionary(grouping: lines, by: \.column).sorted(by: { $0.key < $1.key }) {
      for line in own.sorted(by: { $0.mid < $1.mid }) {
        if let last = blocks.last?.last, last.column == line.column, gap(last, line) == 0 {
          blocks[blocks.count - 1].append(line)
        } else {
          blocks.append([line])
        }
      }
    }
    return blocks
  }

  /// Puts a cell over the rows beside it, and goes on with a cell of its column that it belongs to.
  private mutating func float(_ block: [Line], _ reach: [(top: Double, bottom: Double)]) {
    guard let first = block.first, let last = block.last else { return }
    let (top, bottom) = (first.mid - pitch / 2, last.mid + pitch / 2)
    let over = reach.indices.filter { min(reach[$0].bottom, bottom) - max(reach[$0].top, top) > pitch * 0.2 }
    let near = reach.indices.min {
      abs((reach[$0].top + reach[$0].bottom) / 2 - first.mid) < abs((reach[$1].top + reach[$1].bottom) / 2 - first.mid)
    }
    guard let start = over.first ?? near else { return }
    let end = max(start, over.last ?? start)
    if let own = cells.firstIndex(where: { $0.column == first.column && (start...end).contains($0.row) }) {
      cells[own].lines = (cells[own].lines + block.map(\.words)).sorted { $0.box.midY < $1.box.midY }
      return
    }
    cells.append(Cell(column: first.column, row: start, rowSpan: end - start + 1, lines: block.map(\.words)))
  }

  /// Parts the lines of a column of merged cells over stretches of rows, each in the middle of its own.
  private mutating func spread(_ column: Int, _ reach: [(top: Double, bottom: Double)]) {
    let lines = byColumn[column]
    guard !lines.isEmpty, lines.count <= 80, count <= 120 else { return }
    let width = count + 1
    var cost = [Double](repeating: .infinity, count: (lines.count + 1) * width)
    var from = [(line: Int, row: Int)](repeating: (0, 0), count: cost.count)
    cost[0] = 0
    for line in 0...lines.count {
      for row in 0..<count where cost[line * width + row] < .infinity {
        let own = cost[line * width + row]
        // A row without a cell of its own here.
        if own + 0.5 < cost[line * width + row + 1] {
          cost[line * width + row + 1] = own + 0.5
          from[line * width + row + 1] = (line, row)
        }
        var inner = 0.0
        for end in line..<min(lines.count, line + 6) {
          if end > line { inner += gap(lines[end - 1], lines[end]) }
          let middle = (lines[line].mid + lines[end].mid) / 2
          // Lines as long as each other, one for each row, are cells of their own.
          let isEven = end > line && isFull(lines[end], before: lines[end])
          for last in row..<count {
            let own = own + (isEven && last - row == end - line ? 0.8 : 0)
            let off = abs((reach[row].top + reach[last].bottom) / 2 - middle) / pitch
            let whole = own + inner + min(3, off * 1.5) + 0.1
            let slot = (end + 1) * width + last + 1
            if whole < cost[slot] {
              cost[slot] = whole
              from[slot] = (line, row)
            }
          }
        }
      }
    }
    var (line, row) = (lines.count, count)
    guard cost[line * width + row] < .infinity else { return }
    while line > 0 || row > 0 {
      let before = from[line * width + row]
      if before.line < line {
        cells.append(
          Cell(
            column: column, row: before.row, rowSpan: row - before.row,
            lines: lines[before.line..<line].map(\.words)))
      }
      (line, row) = before
    }
  }
}
