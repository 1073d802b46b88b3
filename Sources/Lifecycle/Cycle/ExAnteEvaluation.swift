/// The evaluation of a new policy or project before it may have a budget (事前绩效评估).
///
/// The department brings the material, somebody who did not write it assesses, the performance office concludes. Support
/// after adjustment opens the gate only when the adjusted project was assessed again.
public struct ExAnteEvaluation: StageFlow {
  public enum State: String, StageState {
    case planned
    case collecting
    case assessment
    case drafted
    case opinionExchange = "opinion-exchange"
    case concluded
    case supported
    case adjustmentAsked = "adjustment-asked"
    case notSupported = "not-supported"
    case filed
  }

  public enum Event: String, StageEvent {
    case begin
    case edit
    case submit
    case assign
    case assess
    case sendBackMaterial = "send-back-material"
    case draftReport = "draft-report"
    case reopenAssessment = "reopen-assessment"
    case exchange
    case reply
    case conclude
    case refuseReport = "refuse-report"
    case support
    case askAdjustment = "ask-adjustment"
    case refuse
    case reworkProject = "rework-project"
    case file
  }

  public static let name = "ex-ante-evaluation"
  public static let officialName = "事前绩效评估"
  public var standing: Standing<State>
  public init(_ standing: Standing<State> = Standing(state: .planned)) { self.standing = standing }

  public static func next(_ state: State, _ event: Event) -> State? {
    switch (state, event) {
    case (.planned, .begin), (.collecting, .edit), (.assessment, .sendBackMaterial), (.adjustmentAsked, .reworkProject):
      .collecting
    case (.planned, .assign): .planned
    case (.collecting, .assign): .collecting
    case (.collecting, .submit), (.drafted, .reopenAssessment), (.assessment, .assign), (.assessment, .assess):
      .assessment
    case (.assessment, .draftReport), (.concluded, .refuseReport), (.drafted, .assess): .drafted
    case (.drafted, .exchange), (.opinionExchange, .reply): .opinionExchange
    case (.opinionExchange, .conclude): .concluded
    case (.concluded, .support): .supported
    case (.concluded, .askAdjustment): .adjustmentAsked
    case (.concluded, .refuse): .notSupported
    case (.supported, .file): .filed
    case (.planned, _), (.collecting, _), (.assessment, _), (.drafted, _), (.opinionExchange, _), (.concluded, _),
      (.supported, _), (.adjustmentAsked, _), (.notSupported, _), (.filed, _):
      nil
    }
  }
}

extension ExAnteEvaluation.State {
  public var officialName: String {
    switch self {
    case .planned: "已列入计划"
    case .collecting: "收集材料"
    case .assessment: "评估中"
    case .drafted: "报告初稿"
    case .opinionExchange: "交换意见"
    case .concluded: "报告待认定"
    case .supported: "予以支持"
    case .adjustmentAsked: "调整后支持，等待调整"
    case .notSupported: "不予支持"
    case .filed: "予以支持，已归档"
    }
  }

  public var isOpenForEditing: Bool {
    switch self {
    case .collecting: true
    case .planned, .assessment, .drafted, .opinionExchange, .concluded, .supported, .adjustmentAsked, .notSupported,
      .filed:
      false
    }
  }

  public var formState: FormState {
    switch self {
    case .collecting: .draft
    case .planned, .assessment, .drafted, .opinionExchange, .concluded: .inReview
    case .adjustmentAsked: .returned
    case .supported, .filed: .approved
    case .notSupported: .locked
    }
  }

  /// Opens the gate to the budget.
  public var isAccepted: Bool {
    switch self {
    case .supported, .filed: true
    case .planned, .collecting, .assessment, .drafted, .opinionExchange, .concluded, .adjustmentAsked, .notSupported:
      false
    }
  }
}

extension ExAnteEvaluation.Event {
  public var step: StageStep {
    switch self {
    case .begin: StageStep("开始收集材料", .writeStage, .keeps)
    case .edit: StageStep("修改材料", .writeStage, .writes)
    case .submit: StageStep("报送材料", .writeStage, .writes)
    case .assign: StageStep("分派评估", .reviewInPerformanceOffice, .keeps)
    case .assess: StageStep("保存评估", .assessProject, .assesses)
    case .sendBackMaterial: StageStep("退回补充材料", .assessProject, .assesses, needsOpinion: true)
    case .draftReport: StageStep("形成报告初稿", .assessProject, .assesses)
    case .reopenAssessment: StageStep("退回重新评估", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .exchange: StageStep("征求单位意见", .assessProject, .assesses)
    // A reply of the unit changes nothing of what it handed in.
    case .reply: StageStep("反馈意见", .writeStage, .keeps, needsOpinion: true)
    case .conclude: StageStep("提交报告", .assessProject, .assesses)
    case .refuseReport: StageStep("退回修改报告", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .support: StageStep("认定予以支持", .reviewInPerformanceOffice, .judges)
    case .askAdjustment: StageStep("认定调整后支持", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .refuse: StageStep("认定不予支持", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .reworkProject: StageStep("按意见调整项目", .writeStage, .keeps)
    case .file: StageStep("归档", .reviewInPerformanceOffice, .keeps, isOptional: true)
    }
  }
}
