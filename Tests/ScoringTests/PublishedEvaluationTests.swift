import Model
import Schemes
import Scoring
import Testing

@Suite struct PublishedEvaluationTests {
  static let totals: [(String, String)] = [
    ("department", "92"), ("city", "93.5"), ("running", "97.1"), ("contingency", "95.5"),
  ]

  @Test(arguments: totals)
  func `the scheme gives the total that the form prints`(name: String, total: String) {
    let score = Scorer.score(Evaluations.form(name), with: Evaluations.hubei)
    #expect(score.total == ExactDecimal(total))
    #expect(score.printedSum == ExactDecimal(total))
    #expect(score.printedAgrees == true)
    #expect(score.grade?.name == "优")
    #expect(score.root.weight == 100)
  }

  @Test(arguments: [("department", 29), ("city", 22), ("running", 85), ("contingency", 25)])
  func `every row has its own explanation`(name: String, rows: Int) {
    let nodes = Scorer.score(Evaluations.form(name), with: Evaluations.hubei).root.all.filter { $0.target != nil }
    #expect(nodes.count == rows)
    #expect(nodes.allSatisfy { !$0.why.isEmpty && $0.path != nil })
    #expect(nodes.filter { $0.flags.contains(.differs) }.map(\.name) == [])
    #expect(nodes.filter { $0.flags.contains(.open) }.map(\.name) == [])
  }

  @Test func `rows are decided by rule where a rule decides`() {
    let city = Scorer.score(Evaluations.form("city"), with: Evaluations.hubei).root.all
    let quarters = city.first { $0.name == "河湖长制季度考核分数" }
    #expect(quarters?.score == 1)
    #expect(quarters?.why == "4 个时段中 2 个达到目标，2 × 2 ÷ 4 = 1")
    let accidents = Scorer.score(Evaluations.form("contingency"), with: Evaluations.hubei).root.all
      .first { $0.name == "安全生产及消防事故发生起数" }
    #expect(accidents?.score == 0)
    #expect(accidents?.rule == .zero)
    #expect(accidents?.why == "目标 0起，实际 3起，不允许发生而发生了，得 0")
  }

  @Test func `the execution is explained by its arithmetic`() {
    let part = Scorer.score(Evaluations.form("city"), with: Evaluations.hubei).root.children[0]
    #expect(part.why == "1194.23 ÷ 1194.23 = 100%，20 × 100% = 20")
    #expect(part.path == FormPath("execution.score"))
  }

  @Test func `partial results of people are taken over and flagged outside their band`() {
    var inside: [String] = []
    var outside = 0
    for name in Evaluations.names {
      for node in Scorer.score(Evaluations.form(name), with: Evaluations.hubei).root.all
      where node.flags.contains(.judged) {
        guard node.rule == .qualitative else { continue }
        #expect(node.score == node.printed)
        if node.flags.contains(.outsideBand) { outside += 1 } else { inside.append(node.name) }
      }
    }
    #expect(inside.sorted() == ["有效提高居民安全感", "道路清扫及时性"])
    #expect(outside == 12)
    let node = Scorer.score(Evaluations.form("running"), with: Evaluations.hubei).root.all.first {
      $0.name == "有效提高居民安全感"
    }
    #expect(node?.why == "目标 有效提高，实际 有所提高，部分达成，评分由人判定：印 0.7，区间 0.6–0.8")
  }

  @Test(arguments: [("department", "91.65"), ("city", "91.40"), ("running", "97.00"), ("contingency", "92.70")])
  func `the ladder of far exceeded targets would cost what it says`(name: String, total: String) {
    let score = Scorer.score(Evaluations.form(name), with: Evaluations.hubei.using(.apply))
    #expect(score.total == ExactDecimal(total))
  }

  @Test func `far exceeded targets ask for an explanation without taking points`() {
    let score = Scorer.score(Evaluations.form("city"), with: Evaluations.hubei)
    let flagged = score.root.all.filter { $0.flags.contains(.explain) }.map(\.name)
    #expect(flagged == ["市政设施维护点位数", "垃圾清理吨数", "立面整治点位数", "共享单车清理数量"])
    #expect(score.notes.contains(.overfulfilled(4)))
  }

  @Test(arguments: Evaluations.names)
  func `the library finds the scheme by the printed weights`(name: String) throws {
    let choice = try #require(Evaluations.schemes.choose(for: Evaluations.form(name)))
    #expect(choice.scheme.id == "hubei-2023")
    #expect(choice.fitsWeights == true)
    #expect(choice.why.contains("与方案一致"))
  }

  @Test(arguments: Evaluations.names)
  func `the total alone is the total of the explained score`(name: String) {
    let form = Evaluations.form(name)
    #expect(
      Scorer.total(PreparedForm(form), with: Evaluations.hubei) == Scorer.score(form, with: Evaluations.hubei).total)
  }
}
