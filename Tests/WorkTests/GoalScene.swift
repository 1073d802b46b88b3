import Foundation
import Lifecycle
import Model
import Schemes
import TestSupport

@testable import Store
@testable import Work

/// A district in October 2025 that makes the budget of 2026: a dyke station below the water bureau, and the people who
/// pass its goal form on.
final class GoalScene: Sendable {
  static let region = "420199"
  static let year = 2026

  let holder: WorkDatabase
  let clock = WorkClock()
  let rulebook: Rulebook
  let clerk: Account
  let department: Account
  let line: Account
  let performance: Account
  let budget: Account
  let project: String

  var database: Database { holder.database }

  /// - Parameter late: what becomes of late papers, as the policy of the place says it.
  init(_ engine: Engine, late: String = "accepted") throws {
    holder = try WorkDatabase(engine, clock.surroundings)
    let rulebook = try Rulebook(
      templates: TemplateLibrary.standard().valid, schemes: SchemeLibrary.standard().valid,
      policies: PolicyLibrary.standard(subjects: Rulebook.subjects).valid, examiner: WordExaminer()
    ).replacing("late_submission: \"accepted\"", with: "late_submission: \"\(late)\"")
    self.rulebook = rulebook
    let chosen = YearOpening.defaults(place: "示例区", year: Self.year, rulebook)
    let made = try holder.database.write { (t) throws(StoreError) -> ([Account], String) in
      let region = Self.region
      try Units.add(region: region, id: "qu", name: "示例区", by: "setup", in: t)
      try Units.add(region: region, id: "shui", name: "区水务局", parent: "qu", by: "setup", in: t)
      try Units.add(region: region, id: "di", name: "堤防管理所", parent: "shui", by: "setup", in: t)
      try Years.set(region: region, Self.year, .open, chosen, basedOn: 0, by: "setup", in: t)
      let people: [(String, Role, String)] = [
        ("zhang", .executingUnit, "di"), ("li", .departmentFinanceOfficer, "shui"), ("zhou", .financeLineOffice, "qu"),
        ("wang", .financePerformanceOffice, "qu"), ("zhao", .financeBudgetOffice, "qu"),
      ]
      var accounts: [Account] = []
      for (login, role, unit) in people {
        accounts.append(
          try Accounts.add(
            .init(
              region: region, login: login, displayName: login, passwordHash: "$argon2id$example", role: role,
              unit: unit), by: "setup", in: t))
      }
      let project = try Projects.add(
        ProjectDraft(code: "T104", name: "堤防设施维护费", unit: "di", firstYear: 2020), region: region, by: "setup", in: t)
      try Projects.set(2025, of: project, region: region, in: t) { $0.approved = Money(fen: 1_000_00) }
      return (accounts, project)
    }
    (clerk, department, line, performance, budget) = (made.0[0], made.0[1], made.0[2], made.0[3], made.0[4])
    project = made.1
  }

  // MARK: what people do

  @discardableResult
  func write<T>(
    as account: Account, _ work: (Desk, WriteTransaction) throws(StoreError) -> T
  ) throws(StoreError) -> T {
    try database.write { (t) throws(StoreError) in
      try work(try Desk(account, year: Self.year, rulebook, in: t), t)
    }
  }

  /// A goal form of the project with two indicators, as its clerk begins it.
  func begin(current: String = "1200", target: String = "≥93%") throws -> Goals.Begun {
    let id = project
    let content = Self.content(current: current, target: target)
    return try write(as: clerk) { (desk, t) throws(StoreError) in
      let project = try Projects.find(region: Self.region, id: id, in: t)
      return try Goals.begin(project: project, unit: "", content: content, desk, in: t)
    }
  }

  static func content(current: String = "1200", target: String = "≥93%") -> FormContent {
    var content = FormContent(kind: .projectGoal, moneyUnit: .yuan)
    content.name = "堤防设施维护费"
    content.code = "T104"
    content.unitName = "堤防管理所"
    content.year = year
    content.amounts.current = ExactDecimal(current)
    content.amounts.total = ExactDecimal(current)
    var goal = Goal(id: "g1")
    goal.term = .annual
    goal.text = "完成堤防日常养护"
    for (number, words) in [(1, target), (2, "≥85%")] {
      var indicator = Indicator(id: "i\(number)")
      indicator.level1 = "产出指标"
      indicator.name = "指标 \(number)"
      indicator.target = words
      goal.indicators.append(indicator)
    }
    content.goals = [goal]
    return content
  }

  @discardableResult
  func take(
    _ event: GoalForm.Event, _ account: Account, _ stage: String, opinion: String? = nil, notes: GoalNotes? = nil,
    returns: [ReturnedCell] = [], exceptions: [SignedException] = [], basedOn: Int? = nil
  ) throws(StoreError) -> StageRow {
    try write(as: account) { (desk, t) throws(StoreError) in
      let number = try Stages.load(id: stage, in: t)?.number ?? 0
      return try Steps.take(
        StepRequest(
          stage: stage, event: event.rawValue, basedOn: basedOn ?? number, opinion: opinion, content: notes?.json,
          returns: returns, exceptions: exceptions), desk, in: t)
    }
  }

  /// Saves the form as its clerk, as the editor does.
  func edit(_ begun: Goals.Begun, _ change: (inout FormContent) -> Void) throws {
    try write(as: clerk) { (desk, t) throws(StoreError) in
      guard let form = try Forms.load(id: begun.form, in: t) else { throw .missing(subject: "表") }
      var content = form.content
      change(&content)
      _ = try Forms.save(
        desk.draft(content, unit: "di"), form: begun.form, basedOn: form.revision.number, by: desk.account.id, in: t)
    }
  }

  /// Takes the form up to the budget office of a round.
  func passUp(_ stage: String) throws {
    try take(.submit, clerk, stage)
    try take(.passDepartment, department, stage)
    try take(.passLineOffice, line, stage)
    try take(.passPerformanceOffice, performance, stage)
  }

  func figures() throws -> ProjectFigures {
    let id = project
    return try database.read { (t) throws(StoreError) in
      try Projects.year(region: Self.region, Self.year, project: id, in: t)?.figures
    } ?? ProjectFigures()
  }

  func form(_ id: String) throws -> StoredForm? {
    try database.read { (t) throws(StoreError) in try Forms.load(id: id, in: t) }
  }

  func stage(_ id: String) throws -> StageRow? {
    try database.read { (t) throws(StoreError) in try Stages.load(id: id, in: t) }
  }

  /// Why a step is refused; nil when it is taken.
  func refusal(_ work: () throws(StoreError) -> StageRow) -> StageRefusal? {
    do throws(StoreError) {
      _ = try work()
      return nil
    } catch {
      if case .refusedStep(let refusal) = error { return refusal }
      return nil
    }
  }
}
