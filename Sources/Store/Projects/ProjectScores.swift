public import Model

/// How many projects have which score and what money hangs on them, kept up with every change.
///
/// Bands of a policy begin at whole points, so whole points are enough to show what a rule would do to a whole district
/// without reading its projects.
public enum ProjectScores {
  static let migrations = [
    Migration(
      "2026-11-21-11 project: roll up scores",
      [
        """
        CREATE TABLE project_score (
          region TEXT NOT NULL, year BIGINT NOT NULL, category TEXT NOT NULL, points BIGINT NOT NULL,
          projects BIGINT NOT NULL, budget_fen BIGINT NOT NULL, PRIMARY KEY (region, year, category, points) )
        """
      ])
  ]

  public struct Count: Hashable, Sendable {
    public let category: Project.Category
    /// The score without its fraction.
    public let points: Int
    public let projects: Int
    public let budget: Money
  }

  /// By category and points; points that no project has are missing. Re-evaluated scores count where there are any.
  public static func of(region: String, year: Int, in transaction: ReadTransaction) throws(StoreError) -> [Count] {
    try transaction.settle()
    return try transaction.all(
      """
      SELECT category, points, projects, budget_fen FROM project_score
      WHERE region = \(region) AND year = \(year) AND projects > 0 ORDER BY category, points
      """
    ) { (row) throws(StoreError) in
      Count(
        category: try row.choice(), points: try row.integer(), projects: try row.integer(), budget: try row.money())
    }
  }

  static func move(
    _ year: Int, _ project: Project, from: ProjectFigures?, to: ProjectFigures, in transaction: WriteTransaction
  ) {
    let (before, after) = (from.flatMap(place), place(to))
    guard before != after else { return }
    func add(_ place: Place, _ sign: Int64) {
      transaction.tally.add(
        .projectScore,
        [
          .text(project.region), .integer(Int64(year)), .text(project.category.rawValue), .integer(Int64(place.points)),
        ], [sign, sign * place.fen])
    }
    if let before { add(before, -1) }
    if let after { add(after, 1) }
  }

  static let table = SumTable(
    columns: """
      region, year, category, points, projects, budget_fen
      """, inserting: "INSERT INTO project_score",
    adding: """
      ON CONFLICT (region, year, category, points) DO UPDATE SET
        projects = project_score.projects + excluded.projects,
        budget_fen = project_score.budget_fen + excluded.budget_fen
      """)

  private struct Place: Equatable {
    let points: Int
    let fen: Int64
  }

  private static func place(_ figures: ProjectFigures) -> Place? {
    guard let score = figures.reScore ?? figures.selfScore, let millionths = score.millionths else { return nil }
    return Place(points: Int(millionths / 1_000_000), fen: figures.budget?.fen ?? 0)
  }
}
