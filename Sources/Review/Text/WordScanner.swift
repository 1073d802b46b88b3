/// The word lists that a text was found to contain words of.
struct WordMarks: OptionSet, Hashable, Sendable {
  let rawValue: UInt32
  static let measure = WordMarks(rawValue: 1 << 0)
  static let execution = WordMarks(rawValue: 1 << 1)
  static let unitless = WordMarks(rawValue: 1 << 2)
  static let satisfaction = WordMarks(rawValue: 1 << 3)
  static let saving = WordMarks(rawValue: 1 << 4)
  static let limit = WordMarks(rawValue: 1 << 5)
  static let cost = WordMarks(rawValue: 1 << 6)
  static let harm = WordMarks(rawValue: 1 << 7)
  static let artefact = WordMarks(rawValue: 1 << 8)
  static let typo = WordMarks(rawValue: 1 << 9)
  static let district = WordMarks(rawValue: 1 << 10)
  static let dated = WordMarks(rawValue: 1 << 11)
  static let rate = WordMarks(rawValue: 1 << 12)
  static let time = WordMarks(rawValue: 1 << 13)
  static let rank = WordMarks(rawValue: 1 << 14)
  static let nonsense = WordMarks(rawValue: 1 << 15)
}

/// Finds the words of all lists in a text in one pass.
struct WordScanner: Sendable {
  private struct Word {
    let bytes: [UInt8]
    let marks: WordMarks
  }
  /// One bit per hash of a first character, so that most characters of a text are passed at once.
  private var filter: [UInt64]
  private var heads: [UInt32: [Word]] = [:]

  init(_ lists: [(words: [String], marks: WordMarks)]) {
    filter = Array(repeating: 0, count: 64)
    for (words, marks) in lists {
      for word in words {
        let bytes = Array(word.utf8)
        guard !bytes.isEmpty else { continue }
        let key = bytes.withUnsafeBufferPointer { Self.key($0, at: 0) }
        heads[key, default: []].append(Word(bytes: bytes, marks: marks))
        filter[Self.slot(key) >> 6] |= 1 << UInt64(Self.slot(key) & 63)
      }
    }
  }

  /// - Complexity: O(bytes), without allocation.
  func marks(in text: String) -> WordMarks {
    var text = text
    return text.withUTF8 { bytes in filter.withUnsafeBufferPointer { scan(bytes, $0) } }
  }

  private func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ filter: UnsafeBufferPointer<UInt64>) -> WordMarks {
    var found: WordMarks = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      let key = Self.key(bytes, at: index)
      let slot = Self.slot(key)
      if filter[slot >> 6] >> UInt64(slot & 63) & 1 == 1, let words = heads[key] {
        for word in words where !found.isSuperset(of: word.marks) && Self.matches(word.bytes, bytes, at: index) {
          found.formUnion(word.marks)
        }
      }
      index += length
    }
    return found
  }

  /// The bytes of the first character.
  private static func key(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32 {
    let first = UInt32(bytes[index])
    guard first >= 0xE0, index + 2 < bytes.count else { return first }
    return first << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
  }

  private static func slot(_ key: UInt32) -> Int { Int((key &* 0x9E37_79B1) >> 20) }

  private static func matches(_ word: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard index + word.count <= bytes.count else { return false }
    for offset in word.indices where bytes[index + offset] != word[offset] { return false }
    return true
  }
}
