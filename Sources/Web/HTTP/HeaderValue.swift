/// A header value with parameters: `form-data; name="a"; filename="b.docx"`.
struct HeaderValue {
  let main: String
  private var parameters: [(name: String, value: String)] = []

  init(_ text: String) {
    var bytes = Array(text.utf8)[...]
    main = String(decoding: Self.trim(Self.take(&bytes, until: [UInt8(ascii: ";")])), as: UTF8.self)
    while bytes.popFirst() != nil {
      let name = Self.trim(Self.take(&bytes, until: [UInt8(ascii: "="), UInt8(ascii: ";")]))
      guard bytes.first == UInt8(ascii: "=") else { continue }
      bytes.removeFirst()
      bytes = bytes.drop { $0 == 0x20 || $0 == 0x09 }
      let value: [UInt8]
      if bytes.first == UInt8(ascii: "\"") {
        value = Self.takeQuoted(&bytes)
        _ = Self.take(&bytes, until: [UInt8(ascii: ";")])
      } else {
        value = Array(Self.trim(Self.take(&bytes, until: [UInt8(ascii: ";")])))
      }
      parameters.append((String(decoding: name, as: UTF8.self).lowercased(), String(decoding: value, as: UTF8.self)))
    }
  }

  func parameter(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

  /// A parameter in the notation of RFC 5987: `filename*=UTF-8''%E8%A1%A8.docx`.
  func extendedParameter(_ name: String) -> String? {
    guard let value = parameter(name + "*") else { return nil }
    let parts = value.utf8.split(separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, String(decoding: parts[0], as: UTF8.self).lowercased() == "utf-8" else { return nil }
    return PercentCoding.decode(parts[2])
  }

  private static func take(_ bytes: inout ArraySlice<UInt8>, until stops: [UInt8]) -> ArraySlice<UInt8> {
    let taken = bytes.prefix { !stops.contains($0) }
    bytes = bytes[taken.endIndex...]
    return taken
  }

  /// Takes `"…"`; a backslash hides only a quotation mark or a backslash, since old browsers send paths unescaped.
  private static func takeQuoted(_ bytes: inout ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    bytes.removeFirst()
    while let byte = bytes.popFirst() {
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\"), let next = bytes.first,
        next == UInt8(ascii: "\"") || next == UInt8(ascii: "\\")
      {
        out.append(next)
        bytes.removeFirst()
      } else {
        out.append(byte)
      }
    }
    return out
  }

  private static func trim(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes.drop { $0 == 0x20 || $0 == 0x09 }
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    return bytes
  }
}
