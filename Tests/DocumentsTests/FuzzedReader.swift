@testable import Documents

/// The parts of the readers that take bytes from outside, each by a name; the fuzzer and the test of what it found call
/// the same.
enum FuzzedReader: String, CaseIterable {
  case text, csv, html, mime, zip, docx, xlsx
  case pdfDrawing = "pdf-drawing"
  case pdfWords = "pdf-words"

  /// Reads, and forgets what came out: only what stops the program or never ends is found.
  func run(_ bytes: [UInt8]) {
    var limits = ReadLimits.standard
    limits.fileBytes = 1 << 20
    limits.unpackedBytes = 8 << 20
    switch self {
    case .text: read(bytes, "a.txt", limits)
    case .csv: read(bytes, "a.csv", limits)
    case .html: read(Array("<html>".utf8) + bytes, "a.html", limits)
    case .mime: read(Array("MIME-Version: 1.0\r\n".utf8) + bytes, "a.mht", limits)
    case .zip: read(bytes, "a.docx", limits)
    case .docx: read(packed([("word/document.xml", bytes)]), "a.docx", limits)
    case .xlsx: read(packed(Self.workbook + [("xl/worksheets/sheet1.xml", bytes)]), "a.xlsx", limits)
    case .pdfDrawing: draw(bytes, limits)
    case .pdfWords: lay(bytes, limits)
    }
  }

  private func read(_ bytes: [UInt8], _ name: String, _ limits: ReadLimits) {
    // What begins like a PDF file would only try the program that reads those.
    guard FileKind.detect(bytes) != .pdf else { return }
    _ = try? DocumentReader.read(bytes, name: name, limits: limits, office: nil)
  }

  private func packed(_ parts: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    guard var zip = try? ZipWriter() else { return [] }
    for part in parts { try? zip.add(part.name, part.bytes) }
    return (try? zip.finish()) ?? []
  }

  private static let workbook: [(name: String, bytes: [UInt8])] = [
    (
      "xl/workbook.xml",
      Array(
        """
        <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" \
        xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表" \
        sheetId="1" r:id="r1"/></sheets></workbook>
        """.utf8)
    ),
    (
      "xl/_rels/workbook.xml.rels",
      Array(
        """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" \
        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" \
        Target="worksheets/sheet1.xml"/></Relationships>
        """.utf8)
    ),
  ]

  private func draw(_ bytes: [UInt8], _ limits: ReadLimits) {
    let objects = PDFObjects(bytes, limits: limits)
    var drawing = PDFDrawing(objects)
    for page in objects.pages(max: 20) {
      _ = RuledGrid.find(drawing.rulings(of: page, operationsMax: 20_000))
    }
  }

  /// The first byte tells how many lines rule the page, the following ones where they are, the rest are the words.
  private func lay(_ bytes: [UInt8], _ limits: ReadLimits) {
    let count = min(Int(bytes.first ?? 0) % 40, bytes.count / 4)
    let rulings = (0..<count).map { index in
      let places = bytes[(index * 4)..<(index * 4 + 4)].map { Double($0) * 3 }
      return Ruling(
        isVertical: bytes[index * 4] & 1 == 1, at: places[1], from: min(places[2], places[3]),
        to: max(places[2], places[3]))
    }
    var scanner = PDFWordScanner()
    var assembler = PDFAssembler(limits: limits)
    var pages = 0
    try? scanner.take(bytes[(count * 4)...]) { (page) throws(ReadError) in
      pages += 1
      try assembler.add(PDFPageLayout(page, rulings: rulings, number: pages))
    }
    _ = try? assembler.finish()
  }
}
