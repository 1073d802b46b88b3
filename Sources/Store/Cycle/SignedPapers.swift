public import Lifecycle
public import Model

/// Signed papers that opened a gate (例外文件), kept with the step that used them and listed for whoever watches.
public enum SignedPapers {
  public struct Paper: Hashable, Sendable {
    public let stage: String
    /// Number of the step that used it.
    public let number: Int
    public let title: String
    public let unitName: String
    public let gate: String
    public let document: String
    public let reason: String
    public let signerName: String?
    public let at: Instant
  }

  static let migrations = [
    Migration(
      "2026-11-21-140 stage: list signed papers",
      [
        """
        CREATE TABLE signed_paper (
          region TEXT NOT NULL, year BIGINT NOT NULL, stage TEXT NOT NULL, number BIGINT NOT NULL, gate TEXT NOT NULL,
          path TEXT NOT NULL, document TEXT NOT NULL, reason TEXT NOT NULL, signer TEXT NOT NULL, at TEXT NOT NULL,
          PRIMARY KEY (region, year, stage, number, gate),
          FOREIGN KEY (region, year, stage) REFERENCES stage (region, year, id) )
        """
      ])
  ]

  /// The papers of a branch in a year, the newest first.
  public static func list(
    region: String, year: Int, _ path: UnitPath, limit: Int = 200, in transaction: ReadTransaction
  ) throws(StoreError) -> [Paper] {
    try transaction.all(
      """
      SELECT e.stage, e.number, s.title, n.name, e.gate, e.document, e.reason, a.display_name, e.at FROM signed_paper e
      JOIN stage s ON s.region = e.region AND s.year = e.year AND s.id = e.stage
      JOIN unit n ON n.region = s.region AND n.id = s.unit LEFT JOIN account a ON a.id = e.signer
      WHERE e.region = \(region) AND e.year = \(year) AND s.path >= \(path.text)
        AND s.path < \(String(path.text.dropLast()) + "0")
      ORDER BY e.at DESC, e.stage LIMIT \(limit)
      """
    ) { (row) throws(StoreError) in
      Paper(
        stage: try row.text(), number: try row.integer(), title: try row.text(), unitName: try row.text(),
        gate: try row.text(), document: try row.text(), reason: try row.text(), signerName: try row.optionalText(),
        at: try row.instant())
    }
  }

  static func keep(_ papers: [SignedException], _ row: StageRow, in transaction: WriteTransaction) throws(StoreError) {
    for paper in papers {
      try transaction.run(
        """
        INSERT INTO signed_paper (region, year, stage, number, gate, path, document, reason, signer, at)
        VALUES (\(row.region), \(row.year), \(row.id), \(row.number + 1), \(paper.gate.rawValue), \(row.path.text),
          \(paper.document.withoutNul), \(paper.reason.withoutNul), \(paper.signer.account), \(transaction.now))
        """)
    }
  }
}
