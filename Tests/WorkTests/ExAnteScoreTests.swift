import Lifecycle
import Model
import Schemes
import Testing

@testable import Work

@Suite struct ExAnteScoreTests {
  private let policy: ExAntePolicy

  init() throws {
    let found: Policy<ExAntePolicy>? = RulebookTests.shipped.policies.policy("ex-ante-default")
    policy = try #require(found?.body)
  }

  private func score(_ grade: String, _ kind: ExAntePolicy.Kind = .project) -> ExAnteScore {
    var file = ExAnteFile(kind: kind)
    for line in ExAnteScore(file, policy).lines { file.judgements[line.key] = .init(grade: grade, words: "") }
    return ExAnteScore(file, policy)
  }

  @Test(arguments: ExAntePolicy.Kind.allCases)
  func `five dimensions of twenty make a hundred`(kind: ExAntePolicy.Kind) {
    let all = score("excellent", kind)
    #expect(all.dimensions.map(\.of) == Array(repeating: 20, count: 5))
    #expect(all.of == 100 && all.total == 100 && all.lines.count == 20)
  }

  @Test(
    arguments: [
      ("excellent", 100, ExAntePolicy.Conclusion.Result.support), ("good", 80, .support), ("fair", 60, .adjust),
      ("poor", 0, .refuse),
    ] as [(String, ExactDecimal, ExAntePolicy.Conclusion.Result)])
  func `grades lead to points and points to a conclusion`(
    grade: String, points: ExactDecimal, result: ExAntePolicy.Conclusion.Result
  ) {
    #expect(score(grade).total == points)
    #expect(score(grade).conclusion(policy)?.result == result)
  }

  @Test func `nothing is concluded while a question is open`() {
    var file = ExAnteFile(kind: .project)
    file.judgements["necessity.policy"] = .init(grade: "good", words: "")
    let score = ExAnteScore(file, policy)
    #expect(score.total == 4 && score.missing.count == 19 && score.conclusion(policy) == nil)
  }

  @Test func `what an evaluation holds comes back as it was`() {
    var file = ExAnteFile(kind: .policy, amount: Money(fen: 12_345))
    file.policy = "ex-ante-default"
    file.material = ["goals": "目标\n二"]
    file.report = ["advice": "建议"]
    file.judgements = ["necessity.policy": .init(grade: "good", words: "有文件")]
    #expect(ExAnteFile(file.json) == file)
    #expect(ExAnteFile(.object([])) == ExAnteFile(kind: .project))
  }

  @Test func `a file with mistakes tells each of them`() {
    let text = """
      {
        id: "x", subject: "ex-ante", name: "示例", place: "全国", first_year: 2024, basis: ["示例"], standing: "proposed",
        grades: [{ id: "a", name: "优", share: "2" }],
        conclusions: [{ id: "support", name: "予以支持", from: "60" }, { id: "adjust", name: "调整", from: "80" }],
        material: [], report: [],
        project: [{ id: "d", name: "一", standing: "practice", parts: [{ name: "p", questions: [
          { id: "q", text: "问", points: "5" }, { id: "q", text: "再问", points: "-1" }] }] }],
      }
      """
    let mistakes = PolicyLibrary.load([("x.json5", Array(text.utf8))], subjects: Rulebook.subjects).mistakes
    let reasons = mistakes.map(\.reason).joined(separator: "\n")
    for words in ["0 到 1 之间", "三种结论", "从高分往低分", "没有维度", "编号相同", "不是 0 或更大的数"] {
      #expect(reasons.contains(words), "\(words)")
    }
  }
}
