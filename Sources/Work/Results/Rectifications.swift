import Lifecycle
import Model
public import Store

/// Rectification items (整改台账): issued by finance, answered by the unit, verified, closed, reopened.
public enum Rectifications {
  /// Issues an item to a unit.
  /// - Parameters:
  ///   - project: what it is about; nil for a unit as a whole.
  ///   - dueOn: last day to report; the term of the place from today where nobody says otherwise.
  /// - Returns: identifier of the stage.
  /// - Throws: `.refusedStep` when the person may not, or the problem or what is asked is empty; `.missing`.
  @discardableResult
  public static func issue(
    _ item: Rectification, unit: String, project: Project? = nil, dueOn: String? = nil, _ desk: Desk,
    in transaction: WriteTransaction
  ) throws(StoreError) -> String {
    guard let owner = try Units.find(region: desk.region, id: unit, in: transaction) else {
      throw .missing(subject: "单位")
    }
    // Audits look at years that are closed.
    try desk.demand(.reviewInPerformanceOffice, at: owner.path, outlivesYear: true)
    guard !item.problem.isBlank, !item.measure.isBlank else {
      throw .refusedStep(
        StageRefusal(cause: .content, why: "问题和整改要求都要写。", whoCanHelp: "请补上空着的一栏，再下达。"))
    }
    let last = RectificationItem.deadline(issued: transaction.now, desk.terms).day
    let id = try Stages.open(
      RectificationItem.self,
      StageDraft(
        year: desk.year.year, unit: unit, title: project?.name ?? owner.name, project: project?.id,
        part: item.problemClass, content: item.json, dueOn: dueOn ?? last),
      region: desk.region, by: desk.actor, in: transaction)
    if let row = try Stages.load(id: id, in: transaction), let words = Steps.words(row) {
      try Notices.tell(
        Permission.roles(for: .writeStage), of: row, event: "open", state: words.state, by: desk.account.id,
        opinion: item.measure, in: transaction)
    }
    return id
  }

  /// The items that another stage led to, the newest first.
  public static func from(_ stage: StageRow, in transaction: ReadTransaction) throws(StoreError) -> [StageRow] {
    let items: [StageRow]
    if let project = stage.project {
      items = try Stages.ofProject(
        region: stage.region, project, year: stage.year, flow: RectificationItem.name, in: transaction)
    } else {
      var filter = StageFilter(
        region: stage.region, year: stage.year, flow: RectificationItem.name, scope: stage.path)
      filter.isOfDepartment = true
      filter.pageSize = 200
      items = try Stages.list(filter, in: transaction).items
    }
    return items.filter { Rectification($0.content).from == stage.id }
  }
}

/// What a rectification item needs from the house.
enum RectificationOffice: StageOffice {
  typealias Flow = RectificationItem

  /// Terms of repairs run on when the year is over.
  static let outlivesYear = true

  static func prepare(
    _ row: StageRow, _ event: RectificationItem.Event, _ work: inout StageWork, _ desk: Desk,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    let former = Rectification(row.content)
    var item = work.content.map { Rectification($0) } ?? former
    switch event {
    case .edit, .report:
      // The unit writes what it did; what it was asked to do stays as it was issued.
      let (reply, proof) = (item.reply, item.proof)
      item = former
      (item.reply, item.proof) = (reply, proof)
      if event == .report { item.proof = try Attachments.of(.stage(row.id), in: transaction).map(\.digest) }
      if event == .report, item.reply.isBlank {
        throw .refusedStep(
          StageRefusal(cause: .content, why: "整改情况还没有写。", whoCanHelp: "请写明做了什么、结果怎样，附上证明材料，再报送。"))
      }
    case .verify, .close, .closeNotRectified:
      let result = item.result
      item = former
      item.result = result.isBlank ? former.result : result
    case .acknowledge, .sendBack, .reopen: item = former
    }
    work.content = item.json
    if event == .reopen { work.dueOn = RectificationItem.deadline(issued: transaction.now, desk.terms).day }
  }

  /// What was rectified closes the warning that it came from, and lets payments go on; what was not costs money: a
  /// proposal for the next budget.
  static func follow(
    _ stepped: StageStepped, _ event: RectificationItem.Event, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) {
    if event == .verify, let from = Rectification(stepped.row.content).from {
      try Monitorings.settle(from, desk, in: transaction)
    }
    guard stepped.effects.contains(.proposeBudgetDecision), let project = stepped.row.project else { return }
    try BudgetLinks.propose(project, because: .notRectified(stage: stepped.row.id), desk, in: transaction)
  }
}
