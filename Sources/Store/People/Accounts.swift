public import Lifecycle
internal import Model

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
      ]),
    // The columns role and scope tell what an account was given before grants were kept; nobody reads them since.
    Migration(
      "2026-11-21-101 account: keep grants, telephone and end",
      [
        "ALTER TABLE account ADD COLUMN phone TEXT",
        "ALTER TABLE account ADD COLUMN last_grant TEXT",
        "ALTER TABLE account ADD COLUMN last_sign_in_at TEXT",
        "ALTER TABLE account ADD COLUMN ended_at TEXT",
        """
        CREATE TABLE role_grant (
          region TEXT NOT NULL, id TEXT NOT NULL, account TEXT NOT NULL REFERENCES account (id), role TEXT NOT NULL,
          scope TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT, reason TEXT NOT NULL, granted_by TEXT NOT NULL,
          granted_at TEXT NOT NULL, ended_by TEXT, ended_at TEXT, end_reason TEXT,
          PRIMARY KEY (region, id), FOREIGN KEY (region, scope) REFERENCES unit (region, id) )
        """,
        "CREATE INDEX role_grant_by_account ON role_grant (account)",
        "CREATE INDEX role_grant_by_scope ON role_grant (region, scope)",
        """
        INSERT INTO role_grant (region, id, account, role, scope, valid_from, valid_to, reason, granted_by, granted_at)
        SELECT region, 'first-' || id, id, role, scope, substr(created_at, 1, 10), NULL, '原有角色', 'setup', created_at
        FROM account WHERE role <> 'public'
        """,
      ]),
    // Wrong passwords are counted by `Throttle`, also those for names that no account has.
    Migration(
      "2026-11-27-230 account: leave wrong passwords to the throttle",
      ["ALTER TABLE account DROP COLUMN failed_attempts", "ALTER TABLE account DROP COLUMN locked_until"]),
  ]

  /// What a new account is made of.
  public struct Draft: Sendable {
    public var region: String
    public var login: String
    public var displayName: String
    public var passwordHash: String
    /// What the person is to work as from today on; nil for an account that waits for a grant.
    public var role: Role?
    public var unit: String
    /// Head of the branch the person answers for; nil for his own unit.
    public var scope: String?
    public var phone: String?
    public var mustChangePassword = false

    public init(
      region: String, login: String, displayName: String, passwordHash: String, role: Role?, unit: String,
      scope: String? = nil, phone: String? = nil, mustChangePassword: Bool = false
    ) {
      self.phone = phone
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
      INSERT INTO account (id, region, login, display_name, password_hash, role, unit, scope, state,
        must_change_password, large_type, created_at, phone)
      VALUES (\(id), \(draft.region), \(draft.login), \(draft.displayName), \(draft.passwordHash),
        \(draft.role ?? .public), \(draft.unit), \(draft.scope ?? draft.unit), \(Account.State.active),
        \(draft.mustChangePassword), 0, \(transaction.now), \(draft.phone))
      """)
    if let role = draft.role {
      try Grants.insert(
        .init(
          account: id, role: role, scope: draft.scope ?? draft.unit, from: Day(transaction.now), until: nil,
          reason: "建账号时授予"), region: draft.region, by: actor, in: transaction)
    }
    try record(
      .accountAdded, id, region: draft.region, by: actor,
      [
        "login": .string(draft.login), "role": draft.role.map { .string($0.rawValue) },
        "scope": draft.role.map { _ in .string(draft.scope ?? draft.unit) },
        "unit": .string(draft.unit),
      ], in: transaction)
    guard let account = try find(id: id, in: transaction) else { throw .missing(subject: "账号") }
    return account
  }

  public static func find(login: String, in transaction: ReadTransaction) throws(StoreError) -> Account? {
    try transaction.first(
      "SELECT \(Account.columns) FROM \(Account.tables(on: Day(transaction.now))) WHERE a.login = \(login)",
      Account.init)
  }

  public static func find(id: String, in transaction: ReadTransaction) throws(StoreError) -> Account? {
    try transaction.first(
      "SELECT \(Account.columns) FROM \(Account.tables(on: Day(transaction.now))) WHERE a.id = \(id)", Account.init)
  }

  /// What a person is called; nil where it is no account.
  static func name(id: String, in transaction: ReadTransaction) throws(StoreError) -> String? {
    try transaction.first("SELECT display_name FROM account WHERE id = \(id)") { (row) throws(StoreError) in
      try row.text()
    }
  }

  /// Accounts of a region by log-in name, at most `limit` after the one named.
  public static func list(
    region: String, after login: String = "", limit: Int = 200, in transaction: ReadTransaction
  ) throws(StoreError) -> [Account] {
    try transaction.all(
      """
      SELECT \(Account.columns) FROM \(Account.tables(on: Day(transaction.now))) WHERE a.region = \(region) AND a.login > \(login)
      ORDER BY a.login LIMIT \(limit)
      """, Account.init)
  }

  /// Sets a new password; sessions other than `keeping` end.
  public static func setPassword(
    _ id: String, hash: String, mustChange: Bool = false, keeping session: String? = nil, by actor: String,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let account = try find(id: id, in: transaction) else { throw .missing(subject: "账号") }
    try transaction.run(
      """
      UPDATE account SET password_hash = \(hash), must_change_password = \(mustChange) WHERE id = \(id)
      """)
    try transaction.run("DELETE FROM session WHERE account = \(id) AND digest <> \(session ?? "")")
    try record(
      .passwordChanged, id, region: account.region, by: actor, ["login": .string(account.login)], in: transaction)
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

extension Account.State: SQLBindable {}
