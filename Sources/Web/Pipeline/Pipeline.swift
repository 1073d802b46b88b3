public import Documents
public import Forms
public import Model
import Reports
public import Review
public import Schemes
public import Scoring
public import Work

/// The way of a document: bytes → document → forms → findings and scores. Pages, interface, imports and the command
/// line all go it.
///
/// Holds the templates, schemes and rules in force; unchanging, so that every thread may use it.
public struct Pipeline: Sendable {
  public let templates: TemplateLibrary
  public let schemes: SchemeLibrary
  public let policies: PolicyLibrary
  public let reviewer: Reviewer

  private let forms: FormReader
  private let local = LocalReviewers()

  public init(
    templates: TemplateLibrary, schemes: SchemeLibrary, reviewer: Reviewer, policies: PolicyLibrary
  ) {
    self.templates = templates
    self.policies = policies
    forms = FormReader(templates)
    self.schemes = schemes
    self.reviewer = reviewer
  }

  /// Why the program cannot start.
  public enum Failure: Error, Sendable, CustomStringConvertible {
    case noResources
    /// Every mistake of every data file.
    case mistakes([DataMistake])

    public var description: String {
      switch self {
      case .noResources: "没有找到 Resources 文件夹。请在项目文件夹里运行，或用环境变量 HENGJI_RESOURCES 指明"
      case .mistakes(let mistakes): mistakes.map(\.description).joined(separator: "\n")
      }
    }
  }

  /// Loads everything from the `Resources` folder of this installation.
  public static func standard() throws(Failure) -> Pipeline {
    guard ResourceFiles.directory() != nil else { throw .noResources }
    let templates = TemplateLibrary.standard()
    let schemes = SchemeLibrary.standard()
    let rules = RuleSet.load(ResourceFiles.bytes(in: "rules"))
    let policies = PolicyLibrary.standard(subjects: Rulebook.subjects)
    let mistakes = templates.mistakes + schemes.mistakes + rules.mistakes + policies.mistakes
    let reviewer = Reviewer(rules: rules.rules, templates: templates.valid)
    let all = mistakes + reviewer.switchMistakes
    guard all.isEmpty else { throw .mistakes(all) }
    return Pipeline(
      templates: templates.valid, schemes: schemes.valid, reviewer: reviewer, policies: policies.valid)
  }

  /// Reads a file into forms.
  /// - Throws: why the file cannot be read, in words for the clerk.
  public func read(_ bytes: [UInt8], name: String) throws(ReadError) -> Reading {
    try readWithSource(bytes, name: name).reading
  }

  /// The same, with the document as it was read.
  public func readWithSource(
    _ bytes: [UInt8], name: String
  ) throws(ReadError) -> (document: Document, reading: Reading) {
    let document = try DocumentReader.read(bytes, name: name)
    let reading = forms.read(document)
    if let excess = reading.excess { throw .tooComplex(detail: excess) }
    return (document, reading)
  }

  /// Everything that is to be said about a reading.
  public func process(_ reading: Reading, name: String, _ rules: LocalRules = .none) -> ProcessedDocument {
    let forms = reading.content.forms.map { PreparedForm($0) }
    return ProcessedDocument(
      name: name, reading: reading, findings: reviewer(rules).review(reading.content, prepared: forms),
      scores: forms.map { score($0) })
  }

  /// The reviewer with what the office of a region sets otherwise; made once.
  func reviewer(_ rules: LocalRules) -> Reviewer {
    rules.isEmpty ? reviewer : local.reviewer(rules) { reviewer.adjusted(by: rules) }
  }

  /// Everything that is to be said about one form looked at alone; its values are read once for both.
  public func process(_ form: FormContent, _ rules: LocalRules = .none) -> (findings: [Finding], score: Score?) {
    let prepared = PreparedForm(form)
    return (reviewer(rules).review(prepared), score(prepared))
  }

  /// The score of a form by the scheme of its place and year; nil for forms that are not scored.
  public func score(_ form: FormContent) -> Score? {
    guard form.kind.isSelfEvaluation else { return nil }
    return score(PreparedForm(form))
  }

  private func score(_ form: PreparedForm) -> Score? {
    guard form.form.kind.isSelfEvaluation else { return nil }
    return Scorer.score(form, from: schemes)
  }

  /// A score as the reading contract prints it.
  public func json(_ score: Score) -> JSON? { schemes[score.scheme].map { score.json($0) } }
}

extension Pipeline: FormExaminer {
  public func examine(_ content: FormContent) -> ExaminedForm { examine(content, .none) }

  public func examine(_ content: FormContent, _ rules: LocalRules) -> ExaminedForm {
    let (findings, score) = process(content, rules)
    return ExaminedForm(findings: findings, score: score?.total, scoring: score.flatMap { json($0) })
  }

  public func examine(
    _ accounts: DepartmentAccounts, _ context: AccountsContext, _ policy: AccountsPolicy
  ) -> ExaminedAccounts { Self.examined(accounts, context, policy) }

  static func examined(
    _ accounts: DepartmentAccounts, _ context: AccountsContext, _ policy: AccountsPolicy
  ) -> ExaminedAccounts {
    ExaminedAccounts(
      findings: AccountsCheck(accounts, context, AccountsTerms(policy)).findings,
      narrative: AccountsNarrative.make(accounts, context, policy))
  }

  /// What is in force at this installation, with this pipeline looking forms through.
  public var rulebook: Rulebook {
    Rulebook(templates: templates, schemes: schemes, policies: policies, examiner: self)
  }
}
