import Lifecycle
public import Model
import Schemes
public import Scoring
public import Store

/// Monitoring in the year (绩效运行监控): opening a checkpoint for all projects, filling one in, its light.
public enum Monitorings {
  /// Labels under which the form keeps what is said about the spending.
  public static let spendingReason = "支出偏差原因"
  public static let spendingMeasure = "支出改进措施"

  /// The month of a checkpoint, 1…12.
  public static func month(_ row: StageRow) -> Int { Int(row.part) ?? 12 }

  /// Opens a checkpoint for projects with an approved goal that have none of that month yet.
  ///
  /// Called again until it opens none: a whole district in one transaction would keep everybody waiting.
  /// - Parameter month: one of the year's checkpoints.
  /// - Returns: how many were opened; at most `limit`.
  /// - Throws: `.refusedStep` when the person may not, or the month is no checkpoint of the year.
  public static func open(
    month: Int, limit: Int = 100, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> Int {
    try desk.demand(.reviewInPerformanceOffice)
    guard desk.settings.checkpoints.contains(month) else {
      throw .refusedStep(
        StageRefusal(cause: .content, why: "\(month) 月不是 \(desk.year.year) 年度的监控节点，没有布置。", whoCanHelp: "监控节点在年度设置里定。"))
    }
    var filter = StageFilter(
      region: desk.region, year: desk.year.year, flow: GoalForm.name, scope: desk.account.scope)
    filter.states = CarriedForms.approvedStates
    filter.lacking = .init(flow: Monitoring.name, part: String(month))
    let goals = try Stages.first(limit, filter, in: transaction)
    var opened: Set<String> = []
    for goal in goals {
      guard let project = goal.project, opened.insert(project).inserted else { continue }
      try open(goal, project, month, desk, in: transaction)
    }
    return opened.count
  }

  private static func open(
    _ goal: StageRow, _ project: String, _ month: Int, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let approved = try CarriedForms.goal(ofProject: project, desk, in: transaction) else { return }
    var content = CarriedForms.begin(.monitoring, from: approved.content, desk)
    content.title = "\(desk.year.year)年1—\(month)月项目支出绩效运行监控表"
    try carryMilestones(into: &content, project, month, desk, in: transaction)
    try bringPayments(into: &content, project, month, desk, in: transaction)
    let form = try Forms.create(
      desk.draft(content, unit: goal.unit, note: "由批复的绩效目标带入"), by: desk.account.id, in: transaction
    ).form
    try Stages.open(
      Monitoring.self,
      StageDraft(
        year: desk.year.year, unit: goal.unit, title: goal.title, project: project, form: form, part: String(month),
        dueOn: desk.settings.day("monitoring-\(month)")),
      region: desk.region, by: desk.actor, in: transaction)
  }

  /// Months that the unit has set for its indicators at an earlier checkpoint stay.
  private static func carryMilestones(
    into content: inout FormContent, _ project: String, _ month: Int, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) {
    let earlier = try ofProject(project, desk, in: transaction).filter { Self.month($0) < month }
    guard let form = earlier.max(by: { Self.month($0) < Self.month($1) })?.form,
      let before = try Forms.load(id: form, in: transaction)?.content
    else { return }
    var months: [String: Int] = [:]
    for (goal, row) in before.indicators { if let month = row.milestone { months["\(goal.id)/\(row.id)"] = month } }
    for goal in content.goals.indices {
      for row in content.goals[goal].indicators.indices {
        let key = "\(content.goals[goal].id)/\(content.goals[goal].indicators[row].id)"
        if let month = months[key] { content.goals[goal].indicators[row].milestone = month }
      }
    }
  }

  /// Budget in force and what the treasury has paid up to the end of the month.
  static func bringPayments(
    into content: inout FormContent, _ project: String, _ month: Int, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) {
    let year = desk.year.year
    let figures = try Projects.year(region: desk.region, year, project: project, in: transaction)?.figures
    let paid = try Payments.paid(
      region: desk.region, year: year, project: project, upTo: "\(year)-\(month < 10 ? "0" : "")\(month)-31",
      in: transaction)
    var execution = CarriedForms.execution(
      budget: figures?.budget ?? content.amounts.current.flatMap { content.money($0) }, paid: paid,
      in: content.moneyUnit)
    execution.forecast = content.execution?.forecast
    content.execution = execution
  }

  /// The checkpoints of a project in the year.
  public static func ofProject(
    _ project: String, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> [StageRow] {
    try Stages.ofProject(
      region: desk.region, project, year: desk.year.year, flow: Monitoring.name, in: transaction)
  }

  /// Closes a checkpoint whose rectification was verified; payments that were stopped go on.
  static func settle(_ stage: String, _ desk: Desk, in transaction: WriteTransaction) throws(StoreError) {
    guard let row = try Stages.load(id: stage, in: transaction), let flow = row.flow(Monitoring.self),
      Monitoring.next(flow.state, .verify) != nil
    else { return }
    try Steps.takeOwn(
      StepRequest(stage: row.id, event: Monitoring.Event.verify.rawValue, basedOn: row.number), desk, in: transaction)
  }

  // MARK: filling in

  /// Whether a person may type into a cell; everything else was approved with the goal or comes from the treasury.
  public static func isOpen(_ path: FormPath) -> Bool {
    let steps = path.steps
    guard let last = steps.last else { return false }
    switch steps.count {
    case 1: return last.name == "attributes" && [spendingReason, spendingMeasure].contains(last.row ?? "")
    case 2 where steps[0].name == "execution": return last == .init("forecast")
    case 2 where steps[0].name == "goals": return last == .init("result_text")
    case 3 where steps[1].name == "indicators":
      return last.row == nil
        && ["actual", "forecast", "reason", "measure", "likelihood", "milestone", "note"].contains(last.name)
    default: return false
    }
  }

  /// The form with what was typed into its open cells.
  public static func entering(_ cells: [(path: FormPath, text: String)], into content: FormContent) -> FormContent {
    var content = content
    for cell in cells where isOpen(cell.path) { content.enter(cell.text, at: cell.path) }
    return content
  }

  /// Saves what was typed; begins the checkpoint where nobody had.
  /// - Parameters:
  ///   - number: `StageRow.number` of the page.
  ///   - revision: revision of the form that the page showed.
  /// - Throws: `.stale`, `.conflict`, `.refusedStep`, `.missing`.
  @discardableResult
  public static func save(
    _ cells: [(path: FormPath, text: String)], stage: String, number: Int, revision: Int, _ desk: Desk,
    in transaction: WriteTransaction
  ) throws(StoreError) -> StageRow {
    let row = try Filling.start(Monitoring.self, stage, number: number, begin: "begin", desk, in: transaction)
    guard let form = row.form, let stored = try Forms.load(id: form, in: transaction), let project = row.project else {
      throw .missing(subject: "监控表")
    }
    var content = entering(cells, into: stored.content)
    try bringPayments(into: &content, project, month(row), desk, in: transaction)
    _ = try Forms.save(
      desk.draft(content, unit: row.unit, note: "填报监控表"), form: form, basedOn: revision, by: desk.account.id,
      in: transaction)
    try Typing.discard(row, desk.account, in: transaction)
    return row
  }

  // MARK: lights

  /// The light of a monitoring form by the policy of the year.
  /// - Throws: `.missing` when the year names no policy for lights.
  public static func light(_ content: FormContent, month: Int, _ desk: Desk) throws(StoreError) -> ProjectLight {
    guard let policy = desk.policy(LightPolicy.self) else {
      throw .missing(subject: "\(desk.year.year) 年度的监控灯号口径（policies/lights）")
    }
    return Lights.of(content, month: month, by: policy.body)
  }

  /// What keeps a form from being handed in: results that are missing, lights that nobody has explained.
  public static func gaps(_ content: FormContent, _ light: ProjectLight) -> [Gap] {
    var gaps = light.missing.map { Gap(path: $0.path, words: "“\($0.name)”没有填 1 至本月的执行情况。") }
    if let colour = light.spending.light, colour.needsExplanation {
      gaps += explanation(
        light.spending, colour, reason: (content.attribute(spendingReason), .attribute(spendingReason)),
        measure: (content.attribute(spendingMeasure), .attribute(spendingMeasure)))
    }
    let rows = Dictionary(
      content.indicators.map { (FormPath.indicator($0.id, $1.id), $1) }, uniquingKeysWith: { one, _ in one })
    for node in light.indicators {
      guard let colour = node.light, colour.needsExplanation, let path = node.path else { continue }
      let row = FormPath(String(path.text.dropLast(".actual".count)))
      gaps += explanation(
        node, colour, reason: (rows[row]?.reason, row.field("reason")),
        measure: (rows[row]?.measure, row.field("measure")))
    }
    return gaps
  }

  /// A yellow light asks for the reason, a red one for what is done about it too.
  private static func explanation(
    _ node: LightNode, _ colour: MonitoringLight, reason: (String?, FormPath), measure: (String?, FormPath)
  ) -> [Gap] {
    var gaps: [Gap] = []
    if (reason.0 ?? "").isEmpty {
      gaps.append(Gap(path: reason.1, words: "“\(node.name)”为\(colour.officialName)，没有写偏差原因。"))
    }
    if colour == .red, (measure.0 ?? "").isEmpty {
      gaps.append(Gap(path: measure.1, words: "“\(node.name)”为红灯，没有写改进措施。"))
    }
    return gaps
  }
}

/// Something that is missing before a form can be handed in.
public struct Gap: Hashable, Sendable {
  /// The cell to be filled; nil for the form as a whole.
  public let path: FormPath?
  public let words: String

  public init(path: FormPath?, words: String) {
    self.path = path
    self.words = words
  }
}
