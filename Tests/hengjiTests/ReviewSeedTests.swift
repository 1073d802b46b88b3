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
    Expected(seed: "000", rule: "indicator-target-blank", words: "城管工作持续推进"),
    Expected(seed: "000", rule: "class-differs-between-terms", words: "市局大城管成绩"),
    Expected(seed: "001", rule: "section-heading-mismatch", words: "二、项目绩效评价自评表"),
    Expected(seed: "001", rule: "table-empty-heading", words: "二、重点工作完成情况表"),
    Expected(seed: "002", rule: "calc-missing", words: "768.30，占预算 42.51%"),
    Expected(seed: "002", rule: "duplicate-executing-unit", words: "洪山街党政办"),
    Expected(seed: "002", rule: "comparator-mixed", words: "≥80%"),
    Expected(seed: "002", rule: "unit-compound", words: "1712平方"),
    Expected(seed: "004", rule: "copied-goal", words: "日常维稳"),
    Expected(seed: "004", rule: "cost-contradiction", words: "≥95%"),
    Expected(seed: "004", rule: "project-code-year", words: "2024"),
  ]

  @Test(arguments: slips)
  func `a known slip is found`(slip: Expected) throws {
    let findings = try #require(Self.findings[slip.seed])
    #expect(findings.contains { $0.rule == slip.rule && $0.message.contains(slip.words) })
  }

  /// An error of a real document that was judged by hand: it follows from what is printed, and how.
  struct Judged: Sendable, Hashable {
    let rule: String
    let printed: String?
    let expected: String?
    /// The sum or the place that proves it.
    let proof: String

    init(_ rule: String, _ printed: String?, _ expected: String?, _ proof: String) {
      (self.rule, self.printed, self.expected, self.proof) = (rule, printed, expected, proof)
    }
  }

  static let judged: [(seed: String, errors: [Judged])] = [
    (
      "000",
      [
        Judged("change-amount", "减少 111.5万元", "+114.50", "394.61 − 280.11 = 114.50，是增加"),
        Judged("economic-class-unknown", "水利工程运行于维护", nil, "部门预算支出经济分类没有这一款，四行都写这个名称"),
        Judged("required-field-blank", nil, nil, "印着“项目实施方案”，右边一格是空的"),
        Judged("project-list-sum", "2000.50", "1247.17", "853.57 + 5.00 + 388.60 = 1247.17"),
        Judged("class-assignment", "特定目标类", "机构运转类", "项目叫“机构运转类项目”，支出构成没有运转类一行"),
        Judged("missing-benefit-class", nil, nil, "年度目标 3（人武工作）只有三行，都在产出指标之下"),
        Judged(
          "direction-conflict", "PM2.5不高于全市平均值或高于等于上年值", nil, "同一个数既要不高于平均，又可以高于上年，怎样都算达到"),
      ]
    ),
    (
      "001",
      [
        Judged("narrative-weight-mismatch", "100", "80", "正文年度目标 100 分得 92 分；附件 1 是 80 分得 72 分，另有执行 20 分"),
        Judged("annex-missing", "3", "4", "正文写四个项目，附件 2、3、4 是三个，没有基层党建"),
        Judged("item-sum-budget", "7038.59", "7025.59", "46 项决算加得上 11082.80，18 项年初预算合计 7025.59"),
        Judged("procurement-sum", "1788.11", "1798.11", "98.84 + 96.58 + 1602.69 = 1798.11"),
        Judged("transposed-amount", "11902.59", "11092.59", "收入合计与支出合计同减 3505.64，只差两位数字次序"),
        Judged("share-recompute-fa", "0.01%", "0.00%", "0.50 ÷ 11082.80 = 0.0045%"),
        Judged("heading-project-mismatch", "大城管", "机构运转", "附件 3 的正文和表都是机构运转"),
        Judged("wrong-year-in-heading", "2022", "2023", "附件 3 的正文和表都是 2023 年度"),
      ]
    ),
    (
      "002",
      [
        Judged("required-field-blank", nil, nil, "印着“项目代码”，右边一格是空的"),
        Judged("assessment-level-not-chosen", "1.一般项目□2.重点项目□", nil, "两个方框都没有勾"),
        Judged("calc-text-sum", "8.64万元", "88.64万元", "80 + 8.64 = 88.64，本行金额也是 88.64"),
        Judged("malformed-percent", "90%%", "90%", "两个百分号"),
      ]
    ),
    // Scanned: what was not read for certain proves nothing.
    ("003", []),
    (
      "004",
      [
        Judged("cost-contradiction", "≥95%", nil, "节约 95% 就是最多花 1 万元，同表要求审核金额 ≥20 万元，计划支出 100%"),
        Judged("cost-contradiction", "≥95%", nil, "节约 95% 就是最多花 5%，支出计划到年底 100%"),
      ]
    ),
  ]

  @Test(arguments: judged.map(\.seed))
  func `every error was judged by hand, and none of them is lost`(seed: String) throws {
    let errors = try #require(Self.findings[seed]).filter { $0.severity == .error }
    let judged = try #require(Self.judged.first { $0.seed == seed }).errors
    func key(_ rule: String, _ printed: String?, _ expected: String?) -> String {
      [rule, printed ?? "—", expected ?? "—"].joined(separator: " | ")
    }
    #expect(
      errors.map { key($0.rule, $0.printed, $0.expected) }.sorted()
        == judged.map { key($0.rule, $0.printed, $0.expected) }.sorted())
    #expect(judged.allSatisfy { $0.proof.count >= 5 })
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
