/// Reads text that spreadsheets export: a record on each line, fields parted by commas, semicolons or tabs (CSV).
enum CSVReader {
  /// How much is looked at to tell the separator.
  private static let headBytes = 64 << 10
  private static let headRecords = 200
  private static let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]

  /// - Parameters:
  ///   - isNamed: whether the file is named as such; then any separator will do. Otherwise only a text whose lines all
  ///     have the same three fields or more is taken for one.
  /// - Returns: nil when the text has no fields.
  static func read(
    _ utf8: [UInt8], isNamed: Bool, format: String, limits: ReadLimits
  ) throws(ReadError) -> Document? {
    var text = utf8[...]
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    guard let separator = statedSeparator(&text) ?? likelySeparator(text, isNamed: isNamed) else { return nil }
    let budget = ReadBudget()
    var cells = SheetCells()
    var records = CSVRecords(text, separator: separator)
    var fields: [CSVRecords.Field] = []
    var row: Int32 = 0
    while records.next(&fields) != nil {
      for field in fields {
        try budget.spend(field.text, limits)
        cells.append(SheetCells.Cell(row: row, column: Int32(field.column), hasBorder: false, text: field.text))
      }
      row += 1
    }
    var tables = 0
    let blocks = try SheetBlocks.blocks(of: cells, named: nil, limits: limits, budget: budget, tables: &tables)
    return Document(blocks: blocks, format: format)
  }

  /// Excel states the separator in a first line of its own: `sep=;`.
  private static func statedSeparator(_ text: inout ArraySlice<UInt8>) -> UInt8? {
    guard text.starts(with: "sep=".utf8), let end = text.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else {
      return nil
    }
    let separator = text[text.startIndex + 4]
    guard separators.contains(separator) || separator == UInt8(ascii: "|"), end == text.startIndex + 5 else {
      return nil
    }
    text = text[end...].drop { $0 == 0x0A || $0 == 0x0D }
    return separator
  }

  private static func likelySeparator(_ text: ArraySlice<UInt8>, isNamed: Bool) -> UInt8? {
    var best: (separator: UInt8, records: Int, fields: Int)?
    for separator in separators {
      guard let (common, fields, all) = head(text, separator) else { continue }
      guard isNamed || (separator != 0x09 && common == all && all >= 3 && fields >= 3) else { continue }
      if (common, fields) > (best?.records ?? 0, best?.fields ?? 0) { best = (separator, common, fields) }
    }
    return best?.separator
  }

  /// The most frequent number of fields, how many records have it, and how many there are; nil when it is one.
  private static func head(_ text: ArraySlice<UInt8>, _ separator: UInt8) -> (records: Int, fields: Int, all: Int)? {
    let isCut = text.count > headBytes
    var records = CSVRecords(text.prefix(headBytes), separator: separator)
    var fields: [CSVRecords.Field] = []
    var counts: [Int] = []
    while counts.count < headRecords, let count = records.next(&fields) {
      if !fields.isEmpty || count > 1 { counts.append(count) }
    }
    // The last line may be cut.
    if isCut, counts.count > 1, counts.count < headRecords { counts.removeLast() }
    let frequency = Dictionary(counts.map { ($0, 1) }, uniquingKeysWith: +).filter { $0.key > 1 }
    guard let best = frequency.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return nil }
    return (best.value, best.key, counts.count)
  }
}
