public import Lifecycle
public import Model

/// A finding that a reviewer let stand, with his reason (准予保留的发现). It stays on record for good; one that is taken
/// back keeps its line.
public struct Waiver: Hashable, Sendable {
  public let form: String
  /// 1, 2, 3, … for each form.
  public let number: Int
  /// Stage that wrote the form when it was let stand.
  public let stage: String
  public let rule: String
  /// Cell of the finding; nil when it was about the form as a whole.
  public let path: String?
  public let severity: Finding.Severity
  public let title: String
  public let place: String
  /// What was found. Another figure in the same cell makes another finding, and nobody let that stand.
  public let message: String
  public let reason: String
  public let account: String
  public let accountName: String?
  public let role: String
  public let at: Instant
  public let withdrawnAt: Instant?
  public let withdrawnByName: String?

  public var isInForce: Bool { withdrawnAt == nil }

  /// Whether it is this very finding that was let stand.
  public func covers(_ finding: Finding) -> Bool {
    isInForce && rule == finding.rule && path == finding.path?.text && message == finding.message
  }

  static let columns: SQL = """
    w.form, w.number, w.stage, w.rule, w.path, w.severity, w.title, w.place, w.message, w.reason, w.account,
    a.display_name, w.role, w.at, w.withdrawn_at, b.display_name
    """

  init(_ row: inout Row) throws(StoreError) {
    form = try row.text()
    number = try row.integer()
    stage = try row.text()
    rule = try row.text()
    path = try row.optionalText()
    severity = try row.choice()
    title = try row.text()
    place = try row.text()
    message = try row.text()
    reason = try row.text()
    account = try row.text()
    accountName = try row.optionalText()
    role = try row.text()
    at = try row.instant()
    withdrawnAt = try row.optionalInstant()
    withdrawnByName = try row.optionalText()
  }
}

public enum Waivers {
  static let migrations = [
    Migration(
      "2026-11-21-190 form: keep findings that were let stand",
      [
        """
        CREATE TABLE finding_waiver (
          form TEXT NOT NULL, number BIGINT NOT NULL, region TEXT NOT NULL, year BIGINT NOT NULL, stage TEXT NOT NULL,
          rule TEXT NOT NULL, path TEXT, severity TEXT NOT NULL, title TEXT NOT NULL, place TEXT NOT NULL,
          message TEXT NOT NULL, reason TEXT NOT NULL, account TEXT NOT NULL, role TEXT NOT NULL, at TEXT NOT NULL,
          withdrawn_at TEXT, withdrawn_by TEXT, PRIMARY KEY (form, number) )
        """
      ])
  ]

  /// Everything that was let stand in a form, the oldest first.
  public static func list(form: String, in transaction: ReadTransaction) throws(StoreError) -> [Waiver] {
    try transaction.all(
      """
      SELECT \(Waiver.columns) FROM finding_waiver w LEFT JOIN account a ON a.id = w.account
      LEFT JOIN account b ON b.id = w.withdrawn_by WHERE w.form = \(form) ORDER BY w.number
      """, Waiver.init)
  }

  /// A finding that was let stand, with the form it is about.
  public struct Listed: Hashable, Sendable {
    public let waiver: Waiver
    public let formName: String
    public let unitName: String
  }

  /// Everything that was let stand in a year, the newest first.
  /// - Parameters:
  ///   - scope: branch of the unit tree; nil for the whole region.
  ///   - isInForce: only what stands, or only what was taken back; nil for both.
  /// - Complexity: O(findings let stand in that region and year).
  public static func list(
    region: String, year: Int, within scope: UnitPath?, isInForce: Bool? = nil, in transaction: ReadTransaction
  ) throws(StoreError) -> [Listed] {
    var conditions: SQL = "w.region = \(region) AND w.year = \(year)"
    if let scope, scope.identifiers.count > 1 {
      conditions += " AND f.unit IN (SELECT id FROM unit WHERE region = \(region) AND \(Units.within(scope)))"
    }
    if let isInForce { conditions += isInForce ? " AND w.withdrawn_at IS NULL" : " AND w.withdrawn_at IS NOT NULL" }
    return try transaction.all(
      """
      SELECT \(Waiver.columns), f.name, u.name FROM finding_waiver w
      JOIN form f ON f.region = w.region AND f.year = w.year AND f.id = w.form
      JOIN unit u ON u.region = f.region AND u.id = f.unit LEFT JOIN account a ON a.id = w.account
      LEFT JOIN account b ON b.id = w.withdrawn_by WHERE \(conditions) ORDER BY w.at DESC, w.form, w.number DESC
      """
    ) { (row) throws(StoreError) in
      Listed(waiver: try Waiver(&row), formName: try row.text(), unitName: try row.text())
    }
  }

  /// Whether anything was ever let stand in a form.
  static func isAny(form: String, in transaction: ReadTransaction) throws(StoreError) -> Bool {
    try transaction.first("SELECT 1 FROM finding_waiver WHERE form = \(form) LIMIT 1") { (row) throws(StoreError) in
      try row.integer()
    } != nil
  }

  /// Lets a finding stand, with an entry in the ledger. Who may is asked by the caller.
  public static func add(
    _ finding: Finding, of form: FormListRow, stage: String, reason: String, by account: String, role: String,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    let number = try list(form: form.id, in: transaction).count + 1
    try transaction.run(
      """
      INSERT INTO finding_waiver (form, number, region, year, stage, rule, path, severity, title, place, message, reason,
        account, role, at)
      VALUES (\(form.id), \(number), \(form.region), \(form.year), \(stage), \(finding.rule), \(finding.path?.text),
        \(finding.severity.rawValue), \(finding.title), \(finding.place.withoutNul), \(finding.message.withoutNul),
        \(reason.withoutNul), \(account), \(role), \(transaction.now))
      """)
    try record(
      .findingWaived, form, finding.rule, finding.path?.text, number, reason: reason, by: account, in: transaction)
    try Forms.recount(form.id, in: transaction)
  }

  /// Takes back what was let stand.
  /// - Throws: `.missing` when there is nothing of that number in force.
  public static func withdraw(
    _ number: Int, of form: FormListRow, by account: String, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let waiver = try list(form: form.id, in: transaction).first(where: { $0.number == number && $0.isInForce })
    else { throw .missing(subject: "准予保留的发现") }
    try transaction.run(
      """
      UPDATE finding_waiver SET withdrawn_at = \(transaction.now), withdrawn_by = \(account)
      WHERE form = \(form.id) AND number = \(number)
      """)
    try record(.waiverWithdrawn, form, waiver.rule, waiver.path, number, reason: nil, by: account, in: transaction)
    try Forms.recount(form.id, in: transaction)
  }

  private static func record(
    _ action: LedgerAction, _ form: FormListRow, _ rule: String, _ path: String?, _ number: Int, reason: String?,
    by account: String, in transaction: WriteTransaction
  ) throws(StoreError) {
    try Ledger.append(
      .init(
        region: form.region, actor: account, action: action, subject: "form/\(form.id)/\(form.revision)",
        detail: .object([
          "number": .integer(number), "path": path.map { .string($0) }, "reason": reason.map { .string($0) },
          "rule": .string(rule),
        ])), in: transaction)
  }
}

extension Finding.Severity: SQLBindable {}
