public import Model

/// One item of the rectification ledger (整改台账): a problem that was found, and what the unit did about it.
public struct RectificationItem: StageFlow {
  public enum State: String, StageState {
    case issued
    case inProgress = "in-progress"
    case reported
    case verified
    case closed
    case closedNotRectified = "closed-not-rectified"
  }

  public enum Event: String, StageEvent {
    case acknowledge
    case edit
    case report
    case sendBack = "send-back"
    case verify
    case close
    case closeNotRectified = "close-not-rectified"
    case reopen
  }

  public static let name = "rectification-item"
  public static let officialName = "整改事项"
  public var standing: Standing<State>
  public init(_ standing: Standing<State> = Standing(state: .issued)) { self.standing = standing }

  public static func next(_ state: State, _ event: Event) -> State? {
    switch (state, event) {
    case (.issued, .acknowledge), (.inProgress, .edit), (.reported, .sendBack), (.verified, .reopen),
      (.closed, .reopen):
      .inProgress
    case (.inProgress, .report): .reported
    case (.reported, .verify): .verified
    case (.verified, .close): .closed
    case (.issued, .closeNotRectified), (.inProgress, .closeNotRectified), (.reported, .closeNotRectified):
      .closedNotRectified
    case (.issued, _), (.inProgress, _), (.reported, _), (.verified, _), (.closed, _), (.closedNotRectified, _): nil
    }
  }

  /// The last moment to report, from the day the item was issued and the term of the place.
  public static func deadline(issued: Instant, _ policy: CyclePolicy) -> Instant {
    issued.adding(seconds: policy.rectificationDays * 86_400)
  }

  /// True after the deadline while nothing was verified; it closes the gate to more money.
  public func isOverdue(deadline: Instant, now: Instant) -> Bool {
    switch state {
    case .issued, .inProgress, .reported: now > deadline
    case .verified, .closed: false
    case .closedNotRectified: true
    }
  }

  public func furtherEffects(of event: Event) -> [StageEffect] {
    switch event {
    case .closeNotRectified: [.proposeBudgetDecision]
    case .acknowledge, .edit, .report, .sendBack, .verify, .close, .reopen: []
    }
  }
}

extension RectificationItem.State {
  public var officialName: String {
    switch self {
    case .issued: "已下达"
    case .inProgress: "整改中"
    case .reported: "已报送整改结果"
    case .verified: "已核实"
    case .closed: "已办结"
    case .closedNotRectified: "未整改，转预算处理"
    }
  }

  public var isOpenForEditing: Bool {
    switch self {
    case .inProgress: true
    case .issued, .reported, .verified, .closed, .closedNotRectified: false
    }
  }
}

extension RectificationItem.Event {
  public var step: StageStep {
    switch self {
    case .acknowledge: StageStep("签收", .writeStage, .keeps)
    case .edit: StageStep("填写整改情况", .writeStage, .writes)
    case .report: StageStep("报送整改结果", .writeStage, .writes)
    case .sendBack: StageStep("退回继续整改", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .verify: StageStep("核实", .reviewInPerformanceOffice, .judges)
    case .close: StageStep("办结", .reviewInPerformanceOffice, .keeps)
    case .closeNotRectified: StageStep("认定未整改", .reviewInPerformanceOffice, .judges, needsOpinion: true)
    case .reopen: StageStep("重新打开", .reviewInPerformanceOffice, .judges, needsOpinion: true, isOptional: true)
    }
  }
}
