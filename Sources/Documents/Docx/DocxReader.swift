/// Reads a Word document (.docx) as it prints: tracked changes accepted, fields by their results, merged cells once.
///
/// Not read: headers, footers, footnotes, comments, pictures. A text box stands after the paragraph it hangs on.
struct DocxReader {
  let xml: XMLReader<WordName>
  let styles: WordStyles
  var numbering: WordNumbering
  let limits: ReadLimits

  /// Text of what is being read; each cell or paragraph takes its end of it and gives it back.
  var text: [UInt8] = []
  /// Text boxes met in the paragraph being read.
  var boxes: [Document.Block] = []
  var fields = WordFields()
  var tableCount = 0
  var tableDepth = 0
  private var paragraphCount = 0
  private var items = 0
  private var textBytes = 0

  /// - Parameter source: the main part of the document, piece by piece.
  init(
    part: String, styles: WordStyles, numbering: WordNumbering, limits: ReadLimits,
    source: @escaping XMLReader<WordName>.Source
  ) throws(ReadError) {
    xml = try XMLReader(part: part, limits: limits, source: source)
    self.styles = styles
    self.numbering = numbering
    self.limits = limits
  }

  /// - Throws: `.damaged` when the part is no Word document, or breaks off; other cases as the limits are passed.
  mutating func read() throws(ReadError) -> Document {
    guard let first = try xml.next(), first.kind == .start, first.name == .body else {
      throw .damaged(.docx, detail: "正文不是 Word 的内容")
    }
    let blocks = try readBlocks(until: .body)
    while try xml.next() != nil {}
    return Document(blocks: blocks, format: "docx")
  }

  /// Paragraphs and tables up to the end of an element that was begun: the body, or a text box.
  mutating func readBlocks(until end: WordName) throws(ReadError) -> [Document.Block] {
    var blocks: [Document.Block] = []
    let start = text.count
    let outerBoxes = boxes
    boxes = []
    defer { boxes = outerBoxes }
    while let event = try xml.next() {
      switch (event.kind, event.name) {
      case (.end, end):
        // What ran on into a paragraph that never came.
        try finish(ParagraphEnd(), from: start, into: &blocks)
        return blocks
      case (.start, .p):
        let paragraph = try readParagraph()
        if paragraph.runsOn { continue }
        try finish(paragraph, from: start, into: &blocks)
      case (.start, .tbl): blocks += try readTable(inside: nil)
      case (.start, .del), (.start, .moveFrom): try xml.skip(event.name)
      case (.start, .showingPlcHdr): try xml.skip(.sdt)
      default: break
      }
    }
    throw .damaged(.docx, detail: "正文不完整")
  }

  /// Makes a block of a paragraph that prints something; its text boxes follow it.
  private mutating func finish(
    _ paragraph: ParagraphEnd, from start: Int, into blocks: inout [Document.Block]
  ) throws(ReadError) {
    if !text[start...].allSatisfy({ $0 <= 0x20 }) {
      paragraphCount += 1
      let content = Document.Paragraph(try takeText(from: start), at: .init(line: paragraphCount))
      blocks.append(paragraph.heading.map { .heading(level: $0, content) } ?? .paragraph(content))
    }
    text.removeSubrange(start...)
    blocks += boxes
    boxes = []
  }

  /// Counts a paragraph, a cell, or what takes as much room: a table, and each row that a merged cell goes on over.
  mutating func countItem() throws(ReadError) {
    items += 1
    guard items <= limits.items else { throw .tooComplex(detail: "单元格和段落超过 \(limits.items) 个") }
  }

  var textLimitError: ReadError { .tooComplex(detail: "文字超过 \(limits.textBytes >> 20) MB") }

  /// The text from `start` on, counted against the limits and taken off.
  mutating func takeText(from start: Int) throws(ReadError) -> String {
    try countItem()
    textBytes += text.count - start
    guard textBytes <= limits.textBytes else { throw textLimitError }
    let taken = String(decoding: text[start...], as: UTF8.self)
    text.removeSubrange(start...)
    return taken
  }
}

/// How a paragraph ended.
struct ParagraphEnd {
  /// From 1; nil for body text.
  var heading: Int?
  /// Whether its end was deleted under revision, so that the next paragraph goes on in it.
  var runsOn = false
}

/// Which fields are open, and whether their instructions or their results are being read.
struct WordFields {
  private var isInstruction: [Bool] = []
  private var instructions = 0

  /// Whether text is part of what is printed.
  var showsText: Bool { instructions == 0 }
  /// Whether the field just begun stands in printed text itself.
  var showsField: Bool { instructions == (isInstruction.last == true ? 1 : 0) }

  mutating func handle(_ type: String?) {
    switch type {
    case "begin":
      isInstruction.append(true)
      instructions += 1
    case "separate":
      guard isInstruction.last == true else { return }
      isInstruction[isInstruction.count - 1] = false
      instructions -= 1
    case "end": if isInstruction.popLast() == true { instructions -= 1 }
    default: break
    }
  }

  /// An instruction that a damaged document never ends hides its own paragraph only.
  mutating func endParagraph() {
    guard instructions > 0 else { return }
    isInstruction = isInstruction.map { _ in false }
    instructions = 0
  }
}
