internal import Model
internal import Schemes

/// Points, reasons and dates of a self-evaluation.
enum EvaluationRules {
  static let all: [Rule] = [
    executionParts, proportionalScore, unmetWithoutReason, problemWithoutMeasure, reasonNotCausal, date,
  ]

  static let executionParts = Rule(
    "row-sum", .error, "各来源资金加不上总额", .selfEvaluations, standing: .verified, parameters: BudgetRules.rounding,
    "预算执行情况里，年度资金总额应等于当年财政拨款、上年结转和其他资金之和；各行都填了的才判断。"
  ) { facts, report in
    guard let rows = facts.form.execution?.rows, rows.count >= 3,
      let whole = rows.firstIndex(where: { ($0.source ?? "").isFundsTotal }), whole == 0 || whole == rows.count - 1,
      rows.count(where: { ($0.source ?? "").isFundsTotal }) == 1
    else { return }
    let others = rows.indices.filter { $0 != whole }
    func check(_ field: String, _ name: String, _ value: (ExecutionLine) -> ExactDecimal?) {
      guard let total = value(rows[whole]) else { return }
      let parts = others.compactMap { value(rows[$0]) }
      let sum = parts.reduce(.zero, +)
      // 其中 rows may be parts of a part: only more than the whole, or every row filled in, proves anything.
      guard parts.count == others.count, facts.differs(sum, total, addends: parts.count),
        !others.dropFirst().contains(where: { (rows[$0].source ?? "").has("其中") })
      else { return }
      report.add(
        facts.executionRow(whole, field),
        "\(name)：\(Printed.sum(parts, sum))，总额填了 \(Printed.money(total))，相差 \(Printed.money((sum - total).magnitude))。改其中一处。",
        printed: total.description, expected: Printed.money(sum))
    }
    check("initial", "年初预算", \.initial)
    check("adjusted", "全年预算", \.adjusted)
    check("actual", "全年执行", \.actual)
  }

  static let proportionalScore = Rule(
    "proportional-score", .warning, "得分与完成比例不符", .selfEvaluations, basis: "财预〔2020〕10号", standing: .unverified,
    parameters: ["limits.proportional_score_share"],
    "没有完成的定量指标，一般按完成值与目标值的比例给分；比按比例算的高出很多或低很多，都要说明。"
  ) { facts, report in
    let share = facts.setting.parameters.limits.proportionalScoreShare
    for row in facts.rows.indices {
      guard let weight = facts.rows[row].weight, weight > .zero, let score = facts.rows[row].score, score > .zero,
        score < weight, let part = reached(facts, row),
        let exact = (weight * part.done).divided(by: part.asked, places: 4)
      else { continue }
      guard (score - exact).magnitude * .hundred > weight * share, !isGraded(facts, row) else { continue }
      report.add(
        facts.spot(row, "score"),
        "\(weight) × \(part.done) ÷ \(part.asked) = \(exact.rounded(to: 2))，得分填了 \(score)。按比例重算，或写明按什么扣。",
        printed: score.description, expected: exact.rounded(to: 2).description)
    }
  }

  /// Of a missed target where more is better: what was done and what was asked.
  private static func reached(_ facts: FormFacts, _ row: Int) -> (done: ExactDecimal, asked: ExactDecimal)? {
    let target = facts.rows[row].target
    guard let actual = facts.rows[row].actual, actual.kind == .number, target.kind == .number, actual.hasTargetUnit,
      actual.comparator == .none, target.comparator == .atLeast || target.comparator == .none,
      actual.notes == target.notes,
      actual.base == .absolute, actual.period == target.period, !facts.rows[row].isHarm,
      facts.rows[row].level1 != .cost,
      let done = actual.comparable, let asked = target.comparable, asked > .zero, done < asked, !done.isNegative
    else { return nil }
    return (done, asked)
  }

  /// The form says on what the points rest.
  private static func isGraded(_ facts: FormFacts, _ row: Int) -> Bool {
    let row = facts.indicator(row)
    return [row.reason, row.note].contains { $0?.hasAny(["扣", "按档", "评分标准", "计分"]) != nil }
  }

  static let unmetWithoutReason = Rule(
    "unmet-without-reason", .error, "扣了分没有写原因", .selfEvaluations, basis: "财预〔2020〕10号", standing: .practice,
    "没有得满分的指标要说明原因。整张表一句原因都没有的才提示；表上印着原因栏却空着的，判为错误。"
  ) { facts, report in
    guard facts.form.template != nil || facts.form.blankLabels != nil || !facts.form.attributes.isEmpty else { return }
    let unmet = facts.rows { row in
      guard let weight = facts.rows[row].weight, let score = facts.rows[row].score else { return false }
      return score < weight
    }
    guard let first = unmet.first else { return }
    let isTold =
      facts.form.indicators.contains { !($0.indicator.reason ?? "").isEmpty || !($0.indicator.note ?? "").isEmpty }
      || facts.form.attributes.contains { !$0.value.isEmpty && $0.label.hasAny(["原因", "偏差", "问题", "说明"]) != nil }
      || facts.form.goals.contains { ($0.resultText ?? "").hasAny(["因", "由于", "未", "不足", "但"]) != nil }
    guard !isTold else { return }
    let isPrinted = facts.form.blankLabels?.contains { $0.has("原因") } == true
    report.add(
      facts.spot(first, "reason"), "\(unmet.count) 行没有得满分（\(facts.names(unmet, max: 3))），没有写原因。逐行补写。",
      severity: isPrinted ? .error : .warning)
  }

  static let problemWithoutMeasure = Rule(
    "problem-without-measure", .warning, "写了问题没有写措施", .selfEvaluations,
    "写出的问题和偏差原因，都要有改进措施。"
  ) { facts, report in
    guard
      let cause = facts.form.attributes.firstIndex(where: {
        $0.value.utf8.count > 24 && $0.label.hasAny(["原因分析", "存在的问题", "存在问题"]) != nil
          && $0.label.hasAny(["措施", "建议"]) == nil
      }),
      facts.form.attributes[cause].value.hasAny(["无", "没有"]) == nil
        || facts.form.attributes[cause].value.utf8.count > 90
    else { return }
    let isAnswered =
      facts.form.attributes.contains { !$0.value.isEmpty && $0.label.hasAny(["措施", "建议", "应用"]) != nil }
      || facts.form.attributes[cause].value.hasAny(["措施", "下一步", "今后", "将", "拟"]) != nil
      || facts.form.indicators.contains { !($0.indicator.measure ?? "").isEmpty }
    guard !isAnswered else { return }
    report.add(facts.attribute(at: cause), "这里写了问题和原因，表里没有改进措施。逐条补上怎么改。")
  }

  static let reasonNotCausal = Rule(
    "reason-not-causal", .hint, "原因只是重复结果", .selfEvaluations, standing: .proposed, parameters: ["words.causes"],
    "原因要写为什么没有做到；“有待进一步提高”只是把结果再说一遍。"
  ) { facts, report in
    let causes = facts.setting.parameters.words.causes
    let rows = facts.rows { row in
      guard let reason = facts.indicator(row).reason, reason.utf8.count > 6, reason.utf8.count < 120,
        reason.hasAny(causes) == nil
      else { return false }
      if let actual = facts.actualText(row), reason.isSame(as: actual) { return true }
      return reason.hasAny(["有待", "仍需", "还需"]) != nil
    }
    guard let first = rows.first else { return }
    report.add(
      facts.spot(first, "reason"),
      "\(facts.names(rows))的原因（“\(Printed.short(facts.indicator(first).reason ?? ""))”）没有说明为什么。写出造成偏差的事。",
      printed: facts.indicator(first).reason)
  }

  static let date = Rule(
    "self-evaluation-date", .hint, "填报日期不合常理", .selfEvaluations, standing: .proposed,
    parameters: ["limits.self_evaluation_last_month"],
    "自评在年度结束以后做，一般在次年上半年报送；早于年末或晚很多的，核对日期。"
  ) { facts, report in
    guard let year = facts.year, let (index, attribute) = facts.attribute("填报日期"),
      let date = ProjectTerm.Month(attribute.value)
    else { return }
    let last = facts.setting.parameters.limits.selfEvaluationLastMonth
    let isEarly = date.year <= year
    guard isEarly || date.year > year + 1 || (date.month ?? 1) > last else { return }
    report.add(
      facts.attribute(at: index),
      isEarly ? "\(year) 年度还没有结束就填报了（\(attribute.value)）。核对日期。" : "\(year) 年度的自评到 \(attribute.value) 才填报。核对日期。",
      printed: attribute.value)
  }
}

extension String {
  /// 年度资金总额, 年度资金总额：, 合计.
  fileprivate var isFundsTotal: Bool { has("总额") || isTotalLabel }
}
