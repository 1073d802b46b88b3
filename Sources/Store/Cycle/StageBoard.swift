public import Lifecycle

/// How many projects and departments stand where in some flows, told apart: what boards and coverage are made of.
public enum StageBoard {
  public struct Standing: Hashable, Sendable {
    public let flow: String
    public let state: String
    /// Stages of projects.
    public let projects: Int
    /// Stages of whole departments.
    public let departments: Int

    public init(flow: String, state: String, projects: Int, departments: Int) {
      self.flow = flow
      self.state = state
      self.projects = projects
      self.departments = departments
    }
  }

  /// One branch with everything below it.
  /// - Complexity: O(flows × states), whatever the size of the branch.
  public static func of(
    region: String, year: Int, _ path: UnitPath, flows: [String], in transaction: ReadTransaction
  ) throws(StoreError) -> [Standing] {
    try transaction.settle()
    return try transaction.all(
      """
      SELECT c.flow, c.state, c.stages - c.departments, c.departments FROM stage_count c
      WHERE c.region = \(region) AND c.year = \(year) AND c.path = \(path.text) AND c.flow IN \(list: flows)
        AND c.stages > 0 ORDER BY c.flow, c.state
      """, Standing.init)
  }

  /// Every branch right below, by path; branches without such a stage are missing.
  /// - Complexity: O(branches right below × flows × states).
  public static func below(
    region: String, year: Int, _ path: UnitPath, flows: [String], in transaction: ReadTransaction
  ) throws(StoreError) -> [(unit: String, name: String, path: UnitPath, standings: [Standing])] {
    try transaction.settle()
    let rows = try transaction.all(
      """
      SELECT u.id, u.name, u.path, c.flow, c.state, c.stages - c.departments, c.departments FROM unit u
      CROSS JOIN stage_count c WHERE c.region = u.region AND c.year = \(year) AND c.path = u.path
        AND c.flow IN \(list: flows) AND u.region = \(region)
        AND u.parent = \(path.identifiers[path.identifiers.count - 1]) AND c.stages > 0
      ORDER BY u.path, c.flow, c.state
      """
    ) { (row) throws(StoreError) in
      (try row.text(), try row.text(), try row.unitPath(), try Standing(&row))
    }
    var out: [(unit: String, name: String, path: UnitPath, standings: [Standing])] = []
    for (unit, name, path, standing) in rows {
      if out.last?.unit == unit {
        out[out.count - 1].standings.append(standing)
      } else {
        out.append((unit, name, path, [standing]))
      }
    }
    return out
  }
}

extension StageBoard.Standing {
  init(_ row: inout Row) throws(StoreError) {
    flow = try row.text()
    state = try row.text()
    projects = try row.integer()
    departments = try row.integer()
  }
}
