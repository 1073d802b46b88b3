public import Lifecycle
public import Model

/// Forms of a region and year counted by kind, department, unit and state; kept up with every save.
public enum FormCounts {
  /// A sum over some of the counts.
  public struct Sum: Hashable, Sendable {
    public let forms: Int
    public let withErrors: Int
    public let errors: Int
    public let warnings: Int
    public let hints: Int
    /// Budget of those in force: a goal that was adjusted counts once.
    public let current: Money

    static let columns: SQL = """
      CAST(coalesce(sum(forms), 0) AS BIGINT), CAST(coalesce(sum(with_errors), 0) AS BIGINT),
      CAST(coalesce(sum(errors), 0) AS BIGINT), CAST(coalesce(sum(warnings), 0) AS BIGINT),
      CAST(coalesce(sum(hints), 0) AS BIGINT), CAST(coalesce(sum(current_fen), 0) AS BIGINT)
      """

    init(_ row: inout Row) throws(StoreError) {
      forms = try row.integer()
      withErrors = try row.integer()
      errors = try row.integer()
      warnings = try row.integer()
      hints = try row.integer()
      current = try row.money()
    }
  }

  /// Counts per state in a branch of the unit tree; states without forms are missing.
  public static func byState(
    region: String, year: Int, within scope: UnitPath? = nil, in transaction: ReadTransaction
  ) throws(StoreError) -> [FormState: Sum] {
    let rows = try transaction.all(
      """
      SELECT state, \(Sum.columns) FROM form_count WHERE \(place(region, year, scope)) AND forms > 0 GROUP BY state
      """
    ) { (row) throws(StoreError) in (try row.choice(FormState.self), try Sum(&row)) }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  /// Counts per kind in a branch of the unit tree; kinds without forms are missing.
  public static func byKind(
    region: String, year: Int, within scope: UnitPath? = nil, in transaction: ReadTransaction
  ) throws(StoreError) -> [FormKind: Sum] {
    let rows = try transaction.all(
      """
      SELECT kind, \(Sum.columns) FROM form_count WHERE \(place(region, year, scope)) AND forms > 0 GROUP BY kind
      """
    ) { (row) throws(StoreError) in (try row.choice(FormKind.self), try Sum(&row)) }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  /// Counts per department as printed, by name in byte order; for the filter of a list.
  public static func byDepartment(
    region: String, year: Int, within scope: UnitPath? = nil, in transaction: ReadTransaction
  ) throws(StoreError) -> [(department: String, sum: Sum)] {
    try transaction.all(
      """
      SELECT department, \(Sum.columns) FROM form_count WHERE \(place(region, year, scope)) AND forms > 0
      GROUP BY department ORDER BY department
      """
    ) { (row) throws(StoreError) in (try row.text(), try Sum(&row)) }
  }

  /// Years for which the region has forms, the newest first.
  public static func years(region: String, in transaction: ReadTransaction) throws(StoreError) -> [Int] {
    try transaction.all(
      "SELECT DISTINCT year FROM form_count WHERE region = \(region) AND forms > 0 ORDER BY year DESC"
    ) { (row) throws(StoreError) in try row.integer() }
  }

  private static func place(_ region: String, _ year: Int, _ scope: UnitPath?) -> SQL {
    let all: SQL = "region = \(region) AND year = \(year)"
    guard let scope, scope.identifiers.count > 1 else { return all }
    return "\(all) AND unit IN (SELECT id FROM unit WHERE region = \(region) AND \(Units.within(scope)))"
  }

  /// Counts in the row as it stands now.
  static func add(
    _ id: String, region: String, year: Int, in transaction: WriteTransaction
  ) throws(StoreError) {
    try transaction.run(
      """
      INSERT INTO form_count (region, year, kind, department, unit, state, forms, with_errors, errors, warnings, hints,
        current_fen)
      SELECT region, year, kind, department, unit, state, 1, CASE WHEN errors > 0 THEN 1 ELSE 0 END, errors, warnings,
        hints, coalesce(current_fen, 0) * in_force
      FROM form WHERE region = \(region) AND year = \(year) AND id = \(id)
      ON CONFLICT (region, year, kind, department, unit, state) DO UPDATE SET
        forms = form_count.forms + excluded.forms, with_errors = form_count.with_errors + excluded.with_errors,
        errors = form_count.errors + excluded.errors, warnings = form_count.warnings + excluded.warnings,
        hints = form_count.hints + excluded.hints, current_fen = form_count.current_fen + excluded.current_fen
      """)
  }

  /// Takes out the row as it still stands.
  static func remove(
    _ id: String, region: String, year: Int, in transaction: WriteTransaction
  ) throws(StoreError) {
    try transaction.run(
      """
      UPDATE form_count SET forms = forms - 1,
        with_errors = with_errors - CASE WHEN f.errors > 0 THEN 1 ELSE 0 END, errors = form_count.errors - f.errors,
        warnings = form_count.warnings - f.warnings, hints = form_count.hints - f.hints,
        current_fen = form_count.current_fen - coalesce(f.current_fen, 0) * f.in_force
      FROM form f
      WHERE f.region = \(region) AND f.year = \(year) AND f.id = \(id) AND form_count.region = f.region
        AND form_count.year = f.year AND form_count.kind = f.kind AND form_count.department = f.department
        AND form_count.unit = f.unit AND form_count.state = f.state
      """)
  }
}
