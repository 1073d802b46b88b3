/// The evaluation of a project or a department by itself after the year (绩效自评).
///
/// The unit writes, another hand of the unit's department signs, the performance office spot-checks and accepts it or
/// has it evaluated again.
public struct SelfEvaluation: StageFlow {
  public enum State: String, StageState {
    case notStarted = "not-started"
    case filling
    case returned
    case departmentReview = "department-review"
    case signing
    case submitted
    case spotCheck = "spot-check"
    case reEvaluation = "re-evaluation"
    case accepted
    case published
  }

  public enum Event: String, StageEvent {
    case begin
    case edit
    case submit
    case passDepartment = "pass-department"
    case returnFromDepartment = "return-from-department"
    case sign
    case refuseToSign = "refuse-to-sign"
    case check
    case accept
    case returnFromFinance = "return-from-finance"
    case orderReEvaluation = "order-re-evaluation"
    case takeReEvaluation = "take-re-evaluation"
    case publish
  }

  public static let name = "self-evaluation"
  public static let officialName = "绩效自评"
  public var standing: Standing<State>
  public init(_ standing: Standing<State> = Standing(state: .notStarted)) { self.standing = standing }

  public static func next(_ state: State, _ event: Event) -> State? {
    switch (state, event) {
    case (.notStarted, .begin), (.filling, .edit): .filling
    case (.returned, .edit), (.departmentReview, .returnFromDepartment), (.signing, .refuseToSign),
      (.submitted, .returnFromFinance), (.spotCheck, .returnFromFinance):
      .returned
    case (.filling, .submit), (.returned, .submit): .departmentReview
    case (.departmentReview, .passDepartment): .signing
    case (.signing, .sign): .submitted
    case (.submitted, .check): .spotCheck
    case (.submitted, .accept), (.spotCheck, .accept), (.reEvaluation, .takeReEvaluation): .accepted
    case (.spotCheck, .orderReEvaluation): .reEvaluation
    case (.accepted, .publish): .published
    case (.notStarted, _), (.filling, _), (.returned, _), (.departmentReview, _), (.signing, _), (.submitted, _),
      (.spotCheck, _), (.reEvaluation, _), (.accepted, _), (.published, _):
      nil
    }
  }

  /// An open red light must be explained, and a department hands in only when all its projects have.
  public func closedGates(for event: Event, _ call: StageCall) -> [Gate] {
    switch event {
    case .submit:
      (call.facts.hasUnexplainedRedLight ? [.redLightUnexplained] : [])
        + (call.facts.hasMissingProjects ? [.projectsNotSubmitted] : [])
    case .takeReEvaluation:
      call.facts.reEvaluation == .final || call.facts.reEvaluation == .ranked ? [] : [.reEvaluationNotFinal]
    case .publish: call.facts.isDisclosed ? [] : [.notDisclosed]
    case .begin, .edit, .passDepartment, .returnFromDepartment, .sign, .refuseToSign, .check, .accept,
      .returnFromFinance, .orderReEvaluation:
      []
    }
  }

  public func furtherEffects(of event: Event) -> [StageEffect] {
    switch event {
    case .publish: [.publish]
    case .begin, .edit, .submit, .passDepartment, .returnFromDepartment, .sign, .refuseToSign, .check, .accept,
      .returnFromFinance, .orderReEvaluation, .takeReEvaluation:
      []
    }
  }
}

extension SelfEvaluation.State {
  public var officialName: String {
    switch self {
    case .notStarted: "未开始"
    case .filling: "填报中"
    case .returned: "已退回"
    case .departmentReview: "主管部门审核"
    case .signing: "负责人审签"
    case .submitted: "已报送财政局"
    case .spotCheck: "财政局抽查"
    case .reEvaluation: "再评价中"
    case .accepted: "已认定"
    case .published: "已公开"
    }
  }

  public var isOpenForEditing: Bool {
    switch self {
    case .filling, .returned: true
    case .notStarted, .departmentReview, .signing, .submitted, .spotCheck, .reEvaluation, .accepted, .published: false
    }
  }
}

extension SelfEvaluation.State {
  public var formState: FormState {
    switch self {
    case .notStarted, .filling: .draft
    case .returned: .returned
    case .departmentReview, .signing, .submitted, .spotCheck, .reEvaluation: .inReview
    case .accepted: .approved
    case .published: .published
    }
  }
}

extension SelfEvaluation.Event {
  public var step: StageStep {
    switch self {
    case .begin: StageStep("开始填报", .writeStage, .keeps)
    case .edit: StageStep("修改", .writeStage, .writes)
    case .submit: StageStep("报送", .writeStage, .writes)
    case .passDepartment: StageStep("主管部门审核通过", .checkForDepartment, .judges)
    case .returnFromDepartment: StageStep("主管部门退回", .checkForDepartment, .judges, needsOpinion: true)
    case .sign: StageStep("审签", .signForDepartment, .judges)
    case .refuseToSign: StageStep("审签退回", .signForDepartment, .judges, needsOpinion: true)
    case .check: StageStep("抽查", .reviewInPerformanceOffice, .keeps)
    case .accept: StageStep("认定", .reviewInPerformanceOffice, .judges)
    case .returnFromFinance: StageStep("财政局退回", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .orderReEvaluation: StageStep("转再评价", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .takeReEvaluation: StageStep("采用再评价结果", .reviewInPerformanceOffice, .judges)
    case .publish: StageStep("公开", .checkForDepartment, .keeps)
    }
  }
}
