import Model

/// A column of a table on a printed form.
struct SheetColumn<Row> {
  enum Style {
    case text, centered, figure

    var className: String? {
      switch self {
      case .text: nil
      case .centered: "c"
      case .figure: "n"
      }
    }
  }
  /// Name of the field in a path.
  let key: String
  let head: String
  /// Share of the width, against the shares of the other columns.
  let share: Int
  let style: Style
  /// Attributes of a plain cell, made once for the column.
  let attributes: [HTML.Attribute]
  /// Printed even when no row has a value.
  let isKept: Bool
  let value: (Row) -> String?

  init(
    _ key: String, _ head: String, share: Int, _ style: Style = .text, isKept: Bool = false,
    value: @escaping (Row) -> String?
  ) {
    self.key = key
    self.head = head
    self.share = share
    self.style = style
    attributes = style.className.map { [.class($0)] } ?? []
    self.isKept = isKept
    self.value = value
  }

  func isPrinted(_ rows: [Row]) -> Bool { isKept || rows.contains { !(value($0) ?? "").isEmpty } }

  var className: String? { style.className }

  /// A cell without marks.
  func cell(_ words: String) -> HTML { .element(Self.tag, attributes, .text(words)) }
  private static var tag: HTML.Tag { HTML.Tag("td") }
}

/// Widths of a printed table in whole per cent that add up to 100.
func columnGroup(shares: [Int]) -> HTML {
  let whole = Swift.max(shares.reduce(0, +), 1)
  var widths = shares.map { Swift.max($0 * 100 / whole, 3) }
  if let widest = widths.indices.max(by: { widths[$0] < widths[$1] }) { widths[widest] += 100 - widths.reduce(0, +) }
  return colgroup { for width in widths { col(.class("cp\(width)")) } }
}

/// One cell of a printed form with its markers.
func sheetCell(_ words: String, style: String?, marks: [SheetMarks.Mark], id: String?, columns: Int = 1) -> HTML {
  if marks.isEmpty { return td(.class(style), .colspan(columns)) { words } }
  let className = [style, marks.className].compactMap(\.self).joined(separator: " ")
  return td(.class(className), .id(id), .colspan(columns)) {
    words
    marks.html
  }
}

/// The line across a printed table that names its section.
func sectionHead(_ words: String, path: String, columns: Int, marks: SheetMarks) -> HTML {
  let own = marks.section(path)
  return tr {
    th(.class("hd"), .scope("colgroup"), .colspan(columns), .id(marks.head(path))) {
      words
      own.html
    }
  }
}

/// A printed table of rows with addresses of their own; its heads are repeated on every printed page.
/// - Parameters:
///   - path: path of the list: `costs`.
///   - main: key of the cell that names a row.
///   - id: an id of the table itself.
///   - foot: a last row that belongs to the table.
func sheetTable<Row: FormRow>(
  _ title: String, path: String, rows: [Row], columns: [SheetColumn<Row>], main: String, marks: SheetMarks,
  id: String? = nil, foot: (Int) -> HTML = { _ in .empty }
) -> HTML {
  guard !rows.isEmpty else { return .empty }
  let shown = columns.filter { $0.isPrinted(rows) }
  let keys = shown.map(\.key)
  return table(.class("form"), .id(id)) {
    element("caption", .class("vh")) { title }
    columnGroup(shares: shown.map(\.share))
    thead {
      sectionHead(title, path: path, columns: shown.count, marks: marks)
      tr { for column in shown { th(.scope("col")) { column.head } } }
    }
    tbody {
      for row in rows { line(row, "\(path)[\(row.id)]", shown, keys, main, marks) }
      foot(shown.count)
    }
  }
}

private func line<Row: FormRow>(
  _ row: Row, _ path: String, _ columns: [SheetColumn<Row>], _ keys: [String], _ main: String, _ marks: SheetMarks
) -> HTML {
  let marked = marks.row(path, keys: keys, main: keys.contains(main) ? main : keys[0])
  return tr(.id(marks.head(path))) {
    for column in columns {
      let words = column.value(row) ?? ""
      if let marks = marked?[column.key] {
        sheetCell(words, style: column.className, marks: marks, id: SheetMarks.anchor(path, column.key))
      } else {
        column.cell(words)
      }
    }
  }
}
