/// A table ruled with lines: its edges and which cells they close in.
struct RuledGrid {
  /// Edges from left to right and from top to bottom.
  var xs: [Double]
  var ys: [Double]
  /// Cells in reading order; together they cover the table without overlap.
  var cells: [Slot]

  /// A cell by the edges it lies between.
  struct Slot: Hashable {
    var column: Int
    var row: Int
    var columnSpan: Int
    var rowSpan: Int
  }

  var frame: Box { Box(x0: xs[0], y0: ys[0], x1: xs[xs.count - 1], y1: ys[ys.count - 1]) }

  func box(_ slot: Slot) -> Box {
    Box(
      x0: xs[slot.column], y0: ys[slot.row], x1: xs[slot.column + slot.columnSpan], y1: ys[slot.row + slot.rowSpan])
  }

  /// How far apart lines may be that mean the same edge.
  private static let sameEdge = 3.0
  private static let slotsMax = 60_000

  /// The tables of a page, from top to bottom. Lines that close in no two cells are underlines, frames and rules.
  static func find(_ rulings: [Ruling]) -> [RuledGrid] {
    let lines = joined(rulings)
    let across = lines.filter { !$0.isVertical }
    let down = lines.filter { $0.isVertical }
    guard across.count >= 2, down.count >= 1, across.count * down.count <= 4_000_000 else { return [] }
    var groups = Groups(count: across.count + down.count)
    for (i, line) in down.enumerated() {
      for (j, other) in across.enumerated() where meet(line, other) { groups.join(i, down.count + j) }
    }
    var members: [Int: (down: [Ruling], across: [Ruling])] = [:]
    for (i, line) in down.enumerated() { members[groups.root(i), default: ([], [])].down.append(line) }
    for (j, line) in across.enumerated() { members[groups.root(down.count + j), default: ([], [])].across.append(line) }
    return members.values.compactMap { grid($0.down, $0.across) }.sorted { ($0.ys[0], $0.xs[0]) < ($1.ys[0], $1.xs[0]) }
  }

  private static func meet(_ down: Ruling, _ across: Ruling) -> Bool {
    down.at >= across.from - sameEdge && down.at <= across.to + sameEdge && across.at >= down.from - sameEdge
      && across.at <= down.to + sameEdge
  }

  /// The lines across a page, for tables that are ruled in that direction only.
  static func across(_ rulings: [Ruling]) -> [Ruling] { joined(rulings.filter { !$0.isVertical }) }

  /// Pieces of one line, drawn cell by cell, as one.
  private static func joined(_ rulings: [Ruling]) -> [Ruling] {
    var out: [Ruling] = []
    for isVertical in [false, true] {
      let lines = rulings.filter { $0.isVertical == isVertical }.sorted { $0.at < $1.at }
      var start = 0
      while start < lines.count {
        var end = start + 1
        while end < lines.count, lines[end].at - lines[end - 1].at <= 0.7, lines[end].at - lines[start].at <= 2 {
          end += 1
        }
        var current: Ruling?
        for line in lines[start..<end].sorted(by: { $0.from < $1.from }) {
          if let open = current, line.from <= open.to + 2.5 {
            current?.to = max(open.to, line.to)
          } else {
            if let current { out.append(current) }
            current = line
          }
        }
        if let current { out.append(current) }
        start = end
      }
    }
    return out
  }

  private static func edges(_ places: [Double]) -> [Double] {
    var edges: [(sum: Double, count: Int, last: Double, first: Double)] = []
    for place in places.sorted() {
      if let open = edges.last, place - open.last <= sameEdge, place - open.first <= sameEdge * 1.5 {
        edges[edges.count - 1] = (open.sum + place, open.count + 1, place, open.first)
      } else {
        edges.append((place, 1, place, place))
      }
    }
    return edges.map { $0.sum / Double($0.count) }
  }

  private static func grid(_ down: [Ruling], _ across: [Ruling]) -> RuledGrid? {
    guard let left = across.map(\.from).min(), let right = across.map(\.to).max(),
      let top = down.map(\.from).min(), let bottom = down.map(\.to).max()
    else { return nil }
    // Tables are often open at their sides: the ends of the lines across are edges then.
    var xPlaces = down.map(\.at)
    if let first = xPlaces.min(), left < first - 6 { xPlaces.append(left) }
    if let last = xPlaces.max(), right > last + 6 { xPlaces.append(right) }
    var yPlaces = across.map(\.at)
    if let first = yPlaces.min(), top < first - 6 { yPlaces.append(top) }
    if let last = yPlaces.max(), bottom > last + 6 { yPlaces.append(bottom) }
    let xs = edges(xPlaces)
    let ys = edges(yPlaces)
    guard xs.count >= 2, ys.count >= 2, xs.count * ys.count <= slotsMax else { return nil }
    var grid = RuledGrid(xs: xs, ys: ys, cells: [])
    grid.cells = slots(xs, ys, down, across)
    return grid.cells.count > 1 ? grid : nil
  }

  /// For each edge, which of its stretches are ruled.
  private static func ruled(_ lines: [Ruling], _ edges: [Double], _ stops: [Double]) -> [[Bool]] {
    var covered = [[Double]](repeating: [Double](repeating: 0, count: stops.count - 1), count: edges.count)
    for line in lines {
      guard let edge = edges.indices.min(by: { abs(edges[$0] - line.at) < abs(edges[$1] - line.at) }),
        abs(edges[edge] - line.at) <= sameEdge * 1.5
      else { continue }
      for index in 0..<(stops.count - 1) {
        let length = min(line.to, stops[index + 1]) - max(line.from, stops[index])
        if length > 0 { covered[edge][index] += length }
      }
    }
    return covered.map { stretch in
      stretch.indices.map { stretch[$0] >= 0.6 * (stops[$0 + 1] - stops[$0]) }
    }
  }

  private static func slots(_ xs: [Double], _ ys: [Double], _ down: [Ruling], _ across: [Ruling]) -> [Slot] {
    let columns = xs.count - 1
    let rows = ys.count - 1
    let walls = ruled(down, xs, ys)
    let floors = ruled(across, ys, xs)
    var taken = [Bool](repeating: false, count: columns * rows)
    var slots: [Slot] = []
    for row in 0..<rows {
      for column in 0..<columns where !taken[row * columns + column] {
        var width = 1
        while column + width < columns, !walls[column + width][row], !taken[row * columns + column + width] {
          width += 1
        }
        var height = 1
        grow: while row + height < rows {
          for index in column..<(column + width) {
            if floors[row + height][index] || taken[(row + height) * columns + index] { break grow }
          }
          // A cell below that is parted where this one is not is another cell.
          for index in column..<(column + width - 1) where walls[index + 1][row + height] { break grow }
          height += 1
        }
        for r in row..<(row + height) { for c in column..<(column + width) { taken[r * columns + c] = true } }
        slots.append(Slot(column: column, row: row, columnSpan: width, rowSpan: height))
      }
    }
    return slots
  }
}

/// Members that belong together, found by joining pairs.
private struct Groups {
  private var parents: [Int]
  init(count: Int) { parents = Array(0..<count) }

  mutating func root(_ member: Int) -> Int {
    var member = member
    while parents[member] != member {
      parents[member] = parents[parents[member]]
      member = parents[member]
    }
    return member
  }

  mutating func join(_ one: Int, _ other: Int) { parents[root(one)] = root(other) }
}
