import Lifecycle
import Model
import Schemes
import Scoring
import Store
import Work

/// One self-evaluation: beginning, filling in, handing in.
enum SelfEvaluationRoutes {
  static let all: [AppRoute] = [
    .get("/self-evaluations/{id}", .may(.readForm), show),
    .post("/self-evaluations/{id}", .may(.writeStage), body: .fields(bytesMax: 1 << 20), save),
    .post("/self-evaluations/{id}/draft", .may(.writeStage), body: .fields(bytesMax: 1 << 20), keep),
    .post("/self-evaluations/{id}/draft/discard", .may(.writeStage), discard),
    .post("/self-evaluations/{id}/begin", .may(.writeStage), begin),
  ]

  private static func row(_ call: Call) throws(Refusal) -> StageRow {
    let row = try call.stageRow(call.parameters["id"])
    guard row.flow == SelfEvaluation.name else { throw .notFound }
    return row
  }

  private static func show(_ call: Call) throws(Refusal) -> Response {
    call.page(evaluationPage(try model(call, try row(call))))
  }

  private static func begin(_ call: Call) throws(Refusal) -> Response {
    let row = try row(call)
    let number = call.request.fields["number"].flatMap { Int($0) } ?? row.number
    try call.write { (transaction) throws(StoreError) in
      try SelfEvaluations.begin(
        row.id, number: number, try call.desk(row.year, in: transaction), in: transaction)
    }
    return .seeOther("/self-evaluations/\(row.id)")
  }

  private static func save(_ call: Call) throws(Refusal) -> Response {
    let row = try row(call)
    let fields = call.request.fields
    guard let number = fields["number"].flatMap({ Int($0) }), let revision = fields["revision"].flatMap({ Int($0) }),
      let form = row.form
    else { throw .malformed("number") }
    let saved = try call.write { (transaction) throws(StoreError) in
      let content = try Forms.load(id: form, in: transaction)?.content
      let cells = FormCells.typed(fields) { path in content.map { SelfEvaluations.isOpen(path, $0) } ?? false }
      return try SelfEvaluations.save(
        cells, stage: row.id, number: number, revision: revision, try call.desk(row.year, in: transaction),
        in: transaction)
    }
    call.services.pages.forget(form: form)
    guard fields["do"] == "submit" else { return .seeOther("/self-evaluations/\(row.id)?saved=1") }
    let page = try model(call, saved, checks: true)
    guard page.problems.isEmpty else { return call.page(evaluationPage(page), .badRequest) }
    let request = StepRequest(stage: row.id, event: SelfEvaluation.Event.submit.rawValue, basedOn: saved.number)
    _ = try StepRoutes.take(request, saved, call)
    return .seeOther("/self-evaluations/\(row.id)")
  }

  /// What a page with script sends while somebody types; the answer draws the scores again.
  private static func keep(_ call: Call) throws(Refusal) -> Response {
    let row = try row(call)
    let fields = call.request.fields
    guard let revision = fields["revision"].flatMap({ Int($0) }) else { throw .malformed("revision") }
    try call.write { (transaction) throws(StoreError) in
      let desk = try call.desk(row.year, in: transaction)
      _ = try Typing.keep(row, revision: revision, desk, in: transaction) { (content) throws(StoreError) in
        SelfEvaluations.entering(
          FormCells.typed(fields) { SelfEvaluations.isOpen($0, content) }, into: content, desk)
      }
    }
    return LiveAnswer.answer(liveParts(try model(call, row)), call)
  }

  private static func discard(_ call: Call) throws(Refusal) -> Response {
    let row = try row(call)
    try call.write { (transaction) throws(StoreError) in try Typing.discard(row, call.account, in: transaction) }
    return .seeOther("/self-evaluations/\(row.id)")
  }

  // MARK: the page

  private struct Found {
    let view: StageView
    let stored: StoredForm?
    /// As the person last typed it, else as it was saved.
    let content: FormContent?
    let keptAt: Instant?
    let score: Score?
    /// What the ladder of over-fulfilment would make of it; nil where the scheme applies it anyway.
    let trial: Score?
    let schemeName: String?
    let red: [StageRow]
    let again: StageRow?
    let assessors: [Account]
    let isScoredByPeople: Bool
  }

  private static func model(_ call: Call, _ row: StageRow, checks: Bool = false) throws(Refusal) -> EvaluationPage {
    let found = try call.read { (transaction) throws(StoreError) in
      let desk = try call.desk(row.year, in: transaction)
      let stored = try row.form.flatMap { (id) throws(StoreError) in try Forms.load(id: id, in: transaction) }
      let view = try StageView(row, desk, in: transaction)
      let draft = try stored.flatMap { (stored) throws(StoreError) in
        view.isBeingFilled ? try Typing.kept(stored, call.account, in: transaction) : nil
      }
      let content = draft?.content ?? stored?.content
      let scheme = content.flatMap { SelfEvaluations.scheme($0, desk) }
      let score = content.flatMap { content in scheme.map { Scorer.score(content, with: $0) } }
      let trial = content.flatMap { content in
        scheme.flatMap { scheme in
          scheme.overfulfilment.use == .apply ? nil : Scorer.score(stripped(content), with: scheme.using(.apply))
        }
      }
      let red = try row.project.map { (id) throws(StoreError) in
        try Monitorings.ofProject(id, desk, in: transaction).filter { LightSummary($0)?.light == .red }
      }
      return Found(
        view: view, stored: stored, content: content, keptAt: draft?.updatedAt, score: score, trial: trial,
        schemeName: scheme?.name, red: red ?? [],
        again: try ReEvaluations.of(row, desk, in: transaction),
        assessors: view.offers.contains { $0.event == SelfEvaluation.Event.orderReEvaluation.rawValue }
          ? try ReEvaluations.assessors(row, desk, in: transaction) : [],
        isScoredByPeople: scheme?.layout(for: SelfEvaluations.kindOfForm(row))?.parts.contains { $0.source == .goal }
          ?? false)
    }
    return page(call, row, found, checks: checks)
  }

  /// Without printed scores, so that only the rules speak.
  private static func stripped(_ content: FormContent) -> FormContent {
    var content = content
    content.score = nil
    return content
  }

  private static func page(_ call: Call, _ row: StageRow, _ found: Found, checks: Bool) -> EvaluationPage {
    let content = found.content
    let state = row.flow(SelfEvaluation.self)?.state
    let mayWrite = found.view.offers.contains { $0.event == "edit" && $0.refusal == nil }
    let isOpen = mayWrite && (state?.isOpenForEditing ?? false)
    let begin = found.view.offers.first { $0.event == "begin" }
    var page = EvaluationPage(
      shell: call.shell(.selfEvaluations, year: row.year), id: row.id, title: row.title, unit: row.unitName,
      isOfDepartment: row.project == nil, status: FormStatus(row), scheme: found.schemeName,
      route: found.view.route(call), number: row.number, revision: found.stored?.revision.number, isOpen: isOpen,
      mayBegin: begin.map { $0.refusal == nil } ?? false,
      refusal: begin?.refusal.map { $0.why + $0.whoCanHelp },
      moneyUnit: content?.moneyUnit.rawValue ?? "万元",
      execution: content?.execution.map {
        .init(budget: $0.budget, actual: $0.actual, rate: $0.rate, isOpen: row.project == nil)
      }, goals: goals(content, found), rows: rows(content, found.score),
      explanations: explanations(content, found.score),
      total: found.score?.total, grade: found.score?.grade?.name, parts: found.score?.pageParts ?? [],
      sum: found.score?.sumLine ?? "", notes: weightNote(content) + (found.score?.openWords ?? []), trial: trial(found),
      redLight: redLight(content, found.red),
      problemsText: content?.attribute(SelfEvaluations.problems) ?? "",
      measuresText: content?.attribute(SelfEvaluations.measures) ?? "")
    if checks, let content {
      page.problems = SelfEvaluations.gaps(content, found.score, hasRedLight: !found.red.isEmpty).map {
        Problem($0.path?.anchor ?? "main", $0.words)
      }
    }
    page.bar = found.view.bar(
      call, without: isOpen || found.stored == nil ? ["begin", "submit"] : ["begin"],
      fields: assessorField(found.assessors))
    page.moments = found.view.moments(call)
    page.files = AttachmentList(found.view, call)
    page.keptAt = found.keptAt.map { Moments.short($0, now: call.now) }
    page.formHref = row.form.map { "/forms/\($0)" }
    page.reEvaluationHref = found.again.map { "/re-evaluations/\($0.id)" }
    page.saved = call.query["saved"] == nil ? nil : "得分按新填的数算过。"
    return page
  }

  private static func weightNote(_ content: FormContent?) -> [String] {
    content?.attribute(SelfEvaluations.weightWords).map { [$0 + "。"] } ?? []
  }

  /// Whom the performance office may give it to, when it is to be scored again.
  private static func assessorField(_ accounts: [Account]) -> HTML {
    guard !accounts.isEmpty else { return .empty }
    return div(.class("field")) {
      label(.for("assignee")) { "由谁再评价（转再评价时选）" }
      select(.class("ctl"), .id("assignee"), .name("assignee")) {
        option(.value("")) { "没有选" }
        for account in accounts {
          option(.value(account.id)) { "\(account.displayName)（\(account.role.officialName)，\(account.unitName)）" }
        }
      }
    }
  }

  private static func goals(_ content: FormContent?, _ found: Found) -> [EvaluationPage.GoalText] {
    (content?.goals ?? []).filter { !($0.text ?? "").isEmpty }.map { goal in
      .init(
        path: .goal(goal.id), title: goal.printedTitle, text: goal.text ?? "", result: goal.resultText ?? "",
        score: found.isScoredByPeople ? goal.score?.trimmed.description ?? "" : nil, weight: goal.weight)
    }
  }

  private static func nodes(_ score: Score?) -> [String: ScoreNode] {
    Dictionary((score?.root.all ?? []).compactMap { node in node.path.map { ($0.text, node) } }) { one, _ in one }
  }

  private static func rows(_ content: FormContent?, _ score: Score?) -> [EvaluationPage.Row] {
    let nodes = nodes(score)
    return (content?.indicators ?? []).map { goal, row in
      let path = FormPath.indicator(goal.id, row.id)
      let node = nodes[path.field("score").text]
      return EvaluationPage.Row(
        path: path, level1: row.level1 ?? "", level2: row.level2 ?? "", name: row.name ?? "", target: row.target,
        actual: row.actual ?? "", weight: row.weight, score: row.score, isJudged: node?.isForPeople ?? false,
        why: node?.why ?? "", isMissing: node?.reason == .noActual,
        isDoubtful: node.map { SelfEvaluations.needsReason($0) } ?? false)
    }
  }

  private static func explanations(_ content: FormContent?, _ score: Score?) -> [Explanation] {
    let nodes = nodes(score)
    return (content?.indicators ?? []).compactMap { goal, row in
      let path = FormPath.indicator(goal.id, row.id)
      guard let node = nodes[path.field("score").text], SelfEvaluations.needsReason(node) else { return nil }
      return .init(
        title: "\(row.name ?? "")：目标 \(row.target ?? "")，实际 \(row.actual ?? "")", help: node.why,
        reasonPath: path.field("reason"), reason: row.reason ?? "", measurePath: path.field("measure"),
        measure: row.measure ?? "")
    }
  }

  private static func trial(_ found: Found) -> EvaluationPage.Trial? {
    guard let score = found.score, let trial = found.trial, trial.total < score.total else { return nil }
    let before = nodes(score)
    let rows = trial.root.all.compactMap { node -> String? in
      guard let path = node.path, let mine = before[path.text], node.children.isEmpty, node.score < mine.score else {
        return nil
      }
      return "\(node.name) −\((mine.score - node.score).rounded(to: 2).trimmed)"
    }
    return .init(rows: rows, lost: score.total - trial.total, total: trial.total)
  }

  private static func redLight(_ content: FormContent?, _ red: [StageRow]) -> EvaluationPage.RedLight? {
    guard !red.isEmpty else { return nil }
    let periods = red.map { Monitorings.month($0) }.sorted().map { "1—\($0) 月" }.joined(separator: "、")
    return .init(
      periods: periods, path: .attribute(SelfEvaluations.redLightWords),
      words: content?.attribute(SelfEvaluations.redLightWords) ?? "")
  }
}
