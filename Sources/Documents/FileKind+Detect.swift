extension FileKind {
  /// The kind told by the first bytes; `.zip` and `.ole` are containers whose reader looks further. `nil` for what
  /// may be text or nothing known.
  static func detect(_ bytes: [UInt8]) -> FileKind? {
    for (kind, magic) in signatures where bytes.starts(with: magic) { return kind }
    if bytes.count >= 12 {
      if bytes.starts(with: Array("RIFF".utf8)), bytes[8..<12].elementsEqual("WEBP".utf8) { return .webp }
      if bytes[4..<8].elementsEqual("ftyp".utf8), isPictureBrand(bytes[8..<12]) { return .heic }
    }
    // PDF allows some rubbish before its header.
    if bytes.prefix(1024).contains("%PDF-") { return .pdf }
    return markup(bytes)
  }

  private static let signatures: [(FileKind, [UInt8])] = [
    (.zip, [0x50, 0x4B, 0x03, 0x04]), (.zip, [0x50, 0x4B, 0x05, 0x06]),
    (.ole, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
    (.rtf, Array("{\\rtf".utf8)),
    (.jpeg, [0xFF, 0xD8, 0xFF]), (.png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
    (.gif, Array("GIF87a".utf8)), (.gif, Array("GIF89a".utf8)),
    (.tiff, [0x49, 0x49, 0x2A, 0x00]), (.tiff, [0x4D, 0x4D, 0x00, 0x2A]),
    (.rar, [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07]), (.sevenZip, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
    (.gzip, [0x1F, 0x8B, 0x08]),
  ]

  private static func isPictureBrand(_ brand: ArraySlice<UInt8>) -> Bool {
    ["heic", "heix", "hevc", "mif1", "msf1", "avif"].contains { brand.elementsEqual($0.utf8) }
  }

  /// `BM` alone is also how a text may begin, so a bitmap must state its own size.
  private static func isBitmap(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 26, bytes.starts(with: Array("BM".utf8)) else { return false }
    let size = bytes[2..<6].reversed().reduce(0) { $0 << 8 | Int($1) }
    return size == bytes.count || bytes[6..<10].allSatisfy { $0 == 0 }
  }

  private static func markup(_ bytes: [UInt8]) -> FileKind? {
    if isBitmap(bytes) { return .bmp }
    var head = bytes.prefix(512)
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
    head = head.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
    let lower = head.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    if lower.starts(with: Array("<!doctype html".utf8)) || lower.starts(with: Array("<html".utf8)) { return .html }
    if lower.starts(with: Array("<?xml".utf8)) { return lower[...].contains("<html") ? .html : .xml }
    return MIMEParts.isArchive(bytes) || isPageFragment(bytes) ? .html : nil
  }

  /// Reporting systems send tables without a page around them: `<meta …><style>…</style><table>`.
  private static func isPageFragment(_ bytes: [UInt8]) -> Bool {
    var head = bytes.prefix(8_192)
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
    let lower = head.drop { $0 <= 0x20 }.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    let beginnings: [StaticString] = [
      "<!--", "<meta", "<style", "<head", "<body", "<div", "<table", "<title", "<script", "<center",
    ]
    guard beginnings.contains(where: { lower[...].prefix(8).contains($0) && lower.first == UInt8(ascii: "<") }) else {
      return false
    }
    return lower[...].contains("<table") || lower[...].contains("<html")
  }

  /// Which program wrote a compound file (OLE), told by the names in its directory.
  ///
  /// Directory entries are 128 bytes long and aligned, each beginning with its name in UTF-16.
  static func insideCompoundFile(_ bytes: [UInt8]) -> (kind: FileKind, isEncrypted: Bool) {
    let encrypted = utf16("EncryptedPackage")
    let names: [(FileKind, [UInt8])] = [
      (.doc, utf16("WordDocument")), (.xls, utf16("Workbook")), (.xls, utf16("Book")),
      (.ppt, utf16("PowerPoint Document")),
    ]
    var offset = 512
    while offset + 128 <= bytes.count {
      let entry = bytes[offset..<(offset + 64)]
      if entry.starts(with: encrypted) { return (.ole, true) }
      for (kind, name) in names where entry.starts(with: name) { return (kind, false) }
      offset += 128
    }
    return (.ole, false)
  }

  /// Which program wrote a packed file, told by the parts it has. A Word document that lost its text is still one.
  static func insideArchive(_ archive: borrowing ZipArchive) -> FileKind {
    if archive.contains("xl/workbook.xml") || archive.contains("xl/workbook.bin") { return .xlsx }
    if archive.contains("ppt/presentation.xml") { return .pptx }
    if archive.contains("OFD.xml") { return .ofd }
    if archive.contains("mimetype"), archive.contains("content.xml") { return .odf }
    return archive.contains("[Content_Types].xml") || archive.contains("word/document.xml") ? .docx : .zip
  }

  /// What a packed file without a readable directory was meant to be.
  static func insideHead(_ bytes: [UInt8]) -> FileKind {
    let head = bytes.prefix(4096)
    if head.contains("xl/") { return .xlsx }
    return head.contains("[Content_Types].xml") || head.contains("word/") ? .docx : .zip
  }

  /// As a directory entry holds it: with a closing zero.
  private static func utf16(_ text: String) -> [UInt8] {
    (Array(text.utf16) + [0]).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }
}

extension ArraySlice<UInt8> {
  /// Whether an ASCII text occurs somewhere; for short stretches only.
  func contains(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { wanted in
      guard count >= wanted.count else { return false }
      return (startIndex...(endIndex - wanted.count)).contains { self[$0...].starts(with: wanted) }
    }
  }
}
