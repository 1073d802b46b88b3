import Lifecycle
import Model
import Store

/// What final accounts need from the house: tables that agree and a whole narrative before they are handed in.
enum FinalAccountsOffice: StageOffice {
  typealias Flow = FinalAccounts

  static func facts(
    _ row: StageRow, _ event: FinalAccounts.Event, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> BudgetFacts {
    guard event == .publish else { return BudgetFacts() }
    // An older copy, published before a correction, opens nothing.
    let copy = try Publications.of(form: row.id, in: transaction)
    return BudgetFacts(isDisclosed: copy?.content["number"]?.integer == row.number)
  }

  static func dueOn(
    _ row: StageRow, _ state: FinalAccounts.State, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> String? {
    switch state {
    case .preparing, .returned, .signing, .lineOfficeReview, .treasuryReview: desk.settings.day("final-accounts")
    case .approved: Disclosure.due(approved: transaction.now, desk.terms).day
    case .published, .archived: nil
    }
  }

  static func prepare(
    _ row: StageRow, _ event: FinalAccounts.Event, _ work: inout StageWork, _ desk: Desk,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    switch event {
    case .edit:
      // A narrative that was handed in before says nothing of changed tables.
      guard let content = work.content else { return }
      var accounts = DepartmentAccounts(content)
      accounts.narrative = []
      work.content = accounts.json
    case .submit:
      var accounts = DepartmentAccounts(row.content)
      guard !accounts.isEmpty else {
        throw .refusedStep(
          StageRefusal(cause: .content, why: "决算表还是空的，不能报送。", whoCanHelp: "请先导入决算表，或者在页面上填。"))
      }
      let examined = try DepartmentFinals.examined(accounts, row, desk, in: transaction)
      try demandAgreement(examined.findings)
      try demandWords(examined.narrative)
      accounts.narrative = examined.narrative
      work.content = accounts.json
    case .sign, .refuseToSign, .passLineOffice, .returnFromLineOffice, .approve, .returnFromTreasury, .publish,
      .archive, .correct:
      work.content = nil
    }
  }

  private static func demandAgreement(_ findings: [Finding]) throws(StoreError) {
    let errors = findings.filter { $0.severity == .error }
    guard let first = errors.first else { return }
    let rest = errors.count > 1 ? "另外还有 \(errors.count - 1) 处。" : ""
    throw .refusedStep(
      StageRefusal(
        cause: .content, why: "决算表有 \(errors.count) 处勾稽不符，不能报送：\(first.message)\(rest)",
        whoCanHelp: "请在“勾稽核对”里逐处改好，再报送。"))
  }

  private static func demandWords(_ narrative: [BoundSection]) throws(StoreError) {
    let open = narrative.flatMap(\.paragraphs).filter(\.isOpen)
    guard let first = open.first?.asks else { return }
    let rest = open.count > 1 ? "，另外还有 \(open.count - 1) 处" : ""
    throw .refusedStep(
      StageRefusal(cause: .content, why: "情况说明还没有写全：\(first)\(rest)。", whoCanHelp: "请在“情况说明”里补上，再报送。"))
  }
}
