import Lifecycle
import Model
import Schemes
import Store
import Work

/// The ex-ante evaluations of a year, and beginning one.
enum ExAnteRoutes {
  static let all: [AppRoute] = [
    .get("/pre-evaluations", .may(.readForm), list), .get("/pre-evaluations/new", .may(.writeStage), new),
    .post("/pre-evaluations", .may(.writeStage), begin),
    .get("/pre-evaluations/{id}", .may(.readForm), ExAnteView.show),
    .get("/pre-evaluations/{id}/report", .may(.readForm), ExAnteView.report),
    .post("/pre-evaluations/{id}/material", .may(.writeStage), ExAnteView.saveMaterial),
    .post("/pre-evaluations/{id}/assessment", .may(.assessProject), ExAnteView.saveAssessment),
  ]

  private static let path = Place.preEvaluations.path
  private static let flow = ExAnteEvaluation.name
  private static let concluded = [
    ExAnteEvaluation.State.supported, .filed, .notSupported, .adjustmentAsked,
  ].map(\.name)
  private static let running = ExAnteEvaluation.State.allCases.map(\.name).filter { !concluded.contains($0) }

  // MARK: the list

  private struct Found {
    var rows: [ExAntesPage.Row] = []
    var papers: [ExAntesPage.Paper] = []
    var total = 0
    var number = 1
    var needed = 0
    var counts: [String: Int] = [:]
    var terms: CyclePolicy?
  }

  private static func list(_ call: Call) throws(Refusal) -> Response {
    let account = call.account
    // Whoever is given evaluations one by one has no use for those that have not begun.
    let usual: ExAntesPage.Show = account.role.isAssignedOneByOne ? .running : .needed
    let shows = shows(account.role)
    let asked = call.query["show"].flatMap { ExAntesPage.Show(rawValue: $0) }
    var show = asked.flatMap { shows.contains($0) ? $0 : nil } ?? usual
    let found: Found
    if asked == nil, usual == .needed {
      // The first page shows where something is: what is still to be done, else what is under way.
      let first = try find(call, .needed)
      show = first.total == 0 ? .running : .needed
      found = first.total == 0 ? try find(call, .running) : first
    } else {
      found = try find(call, show)
    }
    return call.page(exAntesPage(page(call, show, shows, found)))
  }

  private static func shows(_ role: Role) -> [ExAntesPage.Show] {
    if role.isAssignedOneByOne { return [.running, .concluded] }
    return role.isOfFinance || role == .oversightReader ? ExAntesPage.Show.allCases : [.needed, .running, .concluded]
  }

  private static func find(_ call: Call, _ show: ExAntesPage.Show) throws(Refusal) -> Found {
    let account = call.account
    let (year, words) = (call.year, String((call.query["q"] ?? "").prefix(100)))
    let mayBegin = Access.may(.writeStage).admits(account.role)
    return try call.read { (transaction) throws(StoreError) -> Found in
      var found = Found()
      let desk = try call.deskIfReady(year, in: transaction)
      found.terms = desk?.terms
      var projects = ProjectFilter(region: account.region, year: year, scope: account.scope)
      if !account.role.isAssignedOneByOne {
        for count in try StageCounts.of(region: account.region, year: year, account.scope, in: transaction)
        where count.flow == flow { found.counts[count.state] = count.stages }
        found.needed = try Projects.countWithoutStage(
          projects, flow: flow, from: desk?.terms.exAnteFrom, in: transaction)
      }
      switch show {
      case .needed:
        projects.search = words
        projects.page = call.number("page") ?? 1
        let page = try Projects.withoutStage(
          projects, flow: flow, from: desk?.terms.exAnteFrom, known: words.isBlank ? found.needed : nil, in: transaction
        )
        (found.total, found.number) = (page.total, page.number)
        found.rows = page.items.map { row($0, call, mayBegin: mayBegin) }
      case .running, .concluded:
        var filter = StageFilter(region: account.region, year: year, flow: flow, scope: account.scope)
        filter.states = show == .running ? running : concluded
        if account.role.isAssignedOneByOne { filter.assignee = account.id }
        filter.search = words
        filter.page = call.number("page") ?? 1
        if show == .concluded { (filter.order, filter.isDescending) = (.updated, true) }
        let page = try Stages.list(filter, in: transaction)
        (found.total, found.number) = (page.total, page.number)
        found.rows = page.items.map { row($0, call) }
      case .exceptions:
        found.papers = try SignedPapers.list(
          region: account.region, year: year, account.scope, in: transaction
        ).map { ExAntesPage.Paper($0, now: call.now) }
      }
      return found
    }
  }

  private static func row(_ project: ProjectYear, _ call: Call, mayBegin: Bool) -> ExAntesPage.Row {
    let amount = project.figures.asked ?? project.project.total
    return ExAntesPage.Row(
      title: project.project.name, href: "\(Place.projects.path)/\(project.project.id)", code: project.project.code,
      unit: project.project.unitName, amount: amount?.figure(in: .wanYuan), status: nil, holders: "项目单位", due: "—",
      begin: mayBegin ? Link("开始评估", "\(path)/new?project=\(project.project.id)") : nil)
  }

  private static func row(_ stage: StageRow, _ call: Call) -> ExAntesPage.Row {
    let listed = ProjectPage.Stage(stage, call)
    return ExAntesPage.Row(
      title: stage.title, href: StageRoutes.href(stage), code: nil, unit: stage.unitName,
      amount: ExAnteFile(stage.content).amount?.figure(in: .wanYuan), status: listed.status, holders: listed.holders,
      due: listed.due)
  }

  private static func page(
    _ call: Call, _ show: ExAntesPage.Show, _ shows: [ExAntesPage.Show], _ found: Found
  ) -> ExAntesPage {
    let underWay = running.reduce(0) { $0 + (found.counts[$1] ?? 0) }
    let done = concluded.reduce(0) { $0 + (found.counts[$1] ?? 0) }
    let supported = (found.counts["supported"] ?? 0) + (found.counts["filed"] ?? 0)
    let all = found.needed + underWay + done
    let isCounted = !call.account.role.isAssignedOneByOne
    var model = ExAntesPage(
      shell: call.shell(.preEvaluations), year: call.year, show: show, rule: rule(found.terms), facts: [],
      tabs: shows.map { tab in
        let count: Int? =
          switch tab {
          case .needed: found.needed
          case .running: isCounted ? underWay : nil
          case .concluded: isCounted ? done : nil
          case .exceptions: nil
          }
        return Tab(tab.title, "\(path)?show=\(tab.rawValue)", count: count, isCurrent: tab == show)
      }, search: String((call.query["q"] ?? "").prefix(100)), rows: found.rows, papers: found.papers,
      pager: Pager(
        counter: "件", total: found.total, page: found.number, size: FormListing.pageSizeUsual, sizes: [],
        href: { page, _ in call.href([("page", String(page))]) }))
    if all > 0, isCounted {
      let share = ExactDecimal(done * 100).divided(by: ExactDecimal(all), places: 1).map { Words.figure($0) } ?? "—"
      model.facts = [
        Fact("要评估的", Words.count(all), "件", "还没开始 \(Words.count(found.needed)) 件"),
        Fact("办理中", Words.count(underWay), "件", "要评估的 \(Words.count(all)) 件里"),
        Fact("已认定", Words.count(done), "件", "占 \(share)%"),
        Fact("予以支持", Words.count(supported), "件", "已认定的 \(Words.count(done)) 件里"),
      ]
    }
    if Access.may(.writeStage).admits(call.account.role) { model.newHref = path + "/new" }
    return model
  }

  /// What asks for an evaluation, as the year's terms say it.
  private static func rule(_ terms: CyclePolicy?) -> String {
    guard let terms else { return "这一年还没有开年" }
    return terms.exAnteFrom.map { "新增项目申请 \(Words.figure($0.figure(in: .wanYuan))) 万元以上的，先评估后安排预算" } ?? "新增项目都要先评估后安排预算"
  }

  // MARK: beginning

  private static func new(_ call: Call) throws(Refusal) -> Response { call.page(exAnteNewPage(try form(call))) }

  private static func form(_ call: Call, problems: [Problem] = []) throws(Refusal) -> ExAnteNewPage {
    let fields = call.request.fields
    let account = call.account
    let asked = call.query["project"] ?? fields["project"]
    let year = call.year
    let found = try call.read { (transaction) throws(StoreError) -> (Project?, Money?, [Unit]) in
      guard let asked, !asked.isEmpty else {
        return (nil, nil, try Units.branch(region: account.region, account.scope, limit: 400, in: transaction))
      }
      let project = try Projects.find(region: account.region, id: asked, in: transaction)
      let figures = try project.flatMap { (project) throws(StoreError) in
        try Projects.year(region: account.region, year, project: project.id, in: transaction)
      }
      return (project, figures?.figures.asked ?? project?.total, [])
    }
    if let project = found.0 {
      try call.demand(.readProject, .unit(project.path))
    } else if asked?.isEmpty == false {
      throw .notFound
    }
    var page = ExAnteNewPage(
      shell: call.shell(.preEvaluations), year: year, project: found.0.map { ($0.id, $0.name, $0.unitName) },
      units: found.2.map { Choice($0.id, $0.name) }, unit: fields["unit"] ?? account.unit, title: fields["title"] ?? "",
      amount: fields["amount"] ?? found.1.map { $0.figure(in: .wanYuan).description } ?? "")
    page.problems = problems
    return page
  }

  private static func begin(_ call: Call) throws(Refusal) -> Response {
    let fields = call.request.fields
    let typed = fields["amount"] ?? ""
    let amount = ProjectEditing.money(typed)
    let project = fields["project"] ?? ""
    let title = String((fields["title"] ?? "").prefix(120))
    var problems: [Problem] = []
    if project.isEmpty, title.isBlank { problems.append(Problem("title", "政策名称没有填。请写全称。")) }
    if !typed.isBlank, amount == nil { problems.append(Problem("amount", "“\(typed)”不是金额。请写成 120 或 120.5，单位是万元。")) }
    guard problems.isEmpty else { return call.page(exAnteNewPage(try form(call, problems: problems)), .badRequest) }
    let account = call.account
    let year = Call.validYear(fields["year"]) ?? call.year
    let stage = try call.write { (transaction) throws(StoreError) in
      let desk = try call.desk(year, in: transaction)
      let found = project.isEmpty ? nil : try Projects.find(region: account.region, id: project, in: transaction)
      if found == nil, !project.isEmpty { throw .missing(subject: "项目") }
      return try ExAntes.begin(
        project: found, unit: fields["unit"] ?? account.unit, title: title, amount: amount, desk, in: transaction)
    }
    return .seeOther("\(path)/\(stage)")
  }
}

extension ExAntesPage.Paper {
  init(_ paper: SignedPapers.Paper, now: Instant) {
    self.init(
      title: paper.title, href: "/stages/\(paper.stage)", unit: paper.unitName,
      gate: Gate(rawValue: paper.gate)?.why ?? paper.gate, document: paper.document, reason: paper.reason,
      signer: paper.signerName ?? "—", time: Moments.short(paper.at, now: now))
  }
}
