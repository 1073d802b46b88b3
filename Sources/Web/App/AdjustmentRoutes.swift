import Lifecycle
import Model
import Schemes
import Store
import Work

/// Requests to change budget and goal together.
enum AdjustmentRoutes {
  static let all: [AppRoute] = [
    .get("/adjustments", .may(.readForm), list),
    .post("/adjustments", .may(.writeStage), begin),
    .get("/adjustments/new", .may(.writeStage), start),
    .get("/adjustments/{id}", .may(.readForm), show),
    .post("/adjustments/{id}", .may(.writeStage), save),
  ]

  // MARK: the list

  private static let views: [(value: String, title: String, states: [GoalAdjustment.State])] = [
    ("", "全部", GoalAdjustment.State.allCases),
    ("open", "在办", [.draft, .returned, .departmentReview, .financeReview]),
    ("done", "已批准", [.approved]), ("refused", "不同意", [.refused]),
  ]

  private static func list(_ call: Call) throws(Refusal) -> Response {
    let account = call.account
    let year = call.year
    let view = views.first { $0.value == call.query["view"] ?? "" } ?? views[0]
    var filter = StageFilter(region: account.region, year: year, flow: GoalAdjustment.name, scope: account.scope)
    filter.states = view.states.map(\.name)
    filter.search = String((call.query["q"] ?? "").prefix(100))
    (filter.order, filter.isDescending) = (.updated, true)
    filter.page = call.number("page") ?? 1
    filter.pageSize = call.number("size") ?? 50
    let wanted = filter
    let found = try call.read { (transaction) throws(StoreError) -> (Store.Page<StageRow>, [AdjustmentListPage.Row]) in
      guard account.role.seesLists else { return (.init(items: [], total: 0, number: 1, size: 50), []) }
      let page = try Stages.list(wanted, in: transaction)
      var rows: [AdjustmentListPage.Row] = []
      for stage in page.items {
        let form = try stage.form.map { (id) throws(StoreError) in try Forms.row(id: id, in: transaction) } ?? nil
        rows.append(row(stage, form, call))
      }
      return (page, rows)
    }
    let (page, rows) = found
    return call.page(
      adjustmentListPage(
        AdjustmentListPage(
          shell: call.shell(.adjustments), facts: ["\(year) 年度", "\(page.total) 件"],
          tabs: views.map { item in
            Tab(
              item.title, item.value.isEmpty ? "/adjustments" : "/adjustments?view=\(item.value)",
              isCurrent: item.value == view.value)
          }, rows: rows,
          pager: Pager(counter: "件", total: page.total, page: page.number, size: page.size) { number, size in
            "/adjustments?view=\(view.value)&page=\(number)&size=\(size)"
          }, mayBegin: Access.may(.writeStage).admits(account.role), search: filter.search)))
  }

  private static func row(_ stage: StageRow, _ form: Store.FormListRow?, _ call: Call) -> AdjustmentListPage.Row {
    let notes = AdjustmentNotes(stage.content)
    return AdjustmentListPage.Row(
      href: "/adjustments/\(stage.id)", title: stage.title, unit: stage.unitName, kind: notes.kind,
      before: notes.before?.figure(in: .wanYuan), after: form?.current?.figure(in: .wanYuan),
      status: Steps.words(stage).map { FormStatus($0) } ?? .notBegun, since: Moments.short(stage.since, now: call.now))
  }

  // MARK: beginning one

  private static func start(_ call: Call) throws(Refusal) -> Response {
    let account = call.account
    let year = call.year
    var filter = StageFilter(region: account.region, year: year, flow: GoalForm.name, scope: account.scope)
    filter.states = [GoalForm.State.approved, .locked, .published].map(\.name)
    filter.search = String((call.query["q"] ?? "").prefix(100))
    filter.order = .title
    filter.page = call.number("page") ?? 1
    let wanted = filter
    let found = try call.read {
      (transaction) throws(StoreError) -> (Store.Page<StageRow>, [AdjustmentListPage.Candidate]) in
      let page = try Stages.list(wanted, in: transaction)
      var candidates: [AdjustmentListPage.Candidate] = []
      for stage in page.items {
        guard let project = stage.project,
          let known = try Projects.year(region: stage.region, year, project: project, in: transaction)
        else { continue }
        candidates.append(
          .init(
            project: project, name: known.project.name, code: known.project.code, unit: known.project.unitName,
            budget: known.figures.budget?.figure(in: .wanYuan)))
      }
      return (page, candidates)
    }
    return call.page(
      adjustmentStartPage(
        call.shell(.adjustments), candidates: found.1, search: filter.search,
        pager: Pager(counter: "个", total: found.0.total, page: found.0.number, size: found.0.size) { number, size in
          "/adjustments/new?page=\(number)&size=\(size)"
        }))
  }

  private static func begin(_ call: Call) throws(Refusal) -> Response {
    let region = call.account.region
    let id = call.request.fields["project"] ?? ""
    let year = call.year
    let project = try call.read { (transaction) throws(StoreError) in
      try Projects.find(region: region, id: id, in: transaction)
    }
    guard let project else { throw .notFound }
    let stage = try call.write { (transaction) throws(StoreError) in
      try Adjustments.begin(project, try call.desk(year, in: transaction), in: transaction)
    }
    return .seeOther("/adjustments/\(stage)")
  }

  // MARK: one request

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let row = try call.stageRow(call.parameters["id"])
    guard row.flow == GoalAdjustment.name else { return .seeOther(StageRoutes.href(row)) }
    let found = try call.read {
      (transaction) throws(StoreError) -> (StageView, (old: StoredForm, new: StoredForm), [String])? in
      guard let forms = try Adjustments.compare(row, in: transaction) else { return nil }
      let desk = try call.desk(row.year, in: transaction)
      let kinds = desk.policy(GoalReviewPolicy.self)?.body.adjustmentKinds ?? []
      return (try StageView(row, desk, in: transaction), forms, kinds)
    }
    guard let (view, forms, kinds) = found else { throw .notFound }
    return call.page(adjustmentPage(page(call, view, forms, kinds)))
  }

  private static func page(
    _ call: Call, _ view: StageView, _ forms: (old: StoredForm, new: StoredForm), _ kinds: [String]
  ) -> AdjustmentPage {
    let row = view.row
    let notes = AdjustmentNotes(row.content)
    let isOpen = view.offers.contains { $0.event == GoalAdjustment.Event.edit.rawValue && $0.refusal == nil }
    let cells = cells(forms.old.content, forms.new.content)
    let shown = Set(cells.map(\.path))
    let others = FormDifference(from: forms.old.content, to: forms.new.content).changed
      .filter { !$0.isPersonal && $0.path != .field("title") && !shown.contains($0.path.text) }
      .map { entry in
        AdjustmentPage.Cell(
          path: entry.path.text,
          name: [entry.section, entry.row, entry.field].filter { !$0.isEmpty }.joined(separator: " · "),
          before: entry.old ?? "", after: entry.new ?? "", isFigure: false,
          change: entry.change.map { Words.figure($0, signed: true) })
      }
    return AdjustmentPage(
      shell: call.shell(.adjustments), id: row.id, title: row.title,
      facts: [
        (view.words.map { FormStatus($0) } ?? .notBegun).tag, .text(row.unitName), .text("\(row.year) 年度"),
        .text("第 \(row.part) 次调整"),
      ], route: view.route(call), number: row.number, kinds: kinds, kind: notes.kind, reason: notes.reason,
      effect: notes.effect, isOpen: isOpen, cells: cells, others: others, figures: figures(forms),
      oldForm: forms.old.row.id, newForm: forms.new.row.id, bar: view.bar(call), findings: forms.new.findings,
      returned: view.returned.map { FormStage.lead($0, row.flow, call) }, moments: view.moments(call),
      files: AttachmentList(view, call))
  }

  /// Budget and targets: what a request is about nearly always.
  private static func cells(_ old: FormContent, _ new: FormContent) -> [AdjustmentPage.Cell] {
    let before = Dictionary(old.cells.map { ($0.path, $0) }) { first, _ in first }
    return new.cells.filter { isAdjustable($0.path) }.map { cell in
      let past = before[cell.path]
      var change: String?
      if let from = past?.figure, let to = cell.figure, from != to { change = Words.figure(to - from, signed: true) }
      return AdjustmentPage.Cell(
        path: cell.path.text, name: [cell.row, cell.field].filter { !$0.isEmpty }.joined(separator: " · "),
        before: past?.value ?? "", after: cell.value, isFigure: cell.figure != nil, change: change)
    }
  }

  private static func isAdjustable(_ path: FormPath) -> Bool {
    let text = path.text
    return ["amounts.current", "amounts.total"].contains(text) || text.hasSuffix("].target")
      || (text.hasPrefix("costs[") || text.hasPrefix("funding[")) && text.hasSuffix("].amount")
  }

  private static func figures(_ forms: (old: StoredForm, new: StoredForm)) -> [Fact] {
    func words(_ money: Money?) -> String {
      money.map { Words.figure($0.figure(in: .wanYuan), places: 2) } ?? "未列"
    }
    let before = forms.old.row.current
    let after = forms.new.row.current
    var facts = [
      Fact("批复的预算", words(before), "万元", "批复的目标里的当年预算"), Fact("调整后的预算", words(after), "万元", "申请里的当年预算"),
    ]
    if let before, let after {
      let change = (after - before).figure(in: .wanYuan)
      let share =
        before.fen == 0 ? nil : (change * ExactDecimal(100)).divided(by: before.figure(in: .wanYuan), places: 2)
      facts.append(
        Fact(
          "增减", Words.figure(change, places: 2, signed: true), "万元",
          share.map { "\(Words.figure($0, places: 2, signed: true))%" } ?? "批复数是 0"))
    }
    return facts
  }

  private static func save(_ call: Call) throws(Refusal) -> Response {
    let row = try call.stageRow(call.parameters["id"])
    let fields = call.request.fields
    guard row.flow == GoalAdjustment.name, let number = fields["number"].flatMap({ Int($0) }) else {
      throw .malformed("number")
    }
    var notes = AdjustmentNotes()
    notes.kind = String((fields["kind"] ?? "").prefix(60))
    notes.reason = String((fields["reason"] ?? "").prefix(2_000))
    notes.effect = String((fields["effect"] ?? "").prefix(2_000))
    let forms = try call.read { (transaction) throws(StoreError) in try Adjustments.compare(row, in: transaction) }
    guard let forms else { throw .notFound }
    var content = forms.new.content
    for field in fields.all where field.name.hasPrefix("cell:") {
      let path = FormPath(String(field.name.dropFirst("cell:".count)))
      guard isAdjustable(path) else { throw .malformed("cell") }
      try enter(String(field.value.prefix(200)), at: path, into: &content)
    }
    let kept = notes
    let written = content
    try call.write { (transaction) throws(StoreError) in
      try Adjustments.save(
        row, basedOn: number, kept, written, try call.desk(row.year, in: transaction), in: transaction)
    }
    if let form = row.form { call.services.pages.forget(form: form) }
    return .seeOther("/adjustments/\(row.id)")
  }

  private static func enter(_ text: String, at path: FormPath, into content: inout FormContent) throws(Refusal) {
    let place = content.place(of: path)
    switch content.enter(text, at: path) {
    case .kept, .noCell: return
    case .unread:
      throw .forbidden(
        why: "“\(place)”里的“\(text)”不是可用的数。", whoCanHelp: "请按\(content.moneyUnit.rawValue)填写，最多到分。")
    }
  }
}
