public import Lifecycle
public import Model
public import Scoring
public import Store

extension SelfEvaluations {
  /// What keeps a self-evaluation from being handed in.
  /// - Parameter redLights: whether the monitoring of the year has shown a red light.
  public static func gaps(_ content: FormContent, _ score: Score?, hasRedLight: Bool) -> [Gap] {
    var gaps: [Gap] = []
    guard let score else {
      return [Gap(path: nil, words: "没有适用的评分方案，不能计算得分。")]
    }
    let rows = Dictionary(
      content.indicators.map { (FormPath.indicator($0.id, $1.id), $1) }, uniquingKeysWith: { one, _ in one })
    for node in score.root.all where node.children.isEmpty {
      guard let path = node.path else { continue }
      let row = FormPath(String(path.text.dropLast(".score".count)))
      if node.reason == .noActual {
        gaps.append(Gap(path: row.field("actual"), words: "“\(node.name)”没有填实际完成值。"))
      } else if node.isForPeople, node.printed == nil {
        gaps.append(Gap(path: path, words: "“\(node.name)”要由人评分，还没有填得分。"))
      } else if needsReason(node), let indicator = rows[row], (indicator.reason ?? "").isEmpty {
        gaps.append(Gap(path: row.field("reason"), words: "“\(node.name)”\(cause(node))，没有写原因。"))
      }
    }
    for goal in content.goals where (goal.text ?? "").isEmpty == false && (goal.resultText ?? "").isEmpty {
      gaps.append(Gap(path: .goal(goal.id).field("result_text"), words: "“\(goal.printedTitle)”没有写实际完成情况。"))
    }
    if hasRedLight, (content.attribute(redLightWords) ?? "").isEmpty {
      gaps.append(Gap(path: .attribute(redLightWords), words: "年度监控亮过红灯，没有说明原因和结果。"))
    }
    return gaps
  }

  /// Rows that lost points or went far beyond their target.
  public static func needsReason(_ node: ScoreNode) -> Bool {
    guard node.children.isEmpty, node.actual != nil, let weight = node.weight else { return false }
    return node.score < weight || node.flags.contains(.explain) || node.flags.contains(.outsideBand)
  }

  private static func cause(_ node: ScoreNode) -> String {
    if node.flags.contains(.outsideBand) { return "得分不在区间内" }
    return node.flags.contains(.explain) ? "超额较多" : "没有得满分"
  }

  /// Whether a checkpoint of the project in the year has shown a red light.
  public static func hasRedLight(_ row: StageRow, _ desk: Desk, in transaction: ReadTransaction) throws(StoreError)
    -> Bool
  {
    guard let project = row.project else { return false }
    return try Monitorings.ofProject(project, desk, in: transaction).contains { LightSummary($0)?.light == .red }
  }

  /// Projects of a department whose self-evaluation has not been handed in: all that are asked for, and how many are not.
  public static func missing(
    _ path: UnitPath, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> Int {
    let rows = try StageBoard.of(
      region: desk.region, year: desk.year.year, path, flows: Coverage.flows, in: transaction)
    return Coverage(rows).missing
  }

  /// States in which the unit's department has signed: everything from there on.
  public static let handedIn: Set<String> = Set(
    [SelfEvaluation.State.submitted, .spotCheck, .reEvaluation, .accepted, .published].map(\.name))
}
