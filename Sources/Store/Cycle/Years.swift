public import Lifecycle
public import Model

/// A budget year of a region with everything in force in it.
public struct BudgetYear: Hashable, Sendable {
  public enum State: String, Sendable, CaseIterable {
    case preparing, open, closed

    public var officialName: String {
      switch self {
      case .preparing: "准备中"
      case .open: "进行中"
      case .closed: "已结束"
      }
    }
  }

  public let region: String
  public let year: Int
  public let state: State
  public let settings: YearSettings
  /// Counts the changes of the settings.
  public let number: Int
  public let updatedAt: Instant
  public let updatedByName: String?

  static let columns: SQL = """
    y.region, y.year, y.state, y.settings, y.number, y.updated_at, a.display_name
    """

  init(_ row: inout Row) throws(StoreError) {
    region = try row.text()
    year = try row.integer()
    state = try row.choice()
    let json = try row.json()
    guard let settings = YearSettings(json: json) else {
      throw .wrongType(column: "settings", expected: "YearSettings", found: "JSON")
    }
    self.settings = settings
    number = try row.integer()
    updatedAt = try row.instant()
    updatedByName = try row.optionalText()
  }
}

extension BudgetYear.State: SQLBindable {}

public enum Years {
  static let migrations = [
    Migration(
      "2026-11-21-3 year: create budget years",
      [
        """
        CREATE TABLE budget_year (
          region TEXT NOT NULL, year BIGINT NOT NULL, state TEXT NOT NULL, settings TEXT NOT NULL, number BIGINT NOT NULL,
          updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, PRIMARY KEY (region, year) )
        """
      ])
  ]

  public static func find(region: String, _ year: Int, in transaction: ReadTransaction) throws(StoreError)
    -> BudgetYear?
  {
    try transaction.first(
      """
      SELECT \(BudgetYear.columns) FROM budget_year y LEFT JOIN account a ON a.id = y.updated_by
      WHERE y.region = \(region) AND y.year = \(year)
      """, BudgetYear.init)
  }

  /// All years of a region, the newest first.
  public static func list(region: String, in transaction: ReadTransaction) throws(StoreError) -> [BudgetYear] {
    try transaction.all(
      """
      SELECT \(BudgetYear.columns) FROM budget_year y LEFT JOIN account a ON a.id = y.updated_by
      WHERE y.region = \(region) ORDER BY y.year DESC LIMIT 100
      """, BudgetYear.init)
  }

  /// The years of a region with their states, the newest first, without reading their settings.
  public static func states(
    region: String, in transaction: ReadTransaction
  ) throws(StoreError) -> [(year: Int, state: BudgetYear.State)] {
    try transaction.all(
      "SELECT year, state FROM budget_year WHERE region = \(region) ORDER BY year DESC LIMIT 100"
    ) { (row) throws(StoreError) in (try row.integer(), try row.choice()) }
  }

  /// Sets up a year or changes it, with the whole settings in the ledger.
  /// - Parameter basedOn: `BudgetYear.number` of the page; 0 for a year that is not there yet.
  /// - Throws: `.stale` when somebody else has changed it since.
  public static func set(
    region: String, _ year: Int, _ state: BudgetYear.State, _ settings: YearSettings, basedOn: Int, by actor: String,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    let current = try find(region: region, year, in: transaction)
    guard (current?.number ?? 0) == basedOn else {
      throw .stale(stage: "year/\(year)", now: current?.state.officialName ?? "没有设置")
    }
    try transaction.run(
      """
      INSERT INTO budget_year (region, year, state, settings, number, updated_at, updated_by)
      VALUES (\(region), \(year), \(state), \(settings.json.canonicalText), \(basedOn + 1), \(transaction.now), \(actor))
      ON CONFLICT (region, year) DO UPDATE SET state = excluded.state, settings = excluded.settings,
        number = excluded.number, updated_at = excluded.updated_at, updated_by = excluded.updated_by
      """)
    try Ledger.append(
      .init(
        region: region, actor: actor, action: .yearSet, subject: "year/\(year)/\(basedOn + 1)",
        detail: .object(["settings": settings.json, "state": .string(state.rawValue)])), in: transaction)
  }
}
