public import Documents
public import Model

/// A table of final accounts as its official form has it: cells with their spans, figures with their addresses.
public struct AccountsGrid: Hashable, Sendable {
  public struct Cell: Hashable, Sendable {
    public var text: String
    public var column: Int
    public var columnSpan = 1
    public var rowSpan = 1
    /// Where the figure stands; nil for heads, names and codes.
    public var address: AccountsCell?
    /// A code or a number of a line.
    public var isCode = false
  }

  public let rows: [[Cell]]
  public let headRows: Int

  /// The same for a writer.
  public var table: Document.Table {
    let cells = rows.map { row in
      row.map {
        Document.Cell($0.text, column: $0.column, columnSpan: $0.columnSpan, rowSpan: $0.rowSpan, at: Document.Place())
      }
    }
    return Document.Table(rows: cells, grid: .exact, at: Document.Place(), headRows: headRows)
  }
}

/// Lays one table out on a grid, as its official form has it.
struct AccountsSheetPrinter {
  let accounts: DepartmentAccounts
  let table: AccountsTable
  let blankRows: Int
  let classes: AccountsDocument.Codes
  let economic: AccountsDocument.Codes
  let personnel: Set<String>

  var grid: AccountsGrid {
    switch table {
    case .summary, .fiscal: return twoSided()
    case .income, .spending, .general, .fund, .capital, .budget: return functional()
    case .basic: return basic()
    case .threePublic: return threePublic()
    case .supplement: return supplement()
    }
  }

  private func cell(_ text: String, _ column: Int, span: Int = 1, rows: Int = 1) -> AccountsGrid.Cell {
    AccountsGrid.Cell(text: text, column: column, columnSpan: span, rowSpan: rows)
  }

  /// The figure of a row, with the address that it stands at.
  private func figure(_ row: DepartmentAccounts.Row?, _ key: String, _ column: Int) -> AccountsGrid.Cell {
    let value = row.flatMap { row in table.index(of: key).flatMap { $0 < row.values.count ? row.values[$0] : nil } }
    return AccountsGrid.Cell(
      text: words(value), column: column, address: row.map { AccountsCell(table, $0.key, key) })
  }

  private func grid(_ rows: [[AccountsGrid.Cell]], head: Int) -> AccountsGrid {
    AccountsGrid(rows: rows, headRows: head)
  }

  /// In the unit of the workbook, two places and more where they matter.
  private func words(_ value: Int64?) -> String {
    value.map { Money(fen: $0).figure(in: accounts.unit, places: 2).description } ?? ""
  }

  // MARK: by functional code

  private func functional() -> AccountsGrid {
    let columns = table.columns
    let isTall = columns.contains { $0.under != nil }
    var heads: [[AccountsGrid.Cell]] = [[cell("科目编码", 0, rows: isTall ? 2 : 1), cell("科目名称", 1, rows: isTall ? 2 : 1)]]
    if isTall { heads.append([]) }
    var index = 0
    while index < columns.count {
      guard let group = columns[index].under else {
        heads[0].append(cell(columns[index].title, index + 2, rows: isTall ? 2 : 1))
        index += 1
        continue
      }
      let span = columns[index...].prefix { $0.under == group }.count
      heads[0].append(cell(group, index + 2, span: span))
      for inner in index..<(index + span) { heads[1].append(cell(columns[inner].title, inner + 2)) }
      index += span
    }
    var rows = heads
    let own = accounts.printed(table)
    if own.first(where: { $0.key == "total" }) == nil {
      rows.append([cell("合计", 0, span: 2)] + blank(columns.count, from: 2))
    }
    for row in own {
      let values = columns.enumerated().map { figure(row, $0.element.key, $0.offset + 2) }
      rows.append(row.code == nil ? [cell("合计", 0, span: 2)] + values : [code(row.key, 0), cell(row.name, 1)] + values)
    }
    if own.isEmpty { for _ in 0..<blankRows { rows.append(blank(columns.count + 2, from: 0)) } }
    return grid(rows, head: heads.count)
  }

  private func code(_ text: String, _ column: Int) -> AccountsGrid.Cell {
    AccountsGrid.Cell(text: text, column: column, isCode: true)
  }

  private func blank(_ count: Int, from column: Int) -> [AccountsGrid.Cell] {
    (0..<count).map { cell("", column + $0) }
  }

  // MARK: two sides

  private func twoSided() -> AccountsGrid {
    let right = table == .summary ? ["amount"] : ["total", "general", "fund", "capital"]
    var rows: [[AccountsGrid.Cell]] = [
      [cell("收入", 0, span: 3), cell("支出", 3, span: 2 + right.count)],
      [cell("项目", 0), cell("行次", 1), cell(table == .summary ? "金额" : "决算数", 2), cell("项目", 3), cell("行次", 4)]
        + right.enumerated().map { index, key in
          cell(table.columns.first { $0.key == key }?.title ?? "", 5 + index)
        },
    ]
    let left = accounts.printed(table).filter { $0.key.hasPrefix("in-") }
    var classRows = accounts.printed(table).filter(\.isClassOfSpending)
    if classRows.isEmpty {
      classRows = classes.map {
        DepartmentAccounts.Row("out-\($0.code)", $0.name, [Int64?](repeating: nil, count: table.columns.count))
      }
    }
    let closing = accounts.printed(table).filter { $0.key.hasPrefix("out-") && !$0.isClassOfSpending }
    // Both sums stand in the last row.
    let leftSum = left.suffix(1)
    let height = max(left.count - 1, classRows.count + closing.count - 1)
    let leftRows: [DepartmentAccounts.Row?] =
      left.dropLast().map { $0 } + [DepartmentAccounts.Row?](repeating: nil, count: height - (left.count - 1))
      + Array(leftSum)
    let upper = classRows.map { Optional($0) }
    let gap = [DepartmentAccounts.Row?](repeating: nil, count: height - (classRows.count + closing.count - 1))
    let rightRows = upper + gap + closing.map { Optional($0) }
    for (index, pair) in zip(leftRows, rightRows).enumerated() {
      let name = pair.1.map { row in
        row.isClassOfSpending
          ? Self.ordinal((upper.firstIndex { $0?.key == row.key } ?? 0) + 1) + "、" + row.name : row.name
      }
      var line = [
        cell(pair.0?.name ?? "", 0), code(String(index + 1), 1), figure(pair.0, "amount", 2), cell(name ?? "", 3),
        code(String(height + 1 + index + 1), 4),
      ]
      for (offset, key) in right.enumerated() { line.append(figure(pair.1, key, 5 + offset)) }
      rows.append(line)
    }
    return grid(rows, head: 2)
  }

  private static func ordinal(_ number: Int) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    guard number >= 10 else { return digits[number] }
    return (number < 20 ? "" : digits[number / 10]) + "十" + digits[number % 10]
  }

  // MARK: by economic code

  private func basic() -> AccountsGrid {
    var own = accounts.rows(.basic).filter { $0.code != nil }.sorted { $0.key < $1.key }
    if own.isEmpty { own = economic.map { DepartmentAccounts.Row($0.code, $0.name, [nil]) } }
    let people = own.filter { personnel.contains(String($0.key.prefix(3))) }
    let cost = own.filter { !personnel.contains(String($0.key.prefix(3))) }
    let half = (cost.count + 1) / 2
    let groups = [people, Array(cost.prefix(half)), Array(cost.dropFirst(half))]
    var rows: [[AccountsGrid.Cell]] = [
      [cell("人员经费", 0, span: 3), cell("公用经费", 3, span: 6)],
      (0..<3).flatMap { [cell("科目编码", $0 * 3), cell("科目名称", $0 * 3 + 1), cell("决算数", $0 * 3 + 2)] },
    ]
    for index in 0..<max(groups.map(\.count).max() ?? 0, own.isEmpty ? blankRows : 0) {
      rows.append(
        groups.enumerated().flatMap { offset, group -> [AccountsGrid.Cell] in
          let row = index < group.count ? group[index] : nil
          return [
            code(row?.key ?? "", offset * 3), cell(row?.name ?? "", offset * 3 + 1),
            figure(row, "amount", offset * 3 + 2),
          ]
        })
    }
    rows.append([
      cell("人员经费合计", 0, span: 2), total("personnel", 2), cell("公用经费合计", 3, span: 5), total("public", 8),
    ])
    return grid(rows, head: 2)
  }

  private func total(_ key: String, _ column: Int) -> AccountsGrid.Cell {
    figure(accounts.row(.basic, key) ?? DepartmentAccounts.Row(key, "", [nil]), "amount", column)
  }

  // MARK: lines

  private func threePublic() -> AccountsGrid {
    func heads(_ first: Int) -> [[AccountsGrid.Cell]] {
      [
        [cell(first == 0 ? "预算数" : "决算数", first, span: 6)],
        [
          cell("合计", first, rows: 2), cell("因公出国（境）费", first + 1, rows: 2),
          cell("公务用车购置及运行维护费", first + 2, span: 3), cell("公务接待费", first + 5, rows: 2),
        ],
        [cell("小计", first + 2), cell("公务用车购置费", first + 3), cell("公务用车运行维护费", first + 4)],
      ]
    }
    let rows = zip(heads(0), heads(6)).map { $0 + $1 }
    let printed = accounts.printed(.threePublic)
    let values = ["budget", "final"].flatMap { column in printed.map { (row: $0, column: column) } }
    return grid(
      rows + [values.enumerated().map { figure($0.element.row, $0.element.column, $0.offset) }], head: 3)
  }

  private func supplement() -> AccountsGrid {
    let head = [cell("项目", 0), cell("单位", 1), cell("数额", 2)]
    let rows = AccountsTable.supplement.lines.map { line -> [AccountsGrid.Cell] in
      let value = accounts[.supplement, line.key, "value"]
      let text = line.unit == .money ? words(value) : value.map(String.init) ?? ""
      return [
        cell(line.title, 0), cell(line.unit.words ?? accounts.unit.rawValue, 1),
        AccountsGrid.Cell(text: text, column: 2, address: AccountsCell(.supplement, line.key, "value")),
      ]
    }
    return grid([head] + rows, head: 1)
  }
}
