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
    try transaction.all(
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
    try transaction.all(
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
  ) throws(StoreError) {
    guard from != to else { return }
    let department = isOfDepartment ? 1 : 0
    var rows: [SQL] = []
    // Always from the top down: two writers that meet never wait for each other in a circle.
    for depth in 1...path.identifiers.count {
      let branch = UnitPath(Array(path.identifiers.prefix(depth))).text
      if let from { rows.append("(\(region), \(year), \(branch), \(flow), \(from), -1, \(-department))") }
      rows.append("(\(region), \(year), \(branch), \(flow), \(to), 1, \(department))")
    }
    try transaction.run(
      """
      INSERT INTO stage_count (region, year, path, flow, state, stages, departments) VALUES \(rows.joined(", "))
      \(adding)
      """)
  }

  static let adding: SQL = """
    ON CONFLICT (region, year, path, flow, state) DO UPDATE SET stages = stage_count.stages + excluded.stages,
      departments = stage_count.departments + excluded.departments
    """
}
