import Lifecycle
public import Model

/// What the projects of a filter come to.
public struct ProjectTotals: Hashable, Sendable {
  public let projects: Int
  public let asked: Money
  /// Approved, or adjusted where it was.
  public let budget: Money
  public let paid: Money
}

extension Projects {
  /// What all projects that match come to; a whole branch reads `ProjectSums` instead.
  public static func totals(_ filter: ProjectFilter, in transaction: ReadTransaction) throws(StoreError)
    -> ProjectTotals
  {
    let totals = try transaction.first(
      """
      SELECT count(*), CAST(coalesce(sum(y.asked_fen), 0) AS BIGINT),
        CAST(coalesce(sum(coalesce(y.adjusted_fen, y.approved_fen, 0)), 0) AS BIGINT),
        CAST(coalesce(sum(y.paid_fen), 0) AS BIGINT)
      FROM project_year y WHERE \(conditions(filter))
      """
    ) { (row) throws(StoreError) in
      ProjectTotals(
        projects: try row.integer(), asked: try row.money(), budget: try row.money(), paid: try row.money())
    }
    return totals ?? ProjectTotals(projects: 0, asked: .zero, budget: .zero, paid: .zero)
  }

  /// Projects of the library that the year of the filter does not have, by name, a page at a time.
  public static func outside(_ filter: ProjectFilter, in transaction: ReadTransaction) throws(StoreError) -> Page<
    Project
  > {
    let size = min(max(filter.pageSize, 1), 200)
    var parts: [SQL] = [
      "p.region = \(filter.region)",
      """
      NOT EXISTS (SELECT 1 FROM project_year y
        WHERE y.region = p.region AND y.year = \(filter.year) AND y.project = p.id)
      """,
    ]
    if let scope = filter.scope, scope.identifiers.count > 1 {
      parts.append("n.path >= \(scope.text) AND n.path < \(String(scope.text.dropLast()) + "0")")
    }
    if let category = filter.category { parts.append("p.category = \(category)") }
    if let state = filter.state { parts.append("p.state = \(state)") }
    for word in filter.search.split(whereSeparator: \.isWhitespace).prefix(8) {
      let pattern = Forms.pattern(String(word))
      parts.append("(p.name LIKE \(pattern) ESCAPE '!' OR p.code LIKE \(pattern) ESCAPE '!')")
    }
    let matching = parts.joined(" AND ")
    let total =
      try transaction.first("SELECT count(*) FROM \(Project.tables) WHERE \(matching)") { (row) throws(StoreError) in
        try row.integer()
      } ?? 0
    let number = min(max(filter.page, 1), max(1, (total + size - 1) / size))
    let items = try transaction.all(
      """
      SELECT \(Project.columns) FROM \(Project.tables) WHERE \(matching) ORDER BY p.name, p.id
      LIMIT \(size) OFFSET \((number - 1) * size)
      """, Project.init)
    return Page(items: items, total: total, number: number, size: size)
  }

  /// Projects of the year that ask for an ex-ante evaluation and have no stage of that flow in any year: new ones, from
  /// a sum on.
  /// - Parameters:
  ///   - from: nil where every new project counts.
  ///   - known: how many there are, where that was counted already.
  public static func withoutStage(
    _ filter: ProjectFilter, flow: String, from sum: Money?, known: Int? = nil, in transaction: ReadTransaction
  ) throws(StoreError) -> Page<ProjectYear> {
    let size = min(max(filter.pageSize, 1), 200)
    var counted = known
    if counted == nil { counted = try countWithoutStage(filter, flow: flow, from: sum, in: transaction) }
    let total = counted ?? 0
    let number = min(max(filter.page, 1), max(1, (total + size - 1) / size))
    // Those that ask for a sum come in its order from an index; the others, of which the library tells the sum, are few.
    let offset = (number - 1) * size
    let parts = [true, false].map { isAsked -> SQL in
      """
      SELECT * FROM (
        SELECT y.region AS r, y.year AS y, y.project AS i
        FROM project_year y JOIN project p ON p.region = y.region AND p.id = y.project
        WHERE \(missing(filter, flow, isAsked ? nil : sum)) AND \(asked(isAsked, sum))
        ORDER BY \(isAsked ? "y.asked_fen DESC" : "p.total_fen DESC NULLS LAST"), y.project LIMIT \(offset + size)) x
      """
    }
    let items = try transaction.all(
      """
      SELECT \(ProjectYear.columns) FROM (\(parts.joined(" UNION ALL "))) k
      JOIN project_year y ON y.region = k.r AND y.year = k.y AND y.project = k.i
      JOIN project p ON p.region = y.region AND p.id = y.project JOIN unit n ON n.region = p.region AND n.id = p.unit
      ORDER BY coalesce(y.asked_fen, p.total_fen) DESC NULLS LAST, y.project LIMIT \(size) OFFSET \(offset)
      """, ProjectYear.init)
    return Page(items: items, total: total, number: number, size: size)
  }

  /// How many there are, counted up to `limit`.
  public static func countWithoutStage(
    _ filter: ProjectFilter, flow: String, from sum: Money?, upTo limit: Int = 1_000_000,
    in transaction: ReadTransaction
  ) throws(StoreError) -> Int {
    try transaction.first(
      """
      SELECT count(*) FROM (
        SELECT 1 FROM project_year y JOIN project p ON p.region = y.region AND p.id = y.project
        WHERE \(missing(filter, flow, sum)) LIMIT \(limit)) x
      """
    ) { (row) throws(StoreError) in try row.integer() } ?? 0
  }

  private static func asked(_ isAsked: Bool, _ sum: Money?) -> SQL {
    guard isAsked else { return "y.asked_fen IS NULL" }
    return if let sum { "y.asked_fen >= \(sum)" } else { "y.asked_fen IS NOT NULL" }
  }

  private static func missing(_ filter: ProjectFilter, _ flow: String, _ sum: Money?) -> SQL {
    var parts: [SQL] = [
      conditions(filter), "y.prior_fen IS NULL", "y.is_new = 1", "p.state <> \(Project.State.cancelled)",
      """
      NOT EXISTS (SELECT 1 FROM stage s WHERE s.region = y.region AND s.project = y.project AND s.flow = \(flow))
      """,
    ]
    if let sum { parts.append("coalesce(y.asked_fen, p.total_fen, 0) >= \(sum)") }
    return parts.joined(" AND ")
  }

  /// A code that nobody has yet, as the next number after the newest one of the unit, or of the region where the unit
  /// has none; nil while there is no code to go on from. No form of code is invented: only what is there goes on.
  public static func nextCode(region: String, unit: String, in transaction: ReadTransaction) throws(StoreError)
    -> String?
  {
    var newest = try newestCode("region = \(region) AND unit = \(unit)", in: transaction)
    if newest == nil { newest = try newestCode("region = \(region)", in: transaction) }
    guard let code = newest else { return nil }
    let digits = code.reversed().prefix { $0.isASCII && $0.isNumber }.prefix(9).count
    guard digits > 0 else { return nil }
    let start = String(code.dropLast(digits))
    let last = try transaction.first(
      """
      SELECT max(code) FROM project WHERE region = \(region) AND substr(code, 1, \(start.count)) = \(start)
        AND length(code) = \(code.count)
      """
    ) { (row) throws(StoreError) in try row.optionalText() }
    guard let last = last ?? nil, let number = Int(last.suffix(digits)) else { return nil }
    let next = String(number + 1)
    guard next.count <= digits else { return nil }
    return start + String(repeating: "0", count: digits - next.count) + next
  }

  /// The newest code that ends in figures and was given by an office: one that an import made up goes nowhere.
  private static func newestCode(_ matching: SQL, in transaction: ReadTransaction) throws(StoreError) -> String? {
    try transaction.all(
      "SELECT code FROM project WHERE \(matching) AND code NOT LIKE '未编%' ORDER BY id DESC LIMIT 20"
    ) { (row) throws(StoreError) in try row.text() }.first { $0.last.map { $0.isASCII && $0.isNumber } ?? false }
  }

  /// Takes a project into a year or changes what is asked for in it, with its own entry in the ledger.
  public static func take(
    _ project: Project, into year: Int, asked: Money?, prior: Money?, by actor: String,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    try set(year, of: project.id, region: project.region, in: transaction) { figures in
      figures.asked = asked ?? figures.asked
      figures.prior = figures.prior ?? prior
    }
    try Ledger.append(
      .init(
        region: project.region, actor: actor, action: .projectChanged, subject: "project/\(project.id)",
        detail: .object([
          "year": .integer(year), "asked_fen": (asked?.fen).flatMap { Int(exactly: $0) }.map { .integer($0) },
        ])), in: transaction)
  }
}
