import Model
import Schemes
import Scoring
import TestSupport
import Testing

@Suite struct ScorePropertyTests {
  static func decimal(_ random: inout SeededRandom, _ range: ClosedRange<Int64>) -> ExactDecimal {
    ExactDecimal(units: .random(in: range, using: &random), places: .random(in: 0...2, using: &random))
  }

  static func row(_ form: FormContent, _ scheme: Scheme) -> ExactDecimal { Scorer.score(form, with: scheme).row!.score }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `a better result never scores less`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let goal = Self.decimal(&random, 1...9999)
    let pair = [Self.decimal(&random, 0...20000), Self.decimal(&random, 0...20000)].sorted()
    let weight = ExactDecimal(units: .random(in: 1...3000, using: &random), places: 2)
    for scheme in [Evaluations.hubei, Evaluations.cost] {
      let low = Self.row(Evaluations.single("≥\(goal)个", "\(pair[0])个", weight: weight), scheme)
      let high = Self.row(Evaluations.single("≥\(goal)个", "\(pair[1])个", weight: weight), scheme)
      #expect(low <= high, "≥\(goal): \(pair)")
      let few = Self.row(Evaluations.single("≤\(goal)个", "\(pair[0])个", weight: weight), scheme)
      let many = Self.row(Evaluations.single("≤\(goal)个", "\(pair[1])个", weight: weight), scheme)
      #expect(few >= many, "≤\(goal): \(pair)")
      for score in [low, high, few, many] { #expect(score >= .zero && score <= weight) }
    }
  }

  static let values = [
    "≥95%", "90%", "", "有所提高", "显著提高", "0起", "3起", "1-2次/30天", "达标", "未达标", "2022年12月", "999999999999亿元", "0.000000001",
    "-5%", "+5%", "个体≥5% 企业≥3%", "二三季度≥90分，一四季度未达到90分", "1:3", "24小时内", "无", "预算范围内", "100000000000万元",
    "99999999999999次/小时",
    "1次/年",
  ]
  static let figures: [ExactDecimal?] = [
    nil, .zero, 1, 10, ExactDecimal("0.5"), ExactDecimal(units: -5, places: 0),
    ExactDecimal(units: .max / 10, places: 0),
    ExactDecimal(units: .max / 10, places: 12), ExactDecimal(units: 1, places: 12), 1000, 99_999_999,
  ]

  /// A form filled in by somebody who does not care.
  static func wild(_ random: inout SeededRandom) -> FormContent {
    var form = FormContent(kind: FormKind.allCases.randomElement(using: &random)!)
    form.moneyUnit = MoneyUnit.allCases.randomElement(using: &random)!
    form.score = figures.randomElement(using: &random)!
    var execution = Execution()
    execution.budget = figures.randomElement(using: &random)!
    execution.actual = figures.randomElement(using: &random)!
    execution.weight = figures.randomElement(using: &random)!
    execution.score = figures.randomElement(using: &random)!
    form.execution = Bool.random(using: &random) ? execution : nil
    for goalIndex in 0..<Int.random(in: 0...3, using: &random) {
      var goal = Goal(id: "g\(goalIndex)")
      goal.term = [nil, .annual, .longTerm].randomElement(using: &random)!
      goal.text = Bool.random(using: &random) ? "目标" : nil
      goal.weight = figures.randomElement(using: &random)!
      goal.score = figures.randomElement(using: &random)!
      for index in 0..<Int.random(in: 0...6, using: &random) {
        var row = Indicator(id: "i\(goalIndex)-\(index)")
        row.level1 = ["产出指标", "效益指标", "满意度指标", "成本指标", nil].randomElement(using: &random)!
        row.level2 = ["数量指标", "质量指标", nil].randomElement(using: &random)!
        row.name = ["事故数", "覆盖率", nil].randomElement(using: &random)!
        row.target = values.randomElement(using: &random)!
        row.actual = values.randomElement(using: &random)!
        row.weight = figures.randomElement(using: &random)!
        row.score = figures.randomElement(using: &random)!
        goal.indicators.append(row)
      }
      form.goals.append(goal)
    }
    return form
  }

  @Test(arguments: 0..<500 as Range<UInt64>)
  func `whatever stands in a form, a score stays within its bounds`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let form = Self.wild(&random)
    for scheme in Evaluations.schemes.schemes {
      let score = Scorer.score(form, with: scheme.using(.apply))
      #expect(score.total >= .zero && score.total <= 100)
      for node in score.root.all {
        #expect(node.score >= .zero)
        if let weight = node.weight { #expect(node.score <= weight, "\(node.name) \(node.why)") }
        #expect(!node.why.isEmpty)
      }
      #expect(score.total == Scorer.total(PreparedForm(form), with: scheme.using(.apply)))
      for note in score.notes { #expect(!note.text.isEmpty) }
      _ = score.json(scheme).text()
    }
    _ = Evaluations.schemes.choose(for: form)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `the order of the rows does not matter`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var form = Evaluations.form(Evaluations.names.randomElement(using: &random)!)
    let total = Scorer.score(form, with: Evaluations.hubei).total
    for index in form.goals.indices { form.goals[index].indicators.shuffle(using: &random) }
    form.goals.shuffle(using: &random)
    #expect(Scorer.score(form, with: Evaluations.hubei).total == total)
  }
}
