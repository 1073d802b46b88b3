internal import Model
internal import Schemes

/// The score of one row with what it takes to explain it; no text is made here.
struct RowScore {
  var score: ExactDecimal
  var reason: ScoreReason
  var rule: SchemeRule?
  var flags: ScoreNode.Flags = []
}

/// What the rows of one form have in common.
struct RowRules {
  let scheme: Scheme
  /// Budget of the form in yuan, for 预算范围内.
  let budget: ExactDecimal?

  /// - Complexity: some hundred nanoseconds, no allocation.
  func score(_ row: PreparedForm.Row) -> RowScore {
    guard let weight = row.indicator.weight, weight.isPlausibleWeight else { return withoutWeight(row) }
    var result = byRule(row, weight)
    guard let printed = row.points else {
      result.flags.insert(.computed)
      return result
    }
    if !result.flags.contains(.judged), printed != result.score,
      printed != result.score.rounded(to: scheme.rounding.rowPlaces)
    {
      result.flags.insert(.differs)
    }
    return result
  }

  private func withoutWeight(_ row: PreparedForm.Row) -> RowScore {
    let printed = row.points.flatMap { $0.isPlausibleWeight ? $0 : nil }
    return RowScore(score: printed ?? .zero, reason: .noWeight, rule: nil, flags: .noWeight)
  }

  private func byRule(_ row: PreparedForm.Row, _ weight: ExactDecimal) -> RowScore {
    if let stepped = satisfaction(row, weight) { return stepped }
    let fulfilment = row.target.fulfilment(by: row.actual, scheme.quantitative.periods)
    switch fulfilment.reason {
    case .figures: return figures(row, weight, fulfilment)
    case .zeroTolerance:
      return fulfilment.outcome == .met
        ? RowScore(score: weight, reason: .nothingHappened, rule: .zero)
        : RowScore(score: .zero, reason: .happened, rule: .zero)
    case .periods:
      let share = Self.share(weight, ExactDecimal(fulfilment.periodsMet), ExactDecimal(fulfilment.periods))
      return RowScore(
        score: share, reason: .periods(met: fulfilment.periodsMet, of: fulfilment.periods), rule: .shareOfPeriods)
    case .dates: return dates(row, weight)
    case .noActual: return RowScore(score: .zero, reason: .noActual, rule: .unmeasured)
    case .sameWords, .degrees: return words(row, weight, fulfilment)
    case .compound where fulfilment.outcome != .unclear: return words(row, weight, fulfilment)
    case .kindsDiffer where fulfilment.outcome == .unmet: return level(.notAchieved, row, weight)
    case .budget: return withinBudget(row, weight)
    case .noTarget, .unitsDiffer, .periodsDiffer, .wordsDiffer, .kindsDiffer, .vague, .noBaseline, .compound:
      return undecided(fulfilment.reason, row, weight)
    }
  }

  private func satisfaction(_ row: PreparedForm.Row, _ weight: ExactDecimal) -> RowScore? {
    guard case .steps(let steps) = scheme.satisfaction.method, row.actual.quantity.isPercent,
      let rate = row.actual.quantity.low, row.target.direction == .positive,
      row.group == .satisfaction,
      let step = steps.first(where: { rate >= $0.from })
    else { return nil }
    return RowScore(score: weight * step.share, reason: .step(rate: rate, step: step), rule: .satisfaction)
  }

  private func dates(_ row: PreparedForm.Row, _ weight: ExactDecimal) -> RowScore {
    guard let limit = row.target.quantity.date, let days = row.actual.quantity.date?.daysLate(after: limit), days > 0
    else {
      return RowScore(score: weight, reason: .onTime, rule: .deadline)
    }
    return late(days, weight)
  }

  func late(_ days: Int, _ weight: ExactDecimal) -> RowScore {
    let allowed = scheme.quantitative.deadlineDays
    let share = Self.share(weight, ExactDecimal(max(0, allowed - days)), ExactDecimal(allowed))
    return RowScore(score: share, reason: .late(days: days, allowed: allowed), rule: .deadline)
  }

  private func words(
    _ row: PreparedForm.Row, _ weight: ExactDecimal, _ fulfilment: Fulfilment
  ) -> RowScore {
    if row.target.quantity.kind == .boolean, row.actual.quantity.kind == .boolean {
      let met = fulfilment.outcome == .met
      return RowScore(score: met ? weight : .zero, reason: met ? .yes : .no, rule: .yesNo)
    }
    switch fulfilment.outcome {
    case .met where fulfilment.reason == .sameWords && row.target.quantity.isNumeric:
      return RowScore(score: weight, reason: .sameWords, rule: .positive)
    case .met where row.target.quantity.base == .budget: return RowScore(score: weight, reason: .sameWords, rule: .cost)
    case .met where row.points == nil || row.points == weight:
      return RowScore(score: weight, reason: .sameWords, rule: .qualitative)
    case .met: return level(.achieved, row, weight)
    case .partial: return level(.partial, row, weight)
    case .unmet: return level(.notAchieved, row, weight)
    case .unclear: return undecided(fulfilment.reason, row, weight)
    }
  }

  /// People decide inside the band; the printed score is taken over and flagged when it lies outside.
  private func level(_ level: QualitativeRule.Level, _ row: PreparedForm.Row, _ weight: ExactDecimal) -> RowScore {
    let band = scheme.qualitative.band(level)
    guard let printed = row.points else {
      return RowScore(score: band.usual * weight, reason: .level(band), rule: .qualitative)
    }
    let isInside = band.contains(printed, of: weight)
    return RowScore(
      score: min(max(printed, .zero), weight), reason: .level(band), rule: .qualitative,
      flags: isInside ? .judged : [.judged, .outsideBand])
  }

  private func undecided(_ reason: Fulfilment.Reason, _ row: PreparedForm.Row, _ weight: ExactDecimal) -> RowScore {
    guard let printed = row.points else {
      return RowScore(score: .zero, reason: .undecided(reason), rule: nil, flags: .open)
    }
    let isPossible = printed >= .zero && printed <= weight
    return RowScore(
      score: min(max(printed, .zero), weight), reason: .undecided(reason), rule: nil,
      flags: isPossible ? .judged : [.judged, .outsideBand])
  }

  private func withinBudget(_ row: PreparedForm.Row, _ weight: ExactDecimal) -> RowScore {
    guard let budget, row.actual.quantity.unit == "元", let spent = row.actual.quantity.scaledValue else {
      return undecided(.budget, row, weight)
    }
    if spent <= budget {
      return RowScore(score: weight, reason: .met(ratio: spent.divided(by: budget, places: 6)), rule: .cost)
    }
    return exceeded(spent, budget, weight, .cost)
  }
}
