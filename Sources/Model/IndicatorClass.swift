/// Group of indicators that a weight is given to (一级指标).
public enum IndicatorClass: String, Sendable, CaseIterable {
  case cost, output, benefit, satisfaction

  /// The class that heads of level 1 and 2 name; level 1 decides. nil when they name none.
  public init?(level1: String?, level2: String?) {
    guard let found = Self.named(level1) ?? Self.named(level2) else { return nil }
    self = found
  }

  public init?(_ indicator: Indicator) { self.init(level1: indicator.level1, level2: indicator.level2) }

  private static func named(_ head: String?) -> IndicatorClass? {
    guard var head else { return nil }
    return head.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        if let (found, _) = QuantityWords.classHeads.match(bytes, at: index) { return found }
        index += 1
      }
      return nil
    }
  }
}
