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

  init(_ list: [RuleParameters.LevelPair]) {
    pairs = Dictionary(grouping: list) { [$0.level1, $0.level2] }
    level1s = Set(list.lazy.filter { !$0.isVariant }.map(\.level1))
    official2 = Set(list.lazy.filter { !$0.isVariant }.map(\.level2))
  }

  func verdict(_ level1: String, _ level2: String, year: Int?) -> Verdict {
    let (one, two) = (Self.bare(level1), Self.bare(level2))
    if let found = pairs[[one, two]] {
      let current = found.filter { pair in
        guard let year else { return true }
        return (pair.firstYear ?? 0) <= year && year <= (pair.lastYear ?? .max)
      }
      guard let pair = current.first(where: { !$0.isVariant }) ?? current.first else { return .old }
      return pair.isVariant ? .variant : .right
    }
    return level1s.contains(one) && official2.contains(two) ? .wrong : .variant
  }

  /// The verdict on each row; nil where a head is missing. Rows of one class follow each other and are asked once.
  func verdicts(_ rows: ContiguousArray<RowFacts>, year: Int?) -> [Verdict?] {
    var lastOne = ""
    var lastTwo = ""
    var last: Verdict?
    return rows.indices.map { row in
      guard let one = rows[row].row.indicator.level1, let two = rows[row].row.indicator.level2, !one.isEmpty,
        !two.isEmpty
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
