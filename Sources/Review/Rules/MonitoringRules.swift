internal import Model
internal import Schemes

/// What a monitoring form says of the rest of the year, and personal data in what is published.
enum MonitoringRules {
  static let all: [Rule] = [forecast, gap, impossible, personalData]

  private static let monitoring: [FormKind] = [.monitoring]

  static let forecast = Rule(
    "monitor-forecast", .warning, "全年预计执行数不合理", monitoring, standing: .verified, parameters: BudgetRules.rounding,
    "全年预计执行数不会少于已经执行的数，也不应多于全年预算。"
  ) { facts, report in
    guard let execution = facts.form.execution, let forecast = execution.forecast else { return }
    if let actual = execution.actual, forecast < actual, facts.differs(forecast, actual) {
      report.add(
        facts.execution("forecast", "全年预计执行数"),
        "已执行 \(Printed.money(actual))，全年预计只有 \(Printed.money(forecast))。改其中一处。", printed: forecast.description,
        expected: "≥\(Printed.money(actual))")
    } else if let budget = execution.budget, forecast > budget, facts.differs(forecast, budget) {
      report.add(
        facts.execution("forecast", "全年预计执行数"),
        "全年预计 \(Printed.money(forecast)) 多于全年预算 \(Printed.money(budget))。先办预算调整，或改预计数。",
        printed: forecast.description, expected: "≤\(Printed.money(budget))")
    }
  }

  static let gap = Rule(
    "monitor-gap-10", .hint, "目标进度与资金进度脱节", monitoring, standing: .unverified,
    parameters: ["limits.monitor_gap", "limits.equal_rows_min"],
    "指标完成的进度与预算执行的进度相差较多时，要说明是钱没付还是事没做。"
  ) { facts, report in
    guard let execution = facts.form.execution, let budget = execution.budget, budget > .zero,
      let actual = execution.actual,
      let spent = Share.percent(min(actual, budget), of: budget, places: 2)
    else { return }
    var shares: [ExactDecimal] = []
    for row in facts.rows.indices {
      let target = facts.rows[row].target
      guard let value = facts.rows[row].actual, value.hasTargetUnit, target.kind == .number, !target.isPercent,
        !facts.rows[row].isHarm, facts.rows[row].level2 == .quantity, ![.atMost, .below].contains(target.comparator),
        let done = value.comparable, let asked = target.comparable, asked > .zero,
        let share = Share.percent(min(done, asked), of: asked, places: 2)
      else { continue }
      shares.append(share)
    }
    guard shares.count >= 3, let mean = shares.reduce(.zero, +).divided(by: ExactDecimal(shares.count), places: 2)
    else { return }
    let limit = facts.setting.parameters.limits.monitorGap
    guard (mean - spent).magnitude > limit, facts.form.indicators.allSatisfy({ ($0.indicator.reason ?? "").isEmpty })
    else {
      return
    }
    report.add(
      facts.execution("actual", "执行数"),
      "预算执行 \(spent)%，\(shares.count) 行数量指标平均完成 \(mean)%，相差 \((mean - spent).magnitude) 个百分点，没有说明。写明原因。",
      printed: "\(spent)%")
  }

  static let impossible = Rule(
    "monitor-impossible-no-action", .error, "完不成却没有措施", monitoring, standing: .practice,
    "勾选“完全不可能”完成的指标，要写原因和改进措施，或申请调整目标。"
  ) { facts, report in
    let rows = facts.rows { row in
      let indicator = facts.indicator(row)
      return indicator.likelihood?.has("不可能") == true && (indicator.measure ?? "").isEmpty
        && (indicator.reason ?? "").isEmpty && (indicator.note ?? "").isEmpty
    }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "measure"), "\(facts.names(rows))完全不可能完成，没有写原因和措施。补写，或申请调整目标。",
      printed: facts.indicator(first).likelihood)
  }

  static let personalData = Rule(
    "personal-data-in-public", .warning, "公开的栏里有个人信息", .all, standing: .practice,
    "负责人和电话另有不公开的栏；写进目标、依据、说明里的手机号、身份证号会随表公开。"
  ) { facts, report in
    func look(_ text: String?, _ spot: @autoclosure () -> Spot) {
      guard let text, text.hasDigits(11),
        let mark = PersonalData.marks(in: text).first(where: { $0.kind == .mobile || $0.kind == .identity })
      else { return }
      // The number itself stays out of the finding, which is shown to more people than the form.
      report.add(
        spot(), "这一栏里有\(mark.kind.officialName)，表会公开。移到联系电话一栏，这里删去。",
        printed: Printed.short(PersonalData.masked(text), max: 60))
    }
    for index in facts.form.attributes.indices { look(facts.form.attributes[index].value, facts.attribute(at: index)) }
    for index in facts.form.goals.indices { look(facts.form.goals[index].text, facts.goal(index, "text")) }
    for row in facts.rows.indices {
      let printed = facts.printed(row)
      // Hardly any row has so many figures in a text: the others are looked at without copying one.
      guard printed.reading({ $0.basis?.hasDigits(11) == true || $0.reason?.hasDigits(11) == true }) else { continue }
      look(printed.indicator.basis, facts.spot(row, "basis"))
      look(printed.indicator.reason, facts.spot(row, "reason"))
    }
  }
}
