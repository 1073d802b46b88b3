public import Lifecycle
public import Model

/// A signed paper that opened a gate, with the step that used it.
public struct UsedException: Hashable, Sendable {
  public let stage: String
  public let flow: String
  /// Name of the project or department.
  public let title: String
  public let unitName: String
  public let event: String
  public let at: Instant
  /// Who took the step, and who signed.
  public let actorName: String?
  public let signerName: String?
  /// nil for a gate that this program does not know.
  public let gate: Gate?
  public let document: String
  public let reason: String
  public let ledgerSequence: Int
}

extension Stages {
  /// Every signed paper that was used in a year, the newest first, at most `limit`.
  /// - Complexity: O(steps of the year); what was frozen with a step is read as text.
  public static func exceptions(
    region: String, year: Int, within scope: UnitPath? = nil, limit: Int = 500, in transaction: ReadTransaction
  ) throws(StoreError) -> [UsedException] {
    let mark = "%\"exceptions\":[{%"
    var conditions: SQL = "p.region = \(region) AND p.year = \(year) AND p.payload LIKE \(mark)"
    if let scope, scope.identifiers.count > 1 {
      conditions += " AND s.path >= \(scope.text) AND s.path < \(String(scope.text.dropLast()) + "0")"
    }
    let found = try transaction.all(
      """
      SELECT s.id, s.flow, s.title, n.name, p.event, p.at, x.display_name, p.ledger_sequence, p.payload
      FROM stage_step p JOIN stage s ON s.region = p.region AND s.year = p.year AND s.id = p.stage
      JOIN unit n ON n.region = s.region AND n.id = s.unit LEFT JOIN account x ON x.id = p.actor
      WHERE \(conditions) ORDER BY p.ledger_sequence DESC LIMIT \(limit)
      """
    ) { (row) throws(StoreError) in
      (
        stage: try row.text(), flow: try row.text(), title: try row.text(), unit: try row.text(), event: try row.text(),
        at: try row.instant(), actor: try row.optionalText(), sequence: try row.integer(), payload: try row.json()
      )
    }
    var out: [UsedException] = []
    for step in found {
      // Words of a person may hold the same letters: only the member of the step counts.
      for paper in step.payload["exceptions"]?.array ?? [] {
        let signer = try paper["signer"]?.string.flatMap { (id) throws(StoreError) in
          try Accounts.find(id: id, in: transaction)
        }
        out.append(
          UsedException(
            stage: step.stage, flow: step.flow, title: step.title, unitName: step.unit, event: step.event, at: step.at,
            actorName: step.actor, signerName: signer?.displayName ?? paper["signer"]?.string,
            gate: paper["gate"]?.string.flatMap { Gate(rawValue: $0) }, document: paper["document"]?.string ?? "",
            reason: paper["reason"]?.string ?? "", ledgerSequence: step.sequence))
      }
    }
    return out
  }
}
