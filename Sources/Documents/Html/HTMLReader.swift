/// Reads a page (.html, and what reporting systems send as .xls): headings, lines and tables as they are shown.
///
/// Left out: scripts, styles, what is hidden, lists to choose from, pictures.
struct HTMLReader {
  private struct OpenTable {
    var table: HTMLTable
    /// The cell being read; nil between cells.
    var cell: HTMLTable.Cell?
    /// What the cell around this table has so far.
    var outer: Scope
  }
  /// Text as it is gathered: of the page, or of one cell.
  private struct Scope {
    var line: [UInt8] = []
    var heading: Int?
    var content: [HTMLTable.Content] = []
  }

  /// What is passed over: how many of its kind are open, and how many tables inside it.
  private struct Dropped {
    var tag: HTMLTag
    var depth = 1
    var tables = 0

    var isPartOfTable: Bool {
      switch tag.role {
      case .row, .cell: true
      case .table, .heading, .lineBreak, .block, .raw, .dropped, .looked: false
      }
    }
  }

  private let limits: ReadLimits
  private let budget: ReadBudget
  private var page: [Document.Block] = []
  private var scope = Scope()
  private var tables: [OpenTable] = []
  private var tableCount: Int
  private var lineCount: Int
  private var dropped: Dropped?

  /// - Parameters:
  ///   - utf8: the page, already decoded.
  ///   - document: what was read so far; blocks are added and counted on.
  static func read(
    _ utf8: [UInt8], into document: inout Document, limits: ReadLimits, budget: ReadBudget
  ) throws(ReadError) {
    var reader = HTMLReader(after: document, limits, budget)
    var tokens = HTMLTokenizer(utf8)
    while let token = tokens.next() {
      switch token {
      case .text(let range): try reader.text(utf8[range])
      case .start(let tag): try reader.start(tag)
      case .end(let tag): try reader.end(tag)
      }
    }
    while !reader.tables.isEmpty { try reader.endTable() }
    try reader.endLine()
    document.blocks += reader.page
  }

  private init(after document: Document, _ limits: ReadLimits, _ budget: ReadBudget) {
    self.limits = limits
    self.budget = budget
    tableCount = document.blocks.count { if case .table = $0 { true } else { false } }
    lineCount = document.blocks.count - tableCount
  }

  private mutating func text(_ bytes: ArraySlice<UInt8>) throws(ReadError) {
    guard dropped == nil else { return }
    HTMLText.append(bytes, to: &scope.line)
    guard scope.line.count <= limits.textBytes else { throw .tooComplex(detail: "文字超过 \(limits.textBytes >> 20) MB") }
  }

  private mutating func start(_ tag: HTMLTokenizer.Tag) throws(ReadError) {
    if passesOver(start: tag.tag) { return }
    switch tag.tag.role {
    case .table:
      try endLine()
      if tag.isHidden { return drop(tag.tag) }
      try beginTable()
    case .row: try beginRow(tag)
    case .cell: try beginCell(tag)
    case .heading(let level):
      try endLine()
      if tag.isHidden { return drop(tag.tag) }
      scope.heading = level
    case .block, .looked:
      if case .block = tag.tag.role { try endLine() }
      if tag.isHidden { return drop(tag.tag) }
    case .lineBreak: try endLine(keepsHeading: true)
    case .dropped: drop(tag.tag)
    case .raw: break
    }
  }

  private mutating func drop(_ tag: HTMLTag) { dropped = Dropped(tag: tag) }

  /// A hidden cell ends where the next cell or row begins, whether its end is written or not.
  private mutating func passesOver(start tag: HTMLTag) -> Bool {
    guard let open = dropped else { return false }
    if tag == .table, open.isPartOfTable { dropped?.tables += 1 }
    let ends = open.tables == 0 && (tag == .tr && open.isPartOfTable || (tag == .td || tag == .th) && open.tag != .tr)
    guard ends, open.isPartOfTable else {
      if open.tag == tag { dropped?.depth += 1 }
      return true
    }
    dropped = nil
    return false
  }

  private mutating func passesOver(end tag: HTMLTag) -> Bool {
    guard let open = dropped else { return false }
    if open.isPartOfTable, tag == .table || tag == .tr, open.tag != tag {
      if open.tables > 0 {
        if tag == .table { dropped?.tables -= 1 }
        return true
      }
      dropped = nil
      return false
    }
    if open.tag == tag {
      dropped?.depth -= 1
      if open.depth == 1 { dropped = nil }
    }
    return true
  }

  private mutating func end(_ tag: HTMLTag) throws(ReadError) {
    if passesOver(end: tag) { return }
    switch tag.role {
    case .table: if !tables.isEmpty { try endTable() }
    case .row: try endCell()
    case .cell: try endCell()
    case .heading, .block: try endLine()
    case .lineBreak, .raw, .dropped, .looked: break
    }
  }

  private mutating func beginTable() throws(ReadError) {
    guard tables.count < limits.nestedTables else {
      throw .tooComplex(detail: "表格层层嵌套超过 \(limits.nestedTables) 层")
    }
    tableCount += 1
    tables.append(OpenTable(table: HTMLTable(number: tableCount, limits: limits), outer: scope))
    // Text between the cells of a table belongs to nothing; pages show it in front.
    scope = Scope()
  }

  private mutating func beginRow(_ tag: HTMLTokenizer.Tag) throws(ReadError) {
    guard !tables.isEmpty else { return try endLine() }
    try endCell()
    if tag.isHidden { return drop(tag.tag) }
    try tables[tables.count - 1].table.beginRow()
  }

  private mutating func beginCell(_ tag: HTMLTokenizer.Tag) throws(ReadError) {
    guard !tables.isEmpty else { return try endLine() }
    try endCell()
    let top = tables.count - 1
    if tables[top].table.rows.isEmpty { try tables[top].table.beginRow() }
    if tag.isHidden { return drop(tag.tag) }
    try moveLooseText()
    tables[top].cell = try tables[top].table.place(tag)
  }

  /// What stood between cells goes in front of the table.
  private mutating func moveLooseText() throws(ReadError) {
    try endLine()
    guard !scope.content.isEmpty else { return }
    if tables.count == 1 { show(scope.content) } else { tables[tables.count - 1].outer.content += scope.content }
    scope = Scope()
  }

  private mutating func endCell() throws(ReadError) {
    guard let top = tables.indices.last, var cell = tables[top].cell else { return }
    try endLine()
    cell.content = scope.content
    scope = Scope()
    if cell.content.isEmpty { try budget.spend("", limits) }
    tables[top].table.add(cell)
    tables[top].cell = nil
  }

  private mutating func endTable() throws(ReadError) {
    try endCell()
    try moveLooseText()
    let ended = tables.removeLast()
    scope = ended.outer
    let (blocks, lines) = ended.table.blocks(inside: tables.last?.cell?.place)
    guard !blocks.isEmpty else { return }
    if tables.isEmpty { page += blocks } else { scope.content.append(.table(blocks, lines: lines)) }
  }

  private mutating func endLine(keepsHeading: Bool = false) throws(ReadError) {
    let heading = scope.heading
    if !keepsHeading { scope.heading = nil }
    while scope.line.last == 0x20 { scope.line.removeLast() }
    guard !scope.line.isEmpty else { return }
    let text = String(decoding: scope.line, as: UTF8.self)
    scope.line = []
    try budget.spend(text, limits)
    if tables.isEmpty {
      lineCount += 1
      let paragraph = Document.Paragraph(text, at: Document.Place(line: lineCount))
      page.append(heading.map { .heading(level: $0, paragraph) } ?? .paragraph(paragraph))
    } else {
      scope.content.append(
        .line(Document.Paragraph(text, at: tables.last?.cell?.place ?? Document.Place(table: tableCount))))
    }
  }

  private mutating func show(_ content: [HTMLTable.Content]) {
    for case .line(let paragraph) in content {
      lineCount += 1
      page.append(.paragraph(Document.Paragraph(paragraph.text, at: Document.Place(line: lineCount))))
    }
  }
}
