/// A key evaluation by finance or a department (重点评价): the object chosen, the plan, the work on the spot, opinions of the
/// evaluated unit and of experts, the report, what follows for rectification and the next budget.
///
/// Source: 财预〔2020〕10号, the order of an evaluation from choosing the object to filing the papers.
public struct KeyEvaluation: StageFlow {
  public enum State: String, StageState {
    case selected
    case planning
    case planReview = "plan-review"
    case notified
    case fieldwork
    case drafted
    case opinionExchange = "opinion-exchange"
    case replied
    case expertReview = "expert-review"
    case concluded
    case reported
    case archived
    case dropped
  }

  public enum Event: String, StageEvent {
    case assign
    case plan
    case edit
    case submitPlan = "submit-plan"
    case returnPlan = "return-plan"
    case notify
    case begin
    case assess
    case draftReport = "draft-report"
    case reopen
    case exchange
    case reply
    case invite
    case review
    case rework
    case conclude
    case report
    case archive
    case drop
  }

  public static let name = "key-evaluation"
  public static let officialName = "重点评价"
  public var standing: Standing<State>
  public init(_ standing: Standing<State> = Standing(state: .selected)) { self.standing = standing }

  public static func next(_ state: State, _ event: Event) -> State? {
    switch (state, event) {
    case (.selected, .assign): .selected
    case (.selected, .plan), (.planning, .edit), (.planning, .assign), (.planReview, .returnPlan): .planning
    case (.selected, .drop): .dropped
    case (.planning, .submitPlan): .planReview
    case (.planReview, .notify): .notified
    case (.notified, .begin), (.fieldwork, .assess), (.drafted, .reopen), (.replied, .reopen),
      (.expertReview, .rework):
      .fieldwork
    case (.fieldwork, .draftReport), (.drafted, .assess): .drafted
    case (.drafted, .exchange): .opinionExchange
    case (.opinionExchange, .reply), (.replied, .assess): .replied
    case (.opinionExchange, .invite), (.replied, .invite), (.expertReview, .review): .expertReview
    case (.expertReview, .conclude): .concluded
    case (.concluded, .report): .reported
    case (.reported, .archive): .archived
    case (.selected, _), (.planning, _), (.planReview, _), (.notified, _), (.fieldwork, _), (.drafted, _),
      (.opinionExchange, _), (.replied, _), (.expertReview, _), (.concluded, _), (.reported, _), (.archived, _),
      (.dropped, _):
      nil
    }
  }

  public func furtherEffects(of event: Event) -> [StageEffect] {
    switch event {
    case .conclude: [.openRectification]
    case .report: [.proposeBudgetDecision]
    case .assign, .plan, .edit, .submitPlan, .returnPlan, .notify, .begin, .assess, .draftReport, .reopen, .exchange,
      .reply, .invite, .review, .rework, .archive, .drop:
      []
    }
  }
}

extension KeyEvaluation.State {
  public var officialName: String {
    switch self {
    case .selected: "已选定"
    case .planning: "制定方案"
    case .planReview: "方案审核"
    case .notified: "已通知"
    case .fieldwork: "评价实施"
    case .drafted: "初步结论"
    case .opinionExchange: "征求单位意见"
    case .replied: "单位已回复"
    case .expertReview: "专家评审"
    case .concluded: "结论已定"
    case .reported: "报告已出"
    case .archived: "已归档"
    case .dropped: "不再评价"
    }
  }

  public var isOpenForEditing: Bool {
    switch self {
    case .planning, .fieldwork, .drafted, .replied: true
    case .selected, .planReview, .notified, .opinionExchange, .expertReview, .concluded, .reported, .archived, .dropped:
      false
    }
  }

  public var formState: FormState {
    switch self {
    case .reported, .archived: .approved
    case .dropped: .locked
    case .selected, .planning, .planReview, .notified, .fieldwork, .drafted, .opinionExchange, .replied,
      .expertReview, .concluded:
      .inReview
    }
  }
}

extension KeyEvaluation.Event {
  public var step: StageStep {
    switch self {
    case .assign: StageStep("改派评价方", .reviewInPerformanceOffice, .keeps, isOptional: true)
    case .plan: StageStep("开始制定方案", .assessProject, .assesses)
    case .edit: StageStep("修改方案", .assessProject, .assesses)
    case .submitPlan: StageStep("报送方案", .assessProject, .assesses)
    case .returnPlan: StageStep("退回方案", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .notify: StageStep("方案通过，通知单位", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .begin: StageStep("进场实施", .assessProject, .assesses)
    case .assess: StageStep("修改评价内容", .assessProject, .assesses)
    case .draftReport: StageStep("形成初步结论", .assessProject, .assesses)
    case .reopen: StageStep("重新评价", .assessProject, .assesses)
    case .exchange: StageStep("征求单位意见", .reviewInPerformanceOffice, .keeps)
    case .reply: StageStep("回复意见", .writeStage, .writes, needsOpinion: true)
    case .invite: StageStep("提交专家评审", .reviewInPerformanceOffice, .keeps)
    // Whoever wrote the report or the form does not review it.
    case .review: StageStep("发表评审意见", .assessProject, .judges, needsOpinion: true)
    case .rework: StageStep("退回重新评价", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .conclude: StageStep("评审通过，定结论", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .report: StageStep("出具报告", .reviewInPerformanceOffice, .keeps)
    case .archive: StageStep("归档", .reviewInPerformanceOffice, .keeps)
    case .drop: StageStep("不再评价", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    }
  }
}
