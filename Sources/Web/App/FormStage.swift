import Lifecycle
import Model
import Store
import Work

/// The stage of a form as the page of the form shows it.
struct FormStage: Sendable {
  let view: StageView

  /// The stage that writes a form; nil for a form that only was brought in, and where the year is not set up.
  static func find(_ form: Store.FormListRow, _ call: Call) throws(Refusal) -> FormStage? {
    try call.read { (transaction) throws(StoreError) -> FormStage? in
      guard let row = try Stages.ofForm(form.id, in: transaction),
        try Years.find(region: row.region, row.year, in: transaction) != nil
      else { return nil }
      return FormStage(view: try StageView(row, try call.desk(row.year, in: transaction), in: transaction))
    }
  }

  func fill(_ page: inout FormPage, _ form: StoredForm, _ call: Call) {
    page.route = view.route(call)
    page.bar = view.bar(call)
    if let words = view.words { page.status = FormStatus(words) }
    if let step = view.returned {
      page.returnLead = Self.lead(step, view.row.flow, call)
      page.returns = step.returnedCells.map { ReturnNote($0, step, form.content, call) }
    }
  }

  /// 业务科退回，周举例 10-12 09:31：请改第 2 项。
  static func lead(_ step: StageStepRow, _ flow: String, _ call: Call) -> String {
    let by = "\(step.actorName ?? step.role.officialName) \(Moments.short(step.at, now: call.now))"
    return "\(Steps.name(ofEvent: step.event, flow: flow))，\(by)" + (step.opinion.map { "：\($0)" } ?? "。")
  }
}

extension ReturnNote {
  init(_ cell: ReturnedCell, _ step: StageStepRow, _ content: FormContent, _ call: Call) {
    let cells = content.cells
    let found = cells.first { $0.path == cell.path }
    // A cell that is empty now has no entry of its own: its row tells where it stands.
    let near = found ?? cell.path.row.flatMap { row in cells.first { $0.path.text.hasPrefix(row.text + ".") } }
    self.init(
      place: found?.place ?? near.map { [$0.section, $0.row].filter { !$0.isEmpty }.joined(separator: " · ") }
        ?? cell.path.text, anchor: near == nil ? nil : cell.path.rowAnchor, reason: cell.reason,
      words: cell.words, proposed: cell.proposed, basis: cell.basis,
      by: "\(step.actorName ?? step.role.officialName) \(Moments.short(step.at, now: call.now))")
  }
}

extension FormCell {
  /// Section, row and field in words.
  var place: String { [section, row, field].filter { !$0.isEmpty }.joined(separator: " · ") }
}

extension FormStatus {
  init(_ words: StageWords) { self = .stage(words.formState, words.state) }
}
