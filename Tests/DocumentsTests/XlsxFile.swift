@testable import Documents

/// Writes small workbooks from their XML, so that tests need no files.
struct XlsxFile {
  static let namespaces = """
    xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" \
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    """
  private static let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  struct Sheet {
    var name: String
    var state = ""
    /// The whole part; nil for a part that is missing.
    var part: String?
  }

  var sheets: [Sheet] = []
  /// Content of `numFmts` and of `cellXfs`.
  var formats = ""
  var styles = ""
  /// Content of `sst`.
  var shared = ""
  var properties = ""
  var extra: [(name: String, bytes: [UInt8])] = []

  init() {}

  /// A workbook of one sheet.
  /// - Parameters:
  ///   - rows: content of `sheetData`.
  ///   - before: what stands in front of it, `cols`.
  ///   - after: what stands behind it, `mergeCells`.
  init(_ rows: String, before: String = "", after: String = "", name: String = "Sheet1") {
    add(name, rows, before: before, after: after)
  }

  mutating func add(_ name: String, _ rows: String, before: String = "", after: String = "", state: String = "") {
    let part =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet \(Self.namespaces)>\(before)<sheetData>\(rows)</sheetData>\(after)</worksheet>"
    sheets.append(Sheet(name: name, state: state, part: part))
  }

  /// Adds number formats as styles 1, 2, …; style 0 is plain.
  mutating func add(formats codes: String..., border: Int = 0) {
    for code in codes {
      let id = 164 + styles.utf8.count
      let escaped = code.replacing("&", with: "&amp;").replacing("\"", with: "&quot;").replacing("<", with: "&lt;")
      formats += "<numFmt numFmtId=\"\(id)\" formatCode=\"\(escaped)\"/>"
      add(style: id, border: border)
    }
  }

  /// Adds a style with a builtin number format.
  mutating func add(style id: Int, border: Int = 0) { styles += "<xf numFmtId=\"\(id)\" borderId=\"\(border)\"/>" }

  func bytes(password: String? = nil) throws -> [UInt8] {
    var parts: [(name: String, bytes: [UInt8])] = []
    func add(_ name: String, _ text: String) { parts.append((name, Array(text.utf8))) }
    let relationships = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\""
    add("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")
    add(
      "_rels/.rels",
      "<Relationships \(relationships)><Relationship Id=\"r1\" Type=\"\(Self.types)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    )
    var entries = ""
    var relations = ""
    for (index, sheet) in sheets.enumerated() {
      let state = sheet.state.isEmpty ? "" : " state=\"\(sheet.state)\""
      entries += "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\"\(state) r:id=\"s\(index)\"/>"
      relations +=
        "<Relationship Id=\"s\(index)\" Type=\"\(Self.types)/worksheet\" Target=\"worksheets/sheet\(index).xml\"/>"
      if let part = sheet.part { add("xl/worksheets/sheet\(index).xml", part) }
    }
    relations += "<Relationship Id=\"a\" Type=\"\(Self.types)/styles\" Target=\"/xl/styles.xml\"/>"
    relations += "<Relationship Id=\"b\" Type=\"\(Self.types)/sharedStrings\" Target=\"./sharedStrings.xml\"/>"
    add(
      "xl/workbook.xml",
      "<workbook \(Self.namespaces)><workbookPr\(properties)/><sheets>\(entries)</sheets></workbook>")
    add("xl/_rels/workbook.xml.rels", "<Relationships \(relationships)>\(relations)</Relationships>")
    add(
      "xl/styles.xml",
      """
      <styleSheet \(Self.namespaces)><numFmts>\(formats)</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>\
      <cellXfs><xf numFmtId="0"/>\(styles)</cellXfs></styleSheet>
      """)
    add("xl/sharedStrings.xml", "<sst \(Self.namespaces)>\(shared)</sst>")
    var zip = try ZipWriter()
    for part in parts + extra { try zip.add(part.name, part.bytes, password: password) }
    return try zip.finish()
  }

  func read(limits: ReadLimits = .standard) throws -> Document {
    try DocumentReader.read(try bytes(), name: "a.xlsx", limits: limits)
  }

  func failure(limits: ReadLimits = .standard) throws -> ReadError? {
    let bytes = try bytes()
    do throws(ReadError) {
      _ = try DocumentReader.read(bytes, name: "a.xlsx", limits: limits)
      return nil
    } catch {
      return error
    }
  }

  func tables() throws -> [Document.Table] {
    try read().blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
  }

  struct Missing: Error {}
  func table() throws -> Document.Table {
    guard let first = try tables().first else { throw Missing() }
    return first
  }

  /// Each block as a line: `# heading`, a paragraph, `[rows × cells]`.
  func outline() throws -> [String] {
    try read().blocks.map { block in
      switch block {
      case .heading(_, let paragraph): "# " + paragraph.text
      case .paragraph(let paragraph): paragraph.text
      case .table(let table): table.rows.map { $0.map(\.text).joined(separator: "|") }.joined(separator: "/")
      }
    }
  }
}

/// A cell with a text of its own.
func s(_ reference: String, _ text: String, style: Int = 0) -> String {
  "<c r=\"\(reference)\" s=\"\(style)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(text)</t></is></c>"
}

/// A cell with a figure.
func n(_ reference: String, _ figure: String, style: Int = 0, type: String = "n") -> String {
  "<c r=\"\(reference)\" s=\"\(style)\" t=\"\(type)\"><v>\(figure)</v></c>"
}

func row(_ number: Int, _ cells: String..., more: String = "") -> String {
  "<row r=\"\(number)\"\(more)>\(cells.joined())</row>"
}

func merged(_ areas: String...) -> String {
  "<mergeCells count=\"\(areas.count)\">\(areas.map { "<mergeCell ref=\"\($0)\"/>" }.joined())</mergeCells>"
}
