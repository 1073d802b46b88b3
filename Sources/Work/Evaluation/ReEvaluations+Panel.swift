import Lifecycle
public import Model
import Schemes
public import Scoring
public import Store

/// Several experts on one re-evaluation (评审组): each scores on a ballot of his own and sees no other until all are closed.
extension ReEvaluations {
  /// Whether more than one person was asked, and the policy of the year says how their points become one.
  public static func isPanel(_ row: StageRow, _ policy: ReEvaluationPolicy) -> Bool {
    policy.panel != nil && row.assignees.count > 1
  }

  /// The sheet as one person may see it: until it is drafted, of a panel everybody sees his own ballot and no other.
  public static func visible(
    _ row: StageRow, to account: String, _ policy: ReEvaluationPolicy
  ) -> ReEvaluationSheet? {
    guard let sheet = ReEvaluationSheet(row) else { return nil }
    guard isPanel(row, policy), !scored.contains(row.state) else { return sheet }
    var own = sheet
    own.ballots = sheet.ballots.filter { $0.account == account }
    if let ballot = own.ballots.first { own.take(ballot) }
    return own
  }

  /// What a stage holds, as the person at the desk may see it: the whole content, but for ballots of others that are not
  /// open yet.
  public static func content(_ row: StageRow, _ desk: Desk) -> JSON {
    guard let policy = desk.policy(ReEvaluationPolicy.self)?.body, row.flow == ReEvaluation.name,
      isPanel(row, policy), !scored.contains(row.state), let own = visible(row, to: desk.account.id, policy)
    else { return row.content }
    return own.json
  }

  /// Who has handed in his ballot, and how many were asked.
  public static func handedIn(_ row: StageRow) -> (closed: Int, asked: Int) {
    let ballots = ReEvaluationSheet(row)?.ballots ?? []
    return (ballots.count { $0.isClosed && row.assignees.contains($0.account) }, row.assignees.count)
  }

  /// The sheet with a person's entry on his own ballot.
  /// - Throws: `.refusedStep` for somebody who was not asked, or whose ballot is handed in.
  static func voting(
    _ entry: Entry, _ sheet: ReEvaluationSheet, _ row: StageRow, _ account: String
  ) throws(StoreError) -> ReEvaluationSheet {
    guard row.assignees.contains(account) else {
      throw .refusedStep(
        StageRefusal(cause: .person, why: "这份再评价由评审组独立打分，没有分派给你。", whoCanHelp: "请与财政局绩效科联系。"))
    }
    var ballot =
      sheet.ballots.first { $0.account == account }
      ?? ReEvaluationSheet.Ballot(account: account, parts: sheet.parts, rows: [], vetoes: [], isClosed: false)
    guard !ballot.isClosed else {
      throw .refusedStep(
        StageRefusal(cause: .moment, why: "你的评分已经交卷，不能再改。", whoCanHelp: "确需修改，请绩效科在单位回复以后要求重新评分。"))
    }
    var own = sheet
    own.take(ballot)
    own = entering(entry, into: own)
    ballot.parts = own.parts
    ballot.rows = own.rows
    ballot.vetoes = own.vetoes
    return sheet.with(ballot)
  }

  /// Hands a person's ballot in; nobody changes it any more.
  /// - Returns: the stage, and whether all ballots are in.
  /// - Throws: `.refusedStep` while something on the ballot is missing.
  public static func close(
    stage: String, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> (row: StageRow, isComplete: Bool) {
    let policy = try policy(desk)
    guard let row = try Stages.load(id: stage, in: transaction), row.region == desk.region,
      let sheet = ReEvaluationSheet(row), isPanel(row, policy),
      var ballot = sheet.ballots.first(where: { $0.account == desk.account.id })
    else { throw .missing(subject: "再评价评分") }
    var own = sheet
    own.take(ballot)
    try Filling.demandNone(own.gaps(policy), name: "再评价评分")
    ballot.isClosed = true
    let after = try Steps.take(
      StepRequest(stage: stage, event: "edit", basedOn: row.number, content: sheet.with(ballot).json), desk,
      in: transaction)
    let handed = handedIn(after)
    return (after, handed.closed == handed.asked)
  }

  /// The sheet that the ballots come to.
  /// - Throws: `.refusedStep` while a ballot is out.
  static func combined(
    _ sheet: ReEvaluationSheet, _ row: StageRow, _ policy: ReEvaluationPolicy
  ) throws(StoreError) -> ReEvaluationSheet {
    guard let panel = policy.panel else { return sheet }
    let ballots = sheet.ballots.filter { row.assignees.contains($0.account) && $0.isClosed }
    guard ballots.count == row.assignees.count else {
      throw .refusedStep(
        StageRefusal(
          cause: .content, why: "评审组 \(row.assignees.count) 人，只有 \(ballots.count) 人交卷，还不能形成初步得分。",
          whoCanHelp: "请没有交卷的专家打分交卷，或者请绩效科另行分派。"))
    }
    var out = sheet
    for index in out.parts.indices {
      let id = out.parts[index].id
      let votes = ballots.compactMap { ballot in ballot.parts.first { $0.id == id } }
      guard let outcome = panel.outcome(votes.compactMap(\.points)) else { continue }
      out.parts[index].points = outcome.points
      let reasons = votes.map(\.reason).filter { !$0.isBlank }
      out.parts[index].reason =
        outcome.arithmetic + (reasons.isEmpty ? "" : "。" + unique(reasons).joined(separator: "；"))
    }
    out.rows = rows(ballots, panel)
    // What more than half have found proven.
    let named = ballots.flatMap(\.vetoes)
    out.vetoes = Set(named.filter { veto in named.count { $0 == veto } * 2 > ballots.count })
    return out
  }

  private static func rows(
    _ ballots: [ReEvaluationSheet.Ballot], _ panel: ExpertPanel
  ) -> [ReEvaluationSheet.Row] {
    var paths: [FormPath] = []
    for row in ballots.flatMap(\.rows) where row.points != nil && !paths.contains(row.path) { paths.append(row.path) }
    return paths.map { path in
      let votes = ballots.flatMap(\.rows).filter { $0.path == path && $0.points != nil }
      let outcome = panel.outcome(votes.compactMap(\.points))
      return .init(
        path: path, points: outcome?.points,
        reason: unique(votes.map(\.reason).filter { !$0.isBlank }).joined(separator: "；"))
    }
  }

  private static func unique(_ words: [String]) -> [String] {
    words.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// How far apart the experts are, part by part and in all; empty until the ballots are open.
  public static func spread(
    _ row: StageRow, _ policy: ReEvaluationPolicy
  ) -> [(name: String, outcome: ExpertPanel.Outcome, isFar: Bool)] {
    guard let panel = policy.panel, isPanel(row, policy), scored.contains(row.state), let sheet = ReEvaluationSheet(row)
    else { return [] }
    var out: [(name: String, outcome: ExpertPanel.Outcome, isFar: Bool)] = []
    for part in policy.parts {
      let points = sheet.ballots.compactMap { ballot in ballot.parts.first { $0.id == part.id }?.points }
      if let outcome = panel.outcome(points) { out.append((part.name, outcome, false)) }
    }
    if let outcome = panel.outcome(sheet.ballots.map { $0.parts.compactMap(\.points).reduce(.zero, +) }) {
      out.append(("总分", outcome, panel.isFarApart(outcome)))
    }
    return out
  }
}
