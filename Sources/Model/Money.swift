/// A sum of money (金额) as an integer number of fen (分); may be negative.
public struct Money: Hashable, Sendable, Comparable {
  public let fen: Int64
  public init(fen: Int64) { self.fen = fen }

  /// The sum that a printed figure stands for.
  /// - Returns: nil when the figure is finer than a fen or too large to count in fen.
  public init?(_ figure: ExactDecimal, _ unit: MoneyUnit) {
    let value = figure.trimmed
    guard value.places <= unit.fenPlaces else { return nil }
    let fen = Int128(value.units) * ExactDecimal.power(unit.fenPlaces - value.places)
    guard fen.magnitude <= Int128(Int64.max) else { return nil }
    self.fen = Int64(fen)
  }

  /// The figure that stands for this sum in `unit`, with as many places as it needs and at least `places`.
  public func figure(in unit: MoneyUnit, places: Int = 0) -> ExactDecimal {
    let exact = ExactDecimal(units: fen, places: unit.fenPlaces).trimmed
    return exact.places >= places ? exact : exact.rounded(to: places)
  }

  public static func < (left: Money, right: Money) -> Bool { left.fen < right.fen }
  public static func + (left: Money, right: Money) -> Money { Money(fen: left.fen + right.fen) }
  public static func - (left: Money, right: Money) -> Money { Money(fen: left.fen - right.fen) }
  public static let zero = Money(fen: 0)
}

/// The unit in which a form states its money (资金单位).
public enum MoneyUnit: String, Sendable, CaseIterable, Hashable {
  case yuan = "元"
  case wanYuan = "万元"
  case yiYuan = "亿元"

  /// A figure in this unit with that many places is a whole number of fen.
  public var fenPlaces: Int {
    switch self {
    case .yuan: 2
    case .wanYuan: 6
    case .yiYuan: 10
    }
  }
}
