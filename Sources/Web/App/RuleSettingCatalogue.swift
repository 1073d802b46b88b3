import Model
import Review
import Schemes
import Store
import Work

/// What an office may set otherwise: which rules, which limits, and to what.
struct RuleSettingCatalogue: Sendable {
  let limits: [RuleLimit]
  private let values: RuleLimits

  init(_ parameters: RuleParameters = RuleParameters()) {
    limits = parameters.limitNames.values.sorted { $0.key < $1.key }
    values = parameters.limits
  }

  func limit(_ key: String) -> RuleLimit? { limits.first { $0.key == key } }
  /// The value of the files.
  func value(_ key: String) -> ExactDecimal? { values[key] }

  /// The limits that a rule compares with.
  func limits(of rule: Rule) -> [RuleLimit] {
    rule.parameters.filter { $0.hasPrefix("limits.") }.compactMap { limit(String($0.dropFirst("limits.".count))) }
  }

  /// Why a value cannot be set, in words; nil when it can.
  func refusal(_ subject: RuleSetting.Subject, _ value: String) -> String? {
    switch subject {
    case .rule(let name):
      guard let rule = RuleCatalogue.rule(name) else { return "没有这条规则。" }
      guard !rule.isProven else { return "“\(rule.title)”由算术判定，不能关也不能降。" }
      guard let effect = RuleSwitch.Effect(rawValue: value) else { return "没有这样的设置。" }
      return effect.isMilder(than: rule.severity) ? nil : "“\(rule.title)”本来就是\(rule.severity.word)，这样设没有变化。"
    case .limit(let key):
      guard let limit = limit(key) else { return "没有这个界限。" }
      guard let figure = ExactDecimal(value) else { return "“\(limit.name)”要填数，写的是“\(value)”。" }
      return limit.refusal(figure)
    }
  }

  var forWork: RuleOffice.Catalogue { RuleOffice.Catalogue { refusal($0, $1) } }
}

extension RuleSwitch.Effect {
  /// Whether it changes anything about a rule of that severity.
  func isMilder(than severity: Finding.Severity) -> Bool {
    switch self {
    case .off: true
    case .hint: severity != .hint
    case .warning: severity == .error
    }
  }
}

extension RuleSetting {
  /// 不查; 12 个; 恢复原来的设置.
  func words(_ catalogue: RuleSettingCatalogue) -> String {
    guard let value else { return "恢复原来的设置" }
    switch subject {
    case .rule: return RuleSwitch.Effect(rawValue: value)?.officialName ?? value
    case .limit(let key): return value + (catalogue.limit(key)?.unit ?? "")
    }
  }

  /// What was set, for people.
  func title(_ catalogue: RuleSettingCatalogue) -> String {
    switch subject {
    case .rule(let name): RuleCatalogue.rule(name)?.title ?? name
    case .limit(let key): catalogue.limit(key)?.name ?? key
    }
  }
}

/// What offices set otherwise for a year, read once for many reviews.
final class LocalRuleMemory: Sendable {
  private struct Key: Hashable {
    let region: String
    let year: Int
  }
  private let memory = ShortMemory<Key, LocalRules>(countMax: 1_000)

  func rules(_ region: String, _ year: Int, _ database: Database) throws(StoreError) -> LocalRules {
    try memory.value(Key(region: region, year: year), database) { (transaction) throws(StoreError) in
      try RuleOffice.local(region: region, year: year, in: transaction)
    }
  }
}

extension Call {
  /// What the office of the person's region sets otherwise for a year.
  func localRules(_ year: Int) throws(Refusal) -> LocalRules {
    do throws(StoreError) {
      return try services.localRules.rules(account.region, year, services.database)
    } catch { throw Refusal(error) }
  }
}
