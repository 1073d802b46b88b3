/// A workbook that people fill in without a network: labels are locked, cells to write in are open, with lists to choose
/// from, bounds for figures and remarks at cells.
///
/// The first column of each sheet is hidden and keeps what each row is, so that a filled workbook is understood wherever
/// its rows have moved.
public struct FillWorkbook: Sendable {
  /// What an open cell takes.
  public enum Input: Hashable, Sendable {
    case words
    case figure
    /// Shown with its sign; the cell holds the hundredth part.
    case percent
    case whole(ClosedRange<Int>)
  }

  public enum Kind: Hashable, Sendable {
    case title, note, label, head
    /// Shown and not to be changed.
    case locked
    case input(Input)
    /// The sum of the rows above, from that row of the sheet on, counted from 0.
    case sum(from: Int)
  }

  public enum Mark: Hashable, Sendable { case wrong, doubtful }

  public struct Cell: Hashable, Sendable {
    public var text: String
    public var kind: Kind
    public var columns = 1
    /// Which of the workbook's lists may be chosen from.
    public var list: Int?
    /// What the cell takes, said beside it when it is in hand.
    public var hint = ""
    public var remark: String?
    public var mark: Mark?
    public init(_ text: String, _ kind: Kind) {
      self.text = text
      self.kind = kind
    }
  }

  public struct Row: Hashable, Sendable {
    /// For the program; stands in the hidden column.
    public var key: String
    /// By column, from 1.
    public var cells: [Int: Cell]
    public var isHidden = false
    public init(_ key: String = "", _ cells: [Int: Cell] = [:]) {
      self.key = key
      self.cells = cells
    }
  }

  public struct Sheet: Hashable, Sendable {
    public var name: String
    /// Of the columns from 1, in digits of the standard font.
    public var widths: [Double]
    public var rows: [Row]
    public var isHidden = false
    public init(_ name: String, widths: [Double], rows: [Row] = []) {
      self.name = name
      self.widths = widths
      self.rows = rows
    }
  }

  /// The first is always seen.
  public var sheets: [Sheet]
  /// Texts to choose from.
  public var lists: [[String]]

  public init(_ sheets: [Sheet], lists: [[String]]) {
    self.sheets = sheets
    self.lists = lists
  }

  /// Name of the hidden sheet that holds the lists.
  public static let listSheet = "_选项"
  /// Longest text that fits a cell, in UTF-16 units.
  public static let textMax = Workbook.textMax

  /// - Throws: `.tooLarge` beyond what a workbook holds.
  public func xlsx(createdAt: Int = 315_532_800) throws(WorkbookError) -> [UInt8] {
    var names = SheetNames()
    var workbook = try Workbook(createdAt: createdAt)
    for sheet in sheets {
      var writer = FillSheetWriter(lists: lists.map(\.count))
      try writer.write(sheet, named: sheet.isHidden ? sheet.name : names.unique(sheet.name), into: &workbook)
    }
    try workbook.addSheet(Self.listSheet, isLandscape: false)
    for (column, list) in lists.enumerated() {
      for (row, text) in list.enumerated() {
        try workbook.write(text, number: nil, in: .init(rows: row...row, columns: column...column), .init())
      }
    }
    workbook.hideSheet()
    return try workbook.finish()
  }
}

/// Writes one sheet of a workbook to fill in.
struct FillSheetWriter {
  /// How many texts each list has.
  let lists: [Int]

  mutating func write(
    _ sheet: FillWorkbook.Sheet, named name: String, into workbook: inout Workbook
  ) throws(WorkbookError) {
    try workbook.addSheet(name, isLandscape: sheet.widths.count > 5)
    try workbook.hideColumn(0)
    for (index, width) in sheet.widths.enumerated() { workbook.setWidth(width, column: index + 1) }
    for (row, content) in sheet.rows.enumerated() {
      if !content.key.isEmpty { try text(content.key, row, 0, into: &workbook) }
      for (column, cell) in content.cells.sorted(by: { $0.key < $1.key }) {
        try write(cell, row, column, into: &workbook)
      }
      if content.isHidden { try workbook.hideRow(row) } else { workbook.setHeight(height(content, sheet), row: row) }
    }
    workbook.protect()
    if sheet.isHidden { workbook.hideSheet() }
  }

  private func text(
    _ text: String, _ row: Int, _ column: Int, into workbook: inout Workbook
  ) throws(WorkbookError) {
    var style = Workbook.Style()
    style.hasBorder = false
    style.numberFormat = "@"
    try workbook.write(text, number: nil, in: area(row, column, 1), style)
  }

  private func area(_ row: Int, _ column: Int, _ columns: Int) -> Workbook.Area {
    .init(rows: row...row, columns: column...(column + max(1, columns) - 1))
  }

  private func write(
    _ cell: FillWorkbook.Cell, _ row: Int, _ column: Int, into workbook: inout Workbook
  ) throws(WorkbookError) {
    let area = area(row, column, cell.columns)
    let style = style(cell)
    if case .sum(let first) = cell.kind, first < row {
      let letters = CellAddress.columnName(column)
      try workbook.write(
        formula: "=SUM(\(letters)\(first + 1):\(letters)\(row))", result: Double(cell.text) ?? 0, row: row,
        column: column,
        style)
      return
    }
    let number = Self.number(cell)
    var plain = style
    // What is no figure stays as it was typed; a text format keeps it from being taken for one.
    if number == nil, !cell.text.isEmpty, case .input = cell.kind { plain.numberFormat = "@" }
    try workbook.write(cell.text, number: number, in: area, number == nil ? plain : style)
    if let remark = cell.remark { try workbook.remark(remark, row: row, column: column) }
    guard case .input(let input) = cell.kind else { return }
    if let list = cell.list, lists.indices.contains(list), lists[list] > 0 {
      let letters = CellAddress.columnName(list)
      let formula = "='\(FillWorkbook.listSheet)'!$\(letters)$1:$\(letters)$\(lists[list])"
      try workbook.check(.choice(formula: formula), hint: cell.hint, in: area)
      return
    }
    switch input {
    case .words: break
    case .figure: try workbook.check(.number(-1e15...1e15, isWhole: false), hint: cell.hint, in: area)
    case .percent: try workbook.check(.number(-1_000...1_000, isWhole: false), hint: cell.hint, in: area)
    case .whole(let range):
      let bounds = Double(range.lowerBound)...Double(range.upperBound)
      try workbook.check(.number(bounds, isWhole: true), hint: cell.hint, in: area)
    }
  }

  /// The figure of a cell that holds one, nil for words and for more digits than a workbook keeps.
  private static func number(_ cell: FillWorkbook.Cell) -> Double? {
    guard case .input(let input) = cell.kind, input != .words else { return nil }
    guard cell.text.utf8.count(where: { (0x30...0x39).contains($0) }) <= 15, let value = Double(cell.text),
      cell.text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E })
    else { return nil }
    return input == .percent ? value / 100 : value
  }

  private func style(_ cell: FillWorkbook.Cell) -> Workbook.Style {
    var style = Workbook.Style()
    switch cell.kind {
    case .title:
      style.font = .init(name: "黑体", size: 14, isBold: true)
      style.hasBorder = false
    case .note: style.hasBorder = false
    case .label: style.fill = 0xEBEFF3
    case .head:
      style.fill = 0xEBEFF3
      style.font.isBold = true
      style.alignment = .center
    case .locked: style.fill = 0xF4F6F8
    case .sum:
      style.fill = 0xF4F6F8
      style.alignment = .right
      style.numberFormat = "General"
    case .input(let input):
      style.isOpen = true
      switch input {
      case .words: style.numberFormat = "@"
      case .figure, .whole:
        style.numberFormat = "General"
        style.alignment = .right
      case .percent:
        style.numberFormat = "0.00##########%"
        style.alignment = .right
      }
    }
    switch cell.mark {
    case .wrong: style.fill = 0xFDE0DC
    case .doubtful: style.fill = 0xFBF0D9
    case nil: break
    }
    return style
  }

  /// Enough lines for the longest text of the row, in points.
  private func height(_ row: FillWorkbook.Row, _ sheet: FillWorkbook.Sheet) -> Double {
    var lines = 1
    for (column, cell) in row.cells {
      let last = min(column + cell.columns - 1, sheet.widths.count)
      guard column <= last else { continue }
      let width = sheet.widths[(column - 1)..<last].reduce(0, +)
      let own = CellText.lines(cell.text).reduce(0) { $0 + max(1, Int((Double($1) / max(4, width - 1)).rounded(.up))) }
      lines = max(lines, own)
    }
    return min(400, max(20, Double(lines) * 15 + 5))
  }
}
