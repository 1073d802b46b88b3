import Lifecycle
import Model
import Store

/// Carries what a goal form says into the figures of its project, and what was decided back into the form.
enum GoalCarry {
  /// 一上、二上: what the unit asks for, beside what it had.
  static func asked(_ row: StageRow, _ desk: Desk, in transaction: WriteTransaction) throws(StoreError) {
    guard let project = row.project, let id = row.form, let form = try Forms.load(id: id, in: transaction) else {
      return
    }
    let asked = form.content.amounts.current.flatMap { form.content.money($0) }
    let told = form.content.amounts.prior.first { $0.year == row.year - 1 }?.amount
      .flatMap { form.content.money($0) }
    let last = try Projects.year(region: row.region, row.year - 1, project: project, in: transaction)?.figures.budget
    try Projects.set(row.year, of: project, region: row.region, in: transaction) { figures in
      figures.asked = asked
      figures.prior = last ?? figures.prior ?? told
    }
  }

  /// 一下: the control figure, with which the second round begins filled.
  static func control(_ row: StageRow, _ desk: Desk, in transaction: WriteTransaction) throws(StoreError) {
    guard let control = GoalNotes(row.content).control else { return }
    if let project = row.project {
      try Projects.set(row.year, of: project, region: row.region, in: transaction) { $0.control = control }
    }
    guard let id = row.form, let form = try Forms.load(id: id, in: transaction) else { return }
    var content = form.content
    let figure = control.figure(in: content.moneyUnit)
    guard let asked = content.amounts.current, asked != figure else { return }
    if content.amounts.total == asked { content.amounts.total = figure }
    content.amounts.current = figure
    _ = try Forms.save(
      desk.draft(content, unit: row.unit, note: "按控制数预填"), form: id, basedOn: form.revision.number,
      by: desk.account.id, in: transaction)
  }

  /// A control figure that changed after it was issued: the project's figure follows, so does a form that still has the
  /// old one, and everybody who works on the form is told both.
  static func changedControl(_ row: StageRow, _ desk: Desk, in transaction: WriteTransaction) throws(StoreError) {
    let notes = GoalNotes(row.content)
    guard let control = notes.control, let former = notes.formerControls.last else { return }
    if let project = row.project {
      try Projects.set(row.year, of: project, region: row.region, in: transaction) { $0.control = control }
    }
    if let id = row.form, let form = try Forms.load(id: id, in: transaction), form.row.state.isOpenForEditing,
      form.content.amounts.current == former.figure(in: form.content.moneyUnit)
    {
      var content = form.content
      if content.amounts.total == content.amounts.current {
        content.amounts.total = control.figure(in: content.moneyUnit)
      }
      content.amounts.current = control.figure(in: content.moneyUnit)
      _ = try Forms.save(
        desk.draft(content, unit: row.unit, note: "按调整后的控制数预填"), form: id, basedOn: form.revision.number,
        by: desk.account.id, in: transaction)
    }
    let why = try Stages.steps(of: row, in: transaction).last?.opinion ?? ""
    func wan(_ money: Money) -> String { money.figure(in: .wanYuan).trimmed.description }
    try Notices.tell(
      Permission.roles(for: .writeStage).union(Permission.roles(for: .checkForDepartment)), of: row,
      event: GoalForm.Event.changeControlFigure.rawValue, state: Steps.words(row)?.state ?? row.state,
      by: desk.account.id, opinion: "控制数由 \(wan(former)) 万元调整为 \(wan(control)) 万元：\(why)", in: transaction)
  }

  /// The indicators of a goal in force go into the library.
  static func intoLibrary(_ row: StageRow, in transaction: WriteTransaction) throws(StoreError) {
    guard let id = row.form, let form = try Forms.load(id: id, in: transaction) else { return }
    try IndicatorUses.record(form, in: transaction)
  }

  /// 二下: the approved budget; the project runs.
  static func approved(_ row: StageRow, _ desk: Desk, in transaction: WriteTransaction) throws(StoreError) {
    guard let id = row.project, let form = row.form, let kept = try Forms.row(id: form, in: transaction) else { return }
    try Projects.set(row.year, of: id, region: row.region, in: transaction) { $0.approved = kept.current }
    guard var project = try Projects.find(region: row.region, id: id, in: transaction), project.state == .reserved
    else {
      return
    }
    project.state = .running
    try Projects.change(project, by: desk.account.id, in: transaction)
  }
}
