import Lifecycle
import Model
import Store
import Work

/// Stages of the year and their steps.
enum ApiStageRoutes {
  private static let filters: [ApiParameter] = [
    .year, ApiParameter(name: "state", words: "状态代号，几个用逗号分开"), .search,
    ApiParameter(name: "sort", words: "按什么排", choices: StageFilter.Order.allCases.map(\.rawValue)), .order, .page,
    .size,
  ]

  static let all: [ApiOperation] = [
    .list(
      "listStages", "/stages", .may(.readForm), "一个流程的环节",
      [ApiParameter(name: "flow", words: "流程代号", choices: Steps.flows, isRequired: true)] + filters,
      of: ApiSchemas.stage, handle: list),
    .get(
      "getStage", "/stages/{id}", .may(.readForm), "一个环节：轮到谁、能办什么、办过什么", gives: ApiSchemas.stageDetail,
      handle: show),
    .send(
      "takeStep", .post, "/stages/{id}/steps", .may(.readForm), "办一步；办好后回这个环节",
      takes: ApiSchemas.stepOrder, bytesMax: 256 * 1_024, gives: ApiSchemas.stageDetail, handle: ApiStepTaking.take),
    .list("listRectifications", "/rectifications", .may(.readForm), "整改", filters, of: ApiSchemas.stage) {
      (call) throws(Refusal) in try list(call, RectificationItem.name)
    },
    .list("listPublications", "/publications", .may(.readForm), "公开", filters, of: ApiSchemas.stage) {
      (call) throws(Refusal) in try list(call, Disclosure.name)
    },
  ]

  private static func list(_ call: Call) throws(Refusal) -> Response {
    guard let flow = call.query["flow"], Steps.flows.contains(flow) else {
      throw .unreadable("flow 没有写，或不认识。能写的有：\(Steps.flows.joined(separator: "、"))。")
    }
    return try list(call, flow)
  }

  static func list(_ call: Call, _ flow: String) throws(Refusal) -> Response {
    let account = call.account
    var filter = StageFilter(region: account.region, year: call.year, flow: flow, scope: account.scope)
    // An agency or expert sees what he was given, wherever it stands in the tree of units.
    if !account.role.seesLists {
      filter.scope = nil
      filter.assignee = account.id
    }
    filter.states = (call.query["state"] ?? "").split(separator: ",").map(String.init)
    filter.search = String((call.query["q"] ?? "").prefix(100))
    filter.order = call.query["sort"].flatMap { StageFilter.Order(rawValue: $0) } ?? .due
    filter.isDescending = call.query["order"] == "descending"
    filter.page = call.number("page") ?? 1
    filter.pageSize = call.number("size") ?? 50
    let chosen = filter
    let found = try call.read { (t) throws(StoreError) in try Stages.list(chosen, in: t) }
    // Who looks from outside sees nothing that is still being written.
    let rows = found.items.filter { mayRead($0, account) }
    return ApiAnswers.list(
      rows.map { .object(members($0)) }, page: found.number, size: found.size, total: found.total)
  }

  static func mayRead(_ row: StageRow, _ account: Account) -> Bool {
    let state = Steps.words(row)?.formState ?? .inReview
    return row.assignees.contains(account.id)
      || Permission.decide(account.actor, .readForm, .form(owner: row.path, state: state)).isAllowed
  }

  private static func show(_ call: Call) throws(Refusal) -> Response {
    try answer(try call.stageRow(call.parameters["id"]), call)
  }

  /// A stage as it stands, with what can be done.
  static func answer(_ row: StageRow, _ call: Call) throws(Refusal) -> Response {
    let (view, content) = try call.read { (t) throws(StoreError) in
      let desk = try call.desk(row.year, in: t)
      return (
        try StageView(row, desk, in: t),
        KeyEvaluations.content(row, to: desk.account) ?? ReEvaluations.content(row, desk)
      )
    }
    let offers = view.offers.map { offer in
      JSON.object([
        "event": .string(offer.event), "name": .string(offer.name), "needs_opinion": .bool(offer.needsOpinion),
        "refusal": .text(offer.refusal.map { $0.why + $0.whoCanHelp }),
      ])
    }
    return ApiAnswers.json(
      .object(
        members(row) + [
          .init("holders", .array((view.words?.holders ?? []).map { .string($0) })), .init("content", content),
          .init("offers", .array(offers)), .init("history", .array(view.history.map { step($0, row.flow) })),
        ]))
  }

  private static func members(_ row: StageRow) -> [JSON.Member] {
    JSON.object([
      "id": .string(row.id), "year": .integer(row.year), "flow": .string(row.flow),
      "flow_name": .string(Steps.name(ofFlow: row.flow)), "state": .string(row.state),
      "state_name": .string(Steps.name(ofState: row.state, flow: row.flow)), "title": .string(row.title),
      "unit": .string(row.unit), "unit_name": .string(row.unitName), "project": .text(row.project),
      "form": .text(row.form), "part": .string(row.part), "number": .integer(row.number), "due_on": .text(row.dueOn),
      "since": .moment(row.since), "is_final": .bool(row.isFinal),
    ]).members ?? []
  }

  private static func step(_ step: StageStepRow, _ flow: String) -> JSON {
    let returns = step.returnedCells.map { cell in
      JSON.object([
        "path": .string(cell.path.text), "reason": .string(cell.reason), "words": .string(cell.words),
        "proposed": .text(cell.proposed), "basis": .text(cell.basis),
      ])
    }
    return .object([
      "number": .integer(step.number), "event": .string(step.event),
      "name": .string(Steps.name(ofEvent: step.event, flow: flow)), "from": .string(step.from), "to": .string(step.to),
      "role": .string(step.role.rawValue), "actor": .text(step.actorName), "opinion": .text(step.opinion),
      "at": .moment(step.at), "revision": step.revision.map { .integer($0) }, "returns": .array(returns),
      "digest": .string(step.digest), "ledger": .integer(step.ledgerSequence),
    ])
  }
}
