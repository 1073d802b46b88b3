/// Lays out the cells of a sheet as a printed page: lines above and between tables, tables with their merged cells.
///
/// A row with a single text that stands outside the lines of the form, or above it in full width, is a paragraph: a
/// title, the unit of money, a remark. All other rows are rows of tables; many blank rows part two tables.
struct SheetBlocks {
  /// Blank rows that a table may have inside.
  private static let blankRowsMax = 3

  /// nil for a table that is no sheet.
  private let name: String?
  private let sheet: SheetCells
  private let limits: ReadLimits
  private let budget: ReadBudget
  private let hasBorders: Bool
  private let box: CellArea
  private let merges: [Merge]

  private var blocks: [Document.Block] = []
  private var table: Document.Table?
  private var hasTable = false
  private var rowCount = 0
  /// For each column the last row that an area from above covers.
  private var coveredThrough: [Int]
  private var nextCell = 0
  private var nextMerge = 0

  /// An area that lies in the box; cut at its top or left edge it has lost its own text.
  private struct Merge {
    var area: CellArea
    var hasText: Bool
  }

  /// A row while it is put together.
  private struct Row {
    var cells: [Document.Cell] = []
    var texts = 0
    var hasBorder = false
    var isWide = false
    var isFree = true
  }

  /// - Parameter tables: how many tables the document has so far; counted on.
  static func blocks(
    of sheet: SheetCells, named name: String?, limits: ReadLimits, budget: ReadBudget, tables: inout Int
  ) throws(ReadError) -> [Document.Block] {
    guard var layout = try SheetBlocks(sheet, name, limits, budget) else { return [] }
    try layout.run(&tables)
    return layout.blocks
  }

  /// - Returns: nil for a sheet without any text.
  private init?(_ sheet: SheetCells, _ name: String?, _ limits: ReadLimits, _ budget: ReadBudget) throws(ReadError) {
    guard let first = sheet.cells.first, let last = sheet.cells.last else { return nil }
    self.name = name
    self.sheet = sheet
    self.limits = limits
    self.budget = budget
    var left = Int(first.column)
    var right = left
    for cell in sheet.cells {
      left = min(left, Int(cell.column))
      right = max(right, Int(cell.column))
    }
    guard right - left < limits.columns else {
      let columns = "\(CellAddress.columnName(left)) 列写到 \(CellAddress.columnName(right)) 列"
      throw .tooComplex(detail: "\(Self.title(name))从 \(columns)，超过 \(limits.columns) 列")
    }
    let box = CellArea(top: Int(first.row), left: left, bottom: Int(last.row), right: right)
    hasBorders = sheet.cells.contains { $0.hasBorder }
    merges = sheet.merges.compactMap { area in
      guard let inside = area.intersection(box), inside.top < inside.bottom || inside.left < inside.right else {
        return nil
      }
      return Merge(area: inside, hasText: inside.top == area.top && inside.left == area.left)
    }.sorted { ($0.area.top, $0.area.left) < ($1.area.top, $1.area.left) }
    coveredThrough = Array(repeating: -1, count: right - left + 1)
    self.box = box
  }

  private static func title(_ name: String?) -> String { name.map { "工作表“\($0)”" } ?? "表格" }

  private mutating func run(_ tables: inout Int) throws(ReadError) {
    var row = box.top
    var last = box.top - 1
    var covered = -1
    while row <= box.bottom {
      if !sheet.hiddenRows.contains(row) {
        let blanks = sheet.hiddenRows.seen(from: last + 1, through: row - 1)
        try skip(blanks)
        let started = startMerges(in: row)
        for merge in started { covered = max(covered, merge.area.bottom) }
        try add(build(row, started), row, &tables)
        last = row
      }
      // Straight on to the next row that has something in it.
      if row < covered {
        row += 1
      } else {
        let cell = nextCell < sheet.cells.count ? Int(sheet.cells[nextCell].row) : box.bottom + 1
        let merge = nextMerge < merges.count ? merges[nextMerge].area.top : box.bottom + 1
        row = max(row + 1, min(cell, merge))
      }
    }
    endTable()
  }

  /// Areas that begin in a row and cover nothing that is covered already, marked as covered.
  private mutating func startMerges(in row: Int) -> [Merge] {
    var started: [Merge] = []
    while nextMerge < merges.count, merges[nextMerge].area.top <= row {
      let merge = merges[nextMerge]
      nextMerge += 1
      let columns = (merge.area.left - box.left)...(merge.area.right - box.left)
      guard merge.area.top == row, columns.allSatisfy({ coveredThrough[$0] < row }) else { continue }
      for column in columns { coveredThrough[column] = merge.area.bottom }
      started.append(merge)
    }
    return started
  }

  private mutating func build(_ row: Int, _ started: [Merge]) -> Row {
    var built = Row()
    var cursor = box.left
    var merge = 0
    func take(_ built: inout Row, _ cursor: inout Int, _ column: Int, _ cell: SheetCells.Cell?, _ area: CellArea?) {
      fill(&built, &cursor, to: column, row)
      guard cursor == column, area != nil || coveredThrough[column - box.left] < row else { return }
      built.cells.append(self.cell(cell?.text ?? "", row, column, area))
      cursor = (area?.right ?? column) + 1
      if area.map({ $0.bottom > row }) ?? false || cell == nil { built.isFree = false }
      guard let cell else { return }
      built.texts += 1
      built.hasBorder = built.hasBorder || cell.hasBorder
      built.isWide = area.map { $0.left == box.left && $0.right == box.right } ?? false
    }
    while nextCell < sheet.cells.count, Int(sheet.cells[nextCell].row) <= row {
      let cell = sheet.cells[nextCell]
      nextCell += 1
      guard Int(cell.row) == row else { continue }
      let column = Int(cell.column)
      while merge < started.count, started[merge].area.left < column {
        take(&built, &cursor, started[merge].area.left, nil, started[merge].area)
        merge += 1
      }
      if merge < started.count, started[merge].area.left == column {
        let own = started[merge]
        merge += 1
        take(&built, &cursor, column, own.hasText ? cell : nil, own.area)
      } else {
        take(&built, &cursor, column, cell, nil)
      }
    }
    while merge < started.count {
      take(&built, &cursor, started[merge].area.left, nil, started[merge].area)
      merge += 1
    }
    fill(&built, &cursor, to: box.right + 1, row)
    return built
  }

  /// Blank cells up to a column: a label whose value was left blank has an empty cell beside it.
  private func fill(_ built: inout Row, _ cursor: inout Int, to end: Int, _ row: Int) {
    while cursor < end {
      if coveredThrough[cursor - box.left] >= row {
        built.isFree = false
      } else if !sheet.hiddenColumns.contains(cursor), budget.takeBlank(limits) {
        built.cells.append(cell("", row, cursor, nil))
      }
      cursor += 1
    }
  }

  private func cell(_ text: String, _ row: Int, _ column: Int, _ area: CellArea?) -> Document.Cell {
    Document.Cell(
      text, column: column - box.left, columnSpan: area.map { $0.right - $0.left + 1 } ?? 1,
      rowSpan: area.map { sheet.hiddenRows.seen(from: $0.top, through: $0.bottom) } ?? 1,
      at: Document.Place(sheet: name, row: row + 1, column: column + 1))
  }

  private mutating func add(_ row: Row, _ number: Int, _ tables: inout Int) throws(ReadError) {
    if row.texts == 1, row.isFree, let cell = row.cells.first(where: { !$0.text.isEmpty }) {
      let isOutside = !row.hasBorder && (hasBorders || !hasTable)
      if isOutside || (row.isWide && !hasTable) {
        endTable()
        blocks.append(.paragraph(Document.Paragraph(cell.text, at: cell.place)))
        return
      }
    }
    try countRow()
    if table == nil {
      tables += 1
      table = Document.Table(rows: [], grid: .exact, at: Document.Place(sheet: name, table: tables, row: number + 1))
    }
    hasTable = true
    table?.rows.append(row.cells)
    guard let index = table?.rows.indices.last, let place = table?.place.table else { return }
    for cell in row.cells.indices { table?.rows[index][cell].place.table = place }
  }

  private mutating func countRow() throws(ReadError) {
    rowCount += 1
    guard rowCount <= limits.rows else { throw .tooComplex(detail: "\(Self.title(name))超过 \(limits.rows) 行") }
  }

  private mutating func skip(_ blanks: Int) throws(ReadError) {
    guard table != nil else { return }
    if blanks > Self.blankRowsMax { return endTable() }
    for _ in 0..<blanks {
      try countRow()
      table?.rows.append([])
    }
  }

  private mutating func endTable() {
    guard var ended = table else { return }
    while ended.rows.last?.isEmpty == true { ended.rows.removeLast() }
    blocks.append(.table(ended))
    table = nil
  }
}
