/// How far an actual result meets its target, and how we know.
public struct Fulfilment: Hashable, Sendable {
  public enum Outcome: String, Sendable, CaseIterable { case met, partial, unmet, unclear }

  public enum Reason: String, Sendable, CaseIterable {
    /// Two figures were compared.
    case figures
    /// Target and actual are the same words.
    case sameWords
    /// The same words with another degree: 显著提高, 有所提高.
    case degrees
    /// Nothing was to happen.
    case zeroTolerance
    /// Some periods of the year met the target: 2 of 4 quarters.
    case periods
    case dates
    case noActual, noTarget
    /// 人 against 人次.
    case unitsDiffer
    /// 1次/日 against 1次.
    case periodsDiffer
    /// Words that cannot be put on one scale.
    case wordsDiffer
    /// Words where a figure is due, or the other way round.
    case kindsDiffer
    /// The actual is a limit that leaves it open: 80分以上 for ≥85分.
    case vague
    /// A change against a figure of the previous year that is not known here.
    case noBaseline
    /// Several values in one cell that do not pair.
    case compound
    /// Within a budget that is not known here.
    case budget
  }

  public let outcome: Outcome
  public let reason: Reason
  /// The two figures that were compared, in one unit and period, 万 and 亿 multiplied out; nil when the actual is only a
  /// limit, or when there was nothing to compare.
  public let actual: ExactDecimal?
  public let goal: ExactDecimal?
  /// Periods that met the target, and all that are reported.
  public let periodsMet: Int
  public let periods: Int

  init(
    _ outcome: Outcome, _ reason: Reason, _ actual: ExactDecimal? = nil, _ goal: ExactDecimal? = nil,
    periodsMet: Int = 0,
    periods: Int = 0
  ) {
    self.outcome = outcome
    self.reason = reason
    self.actual = actual
    self.goal = goal
    self.periodsMet = periodsMet
    self.periods = periods
  }

  /// Actual over target with six places; nil when they are no two figures or the target is zero.
  public var ratio: ExactDecimal? {
    guard let actual, let goal else { return nil }
    return actual.ratio(to: goal)
  }
}

/// How many periods of each kind a year has, for comparing 次/天 with 次/月.
public struct PeriodsPerYear: Hashable, Sendable {
  public let day: Int
  public let workday: Int
  public let week: Int
  public init(day: Int = 365, workday: Int = 250, week: Int = 52) {
    self.day = day
    self.workday = workday
    self.week = week
  }

  public func count(_ unit: Quantity.Period.Unit) -> Int {
    switch unit {
    case .hour: day * 24
    case .day: day
    case .workday: workday
    case .week: week
    case .month: 12
    case .quarter: 4
    case .halfYear: 2
    case .year: 1
    }
  }
}

extension Target {
  /// Compares the actual result with the target.
  /// - Parameter year: counts for bringing frequencies to one period; a scheme may set its own.
  public func fulfilment(by actual: Actual, _ year: PeriodsPerYear = PeriodsPerYear()) -> Fulfilment {
    if actual.quantity.kind == .empty { return Fulfilment(.unclear, .noActual) }
    if quantity.kind == .empty { return Fulfilment(.unclear, .noTarget) }
    switch actual.quantity.kind {
    case .compound: return compound(actual, year)
    case .number, .range, .frequency, .deadline: return figure(actual, year)
    case .level, .boolean: return words(actual)
    case .date: return date(actual)
    case .empty, .unreadable:
      return quantity.text == actual.quantity.text ? Fulfilment(.met, .sameWords) : Fulfilment(.unclear, .kindsDiffer)
    }
  }

  private func figure(_ actual: Actual, _ year: PeriodsPerYear) -> Fulfilment {
    switch quantity.kind {
    case .number, .range, .frequency, .deadline: break
    case .level, .boolean, .date, .compound, .empty, .unreadable:
      return Fulfilment(.unclear, quantity.base == .budget ? .budget : .kindsDiffer)
    }
    if isZeroTolerance {
      if actual.quantity.isZero { return Fulfilment(.met, .zeroTolerance, .zero, .zero) }
      let exceeds = actual.quantity.scaledLow.map { $0 > .zero } ?? false
      return exceeds
        ? Fulfilment(.unmet, .zeroTolerance, actual.quantity.scaledValue, .zero) : Fulfilment(.unclear, .vague)
    }
    if quantity.base == .previousYear, actual.quantity.base != .previousYear,
      !quantity.isPercent || !actual.quantity.isPercent
    {
      return Fulfilment(.unclear, .noBaseline)
    }
    let mine = quantity.unit
    let theirs = actual.quantity.unit
    guard mine == theirs || mine.isEmpty || theirs.isEmpty else { return Fulfilment(.unclear, .unitsDiffer) }
    guard quantity.period == actual.quantity.period else { return acrossPeriods(actual, year) }
    return compare(Bounds(quantity), Bounds(result: actual.quantity))
  }

  /// An actual without a period is that of the whole year; 1次 against 1次/日 may mean either.
  private func acrossPeriods(_ actual: Actual, _ year: PeriodsPerYear) -> Fulfilment {
    let isOpen = actual.quantity.period == nil && quantity.period != .year && actual.quantity.value == quantity.value
    if isOpen { return Fulfilment(.unclear, .periodsDiffer) }
    guard let target = Bounds(quantity).yearly(quantity.period, year),
      let result = Bounds(result: actual.quantity).yearly(actual.quantity.period, year)
    else { return Fulfilment(.unclear, .periodsDiffer) }
    return compare(target, result)
  }

  private func compare(_ target: Bounds, _ actual: Bounds) -> Fulfilment {
    switch direction {
    case .positive, .exact: positive(target, actual)
    case .negative: negative(target, actual)
    case .range: range(target, actual)
    }
  }

  private func positive(_ target: Bounds, _ actual: Bounds) -> Fulfilment {
    guard let goal = target.low ?? target.high else { return Fulfilment(.unclear, .kindsDiffer) }
    let isStrict = quantity.comparator == .above
    if let low = actual.low, isStrict ? low > goal || (low == goal && actual.lowIsOpen) : low >= goal {
      return Fulfilment(.met, .figures, low, goal)
    }
    if let high = actual.high, high < goal || (high == goal && (actual.highIsOpen || isStrict)) {
      return Fulfilment(.unmet, .figures, actual.low == actual.high ? high : nil, goal)
    }
    return Fulfilment(.unclear, .vague)
  }

  private func negative(_ target: Bounds, _ actual: Bounds) -> Fulfilment {
    guard let goal = target.high ?? target.low else { return Fulfilment(.unclear, .kindsDiffer) }
    let isStrict = quantity.comparator == .below
    if let high = actual.high, isStrict ? high < goal || (high == goal && actual.highIsOpen) : high <= goal {
      return Fulfilment(.met, .figures, high, goal)
    }
    if let low = actual.low, low > goal || (low == goal && (actual.lowIsOpen || isStrict)) {
      return Fulfilment(.unmet, .figures, actual.low == actual.high ? low : nil, goal)
    }
    return Fulfilment(.unclear, .vague)
  }

  private func range(_ target: Bounds, _ actual: Bounds) -> Fulfilment {
    guard let low = target.low, let high = target.high, let from = actual.low, let to = actual.high else {
      return Fulfilment(.unclear, .vague)
    }
    if from >= low && to <= high { return Fulfilment(.met, .figures) }
    if to < low { return Fulfilment(.unmet, .figures, to, low) }
    if from > high { return Fulfilment(.unmet, .figures, from, high) }
    return Fulfilment(.unclear, .vague)
  }
}

/// Bounds of a value with 万 and 亿 multiplied out.
struct Bounds {
  var low: ExactDecimal?
  var high: ExactDecimal?
  var lowIsOpen = false
  var highIsOpen = false

  init(_ quantity: Quantity) {
    low = quantity.scaledLow
    high = quantity.scaledHigh
    lowIsOpen = quantity.comparator == .above
    highIsOpen = quantity.comparator == .below
  }

  /// As a result, 6个工作日 is how long it took, not a limit.
  init(result quantity: Quantity) {
    self.init(quantity)
    if quantity.kind == .deadline { low = low ?? high }
  }

  /// The same for a whole year; nil when the figure is beyond counting.
  func yearly(_ period: Quantity.Period?, _ year: PeriodsPerYear) -> Bounds? {
    guard let period else { return self }
    let times = ExactDecimal(year.count(period.unit))
    let parts = ExactDecimal(period.count)
    var yearly = self
    for bound in [\Bounds.low, \Bounds.high] {
      guard let figure = self[keyPath: bound] else { continue }
      guard figure.magnitude < Self.yearlyMax else { return nil }
      yearly[keyPath: bound] = (figure.rounded(to: 3) * times).divided(by: parts, places: 3)
    }
    return yearly
  }

  /// A year of it stays within what `Quantity` allows.
  private static let yearlyMax = ExactDecimal(100_000_000_000)
}

extension ExactDecimal {
  /// This over `other` with six places; nil when `other` is zero or the quotient is beyond 10^12.
  func ratio(to other: ExactDecimal) -> ExactDecimal? {
    if other.units == 0 { return nil }
    if self == other { return ExactDecimal(1) }
    if places == other.places, units.magnitude < 1_000_000_000_000 {
      let (quotient, rest) = (units * 1_000_000).quotientAndRemainder(dividingBy: other.units)
      let away = rest.magnitude * 2 >= other.units.magnitude ? ((units < 0) != (other.units < 0) ? -1 : 1) : 0
      return ExactDecimal(units: quotient + Int64(away), places: 6)
    }
    let numerator = Int128(units) * Self.power(other.places + 6)
    let denominator = Int128(other.units) * Self.power(places)
    guard (numerator / denominator).magnitude < 1_000_000_000_000_000_000 else { return nil }
    return divided(by: other, places: 6)
  }
}
