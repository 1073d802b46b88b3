import Lifecycle
import Model
import Store

/// Makes a revision of a draft.
enum FormSaving {
  /// What became of a draft that was to be saved.
  enum Outcome: Hashable, Sendable {
    /// It said what the revision said: no revision, and no draft any more.
    case same
    /// The number of the revision, and how many cells of somebody else went into it.
    case saved(Int, merged: Int)
    /// Both changed the same cells: the draft waits for a person to choose.
    case asks
  }

  /// Saves. Where somebody else has saved since, both are merged: at once when no cell was changed by both.
  /// - Parameter note: what the revision is called in the list of revisions.
  static func save(_ call: Call, _ desk: EditDesk, note: String = "") throws(Refusal) -> Outcome {
    let account = call.account.id
    guard desk.draft != nil, desk.isChanged else {
      if desk.draft != nil {
        try call.write { (transaction) throws(StoreError) in
          try Drafts.remove(form: desk.row.id, account: account, in: transaction)
        }
      }
      return .same
    }
    if let number = try put(call, desk.row, desk.written, basedOn: desk.basedOn, note: note) {
      return .saved(number, merged: 0)
    }
    guard let merging = try Merging(call, desk) else { throw .notFound }
    guard merging.merge.conflicts.isEmpty, let merged = merging.merge.form(),
      let number = try put(call, desk.row, merged, basedOn: merging.current.number, note: merging.note)
    else { return .asks }
    return .saved(number, merged: merging.merge.theirs.count)
  }

  /// Saves, and goes on to another page; to the page of choices where both changed the same cells.
  static func save(
    _ call: Call, _ desk: EditDesk, then path: String, note: String = ""
  ) throws(Refusal) -> Response {
    let outcome = try save(call, desk, note: note)
    if case .asks = outcome { return .seeOther("/forms/\(desk.row.id)/merge") }
    guard !path.hasSuffix("/check") else { return .seeOther(path) }
    switch outcome {
    case .same: return .seeOther(path + "?discarded=1")
    case .saved(let number, let merged):
      return .seeOther(path + "?saved=\(number)" + (merged > 0 ? "&merged=\(merged)" : ""))
    case .asks: return .seeOther("/forms/\(desk.row.id)/merge")
    }
  }

  /// Saves a content and ends the draft in one transaction.
  /// - Returns: the number of the revision; nil when somebody else has saved since `basedOn`.
  static func put(
    _ call: Call, _ row: Store.FormListRow, _ content: FormContent, basedOn: Int, note: String
  ) throws(Refusal) -> Int? {
    let review = call.services.processor.review(content, try call.localRules(row.year))
    let draft = FormDraft(
      region: row.region, year: row.year, unit: row.unit, content: content, findings: review.findings,
      score: review.score, scoring: review.scoring, note: note)
    let account = call.account.id
    do throws(StoreError) {
      let saved = try call.services.database.write { (transaction) throws(StoreError) in
        let saved = try Forms.save(draft, form: row.id, basedOn: basedOn, by: account, in: transaction)
        try Drafts.remove(form: row.id, account: account, in: transaction)
        return saved
      }
      call.services.pages.forget(form: row.id)
      return saved.number
    } catch {
      if case .conflict = error { return nil }
      throw .failed(error)
    }
  }
}

/// A draft and what somebody else saved meanwhile, merged from the revision both began from.
struct Merging: Sendable {
  let merge: FormMerge
  let base: Revision
  let current: Revision
  let theirs: FormContent

  /// - Returns: nil when a revision is missing.
  init?(_ call: Call, _ desk: EditDesk) throws(Refusal) {
    let id = desk.row.id
    let found = try call.read {
      (transaction) throws(StoreError) -> (Store.FormListRow?, Revision?, Revision?, FormContent?) in
      let row = try Forms.row(id: id, in: transaction)
      let number = row?.revision ?? 0
      return (
        row, try Revisions.find(form: id, number: desk.basedOn, in: transaction),
        try Revisions.find(form: id, number: number, in: transaction),
        try Revisions.content(form: id, number: number, in: transaction)
      )
    }
    guard let base = found.1, let current = found.2, let theirs = found.3 else { return nil }
    self.base = base
    self.current = current
    let mine = desk.written
    // Rows that only the template put there are nobody's.
    let old = desk.base.trimmed()
    self.theirs = theirs.trimmed().aligned(to: old, others: [mine])
    merge = FormMerge(base: old, mine: mine, theirs: self.theirs)
  }

  var by: String { current.authorName ?? current.author }
  var note: String { "与\(by)的第 \(current.number) 版合并" }
}
