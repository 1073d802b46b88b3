import Lifecycle
import Model
import Store
import Work

@testable import Web

/// A project of the water bureau with an approved goal of 2026; the year has to be open.
struct ApprovedProject {
  let project: String
  let stage: String

  init(_ app: TestApplication) throws {
    let clerk = try app.house.add("maker", .executingUnit, unit: "water")
    (project, stage) = try app.house.database.write { (t) throws(StoreError) in
      let project = try Projects.add(
        ProjectDraft(code: "T104", name: "堤防养护", unit: "water", firstYear: 2026), region: "r", by: clerk.id, in: t)
      try Projects.set(2026, of: project, region: "r", in: t) { $0.approved = Money(fen: 100 * 1_000_000) }
      let form = try Forms.create(
        FormDraft(region: "r", year: 2026, unit: "water", content: Self.goal), by: clerk.id, in: t
      ).form
      let stage = try Stages.open(
        GoalForm.self, StageDraft(year: 2026, unit: "water", title: "堤防养护", project: project, form: form), region: "r",
        by: clerk.actor, in: t)
      try Self.approve(stage, in: t)
      return (project, stage)
    }
  }

  private static var goal: FormContent {
    var content = FormContent(kind: .projectGoal)
    content.name = "堤防养护"
    content.code = "T104"
    content.year = 2026
    var goal = Goal(id: "g1")
    goal.term = .annual
    goal.text = "安全度汛"
    goal.indicators = [
      ("i1", "产出指标", "巡查次数", "≥120次", 50), ("i2", "效益指标", "决口次数", "0次", 30), ("i3", "满意度指标", "居民满意度", "≥90%", 10),
    ]
    .map { id, level, name, target, weight in
      var row = Indicator(id: id)
      (row.level1, row.level2, row.name, row.target, row.weight) = (level, level, name, target, ExactDecimal(weight))
      return row
    }
    content.goals = [goal]
    return content
  }

  /// Through both rounds, each step by somebody else.
  private static func approve(_ stage: String, in t: WriteTransaction) throws(StoreError) {
    let root = UnitPath(["root"])
    let terms = CyclePolicy(
      rectificationDays: 60, redLightDays: 14, publicationDays: 20, exAnteFrom: nil,
      exceptionSigners: [.financePerformanceOffice])
    for (event, role) in [
      (GoalForm.Event.submit, Role.executingUnit), (.passDepartment, .departmentFinanceOfficer),
      (.passLineOffice, .financeLineOffice), (.passPerformanceOffice, .financePerformanceOffice),
      (.issueControlFigure, .financeBudgetOffice), (.submit, .executingUnit),
      (.passDepartment, .departmentFinanceOfficer), (.passLineOffice, .financeLineOffice),
      (.passPerformanceOffice, .financePerformanceOffice), (.approve, .financeBudgetOffice),
    ] {
      let number = try Stages.load(id: stage, in: t)?.number ?? 0
      _ = try Stages.step(
        GoalForm.self, stage, event,
        StageWork(
          actor: Actor(account: "p-\(role.rawValue)", role: role, scope: root), basedOn: number, policy: terms,
          opinion: "按程序办理", facts: BudgetFacts(needsExAnte: false, isIncrease: false, hasOverdueRectification: false)),
        in: t)
    }
  }
}
