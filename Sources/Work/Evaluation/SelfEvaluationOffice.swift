import Lifecycle
import Model
import Scoring
import Store

/// What self-evaluation needs from the house: whole forms, what the projects of a department still owe, the scores.
enum SelfEvaluationOffice: StageOffice {
  typealias Flow = SelfEvaluation

  static func facts(
    _ row: StageRow, _ event: SelfEvaluation.Event, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> BudgetFacts {
    var facts = BudgetFacts(hasUnexplainedRedLight: false, hasMissingProjects: false)
    switch event {
    case .submit:
      if try SelfEvaluations.hasRedLight(row, desk, in: transaction) {
        let content = try row.form.flatMap { (id) throws(StoreError) in try Forms.load(id: id, in: transaction)?.content
        }
        facts.hasUnexplainedRedLight = (content?.attribute(SelfEvaluations.redLightWords) ?? "").isEmpty
      }
      if row.project == nil {
        facts.hasMissingProjects = try SelfEvaluations.missing(row.path, desk, in: transaction) > 0
      }
    case .takeReEvaluation:
      facts.reEvaluation = try ReEvaluations.of(row, desk, in: transaction)?.flow(ReEvaluation.self)?.state
    case .begin, .edit, .passDepartment, .returnFromDepartment, .sign, .refuseToSign, .check, .accept,
      .returnFromFinance, .orderReEvaluation:
      break
    case .publish: facts.isDisclosed = try Disclosures.facts(row, in: transaction).isDisclosed
    }
    return facts
  }

  static func dueOn(
    _ row: StageRow, _ state: SelfEvaluation.State, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> String? {
    switch state {
    case .notStarted, .filling, .returned, .departmentReview, .signing:
      desk.settings.day(row.project == nil ? "department-self-evaluation" : "self-evaluation") ?? row.dueOn
    case .submitted, .spotCheck, .reEvaluation: desk.settings.day("re-evaluation")
    case .accepted: desk.settings.day("evaluation-disclosure")
    case .published: nil
    }
  }

  static func prepare(
    _ row: StageRow, _ event: SelfEvaluation.Event, _ work: inout StageWork, _ desk: Desk,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    switch event {
    case .submit:
      let content = try current(row, desk, in: transaction)
      let score = SelfEvaluations.score(content, desk)
      let hasRedLight = try SelfEvaluations.hasRedLight(row, desk, in: transaction)
      try Filling.demandNone(SelfEvaluations.gaps(content, score, hasRedLight: hasRedLight), name: "自评表")
      let stored = try row.form.flatMap { (id) throws(StoreError) in try Forms.load(id: id, in: transaction) }
      guard let stored,
        try Waiving.open(stored.findings.filter { $0.severity == .error }, of: stored.row.id, in: transaction).isEmpty
      else {
        throw .refusedStep(
          StageRefusal(cause: .content, why: "自评表还有核对出的错误，不能报送。", whoCanHelp: "请打开表的页面，按发现逐条改好，再报送。"))
      }
      work.content = EvaluationSummary(content, score).json
    case .orderReEvaluation:
      guard !(work.assignees ?? row.assignees).isEmpty else {
        throw .refusedStep(
          StageRefusal(cause: .content, why: "没有选由谁再评价，没有转出。", whoCanHelp: "请选承担再评价的机构、专家或同事，再办理一次。"))
      }
    case .begin, .edit, .passDepartment, .returnFromDepartment, .sign, .refuseToSign, .check, .accept,
      .returnFromFinance, .takeReEvaluation, .publish:
      break
    }
  }

  /// The form with what the treasury has paid meanwhile, saved where that changed it.
  private static func current(
    _ row: StageRow, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> FormContent {
    guard let form = row.form, let stored = try Forms.load(id: form, in: transaction) else {
      throw .missing(subject: "自评表")
    }
    var content = stored.content
    try SelfEvaluations.bringPayments(into: &content, row, desk, in: transaction)
    SelfEvaluations.rescore(&content, desk)
    if content != stored.content {
      _ = try Forms.save(
        SelfEvaluations.draft(content, row, "带入最新支付数", desk), form: form, basedOn: stored.revision.number,
        by: desk.account.id, in: transaction)
    }
    return content
  }

  static func follow(
    _ stepped: StageStepped, _ event: SelfEvaluation.Event, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) {
    let row = stepped.row
    switch event {
    case .submit, .sign, .accept: try show(row, in: transaction)
    case .orderReEvaluation:
      try ReEvaluations.assign(row, to: row.assignees, desk, in: transaction)
    case .begin, .edit, .passDepartment, .returnFromDepartment, .refuseToSign, .check, .returnFromFinance,
      .takeReEvaluation, .publish:
      break
    }
  }

  private static func show(_ row: StageRow, in transaction: WriteTransaction) throws(StoreError) {
    guard let project = row.project, let score = EvaluationSummary(row)?.score else { return }
    try Projects.set(row.year, of: project, region: row.region, in: transaction) { $0.selfScore = score }
  }
}
