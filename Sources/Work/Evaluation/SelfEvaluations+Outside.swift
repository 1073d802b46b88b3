import Lifecycle
import Model
import Store

extension SelfEvaluations {
  /// Opens the stage of a self-evaluation whose goal was approved before the program came, with the form as it came in:
  /// targets and weights are those that it prints, and the money stays as it says.
  /// - Returns: the stage; nil where the year knows the goal or has the self-evaluation already.
  static func adoptAlone(
    _ came: StoredForm, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> String? {
    guard came.row.kind.isSelfEvaluation, came.row.year == desk.year.year,
      try Stages.ofForm(came.row.id, in: transaction) == nil,
      let place = try Units.find(region: desk.region, id: came.row.unit, in: transaction)
    else { return nil }
    if came.row.kind.isAboutDepartment {
      guard try !isKnown(GoalForm.name, of: place, desk, in: transaction),
        try !isKnown(SelfEvaluation.name, of: place, desk, in: transaction)
      else { return nil }
      return try open(came, place, nil, desk, in: transaction)
    }
    guard let project = try Goals.project(of: came, place, desk, in: transaction),
      try ofProject(project.id, desk, in: transaction) == nil,
      try CarriedForms.goal(ofProject: project.id, desk, in: transaction) == nil
    else { return nil }
    return try open(came, place, project, desk, in: transaction)
  }

  private static func isKnown(
    _ flow: String, of place: Unit, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> Bool {
    var filter = StageFilter(region: desk.region, year: desk.year.year, flow: flow, scope: place.path)
    filter.isOfDepartment = true
    filter.pageSize = 200
    return try Stages.list(filter, in: transaction).items.contains { $0.unit == place.id }
  }

  private static func open(
    _ came: StoredForm, _ place: Unit, _ project: Project?, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> String {
    let stage = try Stages.open(
      SelfEvaluation.self,
      StageDraft(
        year: desk.year.year, unit: place.id, title: project?.name ?? place.name, project: project?.id,
        form: came.row.id, dueOn: desk.settings.day(project == nil ? "department-self-evaluation" : "self-evaluation")),
      region: desk.region, by: desk.actor, in: transaction)
    // Whose paper it is begins at once; for whom the performance office brings it, it waits.
    if let row = try Stages.load(id: stage, in: transaction),
      Stages.refusal(SelfEvaluation.self, row, .begin, desk.work(basedOn: row.number), at: transaction.now) == nil
    {
      try Steps.take(StepRequest(stage: stage, event: "begin", basedOn: row.number), desk, in: transaction)
    }
    return stage
  }
}
