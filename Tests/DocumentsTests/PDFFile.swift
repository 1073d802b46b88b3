@testable import Documents

/// Writes small PDF files from what is drawn on their pages, so that tests need no other program for them.
struct PDFFile {
  /// What a page shows, and how it is turned.
  struct Page {
    var drawing = ""
    var turn = 0
    /// Width and height in points.
    var size = (width: 400, height: 300)

    /// Latin text with its foot at a place counted from the bottom left.
    mutating func text(_ text: String, _ x: Double, _ y: Double, size: Double = 10) {
      let escaped = text.replacing("(", with: "\\(").replacing(")", with: "\\)")
      drawing += "BT /F1 \(size) Tf \(x) \(y) Td (\(escaped)) Tj ET\n"
    }

    mutating func line(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
      drawing += "\(x0) \(y0) m \(x1) \(y1) l S\n"
    }

    /// Lines across and down a whole table.
    mutating func grid(_ xs: [Double], _ ys: [Double]) {
      for x in xs { line(x, ys[0], x, ys[ys.count - 1]) }
      for y in ys { line(xs[0], y, xs[xs.count - 1], y) }
    }
  }

  var pages: [Page]
  /// What stands in the trailer beside the root.
  var trailer = ""
  /// Further objects, by number from 1000.
  var more: [String] = []
  /// Resources of every page beside the font.
  var resources = ""

  var bytes: [UInt8] {
    var out = Array("%PDF-1.4\n".utf8)
    var offsets: [(number: Int, at: Int)] = []
    func add(_ number: Int, _ text: String) {
      offsets.append((number, out.count))
      out += Array("\(number) 0 obj\n\(text)\nendobj\n".utf8)
    }
    let kids = pages.indices.map { "\(10 + $0 * 2) 0 R" }.joined(separator: " ")
    add(1, "<< /Type /Catalog /Pages 2 0 R >>")
    add(2, "<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>")
    add(3, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for (index, page) in pages.enumerated() {
      let box = "[0 0 \(page.size.width) \(page.size.height)]"
      add(
        10 + index * 2,
        "<< /Type /Page /Parent 2 0 R /MediaBox \(box) /Rotate \(page.turn) /Contents \(11 + index * 2) 0 R "
          + "/Resources << /Font << /F1 3 0 R >> \(resources) >> >>")
      add(11 + index * 2, "<< /Length \(page.drawing.utf8.count) >>\nstream\n\(page.drawing)\nendstream")
    }
    for (index, text) in more.enumerated() { add(1000 + index, text) }
    let start = out.count
    var table = "xref\n"
    for (number, at) in [(0, 0)] + offsets {
      let digits = String(at)
      let place = String(repeating: "0", count: 10 - digits.count) + digits
      table += "\(number) 1\n\(place) \(number == 0 ? "65535 f" : "00000 n") \n"
    }
    let size = (offsets.map(\.number).max() ?? 0) + 1
    return out + Array("\(table)trailer\n<< /Size \(size) /Root 1 0 R \(trailer) >>\nstartxref\n\(start)\n%%EOF\n".utf8)
  }

  func read(limits: ReadLimits = .standard) throws(ReadError) -> Document {
    try DocumentReader.read(bytes, name: "a.pdf", limits: limits)
  }

  func tables() throws(ReadError) -> [Document.Table] {
    try read().blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
  }

  func lines() throws(ReadError) -> [String] {
    try read().blocks.compactMap { block in
      switch block {
      case .heading(_, let paragraph), .paragraph(let paragraph): paragraph.text
      case .table: nil
      }
    }
  }
}
