import Model

/// Marks what was read of texts whose cells lost their order.
///
/// A text copied from a page column by column still has labels and values, but not beside each other. Where many
/// indicators of a form are left without a target, none of those is certain.
enum StreamDoubts {
  static func mark(_ reading: Reading) -> Reading {
    var reading = reading
    for (index, form) in reading.content.forms.enumerated() where reading.places.indices.contains(index) {
      let bare = form.goals.flatMap { goal in goal.indicators.filter { $0.target == nil }.map { (goal.id, $0) } }
      let count = form.goals.reduce(0) { $0 + $1.indicators.count }
      guard count >= 3, bare.count * 3 > count else { continue }
      for (goal, indicator) in bare {
        let path = FormPath.indicator(goal, indicator.id).field("name")
        guard let place = reading.places[index][path] else { continue }
        reading.doubts.append(
          Reading.Doubt(
            reason: "旁边没有读到指标值，原文各格的次序可能已经乱了", text: indicator.name ?? "", place: place, path: path))
      }
    }
    return reading
  }
}
