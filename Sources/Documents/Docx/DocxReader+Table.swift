extension DocxReader {
  private struct CellProperties {
    var span = 1
    var vertical = Merge.none
    var horizontal = Merge.none
    var isDeleted = false
  }
  private enum Merge { case none, begun, continued }

  /// A table inside a cell: where its text stands in the cell's, and its blocks.
  private struct Nested {
    var range: Range<Int>
    var blocks: [Document.Block]
  }

  /// A table whose start was just met, followed by the tables inside it.
  ///
  /// A frame, that is a single cell around other tables, is taken away: its content stands in its place.
  /// - Parameter inside: place of the cell around it.
  mutating func readTable(inside outer: Document.Place?) throws(ReadError) -> [Document.Block] {
    tableDepth += 1
    defer { tableDepth -= 1 }
    guard tableDepth <= limits.nestedTables else {
      throw .tooComplex(detail: "表格层层嵌套超过 \(limits.nestedTables) 层")
    }
    tableCount += 1
    try countItem()
    var builder = TableBuilder(at: Document.Place(table: tableCount), limits: limits)
    var nested: [Nested] = []
    while let event = try xml.next() {
      switch (event.kind, event.name) {
      case (.end, .tbl): return assemble(builder.table, nested, inside: outer)
      case (.start, .tr): try readRow(into: &builder, &nested)
      case (.start, .del), (.start, .moveFrom): try xml.skip(event.name)
      default: break
      }
    }
    throw .damaged(.docx, detail: "第 \(tableCount) 个表格不完整")
  }

  private func assemble(
    _ table: Document.Table, _ nested: [Nested], inside outer: Document.Place?
  ) -> [Document.Block] {
    if !nested.isEmpty, table.rows.count == 1, let cell = table.rows[0].first, table.rows[0].count == 1 {
      return unframe(cell, nested, inside: outer)
    }
    var table = table
    table.inside = outer
    return [.table(table)] + nested.flatMap(\.blocks)
  }

  /// The paragraphs of a frame between the tables in it, which now stand free.
  private func unframe(
    _ cell: Document.Cell, _ nested: [Nested], inside outer: Document.Place?
  ) -> [Document.Block] {
    let bytes = Array(cell.text.utf8)
    var blocks: [Document.Block] = []
    func appendLines(_ range: Range<Int>) {
      for line in bytes[range].split(separator: 0x0A) {
        blocks.append(.paragraph(.init(String(decoding: line, as: UTF8.self), at: cell.place)))
      }
    }
    var position = 0
    for inner in nested {
      appendLines(position..<inner.range.lowerBound)
      position = inner.range.upperBound
      blocks += inner.blocks.map { block in
        guard case .table(var table) = block, table.inside == cell.place else { return block }
        table.inside = outer
        return .table(table)
      }
    }
    appendLines(position..<bytes.count)
    return blocks
  }

  private mutating func readRow(into builder: inout TableBuilder, _ nested: inout [Nested]) throws(ReadError) {
    var skipped = 0
    var isBegun = false
    var isPlaceholder = false
    while let event = try xml.next() {
      switch (event.kind, event.name) {
      case (.start, .trPr):
        let properties = try readRowProperties()
        guard properties.isPrinted else { return try xml.skip(.tr) }
        skipped = properties.skipped
      case (.start, .showingPlcHdr): isPlaceholder = true
      case (.end, .sdt): isPlaceholder = false
      case (.start, .del), (.start, .moveFrom): try xml.skip(event.name)
      case (.start, .tc):
        if !isBegun { try builder.beginRow(skipping: skipped) }
        isBegun = true
        try readCell(into: &builder, &nested, isPlaceholder: isPlaceholder)
      case (.end, .tr):
        if !isBegun { try builder.beginRow(skipping: skipped) }
        return
      default: break
      }
    }
  }

  private mutating func readRowProperties() throws(ReadError) -> (skipped: Int, isPrinted: Bool) {
    var skipped = 0
    var isPrinted = true
    while let event = try xml.next() {
      switch (event.kind, event.name) {
      case (.end, .trPr): return (skipped, isPrinted)
      case (.start, .gridBefore): skipped = integer(event) ?? 0
      case (.start, .del), (.start, .moveFrom), (.start, .hidden): isPrinted = false
      default: break
      }
    }
    return (skipped, isPrinted)
  }

  private func readCellProperties() throws(ReadError) -> CellProperties {
    var properties = CellProperties()
    while let event = try xml.next() {
      switch (event.kind, event.name) {
      case (.end, .tcPr): return properties
      case (.start, .gridSpan): properties.span = max(1, integer(event) ?? 1)
      case (.start, .vMerge): properties.vertical = merge(event)
      case (.start, .hMerge): properties.horizontal = merge(event)
      case (.start, .cellDel): properties.isDeleted = true
      default: break
      }
    }
    return properties
  }

  /// Without a value an element of merging goes on with what was begun.
  private func merge(_ event: XMLEvent<WordName>) -> Merge {
    xml.string(.val, of: event) == "restart" ? .begun : .continued
  }

  private mutating func readCell(
    into builder: inout TableBuilder, _ nested: inout [Nested], isPlaceholder: Bool
  ) throws(ReadError) {
    var properties = CellProperties()
    let start = text.count
    var runsOn = false
    while let event = try xml.next() {
      switch (event.kind, event.name) {
      case (.start, .tcPr):
        properties = try readCellProperties()
        if try covers(properties, &builder) { return try xml.skip(.tc) }
      case (.start, .p): runsOn = try readLine(cellStart: start, goesOn: runsOn, &nested, builder.place)
      case (.start, .tbl):
        let place = builder.place
        keep(try readTable(inside: place), cellStart: start, inside: place, &nested)
      case (.start, .del), (.start, .moveFrom): try xml.skip(event.name)
      case (.start, .showingPlcHdr): try xml.skip(.sdt)
      case (.end, .tc):
        if isPlaceholder { text.removeSubrange(start...) }
        let content = try takeText(from: start)
        return try builder.add(content, span: properties.span, isTop: properties.vertical != .none)
      default: break
      }
    }
    throw .damaged(.docx, detail: "第 \(tableCount) 个表格不完整")
  }

  /// Whether a cell is only the lower or right part of one already read, or was deleted.
  private mutating func covers(_ properties: CellProperties, _ builder: inout TableBuilder) throws(ReadError) -> Bool {
    if properties.isDeleted { return true }
    if properties.horizontal == .continued, try builder.widen(span: properties.span) { return true }
    guard properties.vertical == .continued, builder.continues(span: properties.span) else { return false }
    try countItem()
    try builder.extend(span: properties.span)
    return true
  }

  /// One paragraph of a cell as a line of its text; an empty one leaves no trace.
  private mutating func readLine(
    cellStart: Int, goesOn: Bool, _ nested: inout [Nested], _ place: Document.Place
  ) throws(ReadError) -> Bool {
    let end = text.count
    let isNewLine = end > cellStart && !goesOn
    if isNewLine { text.append(0x0A) }
    let outerBoxes = boxes
    boxes = []
    let paragraph = try readParagraph()
    if isNewLine, text.count == end + 1 { text.removeLast() }
    keep(boxes.map { adopt($0, place) }, cellStart: cellStart, inside: place, &nested)
    boxes = outerBoxes
    return paragraph.runsOn
  }

  /// A table of a text box in a cell counts as a table inside the cell.
  private func adopt(_ block: Document.Block, _ place: Document.Place) -> Document.Block {
    guard case .table(var table) = block, table.inside == nil else { return block }
    table.inside = place
    return .table(table)
  }

  /// Adds the text of blocks found in a cell to its own, and keeps the tables among them.
  private mutating func keep(
    _ blocks: [Document.Block], cellStart: Int, inside place: Document.Place, _ nested: inout [Nested]
  ) {
    for block in blocks {
      let first = text.count - cellStart
      switch block {
      case .heading(_, let paragraph), .paragraph(let paragraph): appendLine([paragraph.text], cellStart: cellStart)
      case .table(let table):
        // The text of a table deeper down is already in that of the table around it.
        if table.inside == place {
          for row in table.rows { appendLine(row.map(\.text), cellStart: cellStart) }
        }
        nested.append(Nested(range: first..<(text.count - cellStart), blocks: [block]))
      }
    }
  }

  /// Cells of a row are parted by tabs.
  private mutating func appendLine(_ parts: [String], cellStart: Int) {
    if text.count > cellStart { text.append(0x0A) }
    for (index, part) in parts.enumerated() {
      if index > 0 { text.append(0x09) }
      text += Array(part.utf8)
    }
  }
}
