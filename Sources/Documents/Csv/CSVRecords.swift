/// The records of a text whose fields are parted by one sign, one after the other; blank fields leave no trace.
struct CSVRecords {
  struct Field: Hashable {
    /// From 0.
    var column: Int
    var text: String
  }

  private let bytes: ArraySlice<UInt8>
  private let separator: UInt8
  private var index: Int
  /// A quotation mark that is never closed is a sign like any other, and so are all behind it.
  private var quotesAreSigns = false
  private var buffer: [UInt8] = []

  private static let quote = UInt8(ascii: "\"")

  init(_ bytes: ArraySlice<UInt8>, separator: UInt8) {
    self.bytes = bytes
    self.separator = separator
    index = bytes.startIndex
  }

  /// Fills in the next record.
  ///
  /// - Returns: how many fields it has, blank ones included; nil behind the last record.
  mutating func next(_ fields: inout [Field]) -> Int? {
    fields.removeAll(keepingCapacity: true)
    guard index < bytes.endIndex else { return nil }
    var column = 0
    while true {
      readField()
      if !buffer.allSatisfy({ $0 <= 0x20 }) {
        fields.append(Field(column: column, text: String(decoding: buffer, as: UTF8.self)))
      }
      column += 1
      guard index < bytes.endIndex, bytes[index] == separator else { break }
      index += 1
    }
    endLine()
    return column
  }

  private mutating func endLine() {
    guard index < bytes.endIndex else { return }
    if bytes[index] == 0x0D, index + 1 < bytes.endIndex, bytes[index + 1] == 0x0A { index += 1 }
    index += 1
  }

  /// Up to the separator or line end that follows the field.
  private mutating func readField() {
    buffer.removeAll(keepingCapacity: true)
    // `="0012"` keeps a spreadsheet from taking a code for a figure.
    let opening =
      index + 1 < bytes.endIndex && bytes[index] == UInt8(ascii: "=") && bytes[index + 1] == Self.quote
      ? index + 1 : index
    if opening < bytes.endIndex, bytes[opening] == Self.quote, !quotesAreSigns {
      if readQuoted(from: opening + 1) { return readPlain() }
      quotesAreSigns = true
      buffer.removeAll(keepingCapacity: true)
    }
    readPlain()
  }

  private mutating func readPlain() {
    let start = index
    while index < bytes.endIndex, bytes[index] != separator, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
    buffer += bytes[start..<index]
  }

  /// - Returns: false when the mark is never closed; nothing is taken then.
  private mutating func readQuoted(from start: Int) -> Bool {
    var position = start
    while position < bytes.endIndex {
      let byte = bytes[position]
      position += 1
      if byte == Self.quote {
        guard position < bytes.endIndex, bytes[position] == Self.quote else {
          index = position
          return true
        }
        position += 1
      }
      // Line ends inside a field are line feeds.
      if byte == 0x0D {
        if position >= bytes.endIndex || bytes[position] != 0x0A { buffer.append(0x0A) }
      } else {
        buffer.append(byte)
      }
    }
    return false
  }
}
