import Model
import Schemes
import Scoring
import Testing

@Suite struct RuleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let target: String
    let actual: String
    let weight: String
    let score: String
    let rule: SchemeRule
    init(_ target: String, _ actual: String, _ weight: String, _ score: String, _ rule: SchemeRule) {
      self.target = target
      self.actual = actual
      self.weight = weight
      self.score = score
      self.rule = rule
    }
    var testDescription: String { "\(target) → \(actual)" }
  }

  static let cases: [Case] = [
    Case("≥200处", "990处", "1.5", "1.5", .positive), Case("≥85%", "80%", "6", "5.65", .positive),
    Case("≤5%", "3%", "1", "1", .negative), Case("≤5%", "7%", "1", "0.60", .negative),
    Case("≤5%", "10%", "1", "0", .negative),
    Case("≤5%", "12%", "1", "0", .negative), Case("0起", "0起", "1.5", "1.5", .zero), Case("0起", "3起", "1.5", "0", .zero),
    Case("不发生", "未发生", "2", "2", .zero), Case("不发生", "3起", "3", "0", .zero), Case("=4个", "7个", "3", "3", .equal),
    Case("=4个", "3个", "4", "3", .equal), Case("1-2次/30天", "3次/30天", "2", "1", .range),
    Case("1-2次/30天", "2次/30天", "2", "2", .range), Case("80-90分", "40分", "2", "1", .range),
    Case("80-90分", "180分", "2", "0", .range), Case("≥12次/年", "12次", "1", "1", .frequency),
    Case("1次/月", "6次", "2", "1", .frequency), Case("≥90分", "二三季度≥90分，一四季度未达到90分", "2", "1", .shareOfPeriods),
    Case("5个工作日", "20个工作日", "2", "1", .deadline), Case("5个工作日", "5个工作日", "2", "2", .deadline),
    Case("2022年12月", "2023年1月15日", "2", "1", .deadline), Case("2022年12月", "2022年12月31日", "2", "2", .deadline),
    Case("+6.5%", "+5.2%", "5", "4", .growth), Case("+6.5%", "-3%", "5", "0", .growth),
    Case("下降3%", "下降2%", "3", "2", .growth), Case("≥5人", "", "3", "0", .unmeasured),
    Case("达标", "未达标", "0.5", "0", .yesNo), Case("达标", "达标", "0.5", "0.5", .yesNo),
    Case("显著提高", "有所提高", "3", "1.8", .qualitative), Case("显著提高", "没有提高", "3", "0", .qualitative),
    Case("不超过1807.4万元", "1800万元", "3", "3", .negative), Case("≥85分", "85分以上", "3", "3", .positive),
  ]

  @Test(arguments: cases)
  func `a row without a printed score is computed by its rule`(_ example: Case) throws {
    let form = Evaluations.single(example.target, example.actual, weight: ExactDecimal(example.weight)!)
    let row = try #require(Scorer.score(form, with: Evaluations.hubei).row)
    #expect(row.score.rounded(to: 2) == ExactDecimal(example.score))
    #expect(row.rule == example.rule)
    #expect(row.flags.contains(.computed))
    #expect(row.why.contains("由计算得出") || row.rule == .qualitative, "\(row.why)")
  }

  @Test func `the arithmetic of a short row stands in its explanation`() {
    let row = Scorer.score(
      Evaluations.single("≥85%", "80%", weight: 6, printed: ExactDecimal("5.65")), with: Evaluations.hubei
    )
    .row
    #expect(row?.why == "80 ÷ 85 = 94.12%，6 × 94.12% = 5.65")
    #expect(row?.flags == [])
  }

  @Test func `with a pass mark points count from the mark`() {
    let scheme = Evaluations.cost
    let short = Scorer.score(Evaluations.single("≥85%", "80%", weight: 6), with: scheme).row
    #expect(short?.score.rounded(to: 2) == ExactDecimal("5.12"))
    let failed = Scorer.score(Evaluations.single("≥85%", "50%", weight: 6), with: scheme).row
    #expect(failed?.score == 0)
  }

  @Test(arguments: [("95%", "10"), ("90%", "10"), ("89.99%", "8"), ("80%", "8"), ("60%", "5"), ("59.9%", "0")])
  func `satisfaction by steps looks at the rate, not at the target`(actual: String, score: String) {
    let form = Evaluations.single("≥95%", actual, level1: "满意度指标", level2: "服务对象满意度指标", name: "居民满意度")
    let row = Scorer.score(form, with: Evaluations.cost).row
    #expect(row?.score == ExactDecimal(score))
    #expect(row?.rule == .satisfaction)
  }

  @Test(arguments: [
    ("150", "125.25", "8.35", "7"), ("90", "89.974", "9.997111", "7"), ("100", "100", "10", "10"),
    ("100", "120", "10", "10"), ("0", "0", "0", "0"), ("100", "59.99", "5.999", "0"), ("100", "60", "6", "5"),
  ])
  func `execution is proportional or by steps, never above its weight`(
    budget: String, actual: String, proportional: String, steps: String
  ) {
    var form = Evaluations.single("1个", "1个")
    form.execution = Evaluations.execution(budget, actual)
    #expect(Scorer.score(form, with: Evaluations.national).root.children[0].score == ExactDecimal(proportional))
    #expect(Scorer.score(form, with: Evaluations.cost).root.children[0].score == ExactDecimal(steps))
  }

  @Test func `an empty total row of the execution is replaced by its parts`() {
    var form = Evaluations.single("1个", "1个")
    var execution = Execution()
    for (id, source, money) in [("e1", "年度资金总额", "0"), ("e2", "其中：当年财政拨款", "90"), ("e3", "其他资金", "10")] {
      var row = ExecutionLine(id: id)
      row.source = source
      row.adjusted = ExactDecimal(money)
      row.actual = ExactDecimal(money)
      execution.rows.append(row)
    }
    form.execution = execution
    let score = Scorer.score(form, with: Evaluations.national)
    #expect(score.root.children[0].score == 10)
    #expect(score.notes.contains(.executionRowsAdded))
  }

  @Test func `what no rule decides is taken as printed, and left open without`() {
    let printed = Scorer.score(Evaluations.single("200人", "200人次", weight: 5, printed: 4), with: Evaluations.hubei)
    #expect(printed.row?.score == 4)
    #expect(printed.row?.why == "目标 200人，实际 200人次，目标与实际的单位不同，不能相比，由人评定：印 4，满分 5")
    let open = Scorer.score(Evaluations.single("200人", "200人次", weight: 5), with: Evaluations.hubei)
    #expect(open.row?.score == 0)
    #expect(open.notes.contains(.open(2)))
  }

  @Test func `within the budget is read against the budget of the form`() {
    var form = Evaluations.single("预算范围内", "95万元", weight: 4, level1: "成本指标", level2: "经济成本指标")
    form.execution = Evaluations.execution("100", "95")
    let row = Scorer.score(form, with: Evaluations.hubei).row
    #expect(row?.score == 4)
    #expect(row?.rule == .cost)
  }

  @Test func `a printed score that the rule does not give is named`() {
    let score = Scorer.score(Evaluations.single("≥85%", "80%", weight: 6, printed: 6), with: Evaluations.hubei)
    #expect(score.row?.flags == .differs)
    #expect(score.row?.why == "80 ÷ 85 = 94.12%，6 × 94.12% = 5.65；表中印 6")
    #expect(score.notes.contains(.differing(1)))
  }

  @Test func `rows are added before anything is rounded`() {
    var form = Evaluations.single("≥3个", "1个", weight: 1)
    let row = form.goals[0].indicators[0]
    form.goals[0].indicators = (1...3).map { index in
      var copy = row
      copy.id = "i\(index)"
      return copy
    }
    // Three thirds: rounded first they would make 0.99.
    #expect(Scorer.score(form, with: Evaluations.hubei).root.children[2].score.rounded(to: 2) == 1)
  }

  @Test(arguments: [
    ("90.00", "优"), ("89.99", "良"), ("80.00", "良"), ("79.99", "中"), ("60.00", "中"), ("59.99", "差"), ("100", "优"),
    ("0", "差"),
  ])
  func `a boundary belongs to the better grade`(total: String, grade: String) {
    #expect(Evaluations.hubei.grade(of: ExactDecimal(total)!)?.name == grade)
  }

  @Test func `a veto caps the grade and says so`() {
    let score = Scorer.score(Evaluations.form("running"), with: Evaluations.hubei, vetoes: ["V3", "V9"])
    #expect(score.total == ExactDecimal("97.1"))
    #expect(score.grade?.name == "中")
    #expect(score.notes.contains(.unknownVeto("V9")))
  }

  @Test func `a form that the scheme does not know scores nothing and says so`() {
    let score = Scorer.score(FormContent(kind: .monitoring), with: Evaluations.hubei)
    #expect(score.total == 0)
    #expect(score.notes.contains(.noLayout(.monitoring)))
  }
}
