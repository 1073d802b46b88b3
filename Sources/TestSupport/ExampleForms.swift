public import Model

/// Invented forms of a realistic size, the same for the same random source.
public enum ExampleForms {
  /// A project goal form: nine cost lines, 25 indicators, the history of two years.
  public static func projectGoal(_ random: inout SeededRandom, _ number: Int) -> FormContent {
    var form = FormContent(kind: .projectGoal)
    form.title = "2024年部门项目申报表(含绩效目标)"
    form.name = "示范项目\(number)"
    form.code = "42019924031T0000\(100_00 + number)"
    form.department = "示范区民政局"
    form.unitName = "示范区社区服务中心"
    form.year = 2024
    form.attributes = [
      Attribute("项目属性", "持续性项目"), Attribute("支出项目类别", "本级支出项目"), Attribute("起始年度", "202401"),
      Attribute("终止年度", "202412"), Attribute("项目立项依据", "《示范区补助办法》（示民发〔2022〕12号）"),
      Attribute("项目实施方案", "对符合条件的居民发放补助，对服务站给予运营补助。"),
    ]
    var total = ExactDecimal.zero
    for index in 1...9 {
      var line = CostLine(id: "c\(index)")
      let people = Int.random(in: 10...900, using: &random)
      line.content = "第\(index)项补助"
      line.category = "其他商品和服务支出"
      line.amount = ExactDecimal(units: Int64(people), places: 1)
      line.basis = "1000元/人×\(people)人=\(line.amount!)万元"
      total += line.amount!
      form.costs.append(line)
    }
    form.amounts.total = total
    form.amounts.current = total
    for (index, source) in ["合计", "一般公共预算财政拨款", "其中：申请当年预算拨款"].enumerated() {
      var line = FundingLine(id: "f\(index + 1)")
      line.source = source
      line.amount = total
      form.funding.append(line)
    }
    form.goals = [goal(&random, scored: false)]
    return form
  }

  /// A self-evaluation of 25 rows by the 20 + 20 + 60 division.
  public static func selfEvaluation(_ random: inout SeededRandom, _ number: Int) -> FormContent {
    var form = FormContent(kind: .projectSelfEvaluation)
    form.title = "2023年度示范项目\(number)自评表"
    form.name = "示范项目\(number)"
    form.department = "示范区民政局"
    form.unitName = "示范区社区服务中心"
    form.region = "武汉市"
    form.year = 2023
    var execution = Execution()
    execution.budget = 880
    execution.actual = 880
    execution.rate = 100
    execution.weight = 20
    execution.score = 20
    form.execution = execution
    var goal = goal(&random, scored: true)
    goal.weight = 20
    goal.score = 19
    form.goals = [goal]
    form.score = goal.indicators.reduce(39) { $0 + ($1.score ?? .zero) }
    return form
  }

  private static func goal(_ random: inout SeededRandom, scored: Bool) -> Goal {
    var goal = Goal(id: "g1")
    goal.term = .annual
    goal.name = "年度绩效目标1"
    goal.text = "完成年度补助发放，服务站正常运营"
    let levels = [
      ("成本指标", "经济成本指标", 1), ("产出指标", "数量指标", 10), ("产出指标", "质量指标", 4), ("产出指标", "时效指标", 2),
      ("效益指标", "社会效益指标", 5), ("满意度指标", "服务对象满意度指标", 3),
    ]
    for (level1, level2, count) in levels {
      for index in 1...count {
        var indicator = Indicator(id: "i\(goal.indicators.count + 1)")
        indicator.level1 = level1
        indicator.level2 = level2
        let value = Int.random(in: 20...98, using: &random)
        switch level2 {
        case "经济成本指标": indicator.target = "预算范围内"
        case "数量指标": indicator.target = "≥\(value * 10)人"
        default: indicator.target = "≥\(value)%"
        }
        indicator.name = "第\(index)项\(level2.prefix(2))指标完成\(level2 == "数量指标" ? "人数" : "率")"
        if scored {
          indicator.actual = level2 == "经济成本指标" ? "预算范围内" : indicator.target.map { String($0.dropFirst()) }
          indicator.weight = ExactDecimal("2.4")
          indicator.score = ExactDecimal("2.4")
        } else {
          indicator.history = [indicator.target ?? "", indicator.target ?? ""]
          indicator.basis = "计划标准"
        }
        goal.indicators.append(indicator)
      }
    }
    return goal
  }
}
