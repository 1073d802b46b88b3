public import Lifecycle

/// How many projects and departments stand where in some flows, told apart: what boards and coverage are made of.
public enum StageBoard {
  public struct Standing: Hashable, Sendable {
    public let flow: String
    public let state: String
    /// Projects with a stage in that state, each counted once.
    public let projects: Int
    /// Stages of whole departments.
    public let departments: Int
  }

  /// One branch with everything below it.
  public static func of(
    region: String, year: Int, _ path: UnitPath, flows: [String], part: String? = nil,
    in transaction: ReadTransaction
  ) throws(StoreError) -> [Standing] {
    var conditions: SQL = "s.region = \(region) AND s.year = \(year) AND s.flow IN \(list: flows)"
    if path.identifiers.count > 1 {
      conditions += " AND s.path >= \(path.text) AND s.path < \(String(path.text.dropLast()) + "0")"
    }
    if let part { conditions += " AND s.part = \(part)" }
    return try transaction.all(
      """
      SELECT s.flow, s.state, count(DISTINCT s.project), count(*) - count(s.project) FROM stage s
      WHERE \(conditions) GROUP BY s.flow, s.state ORDER BY s.flow, s.state
      """, Standing.init)
  }

  /// Every branch right below, by path; branches without such a stage are missing.
  public static func below(
    region: String, year: Int, _ path: UnitPath, flows: [String], part: String? = nil,
    in transaction: ReadTransaction
  ) throws(StoreError) -> [(unit: String, name: String, path: UnitPath, standings: [Standing])] {
    var further: SQL = ""
    if let part { further = "AND s.part = \(part)" }
    let rows = try transaction.all(
      """
      SELECT u.id, u.name, u.path, s.flow, s.state, count(DISTINCT s.project), count(*) - count(s.project) FROM unit u
      JOIN stage s ON s.region = u.region AND s.year = \(year) AND s.path >= u.path
        AND s.path < substr(u.path, 1, length(u.path) - 1) || '0' AND s.flow IN \(list: flows) \(further)
      WHERE u.region = \(region) AND u.parent = \(path.identifiers[path.identifiers.count - 1])
      GROUP BY u.id, u.name, u.path, s.flow, s.state ORDER BY u.path, s.flow, s.state
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
