import CXLSXWriter
import Glibc

/// Why no workbook could be written.
public enum WorkbookError: Error, Hashable, Sendable {
  /// More rows, columns or sheets than a workbook holds.
  case tooLarge
  /// The system gave no memory or no room for the file; `reason` for the log.
  case system(reason: String)
}

/// An Excel workbook (.xlsx) being written in memory, and the only file that knows libxlsxwriter.
///
/// The library writes files only, so it is given one that lives in memory and has no name; nothing stays behind.
struct Workbook: ~Copyable {
  struct Font: Hashable {
    var name = "宋体"
    var size = 10.5
    var isBold = false
  }
  enum Alignment: Hashable { case left, center, right }
  struct Style: Hashable {
    var font = Font()
    var alignment = Alignment.left
    var hasBorder = true
    /// As Excel writes it: `0.00`; nil for text.
    var numberFormat: String?
    /// Ground of the cell as 0xRRGGBB.
    var fill: UInt32?
    /// May be written where the sheet is protected.
    var isOpen = false
  }

  /// What a cell takes: a text of a list, or a number between two bounds.
  enum Rule {
    /// Another text is taken too, after a word of warning.
    case choice(formula: String)
    case number(ClosedRange<Double>, isWhole: Bool)
  }

  /// Cells of a sheet, both corners included, from 0.
  struct Area: Hashable {
    var rows: ClosedRange<Int>
    var columns: ClosedRange<Int>
  }

  static let rowsMax = 1_048_576
  static let columnsMax = 16_384
  /// UTF-16 units of a cell.
  static let textMax = 32_767

  private let book: UnsafeMutablePointer<lxw_workbook>
  private let file: Int32
  private var sheet: UnsafeMutablePointer<lxw_worksheet>?
  /// Closing frees the book, whatever it answers.
  private var isClosed = false
  private var formats: [Style: UnsafeMutablePointer<lxw_format>] = [:]

  /// - Parameter createdAt: seconds since 1970, printed in the properties of the file.
  init(createdAt: Int) throws(WorkbookError) {
    let file = memfd_create("workbook", UInt32(HENGJI_MEMFD_CLOEXEC))
    guard file >= 0 else { throw .system(reason: "memfd_create: \(errno)") }
    guard let book = workbook_new("/proc/self/fd/\(file)") else {
      close(file)
      throw .system(reason: "workbook_new")
    }
    self.file = file
    self.book = book
    var properties = lxw_doc_properties()
    properties.created = createdAt
    workbook_set_properties(book, &properties)
  }

  /// A workbook that was not finished is thrown away.
  deinit {
    if !isClosed { lxw_workbook_free(book) }
    close(file)
  }

  /// Adds a sheet for everything written from now on.
  ///
  /// - Parameter name: at most 31 UTF-16 units, unique, without `[]:*?/\`.
  mutating func addSheet(_ name: String, isLandscape: Bool) throws(WorkbookError) {
    guard let added = workbook_add_worksheet(book, name) else { throw .tooLarge }
    sheet = added
    worksheet_set_paper(added, 9)  // A4
    if isLandscape { worksheet_set_landscape(added) }
    worksheet_set_margins(added, 0.5, 0.5, 0.6, 0.6)
    worksheet_center_horizontally(added)
    worksheet_fit_to_pages(added, 1, 0)
    worksheet_set_footer(added, "&C第 &P 页，共 &N 页")
  }

  /// - Parameter width: in digits of the standard font.
  func setWidth(_ width: Double, column: Int) {
    worksheet_set_column(sheet, UInt16(column), UInt16(column), width, nil)
  }

  /// - Parameter textsOnly: whether what is typed into the column stays a text.
  mutating func setWidth(_ width: Double, column: Int, textsOnly: Bool) throws(WorkbookError) {
    var style = Style()
    style.hasBorder = false
    style.numberFormat = textsOnly ? "@" : nil
    try check(worksheet_set_column(sheet, UInt16(column), UInt16(column), width, format(style)))
  }

  /// Offers the texts of another sheet's first column for cells of this one; other texts are taken too.
  func offer(_ choices: ListWorkbook.Choices, column: Int, rows: ClosedRange<Int>) throws(WorkbookError) {
    try check(
      .choice(formula: "='\(choices.sheet)'!$A$2:$A$\(choices.rows + 1)"), hint: "",
      in: Area(rows: rows, columns: column...column))
  }

  /// Checks what is typed into cells, and says beside the cell in hand what it takes.
  ///
  /// - Parameter hint: at most 255 UTF-16 units; empty for none.
  func check(_ rule: Rule, hint: String, in area: Area) throws(WorkbookError) {
    var formula = ""
    var validation = lxw_data_validation()
    switch rule {
    case .choice(let list):
      formula = list
      validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      validation.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_INFORMATION.rawValue)
      validation.show_error = UInt8(LXW_VALIDATION_OFF.rawValue)
    case .number(let range, let isWhole):
      let kind = isWhole ? LXW_VALIDATION_TYPE_INTEGER : LXW_VALIDATION_TYPE_DECIMAL
      validation.validate = UInt8(kind.rawValue)
      validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
      validation.minimum_number = range.lowerBound
      validation.maximum_number = range.upperBound
      validation.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_STOP.rawValue)
    }
    let code = formula.withCString { formula in
      hint.withCString { hint in
        "这里填数".withCString { title in
          if case .choice = rule { validation.value_formula = UnsafeMutablePointer(mutating: formula) }
          if hint.pointee != 0 {
            validation.input_message = UnsafeMutablePointer(mutating: hint)
            validation.error_title = UnsafeMutablePointer(mutating: title)
            validation.error_message = UnsafeMutablePointer(mutating: hint)
          }
          return worksheet_data_validation_range(
            sheet, UInt32(area.rows.lowerBound), UInt16(area.columns.lowerBound), UInt32(area.rows.upperBound),
            UInt16(area.columns.upperBound), &validation)
        }
      }
    }
    try check(code)
  }

  /// Locks everything but open cells; without a password, so that nobody is locked out for good.
  func protect() {
    var options = lxw_protection()
    options.format_columns = 1
    options.format_rows = 1
    worksheet_protect(sheet, nil, &options)
  }

  /// The sheet is there, and not seen. The first sheet is always seen.
  func hideSheet() { worksheet_hide(sheet) }

  func hideColumn(_ column: Int) throws(WorkbookError) {
    var options = lxw_row_col_options()
    options.hidden = 1
    try check(worksheet_set_column_opt(sheet, UInt16(column), UInt16(column), 8, nil, &options))
  }

  func hideRow(_ row: Int) throws(WorkbookError) {
    var options = lxw_row_col_options()
    options.hidden = 1
    try check(worksheet_set_row_opt(sheet, UInt32(row), 15, nil, &options))
  }

  /// Words that show when somebody points at the cell.
  func remark(_ words: String, row: Int, column: Int) throws(WorkbookError) {
    var options = lxw_comment_options()
    options.width = 260
    options.height = 90
    try check(worksheet_write_comment_opt(sheet, UInt32(row), UInt16(column), words, &options))
  }

  /// A formula with the result it has now.
  mutating func write(
    formula: String, result: Double, row: Int, column: Int, _ style: Style
  ) throws(WorkbookError) {
    let format = try format(style)
    try check(worksheet_write_formula_num(sheet, UInt32(row), UInt16(column), formula, format, result))
  }

  /// Keeps the first row in sight.
  func freezeHead() { worksheet_freeze_panes(sheet, 1, 0) }

  /// - Parameter height: in points.
  func setHeight(_ height: Double, row: Int) { worksheet_set_row(sheet, UInt32(row), height, nil) }

  /// Rows printed at the top of every page.
  func repeatRows(_ rows: ClosedRange<Int>) {
    worksheet_repeat_rows(sheet, UInt32(rows.lowerBound), UInt32(rows.upperBound))
  }

  /// Writes a text or a number into an area, as one cell.
  mutating func write(_ text: String, number: Double?, in area: Area, _ style: Style) throws(WorkbookError) {
    guard area.rows.upperBound < Self.rowsMax, area.columns.upperBound < Self.columnsMax else { throw .tooLarge }
    let format = try format(style)
    let (row, column) = (UInt32(area.rows.lowerBound), UInt16(area.columns.lowerBound))
    if area.rows.count > 1 || area.columns.count > 1 {
      try check(
        worksheet_merge_range(
          sheet, row, column, UInt32(area.rows.upperBound), UInt16(area.columns.upperBound), "", format))
    }
    if let number {
      try check(worksheet_write_number(sheet, row, column, number, format))
    } else if text.isEmpty {
      try check(worksheet_write_blank(sheet, row, column, format))
    } else {
      try check(worksheet_write_string(sheet, row, column, text, format))
    }
  }

  private mutating func format(_ style: Style) throws(WorkbookError) -> UnsafeMutablePointer<lxw_format> {
    if let known = formats[style] { return known }
    guard let format = workbook_add_format(book) else { throw .system(reason: "workbook_add_format") }
    format_set_font_name(format, style.font.name)
    format_set_font_size(format, style.font.size)
    if style.font.isBold { format_set_bold(format) }
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    let side =
      switch style.alignment {
      case .left: LXW_ALIGN_LEFT
      case .center: LXW_ALIGN_CENTER
      case .right: LXW_ALIGN_RIGHT
      }
    format_set_align(format, UInt8(side.rawValue))
    format_set_text_wrap(format)
    if style.hasBorder { format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue)) }
    if let number = style.numberFormat { format_set_num_format(format, number) }
    if let fill = style.fill { format_set_bg_color(format, fill) }
    if style.isOpen { format_set_unlocked(format) }
    formats[style] = format
    return format
  }

  private func check(_ code: lxw_error) throws(WorkbookError) {
    guard code != LXW_NO_ERROR else { return }
    if code == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE { throw .tooLarge }
    throw .system(reason: String(cString: lxw_strerror(code)))
  }

  /// - Returns: the finished file.
  consuming func finish() throws(WorkbookError) -> [UInt8] {
    isClosed = true
    try check(workbook_close(book))
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .system(reason: "fstat: \(errno)") }
    let size = Int(status.st_size)
    var done = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while done < size {
        let got = pread(file, buffer.baseAddress! + done, size - done, off_t(done))
        if got <= 0 { break }
        done += got
      }
      count = done
    }
    guard done == size else { throw .system(reason: "pread: \(errno)") }
    return bytes
  }
}
