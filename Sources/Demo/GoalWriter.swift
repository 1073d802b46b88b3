import Model

/// Writes the goal form of a project for a year: complete, with sums that add up.
struct GoalWriter {
  let project: DistrictPlan.PlannedProject
  let indicators: Int
  /// Weight of all indicators together; the rest of 100 belongs to the execution of the budget.
  private static let weights: [(level1: String, weight: Int)] = [
    ("成本指标", 20), ("产出指标", 40), ("效益指标", 20), ("满意度指标", 10),
  ]

  /// - Parameter prior: the project's budgets of the years before in 万元, the last one first; empty in its first year.
  func form(_ year: Int, prior: [ExactDecimal], template: String?) -> FormContent {
    var random = project.random
    var form = FormContent(kind: .projectGoal)
    form.title = "\(year)年项目绩效目标表"
    form.template = template
    form.name = project.name
    form.code = project.code
    form.department = project.departmentName
    form.unitName = project.unit.name
    form.year = year
    form.attributes = [
      Attribute("项目属性", prior.isEmpty ? "新增项目" : "延续项目"),
      Attribute("项目期", "\(project.firstYear)年—\(project.firstYear + 2)年"),
    ]
    let pieces = Int.random(in: 40...900, using: &random)
    let figure = budget(year, pieces, prior: prior.first)
    form.amounts.current = figure
    form.amounts.total = figure * 3
    if !prior.isEmpty {
      // A year in which the project was not there is a plain 0, so that nobody asks for it.
      form.amounts.prior = (1...2).map { back in
        var earlier = PriorAmount(id: "p\(back)")
        earlier.year = year - back
        earlier.amount = back <= prior.count ? prior[back - 1] : .zero
        return earlier
      }
    }
    form.funding = funding(figure, &random)
    form.goals = [goal(year, pieces: pieces, figure, &random)]
    return form
  }

  /// Money moves by a few per cent a year; everything else of a project stays what it was.
  private func budget(_ year: Int, _ pieces: Int, prior: ExactDecimal?) -> ExactDecimal {
    var random = project.random
    for _ in 0...(year - project.firstYear) { _ = random.next() }
    guard let prior else {
      let figure = (project.kind.unitPrice * ExactDecimal(pieces)).rounded(to: 2)
      return max(figure, ExactDecimal(units: Int64.random(in: 1_000...9_000, using: &random), places: 2))
    }
    let percent = ExactDecimal(units: Int64.random(in: 94...107, using: &random), places: 2)
    return (prior * percent).rounded(to: 2)
  }

  private func funding(_ figure: ExactDecimal, _ random: inout SeededRandom) -> [FundingLine] {
    let other =
      Int.random(in: 0..<5, using: &random) == 0
      ? (figure * ExactDecimal(units: 1, places: 1)).rounded(to: 2) : ExactDecimal.zero
    return [("f1", "其中：财政拨款", figure - other), ("f2", "其他资金", other)].map { id, source, amount in
      var line = FundingLine(id: id)
      line.source = source
      line.amount = amount
      return line
    }
  }

  // MARK: the goal

  private func goal(
    _ year: Int, pieces: Int, _ figure: ExactDecimal, _ random: inout SeededRandom
  ) -> Goal {
    var goal = Goal(id: "g1")
    goal.term = .annual
    goal.text = "完成\(project.name)年度任务\(pieces)\(project.kind.of)，资金及时到位、专款专用，服务对象满意。"
    var rows: [[Indicator]] = [
      cost(figure, &random), output(&random), benefit(&random), satisfaction(&random),
    ]
    // Weights of a level are divided evenly in whole points; the first rows take what is left over.
    for index in rows.indices {
      let count = rows[index].count
      let whole = Self.weights[index].weight
      for row in rows[index].indices {
        rows[index][row].level1 = Self.weights[index].level1
        rows[index][row].weight = ExactDecimal(whole / count + (row < whole % count ? 1 : 0))
      }
    }
    goal.indicators = rows.flatMap { $0 }
    for index in goal.indicators.indices { goal.indicators[index].id = "i\(index + 1)" }
    return goal
  }

  private func cost(_ figure: ExactDecimal, _ random: inout SeededRandom) -> [Indicator] {
    [
      row("经济成本指标", "项目总成本控制数", "≤\(figure)万元"),
      row("经济成本指标", "单位成本控制率", "≤\(Int.random(in: 95...100, using: &random))%"),
    ]
  }

  /// Quantities first, then their quality and the days they take.
  private func output(_ random: inout SeededRandom) -> [Indicator] {
    let count = max(4, indicators - 7)
    let quantities = max(1, min(project.unit.theme.activities.count, count / 2))
    var rows: [Indicator] = project.unit.theme.activities.shuffled(using: &random).prefix(quantities).map { activity in
      row("数量指标", activity.name, "≥\(Int.random(in: activity.low...activity.high, using: &random))\(activity.of)")
    }
    let quality = project.unit.theme.quality.shuffled(using: &random)
    var round = 0
    while rows.count < count - 1 {
      let name = quality[round % quality.count]
      let half = round / quality.count
      let period = ["", "上半年", "下半年", "第一季度", "第二季度", "第三季度", "第四季度"][half % 7]
      rows.append(row("质量指标", period + name, "≥\(Int.random(in: 90...99, using: &random))%"))
      round += 1
    }
    rows.append(row("时效指标", "任务按期完成率", "=100%"))
    return rows
  }

  private func benefit(_ random: inout SeededRandom) -> [Indicator] {
    project.unit.theme.benefit.shuffled(using: &random).prefix(3).map { name in
      row("社会效益指标", name, "≥\(Int.random(in: 82...97, using: &random))%")
    }
  }

  private func satisfaction(_ random: inout SeededRandom) -> [Indicator] {
    project.unit.theme.satisfaction.shuffled(using: &random).prefix(2).map { name in
      row("服务对象满意度指标", name, "≥\(Int.random(in: 85...95, using: &random))%")
    }
  }

  private func row(_ level2: String, _ name: String, _ target: String) -> Indicator {
    var indicator = Indicator(id: "")
    indicator.level2 = level2
    indicator.name = name
    indicator.target = target
    return indicator
  }
}
