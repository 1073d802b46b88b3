import Model
import TestSupport
import Testing

@testable import Documents

/// Texts made to be read over and over.
@Suite struct HostileTextTests {
  private func line(_ text: String) -> TextLine { TextLine(text: text, number: 1) }

  /// The rule as it is told: go on from a line until a cell or two blank lines come.
  private func runsOn(_ lines: [TextLine], _ index: Int) -> Bool {
    var gap = 0
    for next in lines.indices where next > index {
      if lines[next].startsWithTab { return gap == 1 }
      gap = lines[next].isBlank ? gap + 1 : 0
      if gap > 1 { return false }
    }
    return false
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `whether a paragraph belongs to a cell is told in one pass as line by line`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let lines = (0..<Int.random(in: 1...24, using: &random)).map { _ in
      line(["", "甲", "\t乙", " ", "丙"].randomElement(using: &random) ?? "")
    }
    let told = TextCells.paragraphsOfCells(lines)
    for index in lines.indices where !lines[index].isBlank && !lines[index].startsWithTab {
      #expect(told[index] == runsOn(lines, index))
    }
  }

  @Test(arguments: ["\n", "\r", "\u{0C}", " \n", "\r\n"])
  func `a million blank lines leave a few`(end: String) {
    let lines = TextLines.split(Array(("甲\n" + String(repeating: end, count: 100_000) + "乙").utf8))
    #expect(lines.count <= 6 && lines.first?.text == "甲" && lines.last?.text == "乙")
    if end != "\u{0C}" { #expect(lines.last?.number == 100_002) }
  }

  @Test func `tables without cells and cells that only go on count as much as others`() throws {
    var limits = ReadLimits.standard
    limits.items = 100
    func refusal(_ body: String) throws -> String? {
      let bytes = try DocxFile(body).bytes()
      do throws(ReadError) {
        _ = try DocumentReader.read(bytes, name: "表.docx", limits: limits)
        return nil
      } catch {
        guard case .tooComplex(let detail) = error else { return error.code }
        return detail
      }
    }
    #expect(try refusal(String(repeating: tbl(""), count: 101)) == "单元格和段落超过 100 个")
    let below = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    let first = "<w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>\(p("甲"))</w:tc>"
    #expect(try refusal(tbl(tr(first) + String(repeating: tr(below), count: 101))) == "单元格和段落超过 100 个")
    #expect(try refusal(tbl(tr(first) + String(repeating: tr(below), count: 50))) == nil)
  }
}
