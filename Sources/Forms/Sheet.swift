import Documents

/// A cell as the recogniser sees it.
struct SheetCell {
  /// As in the file, blanks and all.
  var raw: String
  /// Without the blanks of layout.
  var text: String
  var key: String
  var place: Document.Place
  var column: Int
  var span: Int
  /// A merged cell that began in a row above: its text is known, but not printed here.
  var isCarried: Bool

  /// What the words of the cell are, looked up once.
  var traits: Lexicon.Traits

  var isFilled: Bool { !isCarried && !text.isEmpty }
  var end: Int { column + span }

  /// The same place with nothing printed in it.
  func emptied() -> SheetCell {
    var cell = self
    cell.raw = ""
    cell.text = ""
    cell.key = ""
    cell.traits = Lexicon.Traits()
    return cell
  }

  /// This cell with the words of the one below it.
  func joined(_ below: SheetCell, _ lexicon: Lexicon) -> SheetCell {
    guard !text.isEmpty else { return below }
    var cell = self
    cell.raw += below.raw
    cell.text += below.text
    cell.key = Wording.key(cell.text)
    cell.traits = lexicon.traits(cell.text, cell.key)
    return cell
  }

  init(_ cell: Document.Cell, _ lexicon: Lexicon, isCarried: Bool = false) {
    raw = cell.text
    text = Wording.printed(cell.text)
    key = Wording.key(cell.text)
    place = cell.place
    column = cell.column
    span = max(1, cell.columnSpan)
    self.isCarried = isCarried
    traits = text.isEmpty ? Lexicon.Traits() : lexicon.traits(text, key)
  }
}

/// A row of a table, merged cells from above included where the grid is exact.
struct SheetRow {
  var cells: [SheetCell]
  var isExact: Bool
  var table: Int
  /// The first row of a table that follows another table directly, or after a page break.
  var isFirst: Bool

  /// Indices of the cells with a text of their own.
  var filled: [Int] { cells.indices.filter { cells[$0].isFilled } }
  var place: Document.Place { cells.first?.place ?? Document.Place() }
}

/// A document as a sequence of lines and rows.
enum SheetItem {
  case line(Document.Paragraph, isHeading: Bool)
  case row(SheetRow)

  static func items(of document: Document, _ lexicon: Lexicon) -> [SheetItem] {
    var items: [SheetItem] = []
    var tables = 0
    let grids = GridGuess(lexicon: lexicon).grids(of: document)
    for block in document.blocks {
      switch block {
      case .heading(_, let paragraph): items.append(.line(paragraph, isHeading: true))
      case .paragraph(let paragraph): items.append(.line(paragraph, isHeading: false))
      case .table(let table):
        tables += 1
        let grid = grids[tables]
        items += rows(of: grid ?? table, number: tables, isGuessed: grid != nil, lexicon).map { .row($0) }
      }
    }
    return items
  }

  /// - Parameter isGuessed: whether the grid was told by what the cells say. A row of the sum that lost cells in it is
  ///   weighed like flattened text.
  private static func rows(
    of table: Document.Table, number: Int, isGuessed: Bool, _ lexicon: Lexicon
  ) -> [SheetRow] {
    let width = isGuessed ? table.rows.map { $0.last.map { $0.column + $0.columnSpan } ?? 0 }.max() ?? 0 : 0
    var open: [(cell: SheetCell, left: Int)] = []
    var rows: [SheetRow] = []
    for (index, row) in table.rows.enumerated() {
      var cells = row.map { SheetCell($0, lexicon) }
      if table.grid == .exact {
        let own = cells
        cells += open.filter { carried in !own.contains { $0.column < carried.cell.end && carried.cell.column < $0.end }
        }
        .map { carried in
          var cell = carried.cell
          cell.isCarried = true
          return cell
        }
        cells.sort { $0.column < $1.column }
        open = open.map { ($0.cell, $0.left - 1) }.filter { $0.left > 0 }
        for (cell, source) in zip(own, row) where source.rowSpan > 1 {
          open.append((cell, min(source.rowSpan, table.rows.count) - 1))
        }
      }
      let isShort =
        isGuessed && (row.last.map { $0.column + $0.columnSpan } ?? 0) < width && lexicon.isSum(row.first?.text)
      rows.append(
        SheetRow(cells: cells, isExact: table.grid == .exact && !isShort, table: number, isFirst: index == 0))
    }
    if table.grid == .ragged, !isGuessed { TornCells(lexicon: lexicon).mend(&rows) }
    return rows
  }
}
