public import Model

/// One change of a rule by the finance office (规则设置). It stays on record for good.
public struct RuleSetting: Hashable, Sendable {
  /// What is set: a rule, or a limit that rules compare with.
  public enum Subject: Hashable, Sendable {
    case rule(String)
    case limit(String)

    public var text: String {
      switch self {
      case .rule(let name): "rule/\(name)"
      case .limit(let name): "limit/\(name)"
      }
    }

    public init?(_ text: String) {
      let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { return nil }
      switch parts[0] {
      case "rule": self = .rule(parts[1])
      case "limit": self = .limit(parts[1])
      default: return nil
      }
    }
  }

  /// 1, 2, 3, … in each region.
  public let number: Int
  /// First budget year that it is for; in force until a later one of the same subject.
  public let firstYear: Int
  public let subject: Subject
  /// The effect or the figure; nil: as the files have it again.
  public let value: String?
  public let why: String
  public let account: String
  public let accountName: String?
  public let role: String
  public let at: Instant
  public let ledgerSequence: Int

  static let columns: SQL = """
    s.number, s.first_year, s.subject, s.value, s.why, s.account, a.display_name, s.role, s.at, s.ledger_sequence
    """

  init(_ row: inout Row) throws(StoreError) {
    number = try row.integer()
    firstYear = try row.integer()
    let text = try row.text()
    guard let subject = Subject(text) else {
      throw .wrongType(column: "subject", expected: "rule/… or limit/…", found: text)
    }
    self.subject = subject
    value = try row.optionalText()
    why = try row.text()
    account = try row.text()
    accountName = try row.optionalText()
    role = try row.text()
    at = try row.instant()
    ledgerSequence = try row.integer()
  }
}

public enum RuleSettings {
  static let migrations = [
    Migration(
      "2026-11-21-220 rule: keep what offices set otherwise",
      [
        """
        CREATE TABLE rule_setting (
          region TEXT NOT NULL, number BIGINT NOT NULL, first_year BIGINT NOT NULL, subject TEXT NOT NULL, value TEXT,
          why TEXT NOT NULL, account TEXT NOT NULL, role TEXT NOT NULL, at TEXT NOT NULL,
          ledger_sequence BIGINT NOT NULL, PRIMARY KEY (region, number) )
        """
      ])
  ]

  /// Every change of a region, the newest first.
  public static func list(region: String, in transaction: ReadTransaction) throws(StoreError) -> [RuleSetting] {
    try transaction.all(
      """
      SELECT \(RuleSetting.columns) FROM rule_setting s LEFT JOIN account a ON a.id = s.account
      WHERE s.region = \(region) ORDER BY s.number DESC
      """, RuleSetting.init)
  }

  /// What is in force in a year: of each subject the change with the latest first year up to it, and of these the newest.
  public static func inForce(
    region: String, _ year: Int, in transaction: ReadTransaction
  ) throws(StoreError) -> [RuleSetting] {
    let found = try transaction.all(
      """
      SELECT \(RuleSetting.columns) FROM rule_setting s LEFT JOIN account a ON a.id = s.account
      WHERE s.region = \(region) AND s.first_year <= \(year) ORDER BY s.first_year, s.number
      """, RuleSetting.init)
    var latest: [RuleSetting.Subject: RuleSetting] = [:]
    for setting in found { latest[setting.subject] = setting }
    return latest.values.filter { $0.value != nil }.sorted { $0.number < $1.number }
  }

  /// Sets something otherwise from a year on, with an entry in the ledger. Who may, and what, is asked by the caller.
  /// - Parameter value: nil goes back to what the files have.
  public static func add(
    region: String, _ subject: RuleSetting.Subject, _ value: String?, from firstYear: Int, why: String,
    by account: String, role: String, in transaction: WriteTransaction
  ) throws(StoreError) {
    let last = try transaction.first(
      "SELECT number FROM rule_setting WHERE region = \(region) ORDER BY number DESC LIMIT 1"
    ) { (row) throws(StoreError) in try row.integer() }
    let number = (last ?? 0) + 1
    let entry = try Ledger.append(
      .init(
        region: region, actor: account, action: .ruleSet, subject: "rules/\(number)",
        detail: .object([
          "first_year": .integer(firstYear), "subject": .string(subject.text),
          "value": value.map { .string($0) }, "why": .string(why.withoutNul),
        ])), in: transaction)
    try transaction.run(
      """
      INSERT INTO rule_setting (region, number, first_year, subject, value, why, account, role, at, ledger_sequence)
      VALUES (\(region), \(number), \(firstYear), \(subject.text.withoutNul), \(value?.withoutNul), \(why.withoutNul),
        \(account), \(role), \(transaction.now), \(entry.sequence))
      """)
  }
}
