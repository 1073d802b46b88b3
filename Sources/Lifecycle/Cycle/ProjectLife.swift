/// The life of a project in the library (项目库管理), from the idea to its end.
///
/// The stages of the year move with it: what a stage decides is an event here. The gates before money are those of the
/// goal form.
public struct ProjectLife: StageFlow {
  public enum State: String, StageState {
    case draft
    case returned
    case unitSubmitted = "unit-submitted"
    case departmentReviewed = "department-reviewed"
    case exAnteRequired = "ex-ante-required"
    case goalReview = "goal-review"
    case reserved
    case budgeted
    case executing
    case adjusting
    case suspended
    case selfEvaluationDue = "self-evaluation-due"
    case evaluated
    case rejected
    case terminated
    case closed
  }

  public enum Event: String, StageEvent {
    case edit
    case submit
    case passDepartment = "pass-department"
    case returnFromDepartment = "return-from-department"
    case requireExAnte = "require-ex-ante"
    case passLineOffice = "pass-line-office"
    case returnFromLineOffice = "return-from-line-office"
    case support
    case askAdjustment = "ask-adjustment"
    case refuse
    case reserve
    case returnGoal = "return-goal"
    case reject
    case budget
    case start
    case suspend
    case resume
    case cancel
    case adjust
    case approveAdjustment = "approve-adjustment"
    case refuseAdjustment = "refuse-adjustment"
    case endYear = "end-year"
    case evaluate
    case carryOver = "carry-over"
    case close
  }

  public static let name = "project-life"
  public static let officialName = "项目库"
  public var standing: Standing<State>
  public init(_ standing: Standing<State> = Standing(state: .draft)) { self.standing = standing }

  public static func next(_ state: State, _ event: Event) -> State? { ways[state]?[event] }

  /// Told as a table: with so many states and events a switch is more than the compiler looks through.
  private static let ways: [State: [Event: State]] = [
    .draft: [.edit: .draft, .submit: .unitSubmitted],
    .returned: [.edit: .returned, .submit: .unitSubmitted],
    .unitSubmitted: [.passDepartment: .departmentReviewed, .returnFromDepartment: .returned],
    .departmentReviewed: [
      .requireExAnte: .exAnteRequired, .passLineOffice: .goalReview, .returnFromLineOffice: .returned,
    ],
    .exAnteRequired: [.support: .goalReview, .askAdjustment: .returned, .refuse: .rejected],
    .goalReview: [.reserve: .reserved, .returnGoal: .returned, .reject: .rejected],
    .reserved: [.budget: .budgeted],
    .budgeted: [.start: .executing],
    .executing: [.suspend: .suspended, .adjust: .adjusting, .endYear: .selfEvaluationDue],
    .adjusting: [.approveAdjustment: .executing, .refuseAdjustment: .executing],
    .suspended: [.resume: .executing, .cancel: .terminated],
    .selfEvaluationDue: [.evaluate: .evaluated],
    .evaluated: [.carryOver: .reserved, .close: .closed],
  ]

  /// Into the budget only with an accepted goal, an ex-ante evaluation where one is asked, and nothing left to rectify.
  public func closedGates(for event: Event, _ call: StageCall) -> [Gate] {
    event == .budget ? call.facts.closedBudgetGates : []
  }

  public func furtherEffects(of event: Event) -> [StageEffect] {
    switch event {
    case .suspend: [.stopPayments]
    case .resume: [.resumePayments]
    case .budget: [.carryIntoBudget]
    case .carryOver: [.openNextVersion]
    case .edit, .submit, .passDepartment, .returnFromDepartment, .requireExAnte, .passLineOffice,
      .returnFromLineOffice, .support, .askAdjustment, .refuse, .reserve, .returnGoal, .reject, .start, .cancel,
      .adjust, .approveAdjustment, .refuseAdjustment, .endYear, .evaluate, .close:
      []
    }
  }
}

extension ProjectLife.State {
  public var officialName: String {
    switch self {
    case .draft: "编写中"
    case .returned: "已退回"
    case .unitSubmitted: "主管部门审核"
    case .departmentReviewed: "业务科审核"
    case .exAnteRequired: "待事前评估"
    case .goalReview: "目标审核"
    case .reserved: "已入库储备"
    case .budgeted: "已列入预算"
    case .executing: "执行中"
    case .adjusting: "调整中"
    case .suspended: "暂停"
    case .selfEvaluationDue: "待自评"
    case .evaluated: "已评价"
    case .rejected: "不予入库"
    case .terminated: "已终止"
    case .closed: "已完成"
    }
  }

  public var isOpenForEditing: Bool { self == .draft || self == .returned }

  public var formState: FormState {
    switch self {
    case .draft: .draft
    case .returned: .returned
    case .unitSubmitted, .departmentReviewed, .exAnteRequired, .goalReview, .adjusting: .inReview
    case .reserved, .budgeted, .executing, .suspended, .selfEvaluationDue: .approved
    case .evaluated, .rejected, .terminated, .closed: .locked
    }
  }
}

extension ProjectLife.Event {
  public var step: StageStep {
    switch self {
    case .edit: StageStep("修改", .writeStage, .writes)
    case .submit: StageStep("报送", .writeStage, .writes)
    case .passDepartment: StageStep("主管部门审核通过", .checkForDepartment, .judges)
    case .returnFromDepartment: StageStep("主管部门退回", .checkForDepartment, .judges, needsOpinion: true)
    case .requireExAnte: StageStep("要求事前评估", .reviewInLineOffice, .judges)
    case .passLineOffice: StageStep("业务科审核通过", .reviewInLineOffice, .judges)
    case .returnFromLineOffice: StageStep("业务科退回", .reviewInLineOffice, .judges, needsOpinion: true)
    case .support: StageStep("评估予以支持", .reviewInPerformanceOffice, .judges)
    case .askAdjustment: StageStep("评估调整后支持", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .refuse: StageStep("评估不予支持", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .reserve: StageStep("目标审核通过，入库", .reviewInPerformanceOffice, .judges)
    case .returnGoal: StageStep("目标审核退回", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .reject: StageStep("目标审核为差", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .budget: StageStep("列入预算", .decideBudget, .judges)
    case .start: StageStep("年度开始执行", .decideBudget, .keeps)
    case .suspend: StageStep("暂停", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .resume: StageStep("恢复执行", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .cancel: StageStep("终止，收回资金", .decideBudget, .judges, needsOpinion: true)
    case .adjust: StageStep("申请调整", .writeStage, .keeps, needsOpinion: true)
    case .approveAdjustment: StageStep("批准调整", .decideBudget, .judges)
    case .refuseAdjustment: StageStep("不批准调整", .decideBudget, .judges, needsOpinion: true)
    case .endYear: StageStep("年度结束", .reviewInPerformanceOffice, .keeps)
    case .evaluate: StageStep("自评完成", .reviewInPerformanceOffice, .keeps)
    case .carryOver: StageStep("结转下年", .writeStage, .keeps)
    case .close: StageStep("完成销号", .reviewInPerformanceOffice, .keeps)
    }
  }
}
