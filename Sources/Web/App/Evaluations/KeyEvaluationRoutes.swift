import Lifecycle
import Model
import Schemes
import Store
import Work

/// The key evaluations of a year, and choosing what is evaluated.
enum KeyEvaluationRoutes {
  static let all: [AppRoute] = [
    .get("/evaluations", .may(.readForm), list),
    ListExport.route("/evaluations", .may(.readForm), title: "重点评价", list),
    .get("/evaluations/new", .may(.reviewInPerformanceOffice), new),
    .post("/evaluations", .may(.reviewInPerformanceOffice), choose),
    .get("/evaluations/{id}", .may(.readForm), KeyEvaluationView.show),
    .get("/evaluations/{id}/report", .may(.readForm), KeyEvaluationView.report),
    .post(
      "/evaluations/{id}/plan", .may(.assessProject), body: .fields(bytesMax: 1 << 20), KeyEvaluationView.savePlan),
    .post(
      "/evaluations/{id}/paper", .may(.assessProject), body: .fields(bytesMax: 1 << 20), KeyEvaluationView.savePaper),
  ]

  private static let path = Place.evaluations.path
  private static let finished = [KeyEvaluation.State.concluded, .reported, .archived].map(\.name)
  private static let running = KeyEvaluation.State.allCases.map(\.name).filter {
    !finished.contains($0) && $0 != KeyEvaluation.State.dropped.name
  }

  // MARK: the list

  private struct Found {
    var page: Page<StageRow>
    var counts: [String: Int]
    var names: [String: String]
    var policy: KeyEvaluationPolicy?
  }

  private static func list(_ call: Call) throws(Refusal) -> Response {
    let show = call.query["show"].flatMap { KeyEvaluationsPage.Show(rawValue: $0) } ?? .running
    let account = call.account
    var filter = StageFilter(region: account.region, year: call.year, flow: KeyEvaluation.name, scope: account.scope)
    filter.states =
      switch show {
      case .running: running
      case .finished: finished
      case .all: []
      }
    if account.role.isAssignedOneByOne { filter.assignee = account.id }
    filter.search = String((call.query["q"] ?? "").prefix(100))
    filter.page = call.number("page") ?? 1
    let found = try find(call, filter)
    let isCounted = !account.role.isAssignedOneByOne
    let underWay = running.reduce(0) { $0 + (found.counts[$1] ?? 0) }
    let done = finished.reduce(0) { $0 + (found.counts[$1] ?? 0) }
    let mayChoose = Access.may(.reviewInPerformanceOffice).admits(account.role)
    return call.page(
      keyEvaluationsPage(
        KeyEvaluationsPage(
          shell: call.shell(.evaluations), year: call.year, show: show, facts: [],
          tabs: KeyEvaluationsPage.Show.allCases.map { tab in
            let count: Int? =
              switch tab {
              case .running: isCounted ? underWay : nil
              case .finished: isCounted ? done : nil
              case .all: nil
              }
            return Tab(tab.title, "\(path)?show=\(tab.rawValue)", count: count, isCurrent: tab == show)
          }, search: filter.search, rows: found.page.items.map { row($0, found, call) },
          pager: Pager(
            counter: "件", total: found.page.total, page: found.page.number, size: found.page.size, sizes: [],
            href: { page, _ in call.href([("page", String(page))]) }), newHref: mayChoose ? path + "/new" : nil,
          exportHref: call.exportHref(path),
          done: call.query["done"].flatMap { Int($0) }.map { "已选定 \($0) 件，评价方已收到消息。" })))
  }

  private static func find(_ call: Call, _ filter: StageFilter) throws(Refusal) -> Found {
    try call.read { (t) throws(StoreError) -> Found in
      let page = try Stages.list(filter, in: t)
      var counts: [String: Int] = [:]
      for count in try StageCounts.of(region: filter.region, year: filter.year, call.account.scope, in: t)
      where count.flow == KeyEvaluation.name { counts[count.state, default: 0] += count.stages }
      var names: [String: String] = [:]
      for id in Set(page.items.flatMap(\.assignees)) {
        names[id] = try Accounts.find(id: id, in: t)?.displayName
      }
      let desk = try call.deskIfReady(filter.year, in: t)
      return Found(
        page: page, counts: counts, names: names, policy: desk.flatMap { KeyEvaluations.policy(nil, $0)?.body })
    }
  }

  private static func row(_ stage: StageRow, _ found: Found, _ call: Call) -> KeyEvaluationsPage.Row {
    let file = KeyEvaluationFile(stage.content)
    let listed = ProjectPage.Stage(stage, call)
    // Before there is a conclusion nobody reads a score from a list.
    let total = finished.contains(stage.state) ? file.total : nil
    return KeyEvaluationsPage.Row(
      title: stage.title, href: "\(path)/\(stage.id)", unit: stage.project == nil ? "部门整体支出" : stage.unitName,
      assessors: stage.assignees.subtracting(file.experts).compactMap { found.names[$0] }.sorted().joined(
        separator: "、"),
      amount: file.amount?.figure(in: .wanYuan), status: listed.status, holders: listed.holders, due: listed.due,
      score: total, grade: total.flatMap { found.policy?.grade(of: $0) })
  }

  // MARK: choosing

  private static func new(_ call: Call) throws(Refusal) -> Response {
    call.page(keyEvaluationChoosePage(try form(call, [])))
  }

  private static func form(_ call: Call, _ problems: [Problem]) throws(Refusal) -> KeyEvaluationChoosePage {
    let fields = call.request.fields
    let account = call.account
    let order = call.query["sort"].flatMap { ProjectFilter.Order(rawValue: $0) } ?? .budget
    var filter = ProjectFilter(region: account.region, year: call.year, scope: account.scope)
    filter.order = [.budget, .score, .light].contains(order) ? order : .budget
    filter.isDescending = filter.order != .score
    filter.search = String((call.query["q"] ?? "").prefix(100))
    filter.page = call.number("page") ?? 1
    filter.pageSize = 20
    let chosen = filter
    let ticked = Set(fields.values("project"))
    let criteria = Set(fields.values("criterion"))
    return try call.read { (t) throws(StoreError) -> KeyEvaluationChoosePage in
      let desk = try call.desk(call.year, in: t)
      let known = try KeyEvaluations.chosen(desk, in: t)
      let page = try Projects.list(chosen, in: t)
      let policy = KeyEvaluations.policy(nil, desk)?.body
      let departments = try DepartmentFinals.departments(account, in: t)
      let assessors = try KeyEvaluations.assessors(region: account.region, in: t)
      return KeyEvaluationChoosePage(
        shell: call.shell(.evaluations), year: call.year, search: chosen.search, order: chosen.order.rawValue,
        rows: page.items.map { entry in
          let figures = entry.figures
          return KeyEvaluationChoosePage.Row(
            id: entry.project.id, name: entry.project.name, href: "\(Place.projects.path)/\(entry.project.id)",
            code: entry.project.code, unit: entry.project.unitName, budget: figures.budget?.figure(in: .wanYuan),
            paid: figures.paid?.figure(in: .wanYuan), light: figures.light.flatMap { Light(rawValue: $0) },
            score: figures.reScore ?? figures.selfScore, isChosen: known.contains(entry.project.id),
            isTicked: ticked.contains(entry.project.id))
        },
        pager: Pager(
          counter: "个", total: page.total, page: page.number, size: page.size, sizes: [],
          href: { number, _ in call.href([("page", String(number))]) }),
        criteria: (policy?.criteria ?? []).map {
          KeyEvaluationChoosePage.Criterion(id: $0.id, name: $0.name, isTicked: criteria.contains($0.id))
        }, reason: fields["reason"] ?? "", lead: fields["lead"] ?? "",
        assessors: assessors.map { Choice($0.id, "\($0.displayName)（\($0.role.officialName)，\($0.unitName)）") },
        assessor: fields["assignee"] ?? "", departments: departments.map { Choice($0.id, $0.name) },
        department: fields["department"] ?? "", problems: problems)
    }
  }

  private static func choose(_ call: Call) throws(Refusal) -> Response {
    let fields = call.request.fields
    let projects = fields.values("project").filter { !$0.isEmpty }
    let department = fields["department"] ?? ""
    let assignees = Set(fields.values("assignee").filter { !$0.isEmpty })
    let criteria = Set(fields.values("criterion"))
    var problems: [Problem] = []
    if projects.isEmpty, department.isEmpty { problems.append(Problem("criteria", "没有选评价对象。请在表里勾选项目，或者选一个部门。")) }
    if criteria.isEmpty { problems.append(Problem("criteria", "没有勾为什么选。请至少勾一条。")) }
    if assignees.isEmpty { problems.append(Problem("assignee", "没有选评价方。请选一个机构、专家或同事。")) }
    guard problems.isEmpty else {
      return call.page(keyEvaluationChoosePage(try form(call, problems)), .badRequest)
    }
    let choice = KeyEvaluations.Choice(
      criteria: criteria, reason: TypedText.words(String((fields["reason"] ?? "").prefix(1_000))),
      lead: TypedText.words(String((fields["lead"] ?? "").prefix(40))), assignees: assignees)
    let made = try call.write { (t) throws(StoreError) -> Int in
      let desk = try call.desk(call.year, in: t)
      for id in projects.prefix(50) {
        guard let project = try Projects.find(region: desk.region, id: id, in: t) else { throw .missing(subject: "项目") }
        try KeyEvaluations.choose(project: project, choice, desk, in: t)
      }
      if !department.isEmpty { try KeyEvaluations.choose(project: nil, department: department, choice, desk, in: t) }
      return min(projects.count, 50) + (department.isEmpty ? 0 : 1)
    }
    return .seeOther("\(path)?done=\(made)")
  }
}
