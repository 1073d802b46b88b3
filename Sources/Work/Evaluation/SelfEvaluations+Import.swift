import Lifecycle
import Model
public import Store

extension SelfEvaluations {
  /// Takes a self-evaluation that came in from a file to the stage of its project: results, reasons and judgements are
  /// entered into the form of the stage, names, targets and weights stay as approved.
  /// One of which the year knows no goal opens its stage itself.
  /// - Returns: the stage; nil where there is none that the person may write just now.
  @discardableResult
  public static func adopt(
    _ form: String, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> String? {
    guard let came = try Forms.load(id: form, in: transaction) else { return nil }
    if let stage = try adoptResults(came, desk, in: transaction) { return stage }
    return try adoptAlone(came, desk, in: transaction)
  }

  private static func adoptResults(
    _ came: StoredForm, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> String? {
    guard came.row.kind == .projectSelfEvaluation, came.row.year == desk.year.year, !came.row.code.isEmpty,
      let project = try Projects.find(region: desk.region, code: came.row.code, in: transaction),
      var row = try ofProject(project.id, desk, in: transaction),
      let state = row.flow(SelfEvaluation.self)?.state, state == .notStarted || state.isOpenForEditing,
      try goal(row, desk, in: transaction) != nil
    else { return nil }
    let event: SelfEvaluation.Event = state == .notStarted ? .begin : .edit
    guard
      Stages.refusal(SelfEvaluation.self, row, event, desk.work(basedOn: row.number), at: transaction.now) == nil
    else { return nil }
    row = try begin(row.id, number: row.number, desk, in: transaction)
    guard let own = row.form, let kept = try Forms.row(id: own, in: transaction) else { return nil }
    var content = try carried(row, desk, in: transaction)
    content = entering(results(of: came.content, in: content), into: content, desk)
    _ = try Forms.save(
      draft(content, row, "由导入的自评表带入", desk), form: own, basedOn: kept.revision, by: desk.account.id,
      in: transaction)
    return row.id
  }

  /// What the other form says about rows of the same name.
  private static func results(of came: FormContent, in content: FormContent) -> [(path: FormPath, text: String)] {
    let rows = Dictionary(came.indicators.map { ($1.name ?? "", $1) }) { one, _ in one }
    var cells: [(path: FormPath, text: String)] = []
    for (goal, row) in content.indicators {
      guard let same = rows[row.name ?? ""] else { continue }
      let path = FormPath.indicator(goal.id, row.id)
      for (field, text) in [
        ("actual", same.actual), ("reason", same.reason), ("measure", same.measure),
        ("score", same.score?.description), ("note", same.note),
      ] { if let text, !text.isEmpty { cells.append((path.field(field), text)) } }
    }
    for (mine, theirs) in zip(content.goals, came.goals.filter { $0.term != .longTerm }) {
      if let words = theirs.resultText { cells.append((FormPath.goal(mine.id).field("result_text"), words)) }
      if let score = theirs.score { cells.append((FormPath.goal(mine.id).field("score"), score.description)) }
    }
    for label in [problems, measures, redLightWords] {
      if let words = came.attribute(label) { cells.append((.attribute(label), words)) }
    }
    return cells
  }
}
