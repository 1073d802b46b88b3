import Model
import Schemes
import Testing

@testable import Scoring

@Suite struct ReEvaluationPolicyTests {
  private static let shipped: ReEvaluationPolicy = {
    let files = ResourceFiles.bytes(in: "policies").filter { $0.name.hasPrefix("re-evaluation") }
    let library = PolicyLibrary.load(files, subjects: [ReEvaluationPolicy.self]).valid
    let policy: Policy<ReEvaluationPolicy>? = library.policy("re-evaluation-default")
    precondition(policy != nil, "the policy is there")
    return policy!.body
  }()

  @Test(arguments: [
    ("100", "优"), ("90", "优"), ("89.99", "良"), ("80", "良"), ("79.99", "中"), ("60", "中"), ("59.99", "差"), ("0", "差"),
  ])
  func `a boundary belongs to the better grade`(total: String, grade: String) {
    #expect(Self.shipped.grade(of: ExactDecimal(total) ?? .zero) == grade)
  }

  @Test func `a veto caps the grade and never lifts it`() {
    #expect(Self.shipped.grade(of: 95, vetoes: ["accident"]) == "中")
    #expect(Self.shipped.grade(of: 95, vetoes: ["accident", "false-data"]) == "差")
    #expect(Self.shipped.grade(of: 30, vetoes: ["accident"]) == "差")
    #expect(Self.shipped.grade(of: 95, vetoes: ["unknown"]) == "优")
  }

  @Test func `the parts make a hundred and mistakes are told`() {
    #expect(Self.shipped.parts.reduce(ExactDecimal.zero) { $0 + $1.points } == 100)
    let bad = """
      {
        id: "x", subject: "re-evaluation", name: "表", place: "全国", first_year: 2024, basis: ["示例"], standing: "proposed",
        parts: [{ id: "a", name: "甲", points: 90, guide: "看" }],
        pass: 60, return_over: 10, report_over: 20, grades: [{ name: "优", from: 90 }],
        vetoes: [{ id: "v", name: "造假", grade_max: "差" }],
      }
      """
    let reasons = PolicyLibrary.load([("x.json5", Array(bad.utf8))], subjects: [ReEvaluationPolicy.self]).mistakes.map(
      \.reason)
    #expect(reasons.contains("各方面分值合计 90，应为 100") && reasons.contains("最后一级应从 0 分起"))
    #expect(reasons.contains("“造假”的最高等级“差”不在等级里"))
  }
}
