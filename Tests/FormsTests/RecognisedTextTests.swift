import Documents
import Testing

@testable import Forms

@Suite struct RecognisedTextTests {
  private func holds(_ text: String) throws -> Bool {
    RecognisedText.holds(try DocumentReader.read([UInt8](text.utf8), name: "a.txt"))
  }

  @Test func `figures torn behind their point tell a recogniser`() throws {
    #expect(try holds("支出\t7404. 59\t97. 11%\n收入\t25954. 31\t250. 00\n合计\t26204, 31\n"))
    #expect(try !holds("支出\t7404.59\t97.11%\n收入\t25954.31\t250.00\n合计\t26204.31\n"))
  }

  @Test func `a few torn figures among many are slips, and numbered sentences are none`() throws {
    let torn = "7404. 59\t97. 11\n25954. 31\t250. 00\n26204. 31\n"
    #expect(try holds(torn + "1.5\n"))
    #expect(try !holds(torn + String(repeating: "12.50\n", count: 16)))
    #expect(
      try !holds((10...20).map { "\($0). 2024年完成第 \($0) 项\n\($0). 5 个站点\n" }.joined().replacing(". 5", with: ".5")))
    #expect(try !holds("7404. 59\n97. 11\n25954. 31\n250. 00\n"))
  }
}
