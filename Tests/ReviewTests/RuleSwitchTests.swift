import Model
import Schemes
import Testing

@testable import Review

/// Rules that a place sets otherwise in some years.
@Suite struct RuleSwitchTests {
  private static func reviewer(_ switches: String) throws -> Reviewer {
    var rules = RuleSet()
    let text = """
      { place: "示例市", first_year: 2024, last_year: 2025, basis: ["示财〔2024〕1号"], standing: "practice",
        switches: [\(switches)] }
      """
    #expect(rules.read(Array(text.utf8), file: "place.json5") == [])
    return Reviewer(rules: rules)
  }

  /// A satisfaction without a sign (warning), and details that do not add up (error).
  private static func form(_ region: String?, _ year: Int?) -> FormContent {
    var form = FormContent(kind: .projectGoal)
    form.region = region
    form.year = year
    form.amounts.current = d("10")
    form.cost("道路清扫", "11")
    form.goal { $0.row("产出指标", "质量指标", "清扫合格率", "95%") }
    return form
  }

  private static func severity(_ reviewer: Reviewer, _ rule: String, _ form: FormContent) -> Finding.Severity? {
    reviewer.review(form).first { $0.rule == rule }?.severity
  }

  @Test func `a switch holds in its place and years only`() throws {
    let reviewer = try Self.reviewer("{ rule: \"comparator-missing\", effect: \"hint\", why: \"本市表样统一注明不低于\" }")
    func found(_ region: String?, _ year: Int?) -> Finding.Severity? {
      Self.severity(reviewer, "comparator-missing", Self.form(region, year))
    }
    #expect(found("示例市甲区", 2024) == .hint && found("示例市", 2025) == .hint)
    #expect(found("示例市甲区", 2026) == .warning && found("示例市甲区", 2023) == .warning)
    #expect(found("别的市甲区", 2024) == .warning && found(nil, 2024) == .warning && found("示例市", nil) == .warning)
    #expect(reviewer.switches.map(\.why) == ["本市表样统一注明不低于"])
  }

  @Test func `what is off says nothing, and the other rules go on`() throws {
    let reviewer = try Self.reviewer("{ rule: \"comparator-missing\", effect: \"off\", why: \"本市表样统一注明不低于\" }")
    let form = Self.form("示例市甲区", 2024)
    #expect(Self.severity(reviewer, "comparator-missing", form) == nil)
    #expect(reviewer.review(form).isEmpty == false)
    var document = DocumentContent()
    document.region = "示例市甲区"
    document.year = 2024
    document.forms = [Self.form(nil, nil)]
    #expect(reviewer.review(document).contains { $0.rule == "comparator-missing" } == false)
  }

  @Test func `an office sets rules and limits otherwise, and the catalogue stays as it is`() throws {
    let usual = Reviewer(parameters: ProjectRules.parameters)
    var form = Self.form("示例市甲区", 2024)
    form.costs = [("机动经费", "12"), ("养护", "88")].enumerated().map { index, line in
      var cost = CostLine(id: "c\(index)")
      cost.activity = line.0
      cost.amount = d(line.1)
      return cost
    }
    form.amounts.current = 100
    #expect(Self.severity(usual, "comparator-missing", form) == .warning)
    #expect(Self.severity(usual, "contingency-share", form) == .warning)
    let own = usual.adjusted(
      by: LocalRules(
        switches: ["comparator-missing": .hint, "contingency-share": .warning], limits: ["contingency_share": 12]))
    #expect(Self.severity(own, "comparator-missing", form) == .hint)
    #expect(Self.severity(own, "contingency-share", form) == nil, "12 % is not above 12 %")
    let strict = usual.adjusted(by: LocalRules(limits: ["contingency_share": d("11.99")]))
    #expect(Self.severity(strict, "contingency-share", form) == .warning)
    let off = usual.adjusted(by: LocalRules(switches: ["comparator-missing": .off]))
    #expect(Self.severity(off, "comparator-missing", form) == nil && !off.review(form).isEmpty)
    #expect(Self.severity(usual, "comparator-missing", form) == .warning)
  }

  @Test func `an office silences nothing that arithmetic proves, and no limit leaves its range`() throws {
    let usual = Reviewer(parameters: ProjectRules.parameters)
    var form = Self.form("示例市甲区", 2024)
    var cost = CostLine(id: "c1")
    cost.activity = "养护"
    cost.amount = 88
    form.costs = [cost]
    form.amounts.current = 100
    let own = usual.adjusted(
      by: LocalRules(
        switches: ["details-sum": .off], limits: ["money_tolerance_max": 100, "money_tolerance_per_addend": 100]))
    #expect(Self.severity(own, "details-sum", form) == .error)
  }

  @Test func `every limit has a name, a unit of its own and a range with its value`() throws {
    let parameters = ProjectRules.parameters
    let used = Set(RuleCatalogue.all.flatMap(\.parameters).filter { $0.hasPrefix("limits.") })
    for name in used {
      let key = String(name.dropFirst("limits.".count))
      let limit = try #require(parameters.limitNames[key], "\(key)")
      let value = try #require(parameters.limits[key])
      #expect(limit.refusal(value) == nil, "\(key)")
      #expect(limit.name.count >= 4 && limit.refusal(limit.high + 1) != nil && limit.refusal(limit.low - 1) != nil)
    }
    let whole = try #require(parameters.limitNames["indicators_max"])
    #expect(whole.isWhole && whole.refusal(d("20.5"))?.contains("整数") == true && whole.refusal(20) == nil)
  }

  @Test func `what arithmetic proves cannot be switched, and a rule must be there`() throws {
    let proven = try Self.reviewer("{ rule: \"details-sum\", effect: \"off\", why: \"不想查\" }")
    #expect(proven.switchMistakes.map(\.file) == ["place.json5"])
    #expect(try Self.reviewer("{ rule: \"no-such-rule\", effect: \"off\", why: \"没有\" }").switchMistakes.count == 1)
    #expect(try Self.reviewer("{ rule: \"basis-missing\", effect: \"off\", why: \"没有依据栏\" }").switchMistakes == [])
    #expect(Reviewer(parameters: ProjectRules.parameters).switchMistakes == [])
  }

  @Test func `a switch without a reason is a mistake of the file`() {
    var rules = RuleSet()
    let text = """
      { place: "全国", first_year: 2024, basis: [], standing: "practice",
        switches: [{ rule: "basis-missing", effect: "off", why: "" }] }
      """
    #expect(rules.read(Array(text.utf8), file: "place.json5").contains { $0.reason.contains("理由") })
  }
}
