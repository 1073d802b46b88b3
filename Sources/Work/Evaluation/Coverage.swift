import Lifecycle
public import Store

/// How far a branch is with its self-evaluations (自评覆盖).
public struct Coverage: Hashable, Sendable {
  /// Projects with an approved goal: all of them are to be evaluated.
  public let projects: Int
  /// Self-evaluations that were asked for, begun, with an office of the department, and handed in to finance.
  public let asked: Int
  public let filling: Int
  public let underReview: Int
  public let handedIn: Int
  public let accepted: Int
  /// Evaluations of whole departments: how many were asked for, how many handed in.
  public let departments: Int
  public let departmentsHandedIn: Int

  /// The flows whose standings it is made of.
  public static let flows = [GoalForm.name, GoalAdjustment.name, SelfEvaluation.name]

  public init(_ standings: [StageBoard.Standing]) {
    func sum(_ flow: String, _ states: Set<String>, of figure: (StageBoard.Standing) -> Int = { $0.projects }) -> Int {
      standings.reduce(0) { $1.flow == flow && states.contains($1.state) ? $0 + figure($1) : $0 }
    }
    func names(_ states: [SelfEvaluation.State]) -> Set<String> { Set(states.map(\.name)) }
    let name = SelfEvaluation.name
    let all = names(SelfEvaluation.State.allCases)
    // A goal that was published stays beside the one that an adjustment put in its place; the project is evaluated once.
    let replaced = sum(GoalAdjustment.name, [GoalAdjustment.State.approved.name])
    let amended = sum(GoalForm.name, [GoalForm.State.amended.name])
    projects = sum(GoalForm.name, Set(CarriedForms.approvedStates)) - max(0, replaced - amended)
    asked = sum(name, all)
    filling = sum(name, names([.filling, .returned]))
    underReview = sum(name, names([.departmentReview, .signing]))
    handedIn = sum(name, SelfEvaluations.handedIn)
    accepted = sum(name, names([.accepted, .published]))
    departments = sum(name, all) { $0.departments }
    departmentsHandedIn = sum(name, SelfEvaluations.handedIn) { $0.departments }
  }

  /// Projects whose self-evaluation has not reached finance.
  public var missing: Int { max(0, max(projects, asked) - handedIn) }

  /// Handed in of all in whole per cent, rounded down: 100 only where nothing is missing. nil without projects.
  public var percent: Int? {
    let whole = max(projects, asked)
    return whole == 0 ? nil : handedIn * 100 / whole
  }
}
