public import Model

/// What the program can tell about a self-evaluation before somebody scores it again: points with their reason.
///
/// A pure function of the form, the approved goal and the dates. A person decides; nothing here is final.
public struct ReEvaluationProposal: Hashable, Sendable {
  public struct Points: Hashable, Sendable {
    public let part: String
    public let points: ExactDecimal
    public let reason: String
  }

  public let parts: [Points]

  /// - Parameters:
  ///   - score: the self-evaluation scored by its scheme; what it prints is compared with it.
  ///   - goal: the approved goal; nil when there is none.
  ///   - daysLate: 0 when it came in time.
  ///   - missingForms: forms of the unit that never came.
  public init(
    _ form: FormContent, _ score: Score, goal: FormContent?, daysLate: Int, missingForms: Int,
    _ policy: ReEvaluationPolicy
  ) {
    let rows = score.root.all.filter { $0.children.isEmpty && $0.rowID != nil }
    parts = policy.parts.compactMap { part in
      guard let computation = part.computation else { return nil }
      let found: (ExactDecimal, String)? =
        switch computation {
        case .timely: Self.timely(part, daysLate, missingForms)
        case .goals: goal.map { Self.goals(part, form, $0) }
        case .scores: Self.scores(part, score, rows)
        case .reasons: Self.reasons(part, form, rows)
        case .execution: Self.execution(part, form)
        case .completion: Self.completion(part, rows)
        }
      return found.map { Points(part: part.id, points: $0.0, reason: $0.1) }
    }
  }

  private static func less(_ part: ReEvaluationPolicy.Part, _ mistakes: Int, more: ExactDecimal = .zero) -> ExactDecimal
  {
    max(.zero, part.points - part.per * ExactDecimal(mistakes) - more)
  }

  private static func share(_ part: ReEvaluationPolicy.Part, _ some: Int, of all: Int) -> ExactDecimal {
    (part.points * ExactDecimal(some)).divided(by: ExactDecimal(max(all, 1)), places: 1) ?? .zero
  }

  private static func timely(_ part: ReEvaluationPolicy.Part, _ daysLate: Int, _ missing: Int) -> (ExactDecimal, String)
  {
    let late = (max(0, daysLate) + part.days - 1) / part.days
    let words = [daysLate > 0 ? "迟报 \(daysLate) 天" : nil, missing > 0 ? "缺 \(missing) 张表" : nil].compactMap(\.self)
    return (less(part, late + missing), words.isEmpty ? "按时报齐" : words.joined(separator: "，"))
  }

  private static func goals(_ part: ReEvaluationPolicy.Part, _ form: FormContent, _ goal: FormContent) -> (
    ExactDecimal, String
  ) {
    let approved = goal.goals.filter { $0.term != .longTerm }.flatMap(\.indicators)
    let mine = form.goals.filter { $0.term != .longTerm }.flatMap(\.indicators)
    var changes = 0
    for row in approved {
      guard let same = mine.first(where: { $0.name == row.name }) else {
        changes += 1
        continue
      }
      if (same.target ?? "") != (row.target ?? "") { changes += 1 }
      if let weight = row.weight, same.weight != weight { changes += 1 }
    }
    let names = Set(approved.map { $0.name ?? "" })
    changes += mine.reduce(0) { names.contains($1.name ?? "") ? $0 : $0 + 1 }
    return (less(part, changes), changes == 0 ? "与批复的目标一致" : "与批复的目标有 \(changes) 处不同")
  }

  private static func scores(_ part: ReEvaluationPolicy.Part, _ score: Score, _ rows: [ScoreNode]) -> (
    ExactDecimal, String
  ) {
    let wrong = rows.reduce(0) { $1.flags.contains(.differs) || $1.flags.contains(.outsideBand) ? $0 + 1 : $0 }
    let isTotalWrong = score.printed.map { $0 != score.total } ?? true
    var words = wrong == 0 ? "各行得分与规则相符" : "\(wrong) 行得分与规则不符"
    if isTotalWrong { words += score.printed.map { "；总分写 \($0.trimmed)，应为 \(score.total.trimmed)" } ?? "；没有写总分" }
    return (less(part, wrong, more: isTotalWrong ? part.total : .zero), words)
  }

  private static func reasons(_ part: ReEvaluationPolicy.Part, _ form: FormContent, _ rows: [ScoreNode]) -> (
    ExactDecimal, String
  ) {
    var reasons: [FormPath: Bool] = [:]
    for (goal, row) in form.indicators {
      reasons[FormPath.indicator(goal.id, row.id).field("score")] = !(row.reason ?? "").isEmpty
    }
    let asked = rows.filter { node in
      node.flags.contains(.explain) || node.flags.contains(.outsideBand) || node.weight.map { node.score < $0 } ?? false
    }
    let told = asked.filter { node in node.path.flatMap { reasons[$0] } ?? false }.count
    guard !asked.isEmpty else { return (part.points, "没有要说明的指标") }
    return (share(part, told, of: asked.count), "要说明 \(asked.count) 条，说明了 \(told) 条")
  }

  private static func execution(_ part: ReEvaluationPolicy.Part, _ form: FormContent) -> (ExactDecimal, String) {
    let figures = ExecutionFigures(form.execution)
    guard let budget = figures.budget, budget > .zero, let actual = figures.actual else {
      return (.zero, "没有预算数或执行数")
    }
    let rate = min(max(actual.divided(by: budget, places: 6) ?? .zero, .zero), 1)
    return ((part.points * rate).rounded(to: 1), "\(actual.shown) ÷ \(budget.shown) = \(rate.asPercent)")
  }

  private static func completion(_ part: ReEvaluationPolicy.Part, _ rows: [ScoreNode]) -> (ExactDecimal, String) {
    let met = rows.filter { node in node.weight.map { node.score >= $0 } ?? false }.count
    return (share(part, met, of: rows.count), "\(rows.count) 条指标，达到 \(met) 条")
  }
}
