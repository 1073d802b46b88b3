import Documents
import Testing

@Suite struct WideTextTests {
  @Test(arguments: ["\t", "|"])
  func `a line of more columns than any table has is refused with its number`(mark: String) {
    let text = "项目名称\t甲\n" + "甲" + String(repeating: mark, count: 1_200) + "\n"
    #expect {
      try DocumentReader.read(Array(text.utf8), name: "a.txt")
    } throws: { error in
      guard case ReadError.tooComplex(let detail) = error else { return false }
      return detail.contains("第 2 行有 1201 列")
    }
  }

  @Test func `a wide table that can be is read`() throws {
    let row = "甲" + String(repeating: "\t乙", count: 1_000) + "\n"
    let document = try DocumentReader.read(Array((row + row).utf8), name: "a.txt")
    guard case .table(let table)? = document.blocks.first else {
      Issue.record("no table")
      return
    }
    #expect(table.rows.first?.count == 1_001)
  }
}
