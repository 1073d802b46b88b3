import Model

/// One row of a result, read from the first column to the last.
///
/// SQLite keeps a text in a column of numbers; this is the guard, and it throws on every wrong type.
struct Row: Sendable {
  let columns: [String]
  let values: [SQLValue]
  private var next = 0

  init(columns: [String], values: [SQLValue]) {
    self.columns = columns
    self.values = values
  }

  private mutating func take() -> SQLValue {
    precondition(next < values.count, "a row is read no further than its columns")
    next += 1
    return values[next - 1]
  }

  private func wrong(_ expected: String) -> StoreError {
    .wrongType(column: columns[next - 1], expected: expected, found: values[next - 1].typeName)
  }

  mutating func optionalText() throws(StoreError) -> String? {
    switch take() {
    case .null: return nil
    case .text(let text): return text
    case .integer, .real, .bytes: throw wrong("TEXT")
    }
  }

  mutating func optionalInteger64() throws(StoreError) -> Int64? {
    switch take() {
    case .null: return nil
    case .integer(let number): return number
    case .real, .text, .bytes: throw wrong("BIGINT")
    }
  }

  mutating func optionalReal() throws(StoreError) -> Double? {
    switch take() {
    case .null: return nil
    case .real(let number): return number
    case .integer, .text, .bytes: throw wrong("DOUBLE PRECISION")
    }
  }

  mutating func optionalBytes() throws(StoreError) -> [UInt8]? {
    switch take() {
    case .null: return nil
    case .bytes(let bytes): return bytes
    case .integer, .real, .text: throw wrong("BYTEA")
    }
  }

  private func present<T>(_ value: T?, _ expected: String) throws(StoreError) -> T {
    guard let value else { throw wrong(expected) }
    return value
  }

  mutating func text() throws(StoreError) -> String {
    let value = try optionalText()
    return try present(value, "TEXT")
  }

  mutating func integer64() throws(StoreError) -> Int64 {
    let value = try optionalInteger64()
    return try present(value, "BIGINT")
  }

  mutating func real() throws(StoreError) -> Double {
    let value = try optionalReal()
    return try present(value, "DOUBLE PRECISION")
  }

  mutating func bytes() throws(StoreError) -> [UInt8] {
    let value = try optionalBytes()
    return try present(value, "BYTEA")
  }

  mutating func integer() throws(StoreError) -> Int { Int(try integer64()) }
  mutating func optionalInteger() throws(StoreError) -> Int? { try optionalInteger64().map { Int($0) } }

  /// A flag is a whole number, 0 or 1.
  mutating func flag() throws(StoreError) -> Bool {
    switch try integer64() {
    case 0: return false
    case 1: return true
    default: throw wrong("0 或 1")
    }
  }

  mutating func optionalInstant() throws(StoreError) -> Instant? {
    guard let text = try optionalText() else { return nil }
    return try present(Instant(text), "时间")
  }

  mutating func instant() throws(StoreError) -> Instant {
    let value = try optionalInstant()
    return try present(value, "时间")
  }

  mutating func optionalMoney() throws(StoreError) -> Money? { try optionalInteger64().map(Money.init(fen:)) }
  mutating func money() throws(StoreError) -> Money { Money(fen: try integer64()) }

  /// One of the values of an enum kept as text.
  mutating func choice<Choice: RawRepresentable>(_: Choice.Type = Choice.self) throws(StoreError) -> Choice
  where Choice.RawValue == String {
    let text = try text()
    return try present(Choice(rawValue: text), "\(Choice.self)")
  }

  /// A figure kept as millionths.
  mutating func optionalFigure() throws(StoreError) -> ExactDecimal? {
    try optionalInteger64().map { ExactDecimal(units: $0, places: 6).trimmed }
  }
}

extension ExactDecimal {
  /// The figure in millionths, as a column keeps it for sorting and sums; nil when it is too large.
  var millionths: Int64? {
    guard magnitude < ExactDecimal(1_000_000_000_000) else { return nil }
    return rounded(to: 6).units
  }
}
