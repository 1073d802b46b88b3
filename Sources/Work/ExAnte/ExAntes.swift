public import Lifecycle
public import Model
public import Schemes
public import Store

/// Ex-ante evaluations (事前绩效评估) of a year: beginning one, and by what it is assessed.
public enum ExAntes {
  /// What an evaluation is assessed by: what it began with, else what the year names, else what is in force in it.
  public static func policy(_ row: StageRow, _ desk: Desk) -> Policy<ExAntePolicy>? {
    if let kept = ExAnteFile(row.content).policy, let found: Policy<ExAntePolicy> = desk.rulebook.policies.policy(kept)
    {
      return found
    }
    return desk.policy(ExAntePolicy.self)
  }

  /// Opens the evaluation of a project, or of a policy when no project is told.
  /// - Throws: `.refusedStep` when the person may not write for that unit, or the project has one under way.
  public static func begin(
    project: Project?, unit: String, title: String, amount: Money?, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> String {
    let owner = project?.unit ?? unit
    guard let place = try Units.find(region: desk.region, id: owner, in: transaction) else {
      throw .missing(subject: "单位")
    }
    try desk.demand(.writeStage, at: place.path)
    if let project {
      let former = try Stages.ofProject(region: desk.region, project.id, flow: ExAnteEvaluation.name, in: transaction)
      if let standing = former.first(where: { $0.state != ExAnteEvaluation.State.notSupported.name }) {
        throw .refusedStep(
          StageRefusal(
            cause: .moment,
            why:
              "“\(project.name)”在 \(standing.year) 年度已经有事前评估，现在“\(Steps.name(ofState: standing.state, flow: standing.flow))”。",
            whoCanHelp: "请打开已有的那一份继续办。"))
      }
    }
    let asked = try project.flatMap { (project) throws(StoreError) in
      try Projects.year(region: desk.region, desk.year.year, project: project.id, in: transaction)?.figures.asked
    }
    var file = ExAnteFile(kind: project == nil ? .policy : .project, amount: amount ?? asked ?? project?.total)
    if let project, !project.basis.isEmpty { file.material["background"] = project.basis }
    let stage = try Stages.open(
      ExAnteEvaluation.self,
      StageDraft(
        year: desk.year.year, unit: place.id, title: project?.name ?? title, project: project?.id, content: file.json,
        dueOn: desk.settings.day("ex-ante")), region: desk.region, by: desk.actor, in: transaction)
    // Whoever begins it collects the material at once.
    try Steps.take(StepRequest(stage: stage, event: "begin", basedOn: 1), desk, in: transaction)
    return stage
  }

  /// Who may be given an evaluation: agencies, experts, the performance office and the leads of the own department.
  public static func assessors(
    of row: StageRow, in transaction: ReadTransaction
  ) throws(StoreError) -> [Account] {
    let roles = Permission.roles(for: .assessProject)
    return try Accounts.list(region: row.region, limit: 5_000, in: transaction).filter {
      roles.contains($0.role) && $0.state == .active && ($0.role.isAssignedOneByOne || $0.scope.covers(row.path))
        && !row.authors.contains($0.id)
    }
  }
}
