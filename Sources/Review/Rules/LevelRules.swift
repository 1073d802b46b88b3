internal import Model
internal import Schemes

/// How high targets may and must be: parts of a whole, duties, points.
enum LevelRules {
  static let all: [Rule] = [rateOver100, targetBelowDuty, weightMissing, weightTotal]

  static let rateOver100 = Rule(
    "rate-over-100", .error, "比率超过了百分之百", .all, standing: .verified, parameters: ["words.bounded_rates"],
    "覆盖率、合格率、满意度一类是部分占全体的比，不会超过 100%；超过的多半多打了一位。完成率、增长率可以超过，不在此列。"
  ) { facts, report in
    for row in facts.rows.indices where facts.rows[row].nameMarks.contains(.boundedRate) {
      guard !facts.rows[row].nameMarks.contains(.growth) else { continue }
      if let value = beyond(facts.rows[row].target) { add(facts, row, "target", value, facts.targetText(row), &report) }
      if let actual = facts.rows[row].actual, let value = beyond(actual) {
        add(facts, row, "actual", value, facts.actualText(row) ?? "", &report)
      }
    }
  }

  private static func beyond(_ value: ValueFacts) -> ExactDecimal? {
    guard value.isPercent, value.kind == .number, value.base == .absolute, let figure = value.value, figure > .hundred
    else {
      return nil
    }
    return figure
  }

  private static func add(
    _ facts: FormFacts, _ row: Int, _ field: String, _ value: ExactDecimal, _ printed: String, _ report: inout Report
  ) {
    // 950% for 95%: one digit too many.
    let right = value.divided(by: 10, places: value.places + 1)?.trimmed
    let expected = right.flatMap { $0 <= .hundred ? "\($0)%" : nil }
    let name = Printed.short(facts.name(of: row))
    report.add(
      facts.spot(row, field),
      "“\(name)”填了“\(printed)”，部分占全体的比不会超过 100%。\(expected.map { "若多打了一位，改成 \($0)。" } ?? "核对后改正。")",
      printed: printed, expected: expected)
  }

  static let targetBelowDuty = Rule(
    "target-below-duty", .warning, "应做到的没有定到位", .projectGoals, standing: .proposed,
    parameters: ["words.duties", "words.completions", "limits.completion_floor"],
    "足额发放、合规一类是应当全部做到的；任务完成率定得太低，等于计划里就准备做不完。"
  ) { facts, report in
    let floor = facts.setting.parameters.limits.completionFloor
    let rows = facts.rows { row in
      let target = facts.rows[row].target
      guard target.isPercent, target.kind == .number, target.base == .absolute, !facts.rows[row].isHarm,
        ![.atMost, .below].contains(target.comparator), let value = target.value, value > .zero
      else { return false }
      if facts.rows[row].nameMarks.contains(.duty) { return value < .hundred }
      return facts.rows[row].nameMarks.contains(.completion) && !facts.rows[row].nameMarks.contains(.growth)
        && value < floor
    }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "target"), "\(facts.names(rows))定为 \(facts.targetText(first))，是应当做到的事。定到 100%，或写明理由。",
      printed: facts.targetText(first), expected: "100%")
  }

  static let weightMissing = Rule(
    "weight-missing", .error, "有的指标没有分值", [.projectGoal, .projectSelfEvaluation, .departmentSelfEvaluation],
    "分值要么每行都有，要么都不填；有的行有、有的行没有，总分就算不出来。"
  ) { facts, report in
    guard facts.rows.contains(where: { $0.weight != nil }) else { return }
    let isGoal = facts.form.kind == .projectGoal
    let open = facts.rows { row in
      facts.rows[row].weight == nil && facts.rows[row].target.kind != .empty && !(isGoal && facts.rows[row].isLongTerm)
    }
    guard let first = open.first, open.count * 2 < facts.rows.count else { return }
    report.add(facts.spot(first, "weight"), "\(facts.names(open))没有分值，其余各行都有。补填分值。")
  }

  static let weightTotal = Rule(
    "weight-total", .error, "分值合计不是满分", [.projectGoal, .projectSelfEvaluation, .departmentSelfEvaluation],
    standing: .verified, parameters: ["weight_totals"],
    "各行分值、目标分值与预算执行分值加起来应是 100；不含预算执行的表，指标分值之和应是评分办法规定的数。"
  ) { facts, report in
    guard !facts.rows.isEmpty, facts.rows.allSatisfy({ $0.weight != nil || $0.isLongTerm }) else { return }
    let annualOnly = facts.hasAnnualRows
    var sum = ExactDecimal.zero
    for row in facts.rows where !annualOnly || !row.isLongTerm {
      guard let weight = row.weight else { return }
      sum += weight
    }
    guard sum > .zero else { return }
    let execution = facts.form.execution.flatMap { $0.weight ?? $0.rows.first?.weight }
    // Goals that are judged beside their rows have points of their own.
    let goals = facts.form.goals.filter { $0.score != nil }.compactMap(\.weight).reduce(.zero, +)
    let whole = sum + goals + (execution ?? .zero)
    guard whole != .hundred, execution != nil || !facts.setting.weightTotals.contains(sum + goals) else { return }
    var parts = ["\(facts.rows.count) 行指标 \(sum.trimmed)"]
    if goals > .zero { parts.append("目标 \(goals.trimmed)") }
    if let execution { parts.append("预算执行 \(execution.trimmed)") }
    let totals = facts.setting.weightTotals.map(\.description).joined(separator: "、")
    report.add(
      facts.spot(0, "weight"),
      "\(parts.joined(separator: " + ")) = \(whole.trimmed) 分，" + (execution == nil ? "应是 \(totals) 之一。" : "应是 100 分。")
        + "改分值。",
      printed: whole.trimmed.description, expected: execution == nil ? totals : "100")
  }
}
