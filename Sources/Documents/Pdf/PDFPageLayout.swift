/// What stands on one page, from top to bottom.
struct PDFPageLayout {
  enum Item {
    case table(PDFTable)
    /// Lines without a table between them.
    case lines([PrintedLine])
  }

  let number: Int
  let width: Double
  let height: Double
  private(set) var items: [Item] = []
  /// Lines drawn across the page.
  let across: [Ruling]

  init(_ page: PDFWordScanner.Page, rulings: [Ruling], number: Int) {
    self.number = number
    across = RuledGrid.across(rulings)
    width = page.width
    height = page.height
    var loose = page.words
    var tables: [(frame: Box, table: PDFTable)] = []
    // Small tables first: a frame around the page is no table of what stands inside another one.
    let grids = RuledGrid.find(rulings).sorted { $0.frame.width * $0.frame.height < $1.frame.width * $1.frame.height }
    for grid in grids {
      let frame = grid.frame
      let inside = loose.filter { frame.contains(x: $0.box.midX, y: $0.box.midY) }
      guard !inside.isEmpty else { continue }
      loose = loose.filter { !frame.contains(x: $0.box.midX, y: $0.box.midY) }
      tables.append((frame, PDFTable(grid, inside, page: number)))
    }
    tables.sort { $0.frame.y0 < $1.frame.y0 }
    lay(PrintedLine.lines(loose), tables)
  }

  private mutating func lay(_ lines: [PrintedLine], _ tables: [(frame: Box, table: PDFTable)]) {
    var rest = lines.filter { !isPageNumber($0, among: lines) }[...]
    func takeLines(above y: Double) -> [PrintedLine] {
      var taken: [PrintedLine] = []
      while let line = rest.first, line.box.midY < y {
        taken.append(line)
        rest.removeFirst()
      }
      return taken
    }
    for (frame, table) in tables {
      let above = takeLines(above: frame.y0)
      if !above.isEmpty { items.append(.lines(above)) }
      let isBeside = { (line: PrintedLine) in
        line.box.midY < frame.y1 && (line.box.x1 <= frame.x0 + 2 || line.box.x0 >= frame.x1 - 2)
      }
      var table = table
      table.beside = rest.filter(isBeside)
      rest.removeAll(where: isBeside)
      items.append(.table(table))
    }
    if !rest.isEmpty { items.append(.lines(Array(rest))) }
  }

  private static let pageWords = Set("第页共，,：:/-－—–~·. ．、|()（）PageofPAGEOF".unicodeScalars)

  /// `- 3 -` and `第 3 页 共 5 页` at the very top or bottom.
  private func isPageNumber(_ line: PrintedLine, among lines: [PrintedLine]) -> Bool {
    let isAtEdge = line.box.midY > height * 0.9 || line.box.midY < height * 0.06
    guard isAtEdge, line.words.count <= 9 else { return false }
    var digits = 0
    for word in line.words {
      for scalar in word.text.unicodeScalars {
        if (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value) {
          digits += 1
        } else if !Self.pageWords.contains(scalar) {
          return false
        }
      }
    }
    return digits <= 10 && line.box.width < width * 0.4
  }
}
