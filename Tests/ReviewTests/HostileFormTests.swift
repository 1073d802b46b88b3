import Model
import TestSupport
import Testing

@testable import Review

@Suite struct HostileFormTests {
  private static let figures = [
    "999999999999999999", "99999999999999.9999", "0", "-999999999999999999", "1", "0.000000000001", "100",
  ]
  private static let values = [
    "≥999999999999999999", "999999999999亿元", "99999999999万%", "-1", "1-999999999999999999", "0", "≥95%", "90%%",
  ]

  /// Figures of 18 digits in every field: the reviewer says so, and does not stop.
  @Test(arguments: 0..<400 as Range<UInt64>)
  func `no figure makes the reviewer stop`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    func figure() -> ExactDecimal { d(Self.figures.randomElement(using: &random) ?? "1") }
    func value() -> String { Self.values.randomElement(using: &random) ?? "1" }
    var form = FormContent(kind: FormKind.allCases.randomElement(using: &random) ?? .projectGoal)
    form.year = 2024
    form.amounts.total = figure()
    form.amounts.current = figure()
    form.last(2023, figure().description)
    form.attribute("当年预算变动情况", "比上年增加\(figure())万元，增长\(figure())%，常住人口\(figure())万，千分之三，共计\(figure())批次")
    form.source("合计", figure().description)
    form.source("财政拨款", figure().description)
    form.cost("应急经费", figure().description, basis: "\(figure())元/人×\(figure())人=\(figure())万元，共计\(figure())亿元")
    form.buy("C13030000-服务", figure().description)
    form.step("6月底", figure().description)
    form.step("12月底", figure().description)
    form.earns("合计", figure().description, share: figure().description, history: [figure().description])
    form.spends("特定目标类", figure().description, share: figure().description, history: [figure().description])
    form.spends("合计", figure().description, share: figure().description, history: [figure().description])
    form.listed("甲", "特定目标类", total: figure().description, current: figure().description)
    var execution = Execution()
    execution.budget = figure()
    execution.actual = figure()
    execution.rate = figure()
    execution.weight = figure()
    execution.score = figure()
    form.execution = execution
    form.score = figure()
    form.goal { goal in
      goal.weight = figure()
      goal.score = figure()
      for index in 0..<3 {
        goal.done("节约率\(index)", value(), value(), figure().description, of: figure().description) {
          $0.history = [value(), value()]
          $0.level2Weight = figure()
        }
      }
    }
    let reviewer = Reviewer(parameters: ProjectRules.parameters)
    _ = reviewer.review(form)
    var content = document(form, form)
    var account = FinalAccount()
    for name in ["收入合计", "支出合计", "政府采购支出总额", "甲项目全年预算数"] {
      var entry = FinalAccount.Figure(section: "三、支出决算情况说明", name: name, value: figure())
      entry.change = figure()
      entry.percent = figure()
      account.figures.append(entry)
    }
    content.finalAccount = account
    _ = reviewer.review(content)
  }
}
