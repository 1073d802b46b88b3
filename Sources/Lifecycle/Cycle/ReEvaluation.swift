/// A self-evaluation scored again by somebody else (再评价), with the unit's reply before the score is final.
public struct ReEvaluation: StageFlow {
  public enum State: String, StageState {
    case assigned
    case reviewing
    case drafted
    case feedback
    case replied
    case final
    case ranked
  }

  public enum Event: String, StageEvent {
    case begin
    case edit
    case draftScore = "draft-score"
    case sendFeedback = "send-feedback"
    case reply
    case reconsider
    case finish
    case rank
  }

  public static let name = "re-evaluation"
  public static let officialName = "再评价"
  public var standing: Standing<State>
  public init(_ standing: Standing<State> = Standing(state: .assigned)) { self.standing = standing }

  public static func next(_ state: State, _ event: Event) -> State? {
    switch (state, event) {
    case (.assigned, .begin), (.reviewing, .edit), (.replied, .reconsider): .reviewing
    case (.reviewing, .draftScore): .drafted
    case (.drafted, .sendFeedback): .feedback
    case (.feedback, .reply): .replied
    case (.replied, .finish), (.feedback, .finish): .final
    case (.final, .rank): .ranked
    case (.assigned, _), (.reviewing, _), (.drafted, _), (.feedback, _), (.replied, _), (.final, _), (.ranked, _): nil
    }
  }

  public func furtherEffects(of event: Event) -> [StageEffect] {
    switch event {
    case .finish: [.openRectification]
    case .begin, .edit, .draftScore, .sendFeedback, .reply, .reconsider, .rank: []
    }
  }
}

extension ReEvaluation.State {
  public var officialName: String {
    switch self {
    case .assigned: "已分派"
    case .reviewing: "评价中"
    case .drafted: "初步得分"
    case .feedback: "已反馈单位"
    case .replied: "单位已回复"
    case .final: "最终得分"
    case .ranked: "已排名"
    }
  }

  public var isOpenForEditing: Bool {
    switch self {
    case .reviewing: true
    case .assigned, .drafted, .feedback, .replied, .final, .ranked: false
    }
  }
}

extension ReEvaluation.Event {
  public var step: StageStep {
    switch self {
    case .begin: StageStep("开始评价", .assessProject, .assesses)
    case .edit: StageStep("修改评分", .assessProject, .assesses)
    case .draftScore: StageStep("形成初步得分", .assessProject, .assesses)
    case .sendFeedback: StageStep("反馈单位", .reviewInPerformanceOffice, .keeps)
    case .reply: StageStep("回复意见", .writeStage, .writes, needsOpinion: true)
    case .reconsider: StageStep("按回复重新评分", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .finish: StageStep("确定最终得分", .reviewInPerformanceOffice, .judges)
    case .rank: StageStep("排名", .reviewInPerformanceOffice, .keeps)
    }
  }
}
