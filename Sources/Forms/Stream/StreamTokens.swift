import Documents
import Model
import Schemes

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

  /// The tokens of a document, words broken over lines put together.
  struct Whole {
    var tokens: [Token]
    var isTorn: Bool
  }

  /// - Returns: nil when there are too many for a form.
  func tokens(of document: Document) -> Whole? {
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
    return whole(out)
  }

  /// Level heads and labels that were torn over lines of a narrow column are put together: `经济效益` above `指标`.
  private func whole(_ tokens: [Token]) -> Whole {
    var out: [Token] = []
    var isTorn = false
    for token in tokens {
      guard let last = out.last, isRest(token.cell, of: last.cell) || isRestOfValue(token, of: last) else {
        out.append(token)
        continue
      }
      isTorn = true
      out[out.count - 1].cell = last.cell.joined(token.cell, lexicon)
      out[out.count - 1].line = token.line
    }
    return Whole(tokens: out, isTorn: isTorn)
  }

  private static let units: Set<String> = [
    "个", "处", "元", "万元", "亿元", "场", "次", "场次", "人", "人次", "万人", "万人次", "户", "家", "项", "座", "条", "台", "套", "公里", "米",
    "亩",
    "万亩", "平方米", "吨", "天", "日", "月", "年", "小时", "分", "%", "个百分点", "名", "批", "篇", "件", "期", "只", "头", "株", "册", "份", "起",
    "例",
    "所", "间", "辆", "个工作日", "工作日", "日前", "月底前", "底前", "前",
  ]

  /// The unit of a figure, or the rest of a date, on the next line: `≤1.2万` above `元`, `2024年11月` above `30日前`.
  private func isRestOfValue(_ token: Token, of above: Token) -> Bool {
    guard token.line != above.line, let end = above.cell.text.unicodeScalars.last,
      above.cell.traits.looksLikeValue || above.cell.traits.isNumber
    else { return false }
    let text = token.cell.text
    if end == "月" || end == "年" {
      return text.unicodeScalars.first.map(Wording.isDigit) == true && text.hasSuffix("日前")
    }
    if end == "." { return token.cell.traits.isNumber }
    return (Wording.isDigit(end) || end == "万" || end == "亿") && Self.units.contains(text)
  }

  private func isRest(_ cell: SheetCell, of above: SheetCell) -> Bool {
    let both = above.text + cell.text
    guard cell.text.unicodeScalars.count <= 6, both.unicodeScalars.count <= 16, !cell.traits.isNumber,
      !above.traits.isNumber
    else { return false }
    if isLevel(both) { return ["指标", "标"].contains(cell.text) || !above.traits.isLevel }
    return above.traits.field == nil && cell.traits.field == nil && !above.traits.isLevel && !cell.traits.isLevel
      && TemplateList.allCases.allSatisfy {
        lexicon.column($0, above.key) == nil && lexicon.column($0, cell.key) == nil
      }
      && lexicon.field(Wording.key(both)) != nil
  }

  private func isLevel(_ text: String) -> Bool {
    lexicon.level1Name(text) != nil || lexicon.level2Parents(text) != nil
  }

  private func token(_ text: String, _ place: Document.Place, _ line: Int) -> Token {
    Token(cell: SheetCell(Document.Cell(text, column: 0, at: place), lexicon), line: line)
  }

  /// The parts of a line between blanks; a number and the unit behind it stay together.
  private func parts(_ text: String) -> [String] {
    let words = text.unicodeScalars.split(whereSeparator: Wording.isBlank).map { String(String.UnicodeScalarView($0)) }
    guard words.count > 1 else { return words }
    var out: [String] = []
    for (index, word) in words.enumerated() {
      if let last = out.last, joins(last, word) || isOpen(last, words[index...]) {
        out[out.count - 1] = last + word
      } else {
        out.append(word)
      }
    }
    return out
  }

  /// Whether a text ends within brackets that one of the next words closes.
  private func isOpen(_ text: String, _ next: ArraySlice<String>) -> Bool {
    func depth(_ text: String) -> Int {
      text.unicodeScalars.reduce(0) {
        $0 + ("（(".unicodeScalars.contains($1) ? 1 : "）)".unicodeScalars.contains($1) ? -1 : 0)
      }
    }
    var open = depth(text)
    guard open > 0 else { return false }
    for word in next.prefix(3) {
      open += depth(word)
      if open <= 0 { return true }
    }
    return false
  }

  private func joins(_ left: String, _ right: String) -> Bool {
    guard let a = left.unicodeScalars.last, let b = right.unicodeScalars.first else { return false }
    let isUnit =
      right.unicodeScalars.count <= 3 && b.value >= 0x4E00 && lexicon.field(Wording.key(right)) == nil
      && !lexicon.isTotal(right) && !isLevel(right)
    if Wording.isDigit(a), isUnit || b == "%" { return true }
    if "≥≤＞＜><=≧≦".unicodeScalars.contains(a) { return true }
    if ["任务", "目标", "附件", "附表"].contains(where: left.hasSuffix) { return Wording.isDigit(b) }
    return a == "年" && Wording.isDigit(b) && TableHead.historyYear(Wording.key(right)) == nil
      || ("（(".unicodeScalars.contains(b) && !Wording.isDigit(a) && right.unicodeScalars.count <= 8)
  }
}
