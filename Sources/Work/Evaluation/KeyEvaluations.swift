import Lifecycle
public import Model
public import Schemes
public import Store

/// Key evaluations (重点评价) of a year: choosing objects, the frame an evaluation begins with, what the house knows of the
/// object, who reads the working paper.
public enum KeyEvaluations {
  /// What an evaluation is done by: what it began with, else what is in force in the year.
  public static func policy(_ row: StageRow?, _ desk: Desk) -> Policy<KeyEvaluationPolicy>? {
    if let kept = row.flatMap({ KeyEvaluationFile($0.content).policy }),
      let found: Policy<KeyEvaluationPolicy> = desk.rulebook.policies.policy(kept)
    {
      return found
    }
    return desk.policyInForce()
  }

  /// What somebody chooses to have evaluated.
  public struct Choice: Sendable {
    public var criteria: Set<String>
    public var reason: String
    public var lead: String
    /// Agencies, experts or people of the performance office who evaluate.
    public var assignees: Set<String>

    public init(criteria: Set<String>, reason: String, lead: String = "", assignees: Set<String>) {
      self.criteria = criteria
      self.reason = reason
      self.lead = lead
      self.assignees = assignees
    }
  }

  /// Opens the evaluation of a project, or of a whole department.
  /// - Returns: identifier of the stage.
  /// - Throws: `.refusedStep` when the person may not choose, no criterion is met, nobody is given the work, or the object
  ///   is evaluated already; `.missing`.
  @discardableResult
  public static func choose(
    project: Project?, department: String? = nil, _ choice: Choice, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> String {
    guard let id = project?.unit ?? department, let unit = try Units.find(region: desk.region, id: id, in: transaction)
    else { throw .missing(subject: "评价对象") }
    try desk.demand(.reviewInPerformanceOffice, at: unit.path)
    guard let policy = policy(nil, desk) else { throw .missing(subject: "重点评价的办法（policies/key-evaluation）") }
    guard !choice.criteria.isDisjoint(with: policy.body.criteria.map(\.id)) else {
      throw refusal("没有勾选为什么选它。", "请至少勾选一条选择的理由，再选定。")
    }
    try demandAssessors(choice.assignees, authors: [], region: desk.region, in: transaction)
    if let there = try of(project: project?.id, unit: unit, desk, in: transaction) {
      throw refusal(
        "“\(there.title)”本年度已经列入重点评价，现在“\(Steps.name(ofState: there.state, flow: there.flow))”。", "请打开已有的那一份继续办。")
    }
    var file = KeyEvaluationFile()
    file.policy = policy.id
    file.criteria = choice.criteria
    file.reason = choice.reason
    file.lead = choice.lead
    file.amount = try amount(project, unit, desk, in: transaction)
    file.rows = try frame(policy.body, project, desk, in: transaction)
    let stage = try Stages.open(
      KeyEvaluation.self,
      StageDraft(
        year: desk.year.year, unit: unit.id, title: project?.name ?? unit.name, project: project?.id,
        content: file.json, dueOn: desk.settings.day("key-evaluation"), assignees: choice.assignees),
      region: desk.region, by: desk.actor, in: transaction)
    if let row = try Stages.load(id: stage, in: transaction), let words = Steps.words(row) {
      try Notices.tell(
        Permission.roles(for: .assessProject), of: row, event: "open", state: words.state, by: desk.account.id,
        opinion: choice.reason, in: transaction)
    }
    return stage
  }

  static func refusal(_ why: String, _ help: String) -> StoreError {
    .refusedStep(StageRefusal(cause: .content, why: why, whoCanHelp: help))
  }

  /// The evaluation of an object in the year that was not dropped.
  static func of(
    project: String?, unit: Unit, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> StageRow? {
    var filter = StageFilter(
      region: desk.region, year: desk.year.year, flow: KeyEvaluation.name, scope: unit.path)
    filter.isOfDepartment = project == nil
    filter.pageSize = 200
    return try Stages.list(filter, in: transaction).items.first {
      $0.project == project && $0.unit == unit.id && $0.state != KeyEvaluation.State.dropped.name
    }
  }

  /// Projects of the year that are evaluated already.
  public static func chosen(_ desk: Desk, in transaction: ReadTransaction) throws(StoreError) -> Set<String> {
    var filter = StageFilter(
      region: desk.region, year: desk.year.year, flow: KeyEvaluation.name, scope: desk.account.scope)
    filter.states = KeyEvaluation.State.allCases.filter { $0 != .dropped }.map(\.name)
    filter.pageSize = 200
    return Set(try Stages.list(filter, in: transaction).items.compactMap(\.project))
  }

  private static func amount(
    _ project: Project?, _ unit: Unit, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> Money? {
    if let project {
      let figures = try Projects.year(region: desk.region, desk.year.year, project: project.id, in: transaction)?
        .figures
      return figures?.budget ?? figures?.asked
    }
    return try ProjectSums.of(region: desk.region, year: desk.year.year, unit.path, in: transaction)?.budget
  }

  // MARK: who evaluates

  /// Who may be given an evaluation: agencies, experts and the performance office, without those who wrote it.
  public static func assessors(
    region: String, without: Set<String> = [], in transaction: ReadTransaction
  ) throws(StoreError) -> [Account] {
    let roles: Set<Role> = [.thirdPartyAgency, .expertReviewer, .financePerformanceOffice]
    return try Accounts.list(region: region, limit: 5_000, in: transaction).filter {
      roles.contains($0.role) && $0.state == .active && !without.contains($0.id)
    }
  }

  static func demandAssessors(
    _ accounts: Set<String>, authors: Set<String>, region: String, in transaction: ReadTransaction
  ) throws(StoreError) {
    guard !accounts.isEmpty else { throw refusal("没有选评价方。", "请选一个机构、专家或同事，再办理。") }
    for id in accounts.sorted() {
      guard let account = try Accounts.find(id: id, in: transaction), account.region == region,
        Permission.roles(for: .assessProject).contains(account.role)
      else { throw .missing(subject: "评价方的账号") }
      guard !authors.contains(id) else {
        throw refusal("\(account.displayName)经手过这份材料，不能再评。", "请另选没有经手的机构、专家或同事。")
      }
    }
  }

  // MARK: the frame

  /// The indicators that an evaluation begins with: the frame of the policy; outputs and effects from the approved goal
  /// where there is one.
  static func frame(
    _ policy: KeyEvaluationPolicy, _ project: Project?, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> [KeyEvaluationFile.Row] {
    var goal: FormContent?
    if let project {
      let row = try Goals.inForce(region: desk.region, project.id, year: desk.year.year, in: transaction)
      goal = try row?.form.flatMap { (id) throws(StoreError) in try Forms.load(id: id, in: transaction) }?.content
    }
    return policy.parts.flatMap { part in
      let own = part.kind.isResult ? goal.map { rows(part, $0, policy) } ?? [] : []
      return own.isEmpty
        ? part.rows.enumerated().map { index, row in
          KeyEvaluationFile.Row(
            id: "\(part.kind.rawValue)-\(index + 1)", part: part.kind, group: row.group, name: row.name,
            points: row.points, standard: row.standard, source: row.source)
        } : own
    }
  }

  /// Outputs with costs, or effects with satisfaction, of the approved goal; points are shared evenly to a tenth, and the
  /// first takes the rest.
  private static func rows(
    _ part: KeyEvaluationPolicy.Part, _ goal: FormContent, _ policy: KeyEvaluationPolicy
  ) -> [KeyEvaluationFile.Row] {
    let classes: Set<IndicatorClass> = part.kind == .output ? [.output, .cost] : [.benefit, .satisfaction]
    let found = goal.indicators.map(\.indicator).filter { row in
      row.name != nil && (IndicatorClass(row).map(classes.contains) ?? false)
    }
    guard !found.isEmpty, found.count <= rowsMax else { return [] }
    let tenths = (part.points * 10).rounded(to: 0).units
    let (share, rest) = tenths.quotientAndRemainder(dividingBy: Int64(found.count))
    return found.enumerated().map { index, row in
      KeyEvaluationFile.Row(
        id: "\(part.kind.rawValue)-\(index + 1)", part: part.kind, group: row.level2 ?? row.level1 ?? part.name,
        name: row.name ?? "", points: ExactDecimal(units: share + (index == 0 ? rest : 0), places: 1).trimmed,
        standard: "目标 \(row.target ?? "未写")。\(policy.goalStandard)")
    }
  }

  /// More indicators of one part than an evaluation can look into.
  private static let rowsMax = 20

  // MARK: what the house knows

  /// The object as the house knows it: money, scores, the stages that belong to it.
  public struct Facts: Sendable {
    public var figures: ProjectFigures?
    public var selfEvaluation: StageRow?
    public var rectifications: [StageRow] = []
    public var links: [StageRow] = []

    /// Spent of the budget, in per cent with two places; nil where one of them is missing.
    public var executionRate: ExactDecimal? {
      guard let budget = figures?.budget, let paid = figures?.paid, budget.fen > 0 else { return nil }
      return ExactDecimal(units: paid.fen * 100, places: 0).divided(
        by: ExactDecimal(units: budget.fen, places: 0), places: 2)
    }
  }

  public static func facts(_ row: StageRow, in transaction: ReadTransaction) throws(StoreError) -> Facts {
    var facts = Facts()
    guard let project = row.project else {
      facts.rectifications = try Rectifications.from(row, in: transaction)
      return facts
    }
    facts.figures = try Projects.year(region: row.region, row.year, project: project, in: transaction)?.figures
    func stages(_ flow: String) throws(StoreError) -> [StageRow] {
      try Stages.ofProject(region: row.region, project, year: row.year, flow: flow, in: transaction)
    }
    facts.selfEvaluation = try stages(SelfEvaluation.name).first
    facts.rectifications = try Rectifications.from(row, in: transaction)
    facts.links = try stages(BudgetLink.name)
    return facts
  }

  // MARK: who reads

  private static let open: Set<String> = Set(
    [
      KeyEvaluation.State.opinionExchange, .replied, .expertReview, .concluded, .reported, .archived,
    ].map(\.name))

  /// Whether somebody reads scores and problems: the evaluated side from the exchange of opinions on, everybody else who
  /// may read the stage at any time.
  public static func showsPaper(_ row: StageRow, to account: Account) -> Bool {
    open.contains(row.state) || row.assignees.contains(account.id)
      || Permission.roles(for: .reviewInLineOffice).union(Permission.roles(for: .reviewInPerformanceOffice)).contains(
        account.role)
  }

  /// What a key evaluation holds as somebody may see it; nil for a stage of another flow.
  public static func content(_ row: StageRow, to account: Account) -> JSON? {
    guard row.flow == KeyEvaluation.name else { return nil }
    guard !showsPaper(row, to: account) else { return row.content }
    var file = KeyEvaluationFile(row.content)
    file.problems = []
    file.report = [:]
    for index in file.rows.indices {
      file.rows[index].score = nil
      file.rows[index].evidence = ""
      file.rows[index].reason = ""
    }
    return file.json
  }

  /// Experts who were asked and have spoken since they were last asked.
  public static func spoken(_ history: [StageStepRow]) -> Set<String> {
    let asked = history.lastIndex { $0.event == KeyEvaluation.Event.invite.rawValue } ?? 0
    return Set(history[asked...].filter { $0.event == KeyEvaluation.Event.review.rawValue }.map(\.actor))
  }
}
