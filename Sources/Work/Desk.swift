public import Lifecycle
public import Model
public import Schemes
public import Store

/// The desk of one person in one budget year: who he is and what is in force there.
///
/// Everything people do in the year goes over a desk, whether a page, the interface or a program asks: a function of a
/// subject (`Goals`, `Monitorings`, …) takes the desk and a transaction, asks the flow of `Lifecycle`, and does what
/// follows in the same transaction.
public struct Desk: Sendable {
  public let account: Account
  public let year: BudgetYear
  public let rulebook: Rulebook
  public let terms: CyclePolicy
  /// What the office of the region sets otherwise for the rules of the year.
  public let rules: LocalRules

  public var actor: Actor { account.actor }
  public var region: String { account.region }
  public var settings: YearSettings { year.settings }

  /// - Throws: `.refusedStep`, in words for the person, when the year was never set up or names terms that are not there.
  public init(
    _ account: Account, year: Int, _ rulebook: Rulebook, in transaction: ReadTransaction
  ) throws(StoreError) {
    guard let found = try Years.find(region: account.region, year, in: transaction) else {
      throw .refusedStep(
        StageRefusal(
          cause: .moment, why: "\(year) 年度还没有开年。", whoCanHelp: "请财政局绩效科在“年度设置”里开年，或者在页面顶上换一个年度。"))
    }
    self.account = account
    self.year = found
    self.rulebook = rulebook
    guard let terms: Policy<CyclePolicy> = Self.policy(found, rulebook) else {
      throw .refusedStep(
        StageRefusal(
          cause: .moment, why: "\(year) 年度没有选环节期限的办法，还不能办理。", whoCanHelp: "请财政局绩效科在“年度设置”里选定，再办理。"))
    }
    self.terms = terms.body
    rules = try RuleOffice.local(region: account.region, year: year, in: transaction)
  }

  /// The policy of the year on a subject; nil where the year names none, or one that is not there.
  public func policy<Body: PolicyBody>(_: Body.Type = Body.self) -> Policy<Body>? { Self.policy(year, rulebook) }

  /// The policy of the year on a subject; where the year names none, what is in force in it by the data files: a year
  /// that was opened before the subject was there.
  public func policyInForce<Body: PolicyBody>(_: Body.Type = Body.self) -> Policy<Body>? {
    if let named: Policy<Body> = policy() { return named }
    let inForce = rulebook.policies.inForce(Body.subject, place: "全国", year: year.year).first
    return inForce.flatMap { rulebook.policies.policy($0.id) }
  }

  private static func policy<Body: PolicyBody>(_ year: BudgetYear, _ rulebook: Rulebook) -> Policy<Body>? {
    year.settings.policies[Body.subject].flatMap { rulebook.policies.policy($0) }
  }

  /// Why nothing is done any more in this year, and who can change that; nil while it is not closed.
  public var closed: StageRefusal? {
    guard year.state == .closed else { return nil }
    return StageRefusal(
      cause: .moment, why: "\(year.year) 年度已经结束，不再办理。", whoCanHelp: "确需补办的，请财政局绩效科在“年度设置”里重新打开这一年。")
  }

  /// What this person brings to a step.
  public func work(
    basedOn: Int, opinion: String? = nil, facts: BudgetFacts = BudgetFacts(), dueOn: String? = nil
  ) -> StageWork {
    StageWork(actor: actor, basedOn: basedOn, policy: terms, opinion: opinion, facts: facts, dueOn: dueOn)
  }

  /// A revision to be kept, with its findings and score.
  public func draft(_ content: FormContent, unit: String, note: String = "") -> FormDraft {
    let examined = rulebook.examiner.examine(content, rules)
    return FormDraft(
      region: region, year: year.year, unit: unit, content: content, findings: examined.findings, score: examined.score,
      scoring: examined.scoring, note: note)
  }
}
