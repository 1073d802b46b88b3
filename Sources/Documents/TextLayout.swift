/// Texts that keep the columns of a printed page by blanks, as programs write them that turn a PDF file into text.
///
/// Each run of characters becomes a word where it would be printed, so that what reads pages without drawn lines reads
/// these too. Heights are lost; two lines with texts under each other are a line apart, others stand between each other.
enum TextLayout {
  private static let width = 10.0
  private static let height = 10.0
  private static let pitch = 12.0

  /// Longer texts and wider lines than pages of forms have are left to the other readers.
  private static let linesMax = 1_200
  private static let wordsMax = 80

  /// Whether texts stand far apart on many lines, and many lines begin far from the edge.
  static func isLaidOut(_ lines: [TextLine]) -> Bool {
    var (filled, parted, indented) = (0, 0, 0)
    for line in lines where !line.isBlank {
      if line.tabs > 0 || line.text.utf8.contains(0x7C) { return false }
      let (indent, words, isParted) = blanks(line)
      filled += 1
      if words > wordsMax || filled > linesMax { return false }
      if isParted { parted += 1 }
      if indent >= 4 { indented += 1 }
    }
    return filled >= 6 && parted * 3 >= filled && indented * 4 >= filled
  }

  /// How many blanks a line begins with, how many words it has, and whether three blanks or more stand between two.
  private static func blanks(_ line: TextLine) -> (indent: Int, words: Int, isParted: Bool) {
    var (run, indent, words, isParted) = (0, 0, 0, false)
    for scalar in line.text.unicodeScalars {
      if TextLines.isBlank(scalar) {
        run += 1
        continue
      }
      if words == 0 { indent = run } else if run >= 3 { isParted = true }
      if words == 0 || run > 0 { words += 1 }
      run = 0
    }
    return (indent, words, isParted)
  }

  static func read(_ lines: [TextLine]) throws(ReadError) -> [Document.Block] {
    var assembler = PDFAssembler(limits: .standard)
    let words = lines.map(words)
    let rooms = rooms(words)
    // Narrow columns break their texts into scraps; what stands under each other tells little then.
    let scraps = words.joined().count { $0.text.unicodeScalars.count == 1 }
    let isNarrow = scraps * 12 > words.reduce(0) { $0 + $1.count }
    var placed: [PDFWord] = []
    var above: [(words: [PDFWord], y: Double)] = []
    var y = 0.0
    var edge = 0.0
    var isHead = true
    for (line, own) in zip(lines, words) {
      guard !line.isBlank else {
        y += pitch
        above = []
        if placed.isEmpty { isHead = true }
        continue
      }
      if let last = above.last { y += meets(last.words, own) ? pitch : pitch / 2 }
      for earlier in above where !isNarrow && isNextRow(own, earlier.words, rooms) {
        y = max(y, earlier.y + pitch * 1.7)
      }
      for var word in own {
        word.box.y0 = y
        word.box.y1 = y + height
        placed.append(word)
        edge = max(edge, word.box.x1)
      }
      above = above.suffix(1) + [(own, y)]
      // Lines in the middle of the page before any that begins at its edge are titles, not rows.
      let (indent, _, isParted) = blanks(line)
      if indent < 4 { isHead = false }
      if isHead, !isParted {
        y += pitch * 4
        above = []
      }
    }
    let page = PDFWordScanner.Page(width: edge, height: y + 200, words: placed)
    try assembler.add(PDFPageLayout(page, rulings: [], number: 1))
    return try assembler.finish()
  }

  private static func meets(_ above: [PDFWord], _ own: [PDFWord]) -> Bool {
    own.contains { word in above.contains { $0.box.x0 < word.box.x1 && word.box.x0 < $0.box.x1 } }
  }

  /// How long the longest word is that begins at each place.
  private static func rooms(_ lines: [[PDFWord]]) -> [Int: Int] {
    var rooms: [Int: Int] = [:]
    for word in lines.joined() {
      let place = Int(word.box.x0 / width)
      for near in (place - 1)...(place + 1) { rooms[near] = max(rooms[near] ?? 0, word.text.unicodeScalars.count) }
    }
    return rooms
  }

  /// Whether a line begins another row than one above it: in two columns texts stand under texts, and one of those above
  /// had room for more, or both are figures.
  private static func isNextRow(_ own: [PDFWord], _ above: [PDFWord], _ rooms: [Int: Int]) -> Bool {
    var (shared, ended) = (0, 0)
    for word in own where word.text.unicodeScalars.count > 1 {
      guard let over = above.first(where: { $0.box.x0 < word.box.x1 && word.box.x0 < $0.box.x1 }) else { continue }
      shared += 1
      let count = over.text.unicodeScalars.count
      let areFigures =
        !over.text.hasSuffix(".") && [over, word].allSatisfy { $0.text.unicodeScalars.allSatisfy(isSign) }
      if areFigures || count + 2 <= rooms[Int(over.box.x0 / width)] ?? 0 { ended += 1 }
    }
    return shared >= 2 && ended * 2 >= shared
  }

  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    isDigit(scalar) || ".,%％≥≤".unicodeScalars.contains(scalar)
  }

  /// Whether one blank stands between a figure and words of one text, as programs set it between the scripts:
  /// `26 场次`, or `开展演练 26 场次以上` within a sentence.
  private static func isWithin(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    guard index > 0, index + 1 < scalars.count else { return false }
    if isDigit(scalars[index - 1]), isWord(scalars[index + 1]) { return true }
    guard isWord(scalars[index - 1]), isDigit(scalars[index + 1]) else { return false }
    if scalars[index - 1] == "年" || scalars[index - 1] == "月" { return true }
    var end = index + 1
    while end < scalars.count, isDigit(scalars[end]) { end += 1 }
    // `目标 1：`, and `附件 2` alone on its line.
    if end == scalars.count { return scalars[..<index].drop { $0 == " " }.count <= 4 }
    if "：:、.）)".unicodeScalars.contains(scalars[end]) { return true }
    return end + 3 < scalars.count && scalars[end] == " " && scalars[(end + 1)...(end + 3)].allSatisfy(isWord)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }
  private static func isWord(_ scalar: Unicode.Scalar) -> Bool { (0x4E00...0x9FFF).contains(scalar.value) }

  private static func words(_ line: TextLine) -> [PDFWord] {
    var words: [PDFWord] = []
    var text = String.UnicodeScalarView()
    var column = 0
    func end() {
      guard !text.isEmpty else { return }
      let x1 = Double(column) * width
      words.append(
        PDFWord(
          text: String(text), box: Box(x0: x1 - Double(text.count) * width, y0: 0, x1: x1, y1: height)))
      text = String.UnicodeScalarView()
    }
    let scalars = Array(line.text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      if !TextLines.isBlank(scalar) {
        text.append(scalar)
      } else if !isWithin(scalars, index) {
        end()
      }
      column += 1
    }
    end()
    return words
  }
}
