import Lifecycle
import Model
import Schemes
import Testing
import Work

@testable import Store

/// A district with a department, a unit and people, and a year that is open; gone afterwards.
final class WorkHouse: Sendable {
  static let region = "r"
  static let year = 2024

  private let kept: WorkDatabase
  var database: Database { kept.database }

  init(_ engine: Engine, rulebook: Rulebook = RulebookTests.shipped) throws {
    kept = try WorkDatabase(engine)
    try database.write { (t) throws(StoreError) in
      for (id, name, parent) in [
        ("qu", "示例区", nil), ("shui", "区水务局", "qu"), ("di", "堤防管理所", "shui"), ("min", "区民政局", "qu"),
      ] { try Units.add(region: Self.region, id: id, name: name, parent: parent, by: "setup", in: t) }
      try Years.set(
        region: Self.region, Self.year, .open, YearOpening.defaults(place: "示例区", year: Self.year, rulebook),
        basedOn: 0,
        by: "setup", in: t)
    }
  }

  /// Somebody of that role, made when he is asked for first.
  func person(_ role: Role, _ login: String? = nil, unit: String = "di") throws(StoreError) -> Account {
    let login = login ?? role.rawValue
    return try database.write { (t) throws(StoreError) in
      if let known = try Accounts.find(login: login, in: t) { return known }
      return try Accounts.add(
        .init(
          region: Self.region, login: login, displayName: "张示例", passwordHash: "x", role: role,
          unit: role == .executingUnit ? unit : Self.home(role)),
        by: "setup", in: t)
    }
  }

  private static func home(_ role: Role) -> String {
    switch role {
    case .departmentFinanceOfficer, .departmentProgramOfficer, .departmentPerformanceLead, .departmentHead: "shui"
    default: "qu"
    }
  }

  /// Does something at the desk of a person, in one transaction.
  @discardableResult
  func at<T>(
    _ account: Account, _ work: (Desk, WriteTransaction) throws(StoreError) -> T
  ) throws(StoreError) -> T {
    try database.write { (t) throws(StoreError) in
      try work(try Desk(account, year: Self.year, RulebookTests.shipped, in: t), t)
    }
  }

  /// Takes a step for the first person of that role.
  @discardableResult
  func step(
    _ stage: String, _ event: String, _ role: Role, _ login: String? = nil, opinion: String? = nil,
    assignees: Set<String>? = nil
  ) throws(StoreError) -> StageRow {
    try at(try person(role, login)) { (desk, t) throws(StoreError) in
      let number = try Stages.load(id: stage, in: t)?.number ?? 0
      return try Steps.take(
        StepRequest(stage: stage, event: event, basedOn: number, opinion: opinion, assignees: assignees), desk, in: t)
    }
  }

  func stage(_ id: String) throws -> StageRow {
    try #require(try database.read { (t) throws(StoreError) in try Stages.load(id: id, in: t) })
  }

  func form(_ stage: String) throws -> StoredForm {
    let row = try self.stage(stage)
    return try #require(
      try database.read { (t) throws(StoreError) in
        try row.form.flatMap { (id) throws(StoreError) in try Forms.load(id: id, in: t) }
      })
  }

  func figures(_ project: String) throws -> ProjectFigures {
    try #require(
      try database.read { (t) throws(StoreError) in
        try Projects.year(region: Self.region, Self.year, project: project, in: t)?.figures
      })
  }

  // MARK: an approved project

  struct ApprovedProject: Sendable {
    let id: String
    let goal: String
  }

  static func goalContent(_ name: String, code: String) -> FormContent {
    var content = FormContent(kind: .projectGoal)
    content.name = name
    content.code = code
    content.department = "区水务局"
    content.unitName = "堤防管理所"
    content.year = year
    content.amounts.current = 100
    var goal = Goal(id: "g1")
    goal.term = .annual
    goal.text = "堤防安全度汛"
    goal.indicators = [
      ("i1", "产出指标", "数量指标", "巡查次数", "≥120次", 30), ("i2", "产出指标", "质量指标", "除险合格率", "≥95%", 20),
      ("i3", "效益指标", "社会效益指标", "决口次数", "0次", 30), ("i4", "满意度指标", "服务对象满意度指标", "居民满意度", "≥90%", 10),
    ].map { id, level1, level2, name, target, weight in
      var row = Indicator(id: id)
      (row.level1, row.level2, row.name, row.target) = (level1, level2, name, target)
      row.weight = ExactDecimal(weight)
      return row
    }
    content.goals = [goal]
    return content
  }

  /// A project whose goal was approved with 100 万元.
  func approved(_ code: String = "T104", _ name: String = "堤防设施维护费") throws -> ApprovedProject {
    let clerk = try person(.executingUnit)
    let ids = try database.write { (t) throws(StoreError) in
      let project = try Projects.add(
        ProjectDraft(code: code, name: name, unit: "di", firstYear: Self.year), region: Self.region, by: clerk.id, in: t
      )
      try Projects.set(Self.year, of: project, region: Self.region, in: t) {
        $0.approved = Money(fen: 100 * 1_000_000)
      }
      let form = try Forms.create(
        FormDraft(region: Self.region, year: Self.year, unit: "di", content: Self.goalContent(name, code: code)),
        by: clerk.id, in: t
      ).form
      let stage = try Stages.open(
        GoalForm.self, StageDraft(year: Self.year, unit: "di", title: name, project: project, form: form),
        region: Self.region, by: clerk.actor, in: t)
      return (project, stage)
    }
    for (event, role, login) in [
      (GoalForm.Event.submit, Role.executingUnit, nil), (.passDepartment, .departmentFinanceOfficer, nil),
      (.passLineOffice, .financeLineOffice, nil), (.passPerformanceOffice, .financePerformanceOffice, nil),
      (.issueControlFigure, .financeBudgetOffice, nil), (.submit, .executingUnit, nil),
      (.passDepartment, .departmentFinanceOfficer, nil), (.passLineOffice, .financeLineOffice, nil),
      (.passPerformanceOffice, .financePerformanceOffice, nil), (.approve, .financeBudgetOffice, nil as String?),
    ] {
      // Only the flow is asked: what the budget offices check besides is tried elsewhere.
      let account = try person(role, login)
      try database.write { (t) throws(StoreError) in
        let desk = try Desk(account, year: Self.year, RulebookTests.shipped, in: t)
        let number = try Stages.load(id: ids.1, in: t)?.number ?? 0
        let facts = BudgetFacts(needsExAnte: false, isIncrease: false, hasOverdueRectification: false)
        _ = try Stages.step(
          GoalForm.self, ids.1, event, desk.work(basedOn: number, opinion: "按程序办理", facts: facts), in: t)
      }
    }
    return ApprovedProject(id: ids.0, goal: ids.1)
  }

  func pay(_ project: String, _ day: String, wan: Int64, number: String = "A1") throws(StoreError) {
    let account = try person(.financeTreasuryOffice)
    try database.write { (t) throws(StoreError) in
      try Payments.add(
        [PaymentDraft(project: project, day: day, amount: Money(fen: wan * 1_000_000), number: number)],
        region: Self.region, year: Self.year, source: "手工登记", by: account.id, in: t)
    }
  }
}

/// Why the rules of the year said no; nil when they did not.
func refusal<T>(_ work: () throws(StoreError) -> T) -> StageRefusal? {
  do throws(StoreError) {
    _ = try work()
    return nil
  } catch {
    if case .refusedStep(let refusal) = error { return refusal }
    Issue.record("\(error)")
    return nil
  }
}
