import Lifecycle
import Model
import Store
import Work

/// Filling in under the stages of the year: what is open, and where a form is handed in.
struct StageEditing: EditingRules {
  let rulebook: Rulebook

  func editableCells(of row: Store.FormListRow, _ content: FormContent) -> EditableCells {
    PlainEditingRules().editableCells(of: row, content)
  }

  func door(of row: Store.FormListRow) -> SubmissionDoor? { nil }

  func editableCells(
    of row: Store.FormListRow, _ content: FormContent, for account: String, in transaction: ReadTransaction
  ) throws(StoreError) -> EditableCells {
    guard let (stage, desk) = try stage(of: row, account, in: transaction) else {
      return editableCells(of: row, content)
    }
    if stage.flow == GoalForm.name || stage.flow == GoalAdjustment.name {
      return try Goals.editable(stage, desk, in: transaction)
    }
    guard let edit = try Steps.offers(stage, desk, in: transaction).first(where: { $0.event == "edit" }) else {
      let state = Steps.name(ofState: stage.state, flow: stage.flow)
      return .none(why: "这张表现在是“\(state)”，不由你填写。")
    }
    return edit.refusal.map { .none(why: $0.why + $0.whoCanHelp) } ?? .all
  }

  func door(
    of row: Store.FormListRow, for account: String, in transaction: ReadTransaction
  ) throws(StoreError) -> SubmissionDoor? {
    guard let (stage, desk) = try stage(of: row, account, in: transaction),
      let submit = try Steps.offers(stage, desk, in: transaction).first(where: { $0.event == "submit" }),
      submit.refusal == nil
    else { return nil }
    let late =
      stage.isOverdue(on: Moments.date(transaction.now)) ? "报送期限 \(Moments.day(stage.dueOn ?? "")) 已过，会标明逾期。" : ""
    return SubmissionDoor(button: submit.name, effect: "\(submit.name)后不能再改，由审核的人通过或者逐格退回。" + late)
  }

  /// nil for a form that stands in no stage of a year that is set up.
  private func stage(
    of row: Store.FormListRow, _ account: String, in transaction: ReadTransaction
  ) throws(StoreError) -> (StageRow, Desk)? {
    guard let stage = try Stages.ofForm(row.id, in: transaction),
      try Years.find(region: stage.region, stage.year, in: transaction) != nil,
      let account = try Accounts.find(id: account, in: transaction)
    else { return nil }
    return (stage, try Desk(account, year: stage.year, rulebook, in: transaction))
  }
}
