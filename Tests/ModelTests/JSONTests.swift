import Model
import TestSupport
import Testing

@Suite struct JSONTests {
  @Test func `canonical text sorts names and keeps figures as written`() throws {
    let json = try JSONParser.parse(#"{"b":[1.50,null,true],"a":"引\"号\n","é":0}"#)
    #expect(json.canonicalText == #"{"a":"引\"号\n","b":[1.50,null,true],"é":0}"#)
  }

  @Test func `json5 takes comments, bare names and a last comma`() throws {
    let json = try JSONParser.parse("{ // 说明\n 名称: '甲', /* 两行\n */ list: [1, 2,], }", .json5)
    #expect(json["名称"]?.string == "甲")
    #expect(json["list"]?.array?.count == 2)
    #expect(json["list"]?.line == 3)
  }

  @Test(arguments: [
    ("{\"a\":1,\n\"a\":2}", 2, "写了两次"), ("[1,\n2", 2, "少了"), ("{\"a\" 1}", 1, "冒号"), ("\n\n\"abc", 3, "引号"),
    ("{} x", 1, "多余"), ("[01x]", 1, "少了逗号"), ("tru", 1, "不认识"), ("[1.2.3]", 1, "不是可用的数"), ("\"\\ud800\"", 1, "Unicode"),
  ])
  func `a mistake is named with its line`(text: String, line: Int, reason: String) {
    #expect {
      try JSONParser.parse(text)
    } throws: { error in
      guard let mistake = error as? JSONParser.Mistake else { return false }
      return mistake.line == line && mistake.reason.contains(reason)
    }
  }

  @Test func `a text is read as it stands, escaped where it is, and refused where it is no UTF-8`() throws {
    let text = "引\"号\\ \n\r\t\u{1}\u{1F} é 甲"
    let written = JSON.string(text).text()
    #expect(written == #""引\"号\\ \n\r\t\u0001\u001f é 甲""#)
    #expect(try JSONParser.parse(written).string == text)
    for bytes: [UInt8] in [[0x22, 0xE7, 0x94, 0x22], [0x22, 0xFF, 0x22], [0x22, 0x5C, 0x6E, 0xC0, 0xAF, 0x22]] {
      #expect(throws: JSONParser.Mistake.self) { try JSONParser.parse(bytes) }
    }
    // The replacement character itself is a character like any other.
    #expect(try JSONParser.parse("\"\u{FFFD}\"").string == "\u{FFFD}")
  }

  @Test func `plain json refuses what only json5 allows`() {
    for text in ["{a:1}", "[1,]", "'a'", "// x\n1"] {
      #expect(throws: JSONParser.Mistake.self) { try JSONParser.parse(text) }
    }
  }

  @Test func `nesting has a bound`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: JSONParser.Mistake.self) { try JSONParser.parse(deep) }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `any value reads back equal`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let json = Self.random(&random, depth: 0)
    for style in [JSON.Style.compact, .canonical, .indented] {
      #expect(try JSONParser.parse(json.text(style)) == json)
    }
  }

  @Test(arguments: 0..<500 as Range<UInt64>)
  func `random bytes never crash the parser`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let alphabet = Array("{}[]\",:'\\/*truefalsn0123.-eE \n\u{7532}".utf8)
    let bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in alphabet.randomElement(using: &random)! }
    _ = try? JSONParser.parse(bytes, .json5)
    _ = try? JSONParser.parse(bytes)
  }

  static func random(_ random: inout SeededRandom, depth: Int) -> JSON {
    switch Int.random(in: 0...(depth > 3 ? 3 : 5), using: &random) {
    case 0: return .null
    case 1: return .bool(.random(using: &random))
    case 2:
      return .number(
        ExactDecimal(units: .random(in: -99999...99999, using: &random), places: .random(in: 0...4, using: &random)))
    case 3:
      return .string(
        String((0..<5).map { _ in ["甲", "\"", "\\", "\n", "a", "😀", "\u{1}"].randomElement(using: &random)! }.joined()))
    case 4: return .array((0..<3).map { _ in Self.random(&random, depth: depth + 1) })
    default:
      return .object((0..<3).map { JSON.Member("k\($0)", Self.random(&random, depth: depth + 1)) })
    }
  }
}
