public import Lifecycle
public import Model

/// Somebody who can sign in (账号).
public struct Account: Hashable, Sendable {
  public enum State: String, Sendable, CaseIterable { case active, disabled }

  public let id: String
  public let region: String
  public let login: String
  public var displayName: String
  /// As Argon2id gave it, parameters and salt included; never leaves the program.
  public var passwordHash: String
  public var role: Role
  /// Where the person sits.
  public var unit: String
  public var unitName: String
  /// Head of the branch of units the person answers for; the same unit unless somebody said otherwise.
  public var scope: UnitPath
  public var state: State
  public var failedAttempts: Int
  /// Nobody signs in with this account before that moment.
  public var lockedUntil: Instant?
  public var mustChangePassword: Bool
  /// Large type (大字), the person's own setting.
  public var largeType: Bool
  public let createdAt: Instant

  /// The person as permissions see him.
  public var actor: Actor { Actor(account: id, role: role, scope: scope) }

  static let columns: SQL = """
    a.id, a.region, a.login, a.display_name, a.password_hash, a.role, a.unit, u.name, s.path, a.state,
    a.failed_attempts, a.locked_until, a.must_change_password, a.large_type, a.created_at
    """
  static let tables: SQL = """
    account a JOIN unit u ON u.region = a.region AND u.id = a.unit
    JOIN unit s ON s.region = a.region AND s.id = a.scope
    """

  init(_ row: inout Row) throws(StoreError) {
    id = try row.text()
    region = try row.text()
    login = try row.text()
    displayName = try row.text()
    passwordHash = try row.text()
    role = try row.choice()
    unit = try row.text()
    unitName = try row.text()
    scope = try row.unitPath()
    state = try row.choice()
    failedAttempts = try row.integer()
    lockedUntil = try row.optionalInstant()
    mustChangePassword = try row.flag()
    largeType = try row.flag()
    createdAt = try row.instant()
  }
}
