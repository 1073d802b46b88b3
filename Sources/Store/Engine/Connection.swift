/// The two database programs that keep Hengji's tables.
public enum Engine: String, Sendable, CaseIterable, Hashable {
  case sqlite, postgres
}

/// What a connection is opened for.
enum ConnectionUse: Sendable { case read, write }

/// What a statement gave back: its rows, or how many rows it changed.
struct StatementResult: Sendable {
  var rows: [Row] = []
  var changed = 0
}

/// One connection to an engine. Whoever holds it is the only one who uses it at that time.
protocol Connection: AnyObject, Sendable {
  /// True when the connection is lost for good and must not go back to its pool.
  var isBroken: Bool { get }
  func run(_ sql: SQL) throws(StoreError) -> StatementResult
  /// Opens a transaction that sees one state of the database.
  func beginRead() throws(StoreError)
  /// Opens a transaction that no other writer overlaps.
  func beginWrite() throws(StoreError)
  func commit() throws(StoreError)
  /// Never throws: a rollback that fails leaves a broken connection.
  func rollback()
}

/// Opens connections of one engine to one database.
protocol ConnectionSource: Sendable {
  var engine: Engine { get }
  /// How many read connections may be open at a time.
  var readersMax: Int { get }
  func connect(_ use: ConnectionUse) throws(StoreError) -> any Connection
}
