/// Writes packed files whose parts are not compressed, with names in any encoding.
public struct StoredZip {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  public init() {}

  public mutating func add(_ name: String, _ bytes: [UInt8]) { add(nameBytes: Array(name.utf8), bytes, isUTF8: true) }

  /// - Parameter isUTF8: whether the file says that its names are; older programs say nothing and mean the machine's.
  public mutating func add(nameBytes name: [UInt8], _ bytes: [UInt8], isUTF8: Bool) {
    let flags: UInt16 = isUTF8 ? 0x0800 : 0
    let head =
      Self.little(UInt16(20)) + Self.little(flags) + [0, 0, 0, 0, 0x21, 0x58] + Self.little(Self.sum(bytes))
      + Self.little(UInt32(bytes.count)) + Self.little(UInt32(bytes.count)) + Self.little(UInt16(name.count)) + [0, 0]
    directory +=
      [0x50, 0x4B, 1, 2, 20, 0] + head + [UInt8](repeating: 0, count: 10) + Self.little(UInt32(body.count)) + name
    body += [0x50, 0x4B, 3, 4] + head + name + bytes
    count += 1
  }

  public var bytes: [UInt8] {
    body + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + Self.little(UInt16(count)) + Self.little(UInt16(count))
      + Self.little(UInt32(directory.count)) + Self.little(UInt32(body.count)) + [0, 0]
  }

  private static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    (0..<(Number.bitWidth / 8)).map { UInt8(truncatingIfNeeded: number >> Number($0 * 8)) }
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
  }

  private static func sum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ ($0 >> 8) }
  }
}
