internal import Model

extension AccountsTableReader {
  /// Which columns of a sheet hold what.
  struct Columns {
    var codes: [Int] = []
    var name: Int?
    /// By key of the table's columns.
    var figures: [String: Int] = [:]
    var head: Int
    var firstData: Int
  }

  // MARK: tables by functional code

  mutating func readFunctional() -> [Row] {
    guard let columns = findColumns() else { return [] }
    let missing = table.columns.filter { columns.figures[$0.key] == nil }
    let hasData = sheet.numbers(in: columns.firstData...max(columns.firstData, sheet.lastRow)).contains {
      code($0, columns.codes) != nil
    }
    if hasData, let total = missing.first(where: { $0.key == table.columns.first?.key }) {
      reportSheet("没有找到“\(total.fullTitle)”一列。请补上表头，或者用模板里的表头。")
      return []
    }
    var rows: [Row] = []
    var seen: [String: Int] = [:]
    for row in sheet.numbers(in: columns.firstData...max(columns.firstData, sheet.lastRow)) where !sheet.isCounting(row)
    {
      guard let read = functionalRow(row, columns) else { continue }
      if let other = seen[read.key] {
        report(row, columns.codes.first ?? columns.name ?? 1, "科目 \(read.key) 在第 \(other) 行已有。请合并成一行。")
        continue
      }
      guard rows.count < DepartmentAccounts.rowsMax else {
        reportSheet("超过 \(DepartmentAccounts.rowsMax) 行，部门决算没有这么多科目。请核对是不是传错了表。")
        return []
      }
      seen[read.key] = row
      rows.append(read)
    }
    return rows
  }

  private mutating func functionalRow(_ row: Int, _ columns: Columns) -> Row? {
    let own = columns.name.map { sheet.text(row, $0) } ?? ""
    let labels = (columns.codes + [columns.name].compactMap { $0 }).map { sheet.seen(row, $0) }
    let hasFigures = columns.figures.values.contains { isFigure(row, $0) }
    if let code = code(row, columns.codes) {
      let digits = code.digits
      guard [3, 5, 7].contains(digits.count) else {
        report(row, columns.codes.first ?? 1, "科目编码“\(digits)”是 \(digits.count) 位。功能分类的类、款、项应是 3、5、7 位。")
        return nil
      }
      return Row(digits, own.isEmpty ? code.name : own, figures(row, columns))
    }
    if labels.contains(where: Self.isTotal) { return Row("total", "合计", figures(row, columns)) }
    guard hasFigures else { return nil }
    report(row, columns.codes.first ?? columns.name ?? 1, "这一行有金额，没有科目编码。请写上编码，合计行写“合计”。")
    return nil
  }

  private mutating func figures(_ row: Int, _ columns: Columns) -> [Int64?] {
    table.columns.map { amount(row, columns.figures[$0.key], $0.fullTitle) }
  }

  /// Finds the row of heads and what its columns are.
  mutating func findColumns() -> Columns? {
    let numbers = sheet.numbers(in: 1...max(1, sheet.lastRow))
    guard
      let head = numbers.prefix(15).first(where: { row in
        (1...max(1, sheet.lastColumn)).contains { column in
          let key = AccountsWording.key(sheet.text(row, column))
          return key.contains("科目") || key == "项目" || key.hasSuffix("编码")
        }
      })
    else {
      if numbers.count > 3 { reportSheet("没有找到表头。表头要有“科目编码”“科目名称”和各列金额的名称；可以先下载模板。") }
      return nil
    }
    let first =
      numbers.first { row in
        row > head && !sheet.isCounting(row) && (isCodeRow(row) || isTotalRow(row))
      } ?? min(head + 3, sheet.lastRow + 1)
    let heads = sheet.heads(head...max(head, first - 1))
    var columns = Columns(head: head, firstData: first)
    for column in heads.keys.sorted() {
      let parts = heads[column] ?? []
      let last = parts.last ?? ""
      if last.hasSuffix("名称") {
        if columns.name == nil { columns.name = column }
      } else if last.contains("编码") || last.contains("代码") || ["类", "款", "项"].contains(last) {
        columns.codes.append(column)
      } else if last == "项目" || last.hasSuffix("科目") {
        // One head over code and name: codes are digits.
        columns.codes.append(column)
      } else if let key = match(parts), columns.figures[key] == nil {
        columns.figures[key] = column
      }
    }
    settleName(&columns)
    return columns
  }

  /// Where one head stands over code and name, the column whose cells are words holds the names.
  private func settleName(_ columns: inout Columns) {
    guard columns.name == nil, columns.codes.count > 1 else { return }
    let rows = sheet.numbers(in: columns.firstData...max(columns.firstData, sheet.lastRow))
    let words = columns.codes.last { column in
      rows.contains { row in
        guard let first = sheet.text(row, column).first else { return false }
        return !first.isNumber && !Self.isTotal(sheet.text(row, column))
      }
    }
    guard let words else { return }
    columns.name = words
    columns.codes.removeAll { $0 >= words }
  }

  private func isCodeRow(_ row: Int) -> Bool {
    (1...min(4, max(1, sheet.lastColumn))).contains { column in
      let text = sheet.text(row, column).prefix { $0.isNumber && $0.isASCII }
      return [3, 5, 7].contains(text.count) && (text.hasPrefix("2") || text.hasPrefix("3") || text.hasPrefix("1"))
    }
  }

  private func isTotalRow(_ row: Int) -> Bool {
    let cells = sheet.rows[row] ?? [:]
    guard cells.contains(where: { $0.key <= 5 && Self.isTotal($0.value) }) else { return false }
    return cells.count == 1 || cells.contains { isFigure(row, $0.key) }
  }

  /// The column of the table that heads stand for; nil for what the form does not ask.
  private func match(_ parts: [String]) -> String? {
    guard let last = parts.last else { return nil }
    let all = parts.joined()
    let keyed = table.columns.map {
      (key: $0.key, title: AccountsWording.key($0.title), full: AccountsWording.key($0.fullTitle))
    }
    if let exact = keyed.first(where: { $0.full == all || $0.title == all }) { return exact.key }
    // 小计 means the total of its own group only.
    let isOwn = parts.count == 1 || last != "小计" || all.hasPrefix("本年支出")
    if isOwn, let leaf = keyed.first(where: { $0.title == last }) { return leaf.key }
    return Self.synonyms[table]?.first { $0.words.contains(last) || $0.words.contains(all) }?.key
  }

  private static let synonyms: [AccountsTable: [(key: String, words: [String])]] = [
    .income: [
      ("total", ["合计", "收入合计", "本年收入"]), ("fiscal", ["财政拨款"]), ("undertaking", ["事业收入小计", "事业收入合计"]),
      ("remittance", ["附属单位缴款", "附属单位上缴"]), ("superior", ["上级补助"]),
    ],
    .spending: [
      ("total", ["合计", "支出合计", "本年支出"]), ("subsidy", ["对附属单位补助", "对下级单位补助支出"]), ("remitted", ["上缴上级"]),
    ],
    .general: [("total", ["合计", "支出合计", "本年支出合计", "本年支出", "小计"])],
    .fund: [
      ("total", ["合计", "本年支出合计", "小计"]), ("opening", ["年初结转结余", "上年结转和结余"]), ("closing", ["年末结转结余"]),
      ("income", ["本年收入合计"]),
    ],
    .capital: [("total", ["小计", "支出合计", "本年支出合计", "本年支出", "本年支出小计", "本年支出合计"])],
    .budget: [("initial", ["年初预算", "预算数", "金额", "合计"])],
  ]

  // MARK: the table by economic code

  /// Groups of code, name and amount stand beside each other, or one list under another.
  mutating func readEconomic() -> [Row] {
    let numbers = sheet.numbers(in: 1...max(1, sheet.lastRow))
    guard
      let head = numbers.prefix(15).last(where: { row in
        (1...max(1, sheet.lastColumn)).contains { column in
          let key = AccountsWording.key(sheet.text(row, column))
          return key.hasSuffix("编码") || key.hasSuffix("代码")
        }
      })
    else {
      if numbers.count > 3 { reportSheet("没有找到表头。表头要有“科目编码”“科目名称”“决算数”；可以先下载模板。") }
      return []
    }
    let groups = economicGroups(head)
    var rows: [Row] = []
    var seen: [String: Int] = [:]
    for row in numbers where row > head && !sheet.isCounting(row) {
      for group in groups {
        guard let read = economicRow(row, group) else { continue }
        if let other = seen[read.key] {
          report(row, group.code, "科目 \(read.key) 在第 \(other) 行已有。请合并成一行。")
        } else if rows.count < DepartmentAccounts.rowsMax {
          seen[read.key] = row
          rows.append(read)
        }
      }
    }
    return rows
  }

  private struct EconomicGroup {
    var code: Int
    var name: Int
    var amount: Int
  }

  private func economicGroups(_ head: Int) -> [EconomicGroup] {
    let keys = (1...max(1, sheet.lastColumn)).map { ($0, AccountsWording.key(sheet.seen(head, $0))) }
    let starts = keys.filter { $0.1.hasSuffix("编码") || $0.1.hasSuffix("代码") }.map(\.0)
    return starts.enumerated().map { index, start in
      let end = index + 1 < starts.count ? starts[index + 1] - 1 : sheet.lastColumn
      let own = keys.filter { $0.0 > start && $0.0 <= end }
      let name = own.first { $0.1.hasSuffix("名称") }?.0 ?? start + 1
      let amount =
        own.first { $0.0 > name && ["决算数", "金额", "合计", "本年支出", "小计"].contains($0.1) }?.0 ?? name + 1
      return EconomicGroup(code: start, name: name, amount: amount)
    }
  }

  private mutating func economicRow(_ row: Int, _ group: EconomicGroup) -> Row? {
    let label = AccountsWording.key(sheet.seen(row, group.code)) + AccountsWording.key(sheet.text(row, group.name))
    for (word, key) in [("人员经费", "personnel"), ("公用经费", "public")] where label.contains(word) {
      // Where a merged label runs over two groups, the sum stands in one of them.
      return amount(row, group.amount, "\(word)合计").map { Row(key, "\(word)合计", [$0]) }
    }
    guard let code = code(row, [group.code]) else { return nil }
    let name = sheet.text(row, group.name)
    guard code.digits.count == 3 || code.digits.count == 5 else {
      report(row, group.code, "科目编码“\(code.digits)”是 \(code.digits.count) 位。经济分类的类、款应是 3、5 位。")
      return nil
    }
    let read = Row(code.digits, name.isEmpty ? code.name : name, [amount(row, group.amount, "决算数")])
    // Forms print every item; those without money say nothing.
    return read.isEmpty ? nil : read
  }
}
