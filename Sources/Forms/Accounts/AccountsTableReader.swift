internal import Model
internal import Schemes

/// Reads one table of final accounts from its sheet.
struct AccountsTableReader {
  typealias Row = DepartmentAccounts.Row

  let table: AccountsTable
  let sheet: AccountsSheet
  let policy: AccountsPolicy
  let unit: MoneyUnit
  var problems: [AccountsProblem] = []

  /// Beyond this a list of mistakes helps nobody.
  private static let problemsMax = 500
  /// A hundred thousand million yuan: no department has more.
  private static let fenMax: UInt64 = 10_000_000_000_000

  init(_ table: AccountsTable, _ sheet: AccountsSheet, _ policy: AccountsPolicy, unit: MoneyUnit) {
    self.table = table
    self.sheet = sheet
    self.policy = policy
    self.unit = unit
  }

  mutating func read() -> [Row] {
    switch table.shape {
    case .functional: return readFunctional()
    case .economic: return readEconomic()
    case .twoSided: return readTwoSided()
    case .fixed: return table == .threePublic ? readThreePublic() : readLines()
    }
  }

  mutating func report(_ row: Int, _ column: Int, _ words: String) {
    guard problems.count < Self.problemsMax else { return }
    problems.append(
      AccountsProblem(sheet: sheet.name, row: row, column: column, value: sheet.text(row, column), words))
  }

  mutating func reportSheet(_ words: String) { problems.append(AccountsProblem(sheet: sheet.name, words)) }

  // MARK: figures

  /// Whether a cell holds something that could be an amount; heads and names do not.
  func isFigure(_ row: Int, _ column: Int) -> Bool {
    TypedText.figure(sheet.text(row, column), units: ["万元", "元"]) != nil
  }

  /// The amount of a cell in fen; nil for what is empty, a dash, or wrong, which is reported.
  mutating func amount(_ row: Int, _ column: Int?, _ title: String) -> Int64? {
    guard let column else { return nil }
    let text = sheet.text(row, column)
    if Self.isBlank(text) { return nil }
    guard let figure = TypedText.figure(text, units: ["万元", "元"]) else {
      report(row, column, "“\(title)”写的“\(text.prefix(20))”不是金额。请只写数字，单位是\(unit.rawValue)；没有就空着。")
      return nil
    }
    // Workbooks keep sums with the noise of floating point behind them.
    let places = unit.fenPlaces
    guard figure.places <= 12, figure.magnitude < ExactDecimal(units: 1_000_000_000_000, places: 0),
      let money = Money(figure.places > places ? figure.rounded(to: places) : figure, unit),
      money.fen.magnitude < Self.fenMax
    else {
      report(row, column, "“\(title)”的数大得不合理。请核对单位是不是\(unit.rawValue)。")
      return nil
    }
    return money.fen
  }

  mutating func pieces(_ row: Int, _ column: Int, _ title: String) -> Int64? {
    let text = sheet.text(row, column)
    if Self.isBlank(text) { return nil }
    guard let figure = TypedText.figure(text, units: ["辆", "台", "个", "人次", "批次", "人", "批", "套"])?.trimmed,
      figure.places == 0, !figure.isNegative, figure.units < 100_000_000
    else {
      report(row, column, "“\(title)”写的“\(text.prefix(20))”不是整数。请只写个数。")
      return nil
    }
    return figure.units
  }

  static func isBlank(_ text: String) -> Bool {
    text.isEmpty || text.allSatisfy { "-—－–/无 　".contains($0) }
  }

  // MARK: codes

  /// Digits of a code that stands in one cell or in several, and the name behind it in the same cell.
  func code(_ row: Int, _ columns: [Int]) -> (digits: String, name: String)? {
    var digits = ""
    var name = ""
    for column in columns {
      let text = sheet.text(row, column)
      guard let first = text.first, first.isNumber, first.isASCII else { continue }
      let part = String(text.prefix { $0.isNumber && $0.isASCII })
      let rest = text.dropFirst(part.count)
      if name.isEmpty { name = TypedText.words(String(rest.drop { ".0 -—:：".contains($0) })) }
      // 201 | 20103 | 2010301 repeats what stands before it; 201 | 03 | 01 adds to it.
      digits = !digits.isEmpty && part.hasPrefix(digits) && part.count > digits.count ? part : digits + part
    }
    return digits.isEmpty ? nil : (digits, name)
  }

  static func isTotal(_ text: String) -> Bool { ["合计", "总计", "本年支出合计", "本年收入合计"].contains(AccountsWording.key(text)) }
}
