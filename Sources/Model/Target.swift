/// The target of an indicator (指标值、年初目标值): the value with the direction in which it is good.
@dynamicMemberLookup
public struct Target: Hashable, Sendable {
  /// Which actual results are good.
  public enum Direction: String, Sendable, CaseIterable {
    /// 正向: more is better.
    case positive
    /// 反向: less is better.
    case negative
    /// Exactly the figure: =100%.
    case exact
    /// Between two bounds.
    case range
  }

  public let quantity: Quantity
  public let direction: Direction
  /// Whether the sign or words of the target say the direction; otherwise the name of the indicator decided.
  public let isDirectionWritten: Bool

  /// - Parameters:
  ///   - name: name of the indicator, for targets without a sign: 返贫率 `5%` ought to be small.
  ///   - level1: head of the group; without a sign a figure of 成本指标 is an upper limit.
  public init(_ text: String, name: String = "", level1: String = "", level2: String = "") {
    self.init(Quantity(text), name: name, level1: level1, level2: level2)
  }

  public init(_ indicator: Indicator) {
    self.init(
      indicator.target ?? "", name: indicator.name ?? "", level1: indicator.level1 ?? "", level2: indicator.level2 ?? ""
    )
  }

  public init(_ quantity: Quantity, name: String = "", level1: String = "", level2: String = "") {
    self.quantity = quantity
    if let written = Self.written(quantity) {
      direction = written
      isDirectionWritten = true
    } else {
      isDirectionWritten = false
      direction = Self.named(quantity, name, level1, level2)
    }
  }

  public subscript<Value>(dynamicMember path: KeyPath<Quantity, Value>) -> Value { quantity[keyPath: path] }

  /// Nothing of the kind may happen: 0起, 不发生.
  public var isZeroTolerance: Bool { quantity.isZero && quantity.comparator != .atLeast }

  private static func written(_ quantity: Quantity) -> Direction? {
    if quantity.kind == .range { return .range }
    if quantity.isZero { return .negative }
    switch quantity.comparator {
    case .atLeast, .above: return .positive
    case .atMost, .below: return .negative
    case .exactly: return .exact
    case .none:
      guard quantity.base == .previousYear, let value = quantity.value else { return nil }
      return value.isNegative ? .negative : .positive
    }
  }

  private static func named(_ quantity: Quantity, _ name: String, _ level1: String, _ level2: String) -> Direction {
    guard quantity.isNumeric else { return .positive }
    // Shares stand in the cost group by mistake as often as not: 成活率 95%. Only their names decide.
    let isCost =
      !quantity.isPercent
      && (IndicatorClass(level1: level1, level2: nil) == .cost || IndicatorClass(level1: nil, level2: level2) == .cost)
    guard isCost || contains(QuantityWords.negativeNames, name) else { return .positive }
    return contains(QuantityWords.positiveNames, name) ? .positive : .negative
  }

  private static func contains(_ table: WordTable<Bool>, _ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        if table.match(bytes, at: index) != nil { return true }
        let byte = bytes[index]
        index += byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      }
      return false
    }
  }
}

/// The actual result of an indicator (实际完成值).
@dynamicMemberLookup
public struct Actual: Hashable, Sendable {
  public let quantity: Quantity
  public init(_ text: String) { quantity = Quantity(text) }
  public init(_ quantity: Quantity) { self.quantity = quantity }
  public init(_ indicator: Indicator) { self.init(indicator.actual ?? "") }

  public subscript<Value>(dynamicMember path: KeyPath<Quantity, Value>) -> Value { quantity[keyPath: path] }
}
