import Testing

@testable import Documents

@Suite struct DocumentReaderTests {
  /// Why a file is not read where no office program helps.
  func failure(_ bytes: [UInt8], limits: ReadLimits = .standard) -> ReadError? {
    do throws(ReadError) {
      _ = try DocumentReader.read(bytes, name: "表.docx", limits: limits, office: nil)
      return nil
    } catch {
      return error
    }
  }
  func text(_ bytes: [UInt8]) throws -> [String] {
    try DocumentReader.read(bytes, name: "a.txt").blocks.compactMap { block in
      if case .paragraph(let paragraph) = block { paragraph.text } else { nil }
    }
  }
  static let gbk: [UInt8] = [
    0xCF, 0xEE, 0xC4, 0xBF, 0xD6, 0xA7, 0xB3, 0xF6, 0xBC, 0xA8, 0xD0, 0xA7, 0xC4, 0xBF, 0xB1, 0xEA, 0xB1, 0xED,
  ]

  @Test func `nothing and blanks are empty`() {
    #expect(failure([]) == .empty)
    #expect(failure(Array(" \r\n\t\n".utf8)) == .empty)
  }

  @Test(arguments: [
    ([0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10] as [UInt8], FileKind.jpeg),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], .png),
    (Array("GIF89a......".utf8), .gif), ([0x49, 0x49, 0x2A, 0x00, 8], .tiff),
    ([0x42, 0x4D, 30, 0, 0, 0, 0, 0, 0, 0] + Array(repeating: 7, count: 20), .bmp),
    ([0, 0, 0, 24] + Array("ftypheic".utf8), .heic), (Array("RIFF1234WEBPVP8 ".utf8), .webp),
  ])
  func `a photo under the name of a document is a photo`(bytes: [UInt8], kind: FileKind) {
    #expect(failure(bytes) == .image(kind))
  }

  @Test(arguments: [
    (Array("<?xml version=\"1.0\"?><a/>".utf8), FileKind.xml), ([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07, 1, 0], .rar),
    ([0x1F, 0x8B, 8, 0], .gzip), ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4], .sevenZip),
  ])
  func `other formats are named and refused`(bytes: [UInt8], kind: FileKind) {
    #expect(failure(bytes) == .unsupported(kind))
  }

  @Test func `packed formats are told by their parts`() throws {
    func package(_ names: String...) throws -> [UInt8] {
      var zip = try ZipWriter()
      for name in names { try zip.add(name, [1]) }
      return try zip.finish()
    }
    #expect(
      failure(try package("[Content_Types].xml", "xl/workbook.bin")) == .needsProgram(.xlsx, program: "LibreOffice"))
    #expect(failure(try package("[Content_Types].xml", "ppt/presentation.xml")) == .unsupported(.pptx))
    #expect(failure(try package("mimetype", "content.xml")) == .needsProgram(.odf, program: "LibreOffice"))
    #expect(failure(try package("OFD.xml")) == .unsupported(.ofd))
    #expect(failure(try package("表.txt")) == .unsupported(.zip))
  }

  /// A compound file of a header and one directory entry.
  func compound(_ name: String) -> [UInt8] {
    var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    bytes += Array(repeating: 0, count: 1024 - bytes.count)
    let entry = name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    return bytes + entry + Array(repeating: 0, count: 512 - entry.count)
  }

  @Test func `compound files are told by their directory`() {
    #expect(failure(compound("EncryptedPackage")) == .encrypted(.docx))
    #expect(throws: ReadError.encrypted(.xlsx)) {
      try DocumentReader.read(compound("EncryptedPackage"), name: "A.XLSX")
    }
    #expect(failure(compound("WordDocument")) == .needsProgram(.doc, program: "LibreOffice"))
    #expect(failure(compound("Workbook")) == .needsProgram(.xls, program: "LibreOffice"))
    #expect(failure(compound("Notebook")) == .unsupported(.ole))
    #expect(failure(Array(compound("WordDocument")[..<20])) == .unsupported(.ole))
  }

  @Test func `older formats are told by what they hold, and their message names what is missing`() {
    let needed = ReadError.needsProgram(.rtf, program: "LibreOffice")
    #expect(failure(Array("{\\rtf1\\ansi".utf8)) == needed && needed.message.contains("LibreOffice"))
    let sheet = "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>"
    #expect(failure(Array(sheet.utf8)) == .needsProgram(.xml, program: "LibreOffice"))
    func ending(_ type: String) -> String? {
      OlderFormat(.odf, Array("PK…mimetypeapplication/vnd.oasis.\(type)".utf8))?.ending
    }
    #expect(ending("opendocument.text") == "odt" && ending("opendocument.spreadsheet") == "ods")
    #expect(ending("opendocument.presentation") == nil)
  }

  @Test func `text keeps its lines and their numbers`() throws {
    let document = try DocumentReader.read(Array("一\r\n\n  二 \r三".utf8), name: "a.txt")
    #expect(document.format == "txt（UTF-8）")
    let lines = document.blocks.map { block -> String in
      if case .paragraph(let paragraph) = block { "\(paragraph.place.line ?? 0):\(paragraph.text)" } else { "" }
    }
    #expect(lines == ["1:一", "3:二", "4:三"])
  }

  @Test func `text is read whatever its characters`() throws {
    #expect(try text([0xEF, 0xBB, 0xBF] + Array("表".utf8)) == ["表"])
    #expect(try text([0xFF, 0xFE, 0x68, 0x88, 0x3D, 0xD8, 0x00, 0xDE]) == ["表😀"])
    #expect(try text([0xFE, 0xFF, 0x88, 0x68]) == ["表"])
    #expect(try text(Self.gbk) == ["项目支出绩效目标表"])
    #expect(try DocumentReader.read(Self.gbk, name: "a.txt").format == "txt（GBK）")
    // Rare characters of GB 18030 take four bytes.
    #expect(try text(Self.gbk + [0x81, 0x39, 0xEE, 0x39, 0x95, 0x34, 0xB2, 0x35]) == ["项目支出绩效目标表㐀𠮷"])
  }

  @Test func `a text cut in mid-character is read up to there`() throws {
    #expect(try text(Self.gbk.dropLast()) == ["项目支出绩效目标"])
    #expect(try text(Array("项目支出表".utf8).dropLast()) == ["项目支出\u{FFFD}"])
  }

  @Test func `programs and noise are no text`() {
    #expect(failure([0x7F, 0x45, 0x4C, 0x46, 0, 0, 1]) == .unknownFormat)
    #expect(failure((0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 167 + $0 / 7) }) == .unknownFormat)
    #expect(failure((0..<900).map { 0x80 + UInt8($0 * 37 % 128) }) == .unknownFormat)
    #expect(failure([0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0]) == .unknownFormat)
  }

  @Test func `a file beyond the limit is refused with both sizes`() {
    var limits = ReadLimits.standard
    limits.fileBytes = 1 << 20
    let error = failure(Array(repeating: 0x41, count: 1 << 20 | 1), limits: limits)
    #expect(error == .tooLarge(bytes: 1 << 20 | 1, limit: 1 << 20))
    #expect(error?.message.contains("2 MB") == true)
  }

  @Test func `a text of very many scraps is refused before it fills the memory`() {
    var limits = ReadLimits.standard
    limits.words = 1_000
    #expect(failure(Array(String(repeating: "甲 ", count: 1_001).utf8), limits: limits)?.code == "too-complex")
    #expect(failure(Array(String(repeating: "甲　\n", count: 1_001).utf8), limits: limits)?.code == "too-complex")
    #expect(failure(Array(String(repeating: "甲乙", count: 1_001).utf8), limits: limits) == nil)
  }

  @Test func `every refusal has its own code and says what to do`() {
    let all: [ReadError] = [
      .missing, .empty, .tooLarge(bytes: 9, limit: 8), .encrypted(.docx), .damaged(.docx, detail: "正文"), .zipBomb,
      .xmlBomb, .tooComplex(detail: "列"), .image(.jpeg), .needsProgram(.pdf, program: "pdftotext"), .unsupported(.ofd),
      .unknownFormat,
    ]
    #expect(Set(all.map(\.code)).count == all.count)
    for error in all + FileKind.allCases.map({ .unsupported($0) }) {
      #expect(error.message.contains("请") && error.message.hasSuffix("。"))
    }
  }
}
