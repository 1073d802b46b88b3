/// Finds the parts of an Excel workbook inside its package and reads its sheets one after the other.
///
/// Not read: hidden sheets, charts, comments, pictures, macros, and formulas, whose results stand in the cells.
enum XlsxPackage {
  /// Sheets of a workbook; Excel itself names no limit.
  private static let sheetsMax = 1_000

  private struct Sheet {
    var name: String
    var relation: String
    var isHidden: Bool
  }

  /// - Throws: `.damaged` when a part is missing or broken.
  static func read(_ archive: borrowing ZipArchive, _ limits: ReadLimits) throws(ReadError) -> Document {
    var blocks: [Document.Block] = []
    var tables = 0
    try forEachSheet(archive, limits, withHidden: false, isExact: false) { (name, cells, budget) throws(ReadError) in
      var cells = cells
      cells.settle()
      let content = try SheetBlocks.blocks(of: cells, named: name, limits: limits, budget: budget, tables: &tables)
      guard !content.isEmpty else { return }
      if !isDefault(name) {
        blocks.append(.heading(level: 1, Document.Paragraph(name, at: Document.Place(sheet: name))))
      }
      blocks += content
    }
    return Document(blocks: blocks, format: "xlsx")
  }

  /// Names of the sheets, hidden ones included.
  static func sheetNames(_ archive: borrowing ZipArchive, _ limits: ReadLimits) throws(ReadError) -> [String] {
    let main = try PackageParts.target(of: "officeDocument", from: "", archive, limits) ?? "xl/workbook.xml"
    guard let entry = archive.entry(main) else { return [] }
    var epoch = SerialDate.Epoch.year1900
    let source = ReadBudget().counting(try archive.open(entry), limits)
    return try readSheets(main, limits, source: source, &epoch).map(\.name)
  }

  /// Reads the sheets in their order.
  /// - Parameter isExact: figures with all their digits.
  static func forEachSheet(
    _ archive: borrowing ZipArchive, _ limits: ReadLimits, withHidden: Bool, isExact: Bool,
    _ body: (String, SheetCells, ReadBudget) throws(ReadError) -> Void
  ) throws(ReadError) {
    let main = try PackageParts.target(of: "officeDocument", from: "", archive, limits) ?? "xl/workbook.xml"
    guard let entry = archive.entry(main) else { throw .damaged(.xlsx, detail: "缺少工作簿（\(main)）") }
    var workbook = WorkbookContext()
    let budget = workbook.budget
    let sheets = try readSheets(
      main, limits, source: budget.counting(try archive.open(entry), limits), &workbook.epoch)
    let relations = try PackageParts.relationships(of: main, archive, limits)
    func part(_ type: String) throws(ReadError) -> ZipArchive.Entry? {
      relations.first { $0.type == type }.flatMap { archive.entry($0.target) }
    }
    if let styles = try part("styles") {
      workbook.styles = try WorkbookStyles(
        part: styles.name, limits: limits, source: budget.counting(try archive.open(styles), limits))
    }
    if let texts = try part("sharedStrings") {
      workbook.texts = try SharedTexts(
        part: texts.name, limits: limits, source: budget.counting(try archive.open(texts), limits)
      ).texts
    }
    var parts: Set<String> = []
    for sheet in sheets where withHidden || !sheet.isHidden {
      guard let relation = relations.first(where: { $0.id == sheet.relation }) else {
        throw .damaged(.xlsx, detail: "缺少工作表“\(sheet.name)”的内容")
      }
      // Charts on sheets of their own have no cells; a part that two sheets name would be read for ever.
      guard relation.type == "worksheet", parts.insert(relation.target).inserted else { continue }
      guard let entry = archive.entry(relation.target) else {
        throw .damaged(.xlsx, detail: "缺少工作表“\(sheet.name)”的内容（\(relation.target)）")
      }
      var reader = try SheetReader(
        part: entry.name, name: sheet.name, workbook: workbook, limits: limits, isExact: isExact,
        source: budget.counting(try archive.open(entry), limits))
      try body(sheet.name, try reader.read(), budget)
    }
  }

  private static func readSheets(
    _ part: String, _ limits: ReadLimits, source: @escaping XMLReader<WorkbookName>.Source,
    _ epoch: inout SerialDate.Epoch
  ) throws(ReadError) -> [Sheet] {
    let xml = try XMLReader<WorkbookName>(part: part, limits: limits, source: source)
    var sheets: [Sheet] = []
    while let event = try xml.next() {
      switch (event.kind, event.name) {
      case (.start, .workbookPr): if xml.value(.date1904, of: event)?.isTrue ?? false { epoch = .year1904 }
      case (.start, .sheet):
        guard sheets.count < sheetsMax else { throw .tooComplex(detail: "工作表超过 \(sheetsMax) 个") }
        let state = xml.string(.state, of: event)
        sheets.append(
          Sheet(
            name: WorkbookStyles.unescaped(xml.string(.name, of: event) ?? ""),
            relation: xml.string(.id, of: event) ?? "", isHidden: state == "hidden" || state == "veryHidden"))
      default: break
      }
    }
    guard !sheets.isEmpty else { throw .damaged(.xlsx, detail: "工作簿里没有工作表") }
    return sheets
  }

  /// A name the program gave (`Sheet1`, `工作表1`) says nothing of what is on the sheet.
  private static func isDefault(_ name: String) -> Bool {
    let word = name.lowercased().trimmingSuffix { $0.isNumber || $0 == " " || "()（）".contains($0) }
    return ["", "sheet", "工作表", "table"].contains(word)
  }
}

extension String {
  fileprivate func trimmingSuffix(while belongs: (Character) -> Bool) -> Substring {
    var rest = Substring(self)
    while let last = rest.last, belongs(last) { rest.removeLast() }
    return rest
  }
}
