import Lifecycle
import Model
import Store
import Work

/// Writing a project into the library, and changing what is known of it.
enum ProjectEditing {
  /// A branch offers no more units than a list can hold.
  private static let unitsMax = 400

  static func new(_ call: Call) throws(Refusal) -> Response {
    let units = try units(call)
    let unit = units.first { $0.id == call.account.unit } ?? units.first
    let code = try unit.flatMap { (unit) throws(Refusal) in try proposed(call, unit.id) }
    var page = ProjectFormPage(
      shell: call.shell(.projects), id: nil, code: code ?? "",
      codeHelp: code.map { _ in "接着本单位或本地最近的编码往下排的，可以改。一个项目一个编码，终身不变。" }, name: "",
      units: units.map { Choice($0.id, $0.name) }, unit: unit?.id ?? "", categories: categories,
      category: Project.Category.specific.rawValue, firstYear: String(call.year), lastYear: "", total: "", basis: "")
    page.year = try openYear(call)
    return call.page(projectFormPage(page))
  }

  static func edit(_ call: Call) throws(Refusal) -> Response {
    let project = try kept(call)
    return call.page(projectFormPage(page(call, project)))
  }

  private static func kept(_ call: Call) throws(Refusal) -> Project {
    let project = try ProjectLife.project(call)
    try call.demand(.keepProject, .unit(project.path))
    return project
  }

  private static func page(_ call: Call, _ project: Project) -> ProjectFormPage {
    ProjectFormPage(
      shell: call.shell(.projects), id: project.id, stamp: ProjectLibrary.stamp(project), code: project.code,
      codeHelp: project.code.hasPrefix("未编-") ? "导入的表没有编码。请改成一体化系统里的编码。" : nil, name: project.name,
      units: [Choice(project.unit, project.unitName)], unit: project.unit, categories: categories,
      category: project.category.rawValue, firstYear: String(project.firstYear),
      lastYear: project.lastYear.map(String.init) ?? "",
      total: project.total.map { $0.figure(in: .wanYuan).description } ?? "", basis: project.basis)
  }

  private static let categories = Project.Category.allCases.map { Choice($0.rawValue, $0.officialName) }

  private static func units(_ call: Call) throws(Refusal) -> [Unit] {
    let account = call.account
    return try call.read { (transaction) throws(StoreError) in
      try Units.branch(region: account.region, account.scope, limit: unitsMax, in: transaction)
    }
  }

  private static func proposed(_ call: Call, _ unit: String) throws(Refusal) -> String? {
    let region = call.account.region
    return try call.read { (transaction) throws(StoreError) in
      try Projects.nextCode(region: region, unit: unit, in: transaction)
    }
  }

  /// The chosen year while it takes projects.
  private static func openYear(_ call: Call) throws(Refusal) -> Int? {
    let (region, year) = (call.account.region, call.year)
    let found = try call.read { (transaction) throws(StoreError) in
      try Years.find(region: region, year, in: transaction)
    }
    return found.flatMap { $0.state == .closed ? nil : year }
  }

  // MARK: what was sent

  /// What a form says, as far as it can be read.
  private struct Sent {
    var name: String
    var code: String
    var category: Project.Category
    var firstYear: Int
    var lastYear: Int?
    var total: Money?
    var basis: String
    var asked: Money?
    var problems: [Problem] = []

    init(_ fields: Fields) {
      func text(_ name: String, _ length: Int) -> String { trimmed(String((fields[name] ?? "").prefix(length))) }
      name = text("name", 120)
      code = text("code", 60)
      category = fields["category"].flatMap { Project.Category(rawValue: $0) } ?? .specific
      basis = text("basis", 2_000)
      let first = Call.validYear(text("firstYear", 4))
      firstYear = first ?? 0
      let last = text("lastYear", 4)
      lastYear = Call.validYear(last)
      total = money(fields["total"] ?? "")
      asked = money(fields["asked"] ?? "")
      if name.isEmpty { problems.append(Problem("name", "项目名称没有填。请写全称。")) }
      if code.isEmpty { problems.append(Problem("code", "项目编码没有填。请按本地的编码规则填写。")) }
      if first == nil { problems.append(Problem("firstYear", "起始年度要写四位数字，如 2025。")) }
      if !last.isEmpty, lastYear == nil { problems.append(Problem("lastYear", "终止年度要写四位数字，或者空着。")) }
      if let lastYear, lastYear < firstYear {
        problems.append(Problem("lastYear", "终止年度 \(lastYear) 早于起始年度 \(firstYear)。"))
      }
      for (field, kept) in [("total", total), ("asked", asked)] {
        guard let typed = fields[field], !typed.isBlank, kept == nil else { continue }
        problems.append(Problem(field, "“\(typed)”不是金额。请写成 120 或 120.5，单位是万元。"))
      }
    }
  }

  /// 万元 as typed; nil when it is empty, no figure, finer than a fen or below nothing.
  static func money(_ typed: String) -> Money? {
    guard !typed.isBlank, let figure = TypedText.figure(typed, units: ["万元"]), !figure.isNegative else { return nil }
    return Money(figure, .wanYuan)
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }

  static func add(_ call: Call) throws(Refusal) -> Response {
    let fields = call.request.fields
    var sent = Sent(fields)
    let unit = fields["unit"] ?? ""
    let takes = Call.validYear(fields["takes"])
    if sent.problems.isEmpty {
      let draft = ProjectDraft(
        code: sent.code, name: sent.name, unit: unit, category: sent.category, firstYear: sent.firstYear,
        lastYear: sent.lastYear, total: sent.total, basis: sent.basis)
      let asked = sent.asked
      let outcome = try refusalAtField(call) { (transaction) throws(StoreError) -> String in
        let project = try ProjectLibrary.add(draft, call.account, in: transaction)
        if let takes {
          try ProjectLibrary.take(project.id, asked: asked, try call.desk(takes, in: transaction), in: transaction)
        }
        return project.id
      }
      switch outcome {
      case .done(let id): return .seeOther("\(Place.projects.path)/\(id)?done=new")
      case .refused(let problem): sent.problems.append(problem)
      }
    }
    let units = try units(call)
    var page = ProjectFormPage(
      shell: call.shell(.projects), id: nil, code: sent.code, name: sent.name,
      units: units.map { Choice($0.id, $0.name) },
      unit: unit, categories: categories, category: sent.category.rawValue, firstYear: fields["firstYear"] ?? "",
      lastYear: fields["lastYear"] ?? "", total: fields["total"] ?? "", basis: sent.basis)
    page.year = try openYear(call)
    page.takesYear = takes != nil
    page.asked = fields["asked"] ?? ""
    page.problems = sent.problems
    return call.page(projectFormPage(page), .badRequest)
  }

  static func save(_ call: Call) throws(Refusal) -> Response {
    let project = try kept(call)
    let fields = call.request.fields
    var sent = Sent(fields)
    if sent.problems.isEmpty {
      let kept = sent
      let outcome = try refusalAtField(call) { (transaction) throws(StoreError) -> Bool in
        try ProjectLibrary.change(project.id, basedOn: fields["stamp"] ?? "", call.account, in: transaction) {
          project in
          project.name = kept.name
          project.code = kept.code
          project.category = kept.category
          project.firstYear = kept.firstYear
          project.lastYear = kept.lastYear
          project.total = kept.total
          project.basis = kept.basis
        }
        return true
      }
      switch outcome {
      case .done: return .seeOther("\(Place.projects.path)/\(project.id)?done=save")
      case .refused(let problem): sent.problems.append(problem)
      }
    }
    var page = page(call, project)
    page.stamp = fields["stamp"] ?? ""
    page.name = sent.name
    page.code = sent.code
    page.category = sent.category.rawValue
    page.firstYear = fields["firstYear"] ?? ""
    page.lastYear = fields["lastYear"] ?? ""
    page.total = fields["total"] ?? ""
    page.basis = sent.basis
    page.problems = sent.problems
    return call.page(projectFormPage(page), .badRequest)
  }

  private enum Outcome<Value> {
    case done(Value)
    case refused(Problem)
  }

  /// Writes; what is wrong with the form itself is said at its field and not on a page of its own.
  private static func refusalAtField<Value>(
    _ call: Call, _ work: (WriteTransaction) throws(StoreError) -> Value
  ) throws(Refusal) -> Outcome<Value> {
    do throws(StoreError) {
      return .done(try call.services.database.write(work))
    } catch {
      if case .refusedStep(let refusal) = error, refusal.cause == .content {
        return .refused(Problem("code", refusal.why + refusal.whoCanHelp))
      }
      throw Refusal(error)
    }
  }
}
