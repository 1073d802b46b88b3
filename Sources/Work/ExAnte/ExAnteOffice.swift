import Lifecycle
import Model
import Schemes
import Store

/// What the ex-ante evaluation needs from the house: whole material before it is handed in, every question answered
/// before there is a report, a reason where the conclusion is kinder than the points.
enum ExAnteOffice: StageOffice {
  typealias Flow = ExAnteEvaluation

  static func dueOn(
    _ row: StageRow, _ state: ExAnteEvaluation.State, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> String? {
    switch state {
    // The unit works towards the day of the calendar; a rework after it has no day of its own.
    case .planned, .collecting, .assessment, .drafted, .opinionExchange, .concluded: desk.settings.day("ex-ante")
    case .adjustmentAsked, .supported, .notSupported, .filed: nil
    }
  }

  static func prepare(
    _ row: StageRow, _ event: ExAnteEvaluation.Event, _ work: inout StageWork, _ desk: Desk,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let policy: Policy<ExAntePolicy> = ExAntes.policy(row, desk) else {
      throw .refusedStep(
        StageRefusal(
          cause: .content, why: "\(desk.year.year) 年度没有选事前评估的打分办法。", whoCanHelp: "请财政局绩效科在“年度设置”里选定，再办理。"))
    }
    var file = ExAnteFile(work.content ?? row.content)
    switch event {
    case .submit: try demandMaterial(file, policy.body)
    case .assign: try demandAssessors(&work, row, in: transaction)
    case .assess, .draftReport:
      file.policy = policy.id
      if event == .draftReport { try demandReport(file, policy.body) }
      work.content = file.json
    case .exchange, .conclude: try demandReport(file, policy.body)
    case .support: try demandReason(work, file, policy.body, .support)
    case .askAdjustment: try demandReason(work, file, policy.body, .adjust)
    case .reworkProject:
      // The adjusted project is assessed anew; what was said about the former one stays in its steps.
      file.judgements = [:]
      file.report = [:]
      file.policy = nil
      work.content = file.json
    case .begin, .edit, .sendBackMaterial, .reopenAssessment, .reply, .refuseReport, .refuse, .file: break
    }
  }

  private static func demandMaterial(_ file: ExAnteFile, _ policy: ExAntePolicy) throws(StoreError) {
    let empty = policy.material.filter { $0.isRequired && (file.material[$0.id] ?? "").isBlank }
    guard empty.isEmpty else {
      throw .refusedStep(
        StageRefusal(
          cause: .content, why: "材料还没有写全：\(empty.map(\.name).joined(separator: "、"))。", whoCanHelp: "请补上，保存后再报送。"))
    }
    guard let amount = file.amount, amount.fen > 0 else {
      throw .refusedStep(
        StageRefusal(cause: .content, why: "没有写申请的金额。", whoCanHelp: "请填写申请预算（万元），再报送。"))
    }
  }

  private static func demandAssessors(
    _ work: inout StageWork, _ row: StageRow, in transaction: ReadTransaction
  ) throws(StoreError) {
    guard let assignees = work.assignees, !assignees.isEmpty else {
      throw .refusedStep(StageRefusal(cause: .content, why: "没有选评估方。", whoCanHelp: "请选一个机构或专家，再分派。"))
    }
    for id in assignees.sorted() {
      guard let account = try Accounts.find(id: id, in: transaction), account.region == row.region,
        Permission.roles(for: .assessProject).contains(account.role)
      else { throw .missing(subject: "评估方的账号") }
      guard !row.authors.contains(id) else {
        throw .refusedStep(
          StageRefusal(cause: .person, why: "\(account.displayName)写过这份材料，不能评估它。", whoCanHelp: "请另选没有经手的机构或专家。"))
      }
    }
    // Content makes it a step of its own, kept with who was chosen.
    work.content = work.content ?? row.content
  }

  private static func demandReport(_ file: ExAnteFile, _ policy: ExAntePolicy) throws(StoreError) {
    let missing = ExAnteScore(file, policy).missing
    if let first = missing.first {
      throw .refusedStep(
        StageRefusal(
          cause: .content, why: "还有 \(missing.count) 个问题没有评，先是“\(first.question.text)”。", whoCanHelp: "请逐题选好等级，保存后再办理。")
      )
    }
    let empty = policy.report.filter { $0.isRequired && (file.report[$0.id] ?? "").isBlank }
    guard empty.isEmpty else {
      throw .refusedStep(
        StageRefusal(
          cause: .content, why: "报告还没有写全：\(empty.map(\.name).joined(separator: "、"))。", whoCanHelp: "请补上，保存后再办理。"))
    }
  }

  /// Whoever concludes more kindly than the points say tells why.
  private static func demandReason(
    _ work: StageWork, _ file: ExAnteFile, _ policy: ExAntePolicy, _ result: ExAntePolicy.Conclusion.Result
  ) throws(StoreError) {
    let score = ExAnteScore(file, policy)
    guard let computed = score.conclusion(policy),
      let chosen = policy.conclusions.first(where: { $0.result == result }),
      chosen.from > computed.from, (work.opinion ?? "").isBlank
    else { return }
    throw .refusedStep(
      StageRefusal(
        cause: .opinion, why: "评估得 \(score.total) 分，按办法是“\(computed.name)”，认定“\(chosen.name)”要写明理由。",
        whoCanHelp: "请在意见栏写清为什么比评分宽，再办理一次。"))
  }
}
