import Lifecycle
import Model
import Schemes
public import Store

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

  /// Makes the goal form of the desk's year out of a form of the year before, whatever became of that one: whoever fills
  /// in a form for the first time here brings last year's from a file.
  /// - Throws: `.refusedStep` as `begin`, and for a form that is no goal of the year before.
  public static func begin(
    after last: StoredForm, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> Begun {
    let year = desk.year.year
    guard isGoal(last.row.kind), last.row.year == year - 1, last.row.region == desk.region else {
      throw .refusedStep(
        StageRefusal(cause: .content, why: "这张表不是 \(year - 1) 年的目标表，不能带入 \(year) 年。", whoCanHelp: "请另选一张，或者从空表开始。"))
    }
    guard let place = try Units.find(region: desk.region, id: last.row.unit, in: transaction) else {
      throw .missing(subject: "单位")
    }
    try desk.demand(.writeStage, at: place.path)
    let project = last.row.kind == .projectGoal ? try project(of: last, place, desk, in: transaction) : nil
    var results = try results(project, year: year - 1, desk, in: transaction)
    if results == nil { results = try reported(after: last.row, in: transaction) }
    let content = moved(
      last.content, to: year, template: desk.settings.templates[last.row.kind], results: results)
    return try begin(project: project, unit: place.id, content: content, desk, in: transaction)
  }

  /// A self-evaluation of the same thing that came in outside the stages of the year.
  private static func reported(
    after form: FormListRow, in transaction: ReadTransaction
  ) throws(StoreError) -> FormContent? {
    let kind: FormKind = form.kind.isAboutDepartment ? .departmentSelfEvaluation : .projectSelfEvaluation
    guard
      let row = try Forms.sameProject(as: form, year: form.year, kinds: [kind], in: transaction).first
    else { return nil }
    return try Revisions.content(form: row.id, number: row.revision, in: transaction)
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

  /// The self-evaluation of a year; nil while there is none.
  private static func results(
    _ project: Project?, year: Int, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> FormContent? {
    guard let project else { return nil }
    let stages = try Stages.ofProject(
      region: desk.region, project.id, year: year, flow: SelfEvaluation.name, in: transaction)
    guard let id = stages.first?.form else { return nil }
    return try Forms.load(id: id, in: transaction)?.content
  }

  /// The form of one year as the beginning of the next (`FormContent.renewed`), under the template of that year.
  static func moved(_ old: FormContent, to year: Int, template: String?, results: FormContent?) -> FormContent {
    var before = old
    before.year = year - 1
    var form = before.renewed(results: results)
    form.title = old.title.map { $0.replacingYear(year - 1, with: year) }
    form.template = template ?? old.template
    // The template prints the last two years.
    form.amounts.prior.removeAll { ($0.year ?? year) < year - 2 }
    for goal in form.goals.indices where form.goals[goal].indicators.contains(where: { $0.history != nil }) {
      form.goals[goal].historyHeads = ["前年", "上年"]
    }
    return form
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
