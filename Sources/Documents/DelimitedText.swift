/// A table saved as text: cells apart by commas or tabs, quoted where they hold one (.csv).
public enum DelimitedText {
  /// Whether a file is text rather than one of the formats that are told by their first bytes.
  public static func isText(_ bytes: [UInt8]) -> Bool { FileKind.detect(bytes) == nil }

  /// - Parameter bytes: the file in any encoding that `DocumentReader` reads.
  /// - Returns: lines of cells; blank lines are kept, so that row numbers are those of the file.
  /// - Throws: `.empty`, `.tooLarge`, `.unknownFormat`.
  public static func rows(_ bytes: [UInt8], limits: ReadLimits = .standard) throws(ReadError) -> [[String]] {
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count <= limits.textFileBytes else {
      throw .tooLarge(bytes: bytes.count, limit: limits.textFileBytes)
    }
    guard let decoded = CharacterEncoding.decode(bytes) else { throw .unknownFormat }
    let head = decoded.text.prefix { $0 != 0x0A }
    let hasTabs = head.contains(0x09)
    return split(decoded.text, by: hasTabs ? 0x09 : 0x2C)
  }

  private static func split(_ text: [UInt8], by separator: UInt8) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var index = 0
    func word() -> String { String(decoding: cell, as: UTF8.self) }
    while index < text.count {
      let byte = text[index]
      index += 1
      if isQuoted {
        guard byte == 0x22 else {
          cell.append(byte)
          continue
        }
        // Two quotes inside quotes are one.
        if index < text.count, text[index] == 0x22 {
          cell.append(byte)
          index += 1
        } else {
          isQuoted = false
        }
      } else if byte == 0x22, cell.isEmpty {
        isQuoted = true
      } else if byte == separator {
        row.append(word())
        cell = []
      } else if byte == 0x0A {
        row.append(word())
        rows.append(row)
        row = []
        cell = []
      } else if byte != 0x0D {
        cell.append(byte)
      }
    }
    if !cell.isEmpty || !row.isEmpty { rows.append(row + [word()]) }
    return rows
  }
}
