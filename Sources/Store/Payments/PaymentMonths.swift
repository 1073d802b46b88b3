import Lifecycle
import Model

/// What every branch paid in each month, kept up with every payment, so that no curve adds papers up.
enum PaymentMonths {
  static let migrations = [
    Migration(
      "2026-11-27-177 payment: roll up months",
      [
        """
        CREATE TABLE payment_month (
          region TEXT NOT NULL, year BIGINT NOT NULL, path TEXT NOT NULL, month BIGINT NOT NULL, papers BIGINT NOT NULL,
          fen BIGINT NOT NULL, last_on TEXT NOT NULL, PRIMARY KEY (region, year, path, month) )
        """,
        """
        INSERT INTO payment_month (region, year, path, month, papers, fen, last_on)
        SELECT t.region, t.year, u.path, CAST(substr(t.paid_on, 6, 2) AS BIGINT), count(*), CAST(sum(t.fen) AS BIGINT),
          max(t.paid_on)
        FROM unit u JOIN project_year y ON y.region = u.region AND y.path >= u.path
          AND y.path < substr(u.path, 1, length(u.path) - 1) || '0'
        JOIN payment t ON t.region = y.region AND t.year = y.year AND t.project = y.project
        GROUP BY t.region, t.year, u.path, CAST(substr(t.paid_on, 6, 2) AS BIGINT)
        """,
      ])
  ]

  static func of(
    region: String, year: Int, _ path: UnitPath, in transaction: ReadTransaction
  ) throws(StoreError) -> (months: [Int: Money], last: String?) {
    let rows = try transaction.all(
      """
      SELECT month, fen, last_on FROM payment_month
      WHERE region = \(region) AND year = \(year) AND path = \(path.text)
      """
    ) { (row) throws(StoreError) in (try row.integer(), try row.money(), try row.text()) }
    return (Dictionary(rows.map { ($0.0, $0.1) }) { one, _ in one }, rows.map(\.2).max())
  }

  private struct Key: Hashable {
    let path: String
    let month: Int
  }

  private struct Sum {
    var papers: Int64 = 0
    var fen: Int64 = 0
    var last = ""
  }

  /// Adds payments to every branch of their projects.
  static func add(
    _ drafts: [PaymentDraft], region: String, year: Int, in transaction: WriteTransaction
  ) throws(StoreError) {
    var paths: [String: UnitPath] = [:]
    var sums: [Key: Sum] = [:]
    for draft in drafts {
      if paths[draft.project] == nil {
        paths[draft.project] = try Projects.find(region: region, id: draft.project, in: transaction)?.path
      }
      guard let path = paths[draft.project], let month = Int(draft.day.dropFirst(5).prefix(2)) else { continue }
      for depth in 1...path.identifiers.count {
        let key = Key(path: UnitPath(Array(path.identifiers.prefix(depth))).text, month: month)
        sums[key, default: Sum()].papers += 1
        sums[key, default: Sum()].fen += draft.amount.fen
        sums[key, default: Sum()].last = max(sums[key]?.last ?? "", draft.day)
      }
    }
    // From the top down, as everywhere, so that writers never wait for each other in a circle.
    var rest = sums.sorted { ($0.key.path, $0.key.month) < ($1.key.path, $1.key.month) }[...]
    while !rest.isEmpty {
      let block = rest.prefix(50)
      rest = rest.dropFirst(block.count)
      let rows = block.map { key, sum -> SQL in
        "(\(region), \(year), \(key.path), \(key.month), \(sum.papers), \(sum.fen), \(sum.last))"
      }
      try transaction.run(
        """
        INSERT INTO payment_month (region, year, path, month, papers, fen, last_on) VALUES \(rows.joined(", "))
        ON CONFLICT (region, year, path, month) DO UPDATE SET papers = payment_month.papers + excluded.papers,
          fen = payment_month.fen + excluded.fen,
          last_on = CASE WHEN excluded.last_on > payment_month.last_on THEN excluded.last_on
            ELSE payment_month.last_on END
        """)
    }
  }

  /// The branches that lose or get a unit are added up anew, after the years of its projects have moved.
  static func movePaths(
    region: String, from old: UnitPath, to new: UnitPath, in transaction: WriteTransaction
  ) throws(StoreError) {
    let (moved, place) = Units.moved(from: old, to: new)
    try transaction.run("UPDATE payment_month SET path = \(moved) WHERE region = \(region) AND \(place)")
    for (branch, _) in old.branchesLeft(for: new) {
      guard let path = UnitPath(branch) else { continue }
      try transaction.run("DELETE FROM payment_month WHERE region = \(region) AND path = \(branch)")
      try transaction.run(
        """
        INSERT INTO payment_month (region, year, path, month, papers, fen, last_on)
        SELECT t.region, t.year, \(branch), CAST(substr(t.paid_on, 6, 2) AS BIGINT), count(*),
          CAST(sum(t.fen) AS BIGINT), max(t.paid_on)
        FROM project_year y JOIN payment t ON t.region = y.region AND t.year = y.year AND t.project = y.project
        WHERE y.region = \(region) AND y.path >= \(path.text) AND y.path < \(String(path.text.dropLast()) + "0")
        GROUP BY t.region, t.year, CAST(substr(t.paid_on, 6, 2) AS BIGINT)
        """)
    }
  }
}
