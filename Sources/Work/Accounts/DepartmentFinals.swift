import Lifecycle
public import Model
public import Schemes
public import Store

/// Final accounts of departments (部门决算): beginning them, what the house knows besides the tables, what is wrong.
public enum DepartmentFinals {
  /// What final accounts are made by: what the year names, else what is in force in it.
  public static func policy(_ desk: Desk) -> AccountsPolicy? { desk.policyInForce(AccountsPolicy.self)?.body }

  /// The accounts of a department in the year; nil while they were not begun.
  public static func of(
    _ department: String, region: String, year: Int, in transaction: ReadTransaction
  ) throws(StoreError) -> StageRow? {
    guard let unit = try Units.find(region: region, id: department, in: transaction) else { return nil }
    var filter = StageFilter(region: region, year: year, flow: FinalAccounts.name, scope: unit.path)
    filter.pageSize = 1
    return try Stages.list(filter, in: transaction).items.first
  }

  /// Begins the accounts of a department, or gives those that are there.
  /// - Returns: identifier of the stage.
  /// - Throws: `.refusedStep` when the person may not, or the unit is no department; `.missing`.
  public static func begin(
    department: String, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> String {
    guard let unit = try Units.find(region: desk.region, id: department, in: transaction) else {
      throw .missing(subject: "部门")
    }
    if case .refused(let why, let help) = Permission.decide(desk.actor, .writeStage, .stage(owner: unit.path)) {
      throw .refusedStep(StageRefusal(cause: .person, why: why, whoCanHelp: help))
    }
    guard unit.path.identifiers.count == 2 else {
      throw .refusedStep(
        StageRefusal(
          cause: .content, why: "“\(unit.name)”不是主管部门，部门决算由主管部门汇总编制。", whoCanHelp: "请选主管部门，或请主管部门财务科办理。"))
    }
    if let there = try of(department, region: desk.region, year: desk.year.year, in: transaction) { return there.id }
    guard desk.year.state != .closed else {
      throw .refusedStep(
        StageRefusal(cause: .moment, why: "\(desk.year.year) 年度已经结束，不能再编制决算。", whoCanHelp: "确需办理请找财政局绩效科重新打开年度。"))
    }
    var accounts = DepartmentAccounts()
    // What the department is there for does not change with the year.
    let last = try of(department, region: desk.region, year: desk.year.year - 1, in: transaction)
    accounts.words = last.map { DepartmentAccounts($0.content).words.filter { $0.key.hasPrefix("profile-") } } ?? [:]
    return try Stages.open(
      FinalAccounts.self,
      StageDraft(
        year: desk.year.year, unit: unit.id, title: unit.name, content: accounts.json,
        dueOn: desk.settings.day("final-accounts")), region: desk.region, by: desk.actor, in: transaction)
  }

  /// Departments of the person's branch whose accounts were not begun.
  public static func lacking(_ desk: Desk, in transaction: ReadTransaction) throws(StoreError) -> [Unit] {
    var filter = StageFilter(
      region: desk.region, year: desk.year.year, flow: FinalAccounts.name, scope: desk.account.scope)
    filter.pageSize = 200
    let begun = Set(try Stages.list(filter, in: transaction).items.map(\.unit))
    return try departments(desk.account, in: transaction).filter { !begun.contains($0.id) }
  }

  /// Departments that the person sees: those below the district, or the one he is in.
  public static func departments(_ account: Account, in transaction: ReadTransaction) throws(StoreError) -> [Unit] {
    let depth = account.scope.identifiers.count
    if depth == 1 {
      return try Units.branch(region: account.region, account.scope, in: transaction).filter {
        $0.path.identifiers.count == 2
      }
    }
    guard depth == 2, let own = account.scope.identifiers.last,
      let unit = try Units.find(region: account.region, id: own, in: transaction)
    else { return [] }
    return [unit]
  }

  // MARK: what the house knows

  private static let approved = [FinalAccounts.State.approved, .published, .archived].map(\.name)

  /// Last year's accounts, payments and self-evaluations of the department.
  /// - Complexity: O(projects of the department); each self-evaluation is opened.
  public static func context(_ row: StageRow, in transaction: ReadTransaction) throws(StoreError) -> AccountsContext {
    let last = try of(row.unit, region: row.region, year: row.year - 1, in: transaction)
    let previous = last.flatMap { approved.contains($0.state) ? DepartmentAccounts($0.content) : nil }
    let sum = try ProjectSums.of(region: row.region, year: row.year, row.path, in: transaction)
    var context = AccountsContext(
      year: row.year, department: row.unitName, previous: previous,
      paid: sum.flatMap { $0.projects > 0 ? $0.paid : nil })
    var filter = StageFilter(region: row.region, year: row.year, flow: SelfEvaluation.name, scope: row.path)
    filter.order = .title
    filter.pageSize = 200
    context.units = try Units.branch(region: row.region, row.path, in: transaction).filter { $0.id != row.unit }.map(
      \.name)
    for stage in try Stages.list(filter, in: transaction).items {
      annex(stage, row, into: &context)
      if stage.project == nil {
        if stage.unit == row.unit { context.departmentScore = EvaluationSummary(stage)?.score }
      } else {
        context.projects.append(try project(stage, in: transaction))
      }
    }
    for count in try StageCounts.of(region: row.region, year: row.year, row.path, in: transaction)
    where count.flow == RectificationItem.name {
      context.rectifications += count.stages
      if count.state == RectificationItem.State.closed.name { context.rectified += count.stages }
    }
    return context
  }

  /// What was handed in is published with the accounts, the department's own in front.
  private static func annex(_ stage: StageRow, _ row: StageRow, into context: inout AccountsContext) {
    guard SelfEvaluations.handedIn.contains(stage.state), let form = stage.form,
      stage.project != nil || stage.unit == row.unit
    else { return }
    let name = stage.project == nil ? "部门整体支出绩效自评表" : "\(stage.title)项目支出绩效自评表"
    let annex = AccountsContext.Annex(
      title: "\(stage.year)年度\(name)", form: form, score: EvaluationSummary(stage)?.score)
    context.annexes.insert(annex, at: stage.project == nil ? 0 : context.annexes.count)
  }

  /// The forms of the annexes, in their order.
  public static func annexes(
    _ context: AccountsContext, in transaction: ReadTransaction
  ) throws(StoreError) -> [(title: String, form: StoredForm)] {
    var found: [(title: String, form: StoredForm)] = []
    for annex in context.annexes {
      if let form = try Forms.load(id: annex.form, in: transaction) { found.append((annex.title, form)) }
    }
    return found
  }

  private static func project(
    _ stage: StageRow, in transaction: ReadTransaction
  ) throws(StoreError) -> AccountsContext.Project {
    var project = AccountsContext.Project(
      name: stage.title, stage: stage.id, score: EvaluationSummary(stage)?.score,
      isEvaluated: SelfEvaluations.handedIn.contains(stage.state))
    guard project.isEvaluated, let id = stage.form, let form = try Forms.load(id: id, in: transaction) else {
      return project
    }
    let content = form.content
    project.budget = content.execution?.budget.flatMap { content.money($0) }
    project.spent = content.execution?.actual.flatMap { content.money($0) }
    project.score = project.score ?? content.score
    let rows = content.goals.flatMap(\.indicators)
    let missed = rows.filter { row in
      guard let weight = row.weight, let score = row.score else { return false }
      return score < weight
    }
    let missedNames = Set(missed.map(\.id))
    project.reached = rows.filter { !missedNames.contains($0.id) && $0.actual != nil }.prefix(4).compactMap { row in
      row.name.map { name in "\(name)\(row.actual.map { "实际完成\($0)" } ?? "")" }
    }
    project.missed = missed.prefix(6).compactMap { row in
      row.name.map { "\($0)（目标\(row.target ?? "未写")，实际\(row.actual ?? "未写")）" }
    }
    project.causes = [content.attribute(SelfEvaluations.problems)].compactMap { $0 }
    project.measures = [content.attribute(SelfEvaluations.measures)].compactMap { $0 }
    return project
  }

  // MARK: what is wrong

  /// Findings and narrative of accounts as they stand.
  public static func examined(
    _ accounts: DepartmentAccounts, _ row: StageRow, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> ExaminedAccounts {
    guard let policy = policy(desk) else { return ExaminedAccounts() }
    return desk.rulebook.examiner.examine(accounts, try context(row, in: transaction), policy)
  }

  /// The copy that everybody reads: tables, text and the self-evaluations that belong to them.
  static func copy(_ row: StageRow, in transaction: ReadTransaction) throws(StoreError) -> JSON {
    let annexes = try annexes(try context(row, in: transaction), in: transaction)
    var accounts = DepartmentAccounts(row.content)
    let narrative = accounts.narrative
    accounts.words = [:]
    accounts.source = nil
    accounts.narrative = []
    return .object([
      "accounts": Disclosures.masked(accounts.json),
      "annexes": .array(
        annexes.map { annex in
          .object([
            "document": Disclosures.masked(annex.form.content.json(.contract)), "title": .string(annex.title),
          ])
        }), "kind": .string("department-final-accounts"),
      "narrative": Disclosures.masked(.array(narrative.map(\.json))), "number": .integer(row.number),
    ])
  }
}
