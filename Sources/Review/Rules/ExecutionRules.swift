internal import Model
internal import Schemes

/// Budget execution and the sums of points of a self-evaluation.
enum ExecutionRules {
  static let all: [Rule] = [
    executionRate, executionScore, executionOver100, executionBase, rowScoreRange, weightSum, totalSum,
    scoreExecutionGap,
    gradeVsProblems,
  ]

  static let executionRate = Rule(
    "execution-rate", .error, "执行率算错了", .selfEvaluations, standing: .verified,
    "执行率 = 执行数 ÷ 全年预算数，按填写的位数四舍五入。"
  ) { facts, report in
    guard let execution = facts.form.execution else { return }
    func check(_ budget: ExactDecimal?, _ actual: ExactDecimal?, _ rate: ExactDecimal?, _ spot: () -> Spot) {
      guard let budget, let actual, let rate, budget > .zero, !Share.agrees(rate, part: actual, whole: budget),
        // 0.8619 in a column without a per cent sign is 86.19 %.
        !Share.agrees(rate * .hundred, part: actual, whole: budget),
        let right = Share.percent(actual, of: budget, places: max(2, rate.places))
      else { return }
      report.add(
        spot(), "\(Printed.money(actual)) ÷ \(Printed.money(budget)) = \(right)%，执行率填了 \(rate)%。改执行率，或改金额。",
        printed: "\(rate)%", expected: "\(right)%")
    }
    check(execution.budget, execution.actual, execution.rate) { facts.execution("rate", "执行率") }
    for (index, row) in execution.rows.enumerated() {
      check(row.adjusted ?? row.initial, row.actual, row.rate) { facts.executionRow(index, "rate") }
    }
  }

  static let executionScore = Rule(
    "execution-score", .warning, "预算执行得分与执行率不符", .selfEvaluations, basis: "财预〔2020〕10号", standing: .unverified,
    "预算执行得分一般等于分值乘执行率；按档给分的地方只会是几个固定的数。"
  ) { facts, report in
    guard let execution = facts.form.execution else { return }
    func check(
      _ budget: ExactDecimal?, _ actual: ExactDecimal?, _ weight: ExactDecimal?, _ score: ExactDecimal?,
      _ spot: () -> Spot
    ) {
      guard let budget, let actual, let weight, let score, budget > .zero, score <= weight else { return }
      guard let exact = (weight * min(actual, budget)).divided(by: budget, places: 4) else { return }
      let half = ExactDecimal(units: 5, places: min(score.places + 1, ExactDecimal.placesMax))
      // Bands of a scheme that gives points by steps.
      let bands = [ExactDecimal(1), d(7, 1), d(5, 1), .zero].map { weight * $0 }
      guard (score - exact).magnitude > max(half, d(5, 3)), !bands.contains(score) else { return }
      report.add(
        spot(),
        "\(weight) × \(Printed.money(min(actual, budget))) ÷ \(Printed.money(budget)) = \(exact.rounded(to: 2))，得分填了 \(score)。核对得分。",
        printed: score.description, expected: exact.rounded(to: 2).description)
    }
    check(execution.budget, execution.actual, execution.weight, execution.score) { facts.execution("score", "得分") }
    for (index, row) in execution.rows.enumerated() {
      check(row.adjusted ?? row.initial, row.actual, row.weight, row.score) { facts.executionRow(index, "score") }
    }
  }

  private static func d(_ units: Int64, _ places: Int) -> ExactDecimal { ExactDecimal(units: units, places: places) }

  static let executionOver100 = Rule(
    "execution-over-100", .warning, "执行数大于预算数", .selfEvaluations,
    "执行数超过全年预算数，要核对预算数是否用了调整后的数。"
  ) { facts, report in
    guard let execution = facts.form.execution, let budget = execution.budget ?? execution.rows.first?.adjusted,
      let actual = execution.actual ?? execution.rows.first?.actual, actual > budget, facts.differs(actual, budget)
    else { return }
    report.add(
      facts.execution("actual", "执行数"),
      "执行数 \(Printed.money(actual)) 大于预算数 \(Printed.money(budget))。核对预算数是否是调整后的全年预算。",
      printed: actual.description)
  }

  static let executionBase = Rule(
    "execution-base", .warning, "预算调整幅度过大", .selfEvaluations, standing: .proposed,
    parameters: ["limits.adjusted_low", "limits.adjusted_high"],
    "全年预算数比年初预算数相差很多时，按全年数算的执行率会掩盖预算编得不准，应说明调整原因。"
  ) { facts, report in
    guard let row = facts.form.execution?.rows.first, let initial = row.initial, let adjusted = row.adjusted,
      initial > .zero,
      let ratio = Share.percent(adjusted, of: initial, places: 2)
    else { return }
    guard ratio < facts.setting.parameters.limits.adjustedLow || ratio > facts.setting.parameters.limits.adjustedHigh
    else { return }
    report.add(
      facts.executionRow(0, "adjusted"),
      "全年预算 \(Printed.money(adjusted)) ÷ 年初预算 \(Printed.money(initial)) = \(ratio)%。说明调整原因。",
      printed: adjusted.description)
  }

  static let rowScoreRange = Rule(
    "row-score-range", .error, "得分超出了分值", .selfEvaluations, standing: .verified,
    "每一行的得分不小于 0，不大于分值。"
  ) { facts, report in
    func check(_ score: ExactDecimal?, _ weight: ExactDecimal?, _ spot: () -> Spot) {
      guard let score, let weight, score.isNegative || score > weight else { return }
      report.add(spot(), "得分 \(score)，分值 \(weight)。得分应在 0 到 \(weight) 之间。", printed: score.description)
    }
    check(facts.form.execution?.score, facts.form.execution?.weight) { facts.execution("score", "得分") }
    for goal in facts.form.goals.indices {
      check(facts.form.goals[goal].score, facts.form.goals[goal].weight) { facts.goal(goal, "score") }
    }
    for row in facts.rows.indices { check(facts.rows[row].score, facts.rows[row].weight) { facts.spot(row, "score") } }
  }

  static let weightSum = Rule(
    "weight-sum", .error, "分值加起来不对", .selfEvaluations, standing: .verified,
    "三级指标分值之和等于二级、一级指标印出的分值，各目标的指标分值之和等于目标分值。"
  ) { facts, report in
    var start = 0
    while start < facts.rows.count {
      let goal = facts.rows[start].goal
      var end = start
      while end < facts.rows.count, facts.rows[end].goal == goal { end += 1 }
      checkLevels(facts, start..<end, &report)
      let own = facts.form.goals[goal]
      // Where the goal has a score of its own, its weight is not the sum of the rows.
      if own.score == nil, let weight = own.weight {
        compare(facts, start..<end, weight, facts.goal(goal, "weight"), own.title, &report)
      }
      start = end
    }
  }

  private static func checkLevels(_ facts: FormFacts, _ rows: Range<Int>, _ report: inout Report) {
    for level in 1...2 {
      let isPrinted = rows.contains { row in
        let (goal, index) = (facts.rows[row].goal, facts.rows[row].index)
        return level == 1
          ? facts.form.goals[goal].indicators[index].level1Weight != nil
          : facts.form.goals[goal].indicators[index].level2Weight != nil
      }
      guard isPrinted else { continue }
      var start = rows.lowerBound
      while start < rows.upperBound {
        let first = facts.indicator(start)
        var end = start + 1
        while end < rows.upperBound {
          let next = facts.indicator(end)
          guard next.level1 == first.level1, level == 1 || next.level2 == first.level2 else { break }
          end += 1
        }
        if let weight = level == 1 ? first.level1Weight : first.level2Weight {
          let name = (level == 1 ? first.level1 : first.level2) ?? ""
          compare(
            facts, start..<end, weight, facts.spot(start, level == 1 ? "level1_weight" : "level2_weight"), name, &report
          )
        }
        start = end
      }
    }
  }

  private static func compare(
    _ facts: FormFacts, _ rows: Range<Int>, _ weight: ExactDecimal, _ spot: @autoclosure () -> Spot, _ name: String,
    _ report: inout Report
  ) {
    var sum = ExactDecimal.zero
    for row in rows {
      guard let own = facts.rows[row].weight else { return }
      sum += own
    }
    guard sum != weight else { return }
    report.add(
      spot(), "“\(Printed.short(name))”印出的分值是 \(weight)，\(rows.count) 行分值合计 \(sum)。改分值。",
      printed: weight.description, expected: sum.description)
  }

  static let totalSum = Rule(
    "total-sum", .error, "总分加错了", .selfEvaluations, standing: .verified,
    "总分等于预算执行、目标和各行指标得分之和。"
  ) { facts, report in
    guard let printed = facts.form.score, !facts.rows.isEmpty else { return }
    var sum = facts.form.execution.map { $0.score ?? $0.rows.first?.score ?? .zero } ?? .zero
    var shown: [ExactDecimal] = [sum]
    for goal in facts.form.goals { if let score = goal.score { shown.append(score) } }
    var indicators = ExactDecimal.zero
    for row in facts.rows.indices {
      guard let score = facts.rows[row].score else { return }
      indicators += score
    }
    shown.append(indicators)
    sum = shown.reduce(.zero, +)
    // Points that were computed are added before they are rounded: each with two places or more may be half of its last
    // digit off. Points that people give have fewer.
    let single = [facts.form.execution?.score] + facts.form.goals.map(\.score) + facts.rows.map(\.score)
    var rounded = single.compactMap { $0?.trimmed }.filter { $0.places >= 2 }.map {
      ExactDecimal(units: 5, places: min($0.places + 1, ExactDecimal.placesMax))
    }
    if !rounded.isEmpty {
      // Where some were computed, 2.5 of 3 may be 2.496; full points and none are what they are.
      let short = facts.rows.count { row in
        guard let score = row.score?.trimmed, score.places < 2 else { return false }
        return !score.isZero && score != row.weight?.trimmed
      }
      rounded += [ExactDecimal](repeating: ExactDecimal(units: 5, places: 3), count: short)
    }
    let half = ExactDecimal(units: 5, places: min(printed.places + 1, ExactDecimal.placesMax))
    guard (sum - printed).magnitude > rounded.reduce(half, +) else { return }
    // Where the form prints no points for execution, those that its weights leave over may be theirs.
    let given = facts.form.execution.flatMap { $0.score ?? $0.rows.first?.score }
    if given == nil, let weights = Self.weights(facts), printed >= sum, printed - sum <= .hundred - weights { return }
    report.add(
      facts.scoreSpot,
      "\(shown.map(\.trimmed.description).joined(separator: " + ")) = \(sum.trimmed)，总分填了 \(printed)。改总分，或改各行得分。",
      printed: printed.description, expected: sum.trimmed.description)
  }

  /// The weights of all rows and of the goals that have points of their own; nil where a row has none.
  private static func weights(_ facts: FormFacts) -> ExactDecimal? {
    var sum = facts.form.goals.filter { $0.score != nil }.compactMap(\.weight).reduce(ExactDecimal.zero, +)
    for row in facts.rows.indices {
      guard let weight = facts.rows[row].weight else { return nil }
      sum += weight
    }
    return sum
  }

  static let scoreExecutionGap = Rule(
    "score-execution-gap", .warning, "钱没花完分却很高", .selfEvaluations, parameters: ["limits.score_execution_gap"],
    "绩效得分率比预算执行得分率高出很多，要么目标定低了，要么结果报高了。"
  ) { facts, report in
    guard let weight = facts.form.execution?.weight, let score = facts.form.execution?.score,
      let total = facts.form.score,
      weight > .zero, weight < .hundred, let spent = Share.percent(score, of: weight, places: 4),
      let done = Share.percent(total - score, of: .hundred - weight, places: 4), done > .zero,
      let gap = Share.percent(done - spent, of: done, places: 2),
      gap > facts.setting.parameters.limits.scoreExecutionGap
    else { return }
    report.add(
      facts.scoreSpot,
      "绩效得分率 \(done.rounded(to: 2))%，预算执行得分率 \(spent.rounded(to: 2))%，相差过大。核对目标和完成值。", printed: total.description)
  }

  static let gradeVsProblems = Rule(
    "grade-vs-problems", .hint, "总分高但未完成的多", .selfEvaluations, standing: .proposed,
    parameters: ["limits.high_score", "limits.unmet_share"],
    "总分很高，没有完成的指标却占到一成以上，扣分可能偏轻。"
  ) { facts, report in
    guard let total = facts.form.score, total >= facts.setting.parameters.limits.highScore, !facts.rows.isEmpty else {
      return
    }
    let unmet = facts.rows { row in
      guard let weight = facts.rows[row].weight, let score = facts.rows[row].score else { return false }
      return score < weight
    }
    guard let share = Share.percent(ExactDecimal(unmet.count), of: ExactDecimal(facts.rows.count), places: 2),
      share >= facts.setting.parameters.limits.unmetShare
    else { return }
    report.add(
      facts.scoreSpot,
      "总分 \(total)，\(facts.rows.count) 行指标中有 \(unmet.count) 行没有完成（\(share)%）。核对扣分是否偏轻。", printed: total.description)
  }
}
