import Lifecycle
import Model
import Scoring
import Store

/// What re-evaluation needs from the house: a whole sheet, the project's score, rectification where it failed.
enum ReEvaluationOffice: StageOffice {
  typealias Flow = ReEvaluation

  static func dueOn(
    _ row: StageRow, _ state: ReEvaluation.State, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> String? {
    switch state {
    case .assigned, .reviewing, .drafted, .replied, .final: desk.settings.day("re-evaluation") ?? row.dueOn
    case .feedback: transaction.now.day(adding: desk.terms.redLightDays)
    case .ranked: nil
    }
  }

  static func prepare(
    _ row: StageRow, _ event: ReEvaluation.Event, _ work: inout StageWork, _ desk: Desk,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    let policy = try ReEvaluations.policy(desk)
    guard var sheet = ReEvaluationSheet(work.content ?? row.content) else { throw .missing(subject: "再评价评分表") }
    switch event {
    case .draftScore:
      if ReEvaluations.isPanel(row, policy) {
        sheet = try ReEvaluations.combined(sheet, row, policy)
        work.content = sheet.json
      }
      try Filling.demandNone(sheet.gaps(policy), name: "再评价评分")
    case .rank:
      let all = try ReEvaluations.ranking(
        desk, scope: desk.account.scope, isOfDepartment: row.project == nil, in: transaction)
      guard let mine = all.first(where: { $0.row.id == row.id }) else { return }
      sheet.rank = mine.rank
      sheet.ranked = all.count
      work.content = sheet.json
    case .reply:
      // The unit answers in words; it does not touch the sheet.
      work.content = nil
    case .reconsider:
      // Whoever scored scores again, each on his own ballot.
      for index in sheet.ballots.indices { sheet.ballots[index].isClosed = false }
      work.content = sheet.json
    case .begin, .edit, .sendFeedback, .finish: break
    }
  }

  static func follow(
    _ stepped: StageStepped, _ event: ReEvaluation.Event, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) {
    let row = stepped.row
    guard event == .finish, let sheet = ReEvaluationSheet(row), let total = sheet.total else { return }
    if let project = row.project {
      try Projects.set(row.year, of: project, region: row.region, in: transaction) { $0.reScore = total }
    }
    let policy = try ReEvaluations.policy(desk)
    guard total < policy.pass else { return }
    let lost = policy.parts.compactMap { part -> String? in
      guard let mine = sheet.parts.first(where: { $0.id == part.id }), let points = mine.points, points < part.points
      else { return nil }
      return "\(part.name)扣 \((part.points - points).trimmed) 分：\(mine.reason)"
    }
    try Stages.open(
      RectificationItem.self,
      StageDraft(
        year: row.year, unit: row.unit, title: row.title, project: row.project, part: "目标管理",
        content: .object([
          "class": .string("目标管理"), "from": .string(row.id), "measure": .string("逐条整改，补充佐证，报送整改结果。"),
          "problem": .string("再评价 \(total.trimmed) 分，低于 \(policy.pass.trimmed) 分。" + lost.joined(separator: "；")),
          "source": .string(ReEvaluation.name),
        ]), dueOn: transaction.now.day(adding: desk.terms.rectificationDays)),
      region: row.region, by: desk.actor, in: transaction)
  }
}
