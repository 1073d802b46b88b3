import Lifecycle

extension Stages {
  /// The first stages that match in the filter's order, without counting them all: what a bench shows.
  ///
  /// The rows are chosen by their keys alone and read afterwards, so that sorting carries no content around.
  public static func first(_ limit: Int, _ filter: StageFilter, in transaction: ReadTransaction) throws(StoreError)
    -> [StageRow]
  { try rows(filter, from: 0, limit, in: transaction) }

  /// Stages that match in the filter's order, after so many of them.
  static func rows(
    _ filter: StageFilter, from offset: Int, _ limit: Int, in transaction: ReadTransaction
  ) throws(StoreError) -> [StageRow] {
    // Of each state the first few, which an index hands over in order; all of them together would have to be sorted. A
    // branch is one stretch of another index, whatever the states.
    let isOneStretch = filter.isBranch || filter.states.count < 2
    let parts = (isOneStretch ? [filter.states] : filter.states.map { [$0] }).map { states -> SQL in
      var one = filter
      one.states = states
      return """
        SELECT * FROM (SELECT s.region AS r, s.year AS y, s.id AS i FROM stage s WHERE \(conditions(one))
        ORDER BY \(order(one)) LIMIT \(offset + limit)) x
        """
    }
    return try transaction.all(
      """
      SELECT \(StageRow.columns) FROM (\(parts.joined(" UNION ALL "))) k
      JOIN stage s ON s.region = k.r AND s.year = k.y AND s.id = k.i
      JOIN unit n ON n.region = s.region AND n.id = s.unit LEFT JOIN account a ON a.id = s.updated_by
      ORDER BY \(order(filter)) LIMIT \(limit) OFFSET \(offset)
      """, StageRow.init)
  }

  /// The newest step that moved a stage to another state; nil while nothing has.
  public static func lastMove(of row: StageRow, in transaction: ReadTransaction) throws(StoreError) -> StageStepRow? {
    try transaction.first(
      """
      SELECT \(StageStepRow.columns) FROM stage_step p LEFT JOIN account x ON x.id = p.actor
      WHERE p.region = \(row.region) AND p.year = \(row.year) AND p.stage = \(row.id) AND p.from_state <> p.to_state
      ORDER BY p.number DESC LIMIT 1
      """, StageStepRow.init)
  }
}
