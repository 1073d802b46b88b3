import Lifecycle
import Model
public import Schemes
public import Store

/// What the finance office of a region sets otherwise for the rules: off, milder, or with another limit, from a budget year on.
public enum RuleOffice {
  /// Fewest characters of a reason that says anything.
  public static let reasonMin = 5

  /// What is in force in a year.
  public static func local(
    region: String, year: Int, in transaction: ReadTransaction
  ) throws(StoreError) -> LocalRules {
    local(try RuleSettings.inForce(region: region, year, in: transaction))
  }

  /// The same of settings that have been read already.
  public static func local(_ settings: [RuleSetting]) -> LocalRules {
    var rules = LocalRules.none
    for setting in settings {
      guard let value = setting.value else { continue }
      switch setting.subject {
      case .rule(let name): rules.switches[name] = RuleSwitch.Effect(rawValue: value)
      case .limit(let key): rules.limits[key] = ExactDecimal(value)
      }
    }
    return rules
  }

  /// Why nobody may set a value of a subject; nil when it can be set. The catalogue tells, not the person.
  public struct Catalogue: Sendable {
    let refusal: @Sendable (RuleSetting.Subject, String) -> String?

    public init(refusal: @escaping @Sendable (RuleSetting.Subject, String) -> String?) { self.refusal = refusal }
  }

  /// Sets a rule or a limit otherwise, or as the files have it again, with its entry in the ledger.
  /// - Parameter value: nil goes back to the files.
  /// - Throws: `.refusedStep` in words for the person: he may not, the year is over, the value makes no sense, no reason.
  public static func set(
    _ subject: RuleSetting.Subject, _ value: String?, from firstYear: Int, why: String, by account: Account,
    _ catalogue: Catalogue, in transaction: WriteTransaction
  ) throws(StoreError) {
    if case .refused(let why, let whoCanHelp) = Permission.decide(account.actor, .administerYears, .installation) {
      throw .refusedStep(StageRefusal(cause: .person, why: why, whoCanHelp: whoCanHelp))
    }
    func refuse(_ cause: StageRefusal.Cause, _ why: String, _ help: String) throws(StoreError) {
      throw .refusedStep(StageRefusal(cause: cause, why: why, whoCanHelp: help))
    }
    let years = try Years.states(region: account.region, in: transaction)
    guard (1990...2100).contains(firstYear) else {
      return try refuse(.moment, "“从哪一年起”写的不是年度。", "请写四位数字的年度。")
    }
    if let closed = years.first(where: { $0.state == .closed && $0.year >= firstYear }) {
      return try refuse(
        .moment, "\(closed.year) 年度已经结束，那一年的表不能换规则再查。", "请从 \(closed.year + 1) 年度起设置。")
    }
    let why = TypedText.words(why)
    guard why.unicodeScalars.count >= reasonMin else {
      return try refuse(.opinion, "要写明理由，现在太短或是空的。", "请写清依据哪份文件、为什么这样设。")
    }
    if let value, let refusal = catalogue.refusal(subject, value) {
      return try refuse(.opinion, refusal, "请改过再存。")
    }
    let current = try RuleSettings.inForce(region: account.region, firstYear, in: transaction)
    guard current.first(where: { $0.subject == subject })?.value != value else { return }
    try RuleSettings.add(
      region: account.region, subject, value, from: firstYear, why: why, by: account.id,
      role: account.role.rawValue, in: transaction)
  }
}
