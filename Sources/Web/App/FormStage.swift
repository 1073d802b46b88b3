import Lifecycle
import Model
import Store
import Work

/// The stage of a form as the page of the form shows it.
struct FormStage: Sendable {
  let view: StageView
  /// What stands between a goal form and handing it in; nil where that is not the person's next step.
  let check: GoalCheck?
  /// Findings that were let stand.
  let waivers: [Waiver]

  /// The stage that writes a form; nil for a form that only was brought in, and where the year is not set up.
  static func find(_ form: Store.FormListRow, _ call: Call) throws(Refusal) -> FormStage? {
    try call.read { (transaction) throws(StoreError) -> FormStage? in
      guard let row = try Stages.ofForm(form.id, in: transaction),
        try Years.find(region: row.region, row.year, in: transaction) != nil
      else { return nil }
      let view = try StageView(row, try call.desk(row.year, in: transaction), in: transaction)
      let hasSubmit = view.offers.contains { $0.event == GoalForm.Event.submit.rawValue && $0.refusal == nil }
      let check = row.flow == GoalForm.name && hasSubmit ? try Goals.check(row, in: transaction) : nil
      return FormStage(view: view, check: check, waivers: try Waivers.list(form: form.id, in: transaction))
    }
  }

  func fill(_ page: inout FormPage, _ form: StoredForm, _ call: Call) {
    page.route = view.route(call)
    page.waivers = "/forms/\(form.row.id)/waivers"
    for finding in form.findings {
      guard let waiver = waivers.first(where: { $0.covers(finding) }) else { continue }
      page.waived[finding.answerKey] =
        "\(waiver.reason)（\(waiver.accountName ?? "已经没有这个账号") \(Moments.short(waiver.at, now: call.now))）"
    }
    page.bar = bar(form, call)
    page.files = AttachmentList(view, call)
    if reviews { page.mainAction = Link("去审核", "/reviews/\(view.row.id)") }
    page.hasRounds = view.row.flow == GoalForm.name && view.history.contains { $0.event == "submit" }
    if let words = view.words { page.status = FormStatus(words) }
    if let step = view.returned {
      page.returnLead = Self.lead(step, view.row.flow, call)
      page.returns = step.returnedCells.map { ReturnNote($0, step, form.content, call) }
    }
  }

  /// Whether the reader's turn is a review, which has a page of its own.
  private var reviews: Bool {
    view.row.flow == GoalForm.name && view.offers.contains { $0.event.hasPrefix("return") && $0.refusal == nil }
  }

  private func bar(_ form: StoredForm, _ call: Call) -> StageBar {
    // A reviewer's buttons stand where the notes of his review are.
    let without = reviews ? Set(view.offers.map(\.event)) : []
    var bar = view.bar(call, without: without)
    if !reviews, view.row.flow == GoalForm.name { bar.fields = GoalStepFields.control(view, asked: form.row.current) }
    guard let check else { return bar }
    bar.fields = GoalStepFields.submission(check, form.content)
    // What no reason heals is said before the button is pressed.
    if let refusal = check.fault, let index = bar.buttons.firstIndex(where: { $0.event == "submit" }) {
      bar.buttons[index].refusal = refusal.why + refusal.whoCanHelp
    }
    return bar
  }

  /// 业务科退回，周举例 10-12 09:31：请改第 2 项。
  static func lead(_ step: StageStepRow, _ flow: String, _ call: Call) -> String {
    let by = "\(step.who) \(Moments.short(step.at, now: call.now))"
    return "\(Steps.name(ofEvent: step.event, flow: flow))，\(by)" + (step.opinion.map { "：\($0)" } ?? "。")
  }
}

extension ReturnNote {
  init(_ cell: ReturnedCell, _ step: StageStepRow, _ content: FormContent, _ call: Call) {
    let isThere = content.cells.contains {
      $0.path == cell.path || $0.path.row == cell.path.row && cell.path.row != nil
    }
    self.init(
      place: content.place(of: cell.path), anchor: isThere ? cell.path.rowAnchor : nil, reason: cell.reason,
      words: cell.words, proposed: cell.proposed, basis: cell.basis,
      by: "\(step.who) \(Moments.short(step.at, now: call.now))")
  }
}

extension FormStatus {
  init(_ words: StageWords) { self = .stage(words.formState, words.state) }
}
