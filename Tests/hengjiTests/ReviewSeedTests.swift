import Documents
import Forms
import Foundation
import Model
import Review
import Schemes
import TestSupport
import Testing

/// Real documents through reading and review: what must be found, and what must not be said.
@Suite(.enabled(if: ProjectFiles.shared != nil)) struct ReviewSeedTests {
  struct Expected: Sendable, CustomStringConvertible {
    let seed: String
    let rule: String
    /// Words of the message.
    let words: String
    var description: String { "\(seed) \(rule)" }
  }

  private static let templates = TemplateLibrary.load(
    ResourceFiles.bytes(in: ProjectFiles.root.appending(path: "Resources/templates"))
  ).valid
  private static let reviewer = Reviewer(
    rules: RuleSet.load(ResourceFiles.bytes(in: ProjectFiles.root.appending(path: "Resources/rules"))).rules,
    templates: templates)
  private static let findings: [String: [Finding]] = {
    var all: [String: [Finding]] = [:]
    for seed in ["000", "001", "002", "003", "004"] {
      guard let file = ProjectFiles.seed(seed), let bytes = try? [UInt8](Data(contentsOf: file)),
        let document = try? DocumentReader.read(bytes, name: file.lastPathComponent)
      else { continue }
      all[seed] = reviewer.review(FormReader.read(document, templates).content)
    }
    return all
  }()

  static let slips: [Expected] = [
    Expected(seed: "000", rule: "change-amount", words: "394.61 − 280.11 = +114.50"),
    Expected(seed: "000", rule: "change-percent", words: "下降 1.58%"),
    Expected(seed: "000", rule: "project-list-sum", words: "1247.17"),
    Expected(seed: "000", rule: "class-assignment", words: "853.57"),
    Expected(seed: "000", rule: "procurement-detail-fit", words: "175.72"),
    Expected(seed: "002", rule: "calc-text-sum", words: "88.64"),
    Expected(seed: "002", rule: "malformed-percent", words: "90%%"),
    Expected(seed: "002", rule: "quantity-vs-calc", words: "23个"),
    Expected(seed: "001", rule: "transposed-amount", words: "11902.59"),
    Expected(seed: "001", rule: "item-sum-budget", words: "13.00"),
    Expected(seed: "001", rule: "change-components", words: "148.09"),
    Expected(seed: "001", rule: "share-recompute-fa", words: "0.01%"),
    Expected(seed: "001", rule: "heading-project-mismatch", words: "大城管"),
    Expected(seed: "001", rule: "wrong-year-in-heading", words: "2022"),
    Expected(seed: "001", rule: "narrative-weight-mismatch", words: "100 分"),
    Expected(seed: "001", rule: "narrative-contradicts-table", words: "3起"),
    Expected(seed: "001", rule: "annex-missing", words: "基层党建"),
    Expected(seed: "001", rule: "near-duplicate-contradiction", words: "辖区安全事故发生数量"),
    Expected(seed: "004", rule: "cost-contradiction", words: "≥95%"),
    Expected(seed: "004", rule: "project-code-year", words: "2024"),
  ]

  @Test(arguments: slips)
  func `a known slip is found`(slip: Expected) throws {
    let findings = try #require(Self.findings[slip.seed])
    #expect(findings.contains { $0.rule == slip.rule && $0.message.contains(slip.words) })
  }

  /// Every error of these documents was judged by hand; another one is a false alarm until it has been judged too.
  @Test(arguments: [
    (
      "000",
      [
        "change-amount", "class-assignment", "direction-conflict", "economic-class-unknown", "missing-benefit-class",
        "project-list-sum", "required-field-blank", "placeholder-left",
      ]
    ),
    (
      "001",
      [
        "annex-missing", "heading-project-mismatch", "item-sum-budget", "narrative-weight-mismatch", "procurement-sum",
        "share-recompute-fa", "transposed-amount", "wrong-year-in-heading",
      ]
    ),
    ("002", ["assessment-level-not-chosen", "calc-text-sum", "malformed-percent", "required-field-blank"]),
    ("004", ["cost-contradiction"]),
  ])
  func `no error that a reviewer could refute`(seed: String, judged: [String]) throws {
    let errors = try #require(Self.findings[seed]).filter { $0.severity == .error }
    for finding in errors {
      #expect(judged.contains(finding.rule), "\(finding.rule)：\(finding.place)：\(finding.message)")
    }
  }
}
