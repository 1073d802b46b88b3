import Lifecycle
import Model
import Store
import Work

/// Saving a form that a program sends, by the same rules as the pages: permission, open cells, and the revision that the
/// program had before it. A draft of the person at the screen stays as it is.
enum ApiFormSaving {
  static func tag(_ revision: Revision) -> String { "\"\(revision.digest)\"" }

  static func put(_ call: Call) throws(Refusal) -> Response {
    let row = try call.formRow(.editForm)
    let wanted = call.head.headers["if-match"]
    let sent = try ApiBodies.json(call)
    guard let wanted, wanted != "*" else { throw .revisionNeeded }
    let history = try call.read { (t) throws(StoreError) in try Revisions.history(form: row.id, in: t) }
    let basedOn = history.first { EntityTags.match(wanted, tag($0)) || EntityTags.match(wanted, "\"\($0.number)\"") }
    guard let basedOn else { throw .unreadable("If-Match 不是这张表的哪一版。请先读这张表，把得到的 ETag 带回来。") }
    guard basedOn.number == row.revision else { return conflict(basedOn.number, row.revision) }
    let account = call.account.id
    let services = call.services
    let found = try call.read { (t) throws(StoreError) -> (base: FormContent, editable: EditableCells)? in
      guard let base = try Revisions.content(form: row.id, number: basedOn.number, in: t) else { return nil }
      let editable = try services.editing.editableCells(of: row, base, for: account, in: t)
      let owners = try PartOwners.list(form: row.id, in: t)
      guard !owners.isEmpty else { return (base, editable) }
      return (base, editable.without(EditDesk.plan(base, row, services).plan.held(owners, besides: account)))
    }
    guard let found else { throw .notFound }
    let content = try content(sent, on: found.base)
    try check(content, on: found.base, found.editable)
    return try save(content, row, basedOn.number, call)
  }

  private static func save(
    _ content: FormContent, _ row: Store.FormListRow, _ basedOn: Int, _ call: Call
  ) throws(Refusal) -> Response {
    let review = call.services.processor.review(content, try call.localRules(row.year))
    let draft = FormDraft(
      region: row.region, year: row.year, unit: row.unit, content: content, findings: review.findings,
      score: review.score, scoring: review.scoring, note: "由接口存入")
    let account = call.account.id
    let saved: (number: Int, revision: Revision?)
    do throws(StoreError) {
      saved = try call.services.database.write { (t) throws(StoreError) in
        let saved = try Forms.save(draft, form: row.id, basedOn: basedOn, by: account, in: t)
        return (saved.number, try Revisions.find(form: row.id, number: saved.number, in: t))
      }
    } catch {
      if case .conflict(_, let current) = error { return conflict(basedOn, current) }
      throw Refusal(error)
    }
    call.services.pages.forget(form: row.id)
    var response = ApiAnswers.json(
      .object([
        "id": .string(row.id), "revision": .integer(saved.number), "changed": .bool(saved.number != basedOn),
      ]))
    if let revision = saved.revision { response.set("ETag", tag(revision)) }
    return response
  }

  private static func conflict(_ basedOn: Int, _ current: Int) -> Response {
    ApiAnswers.error(
      .conflict, "conflict", StoreError.conflict(form: "", current: current).description,
      [.init("based_on", .integer(basedOn)), .init("current", .integer(current))])
  }

  /// What was sent, as a content that follows `base`: rows keep their identifiers, and what the interface never gives
  /// away stays.
  static func content(_ sent: JSON, on base: FormContent) throws(Refusal) -> FormContent {
    var content = try ApiBodies.form(sent)
    guard content.kind == base.kind else {
      throw .unreadable("kind 写的是\(content.kind.officialName)，这张表是\(base.kind.officialName)。表种不能改。")
    }
    content = content.aligned(to: base)
    if sent["unit"] == nil { content.moneyUnit = base.moneyUnit }
    if sent["region"] == nil { content.region = base.region }
    if sent["template"] == nil { content.template = base.template }
    if sent["blank_labels"] == nil { content.blankLabels = base.blankLabels }
    if sent["contacts"] == nil { content.contacts = base.contacts }
    if sent["unread"] == nil { content.unread = unread(of: base, in: content) }
    return content
  }

  /// Figures that could not be read stay written where the cell is still there and no figure was put in.
  private static func unread(of base: FormContent, in content: FormContent) -> [UnreadFigure] {
    let filled = Set(content.cells.map(\.path.text))
    return base.unread.filter { figure in
      guard !filled.contains(figure.path.text) else { return false }
      guard let row = figure.path.row else { return true }
      return filled.contains { $0.hasPrefix(row.text + ".") }
    }
  }

  private static func check(
    _ content: FormContent, on base: FormContent, _ editable: EditableCells
  ) throws(Refusal) {
    switch editable {
    case .all: return
    case .none(let why): throw .notTaken(why: why, whoCanHelp: "没有存；看整张表不受影响。")
    case .only, .divided:
      guard let closed = FormDifference(from: base, to: content).changed.first(where: { !editable.allows($0.path) })
      else { return }
      let place = [closed.section, closed.row, closed.field].filter { !$0.isEmpty }.joined(separator: " · ")
      throw .notTaken(why: "“\(place)”现在不能改：\(editable.why(at: closed.path) ?? "")。", whoCanHelp: "没有存；请只改能改的格。")
    }
  }
}
