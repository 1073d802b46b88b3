import Lifecycle
import Model
import Store
import Work

/// Goal forms that wait for an office, and deciding about many of them at once: passing, control figures, approval.
enum ReviewListRoutes {
  static let all: [AppRoute] = [
    .get("/reviews", .may(.readForm), showQueue),
    .post("/reviews/batch", .may(.readForm), passQueue),
    .get("/control-figures", .may(.readForm), showFigures),
    .post("/control-figures", .may(.decideBudget), decideFigures),
  ]

  /// States in which a role reviews goal forms.
  static func states(_ role: Role) -> [String] { ReviewQueue.states(role) }

  /// Which list it is, and what its button does.
  private struct List {
    var title: String
    var states: [String]
    var action: String
    var verb: String?
    var writesControl = false
    var note: String?
    var emptyWords: String
  }

  // MARK: what waits for the reader

  private static func showQueue(_ call: Call) throws(Refusal) -> Response {
    call.page(reviewListPage(try page(call, queue(call))))
  }

  private static func queue(_ call: Call) -> List {
    let role = call.account.role
    let round = call.query["round"] ?? call.request.fields["round"] ?? ""
    let states = states(role).filter { round.isEmpty || $0.hasSuffix("-\(round)") }
    var list = List(
      title: "待我审核", states: states, action: "/reviews/batch",
      emptyWords: "送到你这里的目标申报表都办完了。新报送的会出现在这里和消息里。")
    switch role {
    case .departmentFinanceOfficer, .departmentPerformanceLead, .financeLineOffice:
      list.verb = "通过"
      list.note = "有发现的、金额大的和抽中的要逐张审，不随成批通过；抽签只由年度、单位和轮次决定，重新打开不会变。"
    case .financeBudgetOffice, .financePerformanceOffice, .financeTreasuryOffice, .departmentProgramOfficer,
      .departmentHead, .executingUnit, .thirdPartyAgency, .expertReviewer, .oversightReader, .systemAdministrator,
      .securityAdministrator, .auditAdministrator, .public:
      break
    }
    return list
  }

  private static func passQueue(_ call: Call) throws(Refusal) -> Response {
    let list = queue(call)
    guard list.verb != nil else {
      return try again(call, list, "\(call.account.role.officialName)没有成批办理的目标申报表，请逐张打开办理。")
    }
    return try decide(call, list)
  }

  // MARK: control figures and approval

  private static func showFigures(_ call: Call) throws(Refusal) -> Response {
    call.page(reviewListPage(try page(call, figures(call))))
  }

  private static func decideFigures(_ call: Call) throws(Refusal) -> Response {
    let list = figures(call)
    guard list.verb != nil else { throw .malformed("view") }
    return try decide(call, list)
  }

  private static let views = [("", "待下达控制数"), ("issued", "已下达"), ("approve", "待批复")]

  private static func figures(_ call: Call) -> List {
    let mayDecide = Access.may(.decideBudget).admits(call.account.role)
    let first = GoalForm.State.budgetOfficeReview(.first).name
    let second = GoalForm.State.budgetOfficeReview(.second).name
    switch call.query["view"] ?? call.request.fields["view"] {
    case "issued":
      let after =
        GoalForm.State.allCases.map(\.name).filter { $0.hasSuffix("-2") } + ["approved", "locked", "published"]
      return List(
        title: "控制数与批复", states: after, action: "/control-figures", emptyWords: "还没有下达过控制数。")
    case "approve":
      return List(
        title: "控制数与批复", states: [second], action: "/control-figures", verb: mayDecide ? "批复" : nil,
        note: "没有通过事前评估的新项目、有逾期整改又增加预算的项目不会批复，办理以后逐项列出原因。",
        emptyWords: "二上的表还没有送到预算科，或者都批复了。")
    default:
      return List(
        title: "控制数与批复", states: [first], action: "/control-figures", verb: mayDecide ? "下达" : nil,
        writesControl: mayDecide, note: "一个部门的表一次办完；控制数以万元填写，不安排的写 0。下达以后进入二上，表里的当年预算按控制数预填。",
        emptyWords: "一上的表还没有送到预算科，或者控制数都下达了。")
    }
  }

  // MARK: the list

  private static func page(
    _ call: Call, _ list: List, outcomes: [StepBatch.Outcome]? = nil
  ) throws(Refusal) -> ReviewListPage {
    let account = call.account
    let year = call.year
    let departmentID = call.query["department"] ?? ""
    guard account.role.seesLists else { return empty(call, list) }
    let found = try call.read { (transaction) throws(StoreError) -> Found? in
      guard try Years.find(region: account.region, year, in: transaction) != nil else { return nil }
      let desk = try call.desk(year, in: transaction)
      var filter = StageFilter(region: account.region, year: year, flow: GoalForm.name, scope: account.scope)
      if let unit = try Units.find(region: account.region, id: departmentID, in: transaction),
        account.scope.covers(unit.path)
      {
        filter.scope = unit.path
      }
      filter.states = list.states
      filter.search = String((call.query["q"] ?? "").prefix(100))
      filter.order = .unit
      filter.page = call.number("page") ?? 1
      filter.pageSize = call.number("size") ?? 100
      let departments = try departments(account, year, list.states, in: transaction)
      guard !list.states.isEmpty else {
        return Found(queue: nil, departments: [], sum: nil)
      }
      return Found(
        queue: try ReviewQueue(filter, desk, in: transaction), departments: departments,
        sum: try ProjectSums.of(region: account.region, year: year, filter.scope ?? account.scope, in: transaction))
    }
    guard let found, let queue = found.queue else {
      var page = empty(call, list)
      if found == nil { page.emptyWords = "\(year) 年度还没有开年，没有在办的目标申报表。" }
      return page
    }
    return model(call, list, found, queue, outcomes)
  }

  private struct Found {
    let queue: ReviewQueue?
    let departments: [ReviewListPage.Department]
    let sum: ProjectSum?
  }

  private static func model(
    _ call: Call, _ list: List, _ found: Found, _ queue: ReviewQueue, _ outcomes: [StepBatch.Outcome]?
  ) -> ReviewListPage {
    let year = call.year
    let chosen = call.query["department"] ?? ""
    var facts = ["\(year) 年度", "\(queue.rows.total) 张"]
    if let sum = found.sum {
      facts.append("申请合计 \(Words.figure(sum.asked.figure(in: .wanYuan), places: 2)) 万元")
      facts.append("控制数合计 \(Words.figure(sum.control.figure(in: .wanYuan), places: 2)) 万元")
    }
    let isFigures = list.action == "/control-figures"
    var page = ReviewListPage(
      shell: call.shell(isFigures ? .controlFigures : .goals), year: call.year, title: list.title, facts: facts,
      filters: [
        .choice(
          name: "department", label: "部门",
          choices: [Choice("", "各部门")] + found.departments.map { Choice($0.id, "\($0.name)（\($0.count)）") },
          chosen: chosen),
        .search(name: "q", label: "项目或单位", value: call.query["q"] ?? ""),
      ],
      kept: kept(call), rows: queue.rows.items.map { row(call, $0) },
      departments: found.departments.filter { chosen.isEmpty || $0.id == chosen }.prefix(12).map(\.self),
      verb: list.verb,
      writesControl: list.writesControl, action: list.action,
      pager: Pager(
        counter: "张", total: queue.rows.total, page: queue.rows.number, size: queue.rows.size, sizes: [50, 100, 200]
      ) { href(call, list, page: $0, size: $1) }, note: list.note, emptyWords: list.emptyWords)
    if isFigures { page.tabs = tabs(call) }
    if let outcomes {
      page.taken = outcomes.count { $0.refusal == nil }
      page.refused = outcomes.compactMap { outcome in
        outcome.refusal.map { refusal in
          ReviewListPage.Outcome(
            title: outcome.title, unit: outcome.unitName, href: "/reviews/\(outcome.stage)",
            refusal: refusal.why + refusal.whoCanHelp)
        }
      }
    }
    return page
  }

  private static func row(_ call: Call, _ row: ReviewQueue.Row) -> ReviewListPage.Row {
    let notes = GoalNotes(row.stage.content)
    return ReviewListPage.Row(
      stage: row.stage.id, number: row.stage.number, title: row.stage.title, unit: row.stage.unitName,
      round: Steps.name(ofState: row.stage.state, flow: row.stage.flow),
      prior: row.figures?.prior?.figure(in: .wanYuan),
      asked: (row.figures?.asked ?? row.form.current)?.figure(in: .wanYuan),
      control: notes.control?.figure(in: .wanYuan),
      counts: FindingCounts(errors: row.form.errors, warnings: row.form.warnings, hints: row.form.hints),
      due: row.stage.dueOn.map { String($0.dropFirst(5)) }, isOverdue: row.stage.isOverdue(on: call.today),
      alone: row.alone?.words)
  }

  private static func empty(_ call: Call, _ list: List) -> ReviewListPage {
    let isFigures = list.action == "/control-figures"
    return ReviewListPage(
      shell: call.shell(isFigures ? .controlFigures : .goals), year: call.year, title: list.title,
      facts: ["\(call.year) 年度"],
      filters: [], rows: [], departments: [], action: list.action,
      pager: Pager(counter: "张", total: 0, page: 1, size: 100) { _, _ in list.action },
      tabs: isFigures ? tabs(call) : [], emptyWords: list.states.isEmpty ? "你的角色不审核目标申报表。" : list.emptyWords)
  }

  private static func tabs(_ call: Call) -> [Tab] {
    views.map { value, title in
      Tab(
        title, value.isEmpty ? "/control-figures" : "/control-figures?view=\(value)",
        isCurrent: (call.query["view"] ?? call.request.fields["view"] ?? "") == value)
    }
  }

  private static func kept(_ call: Call) -> [(String, String)] {
    ["year", "view", "round"].compactMap { name in
      (call.query[name] ?? call.request.fields[name]).flatMap { $0.isEmpty ? nil : (name, $0) }
    }
  }

  private static func href(_ call: Call, _ list: List, page: Int, size: Int) -> String {
    var fields = Fields()
    for name in ["view", "round", "department", "q"] {
      if let value = call.query[name], !value.isEmpty { fields.append(name, value) }
    }
    fields.append("page", String(page))
    fields.append("size", String(size))
    return (list.action == "/control-figures" ? list.action : "/reviews") + "?" + fields.encoded
  }

  /// The departments of the reader's branch that have something in these states.
  private static func departments(
    _ account: Account, _ year: Int, _ states: [String], in transaction: ReadTransaction
  ) throws(StoreError) -> [ReviewListPage.Department] {
    let counts = try StageCounts.below(
      region: account.region, year: year, account.scope, flow: GoalForm.name, in: transaction)
    var sums: [String: Int] = [:]
    for (path, count) in counts where states.contains(count.state) {
      sums[path.identifiers[path.identifiers.count - 1], default: 0] += count.stages
    }
    var departments: [ReviewListPage.Department] = []
    for (id, count) in sums.sorted(by: { $0.key < $1.key }) where count > 0 {
      guard let unit = try Units.find(region: account.region, id: id, in: transaction) else { continue }
      departments.append(.init(id: id, name: unit.name, count: count))
    }
    return departments
  }

  // MARK: deciding about many

  private static func decide(_ call: Call, _ list: List) throws(Refusal) -> Response {
    let fields = call.request.fields
    let year = call.year
    let opinion = fields["opinion"].map { String($0.prefix(500)) }.flatMap { $0.isBlank ? nil : $0 }
    let picked = try picks(call, list)
    guard !picked.isEmpty else { return try again(call, list, "没有选中要办的表，请勾选，或者按部门办理。") }
    var controls: [String: Money] = [:]
    for row in picked where list.writesControl {
      controls[row.id] = try GoalStepFields.money(fields["control-\(row.id)"]) ?? row.current
    }
    var outcomes: [StepBatch.Outcome] = []
    // A department is one transaction: others are not kept waiting long, and what is done of one is done whole.
    for (_, group) in Dictionary(grouping: picked, by: \.department).sorted(by: { $0.key < $1.key }) {
      let figures = controls
      outcomes += try call.write { (transaction) throws(StoreError) in
        try StepBatch.pass(
          group.map { ($0.id, $0.number) }, opinion: opinion, controls: figures, try call.desk(year, in: transaction),
          in: transaction)
      }
    }
    return call.page(reviewListPage(try page(call, list, outcomes: outcomes)))
  }

  /// The list again with what was wrong about the request.
  private static func again(_ call: Call, _ list: List, _ problem: String) throws(Refusal) -> Response {
    var page = try page(call, list)
    page.problem = problem
    return call.page(reviewListPage(page), .badRequest)
  }

  private struct Pick {
    let id: String
    let number: Int?
    let department: String
    /// What the unit asks for: the control figure where a whole department gets what it asked.
    let current: Money?
  }

  /// The stages that the form names: those with a tick, or all of a department that wait.
  private static func picks(_ call: Call, _ list: List) throws(Refusal) -> [Pick] {
    let fields = call.request.fields
    let account = call.account
    let year = call.year
    let numbers = Dictionary(
      fields.all.compactMap { field in
        field.name.hasPrefix("number-")
          ? Int(field.value).map { (String(field.name.dropFirst("number-".count)), $0) } : nil
      }, uniquingKeysWith: { first, _ in first })
    return try call.read { (transaction) throws(StoreError) -> [Pick] in
      var rows: [StageRow] = []
      if let id = fields["department"], let unit = try Units.find(region: account.region, id: id, in: transaction) {
        var filter = StageFilter(region: account.region, year: year, flow: GoalForm.name, scope: unit.path)
        filter.states = list.states
        filter.pageSize = 200
        var page = try Stages.list(filter, in: transaction)
        rows += page.items
        while page.number < page.pages {
          filter.page = page.number + 1
          page = try Stages.list(filter, in: transaction)
          rows += page.items
        }
      } else {
        for id in fields.values("pick") {
          if let row = try Stages.load(id: id, in: transaction), row.region == account.region { rows.append(row) }
        }
      }
      var picks: [Pick] = []
      for row in rows {
        let form = try row.form.map { (id) throws(StoreError) in try Forms.row(id: id, in: transaction) } ?? nil
        picks.append(
          Pick(id: row.id, number: numbers[row.id], department: row.path.department.text, current: form?.current))
      }
      return picks
    }
  }
}
