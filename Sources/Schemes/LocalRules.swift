public import Model

/// What the finance office of a region sets otherwise for the rules of a year (规则设置): switches and limits.
public struct LocalRules: Hashable, Sendable {
  /// Rules by name, with what becomes of their findings.
  public var switches: [String: RuleSwitch.Effect]
  /// Limits by name (`contingency_share`), in place of those of `Resources/rules`.
  public var limits: [String: ExactDecimal]

  public init(switches: [String: RuleSwitch.Effect] = [:], limits: [String: ExactDecimal] = [:]) {
    self.switches = switches
    self.limits = limits
  }

  /// The files decide alone.
  public static let none = LocalRules()
  public var isEmpty: Bool { switches.isEmpty && limits.isEmpty }
}

/// A limit of the rules for people: what it is called, its unit, and what it can sensibly be.
public struct RuleLimit: Hashable, Sendable {
  /// `contingency_share`.
  public let key: String
  public let name: String
  /// %, 倍, 年; empty where the name says all.
  public let unit: String
  public let low: ExactDecimal
  public let high: ExactDecimal
  /// Whether only whole numbers make sense.
  public let isWhole: Bool

  /// Why a value cannot be set; nil when it can.
  public func refusal(_ value: ExactDecimal) -> String? {
    if isWhole, value.trimmed.places > 0 { return "“\(name)”只能填整数，写的是 \(value)。" }
    guard value < low || value > high else { return nil }
    return "“\(name)”应在 \(low.trimmed) 到 \(high.trimmed)\(unit) 之间，写的是 \(value)。"
  }
}

extension RuleParameters {
  /// The same with the limits of a region; what is beyond its range keeps the value of the files.
  public func with(_ local: LocalRules) -> RuleParameters {
    var changed = self
    for (key, value) in local.limits {
      guard let limit = limitNames[key], limit.refusal(value) == nil else { continue }
      changed.limits.set(key, value)
    }
    return changed
  }
}

extension RuleLimits {
  /// The value of a limit by its name; nil where there is none of that name.
  public subscript(_ key: String) -> ExactDecimal? {
    switch Self.slots.first(where: { $0.key == key })?.slot {
    case .figure(let path): self[keyPath: path]
    case .count(let path): ExactDecimal(self[keyPath: path])
    case nil: nil
    }
  }

  mutating func set(_ key: String, _ value: ExactDecimal) {
    switch Self.slots.first(where: { $0.key == key })?.slot {
    case .figure(let path): self[keyPath: path] = value
    case .count(let path): if let whole = Int(value.trimmed.description) { self[keyPath: path] = whole }
    case nil: break
    }
  }
}
