/// A table of a page while its cells come in, laid into its grid.
struct HTMLTable {
  /// What stands in a cell: lines, and tables with their own blocks.
  enum Content {
    case line(Document.Paragraph)
    case table([Document.Block], lines: [String])
  }
  struct Cell {
    var content: [Content]
    var column: Int
    var columnSpan: Int
    var rowSpan: Int
    var place: Document.Place

    var text: String {
      content.flatMap { part -> [String] in
        switch part {
        case .line(let paragraph): [paragraph.text]
        case .table(_, let lines): lines
        }
      }.joined(separator: "\n")
    }
  }

  let number: Int
  private(set) var rows: [[Cell]] = []
  private var column = 0
  private var coveredThrough: [Int] = []
  private let limits: ReadLimits

  init(number: Int, limits: ReadLimits) {
    self.number = number
    self.limits = limits
  }

  mutating func beginRow() throws(ReadError) {
    guard rows.count < limits.rows else { throw .tooComplex(detail: "第 \(number) 个表格超过 \(limits.rows) 行") }
    rows.append([])
    column = 0
  }

  /// Finds the place of the next cell of the row.
  ///
  /// - Parameter tag: its spans; 0 rows mean to the end of the table.
  mutating func place(_ tag: HTMLTokenizer.Tag) throws(ReadError) -> Cell {
    let row = rows.count - 1
    while column < coveredThrough.count, coveredThrough[column] >= row { column += 1 }
    let first = column
    let span = max(1, tag.columnSpan)
    guard first + span <= limits.columns else {
      throw .tooComplex(detail: "第 \(number) 个表格第 \(row + 1) 行横跨 \(first + span) 列，超过 \(limits.columns) 列")
    }
    column += span
    while coveredThrough.count < column { coveredThrough.append(-1) }
    let last = tag.rowSpan == 0 ? Int.max : row + tag.rowSpan - 1
    for covered in first..<column { coveredThrough[covered] = max(coveredThrough[covered], last) }
    return Cell(
      content: [], column: first, columnSpan: span, rowSpan: tag.rowSpan == 0 ? limits.rows : tag.rowSpan,
      place: Document.Place(table: number, row: row + 1, column: first + 1))
  }

  mutating func add(_ cell: Cell) { rows[rows.count - 1].append(cell) }

  /// The table as blocks, tables in its cells behind it; the texts of its rows for the cell around it.
  ///
  /// A table that only lays out the page, with tables in it and never two filled cells side by side, is taken away: its
  /// content stands in its place.
  func blocks(inside outer: Document.Place?) -> (blocks: [Document.Block], lines: [String]) {
    let texts = rows.map { $0.map(\.text) }
    let hasTables = rows.contains {
      $0.contains { $0.content.contains { if case .table = $0 { true } else { false } } }
    }
    let lines = texts.map { $0.joined(separator: "\t") }
    guard texts.contains(where: { $0.contains { !$0.isEmpty } }) else { return ([], []) }
    if hasTables, texts.allSatisfy({ row in row.count { !$0.isEmpty } <= 1 }) {
      return (
        rows.joined().flatMap { cell in cell.content.flatMap { Self.free($0, from: cell.place, to: outer) } }, lines
      )
    }
    let cells = zip(rows, texts).enumerated().map { index, row in
      zip(row.0, row.1).map { cell, text in
        Document.Cell(
          text, column: cell.column, columnSpan: cell.columnSpan, rowSpan: min(cell.rowSpan, rows.count - index),
          at: cell.place)
      }
    }
    let table = Document.Table(rows: cells, grid: .exact, at: Document.Place(table: number), inside: outer)
    let inner = rows.joined().flatMap { cell in
      cell.content.flatMap { part -> [Document.Block] in if case .table(let blocks, _) = part { blocks } else { [] } }
    }
    return ([.table(table)] + inner, lines)
  }

  private static func free(
    _ content: Content, from place: Document.Place, to outer: Document.Place?
  ) -> [Document.Block] {
    switch content {
    case .line(let paragraph): [.paragraph(paragraph)]
    case .table(let blocks, _):
      blocks.map { block in
        guard case .table(var table) = block, table.inside == place else { return block }
        table.inside = outer
        return .table(table)
      }
    }
  }
}
