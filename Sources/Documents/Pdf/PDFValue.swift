/// A value of a PDF file, as far as page trees and drawings need it.
enum PDFValue {
  case null
  case number(Double)
  case name(String)
  case array([PDFValue])
  case dictionary([String: PDFValue])
  /// The number of the object meant; generations are not told apart.
  case reference(Int)

  var number: Double? { if case .number(let number) = self { number } else { nil } }
  var name: String? { if case .name(let name) = self { name } else { nil } }
  var array: [PDFValue]? { if case .array(let array) = self { array } else { nil } }
  var dictionary: [String: PDFValue]? { if case .dictionary(let values) = self { values } else { nil } }

  /// A count or position; nil for what no file holds.
  var int: Int? {
    guard let number, abs(number) < 1e12 else { return nil }
    return Int(number)
  }
}

/// Reads values from the bytes of a PDF file, one after another.
struct PDFLexer {
  let bytes: ArraySlice<UInt8>
  var at: Int

  init(_ bytes: ArraySlice<UInt8>, at: Int? = nil) {
    self.bytes = bytes
    self.at = at ?? bytes.startIndex
  }

  /// Values inside each other; deeper ones read as null.
  private static let depthMax = 40

  /// The next value; nil at the end and at a word that is no value.
  mutating func value(depth: Int = 0) -> PDFValue? {
    skipBlanks()
    guard at < bytes.endIndex, depth < Self.depthMax else { return nil }
    switch bytes[at] {
    case UInt8(ascii: "/"): return .name(name())
    case UInt8(ascii: "["):
      at += 1
      return .array(values(until: UInt8(ascii: "]"), depth))
    case UInt8(ascii: "("):
      skipString()
      return .null
    case UInt8(ascii: "<"):
      guard at + 1 < bytes.endIndex, bytes[at + 1] == UInt8(ascii: "<") else {
        while at < bytes.endIndex, bytes[at] != UInt8(ascii: ">") { at += 1 }
        at += 1
        return .null
      }
      at += 2
      return .dictionary(dictionary(depth))
    default: return numberOrWord()
    }
  }

  /// Whether the word stands here; it is passed then.
  mutating func take(_ word: StaticString) -> Bool {
    skipBlanks()
    let isHere = word.withUTF8Buffer { wanted in bytes[min(at, bytes.endIndex)...].starts(with: wanted) }
    if isHere { at += word.utf8CodeUnitCount }
    return isHere
  }

  mutating func skipBlanks() {
    while at < bytes.endIndex {
      if bytes[at] == UInt8(ascii: "%") {
        while at < bytes.endIndex, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
      } else if Self.isBlank(bytes[at]) {
        at += 1
      } else {
        return
      }
    }
  }

  /// Passes a string in round brackets, brackets inside it included.
  mutating func skipString() {
    var depth = 0
    while at < bytes.endIndex {
      switch bytes[at] {
      case UInt8(ascii: "\\"): at += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      default: break
      }
      at += 1
      if depth == 0 { return }
    }
  }

  private mutating func values(until end: UInt8, _ depth: Int) -> [PDFValue] {
    var values: [PDFValue] = []
    while true {
      skipBlanks()
      guard at < bytes.endIndex, bytes[at] != end, let value = value(depth: depth + 1) else { break }
      values.append(value)
    }
    if at < bytes.endIndex, bytes[at] == end { at += 1 }
    return values
  }

  private mutating func dictionary(_ depth: Int) -> [String: PDFValue] {
    var values: [String: PDFValue] = [:]
    while true {
      skipBlanks()
      guard at < bytes.endIndex, bytes[at] == UInt8(ascii: "/") else { break }
      let key = name()
      guard let value = value(depth: depth + 1) else { break }
      values[key] = value
    }
    if at + 1 < bytes.endIndex, bytes[at] == UInt8(ascii: ">") { at += 2 }
    return values
  }

  private mutating func name() -> String {
    at += 1
    let start = at
    while at < bytes.endIndex, !Self.isBlank(bytes[at]), !Self.isDelimiter(bytes[at]) { at += 1 }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private mutating func numberOrWord() -> PDFValue? {
    let start = at
    guard let first = number() else {
      for (word, value) in [("true", PDFValue.null), ("false", .null), ("null", .null)] as [(StaticString, PDFValue)]
      where take(word) { return value }
      at = start
      return nil
    }
    // `12 0 R` is one value.
    let behind = at
    if first >= 0, first == first.rounded(), first < 1e9, number(signed: false) != nil {
      skipBlanks()
      if at < bytes.endIndex, bytes[at] == UInt8(ascii: "R") {
        at += 1
        return .reference(Int(first))
      }
    }
    at = behind
    return .number(first)
  }

  private mutating func number(signed: Bool = true) -> Double? {
    skipBlanks()
    let start = at
    guard let value = PDFNumber.read(bytes, &at), signed || bytes[start] >= 0x30 else {
      at = start
      return nil
    }
    return value
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) || byte == 0 }

  static func isDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "/"), UInt8(ascii: "%"):
      true
    default: false
    }
  }
}

/// Numbers of drawings: signs, digits and a point, without exponents.
enum PDFNumber {
  @inline(__always)
  static func read(_ bytes: ArraySlice<UInt8>, _ at: inout Int) -> Double? {
    let start = at
    var isNegative = false
    while at < bytes.endIndex, bytes[at] == 0x2D || bytes[at] == 0x2B {
      if bytes[at] == 0x2D { isNegative = true }
      at += 1
    }
    var digits = 0
    var value = 0.0
    while at < bytes.endIndex, bytes[at] >= 0x30, bytes[at] <= 0x39 {
      value = value * 10 + Double(bytes[at] - 0x30)
      digits += 1
      at += 1
    }
    if at < bytes.endIndex, bytes[at] == 0x2E {
      at += 1
      var scale = 0.1
      while at < bytes.endIndex, bytes[at] >= 0x30, bytes[at] <= 0x39 {
        value += Double(bytes[at] - 0x30) * scale
        scale /= 10
        digits += 1
        at += 1
      }
    }
    guard digits > 0, digits < 300 else {
      at = start
      return nil
    }
    return isNegative ? -value : value
  }
}
