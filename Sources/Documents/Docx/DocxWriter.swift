/// Prints a document as a Word file (.docx): headings, paragraphs and tables with their merged cells, on A4.
public enum DocxWriter {
  /// Why no file could be written; `reason` for the log.
  public struct Failure: Error, Hashable, Sendable {
    public let reason: String
  }

  /// - Returns: a .docx file; equal documents give equal files.
  /// - Complexity: O(length of the texts + cells).
  public static func docx(_ document: Document) throws(Failure) -> [UInt8] {
    do throws(ZipWriter.Failure) {
      var zip = try ZipWriter()
      try zip.add("[Content_Types].xml", Array(contentTypes.utf8))
      try zip.add("_rels/.rels", Array(relations.utf8))
      try zip.add("word/_rels/document.xml.rels", Array(documentRelations.utf8))
      try zip.add("word/styles.xml", Array(styles.utf8))
      try zip.add("word/document.xml", Array(DocxBody(document).xml.utf8))
      return try zip.finish()
    } catch {
      throw Failure(reason: error.reason)
    }
  }

  private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let officeNames = "http://schemas.openxmlformats.org/officeDocument/2006"
  private static let packageNames = "http://schemas.openxmlformats.org/package/2006"
  private static let wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml"

  private static let contentTypes =
    head
      + """
      <Types xmlns="\(packageNames)/content-types"><Default Extension="rels" \
      ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" \
      ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="\(wordType).document.main+xml"/>\
      <Override PartName="/word/styles.xml" ContentType="\(wordType).styles+xml"/></Types>
      """

  private static let relations =
    head
      + """
      <Relationships xmlns="\(packageNames)/relationships"><Relationship Id="rId1" \
      Type="\(officeNames)/relationships/officeDocument" Target="word/document.xml"/></Relationships>
      """

  private static let documentRelations =
    head
      + """
      <Relationships xmlns="\(packageNames)/relationships"><Relationship Id="rId1" \
      Type="\(officeNames)/relationships/styles" Target="styles.xml"/></Relationships>
      """

  /// Body in 仿宋 三号 with two characters of indent, heads in 黑体 and 楷体, as official papers have them.
  private static let styles =
    head
    + "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
    + "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" "
    + "w:eastAsia=\"仿宋\"/><w:sz w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault>"
    + "</w:docDefaults>"
    + style(
      "Normal", "Normal",
      paragraph: "<w:spacing w:line=\"560\" w:lineRule=\"exact\"/>"
        + "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:jc w:val=\"both\"/>")
    + style(
      "Heading1", "heading 1",
      paragraph: "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"240\"/>\(flush)<w:jc w:val=\"center\"/>"
        + "<w:outlineLvl w:val=\"0\"/>", font: "黑体", size: 40)
    + style("Heading2", "heading 2", paragraph: "<w:keepNext/><w:outlineLvl w:val=\"1\"/>", font: "黑体", size: 32)
    + style("Heading3", "heading 3", paragraph: "<w:keepNext/><w:outlineLvl w:val=\"2\"/>", font: "楷体", size: 32)
    + style(
      "TableText", "Table Text",
      paragraph: "<w:spacing w:line=\"240\" w:lineRule=\"auto\"/>\(flush)<w:jc w:val=\"left\"/>", font: "宋体", size: 18)
    + "</w:styles>"

  private static let flush = "<w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>"

  private static func style(
    _ id: String, _ name: String, paragraph: String, font: String? = nil, size: Int? = nil
  ) -> String {
    let face = font.map { "<w:rFonts w:eastAsia=\"\($0)\"/>" } ?? ""
    let points = size.map { "<w:sz w:val=\"\($0)\"/>" } ?? ""
    let base = id == "Normal" ? " w:default=\"1\"" : ""
    let parent = id == "Normal" ? "" : "<w:basedOn w:val=\"Normal\"/>"
    return "<w:style w:type=\"paragraph\"\(base) w:styleId=\"\(id)\"><w:name w:val=\"\(name)\"/>\(parent)"
      + "<w:pPr>\(paragraph)</w:pPr><w:rPr>\(face)\(points)</w:rPr></w:style>"
  }
}

/// The body of a Word file. A table that is wide lies on a page across.
private struct DocxBody {
  private(set) var xml: String
  private static let wideColumns = 8
  /// In twentieths of a point: A4 without margins.
  private static let width = 8_844
  private static let widthAcross = 13_958

  init(_ document: Document) {
    xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
      + "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
    let sections = Self.sections(document.blocks)
    for (index, section) in sections.enumerated() {
      for block in section.blocks { add(block, isAcross: section.isAcross) }
      let page = Self.page(isAcross: section.isAcross)
      xml += index == sections.count - 1 ? page : "<w:p><w:pPr>\(page)</w:pPr></w:p>"
    }
    xml += "</w:body></w:document>"
  }

  /// A first head and everything below it lie across when a table of it is wide.
  private static func sections(_ blocks: [Document.Block]) -> [(blocks: [Document.Block], isAcross: Bool)] {
    var sections: [(blocks: [Document.Block], isAcross: Bool)] = []
    for block in blocks {
      var isNew = sections.isEmpty
      if case .heading(level: 1, _) = block, !(sections.last?.blocks.isEmpty ?? true) { isNew = true }
      if isNew { sections.append(([], false)) }
      if case .table(let table) = block, columns(table) > wideColumns { sections[sections.count - 1].isAcross = true }
      sections[sections.count - 1].blocks.append(block)
    }
    return sections.isEmpty ? [([], false)] : sections
  }

  private static func page(isAcross: Bool) -> String {
    let size = isAcross ? "w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"" : "w:w=\"11906\" w:h=\"16838\""
    return "<w:sectPr><w:pgSz \(size)/><w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" w:left=\"1531\" "
      + "w:header=\"851\" w:footer=\"992\" w:gutter=\"0\"/></w:sectPr>"
  }

  private static func columns(_ table: Document.Table) -> Int {
    table.rows.joined().map { $0.column + max(1, $0.columnSpan) }.max() ?? 0
  }

  private mutating func add(_ block: Document.Block, isAcross: Bool) {
    switch block {
    case .heading(let level, let paragraph): xml += Self.paragraph(paragraph.text, "Heading\(min(max(level, 1), 3))")
    case .paragraph(let paragraph): xml += Self.paragraph(paragraph.text, nil)
    case .table(let table): if table.inside == nil { add(table, isAcross: isAcross) }
    }
  }

  private static func paragraph(_ text: String, _ style: String?, right: Bool = false) -> String {
    let name = style.map { "<w:pStyle w:val=\"\($0)\"/>" } ?? ""
    let side = right ? "<w:jc w:val=\"right\"/>" : ""
    return "<w:p><w:pPr>\(name)\(side)</w:pPr>" + runs(text) + "</w:p>"
  }

  private static func runs(_ text: String) -> String {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().map { index, line in
      "<w:r>\(index > 0 ? "<w:br/>" : "")<w:t xml:space=\"preserve\">\(escaped(String(line)))</w:t></w:r>"
    }.joined()
  }

  private mutating func add(_ table: Document.Table, isAcross: Bool) {
    let count = Self.columns(table)
    guard count > 0 else { return }
    let widths = Self.widths(table, count, total: isAcross ? Self.widthAcross : Self.width)
    let line = "w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\""
    let borders = ["top", "left", "bottom", "right", "insideH", "insideV"].map { "<w:\($0) \(line)/>" }.joined()
    xml +=
      "<w:tbl><w:tblPr><w:tblW w:w=\"\(widths.reduce(0, +))\" w:type=\"dxa\"/><w:tblBorders>\(borders)</w:tblBorders>"
      + "<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
      + widths.map { "<w:gridCol w:w=\"\($0)\"/>" }.joined() + "</w:tblGrid>"
    // Cells that reach down into the rows below, by their first column.
    var open: [Int: (rows: Int, span: Int)] = [:]
    for (index, row) in table.rows.enumerated() {
      xml +=
        index < table.headRows
        ? "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" : "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
      var column = 0
      while column < count {
        if let covered = open[column], covered.rows > 0 {
          xml += Self.cell("", span: covered.span, widths, column, merge: "<w:vMerge/>", right: false)
          open[column] = (covered.rows - 1, covered.span)
          column += covered.span
        } else if let cell = row.first(where: { $0.column == column }) {
          let span = max(1, min(cell.columnSpan, count - column))
          if cell.rowSpan > 1 { open[column] = (cell.rowSpan - 1, span) }
          xml += Self.cell(
            cell.text, span: span, widths, column, merge: cell.rowSpan > 1 ? "<w:vMerge w:val=\"restart\"/>" : "",
            right: CellText.number(cell.text) != nil)
          column += span
        } else {
          xml += Self.cell("", span: 1, widths, column, merge: "", right: false)
          column += 1
        }
      }
      xml += "</w:tr>"
    }
    xml += "</w:tbl>" + Self.paragraph("", "TableText")
  }

  private static func cell(
    _ text: String, span: Int, _ widths: [Int], _ column: Int, merge: String, right: Bool
  ) -> String {
    let width = widths[column..<(column + span)].reduce(0, +)
    let grid = span > 1 ? "<w:gridSpan w:val=\"\(span)\"/>" : ""
    return "<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/>\(grid)\(merge)<w:vAlign w:val=\"center\"/></w:tcPr>"
      + paragraph(text, "TableText", right: right) + "</w:tc>"
  }

  /// Columns by what they hold, the page filled.
  private static func widths(_ table: Document.Table, _ count: Int, total: Int) -> [Int] {
    let wanted = ColumnWidths(table).widths
    let sum = wanted.reduce(0, +)
    return (0..<count).map { Int(wanted[$0] / sum * Double(total)) }
  }

  private static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\t": out += " "
      default:
        // What XML cannot carry is left out.
        if scalar.value >= 0x20, scalar.value != 0xFFFE, scalar.value != 0xFFFF { out.unicodeScalars.append(scalar) }
      }
    }
    return out
  }
}
