internal import Model

/// One checkpoint of one project in the year (绩效运行监控): filled, reviewed, and where a light warns, explained and
/// decided.
public struct Monitoring: StageFlow {
  public enum State: String, StageState {
    case opened
    case filling
    case returned
    case departmentReview = "department-review"
    case financeReview = "finance-review"
    case warning
    case explained
    case measureRequired = "measure-required"
    case suspended
    case closed
  }

  public enum Event: String, StageEvent {
    case begin
    case edit
    case submit
    case passDepartment = "pass-department"
    case returnFromDepartment = "return-from-department"
    case returnFromFinance = "return-from-finance"
    case accept
    case warn
    case explain
    case requireMeasure = "require-measure"
    case reportMeasure = "report-measure"
    case suspend
    case resume
    /// Nobody decided in time: the program stops the payments.
    case lapse
    /// The rectification that the warning led to was verified.
    case verify
  }

  public static let name = "monitoring"
  public static let officialName = "绩效运行监控"
  public var standing: Standing<State>
  public init(_ standing: Standing<State> = Standing(state: .opened)) { self.standing = standing }

  public static func next(_ state: State, _ event: Event) -> State? {
    switch (state, event) {
    case (.opened, .begin), (.filling, .edit): .filling
    case (.returned, .edit), (.departmentReview, .returnFromDepartment), (.financeReview, .returnFromFinance): .returned
    case (.filling, .submit), (.returned, .submit): .departmentReview
    case (.departmentReview, .passDepartment): .financeReview
    case (.financeReview, .accept), (.explained, .accept): .closed
    case (.financeReview, .warn): .warning
    case (.warning, .explain), (.measureRequired, .reportMeasure): .explained
    case (.explained, .requireMeasure), (.suspended, .resume): .measureRequired
    case (.warning, .suspend), (.explained, .suspend), (.measureRequired, .suspend), (.warning, .lapse),
      (.explained, .lapse):
      .suspended
    case (.measureRequired, .verify), (.suspended, .verify): .closed
    case (.opened, _), (.filling, _), (.returned, _), (.departmentReview, _), (.financeReview, _), (.warning, _),
      (.explained, _), (.measureRequired, _), (.suspended, _), (.closed, _):
      nil
    }
  }

  public func furtherEffects(of event: Event) -> [StageEffect] {
    switch event {
    case .suspend: [.stopPayments]
    case .lapse: [.stopPayments, .openRectification]
    case .resume, .verify: [.resumePayments]
    case .requireMeasure: [.openRectification]
    case .begin, .edit, .submit, .passDepartment, .returnFromDepartment, .returnFromFinance, .accept, .warn, .explain,
      .reportMeasure:
      []
    }
  }
}

extension Monitoring.State {
  public var officialName: String {
    switch self {
    case .opened: "已布置"
    case .filling: "填报中"
    case .returned: "已退回"
    case .departmentReview: "主管部门审核"
    case .financeReview: "财政局审核"
    case .warning: "已预警"
    case .explained: "已说明"
    case .measureRequired: "要求采取措施"
    case .suspended: "暂停拨款"
    case .closed: "已办结"
    }
  }

  public var isOpenForEditing: Bool {
    switch self {
    case .filling, .returned: true
    case .opened, .departmentReview, .financeReview, .warning, .explained, .measureRequired, .suspended, .closed: false
    }
  }
}

extension Monitoring.State {
  public var formState: FormState {
    switch self {
    case .opened, .filling: .draft
    case .returned: .returned
    case .departmentReview, .financeReview, .warning, .explained, .measureRequired, .suspended: .inReview
    case .closed: .locked
    }
  }
}

extension Monitoring.Event {
  public var step: StageStep {
    switch self {
    case .begin: StageStep("开始填报", .writeStage, .keeps)
    case .edit: StageStep("修改", .writeStage, .writes)
    case .submit: StageStep("报送", .writeStage, .writes)
    case .passDepartment: StageStep("主管部门审核通过", .checkForDepartment, .judges)
    case .returnFromDepartment: StageStep("主管部门退回", .checkForDepartment, .judges, needsOpinion: true)
    case .returnFromFinance: StageStep("财政局退回", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .accept: StageStep("认可", .reviewInPerformanceOffice, .judges)
    case .warn: StageStep("预警", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .explain: StageStep("说明原因", .writeStage, .writes, needsOpinion: true)
    case .requireMeasure: StageStep("要求采取措施", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .reportMeasure: StageStep("报送措施", .writeStage, .writes, needsOpinion: true)
    case .suspend: StageStep("暂停拨款", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .resume: StageStep("恢复拨款", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .lapse: StageStep("到期没有决定，自动暂停拨款", .reviewInPerformanceOffice, .keeps, needsOpinion: true)
    case .verify: StageStep("整改核实，办结", .reviewInPerformanceOffice, .judges)
    }
  }
}
