/// How the cells of a workbook show their values.
struct WorkbookStyles {
  struct Style {
    var format: CellFormat
    /// Whether lines are drawn around the cell: inside the form, not beside it.
    var hasBorder: Bool
  }
  private var styles: [Style] = []

  init() {}

  init(part: String, limits: ReadLimits, source: @escaping XMLReader<WorkbookName>.Source) throws(ReadError) {
    let xml = try XMLReader<WorkbookName>(part: part, limits: limits, source: source)
    var codes: [Int: String] = [:]
    var formats: [Int: CellFormat] = [:]
    var isCell = false
    while let event = try xml.next() {
      switch (event.kind, event.name) {
      case (.start, .numFmt):
        if let id = xml.value(.numFmtId, of: event)?.wholeNumber { codes[id] = xml.string(.formatCode, of: event) }
      case (.start, .cellXfs): isCell = true
      case (.end, .cellXfs): isCell = false
      case (.start, .xf) where isCell:
        let id = xml.value(.numFmtId, of: event)?.wholeNumber ?? 0
        let format = formats[id] ?? CellFormat(codes[id].map(Self.unescaped) ?? BuiltinFormats.code(id))
        formats[id] = format
        let border = xml.value(.borderId, of: event)?.wholeNumber ?? 0
        styles.append(Style(format: format, hasBorder: border != 0))
      default: break
      }
    }
  }

  /// libxml2 hands on the ampersand of an attribute as a character reference.
  static func unescaped(_ text: String) -> String {
    text.contains("&#38;")
      ? text.split(separator: "&#38;", omittingEmptySubsequences: false).joined(separator: "&") : text
  }

  private static let plain = Style(format: .general, hasBorder: false)

  /// The style of a cell; plain for an index that the workbook does not have.
  subscript(index: Int) -> Style { styles.indices.contains(index) ? styles[index] : Self.plain }
}

/// Everything the sheets of one workbook share while they are read.
struct WorkbookContext {
  var texts: [String] = []
  var styles = WorkbookStyles()
  var epoch = SerialDate.Epoch.year1900
  let budget = ReadBudget()
}
