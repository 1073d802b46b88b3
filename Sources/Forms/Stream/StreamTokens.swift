import Documents

/// The texts of cells, one after the other, as an export leaves them that prints no columns.
struct StreamTokens {
  struct Token {
    var cell: SheetCell
    /// Running number of the line it stood on.
    var line: Int
  }

  static let tokensMax = 40_000
  private let lexicon: Lexicon

  init(_ lexicon: Lexicon) { self.lexicon = lexicon }

  /// - Returns: for each paragraph its tokens; nil when there are too many for a form.
  func tokens(of document: Document) -> [Token]? {
    var out: [Token] = []
    for (line, block) in document.blocks.enumerated() {
      switch block {
      case .heading(_, let paragraph), .paragraph(let paragraph):
        for text in parts(paragraph.text) { out.append(token(text, paragraph.place, line)) }
      case .table(let table):
        // Rows of a table that lost its columns are lines like any others.
        for row in table.rows {
          for cell in row where !Wording.unspaced(cell.text).isEmpty { out.append(token(cell.text, cell.place, line)) }
        }
      }
      guard out.count <= Self.tokensMax else { return nil }
    }
    return out
  }

  private func token(_ text: String, _ place: Document.Place, _ line: Int) -> Token {
    Token(cell: SheetCell(Document.Cell(text, column: 0, at: place), lexicon), line: line)
  }

  /// The parts of a line between blanks; a number and the unit behind it stay together.
  private func parts(_ text: String) -> [String] {
    let words = text.unicodeScalars.split(whereSeparator: Wording.isBlank).map { String(String.UnicodeScalarView($0)) }
    guard words.count > 1 else { return words }
    var out: [String] = []
    for word in words {
      if let last = out.last, joins(last, word) { out[out.count - 1] = last + word } else { out.append(word) }
    }
    return out
  }

  private func joins(_ left: String, _ right: String) -> Bool {
    guard let a = left.unicodeScalars.last, let b = right.unicodeScalars.first else { return false }
    let isUnit = right.unicodeScalars.count <= 3 && b.value >= 0x4E00 && lexicon.field(Wording.key(right)) == nil
    if Wording.isDigit(a), isUnit || b == "%" { return true }
    if "≥≤＞＜><=≧≦".unicodeScalars.contains(a) { return true }
    return a == "年" && Wording.isDigit(b)
      || ("（(".unicodeScalars.contains(b) && !Wording.isDigit(a) && right.unicodeScalars.count <= 8)
  }
}
