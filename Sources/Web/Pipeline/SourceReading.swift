import Documents
import Forms
import Model

/// A file as it was read, beside one of the forms in it: where each value stood, and which of them a person should look at.
struct SourceReading: Sendable {
  let document: Document
  /// The form as it was read.
  let form: FormContent
  /// In page order.
  let origins: [Origin]

  /// One value and the cell or line it was read from.
  struct Origin: Hashable, Sendable {
    let path: FormPath
    let place: Document.Place
    /// All of what stands there.
    let printed: String
    /// What was taken from it, as a person would type it; empty where nothing could be read.
    let read: String
    /// Why a person should look at it; nil where the value stands there word for word.
    let doubt: String?
    /// The columns of its table were lost, so that it was put in its column by what it says and where it stands.
    let isInferred: Bool
  }

  /// - Parameter doubts: of the whole document; those at other places are passed over.
  init(_ document: Document, _ form: FormContent, _ places: [FormPath: Document.Place], _ doubts: [Reading.Doubt]) {
    self.document = document
    self.form = form
    let cells = form.typedCells
    let text = PlacedTexts(document)
    var origins: [Origin] = []
    var doubted: Set<Document.Place> = []
    func add(_ path: FormPath, _ place: Document.Place, _ read: String, _ reason: String?) {
      guard let found = text[place] else { return }
      var doubt = reason
      if doubt == nil {
        switch SourceMatch.verdict(read, found.text, path) {
        case .there: break
        case .elsewhere: return
        case .doubtful(let why): doubt = why
        }
      }
      origins.append(
        Origin(path: path, place: place, printed: found.text, read: read, doubt: doubt, isInferred: found.isRagged))
    }
    for doubt in doubts {
      guard let path = doubt.path, Set(places.values).contains(doubt.place) else { continue }
      doubted.insert(doubt.place)
      add(path, doubt.place, "", "“\(doubt.text)”\(doubt.reason)")
    }
    // Names and numbers of persons are covered on the page: there is nothing to hold against each other.
    for (path, place) in places where !doubted.contains(place) && path.steps.first?.name != "contacts" {
      guard let found = cells[path].map({ (path, $0) }) ?? text[place].flatMap({ Self.oneOf(path, cells, $0.text) })
      else {
        // A name that a table carries over stands once and is kept with each row.
        if SourceMatch.isFigure(path) { add(path, place, "", nil) }
        continue
      }
      add(found.0, place, found.1, nil)
    }
    self.origins = origins.sorted { ($0.place.order, $0.path.text) < ($1.place.order, $1.path.text) }
  }

  /// Of several values that have one address the one that stands at the place: `history[1]` for `history`.
  private static func oneOf(
    _ path: FormPath, _ cells: [FormPath: String], _ printed: String
  ) -> (FormPath, String)? {
    let values = (0..<8).compactMap { number -> (FormPath, String)? in
      let own = FormPath("\(path)[\(number)]")
      return cells[own].map { (own, $0) }
    }
    return values.first { SourceMatch.verdict($0.1, printed, $0.0) == .there } ?? values.first
  }

  var doubtful: [Origin] { origins.filter { $0.doubt != nil } }
}

/// The texts of a document by where they stand.
private struct PlacedTexts {
  private var texts: [Document.Place: (text: String, isRagged: Bool)] = [:]

  init(_ document: Document) {
    for block in document.blocks {
      switch block {
      case .heading(_, let paragraph), .paragraph(let paragraph): add(paragraph.place, paragraph.text, false)
      case .table(let table):
        for cell in table.rows.joined() { add(cell.place, cell.text, table.grid == .ragged) }
      }
    }
  }

  private mutating func add(_ place: Document.Place, _ text: String, _ isRagged: Bool) {
    if texts[place] == nil { texts[place] = (text, isRagged) }
  }

  subscript(_ place: Document.Place) -> (text: String, isRagged: Bool)? { texts[place] }
}

extension Document.Place {
  /// For page order within one document.
  fileprivate var order: Order {
    Order(page: page ?? 0, table: table ?? 0, line: line ?? 0, row: row ?? 0, column: column ?? 0)
  }

  fileprivate struct Order: Comparable {
    let page: Int, table: Int, line: Int, row: Int, column: Int
    static func < (one: Order, other: Order) -> Bool {
      (one.page, one.table, one.line, one.row, one.column) < (
        other.page, other.table, other.line, other.row, other.column
      )
    }
  }

  /// As people find it: `绩效目标!B3`; `第 2 页 表 1 第 3 行第 2 格`; `第 14 行`.
  var words: String {
    if let address { return address }
    var parts: [String] = []
    if let page { parts.append("第 \(page) 页") }
    if let table { parts.append("表 \(table)") }
    if let row {
      parts.append("第 \(row) 行" + (column.map { "第 \($0) 格" } ?? ""))
    } else if let line {
      parts.append("第 \(line) 行")
    }
    return parts.isEmpty ? "原件" : parts.joined(separator: " ")
  }
}
