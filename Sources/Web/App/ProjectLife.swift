import Lifecycle
import Model
import Store
import Work

/// One project with all its years, and what can be done to it as a whole.
enum ProjectLife {
  static func show(_ call: Call) throws(Refusal) -> Response {
    let done: String? =
      switch call.query["done"] {
      case "new": "项目已入库。"
      case "save": "修改已保存。"
      case "move": "项目现在是新的状态，记入了总台账。"
      case "take": "项目已列入 \(call.year) 年度。"
      default: nil
      }
    return call.page(projectPage(try model(call, try project(call), done: done)))
  }

  /// The project of the address.
  /// - Throws: `.notFound`; `.forbidden` outside the person's branch.
  static func project(_ call: Call) throws(Refusal) -> Project {
    let (region, id) = (call.account.region, call.parameters["id"])
    let project = try call.read { (transaction) throws(StoreError) in
      try Projects.find(region: region, id: id, in: transaction)
    }
    guard let project else { throw .notFound }
    try call.demand(.readProject, .unit(project.path))
    return project
  }

  private static func model(
    _ call: Call, _ project: Project, problems: [Problem] = [], done: String? = nil
  ) throws(Refusal) -> ProjectPage {
    let found = try call.read { (transaction) throws(StoreError) in try Found(project, call, in: transaction) }
    let mayKeep = Permission.decide(call.account.actor, .keepProject, .unit(project.path)).isAllowed
    let year = call.year
    let isThere = found.years.contains { $0.year == year }
    let isAlive = project.state != .finished && project.state != .cancelled
    var page = ProjectPage(
      shell: call.shell(.projects), id: project.id, name: project.name, code: project.code, unit: project.unitName,
      category: project.category.officialName, state: ProjectTag(project.state),
      term: project.lastYear.map { "\(project.firstYear)—\($0) 年" } ?? "\(project.firstYear) 年起",
      total: project.total?.figure(in: .wanYuan), basis: project.basis,
      years: found.years.map { ProjectPage.Year($0) }, stages: found.stages.map { ProjectPage.Stage($0, call) },
      papers: found.papers.map { ProjectPage.Paper($0, now: call.now) }, moments: found.moments,
      stamp: ProjectLibrary.stamp(project))
    page.problems = problems
    page.done = done
    page.files = files(found, call, mayKeep)
    guard mayKeep else { return page }
    page.editHref = "\(Place.projects.path)/\(project.id)/edit"
    page.moves = ProjectLibrary.Move.allCases.filter { $0.next(project.state) != nil }.map {
      ProjectPage.Move(value: $0.rawValue, name: $0.officialName, needsReason: $0.needsReason)
    }
    if !isThere, isAlive, found.isYearOpen { page.offeredYear = year }
    if isThere, isAlive { page.begin = beginnings(project, year, found) }
    return page
  }

  private static func files(_ found: Found, _ call: Call, _ mayKeep: Bool) -> AttachmentList {
    let newest = found.stages.map(\.id).max() ?? ""
    var list = AttachmentList(found.files, found.filePolicy, call) { mayKeep && $0.id > newest }
    guard mayKeep, let policy = found.filePolicy else { return list }
    list.open(at: "\(Place.projects.path)/\(found.project)/files", policy.purposes(for: "project"), policy)
    return list
  }

  /// What the project has not begun in the year yet.
  private static func beginnings(_ project: Project, _ year: Int, _ found: Found) -> [Link] {
    var links: [Link] = []
    if Places.serves("/pre-evaluations/new"), !found.stages.contains(where: { $0.flow == ExAnteEvaluation.name }) {
      links.append(Link("做事前评估", "/pre-evaluations/new?project=\(project.id)"))
    }
    let hasGoal = found.stages.contains { $0.flow == GoalForm.name && $0.year == year }
    if Places.serves("/forms/new"), !hasGoal, project.category.carriesGoals {
      links.append(Link("申报 \(year) 年绩效目标", "/forms/new?project=\(project.id)"))
    }
    return links
  }

  private struct Found {
    let years: [ProjectYear]
    let stages: [StageRow]
    let papers: [Store.FormListRow]
    let moments: [Moment]
    let isYearOpen: Bool
    let project: String
    let files: [Attachment]
    let filePolicy: AttachmentPolicy?

    /// A page shows the stages of the newest years and the last that happened; older ones stand in their years.
    static let stagesMax = 40
    static let momentsMax = 14

    init(_ project: Project, _ call: Call, in transaction: ReadTransaction) throws(StoreError) {
      years = try Projects.years(of: project, in: transaction)
      let region = project.region
      let all = try Stages.ofProject(region: region, project.id, in: transaction)
      let stages = Array(all.prefix(Self.stagesMax))
      self.stages = stages
      var papers: [Store.FormListRow] = []
      for form in stages.compactMap(\.form) {
        if let row = try Forms.row(id: form, in: transaction), !papers.contains(where: { $0.id == row.id }) {
          papers.append(row)
        }
      }
      self.papers = papers
      var told: [(at: Instant, order: Int, moment: Moment)] = []
      for stage in stages.prefix(12) {
        for step in try Stages.steps(of: stage, in: transaction) where step.number == 1 || step.from != step.to {
          let who = step.who
          let words =
            "\(stage.year) 年\(Steps.name(ofFlow: stage.flow))：\(Steps.name(ofEvent: step.event, flow: stage.flow))，\(who)"
          told.append((step.at, step.number, Moment(Moments.short(step.at, now: call.now), words)))
        }
      }
      for line in try Ledger.list(region: region, subject: "project/\(project.id)", limit: 20, in: transaction) {
        let action = line.entry.knownAction?.officialName ?? line.entry.action
        let detail = try? JSONParser.parse(line.entry.detail)
        let year = detail?["year"]?.integer.map { "列入 \($0) 年度" }
        let reason = detail?["reason"]?.string.map { "，\($0)" } ?? ""
        let state = detail?["state"]?.string.flatMap { Project.State(rawValue: $0)?.officialName }
        let words = (year ?? action + (state.map { "（\($0)）" } ?? "")) + reason + "，\(line.actorName ?? "程序")"
        told.append((line.entry.at, 0, Moment(Moments.short(line.entry.at, now: call.now), words)))
      }
      moments = told.sorted { ($0.at, $0.order) > ($1.at, $1.order) }.prefix(Self.momentsMax).map(\.moment)
      let year = try Years.find(region: region, call.year, in: transaction)
      isYearOpen = year.map { $0.state != .closed } ?? false
      self.project = project.id
      files = try Attachments.of(.project(project.id), in: transaction)
      filePolicy = Evidence.policy(year, call.services.rulebook)
    }
  }

  // MARK: what is done to it

  static func move(_ call: Call) throws(Refusal) -> Response {
    let project = try project(call)
    let fields = call.request.fields
    guard let move = fields["move"].flatMap({ ProjectLibrary.Move(rawValue: $0) }) else { throw .malformed("move") }
    let reason = String((fields["reason"] ?? "").prefix(500))
    if move.needsReason, reason.isBlank {
      let problem = Problem("reason", "\(move.officialName)要写理由。请写清为什么。")
      return call.page(projectPage(try model(call, project, problems: [problem])), .badRequest)
    }
    try call.write { (transaction) throws(StoreError) in
      try ProjectLibrary.move(
        project.id, move, reason: reason, basedOn: fields["stamp"] ?? "", call.account, in: transaction)
    }
    return .seeOther("\(Place.projects.path)/\(project.id)?done=move")
  }

  static func take(_ call: Call) throws(Refusal) -> Response {
    let project = try project(call)
    let fields = call.request.fields
    guard let year = Call.validYear(fields["year"]) else { throw .malformed("year") }
    let typed = fields["asked"] ?? ""
    let asked = ProjectEditing.money(typed)
    if !typed.isBlank, asked == nil {
      let problem = Problem("asked", "“\(typed)”不是金额。请写成 120 或 120.5，单位是万元。")
      return call.page(projectPage(try model(call, project, problems: [problem])), .badRequest)
    }
    try call.write { (transaction) throws(StoreError) in
      try ProjectLibrary.take(project.id, asked: asked, try call.desk(year, in: transaction), in: transaction)
    }
    return .seeOther("\(Place.projects.path)/\(project.id)?done=take&year=\(year)")
  }
}

extension ProjectPage.Year {
  init(_ row: ProjectYear) {
    func figure(_ money: Money?) -> ExactDecimal? { money?.figure(in: .wanYuan) }
    let figures = row.figures
    let rate = figures.budget.flatMap { budget in
      figures.paid.flatMap {
        (ExactDecimal(units: $0.fen, places: 0) * 100).divided(
          by: ExactDecimal(units: budget.fen, places: 0), places: 1)
      }
    }
    self.init(
      year: row.year, href: "\(Place.projects.path)/\(row.project.id)?year=\(row.year)", asked: figure(figures.asked),
      control: figure(figures.control), approved: figure(figures.approved), adjusted: figure(figures.adjusted),
      paid: figure(figures.paid), rate: rate, light: figures.light.flatMap { Light(rawValue: $0) },
      selfScore: figures.selfScore, reScore: figures.reScore, isSuspended: figures.isSuspended)
  }
}

extension ProjectPage.Stage {
  init(_ row: StageRow, _ call: Call) {
    let words = Steps.words(row)
    let days = row.dueOn.flatMap { Moments.days(until: $0, now: call.now) }
    let isLate = row.isOverdue(on: Moments.date(call.now))
    self.init(
      year: row.year, flow: Steps.name(ofFlow: row.flow), href: StageRoutes.href(row), part: row.partWords ?? "",
      status: isLate ? .overdue(days: -(days ?? 0)) : words.map { FormStatus($0) } ?? .inReview(row.state),
      holders: row.isFinal ? "已办结" : words?.hands ?? "—",
      due: row.isFinal ? "—" : row.dueOn.map { Moments.words($0, now: call.now) } ?? "没有定",
      since: Moments.short(row.since, now: call.now))
  }
}

extension ProjectPage.Paper {
  init(_ row: Store.FormListRow, now: Instant) {
    self.init(
      title: row.displayName, href: "/forms/\(row.id)", kind: row.kind.officialName, year: row.year,
      revision: row.revision, time: Moments.short(row.updatedAt, now: now))
  }
}
