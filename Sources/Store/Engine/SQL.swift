/// A statement of SQL with the values it is run with.
///
/// What is interpolated is bound as `$1`, `$2`, …, never pasted into the text; another `SQL` is joined in with its own
/// values. A text therefore comes from the source code only, and a value cannot become part of it.
struct SQL: Sendable, ExpressibleByStringInterpolation {
  /// The text between the values; always one piece more than there are values.
  private var pieces: [String]
  private(set) var values: [SQLValue]

  init(stringLiteral text: String) {
    pieces = [text]
    values = []
  }

  init(stringInterpolation: StringInterpolation) { self = stringInterpolation.sql }

  private init(pieces: [String], values: [SQLValue]) {
    self.pieces = pieces
    self.values = values
  }

  static let empty: SQL = ""
  var isEmpty: Bool { values.isEmpty && pieces[0].isEmpty }

  /// The text with `$1`, `$2`, … where the values belong.
  var text: String {
    guard !values.isEmpty else { return pieces[0] }
    var text = pieces[0]
    for (index, piece) in pieces.dropFirst().enumerated() {
      text += "$\(index + 1)"
      text += piece
    }
    return text
  }

  static func + (left: SQL, right: SQL) -> SQL {
    var sum = left
    sum.append(right)
    return sum
  }

  static func += (left: inout SQL, right: SQL) { left.append(right) }

  mutating func append(_ other: SQL) {
    pieces[pieces.count - 1] += other.pieces[0]
    pieces += other.pieces.dropFirst()
    values += other.values
  }

  mutating func append(_ value: SQLValue) {
    values.append(value)
    pieces.append("")
  }

  mutating func append(literal: String) { pieces[pieces.count - 1] += literal }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var sql = SQL(pieces: [""], values: [])
    init(literalCapacity: Int, interpolationCount: Int) {}
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
