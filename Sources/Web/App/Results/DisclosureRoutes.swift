import Lifecycle
import Model
import Store
import Work

/// Publication by departments: what is due, and one item up to its publication.
enum DisclosureRoutes {
  static let all: [AppRoute] = [
    .get("/disclosure", .may(.readForm), list), .post("/disclosure", .may(.writeStage), prepare),
    ListExport.route("/disclosure", .may(.readForm), title: "信息公开到期清单", list),
    .get("/disclosure/{id}", .may(.readForm), show),
  ]

  /// Subjects that forms are published under, with the flow that leads them there and their deadline.
  private static let subjects: [(subject: PublicationSubject, flow: String, deadline: String, waiting: Set<String>)] = [
    (
      .goals, GoalForm.name, "goal-disclosure", [GoalForm.State.approved.name, GoalForm.State.locked.name]
    ), (.selfEvaluations, SelfEvaluation.name, "evaluation-disclosure", [SelfEvaluation.State.accepted.name]),
    (.finalAccounts, FinalAccounts.name, "evaluation-disclosure", [FinalAccounts.State.approved.name]),
  ]

  /// What the step form brings into an item: the forms that stay in it.
  static func content(_ row: StageRow, _ event: String, _ fields: Fields) throws(Refusal) -> JSON? {
    guard event == Disclosure.Event.edit.rawValue, fields["forms-sent"] != nil else { return nil }
    var item = DisclosureItem(row.content)
    let kept = Set(fields.values("form"))
    item.forms.removeAll { !kept.contains($0) }
    return item.json
  }

  // MARK: what is due

  private static func list(_ call: Call) throws(Refusal) -> Response {
    let year = call.year
    let account = call.account
    let found = try call.read { (t) throws(StoreError) in
      (
        desk: try call.deskIfReady(year, in: t), departments: try departments(account, in: t),
        counts: try counts(account, year, in: t), items: try items(account, year, in: t)
      )
    }
    var (published, waiting, late) = (0, 0, Set<String>())
    let rows = found.departments.compactMap { unit -> DisclosurePage.Row? in
      let cells = subjects.map { entry -> DisclosurePage.Cell in
        let states = found.counts[unit.path.text + entry.flow] ?? [:]
        let open = states.reduce(0) { entry.waiting.contains($1.key) ? $0 + $1.value : $0 }
        let done = (states["published"] ?? 0) + (states["archived"] ?? 0)
        let day = found.desk?.settings.day(entry.deadline)
        let isLate = open > 0 && (day.map { $0 < call.today } ?? false)
        published += done
        waiting += open
        if isLate { late.insert(unit.id) }
        let item = found.items.first { $0.unit == unit.id && $0.part == entry.subject.rawValue }
        let may = Permission.decide(account.actor, .writeStage, .stage(owner: unit.path)).isAllowed
        return DisclosurePage.Cell(
          subject: entry.subject.rawValue, waiting: open, published: done,
          underWay: item.map { Link("正在办：\(Steps.name(ofState: $0.state, flow: $0.flow))", StageRoutes.href($0)) },
          isLate: isLate, mayPrepare: may)
      }
      guard cells.contains(where: { $0.waiting + $0.published > 0 }) else { return nil }
      return DisclosurePage.Row(department: unit.name, unit: unit.id, cells: cells)
    }
    let done: String? = call.query["done"].map { $0 == "none" ? "没有等待公开的表。" : "已列入公开。" }
    return call.page(
      disclosurePage(
        DisclosurePage(
          shell: call.shell(.disclosure), year: year,
          subjects: subjects.map { entry in
            (
              entry.subject.officialName,
              found.desk?.settings.day(entry.deadline).map { Moments.words($0, now: call.now) }
            )
          }, rows: rows, published: published, waiting: waiting, late: late.count, done: done,
          exportHref: call.exportHref("/disclosure"))))
  }

  /// Departments that the person sees: those below the district, or the one he is in.
  private static func departments(_ account: Account, in t: ReadTransaction) throws(StoreError) -> [Unit] {
    let all = try Units.branch(region: account.region, account.scope, in: t)
    if account.scope.identifiers.count == 1 { return all.filter { $0.path.identifiers.count == 2 } }
    guard let department = account.scope.identifiers.dropFirst().first else { return [] }
    return try Units.find(region: account.region, id: department, in: t).map { [$0] } ?? []
  }

  /// Stages by state, under path and flow.
  private static func counts(
    _ account: Account, _ year: Int, in t: ReadTransaction
  ) throws(StoreError) -> [String: [String: Int]] {
    var counts: [String: [String: Int]] = [:]
    for entry in subjects {
      let found =
        account.scope.identifiers.count == 1
        ? try StageCounts.below(region: account.region, year: year, account.scope, flow: entry.flow, in: t)
        : try StageCounts.of(
          region: account.region, year: year, UnitPath(Array(account.scope.identifiers.prefix(2))), in: t
        ).filter { $0.flow == entry.flow }.map { (UnitPath(Array(account.scope.identifiers.prefix(2))), $0) }
      for (path, count) in found { counts[path.text + entry.flow, default: [:]][count.state] = count.stages }
    }
    return counts
  }

  /// Items that are not published yet.
  private static func items(_ account: Account, _ year: Int, in t: ReadTransaction) throws(StoreError) -> [StageRow] {
    var filter = StageFilter(region: account.region, year: year, flow: Disclosure.name, scope: account.scope)
    filter.states = [
      Disclosure.State.prepared.name, Disclosure.State.secrecyChecked.name, Disclosure.State.signed.name,
    ]
    filter.pageSize = 200
    return try Stages.list(filter, in: t).items
  }

  private static func prepare(_ call: Call) throws(Refusal) -> Response {
    let fields = call.request.fields
    guard let subject = fields["subject"].flatMap({ PublicationSubject(rawValue: $0) }), let id = fields["department"]
    else { throw .malformed("disclosure") }
    let stage = try call.write { (t) throws(StoreError) -> String? in
      guard let unit = try Units.find(region: call.account.region, id: id, in: t) else { throw .missing(subject: "部门") }
      return try Disclosures.prepare(subject, department: unit, call.desk(call.year, in: t), in: t)
    }
    return .seeOther(stage.map { "/disclosure/\($0)" } ?? "/disclosure?done=none")
  }

  // MARK: one item

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let stage = try call.stageRow(call.parameters["id"])
    guard stage.flow == Disclosure.name else { throw .notFound }
    let item = DisclosureItem(stage.content)
    let (view, forms) = try call.read { (t) throws(StoreError) in
      var forms: [DisclosureItemPage.Form] = []
      for (index, id) in item.forms.enumerated() {
        guard let form = try Forms.load(id: id, in: t) else { continue }
        forms.append(Self.form(form, receipt: index < item.receipts.count ? item.receipts[index] : nil))
      }
      for (index, id) in item.stages.enumerated() {
        guard let stage = try Stages.load(id: id, in: t) else { continue }
        let place = item.forms.count + index
        forms.append(Self.stage(stage, receipt: place < item.receipts.count ? item.receipts[place] : nil))
      }
      return (try StageView(stage, call.desk(stage.year, in: t), in: t), forms)
    }
    let isOpen = view.offers.contains { $0.event == "edit" && $0.refusal == nil }
    return call.page(
      disclosureItemPage(
        DisclosureItemPage(
          shell: call.shell(.disclosure, year: stage.year), title: stage.title, stage: stage.id, number: stage.number,
          facts: [view.lead(call)], route: view.route(call), forms: forms, isOpen: isOpen, secrecy: item.secrecy,
          bar: view.offers.contains { $0.event != "edit" } ? view.bar(call) : nil,
          history: view.moments(call))))
  }

  private static func stage(_ stage: StageRow, receipt: String?) -> DisclosureItemPage.Form {
    DisclosureItemPage.Form(
      id: stage.id, name: stage.title, href: StageRoutes.href(stage), kind: Steps.name(ofFlow: stage.flow), covered: [],
      contacts: 0, receipt: receipt.map { Link($0, "/open/\($0)") }, staysIn: true)
  }

  private static func form(_ form: StoredForm, receipt: String?) -> DisclosureItemPage.Form {
    DisclosureItemPage.Form(
      id: form.row.id, name: form.row.displayName, href: "/forms/\(form.row.id)", kind: form.row.kind.officialName,
      covered: Disclosures.covered(form).prefix(20).map { covered in
        let place = [covered.cell.section, covered.cell.row, covered.cell.field].filter { !$0.isEmpty }
        return "\(place.joined(separator: " · "))：\(covered.kinds.map(\.officialName).joined(separator: "、"))"
      }, contacts: form.content.contacts.count, receipt: receipt.map { Link($0, "/open/\($0)") })
  }
}
