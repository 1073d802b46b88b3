internal import Model
internal import Schemes

/// Income, spending and listed projects of a department form.
enum CompositionRules {
  static let all: [Rule] = [
    balance, componentSum, shareRecompute, shareStaleSet, projectListSum, classAssignment, totalYearOutlier,
  ]

  static let balance = Rule(
    "income-expenditure-balance", .error, "收入合计与支出合计不等", .departmentGoals, standing: .verified,
    parameters: BudgetRules.rounding,
    "部门收入合计与支出合计每一年都应相等。"
  ) { facts, report in
    guard let income = Composition(facts.form.income), let spending = Composition(facts.form.spending) else { return }
    for column in 0..<min(income.columns, spending.columns) {
      guard let left = income.total(column), let right = spending.total(column), facts.differs(left, right) else {
        continue
      }
      report.add(
        facts.spending(spending.totalIndex, column == 0 ? "amount" : "history"),
        "\(Composition.columnName(column))收入合计 \(Printed.money(left))，支出合计 \(Printed.money(right))，相差 "
          + "\(Printed.money((left - right).magnitude))。两处应当相等。",
        printed: right.description, expected: Printed.money(left))
    }
  }

  static let componentSum = Rule(
    "component-sum", .error, "分项之和不等于合计", .departmentGoals, standing: .verified, parameters: BudgetRules.rounding,
    "收入和支出各分项之和每一年都应等于合计。"
  ) { facts, report in
    for (lines, spot) in [
      (facts.form.income, facts.income as (Int, String) -> Spot), (facts.form.spending, facts.spending),
    ] {
      guard let composition = Composition(lines) else { continue }
      for column in 0..<composition.columns {
        guard let total = composition.total(column) else { continue }
        let parts = composition.parts.compactMap { composition.value($0, column) }
        let withSub = composition.ofWhich.compactMap { composition.value($0, column) }
        let sum = parts.reduce(.zero, +)
        guard !parts.isEmpty, facts.differs(sum, total, addends: parts.count),
          withSub.isEmpty || facts.differs(withSub.reduce(sum, +), total, addends: parts.count + withSub.count)
        else { continue }
        report.add(
          spot(composition.totalIndex, column == 0 ? "amount" : "history"),
          "\(Composition.columnName(column))\(Printed.sum(parts, sum))，合计填了 \(Printed.money(total))，相差 "
            + "\(Printed.money((sum - total).magnitude))。改分项，或改合计。",
          printed: total.description, expected: Printed.money(sum))
      }
    }
  }

  static let shareRecompute = Rule(
    "share-recompute", .error, "占比算错了", .departmentGoals, standing: .verified,
    "占比应等于本行金额除以合计，按填写的位数四舍五入。"
  ) { facts, report in
    for (lines, spot) in [
      (facts.form.income, facts.income as (Int, String) -> Spot), (facts.form.spending, facts.spending),
    ] {
      guard let composition = Composition(lines), let total = composition.total(0), total > .zero else { continue }
      for index in composition.wrongShares {
        guard let amount = lines[index].amount, let share = lines[index].share,
          let right = Share.percent(amount, of: total, places: max(share.places, share.places == 0 ? 0 : 2))
        else { continue }
        report.add(
          spot(index, "share"),
          "\(Printed.money(amount)) ÷ \(Printed.money(total)) = \(right)%，占比填了 \(share)%。改占比，或改金额。",
          printed: "\(share)%", expected: "\(right)%")
      }
    }
  }

  static let shareStaleSet = Rule(
    "share-stale-set", .warning, "占比像是旧稿留下的", .departmentGoals,
    "几个占比都与金额不符，加起来却正好 100%，多半是按旧金额算好的没有更新。"
  ) { facts, report in
    for (lines, spot) in [
      (facts.form.income, facts.income as (Int, String) -> Spot), (facts.form.spending, facts.spending),
    ] {
      guard let composition = Composition(lines) else { continue }
      let wrong = composition.wrongShares
      let shares = composition.parts.compactMap { lines[$0].share }
      guard wrong.count >= 2, let first = wrong.first, shares.reduce(.zero, +) == .hundred else { continue }
      report.add(
        spot(first, "share"),
        "\(shares.map(\.description).joined(separator: " + ")) = 100，但其中 \(wrong.count) 个与本表金额不符。按现在的金额重算占比。")
    }
  }

  static let projectListSum = Rule(
    "project-list-sum", .error, "列出的项目凑不成该类支出", .departmentGoals, standing: .practice,
    parameters: BudgetRules.rounding,
    "项目支出情况列出的特定目标类项目，本年度预算之和应等于支出构成里的特定目标类项目支出。"
  ) { facts, report in
    let lines = facts.form.projects
    guard !lines.isEmpty, lines.allSatisfy({ $0.current != nil }),
      let target = facts.form.spending.firstIndex(where: { ($0.item ?? "").has("特定目标") }),
      let whole = facts.form.spending[target].amount
    else { return }
    let operating = facts.form.spending.first { ($0.item ?? "").has("运转") }?.amount ?? .zero
    let named = lines.filter { ($0.category ?? "").has("特定目标") }
    let mine = named.isEmpty ? lines.filter { !($0.category ?? "").has("运转") } : named
    let amounts = mine.compactMap(\.current)
    guard !amounts.isEmpty else { return }
    let sum = amounts.reduce(.zero, +)
    let elsewhere = named.isEmpty ? operating : .zero
    guard facts.differs(sum, whole, addends: amounts.count),
      // Without a class of their own the projects may belong to 运转类 as well: more than one class is then no proof.
      elsewhere.isZero || sum < whole
    else { return }
    let totals = mine.compactMap(\.total).reduce(.zero, +)
    let aside = facts.differs(totals, sum) ? "（总预算之和 \(Printed.money(totals))）" : ""
    report.add(
      facts.spending(target, "amount"),
      "列出的 \(amounts.count) 个项目本年度预算 \(Printed.sum(amounts, sum))\(aside)，特定目标类支出是 \(Printed.money(whole))，"
        + "相差 \(Printed.money((whole - sum).magnitude))。补列项目，或改该类金额。",
      printed: whole.description, expected: Printed.money(sum))
  }

  static let classAssignment = Rule(
    "class-assignment", .error, "运转类项目归错了类", .departmentGoals,
    "名称就是运转类的项目应归机构运转类，支出构成的运转类一行也应有数。"
  ) { facts, report in
    let operating = facts.form.spending.first { ($0.item ?? "").has("运转") }?.amount ?? .zero
    guard operating.isZero, !facts.form.spending.isEmpty else { return }
    for (index, line) in facts.form.projects.enumerated() {
      guard let name = line.name, name.has("运转类"), (line.category ?? "").has("特定目标") else { continue }
      report.add(
        facts.project(index, "category"),
        "“\(Printed.short(name))”归在特定目标类，支出构成的运转类却没有数。改归机构运转类，并把 "
          + "\(line.current.map(Printed.money) ?? "金额") 列到运转类。",
        printed: line.category, expected: "机构运转类")
    }
  }

  static let totalYearOutlier = Rule(
    "total-year-outlier", .error, "总预算多打了一位数字", .goals, standing: .proposed,
    parameters: ["limits.total_year_ratio"],
    "总预算比本年度预算大几倍，去掉一位数字又正好相同，多半是多打了一位。同表其他项目都两数相同的，判为错误，否则提示核对。"
  ) { facts, report in
    func isOutlier(_ total: ExactDecimal?, _ current: ExactDecimal?) -> Bool {
      guard let total, let current, current > .zero, total >= current * facts.setting.parameters.limits.totalYearRatio
      else {
        return false
      }
      return DigitSlip.isOneDigitMore(total, than: current)
    }
    let amounts = facts.form.amounts
    if isOutlier(amounts.total, amounts.current), let total = amounts.total, let current = amounts.current {
      report.add(
        facts.amount("total", "项目总预算"),
        "总预算 \(Printed.money(total))，当年预算 \(Printed.money(current))，只多一位数字。核对是否多打了一位。",
        printed: total.description, expected: Printed.money(current), severity: .warning)
    }
    let lines = facts.form.projects
    for (index, line) in lines.enumerated() where isOutlier(line.total, line.current) {
      guard let total = line.total, let current = line.current else { continue }
      let others = lines.indices.filter { $0 != index && lines[$0].total != nil && lines[$0].current != nil }
      let othersAgree = others.count >= 3 && others.allSatisfy { lines[$0].total == lines[$0].current }
      report.add(
        facts.project(index, "total"),
        "总预算 \(Printed.money(total))，本年度预算 \(Printed.money(current))，只多一位数字"
          + (othersAgree ? "，其余 \(others.count) 个项目两数都相同。改总预算。" : "。核对是否多打了一位。"),
        printed: total.description, expected: Printed.money(current), severity: othersAgree ? .error : .warning)
    }
  }
}

/// The rows of 收入构成 or 支出构成 by what they are.
struct Composition {
  let lines: [CompositionLine]
  let totalIndex: Int
  private(set) var parts: [Int] = []
  private(set) var ofWhich: [Int] = []
  /// The year's amount and as many earlier years as every row knows.
  let columns: Int

  /// nil when there is no total or nothing but the total.
  init?(_ lines: [CompositionLine]) {
    guard let total = lines.firstIndex(where: { ($0.item ?? "").isTotalLabel }), lines.count > 1 else { return nil }
    self.lines = lines
    totalIndex = total
    columns = 1 + (lines[total].history?.count ?? 0)
    for index in lines.indices where index != total {
      let item = lines[index].item ?? ""
      if item.has("其中") || item.has("小计") { ofWhich.append(index) } else { parts.append(index) }
    }
  }

  func value(_ index: Int, _ column: Int) -> ExactDecimal? {
    if column == 0 { return lines[index].amount }
    guard let history = lines[index].history, column <= history.count else { return nil }
    return history[column - 1]
  }

  func total(_ column: Int) -> ExactDecimal? { value(totalIndex, column) }

  var wrongShares: [Int] {
    guard let total = total(0), total > .zero else { return [] }
    return lines.indices.filter { index in
      guard let amount = lines[index].amount, let share = lines[index].share else { return false }
      return !Share.agrees(share, part: amount, whole: total)
    }
  }

  static func columnName(_ column: Int) -> String { column == 0 ? "当年" : "近年第 \(column) 列" }
}

/// Slips of the hand between two figures.
enum DigitSlip {
  /// Whether `long` is `short` with one more digit somewhere: 155614.41 and 15514.41.
  static func isOneDigitMore(_ long: ExactDecimal, than short: ExactDecimal) -> Bool {
    let places = max(long.places, short.places)
    let a = Array(long.rounded(to: places).magnitude.units.description.utf8)
    let b = Array(short.rounded(to: places).magnitude.units.description.utf8)
    guard a.count == b.count + 1 else { return false }
    var skipped = 0
    var index = 0
    for digit in a {
      if index < b.count, b[index] == digit { index += 1 } else { skipped += 1 }
    }
    return skipped == 1 && index == b.count
  }

  /// Every figure that two neighbouring digits of this one make when they change places: 11092.59 of 11902.59, 119.02
  /// of 119.2; none with fewer digits.
  static func transposed(_ figure: ExactDecimal) -> [ExactDecimal] {
    let isLong = figure.places >= ExactDecimal.placesMax || figure.units.magnitude >= 100_000_000_000_000_000
    // What stands behind the last digit is a zero.
    let figure = isLong ? figure : ExactDecimal(units: figure.units * 10, places: figure.places + 1)
    let digits = Array(figure.units.magnitude.description.utf8)
    guard digits.count > 1 else { return [] }
    return (1..<digits.count).compactMap { index in
      guard digits[index] != digits[index - 1], index > 1 || digits[index] != UInt8(ascii: "0") else { return nil }
      var swapped = digits
      swapped.swapAt(index, index - 1)
      guard let units = Int64(String(decoding: swapped, as: UTF8.self)) else { return nil }
      return ExactDecimal(units: figure.isNegative ? -units : units, places: figure.places)
    }
  }
}
