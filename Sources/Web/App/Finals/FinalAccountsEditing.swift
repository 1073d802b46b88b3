import Lifecycle
import Model
import Schemes
import Store
import Work

/// Filling in one table of final accounts by hand.
enum FinalAccountsEditing {
  static let routes: [AppRoute] = [
    .get("/accounts/{id}/tables/{n}/edit", .may(.writeStage), edit),
    .post("/accounts/{id}/tables/{n}", .may(.writeStage), body: .fields(bytesMax: 2 << 20), save),
  ]

  /// Rows of one page: with seven columns there are 420 cells.
  private static let rowsOfPart = 60
  private static let newRows = 4
  /// A hundred thousand million yuan: no department has more.
  private static let fenMax: UInt64 = 10_000_000_000_000

  private static func open(_ call: Call) throws(Refusal) -> FinalAccountsView.Found {
    let found = try FinalAccountsView.find(call)
    guard found.isOpen else {
      throw .notTaken(why: "\(found.view.lead(call))这时不能改决算表。", whoCanHelp: "要改请办理的人退回，由主管部门财务科改。")
    }
    return found
  }

  private static func edit(_ call: Call) throws(Refusal) -> Response {
    let table = try FinalAccountsView.tableNumber(call)
    let found = try open(call)
    return call.page(finalAccountsEditPage(page(call, found, table, part: call.number("part") ?? 1)))
  }

  // MARK: the page

  private static func page(
    _ call: Call, _ found: FinalAccountsView.Found, _ table: AccountsTable, part: Int
  ) -> FinalAccountsEditPage {
    let rows = self.rows(found, table)
    let parts = max(1, (rows.count + rowsOfPart - 1) / rowsOfPart)
    let part = min(max(1, part), parts)
    let shown = rows.dropFirst((part - 1) * rowsOfPart).prefix(rowsOfPart)
    var lines = shown.map { line($0, table, found.accounts.unit) }
    if part == parts, table.shape == .functional || table.shape == .economic {
      for index in 1...newRows {
        lines.append(
          .init(key: "new-\(index)", code: "", name: "", values: table.columns.map { _ in "" }))
      }
    }
    return FinalAccountsEditPage(
      frame: FinalAccountsView.frame(call, found), table: table, accounts: found.accounts, number: found.row.number,
      lines: lines, part: part, parts: parts, isNone: found.accounts.none.contains(table))
  }

  /// Every row that may hold something: the lines of the form, every class of the place, the codes that are there.
  private static func rows(_ found: FinalAccountsView.Found, _ table: AccountsTable) -> [DepartmentAccounts.Row] {
    let printed = found.accounts.printed(table)
    let empty = [Int64?](repeating: nil, count: table.columns.count)
    switch table.shape {
    case .fixed: return printed
    case .twoSided:
      let classes = found.policy.functional.map { name in
        found.accounts.row(table, "out-\(name.code)") ?? DepartmentAccounts.Row("out-\(name.code)", name.name, empty)
      }
      return printed.filter { $0.key.hasPrefix("in-") } + classes
        + printed.filter { $0.key.hasPrefix("out-") && !$0.isClassOfSpending }
    case .functional:
      return (printed.contains { $0.key == "total" } ? [] : [DepartmentAccounts.Row("total", "合计", empty)]) + printed
    case .economic:
      let totals = [("personnel", "人员经费合计"), ("public", "公用经费合计")].map { key, name in
        found.accounts.row(table, key) ?? DepartmentAccounts.Row(key, name, empty)
      }
      return totals + printed.filter { $0.code != nil }
    }
  }

  private static func line(
    _ row: DepartmentAccounts.Row, _ table: AccountsTable, _ unit: MoneyUnit
  ) -> FinalAccountsEditPage.Line {
    let values = table.columns.enumerated().map { index, column -> String? in
      guard has(table, row.key, column.key) else { return nil }
      guard let value = row.values[index] else { return "" }
      if case .pieces = table.unit(of: row.key) { return String(value) }
      return Money(fen: value).figure(in: unit, places: 2).description
    }
    return .init(
      key: row.key, code: row.code, name: row.name, values: values, unit: table.unit(of: row.key).words)
  }

  /// The income side of a table with two sides has one column, the spending side the others.
  private static func has(_ table: AccountsTable, _ row: String, _ column: String) -> Bool {
    table != .fiscal || row.hasPrefix("in-") == (column == "amount")
  }

  // MARK: saving

  private static func save(_ call: Call) throws(Refusal) -> Response {
    let table = try FinalAccountsView.tableNumber(call)
    let found = try open(call)
    let fields = call.request.fields
    var accounts = found.accounts
    var page = page(call, found, table, part: fields["part"].flatMap { Int($0) } ?? 1)
    // What the page does not show stays.
    let shown = Set(page.lines.map(\.key))
    var made = self.rows(found, table).filter { !shown.contains($0.key) }
    for index in page.lines.indices {
      if let row = row(&page.lines[index], fields, table, accounts.unit, taken: made) { made.append(row) }
    }
    guard page.lines.allSatisfy({ $0.problems.isEmpty && $0.problem == nil }) else {
      return call.page(finalAccountsEditPage(page), .badRequest)
    }
    accounts.set(table, ordered(made.filter { !$0.isBare }, table))
    if table.mayBeNone {
      let isNone = fields["none"] == "1" && accounts.rows(table).allSatisfy(\.isEmpty)
      if isNone { accounts.none.insert(table) } else { accounts.none.remove(table) }
    }
    try FinalAccountsView.save(accounts, found.row, call)
    return .seeOther("/accounts/\(found.row.id)/tables/\(table.number)?done=table")
  }

  private static func ordered(_ rows: [DepartmentAccounts.Row], _ table: AccountsTable) -> [DepartmentAccounts.Row] {
    switch table.shape {
    case .functional, .economic:
      rows.filter { $0.code == nil } + rows.filter { $0.code != nil }.sorted { $0.key < $1.key }
    case .twoSided, .fixed: rows
    }
  }

  /// What was typed into a row; what is wrong is noted in the line. nil for a new row that was left empty.
  private static func row(
    _ line: inout FinalAccountsEditPage.Line, _ fields: Fields, _ table: AccountsTable, _ unit: MoneyUnit,
    taken: [DepartmentAccounts.Row]
  ) -> DepartmentAccounts.Row? {
    var values = [Int64?](repeating: nil, count: table.columns.count)
    for (index, column) in table.columns.enumerated() where line.values[index] != nil {
      let typed = TypedText.words(String((fields["v.\(line.key).\(column.key)"] ?? "").prefix(120)))
      line.values[index] = typed
      guard !typed.isEmpty else { continue }
      if case .pieces(let word) = table.unit(of: line.key) {
        values[index] = pieces(typed, word)
        if values[index] == nil { line.problems[index] = "“\(typed)”不是整数。请只写个数。" }
      } else {
        values[index] = money(typed, unit)
        if values[index] == nil { line.problems[index] = "“\(typed)”不是金额。请写成 120 或 120.5，单位是\(unit.rawValue)。" }
      }
    }
    guard line.isNew else { return DepartmentAccounts.Row(line.key, line.name, values) }
    let code = TypedText.words(String((fields["v.\(line.key).code"] ?? "").prefix(20)))
    let name = TypedText.words(String((fields["v.\(line.key).name"] ?? "").prefix(80)))
    line.code = code
    line.name = name
    if code.isEmpty, name.isEmpty, values.allSatisfy({ $0 == nil }), line.problems.isEmpty { return nil }
    let lengths = table.shape == .economic ? [3, 5] : [3, 5, 7]
    if !code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) || !lengths.contains(code.utf8.count) {
      line.problem = "科目编码“\(code)”应是 \(lengths.map(String.init).joined(separator: "、")) 位数字。"
    } else if taken.contains(where: { $0.key == code }) {
      line.problem = "科目 \(code) 已有一行，请改那一行。"
    } else if name.isEmpty {
      line.problem = "科目 \(code) 没有写名称。"
    }
    return DepartmentAccounts.Row(code, name, values)
  }

  private static func money(_ typed: String, _ unit: MoneyUnit) -> Int64? {
    guard let figure = TypedText.figure(typed, units: ["万元", "元"]), figure.places <= unit.fenPlaces,
      figure.magnitude < ExactDecimal(units: 1_000_000_000_000, places: 0), let money = Money(figure, unit),
      money.fen.magnitude < fenMax
    else { return nil }
    return money.fen
  }

  private static func pieces(_ typed: String, _ word: String) -> Int64? {
    guard let figure = TypedText.figure(typed, units: [word, "套"])?.trimmed, figure.places == 0, !figure.isNegative,
      figure.units < 100_000_000
    else { return nil }
    return figure.units
  }
}

extension DepartmentAccounts.Row {
  /// Neither figures nor, as a code, a reason to stay.
  fileprivate var isBare: Bool { values.allSatisfy { $0 == nil } }
}
