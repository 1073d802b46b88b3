/// What a result does to the next budget (结果应用): proposed by the performance office, decided by the budget office.
public struct BudgetLink: StageFlow {
  public enum State: String, StageState {
    case proposed
    case discussed
    case decided
    case applied
    case published
    case withdrawn
  }

  public enum Event: String, StageEvent {
    case edit
    case renew
    case discuss
    case sendBack = "send-back"
    case decide
    case withdraw
    case apply
    case publish
  }

  public static let name = "budget-link"
  public static let officialName = "结果应用"
  public var standing: Standing<State>
  public init(_ standing: Standing<State> = Standing(state: .proposed)) { self.standing = standing }

  public static func next(_ state: State, _ event: Event) -> State? {
    switch (state, event) {
    case (.proposed, .edit), (.proposed, .renew), (.discussed, .renew), (.discussed, .sendBack): .proposed
    case (.proposed, .discuss): .discussed
    case (.discussed, .decide): .decided
    case (.discussed, .withdraw): .withdrawn
    case (.decided, .apply): .applied
    case (.applied, .publish): .published
    case (.proposed, _), (.discussed, _), (.decided, _), (.applied, _), (.published, _), (.withdrawn, _): nil
    }
  }

  /// A cut passes always; more money asks for what every budget asks for.
  public func closedGates(for event: Event, _ call: StageCall) -> [Gate] {
    switch event {
    case .apply: call.facts.isIncrease ? call.facts.closedBudgetGates : []
    case .edit, .renew, .discuss, .sendBack, .decide, .withdraw, .publish: []
    }
  }

  public func furtherEffects(of event: Event) -> [StageEffect] {
    switch event {
    case .apply: [.carryIntoBudget]
    case .publish: [.publish]
    case .edit, .renew, .discuss, .sendBack, .decide, .withdraw: []
    }
  }
}

extension BudgetLink.State {
  public var officialName: String {
    switch self {
    case .proposed: "已提出"
    case .discussed: "已会商"
    case .decided: "已决定"
    case .applied: "已列入预算"
    case .published: "已公开"
    case .withdrawn: "不采用"
    }
  }

  public var isOpenForEditing: Bool {
    switch self {
    case .proposed: true
    case .discussed, .decided, .applied, .published, .withdrawn: false
    }
  }
}

extension BudgetLink.Event {
  public var step: StageStep {
    switch self {
    case .edit: StageStep("修改建议", .reviewInPerformanceOffice, .writes)
    // Follows from a score that changed; the office answers for it.
    case .renew: StageStep("按新的得分重新提出", .reviewInPerformanceOffice, .keeps, isOptional: true)
    case .discuss: StageStep("提交会商", .reviewInPerformanceOffice, .writes)
    case .sendBack: StageStep("退回修改建议", .decideBudget, .judges, needsOpinion: true)
    case .decide: StageStep("决定", .decideBudget, .judges)
    case .withdraw: StageStep("不采用", .decideBudget, .judges, needsOpinion: true)
    case .apply: StageStep("列入预算", .decideBudget, .keeps)
    case .publish: StageStep("公开", .reviewInPerformanceOffice, .keeps)
    }
  }
}
