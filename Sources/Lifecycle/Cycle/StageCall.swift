public import Model

/// Who triggers an event, on whose stage, when, with what words and facts.
public struct StageCall: Hashable, Sendable {
  public var actor: Actor
  /// The unit that the stage belongs to.
  public var owner: UnitPath
  public var moment: Instant
  /// The written opinion; nil or blank where none was given.
  public var opinion: String?
  /// True when the stage was given to the actor's agency or to him as an expert.
  public var isAssigned: Bool
  /// Facts of other stages that the gates ask for; as they stand, they open no gate.
  public var facts: BudgetFacts
  public var policy: CyclePolicy
  /// Signed papers that open a closed gate.
  public var exceptions: [SignedException]

  public init(
    actor: Actor, owner: UnitPath, moment: Instant, policy: CyclePolicy, opinion: String? = nil,
    isAssigned: Bool = false, facts: BudgetFacts = BudgetFacts(), exceptions: [SignedException] = []
  ) {
    self.actor = actor
    self.owner = owner
    self.moment = moment
    self.policy = policy
    self.opinion = opinion
    self.isAssigned = isAssigned
    self.facts = facts
    self.exceptions = exceptions
  }

  var hasOpinion: Bool { opinion.map { !$0.isBlank } ?? false }
}

extension String {
  var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }
}

/// What a place decides about the year; read from data with a first day and a legal basis, none of it fixed here.
public struct CyclePolicy: Hashable, Sendable {
  /// Days from the issue of a rectification item to its deadline.
  public let rectificationDays: Int
  /// Days within which finance decides about a red light.
  public let redLightDays: Int
  /// Days from an approval to the publication that it asks for.
  public let publicationDays: Int
  /// A new project from this sum on needs an ex-ante evaluation; nil where every new project does.
  public let exAnteFrom: Money?
  /// Roles whose signature opens a gate.
  public let exceptionSigners: Set<Role>

  public init(
    rectificationDays: Int, redLightDays: Int, publicationDays: Int, exAnteFrom: Money?, exceptionSigners: Set<Role>
  ) {
    precondition(
      rectificationDays >= 0 && redLightDays >= 0 && publicationDays >= 0, "a term is 0 days or more")
    self.rectificationDays = rectificationDays
    self.redLightDays = redLightDays
    self.publicationDays = publicationDays
    self.exAnteFrom = exAnteFrom
    self.exceptionSigners = exceptionSigners
  }

  public func needsExAnte(isNew: Bool, amount: Money) -> Bool {
    isNew && (exAnteFrom.map { amount.fen >= $0.fen } ?? true)
  }
}

/// One line of the ledger: who did what to a stage, from where to where.
public struct StageRecord: Hashable, Sendable {
  public let stage: String, event: String, from: String, to: String
  public let actor: String, role: Role
  public let opinion: String?
  public let moment: Instant
  /// The exceptions that opened a gate, kept with the step that used them.
  public let exceptions: [SignedException]
}

/// What the caller must do when an event was handled.
public enum StageEffect: Hashable, Sendable {
  case record(StageRecord)
  /// Keep the content as it is now, for this step.
  case freezeCopy
  /// Tell the offices that can do something next.
  case tell(Set<Role>)
  /// Fill the second round with the control figure and the opinions of the first.
  case openSecondRound
  /// Begin the next version of the goal; this one stays as it is.
  case openNextVersion
  case openRectification
  /// Begin a decision on what the result does to the next budget.
  case proposeBudgetDecision
  case stopPayments, resumePayments
  /// Take the decision into the figures of the budget.
  case carryIntoBudget
  case publish
}

/// Why an event did not happen, and whom to ask; words for the person who tried.
public struct StageRefusal: Error, Hashable, Sendable {
  public enum Cause: Hashable, Sendable {
    case moment, person, opinion
    case gate(Gate)
    /// What is handed in is not whole: errors in a form, a reason that is missing.
    case content
  }
  public let cause: Cause
  public let why: String, whoCanHelp: String

  public init(cause: Cause, why: String, whoCanHelp: String) {
    self.cause = cause
    self.why = why
    self.whoCanHelp = whoCanHelp
  }

  init(gate: Gate) { self.init(cause: .gate(gate), why: gate.why, whoCanHelp: gate.whoCanHelp) }
}
