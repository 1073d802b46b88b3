internal import Model
internal import Schemes

/// The work on one score: builds the tree part by part and collects the notes.
struct ScoreWork {
  let prepared: PreparedForm
  let scheme: Scheme
  /// Whether nodes of rows are kept; without them only sums are made.
  let explains: Bool
  private let rules: RowRules
  private let execution: ExecutionFigures
  private(set) var notes: [ScoreNote] = []
  private var counts = Counts()

  /// How many rows are odd in which way.
  private struct Counts {
    var scored = 0
    var differing = 0
    var outsideBand = 0
    var overfulfilled = 0
    var open = 0
    var computed = 0

    mutating func add(_ flags: ScoreNode.Flags) {
      scored += 1
      if flags.isEmpty { return }
      if flags.contains(.differs) { differing += 1 }
      if flags.contains(.outsideBand) { outsideBand += 1 }
      if flags.contains(.explain) { overfulfilled += 1 }
      if flags.contains(.open) { open += 1 }
      if flags.contains(.computed), !flags.contains(.open) { computed += 1 }
    }
  }

  init(_ prepared: PreparedForm, _ scheme: Scheme, explains: Bool = true) {
    self.prepared = prepared
    self.scheme = scheme
    self.explains = explains
    execution = ExecutionFigures(prepared.form.execution)
    let budget = execution.budget ?? prepared.form.amounts.current?.usable
    rules = RowRules(scheme: scheme, budget: budget.flatMap(prepared.form.moneyUnit.yuan))
  }

  mutating func root() -> ScoreNode {
    let kind = prepared.form.kind
    guard let layout = scheme.layout(for: kind) else {
      notes.append(.noLayout(kind))
      return ScoreNode("总分", weight: .hundred, score: .zero, printed: nil, reason: .sum)
    }
    var parts: [ScoreNode] = []
    for piece in layout.parts { parts.append(part(piece)) }
    let goals = prepared.form.goals
    let rows = goals.reduce(0) { $1.term == .longTerm ? $0 : $0 + $1.indicators.count }
    if explains, counts.scored < rows { notes.append(.strangers(rows - counts.scored)) }
    return sum("总分", weight: .hundred, parts)
  }

  private mutating func part(_ part: Scheme.Part) -> ScoreNode {
    switch part.source {
    case .execution: executionPart(part)
    case .goal: goalPart(part)
    case .indicators: indicatorPart(part)
    case .goals: goalsPart(part)
    }
  }

  private mutating func executionPart(_ part: Scheme.Part) -> ScoreNode {
    let form = prepared.form.execution
    let printed = form?.score ?? form?.rows.lazy.compactMap(\.score).first
    if explains { noteExecution(part, form) }
    return execution.node(part, scheme.execution, printed: printed?.points, places: scheme.rounding.rowPlaces)
  }

  private mutating func noteExecution(_ part: Scheme.Part, _ form: Execution?) {
    if let weight = form?.weight ?? form?.rows.lazy.compactMap(\.weight).first, weight != part.weight {
      notes.append(.executionWeight(printed: weight, scheme: part.weight))
    }
    if execution.isAdded { notes.append(.executionRowsAdded) }
    guard let actual = execution.actual, let budget = execution.budget, budget > .zero else { return }
    if actual > budget { notes.append(.overspent(actual: actual, budget: budget)) }
    if let initial = execution.initial, initial > .zero, initial != budget {
      notes.append(.initialBudget(actual: actual, initial: initial))
    }
  }

  /// Goals as texts: people judge, the score is taken as printed. One goal is the part itself.
  private mutating func goalPart(_ part: Scheme.Part) -> ScoreNode {
    let goals = prepared.form.goals.filter { $0.term != .longTerm && ($0.text != nil || $0.score != nil) }
    if goals.count == 1 { return judged(part.name, goals[0], weight: part.weight) }
    var nodes: [ScoreNode] = []
    for goal in goals {
      let weight = goal.weight.flatMap { $0.isPlausibleWeight ? $0 : nil }
      nodes.append(judged(goal.name ?? part.name, goal, weight: weight, max: part.weight))
    }
    if nodes.isEmpty { counts.open += 1 }
    return sum(part.name, weight: part.weight, nodes)
  }

  private mutating func judged(
    _ name: String, _ goal: Goal, weight: ExactDecimal?, max limit: ExactDecimal = .hundred
  ) -> ScoreNode {
    let printed = goal.score?.points
    if printed == nil { counts.open += 1 }
    return ScoreNode(
      name, weight: weight, score: min(max(printed ?? .zero, .zero), weight ?? limit), printed: printed,
      reason: .judgement,
      rule: .goalText, flags: printed == nil ? .open : .judged, goalID: goal.id)
  }

  private mutating func indicatorPart(_ part: Scheme.Part) -> ScoreNode {
    let rows = prepared.rows[...].filter { row in
      guard prepared.form.goals[row.goal].term != .longTerm else { return false }
      return part.classes.isEmpty || row.group.map(part.classes.contains) ?? false
    }
    return rowsNode(part.name, weight: part.weight, rows[...], goal: nil)
  }

  /// Goals with rows of their own; each is worth what the form says.
  private mutating func goalsPart(_ part: Scheme.Part) -> ScoreNode {
    var nodes: [ScoreNode] = []
    var start = 0
    while start < prepared.rows.count {
      let index = prepared.rows[start].goal
      var end = start
      while end < prepared.rows.count, prepared.rows[end].goal == index { end += 1 }
      let goal = prepared.form.goals[index]
      if goal.term != .longTerm {
        let weight = goal.weight.flatMap { $0.isPlausibleWeight ? $0 : nil }
        nodes.append(
          rowsNode(goal.name ?? "年度目标\(nodes.count + 1)", weight: weight, prepared.rows[start..<end], goal: goal))
      }
      start = end
    }
    return sum(part.name, weight: part.weight, nodes)
  }

  /// Rows under their groups, added unrounded and never above the weight of the part.
  private mutating func rowsNode(
    _ name: String, weight: ExactDecimal?, _ rows: ArraySlice<PreparedForm.Row>, goal: Goal?
  ) -> ScoreNode {
    var tree = RowTree(explains: explains)
    for row in rows {
      let result = rules.score(row)
      counts.add(result.flags)
      tree.add(row, result, goalID: explains ? prepared.form.goals[row.goal].id : "")
    }
    if explains, let weight, tree.hasWeights, tree.weight != weight {
      notes.append(.partWeight(name: name, printed: tree.weight, scheme: weight))
    }
    let isCapped = weight.map { tree.score > $0 } ?? false
    return ScoreNode(
      name, weight: weight ?? (tree.lacksWeights ? nil : tree.weight),
      score: isCapped ? weight ?? tree.score : tree.score,
      printed: tree.printed, reason: .sum, flags: isCapped ? .capped : [], goalID: goal?.id, children: tree.groups())
  }

  private func sum(_ name: String, weight: ExactDecimal, _ children: [ScoreNode]) -> ScoreNode {
    var score = ExactDecimal.zero
    var printed: ExactDecimal?
    for child in children {
      score += child.score
      if let more = child.printed { printed = (printed ?? .zero) + more }
    }
    let isCapped = score > weight
    return ScoreNode(
      name, weight: weight, score: isCapped ? weight : score, printed: printed, reason: .sum,
      flags: isCapped ? .capped : [],
      children: children)
  }

  /// The grade, capped by vetoes.
  mutating func grade(of total: ExactDecimal, _ vetoes: [String]) -> Scheme.Grade? {
    var grade = scheme.grade(of: total)
    for id in vetoes {
      guard let veto = scheme.vetoes.first(where: { $0.id == id }) else {
        notes.append(.unknownVeto(id))
        continue
      }
      notes.append(.veto(name: veto.name, grade: veto.gradeMax))
      if let cap = scheme.grades.first(where: { $0.name == veto.gradeMax }), let best = grade, cap.from < best.from {
        grade = cap
      }
    }
    return grade
  }

  /// Notes what the two readings disagree on and what people should look at.
  mutating func compare(_ root: ScoreNode, _ total: ExactDecimal, _ printed: ExactDecimal?) {
    if let printed, let sum = root.printed, sum != printed { notes.append(.printedSum(printed: printed, sum: sum)) }
    if let printed, printed != total { notes.append(.total(printed: printed, scheme: total)) }
    if counts.differing > 0 { notes.append(.differing(counts.differing)) }
    if counts.outsideBand > 0 { notes.append(.outsideBand(counts.outsideBand)) }
    if counts.overfulfilled > 0 { notes.append(.overfulfilled(counts.overfulfilled)) }
    if counts.open > 0 { notes.append(.open(counts.open)) }
    if counts.computed > 0 { notes.append(.computed(counts.computed)) }
  }
}

extension MoneyUnit {
  /// A figure in this unit as yuan; nil from 10^15 yuan on.
  func yuan(_ figure: ExactDecimal) -> ExactDecimal? {
    let factor: ExactDecimal =
      switch self {
      case .yuan: 1
      case .wanYuan: 10_000
      case .yiYuan: 100_000_000
      }
    guard figure.magnitude < 10_000_000 || self != .yiYuan && figure.magnitude < 100_000_000_000 else { return nil }
    return figure * factor
  }
}
