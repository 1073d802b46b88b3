import Lifecycle
import Model

/// A district in small: accounts for every role, and everything a step can ask for.
enum FlowCast {
  static let unit = UnitPath(["qu", "shui", "di"])
  static let moment = Instant(milliseconds: 1_700_000_000_000)
  static let policy = CyclePolicy(
    rectificationDays: 30, redLightDays: 10, publicationDays: 20, exAnteFrom: nil,
    exceptionSigners: [.departmentHead, .financeBudgetOffice])

  static func actor(_ role: Role, _ account: String = "fresh", scope: UnitPath = UnitPath(["qu"])) -> Actor {
    Actor(account: account, role: role, scope: scope)
  }

  /// Facts with which every gate is open.
  static let goodFacts = BudgetFacts(
    goal: .approved, needsExAnte: true, exAnte: .supported, isIncrease: true, hasOverdueRectification: false,
    adjustment: .approved, hasUnexplainedRedLight: false, hasMissingProjects: false, reEvaluation: .final,
    isDisclosed: true)

  static func call(
    _ actor: Actor, facts: BudgetFacts = goodFacts, opinion: String? = "第三项指标没有写明单位",
    exceptions: [SignedException] = []
  ) -> StageCall {
    StageCall(
      actor: actor, owner: unit, moment: moment, policy: policy, opinion: opinion, isAssigned: true, facts: facts,
      exceptions: exceptions)
  }

  /// Somebody who may do `event` and had no hand in the flow yet.
  static func call<Event: StageEvent>(for event: Event) -> StageCall {
    call(actor(Role.allCases.first { Permission.roles(for: event.step.action).contains($0) } ?? .public))
  }

  static func record(_ effects: [StageEffect]) -> StageRecord? {
    if case .record(let record)? = effects.first { record } else { nil }
  }
}
