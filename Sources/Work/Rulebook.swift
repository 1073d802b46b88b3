import Lifecycle
public import Model
public import Schemes
import Scoring

/// Findings and score of a form, as they are kept with its revision.
public struct ExaminedForm: Sendable {
  public var findings: [Finding]
  public var score: ExactDecimal?
  /// The scoring with its explanation, as the reading contract prints it.
  public var scoring: JSON?

  public init(findings: [Finding] = [], score: ExactDecimal? = nil, scoring: JSON? = nil) {
    self.findings = findings
    self.score = score
    self.scoring = scoring
  }
}

/// Final accounts looked through: what does not agree, and the narrative that the tables give.
public struct ExaminedAccounts: Sendable {
  public var findings: [Finding]
  public var narrative: [BoundSection]

  public init(findings: [Finding] = [], narrative: [BoundSection] = []) {
    self.findings = findings
    self.narrative = narrative
  }
}

/// Looks through a form before it is kept: what is wrong with it, and what it scores.
public protocol FormExaminer: Sendable {
  func examine(_ content: FormContent) -> ExaminedForm
  /// The same by what the office of a region sets otherwise for the year.
  func examine(_ content: FormContent, _ rules: LocalRules) -> ExaminedForm
  /// Looks through the final accounts of a department before they are handed in.
  func examine(
    _ accounts: DepartmentAccounts, _ context: AccountsContext, _ policy: AccountsPolicy
  ) -> ExaminedAccounts
}

extension FormExaminer {
  /// An examiner without rules of its own has none to set otherwise.
  public func examine(_ content: FormContent, _ rules: LocalRules) -> ExaminedForm { examine(content) }
}

/// What is in force at this installation, as data. Unchanging: every thread may use it.
public struct Rulebook: Sendable {
  public let templates: TemplateLibrary
  public let schemes: SchemeLibrary
  public let policies: PolicyLibrary
  public let examiner: any FormExaminer

  public init(
    templates: TemplateLibrary, schemes: SchemeLibrary, policies: PolicyLibrary, examiner: any FormExaminer
  ) {
    self.templates = templates
    self.schemes = schemes
    self.policies = policies
    self.examiner = examiner
  }

  /// The subjects that a file of `Resources/policies` may be about.
  public static let subjects: [any PolicyBody.Type] = [
    AccountsPolicy.self, AttachmentPolicy.self, BudgetLinkPolicy.self, CalendarPolicy.self, CyclePolicy.self,
    ExAntePolicy.self, GoalReviewPolicy.self, KeyEvaluationPolicy.self, LightPolicy.self, ReEvaluationPolicy.self,
  ]
}
