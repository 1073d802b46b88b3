internal import Model

/// Printed lines put together again: paragraphs under the headings they stand below.
struct RunningText {
  struct Paragraph {
    /// Headings above, outermost first: 第三部分, 五、…, （二）….
    var headings: [Heading]
    /// The same for paragraphs that follow each other under the same headings.
    var path: Int
    /// Without blanks; the number it begins with is kept.
    var text: Scalars
    /// Index of its first line.
    var line: Int

    /// The headings below the part, as a person names the place: `五、支出决算情况 · （一）总体情况`.
    var section: String {
      headings.filter { $0.rank >= 1 }.map(\.printed).joined(separator: " · ")
    }

    func isUnder(_ words: [String]) -> Bool {
      headings.contains { heading in words.contains { heading.text.contains($0) } }
    }
  }

  struct Heading {
    /// As in `LineHeading`: part 0, 一、 1, （一） 2, 1. 3, （1） 4.
    var rank: Int
    var text: Scalars
    /// The text, made once for all paragraphs below.
    let printed: String

    init(rank: Int, text: Scalars) {
      self.rank = rank
      self.text = text
      printed = text.text
    }

    /// What the heading says behind its number.
    var name: Scalars { LineHeading.rank(text).map { text.slice($0.end..<text.count) } ?? text }
  }

  /// A heading with nothing printed below it before the next of its rank, or with a form directly below.
  struct Bare {
    var headings: [Heading]
    /// The first line of the form below; nil where nothing is below.
    var form: Int?
  }

  private(set) var paragraphs: [Paragraph] = []
  private(set) var bare: [Bare] = []
  private var headings: [Heading] = []
  /// Nothing has been printed below the innermost heading so far.
  private var isBare = false
  private var path = 0
  private var isOpen = false
  /// Width of a full line of running text.
  private let fullWidth: Int

  /// Paragraphs do not run on behind a table or a form.
  ///
  /// - Parameter isSkipped: lines that belong to forms.
  init(_ lines: [PrintedLine], isSkipped: (Int) -> Bool) {
    let widths = lines.indices.filter { !isSkipped($0) }.map { lines[$0].joined.printedWidth }.sorted()
    fullWidth = widths.isEmpty ? 0 : min(max(widths[widths.count * 9 / 10], 36), 90)
    var inTable = false
    for (index, line) in lines.enumerated() {
      if isSkipped(index) {
        isOpen = false
        if isBare { bare.append(Bare(headings: headings, form: index)) }
        isBare = false
        continue
      }
      if line.followsTable {
        inTable = false
        isOpen = false
        isBare = false
      }
      let text = line.joined
      let rank = LineHeading.rank(text)
      if let level = line.headingLevel, text.count <= Self.headingMax {
        inTable = false
        open(Heading(rank: rank?.rank ?? min(max(level - 1, 0), 4), text: text))
      } else if let rank, isHeading(text, rank: rank.rank) {
        inTable = false
        open(Heading(rank: rank.rank, text: text))
      } else if isCaption(text) {
        // What follows the caption of a table is its cells, until something numbered comes.
        inTable = text.first == "表"
        isOpen = false
        isBare = false
      } else if rank != nil {
        inTable = false
        isBare = false
        paragraphs.append(Paragraph(headings: headings, path: path, text: text, line: index))
        isOpen = true
      } else if !inTable {
        add(text, index)
      }
    }
  }

  /// Characters of a heading; what is longer was only printed like one, and every paragraph below would carry it.
  private static let headingMax = 100

  private mutating func open(_ heading: Heading) {
    path += 1
    if isBare, let last = headings.last, last.rank >= heading.rank { bare.append(Bare(headings: headings, form: nil)) }
    isBare = true
    headings.removeAll { $0.rank >= heading.rank }
    headings.append(heading)
    isOpen = false
  }

  private mutating func add(_ text: Scalars, _ line: Int) {
    isBare = false
    if isOpen, let last = paragraphs.indices.last {
      paragraphs[last].text += text
    } else {
      paragraphs.append(Paragraph(headings: headings, path: path, text: text, line: line))
      isOpen = true
    }
  }

  /// A numbered line without a sentence in it; smaller numbers also open sentences, so their headings must be short.
  private func isHeading(_ text: Scalars, rank: Int) -> Bool {
    if text.contains(where: { "。；，".unicodeScalars.contains($0) }) { return false }
    if let last = text.last, "：:".unicodeScalars.contains(last) { return false }
    if rank == 0 { return text.count <= 60 }
    if rank <= 2 { return text.count <= 40 }
    return text.count <= 20 && text.printedWidth * 4 < fullWidth * 3 && !text.contains("万元")
  }

  private func isCaption(_ text: Scalars) -> Bool {
    guard let first = text.first, first == "图" || first == "表", text.count <= 40, text.count > 2 else { return false }
    return text[1].isDigit || text[1].isChineseNumeral
  }
}

/// What is asked of the headings above paragraphs, once for those that follow each other under the same.
struct PathMemo<Value> {
  private let ask: (RunningText.Paragraph) -> Value
  private var last: (path: Int, value: Value)?

  init(_ ask: @escaping (RunningText.Paragraph) -> Value) { self.ask = ask }

  subscript(_ paragraph: RunningText.Paragraph) -> Value {
    mutating get {
      if let last, last.path == paragraph.path { return last.value }
      let value = ask(paragraph)
      last = (paragraph.path, value)
      return value
    }
  }
}

extension Array where Element == Unicode.Scalar {
  /// Sentences without the stop that ends them.
  var sentences: [Scalars] {
    split(whereSeparator: { "。；;！".unicodeScalars.contains($0) }).map { Scalars($0) }
  }

  /// Parts between commas; a comma inside a number divides nothing.
  var clauses: [Scalars] {
    var out: [Scalars] = []
    var start = 0
    for index in indices where self[index] == "，" || self[index] == "," {
      if index > 0, index + 1 < count, self[index - 1].isDigit, self[index + 1].isDigit, self[index] == "," { continue }
      out.append(slice(start..<index))
      start = index + 1
    }
    out.append(slice(start..<count))
    return out.filter { !$0.isEmpty }
  }

  /// Without remarks in brackets, which would come between a figure and its comparison; short ones belong to names.
  func withoutRemarks(longerThan length: Int) -> Scalars {
    var out: Scalars = []
    var index = 0
    while index < count {
      if self[index].halfWidth == "(",
        let close = self[index..<Swift.min(count, index + 400)].firstIndex(where: { $0.halfWidth == ")" }),
        close - index > length
      {
        index = close + 1
      } else {
        out.append(self[index])
        index += 1
      }
    }
    return out
  }
}
