import Lifecycle
import Model
import Store

/// Which cells of a form a person may write now. A stage of the year that opens only some of them says so here.
enum EditableCells: Sendable {
  case all
  /// Only these, named by patterns in which `*` stands for any row: `goals[*].indicators[*].actual`. The sentence says of
  /// the others where they come from or why they are closed: 由批复的目标表带入.
  case only(Set<String>, why: String)
  /// None; why, and what to do.
  case none(why: String)

  func allows(_ path: FormPath) -> Bool {
    switch self {
    case .all: true
    case .none: false
    case .only(let patterns, _):
      patterns.contains(path.text) || patterns.contains(path.pattern) || patterns.contains { Self.opens($0, path) }
    }
  }

  /// A row or a table that is named whole opens everything in it.
  private static func opens(_ row: String, _ path: FormPath) -> Bool {
    row.hasSuffix("]") && path.text.hasPrefix(row + ".") || path.text.hasPrefix(row + "[")
  }

  /// Whether rows of the list may be added, moved and taken out: only where every cell of it is open.
  func allowsRows(of list: FormPath) -> Bool {
    switch self {
    case .all: true
    case .none: false
    case .only(let patterns, _): patterns.contains(FormPath(list.text + "[*]").pattern) || patterns.contains(list.text)
    }
  }

  /// Why a closed cell is closed; nil where everything is open.
  var why: String? {
    switch self {
    case .all: nil
    case .only(_, let why), .none(let why): why
    }
  }
}

extension FormPath {
  /// The address with `*` in place of the rows' identifiers.
  var pattern: String {
    steps.map { step in
      guard let row = step.row else { return step.name }
      return step.name == "attributes" || step.name == "contacts" || Int(row) != nil && step.name == "history"
        ? "\(step.name)[\(row)]" : "\(step.name)[*]"
    }.joined(separator: ".")
  }
}

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
