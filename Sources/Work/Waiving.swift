public import Lifecycle
public import Model
public import Store

/// Findings that a reviewer lets stand with a reason (准予保留): shown to everybody, in the ledger, never by whoever wrote
/// the form.
public enum Waiving {
  /// Fewest characters of a reason that says anything.
  public static let reasonMin = 5

  /// Who may let findings of that weight stand: what is proven wrong only the performance office.
  public static func actions(_ severity: Finding.Severity) -> [Action] {
    switch severity {
    case .error: [.reviewInPerformanceOffice]
    case .warning, .hint: [.reviewInPerformanceOffice, .reviewInLineOffice, .checkForDepartment]
    }
  }

  /// Why a person may not; nil when he may.
  public static func refusal(_ severity: Finding.Severity, _ stage: StageRow, _ actor: Actor) -> StageRefusal? {
    var first: StageRefusal?
    for action in actions(severity) {
      let subject = Subject.stage(owner: stage.path, barred: stage.authors)
      guard case .refused(let why, let whoCanHelp) = Permission.decide(actor, action, subject) else { return nil }
      first = first ?? StageRefusal(cause: .person, why: why, whoCanHelp: whoCanHelp)
    }
    return first
  }

  /// What of the findings nobody has let stand.
  public static func open(
    _ findings: [Finding], of form: String, in transaction: ReadTransaction
  ) throws(StoreError) -> [Finding] {
    guard !findings.isEmpty else { return findings }
    let waivers = try Waivers.list(form: form, in: transaction)
    return waivers.isEmpty ? findings : findings.filter { finding in !waivers.contains { $0.covers(finding) } }
  }

  /// Lets a finding of the current revision stand.
  /// - Parameter key: `Finding.answerKey`.
  /// - Throws: `.refusedStep` in words for the person; `.missing` when the form has no such finding any more.
  public static func waive(
    _ key: String, of form: String, reason: String, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let stored = try Forms.load(id: form, in: transaction), stored.row.region == desk.region,
      let finding = stored.findings.first(where: { $0.answerKey == key })
    else { throw .missing(subject: "这处发现") }
    guard let stage = try Stages.ofForm(form, in: transaction) else { throw .refusedStep(Self.outside) }
    if let refusal = refusal(finding.severity, stage, desk.actor) { throw .refusedStep(refusal) }
    let reason = TypedText.words(reason)
    guard reason.unicodeScalars.count >= reasonMin else {
      throw .refusedStep(
        StageRefusal(
          cause: .opinion, why: "准予保留要写明理由，现在太短或是空的。", whoCanHelp: "请写清依据什么、为什么可以保留，再办理一次。"))
    }
    guard try !open([finding], of: form, in: transaction).isEmpty else { return }
    try Waivers.add(
      finding, of: stored.row, stage: stage.id, reason: reason, by: desk.account.id, role: desk.actor.role.rawValue,
      in: transaction)
  }

  /// Takes back what was let stand; who may let it stand may take it back.
  public static func withdraw(
    _ number: Int, of form: String, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let row = try Forms.row(id: form, in: transaction), row.region == desk.region,
      let stage = try Stages.ofForm(form, in: transaction),
      let waiver = try Waivers.list(form: form, in: transaction).first(where: { $0.number == number })
    else { throw .missing(subject: "准予保留的发现") }
    if let refusal = refusal(waiver.severity, stage, desk.actor) { throw .refusedStep(refusal) }
    try Waivers.withdraw(number, of: row, by: desk.account.id, in: transaction)
  }

  private static let outside = StageRefusal(
    cause: .moment, why: "这张表不在年度环节里，不用办准予保留。", whoCanHelp: "表进入填报环节以后再办理。")
}
