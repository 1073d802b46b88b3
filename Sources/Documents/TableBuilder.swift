/// Lays the cells of a table into its grid, row by row, merging cells as they come.
struct TableBuilder {
  /// A merged cell that may go on in the next row.
  private struct OpenMerge {
    var row: Int
    var index: Int
    var lastRow: Int
  }

  private(set) var table: Document.Table
  private var column = 0
  private var open: [OpenMerge?] = []
  private let limits: ReadLimits

  init(at place: Document.Place, limits: ReadLimits) {
    table = Document.Table(rows: [], grid: .exact, at: place)
    self.limits = limits
  }

  var row: Int { table.rows.count - 1 }

  /// - Parameter skipping: columns left out before the first cell.
  mutating func beginRow(skipping: Int = 0) throws(ReadError) {
    guard table.rows.count < limits.rows else {
      throw .tooComplex(detail: "\(name)超过 \(limits.rows) 行")
    }
    table.rows.append([])
    column = 0
    try skip(skipping)
  }

  mutating func skip(_ columns: Int) throws(ReadError) {
    guard columns <= limits.columns - column else {
      throw .tooComplex(detail: "\(name)第 \(row + 1) 行横跨 \(columns) 列，超过 \(limits.columns) 列")
    }
    column += max(0, columns)
  }

  /// Whether a continued cell of this width has a cell above to go on with; only then may its text be left unread.
  func continues(span: Int) -> Bool {
    guard column < open.count, let merge = open[column], merge.lastRow == row - 1 else { return false }
    return table.rows[merge.row][merge.index].columnSpan == max(1, span)
  }

  /// The place of the next cell of the row.
  var place: Document.Place {
    var place = table.place
    place.row = row + 1
    place.column = column + 1
    return place
  }

  /// Makes the merged cell above one row longer instead of adding a cell.
  mutating func extend(span: Int) throws(ReadError) {
    guard var merge = open[column] else { preconditionFailure("asked `continues` before") }
    table.rows[merge.row][merge.index].rowSpan += 1
    merge.lastRow = row
    open[column] = merge
    try skip(max(1, span))
  }

  /// - Parameter isTop: whether cells of the following rows may go on with this one.
  mutating func add(_ text: String, span: Int, isTop: Bool) throws(ReadError) {
    let first = column
    let place = place
    try skip(max(1, span))
    while open.count < column { open.append(nil) }
    for covered in first..<column { open[covered] = nil }
    if isTop { open[first] = OpenMerge(row: row, index: table.rows[row].count, lastRow: row) }
    table.rows[row].append(Document.Cell(text, column: first, columnSpan: column - first, at: place))
  }

  /// Makes the last cell of the row wider, as the older way of merging to the right does.
  ///
  /// - Returns: false when the row has no cell to its left.
  mutating func widen(span: Int) throws(ReadError) -> Bool {
    guard let last = table.rows[row].indices.last else { return false }
    try skip(max(1, span))
    table.rows[row][last].columnSpan = column - table.rows[row][last].column
    return true
  }

  private var name: String { "第 \(table.place.table ?? 1) 个表格" }
}
