internal import Model
public import Schemes

extension AccountsTerms {
  public init(_ policy: AccountsPolicy) {
    self.init(
      personnel: policy.personnel, tolerancePerAddend: Money(policy.tolerancePerAddend, .wanYuan)?.fen ?? 0,
      toleranceMax: Money(policy.toleranceMax, .wanYuan)?.fen ?? 0)
  }
}

/// Final accounts as the rules ask for them: cells with their words, sums, classes.
struct AccountsFacts: Sendable {
  let accounts: DepartmentAccounts
  let context: AccountsContext
  let terms: AccountsTerms
  private let names: [AccountsTable: [String: String]]
  private let rows: [AccountsTable: [String: DepartmentAccounts.Row]]

  init(_ accounts: DepartmentAccounts, _ context: AccountsContext, _ terms: AccountsTerms) {
    self.accounts = accounts
    self.context = context
    self.terms = terms
    rows = Dictionary(
      uniqueKeysWithValues: AccountsTable.allCases.map { table in
        (table, Dictionary(accounts.rows(table).map { ($0.key, $0) }) { first, _ in first })
      })
    names = rows.mapValues { $0.mapValues(\.name) }
  }

  /// Whether a table can be compared with: it is there, or the department says it has none.
  func knows(_ table: AccountsTable) -> Bool { accounts.none.contains(table) || !(rows[table] ?? [:]).isEmpty }

  func value(_ table: AccountsTable, _ row: String, _ column: String) -> Int64? {
    guard let index = table.index(of: column), let values = rows[table]?[row]?.values, index < values.count else {
      return nil
    }
    return values[index]
  }

  /// A cell as a term; an empty cell counts nothing. nil when the table is not there.
  func term(_ table: AccountsTable, _ row: String, _ column: String) -> AccountsRelation.Term? {
    guard knows(table) else { return nil }
    let column = table.columns.first { $0.key == column }
    return AccountsRelation.Term(
      label: label(table, row, column), cell: AccountsCell(table, row, column?.key ?? ""),
      value: value(table, row, column?.key ?? "") ?? 0)
  }

  private func label(_ table: AccountsTable, _ row: String, _ column: AccountsColumn?) -> String {
    let name = names[table]?[row] ?? (table.lines + table.closingLines).first { $0.key == row }?.title ?? row
    let line = row.utf8.allSatisfy { (0x30...0x39).contains($0) } ? "\(row) \(name)" : name
    let head = table.columns.count > 1 ? column.map { "，\($0.fullTitle)" } ?? "" : ""
    return "\(table.words) \(line)\(head)"
  }

  func terms(_ table: AccountsTable, _ rows: [String], _ column: String) -> [AccountsRelation.Term?] {
    rows.map { term(table, $0, column) }
  }

  /// Codes of a table with so many digits, in order.
  func codes(_ table: AccountsTable, _ digits: Int) -> [String] {
    (rows[table] ?? [:]).keys.filter { $0.utf8.count == digits && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
      .sorted()
  }

  /// Codes below a code with so many digits.
  func codes(_ table: AccountsTable, _ digits: Int, under code: String) -> [String] {
    codes(table, digits).filter { $0.hasPrefix(code) }
  }

  /// Functional classes at the spending side of a table with two sides.
  func classes(_ table: AccountsTable) -> [String] { (rows[table] ?? [:]).values.compactMap(\.classCode).sorted() }

  func name(_ table: AccountsTable, _ row: String) -> String { names[table]?[row] ?? "" }

  /// Two sides as a relation; nil when one of them cannot be compared.
  func relation(
    _ rule: String, _ subject: String, _ left: [AccountsRelation.Term?],
    _ comparison: AccountsRelation.Comparison, _ right: [AccountsRelation.Term?], isMoney: Bool = true
  ) -> AccountsRelation? {
    let leftTerms = left.compactMap { $0 }
    let rightTerms = right.compactMap { $0 }
    guard !left.isEmpty, !right.isEmpty, leftTerms.count == left.count, rightTerms.count == right.count else {
      return nil
    }
    return AccountsRelation(
      rule: rule, subject: subject, left: leftTerms, right: rightTerms, comparison: comparison,
      tolerance: isMoney ? tolerance(left.count + right.count) : 0, isMoney: isMoney)
  }

  /// Two sides that are equal.
  func relation(
    _ rule: String, _ subject: String, _ left: [AccountsRelation.Term?], _ right: [AccountsRelation.Term?],
    isMoney: Bool = true
  ) -> AccountsRelation? {
    relation(rule, subject, left, .equal, right, isMoney: isMoney)
  }

  /// Nothing where the workbook is in 元: there nothing was rounded.
  private func tolerance(_ addends: Int) -> Int64 {
    accounts.unit == .yuan ? 0 : min(terms.tolerancePerAddend * Int64(addends), terms.toleranceMax)
  }

  /// A figure that stands in no table.
  func outside(_ label: String, _ value: Money) -> AccountsRelation.Term {
    AccountsRelation.Term(label: label, cell: nil, value: value.fen)
  }
}

extension AccountsTable {
  /// 表一 … 表九, then by name.
  var words: String {
    let digits = ["一", "二", "三", "四", "五", "六", "七", "八", "九"]
    return isPublished ? "表" + digits[number - 1] : shortName
  }
}
