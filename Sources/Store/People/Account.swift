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
  /// What the person works as just now: the role of the grant in use, `public` while nobody granted one.
  public var role: Role
  /// The grant in use; nil while there is none.
  public var grant: String?
  /// Where the person sits.
  public var unit: String
  public var unitName: String
  /// Head of the branch of units the person answers for under the grant in use; his own unit while there is none.
  public var scope: UnitPath
  /// `disabled` while an administrator has locked it, and for good once it has ended.
  public var state: State
  /// Office telephone, as other administrators see it.
  public var phone: String?
  public var mustChangePassword: Bool
  /// Large type (大字), the person's own setting.
  public var largeType: Bool
  public let createdAt: Instant
  public let lastSignInAt: Instant?
  /// Since when the account is closed for good (注销).
  public let endedAt: Instant?

  public var isEnded: Bool { endedAt != nil }
  /// Whether somebody granted a role that is in force today.
  public var hasRole: Bool { grant != nil }

  /// The person as permissions see him.
  public var actor: Actor { Actor(account: id, role: role, scope: scope) }

  /// Who acts where a term of the place runs out: no account, nobody can sign in as it.
  public static let programID = "program"
  public static let programName = "系统（到期）"

  /// The program itself, with what an office may do over a whole region.
  public static func program(_ region: String, as role: Role, over root: Unit, at moment: Instant) -> Account {
    Account(program: region, role, root, moment)
  }

  private init(program region: String, _ role: Role, _ root: Unit, _ moment: Instant) {
    id = Self.programID
    self.region = region
    login = ""
    displayName = Self.programName
    passwordHash = ""
    self.role = role
    unit = root.id
    unitName = root.name
    scope = root.path
    state = .active
    mustChangePassword = false
    largeType = false
    createdAt = moment
    lastSignInAt = nil
    endedAt = nil
  }

  static let columns: SQL = """
    a.id, a.region, a.login, a.display_name, a.password_hash, coalesce(g.role, 'public'), g.id, a.unit, u.name,
    coalesce(s.path, u.path), a.state, a.phone, a.must_change_password, a.large_type,
    a.created_at, a.last_sign_in_at, a.ended_at
    """

  /// Accounts with their units and, of several grants in force, the one that was chosen last or else the oldest; of those
  /// of one moment the first by name.
  static func tables(on day: Day) -> SQL { "account a" + joins(on: day, wanted: "a.last_grant") }

  /// - Parameter wanted: the grant to prefer where it is in force.
  static func joins(on day: Day, wanted: SQL) -> SQL {
    """
     JOIN unit u ON u.region = a.region AND u.id = a.unit
    LEFT JOIN role_grant g ON g.region = a.region AND g.id = coalesce(
      (SELECT r.id FROM role_grant r WHERE r.region = a.region AND r.id = \(wanted) AND r.account = a.id
        AND \(RoleGrant.inForce(on: day))),
      (SELECT r.id FROM role_grant r WHERE r.account = a.id AND \(RoleGrant.inForce(on: day))
        ORDER BY r.granted_at, r.role, r.id LIMIT 1) )
    LEFT JOIN unit s ON s.region = g.region AND s.id = g.scope
    """
  }

  init(_ row: inout Row) throws(StoreError) {
    id = try row.text()
    region = try row.text()
    login = try row.text()
    displayName = try row.text()
    passwordHash = try row.text()
    role = try row.choice()
    grant = try row.optionalText()
    unit = try row.text()
    unitName = try row.text()
    scope = try row.unitPath()
    state = try row.choice()
    phone = try row.optionalText()
    mustChangePassword = try row.flag()
    largeType = try row.flag()
    createdAt = try row.instant()
    lastSignInAt = try row.optionalInstant()
    endedAt = try row.optionalInstant()
  }
}
