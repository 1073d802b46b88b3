public import Model

/// Somebody who is signed in (会话). The token itself is known to the browser only; the store keeps its digest.
public struct Session: Hashable, Sendable {
  /// SHA-256 of the token, hexadecimal.
  public let digest: String
  public let account: Account
  public let createdAt: Instant
  public let expiresAt: Instant
  public let lastSeenAt: Instant
  /// What the tokens against forged requests are made from.
  public let csrfSecret: String
  /// The network address it was begun from; nil where it is not known.
  public let address: String?

  static let columns: SQL = "x.digest, x.created_at, x.expires_at, x.last_seen_at, x.csrf_secret, x.address"

  /// Sessions with their accounts, each under the grant that the session works under.
  static func tables(on day: Day) -> SQL {
    "session x JOIN account a ON a.id = x.account"
      + Account.joins(on: day, wanted: "coalesce(x.role_grant, a.last_grant)")
  }

  init(_ row: inout Row) throws(StoreError) {
    digest = try row.text()
    createdAt = try row.instant()
    expiresAt = try row.instant()
    lastSeenAt = try row.instant()
    csrfSecret = try row.text()
    address = try row.optionalText()
    account = try Account(&row)
  }
}

/// Sessions, and counters against too many requests. Neither is a matter for the ledger.
public enum Sessions {
  static let migrations = [
    Migration(
      "2026-11-20-3 session: create sessions and counters",
      [
        """
        CREATE TABLE session (
          digest TEXT NOT NULL PRIMARY KEY, account TEXT NOT NULL REFERENCES account (id), created_at TEXT NOT NULL,
          expires_at TEXT NOT NULL, last_seen_at TEXT NOT NULL, csrf_secret TEXT NOT NULL )
        """,
        "CREATE INDEX session_by_account ON session (account)",
        "CREATE INDEX session_by_expiry ON session (expires_at)",
        """
        CREATE TABLE throttle (
          key TEXT NOT NULL PRIMARY KEY, hits BIGINT NOT NULL, ends_at TEXT NOT NULL )
        """,
        "CREATE INDEX throttle_by_end ON throttle (ends_at)",
      ]),
    Migration(
      "2026-11-21-102 session: keep the grant it works under",
      ["ALTER TABLE session ADD COLUMN role_grant TEXT", "ALTER TABLE session ADD COLUMN address TEXT"]),
  ]

  public static func begin(
    digest: String, account: String, csrfSecret: String, seconds: Int, address: String? = nil,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    try transaction.run(
      """
      INSERT INTO session (digest, account, created_at, expires_at, last_seen_at, csrf_secret, address)
      VALUES (\(digest), \(account), \(transaction.now), \(transaction.now.adding(seconds: seconds)),
        \(transaction.now), \(csrfSecret), \(address))
      """)
  }

  /// The session of a token with its account; nil when unknown, run out, or the account is closed.
  public static func find(digest: String, in transaction: ReadTransaction) throws(StoreError) -> Session? {
    try transaction.first(
      """
      SELECT \(Session.columns), \(Account.columns) FROM \(Session.tables(on: Day(transaction.now)))
      WHERE x.digest = \(digest) AND x.expires_at > \(transaction.now) AND a.state = \(Account.State.active)
      """, Session.init)
  }

  /// The sessions of an account that have not run out, the one used last first.
  public static func list(account: String, in transaction: ReadTransaction) throws(StoreError) -> [Session] {
    try transaction.all(
      """
      SELECT \(Session.columns), \(Account.columns) FROM \(Session.tables(on: Day(transaction.now)))
      WHERE x.account = \(account) AND x.expires_at > \(transaction.now) ORDER BY x.last_seen_at DESC LIMIT 100
      """, Session.init)
  }

  /// Notes that the session is in use and lets it last `seconds` more. Call it once a minute, not with every request.
  public static func touch(digest: String, seconds: Int, in transaction: WriteTransaction) throws(StoreError) {
    try transaction.run(
      """
      UPDATE session SET last_seen_at = \(transaction.now), expires_at = \(transaction.now.adding(seconds: seconds))
      WHERE digest = \(digest) AND expires_at > \(transaction.now)
      """)
  }

  /// Sessions of a region that have not run out, the one used last first.
  ///
  /// - Parameter search: part of the log-in name or the person's name; empty for all.
  public static func list(
    region: String, search: String = "", limit: Int = 500, in transaction: ReadTransaction
  ) throws(StoreError) -> [Session] {
    let named: SQL = search.isEmpty ? .empty : " AND \(Accounts.matching(search))"
    return try transaction.all(
      """
      SELECT \(Session.columns), \(Account.columns) FROM \(Session.tables(on: Day(transaction.now)))
      WHERE a.region = \(region) AND x.expires_at > \(transaction.now)\(named)
      ORDER BY x.last_seen_at DESC, x.digest LIMIT \(limit)
      """, Session.init)
  }

  /// Goes on under another grant; the next session of the person begins under it too. Nothing happens when the grant is
  /// not the person's own or not in force.
  public static func work(
    digest: String, under grant: String, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard
      let account = try transaction.first(
        """
        SELECT r.account FROM session x JOIN role_grant r ON r.account = x.account
        WHERE x.digest = \(digest) AND r.id = \(grant) AND \(RoleGrant.inForce(on: Day(transaction.now)))
        """, { (row) throws(StoreError) in try row.text() })
    else { throw .missing(subject: "角色") }
    try transaction.run("UPDATE session SET role_grant = \(grant) WHERE digest = \(digest)")
    try transaction.run("UPDATE account SET last_grant = \(grant) WHERE id = \(account)")
  }

  /// Ends sessions of others as an administrator does: of one account, all of them.
  /// - Returns: how many ended.
  @discardableResult
  public static func endAll(
    account: String, by actor: String, in transaction: WriteTransaction
  ) throws(StoreError) -> Int {
    guard let holder = try Accounts.find(id: account, in: transaction) else { throw .missing(subject: "账号") }
    let ended = try transaction.run("DELETE FROM session WHERE account = \(account)")
    if ended > 0 {
      try Ledger.append(
        .init(
          region: holder.region, actor: actor, action: .sessionEnded, subject: "account/\(account)",
          detail: .object(["sessions": .integer(ended)])), in: transaction)
    }
    return ended
  }

  public static func end(digest: String, in transaction: WriteTransaction) throws(StoreError) {
    try transaction.run("DELETE FROM session WHERE digest = \(digest)")
  }

  /// Ends all sessions of an account but one.
  public static func endOthers(
    account: String, keeping digest: String, in transaction: WriteTransaction
  ) throws(StoreError) {
    try transaction.run("DELETE FROM session WHERE account = \(account) AND digest <> \(digest)")
  }

  /// Clears away what has run out. Returns how many sessions went.
  @discardableResult
  public static func sweep(in transaction: WriteTransaction) throws(StoreError) -> Int {
    try transaction.run("DELETE FROM throttle WHERE ends_at <= \(transaction.now)")
    return try transaction.run("DELETE FROM session WHERE expires_at <= \(transaction.now)")
  }
}

/// Counters against too many requests of one kind from one place.
public enum Throttle {
  public struct Count: Hashable, Sendable {
    public let hits: Int
    /// When counting starts anew.
    public let endsAt: Instant
  }

  /// Counts a hit under `key` (`sign-in/192.0.2.1`) in a window of `seconds` that opens with its first hit.
  public static func hit(_ key: String, seconds: Int, in transaction: WriteTransaction) throws(StoreError) -> Count {
    let now = transaction.now
    let count = try transaction.first(
      """
      INSERT INTO throttle (key, hits, ends_at) VALUES (\(key), 1, \(now.adding(seconds: seconds)))
      ON CONFLICT (key) DO UPDATE SET
        hits = CASE WHEN throttle.ends_at > \(now) THEN throttle.hits + 1 ELSE 1 END,
        ends_at = CASE WHEN throttle.ends_at > \(now) THEN throttle.ends_at ELSE excluded.ends_at END
      RETURNING hits, ends_at
      """, Self.count)
    guard let count else { throw .missing(subject: "计数") }
    return count
  }

  /// The count under `key` without adding to it; nil when none is running.
  public static func look(_ key: String, in transaction: ReadTransaction) throws(StoreError) -> Count? {
    try transaction.first(
      "SELECT hits, ends_at FROM throttle WHERE key = \(key) AND ends_at > \(transaction.now)", Self.count)
  }

  /// Counters that are running under keys with that beginning, the one that ends last first.
  public static func list(
    _ beginning: String, limit: Int = 200, in transaction: ReadTransaction
  ) throws(StoreError) -> [(key: String, count: Count)] {
    try transaction.all(
      """
      SELECT key, hits, ends_at FROM throttle WHERE key >= \(beginning) AND key < \(beginning + "\u{7F}")
        AND ends_at > \(transaction.now) ORDER BY ends_at DESC, key LIMIT \(limit)
      """
    ) { (row) throws(StoreError) in (key: try row.text(), count: try count(&row)) }
  }

  public static func clear(_ key: String, in transaction: WriteTransaction) throws(StoreError) {
    try transaction.run("DELETE FROM throttle WHERE key = \(key)")
  }

  private static func count(_ row: inout Row) throws(StoreError) -> Count {
    Count(hits: try row.integer(), endsAt: try row.instant())
  }
}
