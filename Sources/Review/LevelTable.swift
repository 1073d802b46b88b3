internal import Model
internal import Schemes

/// Which level-2 heads may stand under which level-1 head.
struct LevelTable: Sendable {
  enum Verdict {
    case right
    /// Printed by forms of some places, or not in the list at all.
    case variant
    /// Both heads are official, but they do not belong together.
    case wrong
    /// Right once, but no longer in forms of this year.
    case old
  }
  private let pairs: [[String]: [RuleParameters.LevelPair]]
  private let level1s: Set<String>
  private let official2: Set<String>
  /// The pairs by the heads as most forms print them, 产出指标 and 数量指标: found without taking the heads apart.
  private let printed: [UInt64: (one: String, two: String, pairs: [RuleParameters.LevelPair])]

  init(_ list: [RuleParameters.LevelPair]) {
    let pairs = Dictionary(grouping: list) { [$0.level1, $0.level2] }
    self.pairs = pairs
    var printed: [UInt64: (one: String, two: String, pairs: [RuleParameters.LevelPair])] = [:]
    for (heads, found) in pairs {
      let (one, two) = (heads[0] + "指标", heads[1] + "指标")
      guard Self.bare(one) == heads[0], Self.bare(two) == heads[1] else { continue }
      printed[two.hashCode(one.hashCode())] = (one, two, found)
    }
    self.printed = printed
    level1s = Set(list.lazy.filter { !$0.isVariant }.map(\.level1))
    official2 = Set(list.lazy.filter { !$0.isVariant }.map(\.level2))
  }

  func verdict(_ level1: String, _ level2: String, year: Int?) -> Verdict {
    if let known = printed[level2.hashCode(level1.hashCode())], known.one.isSame(as: level1),
      known.two.isSame(as: level2)
    {
      return verdict(known.pairs, year)
    }
    let (one, two) = (Self.bare(level1), Self.bare(level2))
    if let found = pairs[[one, two]] { return verdict(found, year) }
    return level1s.contains(one) && official2.contains(two) ? .wrong : .variant
  }

  private func verdict(_ found: [RuleParameters.LevelPair], _ year: Int?) -> Verdict {
    func isCurrent(_ pair: RuleParameters.LevelPair) -> Bool {
      guard let year else { return true }
      return (pair.firstYear ?? 0) <= year && year <= (pair.lastYear ?? .max)
    }
    if found.contains(where: { !$0.isVariant && isCurrent($0) }) { return .right }
    return found.contains(where: isCurrent) ? .variant : .old
  }

  /// The verdict on each row; nil where a head is missing. Rows of one class follow each other and are asked once.
  func verdicts(_ form: PreparedForm, year: Int?) -> [Verdict?] {
    var lastOne = ""
    var lastTwo = ""
    var last: Verdict?
    return form.rows.map { row in
      guard let one = row.indicator.level1, let two = row.indicator.level2, !one.isEmpty, !two.isEmpty
      else { return nil }
      if !one.isSame(as: lastOne) || !two.isSame(as: lastTwo) {
        (lastOne, lastTwo) = (one, two)
        last = verdict(one, two, year: year)
      }
      return last
    }
  }

  /// 数量指标12 → 数量.
  static func bare(_ text: String) -> String {
    var scalars = Plain(text).scalars
    while let last = scalars.last, last.isDigit || last == "." || last == ")" || last == "(" { scalars.removeLast() }
    if scalars.count > 2, scalars.suffix(2).elementsEqual("指标".unicodeScalars) { scalars.removeLast(2) }
    return Plain(scalars).text
  }
}
