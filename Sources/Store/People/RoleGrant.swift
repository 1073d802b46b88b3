public import Lifecycle
public import Model

/// A role that somebody was given on a branch of units for a span of days (授权).
public struct RoleGrant: Hashable, Sendable {
  /// Where a grant stands on a day.
  public enum Standing: String, Sendable, CaseIterable { case inForce, toCome, over, withdrawn }

  public let id: String
  public let region: String
  public let account: String
  public let login: String
  public let displayName: String
  /// Where the person sits.
  public let unitName: String
  public let role: Role
  /// Head of the branch, and its name today.
  public let scope: String
  public let scopeName: String
  public let scopePath: UnitPath
  /// Whether the head of the branch has ended since; its rights are to be given anew.
  public let isScopeEnded: Bool
  public let validFrom: Day
  /// Last day; nil for "until further notice".
  public let validTo: Day?
  public let reason: String
  /// Account or word of who granted it, and the name where it is an account.
  public let grantedBy: String
  public let grantedByName: String?
  public let grantedAt: Instant
  public let endedAt: Instant?
  public let endedByName: String?
  public let endReason: String?

  public func standing(on day: Day) -> Standing {
    if endedAt != nil { return .withdrawn }
    if let validTo, validTo < day { return .over }
    return validFrom > day ? .toCome : .inForce
  }

  /// A condition on `role_grant r`.
  static func inForce(on day: Day) -> SQL {
    """
    r.ended_at IS NULL AND r.valid_from <= \(day) AND (r.valid_to IS NULL OR r.valid_to >= \(day))
    """
  }

  static let columns: SQL = """
    r.id, r.region, r.account, a.login, a.display_name, u.name, r.role, r.scope, s.name, s.path, s.valid_to,
    r.valid_from, r.valid_to, r.reason, r.granted_by, b.display_name, r.granted_at, r.ended_at, e.display_name,
    r.end_reason
    """
  static let tables: SQL = """
    role_grant r JOIN account a ON a.id = r.account JOIN unit u ON u.region = a.region AND u.id = a.unit
    JOIN unit s ON s.region = r.region AND s.id = r.scope
    LEFT JOIN account b ON b.id = r.granted_by LEFT JOIN account e ON e.id = r.ended_by
    """

  init(_ row: inout Row) throws(StoreError) {
    id = try row.text()
    region = try row.text()
    account = try row.text()
    login = try row.text()
    displayName = try row.text()
    unitName = try row.text()
    role = try row.choice()
    scope = try row.text()
    scopeName = try row.text()
    scopePath = try row.unitPath()
    isScopeEnded = try row.optionalText() != nil
    validFrom = try row.day()
    validTo = try row.optionalDay()
    reason = try row.text()
    grantedBy = try row.text()
    grantedByName = try row.optionalText()
    grantedAt = try row.instant()
    endedAt = try row.optionalInstant()
    endedByName = try row.optionalText()
    endReason = try row.optionalText()
  }
}

extension Role: SQLBindable {}
