import Model

/// Writes the goal form of a project for a year: complete, with sums that add up.
struct GoalWriter {
  let project: DistrictPlan.PlannedProject
  let indicators: Int
  /// Weight of all indicators together; the rest of 100 belongs to the execution of the budget.
  private static let weights: [(level1: String, weight: Int)] = [
    ("成本指标", 20), ("产出指标", 40), ("效益指标", 20), ("满意度指标", 10),
  ]

  /// - Parameters:
  ///   - prior: the project's budgets of the years before in 万元, the last one first; empty in its first year.
  ///   - isCapped: something was not rectified, so that it asks for no more than it had.
  func form(_ year: Int, prior: [ExactDecimal], isCapped: Bool = false, template: String?) -> FormContent {
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
    let figure = budget(year, prior: prior, isCapped: isCapped)
    if let last = prior.first, figure != last {
      form.attributes.append(Attribute(Self.changeLabel, Self.words(change: figure - last, of: last)))
    }
    form.amounts.current = figure
    form.amounts.total = figure * (Self.isRoundFive(figure) ? 2 : 3)
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
    form.costs = costs(figure)
    form.goals = [goal(year, pieces: pieces, figure, &random)]
    return form
  }

  /// 5, 50, 500…: three years of it would read like the same figure with a digit too many.
  private static func isRoundFive(_ figure: ExactDecimal) -> Bool {
    var units = figure.units
    while units != 0, units % 10 == 0 { units /= 10 }
    return units == 5
  }

  /// Money moves by a few per cent a year; everything else of a project stays what it was.
  func budget(_ year: Int, prior: [ExactDecimal], isCapped: Bool) -> ExactDecimal {
    var random = project.random
    let pieces = Int.random(in: 40...900, using: &random)
    random = project.random
    for _ in 0...max(0, year - project.firstYear) { _ = random.next() }
    guard let last = prior.first else {
      let figure = (project.kind.unitPrice * ExactDecimal(pieces)).rounded(to: 2)
      return max(figure, ExactDecimal(units: Int64.random(in: 1_000...9_000, using: &random), places: 2))
    }
    let percent = ExactDecimal(units: Int64.random(in: isCapped ? 94...99 : 94...107, using: &random), places: 2)
    return (last * percent).rounded(to: 2)
  }

  static let changeLabel = "项目预算变动情况"

  /// 比上年增加 5.21 万元，增长 3.20%.
  /// - Parameter percent: nil for the right one.
  static func words(change: ExactDecimal, of last: ExactDecimal, percent: ExactDecimal? = nil) -> String {
    let share = percent ?? (change.magnitude * 100).divided(by: last, places: 2) ?? .zero
    return change.isNegative
      ? "比上年减少 \(change.magnitude) 万元，下降 \(share)%，按零基预算压减一般性支出。"
      : "比上年增加 \(change) 万元，增长 \(share)%，主要是任务量增加。"
  }

  /// What is reckoned by pieces, and the rest by contracts.
  private func costs(_ figure: ExactDecimal) -> [CostLine] {
    // As many pieces as make a sum without fractions of 100 元.
    let fen = Int((project.kind.unitPrice * 1_000_000).rounded(to: 0).units)
    let step = [1, 2, 4, 5, 10, 20, 25, 50, 100, 1_000].first { fen * $0 % 10_000 == 0 } ?? 10_000
    let yuan = (project.kind.unitPrice * 10_000).trimmed
    let most = (figure * ExactDecimal(units: 9, places: 1)).divided(by: project.kind.unitPrice, places: 0) ?? .zero
    let pieces = Int(most.units) / step * step
    var lines: [CostLine] = []
    var rest = figure
    if pieces > 0 {
      var line = CostLine(id: "c1")
      let amount = (project.kind.unitPrice * ExactDecimal(pieces)).rounded(to: 2)
      line.activity = "任务实施"
      line.amount = amount
      line.basis = "\(yuan)元/\(project.kind.of)×\(pieces)\(project.kind.of)=\(amount)万元"
      rest = figure - amount
      lines.append(line)
    }
    guard rest > .zero else { return lines }
    var other = CostLine(id: "c2")
    other.activity = "验收和管理"
    other.amount = rest
    other.basis = "按合同约定据实结算，参照上年执行情况"
    return lines + [other]
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
    // Weights of a level are divided evenly in whole points, of a long table in tenths; the first rows take what is left
    // over.
    for index in rows.indices {
      let count = rows[index].count
      let places = count > Self.weights[index].weight ? 1 : 0
      let whole = Self.weights[index].weight * (places == 0 ? 1 : 10)
      for row in rows[index].indices {
        rows[index][row].level1 = Self.weights[index].level1
        rows[index][row].weight = ExactDecimal(
          units: Int64(whole / count + (row < whole % count ? 1 : 0)), places: places)
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
      let parts = ["", "上半年", "下半年", "第一季度", "第二季度", "第三季度", "第四季度"]
      let period = half < parts.count ? parts[half] : "\(half - parts.count + 1)月"
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
