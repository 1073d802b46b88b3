/// A statement of SQL with the values it is run with.
///
/// What is interpolated is bound as `$1`, `$2`, …, never pasted into the text; another `SQL` is joined in with its own
/// values. A text therefore comes from the source code only, and a value cannot become part of it.
struct SQL: Sendable, ExpressibleByStringInterpolation {
  /// The text with `?` for each value: what SQLite takes. No text of ours has a question mark of its own.
  private(set) var marked: String
  private(set) var values: [SQLValue]

  init(stringLiteral text: String) {
    marked = text
    values = []
  }

  init(stringInterpolation: StringInterpolation) { self = stringInterpolation.sql }

  fileprivate init(textCapacity: Int, valueCapacity: Int) {
    marked = ""
    marked.reserveCapacity(textCapacity)
    values = []
    values.reserveCapacity(valueCapacity)
  }

  static let empty: SQL = ""
  var isEmpty: Bool { marked.isEmpty }

  /// The text with `$1`, `$2`, … where the values belong: what PostgreSQL takes.
  var text: String {
    guard !values.isEmpty else { return marked }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(marked.utf8.count + values.count * 2)
    var number = 0
    for byte in marked.utf8 {
      if byte == UInt8(ascii: "?") {
        number += 1
        bytes.append(UInt8(ascii: "$"))
        bytes.append(contentsOf: String(number).utf8)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func + (left: SQL, right: SQL) -> SQL {
    var sum = left
    sum.append(right)
    return sum
  }

  static func += (left: inout SQL, right: SQL) { left.append(right) }

  mutating func append(_ other: SQL) {
    marked += other.marked
    values += other.values
  }

  mutating func append(_ value: SQLValue) {
    values.append(value)
    marked += "?"
  }

  mutating func append(literal: String) {
    assert(!literal.utf8.contains(UInt8(ascii: "?")), "a question mark stands for a value")
    marked += literal
  }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var sql: SQL
    init(literalCapacity: Int, interpolationCount: Int) {
      sql = SQL(textCapacity: literalCapacity + interpolationCount * 4, valueCapacity: interpolationCount)
    }
    mutating func appendLiteral(_ literal: String) { sql.append(literal: literal) }
    mutating func appendInterpolation(_ value: some SQLBindable) { sql.append(value.sqlValue) }
    mutating func appendInterpolation(_ value: (some SQLBindable)?) { sql.append(value?.sqlValue ?? .null) }
    mutating func appendInterpolation(_ part: SQL) { sql.append(part) }
    /// A list in parentheses for `IN`; never empty.
    mutating func appendInterpolation(list: [some SQLBindable]) {
      precondition(!list.isEmpty, "a list for IN has a value")
      sql.append(literal: "(")
      for (index, value) in list.enumerated() {
        if index > 0 { sql.append(literal: ", ") }
        sql.append(value.sqlValue)
      }
      sql.append(literal: ")")
    }
  }
}

extension Sequence where Element == SQL {
  /// The parts with a fixed text between them.
  func joined(_ separator: SQL) -> SQL {
    var whole = SQL.empty
    for (index, part) in enumerated() {
      if index > 0 { whole += separator }
      whole += part
    }
    return whole
  }
}
