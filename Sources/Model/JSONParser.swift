/// Reads JSON, or the parts of JSON5 that people want in a file they edit by hand: comments, names without quotes,
/// single quotes, a comma after the last member.
public struct JSONParser {
  public enum Dialect: Sendable { case json, json5 }

  /// What is wrong with a text, and where.
  public struct Mistake: Error, Hashable, Sendable, CustomStringConvertible {
    public let line: Int
    public let reason: String
    public init(line: Int, reason: String) {
      self.line = line
      self.reason = reason
    }
    public var description: String { "第 \(line) 行：\(reason)" }
  }

  private let bytes: [UInt8]
  private let dialect: Dialect
  private var index = 0
  private var line = 1
  private var depth = 0
  private static let depthMax = 64

  private init(_ bytes: [UInt8], _ dialect: Dialect) {
    self.bytes = bytes
    self.dialect = dialect
  }

  /// - Throws: the first mistake, with its line.
  /// - Complexity: O(bytes).
  public static func parse(_ bytes: some Sequence<UInt8>, _ dialect: Dialect = .json) throws(Mistake) -> JSON {
    var parser = JSONParser(Array(bytes), dialect)
    try parser.skipBlanks()
    let value = try parser.value()
    try parser.skipBlanks()
    guard parser.index == parser.bytes.count else { throw parser.mistake("文件末尾有多余的内容") }
    return value
  }

  public static func parse(_ text: String, _ dialect: Dialect = .json) throws(Mistake) -> JSON {
    try parse(Array(text.utf8), dialect)
  }

  private func mistake(_ reason: String) -> Mistake { Mistake(line: line, reason: reason) }
  private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipBlanks() throws(Mistake) {
    while let byte {
      switch byte {
      case 0x0A:
        line += 1
        index += 1
      case 0x20, 0x09, 0x0D: index += 1
      case UInt8(ascii: "/") where dialect == .json5: try skipComment()
      default: return
      }
    }
  }

  private mutating func skipComment() throws(Mistake) {
    guard index + 1 < bytes.count else { throw mistake("多余的“/”") }
    if bytes[index + 1] == UInt8(ascii: "/") {
      while let byte, byte != 0x0A { index += 1 }
    } else if bytes[index + 1] == UInt8(ascii: "*") {
      let start = line
      index += 2
      while index + 1 < bytes.count, !(bytes[index] == UInt8(ascii: "*") && bytes[index + 1] == UInt8(ascii: "/")) {
        if bytes[index] == 0x0A { line += 1 }
        index += 1
      }
      guard index + 1 < bytes.count else { throw Mistake(line: start, reason: "注释没有结束") }
      index += 2
    } else {
      throw mistake("多余的“/”")
    }
  }

  private mutating func value() throws(Mistake) -> JSON {
    guard let byte else { throw mistake("内容不完整") }
    let start = line
    switch byte {
    case UInt8(ascii: "{"): return JSON(.object(try object()), line: start)
    case UInt8(ascii: "["): return JSON(.array(try array()), line: start)
    case UInt8(ascii: "\""): return JSON(.string(try string()), line: start)
    case UInt8(ascii: "'") where dialect == .json5: return JSON(.string(try string()), line: start)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return JSON(.number(try number()), line: start)
    default:
      switch word() {
      case "true": return JSON(.bool(true), line: start)
      case "false": return JSON(.bool(false), line: start)
      case "null": return JSON(.null, line: start)
      case let other: throw mistake(other.isEmpty ? "这里应当是一个值" : "不认识的值“\(other)”")
      }
    }
  }

  private mutating func word() -> String {
    let start = index
    while let byte, byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 0x80 || isAlphanumeric(byte) {
      index += 1
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private mutating func enter() throws(Mistake) {
    depth += 1
    guard depth <= Self.depthMax else { throw mistake("嵌套超过 \(Self.depthMax) 层") }
    index += 1
  }

  private mutating func object() throws(Mistake) -> [JSON.Member] {
    try enter()
    defer { depth -= 1 }
    var members: [JSON.Member] = []
    var names: Set<String> = []
    while true {
      try skipBlanks()
      guard let byte else { throw mistake("少了“}”") }
      if byte == UInt8(ascii: "}") && (members.isEmpty || dialect == .json5) { break }
      let name = try memberName()
      // Most objects have a few members, which are looked through faster than a set is made.
      if members.count == 12 { names = Set(members.map(\.key)) }
      let isFirst = members.count < 12 ? !members.contains { $0.key == name } : names.insert(name).inserted
      guard isFirst else { throw mistake("“\(name)”写了两次") }
      try skipBlanks()
      guard self.byte == UInt8(ascii: ":") else { throw mistake("“\(name)”后面少了冒号") }
      index += 1
      try skipBlanks()
      members.append(JSON.Member(name, try value()))
      try skipBlanks()
      guard self.byte == UInt8(ascii: ",") else { break }
      index += 1
    }
    guard byte == UInt8(ascii: "}") else { throw mistake("少了逗号或“}”") }
    index += 1
    return members
  }

  private mutating func memberName() throws(Mistake) -> String {
    if byte == UInt8(ascii: "\"") || (byte == UInt8(ascii: "'") && dialect == .json5) { return try string() }
    if dialect == .json5 {
      let name = word()
      if !name.isEmpty { return name }
    }
    throw mistake("这里应当是一个名称")
  }

  private mutating func array() throws(Mistake) -> [JSON] {
    try enter()
    defer { depth -= 1 }
    var items: [JSON] = []
    while true {
      try skipBlanks()
      guard let byte else { throw mistake("少了“]”") }
      if byte == UInt8(ascii: "]") && (items.isEmpty || dialect == .json5) { break }
      items.append(try value())
      try skipBlanks()
      guard self.byte == UInt8(ascii: ",") else { break }
      index += 1
    }
    guard byte == UInt8(ascii: "]") else { throw mistake("少了逗号或“]”") }
    index += 1
    return items
  }

  private mutating func number() throws(Mistake) -> ExactDecimal {
    let start = index
    while let byte, byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || (0x30...0x39).contains(byte) {
      index += 1
    }
    guard let number = bytes[start..<index].withUnsafeBufferPointer({ ExactDecimal.parse($0) }) else {
      throw mistake("“\(String(decoding: bytes[start..<index], as: UTF8.self))”不是可用的数（最多 18 位）")
    }
    return number
  }

  private mutating func string() throws(Mistake) -> String {
    let quote = bytes[index]
    let start = line
    index += 1
    // Most texts have no escape: they are taken as they stand.
    let plain = plainEnd(quote)
    if plain < bytes.count, bytes[plain] == quote {
      defer { index = plain + 1 }
      return try text(bytes[index..<plain])
    }
    var text = Array(bytes[index..<plain])
    index = plain
    while let byte {
      index += 1
      if byte == quote { return try self.text(text[...]) }
      guard byte != 0x0A else { throw Mistake(line: start, reason: "文字没有结束的引号") }
      if byte == UInt8(ascii: "\\") { try escape(into: &text) } else { text.append(byte) }
    }
    throw Mistake(line: start, reason: "文字没有结束的引号")
  }

  /// Where the text that begins here has its first quote, escape or line break; the end when it has none.
  private func plainEnd(_ quote: UInt8) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var end = index
      while end < bytes.count, bytes[end] != quote, bytes[end] != UInt8(ascii: "\\"), bytes[end] != 0x0A { end += 1 }
      return end
    }
  }

  /// - Throws: where the bytes are no UTF-8, which shows in what was mended.
  private func text(_ bytes: ArraySlice<UInt8>) throws(Mistake) -> String {
    let text = bytes.withUnsafeBufferPointer { bytes -> String? in
      var text = String(decoding: bytes, as: UTF8.self)
      return text.withUTF8 { $0.elementsEqual(bytes) } ? text : nil
    }
    guard let text else { throw mistake("文字编码不是 UTF-8") }
    return text
  }

  private mutating func escape(into text: inout [UInt8]) throws(Mistake) {
    guard let byte else { throw mistake("内容不完整") }
    index += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "'"): text.append(byte)
    case UInt8(ascii: "u"):
      var code = UInt32(try hexUnit())
      if (0xD800..<0xDC00).contains(code) {
        guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") else {
          throw mistake("半个 Unicode 字符")
        }
        index += 2
        let low = UInt32(try hexUnit())
        guard (0xDC00..<0xE000).contains(low) else { throw mistake("半个 Unicode 字符") }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw mistake("半个 Unicode 字符") }
      text.append(contentsOf: Array(String(Character(scalar)).utf8))
    default: throw mistake("不认识的转义")
    }
  }

  private mutating func hexUnit() throws(Mistake) -> UInt16 {
    guard index + 4 <= bytes.count,
      let unit = UInt16(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
    else { throw mistake("\\u 后面应有四位十六进制数") }
    index += 4
    return unit
  }
}
