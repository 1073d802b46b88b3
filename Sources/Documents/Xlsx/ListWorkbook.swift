/// Lists as an Excel workbook that people fill in or work through: a head that stays in sight, lists to choose from, and
/// cells that are marked. Every cell is a text, so that codes keep their zeros.
public struct ListWorkbook: Sendable {
  public struct Cell: Hashable, Sendable {
    public var text: String
    /// Shown on a red ground.
    public var isMarked: Bool
    public init(_ text: String, isMarked: Bool = false) {
      self.text = text
      self.isMarked = isMarked
    }
  }

  public struct Column: Hashable, Sendable {
    public var title: String
    /// In digits of the standard font.
    public var width: Double
    /// A column of another sheet whose texts may be chosen here: sheet, and number of rows below its head.
    public var choices: Choices?
    public init(_ title: String, width: Double, choices: Choices? = nil) {
      self.title = title
      self.width = width
      self.choices = choices
    }
  }

  public struct Choices: Hashable, Sendable {
    public var sheet: String
    public var rows: Int
    public init(sheet: String, rows: Int) {
      self.sheet = sheet
      self.rows = rows
    }
  }

  public struct Sheet: Sendable {
    /// Unique, at most 31 UTF-16 units, without `[]:*?/\`.
    public var name: String
    public var columns: [Column]
    public var rows: [[Cell]]
    public init(_ name: String, columns: [Column], rows: [[Cell]] = []) {
      self.name = name
      self.columns = columns
      self.rows = rows
    }
  }

  /// Rows prepared for choosing in a sheet that people fill in.
  private static let rowsToFill = 5_000

  /// - Throws: `.tooLarge` beyond 1,048,576 rows of a sheet.
  /// - Complexity: O(cells).
  public static func xlsx(_ sheets: [Sheet], createdAt: Int = 315_532_800) throws(WorkbookError) -> [UInt8] {
    var workbook = try Workbook(createdAt: createdAt)
    for sheet in sheets { try write(sheet, into: &workbook) }
    return try workbook.finish()
  }

  private static func write(_ sheet: Sheet, into workbook: inout Workbook) throws(WorkbookError) {
    try workbook.addSheet(sheet.name, isLandscape: sheet.columns.count > 5)
    var head = Workbook.Style(font: .init(name: "宋体", size: 10.5, isBold: true))
    head.fill = 0xE6F0F7
    var plain = Workbook.Style()
    plain.numberFormat = "@"
    var marked = plain
    marked.fill = 0xFDE0DC
    for (index, column) in sheet.columns.enumerated() {
      try workbook.setWidth(column.width, column: index, textsOnly: true)
      try workbook.write(column.title, number: nil, in: area(0, index), head)
      if let choices = column.choices, choices.rows > 0 {
        try workbook.offer(choices, column: index, rows: 1...max(rowsToFill, sheet.rows.count))
      }
    }
    for (index, row) in sheet.rows.enumerated() {
      for (column, cell) in row.enumerated() {
        try workbook.write(
          CellText.bounded(cell.text), number: nil, in: area(index + 1, column), cell.isMarked ? marked : plain)
      }
    }
    workbook.freezeHead()
    workbook.repeatRows(0...0)
  }

  private static func area(_ row: Int, _ column: Int) -> Workbook.Area {
    .init(rows: row...row, columns: column...column)
  }
}
