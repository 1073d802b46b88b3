public import Model

/// A personal token (接口令牌): lets a program ask the interface in its owner's name, under one of his grants.
public struct ApiToken: Hashable, Sendable {
  public let id: String
  public let region: String
  public let account: String
  /// The grant it works under; nil for whichever its owner works under.
  public let grant: String?
  public let name: String
  public let createdAt: Instant
  public let expiresAt: Instant
  public let lastUsedAt: Instant?
  public let endedAt: Instant?

  static let columns: SQL = """
    t.id, t.region, t.account, t.role_grant, t.name, t.created_at, t.expires_at, t.last_used_at, t.ended_at
    """

  init(_ row: inout Row) throws(StoreError) {
    id = try row.text()
    region = try row.text()
    account = try row.text()
    grant = try row.optionalText()
    name = try row.text()
    createdAt = try row.instant()
    expiresAt = try row.instant()
    lastUsedAt = try row.optionalInstant()
    endedAt = try row.optionalInstant()
  }

  public func isInForce(at moment: Instant) -> Bool { endedAt == nil && moment < expiresAt }
}

/// Personal tokens. The token itself is known to its owner only; the store keeps its digest.
public enum ApiTokens {
  /// A token lasts a year at most.
  public static let daysMax = 365
  /// Tokens of an account that are in force at one time.
  public static let countMax = 10
  /// How often the use of a token is written down.
  public static let notedSeconds = 120

  static let migrations = [
    Migration(
      "2026-11-25-160 token: create personal tokens",
      [
        """
        CREATE TABLE api_token (
          id TEXT NOT NULL PRIMARY KEY, region TEXT NOT NULL, account TEXT NOT NULL REFERENCES account (id),
          role_grant TEXT, name TEXT NOT NULL, digest TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL,
          expires_at TEXT NOT NULL, last_used_at TEXT, ended_at TEXT )
        """,
        "CREATE INDEX api_token_by_account ON api_token (account, created_at)",
      ])
  ]

  /// Makes a token, with an entry in the ledger.
  /// - Parameter digest: SHA-256 of the token, hexadecimal.
  /// - Parameter days: how long it lasts; kept within 1…`daysMax`.
  /// - Returns: its identifier.
  /// - Throws: `.missing` when there is no such account; `.refused` (`api-token-count`) when it has too many.
  @discardableResult
  public static func make(
    account: String, grant: String?, name: String, digest: String, days: Int, in transaction: WriteTransaction
  ) throws(StoreError) -> String {
    guard let owner = try Accounts.find(id: account, in: transaction) else { throw .missing(subject: "账号") }
    let known = try list(account: account, in: transaction).filter { $0.isInForce(at: transaction.now) }
    guard known.count < countMax else { throw .refused(rule: "api-token-count") }
    let id = transaction.newID()
    let days = min(max(days, 1), daysMax)
    let expires = transaction.now.adding(seconds: days * 86_400)
    try transaction.run(
      """
      INSERT INTO api_token (id, region, account, role_grant, name, digest, created_at, expires_at)
      VALUES (\(id), \(owner.region), \(account), \(grant), \(name.withoutNul), \(digest), \(transaction.now), \(expires))
      """)
    try Ledger.append(
      .init(
        region: owner.region, actor: account, action: .tokenMade, subject: "account/\(account)",
        detail: .object(["days": .integer(days), "grant": grant.map { .string($0) }, "token": .string(id)])),
      in: transaction)
    return id
  }

  /// The token of that digest with its owner under the token's grant; nil when it is unknown, has run out or was ended,
  /// when its grant is no longer in force, and when the account is closed.
  public static func find(
    digest: String, in transaction: ReadTransaction
  ) throws(StoreError) -> (token: ApiToken, account: Account)? {
    let found = try transaction.first(
      """
      SELECT \(ApiToken.columns), \(Account.columns) FROM api_token t JOIN account a ON a.id = t.account
      \(Account.joins(on: Day(transaction.now), wanted: "coalesce(t.role_grant, a.last_grant)"))
      WHERE t.digest = \(digest) AND t.ended_at IS NULL AND t.expires_at > \(transaction.now)
        AND a.state = \(Account.State.active)
      """
    ) { (row) throws(StoreError) in
      let token = try ApiToken(&row)
      return (token: token, account: try Account(&row))
    }
    // Without its own grant the account would step in with another one: never more than the token was made for.
    guard let found, found.token.grant == nil || found.token.grant == found.account.grant else { return nil }
    return found
  }

  /// The tokens of an account, the newest first; those that ended too.
  public static func list(account: String, in transaction: ReadTransaction) throws(StoreError) -> [ApiToken] {
    try transaction.all(
      """
      SELECT \(ApiToken.columns) FROM api_token t WHERE t.account = \(account)
      ORDER BY t.created_at DESC, t.id DESC LIMIT 100
      """, ApiToken.init)
  }

  /// Notes that a token is in use. No matter for the ledger.
  public static func touch(_ id: String, in transaction: WriteTransaction) throws(StoreError) {
    try transaction.run("UPDATE api_token SET last_used_at = \(transaction.now) WHERE id = \(id)")
  }

  /// Ends a token of an account at once, with an entry in the ledger.
  /// - Returns: false when the account has no such token, or it has ended already.
  public static func end(_ id: String, account: String, in transaction: WriteTransaction) throws(StoreError) -> Bool {
    guard let owner = try Accounts.find(id: account, in: transaction) else { throw .missing(subject: "账号") }
    let ended = try transaction.run(
      """
      UPDATE api_token SET ended_at = \(transaction.now)
      WHERE id = \(id) AND account = \(account) AND ended_at IS NULL
      """)
    guard ended > 0 else { return false }
    try Ledger.append(
      .init(
        region: owner.region, actor: account, action: .tokenEnded, subject: "account/\(account)",
        detail: .object(["token": .string(id)])), in: transaction)
    return true
  }
}
