internal import Documents
internal import Model

/// A sheet of a workbook as rows and columns, both counted from 1, that knows what merged cells cover.
struct AccountsSheet {
  let name: String
  private(set) var rows: [Int: [Int: String]] = [:]
  private var covers: [Int: [Int: String]] = [:]
  private(set) var lastRow = 0
  private(set) var lastColumn = 0

  /// Texts are cut here; no name of a classification is longer.
  private static let textMax = 400

  static func all(of document: Document) -> [AccountsSheet] {
    var sheets: [AccountsSheet] = []
    func add(_ text: String, _ place: Document.Place, rowSpan: Int, columnSpan: Int) {
      guard let sheet = place.sheet, let row = place.row, let column = place.column else { return }
      if sheets.last?.name != sheet {
        if let index = sheets.firstIndex(where: { $0.name == sheet }) {
          sheets.append(sheets.remove(at: index))
        } else {
          sheets.append(AccountsSheet(name: sheet))
        }
      }
      sheets[sheets.count - 1].put(text, row, column, rowSpan: rowSpan, columnSpan: columnSpan)
    }
    for block in document.blocks {
      switch block {
      case .heading(_, let paragraph), .paragraph(let paragraph):
        add(paragraph.text, paragraph.place, rowSpan: 1, columnSpan: 1)
      case .table(let table):
        for row in table.rows {
          for cell in row { add(cell.text, cell.place, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan) }
        }
      }
    }
    return sheets
  }

  private init(name: String) { self.name = name }

  private mutating func put(_ text: String, _ row: Int, _ column: Int, rowSpan: Int, columnSpan: Int) {
    let words = TypedText.words(String(text.prefix(Self.textMax)))
    guard !words.isEmpty else { return }
    rows[row, default: [:]][column] = words
    lastRow = max(lastRow, row)
    lastColumn = max(lastColumn, column)
    guard rowSpan > 1 || columnSpan > 1 else { return }
    for covered in row..<(row + min(rowSpan, 12)) {
      for other in column..<(column + min(columnSpan, 40)) where covered != row || other != column {
        covers[covered, default: [:]][other] = words
        lastColumn = max(lastColumn, other)
      }
    }
  }

  func text(_ row: Int, _ column: Int) -> String { rows[row]?[column] ?? "" }

  /// The text that a person sees over a cell: its own, or that of the merged cell which covers it.
  func seen(_ row: Int, _ column: Int) -> String { rows[row]?[column] ?? covers[row]?[column] ?? "" }

  func numbers(in range: ClosedRange<Int>) -> [Int] { range.filter { rows[$0] != nil } }

  /// Heads of the columns, outermost first, from the row of heads down to the one before the data.
  func heads(_ range: ClosedRange<Int>) -> [Int: [String]] {
    var heads: [Int: [String]] = [:]
    var before: [Int: String] = [:]
    for column in 1...max(1, lastColumn) {
      var parts: [String] = []
      for row in range where !isCounting(row) {
        var text = seen(row, column)
        // A head over several columns that are not merged stands over the first of them.
        let hasBelow = row < range.upperBound && ((row + 1)...range.upperBound).contains { !seen($0, column).isEmpty }
        if text.isEmpty, hasBelow, parts.isEmpty, let left = before[row] { text = left }
        if text.isEmpty { continue }
        before[row] = hasBelow ? text : nil
        let key = AccountsWording.key(text)
        if !key.isEmpty, parts.last != key { parts.append(key) }
      }
      if !parts.isEmpty { heads[column] = parts }
    }
    return heads
  }

  /// 栏次 1 2 3 4.
  func isCounting(_ row: Int) -> Bool {
    (rows[row] ?? [:]).values.contains { AccountsWording.key($0).hasPrefix("栏次") }
  }

  /// The unit that the sheet states: 金额单位：万元.
  var unit: MoneyUnit? {
    for row in rows.keys.sorted().prefix(8) {
      for text in (rows[row] ?? [:]).values where text.contains("单位") && !text.contains("单位名称") {
        guard let start = text.ranges(of: "单位").last?.upperBound else { continue }
        let rest = text[start...].filter { !$0.isWhitespace && $0 != "：" && $0 != ":" }
        if rest.hasPrefix("万元") || rest.hasPrefix("人民币万元") { return .wanYuan }
        if rest.hasPrefix("元") || rest.hasPrefix("人民币元") { return .yuan }
      }
    }
    return nil
  }

  /// Where in the first rows a title names a table.
  var titles: [String] {
    rows.keys.sorted().prefix(6).flatMap { row in (rows[row] ?? [:]).sorted { $0.key < $1.key }.map(\.value) }.filter {
      let text = AccountsWording.key($0)
      return text.hasSuffix("表") && text.count <= 40 || text.hasSuffix("年初预算") || text.hasSuffix("补充数据")
    }
  }
}
