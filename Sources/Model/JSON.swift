/// A JSON value with exact numbers, ordered members and, when it was read from a text, the line it stood on.
///
/// One type serves stored revisions, the reading contract, the interface and the data files of `Resources`, so that a
/// figure is the same everywhere and every mistake in a data file can be named with its line.
public struct JSON: Sendable {
  public enum Value: Sendable {
    case null
    case bool(Bool)
    case number(ExactDecimal)
    case string(String)
    case array([JSON])
    case object([Member])
  }

  public struct Member: Sendable {
    public let key: String
    public let value: JSON
    public init(_ key: String, _ value: JSON) {
      self.key = key
      self.value = value
    }
  }

  public let value: Value
  /// Line in the text it was read from, from 1; 0 when it was not read.
  public let line: Int

  public init(_ value: Value, line: Int = 0) {
    self.value = value
    self.line = line
  }

  public static let null = JSON(.null)
  public static func string(_ text: String) -> JSON { JSON(.string(text)) }
  public static func number(_ number: ExactDecimal) -> JSON { JSON(.number(number)) }
  public static func integer(_ number: Int) -> JSON { JSON(.number(ExactDecimal(number))) }
  public static func bool(_ flag: Bool) -> JSON { JSON(.bool(flag)) }
  public static func array(_ items: [JSON]) -> JSON { JSON(.array(items)) }
  /// An object of the members that have a value; nil members are left out.
  public static func object(_ members: KeyValuePairs<String, JSON?>) -> JSON {
    JSON(.object(members.compactMap { key, value in value.map { Member(key, $0) } }))
  }
  public static func object(_ members: [Member]) -> JSON { JSON(.object(members)) }

  /// The member of that name; nil when this is no object or has no such member.
  public subscript(key: String) -> JSON? {
    guard case .object(let members) = value else { return nil }
    return members.first { $0.key == key }?.value
  }

  public var string: String? { if case .string(let text) = value { text } else { nil } }
  public var number: ExactDecimal? { if case .number(let number) = value { number } else { nil } }
  public var bool: Bool? { if case .bool(let flag) = value { flag } else { nil } }
  public var array: [JSON]? { if case .array(let items) = value { items } else { nil } }
  public var members: [Member]? { if case .object(let members) = value { members } else { nil } }
  public var isNull: Bool { if case .null = value { true } else { false } }
  public var integer: Int? {
    guard let number = number?.trimmed, number.places == 0 else { return nil }
    return Int(number.units)
  }
}

extension JSON: Hashable {
  public static func == (left: JSON, right: JSON) -> Bool { left.canonicalText == right.canonicalText }
  public func hash(into hasher: inout Hasher) { hasher.combine(canonicalText) }
}

extension JSON {
  /// How a value is written.
  public enum Style: Sendable {
    /// One line, members in their order.
    case compact
    /// One line, members sorted by the bytes of their names: the form that is stored and digested.
    case canonical
    /// Indented by two blanks, members in their order.
    case indented
  }

  public var canonicalText: String { text(.canonical) }

  public func text(_ style: Style = .compact) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(1024)
    write(to: &out, style, depth: 0)
    return String(decoding: out, as: UTF8.self)
  }

  public func write(to out: inout [UInt8], _ style: Style, depth: Int = 0) {
    switch value {
    case .null: out += "null".utf8
    case .bool(let flag): out += (flag ? "true" : "false").utf8
    case .number(let number): out += number.description.utf8
    case .string(let text): Self.writeString(text, to: &out)
    case .array(let items):
      out.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        Self.lineBreak(&out, style, depth + 1)
        item.write(to: &out, style, depth: depth + 1)
      }
      if !items.isEmpty { Self.lineBreak(&out, style, depth) }
      out.append(UInt8(ascii: "]"))
    case .object(let members):
      let ordered = style == .canonical ? Self.sorted(members) : members
      out.append(UInt8(ascii: "{"))
      for (index, member) in ordered.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        Self.lineBreak(&out, style, depth + 1)
        Self.writeString(member.key, to: &out)
        out.append(UInt8(ascii: ":"))
        if style == .indented { out.append(UInt8(ascii: " ")) }
        member.value.write(to: &out, style, depth: depth + 1)
      }
      if !members.isEmpty { Self.lineBreak(&out, style, depth) }
      out.append(UInt8(ascii: "}"))
    }
  }

  private static func lineBreak(_ out: inout [UInt8], _ style: Style, _ depth: Int) {
    guard style == .indented else { return }
    out.append(UInt8(ascii: "\n"))
    out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
  }

  /// By the bytes of their names, which is how strings are ordered; what we write ourselves mostly is already.
  private static func sorted(_ members: [Member]) -> [Member] {
    let isSorted = zip(members, members.dropFirst()).allSatisfy { !$1.key.utf8.lexicographicallyPrecedes($0.key.utf8) }
    return isSorted ? members : members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
  }

  private static func writeString(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { bytes in
      if bytes.contains(where: isEscaped) {
        for byte in bytes { write(byte, to: &out) }
      } else {
        out.append(contentsOf: bytes)
      }
    }
    out.append(UInt8(ascii: "\""))
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  /// One byte of a text, escaped where it has to be.
  private static func write(_ byte: UInt8, to out: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      out.append(UInt8(ascii: "\\"))
      out.append(byte)
    case 0x0A: out += "\\n".utf8
    case 0x0D: out += "\\r".utf8
    case 0x09: out += "\\t".utf8
    case 0..<0x20:
      out += "\\u00".utf8
      for half in [byte >> 4, byte & 15] {
        out.append(half < 10 ? UInt8(ascii: "0") + half : UInt8(ascii: "a") + half - 10)
      }
    default: out.append(byte)
    }
  }
}
