import CPostgres

/// A database on a PostgreSQL server, through libpq.
struct PostgresDatabase: ConnectionSource {
  /// `postgres://user@host:port/name`, as libpq reads it.
  let url: String
  let engine = Engine.postgres
  let readersMax = 16

  func connect(_ use: ConnectionUse) throws(StoreError) -> any Connection {
    let connection = PostgresConnection(handle: try PostgresHandle(url: url))
    try connection.setUp()
    return connection
  }
}

/// libpq would write the server's notices to standard error.
private func ignoreNotice(_: UnsafeMutableRawPointer?, _: UnsafePointer<CChar>?) {}

private struct PostgresHandle: ~Copyable {
  let pointer: OpaquePointer

  init(url: String) throws(StoreError) {
    guard let opened = PQconnectdb(url) else { throw .unreachable(reason: "内存不足") }
    guard PQstatus(opened) == CONNECTION_OK else {
      // The message names host and database; a password never stands in it.
      let reason = String(cString: PQerrorMessage(opened))
      PQfinish(opened)
      throw .unreachable(reason: reason.split(separator: "\n").joined(separator: "；"))
    }
    PQsetNoticeProcessor(opened, ignoreNotice, nil)
    pointer = opened
  }

  deinit { PQfinish(pointer) }
}

private struct PostgresResult: ~Copyable {
  let pointer: OpaquePointer?
  init(_ pointer: OpaquePointer?) { self.pointer = pointer }
  deinit { PQclear(pointer) }
  var isGood: Bool {
    let status = PQresultStatus(pointer)
    return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK
  }

  /// Fields of an error by libpq's letters, which are character macros and not imported.
  enum Field: UInt8 {
    case sqlState = 67
    case message = 77
    case table = 116
    case column = 99
    case constraint = 110
  }

  func field(_ field: Field) -> String? {
    PQresultErrorField(pointer, Int32(field.rawValue)).map { String(cString: $0) }
  }
}

/// What the columns of a result hold, by the type numbers of PostgreSQL's catalogue.
private enum PostgresType: UInt32 {
  case bool = 16
  case bytes = 17
  case bigint = 20
  case smallint = 21
  case integer = 23
  case text = 25
  case name = 19
  case real = 701
  case varchar = 1043
  /// What functions without a result give.
  case void = 2278
}

/// Not safe by itself: the pool and the write queue hand it to one thread at a time, which is what makes it `Sendable`.
private final class PostgresConnection: Connection, @unchecked Sendable {
  private let handle: PostgresHandle
  private var statements: [String: String] = [:]
  private var statementsMade = 0
  private static let statementsMax = 200
  private(set) var isBroken = false

  init(handle: consuming PostgresHandle) { self.handle = handle }

  func setUp() throws(StoreError) {
    for setting: SQL in [
      "SET client_encoding TO 'UTF8'", "SET bytea_output TO 'hex'", "SET extra_float_digits TO 1",
      "SET TIME ZONE 'UTC'", "SET standard_conforming_strings TO on", "SET application_name TO 'hengji'",
      "SET synchronous_commit TO on", "SET lock_timeout TO '20s'",
    ] { _ = try simple(setting) }
    let kind = try run(
      """
      SELECT pg_encoding_to_char(encoding), datcollate FROM pg_database WHERE datname = current_database()
      """)
    guard var row = kind.rows.first else { return }
    let (encoding, collation) = (try row.text(), try row.text())
    guard encoding == "UTF8" else { throw .unreachable(reason: "数据库的编码是 \(encoding)，应为 UTF8") }
    guard ["C", "POSIX", "C.UTF-8", "C.utf8"].contains(collation) else {
      throw .unreachable(reason: "数据库的排序规则是 \(collation)，应为 C；请用 LC_COLLATE 'C' 重建数据库")
    }
  }

  func beginRead() throws(StoreError) { _ = try simple("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") }

  /// Writers of all processes take turns: the ledger is one chain, so their order must be one. The lock goes with the
  /// transaction, after its changes are visible, so that the next writer sees them in READ COMMITTED.
  func beginWrite() throws(StoreError) {
    _ = try simple("BEGIN ISOLATION LEVEL READ COMMITTED")
    do throws(StoreError) { _ = try simple("SELECT pg_advisory_xact_lock(5000571)") } catch {
      rollback()
      throw error
    }
  }

  func commit() throws(StoreError) {
    // A transaction that failed before answers COMMIT with a rollback and no error.
    let isHealthy = PQtransactionStatus(handle.pointer) == PQTRANS_INTRANS
    _ = try simple(isHealthy ? "COMMIT" : "ROLLBACK")
    if !isHealthy { throw .badStatement(sql: "COMMIT", reason: "事务已失败") }
  }

  func rollback() {
    switch PQtransactionStatus(handle.pointer) {
    case PQTRANS_INTRANS, PQTRANS_INERROR: if (try? simple("ROLLBACK")) == nil { isBroken = true }
    case PQTRANS_IDLE: break
    default: isBroken = true
    }
  }

  /// Statements that need no plan and take no values.
  private func simple(_ sql: SQL) throws(StoreError) -> StatementResult {
    let text = sql.text
    return try collect(PostgresResult(PQexec(handle.pointer, text)), text)
  }

  func run(_ sql: SQL) throws(StoreError) -> StatementResult {
    let text = sql.text
    let name = try prepared(text)
    let parameters = try PostgresParameters(sql.values)
    let result = parameters.withPointers { pointers in
      PQexecPrepared(handle.pointer, name, Int32(sql.values.count), pointers, nil, nil, 0)
    }
    return try collect(PostgresResult(result), text)
  }

  /// Types of parameters are left to the server, so one text has one plan whatever is NULL in it.
  private func prepared(_ text: String) throws(StoreError) -> String {
    if let known = statements[text] { return known }
    if statements.count >= Self.statementsMax {
      _ = try simple("DEALLOCATE ALL")
      statements.removeAll(keepingCapacity: true)
    }
    statementsMade += 1
    let name = "s\(statementsMade)"
    let result = PostgresResult(PQprepare(handle.pointer, name, text, 0, nil))
    guard result.isGood else { throw failure(result, text) }
    statements[text] = name
    return name
  }

  private func collect(_ result: consuming PostgresResult, _ sql: String) throws(StoreError) -> StatementResult {
    guard result.isGood else { throw failure(result, sql) }
    var collected = StatementResult()
    let pointer = result.pointer
    let columns = (0..<PQnfields(pointer)).map { String(cString: PQfname(pointer, $0)) }
    guard !columns.isEmpty else {
      collected.changed = Int(String(cString: PQcmdTuples(pointer))) ?? 0
      return collected
    }
    let types = (0..<Int32(columns.count)).map { PostgresType(rawValue: PQftype(pointer, $0)) }
    for row in 0..<PQntuples(pointer) {
      var values: [SQLValue] = []
      values.reserveCapacity(columns.count)
      for column in 0..<columns.count {
        let type = types[column]
        guard PQgetisnull(pointer, row, Int32(column)) == 0 else {
          values.append(.null)
          continue
        }
        let start = UnsafeRawPointer(PQgetvalue(pointer, row, Int32(column))!).assumingMemoryBound(to: UInt8.self)
        let text = UnsafeBufferPointer(start: start, count: Int(PQgetlength(pointer, row, Int32(column))))
        guard let value = Self.value(text, type) else {
          throw .wrongType(column: columns[column], expected: "TEXT、BIGINT、DOUBLE PRECISION 或 BYTEA", found: "其他类型")
        }
        values.append(value)
      }
      collected.rows.append(Row(columns: columns, values: values))
    }
    return collected
  }

  /// - Returns: nil for a type that our tables do not use: a sum that was not cast, a date.
  private static func value(_ text: UnsafeBufferPointer<UInt8>, _ type: PostgresType?) -> SQLValue? {
    switch type {
    case .text, .varchar, .name: .text(String(decoding: text, as: UTF8.self))
    case .bigint, .integer, .smallint: integer(text).map { .integer($0) }
    case .bool: .integer(text.first == UInt8(ascii: "t") ? 1 : 0)
    case .real: Double(String(decoding: text, as: UTF8.self)).map { .real($0) }
    case .bytes: hexadecimal(text).map { .bytes($0) }
    case .void: .null
    case nil: nil
    }
  }

  private static func integer(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    var value: Int64 = 0
    let isNegative = text.first == UInt8(ascii: "-")
    // Built downwards, because the smallest number has no positive twin.
    for byte in text.dropFirst(isNegative ? 1 : 0) { value = value &* 10 &- Int64(byte &- 0x30) }
    return isNegative ? value : 0 &- value
  }

  private static func hexadecimal(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard text.count >= 2, text.count % 2 == 0 else { return nil }
    func digit(_ byte: UInt8) -> UInt8 { byte < 0x3A ? byte &- 0x30 : byte &- 0x57 }
    return (1..<text.count / 2).map { digit(text[$0 * 2]) << 4 | digit(text[$0 * 2 + 1]) }
  }

  /// The server's own sentence may repeat a bound value, so only the name of the rule or the kind of error is told;
  /// sentences about syntax and names (class 42) repeat the statement only.
  private func failure(_ result: borrowing PostgresResult, _ sql: String) -> StoreError {
    guard PQstatus(handle.pointer) == CONNECTION_OK else {
      isBroken = true
      return .unreachable(reason: "与 PostgreSQL 的连接已断开")
    }
    let state = result.field(.sqlState) ?? "?????"
    switch state {
    case "40001", "40P01", "55P03": return .busy
    case _ where state.hasPrefix("23"):
      let place = [result.field(.table), result.field(.column), result.field(.constraint)].compactMap { $0 }
      return .refused(rule: place.isEmpty ? message(result) : place.joined(separator: "."))
    case _ where state.hasPrefix("42"): return .badStatement(sql: sql, reason: message(result))
    case _ where state.hasPrefix("53") || state.hasPrefix("57") || state.hasPrefix("58") || state.hasPrefix("08"):
      return .unreachable(reason: message(result))
    default: return .badStatement(sql: sql, reason: "SQLSTATE \(state)")
    }
  }

  private func message(_ result: borrowing PostgresResult) -> String {
    result.field(.message) ?? "PostgreSQL 没有说明原因"
  }
}

/// The values of one call as libpq wants them: texts that end in a zero byte, side by side in one buffer.
private struct PostgresParameters {
  private var bytes: [CChar] = []
  private var starts: [Int?] = []

  init(_ values: [SQLValue]) throws(StoreError) {
    for value in values {
      if value == .null {
        starts.append(nil)
        continue
      }
      starts.append(bytes.count)
      switch value {
      case .null: break
      case .integer(let number): append(String(number))
      case .real(let number): append("\(number)")
      case .text(let text):
        guard !text.utf8.contains(0) else { throw .refused(rule: "text-without-nul") }
        append(text)
      case .bytes(let data):
        let digits = Array("0123456789abcdef".utf8)
        append("\\x")
        for byte in data {
          bytes.append(CChar(digits[Int(byte >> 4)]))
          bytes.append(CChar(digits[Int(byte & 15)]))
        }
      }
      bytes.append(0)
    }
  }

  private mutating func append(_ text: String) { for byte in text.utf8 { bytes.append(CChar(bitPattern: byte)) } }

  func withPointers(
    _ call: (UnsafePointer<UnsafePointer<CChar>?>?) -> OpaquePointer?
  ) -> OpaquePointer? {
    bytes.withUnsafeBufferPointer { buffer in
      let pointers = starts.map { start in start.flatMap { buffer.baseAddress?.advanced(by: $0) } }
      return pointers.withUnsafeBufferPointer { call($0.baseAddress) }
    }
  }
}
