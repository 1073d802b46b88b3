/// Words that stand on one line, from left to right.
struct PrintedLine {
  var words: [PDFWord]
  var box: Box

  init(_ words: [PDFWord]) {
    self.words = words.sorted { $0.box.x0 < $1.box.x0 }
    box = words.dropFirst().reduce(words[0].box) { $0.union($1.box) }
  }

  /// About the height of its characters.
  var size: Double {
    let sizes = words.map(\.size).sorted()
    return sizes[sizes.count / 2]
  }

  /// Its words with blanks where the gaps are, wider ones for wider gaps.
  var text: String {
    var out = ""
    var last: PDFWord?
    for word in words {
      if let last { out += Self.blanks(last, word) }
      out += word.text
      last = word
    }
    return out
  }

  /// What parts two words: nothing at the change from Chinese to Latin script, which typesetting spaces a little.
  private static func blanks(_ left: PDFWord, _ right: PDFWord) -> String {
    let gap = right.box.x0 - left.box.x1
    let size = max(1, min(left.size, right.size))
    let isWide = { (scalar: Unicode.Scalar?) in (scalar?.value ?? 0) >= 0x2E80 }
    let changes = isWide(left.text.unicodeScalars.last) || isWide(right.text.unicodeScalars.first)
    guard gap > size * (changes ? 0.45 : 0.08) else { return "" }
    return String(repeating: " ", count: min(40, max(1, Int((gap / (size * 0.5)).rounded()))))
  }

  /// Parts of the line with more than so many heights of a character between them.
  func parts(gap: Double) -> [PrintedLine] {
    var parts: [[PDFWord]] = []
    for word in words {
      if let last = parts.last?.last, word.box.x0 - last.box.x1 <= gap * max(1, size) {
        parts[parts.count - 1].append(word)
      } else {
        parts.append([word])
      }
    }
    return parts.map(PrintedLine.init)
  }

  /// Words as lines from top to bottom; small ones raised or lowered beside others stay on their line.
  static func lines(_ words: [PDFWord]) -> [PrintedLine] {
    var open: [(words: [PDFWord], mid: Double, size: Double)] = []
    for word in words.sorted(by: { ($0.box.midY, $0.box.x0) < ($1.box.midY, $1.box.x0) }) {
      if !word.isUpright, let last = open.last, !last.words[0].isUpright,
        abs(word.box.midY - last.mid) <= 0.45 * min(max(word.box.height, 1), max(last.size, 1)) + 0.5
      {
        let count = Double(last.words.count)
        open[open.count - 1] = (
          last.words + [word], (last.mid * count + word.box.midY) / (count + 1), max(last.size, word.box.height)
        )
      } else {
        open.append(([word], word.box.midY, word.box.height))
      }
    }
    return open.map { PrintedLine($0.words) }
  }

  /// The lines of one cell or paragraph as its text.
  ///
  /// - Parameter room: left and right end of what a full line fills: a line that reaches the end goes on in the next
  ///   one, another ends a paragraph.
  static func text(_ lines: [PrintedLine], room: (left: Double, right: Double)) -> String {
    var out = ""
    for (index, line) in lines.enumerated() {
      if index > 0 { out += joint(lines[index - 1], line, room) }
      out += line.text
    }
    return out
  }

  private static func joint(_ above: PrintedLine, _ below: PrintedLine, _ room: (left: Double, right: Double)) -> String
  {
    let size = max(above.size, 1)
    // What fits into the rest of a centred line is the rest on both sides.
    let rest = (room.right - room.left) - above.box.width
    let isCentred = abs((above.box.x0 - room.left) - (room.right - above.box.x1)) < size * 0.6
    let free = isCentred ? rest : room.right - above.box.x1
    let next =
      below.words.first.map { word in
        word.text.unicodeScalars.first.map { $0.value < 0x2E80 } == true ? min(word.box.width, size * 4) : word.size
      } ?? size
    guard free < next + size * 0.9 else { return "\n" }
    let isWord = { (scalar: Unicode.Scalar?) in
      guard let value = scalar?.value else { return false }
      return (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value)
    }
    let parts =
      isWord(above.words.last?.text.unicodeScalars.last) && isWord(below.words.first?.text.unicodeScalars.first)
    return parts ? " " : ""
  }
}
