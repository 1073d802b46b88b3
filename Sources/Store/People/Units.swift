public import Lifecycle
import Model

/// A unit (单位): a department, an office, a subordinate unit, in the tree of its region.
public struct Unit: Hashable, Sendable {
  public let region: String
  /// Stays the same when the unit is renamed; no `/` in it.
  public let id: String
  public var name: String
  public var code: String?
  public let parent: String?
  /// Set by the store from the parents.
  public internal(set) var path: UnitPath
  /// First and last day of the unit, as 2024-01-01; nil for "always" and "still".
  public var validFrom: String?
  public var validTo: String?

  static let columns: SQL = "region, id, name, code, parent, path, valid_from, valid_to"

  init(_ row: inout Row) throws(StoreError) {
    region = try row.text()
    id = try row.text()
    name = try row.text()
    code = try row.optionalText()
    parent = try row.optionalText()
    path = try row.unitPath()
    validFrom = try row.optionalText()
    validTo = try row.optionalText()
  }
}

extension Row {
  mutating func unitPath() throws(StoreError) -> UnitPath {
    let text = try text()
    guard let path = UnitPath(text) else { throw .wrongType(column: "path", expected: "单位路径", found: "TEXT") }
    return path
  }
}

/// The tree of units.
public enum Units {
  static let migrations = [
    Migration(
      "2026-11-20-1 unit: create tree",
      [
        """
        CREATE TABLE unit (
          region TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, code TEXT, parent TEXT, path TEXT NOT NULL,
          valid_from TEXT, valid_to TEXT,
          PRIMARY KEY (region, id), FOREIGN KEY (region, parent) REFERENCES unit (region, id) )
        """,
        "CREATE UNIQUE INDEX unit_by_path ON unit (region, path)",
        "CREATE INDEX unit_by_code ON unit (region, code)",
      ]),
    // The unit table holds what is; what was is told by the states, how it came about by the changes.
    Migration(
      "2026-11-21-100 unit: keep history and succession",
      [
        """
        CREATE TABLE unit_state (
          region TEXT NOT NULL, unit TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT, name TEXT NOT NULL,
          code TEXT, parent TEXT, PRIMARY KEY (region, unit, valid_from),
          FOREIGN KEY (region, unit) REFERENCES unit (region, id) )
        """,
        "CREATE INDEX unit_state_by_parent ON unit_state (region, parent)",
        """
        INSERT INTO unit_state (region, unit, valid_from, valid_to, name, code, parent)
        SELECT region, id, coalesce(valid_from, ''), valid_to, name, code, parent FROM unit
        """,
        """
        CREATE TABLE unit_change (
          region TEXT NOT NULL, act TEXT NOT NULL, line BIGINT NOT NULL, kind TEXT NOT NULL, day TEXT NOT NULL,
          from_unit TEXT, to_unit TEXT, from_name TEXT, to_name TEXT, basis TEXT NOT NULL, actor TEXT NOT NULL,
          at TEXT NOT NULL, PRIMARY KEY (region, act, line) )
        """,
        "CREATE INDEX unit_change_by_from ON unit_change (region, from_unit)",
        "CREATE INDEX unit_change_by_to ON unit_change (region, to_unit)",
      ]),
    Migration(
      "2026-11-27-202 unit: find what stands right below",
      ["CREATE INDEX unit_by_parent ON unit (region, parent, path)"]),
  ]

  /// Adds a unit below its parent; the first one of a region has none.
  /// - Throws: `.missing` when the parent is unknown, `.refused` when the identifier is taken.
  @discardableResult
  public static func add(
    region: String, id: String, name: String, code: String? = nil, parent: String? = nil, validFrom: String? = nil,
    validTo: String? = nil, by actor: String, in transaction: WriteTransaction
  ) throws(StoreError) -> Unit {
    guard !id.isEmpty, !id.utf8.contains(0x2F) else { throw UnitRule.named.error }
    var path = UnitPath([id])
    if let parent {
      guard let above = try find(region: region, id: parent, in: transaction) else { throw .missing(subject: "上级单位") }
      path = above.path.child(id)
    }
    try transaction.run(
      """
      INSERT INTO unit (region, id, name, code, parent, path, valid_from, valid_to)
      VALUES (\(region), \(id), \(name), \(code), \(parent), \(path.text), \(validFrom), \(validTo))
      """)
    try transaction.run(
      """
      INSERT INTO unit_state (region, unit, valid_from, valid_to, name, code, parent)
      VALUES (\(region), \(id), \(validFrom ?? ""), \(validTo), \(name), \(code), \(parent))
      """)
    try Ledger.append(
      .init(
        region: region, actor: actor, action: .unitAdded, subject: "unit/\(id)",
        detail: .object(["name": .string(name), "code": code.map { .string($0) }, "parent": parent.map { .string($0) }])
      ),
      in: transaction)
    guard let unit = try find(region: region, id: id, in: transaction) else { throw .missing(subject: "单位") }
    return unit
  }

  public static func find(region: String, id: String, in transaction: ReadTransaction) throws(StoreError) -> Unit? {
    try transaction.first(
      "SELECT \(Unit.columns) FROM unit WHERE region = \(region) AND id = \(id)", Unit.init)
  }

  /// The unit and all below it, parents before children, at most `limit`.
  public static func branch(
    region: String, _ path: UnitPath, limit: Int = 2000, in transaction: ReadTransaction
  ) throws(StoreError) -> [Unit] {
    try transaction.all(
      """
      SELECT \(Unit.columns) FROM unit WHERE region = \(region) AND \(within(path)) ORDER BY path LIMIT \(limit)
      """, Unit.init)
  }

  /// The regions that have units.
  public static func regions(in transaction: ReadTransaction) throws(StoreError) -> [String] {
    try transaction.all("SELECT DISTINCT region FROM unit ORDER BY region LIMIT 1000") { (row) throws(StoreError) in
      try row.text()
    }
  }

  /// All units of a region that have no parent, by identifier.
  public static func roots(region: String, in transaction: ReadTransaction) throws(StoreError) -> [Unit] {
    try transaction.all(
      "SELECT \(Unit.columns) FROM unit WHERE region = \(region) AND parent IS NULL ORDER BY id LIMIT 100", Unit.init)
  }

  /// A condition on the column `path`: a range of the index, as `0` is the byte behind `/`.
  static func within(_ path: UnitPath) -> SQL {
    "path >= \(path.text) AND path < \(String(path.text.dropLast()) + "0")"
  }
}
