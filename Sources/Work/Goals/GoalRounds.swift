public import Model
public import Store

/// What was handed in and decided in each round of a goal form (二上二下), side by side.
public struct GoalRounds: Sendable {
  /// One handing in, with the revision it was about.
  public struct Up: Sendable {
    public let at: Instant
    public let by: String?
    public let revision: Int
    public let content: FormContent
  }
  /// One answer from above.
  public struct Down: Sendable {
    public let at: Instant
    public let by: String?
    public let opinion: String?
  }

  /// 一上: as it last went up in the first round; nil while it never did.
  public let firstUp: Up?
  /// 一下, with the control figure.
  public let firstDown: Down?
  public let control: Money?
  /// What the control figure was before, the first one first.
  public let formerControls: [Money]
  /// 二上.
  public let secondUp: Up?
  /// 二下.
  public let secondDown: Down?
  /// Every cell that was sent back, by path, the latest words first.
  public let returned: [FormPath: [ReturnedCell]]
  /// Why returned cells stayed as they were, by path.
  public let answers: [String: String]

  public init(_ row: StageRow, in transaction: ReadTransaction) throws(StoreError) {
    let steps = try Stages.steps(of: row, in: transaction)
    firstUp = try Self.up(row, steps.last { $0.event == "submit" && $0.to.hasSuffix("-1") }, in: transaction)
    secondUp = try Self.up(row, steps.last { $0.event == "submit" && $0.to.hasSuffix("-2") }, in: transaction)
    let issued = steps.last { $0.event == "issue-control-figure" || $0.event == "change-control-figure" }
    firstDown = issued.map { Down(at: $0.at, by: $0.actorName, opinion: $0.opinion) }
    let notes = issued?.payload["content"].map { GoalNotes($0) }
    control = notes?.control
    formerControls = notes?.formerControls ?? []
    let approved = steps.last { $0.event == "approve" }
    secondDown = approved.map { Down(at: $0.at, by: $0.actorName, opinion: $0.opinion) }
    var returned: [FormPath: [ReturnedCell]] = [:]
    var answers: [String: String] = [:]
    for step in steps.reversed() {
      for cell in step.returnedCells { returned[cell.path, default: []].append(cell) }
      if step.event == "submit", let content = step.payload["content"] {
        answers.merge(GoalNotes(content).answers) { newer, _ in newer }
      }
    }
    self.returned = returned
    self.answers = answers
  }

  private static func up(
    _ row: StageRow, _ step: StageStepRow?, in transaction: ReadTransaction
  ) throws(StoreError) -> Up? {
    guard let step, let number = step.revision, let form = row.form,
      let content = try Revisions.content(form: form, number: number, in: transaction)
    else { return nil }
    return Up(at: step.at, by: step.actorName, revision: number, content: content)
  }
}
