import Lifecycle
public import Model
import Schemes
public import Store

/// Goal forms (绩效目标申报) of a year: beginning one, what may be changed, what still stands in its way.
public enum Goals {
  /// A form with the stage that leads it through the rounds.
  public struct Begun: Hashable, Sendable {
    public let form: String
    public let stage: String
  }

  /// Makes a goal form of a project, or of a department when no project is told, and opens its stage.
  ///
  /// - Parameters:
  ///   - unit: whose form it is; ignored for a project, which has a unit.
  ///   - content: as it begins; nil takes the approved form of the year before where there is one, else an empty one of
  ///     the year's template.
  /// - Throws: `.refusedStep` when the person may not write for that unit, or the year has the form already.
  public static func begin(
    project: Project?, unit: String, content: FormContent? = nil, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> Begun {
    let owner = project?.unit ?? unit
    guard let place = try Units.find(region: desk.region, id: owner, in: transaction) else {
      throw .missing(subject: "单位")
    }
    try desk.demand(.writeStage, at: place.path)
    let started: FormContent
    if let content { started = content } else { started = try beginning(project, place, desk, in: transaction) }
    let draft = desk.draft(started, unit: owner, note: "新建")
    if let standing = try standing(project, draft, desk, in: transaction) {
      throw .refusedStep(
        StageRefusal(
          cause: .moment, why: "“\(standing.title)”\(desk.year.year) 年度已经有目标申报表。", whoCanHelp: "请打开已有的那张继续填。"))
    }
    let form = try Forms.create(draft, by: desk.account.id, in: transaction).form
    let stage = try open(form, project, place, started, desk, in: transaction)
    return Begun(form: form, stage: stage)
  }

  /// Puts a form that came in from a file into the rounds of its year: the project is found by its code or taken into
  /// the library, and the stage opened. A form that has a stage already notes who brought the new revision.
  /// - Returns: the stage; nil for a form that is no goal form, or whose year takes none.
  @discardableResult
  public static func adopt(
    _ form: String, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> String? {
    guard let stored = try Forms.load(id: form, in: transaction), isGoal(stored.row.kind),
      stored.row.year == desk.year.year, desk.year.state != .closed
    else { return nil }
    if let row = try Stages.ofForm(form, in: transaction) {
      try noteAuthor(row, desk, in: transaction)
      return row.id
    }
    guard let place = try Units.find(region: desk.region, id: stored.row.unit, in: transaction) else { return nil }
    let project =
      stored.row.kind == .projectGoal ? try project(of: stored, place, desk, in: transaction) : nil
    if try standing(project, desk.draft(stored.content, unit: place.id), desk, in: transaction) != nil { return nil }
    let stage = try open(form, project, place, stored.content, desk, in: transaction)
    if let row = try Stages.load(id: stage, in: transaction) { try noteAuthor(row, desk, in: transaction) }
    return stage
  }

  /// What the author may change on a form as its stage stands.
  public static func editable(
    _ row: StageRow, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> EditableCells {
    if row.flow == GoalAdjustment.name {
      let work = desk.work(basedOn: row.number)
      return Stages.refusal(GoalAdjustment.self, row, .edit, work, at: transaction.now)
        .map { .none(why: $0.why + $0.whoCanHelp) } ?? .all
    }
    guard let flow = row.flow(GoalForm.self) else { return .none(why: "这张表不在目标申报环节里。") }
    let work = desk.work(basedOn: row.number)
    if let refusal = Stages.refusal(GoalForm.self, row, .edit, work, at: transaction.now) {
      return .none(why: refusal.why + refusal.whoCanHelp)
    }
    guard case .returned = flow.state, let back = try returned(row, in: transaction), !back.cells.isEmpty else {
      return .all
    }
    return EditableCells.opened(by: back.cells.map(\.path), back.content)
  }

  /// What stands between the form and handing it in; nil when the stage has no form.
  /// - Parameter notes: with the reasons that are about to be given; those kept with the stage when nil.
  public static func check(
    _ row: StageRow, _ notes: GoalNotes? = nil, in transaction: ReadTransaction
  ) throws(StoreError) -> GoalCheck? {
    guard let id = row.form, let form = try Forms.load(id: id, in: transaction) else { return nil }
    return GoalCheck(
      form, notes ?? GoalNotes(row.content), waivers: try Waivers.list(form: id, in: transaction),
      returned: try returned(row, in: transaction))
  }

  /// The goal form of a project that is in force in a year: approved, locked or published; nil while none is.
  public static func inForce(
    region: String, _ project: String, year: Int, in transaction: ReadTransaction
  ) throws(StoreError) -> StageRow? {
    try Stages.ofProject(region: region, project, year: year, flow: GoalForm.name, in: transaction).first { row in
      switch row.flow(GoalForm.self)?.state {
      case .approved, .locked, .published: true
      case .draft, .returned, .departmentReview, .lineOfficeReview, .performanceOfficeReview, .budgetOfficeReview,
        .amended, .rejected, nil:
        false
      }
    }
  }

  // MARK: inside

  /// Whether forms of that kind go through the rounds.
  public static func isGoal(_ kind: FormKind) -> Bool { kind == .projectGoal || kind == .departmentGoal }

  /// The step that sent the form back, while it was not handed in again, with the content it was about.
  static func returned(
    _ row: StageRow, in transaction: ReadTransaction
  ) throws(StoreError) -> (cells: [ReturnedCell], content: FormContent)? {
    guard case .returned = row.flow(GoalForm.self)?.state, let form = row.form,
      let step = try Stages.steps(of: row, in: transaction).last(where: { $0.from != $0.to }),
      let number = step.revision,
      let content = try Revisions.content(form: form, number: number, in: transaction)
    else { return nil }
    return (step.returnedCells, content)
  }

  private static func open(
    _ form: String, _ project: Project?, _ place: Unit, _ content: FormContent, _ desk: Desk,
    in transaction: WriteTransaction
  ) throws(StoreError) -> String {
    if let project {
      let last = try Projects.year(region: desk.region, desk.year.year - 1, project: project.id, in: transaction)
      let told = content.amounts.prior.first { $0.year == desk.year.year - 1 }?.amount.flatMap { content.money($0) }
      try Projects.set(desk.year.year, of: project.id, region: desk.region, in: transaction) { figures in
        figures.prior = last?.figures.budget ?? figures.prior ?? told
      }
    }
    return try Stages.open(
      GoalForm.self,
      StageDraft(
        year: desk.year.year, unit: place.id, title: project?.name ?? content.name ?? place.name, project: project?.id,
        form: form, content: GoalNotes().json, dueOn: desk.settings.day("first-up")),
      region: desk.region, by: desk.actor, in: transaction)
  }

  /// The stage that the year already has for the same thing, unless it came to nothing.
  private static func standing(
    _ project: Project?, _ draft: FormDraft, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> StageRow? {
    if let project {
      return try Stages.ofProject(
        region: desk.region, project.id, year: desk.year.year, flow: GoalForm.name, in: transaction
      ).first { $0.state != GoalForm.State.rejected.name }
    }
    guard let same = try Forms.match(draft, in: transaction) else { return nil }
    return try Stages.ofForm(same.id, in: transaction)
  }

  private static func noteAuthor(_ row: StageRow, _ desk: Desk, in transaction: WriteTransaction) throws(StoreError) {
    let work = desk.work(basedOn: row.number)
    // Whoever may not write for the unit (the performance office) brings the paper and is no author.
    guard Stages.refusal(GoalForm.self, row, .edit, work, at: transaction.now) == nil else { return }
    try Steps.take(StepRequest(stage: row.id, event: "edit", basedOn: row.number), desk, in: transaction)
  }

  /// The project a form is about: found in the library by its code, or taken into it.
  static func project(
    of form: StoredForm, _ place: Unit, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> Project? {
    // A form without a code gets one by which the library can tell it; the office replaces it when it is given one.
    let code = form.row.code.isEmpty ? "未编-\(form.row.id.suffix(8))" : form.row.code
    if let known = try Projects.find(region: desk.region, code: code, in: transaction) { return known }
    let years = ["起始年度", "项目起始年度"].lazy.compactMap { form.content.attribute($0) }.first
    let first = years.flatMap { Int($0.filter(\.isNumber).prefix(4)) } ?? desk.year.year
    let id = try Projects.add(
      ProjectDraft(
        code: code, name: form.row.name.isEmpty ? place.name : form.row.name, unit: place.id,
        firstYear: (2000...2100).contains(first) ? first : desk.year.year,
        total: form.content.amounts.total.flatMap { form.content.money($0) },
        basis: form.content.attribute("项目立项依据") ?? form.content.attribute("立项依据") ?? ""),
      region: desk.region, by: desk.account.id, in: transaction)
    return try Projects.find(region: desk.region, id: id, in: transaction)
  }
}
