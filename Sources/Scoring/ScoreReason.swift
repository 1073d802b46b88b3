public import Model
public import Schemes

/// Why a score is what it is, in numbers; `ScoreNode.why` makes words of it.
public enum ScoreReason: Hashable, Sendable {
  /// Weight times executed over budget.
  case execution(actual: ExactDecimal, budget: ExactDecimal)
  /// The step that the rate has reached.
  case executionStep(actual: ExactDecimal, budget: ExactDecimal, step: Step)
  case noBudget
  case noExecution
  /// The sum of what is below.
  case sum
  /// The figure meets its target.
  case met(ratio: ExactDecimal?)
  /// Positive and short: weight times actual over target.
  case short(actual: ExactDecimal, goal: ExactDecimal)
  /// Positive and short, counted from a pass mark.
  case shortOfMark(actual: ExactDecimal, goal: ExactDecimal, mark: ExactDecimal)
  /// Negative and above its limit; nothing left at so many times the limit.
  case exceeded(actual: ExactDecimal, goal: ExactDecimal, zeroAt: ExactDecimal)
  /// Not exactly the figure.
  case unequal(actual: ExactDecimal, goal: ExactDecimal)
  case belowRange(actual: ExactDecimal, low: ExactDecimal)
  case aboveRange(actual: ExactDecimal, high: ExactDecimal)
  /// Nothing was to happen.
  case nothingHappened
  case happened
  case periods(met: Int, of: Int)
  case onTime
  case late(days: Int, allowed: Int)
  /// Target and actual say the same.
  case sameWords
  case level(QualitativeRule.Band)
  case yes
  case no
  /// Satisfaction by steps of the rate.
  case step(rate: ExactDecimal, step: Step)
  /// Full points reduced because the target was far exceeded.
  case reduced(ratio: ExactDecimal, factor: ExactDecimal)
  /// A text judged by people.
  case judgement
  /// No rule decides; people have to.
  case undecided(Fulfilment.Reason)
  case noActual
  case noWeight
}

extension ScoreReason {
  func words(_ node: ScoreNode) -> String {
    let weight = node.weight ?? .zero
    let score = node.score.shown
    switch self {
    case .execution(let actual, let budget):
      let rate = Self.percent(actual, budget)
      let cap = actual > budget ? "，最多按 100% 计" : ""
      return "\(actual) ÷ \(budget) = \(rate)\(cap)，\(weight.shown) × \(actual > budget ? "100%" : rate) = \(score)"
        + node.aside
    case .executionStep(let actual, let budget, let step):
      return "\(actual) ÷ \(budget) = \(Self.percent(actual, budget))，在 \(step.from.asPercent) 及以上一档，"
        + "\(weight.shown) × \(step.share.asPercent) = \(score)" + node.aside
    case .noBudget: return "预算数为 0 或没有填，得 0"
    case .noExecution: return "没有填预算执行情况，得 0"
    case .sum: return sumWords(node)
    case .judgement: return judgementWords(node)
    case .noWeight: return node.printed == nil ? "没有分值，不计分" : "没有分值，照印的得分 \(score) 计入"
    case .noActual: return "没有填实际完成值，得 0" + node.aside
    case .undecided(let reason): return undecidedWords(node, reason)
    default: return rowWords(node, weight, score) + node.aside
    }
  }

  private func rowWords(_ node: ScoreNode, _ weight: ExactDecimal, _ score: String) -> String {
    let values = node.values
    let full = weight.shown
    switch self {
    case .met(let ratio):
      let share = ratio.map { "（目标的 \($0.asPercent)）" } ?? ""
      return "\(values)，达到目标\(share)，得满分 \(score)"
    case .short(let actual, let goal):
      return
        "\(actual.shown) ÷ \(goal.shown) = \(Self.percent(actual, goal))，\(full) × \(Self.percent(actual, goal)) = \(score)"
    case .shortOfMark(let actual, let goal, let mark):
      return "\(actual.shown) ÷ \(goal.shown) = \(Self.percent(actual, goal))，及格线 \(mark.asPercent)，"
        + "\(full) ×（\(Self.percent(actual, goal)) − \(mark.asPercent)）÷（1 − \(mark.asPercent)）= \(score)"
    case .exceeded(let actual, let goal, let zeroAt):
      return "应不超过 \(goal.shown)，实际 \(actual.shown)，超出 \(Self.percent(actual - goal, goal))"
        + "（超到 \(zeroAt.shown) 倍得 0），得 \(score)"
    case .unequal(let actual, let goal):
      return
        "应正好 \(goal.shown)，实际 \(actual.shown)，\(full) ×（1 − |\(actual.shown) − \(goal.shown)| ÷ \(goal.shown)）= \(score)"
    case .belowRange(let actual, let low): return "低于下限：\(full) × \(actual.shown) ÷ \(low.shown) = \(score)"
    case .aboveRange(let actual, let high):
      return "高于上限：\(full) ×（1 −（\(actual.shown) − \(high.shown)）÷ \(high.shown)）= \(score)"
    case .nothingHappened: return "\(values)，没有发生，得满分 \(score)"
    case .happened: return "\(values)，不允许发生而发生了，得 0"
    case .periods(let met, let all): return "\(all) 个时段中 \(met) 个达到目标，\(full) × \(met) ÷ \(all) = \(score)"
    case .onTime: return "\(values)，按时完成，得满分 \(score)"
    case .late(let days, let allowed): return "逾期 \(days) 天，\(full) ×（1 − \(days) ÷ \(allowed)）= \(score)"
    case .sameWords: return "实际与目标相同（\(node.actual ?? "")），得满分 \(score)"
    case .level(let band): return levelWords(node, band, weight, score)
    case .yes: return "\(values)，做到了，得满分 \(score)"
    case .no: return "\(values)，没有做到，得 0"
    case .step(let rate, let step):
      return "满意度 \(rate.shown)%，在 \(step.from.shown)% 及以上一档，\(full) × \(step.share.asPercent) = \(score)"
    case .reduced(let ratio, let factor):
      return "\(values)，为目标的 \(ratio.shown) 倍，目标定得过低，\(full) × \(factor.shown) = \(score)"
    case .execution, .executionStep, .noBudget, .noExecution, .sum, .judgement, .noWeight, .noActual, .undecided:
      return ""
    }
  }

  private func sumWords(_ node: ScoreNode) -> String {
    guard !node.children.isEmpty else { return "没有可计分的内容，得 0" }
    if node.children.count == 1, !node.flags.contains(.capped) { return "只有一项，得 \(node.score.shown)" }
    let terms = node.children.count <= 6 ? node.children.map(\.score.shown).joined(separator: " + ") : ""
    let sum = terms.isEmpty ? "\(node.children.count) 项合计 \(node.score.shown)" : "\(terms) = \(node.score.shown)"
    return node.flags.contains(.capped) ? "\(sum)（不超过本部分 \((node.weight ?? .zero).shown) 分）" : sum
  }

  private func judgementWords(_ node: ScoreNode) -> String {
    guard let printed = node.printed else { return "没有填得分，由人评定，暂记 0" }
    return "由人评定：印 \(printed.shown)，满分 \((node.weight ?? .zero).shown)"
  }

  private func levelWords(_ node: ScoreNode, _ band: QualitativeRule.Band, _ weight: ExactDecimal, _ score: String)
    -> String
  {
    let range = "区间 \((band.low * weight).shown)–\((band.high * weight).shown)"
    let head = "\(node.values)，\(band.level.officialName)，评分由人判定："
    guard let printed = node.printed else { return "\(head)没有印得分，先按 \(band.usual.asPercent) 计 \(score)，\(range)" }
    let outside = node.flags.contains(.outsideBand) ? "，不在区间内，照印计入，请说明理由" : ""
    return "\(head)印 \(printed.shown)，\(range)\(outside)"
  }

  private func undecidedWords(_ node: ScoreNode, _ reason: Fulfilment.Reason) -> String {
    let cause = Self.cause(reason)
    guard let printed = node.printed else { return "\(node.values)，\(cause)，须由人评定，暂记 0" }
    return "\(node.values)，\(cause)，由人评定：印 \(printed.shown)，满分 \((node.weight ?? .zero).shown)"
  }

  private static func cause(_ reason: Fulfilment.Reason) -> String {
    switch reason {
    case .noTarget: "没有填目标值"
    case .unitsDiffer: "目标与实际的单位不同，不能相比"
    case .periodsDiffer: "目标与实际的时段不同，不能相比"
    case .wordsDiffer: "目标与实际的说法不同，不能直接相比"
    case .kindsDiffer: "目标与实际一个是数、一个是文字，不能相比"
    case .vague: "实际完成值只写了范围，不能判断是否达到"
    case .noBaseline: "目标是与上年相比，表中没有上年数"
    case .compound: "一格里有几个值，不能逐个对应"
    case .budget: "没有预算数，不能判断是否在预算内"
    case .figures, .sameWords, .degrees, .zeroTolerance, .periods, .dates, .noActual: "不能按规则判断"
    }
  }

  static func percent(_ part: ExactDecimal, _ whole: ExactDecimal) -> String {
    part.divided(by: whole, places: 4)?.asPercent ?? "—"
  }
}

extension ScoreNode {
  /// 目标 ≥200处，实际 990处.
  var values: String { "目标 \(target ?? "（空）")，实际 \(actual ?? "（空）")" }

  /// What else there is to say about the printed score.
  var aside: String {
    var out = ""
    if flags.contains(.unusableTarget) {
      out += "；超出目标过多，目标已不能用，须说明原因"
    } else if flags.contains(.explain) {
      out += "；超额较多，须说明原因"
    }
    if flags.contains(.differs), let printed { out += "；表中印 \(printed.shown)" }
    if flags.contains(.computed), weight != nil { out += "；表中没有得分，由计算得出" }
    return out
  }
}

extension ExactDecimal {
  /// Up to two places, without needless zeros; small differences beyond that are not hidden but rounded for reading.
  var shown: String { rounded(to: min(places, 2)).trimmed.description }

  /// 0.9412 as 94.12%.
  var asPercent: String { "\((self * 100).rounded(to: 2).trimmed)%" }
}
