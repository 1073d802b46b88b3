public import Documents

/// Writes a document as Word would, so that tests can hand it to other programs.
public enum WordFile {
  public struct Look: Sendable {
    /// Whether lines rule the tables.
    public var isRuled = true
    public var isLandscape = false
    /// Height of characters in points.
    public var size = 9
    /// Share of each column by its index; the others are 1.
    public var widths: [Int: Double] = [:]
    /// Rows printed again on each page.
    public var repeatedRows = 0
    public init() {}
  }

  private static let namespace = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

  public static func bytes(_ document: Document, look: Look = Look()) -> [UInt8] {
    let body = document.blocks.map { block in
      switch block {
      case .heading(_, let text): paragraph(text.text, look, size: 16, "<w:jc w:val=\"center\"/>")
      case .paragraph(let text): paragraph(text.text, look)
      case .table(let table): self.table(table, look) + "<w:p/>"
      }
    }
    let page =
      look.isLandscape
      ? "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>" : "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
    let margins =
      "<w:pgMar w:top=\"1000\" w:right=\"1000\" w:bottom=\"1000\" w:left=\"1000\" w:header=\"500\" w:footer=\"500\"/>"
    var zip = StoredZip()
    let types = "http://schemas.openxmlformats.org/package/2006"
    func add(_ name: String, _ xml: String) {
      zip.add(name, Array("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\(xml)".utf8))
    }
    let main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    add(
      "[Content_Types].xml",
      "<Types xmlns=\"\(types)/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Override PartName=\"/word/document.xml\" ContentType=\"\(main)\"/></Types>")
    let link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    add(
      "_rels/.rels",
      "<Relationships xmlns=\"\(types)/relationships\">"
        + "<Relationship Id=\"r1\" Type=\"\(link)\" Target=\"word/document.xml\"/></Relationships>")
    add(
      "word/document.xml",
      "<w:document \(namespace)><w:body>\(body.joined())<w:sectPr>\(page)\(margins)</w:sectPr></w:body></w:document>")
    return zip.bytes
  }

  private static func paragraph(_ text: String, _ look: Look, size: Int? = nil, _ properties: String = "") -> String {
    let font = "<w:rFonts w:ascii=\"Noto Sans CJK SC\" w:hAnsi=\"Noto Sans CJK SC\" w:eastAsia=\"Noto Sans CJK SC\"/>"
    let height = "<w:sz w:val=\"\((size ?? look.size) * 2)\"/>"
    return
      "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\"/>\(properties)</w:pPr><w:r><w:rPr>\(font)\(height)</w:rPr>"
      + "<w:t xml:space=\"preserve\">\(escaped(text))</w:t></w:r></w:p>"
  }

  private static func table(_ table: Document.Table, _ look: Look) -> String {
    let columns = table.rows.flatMap { $0 }.map { $0.column + $0.columnSpan }.max() ?? 1
    let shares = (0..<columns).map { look.widths[$0] ?? 1 }
    let whole = shares.reduce(0, +)
    let room = look.isLandscape ? 14_800.0 : 9_900.0
    let widths = shares.map { Int(room * $0 / whole) }
    var rows: [[(column: Int, xml: String)]] = Array(repeating: [], count: table.rows.count)
    for (row, cells) in table.rows.enumerated() {
      for cell in cells {
        let width = widths[cell.column..<(cell.column + cell.columnSpan)].reduce(0, +)
        let size = "<w:tcW w:w=\"\(width)\" w:type=\"dxa\"/>"
        let span = cell.columnSpan > 1 ? "<w:gridSpan w:val=\"\(cell.columnSpan)\"/>" : ""
        let lines = cell.text.split(separator: "\n").map { paragraph(String($0), look) }.joined()
        let begin = cell.rowSpan > 1 ? "<w:vMerge w:val=\"restart\"/>" : ""
        let middle = "<w:vAlign w:val=\"center\"/>"
        let text = lines.isEmpty ? "<w:p/>" : lines
        rows[row].append((cell.column, "<w:tc><w:tcPr>\(size)\(span)\(begin)\(middle)</w:tcPr>\(text)</w:tc>"))
        for covered in 1..<max(2, cell.rowSpan) where cell.rowSpan > 1 && row + covered < rows.count {
          rows[row + covered].append((cell.column, "<w:tc><w:tcPr>\(size)\(span)<w:vMerge/></w:tcPr><w:p/></w:tc>"))
        }
      }
    }
    let sides = ["top", "left", "bottom", "right", "insideH", "insideV"].map { side in
      "<w:\(side) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
    }
    let borders = look.isRuled ? "<w:tblBorders>\(sides.joined())</w:tblBorders>" : ""
    let written = rows.enumerated().map { index, cells in
      let head = index < look.repeatedRows ? "<w:trPr><w:tblHeader/></w:trPr>" : ""
      return "<w:tr>\(head)" + cells.sorted { $0.column < $1.column }.map(\.xml).joined() + "</w:tr>"
    }
    let grid = widths.map { "<w:gridCol w:w=\"\($0)\"/>" }.joined()
    return
      "<w:tbl><w:tblPr><w:tblW w:w=\"\(Int(room))\" w:type=\"dxa\"/>\(borders)<w:tblLayout w:type=\"fixed\"/></w:tblPr>"
      + "<w:tblGrid>\(grid)</w:tblGrid>\(written.joined())</w:tbl>"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
