internal import Model
internal import Schemes

/// Further sums that the text of a final account and its reports state twice.
enum AccountSumRules {
  static let all: [Rule] = [basicPartsSum, classItemsSum, fiscalKindsSum, reportScoreSum]

  private static func tolerance(_ facts: DocumentFacts, _ addends: Int) -> ExactDecimal {
    let limits = facts.setting.parameters.limits
    return min(limits.moneyTolerancePerAddend * ExactDecimal(addends), limits.moneyToleranceMax)
  }

  static let basicPartsSum = Rule(
    "basic-parts-sum", .error, "人员加公用不等于基本", standing: .verified, parameters: BudgetRules.rounding,
    "一般公共预算财政拨款基本支出等于人员经费与公用经费之和。"
  ) { facts, report in
    guard let account = facts.document.finalAccount else { return }
    for (index, total) in account.figures.enumerated()
    where total.section.has("基本支出决算情况") && total.name.hasSuffix("基本支出") {
      let own = account.figures.filter { $0.section == total.section && $0.unit == total.unit }
      let staff = own.filter { $0.name == "人员经费" }
      let office = own.filter { $0.name == "公用经费" }
      guard staff.count == 1, office.count == 1 else { continue }
      let sum = staff[0].value + office[0].value
      guard (sum - total.value).magnitude > tolerance(facts, 3) else { continue }
      report.add(
        facts.outside(total.section, order: index),
        "人员经费 \(Printed.money(staff[0].value)) + 公用经费 \(Printed.money(office[0].value)) = \(Printed.money(sum))，"
          + "基本支出写 \(Printed.money(total.value))。改其中一处。",
        printed: total.value.description, expected: Printed.money(sum))
    }
  }

  static let classItemsSum = Rule(
    "class-items-sum", .error, "一类各项之和不等于该类", standing: .verified, parameters: BudgetRules.rounding,
    "支出结构里一类的金额，应等于逐项说明里这一类各项决算之和。各项合计等于总数、说明每一项都在时才判断。"
  ) { facts, report in
    guard let account = facts.document.finalAccount, account.items.count >= 2,
      let section = account.items.first?.section,
      let total = account.figures.first(where: { $0.section == section && $0.name.hasSuffix("支出决算") })
    else { return }
    let amounts = account.items.compactMap(\.actual)
    guard amounts.count == account.items.count,
      (amounts.reduce(.zero, +) - total.value).magnitude <= tolerance(facts, amounts.count)
    else { return }
    for (index, figure) in account.figures.enumerated() where figure.section.has("结构情况") {
      guard let name = className(figure.name) else { continue }
      let own = account.items.filter { $0.classLevel.flatMap(className) == name }.compactMap(\.actual)
      let sum = own.reduce(.zero, +)
      guard !own.isEmpty, (sum - figure.value).magnitude > tolerance(facts, own.count + 1) else { continue }
      report.add(
        facts.outside(figure.section, order: index),
        "“\(name)”逐项 \(Printed.sum(own, sum))，这里写 \(Printed.money(figure.value))。改其中一处。",
        printed: figure.value.description, expected: Printed.money(sum))
    }
  }

  /// 教育支出（类）支出, 教育支出 → 教育; nil for what is no class.
  private static func className(_ text: String) -> String? {
    var scalars = Plain(text).scalars
    if let open = scalars.firstIndex(of: "(") {
      guard open + 1 < scalars.count, scalars[open + 1] == "类" else { return nil }
      scalars = Array(scalars[..<open])
    }
    if scalars.count > 3, scalars.suffix(2).elementsEqual("支出".unicodeScalars) { scalars.removeLast(2) }
    return scalars.count >= 2 ? Plain(scalars).text : nil
  }

  static let fiscalKindsSum = Rule(
    "fiscal-kinds-sum", .warning, "各类拨款收入不等于总计", standing: .practice, parameters: BudgetRules.rounding,
    "财政拨款收入总计等于一般公共预算、政府性基金、国有资本经营各类拨款收入与年初结转之和；有一类没有写的也会对不上。"
  ) { facts, report in
    guard let account = facts.document.finalAccount else { return }
    let own = account.figures.enumerated().filter { $0.element.section.has("财政拨款收入支出") }
    guard let total = own.first(where: { $0.element.name.has("财政拨款") && $0.element.name.has("总计") }) else { return }
    let parts = own.filter {
      ($0.element.name.hasSuffix("拨款收入") || $0.element.name.has("年初")) && !$0.element.name.has("总计")
        && $0.element.unit == total.element.unit
    }
    guard parts.count >= 2, Set(parts.map(\.element.name)).count == parts.count else { return }
    let amounts = parts.map(\.element.value)
    let sum = amounts.reduce(.zero, +)
    guard (sum - total.element.value).magnitude > tolerance(facts, amounts.count + 1) else { return }
    report.add(
      facts.outside(total.element.section, order: total.offset),
      "\(Printed.sum(amounts, sum))，总计写 \(Printed.money(total.element.value))，"
        + "相差 \(Printed.money((sum - total.element.value).magnitude))。补写漏的一类，或改金额。",
      printed: total.element.value.description, expected: Printed.money(sum))
  }

  static let reportScoreSum = Rule(
    "report-score-sum", .error, "报告里的得分加不上", standing: .verified,
    "自评报告写的预算执行得分与年度目标得分之和，应等于报告写的总得分。"
  ) { facts, report in
    for form in facts.forms {
      guard form.form.kind.isSelfEvaluation, let name = form.form.name else { continue }
      let head = form.form.kind == .departmentSelfEvaluation ? "整体绩效自评报告" : "\(name)项目自评报告"
      guard let stated = facts.report(head), let spent = stated.value("预算执行情况自评得分"),
        let done = stated.value("年度目标自评得分")
      else { continue }
      let totals = stated.scores.filter { !["预算执行情况自评得分", "年度目标自评得分"].contains($0.subject) }
      guard totals.count == 1, spent + done != totals[0].value else { continue }
      report.add(
        form.scoreSpot,
        "报告写预算执行 \(spent) 分、年度目标 \(done) 分，\(spent) + \(done) = \((spent + done).trimmed)，总得分写 \(totals[0].value) 分。改其中一处。",
        printed: totals[0].value.description, expected: (spent + done).trimmed.description)
    }
  }
}
