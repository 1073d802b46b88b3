import Lifecycle
import Model
import Store
import Work

extension DistrictLife {
  /// The goal forms of a year through both rounds, of projects and of departments.
  func liveGoals(_ dated: DatedStep) throws(StoreError) {
    let year = dated.year
    guard dated.step != .beginGoals else {
      try forEach(dated) {
        $0.lives(in: year)
      } act: { (course, t) throws(StoreError) in
        try begin(year, &course, in: t)
      }
      return
    }
    let waiting = Self.waiting[dated.step] ?? []
    try forEach(dated) {
      !($0.years[year]?.goal ?? "").isEmpty
    } act: { (course, t) throws(StoreError) in
      guard let goal = course.years[year]?.goal, let row = try Stages.load(id: goal, in: t), waiting.contains(row.state)
      else { return }
      switch dated.step {
      case .firstUp, .secondUp:
        try letStand(.warning, of: row.form, year, in: t)
        try step(goal, "submit", course.clerk, year, in: t)
      case .firstReview: try review(year, goal, &course, returnsOne: course.random.once(in: 12), in: t)
      case .secondReview: try review(year, goal, &course, returnsOne: false, in: t)
      case .controlFigures: try issue(year, goal, row, in: t)
      case .approval: try approve(year, goal, row, &course, in: t)
      default: break
      }
    }
  }

  /// States in which a step finds the goals that it is about.
  private static let waiting: [LifeStep: Set<String>] = [
    .firstUp: ["draft-1"], .firstReview: ["department-review-1"], .controlFigures: ["budget-office-review-1"],
    .secondUp: ["draft-2"], .secondReview: ["department-review-2"], .approval: ["budget-office-review-2"],
  ]

  /// One form in ten is first saved with a slip; its author sees it and mends it, as the page would have told him.
  private func begin(_ year: Int, _ course: inout Course, in t: WriteTransaction) throws(StoreError) {
    let desk = try desk(course.clerk, year, in: t)
    let project = try entry(course, in: t)
    let right = try goalForm(year, course, desk, in: t)
    var content = right
    var planted: PlantedSlip?
    if project != nil, course.random.once(in: 10) {
      planted = Slip.plant(oneOf: Slip.goals, in: &content, &course.random)
    }
    let begun = try Goals.begin(project: project, unit: course.unit.id, content: content, desk, in: t)
    course.years[year, default: .init()].form = begun.form
    course.years[year, default: .init()].goal = begun.stage
    guard let planted else { return }
    note(planted, begun.form, revision: 1, year, course)
    _ = try Forms.save(
      desk.draft(right, unit: course.unit.id, note: "改正"), form: begun.form, basedOn: 1, by: desk.account.id, in: t)
  }

  func note(_ slip: PlantedSlip, _ form: String, revision: Int, _ year: Int, _ course: Course) {
    key.entries.append(
      .init(form: form, revision: revision, year: year, project: course.project?.code ?? course.unit.id, slip: slip))
  }

  private func goalForm(
    _ year: Int, _ course: Course, _ desk: Desk, in t: ReadTransaction
  ) throws(StoreError) -> FormContent {
    switch course.what {
    case .project(let project):
      return GoalWriter(project: project, indicators: fill.plan.size.indicators).form(
        year, prior: prior(course, year), isCapped: course.isCapped,
        template: desk.settings.templates[.projectGoal])
    case .department(let unit):
      return DepartmentGoalWriter(unit: unit, random: course.random).form(
        year, projects: projects(of: unit, year), prior: course.budgets(before: year),
        template: desk.settings.templates[.departmentGoal])
    }
  }

  /// Budgets of the years before; what is there from the beginning had some before the district was invented.
  private func prior(_ course: Course, _ year: Int) -> [ExactDecimal] {
    let lived = course.budgets(before: year)
    guard let project = course.project, project.firstYear == fill.plan.firstYear, lived.count < 2 else { return lived }
    let first = GoalWriter(project: project, indicators: 0).budget(project.firstYear - 1, prior: [], isCapped: false)
    return lived + [first, (first * ExactDecimal(units: 97, places: 2)).rounded(to: 2)]
  }

  /// The largest projects of a department and what all of them ask for.
  private func projects(of unit: DistrictPlan.PlannedUnit, _ year: Int) -> [(name: String, figure: ExactDecimal)] {
    courses.compactMap { course in
      guard let project = course.project, project.unit.department == unit.id, course.lives(in: year) else { return nil }
      let form = GoalWriter(project: project, indicators: fill.plan.size.indicators).budget(
        year, prior: prior(course, year), isCapped: course.isCapped)
      return (project.name + "（" + project.unit.name + "）", form)
    }
  }

  private func review(
    _ year: Int, _ goal: String, _ course: inout Course, returnsOne: Bool, in t: WriteTransaction
  ) throws(StoreError) {
    let department = course.department("cw")
    try step(goal, "pass-department", department, year, in: t)
    if returnsOne, let form = try Forms.load(id: course.years[year]?.form ?? "", in: t),
      let cell = form.content.quantity
    {
      try step(
        goal, "return-from-line-office", finance.line, year, opinion: "请说明指标值的测算依据", returns: [cell], in: t)
      try step(
        goal, "submit", course.clerk, year,
        content: .object(["answers": .object([.init(cell.path.text, .string("按上年实际工作量测算，见立项资料"))])]), in: t)
      try step(goal, "pass-department", department, year, in: t)
    }
    try step(goal, "pass-line-office", finance.line, year, in: t)
    try step(goal, "pass-performance-office", finance.performance, year, in: t)
  }

  private func issue(_ year: Int, _ goal: String, _ row: StageRow, in t: WriteTransaction) throws(StoreError) {
    guard let form = row.form, let asked = try Forms.row(id: form, in: t)?.current else {
      throw .missing(subject: "申报数")
    }
    try step(
      goal, "issue-control-figure", finance.budget, year, opinion: "按此控制数编报二上",
      content: .object(["control_fen": .integer(Int(asked.fen))]), in: t)
  }

  private func approve(
    _ year: Int, _ goal: String, _ row: StageRow, _ course: inout Course, in t: WriteTransaction
  ) throws(StoreError) {
    try step(goal, "approve", finance.budget, year, in: t)
    guard let form = row.form, let content = try Forms.load(id: form, in: t)?.content,
      let budget = content.amounts.current
    else { return }
    course.years[year]?.budget = budget
    if course.project != nil {
      course.years[year]?.outcome = Outcome(content, &course.random)
    }
  }
}

extension FormContent {
  /// The first quantity, as a reviewer sends it back.
  fileprivate var quantity: ReturnedCell? {
    guard let (goal, indicator) = indicators.first(where: { $0.indicator.level2 == "数量指标" }) else { return nil }
    return ReturnedCell(
      path: .indicator(goal.id, indicator.id).field("target"), reason: "依据不足", words: "指标值没有测算依据，请补充说明")
  }
}
