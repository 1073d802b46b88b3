/// A box on a shown page, in points from its top left.
struct Box: Equatable {
  var x0: Double
  var y0: Double
  var x1: Double
  var y1: Double

  var width: Double { x1 - x0 }
  var height: Double { y1 - y0 }
  var midX: Double { (x0 + x1) / 2 }
  var midY: Double { (y0 + y1) / 2 }

  func contains(x: Double, y: Double) -> Bool { x >= x0 && x < x1 && y >= y0 && y < y1 }

  func union(_ other: Box) -> Box {
    Box(x0: min(x0, other.x0), y0: min(y0, other.y0), x1: max(x1, other.x1), y1: max(y1, other.y1))
  }
}

/// A run of characters without a gap, where it is printed.
struct PDFWord {
  var text: String
  var box: Box

  /// Set from top to bottom, as in narrow columns of labels.
  var isUpright: Bool { box.height > box.width * 1.6 && text.unicodeScalars.count > 1 }
  /// About the height of a character.
  var size: Double { isUpright ? box.width : box.height }

  /// The word in two at a line between columns that runs through it.
  func split(at x: Double) -> (PDFWord, PDFWord)? {
    let scalars = Array(text.unicodeScalars)
    guard !isUpright, scalars.count > 1, x > box.x0, x < box.x1 else { return nil }
    let widths = scalars.map { $0.value < 0x2E80 ? 0.55 : 1.0 }
    let scale = box.width / widths.reduce(0, +)
    var edge = box.x0
    var best = (index: 0, distance: Double.infinity, edge: edge)
    for index in 1..<scalars.count {
      edge += widths[index - 1] * scale
      if abs(edge - x) < best.distance { best = (index, abs(edge - x), edge) }
    }
    var left = String.UnicodeScalarView()
    left.append(contentsOf: scalars[..<best.index])
    var right = String.UnicodeScalarView()
    right.append(contentsOf: scalars[best.index...])
    return (
      PDFWord(text: String(left), box: Box(x0: box.x0, y0: box.y0, x1: best.edge, y1: box.y1)),
      PDFWord(text: String(right), box: Box(x0: best.edge, y0: box.y0, x1: box.x1, y1: box.y1))
    )
  }
}

/// Reads the words and their boxes while the program that finds them still prints.
struct PDFWordScanner {
  /// A page whose words are complete.
  struct Page {
    var width: Double
    var height: Double
    var words: [PDFWord] = []
  }

  private var rest: [UInt8] = []
  private var page: Page?
  private(set) var isComplete = false

  /// - Parameter piece: the next bytes printed.
  /// - Parameter done: called with every page that ended.
  mutating func take(
    _ piece: ArraySlice<UInt8>, _ done: (Page) throws(ReadError) -> Void
  ) throws(ReadError) {
    var start = piece.startIndex
    while let end = piece[start...].firstIndex(of: 0x0A) {
      if rest.isEmpty {
        try line(piece[start..<end], done)
      } else {
        rest += piece[start..<end]
        let whole = rest
        rest = []
        try line(whole[...], done)
      }
      start = end + 1
    }
    rest += piece[start...]
  }

  private static let wordHead = Array("<word ".utf8)
  private static let pageHead = Array("<page ".utf8)
  private static let pageEnd = Array("</page>".utf8)

  private mutating func line(_ line: ArraySlice<UInt8>, _ done: (Page) throws(ReadError) -> Void) throws(ReadError) {
    var at = line.startIndex
    while at < line.endIndex, line[at] == 0x20 { at += 1 }
    let text = line[at...]
    if text.starts(with: Self.wordHead) {
      if let word = Self.word(text), page != nil { page?.words.append(word) }
    } else if text.starts(with: Self.pageHead) {
      let sizes = Self.numbers(text, 2)
      page = Page(width: sizes.first ?? 0, height: sizes.last ?? 0)
    } else if text.starts(with: Self.pageEnd), let ended = page {
      page = nil
      try done(ended)
    } else if text.starts(with: "</doc>".utf8) {
      isComplete = true
    }
  }

  /// The numbers in quotes, up to so many of them.
  private static func numbers(_ line: ArraySlice<UInt8>, _ count: Int) -> [Double] {
    var found: [Double] = []
    var at = line.startIndex
    while at < line.endIndex, found.count < count {
      if line[at] == 0x22 {
        at += 1
        if let number = PDFNumber.read(line, &at) { found.append(number) }
      }
      at += 1
    }
    return found
  }

  private static func word(_ line: ArraySlice<UInt8>) -> PDFWord? {
    guard let close = line.firstIndex(of: 0x3E) else { return nil }
    let edges = numbers(line[..<close], 4)
    guard edges.count == 4, edges.allSatisfy({ abs($0) < 1e5 }),
      let end = line[close...].lastIndex(of: 0x3C), end > close
    else { return nil }
    let text = plain(line[(close + 1)..<end])
    guard !text.isEmpty else { return nil }
    return PDFWord(
      text: text,
      box: Box(
        x0: min(edges[0], edges[2]), y0: min(edges[1], edges[3]), x1: max(edges[0], edges[2]),
        y1: max(edges[1], edges[3])))
  }

  private static let entities: [(name: [UInt8], byte: UInt8)] = [
    (Array("&lt;".utf8), 0x3C), (Array("&gt;".utf8), 0x3E), (Array("&amp;".utf8), 0x26), (Array("&quot;".utf8), 0x22),
    (Array("&apos;".utf8), 0x27),
  ]

  private static func plain(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(0x26) else { return String(decoding: bytes, as: UTF8.self) }
    var out: [UInt8] = []
    var at = bytes.startIndex
    while at < bytes.endIndex {
      if bytes[at] == 0x26, let entity = entities.first(where: { bytes[at...].starts(with: $0.name) }) {
        out.append(entity.byte)
        at += entity.name.count
      } else {
        out.append(bytes[at])
        at += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
