import Model
import Testing

@Suite struct FulfilmentTests {
  struct Pair: Sendable, CustomTestStringConvertible {
    let target: String
    let actual: String
    let outcome: Fulfilment.Outcome
    let reason: Fulfilment.Reason
    let name: String
    init(
      _ target: String, _ actual: String, _ outcome: Fulfilment.Outcome, _ reason: Fulfilment.Reason = .figures,
      name: String = ""
    ) {
      self.target = target
      self.actual = actual
      self.outcome = outcome
      self.reason = reason
      self.name = name
    }
    var testDescription: String { "\(target) → \(actual)" }
  }

  static let pairs: [Pair] = [
    Pair("≥200处", "990处", .met), Pair("≥85%", "80%", .unmet), Pair("100%", "100.0%", .met), Pair("4个", "7个", .met),
    Pair("≤5%", "0%", .met), Pair("≤5%", "7%", .unmet), Pair("5%", "7%", .unmet, name: "返贫率"),
    Pair("0起", "0起", .met, .zeroTolerance), Pair("0起", "3起", .unmet, .zeroTolerance),
    Pair("不发生", "未发生", .met, .zeroTolerance), Pair("不发生", "3起", .unmet, .zeroTolerance),
    Pair("0.0%", "0.0%", .met, .zeroTolerance), Pair("≥85分", "85分以上", .met), Pair("≥85分", "80分以上", .unclear, .vague),
    Pair("1-2次/30天", "2次/30天", .met), Pair("1-2次/30天", "3次/30天", .unmet), Pair("≥12次/年", "12次", .met),
    Pair("1次/月", "12次", .met), Pair("≥1次/日", "1次/日", .met), Pair("1次/日", "1次", .unclear, .periodsDiffer),
    Pair("≥90分", "二三季度≥90分，一四季度未达到90分", .partial, .periods), Pair("350亿元", "3500000万元", .met),
    Pair("11台（件）", "20台", .met), Pair("200人", "200人次", .unclear, .unitsDiffer), Pair("≥13%", "21.2%", .met),
    Pair("显著提高", "有所提高", .partial, .degrees), Pair("提升", "有所提升", .partial, .degrees),
    Pair("有所提高", "有所提高", .met, .sameWords), Pair("有所提高", "显著提高", .met, .degrees),
    Pair("有效改善", "改善", .partial, .degrees), Pair("及时", "部分及时", .partial, .degrees),
    Pair("有效保障", "有一定保障", .partial, .degrees), Pair("达标", "未达标", .unmet, .degrees),
    Pair("达标", "截止2023年底未达标", .unmet, .degrees), Pair("达标", "达标", .met, .sameWords),
    Pair("有效维护", "良好", .unclear, .wordsDiffer), Pair("预算范围内", "预算范围内", .met, .sameWords),
    Pair("100%", "", .unclear, .noActual), Pair("", "5人", .unclear, .noTarget),
    Pair("100%", "完成", .unclear, .kindsDiffer),
    Pair("2022年12月", "2022年12月31日", .met, .dates), Pair("2022年12月", "2023年1月", .unmet, .dates),
    Pair("5个工作日", "4个工作日", .met), Pair("5个工作日", "6个工作日", .unmet), Pair("+5%", "+4%", .unmet),
    Pair("提升10%", "95人", .unclear, .noBaseline), Pair("高于或等于上年", "95%", .unclear, .noBaseline),
    Pair("个体≥5% 企业≥3%", "个体6% 企业2%", .partial, .compound), Pair("> 80%", "80%", .unmet), Pair("≥80", "94.44%", .met),
  ]

  @Test(arguments: pairs)
  func `an actual result is compared with its target`(_ pair: Pair) {
    let fulfilment = Target(pair.target, name: pair.name).fulfilment(by: Actual(pair.actual))
    #expect(fulfilment.outcome == pair.outcome)
    #expect(fulfilment.reason == pair.reason)
  }

  @Test func `ratios have six places and periods are counted`() {
    #expect(Target("≥15辆").fulfilment(by: Actual("14400辆")).ratio == 960)
    #expect(Target("≥85%").fulfilment(by: Actual("80%")).ratio == ExactDecimal("0.941176"))
    let quarters = Target("≥90分").fulfilment(by: Actual("二三季度≥90分，一四季度未达到90分"))
    #expect(quarters.periodsMet == 2 && quarters.periods == 4)
  }

  @Test func `the direction comes from the sign, else from the name and the group`() {
    #expect(Target("≥95%").direction == .positive)
    #expect(Target("≤5%", name: "覆盖率").direction == .negative)
    #expect(Target("=100%").direction == .exact)
    #expect(Target("1-2次").direction == .range)
    #expect(Target("5%", name: "返贫率").direction == .negative)
    #expect(Target("100%", name: "事故隐患整改率").direction == .positive)
    #expect(Target("1000起", name: "信访接待起数").direction == .positive)
    #expect(Target("2677.42万", name: "养护经费", level1: "成本指标").direction == .negative)
    #expect(Target("95%", name: "植被成活率", level1: "成本指标").direction == .positive)
    #expect(Target("1807.4万元", name: "不超过预算总金额").direction == .negative)
    #expect(Target("下降3%", name: "能耗").direction == .negative)
    #expect(Target("0起").isZeroTolerance)
    #expect(!Target("95%").isDirectionWritten)
  }
}
