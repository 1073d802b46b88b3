import Testing

@testable import Documents

@Suite struct ListWorkbookTests {
  private func texts(_ bytes: [UInt8]) throws -> [[String]] {
    try DocumentReader.read(bytes, name: "x.xlsx").blocks.flatMap { block -> [[String]] in
      guard case .table(let table) = block else { return [] }
      return table.rows.map { row in row.map(\.text) }
    }
  }

  @Test func `what is written is read back, codes with their zeros`() throws {
    let bytes = try ListWorkbook.xlsx([
      .init(
        "人员", columns: [.init("账号", width: 18), .init("编码", width: 10, choices: .init(sheet: "清单", rows: 2))],
        rows: [[.init("li"), .init("007", isMarked: true)], [.init("=1+1"), .init("1,048.71")]]),
      .init("清单", columns: [.init("编码", width: 10)], rows: [[.init("007")], [.init("008")]]),
    ])
    let found = try texts(bytes)
    #expect(found.prefix(3) == [["账号", "编码"], ["li", "007"], ["=1+1", "1,048.71"]])
  }

  @Test func `the same lists give the same file`() throws {
    let sheets = [ListWorkbook.Sheet("甲", columns: [.init("乙", width: 10)], rows: [[.init("丙", isMarked: true)]])]
    #expect(try ListWorkbook.xlsx(sheets) == ListWorkbook.xlsx(sheets))
  }
}

@Suite struct DelimitedTextTests {
  @Test(
    arguments: [
      ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a\tb\r\n1,5\t2", [["a", "b"], ["1,5", "2"]]),
      ("\"a,\"\"b\"\"\nc\",d", [["a,\"b\"\nc", "d"]]), ("a,\n\n,b\n", [["a", ""], [""], ["", "b"]]),
      ("a\"b,c", [["a\"b", "c"]]), ("\"open", [["open"]]),
    ] as [(String, [[String]])])
  func `cells are told apart, quoted ones kept whole`(text: String, rows: [[String]]) throws {
    #expect(try DelimitedText.rows(Array(text.utf8)) == rows)
  }

  @Test func `what is no text is refused`() {
    #expect(throws: ReadError.empty) { try DelimitedText.rows([]) }
    #expect(throws: ReadError.unknownFormat) { try DelimitedText.rows([0, 1, 2, 3, 0, 0]) }
    #expect(!DelimitedText.isText([0x50, 0x4B, 3, 4, 0, 0, 0, 0]))
  }

  @Test func `a table of the old encoding is read`() throws {
    // 账号,姓名 and a line below in GBK.
    let bytes: [UInt8] = [
      0xD5, 0xCB, 0xBA, 0xC5, 0x2C, 0xD0, 0xD5, 0xC3, 0xFB, 0x0A, 0x6C, 0x69, 0x2C, 0xC0, 0xEE, 0x0A,
    ]
    #expect(try DelimitedText.rows(bytes) == [["账号", "姓名"], ["li", "李"]])
  }
}
