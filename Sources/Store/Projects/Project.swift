public import Lifecycle
public import Model

/// A project (项目) in the library: one code for life, one row for each of its years.
public struct Project: Hashable, Sendable {
  /// What kind of spending it is (项目类别), after the unified budget rules.
  public enum Category: String, Sendable, CaseIterable {
    case personnel, operation
    case otherOperation = "other-operation"
    case specific

    public var officialName: String {
      switch self {
      case .personnel: "人员类"
      case .operation: "公用经费"
      case .otherOperation: "其他运转类"
      case .specific: "特定目标类"
      }
    }

    /// Whether it carries goals of its own.
    public var carriesGoals: Bool { self == .otherOperation || self == .specific }
  }

  /// Where a project is in its life.
  public enum State: String, Sendable, CaseIterable {
    case reserved, running, suspended, finished, cancelled

    public var officialName: String {
      switch self {
      case .reserved: "储备"
      case .running: "执行中"
      case .suspended: "暂停"
      case .finished: "已完成"
      case .cancelled: "已取消"
      }
    }
  }

  public let region: String
  public let id: String
  public var code: String
  public var name: String
  public var unit: String
  public let unitName: String
  public let path: UnitPath
  public var category: Category
  public var state: State
  /// Years it is planned for.
  public var firstYear: Int
  public var lastYear: Int?
  /// Whole money over all years; nil when nobody said.
  public var total: Money?
  /// Why it is there (立项依据), in the unit's words.
  public var basis: String
  public let createdAt: Instant

  static let columns: SQL = """
    p.region, p.id, p.code, p.name, p.unit, n.name, n.path, p.category, p.state, p.first_year, p.last_year, p.total_fen,
    p.basis, p.created_at
    """
  static let tables: SQL = "project p JOIN unit n ON n.region = p.region AND n.id = p.unit"

  init(_ row: inout Row) throws(StoreError) {
    region = try row.text()
    id = try row.text()
    code = try row.text()
    name = try row.text()
    unit = try row.text()
    unitName = try row.text()
    path = try row.unitPath()
    category = try row.choice()
    state = try row.choice()
    firstYear = try row.integer()
    lastYear = try row.optionalInteger()
    total = try row.optionalMoney()
    basis = try row.text()
    createdAt = try row.instant()
  }
}

extension Project.Category: SQLBindable {}
extension Project.State: SQLBindable {}

/// A project to be taken into the library.
public struct ProjectDraft: Sendable {
  public var code: String
  public var name: String
  public var unit: String
  public var category: Project.Category
  public var firstYear: Int
  public var lastYear: Int?
  public var total: Money?
  public var basis: String

  public init(
    code: String, name: String, unit: String, category: Project.Category = .specific, firstYear: Int,
    lastYear: Int? = nil, total: Money? = nil, basis: String = ""
  ) {
    self.code = code
    self.name = name
    self.unit = unit
    self.category = category
    self.firstYear = firstYear
    self.lastYear = lastYear
    self.total = total
    self.basis = basis
  }
}

/// What one year of a project comes to: lists and boards read these figures and nothing else.
public struct ProjectFigures: Hashable, Sendable {
  /// Budget of the year before; nil for a new project.
  public var prior: Money?
  /// What the unit asks for (一上、二上).
  public var asked: Money?
  /// What the budget office allows (一下).
  public var control: Money?
  /// What was approved (二下).
  public var approved: Money?
  /// What is in force after adjustments; the approved sum where there were none.
  public var adjusted: Money?
  public var paid: Money?
  /// Light of the last checkpoint: green, yellow, red, blue; nil before the first.
  public var light: String?
  public var selfScore: ExactDecimal?
  /// What finance came to: by re-evaluation, or by a key evaluation that followed.
  public var reScore: ExactDecimal?
  /// Whether payments are stopped after a warning.
  public var isSuspended = false

  public init() {}

  /// The sum that the year is held against.
  public var budget: Money? { adjusted ?? approved }

  static let columns: SQL = """
    y.prior_fen, y.asked_fen, y.control_fen, y.approved_fen, y.adjusted_fen, y.paid_fen, y.light,
    y.self_score_millionths, y.re_score_millionths, y.is_suspended
    """

  init(_ row: inout Row) throws(StoreError) {
    prior = try row.optionalMoney()
    asked = try row.optionalMoney()
    control = try row.optionalMoney()
    approved = try row.optionalMoney()
    adjusted = try row.optionalMoney()
    paid = try row.optionalMoney()
    light = try row.optionalText()
    selfScore = try row.optionalFigure()
    reScore = try row.optionalFigure()
    isSuspended = try row.flag()
  }
}

/// One year of one project.
public struct ProjectYear: Hashable, Sendable {
  public let project: Project
  public let year: Int
  public let figures: ProjectFigures

  static let columns: SQL = "\(Project.columns), y.year, \(ProjectFigures.columns)"
  static let tables: SQL = """
    project_year y JOIN project p ON p.region = y.region AND p.id = y.project
    JOIN unit n ON n.region = p.region AND n.id = p.unit
    """

  init(_ row: inout Row) throws(StoreError) {
    project = try Project(&row)
    year = try row.integer()
    figures = try ProjectFigures(&row)
  }
}
