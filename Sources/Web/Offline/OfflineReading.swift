import Documents
import Model

/// What a workbook that was filled in says, by the addresses in its hidden column.
struct OfflineReading: Sendable {
  struct Cell: Hashable, Sendable {
    var text: String
    /// Where it stands, for people: `基本信息!C4`.
    var place: String
  }

  /// A row of a table as it came back.
  struct Row: Hashable, Sendable {
    /// nil for a row that was added.
    var id: String?
    /// By field; a target is one again.
    var cells: [String: Cell]
  }

  let identity: OfflineIdentity
  /// Cells that stand alone.
  private(set) var cells: [FormPath: Cell] = [:]
  /// Tables whose sheet came back.
  private(set) var tables: [FormPath: [Row]] = [:]

  init(_ workbook: WorkbookCells) throws(OfflineIdentity.Failure) {
    identity = try OfflineIdentity(workbook)
    for sheet in workbook.sheets where sheet.name != OfflineIdentity.sheet && sheet.name != FillWorkbook.listSheet {
      read(sheet)
    }
  }

  private mutating func read(_ sheet: WorkbookCells.Sheet) {
    var open: (list: FormPath, fields: [Int: String])?
    // Rows that somebody put between others have no key; they belong to the table they stand in.
    for number in sheet.rows.keys.sorted() {
      let row = sheet.rows[number] ?? [:]
      let key = row[0] ?? ""
      func cell(_ column: Int) -> Cell {
        Cell(
          text: Self.plain(row[column] ?? ""),
          place: "\(sheet.name)!\(WorkbookCells.address(row: number, column: column))")
      }
      func rest(_ prefix: String) -> String? { key.hasPrefix(prefix) ? String(key.dropFirst(prefix.count)) : nil }
      if let path = rest(OfflineLayout.Key.cell) {
        cells[FormPath(path)] = cell(2)
      } else if let list = rest(OfflineLayout.Key.fields) {
        var fields = row
        fields[0] = nil
        open = (FormPath(list), fields)
        if tables[FormPath(list)] == nil { tables[FormPath(list)] = [] }
      } else if rest(OfflineLayout.Key.end) != nil {
        open = nil
      } else if let (list, fields) = open {
        if key == OfflineLayout.Key.head { continue }
        let path = rest(OfflineLayout.Key.row).map { FormPath($0) }
        let id = path.flatMap { $0.listAndRow }.flatMap { $0.list == list ? $0.row : nil }
        tables[list]?.append(Row(id: id, cells: Self.joined(fields, cell)))
      }
    }
  }

  /// A whole percentage shows its point with nothing behind it: `95.%`.
  private static func plain(_ text: String) -> String {
    let words = TypedText.words(text)
    return words.hasSuffix(".%") ? words.dropLast(2) + "%" : words
  }

  private static func joined(_ fields: [Int: String], _ cell: (Int) -> Cell) -> [String: Cell] {
    var out: [String: Cell] = [:]
    for (column, field) in fields { out[field] = cell(column) }
    guard let value = out["target#value"] else { return out }
    let parts = TargetParts(
      sign: out["target#sign"]?.text ?? "", value: value.text, unit: out["target#unit"]?.text ?? "")
    for field in ["target#sign", "target#value", "target#unit"] { out[field] = nil }
    out["target"] = Cell(text: parts.joined, place: value.place)
    return out
  }
}
