import Lifecycle
import Model
import Schemes
import Store
import Work

/// Beginning a form: empty, from last year's, or from a file.
enum NewFormRoutes {
  static let all: [AppRoute] = [
    .get("/forms/new", .may(.editForm), show), .post("/forms/new", .may(.editForm), take),
  ]

  private static func show(_ call: Call) throws(Refusal) -> Response { call.page(newFormPage(try model(call))) }

  // MARK: the page

  private static func model(_ call: Call, problems: [Problem] = []) throws(Refusal) -> NewFormPage {
    let account = call.account
    let fields = call.request.fields
    let year = fields["year"].flatMap { Int($0) } ?? usualYear(call)
    let units = try units(call)
    let region = call.services.regions.name(account.region)
    let templates = templates(call, region: region, year: year)
    var filter = FormFilter(region: account.region, year: year - 1, scope: account.scope)
    filter.kinds = FormKind.allCases.filter { !$0.isSelfEvaluation && $0 != .monitoring }
    filter.pageSize = 200
    let wanted = filter
    let last = try call.read { (transaction) throws(StoreError) in try Forms.list(wanted, in: transaction).page.items }
    var page = NewFormPage(shell: call.shell(.goals), year: year)
    page.templates = templates.map { Choice($0.id, "\($0.name)（\($0.validity.place)，\($0.validity.firstYear) 年起）") }
    page.units = units.map { Choice($0.id, $0.name) }
    page.last = last.map {
      Choice($0.id, "\($0.name.isEmpty ? $0.kind.officialName : $0.name)，\($0.unitName ?? $0.department)")
    }
    page.template = fields["template"] ?? templates.first?.id ?? ""
    page.unit = fields["unit"] ?? account.unit
    page.name = fields["name"] ?? ""
    page.form = fields["form"] ?? call.query["from"] ?? ""
    if let project = try project(call) {
      page.project = .init(id: project.id, name: project.name, unit: project.unitName, year: call.year)
    }
    page.mayUpload = Access.may(.upload).admits(account.role)
    page.problems = problems
    return page
  }

  /// The year in hand; once it is over the next one, which is written in the second half of the year before.
  private static func usualYear(_ call: Call) -> Int {
    let day = call.now.civil()
    return call.year >= day.year ? call.year : day.month >= 7 ? day.year + 1 : day.year
  }

  private static func units(_ call: Call) throws(Refusal) -> [Store.Unit] {
    let account = call.account
    let scope = account.scope
    return try call.read { (transaction) throws(StoreError) in
      try Units.branch(region: account.region, scope, limit: 500, in: transaction)
    }
  }

  /// The templates in force: of every kind those of the place, else the national ones.
  private static func templates(_ call: Call, region: String, year: Int) -> [Template] {
    FormKind.allCases.flatMap { kind in
      let library = call.services.processor.templates
      let found = library.templates(kind, place: region, year: year)
      let usable = found.isEmpty ? library.templates.filter { $0.kind == kind && $0.validity.covers(year) } : found
      // Of the national ones the newest is the usual one.
      return usable.filter { $0.validity.place != "全国" }
        + usable.filter { $0.validity.place == "全国" }.sorted { $0.validity.firstYear > $1.validity.firstYear }
    }
  }

  // MARK: beginning

  private static func take(_ call: Call) throws(Refusal) -> Response {
    switch call.request.fields["do"] {
    case "empty": try empty(call)
    case "last": try fromLastYear(call)
    case "project": try ofProject(call)
    default: call.page(newFormPage(try model(call, problems: [Problem("doors", "请选一种开始的办法。")])), .badRequest)
    }
  }

  private static func empty(_ call: Call) throws(Refusal) -> Response {
    let fields = call.request.fields
    var problems: [Problem] = []
    let name = TypedText.words(fields["name"] ?? "")
    if name.isEmpty { problems.append(Problem("name", "请写项目名称；部门整体的表写部门名称。")) }
    if name.count > 200 { problems.append(Problem("name", "名称有 \(name.count) 个字，最多 200。")) }
    let year = fields["year"].flatMap { Int($0) } ?? 0
    if !(2000...2100).contains(year) { problems.append(Problem("year", "年度写四位数，如 \(usualYear(call))。")) }
    let template = call.services.processor.templates[fields["template"] ?? ""]
    if template == nil { problems.append(Problem("template", "请选一种表。")) }
    let units = try units(call)
    let unit = units.first { $0.id == fields["unit"] }
    if unit == nil { problems.append(Problem("unit", "请选你管的单位。")) }
    guard problems.isEmpty, let template, let unit else {
      return call.page(newFormPage(try model(call, problems: problems)), .badRequest)
    }
    var content = FormContent(kind: template.kind, moneyUnit: template.moneyUnit)
    content.name = name
    content.year = year
    content.unitName = template.kind.isAboutDepartment ? nil : unit.name
    content.department = template.kind.isAboutDepartment ? nil : try department(of: unit, call)
    content.region = call.services.regions.name(call.account.region)
    content.template = template.id
    content = content.prepared(for: template)
    content.addLevels(template)
    return try create(call, content, unit: unit, year: year, note: "从空表开始")
  }

  /// The unit above, unless that is the district itself.
  private static func department(of unit: Store.Unit, _ call: Call) throws(Refusal) -> String {
    let above = try unit.parent.flatMap { (parent) throws(Refusal) in
      try call.read { (transaction) throws(StoreError) in
        try Units.find(region: unit.region, id: parent, in: transaction)
      }
    }
    guard let above, above.parent != nil else { return unit.name }
    return above.name
  }

  private static func fromLastYear(_ call: Call) throws(Refusal) -> Response {
    let id = call.request.fields["form"] ?? ""
    let found = try call.read { (transaction) throws(StoreError) in try Forms.load(id: id, in: transaction) }
    guard let form = found, form.row.region == call.account.region else {
      return call.page(newFormPage(try model(call, problems: [Problem("form", "请选上年的一张表。")])), .badRequest)
    }
    try call.demand(.readForm, form.row.subject)
    guard let unit = try units(call).first(where: { $0.id == form.row.unit }) else {
      throw .forbidden(why: "这张表的单位不归你管。", whoCanHelp: "请该单位自己新建，或找安全管理员核对管辖范围。")
    }
    let year = form.row.year + 1
    let begun = try call.write { (transaction) throws(StoreError) -> Goals.Begun? in
      // Rounds are for the goals of a year that is set up; any other form is only a draft.
      guard Goals.isGoal(form.row.kind), let desk = try call.deskIfReady(year, in: transaction) else { return nil }
      return try Goals.begin(after: form, desk, in: transaction)
    }
    if let begun { return .seeOther("/forms/\(begun.form)/edit/1") }
    var content = form.content
    content.year = form.row.year
    return try create(call, content.renewed(), unit: unit, year: year, note: "由 \(form.row.year) 年的表带入")
  }

  /// The goal form of a project of the library, with whatever the year before says.
  private static func ofProject(_ call: Call) throws(Refusal) -> Response {
    let project = try project(call)
    guard let project else {
      return call.page(newFormPage(try model(call, problems: [Problem("project", "项目库里没有这个项目。")])), .badRequest)
    }
    let year = call.year
    let begun = try call.write { (transaction) throws(StoreError) in
      try Goals.begin(project: project, unit: project.unit, try call.desk(year, in: transaction), in: transaction)
    }
    return .seeOther("/forms/\(begun.form)/edit/1")
  }

  private static func project(_ call: Call) throws(Refusal) -> Project? {
    guard let id = call.request.fields["project"] ?? call.query["project"] else { return nil }
    let region = call.account.region
    return try call.read { (transaction) throws(StoreError) in
      try Projects.find(region: region, id: id, in: transaction)
    }
  }

  private static func create(
    _ call: Call, _ content: FormContent, unit: Store.Unit, year: Int, note: String
  ) throws(Refusal) -> Response {
    try call.demand(.editForm, .form(owner: unit.path, state: .draft))
    let written = content.written
    let review = call.services.processor.review(written, try call.localRules(year))
    let draft = FormDraft(
      region: call.account.region, year: year, unit: unit.id, content: written, findings: review.findings,
      score: review.score, scoring: review.scoring, note: note)
    let author = call.account.id
    let same = try call.read { (transaction) throws(StoreError) in try Forms.match(draft, in: transaction) }
    if let same {
      return call.page(
        newFormPage(
          try model(
            call, problems: [Problem("/forms/\(same.id)/edit/1", "\(year) 年已经有“\(same.name)”这张表，请接着填那一张。")])), .conflict
      )
    }
    let rulebook = call.services.rulebook
    let account = call.account
    let saved = try call.write { (transaction) throws(StoreError) in
      let saved = try Forms.create(draft, by: author, in: transaction)
      // A goal form of a year that is set up enters its rounds at once.
      if let set = try Years.find(region: account.region, year, in: transaction), set.state != .closed {
        try Goals.adopt(saved.form, try Desk(account, year: year, rulebook, in: transaction), in: transaction)
      }
      return saved
    }
    return .seeOther("/forms/\(saved.form)/edit/1")
  }
}

extension FormContent {
  /// A row for every class of indicator that the template prints, to be named and given a target.
  mutating func addLevels(_ template: Template) {
    let tables = template.sections.compactMap(\.table).filter { $0.list == .indicators }
    for index in goals.indices where goals[index].indicators.isEmpty {
      guard tables.contains(where: { $0.term == nil || $0.term == goals[index].term }) else { continue }
      var number = 0
      for level in template.levels {
        for level2 in level.level2 {
          number += 1
          var row = Indicator(id: "\(goals[index].id)-i\(number)")
          row.level1 = level.name
          row.level2 = level2
          goals[index].indicators.append(row)
        }
      }
    }
  }

  /// What a new form keeps: the rows of classes stay, those that only the template prints go.
  var written: FormContent { trimmed() }
}
