import Model

/// How a year of a project goes: what is spent by each month, and what becomes of each indicator.
struct Outcome {
  /// What happens to an indicator by the end of the year.
  enum Fate { case met, missed, farAbove }

  /// Spent of the budget at the end of the year, in per cent.
  let rate: Int
  private let spending: [Int]
  private let working: [Int]
  /// Months in which the treasury pays.
  private let payingMonths: Set<Int>
  /// What each indicator has reached in the end, by its identifier.
  fileprivate let results: [String: (final: WrittenValue, fate: Fate)]

  /// Below the best band of every scheme, in per cent.
  private static let poorSatisfaction = ExactDecimal(86)

  /// Reached by the end of each month in per cent of the whole year.
  private static let steady = [8, 16, 25, 34, 42, 51, 59, 68, 76, 85, 92, 100]
  private static let early = [10, 22, 33, 43, 52, 61, 69, 77, 84, 90, 95, 100]
  private static let slow = [4, 9, 17, 26, 35, 44, 52, 61, 70, 79, 89, 100]
  private static let late = [0, 3, 8, 15, 22, 30, 39, 49, 60, 72, 86, 100]

  init(_ goal: FormContent, _ random: inout SeededRandom) {
    let pace = Int.random(in: 0..<100, using: &random)
    switch pace {
    case 0..<58: (spending, working) = (Self.steady, Self.steady)
    case 58..<76: (spending, working) = (Self.early, Self.steady)
    case 76..<94: (spending, working) = (Self.slow, Self.steady)
    case 94..<98: (spending, working) = (Self.late, Self.slow)
    default: (spending, working) = (Self.late, Self.late)
    }
    let level = Int.random(in: 0..<100, using: &random)
    rate =
      level < 62
      ? 100 : Int.random(in: level < 90 ? 95...99 : level < 97 ? 84...94 : 55...82, using: &random)
    var paying: Set<Int> = [3, 4, 6, 7, 9, 10, 12]
    for month in [2, 5, 8, 11] where Bool.random(using: &random) { paying.insert(month) }
    payingMonths = paying
    let missing = pace >= 94 || rate < 84 ? 5 : 24
    var results: [String: (final: WrittenValue, fate: Fate)] = [:]
    for (_, row) in goal.indicators {
      guard let target = WrittenValue(row.target) else { continue }
      let fate: Fate = random.once(in: missing) ? .missed : random.once(in: 90) ? .farAbove : .met
      var final = Self.final(target, fate, &random)
      // Satisfaction is scored by bands: a result just below its target would still get all its points.
      if fate == .missed, row.level2?.hasSuffix("满意度指标") == true {
        final.figure = min(final.figure, Self.poorSatisfaction)
      }
      results[row.id] = (final, fate)
    }
    self.results = results
  }

  private static func final(_ target: WrittenValue, _ fate: Fate, _ random: inout SeededRandom) -> WrittenValue {
    var result = target
    let whole = Int(target.figure.rounded(to: 0).units)
    switch (target.comparator, target.isPercent) {
    case ("≤", true):
      result.figure = ExactDecimal(
        fate == .missed ? whole + Int.random(in: 1...4, using: &random) : whole - Int.random(in: 0...5, using: &random))
    case (_, true):
      result.figure = ExactDecimal(
        fate == .missed
          ? whole - Int.random(in: 2...11, using: &random) : min(100, whole + Int.random(in: 0...4, using: &random)))
    case ("≥", false):
      let percent =
        switch fate {
        case .met: Int.random(in: 100...114, using: &random)
        case .missed: Int.random(in: 64...97, using: &random)
        case .farAbove: Int.random(in: 136...190, using: &random)
        }
      // A few pieces may round to the target itself: then it is met.
      result.figure = ExactDecimal(max(1, fate == .missed ? whole * percent / 100 : (whole * percent + 99) / 100))
    default: break
    }
    return result
  }

  /// Paid by the end of a month in whole hundreds of yuan; everything that is due falls in a month of payment.
  func paid(_ month: Int, budgetYuan: Int) -> Int {
    guard let last = (1...12).last(where: { $0 <= month && payingMonths.contains($0) }) else { return 0 }
    return budgetYuan * rate / 100 * spending[last - 1] / 100 / 100 * 100
  }

  /// What a row shows at the end of a month.
  /// - Parameter paid: spent so far in 万元, for the row that is a sum of money.
  func result(_ row: Indicator, month: Int, paid: ExactDecimal) -> String {
    guard let (final, fate) = results[row.id] else { return row.target ?? "" }
    if final.unit == "万元" { return "\(paid)万元" }
    guard final.isCount else { return final.result }
    let share = month >= 12 ? 100 : fate == .missed ? working[month - 1] * 9 / 10 : working[month - 1]
    var now = final
    now.figure = ExactDecimal(Int(final.figure.rounded(to: 0).units) * share / 100)
    return now.result
  }
}

extension Outcome {
  func fate(_ row: Indicator) -> Fate { results[row.id]?.fate ?? .met }
}
