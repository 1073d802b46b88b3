internal import Model
internal import Schemes

/// Sums and relations of the budget of a project form.
enum BudgetRules {
  static let all: [Rule] = [
    detailsSum, fundingSum, ofWhichExceeds, ofWhichBlank, totalBelowYear, oneYearTotalDiffers, moneyPrecision,
    paymentPlanShape, fundUseAmount, contingencyShare,
  ]
  static let rounding = ["limits.money_tolerance_per_addend", "limits.money_tolerance_max"]

  static let detailsSum = Rule(
    "details-sum", .error, "明细合计与预算不符", .projectGoals, standing: .verified, parameters: rounding,
    "项目支出明细各行金额之和应等于项目当年预算。"
  ) { facts, report in
    let lines = facts.form.costs
    guard let budget = facts.form.amounts.current ?? facts.form.amounts.total, !lines.isEmpty else { return }
    var amounts: [ExactDecimal] = []
    amounts.reserveCapacity(lines.count)
    for line in lines where !line.title.isTotalLabel {
      guard let amount = line.amount, !line.title.has("小计") else { return }
      amounts.append(amount)
    }
    guard !amounts.isEmpty else { return }
    let sum = amounts.reduce(.zero, +)
    guard facts.differs(sum, budget, addends: amounts.count) else { return }
    if let total = facts.form.amounts.total, !facts.differs(sum, total, addends: amounts.count) { return }
    report.add(
      facts.amount("current", "项目当年预算"),
      "明细 \(Printed.sum(amounts, sum))，当年预算填了 \(Printed.money(budget))，相差 "
        + "\(Printed.money((sum - budget).magnitude))。改明细，或改当年预算。",
      printed: budget.description, expected: Printed.money(sum))
  }

  static let fundingSum = Rule(
    "funding-sum", .error, "资金来源与预算不符", .projectGoals, standing: .verified, parameters: rounding,
    "资金来源的合计应等于当年预算，各来源之和应等于合计。"
  ) { facts, report in
    let lines = facts.form.funding
    guard !lines.isEmpty else { return }
    let sources = FundingSources(lines)
    let budget = facts.form.amounts.current
    guard let index = sources.total, let total = lines[index].amount else {
      if let budget, let last = sources.parts.last { sources.check(budget, at: last, facts, &report) }
      return
    }
    if let budget, facts.differs(total, budget), facts.form.amounts.total.map({ facts.differs(total, $0) }) ?? true {
      report.add(
        facts.funding(index),
        "资金来源合计 \(Printed.money(total))，当年预算 \(Printed.money(budget))，相差 "
          + "\(Printed.money((total - budget).magnitude))。两处应当一致。",
        printed: total.description, expected: Printed.money(budget))
    }
    sources.check(total, at: index, facts, &report)
  }

  static let ofWhichExceeds = Rule(
    "of-which-exceeds", .error, "其中项大于合计", .projectGoals, standing: .verified, parameters: rounding,
    "“其中”的金额不能大于资金来源的合计。"
  ) { facts, report in
    let lines = facts.form.funding
    guard !lines.isEmpty else { return }
    let sources = FundingSources(lines)
    guard let whole = sources.total.flatMap({ lines[$0].amount }) ?? facts.form.amounts.current else { return }
    for index in sources.ofWhich {
      guard let amount = lines[index].amount, amount > whole, facts.differs(amount, whole) else { continue }
      report.add(
        facts.funding(index), "其中项 \(Printed.money(amount)) 大于合计 \(Printed.money(whole))。改其中一处。",
        printed: amount.description)
    }
  }

  static let ofWhichBlank = Rule(
    "of-which-blank", .warning, "其中项没有填", .projectGoals,
    "来源有金额，它下面的“其中”却都空着，看不出是当年拨款还是上年结转。"
  ) { facts, report in
    let lines = facts.form.funding
    for (index, line) in lines.enumerated() {
      guard let amount = line.amount, amount > .zero, !(line.source ?? "").isTotalLabel, !FundingSources.isOfWhich(line)
      else { continue }
      let children = lines[(index + 1)...].prefix { FundingSources.isOfWhich($0) }
      guard let first = children.first, children.allSatisfy({ $0.amount == nil }) else { continue }
      report.add(
        facts.funding(index + 1),
        "“\(Printed.short(line.source ?? ""))”有 \(Printed.money(amount))，“\(Printed.short(first.source ?? ""))”没有填。补上金额。"
      )
    }
  }

  static let totalBelowYear = Rule(
    "total-below-year", .error, "总预算小于当年预算", .goals, standing: .verified, parameters: rounding,
    "项目总预算包括当年预算，不会比当年预算小。"
  ) { facts, report in
    let amounts = facts.form.amounts
    if let total = amounts.total, let current = amounts.current, total < current, facts.differs(total, current) {
      report.add(
        facts.amount("total", "项目总预算"),
        "总预算 \(Printed.money(total)) 小于当年预算 \(Printed.money(current))。改其中一处。", printed: total.description)
    }
    for (index, line) in facts.form.projects.enumerated() {
      guard let total = line.total, let current = line.current, total < current, facts.differs(total, current) else {
        continue
      }
      report.add(
        facts.project(index, "total"), "总预算 \(Printed.money(total)) 小于本年度预算 \(Printed.money(current))。改其中一处。",
        printed: total.description)
    }
  }

  static let oneYearTotalDiffers = Rule(
    "one-year-total-differs", .warning, "一年期项目总额不等于当年", .projectGoals, parameters: rounding,
    "起止在同一年的项目，总预算就是当年预算。"
  ) { facts, report in
    let amounts = facts.form.amounts
    guard let total = amounts.total, let current = amounts.current, total > current, facts.differs(total, current),
      let term = facts.term, term.start.year == term.end.year
    else { return }
    report.add(
      facts.amount("total", "项目总预算"),
      "项目起止都在 \(term.start.year) 年，总预算 \(Printed.money(total)) 却不等于当年预算 \(Printed.money(current))。"
        + "改总预算，或改起止年度。",
      printed: total.description, expected: Printed.money(current))
  }

  static let moneyPrecision = Rule(
    "money-precision", .hint, "金额小数位过多", .all, parameters: ["limits.money_places_max"],
    "以万元为单位的金额保留两位小数，多出的位数相加时会差分。"
  ) { facts, report in
    guard facts.form.moneyUnit == .wanYuan else { return }
    let max = facts.setting.parameters.limits.moneyPlacesMax
    var found: [(Spot, ExactDecimal)] = []
    func look(_ figure: ExactDecimal?, _ spot: () -> Spot) {
      if let figure, figure.places > max, figure.trimmed.places > max { found.append((spot(), figure)) }
    }
    look(facts.form.amounts.total) { facts.amount("total", "项目总预算") }
    look(facts.form.amounts.current) { facts.amount("current", "项目当年预算") }
    for index in facts.form.projects.indices {
      look(facts.form.projects[index].current) { facts.project(index, "current") }
    }
    for index in facts.form.costs.indices { look(facts.form.costs[index].amount) { facts.cost(index, "amount") } }
    look(facts.form.execution?.budget) { facts.execution("budget", "预算数") }
    look(facts.form.execution?.actual) { facts.execution("actual", "执行数") }
    guard let first = found.first else { return }
    let more = found.count > 5 ? " 等 \(found.count) 处" : ""
    report.add(
      first.0,
      "\(found.prefix(5).map { $0.1.description }.joined(separator: "、"))\(more)超过 \(max) 位小数。按万元保留 \(max) 位填。",
      printed: first.1.description, expected: first.1.rounded(to: max).description)
  }

  static let paymentPlanShape = Rule(
    "payment-plan-shape", .error, "支出计划不能自洽", .projectGoals, standing: .verified,
    "累计的支出计划逐期不减，最后一期是 100%；按期填的，各期合计 100%。"
  ) { facts, report in
    let steps = facts.form.schedule
    guard steps.count >= 2, let last = steps.last?.percent else { return }
    let shares = steps.compactMap(\.percent)
    guard shares.count == steps.count, shares.reduce(.zero, +) != .hundred else { return }
    if let fall = shares.indices.dropFirst().first(where: { shares[$0] < shares[$0 - 1] }) {
      report.add(
        facts.step(fall), "累计支出计划从 \(shares[fall - 1])% 降到 \(shares[fall])%。累计数不应减少。",
        printed: shares[fall].description)
    } else if last != .hundred {
      report.add(
        facts.step(steps.count - 1), "最后一期累计 \(last)%，应为 100%。", printed: last.description, expected: "100")
    }
  }

  static let fundUseAmount = Rule(
    "fund-use-amount", .error, "用途中的金额与预算不符", .projectGoals, standing: .verified, parameters: rounding,
    "资金用途里重复写的预算数应与预算数一栏相同。"
  ) { facts, report in
    guard let budget = facts.form.amounts.current, let (index, attribute) = facts.attribute("资金用途"),
      let stated = StatedAmounts(attribute.value).amount(after: "预算数"),
      let printed = stated.inUnit(facts.form.moneyUnit), facts.differs(printed, budget)
    else { return }
    report.add(
      facts.attribute(at: index), "文字写“预算数 \(stated.printed)”，表中预算数是 \(Printed.money(budget))。两处应当一致。",
      printed: stated.printed, expected: Printed.money(budget))
  }

  static let contingencyShare = Rule(
    "contingency-share", .warning, "机动经费占比偏高", .projectGoals, standing: .proposed,
    parameters: ["limits.contingency_share", "words.contingency"],
    "应急、机动一类没有具体内容的支出占预算比例高，应说明用途或压减。"
  ) { facts, report in
    guard let budget = facts.form.amounts.current, budget > .zero else { return }
    var sum = ExactDecimal.zero
    var first: Int?
    for index in facts.lines.indices where facts.lines[index].titleMarks.contains(.contingency) {
      guard let amount = facts.form.costs[index].amount else { continue }
      sum += amount
      first = first ?? index
    }
    guard let first, let share = Share.percent(sum, of: budget, places: 2),
      share > facts.setting.parameters.limits.contingencyShare
    else { return }
    report.add(
      facts.cost(first, "amount"),
      "机动性支出 \(Printed.money(sum)) ÷ 预算 \(Printed.money(budget)) = \(share)%，"
        + "超过 \(facts.setting.parameters.limits.contingencyShare)%。写明用途，或压减。",
      printed: Printed.money(sum))
  }
}

/// The rows of 资金来源 by what they are.
struct FundingSources {
  let lines: [FundingLine]
  private(set) var total: Int?
  private(set) var parts: [Int] = []
  private(set) var ofWhich: [Int] = []

  init(_ lines: [FundingLine]) {
    self.lines = lines
    for (index, line) in lines.enumerated() {
      if (line.source ?? "").isTotalLabel {
        total = total ?? index
      } else if Self.isOfWhich(line) {
        ofWhich.append(index)
      } else {
        parts.append(index)
      }
    }
  }

  static func isOfWhich(_ line: FundingLine) -> Bool {
    guard let source = line.source else { return false }
    return source.has("其中") || source.has("使用上年度") || source.has("申请当年")
  }

  /// Whether the sources add up to the whole; layouts differ in which 其中 rows are parts, so every reading is tried.
  func check(_ whole: ExactDecimal, at index: Int, _ facts: FormFacts, _ report: inout Report) {
    let amounts = parts.compactMap { lines[$0].amount }
    guard !amounts.isEmpty else { return }
    let sum = amounts.reduce(.zero, +)
    guard facts.differs(sum, whole, addends: amounts.count) else { return }
    let extra = ofWhich.compactMap { lines[$0].amount }
    guard facts.differs(extra.reduce(sum, +), whole, addends: amounts.count + extra.count),
      extra.allSatisfy({ facts.differs(sum + $0, whole, addends: amounts.count + 1) })
    else { return }
    report.add(
      facts.funding(index),
      "各来源 \(Printed.sum(amounts, sum))，合计填了 \(Printed.money(whole))，相差 "
        + "\(Printed.money((sum - whole).magnitude))。改来源，或改合计。",
      printed: whole.description, expected: Printed.money(sum))
  }
}

extension String {
  /// 合计, 合 计, 总计: the row that sums the others.
  var isTotalLabel: Bool {
    guard utf8.count < 40, utf8.count >= 6, has("计") || has("额") else { return false }
    let plain = Plain(self).text
    return [
      "合计", "总计", "资金总额", "年度资金总额", "本年收入合计", "本年支出合计", "收入合计", "支出合计", "年度资金总额:",
    ].contains(plain)
  }
}
