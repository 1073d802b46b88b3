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

  /// Counts per kind in a branch of the unit tree; kinds without forms are missing.
  public static func byKind(
    region: String, year: Int, within scope: UnitPath? = nil, in transaction: ReadTransaction
  ) throws(StoreError) -> [FormKind: Sum] {
    try transaction.settle()
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
    try transaction.settle()
    return try transaction.all(
      """
      SELECT department, \(Sum.columns) FROM form_count WHERE \(place(region, year, scope)) AND forms > 0
      GROUP BY department ORDER BY department
      """
    ) { (row) throws(StoreError) in (try row.text(), try Sum(&row)) }
  }

  /// Years for which the region has forms, the newest first.
  public static func years(region: String, in transaction: ReadTransaction) throws(StoreError) -> [Int] {
    try transaction.settle()
    var years: [Int] = []
    // From year to year by the index: all counts of all years are many, the years few.
    while true {
      let before = years.last ?? 10_000
      let next = try transaction.first(
        """
        SELECT year FROM form_count WHERE region = \(region) AND year < \(before) AND forms > 0
        ORDER BY year DESC LIMIT 1
        """
      ) { (row) throws(StoreError) in try row.integer() }
      guard let next else { return years }
      years.append(next)
    }
  }

  private static func place(_ region: String, _ year: Int, _ scope: UnitPath?) -> SQL {
    let all: SQL = "region = \(region) AND year = \(year)"
    guard let scope, scope.identifiers.count > 1 else { return all }
    return "\(all) AND unit IN (SELECT id FROM unit WHERE region = \(region) AND \(Units.within(scope)))"
  }

  /// What a form counts with.
  struct Counted: Hashable {
    var region: String
    var year: Int
    var kind: String
    var department: String
    var unit: String
    var state: FormState
    var errors: Int
    var warnings: Int
    var hints: Int
    var current: Int64?
    var isInForce: Bool

    init(_ row: FormListRow) {
      (region, year, kind, department, unit) = (row.region, row.year, row.kind.rawValue, row.department, row.unit)
      (state, errors, warnings, hints) = (row.state, row.errors, row.warnings, row.hints)
      (current, isInForce) = (row.current?.fen, row.isInForce)
    }

    init(_ draft: FormDraft, _ facts: FormFacts, state: FormState, isInForce: Bool) {
      (region, year, kind, department, unit) = (draft.region, draft.year, facts.kind, facts.department, draft.unit)
      (errors, warnings, hints) = (facts.count(.error), facts.count(.warning), facts.count(.hint))
      (self.state, current, self.isInForce) = (state, facts.currentFen, isInForce)
    }
  }

  /// Counts a form out as it was and in as it is.
  static func move(from: Counted?, to: Counted?, in transaction: WriteTransaction) {
    guard from != to else { return }
    func add(_ form: Counted, _ sign: Int64) {
      transaction.tally.add(
        .formCount,
        [
          .text(form.region), .integer(Int64(form.year)), .text(form.kind), .text(form.department), .text(form.unit),
          .text(form.state.rawValue),
        ],
        [
          sign, form.errors > 0 ? sign : 0, sign * Int64(form.errors), sign * Int64(form.warnings),
          sign * Int64(form.hints), form.isInForce ? sign * (form.current ?? 0) : 0,
        ])
    }
    if let from { add(from, -1) }
    if let to { add(to, 1) }
  }

  static let table = SumTable(
    columns: """
      region, year, kind, department, unit, state, forms, with_errors, errors, warnings, hints, current_fen
      """, inserting: "INSERT INTO form_count",
    adding: """
      ON CONFLICT (region, year, kind, department, unit, state) DO UPDATE SET
        forms = form_count.forms + excluded.forms, with_errors = form_count.with_errors + excluded.with_errors,
        errors = form_count.errors + excluded.errors, warnings = form_count.warnings + excluded.warnings,
        hints = form_count.hints + excluded.hints, current_fen = form_count.current_fen + excluded.current_fen
      """)
}
