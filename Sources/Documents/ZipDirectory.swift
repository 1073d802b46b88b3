/// A first look at the end of a packed file, before the library makes room for everything its directory claims.
enum ZipDirectory {
  private static let endSignature: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
  private static let end64Signature: [UInt8] = [0x50, 0x4B, 0x06, 0x06]
  private static let locator64Signature: [UInt8] = [0x50, 0x4B, 0x06, 0x07]
  private static let endBytes = 22
  private static let commentBytesMax = 65_535
  /// A directory entry has 46 bytes and a name; parts of office files have names below 200 bytes.
  private static let entryBytesMax = 256

  /// - Throws: `.zipBomb` when any end record in reach claims too many entries, `.damaged` when there is none.
  ///
  /// - Parameters:
  ///   - bytes: the whole file, or its end.
  ///   - start: where in the file `bytes` begin.
  static func check(_ bytes: [UInt8], from start: Int = 0, entriesMax: Int) throws(ReadError) {
    var found = false
    var index = bytes.count - endBytes
    let lowest = max(0, index - commentBytesMax)
    // The library may settle for any of the records, so every one must be acceptable.
    while index >= lowest {
      if bytes[index] == 0x50, matches(bytes, endSignature, at: index) {
        found = true
        try checkRecord(bytes, at: index, from: start, entriesMax)
      }
      index -= 1
    }
    guard found else { throw .damaged(.zip, detail: "文件不完整，后半部分缺失") }
  }

  /// So many bytes at the end of a file hold every record that counts, unless its directory lies far before them.
  static let tailBytes = 1 << 20

  private static func checkRecord(
    _ bytes: [UInt8], at index: Int, from start: Int, _ entriesMax: Int
  ) throws(ReadError) {
    try checkClaim(entries: number(bytes, index + 10, 2), size: number(bytes, index + 12, 4), entriesMax, narrow: true)
    let locator = index - 20
    guard locator >= 0, matches(bytes, locator64Signature, at: locator) else { return }
    let record = number(bytes, locator + 8, 8) - start
    guard record >= 0, record <= bytes.count - 56, matches(bytes, end64Signature, at: record) else { return }
    try checkClaim(
      entries: number(bytes, record + 32, 8), size: number(bytes, record + 40, 8), entriesMax, narrow: false)
  }

  /// - Parameter narrow: all bits set mean "see the wide record".
  private static func checkClaim(entries: Int, size: Int, _ entriesMax: Int, narrow: Bool) throws(ReadError) {
    let isElsewhere = narrow && (entries == 0xFFFF || size == 0xFFFF_FFFF)
    guard isElsewhere || (0...entriesMax).contains(entries) && (0...entriesMax * entryBytesMax).contains(size) else {
      throw .zipBomb
    }
  }

  private static func matches(_ bytes: [UInt8], _ signature: [UInt8], at index: Int) -> Bool {
    bytes[index..<(index + 4)].elementsEqual(signature)
  }

  /// Little-endian; eight bytes beyond `Int` come out negative.
  private static func number(_ bytes: [UInt8], _ index: Int, _ count: Int) -> Int {
    var value: UInt64 = 0
    for offset in (0..<count).reversed() { value = value << 8 | UInt64(bytes[index + offset]) }
    return Int(truncatingIfNeeded: value)
  }
}
