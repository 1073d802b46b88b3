/// Finds the longest word of a fixed list at a place in UTF-8 bytes.
///
/// - Complexity: a miss costs one look into 256 buckets.
struct WordTable<Value: Sendable>: Sendable {
  private struct Entry {
    let start: Int
    let length: Int
    let value: Value
  }

  private var pool: [UInt8] = []
  private var entries: [Entry] = []
  /// Entries of bucket `b` are `bounds[b]..<bounds[b + 1]`, longest first.
  private var bounds = [Int](repeating: 0, count: 257)

  init(_ words: [(String, Value)]) {
    var buckets = [[(bytes: [UInt8], value: Value)]](repeating: [], count: 256)
    for (word, value) in words {
      let bytes = Array(word.utf8)
      precondition(!bytes.isEmpty, "a word has at least one letter")
      let bucket = bytes.withUnsafeBufferPointer { Self.bucket($0, 0) }
      buckets[bucket].append((bytes, value))
    }
    for (index, bucket) in buckets.enumerated() {
      for word in bucket.sorted(by: { $0.bytes.count > $1.bytes.count }) {
        entries.append(Entry(start: pool.count, length: word.bytes.count, value: word.value))
        pool += word.bytes
      }
      bounds[index + 1] = entries.count
    }
  }

  /// An ASCII letter decides alone; of a Chinese character all three bytes do.
  @inline(__always)
  private static func bucket(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    let first = bytes[index]
    guard first >= 0x80, index + 2 < bytes.count else { return Int(first) }
    return Int((first &* 31) ^ (bytes[index + 1] &* 7) ^ (bytes[index + 2] &* 3))
  }

  /// The longest word that stands at `index`, and its length in bytes.
  @inline(__always)
  func match(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (value: Value, length: Int)? {
    guard index < bytes.count else { return nil }
    let bucket = Self.bucket(bytes, index)
    let lower = bounds[bucket]
    let upper = bounds[bucket + 1]
    return lower == upper ? nil : longest(lower..<upper, bytes, at: index)
  }

  private func longest(
    _ candidates: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (value: Value, length: Int)? {
    for candidate in candidates {
      let entry = entries[candidate]
      guard index + entry.length <= bytes.count else { continue }
      var same = 0
      while same < entry.length, pool[entry.start + same] == bytes[index + same] { same += 1 }
      if same == entry.length { return (entry.value, entry.length) }
    }
    return nil
  }
}
