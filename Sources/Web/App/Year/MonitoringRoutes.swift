import Lifecycle
import Model
import Schemes
import Scoring
import Store
import Work

/// The board of monitoring, and opening a checkpoint.
enum MonitoringRoutes {
  static let all: [AppRoute] = [
    .get("/monitoring", .may(.readForm), board),
    ListExport.route("/monitoring", .may(.readForm), title: "双监控", board),
    .post("/monitoring/open", .may(.reviewInPerformanceOffice), open),
  ]

  private static func open(_ call: Call) throws(Refusal) -> Response {
    guard let month = call.request.fields["month"].flatMap({ Int($0) }) else { throw .malformed("month") }
    let year = call.year
    var total = 0
    // A hundred at a time, so that nobody waits behind a whole district.
    while true {
      let opened = try call.write { (transaction) throws(StoreError) in
        try Monitorings.open(month: month, call.desk(year, in: transaction), in: transaction)
      }
      guard opened > 0 else { break }
      total += opened
    }
    return .seeOther("/monitoring?month=\(month)&opened=\(total)")
  }

  // MARK: the board

  private static func board(_ call: Call) throws(Refusal) -> Response {
    let account = call.account
    guard account.role.seesLists else {
      throw .forbidden(why: "运行监控的看板不对外部机构开放。", whoCanHelp: "分派给你的项目在工作台里。")
    }
    let year = call.year
    let page = try call.read { (transaction) throws(StoreError) in
      guard try Years.find(region: account.region, year, in: transaction) != nil else {
        return MonitoringPage(
          shell: call.shell(.monitoring), year: year, facts: ["\(year) 年度还没有设置"], checkpoints: [])
      }
      return try MonitoringBoard(call, call.desk(year, in: transaction), transaction).page()
    }
    return call.page(monitoringPage(page))
  }
}

/// Gathers the board of a branch.
private struct MonitoringBoard {
  let call: Call
  let desk: Desk
  let transaction: ReadTransaction
  /// The branch that is shown: the person's own, or one below it.
  let scope: UnitPath
  let months: [Int]
  let month: Int?
  let policy: LightPolicy?

  init(_ call: Call, _ desk: Desk, _ transaction: ReadTransaction) throws(StoreError) {
    self.call = call
    self.desk = desk
    self.transaction = transaction
    var scope = desk.account.scope
    if let asked = call.query["unit"], let unit = try Units.find(region: desk.region, id: asked, in: transaction),
      scope.covers(unit.path)
    {
      scope = unit.path
    }
    self.scope = scope
    var opened: [Int] = []
    for month in desk.settings.checkpoints {
      var filter = StageFilter(region: desk.region, year: desk.year.year, flow: Monitoring.name, scope: scope)
      filter.part = String(month)
      if try Stages.exists(filter, in: transaction) { opened.append(month) }
    }
    months = opened
    month = call.number("month").flatMap { opened.contains($0) ? $0 : nil } ?? opened.last
    policy = desk.policy(LightPolicy.self)?.body
  }

  func page() throws(StoreError) -> MonitoringPage {
    let sum = try ProjectSums.of(region: desk.region, year: desk.year.year, scope, in: transaction)
    let paid = try Payments.monthly(region: desk.region, year: desk.year.year, scope, in: transaction)
    var page = MonitoringPage(
      shell: call.shell(.monitoring), year: desk.year.year, period: month.map { "1—\($0) 月" },
      facts: [
        month.map { "\(desk.year.year) 年 1—\($0) 月" } ?? "\(desk.year.year) 年度",
        paid.last.map { "支出数取自国库支付，截至 \($0)" } ?? "还没有登记国库支付",
      ], checkpoints: months.map { tab($0) })
    if let name = desk.policy(LightPolicy.self)?.name { page.facts.append("口径：\(name)") }
    if Permission.roles(for: .reviewInPerformanceOffice).contains(desk.account.role) {
      page.openable = desk.settings.checkpoints
    }
    page.exportHref = call.exportHref("/monitoring")
    page.done = call.number("opened").map { $0 == 0 ? "没有新的项目要布置。" : "新布置 \($0) 个项目。" }
    guard let month, let sum else { return page }
    try curves(&page, sum, paid.months, month)
    try lights(&page, sum)
    try departments(&page)
    try projects(&page, month)
    try overdue(&page, month)
    return page
  }

  private func tab(_ month: Int) -> Tab {
    Tab(
      "1—\(month) 月", call.href("/monitoring", [("month", String(month)), ("page", nil)]),
      isCurrent: month == self.month)
  }

  private func curves(
    _ page: inout MonitoringPage, _ sum: ProjectSum, _ months: [Int: Money], _ current: Int
  ) throws(StoreError) {
    if let policy { page.expected = YearCurve((1...12).map { ($0, policy.expected(month: $0).percent) }) }
    let budget = sum.budget.figure(in: .wanYuan)
    var paid = Money.zero
    var money: [(month: Int, percent: ExactDecimal)] = []
    let last = months.keys.max() ?? 0
    for month in 1...12 where month <= last {
      paid = paid + (months[month] ?? .zero)
      if let percent = paid.figure(in: .wanYuan).percent(of: budget) { money.append((month, percent)) }
    }
    page.money = YearCurve(money)
    var goals: [(month: Int, percent: ExactDecimal)] = []
    for month in self.months where month <= current {
      let mean = try StageFigures.mean(
        region: desk.region, year: desk.year.year, scope, flow: Monitoring.name, part: String(month), in: transaction)
      if let mean { goals.append((month, mean)) }
    }
    page.goals = YearCurve(goals)
    page.summary = words(page, current)
  }

  private func words(_ page: MonitoringPage, _ month: Int) -> String {
    func at(_ curve: YearCurve) -> ExactDecimal? { curve.points.last { $0.month <= month }?.percent }
    var parts: [String] = []
    if let due = policy?.expected(month: month).percent {
      parts.append("\(month) 月底应达 \(Words.figure(due, places: 1))%")
    }
    parts.append(at(page.money).map { "支出 \(Words.figure($0, places: 1))%" } ?? "没有支出数")
    parts.append(at(page.goals).map { "目标 \(Words.figure($0, places: 1))%" } ?? "还没有项目报送目标进度")
    return parts.joined(separator: "，") + "。"
  }

  private func lights(_ page: inout MonitoringPage, _ sum: ProjectSum) throws(StoreError) {
    let budgets = try ProjectSums.byLight(region: desk.region, year: desk.year.year, scope, in: transaction)
    let (red, yellow) = (policy?.positive.redBelow.trimmed ?? 60, policy?.positive.yellowBelow.trimmed ?? 80)
    let blue = policy?.blueFrom.trimmed ?? 120
    let against = policy?.blueAgainst == .toDate ? "应达" : "全年目标"
    page.lights = [
      (Light.red, sum.red, "不足应达的 \(red)%，要说明、采取措施，财政决定"), (.yellow, sum.yellow, "\(red)% 至 \(yellow)%，要说明原因"),
      (.green, sum.green, "\(yellow)% 及以上"), (.blue, sum.blue, "已超\(against) \(blue)%，查目标是否偏低"),
    ].map { light, count, meaning in
      .init(
        light: light, projects: count, budget: (budgets[light.rawValue] ?? .zero).figure(in: .wanYuan),
        meaning: meaning,
        href: call.href("/monitoring", [("light", light.rawValue), ("page", nil)]))
    }
    let lit = sum.red + sum.yellow + sum.green + sum.blue
    let counts = [
      ("red", "红灯", sum.red), ("yellow", "黄灯", sum.yellow), ("green", "绿灯", sum.green), ("blue", "蓝灯", sum.blue),
    ]
    page.tabs =
      counts.map { name, title, count in
        Tab(
          title, call.href("/monitoring", [("light", name), ("page", nil)]), count: count, isCurrent: name == light(sum)
        )
      } + [
        Tab(
          "全部项目", call.href("/monitoring", [("light", "all"), ("page", nil)]), count: sum.projects,
          isCurrent: light(sum) == nil)
      ]
    page.facts.append("\(Words.count(lit)) / \(Words.count(sum.projects)) 个项目已亮灯")
  }

  /// The list opens on what needs a person: red, then yellow, then everything.
  private func light(_ sum: ProjectSum? = nil) -> String? {
    if let asked = call.query["light"], !asked.isEmpty { return Light(rawValue: asked)?.rawValue }
    guard let sum else { return nil }
    return sum.red > 0 ? "red" : sum.yellow > 0 ? "yellow" : nil
  }

  private func departments(_ page: inout MonitoringPage) throws(StoreError) {
    let below = try ProjectSums.below(region: desk.region, year: desk.year.year, scope, in: transaction)
    page.departments = below.map { unit, name, sum in
      let (budget, paid) = (sum.budget.figure(in: .wanYuan), sum.paid.figure(in: .wanYuan))
      return .init(
        name: name, href: call.href("/monitoring", [("unit", unit), ("page", nil)]), projects: sum.projects,
        budget: budget,
        paid: paid, percent: paid.percent(of: budget), red: sum.red, yellow: sum.yellow, green: sum.green,
        blue: sum.blue,
        gravest: sum.red > 0 ? .red : sum.yellow > 0 ? .yellow : sum.green > 0 ? .green : sum.blue > 0 ? .blue : nil)
    }.sorted { ($0.red, $0.yellow) > ($1.red, $1.yellow) }
  }

  private func projects(_ page: inout MonitoringPage, _ month: Int) throws(StoreError) {
    let sum = try ProjectSums.of(region: desk.region, year: desk.year.year, scope, in: transaction)
    var filter = ProjectFilter(region: desk.region, year: desk.year.year, scope: scope)
    filter.light = light(sum)
    filter.search = String((call.query["q"] ?? "").prefix(100))
    filter.order = .budget
    filter.isDescending = true
    filter.page = call.number("page") ?? 1
    filter.pageSize = call.number("size") ?? 20
    let found = try Projects.list(filter, in: transaction)
    page.search = filter.search
    page.kept = ["month", "unit", "light"].compactMap { name in call.query[name].map { (name, $0) } }
    let due = policy?.expected(month: month).percent
    for item in found.items {
      let stages = try Monitorings.ofProject(item.project.id, desk, in: transaction)
      page.rows.append(row(item, stages.first { $0.part == String(month) }, due))
    }
    page.pager = Pager(
      counter: "个", total: found.total, page: found.number, size: found.size,
      href: { page, size in call.href("/monitoring", [("page", String(page)), ("size", String(size))]) })
  }

  private func row(_ item: ProjectYear, _ stage: StageRow?, _ due: ExactDecimal?) -> MonitoringPage.Row {
    let summary = stage.flatMap { LightSummary($0) }
    let figures = item.figures
    let (budget, paid) = (figures.budget?.figure(in: .wanYuan), figures.paid?.figure(in: .wanYuan))
    return MonitoringPage.Row(
      light: figures.light.flatMap { Light(rawValue: $0) }, name: item.project.name,
      href: stage.map { "/monitoring/\($0.id)" }, unit: item.project.unitName, budget: budget, paid: paid,
      spending: summary?.spending ?? budget.flatMap { paid?.percent(of: $0) }, expected: due, goals: summary?.goals,
      gap: summary?.gap, why: summary?.light == .red || summary?.light == .yellow ? summary?.why : nil,
      next: stage.map { next($0) } ?? "没有布置", isSuspended: figures.isSuspended)
  }

  private func next(_ stage: StageRow) -> String {
    guard let words = Steps.words(stage) else { return "" }
    let day = stage.isFinal ? nil : stage.dueOn.map { "，限 \(Moments.day($0))" }
    return words.state + (day ?? "")
  }

  private func overdue(_ page: inout MonitoringPage, _ month: Int) throws(StoreError) {
    var filter = StageFilter(region: desk.region, year: desk.year.year, flow: Monitoring.name, scope: scope)
    filter.part = String(month)
    filter.states = ["opened", "filling", "returned", "department-review"]
    filter.overdueOn = call.today
    filter.pageSize = 20
    page.overdue = try Stages.list(filter, in: transaction).items.map { row in
      WorkItem(
        row.title, "/monitoring/\(row.id)", hint: row.unitName, due: row.dueOn.map { Moments.day($0) } ?? "",
        status: .inReview(Steps.words(row)?.state ?? row.state))
    }
    var warned = StageFilter(region: desk.region, year: desk.year.year, flow: Monitoring.name, scope: scope)
    warned.states = WarningRoutes.states
    page.warningCount = try Stages.count(warned, in: transaction)
  }
}
