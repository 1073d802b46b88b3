public import Model

/// One thing that goes to the public pages (公开事项): checked for secrets, signed by the head, published for good.
public struct Disclosure: StageFlow {
  public enum State: String, StageState {
    case prepared
    case secrecyChecked = "secrecy-checked"
    case signed
    case published
    case archived
  }

  public enum Event: String, StageEvent {
    case edit
    case checkSecrecy = "check-secrecy"
    case sendBack = "send-back"
    case sign
    case publish
    case archive
  }

  public static let name = "disclosure"
  public static let officialName = "信息公开"
  public var standing: Standing<State>
  public init(_ standing: Standing<State> = Standing(state: .prepared)) { self.standing = standing }

  public static func next(_ state: State, _ event: Event) -> State? {
    switch (state, event) {
    case (.prepared, .edit), (.secrecyChecked, .sendBack): .prepared
    case (.prepared, .checkSecrecy): .secrecyChecked
    case (.secrecyChecked, .sign): .signed
    case (.signed, .publish): .published
    case (.published, .archive): .archived
    case (.prepared, _), (.secrecyChecked, _), (.signed, _), (.published, _), (.archived, _): nil
    }
  }

  /// The last moment to publish, from the approval and the term of the place.
  public static func due(approved: Instant, _ policy: CyclePolicy) -> Instant {
    approved.adding(seconds: policy.publicationDays * 86_400)
  }

  public func furtherEffects(of event: Event) -> [StageEffect] {
    switch event {
    case .publish: [.publish]
    case .edit, .checkSecrecy, .sendBack, .sign, .archive: []
    }
  }
}

extension Disclosure.State {
  public var officialName: String {
    switch self {
    case .prepared: "准备中"
    case .secrecyChecked: "已保密审查"
    case .signed: "已审签"
    case .published: "已公开"
    case .archived: "已归档"
    }
  }

  public var isOpenForEditing: Bool {
    switch self {
    case .prepared: true
    case .secrecyChecked, .signed, .published, .archived: false
    }
  }
}

extension Disclosure.Event {
  public var step: StageStep {
    switch self {
    case .edit: StageStep("修改", .writeStage, .writes)
    case .checkSecrecy: StageStep("保密审查通过", .checkForDepartment, .judges)
    case .sendBack: StageStep("审签退回", .signForDepartment, .judges, needsOpinion: true)
    case .sign: StageStep("审签", .signForDepartment, .judges)
    case .publish: StageStep("公开", .checkForDepartment, .keeps)
    case .archive: StageStep("归档", .reviewInPerformanceOffice, .keeps, isOptional: true)
    }
  }
}
