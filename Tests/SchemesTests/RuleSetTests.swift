import Model
import Schemes
import Testing

@Suite struct RuleSetTests {
  private static let head = "place: \"全国\", first_year: 2015, basis: [\"惯例\"], standing: \"proposed\","

  private static func load(_ files: String...) -> (rules: RuleSet, mistakes: [DataMistake]) {
    RuleSet.load(files.enumerated().map { ("\($0.offset).json5", Array($0.element.utf8)) })
  }

  @Test
  func `a limit keeps its value and standing`() {
    let loaded = Self.load("{ \(Self.head) limits: { contingency_share: { value: 12.5, standing: \"practice\" } } }")
    let parameters = loaded.rules.parameters()
    #expect(loaded.mistakes == [])
    #expect(parameters.limits.contingencyShare == ExactDecimal("12.5"))
    #expect(parameters.standings["limits.contingency_share"] == .practice)
  }

  @Test(arguments: [
    ("limits: { no_such_limit: { value: 1 } }", "no_such_limit"),
    ("limits: { contingency_share: { value: \"ten\" } }", "应为数"),
    ("words: { measures: { add: [\"\"] } }", "空的词"),
    ("project_codes: [{ name: \"x\", prefixes: [\"1\"], parts: [\"region\", \"what is this\"] }]", "不认识编码的一段"),
    ("regions: [{ name: \"某区\", code: \"12\" }]", "六位数字"),
    ("economic_classes: [{ code: \"302\", items: [\"27委托业务费\"] }]", "空格"),
    ("something_else: 1", "不认识"),
  ])
  func `a mistake is told with its reason and the file is not used`(section: String, reason: String) {
    let loaded = Self.load("{ \(Self.head)\n\(section) }")
    #expect(loaded.mistakes.contains { $0.reason.contains(reason) && $0.line == 2 }, "\(loaded.mistakes)")
    #expect(loaded.rules.parameters().standings.isEmpty)
  }

  @Test
  func `a place overrides the country, words add up, another place is left out`() {
    let loaded = Self.load(
      "{ \(Self.head) limits: { indicators_max: { value: 30 } }, words: { zero: { add: [\"不发生\"] } } }",
      """
      { place: "武汉市", first_year: 2020, last_year: 2023, basis: ["惯例"], standing: "practice",
        limits: { indicators_max: { value: 20 } }, words: { zero: { add: ["不发生", "无"] } },
        regions: [{ name: "汉阳区", code: "420105" }] }
      """)
    #expect(loaded.mistakes == [])
    let there = loaded.rules.parameters(place: "武汉市汉阳区", year: 2023)
    #expect(there.limits.indicatorsMax == 20)
    #expect(there.words.zero == ["不发生", "无"])
    #expect(loaded.rules.parameters(place: "武汉市汉阳区", year: 2024).limits.indicatorsMax == 30)
    let elsewhere = loaded.rules.parameters(place: "遵化市", year: 2023)
    #expect(elsewhere.limits.indicatorsMax == 30)
    #expect(elsewhere.regionCodes["汉阳区"] == "420105", "codes are recognised wherever they turn up")
  }
}
