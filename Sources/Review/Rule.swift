public import Model
public import Schemes

/// A review rule (审核规则): what it looks for, why, and how it looks.
///
/// The check is a pure function over facts derived once per form or document; what it has to say goes to the report.
public struct Rule: Sendable, Identifiable {
  /// Never reused, never renamed: `details-sum`.
  public let id: String
  /// Severity of its findings; a single finding may be milder where the form leaves room for another reading.
  public let severity: Finding.Severity
  /// The whole message in at most 16 characters, a statement.
  public let title: String
  /// Kinds of form it applies to; empty for rules about the document as a whole.
  public let forms: [FormKind]
  /// The clause it rests on; nil when it is arithmetic or plain practice.
  public let basis: String?
  public let standing: Validity.Standing
  /// What is checked and why, in one or two plain sentences.
  public let explanation: String
  /// Names of the entries of `Resources/rules` it compares with: `limits.contingency_share`.
  public let parameters: [String]
  let check: Check

  /// An error that arithmetic proves: nobody may silence it.
  public var isProven: Bool { severity == .error && standing == .verified }

  enum Check: Sendable {
    case form(@Sendable (FormFacts, inout Report) -> Void)
    case document(@Sendable (DocumentFacts, inout Report) -> Void)
  }

  init(
    _ id: String, _ severity: Finding.Severity, _ title: String, _ forms: [FormKind], basis: String? = nil,
    standing: Validity.Standing = .practice, parameters: [String] = [], _ explanation: String,
    check: @escaping @Sendable (FormFacts, inout Report) -> Void
  ) {
    self.id = id
    self.severity = severity
    self.title = title
    self.forms = forms
    self.basis = basis
    self.standing = standing
    self.parameters = parameters
    self.explanation = explanation
    self.check = .form(check)
  }

  init(
    _ id: String, _ severity: Finding.Severity, _ title: String, basis: String? = nil,
    standing: Validity.Standing = .practice, parameters: [String] = [], _ explanation: String,
    document check: @escaping @Sendable (DocumentFacts, inout Report) -> Void
  ) {
    self.id = id
    self.severity = severity
    self.title = title
    forms = []
    self.basis = basis
    self.standing = standing
    self.parameters = parameters
    self.explanation = explanation
    self.check = .document(check)
  }
}

extension [FormKind] {
  static let projectGoals: [FormKind] = [.projectGoal]
  static let departmentGoals: [FormKind] = [.departmentGoal]
  static let goals: [FormKind] = [.projectGoal, .departmentGoal]
  static let selfEvaluations: [FormKind] = [.projectSelfEvaluation, .departmentSelfEvaluation]
  static let all: [FormKind] = FormKind.allCases
}
