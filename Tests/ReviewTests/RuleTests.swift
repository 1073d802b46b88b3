import Model
import Schemes
import TestSupport
import Testing

@testable import Review

@Suite struct RuleTests {
  static let examples: [RuleExample] =
    DocumentExamples.all + IdentityExamples.all + StructureExamples.all + ValueExamples.all
    + EvaluationExamples.all + ReportExamples.all + AccountExamples.all + BudgetExamples.all + CostingExamples.all
    + CompositionExamples.all + BatchExamples.all + CoverageExamples.all + LevelExamples.all + AccountTextExamples.all
    + AccountSumExamples.all + BlankExamples.all

  @Test(arguments: examples)
  func `a rule speaks where it must and only there`(example: RuleExample) throws {
    let rule = try #require(RuleCatalogue.rule(example.rule), "规则 \(example.rule) 不存在")
    let reviewer = Reviewer(
      parameters: ProjectRules.parameters, templates: ProjectRules.templates, catalogue: [rule])
    for item in example.fires {
      let findings = reviewer.review(item.document)
      #expect(findings.isEmpty == false, "\(example.rule) 应当发现：\(item.name)")
      #expect(findings.allSatisfy { $0.severity >= rule.severity })
      if let severity = item.severity { #expect(findings.allSatisfy { $0.severity == severity }, "\(item.name)") }
    }
    for item in example.silent {
      let findings = reviewer.review(item.document)
      #expect(findings.isEmpty, "\(example.rule) 不应出声：\(item.name)：\(findings.map(\.message))")
    }
  }

  @Test
  func `every rule has an example of each kind`() {
    let known = Dictionary(Self.examples.map { ($0.rule, $0) }, uniquingKeysWith: { first, _ in first })
    #expect(known.count == Self.examples.count, "一条规则的例子写在一处")
    for rule in RuleCatalogue.all {
      let example = known[rule.id]
      #expect(example?.fires.isEmpty == false, "\(rule.id) 没有应当发现的例子")
      #expect(example?.silent.isEmpty == false, "\(rule.id) 没有不应出声的例子")
    }
  }

  @Test
  func `rule files have no mistakes and every limit is set`() {
    #expect(ProjectRules.loaded.mistakes == [])
    let standings = ProjectRules.parameters.standings
    for rule in RuleCatalogue.all {
      for parameter in rule.parameters {
        #expect(standings[parameter] != nil, "\(rule.id)：\(parameter) 不在 Resources/rules 里")
      }
    }
  }

  @Test
  func `rules have unique kebab-case names, short titles and an explanation`() {
    var seen: Set<String> = []
    for rule in RuleCatalogue.all {
      #expect(seen.insert(rule.id).inserted, "\(rule.id) 写了两次")
      #expect(rule.id.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
      #expect(!rule.title.isEmpty && rule.title.count <= 16, "\(rule.id)：\(rule.title)")
      #expect(rule.explanation.count >= 10 && rule.explanation.hasSuffix("。"), "\(rule.id)：\(rule.explanation)")
    }
  }
}
