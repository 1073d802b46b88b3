/// Prints a document as an Excel workbook: each heading of the first level begins a sheet, tables keep their merged
/// cells, figures are numbers, and every sheet is set up for printing on A4.
public enum WorkbookWriter {
  /// - Parameters:
  ///   - document: tables inside cells are printed as part of their cells only.
  ///   - createdAt: seconds since 1970, told in the properties of the file. Left out, equal documents give equal
  ///     files.
  /// - Returns: an .xlsx file.
  /// - Throws: `.tooLarge` beyond 1,048,576 rows or 16,384 columns of a sheet.
  /// - Complexity: O(cells).
  public static func xlsx(_ document: Document, createdAt: Int = 315_532_800) throws(WorkbookError) -> [UInt8] {
    var workbook = try Workbook(createdAt: createdAt)
    var names = SheetNames()
    for sheet in sheets(of: document) {
      try write(SheetLayout(sheet.blocks), named: names.unique(sheet.title), into: &workbook)
    }
    return try workbook.finish()
  }

  /// What stands before the first heading is a sheet too, but only together with the first form if it has no table.
  private static func sheets(of document: Document) -> [(title: String, blocks: [Document.Block])] {
    var sheets: [(title: String, blocks: [Document.Block])] = [("", [])]
    for block in document.blocks {
      if case .heading(level: 1, let heading) = block {
        let hasTable = sheets[0].blocks.contains { if case .table = $0 { true } else { false } }
        if sheets.count == 1, sheets[0].title.isEmpty, !hasTable {
          sheets[0].title = heading.text
        } else {
          sheets.append((heading.text, []))
        }
      }
      sheets[sheets.count - 1].blocks.append(block)
    }
    return sheets
  }

  private static func write(
    _ layout: SheetLayout, named name: String, into workbook: inout Workbook
  ) throws(WorkbookError) {
    try workbook.addSheet(name, isLandscape: layout.isLandscape)
    for (column, width) in layout.widths.enumerated() { workbook.setWidth(width, column: column) }
    for (row, height) in layout.heights.enumerated() { workbook.setHeight(height, row: row) }
    if let rows = layout.repeatedRows { workbook.repeatRows(rows) }
    for cell in layout.cells {
      try workbook.write(cell.text, number: cell.number, in: cell.area, cell.style)
    }
  }
}

/// Names of sheets as Excel allows them: short, without some signs, all different.
struct SheetNames {
  private static let unitsMax = 31
  private var taken: Set<String> = []

  mutating func unique(_ title: String) -> String {
    let base = Self.clean(title)
    var name = base
    var number = 2
    while !taken.insert(name.lowercased()).inserted {
      let ending = "（\(number)）"
      name = Self.cut(base, to: Self.unitsMax - ending.utf16.count) + ending
      number += 1
    }
    return name
  }

  private static func clean(_ title: String) -> String {
    var name = String.UnicodeScalarView()
    for scalar in title.unicodeScalars where scalar.value > 0x20 && !"[]:*?/\\'".unicodeScalars.contains(scalar) {
      name.append(scalar)
    }
    let cut = cut(String(name), to: unitsMax)
    // Excel keeps this name for itself.
    return cut.isEmpty || cut.lowercased() == "history" ? "表" : cut
  }

  private static func cut(_ text: String, to units: Int) -> String {
    var result = ""
    for character in text {
      guard result.utf16.count + character.utf16.count <= units else { break }
      result.append(character)
    }
    return result
  }
}
