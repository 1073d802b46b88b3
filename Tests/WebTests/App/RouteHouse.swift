import Lifecycle
import Model
import Store
import TestSupport
import Testing

@testable import Web
@testable import Work

/// A house in which every route finds what it is about: everything belongs to the water bureau and was made in 2026.
struct RouteHouse {
  /// What the name in an address stands for, as permission knows it.
  enum About {
    /// The list of a branch, the installation, or the person's own: permission is asked about the action alone.
    case nothing
    case form(String)
    case batch(String)
    case project(String)
    case stage(String)
    /// A file that was put to a stage.
    case attachment(String, of: String)
  }

  static let year = 2026
  let app: TestApplication
  let form: String
  let batch: String
  private let project: String
  private let person: String
  private let grant: String
  private let file: String
  private let receipt: String
  private let stages: [String: String]
  private let attachment: String
  private let indicator: String
  /// Digest of a workbook of final accounts that was put in.
  private let workbook: String

  init() throws {
    app = try TestApplication()
    try app.openYear(Self.year)
    let clerk = try app.signedIn(.executingUnit, login: "clerk")
    let answer = try clerk.upload([("a.txt", "堤防养护|93%")], folder: app.house.folder.path)
    app.services.importer.waitUntilIdle()
    let batch = String(try #require(answer["Location"]).dropFirst("/imports/".count))
    self.batch = batch
    let approved = try ApprovedProject(app)
    project = approved.project
    let stages = try Self.openStages(app, approved, clerk)
    self.stages = stages
    indicator = try app.house.database.write { (t) throws(StoreError) in
      guard let id = try Stages.load(id: approved.stage, in: t)?.form, let goal = try Forms.load(id: id, in: t) else {
        throw .missing(subject: "目标")
      }
      try IndicatorUses.record(goal, in: t)
      return try IndicatorUses.list(region: "r", in: t).items.first?.id ?? ""
    }
    let kept = try app.services.files.keep(Array("%PDF-1.7".utf8))
    attachment = try app.house.database.write { (t) throws(StoreError) in
      try Attachments.add(
        AttachmentDraft(
          .stage(stages[RectificationItem.name] ?? ""), purpose: "proof", kept: kept, name: "照片.pdf",
          mediaType: "application/pdf"), region: "r", year: Self.year, by: "setup", in: t)
    }
    (form, file, person, grant) = try app.house.database.write { (t) throws(StoreError) in
      guard let found = try Batches.find(id: batch, in: t), let file = try Batches.files(of: found, in: t).first,
        let somebody = try Accounts.find(login: "maker", in: t)
      else { throw .missing(subject: "批次") }
      return (file.forms[0].id, file.digest ?? "", somebody.id, try Grants.list(account: somebody.id, in: t)[0].id)
    }
    let accounts = try app.services.files.keep(try AccountsWorkbook.make(ExampleAccounts.make()))
    workbook = accounts.digest
    try app.house.database.write { (t) throws(StoreError) in
      try Files.record(
        accounts, name: "决算.xlsx", mediaType: "application/octet-stream", region: "r", by: "setup", in: t)
    }
    receipt = try app.house.database.write { (t) throws(StoreError) in
      var content = FormContent(kind: .projectGoal)
      content.name = "堤防养护"
      let draft = PublicationDraft(
        year: Self.year, subject: .goals, title: "堤防养护", unit: "water", unitName: "示范区水务局", department: "示范区水务局",
        form: nil, content: .object(["document": content.json(.contract)]), replaces: nil)
      return try Publications.add(draft, region: "r", by: "setup", in: t).receipt
    }
  }

  /// One stage of every flow that has a page.
  private static func openStages(
    _ app: TestApplication, _ approved: ApprovedProject, _ clerk: TestBrowser
  ) throws -> [String: String] {
    let office = try app.house.add("office", .financePerformanceOffice, unit: "root")
    let writer = try app.house.add("writer", .departmentProgramOfficer)
    return try app.house.database.write { (t) throws(StoreError) in
      let desk = try Desk(office, year: year, .shipped, in: t)
      let unit = try Desk(writer, year: year, .shipped, in: t)
      guard let project = try Projects.find(region: "r", id: approved.project, in: t) else {
        throw .missing(subject: "项目")
      }
      _ = try Monitorings.open(month: 7, desk, in: t)
      _ = try SelfEvaluations.open(desk, in: t)
      guard let own = try SelfEvaluations.ofProject(project.id, desk, in: t) else { throw .missing(subject: "自评") }
      let begun = try SelfEvaluations.begin(own.id, number: own.number, unit, in: t)
      _ = try ReEvaluations.assign(begun, to: [office.id], desk, in: t)
      let problem = Rectification(
        source: .audit, problemClass: "数据不实", problem: "与台账不符", cause: "", measure: "更正", amount: nil)
      _ = try Rectifications.issue(problem, unit: "water", project: project, desk, in: t)
      _ = try KeyEvaluations.choose(
        project: project, .init(criteria: ["attention"], reason: "", assignees: [office.id]), desk, in: t)
      _ = try ExAntes.begin(project: project, unit: "water", title: "", amount: nil, unit, in: t)
      _ = try Adjustments.begin(project, unit, in: t)
      let cut = BudgetCut(
        cause: .score(50), policy: "p", base: Money(fen: 100), year: year + 1, percent: 10, words: "差")
      try Stages.open(
        BudgetLink.self, StageDraft(year: year, unit: "water", title: "堤防养护", project: project.id, content: cut.json),
        region: "r", by: office.actor, in: t)
      try Stages.open(
        Disclosure.self,
        StageDraft(
          year: year, unit: "water", title: "公开", part: "goals",
          content: DisclosureItem(subject: .goals, forms: []).json), region: "r", by: writer.actor, in: t)
      try Stages.open(
        FinalAccounts.self,
        StageDraft(year: year, unit: "water", title: "示范区水务局", content: ExampleAccounts.make().json), region: "r",
        by: writer.actor, in: t)
      var found: [String: String] = [GoalForm.name: approved.stage]
      for flow in Steps.flows where found[flow] == nil {
        found[flow] = try Stages.list(StageFilter(region: "r", year: year, flow: flow), in: t).items.first?.id
      }
      return found
    }
  }

  // MARK: addresses

  /// What a route's address is about; nil for a name that this house does not know yet.
  func about(_ pattern: RoutePattern) -> About? {
    let text = pattern.description
    guard text.contains("{") else { return .nothing }
    if let flow = flow(text) { return stages[flow].map { .stage($0) } }
    let path = text.replacing("/api/v1/", with: "/")
    if path.hasPrefix("/forms/{id}") { return .form(form) }
    if path.hasPrefix("/files/{id}") {
      return stages[RectificationItem.name].map { .attachment(attachment, of: $0) }
    }
    if path.hasPrefix("/imports/{id}") { return .batch(batch) }
    if path.hasPrefix("/projects/{id}") { return .project(project) }
    return value("", text) == nil ? nil : .nothing
  }

  private func flow(_ text: String) -> String? {
    let flows: KeyValuePairs = [
      "/accounts/{id}": FinalAccounts.name, "/adjustments/{id}": GoalAdjustment.name,
      "/api/v1/accounts/{id}": FinalAccounts.name, "/api/v1/stages/{id}": RectificationItem.name,
      "/budget-link/decisions/{id}": BudgetLink.name, "/disclosure/{id}": Disclosure.name,
      "/evaluations/{id}": KeyEvaluation.name,
      "/monitoring/{id}": Monitoring.name, "/pre-evaluations/{id}": ExAnteEvaluation.name,
      "/re-evaluations/{id}": ReEvaluation.name, "/rectifications/{id}": RectificationItem.name,
      "/reviews/{id}": GoalForm.name, "/self-evaluations/{id}": SelfEvaluation.name,
      "/stages/{id}": RectificationItem.name,
    ]
    return flows.first { text.hasPrefix($0.key) }?.value
  }

  /// The address of a route in this house; nil for a name that it does not know.
  func path(_ pattern: RoutePattern) -> String? {
    guard let about = about(pattern) else { return nil }
    let query = pattern.description == "/api/v1/stages" ? "?flow=\(GoalForm.name)" : ""
    return pattern.path { name in
      switch about {
      case .form(let id), .batch(let id), .project(let id), .stage(let id), .attachment(let id, _):
        name == "digest" ? workbook : name == "part" || name == "n" ? "1" : id
      case .nothing: value(name, pattern.description) ?? name
      }
    } + query
  }

  private func value(_ name: String, _ text: String) -> String? {
    if text.hasPrefix("/assets/") { return app.services.assets.byAddress.keys.first }
    if text.hasPrefix("/admin/people/import/{digest}") { return file }
    if text.hasPrefix("/admin/people/{id}") { return person }
    if text.hasPrefix("/admin/rights/{id}") { return grant }
    if text.hasPrefix("/admin/rules/{rule}") { return "basis-missing" }
    if text.hasPrefix("/admin/units/{id}") { return name == "act" ? "rename" : "school" }
    if text.hasPrefix("/admin/years/{year}") || text.hasPrefix("/open/data/{year}") { return String(Self.year) }
    if text.hasPrefix("/library/{id}") { return indicator }
    if text.hasPrefix("/open/{receipt}") { return receipt }
    if text.hasPrefix("/me/tokens/{id}") { return "none" }
    return nil
  }

  /// What permission decides about a route for somebody, whatever the handler does.
  func decision(_ route: AppRoute, _ actor: Actor) throws -> Permission.Decision {
    guard case .may(let action) = route.access else { return .allowed }
    guard Permission.roles(for: action).contains(actor.role) else {
      return Permission.decide(actor, action, .installation)
    }
    switch about(route.pattern) {
    case .nothing, nil: return .allowed
    case .batch: return Permission.decide(actor, action, .unit(UnitPath(["root", "water"])))
    case .project(let id):
      let found = try app.house.database.read { (t) throws(StoreError) in try Projects.find(region: "r", id: id, in: t)
      }
      return Permission.decide(actor, action, .unit(try #require(found).path))
    case .form(let id):
      let found = try app.house.database.read { (t) throws(StoreError) in try Forms.row(id: id, in: t) }
      return Permission.decide(actor, action, try #require(found).subject)
    case .stage(let id), .attachment(_, of: let id):
      // Whoever may not see a stage does nothing to it.
      let row = try #require(try app.stage(id))
      if row.assignees.contains(actor.account) { return .allowed }
      let state = try #require(Steps.words(row)).formState
      return Permission.decide(actor, .readForm, .form(owner: row.path, state: state))
    }
  }
}
