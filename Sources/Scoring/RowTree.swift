internal import Model
internal import Schemes

/// Rows as they are added: sums of the whole and, when they are to be explained, groups by level 1 and level 2.
struct RowTree {
  private struct Group {
    let level1: String
    let level2: String
    var nodes: [ScoreNode]
  }

  private let explains: Bool
  private var groupsSoFar: [Group] = []
  private(set) var score = ExactDecimal.zero
  private(set) var weight = ExactDecimal.zero
  private(set) var hasWeights = false
  /// A row without a weight: what all are worth together is not known.
  private(set) var lacksWeights = false
  private(set) var printed: ExactDecimal?

  init(explains: Bool) { self.explains = explains }

  mutating func add(_ row: PreparedForm.Row, _ result: RowScore, goalID: String) {
    score += result.score
    let known = result.flags.contains(.noWeight) ? nil : row.indicator.weight
    if let known {
      weight += known
      hasWeights = true
    } else {
      lacksWeights = true
    }
    let points = row.points
    if let points { printed = (printed ?? .zero) + points }
    guard explains else { return }
    let node = ScoreNode(
      row.indicator.name ?? "（没有名称）", weight: known, score: result.score, printed: points, reason: result.reason,
      rule: result.rule, flags: result.flags, target: row.indicator.target, actual: row.indicator.actual,
      goalID: goalID, rowID: row.indicator.id)
    let (level1, level2) = (row.indicator.level1 ?? "", row.indicator.level2 ?? "")
    if let last = groupsSoFar.indices.last, groupsSoFar[last].level2 == level2, groupsSoFar[last].level1 == level1 {
      groupsSoFar[last].nodes.append(node)
    } else {
      groupsSoFar.append(Group(level1: level1, level2: level2, nodes: [node]))
    }
  }

  /// Level 1 over level 2 over rows; a level that names nothing or has no sister is left out.
  func groups() -> [ScoreNode] {
    var out: [ScoreNode] = []
    var start = 0
    while start < groupsSoFar.count {
      let level1 = groupsSoFar[start].level1
      var end = start
      while end < groupsSoFar.count, groupsSoFar[end].level1 == level1 { end += 1 }
      let children = groupsSoFar[start..<end].flatMap { group in
        group.level2.isEmpty ? group.nodes : [Self.group(group.level2, group.nodes)]
      }
      if start == 0 && end == groupsSoFar.count || level1.isEmpty {
        out += children
      } else {
        out.append(Self.group(level1, children))
      }
      start = end
    }
    return out
  }

  private static func group(_ name: String, _ nodes: [ScoreNode]) -> ScoreNode {
    var score = ExactDecimal.zero
    var weight: ExactDecimal? = .zero
    var printed: ExactDecimal?
    for node in nodes {
      score += node.score
      weight = node.weight.flatMap { more in weight.map { $0 + more } }
      if let more = node.printed { printed = (printed ?? .zero) + more }
    }
    return ScoreNode(name, weight: weight, score: score, printed: printed, reason: .sum, children: nodes)
  }
}
