/// In which characters a text file was written, and its text as UTF-8.
///
/// The rule, first match wins (decision 0010): a byte order mark; valid UTF-8; GB18030 whose characters look like
/// Chinese; UTF-8 with a few broken places. Anything else is no text: guessing on would print rubbish as if it were
/// the document's.
struct CharacterEncoding {
  var name: String
  var text: [UInt8]

  /// - Returns: nil when the bytes are no text in a known encoding.
  static func decode(_ bytes: [UInt8]) -> CharacterEncoding? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return utf8(Array(bytes.dropFirst(3)), name: "UTF-8") }
    // A four-byte mark would be taken for the two-byte one and its zeros for characters: refused below.
    if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes, high: 1) }
    if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes, high: 0) }
    guard isFreeOfControls(bytes) else { return nil }
    if isValidUTF8(bytes) { return CharacterEncoding(name: "UTF-8", text: bytes) }
    if looksLikeChinese(gb18030: bytes), let text = Iconv.utf8(fromGB18030: bytes) {
      return CharacterEncoding(name: "GBK", text: text)
    }
    return utf8(bytes, name: "UTF-8")
  }

  /// Text has tabs, line ends, form feeds and at most an end-of-file mark of DOS; pictures and programs have the rest.
  private static func isFreeOfControls(_ bytes: [UInt8]) -> Bool {
    var controls = 0
    for byte in bytes where byte < 0x20 {
      if byte == 0 { return false }
      if !(0x08...0x0D).contains(byte), byte != 0x1A, byte != 0x1B { controls += 1 }
    }
    return controls * 1000 <= bytes.count
  }

  private static func isValidUTF8(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) != nil }
  }

  /// Repairs up to one broken place per 200 bytes (a file cut in mid-character always passes).
  private static func utf8(_ bytes: [UInt8], name: String) -> CharacterEncoding? {
    if bytes.contains(0) { return nil }
    if isValidUTF8(bytes) { return CharacterEncoding(name: name, text: bytes) }
    let repaired = Array(String(decoding: bytes, as: UTF8.self).utf8)
    let broken = replacements(in: repaired) - replacements(in: bytes)
    return broken <= 1 + bytes.count / 200 ? CharacterEncoding(name: name, text: repaired) : nil
  }

  /// Counts U+FFFD.
  private static func replacements(in bytes: [UInt8]) -> Int {
    var count = 0
    var index = 0
    while index + 2 < bytes.count {
      if bytes[index] == 0xEF, bytes[index + 1] == 0xBF, bytes[index + 2] == 0xBD { count += 1 }
      index += 1
    }
    return count
  }

  private static func utf16(_ bytes: [UInt8], high: Int) -> CharacterEncoding? {
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index in
      UInt16(bytes[index + high]) << 8 | UInt16(bytes[index + 1 - high])
    }
    let text = Array(String(decoding: units, as: UTF16.self).utf8)
    guard !units.contains(0), replacements(in: text) <= 1 + units.count / 200 else { return nil }
    return CharacterEncoding(name: "UTF-16", text: text)
  }

  /// Whether the two-byte characters are mostly those of everyday Chinese: the 3,755 common characters and the
  /// symbols of GB 2312 (rows 1–9 and 16–55). Real texts have over 95 % of them, chance has 27 %.
  private static func looksLikeChinese(gb18030 bytes: [UInt8]) -> Bool {
    var common = 0
    var all = 0
    var index = 0
    while index + 1 < bytes.count {
      let lead = bytes[index]
      guard lead >= 0x80 else {
        index += 1
        continue
      }
      let trail = bytes[index + 1]
      all += 1
      if (0x30...0x39).contains(trail) {
        index += 4
        continue
      }
      if trail >= 0xA1, (0xA1...0xA9).contains(lead) || (0xB0...0xD7).contains(lead) { common += 1 }
      index += 2
    }
    return common * 10 >= all * 7
  }
}
