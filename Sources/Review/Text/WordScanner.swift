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
  static let contingency = WordMarks(rawValue: 1 << 16)
  static let personPayment = WordMarks(rawValue: 1 << 17)
  static let placeholder = WordMarks(rawValue: 1 << 18)
  static let bound = WordMarks(rawValue: 1 << 19)
  static let percentSign = WordMarks(rawValue: 1 << 20)
  static let communities = WordMarks(rawValue: 1 << 21)
  static let boundedRate = WordMarks(rawValue: 1 << 22)
  static let growth = WordMarks(rawValue: 1 << 23)
  static let duty = WordMarks(rawValue: 1 << 24)
  static let completion = WordMarks(rawValue: 1 << 25)
  static let stray = WordMarks(rawValue: 1 << 26)
  static let until = WordMarks(rawValue: 1 << 27)
}

/// Finds the words of all lists in a text in one pass.
struct WordScanner: Sendable {
  /// Its bytes lie in `pool`.
  private struct Word {
    let start: Int
    let length: Int
    let marks: WordMarks
  }
  /// By hash of the first character: where its words begin in `words`; most characters have none.
  private var starts: [UInt16]
  private var words: [Word] = []
  private var pool: [UInt8] = []

  init(_ lists: [(words: [String], marks: WordMarks)]) {
    var bySlot: [Int: [Word]] = [:]
    for (words, marks) in lists {
      for word in words where !word.isEmpty {
        let slot = word.withBytes { Self.slot($0, at: 0) }
        bySlot[slot, default: []].append(Word(start: pool.count, length: word.utf8.count, marks: marks))
        pool += word.utf8
      }
    }
    starts = []
    starts.reserveCapacity(Self.slots + 1)
    for slot in 0..<Self.slots {
      starts.append(UInt16(words.count))
      words += bySlot[slot] ?? []
    }
    starts.append(UInt16(words.count))
  }

  /// - Complexity: O(bytes), without allocation.
  func marks(in text: String) -> WordMarks {
    text.withBytes { bytes in starts.withUnsafeBufferPointer { scan(bytes, $0) } }
  }

  private func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ starts: UnsafeBufferPointer<UInt16>) -> WordMarks {
    var found: WordMarks = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let slot = Self.slot(bytes, at: index)
      var word = Int(starts[slot])
      let end = Int(starts[slot + 1])
      while word < end {
        if !found.isSuperset(of: words[word].marks), stands(words[word], bytes, at: index) {
          found.formUnion(words[word].marks)
        }
        word += 1
      }
      index += byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    }
    return found
  }

  private static let slots = 4096

  /// Hash of the bytes of the first character.
  private static func slot(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    var key = UInt32(bytes[index])
    if key >= 0xE0, index + 2 < bytes.count {
      key = key << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
    }
    return Int((key &* 0x9E37_79B1) >> 20)
  }

  private func stands(_ word: Word, _ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    guard index + word.length <= bytes.count else { return false }
    for offset in 0..<word.length where bytes[index + offset] != pool[word.start + offset] { return false }
    return true
  }
}
