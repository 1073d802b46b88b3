import Lifecycle
import Model
import Schemes
import Store
import Work

/// One key evaluation: showing it, its report, and saving what the evaluator writes.
enum KeyEvaluationView {
  struct Found {
    let row: StageRow
    let view: StageView
    let policy: Policy<KeyEvaluationPolicy>
    let facts: KeyEvaluations.Facts
    /// Who may be given the work, or asked to review it, as the stage stands; empty where nobody is chosen now.
    let free: [Account]
    let assessors: [String]
    /// What the person may read of it.
    let file: KeyEvaluationFile
  }

  private static func find(_ call: Call) throws(Refusal) -> Found {
    let row = try call.stageRow(call.parameters["id"])
    guard row.flow == KeyEvaluation.name else { throw .notFound }
    let found = try call.read { (t) throws(StoreError) -> Found? in
      let desk = try call.desk(row.year, in: t)
      guard let policy = KeyEvaluations.policy(row, desk) else { return nil }
      let view = try StageView(row, desk, in: t)
      let kept = KeyEvaluationFile(row.content)
      var names: [String] = []
      for id in row.assignees.subtracting(kept.experts).sorted() {
        if let account = try Accounts.find(id: id, in: t) {
          names.append("\(account.displayName)（\(account.role.officialName)，\(account.unitName)）")
        }
      }
      let choosing: [KeyEvaluation.Event] = [.assign, .invite]
      let isChoosing = view.offers.contains { offer in
        offer.refusal == nil && choosing.contains { $0.rawValue == offer.event }
      }
      let without = row.state == KeyEvaluation.State.selected.name ? row.authors : row.authors.union(row.assessors)
      return Found(
        row: row, view: view, policy: policy, facts: try KeyEvaluations.facts(row, in: t),
        free: isChoosing ? try KeyEvaluations.assessors(region: row.region, without: without, in: t) : [],
        assessors: names, file: KeyEvaluationFile(KeyEvaluations.content(row, to: call.account) ?? row.content))
    }
    guard let found else {
      throw .notTaken(why: "\(row.year) 年度没有选重点评价的办法。", whoCanHelp: "请财政局绩效科在“年度设置”里选定。")
    }
    return found
  }

  static func show(_ call: Call) throws(Refusal) -> Response {
    let found = try find(call)
    var page = KeyEvaluationModel(found, call).page(found.file)
    page.done =
      switch call.query["done"] {
      case "plan": "方案已保存，还没有报送。"
      case "paper": "评价已保存。"
      default: nil
      }
    return call.page(keyEvaluationPage(page))
  }

  // MARK: saving

  static func savePlan(_ call: Call) throws(Refusal) -> Response {
    let found = try find(call)
    let entry = KeyEvaluationEntry(call.request.fields)
    let typed = entry.plan(found.file, found.policy.body)
    guard entry.problems.isEmpty else { return refused(call, found, typed, entry) }
    try StepRoutes.write(KeyEvaluation.Event.edit.rawValue, typed.json, found.row, call)
    return .seeOther("\(Place.evaluations.path)/\(found.row.id)?done=plan#plan")
  }

  static func savePaper(_ call: Call) throws(Refusal) -> Response {
    let found = try find(call)
    let entry = KeyEvaluationEntry(call.request.fields)
    let typed = entry.paper(found.file, found.policy.body)
    guard entry.problems.isEmpty else { return refused(call, found, typed, entry) }
    try StepRoutes.write(KeyEvaluation.Event.assess.rawValue, typed.json, found.row, call)
    return .seeOther("\(Place.evaluations.path)/\(found.row.id)?done=paper#score")
  }

  /// The page as it was typed, with what is no figure marked; nothing is saved.
  private static func refused(
    _ call: Call, _ found: Found, _ typed: KeyEvaluationFile, _ entry: KeyEvaluationEntry
  ) -> Response {
    var page = KeyEvaluationModel(found, call).page(typed)
    page.problems = entry.problems
    for (part, rows) in page.parts.map(\.rows).enumerated() {
      for index in rows.indices {
        let id = rows[index].id
        if let text = entry.wrong["points-\(id)"] { page.parts[part].rows[index].points = text }
        if let text = entry.wrong["score-\(id)"] { page.parts[part].rows[index].score = text }
      }
    }
    return call.page(keyEvaluationPage(page), .badRequest)
  }

  // MARK: the report

  static func report(_ call: Call) throws(Refusal) -> Response {
    let found = try find(call)
    // The page says when there is something to read.
    guard KeyEvaluations.showsPaper(found.row, to: call.account) else {
      return .seeOther("\(Place.evaluations.path)/\(found.row.id)")
    }
    let model = KeyEvaluationModel(found, call)
    let concluded: Set<KeyEvaluation.State> = [.concluded, .reported, .archived]
    let words = ReportWords(
      found.view,
      told: [
        (KeyEvaluation.Event.reply.rawValue, "单位意见"), (KeyEvaluation.Event.review.rawValue, "专家意见"),
        (KeyEvaluation.Event.conclude.rawValue, "评审结论"),
      ], assigned: found.assessors,
      isFinal: found.row.flow(KeyEvaluation.self).map { concluded.contains($0.state) } ?? false, call)
    return call.page(keyEvaluationReportPage(model.page(found.file), object: model.objectWords, words))
  }
}
