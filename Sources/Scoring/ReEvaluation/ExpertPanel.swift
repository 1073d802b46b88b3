public import Model
internal import Schemes

/// What several experts come to who score without seeing each other (评审组): a plain or a trimmed mean, and how far apart
/// they are.
///
/// A pure function of the points: who gave which and in which order does not matter.
public struct ExpertPanel: Hashable, Sendable {
  /// How points become one.
  public enum Combining: String, Hashable, Sendable, CaseIterable {
    case mean
    /// Without the highest and the lowest (去掉一个最高分和一个最低分), once there are enough.
    case trimmedMean = "trimmed-mean"
  }

  public let combining: Combining
  /// Fewest points from which the highest and the lowest are left out; never fewer than three.
  public let trimFrom: Int
  /// Points between the highest and the lowest from which they should talk; nil for never.
  public let spreadOver: ExactDecimal?

  public init(_ combining: Combining, trimFrom: Int = 5, spreadOver: ExactDecimal? = nil) {
    self.combining = combining
    self.trimFrom = max(3, trimFrom)
    self.spreadOver = spreadOver
  }

  /// Reads `panel: { combine: "trimmed-mean", trim_from: 5, spread_over: 10 }`.
  init(_ object: DataObject) {
    self.init(
      object.choice("combine", Combining.self) ?? .mean, trimFrom: object.optionalInteger("trim_from") ?? 5,
      spreadOver: object.optionalFigure("spread_over"))
    object.finish()
  }

  /// What some points came to.
  public struct Outcome: Hashable, Sendable {
    /// With two places, half up.
    public let points: ExactDecimal
    public let low: ExactDecimal
    public let high: ExactDecimal
    public let count: Int
    /// Whether the highest and the lowest were left out.
    public let isTrimmed: Bool
    /// Highest minus lowest, all counted.
    public var spread: ExactDecimal { high - low }
    /// (90 + 92 + 94) ÷ 3 = 92.
    public let arithmetic: String
  }

  /// - Returns: nil when there are no points.
  public func outcome(_ points: [ExactDecimal]) -> Outcome? {
    let sorted = points.sorted()
    guard let low = sorted.first, let high = sorted.last else { return nil }
    let isTrimmed = combining == .trimmedMean && sorted.count >= trimFrom
    let counted = isTrimmed ? Array(sorted.dropFirst().dropLast()) : sorted
    let sum = counted.reduce(.zero, +)
    let mean = sum.divided(by: ExactDecimal(counted.count), places: 2) ?? .zero
    let terms = counted.map { $0.trimmed.description }.joined(separator: " + ")
    let aside = isTrimmed ? "去掉最高 \(high.trimmed)、最低 \(low.trimmed)，" : ""
    return Outcome(
      points: mean, low: low, high: high, count: sorted.count, isTrimmed: isTrimmed,
      arithmetic: "\(aside)(\(terms)) ÷ \(counted.count) = \(mean.trimmed)")
  }

  /// Whether they are so far apart that they should talk before the score is given out.
  public func isFarApart(_ outcome: Outcome) -> Bool { spreadOver.map { outcome.spread > $0 } ?? false }
}
