public import Lifecycle
public import Model
import Schemes
public import Store

/// The goal forms that wait for one office (待我审核), with what a decision about many at once needs.
public struct ReviewQueue: Sendable {
  public struct Row: Sendable {
    public let stage: StageRow
    public let form: FormListRow
    public let figures: ProjectFigures?
    /// Why it is not passed with others; nil when it may be.
    public let alone: ReviewSample.Reason?
    public var department: UnitPath { stage.path.department }
  }

  public let rows: Page<Row>

  /// States in which a role reviews goal forms.
  public static func states(_ role: Role) -> [String] {
    GoalForm.State.allCases.filter { $0.formState == .inReview && GoalForm.nextOffices($0).contains(role) }
      .map(\.name)
  }

  /// The step by which a role passes forms on in a state, many at once; nil where each is looked at alone.
  public static func event(_ state: GoalForm.State) -> GoalForm.Event? {
    switch state {
    case .departmentReview: .passDepartment
    case .lineOfficeReview: .passLineOffice
    case .budgetOfficeReview(.first): .issueControlFigure
    case .budgetOfficeReview(.second): .approve
    case .performanceOfficeReview, .draft, .returned, .approved, .locked, .published, .amended, .rejected: nil
    }
  }

  public init(_ filter: StageFilter, _ desk: Desk, in transaction: ReadTransaction) throws(StoreError) {
    let found = try Stages.list(filter, in: transaction)
    var samples: [String: ReviewSample] = [:]
    var rows: [Row] = []
    for stage in found.items {
      guard let id = stage.form, let form = try Forms.row(id: id, in: transaction) else { continue }
      let figures = try stage.project.map { (project) throws(StoreError) in
        try Projects.year(region: stage.region, stage.year, project: project, in: transaction)?.figures
      }
      rows.append(
        Row(
          stage: stage, form: form, figures: figures ?? nil,
          alone: try Self.alone(stage, form, &samples, desk, in: transaction)))
    }
    self.rows = Page(items: rows, total: found.total, number: found.number, size: found.size)
  }

  /// Only what departments and line offices pass is sampled; the budget office decides on figures.
  static func alone(
    _ stage: StageRow, _ form: FormListRow, _ samples: inout [String: ReviewSample], _ desk: Desk,
    in transaction: ReadTransaction
  ) throws(StoreError) -> ReviewSample.Reason? {
    let round: Int
    switch stage.flow(GoalForm.self)?.state {
    case .departmentReview(let of), .lineOfficeReview(let of): round = of.rawValue
    case .performanceOfficeReview, .budgetOfficeReview, .draft, .returned, .approved, .locked, .published, .amended,
      .rejected, nil:
      return nil
    }
    let department = stage.path.department
    let key = "\(department.text)\(round)"
    let sample: ReviewSample
    if let known = samples[key] {
      sample = known
    } else {
      sample = try ReviewSample.of(department, round: round, desk, in: transaction)
      samples[key] = sample
    }
    return sample.reason(stage.id, form)
  }
}

extension StepBatch {
  /// Passes goal forms on together. What must be looked at alone is refused, however it was picked.
  public static func pass(
    _ stages: [(id: String, number: Int?)], opinion: String?, controls: [String: Money] = [:], _ desk: Desk,
    in transaction: WriteTransaction
  ) throws(StoreError) -> [Outcome] {
    var outcomes: [Outcome] = []
    var samples: [String: ReviewSample] = [:]
    for (id, number) in stages {
      guard let row = try Stages.load(id: id, in: transaction), row.region == desk.region,
        let state = row.flow(GoalForm.self)?.state, let form = row.form,
        let kept = try Forms.row(id: form, in: transaction)
      else { continue }
      let alone = try ReviewQueue.alone(row, kept, &samples, desk, in: transaction)
      guard let event = ReviewQueue.event(state), alone == nil else {
        let why = alone.map(\.words) ?? "现在是“\(state.officialName)”，不能成批办理"
        outcomes.append(
          Outcome(
            stage: id, title: row.title, unitName: row.unitName,
            refusal: StageRefusal(cause: .content, why: "\(why)。", whoCanHelp: "请打开这张表单独办理。")))
        continue
      }
      var notes = GoalNotes()
      notes.control = controls[id]
      let request = StepRequest(
        stage: id, event: event.rawValue, basedOn: number ?? row.number, opinion: opinion,
        content: notes == GoalNotes() ? nil : notes.json)
      outcomes += try take([request], desk, in: transaction)
    }
    return outcomes
  }
}
