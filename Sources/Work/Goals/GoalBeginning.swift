import Lifecycle
import Model
import Schemes
import Store

/// How a goal form begins: from the approved form of the year before, or empty from the template in force.
extension Goals {
  static func beginning(
    _ project: Project?, _ unit: Unit, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> FormContent {
    let kind: FormKind = project == nil ? .departmentGoal : .projectGoal
    let year = desk.year.year
    guard let last = try lastYear(project, unit, kind, desk, in: transaction) else {
      return empty(kind, project, unit, desk)
    }
    let results = try results(project, year: year - 1, desk, in: transaction)
    return moved(last, to: year, template: desk.settings.templates[kind], results: results)
  }

  /// The approved goal of the year before; nil where there was none.
  private static func lastYear(
    _ project: Project?, _ unit: Unit, _ kind: FormKind, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> FormContent? {
    let year = desk.year.year - 1
    if let project {
      guard let row = try inForce(region: desk.region, project.id, year: year, in: transaction), let form = row.form
      else { return nil }
      return try Forms.load(id: form, in: transaction)?.content
    }
    var filter = FormFilter(region: desk.region, year: year, scope: unit.path)
    filter.kind = kind
    filter.states = [.approved, .locked, .published]
    let same = try Forms.list(filter, in: transaction).page.items.first { $0.unit == unit.id }
    return try same.map { (row) throws(StoreError) in try Forms.load(id: row.id, in: transaction)?.content } ?? nil
  }

  /// What the self-evaluation of a year says was reached, by the name of the indicator; empty while there is none.
  private static func results(
    _ project: Project?, year: Int, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> [String: String] {
    guard let project else { return [:] }
    let stages = try Stages.ofProject(
      region: desk.region, project.id, year: year, flow: SelfEvaluation.name, in: transaction)
    guard let id = stages.first?.form, let content = try Forms.load(id: id, in: transaction)?.content else {
      return [:]
    }
    return Dictionary(
      content.indicators.compactMap { pair in
        pair.indicator.name.flatMap { name in pair.indicator.actual.map { (name, $0) } }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The form of one year as the beginning of the next: budgets become earlier budgets, results become history, and
  /// what only belongs to the old year goes.
  static func moved(_ old: FormContent, to year: Int, template: String?, results: [String: String]) -> FormContent {
    var form = old
    form.year = year
    form.title = old.title.map { $0.replacingYear(year - 1, with: year) }
    form.template = template ?? old.template
    form.blankLabels = nil
    form.execution = nil
    form.score = nil
    form.amounts.prior = [earlier(old, year - 2), priorYear(old, year - 1)].compactMap(\.self)
    for goal in form.goals.indices {
      form.goals[goal].score = nil
      form.goals[goal].resultText = nil
      form.goals[goal].historyHeads = ["前年", "上年"]
      for index in form.goals[goal].indicators.indices {
        let indicator = form.goals[goal].indicators[index]
        let reached = indicator.name.flatMap { results[$0] } ?? ""
        form.goals[goal].indicators[index].history = [indicator.history?.last ?? "", reached]
        form.goals[goal].indicators[index].actual = nil
        form.goals[goal].indicators[index].score = nil
        form.goals[goal].indicators[index].reason = nil
      }
    }
    return form
  }

  private static func priorYear(_ old: FormContent, _ year: Int) -> PriorAmount? {
    guard let amount = old.amounts.current else { return nil }
    var row = PriorAmount(id: "p2")
    row.year = year
    row.amount = amount
    return row
  }

  private static func earlier(_ old: FormContent, _ year: Int) -> PriorAmount? {
    guard let amount = old.amounts.prior.first(where: { $0.year == year })?.amount else { return nil }
    var row = PriorAmount(id: "p1")
    row.year = year
    row.amount = amount
    return row
  }

  /// A form with nothing in it but what the library knows.
  private static func empty(_ kind: FormKind, _ project: Project?, _ unit: Unit, _ desk: Desk) -> FormContent {
    let template = desk.settings.templates[kind].flatMap { desk.rulebook.templates[$0] }
    var form = FormContent(kind: kind, moneyUnit: template?.moneyUnit ?? .wanYuan)
    form.template = template?.id
    form.year = desk.year.year
    form.title = template.map { "\(desk.year.year)年\($0.name)" }
    form.name = project?.name ?? unit.name
    form.code = project?.code
    form.unitName = unit.name
    if let project, !project.basis.isEmpty { form.attributes.append(Attribute("项目立项依据", project.basis)) }
    var goal = Goal(id: "g1")
    goal.term = .annual
    form.goals = [goal]
    return form
  }
}

extension String {
  /// 2023年… becomes 2024年…; a text without that year stays.
  fileprivate func replacingYear(_ old: Int, with new: Int) -> String {
    var parts: [Substring] = []
    var rest = self[...]
    while let range = rest.firstRange(of: "\(old)年") {
      parts += [rest[..<range.lowerBound], "\(new)年"]
      rest = rest[range.upperBound...]
    }
    return (parts + [rest]).joined()
  }
}
