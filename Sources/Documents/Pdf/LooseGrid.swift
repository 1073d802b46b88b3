/// A table that no lines close in, as the grid it was set in.
enum LooseGrid {
  /// - Parameter rulings: lines across, of tables that are ruled in one direction only.
  /// - Returns: nil when the lines do not stand in columns and rows.
  static func table(_ lines: [PrintedLine], _ rulings: [Ruling], width: Double, page: Int) -> PDFTable? {
    guard var bands = LooseBands.bands(lines) else { return nil }
    let edges = edges(bands, width)
    shareRooms(&bands, edges)
    let rows = bands.map { LooseBandRows($0, rulings) }
    // Text in one column is no table, nor are lines that lie about.
    let inColumns = zip(bands, rows).reduce(0) { $0 + ($1.0.columns.count > 2 ? $1.1.count : 0) }
    let misfit = zip(bands, rows).reduce(0) { $0 + $1.1.misfit * Double($1.0.lines.count) }
    let lines = bands.reduce(0) { $0 + $1.lines.count }
    guard inColumns >= 3, misfit / Double(max(1, lines)) < 0.3 else { return nil }
    var table = PDFTable(xs: edges, rows: [])
    for (band, found) in zip(bands, rows) {
      let first = table.rows.count
      table.rows += Array(repeating: [], count: found.count)
      var free = [[Bool]](repeating: [Bool](repeating: true, count: band.columns.count), count: found.count)
      for cell in found.cells {
        let column = band.columns[cell.column]
        let (start, end) = place(column, edges)
        for row in cell.row..<(cell.row + cell.rowSpan) { free[row][cell.column] = false }
        table.rows[first + cell.row].append(
          PDFTable.Cell(
            text: PrintedLine.text(cell.lines, room: (column.from, column.to)), column: start,
            columnSpan: max(1, end - start), rowSpan: cell.rowSpan, page: page))
      }
      for (row, columns) in free.enumerated() {
        for column in columns.indices where columns[column] {
          let (start, end) = place(band.columns[column], edges)
          table.rows[first + row].append(
            PDFTable.Cell(text: "", column: start, columnSpan: max(1, end - start), rowSpan: 1, page: page))
        }
      }
    }
    for row in table.rows.indices { table.rows[row].sort { $0.column < $1.column } }
    return table
  }

  private static func place(_ column: (from: Double, to: Double), _ edges: [Double]) -> (start: Int, end: Int) {
    (edges.lastIndex { $0 <= column.from } ?? 0, edges.firstIndex { $0 >= column.to } ?? edges.count - 1)
  }

  /// Columns of several bands between the same edges have the same room.
  private static func shareRooms(_ bands: inout [LooseBands.Band], _ edges: [Double]) {
    var rooms: [Int: Double] = [:]
    func key(_ column: (from: Double, to: Double)) -> Int {
      let (start, end) = place(column, edges)
      return start * edges.count + end
    }
    for band in bands {
      for (column, room) in zip(band.columns, band.rooms) { rooms[key(column)] = max(rooms[key(column)] ?? 0, room) }
    }
    for band in bands.indices {
      for column in bands[band].columns.indices {
        bands[band].rooms[column] = rooms[key(bands[band].columns[column])] ?? bands[band].rooms[column]
      }
    }
  }

  /// The fewest edges that part all columns of all bands.
  private static func edges(_ bands: [LooseBands.Band], _ width: Double) -> [Double] {
    var gutters: [(from: Double, to: Double)] = []
    for band in bands {
      for (left, right) in zip(band.columns, band.columns.dropFirst()) { gutters.append((left.to, right.from)) }
    }
    var edges: [Double] = [0]
    var open: (from: Double, to: Double)?
    for gutter in gutters.sorted(by: { $0.to < $1.to }) {
      if let own = open, gutter.from <= own.to {
        open = (max(own.from, gutter.from), own.to)
      } else {
        if let own = open { edges.append((own.from + own.to) / 2) }
        open = gutter
      }
    }
    if let own = open { edges.append((own.from + own.to) / 2) }
    edges.append(max(width, (edges.last ?? 0) + 1))
    return edges
  }
}
