/// A hard rule between two stages: without the one no other. Only a signed paper opens a closed gate.
public enum Gate: String, Hashable, Sendable, CaseIterable {
  case noGoalNoBudget = "no-goal-no-budget"
  case noExAnteNoBudget = "no-preeval-no-budget"
  case badGoalNoBudget = "goal-grade-bad-no-budget"
  case overdueRectificationNoIncrease = "rectification-open-no-increase"
  case adjustmentNotApproved = "adjustment-not-approved"
  case redLightUnexplained = "red-light-unexplained"
  case projectsNotSubmitted = "projects-not-submitted"
  case reEvaluationNotFinal = "re-evaluation-not-final"
  case notDisclosed = "not-disclosed"

  public var why: String {
    switch self {
    case .noGoalNoBudget: "这个项目还没有审核通过的绩效目标，不能安排预算。"
    case .noExAnteNoBudget: "这个项目要先做事前绩效评估，现在没有通过的评估结论，不能安排预算。"
    case .badGoalNoBudget: "这个项目的绩效目标审核为差，本年度不能安排预算。"
    case .overdueRectificationNoIncrease: "这个项目有到期没有办结的整改，不能增加预算。"
    case .adjustmentNotApproved: "预算和绩效目标的调整申请还没有批准，不能换成调整后的目标。"
    case .redLightUnexplained: "这个项目的监控亮过红灯，自评里还没有说明原因和措施。"
    case .projectsNotSubmitted: "本部门还有项目没有报送自评，不能报送部门整体自评。"
    case .reEvaluationNotFinal: "再评价还没有最终得分，不能采用它的结果。"
    case .notDisclosed: "这张表还没有经过保密审查和负责人审签，不能公开。"
    }
  }

  public var whoCanHelp: String {
    switch self {
    case .noGoalNoBudget, .badGoalNoBudget: "请填报单位改好目标，送财政局绩效科审核。"
    case .noExAnteNoBudget: "请主管部门完成事前绩效评估，送财政局绩效科认定；确有特殊情况，请附签批的例外文件。"
    case .overdueRectificationNoIncrease: "请项目单位在整改台账里报送结果，请财政局绩效科核实。"
    case .adjustmentNotApproved: "请主管部门先报送调整申请，由财政局预算科批准。"
    case .redLightUnexplained: "请项目单位在自评的偏差原因和改进措施里写明，再报送。"
    case .projectsNotSubmitted: "请催办没有报送的项目单位，项目自评报齐以后再报送。"
    case .notDisclosed: "请主管部门在信息公开里列入公开事项，审查、审签以后一并公开。"
    case .reEvaluationNotFinal: "请承担再评价的机构和财政局绩效科先确定最终得分。"
    }
  }
}

/// What other stages say about a project when its budget is decided. Every default closes a gate.
public struct BudgetFacts: Hashable, Sendable {
  public var goal: GoalForm.State?
  public var needsExAnte: Bool
  public var exAnte: ExAnteEvaluation.State?
  public var isIncrease: Bool
  public var hasOverdueRectification: Bool
  public var adjustment: GoalAdjustment.State?
  public var hasUnexplainedRedLight: Bool
  public var hasMissingProjects: Bool
  public var reEvaluation: ReEvaluation.State?
  /// A disclosure that names the form was checked, signed and is published.
  public var isDisclosed: Bool

  public init(
    goal: GoalForm.State? = nil, needsExAnte: Bool = true, exAnte: ExAnteEvaluation.State? = nil,
    isIncrease: Bool = true, hasOverdueRectification: Bool = true, adjustment: GoalAdjustment.State? = nil,
    hasUnexplainedRedLight: Bool = true, hasMissingProjects: Bool = true, reEvaluation: ReEvaluation.State? = nil,
    isDisclosed: Bool = false
  ) {
    self.goal = goal
    self.needsExAnte = needsExAnte
    self.exAnte = exAnte
    self.isIncrease = isIncrease
    self.hasOverdueRectification = hasOverdueRectification
    self.adjustment = adjustment
    self.hasUnexplainedRedLight = hasUnexplainedRedLight
    self.hasMissingProjects = hasMissingProjects
    self.reEvaluation = reEvaluation
    self.isDisclosed = isDisclosed
  }

  /// The gates between a project and its budget that are closed, in the order a unit meets them.
  public var closedBudgetGates: [Gate] {
    var gates: [Gate] = []
    if needsExAnte, !(exAnte?.isAccepted ?? false) { gates.append(.noExAnteNoBudget) }
    if goal == .rejected {
      gates.append(.badGoalNoBudget)
    } else if !(goal?.isAcceptedForBudget ?? false) {
      gates.append(.noGoalNoBudget)
    }
    if isIncrease, hasOverdueRectification { gates.append(.overdueRectificationNoIncrease) }
    return gates
  }
}

/// A paper that lets one project through one gate, signed by somebody who may and who did not write the project.
public struct SignedException: Hashable, Sendable {
  public let gate: Gate
  public let signer: Actor
  /// Number of the paper, as in the file of the office.
  public let document: String
  public let reason: String

  public init(gate: Gate, signer: Actor, document: String, reason: String) {
    self.gate = gate
    self.signer = signer
    self.document = document
    self.reason = reason
  }

  /// True when the paper is whole and its signer may sign it: his role is named by the policy, his branch covers the
  /// project, he wrote nothing of it, and he is not the one who uses the paper.
  func opens<State>(_ gate: Gate, _ call: StageCall, _ standing: Standing<State>) -> Bool {
    gate == self.gate && call.policy.exceptionSigners.contains(signer.role) && !document.isBlank && !reason.isBlank
      && (signer.scope?.covers(call.owner) ?? false) && signer.account != call.actor.account
      && !standing.barred(from: .judges).contains(signer.account)
  }
}
