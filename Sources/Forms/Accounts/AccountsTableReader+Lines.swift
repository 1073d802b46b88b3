internal import Model
internal import Schemes

extension AccountsTableReader {
  // MARK: two sides

  mutating func readTwoSided() -> [Row] {
    let numbers = sheet.numbers(in: 1...max(1, sheet.lastRow))
    guard let sides = sides(numbers) else {
      if numbers.count > 3 { reportSheet("没有找到表头。左右两边都要有“项目”和“金额”（或“决算数”）；可以先下载模板。") }
      return []
    }
    var rows: [Row] = []
    var openings = false
    for row in numbers where row > sides.head && !sheet.isCounting(row) {
      if let read = incomeLine(row, sides, &openings) { keep(read, row, sides.leftName, &rows) }
      if let read = spendingLine(row, sides) { keep(read, row, sides.rightName, &rows) }
    }
    return rows
  }

  private mutating func keep(_ read: Row, _ row: Int, _ column: Int, _ rows: inout [Row]) {
    if rows.contains(where: { $0.key == read.key }) {
      if !read.isEmpty { report(row, column, "“\(read.name)”前面已有一行。请合并成一行。") }
    } else {
      rows.append(read)
    }
  }

  private struct Sides {
    var head: Int
    var leftName: Int
    var leftAmount: Int
    var rightName: Int
    /// By key of the table's columns.
    var right: [String: Int]
  }

  private func sides(_ numbers: [Int]) -> Sides? {
    for row in numbers.prefix(15) {
      let names = (1...max(1, sheet.lastColumn)).filter { column in
        let key = AccountsWording.key(sheet.text(row, column))
        return key.hasPrefix("项目") || key == "收入项目" || key == "支出项目"
      }
      guard names.count >= 2 else { continue }
      // Heads may stand in two rows; the data begin with a line of the form.
      let first =
        numbers.first { $0 > row && !sheet.isCounting($0) && line(sheet.text($0, names[0])) != nil } ?? row + 1
      let heads = sheet.heads(row...max(row, first - 1))
      func isAmount(_ column: Int) -> Bool {
        ["金额", "决算数", "合计", "小计"].contains(heads[column]?.last ?? "")
      }
      guard let left = (names[0]..<names[1]).first(where: isAmount) else { continue }
      var right: [String: Int] = [:]
      for column in (names[1] + 1)...max(names[1] + 1, sheet.lastColumn) {
        let words = (heads[column] ?? []).joined()
        let key: String? =
          table == .summary
          ? (isAmount(column) ? "amount" : nil)
          : words.contains("一般公共预算")
            ? "general"
            : words.contains("政府性基金")
              ? "fund" : words.contains("国有资本") ? "capital" : isAmount(column) ? "total" : nil
        if let key, right[key] == nil { right[key] = column }
      }
      guard !right.isEmpty else { continue }
      return Sides(head: first - 1, leftName: names[0], leftAmount: left, rightName: names[1], right: right)
    }
    return nil
  }

  private func line(_ text: String) -> AccountsLine? {
    let key = AccountsWording.key(text)
    guard !key.isEmpty else { return nil }
    return table.lines.first { $0.matches(key) }
  }

  private mutating func incomeLine(_ row: Int, _ sides: Sides, _ openings: inout Bool) -> Row? {
    let text = sheet.text(row, sides.leftName)
    guard !text.isEmpty else { return nil }
    guard var found = line(text) else {
      if let value = amount(row, sides.leftAmount, text), value != 0 {
        report(row, sides.leftName, "认不出“\(text.prefix(30))”这一项。请用模板里的项目名称，或者把它并到“其他收入”。")
      }
      return nil
    }
    if found.key == "in-opening" { openings = true }
    // Below the opening balance the three kinds are its parts.
    if openings, table == .fiscal,
      let part = table.lines.first(where: { $0.key == found.key.replacing("in-", with: "in-opening-") })
    {
      found = part
    }
    var values = [Int64?](repeating: nil, count: table.columns.count)
    values[0] = amount(row, sides.leftAmount, found.title)
    return Row(found.key, found.title, values)
  }

  private mutating func spendingLine(_ row: Int, _ sides: Sides) -> Row? {
    let text = sheet.text(row, sides.rightName)
    guard !text.isEmpty else { return nil }
    var values: [Int64?] = []
    for column in table.columns {
      values.append(amount(row, sides.right[column.key], "\(text)，\(column.title)"))
    }
    let key = AccountsWording.key(text)
    if let found = table.closingLines.first(where: { $0.matches(key) }) { return Row(found.key, found.title, values) }
    guard let code = policy.functionalCode(text) else {
      if values.contains(where: { ($0 ?? 0) != 0 }) {
        report(row, sides.rightName, "认不出“\(text.prefix(30))”这一类支出。请用功能分类的类名，如“一、一般公共服务支出”。")
      }
      return nil
    }
    let read = Row("out-\(code)", policy.functional.first { $0.code == code }?.name ?? text, values)
    return read.isEmpty ? nil : read
  }

  // MARK: fixed lines

  /// One line with a name and a figure each.
  mutating func readLines() -> [Row] {
    var rows: [Row] = []
    for row in sheet.numbers(in: 1...max(1, sheet.lastRow)) {
      let cells = (sheet.rows[row] ?? [:]).sorted { $0.key < $1.key }
      guard let name = cells.first(where: { line($0.value) != nil }), let line = line(name.value) else { continue }
      // The figure is the first cell behind the name that is one; a unit may stand between.
      let behind = cells.filter { $0.key > name.key }
      let column = behind.first { isFigure(row, $0.key) }?.key ?? behind.first { !Self.isUnit($0.value) }?.key
      guard let column else { continue }
      let value: Int64? =
        line.unit == .money ? amount(row, column, line.title) : pieces(row, column, line.title)
      keep(Row(line.key, line.title, [value]), row, name.key, &rows)
    }
    return rows.filter { !$0.values.allSatisfy { $0 == nil } }
  }

  private static func isUnit(_ text: String) -> Bool {
    ["万元", "元", "辆", "台", "个", "人次", "批次", "台（套）"].contains(text)
  }

  // MARK: three public costs

  /// One row of twelve figures, or a row for each cost with budget and final figure.
  mutating func readThreePublic() -> [Row] {
    let numbers = sheet.numbers(in: 1...max(1, sheet.lastRow))
    guard
      let head = numbers.prefix(15).first(where: { row in
        (1...max(1, sheet.lastColumn)).contains { AccountsWording.key(sheet.text(row, $0)).hasPrefix("决算") }
          && !(sheet.rows[row] ?? [:]).values.contains { AccountsWording.key($0).hasSuffix("表") }
      })
    else {
      if numbers.count > 3 { reportSheet("没有找到表头。要有“预算数”“决算数”两部分；可以先下载模板。") }
      return []
    }
    return isSideways(head, numbers) ? sideways(head, numbers) : upright(head, numbers)
  }

  private func isSideways(_ head: Int, _ numbers: [Int]) -> Bool {
    // Names of costs stand in a row of heads, several of them beside each other.
    numbers.filter { $0 >= head && $0 <= head + 3 }.contains { row in
      (sheet.rows[row] ?? [:]).values.filter { line($0) != nil }.count >= 2
    }
  }

  private mutating func sideways(_ head: Int, _ numbers: [Int]) -> [Row] {
    let isData: (Int) -> Bool = { row in
      row > head && !sheet.isCounting(row) && (sheet.rows[row] ?? [:]).values.allSatisfy { line($0) == nil }
        && !(sheet.rows[row] ?? [:]).values.contains { ["预算数", "决算数"].contains(AccountsWording.key($0)) }
    }
    guard let data = numbers.first(where: isData) else { return [] }
    let heads = sheet.heads(head...(data - 1))
    var values: [String: [Int64?]] = [:]
    var group = 0
    for column in heads.keys.sorted() {
      guard let parts = heads[column], let last = parts.last else { continue }
      if parts[0].hasPrefix("决算") { group = 1 }
      if parts[0].hasPrefix("预算") { group = 0 }
      let inner = last == "小计" ? parts.dropLast().last ?? last : last
      guard let line = line(last == "小计" ? (inner.contains("公务用车") ? inner : "小计") : last) else { continue }
      let title = "\(table.columns[group].title) \(line.title)"
      values[line.key, default: [nil, nil]][group] = amount(data, column, title)
    }
    return table.lines.compactMap { line in values[line.key].map { Row(line.key, line.title, $0) } }
  }

  private mutating func upright(_ head: Int, _ numbers: [Int]) -> [Row] {
    let columns = (1...max(1, sheet.lastColumn)).map { ($0, AccountsWording.key(sheet.seen(head, $0))) }
    let budget = columns.first { $0.1.contains("预算") }?.0
    let final = columns.first { $0.1.hasPrefix("决算") }?.0
    var rows: [Row] = []
    for row in numbers where row > head {
      guard let name = (sheet.rows[row] ?? [:]).sorted(by: { $0.key < $1.key }).first(where: { line($0.value) != nil }),
        let line = line(name.value)
      else { continue }
      keep(
        Row(line.key, line.title, [amount(row, budget, line.title), amount(row, final, line.title)]), row, name.key,
        &rows)
    }
    return rows
  }
}

extension AccountsLine {
  /// Whether a name as files write it, folded, means this line.
  func matches(_ key: String) -> Bool {
    AccountsWording.key(title) == key || synonyms.contains { AccountsWording.key($0) == key }
  }
}
