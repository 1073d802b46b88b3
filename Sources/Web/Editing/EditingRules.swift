import Lifecycle
import Model
import Store
import Work

typealias EditableCells = Work.EditableCells

/// What the stages of the year lay down for filling in: which cells are open, and whether and to whom a form is handed in.
protocol EditingRules: Sendable {
  func editableCells(of row: Store.FormListRow, _ content: FormContent) -> EditableCells
  /// Where the form goes when it is handed in; nil while nobody takes it.
  func door(of row: Store.FormListRow) -> SubmissionDoor?
  /// The same for one person, by what the database says of the form's stage.
  func editableCells(
    of row: Store.FormListRow, _ content: FormContent, for account: String, in transaction: ReadTransaction
  ) throws(StoreError) -> EditableCells
  func door(
    of row: Store.FormListRow, for account: String, in transaction: ReadTransaction
  ) throws(StoreError) -> SubmissionDoor?
}

extension EditingRules {
  func editableCells(
    of row: Store.FormListRow, _ content: FormContent, for account: String, in transaction: ReadTransaction
  ) throws(StoreError) -> EditableCells { editableCells(of: row, content) }

  func door(
    of row: Store.FormListRow, for account: String, in transaction: ReadTransaction
  ) throws(StoreError) -> SubmissionDoor? { door(of: row) }
}

/// Where a form is handed in: the words of the button and what happens then.
struct SubmissionDoor: Hashable, Sendable {
  /// 报送区水务局.
  var button: String
  /// 报送后由区水务局审核，最迟 11 月 24 日办完。
  var effect: String
}

/// A form that is a draft or came back is open as a whole, and is kept until somebody takes it.
struct PlainEditingRules: EditingRules {
  func editableCells(of row: Store.FormListRow, _ content: FormContent) -> EditableCells {
    row.state.isOpenForEditing ? .all : .none(why: "这张表\(row.state.officialName)，现在不能改。要改请经办的审核人退回。")
  }

  func door(of row: Store.FormListRow) -> SubmissionDoor? { nil }
}
