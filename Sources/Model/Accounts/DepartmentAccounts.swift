/// The final accounts of a department for one year (部门决算): its tables, and the words that only people can give.
///
/// Every figure is a whole number, fen where it is money and pieces where the line counts things, so that nothing is
/// rounded between the workbook and the page. What prose says of them is made from them and never typed.
public struct DepartmentAccounts: Hashable, Sendable {
  /// A row of a table: a line of the form, or a code of a classification.
  public struct Row: Hashable, Sendable {
    /// Key of a line, or the code; `total` for the total of a table by codes. Unique in its table.
    public let key: String
    public var name: String
    /// In the order of the table's columns; nil where the cell is empty.
    public var values: [Int64?]

    public init(_ key: String, _ name: String, _ values: [Int64?]) {
      self.key = key
      self.name = name
      self.values = values
    }

    /// Digits of a classification; nil for lines and totals.
    public var code: String? { key.utf8.allSatisfy { (0x30...0x39).contains($0) } ? key : nil }
    public var isEmpty: Bool { values.allSatisfy { $0 == nil || $0 == 0 } }
  }

  /// More rows than the classification has codes in use anywhere.
  public static let rowsMax = 2_000

  /// Tables that are there, in the order of their rows.
  public private(set) var tables: [AccountsTable: [Row]] = [:]
  /// Tables of which the department says that it has nothing (本部门无…).
  public var none: Set<AccountsTable> = []
  /// The unit of the workbook: figures in 元 agree to the fen, figures in 万元 carry rounding.
  public var unit: MoneyUnit = .wanYuan
  /// Name of the workbook they were read from.
  public var source: String?
  /// Reasons of changes and other words that only people can give, by key of the narrative.
  public var words: [String: String] = [:]
  /// The narrative as it was handed in; empty until then.
  public var narrative: [BoundSection] = []

  public init() {}

  public var isEmpty: Bool { tables.values.allSatisfy { $0.allSatisfy(\.isEmpty) } }

  public func rows(_ table: AccountsTable) -> [Row] { tables[table] ?? [] }
  public func has(_ table: AccountsTable) -> Bool { !none.contains(table) && !rows(table).isEmpty }
  public func row(_ table: AccountsTable, _ key: String) -> Row? { rows(table).first { $0.key == key } }

  /// The figure of a cell; nil when the cell is empty or not there.
  public subscript(cell: AccountsCell) -> Int64? {
    guard let index = cell.table.index(of: cell.column), let row = row(cell.table, cell.row),
      index < row.values.count
    else { return nil }
    return row.values[index]
  }

  public subscript(table: AccountsTable, row: String, column: String) -> Int64? {
    self[AccountsCell(table, row, column)]
  }

  /// Replaces the rows of a table; empty rows without a code stay out, the total stands first.
  public mutating func set(_ table: AccountsTable, _ rows: [Row]) {
    let width = table.columns.count
    tables[table] = rows.map { row in
      var row = row
      row.values = Array((row.values + Array(repeating: nil, count: width)).prefix(width))
      return row
    }
    if rows.contains(where: { !$0.isEmpty }) { none.remove(table) }
  }

  /// Writes one cell; a line that the form has and the table does not is added.
  /// - Returns: false when the table has no such row or column.
  @discardableResult
  public mutating func set(_ value: Int64?, at cell: AccountsCell) -> Bool {
    guard let index = cell.table.index(of: cell.column) else { return false }
    if let place = tables[cell.table]?.firstIndex(where: { $0.key == cell.row }) {
      tables[cell.table]?[place].values[index] = value
    } else {
      guard let line = (cell.table.lines + cell.table.closingLines).first(where: { $0.key == cell.row }) else {
        return false
      }
      var values = [Int64?](repeating: nil, count: cell.table.columns.count)
      values[index] = value
      tables[cell.table, default: []].append(Row(line.key, line.title, values))
    }
    if value != nil { none.remove(cell.table) }
    return true
  }

  /// The table as the form prints it: every line of the form in its order, then what else there is.
  /// - Parameter classes: functional classes that the spending side lists, by code.
  public func printed(_ table: AccountsTable) -> [Row] {
    let rows = rows(table)
    let empty = [Int64?](repeating: nil, count: table.columns.count)
    func line(_ line: AccountsLine) -> Row { row(table, line.key) ?? Row(line.key, line.title, empty) }
    switch table.shape {
    case .fixed: return table.lines.map(line)
    case .twoSided:
      return table.lines.map(line) + rows.filter { $0.isClassOfSpending }.sorted { $0.key < $1.key }
        + table.closingLines.map(line)
    case .functional, .economic:
      return rows.filter { $0.code == nil } + rows.filter { $0.code != nil }.sorted { $0.key < $1.key }
    }
  }
}

extension DepartmentAccounts.Row {
  /// A class of the functional classification at the spending side: `out-208`.
  public var isClassOfSpending: Bool { classCode != nil }

  /// `208` of `out-208`.
  public var classCode: String? {
    guard key.hasPrefix("out-") else { return nil }
    let code = key.dropFirst(4)
    return code.utf8.count == 3 && code.utf8.allSatisfy { (0x30...0x39).contains($0) } ? String(code) : nil
  }
}

extension DepartmentAccounts {
  public var json: JSON {
    .object([
      "narrative": narrative.isEmpty ? nil : .array(narrative.map(\.json)),
      "none": .array(none.sorted().map { .string($0.rawValue) }),
      "source": source.map { .string($0) },
      "tables": .object(
        tables.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map { table, rows in
          .init(table.rawValue, .array(rows.map(Self.json)))
        }),
      "unit": .string(unit.rawValue),
      "words": .object(
        words.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }),
    ])
  }

  private static func json(_ row: Row) -> JSON {
    .object([
      "key": .string(row.key), "name": .string(row.name),
      "values": .array(row.values.map { $0.flatMap { Int(exactly: $0) }.map { .integer($0) } ?? .null }),
    ])
  }

  /// Reads what a stage or a publication holds; what is not there is empty.
  public init(_ json: JSON) {
    self.init()
    for member in json["tables"]?.members ?? [] {
      guard let table = AccountsTable(rawValue: member.key) else { continue }
      set(
        table,
        (member.value.array ?? []).compactMap { row in
          guard let key = row["key"]?.string else { return nil }
          return Row(
            key, row["name"]?.string ?? "", (row["values"]?.array ?? []).map { $0.integer.map { Int64($0) } })
        })
    }
    none = Set((json["none"]?.array ?? []).compactMap { $0.string.flatMap(AccountsTable.init(rawValue:)) })
    unit = json["unit"]?.string.flatMap(MoneyUnit.init(rawValue:)) ?? .wanYuan
    source = json["source"]?.string
    narrative = (json["narrative"]?.array ?? []).map(BoundSection.init)
    for member in json["words"]?.members ?? [] { words[member.key] = member.value.string }
  }
}
