/// The final accounts of a department (部门决算): written by its finance people, signed by its head, looked through by the
/// line office, approved by the treasury office, then published.
///
/// What was approved or published and turns out wrong goes back by the treasury office and passes every hand again; the
/// copy that was published stays, and the next one takes its place.
public struct FinalAccounts: StageFlow {
  public enum State: String, StageState {
    case preparing
    case returned
    case signing
    case lineOfficeReview = "line-office-review"
    case treasuryReview = "treasury-review"
    case approved
    case published
    case archived
  }

  public enum Event: String, StageEvent {
    case edit
    case submit
    case sign
    case refuseToSign = "refuse-to-sign"
    case passLineOffice = "pass-line-office"
    case returnFromLineOffice = "return-from-line-office"
    case approve
    case returnFromTreasury = "return-from-treasury"
    case publish
    case archive
    case correct
  }

  public static let name = "final-accounts"
  public static let officialName = "部门决算"
  public var standing: Standing<State>
  public init(_ standing: Standing<State> = Standing(state: .preparing)) { self.standing = standing }

  public static func next(_ state: State, _ event: Event) -> State? {
    switch (state, event) {
    case (.preparing, .edit): .preparing
    case (.returned, .edit), (.signing, .refuseToSign), (.lineOfficeReview, .returnFromLineOffice),
      (.treasuryReview, .returnFromTreasury), (.approved, .correct), (.published, .correct):
      .returned
    case (.preparing, .submit), (.returned, .submit): .signing
    case (.signing, .sign): .lineOfficeReview
    case (.lineOfficeReview, .passLineOffice): .treasuryReview
    case (.treasuryReview, .approve): .approved
    case (.approved, .publish): .published
    case (.published, .archive): .archived
    case (.preparing, _), (.returned, _), (.signing, _), (.lineOfficeReview, _), (.treasuryReview, _), (.approved, _),
      (.published, _), (.archived, _):
      nil
    }
  }

  public func closedGates(for event: Event, _ call: StageCall) -> [Gate] {
    switch event {
    case .publish: call.facts.isDisclosed ? [] : [.notDisclosed]
    case .edit, .submit, .sign, .refuseToSign, .passLineOffice, .returnFromLineOffice, .approve, .returnFromTreasury,
      .archive, .correct:
      []
    }
  }

  public func furtherEffects(of event: Event) -> [StageEffect] {
    switch event {
    case .publish: [.publish]
    case .edit, .submit, .sign, .refuseToSign, .passLineOffice, .returnFromLineOffice, .approve, .returnFromTreasury,
      .archive, .correct:
      []
    }
  }
}

extension FinalAccounts.State {
  public var officialName: String {
    switch self {
    case .preparing: "编制中"
    case .returned: "已退回"
    case .signing: "负责人审签"
    case .lineOfficeReview: "业务科审核"
    case .treasuryReview: "国库科审核"
    case .approved: "已批复"
    case .published: "已公开"
    case .archived: "已归档"
    }
  }

  public var isOpenForEditing: Bool { formState.isOpenForEditing }

  public var formState: FormState {
    switch self {
    case .preparing: .draft
    case .returned: .returned
    case .signing, .lineOfficeReview, .treasuryReview: .inReview
    case .approved: .approved
    case .published, .archived: .published
    }
  }
}

extension FinalAccounts.Event {
  public var step: StageStep {
    switch self {
    case .edit: StageStep("修改", .writeStage, .writes)
    case .submit: StageStep("报送", .writeStage, .writes)
    case .sign: StageStep("审签", .signForDepartment, .judges)
    case .refuseToSign: StageStep("审签退回", .signForDepartment, .judges, needsOpinion: true)
    case .passLineOffice: StageStep("业务科审核通过", .reviewInLineOffice, .judges)
    case .returnFromLineOffice: StageStep("业务科退回", .reviewInLineOffice, .judges, needsOpinion: true)
    case .approve: StageStep("批复决算", .reviewInTreasury, .judges)
    case .returnFromTreasury: StageStep("国库科退回", .reviewInTreasury, .judges, needsOpinion: true)
    case .publish: StageStep("公开", .checkForDepartment, .keeps)
    case .archive: StageStep("归档", .reviewInTreasury, .keeps)
    case .correct: StageStep("退回更正", .reviewInTreasury, .judges, needsOpinion: true, isOptional: true)
    }
  }
}
