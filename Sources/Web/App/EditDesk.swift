import Lifecycle
import Model
import Schemes
import Store
import Work

/// A form in the hands of one person: what it is based on, what is typed so far, and how it is laid out.
struct EditDesk: Sendable {
  let row: Store.FormListRow
  /// The revision that the typing began from.
  let basedOn: Int
  let base: FormContent
  /// nil while nothing was typed.
  let draft: Draft?
  /// Prepared for the template.
  let content: FormContent
  let plan: EditPlan
  let editable: EditableCells
  /// Who fills in which part; a part that nobody was given is everybody's.
  let owners: [PartOwner]

  /// - Parameter based: the revision that the person's page shows; counts while there is no draft.
  init(
    _ row: Store.FormListRow, account: String, based: Int?, _ services: Services, in transaction: ReadTransaction
  ) throws(StoreError) {
    self.row = row
    draft = try Drafts.find(form: row.id, account: account, in: transaction)
    let current = row.revision
    let wanted = draft?.basedOn ?? based ?? current
    basedOn = (1...max(current, 1)).contains(wanted) ? wanted : current
    guard let base = try Revisions.content(form: row.id, number: basedOn, in: transaction) else {
      throw .missing(subject: "这张表")
    }
    self.base = base
    let written = draft?.content ?? base
    (content, plan) = Self.plan(written, row, services)
    owners = try PartOwners.list(form: row.id, in: transaction)
    editable = try services.editing.editableCells(of: row, content, for: account, in: transaction)
      .without(plan.held(owners, besides: account))
  }

  /// How a content is laid out, and the content prepared for it.
  static func plan(
    _ written: FormContent, _ row: Store.FormListRow, _ services: Services
  ) -> (content: FormContent, plan: EditPlan) {
    let template = template(written, region: services.regions.name(row.region), year: row.year, services)
    let content = written.prepared(for: template)
    var maker = EditPlanMaker(template, content)
    return (content, maker.make())
  }

  /// The form's own template, else the one of its place, else the one of its kind that has a place for most of it.
  static func template(_ content: FormContent, region: String, year: Int, _ services: Services) -> Template {
    let library = services.processor.templates
    if let own = content.template.flatMap({ library[$0] }) { return own }
    let year = content.year ?? year
    for place in [content.region, region].compactMap({ $0 }) {
      let found = library.templates(content.kind, place: place, year: year)
      if let local = found.first(where: { $0.validity.place != "全国" }) { return local }
    }
    // The newest national one first: of two that fit alike the first is taken.
    let known = library.templates.filter { $0.kind == content.kind }.sorted {
      $0.standingOrder(year) > $1.standingOrder(year)
    }
    guard var best = known.first ?? library.templates.first else {
      preconditionFailure("an installation has templates")
    }
    var fit = best.fit(content)
    for template in known.dropFirst() where template.fit(content) > fit {
      best = template
      fit = template.fit(content)
    }
    return best
  }

  /// What is written, without rows that only the template put there.
  var written: FormContent { content.trimmed() }

  /// Whether anything differs from the revision the typing began from.
  var isChanged: Bool {
    written.json(.stored).canonicalText != base.trimmed().json(.stored).canonicalText
  }
}

extension Template {
  /// In force before out of force, national before local, newer before older.
  fileprivate func standingOrder(_ year: Int) -> Int {
    (validity.covers(year) ? 100_000 : 0) + (validity.place == "全国" ? 10_000 : 0) + validity.firstYear
  }

  /// How much of a form the template has a place for: its labels, and its tables weighing more.
  fileprivate func fit(_ content: FormContent) -> Int {
    let labels = Set(sections.flatMap(\.rows).flatMap { $0 }.map(\.label))
    let lists = Set(sections.compactMap(\.table).map(\.list))
    var fit = content.attributes.count { labels.contains($0.label) }
    let present: [(TemplateList, Bool)] = [
      (.costs, content.costs.isEmpty), (.procurement, content.procurement.isEmpty), (.funding, content.funding.isEmpty),
      (.projects, content.projects.isEmpty), (.schedule, content.schedule.isEmpty),
      (.composition, content.income.isEmpty && content.spending.isEmpty), (.execution, content.execution == nil),
    ]
    for (list, isEmpty) in present where !isEmpty && lists.contains(list) { fit += 3 }
    return fit
  }
}

extension Call {
  /// The form of the address with the person's draft.
  /// - Throws: `.forbidden` when the person may not change it, or nobody may now.
  func desk() throws(Refusal) -> EditDesk {
    let row = try formRow(.editForm)
    let account = account.id
    let services = services
    let based = request.fields["based"].flatMap { Int($0) }
    let desk = try read { (transaction) throws(StoreError) in
      try EditDesk(row, account: account, based: based, services, in: transaction)
    }
    if case .none(why: let why) = desk.editable { throw .notTaken(why: why, whoCanHelp: "看整张表不受影响。") }
    return desk
  }

  /// Applies what a page sent to the draft, and keeps the draft.
  /// - Returns: the desk as it is now, and what became of the changes.
  func change(_ changes: DraftChanges) throws(Refusal) -> (desk: EditDesk, outcome: DraftChanges.Outcome) {
    let row = try formRow(.editForm)
    let account = account.id
    let services = services
    let based = request.fields["based"].flatMap { Int($0) }
    let moment = now
    return try write { (transaction) throws(StoreError) in
      let desk = try EditDesk(row, account: account, based: based, services, in: transaction)
      var content = desk.content
      let outcome = changes.apply(
        to: &content, base: desk.base.prepared(for: desk.plan.template),
        isBehind: (desk.draft?.number ?? 0) != changes.number, plan: desk.plan, editable: desk.editable,
        newID: { RowNames.make(moment, services.database.surroundings.random) })
      guard !outcome.isEmpty else { return (desk, outcome) }
      try Drafts.put(content, form: row.id, account: account, basedOn: desk.basedOn, in: transaction)
      return (try EditDesk(row, account: account, based: based, services, in: transaction), outcome)
    }
  }

  /// Who else has typed into the form in the last ten minutes.
  func othersAtWork(on form: String) throws(Refusal) -> [Presence] {
    let account = account.id
    return try read { (transaction) throws(StoreError) in
      try Drafts.others(form: form, than: account, seconds: 600, in: transaction)
    }
  }

  /// The form of the same project a year before, and its self-evaluation.
  func lastYear(of desk: EditDesk) throws(Refusal) -> LastYear {
    let row = desk.row
    let kinds: [FormKind] =
      row.kind.isAboutDepartment
      ? [.departmentSelfEvaluation, .departmentGoal] : [.projectSelfEvaluation, .projectGoal]
    let forms = try read { (transaction) throws(StoreError) -> [FormContent] in
      let rows = try Forms.sameProject(as: row, year: row.year - 1, kinds: kinds, in: transaction)
      var forms: [FormContent] = []
      for kind in kinds {
        guard let row = rows.first(where: { $0.kind == kind }) else { continue }
        if let content = try Revisions.content(form: row.id, number: row.revision, in: transaction) {
          forms.append(content)
        }
      }
      return forms
    }
    return LastYear(forms, for: desk.content)
  }
}

/// Identifiers of rows that were added while a form was filled in.
enum RowNames {
  /// Eight letters of time and eight of chance: rows of two people never have the same, nor have the thousand rows of one
  /// pasted block, and they stand in order of time.
  static func make(_ moment: Instant, _ random: (Int) -> [UInt8]) -> String {
    let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    let time = UInt64(clamping: moment.milliseconds)
    var out: [UInt8] = [UInt8(ascii: "r")]
    for place in (0..<8).reversed() { out.append(alphabet[Int(time >> UInt64(place * 5) & 31)]) }
    for byte in random(8) { out.append(alphabet[Int(byte & 31)]) }
    return String(decoding: out, as: UTF8.self)
  }
}
