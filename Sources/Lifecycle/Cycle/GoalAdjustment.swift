/// One request to change budget and goal together (绩效目标调整). Approved, it begins the next version of the goal; the
/// version that was published stays and is shown beside it.
public struct GoalAdjustment: StageFlow {
  public enum State: String, StageState {
    case draft
    case returned
    case departmentReview = "department-review"
    case financeReview = "finance-review"
    case approved
    case refused
  }

  public enum Event: String, StageEvent {
    case edit
    case submit
    case passDepartment = "pass-department"
    case returnFromDepartment = "return-from-department"
    case returnFromFinance = "return-from-finance"
    case approve
    case refuse
  }

  public static let name = "goal-adjustment"
  public static let officialName = "绩效目标调整"
  public var standing: Standing<State>
  public init(_ standing: Standing<State> = Standing(state: .draft)) { self.standing = standing }

  public static func next(_ state: State, _ event: Event) -> State? {
    switch (state, event) {
    case (.draft, .edit): .draft
    case (.returned, .edit), (.departmentReview, .returnFromDepartment), (.financeReview, .returnFromFinance): .returned
    case (.draft, .submit), (.returned, .submit): .departmentReview
    case (.departmentReview, .passDepartment): .financeReview
    case (.financeReview, .approve): .approved
    case (.financeReview, .refuse): .refused
    case (.draft, _), (.returned, _), (.departmentReview, _), (.financeReview, _), (.approved, _), (.refused, _): nil
    }
  }

  /// A cut passes always; more money asks for what every budget asks for.
  public func closedGates(for event: Event, _ call: StageCall) -> [Gate] {
    switch event {
    case .approve: call.facts.isIncrease ? call.facts.closedBudgetGates : []
    case .edit, .submit, .passDepartment, .returnFromDepartment, .returnFromFinance, .refuse: []
    }
  }

  public func furtherEffects(of event: Event) -> [StageEffect] {
    switch event {
    case .approve: [.openNextVersion, .carryIntoBudget]
    case .edit, .submit, .passDepartment, .returnFromDepartment, .returnFromFinance, .refuse: []
    }
  }
}

extension GoalAdjustment.State {
  public var officialName: String {
    switch self {
    case .draft: "填报中"
    case .returned: "已退回"
    case .departmentReview: "主管部门审核"
    case .financeReview: "财政局审核"
    case .approved: "已批准"
    case .refused: "不同意调整"
    }
  }

  public var isOpenForEditing: Bool {
    switch self {
    case .draft, .returned: true
    case .departmentReview, .financeReview, .approved, .refused: false
    }
  }
}

extension GoalAdjustment.Event {
  public var step: StageStep {
    switch self {
    case .edit: StageStep("修改", .writeStage, .writes)
    case .submit: StageStep("报送", .writeStage, .writes)
    case .passDepartment: StageStep("主管部门审核通过", .checkForDepartment, .judges)
    case .returnFromDepartment: StageStep("主管部门退回", .checkForDepartment, .judges, needsOpinion: true)
    case .returnFromFinance: StageStep("财政局退回", .decideBudget, .judges, needsOpinion: true)
    case .approve: StageStep("批准", .decideBudget, .judges)
    case .refuse: StageStep("不同意调整", .decideBudget, .judges, needsOpinion: true)
    }
  }
}
