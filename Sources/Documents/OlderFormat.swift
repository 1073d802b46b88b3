/// Formats that are read after the office program of the machine has turned them into a present one.
struct OlderFormat {
  var kind: FileKind
  /// The ending by which the office program knows it.
  var ending: String
  var target: OfficeProgram.Target

  /// - Returns: nil for kinds that no conversion makes readable.
  init?(_ kind: FileKind, _ bytes: [UInt8]) {
    self.kind = kind
    switch kind {
    case .doc: (ending, target) = ("doc", .docx)
    case .xls: (ending, target) = ("xls", .xlsx)
    case .rtf: (ending, target) = ("rtf", .docx)
    // Binary workbooks have the parts of the present ones in another language.
    case .xlsx: (ending, target) = ("xlsb", .xlsx)
    case .odf:
      // The type stands unpacked at the beginning of the file.
      let head = bytes.prefix(200)[...]
      guard !head.contains("opendocument.presentation"), !head.contains("opendocument.graphics") else { return nil }
      (ending, target) = head.contains("opendocument.spreadsheet") ? ("ods", .xlsx) : ("odt", .docx)
    case .xml:
      let head = bytes.prefix(4_096)[...]
      if head.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        (ending, target) = ("xls", .xlsx)
      } else if head.contains("schemas.microsoft.com/office/word/2003/wordml") {
        (ending, target) = ("doc", .docx)
      } else {
        return nil
      }
    case .docx, .pptx, .ofd, .zip, .ppt, .ole, .pdf, .html, .text, .jpeg, .png, .gif, .bmp, .tiff, .webp, .heic, .rar,
      .sevenZip, .gzip:
      return nil
    }
  }

  /// - Throws: `.unsupported` for a format that is not turned into another one, `.needsProgram` without the program.
  static func read(
    _ kind: FileKind, _ bytes: [UInt8], _ office: OfficeProgram?, _ limits: ReadLimits
  ) throws(ReadError) -> Document {
    guard let format = OlderFormat(kind, bytes) else { throw .unsupported(kind) }
    guard let office else { throw .needsProgram(kind, program: OfficeProgram.title) }
    let converted = try office.convert(bytes, kind, ending: format.ending, to: format.target, limits: limits)
    var document = try DocumentReader.read(
      converted, name: "file.\(format.target.rawValue)", limits: limits, office: nil)
    document.format = format.ending
    return document
  }

  /// A workbook of any format as a present one.
  /// - Throws: `.unsupported` for what is no workbook, and as `read` does.
  static func presentWorkbook(
    _ bytes: [UInt8], _ office: OfficeProgram?, _ limits: ReadLimits
  ) throws(ReadError) -> [UInt8] {
    var kind = FileKind.detect(bytes) ?? .text
    if kind == .ole {
      let inside = FileKind.insideCompoundFile(bytes)
      if inside.isEncrypted { throw .encrypted(.xlsx) }
      kind = inside.kind
    }
    if kind == .zip {
      var isBinary = false
      kind = try ZipArchive.with(bytes, limits: limits) { (archive) throws(ReadError) in
        isBinary = archive.contains("xl/workbook.bin")
        return FileKind.insideArchive(archive)
      }
      if kind == .xlsx, !isBinary { return bytes }
    }
    guard let format = OlderFormat(kind, bytes), format.target == .xlsx else { throw .unsupported(kind) }
    guard let office else { throw .needsProgram(kind, program: OfficeProgram.title) }
    return try office.convert(bytes, kind, ending: format.ending, to: format.target, limits: limits)
  }
}
