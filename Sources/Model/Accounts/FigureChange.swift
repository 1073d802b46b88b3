/// How a figure changed against another one, as every sentence of a narrative tells it.
///
/// Both figures are taken as they are printed, in 万元 with two places, so that whoever computes with the printed figures
/// comes to the printed change. Per cent are rounded half up to two places, needless zeros left out.
public struct FigureChange: Hashable, Sendable {
  public enum Direction: Hashable, Sendable {
    case up, down, same
    /// 增加, 减少, 持平.
    public var verb: String {
      switch self {
      case .up: "增加"
      case .down: "减少"
      case .same: "持平"
      }
    }
    /// 增长, 下降 in front of a percentage.
    public var rate: String {
      switch self {
      case .up: "增长"
      case .down: "下降"
      case .same: "持平"
      }
    }
  }

  /// 万元, two places, without a sign.
  public let amount: ExactDecimal
  public let direction: Direction
  /// nil where the former figure is nothing or below, and a percentage says nothing.
  public let percent: String?

  public init(from former: Money, to latter: Money) {
    let (old, new) = (former.printed, latter.printed)
    let difference = new - old
    amount = difference.magnitude
    direction = difference.isZero ? .same : difference.isNegative ? .down : .up
    percent = old > .zero ? Self.percent(difference.magnitude, of: old) : nil
  }

  /// `46.86%`, `100%`, `不足0.01%`; nil when the whole is nothing or below.
  public static func percent(_ part: ExactDecimal, of whole: ExactDecimal) -> String? {
    guard whole > .zero, let share = (part * ExactDecimal(100)).divided(by: whole, places: 2) else { return nil }
    if share.isZero, !part.isZero { return "不足0.01%" }
    return "\(share.trimmed)%"
  }
}

extension Money {
  /// As final accounts print it: 万元 with two places, half rounded away from zero.
  public var printed: ExactDecimal { figure(in: .wanYuan).rounded(to: 2) }
}
