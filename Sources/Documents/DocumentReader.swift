/// Reads any file people send into a `Document`, whatever its name says it is.
public enum DocumentReader {
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - name: its name. The format is told by the content; only a text named as a table is taken for one more readily.
  ///   - limits: how much to take on before refusing.
  ///   - office: turns older formats into those read here; nil where it is not installed.
  /// - Throws: the one reason why nothing could be read. A document without any form is no error.
  /// - Complexity: O(bytes unpacked), bounded by `limits`.
  public static func read(
    _ bytes: [UInt8], name: String, limits: ReadLimits = .standard, office: OfficeProgram? = .installed
  ) throws(ReadError) -> Document {
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count <= limits.fileBytes else { throw .tooLarge(bytes: bytes.count, limit: limits.fileBytes) }
    switch FileKind.detect(bytes) {
    case .zip: return try readPackage(bytes, limits, office)
    case .ole:
      let inside = FileKind.insideCompoundFile(bytes)
      if inside.isEncrypted { throw .encrypted(kindByName(name)) }
      return try OlderFormat.read(inside.kind, bytes, office, limits)
    case .html: return try HTMLFile.read(bytes, limits: limits)
    case .pdf: return try PDFReader.read(bytes, limits: limits)
    case let kind? where kind.isImage: throw .image(kind)
    case let kind?: return try OlderFormat.read(kind, bytes, office, limits)
    case nil: return try readText(bytes, name: name, limits)
    }
  }

  /// Encryption hides the format, so here the name is believed.
  private static func kindByName(_ name: String) -> FileKind {
    let ending = name.lowercased()
    if ending.hasSuffix(".xlsx") || ending.hasSuffix(".xls") { return .xlsx }
    return ending.hasSuffix(".pptx") || ending.hasSuffix(".ppt") ? .pptx : .docx
  }

  private static func readPackage(
    _ bytes: [UInt8], _ limits: ReadLimits, _ office: OfficeProgram?
  ) throws(ReadError) -> Document {
    var kind = FileKind.insideHead(bytes)
    do {
      return try ZipArchive.with(bytes, limits: limits) { (archive) throws(ReadError) -> Document in
        kind = FileKind.insideArchive(archive)
        if kind == .docx { return try DocxPackage.read(archive, limits) }
        // The binary kind of workbook has the same parts in another language.
        if kind == .xlsx, !archive.contains("xl/workbook.bin") { return try XlsxPackage.read(archive, limits) }
        return try OlderFormat.read(kind, bytes, office, limits)
      }
    } catch {
      throw error.concerning(kind)
    }
  }

  private static func readText(_ bytes: [UInt8], name: String, _ limits: ReadLimits) throws(ReadError) -> Document {
    guard bytes.count <= limits.textFileBytes else {
      // What is no text is said to be none, whatever its size.
      guard CharacterEncoding.decode(Array(bytes[..<4096])) != nil else { throw .unknownFormat }
      throw .tooLarge(bytes: bytes.count, limit: limits.textFileBytes)
    }
    guard let decoded = CharacterEncoding.decode(bytes) else { throw .unknownFormat }
    guard decoded.text.count <= limits.textFileBytes else {
      throw .tooLarge(bytes: decoded.text.count, limit: limits.textFileBytes)
    }
    let words = wordCount(decoded.text)
    guard words > 0 else { throw .empty }
    guard words <= limits.words else { throw .tooComplex(detail: "文字被空格和换行分成 \(words) 段") }
    if let (line, columns) = widestLine(decoded.text), columns > limits.columns {
      throw .tooComplex(detail: "第 \(line) 行有 \(columns) 列，超过 \(limits.columns) 列")
    }
    // A page in UTF-16 shows itself only now.
    if bytes.first ?? 0 >= 0xFE, FileKind.detect(decoded.text) == .html {
      return try HTMLFile.read(decoded.text, limits: limits)
    }
    let isNamed = [".csv", ".tsv", ".xls", ".xlsx"].contains { name.lowercased().hasSuffix($0) }
    let table = try CSVReader.read(decoded.text, isNamed: isNamed, format: "csv（\(decoded.name)）", limits: limits)
    if let table { return table }
    return TextReader.read(decoded.text, format: "txt（\(decoded.name)）")
  }

  /// The line with the most tabs or upright strokes, from 1, and the columns they make.
  private static func widestLine(_ text: [UInt8]) -> (line: Int, columns: Int)? {
    var widest: (line: Int, columns: Int)?
    var line = 1
    var marks = 0
    func settle() { if marks > 0, marks >= widest?.columns ?? 0 { widest = (line, marks + 1) } }
    for byte in text {
      if byte == 0x0A {
        settle()
        line += 1
        marks = 0
      } else if byte == 0x09 || byte == 0x7C {
        marks += 1
      }
    }
    settle()
    return widest
  }

  /// Stretches of UTF-8 text between blanks, the wide blank of Chinese typesetting included.
  private static func wordCount(_ text: [UInt8]) -> Int {
    var count = 0
    var isInWord = false
    var index = 0
    while index < text.count {
      let isWideBlank =
        text[index] == 0xE3 && index + 2 < text.count && text[index + 1] == 0x80 && text[index + 2] == 0x80
      let isBlank = isWideBlank || text[index] <= 0x20
      if !isBlank, !isInWord { count += 1 }
      isInWord = !isBlank
      index += isWideBlank ? 3 : 1
    }
    return count
  }
}
