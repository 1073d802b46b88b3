import Documents
import Model

/// The part of a document that a form was read from, as a page shows it: names and numbers of persons covered, and every
/// cell a value came from with an anchor.
struct SourceView: Sendable {
  enum Block: Sendable {
    case line(Text)
    case table([[Cell]])
  }

  /// What stands at one place.
  struct Text: Sendable {
    var words: String
    /// Anchor of the place; nil where no value came from it.
    var anchor: String?
    /// Value of the form that came from here, as an anchor of the list of values.
    var value: String?
    var isDoubtful = false
    var isHead = false
  }

  struct Cell: Sendable {
    var text: Text
    var columns: Int
    var rows: Int
  }

  /// Rows of tables that are shown; a longer document says how many are left out.
  static let rowsMax = 400

  private(set) var blocks: [Block] = []
  private(set) var rowsLeftOut = 0
  private var rowsShown = 0
  /// Where each place stands on the page.
  private(set) var anchors: [Document.Place: String] = [:]
  private let people: [String]
  private var values: [Document.Place: (value: String, isDoubtful: Bool)] = [:]

  /// - Parameter people: names and numbers that are covered wherever they stand.
  init(_ source: SourceReading, people: [String]) {
    self.people = Set(people.filter { $0.count > 1 }).sorted { ($1.count, $0) < ($0.count, $1) }
    for origin in source.origins {
      if anchors[origin.place] == nil { anchors[origin.place] = "s-\(anchors.count + 1)" }
      let known = values[origin.place]
      if known == nil || origin.doubt != nil && known?.isDoubtful == false {
        values[origin.place] = ("v-" + origin.path.anchor, origin.doubt != nil)
      }
    }
    let shown = source.document.blocks.indices.filter { index in
      switch source.document.blocks[index] {
      case .heading(_, let paragraph), .paragraph(let paragraph): anchors[paragraph.place] != nil
      case .table(let table): table.rows.contains { $0.contains { anchors[$0.place] != nil } }
      }
    }
    guard let first = shown.first, let last = shown.last else { return }
    // The title stands above the first table.
    for block in source.document.blocks[max(0, first - 3)...last] { add(block) }
  }

  private mutating func add(_ block: Document.Block) {
    switch block {
    case .heading(_, let paragraph): blocks.append(.line(text(paragraph.text, paragraph.place, isHead: true)))
    case .paragraph(let paragraph): blocks.append(.line(text(paragraph.text, paragraph.place)))
    case .table(let table):
      let room = Self.rowsMax - rowsShown
      let rows = table.rows.filter { !$0.isEmpty }
      rowsLeftOut += max(0, rows.count - room)
      for cell in rows.dropFirst(max(0, room)).joined() { anchors[cell.place] = nil }
      guard room > 0 else { return }
      rowsShown += min(room, rows.count)
      blocks.append(
        .table(
          rows.prefix(max(0, room)).map { row in
            row.map { Cell(text: text($0.text, $0.place), columns: $0.columnSpan, rows: $0.rowSpan) }
          }))
    }
  }

  private func text(_ words: String, _ place: Document.Place, isHead: Bool = false) -> Text {
    let value = values[place]
    return Text(
      words: masked(words), anchor: anchors[place], value: value?.value, isDoubtful: value?.isDoubtful ?? false,
      isHead: isHead)
  }

  /// A text with what belongs to persons covered.
  func masked(_ words: String) -> String {
    var words = PersonalData.masked(words)
    for person in people where words.contains(person) {
      words = words.split(separator: person, omittingEmptySubsequences: false).joined(separator: "〔已遮盖〕")
    }
    return words
  }
}

func sourceDocument(_ view: SourceView) -> HTML {
  // An anchor may only stand once, though a merged cell may be met again.
  var seen: Set<String> = []
  func mark(_ text: SourceView.Text) -> String? {
    guard let anchor = text.anchor, seen.insert(anchor).inserted else { return nil }
    return anchor
  }
  return .group([
    .group(
      view.blocks.map { block in
        switch block {
        case .line(let text):
          return p(.id(mark(text)), .class(text.isHead ? "ttl" : nil)) { words(text) }
        case .table(let rows):
          return div(.class("t-wrap fit")) {
            table(.class("grid")) {
              element("caption", .class("vh")) { "原件里的表" }
              tbody {
                for row in rows {
                  tr {
                    for (index, cell) in row.enumerated() {
                      element(
                        index == 0 ? "th" : "td", .scope(index == 0 ? "row" : nil), .id(mark(cell.text)),
                        .class(cell.text.isDoubtful ? "w" : cell.text.value == nil ? nil : "sel"),
                        .colspan(cell.columns), .rowspan(cell.rows)
                      ) { words(cell.text) }
                    }
                  }
                }
              }
            }
          }
        }
      }),
    view.rowsLeftOut > 0 ? p(.class("sub sm")) { "后面还有 \(view.rowsLeftOut) 行没有显示，值照样列在表里。" } : .empty,
  ])
}

private func words(_ text: SourceView.Text) -> HTML {
  guard let value = text.value, !text.words.isEmpty else { return .text(text.words) }
  return .group([
    text.isDoubtful ? icon(.warning, label: "要核对") : .empty,
    a(.class("plain"), .href("#" + value)) { text.words },
  ])
}
