import Lifecycle
import Model
import Scoring
import Store

/// What monitoring needs from the house: its light before it is handed in, the project's figures after each step.
enum MonitoringOffice: StageOffice {
  typealias Flow = Monitoring

  static let own: Set<Monitoring.Event> = [.lapse, .verify]

  static func dueOn(
    _ row: StageRow, _ state: Monitoring.State, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> String? {
    switch state {
    case .warning: transaction.now.day(adding: desk.terms.redLightDays)
    // The term of the decision runs on from the warning.
    case .explained, .suspended: row.dueOn
    case .measureRequired: transaction.now.day(adding: desk.terms.rectificationDays)
    case .opened, .filling, .returned, .departmentReview, .financeReview:
      desk.settings.day("monitoring-\(Monitorings.month(row))") ?? row.dueOn
    case .closed: nil
    }
  }

  static func prepare(
    _ row: StageRow, _ event: Monitoring.Event, _ work: inout StageWork, _ desk: Desk,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    switch event {
    case .submit:
      let content = try current(row, desk, in: transaction)
      let light = try Monitorings.light(content, month: Monitorings.month(row), desk)
      try Filling.demandNone(Monitorings.gaps(content, light), name: "监控表")
      work.content = LightSummary(light).json
      work.figure = light.goalPercent
    case .warn:
      guard LightSummary(row)?.light?.needsExplanation ?? false else {
        throw .refusedStep(StageRefusal(cause: .content, why: "这个节点没有亮红灯或黄灯，不用预警。", whoCanHelp: "确有问题请退回，写明要改的地方。"))
      }
    case .begin, .edit, .passDepartment, .returnFromDepartment, .returnFromFinance, .accept, .explain, .requireMeasure,
      .reportMeasure, .suspend, .resume, .lapse, .verify:
      break
    }
  }

  /// The form with what the treasury has paid meanwhile, saved where that changed it.
  private static func current(
    _ row: StageRow, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> FormContent {
    guard let form = row.form, let project = row.project, let stored = try Forms.load(id: form, in: transaction) else {
      throw .missing(subject: "监控表")
    }
    var content = stored.content
    try Monitorings.bringPayments(into: &content, project, Monitorings.month(row), desk, in: transaction)
    if content != stored.content {
      _ = try Forms.save(
        desk.draft(content, unit: row.unit, note: "带入最新支付数"), form: form, basedOn: stored.revision.number,
        by: desk.account.id, in: transaction)
    }
    return content
  }

  static func follow(
    _ stepped: StageStepped, _ event: Monitoring.Event, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let project = stepped.row.project else { return }
    let row = stepped.row
    if event == .submit { try show(row, project, desk, in: transaction) }
    for effect in stepped.effects {
      switch effect {
      case .stopPayments: try suspend(true, row, project, event, desk, in: transaction)
      case .resumePayments: try suspend(false, row, project, event, desk, in: transaction)
      case .openRectification: try openRectification(row, project, desk, in: transaction)
      case .record, .freezeCopy, .tell, .openSecondRound, .openNextVersion, .proposeBudgetDecision, .carryIntoBudget,
        .publish:
        break
      }
    }
  }

  /// The light of the latest checkpoint is that of the project.
  private static func show(
    _ row: StageRow, _ project: String, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let light = LightSummary(row)?.light else { return }
    let later = try Monitorings.ofProject(project, desk, in: transaction).contains { other in
      Monitorings.month(other) > Monitorings.month(row) && LightSummary(other)?.light != nil
    }
    guard !later else { return }
    try Projects.set(row.year, of: project, region: row.region, in: transaction) { $0.light = light.rawValue }
  }

  /// The treasury hears of it too: it is the one that pays.
  private static func suspend(
    _ isSuspended: Bool, _ row: StageRow, _ project: String, _ event: Monitoring.Event, _ desk: Desk,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    let former = try Projects.year(region: row.region, row.year, project: project, in: transaction)?.figures
    guard former?.isSuspended != isSuspended else { return }
    try Projects.set(row.year, of: project, region: row.region, in: transaction) { $0.isSuspended = isSuspended }
    try Notices.tell(
      [.financeTreasuryOffice, .executingUnit, .departmentFinanceOfficer], of: row, event: event.rawValue,
      state: isSuspended ? "暂停拨款" : "恢复拨款", by: desk.account.id, in: transaction)
  }

  /// One item a warning: a second decision about it adds none while the first is open.
  private static func openRectification(
    _ row: StageRow, _ project: String, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard try Rectifications.from(row, in: transaction).allSatisfy(\.isFinal) else { return }
    let asked = try Stages.steps(of: row, in: transaction).last?.opinion ?? ""
    let found = try Projects.find(region: row.region, id: project, in: transaction)
    try Rectifications.issue(
      Rectification(
        source: .monitoring, problemClass: "预算执行", problem: LightSummary(row)?.why ?? "绩效运行监控预警", measure: asked,
        from: row.id),
      unit: row.unit, project: found, desk, in: transaction)
  }
}
