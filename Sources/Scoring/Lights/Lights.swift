public import Model

/// Gives the lights of a monitoring form: a pure function of form, month and policy.
///
/// Source: 财预〔2019〕136号 asks for both goals and spending to be watched; the thresholds are practice and come as data.
public enum Lights {
  /// - Parameters:
  ///   - form: a monitoring form; budget and spending stand in its execution, results in its indicators.
  ///   - month: the checkpoint, 1…12.
  /// - Complexity: O(indicators).
  public static func of(_ form: FormContent, month: Int, by policy: LightPolicy) -> ProjectLight {
    of(PreparedForm(form), month: month, by: policy)
  }

  public static func of(_ prepared: PreparedForm, month: Int, by policy: LightPolicy) -> ProjectLight {
    let work = LightWork(month: month, policy: policy)
    let spending = work.spending(prepared.form.execution)
    let rows = prepared.rows.filter { prepared.form.goals[$0.goal].term != .longTerm }
    let indicators = rows.map { work.indicator($0, goal: prepared.form.goals[$0.goal].id) }
    let spent = prepared.form.execution.flatMap { Self.percent($0.actual?.usable ?? .zero, of: $0.budget?.usable) }
    let reached = Self.reached(indicators)
    var notes: [ProjectLight.Note] = []
    var atLeastYellow = false
    if policy.checkpointUse != .off, let floor = policy.floor(month: month), let spent, spent < floor {
      notes.append(.belowCheckpoint(rate: spent, floor: floor))
      if policy.checkpointUse == .yellow { atLeastYellow = true }
    }
    if policy.gapUse != .off, let spent, let reached, (reached - spent).magnitude > policy.gap {
      notes.append(.gap(reached - spent, limit: policy.gap))
      if policy.gapUse == .yellow { atLeastYellow = true }
    }
    let (light, decisive) = work.project(spending, indicators)
    let isRaised = atLeastYellow && (light.map { $0 > .yellow } ?? true)
    return ProjectLight(
      light: isRaised ? .yellow : light, spending: spending, indicators: indicators,
      expected: policy.expected(month: month), spendingPercent: spent, goalPercent: reached, notes: notes,
      decisive: isRaised ? nil : decisive)
  }

  private static func percent(_ part: ExactDecimal, of whole: ExactDecimal?) -> ExactDecimal? {
    guard let whole, whole > .zero else { return nil }
    return (part * 100).divided(by: whole, places: 2)
  }

  /// The mean of what the indicators have reached, by weight; all alike where none has one.
  private static func reached(_ nodes: [LightNode]) -> ExactDecimal? {
    let figures = nodes.compactMap { node in node.progress.map { ($0, node.weight) } }
    guard !figures.isEmpty else { return nil }
    let isWeighted = figures.allSatisfy { ($0.1 ?? .zero) > .zero && ($0.1 ?? .zero) <= 1_000 }
    var sum = ExactDecimal.zero
    var whole = ExactDecimal.zero
    for (progress, weight) in figures {
      let weight = isWeighted ? weight ?? 1 : 1
      sum += progress * weight
      whole += weight
    }
    return (sum * 100).divided(by: whole, places: 2)
  }
}

/// What the rows of one form have in common.
struct LightWork {
  let month: Int
  let policy: LightPolicy

  func spending(_ execution: Execution?) -> LightNode {
    let expected = policy.expected(month: month)
    func node(_ light: MonitoringLight, _ reason: LightReason, _ progress: ExactDecimal?) -> LightNode {
      LightNode(
        name: "支出", light: light, rule: .budget, reason: reason, expected: expected, path: nil, progress: progress,
        weight: nil, target: nil, actual: nil)
    }
    let paid = execution?.actual?.usable ?? .zero
    guard let budget = execution?.budget?.usable, budget > .zero else { return node(.red, .noBudget, nil) }
    let index = Index(paid, budget, expected)
    return node(
      index.light(policy.budget), .spending(paid: paid, budget: budget, index: index.percent),
      min(max(paid.divided(by: budget, places: 6) ?? .zero, .zero), 1))
  }

  func project(_ spending: LightNode, _ indicators: [LightNode]) -> (MonitoringLight?, LightNode?) {
    let worst = indicators.filter { $0.light != nil }.min { ($0.light ?? .blue) < ($1.light ?? .blue) }
    switch policy.method {
    case .worst:
      guard let worst, let mine = worst.light, let money = spending.light else { return (spending.light, spending) }
      return mine < money ? (mine, worst) : (money, spending)
    case .twoWay:
      guard let money = spending.light, money > .yellow else { return (.red, spending) }
      guard let worst, let goals = worst.light, goals <= .yellow else { return (.green, spending) }
      return (.yellow, worst)
    }
  }

  func indicator(_ row: PreparedForm.Row, goal: String) -> LightNode {
    let judged = judge(row)
    let weight = row.indicator.weight?.usable
    return LightNode(
      name: row.indicator.name ?? "", light: judged.light, rule: judged.rule, reason: judged.reason,
      expected: judged.expected, path: .indicator(goal, row.indicator.id).field("actual"), progress: judged.progress,
      weight: weight, target: row.indicator.target, actual: row.indicator.actual)
  }

  private struct Judged {
    var light: MonitoringLight?
    var rule: LightRule
    var reason: LightReason
    var expected = ExpectedShare.everything
    var progress: ExactDecimal?
  }

  /// The month that the row is due at: what the unit has set, or the month of a target that is a date.
  private func milestone(_ row: PreparedForm.Row) -> Int? {
    if let month = row.indicator.milestone, (1...12).contains(month) { return month }
    guard row.target.quantity.kind == .date, let date = row.target.quantity.date, date.month > 0 else { return nil }
    return Int(date.month)
  }

  private func judge(_ row: PreparedForm.Row) -> Judged {
    let due = milestone(row)
    let fulfilment = row.target.fulfilment(by: row.actual)
    if let due, due > month, fulfilment.outcome != .met {
      return Judged(light: nil, rule: .steady, reason: .notDue(month: due))
    }
    if fulfilment.reason == .noActual { return Judged(light: nil, rule: .positive, reason: .noActual) }
    switch fulfilment.reason {
    case .zeroTolerance:
      return fulfilment.outcome == .met
        ? Judged(light: .green, rule: .zero, reason: .nothingHappened, progress: 1)
        : Judged(light: .red, rule: .zero, reason: .happened, progress: 0)
    case .figures: return figures(row, fulfilment, isDue: due != nil)
    case .sameWords, .degrees, .dates, .periods, .compound, .kindsDiffer: return words(fulfilment)
    case .noActual, .noTarget, .unitsDiffer, .periodsDiffer, .wordsDiffer, .vague, .noBaseline, .budget:
      return fulfilment.outcome == .unclear
        ? Judged(light: nil, rule: .words, reason: .undecided(fulfilment.reason)) : words(fulfilment)
    }
  }

  private func words(_ fulfilment: Fulfilment) -> Judged {
    switch fulfilment.outcome {
    case .met: Judged(light: .green, rule: .words, reason: .achieved, progress: 1)
    case .partial: Judged(light: .yellow, rule: .words, reason: .partly)
    case .unmet: Judged(light: .red, rule: .words, reason: .missed, progress: 0)
    case .unclear: Judged(light: nil, rule: .words, reason: .undecided(fulfilment.reason))
    }
  }

  private func figures(_ row: PreparedForm.Row, _ fulfilment: Fulfilment, isDue: Bool) -> Judged {
    if row.target.direction == .negative {
      return fulfilment.outcome == .met
        ? Judged(light: .green, rule: .negative, reason: .withinLimit, progress: 1)
        : Judged(light: .red, rule: .negative, reason: .overLimit, progress: 0)
    }
    guard let actual = fulfilment.actual?.usable, let goal = fulfilment.goal?.usable, goal > .zero else {
      return words(fulfilment)
    }
    if row.target.direction == .range, fulfilment.outcome == .unmet, actual > goal {
      return Judged(light: .red, rule: .negative, reason: .overLimit)
    }
    let expected = isDue || isSteady(row) ? .everything : policy.expected(month: month)
    let progress = min(max(actual.divided(by: goal, places: 6) ?? .zero, .zero), 1)
    let ahead = Index(actual, goal, policy.blueAgainst == .wholeYear ? .everything : expected)
    if ahead.isAtLeast(policy.blueFrom) {
      return Judged(
        light: .blue, rule: .positive, reason: .ahead(actual: actual, goal: goal, percent: ahead.percent),
        expected: expected, progress: progress)
    }
    let index = Index(actual, goal, expected)
    return Judged(
      light: index.light(policy.positive), rule: .positive,
      reason: .figure(actual: actual, goal: goal, index: index.percent), expected: expected, progress: progress)
  }

  /// Shares, marks and satisfaction do not add up from month to month, and neither does what is counted a month.
  private func isSteady(_ row: PreparedForm.Row) -> Bool {
    let target = row.target.quantity
    return policy.steadyUnits.contains(target.unit) || policy.isSatisfactionSteady && row.group == .satisfaction
      || target.base == .previousYear || target.period != nil && target.period == row.actual.quantity.period
  }
}

/// An actual figure in per cent of what is expected, compared without rounding.
private struct Index {
  let numerator: ExactDecimal
  let denominator: ExactDecimal

  init(_ actual: ExactDecimal, _ goal: ExactDecimal, _ expected: ExpectedShare) {
    numerator = actual * expected.whole * 100
    denominator = goal * expected.part
  }

  var percent: ExactDecimal { numerator.divided(by: denominator, places: 2) ?? .zero }

  func isAtLeast(_ percent: ExactDecimal) -> Bool { numerator >= denominator * percent }

  func light(_ bands: LightPolicy.Bands) -> MonitoringLight {
    isAtLeast(bands.yellowBelow) ? .green : isAtLeast(bands.redBelow) ? .yellow : .red
  }
}
