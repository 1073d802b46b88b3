/// The bytes of a value with the many writings of one sign brought to one: full-width letters to ASCII, ≧ and ⩾ to ≥,
/// all dashes of a range to one, runs of blanks to one.
enum QuantityText {
  /// Signs that have no ASCII letter of their own take a control code, which no printed text contains.
  static let atLeast: UInt8 = 0x01
  static let atMost: UInt8 = 0x02
  static let dash: UInt8 = 0x03
  static let stop: UInt8 = 0x04

  /// - Returns: the number of bytes written, at most as many as read.
  static func normalise(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>, _ notes: inout Quantity.Notes
  ) -> Int {
    var count = 0
    var index = 0
    func put(_ byte: UInt8) {
      output[count] = byte
      count += 1
    }
    while index < input.count {
      let byte = input[index]
      let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      let end = min(index + length, input.count)
      let sign = sign(input, index, length, &notes)
      switch sign {
      case 0: for position in index..<end { put(input[position]) }
      case 0x20: if count > 0, output[count - 1] != 0x20 { put(0x20) }
      default: put(sign)
      }
      index = end
    }
    while count > 0, output[count - 1] == 0x20 { count -= 1 }
    for position in 0..<count where output[position] == 0x20 {
      notes.insert(.blanks)
      break
    }
    return count
  }

  /// The byte that stands for the letter at `index`; 0 when it stands for itself.
  @inline(__always)
  private static func sign(
    _ input: UnsafeBufferPointer<UInt8>, _ index: Int, _ length: Int, _ notes: inout Quantity.Notes
  ) -> UInt8 {
    let byte = input[index]
    if length == 1 {
      if byte <= 0x20 || byte == 0x7F { return 0x20 }
      return byte == UInt8(ascii: "~") ? dash : byte
    }
    if byte == 0xC2, index + 1 < input.count, input[index + 1] == 0xA0 { return 0x20 }
    guard length == 3, byte == 0xE2 || byte == 0xE3 || byte == 0xEF, index + 2 < input.count else { return 0 }
    return wideSign(byte, input[index + 1], input[index + 2], &notes)
  }

  private static func wideSign(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ notes: inout Quantity.Notes) -> UInt8
  {
    switch (first, second, third) {
    case (0xE2, 0x89, 0xA5): return atLeast
    case (0xE2, 0x89, 0xA4): return atMost
    case (0xE2, 0x89, 0xA7), (0xE2, 0xA9, 0xBE):
      notes.insert(.unusualSign)
      return atLeast
    case (0xE2, 0x89, 0xA6), (0xE2, 0xA9, 0xBD):
      notes.insert(.unusualSign)
      return atMost
    case (0xE2, 0x89, 0x88):
      notes.insert(.approximate)
      return 0x20
    case (0xE2, 0x80, 0x90...0x95), (0xE2, 0x88, 0xBC), (0xE3, 0x80, 0x9C), (0xEF, 0xBD, 0x9E): return dash
    case (0xE2, 0x88, 0x92): return UInt8(ascii: "-")
    case (0xE3, 0x80, 0x80): return 0x20
    case (0xE3, 0x80, 0x82): return stop
    case (0xEF, 0xBC, 0x81...0xBF): return narrow(third - 0x60, &notes)
    case (0xEF, 0xBD, 0x80...0x9D): return narrow(third - 0x20, &notes)
    default: return 0
    }
  }

  /// Punctuation is full-width in every Chinese text; only digits, letters and signs are worth a note.
  private static func narrow(_ byte: UInt8, _ notes: inout Quantity.Notes) -> UInt8 {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: ";"),
      UInt8(ascii: "!"),
      UInt8(ascii: "?"):
      break
    default: notes.insert(.fullWidth)
    }
    return byte
  }

  /// Normalised bytes as a text that people can read.
  static func string(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, isEdge(bytes[lower]) { lower += 1 }
    while upper > lower, isEdge(bytes[upper - 1]) { upper -= 1 }
    guard lower < upper else { return "" }
    let slice = UnsafeBufferPointer(rebasing: bytes[lower..<upper])
    guard slice.contains(where: { $0 < 0x20 }) else { return String(decoding: slice, as: UTF8.self) }
    let names: [UInt8: String] = [atLeast: "≥", atMost: "≤", dash: "-", stop: "。"]
    var out = ""
    for piece in slice.split(whereSeparator: { $0 < 0x20 }) {
      if !out.isEmpty, let sign = names[bytes[piece.startIndex + lower - 1]] { out += sign }
      out += String(decoding: piece, as: UTF8.self)
    }
    return out
  }

  private static func isEdge(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: ":") || byte <= stop
  }
}
