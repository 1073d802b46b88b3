import Lifecycle
import Model
import Store
import Work

/// The work bench: what a person is to do first, by role.
enum BenchRoutes {
  static let all: [AppRoute] = [.get("/", .signedIn, show)]

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let role = call.account.role
    var page = BenchPage(shell: call.shell(.bench), facts: [Moments.day(call.now), role.officialName])
    if role.isAdministrator {
      page.doors = doors(role)
      return call.page(benchPage(page))
    }
    let year = call.year
    let found = try call.read { (transaction) throws(StoreError) in
      try Found(call, year, in: transaction)
    }
    if role != .oversightReader { fill(&page, found.work, call) }
    if let settings = found.settings { addDays(to: &page, settings, year, call) }
    page.figures = figures(found, call)
    page.progress = found.progress.map { BenchProgress($0) }
    page.red = found.red.map { RedProject($0) }
    page.redCount = found.sum?.red ?? 0
    if role.isOfFinance || role == .oversightReader, let filter = try FormListing.filter(call) {
      try BenchForms.add(to: &page, filter, call)
    }
    if Access.may(.editForm).admits(role) { try BenchForms.addParts(to: &page, year, call) }
    if Access.may(.upload).admits(role) {
      try BenchForms.addImports(to: &page, call)
      page.mainAction = Link("导入文件", "/imports")
    }
    if Access.may(.readLedger).admits(role) { page.actions.append(Link("总台账", "/ledger")) }
    return call.page(benchPage(page))
  }

  // MARK: what was found

  private struct Found {
    var work: BenchWork
    var settings: YearSettings?
    var sum: ProjectSum?
    var progress: FlowProgress?
    var red: [ProjectYear] = []
    var counts: [StageCounts.Count] = []
    var exAnteMissing: Int?
    /// Counted up to this: the list of evaluations counts them all.
    static let missingMax = 100

    init(_ call: Call, _ year: Int, in transaction: ReadTransaction) throws(StoreError) {
      let account = call.account
      let today = Moments.date(call.now)
      work = try BenchWork(account, year: year, on: today, in: transaction)
      let found = try Years.find(region: account.region, year, in: transaction)
      settings = found?.settings
      guard !account.role.isAssignedOneByOne else { return }
      sum = try ProjectSums.of(region: account.region, year: year, account.scope, in: transaction)
      counts = try StageCounts.of(region: account.region, year: year, account.scope, in: transaction)
      guard account.role.isOfFinance || account.role == .oversightReader else { return }
      if let flow = busiest {
        progress = try FlowProgress(
          flow, region: account.region, year: year, account.scope, limit: 6, in: transaction)
      }
      if (sum?.red ?? 0) > 0 {
        var filter = ProjectFilter(region: account.region, year: year, scope: account.scope)
        filter.light = Light.red.rawValue
        filter.pageSize = 5
        red = try Projects.list(filter, in: transaction).items
      }
      if account.role == .financePerformanceOffice, sum != nil, let desk = try call.deskIfReady(year, in: transaction) {
        exAnteMissing = try Projects.countWithoutStage(
          ProjectFilter(region: account.region, year: year, scope: account.scope), flow: ExAnteEvaluation.name,
          from: desk.terms.exAnteFrom, upTo: Self.missingMax, in: transaction)
      }
    }

    /// The flow that all departments hand in and that most is left of; the latest one of two alike.
    private var busiest: String? {
      var best: (flow: String, left: Int)?
      for flow in [GoalForm.name, Monitoring.name, SelfEvaluation.name] {
        let own = counts.filter { $0.flow == flow }
        let left = own.filter { !Steps.isFinal($0.state, flow: flow) }.reduce(0) { $0 + $1.stages }
        if !own.isEmpty, left >= best?.left ?? 0 { best = (flow, left) }
      }
      return best?.flow
    }
  }

  private static func figures(_ found: Found, _ call: Call) -> [Fact] {
    var facts: [Fact] = []
    let late = call.waiting(call.year).places.values.contains { $0.isOverdue }
    if found.work.count > 0 {
      facts.append(Fact("要我办的", Words.count(found.work.count), "件", late ? "有逾期的" : "没有逾期的"))
    }
    guard let sum = found.sum else { return facts }
    facts.append(Fact("项目", Words.count(sum.projects), "个", "暂停 \(Words.count(sum.suspended)) 个"))
    let budget = Words.figure(sum.budget.figure(in: .wanYuan), places: 2)
    let rate = percent(sum.paid, sum.budget)
    if sum.budget.fen > 0 { facts.append(Fact("批复预算", budget, "万元", "已支付 \(rate ?? "0")%")) }
    if sum.budget.fen == 0, sum.asked.fen > 0 {
      facts.append(Fact("申报预算", Words.figure(sum.asked.figure(in: .wanYuan), places: 2), "万元", "还没有批复"))
    }
    let lit = sum.green + sum.yellow + sum.red + sum.blue
    if lit > 0 {
      facts.append(
        Fact(
          "红灯", Words.count(sum.red), "个",
          "黄 \(Words.count(sum.yellow))，绿 \(Words.count(sum.green))，蓝 \(Words.count(sum.blue))"))
    }
    let goals = found.counts.filter { $0.flow == GoalForm.name }.reduce(0) { $0 + $1.stages }
    if goals > 0 {
      let done = found.counts.filter {
        $0.flow == GoalForm.name
          && [.approved, .locked, .published].contains(Steps.formState(ofState: $0.state, flow: $0.flow))
      }.reduce(0) { $0 + $1.stages }
      facts.append(Fact("目标已批复", Words.count(done), "件", "申报 \(Words.count(goals)) 件"))
    }
    if sum.scored > 0, let mean = sum.meanScore {
      facts.append(
        Fact("自评均分", Words.figure(mean), "分", "已自评 \(Words.count(sum.scored)) / \(Words.count(sum.projects)) 个"))
    } else if let missing = found.exAnteMissing {
      facts.append(Fact("还没事前评估", Words.count(missing), missing < Found.missingMax ? "个" : "个以上", "新增项目够条件的"))
    }
    return facts
  }

  private static func percent(_ part: Money, _ whole: Money) -> String? {
    guard whole.fen > 0 else { return nil }
    return (ExactDecimal(units: part.fen, places: 0) * 100).divided(
      by: ExactDecimal(units: whole.fen, places: 0), places: 1
    )
    .map { Words.figure($0) }
  }

  // MARK: tasks

  private static func fill(_ page: inout BenchPage, _ work: BenchWork, _ call: Call) {
    page.taskCount = work.count
    let back = work.tasks.filter { $0.returned != nil }.map { item($0.row, returned: $0.returned, call) }
    let others = work.tasks.filter { $0.returned == nil }.map { item($0.row, returned: nil, call) }
    page.tasks = [TaskGroup("被退回，先改这些", back), TaskGroup(back.isEmpty ? nil : "其他要办的", others)]
    page.withOthers = work.withOthers.map { other($0, call) }
    if !back.isEmpty { page.facts.append("退回要改 \(back.count) 件") }
  }

  private static func item(_ row: StageRow, returned: StageStepRow?, _ call: Call) -> WorkItem {
    let words = Steps.words(row)
    let flow = Steps.name(ofFlow: row.flow) + (row.partWords.map { " \($0)" } ?? "")
    let hint: String
    if let returned {
      let cells = returned.returnedCells.count
      let opinion = returned.opinion.map { "：\($0)" } ?? ""
      hint =
        "\(flow)　\(returned.who)退回\(cells > 0 ? " \(cells) 格" : "")\(opinion)"
    } else {
      hint = "\(flow)　\(row.unitName)　从 \(Moments.short(row.since, now: call.now)) 起“\(words?.state ?? row.state)”"
    }
    let isLate = row.isOverdue(on: Moments.date(call.now))
    let days = row.dueOn.flatMap { Moments.days(until: $0, now: call.now) } ?? 0
    return WorkItem(
      row.title, StageRoutes.href(row), hint: hint, due: row.dueOn.map { Moments.words($0, now: call.now) } ?? "没有定期限",
      left: row.dueOn.map { Moments.distance($0, now: call.now) },
      status: isLate && returned == nil ? .overdue(days: -days) : words.map { FormStatus($0) } ?? .inReview(row.state))
  }

  private static func other(_ row: StageRow, _ call: Call) -> WorkItem {
    let words = Steps.words(row)
    return WorkItem(
      row.title, StageRoutes.href(row),
      hint: "\(Steps.name(ofFlow: row.flow))　\(words?.hands ?? "—")　从 \(Moments.short(row.since, now: call.now)) 起",
      due: row.dueOn.map { "最迟 \(Moments.words($0, now: call.now))" } ?? "没有定期限",
      left: row.dueOn.map { Moments.distance($0, now: call.now) },
      status: words.map { FormStatus($0) } ?? .inReview(row.state))
  }

  // MARK: the days of the year

  private static func addDays(to page: inout BenchPage, _ settings: YearSettings, _ year: Int, _ call: Call) {
    let days = settings.deadlines.compactMap { deadline in
      Moments.days(until: deadline.day, now: call.now).map { (deadline: deadline, left: $0) }
    }.sorted { $0.left < $1.left }
    page.upcoming = days.filter { $0.left >= 0 }.prefix(5).map { entry in
      Moment(
        "\(Moments.words(entry.deadline.day, now: call.now))　\(Moments.distance(entry.deadline.day, now: call.now))",
        entry.deadline.name, entry.left <= 10 ? .now : .plain)
    }
    page.band = YearBand(year, days, call.now)
  }

  // MARK: administrators

  private static func doors(_ role: Role) -> [BenchDoor] {
    let words: [Place: String] = [
      .units: "建、改、并、撤单位；单位的历史一直留着。", .people: "建账号、重设密码、停用和启用。", .health: "程序、数据库和备份的状况。",
      .rights: "给人角色和管辖范围，到期自动收回。", .security: "登录着的地方、锁定的账号、遮盖的规定。", .ledger: "谁在什么时候做了什么；随时可以从头核对。",
      .rules: "程序核对表格用的规则。", .account: "密码、字的大小和登录着的地方。",
    ]
    return Places.of(role).compactMap { place in
      words[place].map { BenchDoor(link: Link(place.title, place.path), words: $0) }
    }
  }
}

extension YearBand {
  /// Nine months around today.
  init?(_ year: Int, _ days: [(deadline: YearSettings.Deadline, left: Int)], _ now: Instant) {
    let (behind, ahead) = (92, 243)
    let near = days.filter { (-behind...ahead).contains($0.left) }
    guard !near.isEmpty else { return nil }
    let first = now.adding(seconds: -behind * 86_400)
    var months: [(name: String, offset: Int)] = []
    for offset in 0...(behind + ahead) {
      let moment = first.adding(seconds: offset * 86_400).civil()
      if moment.day == 1 { months.append(("\(moment.month) 月", offset)) }
    }
    self.init(
      title: "\(year) 年度的时间带", months: months, length: behind + ahead, today: behind,
      marks: near.map { entry in
        YearBand.Mark(
          name: String(entry.deadline.name.prefix { $0 != "：" }), day: entry.deadline.day, offset: entry.left + behind,
          isPast: entry.left < 0)
      })
  }
}

extension BenchProgress {
  init(_ progress: FlowProgress) {
    let place = Places.of(flow: progress.flow)
    self.init(
      flow: Steps.name(ofFlow: progress.flow), href: place.map(\.path) ?? "/", done: progress.whole.done,
      inReview: progress.whole.inReview, returned: progress.whole.returned, open: progress.whole.open,
      slowest: progress.branches.map { Row(name: $0.name, due: $0.share.all, handedIn: $0.share.handedIn) })
  }
}

extension RedProject {
  init(_ row: ProjectYear) {
    let budget = row.figures.budget
    let rate = budget.flatMap { budget in
      row.figures.paid.flatMap { paid in
        (ExactDecimal(units: paid.fen, places: 0) * 100).divided(
          by: ExactDecimal(units: budget.fen, places: 0), places: 1)
      }
    }
    let money = budget.map { "预算 \(Words.figure($0.figure(in: .wanYuan), places: 2)) 万元" } ?? "预算未批复"
    self.init(
      name: row.project.name, href: "\(Place.projects.path)/\(row.project.id)", unit: row.project.unitName,
      words: money + (rate.map { "，支出 \(Words.figure($0))%" } ?? ""))
  }
}
