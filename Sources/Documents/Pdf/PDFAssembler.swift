/// Puts pages together: tables that go on over the end of a page, and paragraphs broken into lines.
struct PDFAssembler {
  private var blocks: [Document.Block] = []
  private var tables = 0
  private var lines = 0
  /// The table with which the last page ended.
  private var openTable: PDFTable?
  private var openParagraph: OpenParagraph?
  /// Lines under the last table of a page: texts of merged cells that the end of the page cut, or a remark.
  private var overhang: (lines: [PrintedLine], page: PDFPageLayout)?
  private let limits: ReadLimits
  private let budget = ReadBudget()

  private struct OpenParagraph {
    var text: String
    var last: PrintedLine
    var place: Document.Place
    var isTitle: Bool
    /// Whether the last line was filled to its end.
    var isFull: Bool
    var right: Double
  }

  init(limits: ReadLimits) { self.limits = limits }

  mutating func add(_ page: PDFPageLayout) throws(ReadError) {
    var items = page.items[...]
    if goOn(over: page) { items = items.drop { if case .lines = $0 { true } else { false } }.dropFirst() }
    if let rest = overhang {
      overhang = nil
      try add(rest.lines, rest.page, isFirst: false)
    }
    for (index, item) in zip(items.indices, items) {
      switch item {
      case .table(let table): try add(table, page, isFirst: index == 0)
      case .lines(let lines):
        if index == page.items.count - 1, index > 0, let open = openTable, open.holds(lines) {
          overhang = (lines, page)
        } else {
          try add(lines, page, isFirst: index == 0)
        }
      }
    }
  }

  /// Tries to go on with the open table although texts stand between its parts: a merged cell that the end of a page
  /// cuts is printed in the middle of both parts together, wherever that is.
  private mutating func goOn(over page: PDFPageLayout) -> Bool {
    guard var open = openTable else { return false }
    var above: [PrintedLine] = []
    var items = page.items[...]
    if case .lines(let lines) = items.first, items.count > 1 {
      above = lines
      items = items.dropFirst()
    }
    guard case .table(var next) = items.first, !above.isEmpty || overhang != nil, next.holds(above) else {
      return false
    }
    open.fill(overhang?.lines ?? [], isAtEnd: true)
    next.fill(above, isAtEnd: false)
    guard open.goOn(with: next) else { return false }
    openTable = open
    overhang = nil
    return true
  }

  private mutating func add(_ lines: [PrintedLine], _ page: PDFPageLayout, isFirst: Bool) throws(ReadError) {
    let margins = Self.margins(page)
    for (order, group) in LooseRows.groups(lines, on: page).enumerated() {
      switch group {
      case .grid(let table): try add(table, page, isFirst: isFirst && order == 0)
      case .rows(let rows):
        try closeParagraph()
        try closeTable()
        try addRows(rows, page.number)
      case .line(let line):
        try closeTable()
        try add(line, page, margins)
      }
    }
  }

  mutating func finish() throws(ReadError) -> [Document.Block] {
    if let rest = overhang {
      overhang = nil
      try add(rest.lines, rest.page, isFirst: false)
    }
    try closeParagraph()
    try closeTable()
    return blocks
  }

  // MARK: Tables

  /// - Parameter isFirst: whether nothing stands above it on its page, so that it may go on with the table before.
  private mutating func add(_ table: PDFTable, _ page: PDFPageLayout, isFirst: Bool) throws(ReadError) {
    try closeParagraph()
    if isFirst, openTable?.goOn(with: table) == true { return }
    try closeTable()
    if !table.beside.isEmpty {
      try add(table.beside, page, isFirst: false)
      try closeParagraph()
      try closeTable()
    }
    openTable = table
  }

  private mutating func closeTable() throws(ReadError) {
    guard let table = openTable else { return }
    openTable = nil
    tables += 1
    let columns = table.xs.count - 1
    guard columns <= limits.columns else {
      throw .tooComplex(detail: "第 \(tables) 个表格有 \(columns) 列，超过 \(limits.columns) 列")
    }
    guard table.rows.count <= limits.rows else { throw .tooComplex(detail: "第 \(tables) 个表格超过 \(limits.rows) 行") }
    var rows: [[Document.Cell]] = []
    for (number, row) in table.rows.enumerated() {
      var cells: [Document.Cell] = []
      for cell in row {
        try budget.spend(cell.text, limits)
        cells.append(
          Document.Cell(
            cell.text, column: cell.column, columnSpan: cell.columnSpan, rowSpan: cell.rowSpan,
            at: .init(page: cell.page, table: tables, row: number + 1, column: cell.column + 1)))
      }
      rows.append(cells)
    }
    let page = table.rows.first?.first?.page
    blocks.append(.table(Document.Table(rows: rows, grid: .exact, at: .init(page: page, table: tables))))
  }

  /// Rows that no lines rule: their cells are in order, and nothing more is certain.
  private mutating func addRows(_ rows: [[String]], _ page: Int) throws(ReadError) {
    tables += 1
    var out: [[Document.Cell]] = []
    for (number, row) in rows.enumerated() {
      var cells: [Document.Cell] = []
      for (column, text) in row.enumerated() {
        try budget.spend(text, limits)
        cells.append(
          Document.Cell(
            text, column: column, at: .init(page: page, table: tables, row: number + 1, column: column + 1)))
      }
      out.append(cells)
    }
    blocks.append(.table(Document.Table(rows: out, grid: .ragged, at: .init(page: page, table: tables))))
  }

  // MARK: Paragraphs

  /// The ends between which full lines of the page run.
  private static func margins(_ page: PDFPageLayout) -> (left: Double, right: Double) {
    var lines: [PrintedLine] = []
    for case .lines(let group) in page.items { lines += group }
    let wide = lines.filter { $0.box.width > page.width * 0.5 }
    return (wide.map(\.box.x0).min() ?? 0, wide.map(\.box.x1).max() ?? page.width)
  }

  private mutating func add(
    _ line: PrintedLine, _ page: PDFPageLayout, _ margins: (left: Double, right: Double)
  ) throws(ReadError) {
    let size = line.size
    let isCentred =
      abs(line.box.midX - page.width / 2) < size && line.box.x0 > margins.left + size * 1.5
    let isFull = line.box.x1 > margins.right - size * 1.6
    if var open = openParagraph, goesOn(open, line, isCentred: isCentred, margins) {
      open.text +=
        open.text.utf8.last.map(Self.isLetter) == true && line.text.utf8.first.map(Self.isLetter) == true ? " " : ""
      open.text += line.text
      open.last = line
      open.isFull = isFull
      openParagraph = open
      return
    }
    try closeParagraph()
    lines += 1
    openParagraph = OpenParagraph(
      text: line.text, last: line, place: .init(page: page.number, line: lines), isTitle: isCentred, isFull: isFull,
      right: margins.right)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }

  private func goesOn(
    _ open: OpenParagraph, _ line: PrintedLine, isCentred: Bool, _ margins: (left: Double, right: Double)
  ) -> Bool {
    let size = max(open.last.size, 1)
    guard abs(line.size - size) < size * 0.2 else { return false }
    let gap = line.box.y0 - open.last.box.y1
    let isNextPage = line.box.y0 < open.last.box.y0
    guard isNextPage || gap < size * 1.6 else { return false }
    if open.isTitle {
      // A title in two lines: the first is long, both are set large.
      return isCentred && !isNextPage && gap < size * 0.9 && open.last.box.width > (margins.right - margins.left) * 0.6
        && size > 15
    }
    return open.isFull && !isCentred && line.box.x0 < margins.left + size * 1.2
  }

  private mutating func closeParagraph() throws(ReadError) {
    guard let open = openParagraph else { return }
    openParagraph = nil
    let text = TextLines.trimmed(open.text)
    guard !text.isEmpty else { return }
    try budget.spend(text, limits)
    blocks.append(.paragraph(Document.Paragraph(text, at: open.place)))
  }
}
