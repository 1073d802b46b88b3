import Lifecycle
import Model
import Store
import Work

/// Filling in a form, part by part.
enum EditRoutes {
  /// A part of a long form with every cell it has.
  static let body = BodyRule.fields(bytesMax: 2 * 1_024 * 1_024)

  static let all: [AppRoute] = [
    .get("/forms/{id}/edit", .may(.editForm), begin),
    .get("/forms/{id}/edit/{part}", .may(.editForm), show),
    .post("/forms/{id}/edit/{part}", .may(.editForm), body: body, take),
  ]

  private static func begin(_ call: Call) throws(Refusal) -> Response {
    let row = try call.formRow(.editForm)
    return .seeOther("/forms/\(row.id)/edit/1")
  }

  // MARK: showing

  private static func show(_ call: Call) throws(Refusal) -> Response {
    var page = try model(call, try call.desk())
    if let number = call.number("saved") {
      page.notice = .init(tone: .good, bold: "已存成第 \(number) 版。", rest: Self.savedWords(call.query))
    } else if call.query["discarded"] != nil {
      page.notice = .init(tone: .info, bold: "没有改动，不另存一版。")
    }
    return call.page(editPage(page))
  }

  private static func savedWords(_ query: Fields) -> String {
    guard let count = query["merged"].flatMap({ Int($0) }), count > 0 else { return "接着填会另起草稿。" }
    return "别人在这期间改的 \(count) 处已合到一起，逐格可在“历次版本”里看。"
  }

  /// The page of the part in the address.
  static func model(_ call: Call, _ desk: EditDesk) throws(Refusal) -> EditPage {
    guard let part = desk.plan.part(call.parameters["part"]) else { throw .notFound }
    return try model(call, desk, part)
  }

  /// - Parameter isWhole: with what only a whole page shows; the answer to a few typed cells goes without.
  static func model(
    _ call: Call, _ desk: EditDesk, _ part: EditPlan.Part, isWhole: Bool = true
  ) throws(Refusal) -> EditPage {
    let row = desk.row
    let rowPage = call.number("page") ?? call.request.fields["page"].flatMap { Int($0) } ?? 1
    let review = call.services.processor.review(desk.written, try call.localRules(row.year))
    let allRows = (call.query["rows"] ?? call.request.fields["rows"]) == "all"
    let marks = EditMarks(review.findings, plan: desk.plan, content: desk.content) { home, cell in
      let page = allRows ? nil : Self.page(of: cell, in: home, desk)
      if home == part.id, page == nil || page == rowPage { return nil }
      return address(row.id, home, page)
    }
    var page = EditPage(
      shell: call.shell(row.kind.isSelfEvaluation ? .selfEvaluations : .goals, year: row.year), id: row.id,
      name: desk.content.name ?? row.kind.officialName, status: FormStatus(row.state), code: desk.content.code,
      plan: desk.plan, part: part, content: desk.content, editable: desk.editable, marks: marks,
      rulesChecked: call.services.processor.ruleCount, basedOn: desk.basedOn, draftNumber: desk.draft?.number ?? 0,
      account: call.account.id, saved: savedState(desk, now: call.now))
    page.rowPage = rowPage
    page.allRows = allRows
    let others = try call.othersAtWork(on: row.id)
    page.others = others.map(\.name)
    for owner in desk.owners {
      page.owners[owner.part] = PartHolder(
        name: owner.name, isMe: owner.account == call.account.id,
        isAtWork: others.contains { $0.account == owner.account })
    }
    if isWhole {
      page.lastYear = try call.lastYear(of: desk)
      let (region, content) = (call.account.region, desk.content)
      page.peers = try call.read { (t) throws(StoreError) in
        try IndicatorUses.peers(of: content, region: region, in: t)
      }.compactMapValues(\.words)
    }
    page.row = (call.query["row"] ?? call.request.fields["row"]).map { FormPath($0) }
    return page
  }

  static func savedState(_ desk: EditDesk, now: Instant) -> String {
    guard let draft = desk.draft else { return "与第 \(desk.basedOn) 版相同" }
    return "草稿已存 \(Moments.short(draft.updatedAt, now: now))，从第 \(desk.basedOn) 版改起"
  }

  /// Where a cell is written: the page of its part, and of its fifty rows in a long table.
  static func address(_ form: String, _ part: String, _ cell: FormPath?, _ desk: EditDesk) -> String {
    address(form, part, page(of: cell, in: part, desk))
  }

  private static func address(_ form: String, _ part: String, _ page: Int?) -> String {
    "/forms/\(form)/edit/\(part)" + (page.map { "?page=\($0)" } ?? "")
  }

  /// Which fifty rows of a long table a cell stands in; nil where it stands in none.
  private static func page(of cell: FormPath?, in part: String, _ desk: EditDesk) -> Int? {
    guard let cell, let grid = desk.plan.part(part)?.grids.first(where: { $0.list.contains(cell) }),
      let rows = desk.content.rowIDs(of: grid.list), rows.count > EditPage.rowsMax,
      let index = rows.firstIndex(where: { FormPath("\(grid.list)[\($0)]").contains(cell) })
    else { return nil }
    return index / EditPage.rowsPerPage + 1
  }

  // MARK: taking

  /// Keeps what the page sent, then does what its button says.
  private static func take(_ call: Call) throws(Refusal) -> Response {
    let fields = call.request.fields
    let surroundings = call.services.database.surroundings
    let moment = call.now
    let changes = DraftChanges(fields) { RowNames.make(moment, surroundings.random) }
    let (desk, outcome) = try call.change(changes)
    if case .none(why: let why) = desk.editable { throw .notTaken(why: why, whoCanHelp: "你填的没有存；看整张表不受影响。") }
    guard outcome.refused.isEmpty, outcome.overtaken.isEmpty else { return try again(call, desk, outcome) }
    let word = fields["do"] ?? "save"
    let index = desk.plan.parts.firstIndex { $0.id == call.parameters["part"] } ?? 0
    let base = "/forms/\(desk.row.id)/edit/"
    switch word.split(separator: " ").first.map(String.init) ?? "" {
    case "previous": return .seeOther(base + desk.plan.parts[max(index - 1, 0)].id)
    case "next": return .seeOther(base + desk.plan.parts[min(index + 1, desk.plan.parts.count - 1)].id)
    case "check": return try FormSaving.save(call, desk, then: "/forms/\(desk.row.id)/check")
    case "row":
      let row = FormPath(String(word.dropFirst(4)))
      var query = Fields(["row": row.text])
      if let page = fields["page"] { query.append("page", page) }
      return .seeOther(base + desk.plan.parts[index].id + "?" + query.encoded + "#row-panel")
    case "add", "remove", "move": return .seeOther(base + desk.plan.parts[index].id + anchor(changes, desk))
    case _ where word.hasPrefix("paste:"):
      var page = try model(call, desk)
      if let pasted = outcome.pasted { page.notice = .init(tone: .good, bold: pasted.words) }
      return call.page(editPage(page))
    default: return try FormSaving.save(call, desk, then: base + desk.plan.parts[index].id)
    }
  }

  /// The row that a step was about, so that the page opens there.
  private static func anchor(_ changes: DraftChanges, _ desk: EditDesk) -> String {
    switch changes.steps.last {
    case .add(let list, let id, _): pageOf(FormPath("\(list)[\(id)]"), desk)
    case .move(let path, _): pageOf(path, desk)
    case .remove, nil: ""
    }
  }

  private static func pageOf(_ row: FormPath, _ desk: EditDesk) -> String {
    guard let part = desk.plan.part(of: row) else { return "" }
    let address = address("", part.id, row, desk)
    return (address.firstIndex(of: "?").map { String(address[$0...]) } ?? "") + "#" + row.anchor
  }

  /// The page with what was not taken: on top and at the cells, nothing lost.
  private static func again(
    _ call: Call, _ desk: EditDesk, _ outcome: DraftChanges.Outcome
  ) throws(Refusal) -> Response {
    var page = try model(call, desk)
    let values = desk.content.typedCells
    func name(_ path: FormPath) -> String { desk.plan.name(of: path, values) }
    for (path, typed, why) in outcome.refused {
      page.problems.append(Problem(path.anchor, "\(name(path))：\(why)"))
      if !typed.isEmpty { page.typed[path] = typed }
    }
    for (path, other) in outcome.overtaken {
      page.problems.append(
        Problem(
          path.anchor, "\(name(path))：你在另一个窗口填的是“\(other.isEmpty ? "空" : other)”，现在按这里填的“\(values[path] ?? "空")”。"))
    }
    return call.page(editPage(page), outcome.refused.isEmpty ? .ok : .badRequest)
  }
}

extension EditPlan {
  /// What a person calls a cell: 第 5 行 年度目标值, 项目名称.
  func name(of path: FormPath, _ values: [FormPath: String]) -> String {
    if let cell = parts.flatMap(\.cells).first(where: { $0.path == path }) { return cell.label }
    guard let grid = grids.first(where: { $0.list.contains(path) }) else { return path.text }
    guard let column = (grid.columns + grid.panel).first(where: { path.text.hasSuffix("]." + $0.field) }) else {
      return grid.title
    }
    let row = FormPath(String(path.text.dropLast(column.field.utf8.count + 1)))
    return "\(values[row.field(grid.main)] ?? grid.title) \(column.label)"
  }
}
