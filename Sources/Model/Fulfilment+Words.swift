extension Target {
  /// A result in words.
  func words(_ actual: Actual) -> Fulfilment {
    let result = actual.quantity
    if quantity.text == result.text { return Fulfilment(.met, .sameWords) }
    switch quantity.kind {
    case .level, .boolean: return degrees(result)
    case .number, .range, .frequency, .deadline, .date:
      return result.degree == .not ? Fulfilment(.unmet, .kindsDiffer) : Fulfilment(.unclear, .kindsDiffer)
    case .compound, .empty, .unreadable:
      return Fulfilment(.unclear, quantity.kind == .compound ? .compound : .kindsDiffer)
    }
  }

  private func degrees(_ result: Quantity) -> Fulfilment {
    guard let mine = quantity.degree, let theirs = result.degree else { return Fulfilment(.unclear, .wordsDiffer) }
    if quantity.base == .budget && result.base == .budget { return Fulfilment(.met, .sameWords) }
    if theirs == .not && mine != .not { return Fulfilment(.unmet, .degrees) }
    let sameWords = quantity.words == result.words || (quantity.kind == .boolean && result.kind == .boolean)
    if sameWords { return Fulfilment(theirs >= mine ? .met : .partial, theirs == mine ? .sameWords : .degrees) }
    return theirs == .some ? Fulfilment(.partial, .degrees) : Fulfilment(.unclear, .wordsDiffer)
  }

  func date(_ actual: Actual) -> Fulfilment {
    guard let mine = quantity.date, let theirs = actual.quantity.date else {
      return quantity.text == actual.quantity.text ? Fulfilment(.met, .sameWords) : Fulfilment(.unclear, .kindsDiffer)
    }
    guard mine.year == theirs.year || (mine.year > 0 && theirs.year > 0) else {
      return Fulfilment(.unclear, .kindsDiffer)
    }
    return Fulfilment(theirs <= mine ? .met : .unmet, .dates)
  }

  /// Several results in one cell: one for each part of the year, or one for each part of the target.
  func compound(_ actual: Actual, _ year: PeriodsPerYear) -> Fulfilment {
    let parts = actual.quantity.parts
    if quantity.kind != .compound, let of = parts.first?.span?.of, parts.allSatisfy({ $0.span?.of == of }) {
      return periods(parts, of: of, year)
    }
    if quantity.text == actual.quantity.text { return Fulfilment(.met, .sameWords) }
    guard quantity.kind == .compound, quantity.parts.count == parts.count else {
      return Fulfilment(.unclear, .compound)
    }
    let outcomes = zip(quantity.parts, parts).map { mine, theirs in
      mine.words == theirs.words ? Target(mine).fulfilment(by: Actual(theirs), year).outcome : .unclear
    }
    if outcomes.contains(.unclear) { return Fulfilment(.unclear, .compound) }
    if outcomes.allSatisfy({ $0 == .met }) { return Fulfilment(.met, .compound) }
    return Fulfilment(outcomes.contains(.met) || outcomes.contains(.partial) ? .partial : .unmet, .compound)
  }

  private func periods(_ parts: [Quantity], of: Int, _ year: PeriodsPerYear) -> Fulfilment {
    var met: UInt16 = 0
    var seen: UInt16 = 0
    for part in parts {
      let mask = part.span?.mask ?? 0
      guard seen & mask == 0 else { return Fulfilment(.unclear, .compound) }
      seen |= mask
      switch fulfilment(by: Actual(part), year).outcome {
      case .met: met |= mask
      case .unmet, .partial: break
      case .unclear: return Fulfilment(.unclear, .compound)
      }
    }
    let outcome: Fulfilment.Outcome = met == seen ? .met : met == 0 ? .unmet : .partial
    return Fulfilment(outcome, .periods, periodsMet: met.nonzeroBitCount, periods: seen.nonzeroBitCount)
  }
}
