/// Where everything of one sheet goes, and how wide and high: tables stand under each other on one set of columns.
///
/// The table with the most columns gives the columns; the others are stretched over them, so that all are equally
/// wide, as on the printed form.
struct SheetLayout {
  struct Cell {
    var text: String
    var number: Double?
    var area: Workbook.Area
    var style: Workbook.Style
  }

  private(set) var cells: [Cell] = []
  /// In digits of the standard font.
  private(set) var widths: [Double]
  /// In points.
  private(set) var heights: [Double] = []
  /// The head of the last table, when it is long enough to run over pages.
  private(set) var repeatedRows: ClosedRange<Int>?
  let isLandscape: Bool

  private static let landscapeWidth = 92.0
  private static let widthMax = 140.0
  private static let lineHeight = 14.0
  private static let padding = 6.0
  private static let heightMax = 409.0

  init(_ blocks: [Document.Block]) {
    let tables = blocks.compactMap { block -> Document.Table? in
      if case .table(let table) = block, table.inside == nil { table } else { nil }
    }
    let widest = tables.map(ColumnWidths.init).max { $0.widths.count < $1.widths.count }
    var widths = widest?.widths ?? [80]
    let total = widths.reduce(0, +)
    isLandscape = total > Self.landscapeWidth
    // A page is filled, and is not scaled down beyond reading.
    let goal = min(max(total, isLandscape ? 120 : 80), Self.widthMax)
    widths = widths.map { $0 * goal / total }
    self.widths = widths
    for block in blocks { add(block) }
  }

  private mutating func add(_ block: Document.Block) {
    switch block {
    case .heading(let level, let paragraph):
      let font = Workbook.Font(name: level == 1 ? "黑体" : "宋体", size: level == 1 ? 16 : 12, isBold: level > 1)
      addLine(paragraph.text, .init(font: font, alignment: level == 1 ? .center : .left, hasBorder: false))
    case .paragraph(let paragraph): addLine(paragraph.text, .init(hasBorder: false))
    case .table(let table): if table.inside == nil { add(table) }
    }
  }

  /// A text over the whole width.
  private mutating func addLine(_ text: String, _ style: Workbook.Style) {
    let area = Workbook.Area(rows: heights.count...heights.count, columns: 0...(widths.count - 1))
    heights.append(height(of: text, in: area.columns, style.font))
    cells.append(Cell(text: CellText.bounded(text), number: nil, area: area, style: style))
  }

  private mutating func add(_ table: Document.Table) {
    let edges = ColumnWidths(table).edges(on: widths)
    let first = heights.count
    heights += Array(repeating: Self.lineHeight + Self.padding, count: table.rows.count)
    var occupied: Set<Int> = []
    for (row, rowCells) in table.rows.enumerated() {
      for cell in rowCells {
        let lastRow = min(row + max(1, cell.rowSpan), table.rows.count) - 1
        let lastColumn = min(cell.column + max(1, cell.columnSpan), edges.count - 1)
        guard cell.column < lastColumn else { continue }
        let area = Workbook.Area(
          rows: (first + row)...(first + lastRow), columns: edges[cell.column]...(edges[lastColumn] - 1))
        // Cells that overlap would make Excel call the file damaged.
        guard claim(area, in: &occupied) else { continue }
        add(cell.text, in: area, isHead: row < table.headRows)
      }
    }
    let isLong = table.headRows > 0 && table.rows.count > 20
    repeatedRows = isLong ? first...(first + min(table.headRows, table.rows.count) - 1) : nil
  }

  private mutating func claim(_ area: Workbook.Area, in occupied: inout Set<Int>) -> Bool {
    for row in area.rows {
      for column in area.columns where occupied.contains(row * widths.count + column) { return false }
    }
    for row in area.rows {
      for column in area.columns { occupied.insert(row * widths.count + column) }
    }
    return true
  }

  private mutating func add(_ text: String, in area: Workbook.Area, isHead: Bool) {
    let figure = isHead ? nil : CellText.number(text)
    var style = Workbook.Style()
    style.font.isBold = isHead
    style.numberFormat = figure?.format
    style.alignment = figure != nil ? .right : isHead || CellText.width(text) <= 24 ? .center : .left
    cells.append(Cell(text: CellText.bounded(text), number: figure?.value, area: area, style: style))
    // A merged cell makes its last row higher when the rows together are too low for it.
    let others = heights[area.rows.lowerBound..<area.rows.upperBound].reduce(0, +)
    let needed = height(of: text, in: area.columns, style.font) - others
    heights[area.rows.upperBound] = min(max(heights[area.rows.upperBound], needed), Self.heightMax)
  }

  private func height(of text: String, in columns: ClosedRange<Int>, _ font: Workbook.Font) -> Double {
    let width = max(2, widths[columns].reduce(0, +) * 10.5 / font.size - 1)
    let lines = CellText.lines(text).reduce(0) { $0 + max(1, (Double($1) / width).rounded(.up)) }
    return min(lines * Self.lineHeight * font.size / 10.5 + Self.padding, Self.heightMax)
  }
}

/// The columns of one table: how wide each should be by what it holds.
struct ColumnWidths {
  private static let narrowest = 7.0
  private static let widest = 36.0
  private(set) var widths: [Double]

  init(_ table: Document.Table) {
    let count = table.rows.joined().map { $0.column + max(1, $0.columnSpan) }.max() ?? 1
    widths = Array(repeating: Self.narrowest, count: count)
    for cell in table.rows.joined() where cell.columnSpan <= 1 {
      let width = Double(CellText.lines(cell.text).max() ?? 0) + 2
      widths[cell.column] = min(max(widths[cell.column], width), Self.widest)
    }
  }

  /// First column on a given set of columns for each of ours, and the end: each has one column or more.
  func edges(on columns: [Double]) -> [Int] {
    let total = widths.reduce(0, +)
    let goal = columns.reduce(0, +)
    var edges = [0]
    var reached = 0.0
    var column = 0
    var end = 0.0
    for (index, width) in widths.enumerated().dropLast() {
      reached += width / total * goal
      let latest = columns.count - (widths.count - 1 - index)
      repeat {
        end += columns[column]
        column += 1
      } while column < latest && end + columns[column] / 2 <= reached
      edges.append(column)
    }
    return edges + [columns.count]
  }
}
