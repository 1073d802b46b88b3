import Model

/// A value as both engines keep it.
enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case bytes([UInt8])

  /// What a wrong type is called in an error.
  var typeName: String {
    switch self {
    case .null: "NULL"
    case .integer: "BIGINT"
    case .real: "DOUBLE PRECISION"
    case .text: "TEXT"
    case .bytes: "BYTEA"
    }
  }
}

/// What may stand in an interpolation of `SQL`.
protocol SQLBindable { var sqlValue: SQLValue { get } }

extension SQLValue: SQLBindable { var sqlValue: SQLValue { self } }
extension String: SQLBindable { var sqlValue: SQLValue { .text(self) } }
extension Int: SQLBindable { var sqlValue: SQLValue { .integer(Int64(self)) } }
extension Int64: SQLBindable { var sqlValue: SQLValue { .integer(self) } }
extension Double: SQLBindable { var sqlValue: SQLValue { .real(self) } }
extension Bool: SQLBindable { var sqlValue: SQLValue { .integer(self ? 1 : 0) } }
extension [UInt8]: SQLBindable { var sqlValue: SQLValue { .bytes(self) } }
extension Instant: SQLBindable { var sqlValue: SQLValue { .text(text) } }
extension Money: SQLBindable { var sqlValue: SQLValue { .integer(fen) } }

extension SQLBindable where Self: RawRepresentable, RawValue == String {
  var sqlValue: SQLValue { .text(rawValue) }
}
extension FormKind: SQLBindable {}
