internal import Model
internal import Schemes

/// Budget and spending of a form, wherever it prints them.
struct ExecutionFigures {
  /// After adjustments (全年预算数).
  var budget: ExactDecimal?
  var actual: ExactDecimal?
  var initial: ExactDecimal?
  /// The row for the whole was empty.
  var isAdded = false

  init(_ execution: Execution?) {
    guard let execution else { return }
    budget = execution.budget?.usable
    actual = execution.actual?.usable
    let rows = execution.rows
    guard let whole = rows.first(where: Self.isTotal) ?? rows.first else { return }
    initial = whole.initial?.usable
    guard budget == nil || actual == nil else { return }
    budget = whole.adjusted?.usable ?? whole.initial?.usable
    actual = whole.actual?.usable
    let parts = rows.filter { $0.id != whole.id }
    if budget?.isZero ?? true, !parts.isEmpty {
      let sum = parts.reduce(ExactDecimal.zero) { $0 + ($1.adjusted?.usable ?? $1.initial?.usable ?? .zero) }
      guard !sum.isZero else { return }
      budget = sum
      actual = parts.reduce(ExactDecimal.zero) { $0 + ($1.actual?.usable ?? .zero) }
      isAdded = true
    }
  }

  private static func isTotal(_ row: ExecutionLine) -> Bool {
    guard let source = row.source else { return false }
    return source.contains("总额") || source.contains("合计")
  }

  /// The node of the execution part.
  func node(_ part: Scheme.Part, _ rule: ExecutionRule, printed: ExactDecimal?, places: Int) -> ScoreNode {
    func node(_ score: ExactDecimal, _ reason: ScoreReason) -> ScoreNode {
      var flags: ScoreNode.Flags = printed == nil ? .computed : []
      if let printed, printed != score.rounded(to: places), printed != score { flags.insert(.differs) }
      return ScoreNode(
        part.name, weight: part.weight, score: score, printed: printed, reason: reason, rule: .execution, flags: flags)
    }
    guard let actual else { return node(.zero, budget == nil ? .noExecution : .noBudget) }
    guard let budget, budget > .zero else { return node(.zero, .noBudget) }
    switch rule.method {
    case .proportional:
      return node(RowRules.share(part.weight, actual, budget), .execution(actual: actual, budget: budget))
    case .steps(let steps):
      let rate = actual.isNegative ? .zero : actual.divided(by: budget, places: 6) ?? .zero
      let step = steps.first { rate >= $0.from } ?? Step(from: .zero, share: .zero)
      return node(part.weight * step.share, .executionStep(actual: actual, budget: budget, step: step))
    }
  }
}

extension ExactDecimal {
  /// Money that can be computed with; nil for a figure beyond 10^12 or finer than six places, a slip of the pen.
  var usable: ExactDecimal? { magnitude < 1_000_000_000_000 && trimmed.places <= 6 ? self : nil }

  /// A printed score that can be points.
  var points: ExactDecimal? { magnitude <= 10_000 && trimmed.places <= 6 ? self : nil }
}

extension PreparedForm.Row {
  /// The printed score, when it can be points.
  var points: ExactDecimal? { indicator.score?.points }
}
