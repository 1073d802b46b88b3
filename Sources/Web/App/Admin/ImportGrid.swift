import Documents

/// One sheet of a file as rows and columns, both counted as in Excel, from 1.
struct ImportGrid: Sendable {
  let name: String
  /// Rows that hold something, from the top.
  private(set) var rows: [(number: Int, cells: [Int: String])] = []

  /// Reads a workbook, or a table saved as text.
  static func read(_ bytes: [UInt8], name: String) throws(ReadError) -> [ImportGrid] {
    // Whatever is no text is a workbook, or is refused with what to do instead.
    guard DelimitedText.isText(bytes) else { return sheets(try DocumentReader.read(bytes, name: name)) }
    let rows = try DelimitedText.rows(bytes).enumerated().map { index, row in
      (
        number: index + 1,
        cells: Dictionary(row.enumerated().map { ($0 + 1, $1) }, uniquingKeysWith: { first, _ in first })
      )
    }
    return [ImportGrid(name: "文件", rows)]
  }

  static func sheets(_ document: Document) -> [ImportGrid] {
    var cells: [String: [Int: [Int: String]]] = [:]
    var order: [String] = []
    func add(_ text: String, _ place: Document.Place) {
      guard let row = place.row, let column = place.column else { return }
      let sheet = place.sheet ?? "表"
      if cells[sheet] == nil { order.append(sheet) }
      cells[sheet, default: [:]][row, default: [:]][column] = text
    }
    for block in document.blocks {
      switch block {
      case .heading(_, let paragraph), .paragraph(let paragraph): add(paragraph.text, paragraph.place)
      case .table(let table): for row in table.rows { for cell in row { add(cell.text, cell.place) } }
      }
    }
    return order.map { sheet in
      ImportGrid(
        name: sheet, (cells[sheet] ?? [:]).sorted { $0.key < $1.key }.map { (number: $0.key, cells: $0.value) })
    }
  }

  init(name: String, _ rows: [(number: Int, cells: [Int: String])]) {
    self.name = name
    self.rows = rows.map { row in
      (number: row.number, cells: row.cells.mapValues(UnitPicker.trimmed).filter { !$0.value.isEmpty })
    }.filter { !$0.cells.isEmpty }
  }

  /// The row of heads among the first ten: the first that has all of these.
  func head(_ titles: [String]) -> (number: Int, columns: [String: Int])? {
    for row in rows.prefix(10) {
      var columns: [String: Int] = [:]
      for (column, text) in row.cells {
        let title = Self.title(text)
        columns[title] = min(columns[title] ?? column, column)
      }
      if titles.allSatisfy({ columns[$0] != nil }) { return (row.number, columns) }
    }
    return nil
  }

  /// A head without the marks and remarks that people put to it: `账号*`, `单位（必填）`.
  private static func title(_ text: String) -> String {
    String(text.prefix { !"*（(＊\n".contains($0) }.filter { !$0.isWhitespace })
  }

  /// `C` for the third column.
  static func letters(_ column: Int) -> String {
    var letters = ""
    var rest = column
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }
}

/// What is wrong in one cell, and what to do about it.
struct CellProblem: Hashable, Sendable {
  var sheet: String
  var row: Int
  var column: Int
  var title: String
  var value: String
  var words: String

  /// `B12`.
  var address: String { ImportGrid.letters(column) + String(row) }
}
