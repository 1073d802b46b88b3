import Testing

@testable import Documents

/// PDF files whose lines and words are placed by the test.
@Suite(.enabled(if: ChildProgram.find("pdftotext") != nil)) struct PDFTests {
  /// Three columns and three rows with a head, a cell merged to the right and one merged downwards.
  static func merged(turn: Int = 0) -> PDFFile.Page {
    var page = PDFFile.Page(turn: turn)
    page.grid([20, 120, 220, 380], [280, 250])
    page.line(20, 250, 20, 190)
    page.line(380, 250, 380, 190)
    page.line(120, 250, 120, 190)
    page.line(220, 220, 220, 190)
    page.line(20, 190, 380, 190)
    page.line(120, 220, 380, 220)
    page.text("Name", 30, 260)
    page.text("Goal", 130, 260)
    page.text("Value", 230, 260)
    page.text("Output", 30, 215)
    page.text("wide", 130, 230)
    page.text("length", 130, 200)
    page.text("95%", 230, 200)
    return page
  }

  static let mergedShape = [
    ["Name@0", "Goal@1", "Value@2"], ["Output@0↓2", "wide@1→2"], ["length@1", "95%@2"],
  ]

  @Test(arguments: [0, 90, 180, 270])
  func `cells merged across and down are known by the lines, however the page is turned`(turn: Int) throws {
    // The words turn with the page; only upright pages are what people print, so the table is drawn turned back.
    var page = Self.merged()
    let (w, h) = (Double(page.size.width), Double(page.size.height))
    let turned = ["1 0 0 1 0 0 cm", "0 1 -1 0 \(h) 0 cm", "-1 0 0 -1 \(w) \(h) cm", "0 -1 1 0 0 \(w) cm"][turn / 90]
    page.drawing = "\(turned)\n" + page.drawing
    page.turn = turn
    if turn % 180 == 90 { page.size = (page.size.height, page.size.width) }
    let table = try #require(try PDFFile(pages: [page]).tables().first)
    #expect(table.grid == .exact)
    #expect(shape(table) == Self.mergedShape)
    #expect(table.rows[0][0].place.page == 1 && table.rows[2][1].place.row == 3)
  }

  @Test func `thin filled boxes and frames rule tables as lines do`() throws {
    var filled = PDFFile.Page()
    for y in [280, 250, 220] { filled.drawing += "20 \(y) 360 0.5 re f\n" }
    for x in [20, 120, 380] { filled.drawing += "\(x) 220 0.5 60 re f*\n" }
    var framed = PDFFile.Page()
    for x in [(20, 100), (120, 260)] { for y in [250, 220] { framed.drawing += "\(x.0) \(y) \(x.1) 30 re S\n" } }
    for var page in [filled, framed] {
      page.text("a", 30, 260)
      page.text("b", 130, 260)
      page.text("c", 30, 230)
      page.text("d", 130, 230)
      let table = try #require(try PDFFile(pages: [page]).tables().first)
      #expect(shape(table) == [["a@0", "b@1"], ["c@0", "d@1"]])
    }
  }

  @Test func `lines drawn in a part of their own or in white count as they are seen`() throws {
    var page = PDFFile.Page()
    page.drawing = "/Fx Do\n1 1 1 RG\n250 280 m 250 220 l S\n0 0 0 RG\n"
    page.text("left", 30, 260)
    page.text("right", 300, 260)
    page.text("low", 30, 230)
    var lines = PDFFile.Page()
    lines.grid([20, 220, 380], [280, 250, 220])
    var file = PDFFile(pages: [page])
    file.resources = "/XObject << /Fx 1000 0 R >>"
    file.more = [
      "<< /Type /XObject /Subtype /Form /BBox [0 0 400 300] /Length \(lines.drawing.utf8.count) >>\nstream\n\(lines.drawing)\nendstream"
    ]
    let table = try #require(try file.tables().first)
    #expect(shape(table) == [["left@0", "right@1"], ["low@0", "@1"]])
  }

  /// A table over three pages, its head printed on each, a row cut in two by the end of the first page.
  @Test func `a table over several pages is one table with one head`() throws {
    func page(_ rows: [(String, String)]) -> PDFFile.Page {
      var page = PDFFile.Page()
      let ys = (0...(rows.count + 1)).map { 290.0 - Double($0) * 30 }
      page.grid([20, 200, 380], ys)
      page.text("Indicator name", 30, ys[0] - 20)
      page.text("Target value", 210, ys[0] - 20)
      for (index, row) in rows.enumerated() {
        page.text(row.0, 30, ys[index + 1] - 20)
        page.text(row.1, 210, ys[index + 1] - 20)
      }
      page.text("- 7 -", 190, 5)
      return page
    }
    let file = PDFFile(pages: [
      page([("roads kept", "12")]), page([("bridges kept", "3"), ("lamps", "40")]), page([("trees", "9")]),
    ])
    let tables = try file.tables()
    #expect(tables.count == 1)
    #expect(
      tables.first?.rows.map { $0.map(\.text) } == [
        ["Indicator name", "Target value"], ["roads kept", "12"], ["bridges kept", "3"], ["lamps", "40"],
        ["trees", "9"],
      ])
    #expect(tables.first?.rows.map { $0[0].place.page } == [1, 1, 2, 2, 3])
    #expect(try file.lines() == [])
  }

  @Test func `a table of another width on the next page is another table`() throws {
    var first = PDFFile.Page()
    first.grid([20, 200, 380], [280, 250, 220])
    var second = PDFFile.Page()
    second.grid([60, 200, 300], [280, 250, 220])
    for page in 0..<2 {
      let text = ["one", "two"][page]
      if page == 0 { first.text(text, 70, 260) } else { second.text(text, 70, 260) }
    }
    #expect(try PDFFile(pages: [first, second]).tables().count == 2)
  }

  @Test func `lines of a paragraph are put together again, short ones end it`() throws {
    var page = PDFFile.Page()
    page.text("This is the first line of a paragraph that fills the width of page", 20, 250)
    page.text("and ends here.", 20, 236)
    page.text("Another one.", 20, 222)
    #expect(
      try PDFFile(pages: [page]).lines() == [
        "This is the first line of a paragraph that fills the width of page and ends here.", "Another one.",
      ])
  }

  @Test func `columns without lines are found by their gaps, blank cells and second lines included`() throws {
    var page = PDFFile.Page()
    for (y, row) in [
      (280.0, ["Level", "Name of indicator", "Value", "Points"]), (260, ["Output", "Roads kept in order", "12", "10"]),
      (248, ["", "and their lamps", "", ""]), (228, ["", "Bridges kept", "3", ""]),
      (208, ["Effect", "People content", "90%", "20"]),
    ] {
      for (x, text) in zip([20.0, 90, 230, 320], row) where !text.isEmpty { page.text(text, x, y) }
    }
    let table = try #require(try PDFFile(pages: [page]).tables().first)
    #expect(table.grid == .exact)
    #expect(
      table.rows.map { $0.map { $0.text.replacing("\n", with: " ") } } == [
        ["Level", "Name of indicator", "Value", "Points"],
        ["Output", "Roads kept in order and their lamps", "12", "10"],
        ["", "Bridges kept", "3", ""], ["Effect", "People content", "90%", "20"],
      ])
  }

  @Test func `a merged cell cut by the end of a page keeps the text printed outside of the table`() throws {
    func part(_ top: Double, _ rows: [[String]]) -> PDFFile.Page {
      var page = PDFFile.Page()
      for (index, row) in rows.enumerated() {
        let y = top - Double(index) * 30
        page.line(index == 0 ? 20 : 100, y, 300, y)
        for (x, text) in zip([110.0, 210], row) { page.text(text, x, y - 20) }
      }
      let bottom = top - Double(rows.count) * 30
      page.line(20, bottom, 300, bottom)
      for x in [20.0, 100, 200, 300] { page.line(x, top, x, bottom) }
      return page
    }
    var first = part(100, [["Roads", "12"], ["Bridges", "3"]])
    first.text("Output", 30, 22)
    let second = part(260, [["Lamps", "7"], ["Signs", "9"]])
    let tables = try PDFFile(pages: [first, second]).tables()
    #expect(tables.count == 1)
    #expect(tables.first?.rows.first?.first?.text == "Output" && tables.first?.rows.first?.first?.rowSpan == 4)
    #expect(tables.first?.rows.count == 4)
  }

  @Test func `a page within merged cells, which rules none of them, goes on with the table of the page before`() throws
  {
    func part(_ left: Int, _ rows: [[String]]) -> PDFFile.Page {
      let xs = [20.0, 90, 160, 260, 360]
      var page = PDFFile.Page()
      for (index, row) in rows.enumerated() {
        let y = 280 - Double(index) * 30
        page.line(xs[index == 0 ? left : row.count == 4 ? 0 : 2], y, 360, y)
        for (x, text) in zip(xs.dropLast().suffix(row.count), row) { page.text(text, x + 8, y - 20) }
      }
      let bottom = 280 - Double(rows.count) * 30
      page.line(xs[left], bottom, 360, bottom)
      for x in xs[left...] { page.line(x, 280, x, bottom) }
      return page
    }
    let head = ["Section", "Class", "Name", "Target"]
    let first = part(0, [head, ["", "", "Roads", "12"], ["Bridges", "3"]])
    var second = part(2, [["Lamps", "7"], ["Signs", "9"], ["Trees", "8"]])
    second.text("Output", 100, 220)
    second.text("Year", 28, 236)
    let third = part(0, [["", "", "Benches", "5"], ["Bins", "6"]])
    let table = try #require(try PDFFile(pages: [first, second, third]).tables().first)
    #expect(try PDFFile(pages: [first, second, third]).tables().count == 1)
    #expect(table.rows.count == 8 && table.rows[1].map(\.text) == ["Year", "Output", "Roads", "12"])
    #expect(table.rows[1].prefix(2).map(\.rowSpan) == [7, 7])
    #expect(table.rows[2...].map { $0.map(\.text) }.prefix(2) == [["Bridges", "3"], ["Lamps", "7"]])
    // Where no table is open, what stands beside one is a text of its own.
    #expect(try PDFFile(pages: [second]).lines().sorted() == ["Output", "Year"])
  }

  @Test func `a label in the middle of rows without rules is merged over them`() throws {
    var page = PDFFile.Page()
    for (y, row) in [
      (280.0, ["Level", "Name", "Value", "Points"]), (262, ["", "Roads kept", "12", "10"]),
      (250, ["Output", "", "", ""]), (238, ["", "Bridges kept", "3", "5"]), (220, ["Effect", "People", "90%", "20"]),
    ] {
      for (x, text) in zip([20.0, 90, 230, 320], row) where !text.isEmpty { page.text(text, x, y) }
    }
    let table = try #require(try PDFFile(pages: [page]).tables().first)
    let label = try #require(table.rows.joined().first { $0.text == "Output" })
    #expect(table.rows.count == 4 && label.rowSpan == 2 && table.rows[1].contains { $0.text == "Output" })
  }

  @Test func `words beyond the line between two cells are parted there`() throws {
    var page = PDFFile.Page()
    page.grid([20, 60, 100], [280, 250, 220])
    page.text("1234567", 22, 260)
    page.text("89", 61, 260)
    page.text("x", 30, 230)
    let table = try #require(try PDFFile(pages: [page]).tables().first)
    #expect(table.rows[0].map(\.text) == ["1234567", "89"])
  }

  func failure(_ bytes: [UInt8], limits: ReadLimits = .standard) -> ReadError? {
    do throws(ReadError) {
      _ = try DocumentReader.read(bytes, name: "a.pdf", limits: limits)
      return nil
    } catch {
      return error
    }
  }

  @Test func `pages without words are pictures, and the message says what to do`() {
    var page = PDFFile.Page()
    page.grid([20, 60, 100], [280, 250, 220])
    let error = failure(PDFFile(pages: [page]).bytes)
    #expect(error == .image(.pdf))
    #expect(error?.message.contains("扫描") == true)
  }

  @Test func `what is no whole file is damaged, what is locked is encrypted`() {
    #expect(failure(Array("%PDF-1.7\n%".utf8))?.code == "damaged")
    var file = PDFFile(pages: [Self.merged()])
    file.more = [
      "<< /Filter /Standard /V 1 /R 2 /P -1 /O <\(String(repeating: "41", count: 32))> /U <\(String(repeating: "42", count: 32))> >>"
    ]
    file.trailer = "/Encrypt 1000 0 R /ID [<41414141414141414141414141414141> <41414141414141414141414141414141>]"
    #expect(failure(file.bytes) == .encrypted(.pdf))
  }

  @Test func `a file whose list of places is lost is still read`() throws {
    let text = String(decoding: PDFFile(pages: [Self.merged()]).bytes, as: UTF8.self)
    let lost = text.replacing("startxref\n", with: "startxref\n99")
    let document = try DocumentReader.read(Array(lost.utf8), name: "a.pdf")
    guard case .table(let table)? = document.blocks.first else {
      Issue.record("no table")
      return
    }
    #expect(shape(table) == Self.mergedShape)
  }

  @Test func `more pages than are read are refused`() {
    var limits = ReadLimits.standard
    limits.pages = 2
    let error = failure(PDFFile(pages: [Self.merged(), Self.merged(), Self.merged()]).bytes, limits: limits)
    #expect(error?.code == "too-complex" && error?.message.contains("2 页") == true)
  }

  @Test func `a program that takes too long is ended`() {
    let bounds = ChildProgram.Bounds(cpuSeconds: 5, seconds: 0.2, memory: 1 << 30)
    #expect(throws: ChildProgram.Failure.beyond) {
      _ = try ChildProgram.run("/bin/sleep", ["60"], input: [], bounds: bounds) { _ in }
    }
  }

  @Test func `a program that takes too much memory or time to compute ends with a signal`() throws {
    let shell = "i=0; while true; do i=$((i+1)); done"
    let bounds = ChildProgram.Bounds(cpuSeconds: 1, seconds: 120, memory: 1 << 30)
    let end = try ChildProgram.run("/bin/sh", ["-c", shell], input: [], bounds: bounds) { _ in }
    #expect(end.status >= 128)
  }

  @Test func `what a program prints and gets is passed on whole`() throws {
    let input = [UInt8]((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0) })
    var output: [UInt8] = []
    let bounds = ChildProgram.Bounds(cpuSeconds: 10, seconds: 120, memory: 1 << 30)
    let end = try ChildProgram.run("/bin/cat", [], input: input, bounds: bounds) { output += $0 }
    #expect(end.status == 0 && output == input)
  }
}
