import Lifecycle
public import Model
public import Store

/// What a request to change budget and goal says beside the proposed form (绩效目标调整).
public struct AdjustmentNotes: Hashable, Sendable {
  /// Stage of the goal that is in force and is to be replaced.
  public var goal = ""
  public var before: Money?
  /// 预算增加, 政策变化, …, as the policy of the place names them.
  public var kind = ""
  public var reason = ""
  /// What the change does to outputs and results, in the unit's words.
  public var effect = ""

  public init() {}

  public init(_ json: JSON) {
    goal = json["goal"]?.string ?? ""
    before = json["before_fen"]?.integer.map { Money(fen: Int64($0)) }
    kind = json["kind"]?.string ?? ""
    reason = json["reason"]?.string ?? ""
    effect = json["effect"]?.string ?? ""
  }

  public var json: JSON {
    .object([
      "before_fen": before.map { .integer(Int($0.fen)) }, "effect": .string(effect), "goal": .string(goal),
      "kind": .string(kind), "reason": .string(reason),
    ])
  }
}

/// Changing budget and goal together: one request, one decision.
public enum Adjustments {
  /// Begins a request: a copy of the goal in force, which its author changes.
  /// - Throws: `.refusedStep` when there is no goal in force, another request is under way, or the person may not write.
  public static func begin(_ project: Project, _ desk: Desk, in transaction: WriteTransaction) throws(StoreError)
    -> String
  {
    try desk.demand(.writeStage, at: project.path)
    let year = desk.year.year
    guard let goal = try Goals.inForce(region: desk.region, project.id, year: year, in: transaction),
      let form = goal.form, let stored = try Forms.load(id: form, in: transaction)
    else {
      throw .refusedStep(
        StageRefusal(
          cause: .moment, why: "“\(project.name)”\(year) 年度还没有批复的绩效目标，不能申请调整。", whoCanHelp: "没有批复以前请直接修改申报表。"))
    }
    let standing = try Stages.ofProject(
      region: desk.region, project.id, year: year, flow: GoalAdjustment.name, in: transaction)
    if standing.contains(where: { !$0.isFinal }) {
      throw .refusedStep(
        StageRefusal(cause: .moment, why: "“\(project.name)”已经有一件调整申请在办。", whoCanHelp: "请打开那一件继续办理。"))
    }
    var content = stored.content
    content.title = content.title.map { $0.hasSuffix(mark) ? $0 : $0 + mark }
    let copy = try Forms.create(
      desk.draft(content, unit: project.unit, note: "由批复的目标复制，申请调整"), by: desk.account.id, in: transaction)
    // What is only asked for adds nothing to the sums.
    try Forms.setInForce(copy.form, false, in: transaction)
    var notes = AdjustmentNotes()
    notes.goal = goal.id
    notes.before = stored.row.current
    return try Stages.open(
      GoalAdjustment.self,
      StageDraft(
        year: year, unit: project.unit, title: project.name, project: project.id, form: copy.form,
        part: String(standing.count + 1), content: notes.json),
      region: desk.region, by: desk.actor, in: transaction)
  }

  private static let mark = "（调整）"

  /// The goal in force and the proposed one side by side; nil when a form is missing.
  public static func compare(
    _ row: StageRow, in transaction: ReadTransaction
  ) throws(StoreError) -> (old: StoredForm, new: StoredForm)? {
    guard let new = try row.form.map({ (id) throws(StoreError) in try Forms.load(id: id, in: transaction) }) ?? nil,
      let goal = try Stages.load(id: AdjustmentNotes(row.content).goal, in: transaction)?.form,
      let old = try Forms.load(id: goal, in: transaction)
    else { return nil }
    return (old, new)
  }

  /// Keeps what the author wrote: the words with the stage, the cells as a revision of the proposed form.
  public static func save(
    _ row: StageRow, basedOn: Int, _ notes: AdjustmentNotes, _ content: FormContent, _ desk: Desk,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let id = row.form, let form = try Forms.row(id: id, in: transaction) else { throw .missing(subject: "表") }
    var kept = AdjustmentNotes(row.content)
    kept.kind = notes.kind
    kept.reason = notes.reason
    kept.effect = notes.effect
    // The step is asked first: whoever may not write changes no cell either.
    try Steps.take(
      StepRequest(stage: row.id, event: GoalAdjustment.Event.edit.rawValue, basedOn: basedOn, content: kept.json), desk,
      in: transaction)
    _ = try Forms.save(
      desk.draft(content, unit: row.unit, note: "修改调整申请"), form: id, basedOn: form.revision, by: desk.account.id,
      in: transaction)
  }
}
