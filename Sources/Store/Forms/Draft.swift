public import Model

/// What one person has typed into a form and not saved yet (草稿). No revision, and no matter for the ledger.
public struct Draft: Hashable, Sendable {
  public let form: String
  public let account: String
  /// Number of the revision that the person began from.
  public let basedOn: Int
  /// Grows with every write: two windows of one person tell by it whether they are behind.
  public let number: Int
  public let content: FormContent
  public let updatedAt: Instant

  static let columns: SQL = "d.form, d.account, d.based_on, d.number, d.json, d.updated_at"

  init(_ row: inout Row) throws(StoreError) {
    form = try row.text()
    account = try row.text()
    basedOn = try row.integer()
    number = try row.integer()
    content = try row.content()
    updatedAt = try row.instant()
  }
}

/// Somebody who is filling in a form at this time.
public struct Presence: Hashable, Sendable {
  public let account: String
  public let name: String
  public let at: Instant

  init(_ row: inout Row) throws(StoreError) {
    account = try row.text()
    name = try row.text()
    at = try row.instant()
  }
}

/// Drafts: one for every form and account, gone when it is saved.
public enum Drafts {
  /// Largest draft that is kept, in bytes; a form of 1,000 rows takes a quarter of it.
  public static let bytesMax = 2 * 1_024 * 1_024

  static let migrations = [
    Migration(
      "2026-11-24-1 draft: create drafts",
      [
        """
        CREATE TABLE draft (
          region TEXT NOT NULL, year BIGINT NOT NULL, form TEXT NOT NULL, account TEXT NOT NULL REFERENCES account (id),
          based_on BIGINT NOT NULL, number BIGINT NOT NULL, json TEXT NOT NULL, updated_at TEXT NOT NULL,
          PRIMARY KEY (region, year, form, account),
          FOREIGN KEY (region, year, form) REFERENCES form (region, year, id) )
        """,
        "CREATE INDEX draft_by_form ON draft (form, account)",
        "CREATE INDEX draft_by_account ON draft (account, updated_at)",
      ])
  ]

  /// The draft of a person; nil when there is none.
  public static func find(
    form: String, account: String, in transaction: ReadTransaction
  ) throws(StoreError) -> Draft? {
    try transaction.first(
      "SELECT \(Draft.columns) FROM draft d WHERE d.form = \(form) AND d.account = \(account)", Draft.init)
  }

  /// Keeps what a person has typed so far in place of what was kept before.
  /// - Parameter basedOn: the revision the person began from.
  /// - Returns: the number of the draft from now on.
  /// - Throws: `.missing` when there is no such form; `.refused` (`draft-size`) when it is too large to keep.
  @discardableResult
  public static func put(
    _ content: FormContent, form: String, account: String, basedOn: Int, in transaction: WriteTransaction
  ) throws(StoreError) -> Int {
    let json = content.json(.stored).canonicalText
    guard json.utf8.count <= bytesMax else { throw .refused(rule: "draft-size") }
    let number = try transaction.first(
      """
      INSERT INTO draft (region, year, form, account, based_on, number, json, updated_at)
      SELECT f.region, f.year, f.id, \(account), \(basedOn), 1, \(json), \(transaction.now) FROM form f
      WHERE f.id = \(form)
      ON CONFLICT (region, year, form, account) DO UPDATE SET based_on = excluded.based_on,
        number = draft.number + 1, json = excluded.json, updated_at = excluded.updated_at
      RETURNING number
      """
    ) { (row) throws(StoreError) in try row.integer() }
    guard let number else { throw .missing(subject: "这张表") }
    return number
  }

  /// Forgets a draft: it was saved, or its author gave it up.
  public static func remove(form: String, account: String, in transaction: WriteTransaction) throws(StoreError) {
    try transaction.run("DELETE FROM draft WHERE form = \(form) AND account = \(account)")
  }

  /// Who else has typed into the form in the last `seconds`, the latest first.
  public static func others(
    form: String, than account: String, seconds: Int, in transaction: ReadTransaction
  ) throws(StoreError) -> [Presence] {
    try transaction.all(
      """
      SELECT d.account, a.display_name, d.updated_at FROM draft d JOIN account a ON a.id = d.account
      WHERE d.form = \(form) AND d.account <> \(account) AND d.updated_at >= \(transaction.now.adding(seconds: -seconds))
      ORDER BY d.updated_at DESC LIMIT 20
      """, Presence.init)
  }

  /// The forms that a person has typed into and not saved, the latest first.
  public static func list(
    account: String, limit: Int = 50, in transaction: ReadTransaction
  ) throws(StoreError) -> [(form: FormListRow, at: Instant)] {
    try transaction.all(
      """
      SELECT \(FormListRow.columns), d.updated_at FROM \(FormListRow.tables)
      JOIN draft d ON d.region = f.region AND d.year = f.year AND d.form = f.id
      WHERE d.account = \(account) ORDER BY d.updated_at DESC LIMIT \(limit)
      """
    ) { (row) throws(StoreError) in
      let form = try FormListRow(&row)
      return (form, try row.instant())
    }
  }
}
