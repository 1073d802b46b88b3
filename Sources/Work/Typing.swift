import Lifecycle
public import Model
public import Store

/// What one person has typed into the form of a stage and not saved yet (自动保存): kept apart from the revisions, so that
/// every pause makes none.
public enum Typing {
  /// Keeps what is typed so far, with everything that follows from it.
  /// - Parameters:
  ///   - revision: the one that the person's page shows.
  ///   - entering: the form with what is typed.
  /// - Returns: the form as it is kept.
  /// - Throws: `.refusedStep` when the person may not write the stage now; `.conflict` when somebody has saved meanwhile.
  public static func keep(
    _ row: StageRow, revision: Int, _ desk: Desk, in transaction: WriteTransaction,
    entering: (FormContent) throws(StoreError) -> FormContent
  ) throws(StoreError) -> FormContent {
    let offers = try Steps.offers(row, desk, in: transaction).filter { ["begin", "edit"].contains($0.event) }
    guard !offers.isEmpty, let form = row.form, let stored = try Forms.load(id: form, in: transaction) else {
      throw .missing(subject: "正在填的表")
    }
    if offers.allSatisfy({ $0.refusal != nil }), let refusal = offers.first?.refusal { throw .refusedStep(refusal) }
    guard stored.revision.number == revision else { throw .conflict(form: form, current: stored.revision.number) }
    let content = try entering(stored.content)
    try Drafts.put(content, form: form, account: desk.account.id, basedOn: revision, in: transaction)
    return content
  }

  /// The form as the person last typed it; nil where nothing waits, or it began from an older revision.
  public static func kept(
    _ stored: StoredForm, _ account: Account, in transaction: ReadTransaction
  ) throws(StoreError) -> Draft? {
    guard let draft = try Drafts.find(form: stored.row.id, account: account.id, in: transaction),
      draft.basedOn == stored.revision.number
    else { return nil }
    return draft
  }

  /// Gives up what was typed since the last revision.
  public static func discard(_ row: StageRow, _ account: Account, in transaction: WriteTransaction) throws(StoreError) {
    guard let form = row.form else { return }
    try Drafts.remove(form: form, account: account.id, in: transaction)
  }
}
