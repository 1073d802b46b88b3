import Lifecycle
public import Model
public import Schemes
public import Scoring
public import Store

/// Self-evaluation after the year (绩效自评), of projects and of departments: opening, filling in, scoring.
public enum SelfEvaluations {
  /// Labels under which the form keeps what is said in words.
  public static let redLightWords = "监控红灯说明"
  public static let problems = "存在的问题和原因"
  public static let measures = "改进措施及结果应用"

  public static func kindOfForm(_ row: StageRow) -> FormKind {
    row.project == nil ? .departmentSelfEvaluation : .projectSelfEvaluation
  }

  /// Reminds the holders of everything that has not reached finance; they find it among their notices.
  /// - Returns: how many self-evaluations were reminded of.
  /// - Throws: `.refusedStep` when the person may not.
  public static func remind(_ desk: Desk, in transaction: WriteTransaction) throws(StoreError) -> Int {
    try desk.demand(.reviewInPerformanceOffice)
    let open = SelfEvaluation.State.allCases.map(\.name).filter { !handedIn.contains($0) }
    var filter = StageFilter(
      region: desk.region, year: desk.year.year, flow: SelfEvaluation.name, scope: desk.account.scope)
    filter.states = open
    filter.pageSize = 200
    var told = 0
    while true {
      let page = try Stages.list(filter, in: transaction)
      for row in page.items {
        guard let state = row.flow(SelfEvaluation.self)?.state else { continue }
        try Notices.remind(
          SelfEvaluation.nextOffices(state), of: row, state: state.officialName, by: desk.account.id, in: transaction)
        told += 1
      }
      guard page.number * page.size < page.total, filter.page < 50 else { return told }
      filter.page += 1
    }
  }

  /// Asks for self-evaluations: one for every project with an approved goal, and one for every department with one.
  ///
  /// Called again until it opens none.
  /// - Returns: how many were opened.
  /// - Throws: `.refusedStep` when the person may not.
  public static func open(limit: Int = 100, _ desk: Desk, in transaction: WriteTransaction) throws(StoreError) -> Int {
    try desk.demand(.reviewInPerformanceOffice)
    var filter = StageFilter(
      region: desk.region, year: desk.year.year, flow: GoalForm.name, scope: desk.account.scope)
    filter.states = CarriedForms.approvedStates
    filter.lacking = .init(flow: SelfEvaluation.name)
    var opened: Set<String> = []
    for goal in try Stages.first(limit, filter, in: transaction) {
      guard let project = goal.project, opened.insert(project).inserted else { continue }
      try Stages.open(
        SelfEvaluation.self,
        StageDraft(
          year: desk.year.year, unit: goal.unit, title: goal.title, project: project,
          dueOn: desk.settings.day("self-evaluation")), region: desk.region, by: desk.actor, in: transaction)
    }
    if opened.isEmpty { return try openDepartments(desk, in: transaction) }
    return opened.count
  }

  private static func openDepartments(_ desk: Desk, in transaction: WriteTransaction) throws(StoreError) -> Int {
    var goals = StageFilter(region: desk.region, year: desk.year.year, flow: GoalForm.name, scope: desk.account.scope)
    goals.states = CarriedForms.approvedStates
    goals.isOfDepartment = true
    goals.pageSize = 200
    var there = StageFilter(
      region: desk.region, year: desk.year.year, flow: SelfEvaluation.name, scope: desk.account.scope)
    there.isOfDepartment = true
    there.pageSize = 200
    var units = Set(try Stages.list(there, in: transaction).items.map(\.unit))
    var opened = 0
    for goal in try Stages.list(goals, in: transaction).items where units.insert(goal.unit).inserted {
      try Stages.open(
        SelfEvaluation.self,
        StageDraft(
          year: desk.year.year, unit: goal.unit, title: goal.title,
          dueOn: desk.settings.day("department-self-evaluation")), region: desk.region, by: desk.actor, in: transaction)
      opened += 1
    }
    return opened
  }

  /// The self-evaluation of a project in the year; nil when none was asked for.
  public static func ofProject(
    _ project: String, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> StageRow? {
    try Stages.ofProject(region: desk.region, project, year: desk.year.year, flow: SelfEvaluation.name, in: transaction)
      .first
  }

  // MARK: beginning

  /// Begins: a form with everything that the approved goal and the treasury know.
  /// - Returns: the stage with its form.
  /// - Throws: `.refusedStep` where there is no approved goal; `.stale`.
  @discardableResult
  public static func begin(
    _ stage: String, number: Int, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> StageRow {
    guard let row = try Stages.load(id: stage, in: transaction), row.region == desk.region,
      row.flow == SelfEvaluation.name
    else { throw .missing(subject: "自评") }
    if row.form != nil {
      guard row.state == SelfEvaluation.first.name else { return row }
      return try Steps.take(StepRequest(stage: stage, event: "begin", basedOn: number), desk, in: transaction)
    }
    let content = try carried(row, desk, in: transaction)
    let form = try Forms.create(
      desk.draft(content, unit: row.unit, note: "由批复的绩效目标带入"), by: desk.account.id, in: transaction
    ).form
    try Stages.attach(form: form, to: row, in: transaction)
    return try Steps.take(StepRequest(stage: stage, event: "begin", basedOn: number), desk, in: transaction)
  }

  /// The form as it begins.
  static func carried(
    _ row: StageRow, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> FormContent {
    guard let goal = try goal(row, desk, in: transaction) else {
      throw .refusedStep(
        StageRefusal(cause: .content, why: "没有找到批复的绩效目标，不能带入自评表。", whoCanHelp: "请先办完绩效目标的批复；已在系统外批复的，请导入批复的目标表。"))
    }
    var content = CarriedForms.begin(kindOfForm(row), from: goal.content, desk)
    content.title = "\(desk.year.year)年度\(kindOfForm(row).officialName)"
    shareWeights(in: &content, desk)
    try bringPayments(into: &content, row, desk, in: transaction)
    rescore(&content, desk)
    return content
  }

  static func goal(_ row: StageRow, _ desk: Desk, in transaction: ReadTransaction) throws(StoreError) -> StoredForm? {
    if let project = row.project { return try CarriedForms.goal(ofProject: project, desk, in: transaction) }
    var filter = StageFilter(region: desk.region, year: desk.year.year, flow: GoalForm.name, scope: row.path)
    filter.states = CarriedForms.approvedStates
    filter.isOfDepartment = true
    let goals = try Stages.list(filter, in: transaction).items
    guard let form = goals.first(where: { $0.unit == row.unit })?.form else { return nil }
    return try Forms.load(id: form, in: transaction)
  }

  /// Budget in force and everything that was paid for it. A department's basic expenditure is not in the treasury's
  /// payments of projects, so its sums are only proposed.
  static func bringPayments(
    into content: inout FormContent, _ row: StageRow, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) {
    let weight = scheme(content, desk)?.layout(for: content.kind)?.parts.first { $0.source == .execution }?.weight
    if let project = row.project {
      let figures = try Projects.year(region: desk.region, desk.year.year, project: project, in: transaction)?.figures
      // Of what was budgeted and paid before the program came, the form alone knows.
      if figures?.budget == nil, content.execution?.budget != nil { return }
      var execution = CarriedForms.execution(budget: figures?.budget, paid: figures?.paid, in: content.moneyUnit)
      if let approved = figures?.approved, let adjusted = figures?.adjusted, approved != adjusted {
        var line = ExecutionLine(id: "e1")
        line.source = "年度资金总额"
        line.initial = approved.figure(in: content.moneyUnit, places: 2)
        line.adjusted = execution.budget
        line.actual = execution.actual
        execution.rows = [line]
      }
      content.execution = execution
    } else if content.execution == nil {
      let sum = try ProjectSums.of(region: desk.region, year: desk.year.year, row.path, in: transaction)
      content.execution = CarriedForms.execution(budget: sum?.budget, paid: sum?.paid, in: content.moneyUnit)
    } else if let budget = content.execution?.budget, let actual = content.execution?.actual, budget > .zero {
      content.execution?.rate = (actual * 100).divided(by: budget, places: 2)
    }
    content.execution?.weight = weight
  }

  // MARK: filling in

  /// Whether a person may type into a cell. Scores are typed only where people judge: `rescore` sets all others.
  public static func isOpen(_ path: FormPath, _ content: FormContent) -> Bool {
    let steps = path.steps
    guard let last = steps.last else { return false }
    switch steps.count {
    case 1: return last.name == "attributes" && [redLightWords, problems, measures].contains(last.row ?? "")
    case 2 where steps[0].name == "execution":
      return content.kind == .departmentSelfEvaluation && (last == .init("budget") || last == .init("actual"))
    case 2 where steps[0].name == "goals": return ["result_text", "score"].contains(last.name)
    case 3 where steps[1].name == "indicators":
      return last.row == nil && ["actual", "score", "reason", "measure", "note"].contains(last.name)
    default: return false
    }
  }

  public static func entering(
    _ cells: [(path: FormPath, text: String)], into content: FormContent, _ desk: Desk
  ) -> FormContent {
    var content = content
    for cell in cells where isOpen(cell.path, content) { content.enter(cell.text, at: cell.path) }
    rescore(&content, desk)
    return content
  }

  /// Saves what was typed, with the scores that follow from it.
  /// - Throws: `.stale`, `.conflict`, `.refusedStep`, `.missing`.
  @discardableResult
  public static func save(
    _ cells: [(path: FormPath, text: String)], stage: String, number: Int, revision: Int, _ desk: Desk,
    in transaction: WriteTransaction
  ) throws(StoreError) -> StageRow {
    let row = try Filling.start(SelfEvaluation.self, stage, number: number, begin: "begin", desk, in: transaction)
    guard let form = row.form, let stored = try Forms.load(id: form, in: transaction) else {
      throw .missing(subject: "自评表")
    }
    var content = entering(cells, into: stored.content, desk)
    try bringPayments(into: &content, row, desk, in: transaction)
    rescore(&content, desk)
    _ = try Forms.save(
      draft(content, row, "填报自评表", desk), form: form, basedOn: revision, by: desk.account.id, in: transaction)
    try Typing.discard(row, desk.account, in: transaction)
    return row
  }

  // MARK: scores

  /// The scheme that the year names for this kind of form; otherwise the one whose place, year and weights fit.
  public static func scheme(_ content: FormContent, _ desk: Desk) -> Scheme? {
    if let id = desk.settings.schemes[content.kind], let scheme = desk.rulebook.schemes[id] { return scheme }
    return desk.rulebook.schemes.choose(for: content, year: desk.year.year)?.scheme
  }

  public static func score(_ content: FormContent, _ desk: Desk) -> Score? {
    scheme(content, desk).map { Scorer.score(content, with: $0) }
  }

  /// Sets every score that follows from a rule, and the total; what people judge stays as they typed it.
  static func rescore(_ content: inout FormContent, _ desk: Desk) {
    guard let scheme = scheme(content, desk) else { return }
    let places = scheme.rounding.rowPlaces
    content.score = nil
    let judged = Scorer.score(content, with: scheme).root.all
    for node in judged {
      guard node.children.isEmpty, let path = node.path, !node.isForPeople, node.reason != .noActual else { continue }
      if content.score(at: path) != node.score.rounded(to: places).trimmed {
        content.enter(node.score.rounded(to: places).trimmed.description, at: path)
      }
    }
    for node in judged where node.reason == .noActual { node.path.map { _ = content.enter("", at: $0) } }
    content.score = Scorer.score(content, with: scheme).total
  }

  /// A revision with the score by the scheme of the year.
  static func draft(_ content: FormContent, _ row: StageRow, _ note: String, _ desk: Desk) -> FormDraft {
    var draft = desk.draft(content, unit: row.unit, note: note)
    if let scheme = scheme(content, desk) {
      let score = Scorer.score(content, with: scheme)
      draft.score = score.total
      draft.scoring = score.json(scheme)
    }
    return draft
  }
}

extension ScoreNode {
  /// Whether people and not a rule give the points.
  public var isForPeople: Bool {
    switch reason {
    case .judgement, .level, .undecided: true
    case .sameWords: rule == .qualitative
    default: false
    }
  }
}

extension FormContent {
  /// The score in a cell that ends in `score`.
  fileprivate func score(at path: FormPath) -> ExactDecimal? {
    if path.text == "execution.score" { return execution?.score?.trimmed }
    let steps = path.steps
    guard steps.count >= 2, let goal = goals.first(where: { $0.id == steps[0].row }) else { return nil }
    if steps.count == 2 { return goal.score?.trimmed }
    return goal.indicators.first { $0.id == steps[1].row }?.score?.trimmed
  }
}
