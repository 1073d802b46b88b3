/// Text as it stands: one paragraph per line that is not blank, with the line's number.
enum PlainText {
  /// - Parameter text: UTF-8; lines end with LF, CR or both; a form feed begins a page.
  static func read(_ text: [UInt8], format: String) -> Document {
    var document = Document(format: format)
    var line = 1
    var start = 0
    var index = 0
    while index <= text.count {
      guard index == text.count || text[index] == 0x0A || text[index] == 0x0D else {
        index += 1
        continue
      }
      if text[start..<index].contains(where: { $0 > 0x20 }) {
        let paragraph = String(decoding: text[start..<index], as: UTF8.self)
        document.blocks.append(.paragraph(.init(paragraph, at: .init(line: line))))
      }
      if index + 1 < text.count, text[index] == 0x0D, text[index + 1] == 0x0A { index += 1 }
      line += 1
      index += 1
      start = index
    }
    return document
  }
}
