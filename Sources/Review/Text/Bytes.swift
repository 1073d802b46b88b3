/// Searches over the bytes of a text: rules look for words, never for patterns.
extension String {
  /// Whether the text contains `word`, byte for byte.
  /// - Complexity: O(bytes), without allocation.
  func has(_ word: StaticString) -> Bool {
    var text = self
    return text.withUTF8 { text in
      word.withUTF8Buffer { Bytes.find($0, in: text) != nil }
    }
  }

  func has(_ word: String) -> Bool {
    var text = self
    var word = word
    return text.withUTF8 { text in word.withUTF8 { Bytes.find($0, in: text) != nil } }
  }

  /// Byte for byte: what is printed alike in one document is stored alike, and Unicode need not be asked.
  func isSame(as other: String) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }

  /// A number that texts of the same bytes share (FNV-1a).
  func hashCode(_ seed: UInt64 = 0xCBF2_9CE4_8422_2325) -> UInt64 {
    var text = self
    return text.withUTF8 { bytes in
      var hash = seed
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      return hash
    }
  }

  func hasAny(_ words: [String]) -> String? { words.first { has($0) } }
}

enum Bytes {
  /// Offset of the first occurrence of `word`; nil when there is none or the word is empty.
  static func find(_ word: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let first = word.first, text.count >= word.count else { return nil }
    let last = text.count - word.count
    var index = 0
    while index <= last {
      if text[index] == first {
        var matched = 1
        while matched < word.count, text[index + matched] == word[matched] { matched += 1 }
        if matched == word.count { return index }
      }
      index += 1
    }
    return nil
  }
}

/// A text as scalars in one spelling: half-width signs and digits, no blanks.
///
/// Two texts that print alike compare equal; positions in it are positions of scalars.
struct Plain: Hashable, Sendable {
  var scalars: [Unicode.Scalar]

  init(_ text: String) {
    scalars = []
    scalars.reserveCapacity(text.utf8.count / 2)
    for scalar in text.unicodeScalars where !Self.isBlank(scalar) { scalars.append(Self.halfWidth(scalar)) }
  }

  init(_ scalars: some Sequence<Unicode.Scalar>) { self.scalars = Array(scalars) }

  var text: String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }
  var isEmpty: Bool { scalars.isEmpty }
  var count: Int { scalars.count }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value <= 0x20 || scalar.value == 0xA0 || scalar.value == 0x3000 || scalar.value == 0xFEFF
      || (0x2000...0x200F).contains(scalar.value)
  }

  static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case 0x2212, 0x2013, 0x2014: "-"
    case 0xD7, 0x2715, 0x2716, 0x2573, 0x2217: "*"
    case 0xF7: "/"
    default: scalar
    }
  }

  func starts(_ word: StaticString, at index: Int) -> Bool {
    var at = index
    return word.withUTF8Buffer { bytes in
      for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
        guard at < scalars.count, scalars[at] == scalar else { return false }
        at += 1
      }
      return true
    }
  }

  /// Name of an indicator or unit for comparing: without brackets' contents? No: only without marks and blanks.
  static func key(_ text: String) -> Plain {
    var plain = Plain(text)
    plain.scalars.removeAll { scalar in
      switch scalar {
      case "(", ")", "、", ",", "。", ".", ";", ":", "·", "“", "”", "\"", "'", "-", "/": true
      default: false
      }
    }
    return plain
  }
}

extension Unicode.Scalar {
  var isDigit: Bool { ("0"..."9").contains(self) }
  /// Chinese characters and Latin letters: what units and words are made of.
  var isLetter: Bool {
    (0x4E00...0x9FFF).contains(value) || (0x3400...0x4DBF).contains(value) || ("a"..."z").contains(self)
      || ("A"..."Z").contains(self) || self == "㎡" || self == "％"
  }
}
