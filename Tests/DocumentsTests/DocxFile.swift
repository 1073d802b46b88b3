@testable import Documents

/// Writes small Word documents from their XML, so that tests need no files.
struct DocxFile {
  static let namespaces = """
    xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" \
    xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" \
    xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" \
    xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" \
    xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" \
    xmlns:v="urn:schemas-microsoft-com:vml" \
    xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
    """

  var parts: [(name: String, bytes: [UInt8])]

  /// - Parameters:
  ///   - body: content of `w:body`.
  ///   - styles: content of `w:styles`.
  ///   - numbering: content of `w:numbering`.
  init(_ body: String, styles: String? = nil, numbering: String? = nil) {
    self.init(document: "<w:document \(Self.namespaces)><w:body>\(body)</w:body></w:document>")
    if let styles { add("word/styles.xml", "<w:styles \(Self.namespaces)>\(styles)</w:styles>") }
    if let numbering { add("word/numbering.xml", "<w:numbering \(Self.namespaces)>\(numbering)</w:numbering>") }
  }

  /// - Parameter document: the whole main part.
  init(document: String) {
    parts = []
    add(
      "[Content_Types].xml",
      """
      <?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/\
      content-types"><Default Extension="xml" ContentType="application/xml"/></Types>
      """)
    add(
      "_rels/.rels",
      """
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" \
      Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" \
      Target="word/document.xml"/></Relationships>
      """)
    add("word/document.xml", document)
  }

  mutating func add(_ name: String, _ text: String) { parts.append((name, Array(text.utf8))) }

  func bytes(password: String? = nil) throws -> [UInt8] {
    var zip = try ZipWriter()
    for part in parts { try zip.add(part.name, part.bytes, password: password) }
    return try zip.finish()
  }

  func read(limits: ReadLimits = .standard) throws(ReadError) -> Document {
    guard let bytes = try? bytes() else { throw .missing }
    return try DocumentReader.read(bytes, name: "a.docx", limits: limits)
  }

  /// - Throws: an error of the reader; a document without any table fails the test that asks.
  func table(_ index: Int = 0) throws -> Document.Table {
    let tables = try read().blocks.compactMap { block -> Document.Table? in
      if case .table(let table) = block { table } else { nil }
    }
    guard tables.indices.contains(index) else { throw Missing() }
    return tables[index]
  }

  /// Texts of paragraphs and headings.
  func lines() throws(ReadError) -> [String] {
    try read().blocks.compactMap { block in
      switch block {
      case .heading(_, let paragraph), .paragraph(let paragraph): paragraph.text
      case .table: nil
      }
    }
  }

  struct Missing: Error {}
}

/// A paragraph of one run.
func p(_ text: String, _ properties: String = "") -> String {
  "<w:p><w:pPr>\(properties)</w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">\(text)</w:t></w:r></w:p>"
}

/// A cell of one paragraph.
func tc(_ text: String, _ properties: String = "") -> String {
  "<w:tc><w:tcPr><w:tcW w:w=\"100\"/>\(properties)</w:tcPr>\(p(text))</w:tc>"
}

func span(_ columns: Int) -> String { "<w:gridSpan w:val=\"\(columns)\"/>" }
let top = "<w:vMerge w:val=\"restart\"/>"
let below = "<w:vMerge/>"

func tr(_ cells: String...) -> String { "<w:tr>\(cells.joined())</w:tr>" }
func tbl(_ rows: String...) -> String { "<w:tbl><w:tblPr/><w:tblGrid/>\(rows.joined())</w:tbl>" }

/// A cell as a line: text, column, and spans where they are not 1.
func shape(_ table: Document.Table) -> [[String]] {
  table.rows.map { row in
    row.map { cell in
      "\(cell.text)@\(cell.column)" + (cell.columnSpan > 1 ? "→\(cell.columnSpan)" : "")
        + (cell.rowSpan > 1 ? "↓\(cell.rowSpan)" : "")
    }
  }
}
