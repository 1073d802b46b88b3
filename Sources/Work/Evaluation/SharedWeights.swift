import Lifecycle
import Model
import Schemes

extension SelfEvaluations {
  /// Label under which the form says where its weights come from.
  public static let weightWords = "分值说明"

  /// Gives every row its share where the approved goal prints no weights at all: each part of the scheme is shared evenly
  /// among its rows, to a tenth of a point, and the first row takes the rest.
  static func shareWeights(in content: inout FormContent, _ desk: Desk) {
    guard content.indicators.allSatisfy({ $0.indicator.weight == nil }),
      let layout = scheme(content, desk)?.layout(for: content.kind)
    else { return }
    for part in layout.parts {
      let rows = content.indicators.filter { _, row in
        switch part.source {
        case .indicators: part.classes.isEmpty || IndicatorClass(row).map(part.classes.contains) ?? false
        case .goals: true
        case .execution, .goal: false
        }
      }.map { (goal: $0.goal.id, row: $0.indicator.id) }
      guard !rows.isEmpty else { continue }
      let tenths = (part.weight * 10).rounded(to: 0).units
      let (share, rest) = tenths.quotientAndRemainder(dividingBy: Int64(rows.count))
      for (index, place) in rows.enumerated() {
        let weight = ExactDecimal(units: share + (index == 0 ? rest : 0), places: 1).trimmed
        content.set(weight: weight, of: place.row, in: place.goal)
      }
    }
    guard content.indicators.contains(where: { $0.indicator.weight != nil }) else { return }
    content.attributes.append(Attribute(weightWords, "批复的目标没有分值，按评分方案把各部分的分值平均分给指标"))
  }
}

extension FormContent {
  fileprivate mutating func set(weight: ExactDecimal, of row: String, in goal: String) {
    guard let at = goals.firstIndex(where: { $0.id == goal }),
      let index = goals[at].indicators.firstIndex(where: { $0.id == row })
    else { return }
    goals[at].indicators[index].weight = weight
  }
}
