import Documents
import Model

/// Where values stand that were put together from lines, or beside what was read: they are looked up in the document
/// again, in page order.
///
/// A row is found by its longest words behind the row before; what else belongs to it stands nearest to that. A value
/// that no cell or line shows keeps no place.
struct PlaceSearch {
  /// A cell or line of the document.
  private struct Spot {
    var text: [Unicode.Scalar]
    var words: Set<String>
    var figures: Set<ExactDecimal>
    var place: Document.Place
  }

  private var spots: [Spot] = []
  private var indices: [Document.Place: Int] = [:]
  /// Comparisons that may still be made.
  private var steps = 4_000_000

  /// - Parameter inTables: whether cells are looked at too; what is told in sentences or broken lines stands in none.
  init(_ document: Document, inTables: Bool) {
    for block in document.blocks {
      switch block {
      case .heading(_, let paragraph), .paragraph(let paragraph): add(paragraph.text, paragraph.place)
      case .table(let table): if inTables { for cell in table.rows.joined() { add(cell.text, cell.place) } }
      }
    }
  }

  private mutating func add(_ text: String, _ place: Document.Place) {
    let bare = Self.bare(text)
    guard !bare.isEmpty else { return }
    var spot = Spot(text: bare, words: [], figures: [], place: place)
    if bare.count <= Self.lineMax {
      for word in text.split(whereSeparator: \.isWhitespace) {
        spot.words.insert(String(String.UnicodeScalarView(Self.bare(String(word)))))
      }
      spot.figures = Self.figures(text)
    }
    if indices[place] == nil { indices[place] = spots.count }
    spots.append(spot)
  }

  /// Longer ones are paragraphs, whose words are no cells.
  private static let lineMax = 80
  /// How far from its row a value may stand, in lines.
  private static let reach = 60

  private static func bare(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.compactMap { scalar in
      Wording.isBlank(scalar) || Wording.isPunctuation(scalar) ? nil : Wording.folded(scalar)
    }
  }

  private static func figures(_ text: String) -> Set<ExactDecimal> {
    let parts = Wording.folded(text).unicodeScalars.split { !Wording.isDigit($0) && $0 != "." && $0 != "," }
    return Set(parts.compactMap { ExactDecimal(String(Substring($0)).replacing(",", with: ""))?.trimmed })
  }

  // MARK: Looking up

  /// Adds the places that are missing.
  ///
  /// - Parameter cursor: where the form before ended; moved to the end of this one.
  mutating func complete(_ form: FormContent, _ places: inout [FormPath: Document.Place], from cursor: inout Int) {
    var rows: [(path: String, cells: [FormCell])] = []
    for cell in form.cells {
      let path = Self.row(of: cell.path)
      if rows.last?.path == path { rows[rows.count - 1].cells.append(cell) } else { rows.append((path, [cell])) }
    }
    if let title = form.title, let start = find(title, nil, in: cursor..<spots.count) { cursor = start }
    let start = cursor
    for row in rows {
      let known = row.cells.compactMap { places[$0.path].flatMap { indices[$0] } }.min()
      let anchor = known ?? self.anchor(row.cells, start, cursor)
      if let anchor { cursor = max(cursor, anchor) }
      for cell in row.cells where places[cell.path] == nil {
        let found =
          anchor.flatMap { near(cell.value, cell.figure, $0) }
          ?? (row.cells.count == 1 || cell.figure == nil ? find(cell.value, cell.figure, in: start..<spots.count) : nil)
        if let found { places[cell.path] = spots[found].place }
      }
      // The weight of a class stands with its head.
      for cell in row.cells where places[cell.path] == nil && cell.path.text.hasSuffix("_weight") {
        places[cell.path] = places[FormPath(String(cell.path.text.dropLast("_weight".count)))]
      }
    }
  }

  private static func row(of path: FormPath) -> String {
    guard !path.text.hasSuffix("]"), let dot = path.text.lastIndex(of: ".") else { return "" }
    return String(path.text[..<dot])
  }

  /// Where a row without any known place stands: at its name, else at its longest words, not far behind the row before.
  private mutating func anchor(_ cells: [FormCell], _ start: Int, _ cursor: Int) -> Int? {
    let words = cells.filter { $0.figure == nil && $0.value.utf8.count >= 6 }
    let names = words.filter { Self.names.contains($0.path.steps.last?.name ?? "") }
    let longest = (words.isEmpty ? cells.filter { $0.value.utf8.count >= 4 } : words)
      .max { $0.value.utf8.count < $1.value.utf8.count }
    for cell in names + (longest.map { [$0] } ?? []) {
      let found =
        find(cell.value, cell.figure, in: cursor..<min(spots.count, cursor + Self.stretch))
        ?? find(cell.value, cell.figure, in: start..<cursor)
      if let found { return found }
    }
    return nil
  }

  private static let names: Set<String> = ["name", "item", "source", "activity", "text"]
  /// How far behind the row before a row may stand, in lines.
  private static let stretch = 400

  private mutating func find(_ value: String, _ figure: ExactDecimal?, in range: Range<Int>) -> Int? {
    let bare = Self.bare(value)
    for index in range {
      steps -= 1
      guard steps > 0 else { return nil }
      if shows(spots[index], bare, value, figure) { return index }
    }
    return nil
  }

  /// The nearest one; of two as near, the one behind.
  private mutating func near(_ value: String, _ figure: ExactDecimal?, _ anchor: Int) -> Int? {
    let bare = Self.bare(value)
    for distance in 0...Self.reach {
      for index in distance == 0 ? [anchor] : [anchor + distance, anchor - distance] where spots.indices.contains(index)
      {
        steps -= 1
        guard steps > 0 else { return nil }
        if shows(spots[index], bare, value, figure) { return index }
      }
    }
    return nil
  }

  private func shows(_ spot: Spot, _ bare: [Unicode.Scalar], _ value: String, _ figure: ExactDecimal?) -> Bool {
    if let figure, spot.figures.contains(figure.trimmed) { return true }
    if bare.count <= 4, bare.allSatisfy({ $0.value < 0x2E80 }) || bare.count == 1 {
      // A short word is found as a whole one only, a year also in front of its character.
      let word = String(String.UnicodeScalarView(bare))
      return spot.words.contains(word)
        || bare.count == 4 && bare.allSatisfy(Wording.isDigit) && Self.contains(spot.text, bare + ["年"])
    }
    if spot.text.count >= bare.count { return Self.contains(spot.text, bare) }
    // The value goes on in further lines, or was put together from several cells.
    return spot.text.count >= 4 && bare.starts(with: spot.text)
  }

  private static func contains(_ text: [Unicode.Scalar], _ part: [Unicode.Scalar]) -> Bool {
    guard let first = part.first, text.count >= part.count else { return false }
    for start in 0...(text.count - part.count) where text[start] == first {
      if text[start..<(start + part.count)].elementsEqual(part) { return true }
    }
    return false
  }
}
