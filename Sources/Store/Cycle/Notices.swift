public import Lifecycle
public import Model

/// What the program tells people: a step was taken, and it is their turn.
public enum Notices {
  public struct Notice: Hashable, Sendable {
    public let id: String
    public let at: Instant
    public let year: Int
    public let stage: String
    public let flow: String
    public let event: String
    /// The state that the step led to, in the offices' words.
    public let state: String
    /// Name of the project or department.
    public let title: String
    public let actorName: String?
    public let opinion: String?
    public let isUnread: Bool
  }

  /// Notices for the role and branch of an account, the newest first.
  /// - Parameter before: those older than this notice only.
  public static func list(
    _ account: Account, before: String? = nil, limit: Int = 50, in transaction: ReadTransaction
  ) throws(StoreError) -> [Notice] {
    let mark = try mark(account.id, in: transaction)
    var conditions = addressed(account)
    if let before { conditions += " AND n.id < \(before)" }
    return try transaction.all(
      """
      SELECT n.id, n.at, n.year, n.stage, n.flow, n.event, n.state, n.title, a.display_name, n.opinion FROM notice n
      LEFT JOIN account a ON a.id = n.actor WHERE \(conditions) ORDER BY n.id DESC LIMIT \(limit)
      """
    ) { (row) throws(StoreError) in
      let id = try row.text()
      return Notice(
        id: id, at: try row.instant(), year: try row.integer(), stage: try row.text(), flow: try row.text(),
        event: try row.text(), state: try row.text(), title: try row.text(), actorName: try row.optionalText(),
        opinion: try row.optionalText(), isUnread: id > mark)
    }
  }

  /// How many are unread, counted up to `limit`.
  public static func unread(
    _ account: Account, limit: Int = 100, in transaction: ReadTransaction
  ) throws(StoreError) -> Int {
    let mark = try mark(account.id, in: transaction)
    return try transaction.first(
      """
      SELECT count(*) FROM (SELECT n.id FROM notice n WHERE \(addressed(account)) AND n.id > \(mark) LIMIT \(limit)) x
      """
    ) { (row) throws(StoreError) in try row.integer() } ?? 0
  }

  /// Notes that everything up to this notice was read. A person's own mark, so no matter for the ledger.
  public static func markRead(_ account: String, to notice: String, in transaction: WriteTransaction) throws(StoreError)
  {
    try transaction.run(
      """
      INSERT INTO notice_mark (account, read_to) VALUES (\(account), \(notice))
      ON CONFLICT (account) DO UPDATE SET read_to = excluded.read_to
      """)
  }

  private static func mark(_ account: String, in transaction: ReadTransaction) throws(StoreError) -> String {
    try transaction.first("SELECT read_to FROM notice_mark WHERE account = \(account)") { (row) throws(StoreError) in
      try row.text()
    } ?? ""
  }

  /// Nobody is told what he did himself.
  private static func addressed(_ account: Account) -> SQL {
    var parts: [SQL] = ["n.region = \(account.region)", "n.role = \(account.role)", "n.actor <> \(account.id)"]
    if account.scope.identifiers.count > 1 {
      let scope = account.scope.text
      parts.append("n.path >= \(scope) AND n.path < \(String(scope.dropLast()) + "0")")
    }
    return parts.joined(" AND ")
  }

  static func tell(
    _ offices: Set<Role>, _ row: StageRow, event: String, state: String, _ work: StageWork,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    try write(
      offices, row, event: event, state: state, by: work.actor.account, opinion: work.opinion, in: transaction)
  }

  /// Tells offices of something about a stage that concerns them beside whoever holds it.
  public static func tell(
    _ offices: Set<Role>, of row: StageRow, event: String, state: String, by account: String, opinion: String? = nil,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    try write(offices, row, event: event, state: state, by: account, opinion: opinion, in: transaction)
  }

  /// The event under which a reminder (催办) stands among notices; no step of any flow.
  public static let reminder = "remind"

  /// Reminds those who can do something about a stage that it waits for them.
  public static func remind(
    _ offices: Set<Role>, of row: StageRow, state: String, by account: String, in transaction: WriteTransaction
  ) throws(StoreError) {
    try write(offices, row, event: reminder, state: state, by: account, opinion: nil, in: transaction)
  }

  private static func write(
    _ offices: Set<Role>, _ row: StageRow, event: String, state: String, by account: String, opinion: String?,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    let roles = offices.filter { $0 != .public }.map(\.rawValue).sorted()
    guard !roles.isEmpty else { return }
    let id = transaction.newID()
    let rows = roles.map { role -> SQL in
      """
      (\(row.region), \(role), \(id), \(transaction.now), \(row.path.text), \(row.year), \(row.id), \(row.flow), \(event),
      \(state), \(row.title), \(account), \(opinion?.withoutNul))
      """
    }
    try transaction.run(
      """
      INSERT INTO notice (region, role, id, at, path, year, stage, flow, event, state, title, actor, opinion)
      VALUES \(rows.joined(", "))
      """)
  }
}
