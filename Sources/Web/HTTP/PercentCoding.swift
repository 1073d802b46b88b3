/// Percent-encoding of addresses and forms, on bytes.
enum PercentCoding {
  /// - Returns: nil when the decoded bytes are not UTF-8 or hold a control character other than tab and line ends.
  ///   A `%` without two hexadecimal digits stands for itself, as browsers read it.
  static func decode(_ text: some Collection<UInt8>, plusIsBlank: Bool = false) -> String? {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var index = text.startIndex
    while index != text.endIndex {
      let byte = text[index]
      index = text.index(after: index)
      if byte == UInt8(ascii: "%"), let (value, after) = hexPair(text, index) {
        out.append(value)
        index = after
      } else {
        out.append(plusIsBlank && byte == UInt8(ascii: "+") ? 0x20 : byte)
      }
    }
    let isClean = out.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    return isClean ? String(validating: out, as: UTF8.self) : nil
  }

  /// Encodes everything but letters, digits, `-`, `.`, `_` and `~`.
  static func encode(_ text: String) -> String {
    var out: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        out.append(byte)
      default:
        out.append(UInt8(ascii: "%"))
        out.append(hexDigit(byte >> 4))
        out.append(hexDigit(byte & 15))
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func hexPair<Text: Collection<UInt8>>(
    _ text: Text, _ index: Text.Index
  ) -> (UInt8, Text.Index)? {
    guard index != text.endIndex, let high = hexValue(text[index]) else { return nil }
    let next = text.index(after: index)
    guard next != text.endIndex, let low = hexValue(text[next]) else { return nil }
    return (high << 4 | low, text.index(after: next))
  }

  private static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }
}
