public import Lifecycle
public import Model

/// Accounts and what signing in needs of them.
public enum Accounts {
  static let migrations = [
    Migration(
      "2026-11-20-2 account: create",
      [
        """
        CREATE TABLE account (
          id TEXT NOT NULL PRIMARY KEY, region TEXT NOT NULL, login TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL,
          password_hash TEXT NOT NULL, role TEXT NOT NULL, unit TEXT NOT NULL, scope TEXT NOT NULL,
          state TEXT NOT NULL CHECK (state IN ('active', 'disabled')),
          failed_attempts BIGINT NOT NULL, locked_until TEXT,
          must_change_password BIGINT NOT NULL CHECK (must_change_password IN (0, 1)),
          large_type BIGINT NOT NULL CHECK (large_type IN (0, 1)), created_at TEXT NOT NULL,
          FOREIGN KEY (region, unit) REFERENCES unit (region, id),
          FOREIGN KEY (region, scope) REFERENCES unit (region, id) )
        """,
        "CREATE INDEX account_by_unit ON account (region, unit)",
      ])
  ]

  /// What a new account is made of.
  public struct Draft: Sendable {
    public var region: String
    public var login: String
    public var displayName: String
    public var passwordHash: String
    public var role: Role
    public var unit: String
    /// Head of the branch the person answers for; nil for his own unit.
    public var scope: String?
    public var mustChangePassword = false

    public init(
      region: String, login: String, displayName: String, passwordHash: String, role: Role, unit: String,
      scope: String? = nil, mustChangePassword: Bool = false
    ) {
      self.region = region
      self.login = login
      self.displayName = displayName
      self.passwordHash = passwordHash
      self.role = role
      self.unit = unit
      self.scope = scope
      self.mustChangePassword = mustChangePassword
    }
  }

  /// - Throws: `.refused` when the log-in name is taken or the unit unknown.
  @discardableResult
  public static func add(
    _ draft: Draft, by actor: String, in transaction: WriteTransaction
  ) throws(StoreError) -> Account {
    let id = transaction.newID()
    try transaction.run(
      """
      INSERT INTO account (id, region, login, display_name, password_hash, role, unit, scope, state, failed_attempts,
        locked_until, must_change_password, large_type, created_at)
      VALUES (\(id), \(draft.region), \(draft.login), \(draft.displayName), \(draft.passwordHash), \(draft.role),
        \(draft.unit), \(draft.scope ?? draft.unit), \(Account.State.active), 0, NULL, \(draft.mustChangePassword), 0,
        \(transaction.now))
      """)
    try record(
      .accountAdded, id, region: draft.region, by: actor,
      [
        "login": .string(draft.login), "role": .string(draft.role.rawValue),
        "scope": .string(draft.scope ?? draft.unit),
        "unit": .string(draft.unit),
      ], in: transaction)
    guard let account = try find(id: id, in: transaction) else { throw .missing(subject: "账号") }
    return account
  }

  public static func find(login: String, in transaction: ReadTransaction) throws(StoreError) -> Account? {
    try transaction.first(
      "SELECT \(Account.columns) FROM \(Account.tables) WHERE a.login = \(login)", Account.init)
  }

  public static func find(id: String, in transaction: ReadTransaction) throws(StoreError) -> Account? {
    try transaction.first("SELECT \(Account.columns) FROM \(Account.tables) WHERE a.id = \(id)", Account.init)
  }

  /// Accounts of a region by log-in name, at most `limit` after the one named.
  public static func list(
    region: String, after login: String = "", limit: Int = 200, in transaction: ReadTransaction
  ) throws(StoreError) -> [Account] {
    try transaction.all(
      """
      SELECT \(Account.columns) FROM \(Account.tables) WHERE a.region = \(region) AND a.login > \(login)
      ORDER BY a.login LIMIT \(limit)
      """, Account.init)
  }

  /// Counts a wrong password, and locks the account from the `attemptsMax`-th on.
  /// - Returns: how many attempts are left and, when locked, until when.
  public static func noteFailure(
    _ id: String, attemptsMax: Int, lockSeconds: Int, in transaction: WriteTransaction
  ) throws(StoreError) -> (attemptsLeft: Int, lockedUntil: Instant?) {
    guard let account = try find(id: id, in: transaction) else { throw .missing(subject: "账号") }
    // A lock that has run out gives all attempts back.
    let hasRunOut = account.lockedUntil.map { $0 <= transaction.now } ?? false
    let failed = (hasRunOut ? 0 : account.failedAttempts) + 1
    let until = failed >= attemptsMax ? transaction.now.adding(seconds: lockSeconds) : nil
    try transaction.run("UPDATE account SET failed_attempts = \(failed), locked_until = \(until) WHERE id = \(id)")
    return (max(0, attemptsMax - failed), until)
  }

  /// Forgets earlier wrong passwords, after a right one.
  public static func clearFailures(_ id: String, in transaction: WriteTransaction) throws(StoreError) {
    try transaction.run(
      "UPDATE account SET failed_attempts = 0, locked_until = NULL WHERE id = \(id) AND failed_attempts > 0")
  }

  /// Sets a new password; sessions other than `keeping` end.
  public static func setPassword(
    _ id: String, hash: String, mustChange: Bool = false, keeping session: String? = nil, by actor: String,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let account = try find(id: id, in: transaction) else { throw .missing(subject: "账号") }
    try transaction.run(
      """
      UPDATE account SET password_hash = \(hash), must_change_password = \(mustChange), failed_attempts = 0,
        locked_until = NULL WHERE id = \(id)
      """)
    try transaction.run("DELETE FROM session WHERE account = \(id) AND digest <> \(session ?? "")")
    try record(
      .passwordChanged, id, region: account.region, by: actor, ["login": .string(account.login)], in: transaction)
  }

  /// Gives an account another role and branch; its sessions end, so that nobody keeps old rights.
  public static func setRole(
    _ id: String, _ role: Role, scope: String, by actor: String, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let account = try find(id: id, in: transaction) else { throw .missing(subject: "账号") }
    try transaction.run("UPDATE account SET role = \(role), scope = \(scope) WHERE id = \(id)")
    try transaction.run("DELETE FROM session WHERE account = \(id)")
    try record(
      .roleChanged, id, region: account.region, by: actor,
      ["from": .string(account.role.rawValue), "scope": .string(scope), "to": .string(role.rawValue)], in: transaction)
  }

  /// Opens or closes an account; a closed one loses its sessions.
  public static func setState(
    _ id: String, _ state: Account.State, by actor: String, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let account = try find(id: id, in: transaction) else { throw .missing(subject: "账号") }
    try transaction.run("UPDATE account SET state = \(state) WHERE id = \(id)")
    if state == .disabled { try transaction.run("DELETE FROM session WHERE account = \(id)") }
    try record(
      .accountStateChanged, id, region: account.region, by: actor, ["state": .string(state.rawValue)], in: transaction)
  }

  /// The person's own setting; no matter for the ledger.
  public static func setLargeType(_ id: String, _ isLarge: Bool, in transaction: WriteTransaction) throws(StoreError) {
    try transaction.run("UPDATE account SET large_type = \(isLarge) WHERE id = \(id)")
  }

  private static func record(
    _ action: LedgerAction, _ id: String, region: String, by actor: String, _ detail: KeyValuePairs<String, JSON?>,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    try Ledger.append(
      .init(region: region, actor: actor, action: action, subject: "account/\(id)", detail: .object(detail)),
      in: transaction)
  }
}

extension Role: SQLBindable {}
extension Account.State: SQLBindable {}
