import CSQLite
import Glibc

/// A database in one file, through SQLite: write-ahead log, every commit on the disk before it is acknowledged.
struct SQLiteDatabase: ConnectionSource {
  let path: String
  /// While a file is filled that nobody serves: no log, and nothing on the disk before the end.
  var isFilling = false
  let engine = Engine.sqlite
  let readersMax = 16

  func connect(_ use: ConnectionUse) throws(StoreError) -> any Connection {
    if use == .write { makePrivateFile() }
    let connection = SQLiteConnection(handle: try SQLiteHandle(path: path))
    try connection.setUp(use, isFilling: isFilling)
    return connection
  }

  /// The file is made before SQLite does it, so that only its owner can read it; log and index inherit that.
  private func makePrivateFile() {
    let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    if descriptor >= 0 { close(descriptor) }
  }
}

private struct SQLiteHandle: ~Copyable {
  let pointer: OpaquePointer

  init(path: String) throws(StoreError) {
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(path, &opened, flags, nil)
    guard code == SQLITE_OK, let opened else {
      sqlite3_close_v2(opened)
      throw .unreachable(reason: "\(path)：\(String(cString: sqlite3_errstr(code)))")
    }
    pointer = opened
  }

  deinit { sqlite3_close_v2(pointer) }
}

/// A prepared statement; it belongs to one connection and is finalised before or after it, SQLite minds neither.
private final class SQLiteStatement {
  let pointer: OpaquePointer
  let columns: [String]
  /// How many values it takes.
  let parameters: Int

  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
    columns = (0..<sqlite3_column_count(pointer)).map { String(cString: sqlite3_column_name(pointer, $0)) }
    parameters = Int(sqlite3_bind_parameter_count(pointer))
  }

  deinit { sqlite3_finalize(pointer) }
}

/// The texts and bytes of the statement that runs, one behind the other: SQLite reads them there, where it would otherwise
/// take memory for each.
private final class BoundValues {
  private var memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 4_096, alignment: 16)
  private var used = 0
  /// What is larger is given back after the next statement.
  private static let keptMax = 1 << 20

  deinit { memory.deallocate() }

  /// Makes room for the values of a statement; those of the one before are gone.
  func take(_ values: [SQLValue]) {
    used = 0
    // An empty text has an address too: a null pointer would bind NULL.
    var count = 1
    for value in values {
      switch value {
      case .text(let text): count += text.utf8.count
      case .bytes(let bytes): count += bytes.count
      case .null, .integer, .real: break
      }
    }
    guard count > memory.count || (memory.count > Self.keptMax && count <= Self.keptMax) else { return }
    memory.deallocate()
    memory = .allocate(byteCount: max(count, 4_096), alignment: 16)
  }

  /// A copy that lasts as long as the statement runs.
  func lend(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let place = UnsafeMutableRawBufferPointer(rebasing: memory[used..<used + bytes.count])
    place.copyMemory(from: bytes)
    used += bytes.count
    return UnsafeRawBufferPointer(start: memory.baseAddress.map { $0 + used - bytes.count }, count: bytes.count)
  }
}

/// Not safe by itself: the pool and the write queue hand it to one thread at a time, which is what makes it `Sendable`.
private final class SQLiteConnection: Connection, @unchecked Sendable {
  private let handle: SQLiteHandle
  private var statements: [String: SQLiteStatement] = [:]
  private let bound = BoundValues()
  private static let statementsMax = 600
  let isBroken = false

  init(handle: consuming SQLiteHandle) { self.handle = handle }

  func setUp(_ use: ConnectionUse, isFilling: Bool) throws(StoreError) {
    sqlite3_busy_timeout(handle.pointer, 10_000)
    let durability: [SQL] =
      isFilling
      ? ["PRAGMA journal_mode = MEMORY", "PRAGMA synchronous = OFF"]
      : ["PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"]
    // Pages kept in memory, in KiB: one reader of sixteen, the writer, all that a district being made goes back to.
    let cache: SQL =
      use == .read
      ? "PRAGMA cache_size = -8192" : isFilling ? "PRAGMA cache_size = -524288" : "PRAGMA cache_size = -65536"
    for pragma: SQL in durability + [
      cache, "PRAGMA foreign_keys = ON",
      // Without it, INSERT OR REPLACE deletes a row behind the back of the triggers that guard revisions.
      "PRAGMA recursive_triggers = ON", "PRAGMA trusted_schema = OFF", "PRAGMA temp_store = MEMORY",
    ] { _ = try run(pragma) }
    if use == .read { _ = try run("PRAGMA query_only = ON") }
    statements = [:]
  }

  func beginRead() throws(StoreError) { _ = try run("BEGIN") }
  func beginWrite() throws(StoreError) { _ = try run("BEGIN IMMEDIATE") }
  func commit() throws(StoreError) { _ = try run("COMMIT") }
  func rollback() { if sqlite3_get_autocommit(handle.pointer) == 0 { _ = try? run("ROLLBACK") } }

  func run(_ sql: SQL) throws(StoreError) -> StatementResult {
    let text = sql.marked
    let statement = try prepared(text, values: sql.values.count)
    bound.take(sql.values)
    defer {
      sqlite3_reset(statement.pointer)
      sqlite3_clear_bindings(statement.pointer)
    }
    for (index, value) in sql.values.enumerated() { try bind(value, at: Int32(index + 1), of: statement, text) }
    var result = StatementResult()
    while true {
      let code = sqlite3_step(statement.pointer)
      switch code {
      case SQLITE_ROW: result.rows.append(Row(columns: statement.columns, values: current(statement)))
      case SQLITE_DONE:
        if statement.columns.isEmpty { result.changed = Int(sqlite3_changes64(handle.pointer)) }
        return result
      default: throw failure(code, text)
      }
    }
  }

  private func prepared(_ text: String, values: Int) throws(StoreError) -> SQLiteStatement {
    if let known = statements[text] { return known }
    var pointer: OpaquePointer?
    var isWhole = true
    let code = text.withCString { start in
      var tail: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v3(
        handle.pointer, start, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, &tail)
      if let tail { isWhole = tail.pointee == 0 }
      return code
    }
    guard code == SQLITE_OK else { throw failure(code, text) }
    guard let pointer else { throw .badStatement(sql: text, reason: "语句为空") }
    let statement = SQLiteStatement(pointer)
    guard isWhole else { throw .badStatement(sql: text, reason: "一次只能运行一条语句") }
    guard statement.parameters == values else { throw .badStatement(sql: text, reason: "参数与语句对不上") }
    if statements.count >= Self.statementsMax { statements.removeAll(keepingCapacity: true) }
    statements[text] = statement
    return statement
  }

  private func bind(
    _ value: SQLValue, at place: Int32, of statement: SQLiteStatement, _ sql: String
  ) throws(StoreError) {
    let code: Int32
    switch value {
    case .null: code = sqlite3_bind_null(statement.pointer, place)
    case .integer(let number): code = sqlite3_bind_int64(statement.pointer, place, number)
    case .real(let number): code = sqlite3_bind_double(statement.pointer, place, number)
    case .text(var text):
      let lent = text.withUTF8 { bound.lend(UnsafeRawBufferPointer($0)) }
      guard let start = lent.baseAddress, memchr(start, 0, lent.count) == nil else {
        throw .refused(rule: "text-without-nul")
      }
      code = sqlite3_bind_text64(
        statement.pointer, place, lent.assumingMemoryBound(to: CChar.self).baseAddress, UInt64(lent.count), nil,
        UInt8(SQLITE_UTF8))
    case .bytes(let bytes):
      code =
        bytes.isEmpty
        ? sqlite3_bind_zeroblob(statement.pointer, place, 0)
        : bytes.withUnsafeBytes { bytes in
          let lent = bound.lend(bytes)
          return sqlite3_bind_blob64(statement.pointer, place, lent.baseAddress, UInt64(lent.count), nil)
        }
    }
    if code != SQLITE_OK { throw failure(code, sql) }
  }

  private func current(_ statement: SQLiteStatement) -> [SQLValue] {
    (0..<Int32(statement.columns.count)).map { column in
      switch sqlite3_column_type(statement.pointer, column) {
      case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement.pointer, column))
      case SQLITE_FLOAT: return .real(sqlite3_column_double(statement.pointer, column))
      case SQLITE_TEXT:
        let start = sqlite3_column_text(statement.pointer, column)
        let count = Int(sqlite3_column_bytes(statement.pointer, column))
        return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
      case SQLITE_BLOB:
        let start = sqlite3_column_blob(statement.pointer, column)
        let count = Int(sqlite3_column_bytes(statement.pointer, column))
        return .bytes(Array(UnsafeRawBufferPointer(start: start, count: count)))
      default: return .null
      }
    }
  }

  /// SQLite's messages name tables and columns, never what was bound.
  private func failure(_ code: Int32, _ sql: String) -> StoreError {
    let message = String(cString: sqlite3_errmsg(handle.pointer))
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED: return .busy
    case SQLITE_CONSTRAINT: return .refused(rule: message)
    case SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_FULL, SQLITE_CANTOPEN, SQLITE_NOTADB, SQLITE_READONLY, SQLITE_PERM,
      SQLITE_NOMEM:
      return .unreachable(reason: message)
    default: return .badStatement(sql: sql, reason: message)
    }
  }
}
