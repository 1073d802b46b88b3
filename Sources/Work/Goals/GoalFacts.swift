import Lifecycle
import Model
import Store

/// What other stages say when the budget of a project is decided.
enum GoalFacts {
  static func ofBudget(_ row: StageRow, _ desk: Desk, in transaction: ReadTransaction) throws(StoreError) -> BudgetFacts
  {
    guard let id = row.project, let project = try Projects.find(region: row.region, id: id, in: transaction) else {
      // A department as a whole has no ex-ante evaluation and no rectification of its own here.
      return BudgetFacts(needsExAnte: false, isIncrease: false, hasOverdueRectification: false)
    }
    let form = try row.form.map { (form) throws(StoreError) in try Forms.row(id: form, in: transaction) } ?? nil
    return try ofProject(
      project, year: row.year, asked: form?.current ?? .zero, desk, in: transaction)
  }

  /// - Parameter asked: what the budget would come to.
  static func ofProject(
    _ project: Project, year: Int, asked: Money, before: Money? = nil, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> BudgetFacts {
    let years = try Projects.years(of: project, in: transaction)
    let last = years.first { $0.year == year - 1 }?.figures
    let base = before ?? last?.budget ?? years.first { $0.year == year }?.figures.prior
    let isNew = project.firstYear >= year && !years.contains { $0.year < year && $0.figures.budget != nil }
    let stages = try Stages.ofProject(region: project.region, project.id, in: transaction)
    let exAnte = stages.first { $0.flow == ExAnteEvaluation.name }?.flow(ExAnteEvaluation.self)?.state
    let today = transaction.now.day
    let isOverdue = stages.contains { stage in
      guard let state = stage.flow(RectificationItem.self)?.state else { return false }
      switch state {
      case .issued, .inProgress, .reported: return stage.isOverdue(on: today)
      // What was verified may be opened again, so its day stays, but nothing is overdue.
      case .verified, .closed: return false
      case .closedNotRectified: return true
      }
    }
    return BudgetFacts(
      needsExAnte: desk.terms.needsExAnte(isNew: isNew, amount: asked), exAnte: exAnte,
      isIncrease: asked > (base ?? .zero), hasOverdueRectification: isOverdue)
  }

  static func ofAmendment(_ row: StageRow, in transaction: ReadTransaction) throws(StoreError) -> BudgetFacts {
    guard let project = row.project else { return BudgetFacts() }
    let stages = try Stages.ofProject(
      region: row.region, project, year: row.year, flow: GoalAdjustment.name, in: transaction)
    return BudgetFacts(adjustment: stages.first?.flow(GoalAdjustment.self)?.state)
  }
}
