import Lifecycle
import Model
import Schemes
import Store
import Work

/// Results and the next budget: what the rule would do, proposals, decisions.
enum BudgetLinkRoutes {
  static let all: [AppRoute] = [
    .get("/budget-link", .may(.readForm), show),
    .post("/budget-link", .may(.reviewInPerformanceOffice), propose),
    .get("/budget-link/decisions", .may(.readForm), list),
    ListExport.route("/budget-link", .may(.readForm), title: "预算挂钩测算", show),
    ListExport.route("/budget-link/decisions", .may(.readForm), title: "结果应用决定", list),
    .get("/budget-link/decisions/{id}", .may(.readForm), decision),
  ]

  /// What the step form brings into a proposal: another percentage.
  static func content(_ row: StageRow, _ event: String, _ fields: Fields) throws(Refusal) -> JSON? {
    guard event == BudgetLink.Event.edit.rawValue, let text = fields["percent"] else { return nil }
    guard let percent = ExactDecimal(UnitPicker.trimmed(text)) else {
      throw .notTaken(why: "“\(text)”不是比例，没有改。", whoCanHelp: "请写 0 到 100 之间的数，例如 10。")
    }
    return .object(["percent": .number(percent)])
  }

  // MARK: what the rule would do

  private struct Found {
    var policy: Policy<BudgetLinkPolicy>
    var rule: BudgetLinkPolicy
    var effects: [BudgetLinks.Effect]
    var list: Page<ProjectYear>
    var proposals: [String: StageRow]
  }

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let isReady = try call.read { (t) throws(StoreError) in
      try call.deskIfReady(call.year, in: t)?.policy(BudgetLinkPolicy.self) != nil
    }
    // Units read what was decided; so does everybody while the year has no rule.
    guard isReady, call.account.role.isOfFinance || call.account.role == .oversightReader else { return try list(call) }
    return call.page(budgetLinkPage(try page(call)))
  }

  private static func page(_ call: Call) throws(Refusal) -> BudgetLinkPage {
    let year = call.year
    var problems: [Problem] = []
    let found = try find(call, year, &problems)
    let isTrial = found.rule != found.policy.body
    let mayPropose = Access.may(.reviewInPerformanceOffice).admits(call.account.role)
    return BudgetLinkPage(
      shell: call.shell(.budgetLink), year: year, policy: found.policy.name,
      standing: found.policy.validity.standing.doubt, exportHref: call.exportHref("/budget-link"),
      bands: found.effects.enumerated().map { index, effect in
        BudgetLinkPage.Band(
          field: "cut-\(index)", words: words(found.rule, index), cut: "\(effect.band.cut)", projects: effect.projects,
          budget: effect.budget, loss: effect.cut)
      }, isTrial: isTrial, rows: found.list.items.compactMap { row($0, found) },
      pager: Pager(
        counter: "个项目", total: found.list.total, page: found.list.number, size: found.list.size,
        href: { page, size in "/budget-link?page=\(page)&size=\(size)" }),
      proposeAction: mayPropose && !isTrial ? "/budget-link?page=\(found.list.number)&size=\(found.list.size)" : nil,
      problems: problems, done: call.number("done").map { "已对 \($0) 个项目提出压减建议，在决定清单里会商。" })
  }

  private static func find(_ call: Call, _ year: Int, _ problems: inout [Problem]) throws(Refusal) -> Found {
    let cuts = call.query
    var wrong: [Problem] = []
    let found = try call.read { (t) throws(StoreError) -> Found in
      let desk = try call.desk(year, in: t)
      guard let policy = desk.policy(BudgetLinkPolicy.self) else {
        throw .missing(subject: "\(year) 年度的结果应用办法（年度设置里选）")
      }
      let rule = trial(policy.body, cuts, &wrong)
      var filter = ProjectFilter(region: desk.region, year: year, scope: call.account.scope)
      filter.categories = rule.categories
      filter.scoreBelow = rule.bands.last { $0.cut.isZero }.map { ExactDecimal($0.from) } ?? ExactDecimal(1_000)
      filter.order = .score
      filter.page = call.number("page") ?? 1
      filter.pageSize = call.number("size") ?? 20
      let list = try Projects.list(filter, in: t)
      var proposals: [String: StageRow] = [:]
      for entry in list.items {
        proposals[entry.project.id] = try Stages.ofProject(
          region: desk.region, entry.project.id, year: year, flow: BudgetLink.name, in: t
        ).first { $0.part == "score" }
      }
      return Found(
        policy: policy, rule: rule, effects: try BudgetLinks.effects(desk, under: rule, in: t), list: list,
        proposals: proposals)
    }
    problems += wrong
    return found
  }

  /// The policy with other percentages, for seeing what they would do.
  private static func trial(_ policy: BudgetLinkPolicy, _ fields: Fields, _ problems: inout [Problem])
    -> BudgetLinkPolicy
  {
    let cuts = policy.bands.enumerated().map { index, band -> ExactDecimal in
      guard let text = fields["cut-\(index)"], !text.isEmpty else { return band.cut }
      guard let cut = ExactDecimal(UnitPicker.trimmed(text)), !cut.isNegative, cut <= .hundred else {
        problems.append(Problem("cut-\(index)", "“\(text)”不是 0 到 100 之间的比例，按现行办法算。"))
        return band.cut
      }
      return cut
    }
    return policy.with(cuts: cuts)
  }

  /// 优（90 分及以上）, 良（80—90）, 差（60 以下）.
  private static func words(_ rule: BudgetLinkPolicy, _ index: Int) -> String {
    let band = rule.bands[index]
    if index == 0 { return "\(band.name)（\(band.from) 分及以上）" }
    let above = rule.bands[index - 1].from
    return band.from == 0 ? "\(band.name)（\(above) 以下）" : "\(band.name)（\(band.from)—\(above)）"
  }

  private static func row(_ entry: ProjectYear, _ found: Found) -> BudgetLinkPage.Row? {
    guard let score = entry.figures.reScore ?? entry.figures.selfScore, let band = found.rule.band(of: score),
      let base = entry.figures.budget, !band.cut.isZero
    else { return nil }
    let cut = BudgetCut(
      cause: .score(score), policy: found.policy.id, base: base, year: entry.year + 1, percent: band.cut, words: "")
    return BudgetLinkPage.Row(
      project: entry.project.name, href: "/projects/\(entry.project.id)", unit: entry.project.unitName, score: score,
      grade: band.name, base: base, cut: cut.cut,
      why: "\(Words.figure(base.figure(in: .wanYuan), places: 2)) × \(Words.figure(band.cut))%",
      proposal: found.proposals[entry.project.id].map {
        Link(Steps.name(ofState: $0.state, flow: $0.flow), StageRoutes.href($0))
      })
  }

  private static func propose(_ call: Call) throws(Refusal) -> Response {
    let year = call.year
    var none: [Problem] = []
    let found = try find(call, year, &none)
    let made = try call.write { (t) throws(StoreError) -> Int in
      let desk = try call.desk(year, in: t)
      var made = 0
      for entry in found.list.items where found.proposals[entry.project.id] == nil {
        if try BudgetLinks.propose(entry.project.id, desk, in: t) != nil { made += 1 }
      }
      return made
    }
    return .seeOther("/budget-link?page=\(found.list.number)&size=\(found.list.size)&done=\(made)")
  }

  // MARK: decisions

  private static let tabs: [(name: String, words: String, states: [BudgetLink.State])] = [
    ("open", "在会商", [.proposed, .discussed]), ("decided", "已决定", [.decided]),
    ("applied", "已列入预算", [.applied, .published]),
    ("withdrawn", "不采用", [.withdrawn]),
  ]

  private static func list(_ call: Call) throws(Refusal) -> Response {
    let year = call.year
    let tab = tabs.first { $0.name == call.query["show"] } ?? tabs[0]
    var filter = StageFilter(region: call.account.region, year: year, flow: BudgetLink.name, scope: call.account.scope)
    filter.states = tab.states.map(\.name)
    filter.page = call.number("page") ?? 1
    filter.pageSize = call.number("size") ?? 20
    let chosen = filter
    let (found, counts) = try call.read { (t) throws(StoreError) in
      (
        try Stages.list(chosen, in: t),
        try StageCounts.of(region: call.account.region, year: year, call.account.scope, in: t)
      )
    }
    return call.page(
      budgetDecisionsPage(
        BudgetDecisionsPage(
          shell: call.shell(.budgetLink),
          tabs: tabs.map { each in
            let names = Set(each.states.map(\.name))
            let count = counts.reduce(0) {
              $1.flow == BudgetLink.name && names.contains($1.state) ? $0 + $1.stages : $0
            }
            return Tab(
              each.words, "/budget-link/decisions?show=\(each.name)", count: count, isCurrent: each.name == tab.name)
          }, rows: found.items.compactMap(decisionRow),
          pager: Pager(
            counter: "件", total: found.total, page: found.number, size: found.size,
            href: { page, size in "/budget-link/decisions?show=\(tab.name)&page=\(page)&size=\(size)" }),
          exportHref: call.exportHref("/budget-link/decisions"))))
  }

  private static func decisionRow(_ stage: StageRow) -> BudgetDecisionsPage.Row? {
    guard let cut = BudgetCut(stage.content) else { return nil }
    let state = stage.flow(BudgetLink.self)?.state
    let tone: Tone =
      switch state {
      case .applied, .published: .good
      case .decided: .accent
      case .withdrawn: .plain
      case .proposed, .discussed, nil: .warning
      }
    return BudgetDecisionsPage.Row(
      href: StageRoutes.href(stage), project: stage.title, unit: stage.unitName, why: why(cut), base: cut.base,
      percent: cut.percent, cut: cut.cut, state: state?.officialName ?? stage.state, tone: tone)
  }

  private static func why(_ cut: BudgetCut) -> String {
    switch cut.cause {
    case .score(let score): "得分 \(Words.figure(score))，\(cut.words)"
    case .notRectified: cut.words
    }
  }

  private static func decision(_ call: Call) throws(Refusal) -> Response {
    let stage = try call.stageRow(call.parameters["id"])
    guard stage.flow == BudgetLink.name, let cut = BudgetCut(stage.content) else { throw .notFound }
    let view = try call.read { (t) throws(StoreError) in try StageView(stage, call.desk(stage.year, in: t), in: t) }
    func figure(_ money: Money) -> String { Words.figure(money.figure(in: .wanYuan), places: 2) }
    var links: [Link] = []
    if let project = stage.project { links.append(Link("看项目各年的得分和预算", "/projects/\(project)")) }
    if case .notRectified(let item) = cut.cause { links.append(Link("看没有整改的事项", "/rectifications/\(item)")) }
    let mayChange = view.offers.contains { $0.event == "edit" && $0.refusal == nil }
    return call.page(
      budgetDecisionPage(
        BudgetDecisionPage(
          shell: call.shell(.budgetLink, year: stage.year), title: stage.title, facts: [view.lead(call)],
          route: view.route(call),
          sum: "\(figure(cut.base)) × \(Words.figure(cut.percent))% = \(figure(cut.cut)) 万元，压减后 \(figure(cut.left)) 万元",
          pairs: [
            ("单位", stage.unitName), ("理由", why(cut)), ("办法", policyName(cut.policy, call)),
            ("列入", "\(cut.year) 年预算控制数"),
          ],
          bar: view.offers.contains { $0.event != "edit" } ? view.bar(call) : nil,
          change: mayChange ? change(stage, cut) : nil, links: links,
          history: view.moments(call), files: AttachmentList(view, call))))
  }

  private static func change(_ stage: StageRow, _ cut: BudgetCut) -> RecordForm {
    var percent = Field("percent", "压减比例")
    percent.value = "\(cut.percent)"
    percent.isFigure = true
    percent.unit = "%"
    var opinion = Field("opinion", "理由")
    opinion.help = "为什么不按办法的比例。"
    opinion.demand = "必填"
    opinion.id = "opinion"
    return RecordForm(
      action: "/stages/\(stage.id)/step",
      items: [
        .hidden("event", "edit"), .hidden("number", String(stage.number)), .field(percent),
        .text(opinion),
      ], button: "改比例", style: .plain)
  }

  private static func policyName(_ id: String, _ call: Call) -> String {
    call.services.rulebook.policies.entries.first { $0.id == id }?.name ?? id
  }
}
