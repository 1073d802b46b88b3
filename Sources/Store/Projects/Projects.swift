import Lifecycle
import Model

/// The project library (项目库) and the figures of each year.
public enum Projects {
  /// Takes a project into the library.
  /// - Throws: `.missing` when the unit is unknown, `.refused` when the code is taken.
  @discardableResult
  public static func add(
    _ draft: ProjectDraft, region: String, by actor: String, in transaction: WriteTransaction
  ) throws(StoreError) -> String {
    guard try Units.find(region: region, id: draft.unit, in: transaction) != nil else { throw .missing(subject: "单位") }
    let id = transaction.newID()
    try transaction.run(
      """
      INSERT INTO project (region, id, code, name, unit, category, state, first_year, last_year, total_fen, basis,
        created_at, created_by)
      VALUES (\(region), \(id), \(draft.code.withoutNul), \(draft.name.withoutNul), \(draft.unit), \(draft.category),
        \(Project.State.reserved), \(draft.firstYear), \(draft.lastYear), \(draft.total), \(draft.basis.withoutNul),
        \(transaction.now), \(actor))
      """)
    try Ledger.append(
      .init(
        region: region, actor: actor, action: .projectAdded, subject: "project/\(id)",
        detail: .object(["code": .string(draft.code), "name": .string(draft.name), "unit": .string(draft.unit)])),
      in: transaction)
    return id
  }

  /// Changes what is known of a project; its unit stays.
  /// - Parameter reason: why, for the ledger; empty where none was asked for.
  /// - Throws: `.refused` when the code is another one's.
  public static func change(
    _ project: Project, reason: String = "", by actor: String, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let former = try find(region: project.region, id: project.id, in: transaction) else {
      throw .missing(subject: "项目")
    }
    if former.category != project.category {
      for entry in try years(of: former, in: transaction) {
        ProjectScores.move(entry.year, former, from: entry.figures, to: ProjectFigures(), in: transaction)
        ProjectScores.move(entry.year, project, from: nil, to: entry.figures, in: transaction)
      }
    }
    try transaction.run(
      """
      UPDATE project SET code = \(project.code.withoutNul), name = \(project.name.withoutNul),
        category = \(project.category), state = \(project.state), first_year = \(project.firstYear),
        last_year = \(project.lastYear), total_fen = \(project.total), basis = \(project.basis.withoutNul)
      WHERE region = \(project.region) AND id = \(project.id)
      """)
    try transaction.run(
      """
      UPDATE project_year SET name = \(project.name.withoutNul), category = \(project.category),
        is_new = CASE WHEN year <= \(project.firstYear) THEN 1 ELSE 0 END,
        search = \(search(project.name, project.code, project.unitName))
      WHERE region = \(project.region) AND project = \(project.id)
      """)
    try Ledger.append(
      .init(
        region: project.region, actor: actor, action: .projectChanged, subject: "project/\(project.id)",
        detail: .object([
          "category": .string(project.category.rawValue), "code": .string(project.code), "name": .string(project.name),
          "reason": reason.isEmpty ? nil : .string(reason.withoutNul), "state": .string(project.state.rawValue),
        ])), in: transaction)
  }

  public static func find(region: String, id: String, in transaction: ReadTransaction) throws(StoreError) -> Project? {
    try transaction.first(
      "SELECT \(Project.columns) FROM \(Project.tables) WHERE p.region = \(region) AND p.id = \(id)", Project.init)
  }

  public static func find(region: String, code: String, in transaction: ReadTransaction) throws(StoreError) -> Project?
  {
    try transaction.first(
      "SELECT \(Project.columns) FROM \(Project.tables) WHERE p.region = \(region) AND p.code = \(code)", Project.init)
  }

  // MARK: years

  /// The years of a project, the newest first.
  public static func years(of project: Project, in transaction: ReadTransaction) throws(StoreError) -> [ProjectYear] {
    try transaction.all(
      """
      SELECT \(ProjectYear.columns) FROM \(ProjectYear.tables)
      WHERE y.region = \(project.region) AND y.project = \(project.id) ORDER BY y.year DESC
      """, ProjectYear.init)
  }

  public static func year(
    region: String, _ year: Int, project: String, in transaction: ReadTransaction
  ) throws(StoreError) -> ProjectYear? {
    try transaction.first(
      """
      SELECT \(ProjectYear.columns) FROM \(ProjectYear.tables)
      WHERE y.region = \(region) AND y.year = \(year) AND y.project = \(project)
      """, ProjectYear.init)
  }

  /// Takes a project into a year, or changes its figures there; sums of every branch follow.
  ///
  /// The step or the payment that changes a figure has its own entry in the ledger, so this makes none.
  /// - Throws: `.missing` when the project is unknown.
  public static func set(
    _ year: Int, of id: String, region: String, in transaction: WriteTransaction,
    _ change: (inout ProjectFigures) -> Void
  ) throws(StoreError) {
    let known = try self.year(region: region, year, project: id, in: transaction)
    let former = known?.figures
    var figures = former ?? ProjectFigures()
    change(&figures)
    guard figures != former else { return }
    let found: Project? = if let known { known.project } else { try find(region: region, id: id, in: transaction) }
    guard let project = found else { throw .missing(subject: "项目") }
    if former == nil {
      try take(figures, year, project, in: transaction)
    } else {
      try keep(figures, year, project, in: transaction)
    }
    ProjectSums.move(year, project, from: former, to: figures, in: transaction)
    ProjectScores.move(year, project, from: former, to: figures, in: transaction)
  }

  private static func keep(
    _ figures: ProjectFigures, _ year: Int, _ project: Project, in transaction: WriteTransaction
  ) throws(StoreError) {
    try transaction.run(
      """
      UPDATE project_year SET prior_fen = \(figures.prior), asked_fen = \(figures.asked), control_fen = \(figures.control),
        approved_fen = \(figures.approved), adjusted_fen = \(figures.adjusted), paid_fen = \(figures.paid),
        light = \(figures.light), self_score_millionths = \(figures.selfScore?.millionths),
        re_score_millionths = \(figures.reScore?.millionths), is_suspended = \(figures.isSuspended)
      WHERE region = \(project.region) AND year = \(year) AND project = \(project.id)
      """)
  }

  private static func take(
    _ figures: ProjectFigures, _ year: Int, _ project: Project, in transaction: WriteTransaction
  ) throws(StoreError) {
    try transaction.run(
      """
      INSERT INTO project_year (region, year, project, unit, path, category, search, name, prior_fen, asked_fen,
        control_fen, approved_fen, adjusted_fen, paid_fen, light, self_score_millionths, re_score_millionths,
        is_suspended, is_new)
      VALUES (\(project.region), \(year), \(project.id), \(project.unit), \(project.path.text), \(project.category),
        \(search(project.name, project.code, project.unitName)), \(project.name.withoutNul), \(figures.prior),
        \(figures.asked), \(figures.control), \(figures.approved), \(figures.adjusted), \(figures.paid), \(figures.light),
        \(figures.selfScore?.millionths), \(figures.reScore?.millionths), \(figures.isSuspended),
        \(project.firstYear >= year))
      """)
  }

  private static func search(_ name: String, _ code: String, _ unit: String) -> String {
    FormFacts.folded("\(name)\n\(code)\n\(unit)")
  }
}
