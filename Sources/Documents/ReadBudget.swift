/// What a document has taken of its limits so far, counted over all its parts.
final class ReadBudget {
  private var items = 0
  private var blanks = 0
  private var textBytes = 0
  private var unpackedBytes = 0

  /// Counts a cell or paragraph.
  func spend(_ text: String, _ limits: ReadLimits) throws(ReadError) {
    items += 1
    textBytes += text.utf8.count
    guard items <= limits.items else { throw .tooComplex(detail: "单元格和段落超过 \(limits.items) 个") }
    guard textBytes <= limits.textBytes else { throw .tooComplex(detail: "文字超过 \(limits.textBytes >> 20) MB") }
  }

  /// Whether one more blank cell may be told of; beyond the limit they are left out, as nothing stands in them.
  func takeBlank(_ limits: ReadLimits) -> Bool {
    blanks += 1
    return blanks <= limits.items
  }

  /// A source that counts what comes out of it.
  func counting(_ part: ZipPart, _ limits: ReadLimits) -> (inout [UInt8]) throws(ReadError) -> Bool {
    { (piece) throws(ReadError) in
      let goesOn = try part.read(into: &piece)
      self.unpackedBytes += piece.count
      guard self.unpackedBytes <= limits.unpackedBytes else { throw .zipBomb }
      return goesOn
    }
  }
}
