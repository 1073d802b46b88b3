/// Reads PDF files that hold text: words from the program pdftotext, ruled tables from the lines drawn on the pages.
///
/// Scanned pages hold pictures of words, and are refused with what to do instead.
enum PDFReader {
  static let program = "pdftotext"

  static func read(_ bytes: [UInt8], limits: ReadLimits) throws(ReadError) -> Document {
    guard let path = ChildProgram.find(program) else { throw .needsProgram(.pdf, program: program) }
    var assembler = PDFAssembler(limits: limits)
    var scanner = PDFWordScanner()
    var drawing: PDFDrawing?
    var pages: [PDFPage] = []
    var count = 0
    var hasWords = false
    let end: ChildProgram.End
    do {
      let arguments = ["-bbox", "-l", "\(limits.pages + 1)", "/dev/stdin", "-"]
      let bounds = ChildProgram.Bounds(
        cpuSeconds: limits.programSeconds, seconds: Double(limits.programSeconds) * 6, memory: limits.programBytes)
      end = try ChildProgram.run(path, arguments, input: bytes, bounds: bounds) { (piece) throws(ReadError) in
        if drawing == nil {
          let objects = PDFObjects(bytes, limits: limits)
          pages = objects.isEncrypted ? [] : objects.pages(max: limits.pages)
          drawing = PDFDrawing(objects)
        }
        try scanner.take(piece) { (page) throws(ReadError) in
          guard count < limits.pages else { throw .tooComplex(detail: "超过 \(limits.pages) 页") }
          let rulings = pages.indices.contains(count) ? drawing?.rulings(of: pages[count]) ?? [] : []
          count += 1
          if !page.words.isEmpty { hasWords = true }
          try assembler.add(PDFPageLayout(page, rulings: rulings, number: count))
        }
      }
    } catch let error as ReadError {
      throw error
    } catch ChildProgram.Failure.beyond {
      throw .tooComplex(detail: "\(limits.programSeconds) 秒内读不完")
    } catch {
      throw .needsProgram(.pdf, program: program)
    }
    guard scanner.isComplete else { throw failure(end) }
    guard count > 0 else { throw .damaged(.pdf, detail: "没有一页能打开") }
    guard hasWords else { throw .image(.pdf) }
    return Document(blocks: try assembler.finish(), format: "pdf")
  }

  private static func failure(_ end: ChildProgram.End) -> ReadError {
    if end.message.contains("ncorrect password") { return .encrypted(.pdf) }
    if end.message.contains("unsupported version") && end.message.contains("ncrypt") { return .encrypted(.pdf) }
    // Ended by a signal: out of time or out of memory.
    if end.status >= 128 { return .tooComplex(detail: "这个 PDF 文件过于复杂") }
    return .damaged(.pdf, detail: "页面打不开")
  }
}
