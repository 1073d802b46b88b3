public import Lifecycle
public import Model

/// What the projects of a branch come to in a year, kept up with every change.
public struct ProjectSum: Hashable, Sendable {
  public let path: UnitPath
  public let projects: Int
  public let prior: Money
  public let asked: Money
  public let control: Money
  public let approved: Money
  /// Approved, or adjusted where it was.
  public let budget: Money
  public let paid: Money
  public let green: Int
  public let yellow: Int
  public let red: Int
  public let blue: Int
  /// How many have a score of their own, and the mean of it; nil while none has.
  public let scored: Int
  public let meanScore: ExactDecimal?
  public let suspended: Int

  static let columns: SQL = """
    s.path, s.projects, s.prior_fen, s.asked_fen, s.control_fen, s.approved_fen, s.budget_fen, s.paid_fen, s.green,
    s.yellow, s.red, s.blue, s.scored, s.score_millionths, s.suspended
    """

  init(_ row: inout Row) throws(StoreError) {
    path = try row.unitPath()
    projects = try row.integer()
    prior = try row.money()
    asked = try row.money()
    control = try row.money()
    approved = try row.money()
    budget = try row.money()
    paid = try row.money()
    green = try row.integer()
    yellow = try row.integer()
    red = try row.integer()
    blue = try row.integer()
    let scored = try row.integer()
    let sum = try row.integer64()
    self.scored = scored
    meanScore =
      scored == 0 ? nil : ExactDecimal(units: (sum + Int64(scored) / 2) / Int64(scored), places: 6).rounded(to: 2)
    suspended = try row.integer()
  }
}

public enum ProjectSums {
  /// The sum of a branch; nil while it has no project in that year.
  public static func of(
    region: String, year: Int, _ path: UnitPath, in transaction: ReadTransaction
  ) throws(StoreError) -> ProjectSum? {
    try transaction.settle()
    return try transaction.first(
      """
      SELECT \(ProjectSum.columns) FROM project_sum s
      WHERE s.region = \(region) AND s.year = \(year) AND s.path = \(path.text)
      """, ProjectSum.init)
  }

  /// The sums of the branches right below with the names of their units, by path.
  public static func below(
    region: String, year: Int, _ path: UnitPath, in transaction: ReadTransaction
  ) throws(StoreError) -> [(unit: String, name: String, sum: ProjectSum)] {
    try transaction.settle()
    return try transaction.all(
      """
      SELECT u.id, u.name, \(ProjectSum.columns) FROM unit u
      JOIN project_sum s ON s.region = u.region AND s.year = \(year) AND s.path = u.path
      WHERE u.region = \(region) AND u.parent = \(path.identifiers[path.identifiers.count - 1]) ORDER BY u.path
      """
    ) { (row) throws(StoreError) in (try row.text(), try row.text(), try ProjectSum(&row)) }
  }

  static func move(
    _ year: Int, _ project: Project, from: ProjectFigures?, to: ProjectFigures, in transaction: WriteTransaction
  ) {
    let change = zip(counted(to), from.map(counted) ?? []).map { $0 - $1 }
    let delta = from == nil ? counted(to) : change
    guard delta.contains(where: { $0 != 0 }) else { return }
    for branch in project.path.branches {
      transaction.tally.add(.projectSum, [.text(project.region), .integer(Int64(year)), .text(branch)], delta)
    }
  }

  /// Adds what a branch comes to in every year to another one, or takes it away from it.
  static func carry(
    region: String, of path: UnitPath, to branch: String, sign: Int, in transaction: WriteTransaction
  ) throws(StoreError) {
    try transaction.run(
      """
      INSERT INTO project_sum (\(table.columns)) SELECT region, year, \(branch), projects * \(sign), prior_fen * \(sign),
        asked_fen * \(sign), control_fen * \(sign), approved_fen * \(sign), budget_fen * \(sign), paid_fen * \(sign),
        green * \(sign), yellow * \(sign), red * \(sign), blue * \(sign), scored * \(sign), score_millionths * \(sign),
        suspended * \(sign), green_fen * \(sign), yellow_fen * \(sign), red_fen * \(sign), blue_fen * \(sign)
      FROM project_sum WHERE region = \(region) AND path = \(path.text)
      \(table.adding)
      """)
  }

  static let table = SumTable(
    columns: """
      region, year, path, projects, prior_fen, asked_fen, control_fen, approved_fen, budget_fen, paid_fen,
      green, yellow, red, blue, scored, score_millionths, suspended, green_fen, yellow_fen, red_fen, blue_fen
      """, inserting: "INSERT INTO project_sum",
    adding: """
      ON CONFLICT (region, year, path) DO UPDATE SET
        projects = project_sum.projects + excluded.projects,
        prior_fen = project_sum.prior_fen + excluded.prior_fen,
        asked_fen = project_sum.asked_fen + excluded.asked_fen,
        control_fen = project_sum.control_fen + excluded.control_fen,
        approved_fen = project_sum.approved_fen + excluded.approved_fen,
        budget_fen = project_sum.budget_fen + excluded.budget_fen,
        paid_fen = project_sum.paid_fen + excluded.paid_fen, green = project_sum.green + excluded.green,
        yellow = project_sum.yellow + excluded.yellow, red = project_sum.red + excluded.red,
        blue = project_sum.blue + excluded.blue, scored = project_sum.scored + excluded.scored,
        score_millionths = project_sum.score_millionths + excluded.score_millionths,
        suspended = project_sum.suspended + excluded.suspended,
        green_fen = project_sum.green_fen + excluded.green_fen,
        yellow_fen = project_sum.yellow_fen + excluded.yellow_fen,
        red_fen = project_sum.red_fen + excluded.red_fen, blue_fen = project_sum.blue_fen + excluded.blue_fen
      """)

  /// What one project adds to a sum, in the order of the columns.
  private static func counted(_ figures: ProjectFigures) -> [Int64] {
    func fen(_ money: Money?) -> Int64 { money?.fen ?? 0 }
    func light(_ name: String) -> Int64 { figures.light == name ? 1 : 0 }
    func budget(_ name: String) -> Int64 { figures.light == name ? fen(figures.budget) : 0 }
    return [
      1, fen(figures.prior), fen(figures.asked), fen(figures.control), fen(figures.approved), fen(figures.budget),
      fen(figures.paid), light("green"), light("yellow"), light("red"), light("blue"), figures.selfScore == nil ? 0 : 1,
      figures.selfScore?.millionths ?? 0, figures.isSuspended ? 1 : 0, budget("green"), budget("yellow"), budget("red"),
      budget("blue"),
    ]
  }
}

extension ProjectSums {
  /// The budgets of a branch's projects by light.
  public static func byLight(
    region: String, year: Int, _ path: UnitPath, in transaction: ReadTransaction
  ) throws(StoreError) -> [String: Money] {
    try transaction.settle()
    return try transaction.first(
      """
      SELECT green_fen, yellow_fen, red_fen, blue_fen FROM project_sum
      WHERE region = \(region) AND year = \(year) AND path = \(path.text)
      """
    ) { (row) throws(StoreError) in
      ["green": try row.money(), "yellow": try row.money(), "red": try row.money(), "blue": try row.money()]
    } ?? [:]
  }
}
