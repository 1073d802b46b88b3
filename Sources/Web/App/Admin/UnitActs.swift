import Lifecycle
import Model
import Store

/// Entering what happens to units: founding, renaming, moving, merging, splitting, ending.
enum UnitActs {
  // MARK: showing the forms

  static func showNew(_ call: Call) throws(Refusal) -> Response {
    let scene = try Scene(call, unit: nil)
    var fields = Fields()
    if let parent = call.query["parent"] { fields.append("parent", scene.picker.name(parent)) }
    return call.page(unitFormPage(scene.page(call, nil, fields)))
  }

  static func show(_ call: Call) throws(Refusal) -> Response {
    guard let act = UnitActKind(rawValue: call.parameters["act"]) else { throw .notFound }
    let scene = try Scene(call, unit: call.parameters["id"])
    guard let unit = scene.unit else { throw .notFound }
    var fields = Fields()
    if act == .rename || act == .correct {
      fields.append("name", unit.name)
      fields.append("code", unit.code ?? "")
    }
    return call.page(unitFormPage(scene.page(call, act, fields)))
  }

  // MARK: taking them

  static func found(_ call: Call) throws(Refusal) -> Response {
    let scene = try Scene(call, unit: nil)
    let fields = call.request.fields
    do throws(FieldProblem) {
      let act = try act(fields, call)
      let draft = UnitDraft(
        name: text(fields, "name"), code: code(fields),
        parent: try scene.picker.unit(fields["parent"] ?? "", field: "parent"))
      let id = try change(call) { (t) throws(StoreError) in try Units.found(draft, act, in: t).id }
      return .seeOther("/admin/units/\(id)?done=found")
    } catch {
      return call.page(unitFormPage(scene.page(call, nil, fields, [error.problem])), .badRequest)
    }
  }

  static func take(_ call: Call) throws(Refusal) -> Response {
    guard let kind = UnitActKind(rawValue: call.parameters["act"]) else { throw .notFound }
    let scene = try Scene(call, unit: call.parameters["id"])
    guard let unit = scene.unit else { throw .notFound }
    let fields = call.request.fields
    do throws(FieldProblem) {
      let id = try carryOut(kind, unit, scene, fields, call)
      call.services.sessions.forgetAll()
      call.services.regions.forget(unit.region)
      return .seeOther("/admin/units/\(id)?done=\(kind.rawValue)")
    } catch {
      let problem = Problem(field(error.problem.field, kind), error.problem.words)
      return call.page(unitFormPage(scene.page(call, kind, fields, [problem])), .badRequest)
    }
  }

  /// The field of a form that a rule is about: not every form has every field.
  private static func field(_ name: String, _ kind: UnitActKind) -> String {
    switch (kind, name) {
    case (.split, "name"), (.split, "unit1"): "name1"
    case (.split, "code"): "code1"
    case (.merge, "parent"): "unit1"
    case (.correct, "day"): "name"
    default: name
    }
  }

  /// - Returns: the unit to look at afterwards.
  private static func carryOut(
    _ kind: UnitActKind, _ unit: Unit, _ scene: Scene, _ fields: Fields, _ call: Call
  ) throws(FieldProblem) -> String {
    if kind == .correct {
      try change(call) { (t) throws(StoreError) in
        try Units.correct(
          unit.id, name: text(fields, "name"), code: code(fields), region: unit.region, by: call.account.id, in: t)
      }
      return unit.id
    }
    let act = try act(fields, call)
    switch kind {
    case .rename, .correct:
      try change(call) { (t) throws(StoreError) in
        try Units.rename(unit.id, to: text(fields, "name"), code: code(fields), act, in: t)
      }
    case .move:
      let parent = try scene.picker.unit(fields["parent"] ?? "", field: "parent")
      try change(call) { (t) throws(StoreError) in try Units.move(unit.id, under: parent, act, in: t) }
    case .merge: return try merge(unit, scene, fields, act, call)
    case .split: return try split(unit, scene, fields, act, call)
    case .end: try change(call) { (t) throws(StoreError) in try Units.end(unit.id, act, in: t) }
    }
    return unit.id
  }

  private static func merge(
    _ unit: Unit, _ scene: Scene, _ fields: Fields, _ act: UnitAct, _ call: Call
  ) throws(FieldProblem) -> String {
    var others: [String] = []
    for number in 1...UnitForms.rowsMax where !text(fields, "unit\(number)").isEmpty {
      others.append(try scene.picker.unit(fields["unit\(number)"] ?? "", field: "unit\(number)"))
    }
    guard !others.filter({ $0 != unit.id }).isEmpty else {
      throw FieldProblem(Problem("unit1", "还没有写并进来的单位。请至少写一个。"))
    }
    let target: UnitTarget
    if fields["into"] == "new" {
      let parent = try scene.picker.unit(fields["parent"] ?? "", field: "parent")
      target = .new(UnitDraft(name: text(fields, "name"), code: code(fields), parent: parent))
    } else {
      target = .present(unit.id)
    }
    let sources = fields["into"] == "new" ? [unit.id] + others : others
    return try change(call) { (t) throws(StoreError) in try Units.merge(sources, into: target, act, in: t).id }
  }

  private static func split(
    _ unit: Unit, _ scene: Scene, _ fields: Fields, _ act: UnitAct, _ call: Call
  ) throws(FieldProblem) -> String {
    let parent = try scene.picker.unit(fields["parent"] ?? "", field: "parent")
    var drafts: [UnitDraft] = []
    for number in 1...UnitForms.rowsMax where !text(fields, "name\(number)").isEmpty {
      let code = text(fields, "code\(number)")
      drafts.append(UnitDraft(name: text(fields, "name\(number)"), code: code.isEmpty ? nil : code, parent: parent))
    }
    let stays = fields["stays"] == "yes"
    guard drafts.count >= (stays ? 1 : 2) else {
      throw FieldProblem(Problem(stays ? "name1" : "name2", stays ? "还没有写分出来的单位。" : "原单位不保留时，至少要分成两个单位。"))
    }
    try change(call) { (t) throws(StoreError) in _ = try Units.split(unit.id, into: drafts, stays: stays, act, in: t) }
    return unit.id
  }

  // MARK: parts

  private static func text(_ fields: Fields, _ name: String) -> String {
    UnitPicker.trimmed(String((fields[name] ?? "").prefix(100)))
  }

  private static func code(_ fields: Fields) -> String? {
    let code = text(fields, "code")
    return code.isEmpty ? nil : code
  }

  private static func act(_ fields: Fields, _ call: Call) throws(FieldProblem) -> UnitAct {
    guard let day = Day(text(fields, "day")) else {
      throw FieldProblem(Problem("day", "生效日期看不懂。请按 2026-01-01 这样写年、月、日。"))
    }
    return UnitAct(region: call.account.region, day: day, basis: text(fields, "basis"), by: call.account.id)
  }

  private static func change<T>(
    _ call: Call, _ work: (WriteTransaction) throws(StoreError) -> T
  ) throws(FieldProblem) -> T {
    do throws(StoreError) {
      return try call.services.database.write(work)
    } catch {
      throw FieldProblem(problem(error))
    }
  }

  private static func problem(_ error: StoreError) -> Problem {
    guard let rule = UnitRule(error) else { return Problem("day", error.description) }
    switch rule {
    case .basisMissing: return Problem("basis", "没有写依据。请写批文名称或文号，以后查得到为什么变。")
    case .nameMissing: return Problem("name", "没有写单位名称。")
    case .nameTaken: return Problem("name", "同一个上级下面已有叫这个名字的单位。请换名称，或到那个单位里改。")
    case .codeTaken: return Problem("code", "这个预算单位编码别的单位正在用。请核对编码。")
    case .dayInFuture: return Problem("day", "生效日期还没有到。单位树只记已经生效的变动，请到那一天再登记。")
    case .dayTooEarly: return Problem("day", "生效日期不晚于上一次变动（或上级单位的设立）。请核对日期；上一次写错了请先更正。")
    case .alreadyEnded: return Problem("day", "有一个单位已经撤销或并走，不能再登记变动。")
    case .isTop: return Problem("day", "最上一级单位只能更名，不能调整、合并、分设或撤销。")
    case .sameParent: return Problem("parent", "现在就在这个上级下面，不用调整。")
    case .sameName: return Problem("name", "名称和编码都没有变。")
    case .ownBranch: return Problem("parent", "不能放到自己下面，也不能并入自己的下级。")
    case .hasUnits: return Problem("day", "下面还有单位。请先把它们调整到别的上级，再撤销。")
    case .hasPeople: return Problem("day", "这里还有人员。请先在“人员”里把他们转到别的单位或注销，再撤销。")
    case .tooFew: return Problem("unit1", "要合并的单位不够。请至少再写一个。")
    case .named: return Problem("name", "单位标识里不能有斜线。")
    }
  }
}

/// What the forms of one unit need to know.
struct Scene: Sendable {
  let unit: Unit?
  let tree: UnitTree
  let picker: UnitPicker

  init(_ call: Call, unit id: String?) throws(Refusal) {
    let region = call.account.region
    (unit, tree) = try call.read { (t) throws(StoreError) in
      (
        try id.map { (id) throws(StoreError) in try Units.find(region: region, id: id, in: t) } ?? nil,
        try Units.tree(region: region, on: Day(t.now), in: t)
      )
    }
    picker = UnitPicker(tree)
  }

  /// - Parameter act: nil for a new unit.
  func page(_ call: Call, _ act: UnitActKind?, _ fields: Fields, _ problems: [Problem] = []) -> UnitFormPage {
    let forms = UnitForms(unit: unit, picker: picker, fields: fields, today: Day(call.now))
    var crumbs = [Link("工作台", "/"), Link("单位", Place.units.path)]
    if let unit { crumbs.append(Link(unit.name, "/admin/units/\(unit.id)")) }
    return UnitFormPage(
      shell: call.shell(.units), title: act?.title ?? "新设单位", crumbs: crumbs, about: UnitForms.about(act),
      form: forms.form(act), units: picker.names, problems: problems)
  }
}
