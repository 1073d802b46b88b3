import Lifecycle
import Model
import Scoring
import Store
import Work

/// Self-evaluations scored again: the ranking of the year, and one sheet.
enum ReEvaluationRoutes {
  static let all: [AppRoute] = [
    .get("/re-evaluations", .may(.readForm), ranking),
    ListExport.route("/re-evaluations", .may(.readForm), title: "再评价排名", ranking),
    .get("/re-evaluations/{id}", .may(.readForm), show),
    .post("/re-evaluations/{id}", .may(.assessProject), body: .fields(bytesMax: 1 << 20), save),
  ]

  // MARK: the ranking

  private static func ranking(_ call: Call) throws(Refusal) -> Response {
    let year = call.year
    let isOfDepartment = call.query["of"].flatMap { $0 == "departments" ? true : $0 == "projects" ? false : nil }
    let account = call.account
    let found = try call.read { (transaction) throws(StoreError) -> Found? in
      guard try Years.find(region: account.region, year, in: transaction) != nil else { return nil }
      let desk = try call.desk(year, in: transaction)
      let mine = account.role.seesLists ? nil : account.id
      let ranked = try ReEvaluations.ranking(
        desk, scope: account.scope, isOfDepartment: isOfDepartment, in: transaction)
      var filter = StageFilter(region: account.region, year: year, flow: ReEvaluation.name, scope: account.scope)
      filter.states = ["assigned", "reviewing"]
      filter.assignee = mine
      filter.isOfDepartment = isOfDepartment
      filter.pageSize = 100
      return Found(
        policy: try ReEvaluations.policy(desk),
        ranked: ranked.filter { mine == nil || $0.row.assignees.contains(account.id) },
        open: try Stages.list(filter, in: transaction).items)
    }
    guard let found else { throw .notFound }
    return call.page(reEvaluationsPage(page(call, year, found)))
  }

  private struct Found {
    let policy: ReEvaluationPolicy
    let ranked: [ReEvaluations.Ranked]
    let open: [StageRow]
  }

  private static func page(_ call: Call, _ year: Int, _ found: Found) -> ReEvaluationsPage {
    let policy = found.policy
    let rows = found.ranked.map { row($0, policy) }
    return ReEvaluationsPage(
      shell: call.shell(.reEvaluations), title: "\(year) 年度自评再评价：排名与分差",
      facts: ["\(Words.count(rows.count)) 个已有得分", "及格线 \(policy.pass.trimmed)，分差超过 \(policy.returnOver.trimmed) 退回自评"],
      figures: figures(rows, policy),
      pairs: sample(rows).map { ScorePair(name: $0.name, own: $0.own, again: $0.again) }, pass: policy.pass,
      limit: policy.returnOver, total: rows.count,
      tabs: [("", "全部"), ("projects", "项目"), ("departments", "部门整体")].map { value, title in
        Tab(
          title, call.href("/re-evaluations", [("of", value.isEmpty ? nil : value)]),
          isCurrent: (call.query["of"] ?? "") == value)
      }, rows: rows, exportHref: call.exportHref("/re-evaluations"),
      open: found.open.map { row in
        WorkItem(
          row.title, "/re-evaluations/\(row.id)", hint: row.unitName, due: row.dueOn.map { Moments.day($0) } ?? "",
          status: FormStatus(row))
      })
  }

  /// Ten at most, spread from the best to the last.
  private static func sample(_ rows: [ReEvaluationsPage.Row]) -> [ReEvaluationsPage.Row] {
    let limit = 13
    guard rows.count > limit else { return rows }
    return (0..<limit).map { rows[$0 * (rows.count - 1) / (limit - 1)] }
  }

  private static func figures(_ rows: [ReEvaluationsPage.Row], _ policy: ReEvaluationPolicy) -> [Fact] {
    guard !rows.isEmpty else { return [] }
    let again = rows.map(\.again).sorted()
    let own = rows.compactMap(\.own).sorted()
    return [
      Fact(
        "再评分中位", Words.figure(again[again.count / 2], places: 1), "分",
        own.isEmpty ? "没有自评得分" : "自评中位 \(Words.figure(own[own.count / 2], places: 1))"),
      Fact("低于 \(policy.pass.trimmed)", Words.count(rows.filter(\.isBelow).count), "个", "要开反馈会、限期整改"),
      Fact("分差超过 \(policy.returnOver.trimmed)", Words.count(rows.filter(\.isFar).count), "个", "自评退回重做"),
    ]
  }

  private static func row(_ ranked: ReEvaluations.Ranked, _ policy: ReEvaluationPolicy) -> ReEvaluationsPage.Row {
    let again = ranked.sheet.total ?? .zero
    let difference = ranked.sheet.difference
    let isBelow = again < policy.pass
    let far = difference?.magnitude ?? .zero
    var consequence: [String] = []
    if isBelow { consequence.append("开反馈会，限期整改，与下年预算挂钩") }
    if far > policy.reportOver {
      consequence.append("列入通报名单")
    } else if far > policy.returnOver {
      consequence.append("自评退回重做")
    }
    return ReEvaluationsPage.Row(
      rank: ranked.rank, name: ranked.row.title, href: "/re-evaluations/\(ranked.row.id)", unit: ranked.row.unitName,
      own: ranked.sheet.selfScore, again: again, difference: difference, spending: ranked.sheet.spending,
      grade: ranked.grade, isBelow: isBelow, isFar: far > policy.returnOver,
      state: Steps.words(ranked.row)?.state ?? ranked.row.state, consequence: consequence.joined(separator: "；"))
  }

  // MARK: one

  private static func row(_ call: Call) throws(Refusal) -> StageRow {
    let row = try call.stageRow(call.parameters["id"])
    guard row.flow == ReEvaluation.name else { throw .notFound }
    return row
  }

  private static func show(_ call: Call) throws(Refusal) -> Response {
    call.page(reEvaluationPage(try model(call, try row(call))))
  }

  private static func save(_ call: Call) throws(Refusal) -> Response {
    let row = try row(call)
    let fields = call.request.fields
    guard let number = fields["number"].flatMap({ Int($0) }) else { throw .malformed("number") }
    let entry = entry(fields)
    let saved = try call.write { (transaction) throws(StoreError) in
      try ReEvaluations.save(
        entry, stage: row.id, number: number, try call.desk(row.year, in: transaction), in: transaction)
    }
    guard fields["do"] == "submit" else { return .seeOther("/re-evaluations/\(row.id)?saved=1") }
    if let answer = try closed(call, saved) { return answer }
    let page = try model(call, saved, checks: true)
    guard page.problems.isEmpty else { return call.page(reEvaluationPage(page), .badRequest) }
    let request = StepRequest(stage: row.id, event: ReEvaluation.Event.draftScore.rawValue, basedOn: saved.number)
    _ = try StepRoutes.take(request, saved, call)
    return .seeOther("/re-evaluations/\(row.id)")
  }

  /// Hands in the ballot of one of several experts; nil where one person scores, or the last ballot came in.
  private static func closed(_ call: Call, _ saved: StageRow) throws(Refusal) -> Response? {
    let policy = try call.read { (transaction) throws(StoreError) in
      try ReEvaluations.policy(try call.desk(saved.year, in: transaction))
    }
    guard ReEvaluations.isPanel(saved, policy) else { return nil }
    let page = try model(call, saved, checks: true)
    guard page.problems.isEmpty else { return call.page(reEvaluationPage(page), .badRequest) }
    let (row, isComplete) = try call.write { (transaction) throws(StoreError) in
      try ReEvaluations.close(stage: saved.id, try call.desk(saved.year, in: transaction), in: transaction)
    }
    guard isComplete else { return .seeOther("/re-evaluations/\(row.id)?closed=1") }
    let request = StepRequest(stage: row.id, event: ReEvaluation.Event.draftScore.rawValue, basedOn: row.number)
    _ = try StepRoutes.take(request, row, call)
    return .seeOther("/re-evaluations/\(row.id)")
  }

  /// `part[id].points`, `part[id].reason`, `row[path].points`, `row[path].reason`, `veto`.
  private static func entry(_ fields: Fields) -> ReEvaluations.Entry {
    var entry = ReEvaluations.Entry()
    func inner(_ name: String, _ list: String, _ end: String) -> String? {
      guard name.hasPrefix(list + "["), name.hasSuffix("]." + end) else { return nil }
      return String(name.dropFirst(list.count + 1).dropLast(end.count + 2))
    }
    for field in fields.all {
      if let id = inner(field.name, "part", "points") {
        entry.parts.append((id, field.value, fields["part[\(id)].reason"] ?? ""))
      } else if let path = inner(field.name, "row", "points") {
        entry.rows.append((FormPath(path), field.value, fields["row[\(path)].reason"] ?? ""))
      }
    }
    entry.vetoes = Set(fields.values("veto"))
    return entry
  }

  private static func model(
    _ call: Call, _ row: StageRow, checks: Bool = false
  ) throws(Refusal) -> ReEvaluationPage {
    let found = try call.read { (transaction) throws(StoreError) in
      let desk = try call.desk(row.year, in: transaction)
      let own = try ReEvaluations.selfEvaluation(row, in: transaction)
      let content = try own?.form.flatMap { (id) throws(StoreError) in try Forms.load(id: id, in: transaction)?.content
      }
      return (
        view: try StageView(row, desk, in: transaction), policy: try ReEvaluations.policy(desk), own: own,
        content: content, score: content.flatMap { SelfEvaluations.score($0, desk) }
      )
    }
    let reader = call.account.id
    guard let sheet = ReEvaluations.visible(row, to: reader, found.policy) else { throw .notFound }
    let isPanel = ReEvaluations.isPanel(row, found.policy)
    let hasClosed = isPanel && sheet.ballots.contains { $0.account == reader && $0.isClosed }
    let state = row.flow(ReEvaluation.self)?.state
    let mayWrite = found.view.offers.contains { ($0.event == "edit" || $0.event == "begin") && $0.refusal == nil }
    let isOpen =
      mayWrite && !hasClosed && (!isPanel || row.assignees.contains(reader))
      && (state == .assigned || state == .reviewing)
    var page = ReEvaluationPage(
      shell: call.shell(.reEvaluations, year: row.year), id: row.id, title: row.title, unit: row.unitName,
      status: FormStatus(row), route: found.view.route(call), number: row.number, isOpen: isOpen,
      parts: parts(sheet, found.policy), total: sheet.total,
      grade: sheet.total.flatMap { found.policy.grade(of: $0, vetoes: sheet.vetoes) }, own: sheet.selfScore,
      difference: sheet.difference, pass: found.policy.pass,
      rank: sheet.rank.map { "第 \($0) 名，共 \(sheet.ranked ?? 0) 个" },
      vetoes: found.policy.vetoes.map {
        .init(id: $0.id, words: "\($0.name)：等级最高为\($0.gradeMax)", isSet: sheet.vetoes.contains($0.id))
      }, rows: rows(found.content, found.score, sheet))
    if checks {
      page.problems = sheet.gaps(found.policy).map { Problem($0.path?.anchor ?? "main", $0.words) }
    }
    if isPanel { page.panel = panel(row, found.policy) }
    page.bar = found.view.bar(call, without: isOpen ? ["begin", "draft-score"] : ["begin"])
    page.moments = found.view.moments(call)
    page.files = AttachmentList(found.view, call)
    page.selfEvaluationHref = found.own.map { "/self-evaluations/\($0.id)" }
    page.formHref = account(call, mayRead: found.own) ? found.own?.form.map { "/forms/\($0)" } : nil
    page.saved =
      call.query["closed"] != nil
      ? "已交卷。其他专家都交卷以后，自动形成初步得分。" : call.query["saved"] == nil ? nil : "总分按各方面的分算过。"
    return page
  }

  private static func panel(_ row: StageRow, _ policy: ReEvaluationPolicy) -> ReEvaluationPage.Panel {
    let handed = ReEvaluations.handedIn(row)
    return .init(
      words: "评审组 \(handed.asked) 人，各自独立打分，都交卷以前互相看不到；已交卷 \(handed.closed) 人。",
      rows: ReEvaluations.spread(row, policy).map { entry in
        .init(
          name: entry.name, low: entry.outcome.low, high: entry.outcome.high, spread: entry.outcome.spread,
          points: entry.outcome.points, why: entry.outcome.arithmetic, isFar: entry.isFar)
      })
  }

  /// Agencies see the self-evaluation on their sheet; the form itself only where it was given to them.
  private static func account(_ call: Call, mayRead own: StageRow?) -> Bool {
    call.account.role.seesLists && own != nil
  }

  private static func parts(_ sheet: ReEvaluationSheet, _ policy: ReEvaluationPolicy) -> [ReEvaluationPage.Part] {
    policy.parts.map { part in
      let mine = sheet.parts.first { $0.id == part.id }
      return .init(
        id: part.id, name: part.name, full: part.points, points: mine?.points?.trimmed.description ?? "",
        reason: mine?.reason ?? "", guide: part.guide, isProposed: part.computation != nil)
    }
  }

  private static func rows(
    _ content: FormContent?, _ score: Score?, _ sheet: ReEvaluationSheet
  ) -> [ReEvaluationPage.Row] {
    let nodes = Dictionary((score?.root.all ?? []).compactMap { node in node.path.map { ($0.text, node) } }) { one, _ in
      one
    }
    return (content?.indicators ?? []).map { goal, row in
      let path = FormPath.indicator(goal.id, row.id).field("score")
      let mine = sheet.rows.first { $0.path == path }
      return .init(
        path: path, level1: row.level1 ?? "", level2: row.level2 ?? "", name: row.name ?? "", target: row.target,
        actual: row.actual, weight: row.weight, own: row.score, points: mine?.points?.trimmed.description ?? "",
        reason: mine?.reason ?? "", why: nodes[path.text]?.why ?? "")
    }
  }
}
