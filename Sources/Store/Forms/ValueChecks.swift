public import Model

/// A value of a form that a person held against the document it was read from, and found right or mended (核对来源).
public struct ValueCheck: Hashable, Sendable {
  public let path: FormPath
  /// What the value was then; another value has not been looked at.
  public let value: String
  public let account: String
  public let accountName: String?
  public let at: Instant

  init(_ row: inout Row) throws(StoreError) {
    path = FormPath(try row.text())
    value = try row.text()
    account = try row.text()
    accountName = try row.optionalText()
    at = try row.instant()
  }
}

public enum ValueChecks {
  static let migrations = [
    Migration(
      "2026-11-21-215 form: keep which values were held against their source",
      [
        """
        CREATE TABLE value_check (
          region TEXT NOT NULL, year BIGINT NOT NULL, form TEXT NOT NULL, path TEXT NOT NULL, value TEXT NOT NULL,
          account TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (region, year, form, path) )
        """
      ])
  ]

  /// The latest check of each value of a form.
  public static func list(of form: FormListRow, in transaction: ReadTransaction) throws(StoreError) -> [ValueCheck] {
    try transaction.all(
      """
      SELECT c.path, c.value, c.account, a.display_name, c.at FROM value_check c LEFT JOIN account a ON a.id = c.account
      WHERE c.region = \(form.region) AND c.year = \(form.year) AND c.form = \(form.id) ORDER BY c.path
      """, ValueCheck.init)
  }

  /// Remembers that somebody looked at a value, with an entry in the ledger. Who may is asked by the caller.
  public static func put(
    _ path: FormPath, value: String, of form: FormListRow, by account: String, in transaction: WriteTransaction
  ) throws(StoreError) {
    let (path, value) = (path.text.withoutNul, value.withoutNul)
    try transaction.run(
      """
      INSERT INTO value_check (region, year, form, path, value, account, at)
      VALUES (\(form.region), \(form.year), \(form.id), \(path), \(value), \(account), \(transaction.now))
      ON CONFLICT (region, year, form, path) DO UPDATE SET value = excluded.value, account = excluded.account,
        at = excluded.at
      """)
    try Ledger.append(
      .init(
        region: form.region, actor: account, action: .valueChecked, subject: "form/\(form.id)/\(form.revision)",
        detail: .object(["path": .string(path)])), in: transaction)
  }
}
