internal import Model
internal import Schemes

extension RowRules {
  /// Two figures that could be compared.
  func figures(
    _ row: PreparedForm.Row, _ weight: ExactDecimal, _ fulfilment: Fulfilment
  ) -> RowScore {
    let rule = rule(of: row)
    guard let goal = fulfilment.goal, let actual = fulfilment.actual else {
      return fulfilment.outcome == .met
        ? RowScore(score: weight, reason: .met(ratio: nil), rule: rule) : limited(row, weight, rule)
    }
    if scheme.quantitative.equal == .strict, row.target.direction == .exact, actual != goal {
      return unequal(actual, goal, weight)
    }
    if fulfilment.outcome == .met { return met(row, actual, goal, weight, rule) }
    switch row.target.direction {
    case .positive, .exact: return short(actual, goal, weight, rule)
    case .negative:
      if row.target.quantity.kind == .deadline { return lateBy(actual, goal, row, weight) }
      return goal.isNegative ? short(actual, goal, weight, .growth) : exceeded(actual, goal, weight, rule)
    case .range: return outside(actual, goal, weight, isBelow: actual < goal)
    }
  }

  private func rule(of row: PreparedForm.Row) -> SchemeRule {
    if row.target.quantity.base == .previousYear { return .growth }
    if row.target.direction == .range { return .range }
    if row.target.quantity.period != nil { return .frequency }
    switch row.target.direction {
    case .positive: return .positive
    case .exact: return .equal
    case .range: return .range
    case .negative:
      if row.target.quantity.kind == .deadline { return .deadline }
      return row.group == .cost ? .cost : .negative
    }
  }

  private func met(
    _ row: PreparedForm.Row, _ actual: ExactDecimal, _ goal: ExactDecimal, _ weight: ExactDecimal, _ rule: SchemeRule
  ) -> RowScore {
    if let rung = rung(row, actual, goal) {
      var flags: ScoreNode.Flags = .explain
      if rung.isUnusable { flags.insert(.unusableTarget) }
      if scheme.overfulfilment.use == .apply, rung.factor < 1 {
        let ratio = actual.divided(by: goal, places: 2) ?? .zero
        return RowScore(
          score: weight * rung.factor, reason: .reduced(ratio: ratio, factor: rung.factor), rule: .overfulfilment,
          flags: flags)
      }
      return RowScore(score: weight, reason: .met(ratio: actual.divided(by: goal, places: 4)), rule: rule, flags: flags)
    }
    let isExact = actual == goal || goal.isZero || row.target.direction != .positive
    return RowScore(score: weight, reason: .met(ratio: isExact ? nil : actual.divided(by: goal, places: 4)), rule: rule)
  }

  /// Counts far above their target; shares, limits, ranges and changes are left alone.
  private func rung(_ row: PreparedForm.Row, _ actual: ExactDecimal, _ goal: ExactDecimal) -> OverfulfilmentLadder.Rung?
  {
    guard scheme.overfulfilment.use != .off, actual > goal, goal > .zero, !row.target.quantity.isPercent,
      row.target.direction == .positive || row.target.direction == .exact, row.target.quantity.base == .absolute
    else { return nil }
    return scheme.overfulfilment.rung(actual, over: goal)
  }

  /// The actual is only a limit, and it misses the target: how far is not known.
  private func limited(
    _ row: PreparedForm.Row, _ weight: ExactDecimal, _ rule: SchemeRule
  ) -> RowScore {
    guard let printed = row.points else {
      return RowScore(score: .zero, reason: .undecided(.vague), rule: rule, flags: .open)
    }
    let isPossible = printed >= .zero && printed < weight
    return RowScore(
      score: min(max(printed, .zero), weight), reason: .undecided(.vague), rule: rule,
      flags: isPossible ? .judged : [.judged, .outsideBand])
  }

  private func short(_ actual: ExactDecimal, _ goal: ExactDecimal, _ weight: ExactDecimal, _ rule: SchemeRule)
    -> RowScore
  {
    switch scheme.quantitative.positive {
    case .proportional:
      return RowScore(score: Self.share(weight, actual, goal), reason: .short(actual: actual, goal: goal), rule: rule)
    case .passMark(let mark):
      let reason = ScoreReason.shortOfMark(actual: actual, goal: goal, mark: mark)
      let score = mark < 1 ? Self.share(weight, actual - mark * goal, (1 - mark) * goal) : .zero
      return RowScore(score: score, reason: reason, rule: rule)
    }
  }

  func exceeded(_ actual: ExactDecimal, _ goal: ExactDecimal, _ weight: ExactDecimal, _ rule: SchemeRule) -> RowScore {
    let zeroAt = scheme.quantitative.negativeZeroAt
    // weight × (1 − (actual ÷ goal − 1) ÷ (zeroAt − 1)), brought to one fraction.
    let score = Self.share(weight, zeroAt * goal - actual, (zeroAt - 1) * goal)
    return RowScore(score: score, reason: .exceeded(actual: actual, goal: goal, zeroAt: zeroAt), rule: rule)
  }

  private func unequal(_ actual: ExactDecimal, _ goal: ExactDecimal, _ weight: ExactDecimal) -> RowScore {
    let score = Self.share(weight, goal - (actual - goal).magnitude, goal)
    return RowScore(score: score, reason: .unequal(actual: actual, goal: goal), rule: .equal)
  }

  private func outside(_ actual: ExactDecimal, _ bound: ExactDecimal, _ weight: ExactDecimal, isBelow: Bool) -> RowScore
  {
    isBelow
      ? RowScore(
        score: Self.share(weight, actual, bound), reason: .belowRange(actual: actual, low: bound), rule: .range)
      : RowScore(
        score: Self.share(weight, bound - (actual - bound), bound), reason: .aboveRange(actual: actual, high: bound),
        rule: .range)
  }

  /// Days and working days are late by days; hours and months by their share.
  private func lateBy(
    _ actual: ExactDecimal, _ goal: ExactDecimal, _ row: PreparedForm.Row, _ weight: ExactDecimal
  ) -> RowScore {
    let unit = row.target.quantity.unit
    let days = (actual - goal).trimmed
    guard unit == "天" || unit == "工作日", days.places == 0, days < 10_000 else {
      return exceeded(actual, goal, weight, .deadline)
    }
    return late(Int(days.units), weight)
  }

  /// `weight × part ÷ whole` to six places, never below nothing or above the weight.
  static func share(_ weight: ExactDecimal, _ part: ExactDecimal, _ whole: ExactDecimal) -> ExactDecimal {
    guard !whole.isZero, part.isZero || part.isNegative == whole.isNegative else { return .zero }
    if part.magnitude >= whole.magnitude { return weight }
    let product = weight * part.magnitude
    let share = product.divided(by: whole.magnitude, places: 6) ?? .zero
    return min(share, weight)
  }
}
