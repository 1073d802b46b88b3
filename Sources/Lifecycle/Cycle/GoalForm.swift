/// The goal form (绩效目标申报表) through the two rounds of the budget (二上二下).
///
/// The same form passes the same offices twice. The first time the budget office answers with a control figure (一下)
/// and opens the second round; the second time it approves (二下). What is approved never changes: an adjustment makes
/// the next version, and this one stays.
public struct GoalForm: StageFlow {
  /// One way up and down (一上一下, 二上二下).
  public enum Round: Int, Hashable, Sendable, CaseIterable {
    case first = 1
    case second
    var officialName: String { self == .first ? "一上" : "二上" }
  }

  public enum State: StageState {
    case draft(Round)
    case returned(Round)
    case departmentReview(Round)
    case lineOfficeReview(Round)
    case performanceOfficeReview(Round)
    case budgetOfficeReview(Round)
    case approved, locked, published
    /// The next version took its place.
    case amended
    /// Judged bad: not in this year's budget.
    case rejected
  }

  public enum Event: String, StageEvent {
    case edit, submit
    case passDepartment = "pass-department"
    case returnFromDepartment = "return-from-department"
    case passLineOffice = "pass-line-office"
    case returnFromLineOffice = "return-from-line-office"
    case passPerformanceOffice = "pass-performance-office"
    case returnFromPerformanceOffice = "return-from-performance-office"
    case reject
    case issueControlFigure = "issue-control-figure"
    case changeControlFigure = "change-control-figure"
    case approve
    case returnFromBudgetOffice = "return-from-budget-office"
    case lock, publish, amend
  }

  public static let name = "goal-form"
  public static let officialName = "绩效目标申报"
  public var standing: Standing<State>
  public init(_ standing: Standing<State> = Standing(state: .draft(.first))) { self.standing = standing }

  public static func next(_ state: State, _ event: Event) -> State? {
    if event == .changeControlFigure { return state.isInSecondRound ? state : nil }
    return switch state {
    case .draft(let round), .returned(let round): nextWhileOpen(state, round, event)
    case .departmentReview(let round):
      answer(event, .passDepartment, .lineOfficeReview(round), .returnFromDepartment, round)
    case .lineOfficeReview(let round):
      answer(event, .passLineOffice, .performanceOfficeReview(round), .returnFromLineOffice, round)
    case .performanceOfficeReview(let round):
      event == .reject
        ? .rejected
        : answer(event, .passPerformanceOffice, .budgetOfficeReview(round), .returnFromPerformanceOffice, round)
    case .budgetOfficeReview(.first):
      answer(event, .issueControlFigure, .draft(.second), .returnFromBudgetOffice, .first)
    case .budgetOfficeReview(.second): answer(event, .approve, .approved, .returnFromBudgetOffice, .second)
    case .approved: event == .lock ? .locked : afterApproval(event)
    case .locked: afterApproval(event)
    case .published, .amended, .rejected: nil
    }
  }

  private static func nextWhileOpen(_ state: State, _ round: Round, _ event: Event) -> State? {
    event == .edit ? state : event == .submit ? .departmentReview(round) : nil
  }

  private static func afterApproval(_ event: Event) -> State? {
    event == .publish ? .published : event == .amend ? .amended : nil
  }

  /// An office passes the form on or sends it back to its author, and nothing else.
  private static func answer(
    _ event: Event, _ pass: Event, _ following: State, _ sendBack: Event, _ round: Round
  ) -> State? {
    event == pass ? following : event == sendBack ? .returned(round) : nil
  }

  public func closedGates(for event: Event, _ call: StageCall) -> [Gate] {
    switch event {
    case .approve:
      var facts = call.facts
      facts.goal = state
      return facts.closedBudgetGates
    case .amend: return call.facts.adjustment == .approved ? [] : [.adjustmentNotApproved]
    case .publish: return call.facts.isDisclosed ? [] : [.notDisclosed]
    case .edit, .submit, .passDepartment, .returnFromDepartment, .passLineOffice, .returnFromLineOffice,
      .passPerformanceOffice, .returnFromPerformanceOffice, .reject, .issueControlFigure, .changeControlFigure,
      .returnFromBudgetOffice,
      .lock:
      return []
    }
  }

  public func furtherEffects(of event: Event) -> [StageEffect] {
    switch event {
    case .issueControlFigure: [.openSecondRound]
    case .approve: [.carryIntoBudget]
    case .publish: [.publish]
    case .edit, .submit, .passDepartment, .returnFromDepartment, .passLineOffice, .returnFromLineOffice,
      .passPerformanceOffice, .returnFromPerformanceOffice, .reject, .changeControlFigure, .returnFromBudgetOffice,
      .lock, .amend:
      []
    }
  }
}

extension GoalForm.State {
  public static let allCases: [Self] =
    GoalForm.Round.allCases.flatMap { round in
      [
        .draft(round), .returned(round), .departmentReview(round), .lineOfficeReview(round),
        .performanceOfficeReview(round), .budgetOfficeReview(round),
      ]
    } + [.approved, .locked, .published, .amended, .rejected]

  public var name: String {
    switch self {
    case .draft(let round): "draft-\(round.rawValue)"
    case .returned(let round): "returned-\(round.rawValue)"
    case .departmentReview(let round): "department-review-\(round.rawValue)"
    case .lineOfficeReview(let round): "line-office-review-\(round.rawValue)"
    case .performanceOfficeReview(let round): "performance-office-review-\(round.rawValue)"
    case .budgetOfficeReview(let round): "budget-office-review-\(round.rawValue)"
    case .approved: "approved"
    case .locked: "locked"
    case .published: "published"
    case .amended: "amended"
    case .rejected: "rejected"
    }
  }

  public var officialName: String {
    switch self {
    case .draft(let round): "\(round.officialName)填报中"
    case .returned(let round): "\(round.officialName)已退回"
    case .departmentReview(let round): "\(round.officialName)主管部门审核"
    case .lineOfficeReview(let round): "\(round.officialName)业务科审核"
    case .performanceOfficeReview(let round): "\(round.officialName)绩效科审核"
    case .budgetOfficeReview(let round): "\(round.officialName)预算科审定"
    case .approved: "已批复"
    case .locked: "已锁定"
    case .published: "已公开"
    case .amended: "已由调整后的目标代替"
    case .rejected: "审核为差，不予安排"
    }
  }

  public var isOpenForEditing: Bool { formState.isOpenForEditing }

  /// The control figure is issued and the budget is not approved yet.
  public var isInSecondRound: Bool {
    switch self {
    case .draft(.second), .returned(.second), .departmentReview(.second), .lineOfficeReview(.second),
      .performanceOfficeReview(.second), .budgetOfficeReview(.second):
      true
    case .draft(.first), .returned(.first), .departmentReview(.first), .lineOfficeReview(.first),
      .performanceOfficeReview(.first), .budgetOfficeReview(.first), .approved, .locked, .published, .amended,
      .rejected:
      false
    }
  }

  /// The performance office has passed it in the second round, or it is past that.
  public var isAcceptedForBudget: Bool {
    switch self {
    case .budgetOfficeReview(.second), .approved, .locked, .published: true
    case .draft, .returned, .departmentReview, .lineOfficeReview, .performanceOfficeReview, .budgetOfficeReview,
      .amended, .rejected:
      false
    }
  }

  /// What is kept with the form in the database.
  public var formState: FormState {
    switch self {
    case .draft: .draft
    case .returned: .returned
    case .departmentReview, .lineOfficeReview, .performanceOfficeReview, .budgetOfficeReview: .inReview
    case .approved: .approved
    case .locked, .amended, .rejected: .locked
    case .published: .published
    }
  }
}

extension GoalForm.Event {
  public var step: StageStep {
    switch self {
    case .edit: StageStep("修改", .writeStage, .writes)
    case .submit: StageStep("报送", .writeStage, .writes)
    case .passDepartment: StageStep("主管部门审核通过", .checkForDepartment, .judges)
    case .returnFromDepartment: StageStep("主管部门退回", .checkForDepartment, .judges, needsOpinion: true)
    case .passLineOffice: StageStep("业务科审核通过", .reviewInLineOffice, .judges)
    case .returnFromLineOffice: StageStep("业务科退回", .reviewInLineOffice, .judges, needsOpinion: true)
    case .passPerformanceOffice: StageStep("绩效科审核通过", .reviewInPerformanceOffice, .judges)
    case .returnFromPerformanceOffice: StageStep("绩效科退回", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .reject: StageStep("审核为差", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .issueControlFigure: StageStep("下达控制数", .decideBudget, .judges, needsOpinion: true)
    // The budget office may change a figure while others have the form; the form stays with them.
    case .changeControlFigure:
      StageStep("调整控制数", .decideBudget, .judges, needsOpinion: true, isOptional: true)
    case .approve: StageStep("批复", .decideBudget, .judges)
    case .returnFromBudgetOffice: StageStep("预算科退回", .decideBudget, .judges, needsOpinion: true)
    case .lock: StageStep("锁定", .reviewInPerformanceOffice, .keeps, isOptional: true)
    case .publish: StageStep("公开", .checkForDepartment, .keeps)
    case .amend: StageStep("换成调整后的目标", .decideBudget, .judges, needsOpinion: true, isOptional: true)
    }
  }
}
