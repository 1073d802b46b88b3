import Lifecycle
import Model
import Store

/// What a form of a later stage takes over from the approved goal: nobody types twice, and nobody moves a target.
enum CarriedForms {
  /// The goal in force of a project: the newest version that was approved, or its adjustment.
  static func goal(
    ofProject project: String, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> StoredForm? {
    let stages = try Stages.ofProject(
      region: desk.region, project, year: desk.year.year, flow: GoalForm.name, in: transaction)
    for row in stages where row.isApprovedGoal {
      if let form = row.form { return try Forms.load(id: form, in: transaction) }
    }
    return nil
  }

  /// States of a goal that later stages rest on.
  static let approvedStates = [GoalForm.State.approved, .locked, .published].map(\.name)

  /// A form of another kind with everything of the goal that is not to be typed again.
  static func begin(_ kind: FormKind, from goal: FormContent, _ desk: Desk) -> FormContent {
    var content = FormContent(kind: kind, moneyUnit: goal.moneyUnit)
    content.name = goal.name
    content.code = goal.code
    content.department = goal.department
    content.unitName = goal.unitName
    content.region = goal.region
    content.year = desk.year.year
    content.template = desk.settings.templates[kind]
    content.goals = goal.goals.filter { $0.term != .longTerm }.map { goal in
      var carried = goal
      carried.score = nil
      carried.resultText = nil
      carried.historyHeads = nil
      carried.indicators = goal.indicators.map(Self.locked)
      return carried
    }
    return content
  }

  /// Heads, name, target and weight of a row; results and reasons are still to come.
  private static func locked(_ row: Indicator) -> Indicator {
    var carried = Indicator(id: row.id)
    carried.level1 = row.level1
    carried.level2 = row.level2
    carried.level1Weight = row.level1Weight
    carried.level2Weight = row.level2Weight
    carried.name = row.name
    carried.target = row.target
    carried.weight = row.weight
    carried.definition = row.definition
    carried.milestone = row.milestone
    return carried
  }

  /// Budget and spending in the form's unit, with the rate in per cent.
  static func execution(budget: Money?, paid: Money?, in unit: MoneyUnit) -> Execution {
    var execution = Execution()
    execution.budget = budget?.figure(in: unit, places: 2)
    execution.actual = (paid ?? .zero).figure(in: unit, places: 2)
    if let budget = execution.budget, budget > .zero, let actual = execution.actual {
      execution.rate = (actual * 100).divided(by: budget, places: 2)
    }
    return execution
  }
}

extension StageRow {
  var isApprovedGoal: Bool { flow == GoalForm.name && CarriedForms.approvedStates.contains(state) }
}
