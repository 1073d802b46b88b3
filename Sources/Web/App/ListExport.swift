import Documents
import Reports
import Synchronization

/// A list or board as a workbook: the tables of its page, all pages of the list together, filtered as the page is.
///
/// The page is asked as a person would ask it, so a workbook holds what the person may see and nothing else.
enum ListExport {
  /// Pages of 200 rows that are put together; the largest list of a district has twenty of them.
  static let pagesMax = 60

  /// The workbook of a page that answers GET at `path`.
  static func route(_ path: String, _ access: Access, title: String, _ page: @escaping AppRoute.Handler) -> AppRoute {
    .get(path + ".xlsx", access, lane: .slow) { (call) throws(Refusal) in try answer(call, title, path, page) }
  }

  private static func answer(
    _ call: Call, _ title: String, _ path: String, _ page: AppRoute.Handler
  ) throws(Refusal) -> Response {
    var tables = try self.tables(call, path, page: 1, page)
    for number in 2...pagesMax {
      let more = try self.tables(call, path, page: number, page)
      guard append(more, to: &tables) else { break }
    }
    let place = Document.Place()
    var blocks: [Document.Block] = []
    for (index, table) in tables.enumerated() {
      blocks.append(.heading(level: 1, .init(table.caption.isEmpty ? title : table.caption, at: place)))
      blocks.append(.table(table.document(number: index + 1)))
    }
    if blocks.isEmpty { blocks = [.heading(level: 1, .init(title, at: place)), .paragraph(.init("没有内容。", at: place))] }
    let bytes: [UInt8]
    do throws(WorkbookError) {
      bytes = try WorkbookWriter.xlsx(Document(blocks: blocks, format: "html"))
    } catch { throw .broken(reason: "xlsx: \(error)") }
    var response = Response(.ok, .excel, Payload(bytes))
    response.setDownload(fileName: "\(call.year)年\(title)\(Moments.date(call.now)).xlsx")
    return response
  }

  /// The tables of one page of the list, as the page shows them.
  private static func tables(
    _ call: Call, _ path: String, page number: Int, _ page: AppRoute.Handler
  ) throws(Refusal) -> [PageTable] {
    var query = Fields()
    for field in call.query.all where field.name != "page" && field.name != "size" {
      query.append(field.name, field.value)
    }
    query.append("page", String(number))
    query.append("size", "200")
    guard let target = Target(path + "?" + query.encoded) else { throw .malformed("query") }
    let capture = PageCapture()
    let head = RequestHead(
      .get, target, headers: call.head.headers, address: call.head.address, isSecure: call.head.isSecure)
    _ = try page(
      Call(
        request: Request(head: head, body: .none), parameters: call.parameters, session: call.session,
        services: call.services, capture: capture))
    return capture.html.map { PageTable.all(in: $0) } ?? []
  }

  /// Rows of a further page go to the table of the same name; what is the same on every page stays as it is.
  /// - Returns: false when nothing was new.
  private static func append(_ more: [PageTable], to tables: inout [PageTable]) -> Bool {
    var isNew = false
    for (index, table) in more.enumerated() where index < tables.count && tables[index].caption == table.caption {
      guard !table.rows.isEmpty, !tables[index].rows.suffix(table.rows.count).elementsEqual(table.rows),
        tables[index].rows.prefix(table.rows.count) != table.rows.prefix(table.rows.count)
      else { continue }
      tables[index].rows += table.rows
      // A sum of one page says nothing about all of them.
      tables[index].foot = []
      isNew = true
    }
    return isNew
  }
}

/// Keeps the page that a handler makes, beside its bytes.
final class PageCapture: Sendable {
  private let kept = Mutex<HTML?>(nil)
  var html: HTML? { kept.withLock { $0 } }
  func keep(_ html: HTML) { kept.withLock { $0 = html } }
}

/// A table of a page, read back from its markup.
struct PageTable: Hashable, Sendable {
  struct Cell: Hashable, Sendable {
    var text: String
    var columns = 1
    var rows = 1
  }

  var caption = ""
  var heads: [[Cell]] = []
  var rows: [[Cell]] = []
  var foot: [[Cell]] = []

  /// Every table of a page in its order.
  static func all(in html: HTML) -> [PageTable] {
    switch html {
    case .group(let parts): return parts.flatMap { all(in: $0) }
    case .element(let tag, _, let content):
      guard "\(tag.name)" == "table" else { return all(in: content) }
      var table = PageTable()
      table.read(content, into: \.rows)
      return [table]
    case .text, .raw, .icon, .sprite, .rendered: return []
    }
  }

  private mutating func read(_ html: HTML, into part: WritableKeyPath<PageTable, [[Cell]]>) {
    switch html {
    case .group(let parts): for piece in parts { read(piece, into: part) }
    case .element(let tag, _, let content):
      switch "\(tag.name)" {
      case "caption": caption = Self.words(content)
      case "thead": read(content, into: \.heads)
      case "tfoot": read(content, into: \.foot)
      case "tr": self[keyPath: part].append(Self.cells(content))
      default: read(content, into: part)
      }
    case .text, .raw, .icon, .sprite, .rendered: break
    }
  }

  private static func cells(_ html: HTML) -> [Cell] {
    switch html {
    case .group(let parts): return parts.flatMap { cells($0) }
    case .element(let tag, let attributes, let content):
      guard ["td", "th"].contains("\(tag.name)") else { return cells(content) }
      func span(_ name: String) -> Int {
        attributes.first { $0.name.map { "\($0)" } == name }?.value.flatMap { Int($0) } ?? 1
      }
      return [Cell(text: words(content).trimmingBlanks, columns: span("colspan"), rows: span("rowspan"))]
    case .text, .raw, .icon, .sprite, .rendered: return []
    }
  }

  /// What is written in a cell: buttons and forms say nothing, a line below stands on a line of its own.
  private static func words(_ html: HTML) -> String {
    switch html {
    case .text(let text): return text
    case .group(let parts): return parts.map { words($0) }.joined()
    case .element(let tag, let attributes, let content):
      let style = attributes.first { $0.name.map { "\($0)" } == "class" }?.value ?? ""
      switch "\(tag.name)" {
      case "form", "button", "input", "select", "svg": return ""
      case "br": return "\n"
      case "span" where style == "u": return "（\(words(content))）"
      case "span" where style.hasPrefix("sub"): return "\n" + words(content)
      default: return words(content)
      }
    case .raw, .icon, .sprite, .rendered: return ""
    }
  }

  func document(number: Int) -> Document.Table {
    var taken: [Int: Int] = [:]
    var lines: [[Document.Cell]] = []
    for (index, row) in (heads + rows + foot).enumerated() {
      var column = 0
      var line: [Document.Cell] = []
      for cell in row {
        // A cell that reaches down from above keeps its column.
        while taken[column, default: 0] > index { column += 1 }
        line.append(
          Document.Cell(
            cell.text, column: column, columnSpan: cell.columns, rowSpan: cell.rows,
            at: Document.Place(table: number, row: index + 1, column: column + 1)))
        for covered in column..<column + cell.columns { taken[covered] = index + cell.rows }
        column += cell.columns
      }
      lines.append(line)
    }
    return Document.Table(rows: lines, grid: .exact, at: Document.Place(table: number), headRows: heads.count)
  }
}

extension String {
  /// Without blanks and empty lines around it.
  fileprivate var trimmingBlanks: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}

extension Call {
  /// Where the workbook of this list is fetched, filtered as the page is.
  func exportHref(_ path: String) -> String { href(path + ".xlsx", [("page", nil), ("size", nil)]) }
}
