/// Header lines of a request. Names are compared without case.
struct Headers: Sendable {
  private var lines: [(name: String, value: String)] = []

  init() {}
  init(_ pairs: KeyValuePairs<String, String>) {
    for (name, value) in pairs { append(name, value) }
  }

  mutating func append(_ name: String, _ value: String) { lines.append((name.lowercased(), value)) }

  /// The first line of that name; `name` is written in small letters.
  subscript(_ name: String) -> String? { lines.first { $0.name == name }?.value }

  /// Bytes of all lines.
  var size: Int { lines.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 } }

  /// Cookies in the order they were sent.
  func cookie(_ name: String) -> String? {
    for line in lines where line.name == "cookie" {
      for pair in line.value.utf8.split(separator: UInt8(ascii: ";")) {
        let trimmed = pair.drop { $0 == 0x20 || $0 == 0x09 }
        guard let equals = trimmed.firstIndex(of: UInt8(ascii: "=")), trimmed[..<equals].elementsEqual(name.utf8)
        else { continue }
        return String(decoding: trimmed[trimmed.index(after: equals)...], as: UTF8.self)
      }
    }
    return nil
  }

  /// Bytes of the body the client announces; nil when it announces none or sends in pieces of unknown number.
  var contentLength: Int? { self["content-length"].flatMap { Int($0) } }

  /// Whether the client takes an answer in that coding: `gzip` in `gzip, deflate, br;q=0.8`.
  func accepts(coding: String) -> Bool {
    guard let line = self["accept-encoding"] else { return false }
    return line.utf8.split(separator: UInt8(ascii: ",")).contains { item in
      let parts = item.split(separator: UInt8(ascii: ";")).map { part in part.filter { $0 != 0x20 && $0 != 0x09 } }
      guard let name = parts.first, name.elementsEqual(coding.utf8) else { return false }
      return !parts.dropFirst().contains { $0.elementsEqual("q=0".utf8) || $0.starts(with: "q=0.000".utf8) }
    }
  }
}
