/// What the house knows besides the tables of final accounts: last year's, payments, and self-evaluations.
public struct AccountsContext: Hashable, Sendable {
  /// A project of the department with what its self-evaluation came to.
  public struct Project: Hashable, Sendable {
    /// Identifier of the self-evaluation's stage; nil where there is none.
    public var stage: String?
    public var name: String
    /// Budget of the whole year (全年预算数) and what was spent (执行数), as the self-evaluation has them.
    public var budget: Money?
    public var spent: Money?
    public var score: ExactDecimal?
    /// Whether the self-evaluation was handed in or is past that.
    public var isEvaluated: Bool
    /// What was reached: names of indicators with target and result.
    public var reached: [String]
    /// What was missed, with the reasons and measures that the unit wrote.
    public var missed: [String]
    public var causes: [String]
    public var measures: [String]

    public init(
      name: String, stage: String? = nil, budget: Money? = nil, spent: Money? = nil, score: ExactDecimal? = nil,
      isEvaluated: Bool = false, reached: [String] = [], missed: [String] = [], causes: [String] = [],
      measures: [String] = []
    ) {
      self.name = name
      self.stage = stage
      self.budget = budget
      self.spent = spent
      self.score = score
      self.isEvaluated = isEvaluated
      self.reached = reached
      self.missed = missed
      self.causes = causes
      self.measures = measures
    }
  }

  /// A self-evaluation that is published with the accounts.
  public struct Annex: Hashable, Sendable {
    public var title: String
    /// Identifier of the form.
    public var form: String
    public var score: ExactDecimal?

    public init(title: String, form: String, score: ExactDecimal? = nil) {
      self.title = title
      self.form = form
      self.score = score
    }
  }

  public var year: Int
  public var department: String
  /// Names of the budget units below the department.
  public var units: [String] = []
  /// The department's own first.
  public var annexes: [Annex] = []
  /// Last year's accounts, where they went through this house.
  public var previous: DepartmentAccounts?
  /// What the treasury paid for all projects of the department; nil where nothing is known.
  public var paid: Money?
  public var projects: [Project]
  /// Score of the department's own self-evaluation.
  public var departmentScore: ExactDecimal?
  /// Rectification items of the department: issued, and closed among them.
  public var rectifications: Int
  public var rectified: Int

  public init(
    year: Int, department: String, previous: DepartmentAccounts? = nil, paid: Money? = nil, projects: [Project] = [],
    departmentScore: ExactDecimal? = nil, rectifications: Int = 0, rectified: Int = 0
  ) {
    self.year = year
    self.department = department
    self.previous = previous
    self.paid = paid
    self.projects = projects
    self.departmentScore = departmentScore
    self.rectifications = rectifications
    self.rectified = rectified
  }

  public var evaluated: [Project] { projects.filter(\.isEvaluated) }

  /// Budgets of the projects that were evaluated, taken together.
  public var evaluatedBudget: Money { evaluated.reduce(.zero) { $0 + ($1.budget ?? .zero) } }

  /// Last year's figure that a line of the supplement states (`previous-income`): from last year's accounts, otherwise as
  /// it was typed.
  public func previous(_ line: String, _ accounts: DepartmentAccounts) -> Money? {
    if let stored = Self.previousCell(line).flatMap({ previous?[$0] }) { return Money(fen: stored) }
    return accounts[.supplement, line, "value"].map { Money(fen: $0) }
  }

  /// Where last year's accounts have what a line of the supplement states.
  public static func previousCell(_ line: String) -> AccountsCell? {
    switch line {
    case "previous-total": AccountsCell(.summary, "in-sum", "amount")
    case "previous-income": AccountsCell(.summary, "in-total", "amount")
    case "previous-spending": AccountsCell(.summary, "out-total", "amount")
    case "previous-fiscal": AccountsCell(.fiscal, "in-sum", "amount")
    case "previous-general-income": AccountsCell(.fiscal, "in-general", "amount")
    case "previous-fund-income": AccountsCell(.fiscal, "in-fund", "amount")
    case "previous-capital-income": AccountsCell(.fiscal, "in-capital", "amount")
    case "previous-general": AccountsCell(.general, "total", "total")
    case "previous-three-public": AccountsCell(.threePublic, "total", "final")
    default: nil
    }
  }
}
