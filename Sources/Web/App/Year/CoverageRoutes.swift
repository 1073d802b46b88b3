import Lifecycle
import Model
import Store
import Work

/// How far everybody is with self-evaluation; asking for it and reminding.
enum CoverageRoutes {
  static let all: [AppRoute] = [
    .get("/self-evaluations", .may(.readForm), show),
    ListExport.route("/self-evaluations", .may(.readForm), title: "单位自评覆盖", show),
    .post("/self-evaluations/open", .may(.reviewInPerformanceOffice), open),
    .post("/self-evaluations/remind", .may(.reviewInPerformanceOffice), remind),
  ]

  private static func open(_ call: Call) throws(Refusal) -> Response {
    let year = call.year
    var total = 0
    while true {
      let opened = try call.write { (transaction) throws(StoreError) in
        guard try Years.find(region: call.account.region, year, in: transaction) != nil else { return 0 }
        return try SelfEvaluations.open(call.desk(year, in: transaction), in: transaction)
      }
      guard opened > 0 else { break }
      total += opened
    }
    return .seeOther("/self-evaluations?opened=\(total)")
  }

  private static func remind(_ call: Call) throws(Refusal) -> Response {
    let year = call.year
    let told = try call.write { (transaction) throws(StoreError) in
      guard try Years.find(region: call.account.region, year, in: transaction) != nil else { return 0 }
      return try SelfEvaluations.remind(call.desk(year, in: transaction), in: transaction)
    }
    return .seeOther("/self-evaluations?reminded=\(told)")
  }

  // MARK: the page

  private enum Show: String, CaseIterable {
    case missing, handed, accepted, all

    var title: String {
      switch self {
      case .missing: "没有报到财政"
      case .handed: "已报待办"
      case .accepted: "已认定"
      case .all: "全部"
      }
    }

    var states: [String] {
      switch self {
      case .missing: ["not-started", "filling", "returned", "department-review", "signing"]
      case .handed: ["submitted", "spot-check", "re-evaluation"]
      case .accepted: ["accepted", "published"]
      case .all: []
      }
    }
  }

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let account = call.account
    guard account.role.seesLists else {
      return call.page(
        coveragePage(
          CoveragePage(
            shell: call.shell(.selfEvaluations), facts: ["分派给你的在“再评价”里"], figures: [], departments: [], tabs: [],
            search: "",
            rows: [], mayOrganise: false)))
    }
    let year = call.year
    let scope = try scope(call)
    let show = call.query["show"].flatMap { Show(rawValue: $0) } ?? .missing
    var filter = StageFilter(region: account.region, year: year, flow: SelfEvaluation.name, scope: scope)
    filter.states = show.states
    filter.search = String((call.query["q"] ?? "").prefix(100))
    filter.page = call.number("page") ?? 1
    filter.pageSize = call.number("size") ?? 50
    let found = try call.read { (transaction) throws(StoreError) in
      (
        list: try Stages.list(filter, in: transaction),
        whole: try StageBoard.of(region: account.region, year: year, scope, flows: Coverage.flows, in: transaction),
        below: try StageBoard.below(region: account.region, year: year, scope, flows: Coverage.flows, in: transaction),
        sums: try ProjectSums.below(region: account.region, year: year, scope, in: transaction),
        sum: try ProjectSums.of(region: account.region, year: year, scope, in: transaction)
      )
    }
    let coverage = Coverage(found.whole)
    let means = Dictionary(found.sums.map { ($0.unit, $0.sum) }) { one, _ in one }
    var page = CoveragePage(
      shell: call.shell(.selfEvaluations), facts: ["\(year) 年度", "项目和部门都要自评，涉密的除外"],
      figures: figures(coverage, found.sum),
      departments: found.below.map { line(call, $0.unit, $0.name, Coverage($0.standings), means[$0.unit]) }
        .filter { $0.projects > 0 || $0.own != "没有布置" }.sorted { $0.missing > $1.missing },
      tabs: Show.allCases.map { tab(call, $0, current: show, found.whole) }, search: filter.search,
      rows: found.list.items.map { row(call, $0) },
      mayOrganise: Permission.roles(for: .reviewInPerformanceOffice).contains(account.role))
    page.exportHref = call.exportHref("/self-evaluations")
    page.kept = ["show", "unit"].compactMap { name in call.query[name].map { (name, $0) } }
    page.pager = Pager(
      counter: "张", total: found.list.total, page: found.list.number, size: found.list.size,
      href: { page, size in call.href("/self-evaluations", [("page", String(page)), ("size", String(size))]) })
    if let opened = call.number("opened") { page.done = opened == 0 ? "没有新的要布置。" : "新布置 \(opened) 张自评表。" }
    if let told = call.number("reminded") { page.done = told == 0 ? "没有要催办的。" : "已催办 \(told) 张，填报单位会在消息里看到。" }
    return call.page(coveragePage(page))
  }

  private static func scope(_ call: Call) throws(Refusal) -> UnitPath {
    guard let asked = call.query["unit"] else { return call.account.scope }
    let region = call.account.region
    let unit = try call.read { (transaction) throws(StoreError) in
      try Units.find(region: region, id: asked, in: transaction)
    }
    guard let unit, call.account.scope.covers(unit.path) else { return call.account.scope }
    return unit.path
  }

  private static func figures(_ coverage: Coverage, _ sum: ProjectSum?) -> [Fact] {
    guard let percent = coverage.percent else { return [] }
    return [
      Fact("项目自评覆盖", String(percent), "%", "\(coverage.handedIn) / \(max(coverage.projects, coverage.asked)) 个已报财政"),
      Fact("还缺", Words.count(coverage.missing), "个项目", "填报中 \(coverage.filling)，部门审核 \(coverage.underReview)"),
      Fact(
        "部门整体自评", "\(coverage.departmentsHandedIn)", "/ \(coverage.departments) 个",
        coverage.departments == 0 ? "没有批复的整体目标" : "已报财政"),
      Fact("已认定", Words.count(coverage.accepted), "个", "财政局认定或采用再评价"),
      Fact(
        "平均自评得分", sum?.meanScore.map { $0.rounded(to: 1).description } ?? "—", sum?.meanScore == nil ? "" : "分",
        "\(sum?.scored ?? 0) 个项目"),
    ]
  }

  private static func line(
    _ call: Call, _ unit: String, _ name: String, _ coverage: Coverage, _ sum: ProjectSum?
  ) -> CoveragePage.Line {
    let own =
      coverage.departments == 0
      ? "没有布置" : coverage.departmentsHandedIn >= coverage.departments ? "已报财政" : "没有报"
    return CoveragePage.Line(
      name: name, href: call.href("/self-evaluations", [("unit", unit), ("page", nil)]),
      projects: max(coverage.projects, coverage.asked), handedIn: coverage.handedIn, filling: coverage.filling,
      review: coverage.underReview, missing: coverage.missing, percent: coverage.percent, own: own, mean: sum?.meanScore
    )
  }

  private static func tab(_ call: Call, _ show: Show, current: Show, _ standings: [StageBoard.Standing]) -> Tab {
    let count = standings.reduce(0) { sum, standing in
      standing.flow == SelfEvaluation.name && (show.states.isEmpty || show.states.contains(standing.state))
        ? sum + standing.projects + standing.departments : sum
    }
    return Tab(
      show.title, call.href("/self-evaluations", [("show", show.rawValue), ("page", nil)]), count: count,
      isCurrent: show == current)
  }

  private static func row(_ call: Call, _ row: StageRow) -> CoveragePage.Row {
    let summary = EvaluationSummary(row)
    let isOverdue = row.isOverdue(on: call.today)
    return CoveragePage.Row(
      name: row.title, href: "/self-evaluations/\(row.id)", unit: row.unitName, isOfDepartment: row.project == nil,
      status: FormStatus(row), state: Steps.words(row)?.state ?? row.state, score: summary?.score,
      grade: summary?.grade,
      spending: summary?.spending, met: summary.map { "\($0.met) / \($0.indicators)" },
      due: row.isFinal ? nil : row.dueOn.map { Moments.day($0) }, isOverdue: isOverdue)
  }
}
