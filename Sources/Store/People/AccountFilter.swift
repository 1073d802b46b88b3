public import Lifecycle
import Model

/// Which accounts a list shows.
public struct AccountFilter: Hashable, Sendable {
  public enum Order: String, Sendable, CaseIterable {
    case login, name, unit
    case lastSignIn = "last"
    case created
  }
  public enum Standing: String, Sendable, CaseIterable {
    case active, locked, ended
    /// Never signed in, or the one-time password is still to be changed.
    case untouched
    /// Nobody has granted a role that is in force.
    case roleless
  }

  public var region: String
  /// Branch of the unit tree; nil for all.
  public var branch: UnitPath?
  public var role: Role?
  /// nil for all that have not ended.
  public var standing: Standing?
  public var search = ""
  public var order = Order.login
  public var isDescending = false
  /// From 1.
  public var page = 1
  /// Rows a page, 1…200.
  public var pageSize = 50

  public init(region: String) { self.region = region }
}

extension Accounts {
  /// Accounts that match, a page at a time.
  ///
  /// - Complexity: O(accounts of the region); a district has some thousands.
  public static func list(_ filter: AccountFilter, in transaction: ReadTransaction) throws(StoreError) -> Page<Account>
  {
    let size = min(max(filter.pageSize, 1), 200)
    let tables = Account.tables(on: Day(transaction.now))
    let matching = conditions(filter)
    let total =
      try transaction.first("SELECT count(*) FROM \(tables) WHERE \(matching)") { (row) throws(StoreError) in
        try row.integer()
      } ?? 0
    let number = min(max(filter.page, 1), max(1, (total + size - 1) / size))
    let items = try transaction.all(
      """
      SELECT \(Account.columns) FROM \(tables) WHERE \(matching) ORDER BY \(order(filter))
      LIMIT \(size) OFFSET \((number - 1) * size)
      """, Account.init)
    return Page(items: items, total: total, number: number, size: size)
  }

  private static func conditions(_ filter: AccountFilter) -> SQL {
    var parts: [SQL] = ["a.region = \(filter.region)", matching(filter.search)]
    if let branch = filter.branch {
      parts.append("a.unit IN (SELECT id FROM unit WHERE region = \(filter.region) AND \(Units.within(branch)))")
    }
    if let role = filter.role {
      parts.append(
        """
        EXISTS (SELECT 1 FROM role_grant r WHERE r.account = a.id AND r.role = \(role) AND r.ended_at IS NULL)
        """)
    }
    switch filter.standing {
    case nil: parts.append("a.ended_at IS NULL")
    case .active: parts.append("a.ended_at IS NULL AND a.state = \(Account.State.active)")
    case .locked: parts.append("a.ended_at IS NULL AND a.state = \(Account.State.disabled)")
    case .ended: parts.append("a.ended_at IS NOT NULL")
    case .untouched:
      parts.append("a.ended_at IS NULL AND (a.last_sign_in_at IS NULL OR a.must_change_password = 1)")
    case .roleless: parts.append("a.ended_at IS NULL AND g.id IS NULL")
    }
    return parts.joined(" AND ")
  }

  private static func order(_ filter: AccountFilter) -> SQL {
    let column: SQL =
      switch filter.order {
      case .login: "a.login"
      case .name: "a.display_name"
      case .unit: "u.name"
      case .lastSignIn: "coalesce(a.last_sign_in_at, '')"
      case .created: "a.created_at"
      }
    return filter.isDescending ? column + " DESC, a.login DESC" : column + ", a.login"
  }
}
