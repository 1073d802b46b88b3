import Lifecycle
import Model
import Store
import Work

/// What a page with script sends while somebody types: the cells that changed. The answer says what they show now, what
/// was found, and what the columns add up to.
enum DraftRoutes {
  static let all: [AppRoute] = [
    .post("/forms/{id}/draft", .may(.editForm), body: EditRoutes.body, take),
    .post("/forms/{id}/draft/discard", .may(.editForm), discard),
  ]

  private static func take(_ call: Call) throws(Refusal) -> Response {
    let fields = call.request.fields
    let surroundings = call.services.database.surroundings
    let moment = call.now
    let changes = DraftChanges(fields) { RowNames.make(moment, surroundings.random) }
    let (desk, outcome) = try call.change(changes)
    if case .none(let why) = desk.editable { throw .notTaken(why: why, whoCanHelp: "你填的没有存；看整张表不受影响。") }
    guard let part = desk.plan.part(fields["part"] ?? "") ?? desk.plan.parts.first else { throw .notFound }
    let page = try EditRoutes.model(call, desk, part, isWhole: false)
    return Response(.ok, .json, answer(page, desk, outcome, moment).text())
  }

  private static func answer(
    _ page: EditPage, _ desk: EditDesk, _ outcome: DraftChanges.Outcome, _ moment: Instant
  ) -> JSON {
    let values = desk.content.typedCells
    let progress = desk.plan.parts.map { PartProgress($0, desk.content, values) }
    func text(_ html: HTML) -> JSON { .string(String(decoding: html.render().bytes, as: UTF8.self)) }
    func pair(_ path: FormPath, _ words: String) -> JSON { .array([.string(path.text), .string(words)]) }
    let clock = moment.civil()
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let sums = page.part.grids.map { grid in
      JSON.Member(
        grid.list.anchor,
        text(
          GridPart(
            grid: grid, model: page, values: values,
            mayAdd: !grid.isFixed && page.editable.allowsRows(of: grid.list)
          ).foot()))
    }
    return .object([
      "draft": .integer(page.draftNumber), "based": .integer(page.basedOn),
      "saved": .string("已自动保存 \(two(clock.hour)):\(two(clock.minute)):\(two(clock.second))"),
      "others": .string(presenceWords(page.others)), "rows": .bool(outcome.rowsChanged),
      "values": .array(outcome.written.map { pair($0.key, $0.value) }),
      "refused": .array(outcome.refused.map { pair($0.path, "\(desk.plan.name(of: $0.path, values))：\($0.why)") }),
      "overtaken": .array(
        outcome.overtaken.map {
          pair(
            $0.path, "\(desk.plan.name(of: $0.path, values))：另一个窗口填的是“\($0.other.isEmpty ? "空" : $0.other)”，现在按这里填的。")
        }),
      "notice": outcome.pasted.map { .string($0.words) }, "findings": text(editFindings(page)),
      "parts": text(editParts(page, progress)), "sums": .object(sums),
      "marks": .array(
        page.marks.marks.map { path, marks in
          .array([.string(path.text), .string(marks.gridClass ?? ""), text(marks.html), .string(path.anchor)])
        }),
    ])
  }

  /// Gives up what was typed since the last revision.
  private static func discard(_ call: Call) throws(Refusal) -> Response {
    let row = try call.formRow(.editForm)
    let account = call.account.id
    try call.write { (transaction) throws(StoreError) in
      try Drafts.remove(form: row.id, account: account, in: transaction)
    }
    return .seeOther("/forms/\(row.id)/edit/1")
  }
}
