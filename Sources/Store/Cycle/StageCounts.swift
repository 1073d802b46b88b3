public import Lifecycle

/// How many stages stand where, rolled up for every branch of the tree of units.
public enum StageCounts {
  public struct Count: Hashable, Sendable {
    public let flow: String
    public let state: String
    public let stages: Int
  }

  /// The counts of one branch; states without stages are missing.
  /// - Complexity: O(flows × states), whatever the size of the branch.
  public static func of(
    region: String, year: Int, _ path: UnitPath, in transaction: ReadTransaction
  ) throws(StoreError) -> [Count] {
    try transaction.settle()
    return try transaction.all(
      """
      SELECT flow, state, stages FROM stage_count
      WHERE region = \(region) AND year = \(year) AND path = \(path.text) AND stages > 0 ORDER BY flow, state
      """
    ) { (row) throws(StoreError) in
      Count(flow: try row.text(), state: try row.text(), stages: try row.integer())
    }
  }

  /// The counts of one flow for each branch right below, by path.
  ///
  /// The join is crossed so that SQLite goes from the few units to their counts and not over the counts of all units.
  public static func below(
    region: String, year: Int, _ path: UnitPath, flow: String, in transaction: ReadTransaction
  ) throws(StoreError) -> [(path: UnitPath, count: Count)] {
    try transaction.settle()
    return try transaction.all(
      """
      SELECT c.path, c.flow, c.state, c.stages FROM unit u CROSS JOIN stage_count c
      WHERE c.region = u.region AND c.year = \(year) AND c.path = u.path AND c.flow = \(flow)
        AND u.region = \(region) AND u.parent = \(path.identifiers[path.identifiers.count - 1]) AND c.stages > 0
      ORDER BY c.path, c.state
      """
    ) { (row) throws(StoreError) in
      let path = try row.unitPath()
      return (path, Count(flow: try row.text(), state: try row.text(), stages: try row.integer()))
    }
  }

  /// How many stages of a flow stand in some states, or in any where none are told.
  static func sum(_ filter: StageFilter, in transaction: ReadTransaction) throws(StoreError) -> Int {
    try transaction.settle()
    let figure: SQL =
      switch filter.isOfDepartment {
      case nil: "stages"
      case true?: "departments"
      case false?: "stages - departments"
      }
    let top: SQL = "path IN (SELECT path FROM unit WHERE region = \(filter.region) AND parent IS NULL)"
    let place: SQL = if filter.isBranch, let scope = filter.scope { "path = \(scope.text)" } else { top }
    let states: SQL = filter.states.isEmpty ? "" : " AND state IN \(list: filter.states)"
    return try transaction.first(
      """
      SELECT CAST(coalesce(sum(\(figure)), 0) AS BIGINT) FROM stage_count
      WHERE region = \(filter.region) AND year = \(filter.year) AND \(place) AND flow = \(filter.flow)\(states)
      """
    ) { (row) throws(StoreError) in try row.integer() } ?? 0
  }

  /// How many stages of a branch are not finished and past their day.
  public static func overdue(
    region: String, year: Int, _ path: UnitPath, before day: String, in transaction: ReadTransaction
  ) throws(StoreError) -> Int {
    try transaction.first(
      """
      SELECT count(*) FROM stage WHERE region = \(region) AND year = \(year) AND is_final = 0 AND due_on < \(day)
        AND \(Units.within(path))
      """
    ) { (row) throws(StoreError) in try row.integer() } ?? 0
  }

  /// Counts a stage out of one state and into another, in its unit and every branch above.
  static func move(
    region: String, year: Int, path: UnitPath, flow: String, isOfDepartment: Bool, from: String?, to: String,
    in transaction: WriteTransaction
  ) {
    guard from != to else { return }
    let department: Int64 = isOfDepartment ? 1 : 0
    for branch in path.branches {
      func key(_ state: String) -> [SQLValue] {
        [.text(region), .integer(Int64(year)), .text(branch), .text(flow), .text(state)]
      }
      if let from { transaction.tally.add(.stageCount, key(from), [-1, -department]) }
      transaction.tally.add(.stageCount, key(to), [1, department])
    }
  }

  static let table = SumTable(
    columns: """
      region, year, path, flow, state, stages, departments
      """, inserting: "INSERT INTO stage_count",
    adding: """
      ON CONFLICT (region, year, path, flow, state) DO UPDATE SET
        stages = stage_count.stages + excluded.stages,
        departments = stage_count.departments + excluded.departments
      """)
}

extension UnitPath {
  /// The unit's own path and those of the branches above it, from the top down.
  var branches: [String] { (1...identifiers.count).map { UnitPath(Array(identifiers.prefix($0))).text } }
}
