/// Texts of a page: entities replaced, blanks put together as a page shows them.
enum HTMLText {
  /// Appends a stretch of a page to a line. Blanks at its beginning and repeated ones are left out; blanks that must
  /// not break stay as blanks.
  static func append(_ bytes: ArraySlice<UInt8>, to line: inout [UInt8]) {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == UInt8(ascii: "&"), let (scalar, end) = entity(bytes, index) {
        append(scalar, to: &line)
        index = end
      } else if byte <= 0x20 || byte == 0x7F {
        if let last = line.last, last != 0x20 { line.append(0x20) }
        index += 1
      } else if byte == 0xC2, index + 1 < bytes.endIndex, bytes[index + 1] == 0xA0 {
        line.append(0x20)
        index += 2
      } else {
        line.append(byte)
        index += 1
      }
    }
  }

  private static func append(_ scalar: Unicode.Scalar, to line: inout [UInt8]) {
    switch scalar.value {
    case 0xA0: line.append(0x20)
    // Marks that only say where a line may break.
    case 0x200B...0x200D, 0xFEFF, 0xAD: break
    case 0..<0x20, 0x7F: if let last = line.last, last != 0x20 { line.append(0x20) }
    default: line += String(Character(scalar)).utf8
    }
  }

  /// The sign that an entity stands for and where it ends; nil for an ampersand that stands for itself.
  private static func entity(_ bytes: ArraySlice<UInt8>, _ start: Int) -> (Unicode.Scalar, Int)? {
    var end = start + 1
    while end < bytes.endIndex, end - start <= 10, isPartOfName(bytes[end]) { end += 1 }
    let name = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    guard !name.isEmpty else { return nil }
    if end < bytes.endIndex, bytes[end] == UInt8(ascii: ";") { end += 1 }
    if name.hasPrefix("#x") || name.hasPrefix("#X") {
      return UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init).map { ($0, end) }
    }
    if name.hasPrefix("#") { return UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init).map { ($0, end) } }
    return names[name].map { ($0, end) }
  }

  private static func isPartOfName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "#") || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }

  /// The entities that office programs and reporting systems write.
  private static let names: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "ensp": "\u{A0}", "emsp": "\u{A0}",
    "thinsp": "\u{A0}", "times": "×", "divide": "÷", "plusmn": "±", "le": "≤", "ge": "≥", "ne": "≠", "middot": "·",
    "hellip": "…", "mdash": "—", "ndash": "–", "ldquo": "“", "rdquo": "”", "lsquo": "‘", "rsquo": "’", "laquo": "«",
    "raquo": "»", "yen": "¥", "copy": "©", "reg": "®", "trade": "™", "deg": "°", "permil": "‰", "sup2": "²",
    "sup3": "³",
    "bull": "•", "radic": "√", "rarr": "→", "larr": "←", "uarr": "↑", "darr": "↓", "infin": "∞", "sect": "§",
    "asymp": "≈", "equiv": "≡", "sum": "∑", "alpha": "α", "beta": "β", "mu": "μ", "micro": "µ", "frac12": "½",
    "zwnj": "\u{200C}", "zwj": "\u{200D}", "shy": "\u{AD}", "cap": "∩", "cup": "∪", "minus": "−", "euro": "€",
    "pound": "£", "cent": "¢", "square": "□", "check": "✓",
  ]
}
