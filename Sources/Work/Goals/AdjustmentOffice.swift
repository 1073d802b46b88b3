import Lifecycle
import Model
import Schemes
import Store

/// What a change of budget and goal needs from the house, and what follows when it is approved.
enum AdjustmentOffice: StageOffice {
  typealias Flow = GoalAdjustment

  static func facts(
    _ row: StageRow, _ event: GoalAdjustment.Event, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> BudgetFacts {
    guard event == .approve, let id = row.project,
      let project = try Projects.find(region: row.region, id: id, in: transaction), let form = row.form,
      let kept = try Forms.row(id: form, in: transaction)
    else { return BudgetFacts() }
    let before = AdjustmentNotes(row.content).before
    var facts = try GoalFacts.ofProject(
      project, year: row.year, asked: kept.current ?? .zero, before: before, desk, in: transaction)
    facts.goal = try Goals.inForce(region: row.region, id, year: row.year, in: transaction)?.flow(GoalForm.self)?.state
    return facts
  }

  static func dueOn(
    _ row: StageRow, _ state: GoalAdjustment.State, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> String? {
    switch state {
    case .returned:
      desk.policy(GoalReviewPolicy.self).map { transaction.now.adding(seconds: $0.body.returnDays * 86_400).day }
    case .draft, .departmentReview, .financeReview, .approved, .refused: nil
    }
  }

  static func prepare(
    _ row: StageRow, _ event: GoalAdjustment.Event, _ work: inout StageWork, _ desk: Desk,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    guard event == .submit else { return }
    let notes = AdjustmentNotes(row.content)
    guard !notes.kind.isBlank, !notes.reason.isBlank, !notes.effect.isBlank else {
      throw .refusedStep(
        StageRefusal(cause: .content, why: "调整的类型、原因和影响还没有写全。", whoCanHelp: "请写好并保存，再报送。"))
    }
    guard let (old, new) = try Adjustments.compare(row, in: transaction) else { throw .missing(subject: "目标申报表") }
    let changed = FormDifference(from: old.content, to: new.content).changed.filter { $0.path != .field("title") }
    guard !changed.isEmpty else {
      throw .refusedStep(
        StageRefusal(cause: .content, why: "预算和目标都没有改动。", whoCanHelp: "请写明调整后的预算或指标值，再报送。"))
    }
    let errors = new.findings.filter { $0.severity == .error }
    guard errors.isEmpty else {
      let words = errors.prefix(3).map { "\($0.place)：\($0.title)" }.joined(separator: "；")
      throw .refusedStep(
        StageRefusal(cause: .content, why: "调整后的表有 \(errors.count) 处错误：\(words)。", whoCanHelp: "请先改好这些格，再报送。"))
    }
  }

  static func follow(
    _ stepped: StageStepped, _ event: GoalAdjustment.Event, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard event == .approve else { return }
    let row = stepped.row
    let notes = AdjustmentNotes(row.content)
    guard let goal = try Stages.load(id: notes.goal, in: transaction), let form = row.form,
      let kept = try Forms.row(id: form, in: transaction)
    else { throw .missing(subject: "批复的目标") }
    // A goal that was published stays as it was published; the next version stands beside it.
    if goal.flow(GoalForm.self)?.state != .published {
      try Steps.take(
        StepRequest(
          stage: goal.id, event: GoalForm.Event.amend.rawValue, basedOn: goal.number, opinion: "预算和目标的调整已批准。"), desk,
        in: transaction)
    }
    if let replaced = goal.form, let old = try Forms.row(id: replaced, in: transaction) {
      try Forms.setInForce(replaced, false, in: transaction)
      try IndicatorUses.remove(old, in: transaction)
    }
    try Forms.setInForce(form, true, in: transaction)
    try GoalCarry.intoLibrary(row, in: transaction)
    var version = GoalNotes()
    version.adjustment = row.id
    try Forms.setState(form, .approved, revision: kept.revision, by: desk.account.id, in: transaction)
    try Stages.open(
      GoalForm.self,
      StageDraft(
        year: row.year, unit: row.unit, title: row.title, project: row.project, form: form, part: row.part,
        content: version.json, dueOn: desk.settings.day("goal-disclosure")),
      at: .approved, region: row.region, by: desk.actor, in: transaction)
    if let project = row.project {
      try Projects.set(row.year, of: project, region: row.region, in: transaction) { $0.adjusted = kept.current }
    }
  }
}
