import Lifecycle
import Model
import Store
import Work

/// The goal forms of a year, step by step through both rounds.
enum GoalStep: Int, CaseIterable {
  case begin, firstUp, firstReview, controlFigure, secondUp, secondReview, approval

  var words: String {
    switch self {
    case .begin: "编报绩效目标"
    case .firstUp: "一上"
    case .firstReview: "一上审核"
    case .controlFigure: "一下"
    case .secondUp: "二上"
    case .secondReview: "二上审核"
    case .approval: "二下"
    }
  }

  func day(_ year: Int) -> String {
    switch self {
    case .begin: "\(year - 1)-09-01"
    case .firstUp: "\(year - 1)-09-20"
    case .firstReview: "\(year - 1)-10-12"
    case .controlFigure: "\(year - 1)-10-30"
    case .secondUp: "\(year - 1)-11-10"
    case .secondReview: "\(year - 1)-11-26"
    case .approval: "\(year)-01-28"
    }
  }
}

extension DistrictLife {
  func take(_ step: GoalStep, _ year: Int, _ course: inout Course, in t: WriteTransaction) throws(StoreError) {
    clock.set(step.day(year))
    switch step {
    case .begin: try begin(year, &course, in: t)
    case .firstUp, .secondUp: try self.step(course.stage, "submit", clerk(course), year, in: t)
    case .firstReview: try review(year, &course, returnsOne: Int.random(in: 0..<12, using: &course.random) == 0, in: t)
    case .secondReview: try review(year, &course, returnsOne: false, in: t)
    case .controlFigure: try issue(year, course, in: t)
    case .approval: try approve(year, &course, in: t)
    }
  }

  /// A new project above the threshold of the place waits at the budget office until it was evaluated: the gate holds
  /// in an invented district as it does in a real one.
  private func approve(_ year: Int, _ course: inout Course, in t: WriteTransaction) throws(StoreError) {
    do throws(StoreError) {
      try step(course.stage, "approve", finance.budget, year, in: t)
    } catch {
      if case .refusedStep(let refusal) = error, case .gate = refusal.cause { return }
      throw error
    }
    if let budget = try Forms.load(id: course.form, in: t)?.content.amounts.current {
      course.budgets.insert(budget, at: 0)
    }
  }

  /// One form in ten is first saved with a slip; its author sees it and mends it, as the page would have told him.
  private func begin(_ year: Int, _ course: inout Course, in t: WriteTransaction) throws(StoreError) {
    let desk = try desk(clerk(course), year, in: t)
    guard let project = try Projects.find(region: fill.region, id: course.id, in: t) else {
      throw .missing(subject: "项目")
    }
    let writer = GoalWriter(project: course.planned, indicators: fill.plan.size.indicators)
    let right = writer.form(year, prior: course.budgets, template: desk.settings.templates[.projectGoal])
    var content = right
    var planted: PlantedSlip?
    if Int.random(in: 0..<10, using: &course.random) == 0,
      let slip = GoalSlip.allCases.randomElement(using: &course.random)
    {
      planted = slip.plant(in: &content, &course.random)
    }
    let begun = try Goals.begin(project: project, unit: project.unit, content: content, desk, in: t)
    (course.form, course.stage) = (begun.form, begun.stage)
    guard let planted else { return }
    key.entries.append(
      .init(form: begun.form, revision: 1, year: year, project: course.planned.code, slip: planted))
    _ = try Forms.save(
      desk.draft(right, unit: project.unit, note: "改正"), form: begun.form, basedOn: 1, by: desk.account.id, in: t)
  }

  private func review(
    _ year: Int, _ course: inout Course, returnsOne: Bool, in t: WriteTransaction
  ) throws(StoreError) {
    let department = department(course, "cw")
    try step(course.stage, "pass-department", department, year, in: t)
    if returnsOne, let form = try Forms.load(id: course.form, in: t), let cell = form.content.quantity {
      try step(
        course.stage, "return-from-line-office", finance.line, year, opinion: "请说明指标值的测算依据", returns: [cell], in: t)
      try step(
        course.stage, "submit", clerk(course), year,
        content: .object(["answers": .object([.init(cell.path.text, .string("按上年实际工作量测算，见立项资料"))])]), in: t)
      try step(course.stage, "pass-department", department, year, in: t)
    }
    try step(course.stage, "pass-line-office", finance.line, year, in: t)
    try step(course.stage, "pass-performance-office", finance.performance, year, in: t)
  }

  private func issue(_ year: Int, _ course: Course, in t: WriteTransaction) throws(StoreError) {
    guard let asked = try Forms.row(id: course.form, in: t)?.current else { throw .missing(subject: "申报数") }
    try step(
      course.stage, "issue-control-figure", finance.budget, year, opinion: "按此控制数编报二上",
      content: .object(["control_fen": .integer(Int(asked.fen))]), in: t)
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
