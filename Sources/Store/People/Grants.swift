public import Lifecycle
public import Model

/// Which roles were given to whom on which branch. Whether they may be given is decided by `Granting` of Lifecycle.
public enum Grants {
  /// What is to be granted.
  public struct Draft: Hashable, Sendable {
    public var account: String
    public var role: Role
    /// Head of the branch.
    public var scope: String
    public var from: Day
    /// Last day; nil for "until further notice".
    public var until: Day?
    public var reason: String

    public init(account: String, role: Role, scope: String, from: Day, until: Day?, reason: String) {
      self.account = account
      self.role = role
      self.scope = scope
      self.from = from
      self.until = until
      self.reason = reason
    }
  }

  /// - Returns: the identifier of the grant.
  @discardableResult
  public static func give(
    _ draft: Draft, region: String, by actor: String, in transaction: WriteTransaction
  ) throws(StoreError) -> String {
    let id = try insert(draft, region: region, by: actor, in: transaction)
    try Ledger.append(
      .init(
        region: region, actor: actor, action: .roleGranted, subject: "account/\(draft.account)",
        detail: .object([
          "from": .string(draft.from.text), "grant": .string(id), "reason": .string(draft.reason),
          "role": .string(draft.role.rawValue), "scope": .string(draft.scope),
          "until": draft.until.map { .string($0.text) },
        ])), in: transaction)
    return id
  }

  @discardableResult
  static func insert(
    _ draft: Draft, region: String, by actor: String, in transaction: WriteTransaction
  ) throws(StoreError) -> String {
    let id = transaction.newID()
    try transaction.run(
      """
      INSERT INTO role_grant (region, id, account, role, scope, valid_from, valid_to, reason, granted_by, granted_at)
      VALUES (\(region), \(id), \(draft.account), \(draft.role), \(draft.scope), \(draft.from), \(draft.until),
        \(draft.reason), \(actor), \(transaction.now))
      """)
    return id
  }

  /// Takes a role back at once; the person's sessions end, so that nobody keeps old rights.
  public static func withdraw(
    _ id: String, reason: String, by actor: String, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let grant = try find(id: id, in: transaction), grant.endedAt == nil else { throw .missing(subject: "授权") }
    try transaction.run(
      """
      UPDATE role_grant SET ended_at = \(transaction.now), ended_by = \(actor), end_reason = \(reason)
      WHERE region = \(grant.region) AND id = \(id)
      """)
    try transaction.run("DELETE FROM session WHERE account = \(grant.account)")
    try Ledger.append(
      .init(
        region: grant.region, actor: actor, action: .roleWithdrawn, subject: "account/\(grant.account)",
        detail: .object([
          "grant": .string(id), "reason": .string(reason), "role": .string(grant.role.rawValue),
          "scope": .string(grant.scope),
        ])), in: transaction)
  }

  public static func find(id: String, in transaction: ReadTransaction) throws(StoreError) -> RoleGrant? {
    try transaction.first("SELECT \(RoleGrant.columns) FROM \(RoleGrant.tables) WHERE r.id = \(id)", RoleGrant.init)
  }

  /// All grants of an account that ever were, those in force and to come first.
  public static func list(account: String, in transaction: ReadTransaction) throws(StoreError) -> [RoleGrant] {
    try transaction.all(
      """
      SELECT \(RoleGrant.columns) FROM \(RoleGrant.tables) WHERE r.account = \(account)
      ORDER BY CASE WHEN r.ended_at IS NULL THEN 0 ELSE 1 END, r.granted_at, r.role, r.id LIMIT 500
      """, RoleGrant.init)
  }

  /// The grants of an account that it may work under today.
  public static func inForce(account: String, in transaction: ReadTransaction) throws(StoreError) -> [RoleGrant] {
    try transaction.all(
      """
      SELECT \(RoleGrant.columns) FROM \(RoleGrant.tables)
      WHERE r.account = \(account) AND \(RoleGrant.inForce(on: Day(transaction.now))) ORDER BY r.granted_at, r.role, r.id
      """, RoleGrant.init)
  }

  /// All grants of a region that are in force or to come, of accounts that have not ended.
  ///
  /// - Complexity: O(accounts); a district has some thousands.
  public static func current(
    region: String, role: Role? = nil, in transaction: ReadTransaction
  ) throws(StoreError) -> [RoleGrant] {
    let ofRole: SQL = role.map { " AND r.role = \($0)" } ?? .empty
    return try transaction.all(
      """
      SELECT \(RoleGrant.columns) FROM \(RoleGrant.tables) WHERE r.region = \(region) AND r.ended_at IS NULL
        AND (r.valid_to IS NULL OR r.valid_to >= \(Day(transaction.now))) AND a.ended_at IS NULL\(ofRole)
      ORDER BY a.login, r.granted_at, r.role, r.id LIMIT 20000
      """, RoleGrant.init)
  }

  /// How many other accounts that can sign in hold a role today: nobody takes the last administrator away.
  public static func holders(
    of role: Role, region: String, except account: String, in transaction: ReadTransaction
  ) throws(StoreError) -> Int {
    try transaction.first(
      """
      SELECT count(DISTINCT r.account) FROM role_grant r JOIN account a ON a.id = r.account
      WHERE r.region = \(region) AND r.role = \(role) AND r.account <> \(account)
        AND a.state = \(Account.State.active) AND \(RoleGrant.inForce(on: Day(transaction.now)))
      """
    ) { (row) throws(StoreError) in try row.integer() } ?? 0
  }
}
