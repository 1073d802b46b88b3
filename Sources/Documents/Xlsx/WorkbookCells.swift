/// The cells of a workbook as they are kept, hidden sheets, rows and columns included, figures with all their digits: for
/// workbooks that this program made.
public struct WorkbookCells: Sendable {
  public struct Sheet: Sendable {
    public let name: String
    /// By row, then by column, both from 0; cells without a text are left out.
    public let rows: [Int: [Int: String]]
  }

  public let sheets: [Sheet]

  /// - Parameter office: turns workbooks that were saved in an older format into present ones.
  /// - Throws: why the file cannot be read; `.unsupported` for what is no workbook.
  public init(
    _ bytes: [UInt8], limits: ReadLimits = .standard, office: OfficeProgram? = .installed
  ) throws(ReadError) {
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count <= limits.fileBytes else { throw .tooLarge(bytes: bytes.count, limit: limits.fileBytes) }
    let present = try OlderFormat.presentWorkbook(bytes, office, limits)
    var sheets: [Sheet] = []
    do {
      try ZipArchive.with(present, limits: limits) { (archive) throws(ReadError) in
        guard FileKind.insideArchive(archive) == .xlsx else { throw .unsupported(FileKind.insideArchive(archive)) }
        try XlsxPackage.forEachSheet(archive, limits, withHidden: true, isExact: true) {
          (name, cells, _) throws(ReadError) in
          var rows: [Int: [Int: String]] = [:]
          for cell in cells.cells { rows[Int(cell.row), default: [:]][Int(cell.column)] = cell.text }
          sheets.append(Sheet(name: name, rows: rows))
        }
      }
    } catch {
      throw error.concerning(.xlsx)
    }
    self.sheets = sheets
  }

  /// Names of the sheets, hidden ones included; empty for what is no present workbook.
  public static func sheetNames(_ bytes: [UInt8], limits: ReadLimits = .standard) -> [String] {
    guard FileKind.detect(bytes) == .zip else { return [] }
    let names = try? ZipArchive.with(bytes, limits: limits) { (archive) throws(ReadError) -> [String] in
      guard FileKind.insideArchive(archive) == .xlsx else { return [] }
      return try XlsxPackage.sheetNames(archive, limits)
    }
    return names ?? []
  }

  /// `B3` of a cell, both counted from 0.
  public static func address(row: Int, column: Int) -> String { CellAddress(row: row, column: column).name }
}

extension CellFormat {
  /// Shows a figure with all its digits; of the format only a percent sign and the reading of days stay.
  var withAllDigits: CellFormat {
    guard let first = sections.first, !first.isDate else { return self }
    return first.scale > 0 ? Self.wholePercent : Self.wholeFigure
  }
  private static let wholePercent = CellFormat("0.###############%")
  private static let wholeFigure = CellFormat("0.###############")
}
