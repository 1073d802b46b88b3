import Documents

/// Tells documents whose text a recogniser made of pictures: figures are torn behind their point, `25954. 31`.
///
/// Their digits and columns may be wrong without looking wrong, so nothing in them proves anything by itself.
struct RecognisedText {
  private var torn = 0
  private var whole = 0

  /// A page or two of money; fewer torn figures may be slips of a typist.
  private static let tornMin = 5

  static func holds(_ document: Document) -> Bool {
    var counted = RecognisedText()
    for block in document.blocks {
      switch block {
      case .heading(_, let paragraph), .paragraph(let paragraph): counted.count(paragraph.text)
      case .table(let table): for row in table.rows { for cell in row { counted.count(cell.text) } }
      }
    }
    return counted.torn >= tornMin && counted.torn * 4 >= counted.torn + counted.whole
  }

  private mutating func count(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var before = 0
      var index = 0
      while index < bytes.count {
        defer { index += 1 }
        if Self.isDigit(bytes[index]) {
          before += 1
          continue
        }
        defer { before = 0 }
        guard before > 0, bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ",") else { continue }
        var next = index + 1
        while next < bytes.count, next < index + 3, bytes[next] == UInt8(ascii: " ") { next += 1 }
        var after = 0
        while next + after < bytes.count, after <= 3, Self.isDigit(bytes[next + after]) { after += 1 }
        // `10. 2024年` numbers a sentence; a short number before a blank may do so too.
        guard after > 0, after <= 3 else { continue }
        if next == index + 1 {
          if bytes[index] == UInt8(ascii: ".") { whole += 1 }
        } else if before >= 2 {
          torn += 1
        }
      }
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
