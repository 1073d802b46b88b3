/// What was read of one sheet before it is laid out: cells with a text, merged areas, what is hidden.
struct SheetCells {
  struct Cell {
    /// From 0.
    var row: Int32
    var column: Int32
    var hasBorder: Bool
    var text: String
  }

  /// By row, then column, once put in order.
  private(set) var cells: [Cell] = []
  private(set) var merges: [CellArea] = []
  var hiddenRows = HiddenLines()
  var hiddenColumns = HiddenLines()
  private var isInOrder = true

  mutating func append(_ cell: Cell) {
    if let last = cells.last, (last.row, last.column) >= (cell.row, cell.column) { isInOrder = false }
    cells.append(cell)
  }

  mutating func append(_ area: CellArea) { merges.append(area) }

  /// Takes off what is hidden and brings the rest in order; of two cells for one place the later counts.
  mutating func settle() {
    putInOrder()
    guard !hiddenRows.isEmpty || !hiddenColumns.isEmpty else { return }
    var shown: [Cell] = []
    merges = merges.compactMap { seenPart(of: $0, &shown) }
    cells.removeAll { hiddenRows.contains(Int($0.row)) || hiddenColumns.contains(Int($0.column)) }
    for cell in shown { append(cell) }
    putInOrder()
  }

  private mutating func putInOrder() {
    guard !isInOrder else { return }
    isInOrder = true
    let numbered = cells.enumerated().sorted { one, other in
      (one.element.row, one.element.column, one.offset) < (other.element.row, other.element.column, other.offset)
    }
    cells = []
    for (_, cell) in numbered {
      if let last = cells.last, last.row == cell.row, last.column == cell.column { cells.removeLast() }
      cells.append(cell)
    }
  }

  /// A merged area shows its text in the part that is seen; nil when none is.
  private func seenPart(of area: CellArea, _ shown: inout [Cell]) -> CellArea? {
    var seen = area
    seen.top = hiddenRows.firstSeen(from: area.top)
    seen.left = hiddenColumns.firstSeen(from: area.left)
    guard seen.top <= area.bottom, seen.left <= area.right else { return nil }
    if seen != area, let index = index(row: area.top, column: area.left) {
      var cell = cells[index]
      (cell.row, cell.column) = (Int32(seen.top), Int32(seen.left))
      shown.append(cell)
    }
    return seen
  }

  private func index(row: Int, column: Int) -> Int? {
    var low = 0
    var high = cells.count
    while low < high {
      let middle = (low + high) / 2
      if (Int(cells[middle].row), Int(cells[middle].column)) < (row, column) { low = middle + 1 } else { high = middle }
    }
    guard low < cells.count, Int(cells[low].row) == row, Int(cells[low].column) == column else { return nil }
    return low
  }
}
