/// Searches over the bytes of a text: rules look for words, never for patterns.
extension String {
  /// The bytes where they lie: texts on Linux have them in one piece, so that nothing is copied or counted.
  @inline(__always)
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
    var copy = self
    return copy.withUTF8(body)
  }

  /// Whether the text contains `word`, byte for byte.
  /// - Complexity: O(bytes), without allocation.
  func has(_ word: StaticString) -> Bool {
    withBytes { text in word.withUTF8Buffer { Bytes.find($0, in: text) != nil } }
  }

  func has(_ word: String) -> Bool {
    withBytes { text in word.withBytes { Bytes.find($0, in: text) != nil } }
  }

  /// Byte for byte: what is printed alike in one document is stored alike, and Unicode need not be asked.
  func isSame(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    return withBytes { mine in other.withBytes { theirs in Bytes.areEqual(mine, theirs) } }
  }

  /// A number that texts of the same bytes share; eight bytes at a time.
  func hashCode(_ seed: UInt64 = 0xCBF2_9CE4_8422_2325) -> UInt64 {
    withBytes { bytes in
      let raw = UnsafeRawBufferPointer(bytes)
      var hash = seed ^ UInt64(raw.count)
      func add(_ part: UInt64) {
        let (high, low) = (hash ^ part).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        hash = high ^ low
      }
      var index = 0
      while index + 8 <= raw.count {
        add(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        index += 8
      }
      var rest: UInt64 = 0
      while index < raw.count {
        rest = rest << 8 | UInt64(raw[index])
        index += 1
      }
      add(rest)
      return hash
    }
  }

  /// Whether the text ends with `ending`, byte for byte.
  func ends(with ending: String) -> Bool {
    withBytes { text in
      ending.withBytes { ending in
        text.count >= ending.count
          && Bytes.areEqual(UnsafeBufferPointer(rebasing: text.suffix(ending.count)), ending)
      }
    }
  }

  /// Whether so many digits stand in a row.
  /// - Complexity: O(bytes ÷ `count`) for texts without long numbers.
  func hasDigits(_ count: Int) -> Bool {
    withBytes { bytes in
      var end = count - 1
      while end < bytes.count {
        var start = end
        while start > end - count, bytes[start] &- 0x30 <= 9 {
          if start == end - count + 1 { return true }
          start -= 1
        }
        // The next run of digits begins behind what is none.
        end = start + count
      }
      return false
    }
  }

  func hasAny(_ words: [String]) -> String? { words.first { has($0) } }
}

enum KeyNumbers {
  /// Whether a number stands twice; a look at numbers before keys are compared.
  static func haveRepeats(_ numbers: [UInt64?]) -> Bool {
    let sorted = numbers.compactMap { $0 }.sorted()
    return sorted.indices.dropFirst().contains { sorted[$0] == sorted[$0 - 1] }
  }
}

enum Bytes {
  /// Whether two texts of the same length are the same, eight bytes at a time.
  static func areEqual(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    let (a, b) = (UnsafeRawBufferPointer(left), UnsafeRawBufferPointer(right))
    var index = 0
    while index + 8 <= a.count {
      guard
        a.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          == b.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      else { return false }
      index += 8
    }
    while index < a.count {
      guard a[index] == b[index] else { return false }
      index += 1
    }
    return true
  }

  /// Offset of the first occurrence of `word`; nil when there is none or the word is empty.
  static func find(_ word: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let first = word.first, text.count >= word.count else { return nil }
    let last = text.count - word.count
    guard word.count >= 4 else {
      for index in 0...last where text[index] == first && matches(word, text, at: index, from: 1) { return index }
      return nil
    }
    // Chinese characters begin alike: four bytes at once tell them apart.
    let (needle, hay) = (UnsafeRawBufferPointer(word), UnsafeRawBufferPointer(text))
    let start = needle.loadUnaligned(as: UInt32.self)
    for index in 0...last
    where hay.loadUnaligned(fromByteOffset: index, as: UInt32.self) == start && matches(word, text, at: index, from: 4)
    {
      return index
    }
    return nil
  }

  @inline(__always)
  private static func matches(
    _ word: UnsafeBufferPointer<UInt8>, _ text: UnsafeBufferPointer<UInt8>, at index: Int, from start: Int
  ) -> Bool {
    var matched = start
    while matched < word.count, text[index + matched] == word[matched] { matched += 1 }
    return matched == word.count
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

  /// Written as bytes: appending scalar by scalar to a text takes ten times as long.
  var text: String { Self.text(scalars[...]) }

  static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(unsafeUninitializedCapacity: scalars.count * 4) { out in
      var end = 0
      for scalar in scalars {
        let value = scalar.value
        func put(_ byte: UInt32) {
          out[end] = UInt8(truncatingIfNeeded: byte)
          end += 1
        }
        switch value {
        case ..<0x80: put(value)
        case ..<0x800:
          put(0xC0 | value >> 6)
          put(0x80 | value & 0x3F)
        case ..<0x10000:
          put(0xE0 | value >> 12)
          put(0x80 | value >> 6 & 0x3F)
          put(0x80 | value & 0x3F)
        default:
          put(0xF0 | value >> 18)
          put(0x80 | value >> 12 & 0x3F)
          put(0x80 | value >> 6 & 0x3F)
          put(0x80 | value & 0x3F)
        }
      }
      return end
    }
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

  /// Position of the first occurrence of a word; nil when there is none.
  func index(of word: String, from start: Int = 0) -> Int? {
    let word = Array(word.unicodeScalars)
    guard !word.isEmpty, start >= 0, scalars.count >= start + word.count else { return nil }
    return (start...(scalars.count - word.count)).first { scalars[$0..<$0 + word.count].elementsEqual(word) }
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
    plain.scalars.removeAll(where: isMark)
    return plain
  }

  /// A number that texts of the same key share; `seed` is that of the text before it.
  static func keyNumber(_ text: String, _ seed: UInt64 = 0xCBF2_9CE4_8422_2325) -> UInt64 {
    var number = seed
    for scalar in text.unicodeScalars where !isBlank(scalar) {
      let plain = halfWidth(scalar)
      if !isMark(plain) { number = (number ^ UInt64(plain.value)) &* 0x100_0000_01B3 }
    }
    return number
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "(", ")", "、", ",", "。", ".", ";", ":", "·", "“", "”", "\"", "'", "-", "/": true
    default: false
    }
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
