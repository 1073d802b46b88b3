public import Model

/// The ledger (总台账): append-only, one chain a region, written in the transaction of the change it tells about.
public enum Ledger {
  /// Hash before the first entry.
  static let start = String(repeating: "0", count: 64)

  static let migrations = [
    Migration(
      "2026-11-20-4 ledger: create chain",
      [
        """
        CREATE TABLE ledger_entry (
          region TEXT NOT NULL, sequence BIGINT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
          subject TEXT NOT NULL, detail TEXT NOT NULL, payload_digest TEXT NOT NULL, previous_hash TEXT NOT NULL,
          hash TEXT NOT NULL, PRIMARY KEY (region, sequence) )
        """,
        "CREATE INDEX ledger_by_subject ON ledger_entry (region, subject, sequence)",
        """
        CREATE TABLE ledger_head (
          region TEXT NOT NULL PRIMARY KEY, sequence BIGINT NOT NULL, hash TEXT NOT NULL )
        """,
      ],
      sqlite: [
        """
        CREATE TRIGGER ledger_entry_update BEFORE UPDATE ON ledger_entry
        BEGIN SELECT RAISE(ABORT, 'ledger-never-changes'); END
        """,
        """
        CREATE TRIGGER ledger_entry_delete BEFORE DELETE ON ledger_entry
        BEGIN SELECT RAISE(ABORT, 'ledger-never-changes'); END
        """,
      ],
      postgres: [
        """
        CREATE FUNCTION never_changes() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN RAISE EXCEPTION '%-never-changes', TG_TABLE_NAME USING ERRCODE = '23001'; END $body$
        """,
        """
        CREATE TRIGGER ledger_entry_change BEFORE UPDATE OR DELETE ON ledger_entry
        FOR EACH ROW EXECUTE FUNCTION never_changes()
        """,
        """
        CREATE TRIGGER ledger_entry_truncate BEFORE TRUNCATE ON ledger_entry
        FOR EACH STATEMENT EXECUTE FUNCTION never_changes()
        """,
      ])
  ]

  /// What is to be entered.
  public struct Record: Sendable {
    public var region: String
    public var actor: String
    public var action: LedgerAction
    public var subject: String
    public var detail: JSON
    /// SHA-256 of what the entry is about; nil when the detail says it all.
    public var payloadDigest: String?

    public init(
      region: String, actor: String, action: LedgerAction, subject: String, detail: JSON = .object([]),
      payloadDigest: String? = nil
    ) {
      self.region = region
      self.actor = actor
      self.action = action
      self.subject = subject
      self.detail = detail
      self.payloadDigest = payloadDigest
    }
  }

  /// Enters something. Every change that the store accepts calls this in its own transaction.
  @discardableResult
  public static func append(_ record: Record, in transaction: WriteTransaction) throws(StoreError) -> LedgerEntry {
    let known = transaction.tally.heads[record.region]
    let head = if let known { known } else { try head(region: record.region, in: transaction) }
    let entry = LedgerEntry(
      record, sequence: (head?.sequence ?? 0) + 1, at: transaction.now, previousHash: head?.hash ?? start)
    try transaction.run(
      """
      INSERT INTO ledger_entry (region, sequence, at, actor, action, subject, detail, payload_digest, previous_hash, hash)
      VALUES (\(entry.region), \(entry.sequence), \(entry.at), \(entry.actor), \(entry.action), \(entry.subject),
        \(entry.detail), \(entry.payloadDigest), \(entry.previousHash), \(entry.hash))
      """)
    transaction.tally.heads[entry.region] = Head(sequence: entry.sequence, hash: entry.hash)
    return entry
  }

  /// Keeps the number and hash of the last entry, once for all that a transaction has entered.
  static func write(_ head: Head, region: String, in transaction: WriteTransaction) throws(StoreError) {
    try transaction.run(
      """
      INSERT INTO ledger_head (region, sequence, hash) VALUES (\(region), \(head.sequence), \(head.hash))
      ON CONFLICT (region) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash
      """)
  }

  /// The last entry's number and hash: what a witness keeps, who wants to prove later that nothing was rewritten.
  public struct Head: Hashable, Sendable {
    public let sequence: Int
    public let hash: String
    public init(sequence: Int, hash: String) {
      self.sequence = sequence
      self.hash = hash
    }
  }

  /// nil while nothing was entered for the region.
  public static func head(region: String, in transaction: ReadTransaction) throws(StoreError) -> Head? {
    try transaction.settle()
    return try transaction.first("SELECT sequence, hash FROM ledger_head WHERE region = \(region)") {
      (row) throws(StoreError) in Head(sequence: try row.integer(), hash: try row.text())
    }
  }

  /// One line of the ledger page: an entry, and the name of who did it where it is an account.
  public struct Line: Hashable, Sendable {
    public let entry: LedgerEntry
    public let actorName: String?
    public let actorUnit: String?
  }

  /// Entries from the newest back.
  ///
  /// - Parameter before: entries with a smaller number only; nil from the end. Ledgers are long and are paged by number.
  /// - Parameter subject: entries about this only: `form/ID` finds its revisions too.
  public static func list(
    region: String, before: Int? = nil, subject: String? = nil, limit: Int = 50, in transaction: ReadTransaction
  ) throws(StoreError) -> [Line] {
    var conditions: SQL = "e.region = \(region)"
    if let before { conditions += " AND e.sequence < \(before)" }
    if let subject {
      conditions += " AND (e.subject = \(subject) OR (e.subject >= \(subject + "/") AND e.subject < \(subject + "0")))"
    }
    return try transaction.all(
      """
      SELECT \(LedgerEntry.columns), a.display_name, u.name FROM ledger_entry e
      LEFT JOIN account a ON a.id = e.actor LEFT JOIN unit u ON u.region = a.region AND u.id = a.unit
      WHERE \(conditions) ORDER BY e.sequence DESC LIMIT \(limit)
      """
    ) { (row) throws(StoreError) in
      Line(entry: try LedgerEntry(&row), actorName: try row.optionalText(), actorUnit: try row.optionalText())
    }
  }

  /// How many entries were made since a moment.
  public static func count(
    region: String, since: Instant, in transaction: ReadTransaction
  ) throws(StoreError) -> Int {
    // Entries are written in the order of time: the number before the first one since then is enough.
    let before = try transaction.first(
      "SELECT sequence FROM ledger_entry WHERE region = \(region) AND at < \(since) ORDER BY sequence DESC LIMIT 1"
    ) { (row) throws(StoreError) in try row.integer() }
    return (try head(region: region, in: transaction)?.sequence ?? 0) - (before ?? 0)
  }

  public static func entry(
    region: String, sequence: Int, in transaction: ReadTransaction
  ) throws(StoreError) -> LedgerEntry? {
    try transaction.first(
      "SELECT \(LedgerEntry.columns) FROM ledger_entry e WHERE e.region = \(region) AND e.sequence = \(sequence)",
      LedgerEntry.init)
  }
}
