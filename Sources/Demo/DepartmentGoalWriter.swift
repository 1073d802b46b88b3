import Model

/// Writes the goal form of a whole department: its money by kind, its largest projects, what it is to achieve.
struct DepartmentGoalWriter {
  let unit: DistrictPlan.PlannedUnit
  let random: SeededRandom
  private static let weights: [(level1: String, weight: Int)] = [("产出指标", 50), ("效益指标", 30), ("满意度指标", 10)]
  /// The form lists so many projects by name and the others in one line.
  private static let listed = 8

  /// - Parameters:
  ///   - projects: every project with what it asks for, in 万元.
  ///   - prior: the department's budgets of the years before in 万元, the last one first.
  func form(
    _ year: Int, projects: [(name: String, figure: ExactDecimal)], prior: [ExactDecimal], template: String?
  ) -> FormContent {
    var random = random
    var form = FormContent(kind: .departmentGoal)
    form.title = "\(year)年部门整体支出绩效目标申报表"
    form.template = template
    form.name = unit.name
    form.department = unit.name
    form.unitName = unit.name
    form.year = year
    let specific = projects.reduce(ExactDecimal.zero) { $0 + $1.figure }
    let staff = ExactDecimal(units: Int64.random(in: 60_000...480_000, using: &random), places: 2)
    let running = (staff * ExactDecimal(units: Int64.random(in: 12...24, using: &random), places: 2)).rounded(to: 2)
    let whole = staff + running + specific
    form.amounts.current = whole
    form.amounts.total = whole
    form.income = composition("s", [("财政拨款", whole)], total: "收入合计")
    form.spending = composition(
      "p", [("人员类项目支出", staff), ("运转类项目支出", running), ("特定目标类项目支出", specific)], total: "支出合计")
    form.projects = lines(projects)
    form.goals = [goal(year, projects.count, &random)]
    return form
  }

  private func composition(
    _ mark: String, _ parts: [(String, ExactDecimal)], total: String
  ) -> [CompositionLine] {
    let sum = parts.reduce(ExactDecimal.zero) { $0 + $1.1 }
    return (parts + [(total, sum)]).enumerated().map { index, part in
      var line = CompositionLine(id: "\(mark)\(index + 1)")
      line.item = part.0
      line.amount = part.1
      return line
    }
  }

  private func lines(_ projects: [(name: String, figure: ExactDecimal)]) -> [ProjectLine] {
    let ordered = projects.sorted { ($0.figure, $0.name) > ($1.figure, $1.name) }
    var shown = Array(ordered.prefix(Self.listed))
    let rest = ordered.dropFirst(Self.listed)
    if !rest.isEmpty { shown.append(("其他 \(rest.count) 个项目", rest.reduce(.zero) { $0 + $1.figure })) }
    return shown.enumerated().map { index, project in
      var line = ProjectLine(id: "t\(index + 1)")
      line.name = project.name
      line.category = "特定目标类"
      line.total = project.figure
      line.current = project.figure
      line.purpose = "按年度工作安排实施"
      return line
    }
  }

  private func goal(_ year: Int, _ projects: Int, _ random: inout SeededRandom) -> Goal {
    var goal = Goal(id: "g1")
    goal.term = .annual
    goal.text = "完成\(year)年部门职责和\(projects)个项目的年度任务，资金使用合规，服务对象满意。"
    let theme = unit.theme
    func row(_ level2: String, _ name: String, _ target: String) -> Indicator {
      var indicator = Indicator(id: "")
      indicator.level2 = level2
      indicator.name = name
      indicator.target = target
      return indicator
    }
    let counts = theme.activities.prefix(4).map { activity in
      row(
        "数量指标", activity.name, "≥\(Int.random(in: activity.low * 3...activity.high * 3, using: &random))\(activity.of)")
    }
    let quality = theme.quality.prefix(3).map {
      row("质量指标", $0, "≥\(Int.random(in: 90...98, using: &random))%")
    }
    var rows: [[Indicator]] = [
      counts + quality + [row("时效指标", "年度重点任务按期完成率", "=100%")],
      theme.benefit.prefix(3).map { row("社会效益指标", $0, "≥\(Int.random(in: 82...96, using: &random))%") },
      theme.satisfaction.prefix(1).map { row("服务对象满意度指标", $0, "≥\(Int.random(in: 85...95, using: &random))%") },
    ]
    for index in rows.indices {
      let (level1, whole) = Self.weights[index]
      let count = rows[index].count
      for place in rows[index].indices {
        rows[index][place].level1 = level1
        rows[index][place].weight = ExactDecimal(whole / count + (place < whole % count ? 1 : 0))
      }
    }
    goal.indicators = rows.flatMap { $0 }
    for index in goal.indicators.indices { goal.indicators[index].id = "i\(index + 1)" }
    return goal
  }
}
