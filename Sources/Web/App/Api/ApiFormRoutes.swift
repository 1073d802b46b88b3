import Lifecycle
import Model
import Store

/// Forms: lists, contents, findings, scores, saving, and a look at a form that is not stored.
enum ApiFormRoutes {
  static let all: [ApiOperation] = [
    .list(
      "listForms", "/forms", .may(.readForm), "一个年度的表",
      [
        .year, .search, ApiParameter(name: "kind", words: "表种", choices: FormKind.allCases.map(\.rawValue)),
        ApiParameter(name: "stage", words: "只要目标表或自评表", choices: ["goals", "self-evaluations"]),
        ApiParameter(name: "round", words: "目标申报走到哪一轮", choices: FormListing.rounds.map(\.0)),
        ApiParameter(name: "department", words: "主管部门，和表上写的一样"),
        ApiParameter(name: "findings", words: "有错误的，或没有错误的", choices: ["errors", "clean"]),
        ApiParameter(name: "sort", words: "按什么排", choices: FormColumn.allCases.map(\.rawValue)), .order, .page, .size,
      ], of: ApiSchemas.formRow, handle: list),
    .get(
      "getForm", "/forms/{id}", .may(.readForm), "一张表的内容；ETag 是这一版的摘要",
      [
        ApiParameter(name: "contacts", words: "写 shown 就带联系人，要有查看联系人的权限，并记入总台账", choices: ["shown"]),
        ApiParameter(name: "If-None-Match", words: "已经有的 ETag；没有变就只回 304", isHeader: true),
      ], gives: ApiSchemas.form, handle: show),
    .send(
      "putForm", .put, "/forms/{id}", .may(.editForm), "存一张表；没有写的联系人照旧",
      [ApiParameter(name: "If-Match", words: "改的是哪一版：读到的 ETag，或加引号的版本号", isHeader: true, isRequired: true)],
      takes: ApiSchemas.form, bytesMax: bytesMax, gives: ApiSchemas.saved, handle: ApiFormSaving.put),
    .get(
      "getFindings", "/forms/{id}/findings", .may(.readForm), "一张表查出的各处", gives: ApiSchemas.findings,
      handle: findings),
    .get("getScore", "/forms/{id}/score", .may(.readForm), "一张表的得分和来历", gives: ApiSchemas.score, handle: score),
    .send(
      "checkForm", .post, "/check", .may(.readForm), "查一张表，什么也不存", takes: ApiSchemas.form, bytesMax: bytesMax,
      gives: ApiSchemas.check, handle: check),
  ]

  /// A form of 1,000 rows takes a quarter of it.
  static let bytesMax = Drafts.bytesMax

  private static func list(_ call: Call) throws(Refusal) -> Response {
    guard let filter = try FormListing.filter(call) else { return ApiAnswers.list([]) }
    let found = try call.read { (t) throws(StoreError) in try Forms.list(filter, in: t) }
    return ApiAnswers.list(found.page, row)
  }

  private static func row(_ row: Store.FormListRow) -> JSON {
    .object([
      "id": .string(row.id), "year": .integer(row.year), "kind": .string(row.kind.rawValue),
      "kind_name": .string(row.kind.officialName), "name": .string(row.displayName), "code": .string(row.code),
      "department": .string(row.department), "unit": .string(row.unit), "unit_name": .text(row.unitName),
      "state": .string(row.state.rawValue), "state_name": .string(row.state.officialName),
      "revision": .integer(row.revision), "current_fen": .fen(row.current), "actual_fen": .fen(row.actual),
      "score": .figure(row.score), "printed_score": .figure(row.printedScore), "indicators": .integer(row.indicators),
      "errors": .integer(row.errors), "warnings": .integer(row.warnings), "hints": .integer(row.hints),
      "updated_at": .moment(row.updatedAt),
    ])
  }

  private static func load(_ call: Call) throws(Refusal) -> StoredForm {
    let row = try call.formRow(.readForm)
    let found = try call.read { (t) throws(StoreError) in try Forms.load(id: row.id, in: t) }
    guard let found else { throw .notFound }
    return found
  }

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let form = try load(call)
    let tag = ApiFormSaving.tag(form.revision)
    let showsContacts = call.query["contacts"] == "shown"
    if showsContacts { try noteContacts(call, form.row) }
    let isKnown = !showsContacts && (call.head.headers["if-none-match"].map { EntityTags.match($0, tag) } ?? false)
    let json = form.content.json(showsContacts ? .contractWithContacts : .contract)
    var response = isKnown ? Response(.notModified) : ApiAnswers.json(json)
    response.set("ETag", tag)
    return response
  }

  /// Names and numbers of persons, with an entry in the ledger of who saw them.
  private static func noteContacts(_ call: Call, _ row: Store.FormListRow) throws(Refusal) {
    try call.demand(.seeContacts, row.subject)
    let account = call.account.id
    try call.write { (t) throws(StoreError) in
      try Ledger.append(
        .init(region: row.region, actor: account, action: .contactsSeen, subject: "form/\(row.id)/\(row.revision)"),
        in: t)
    }
  }

  private static func findings(_ call: Call) throws(Refusal) -> Response {
    let form = try load(call)
    return ApiAnswers.json(
      .object([
        "id": .string(form.row.id), "revision": .integer(form.row.revision),
        "findings": .array(form.findings.map(\.json)),
      ]))
  }

  private static func score(_ call: Call) throws(Refusal) -> Response {
    let form = try load(call)
    let scoring: JSON?
    do throws(StoreError) { scoring = try form.scoring() } catch { throw Refusal(error) }
    return ApiAnswers.json(
      .object([
        "id": .string(form.row.id), "revision": .integer(form.row.revision), "score": .figure(form.row.score),
        "printed_score": .figure(form.row.printedScore), "scoring": scoring,
      ]))
  }

  private static func check(_ call: Call) throws(Refusal) -> Response {
    let form = try ApiBodies.form(call)
    let review = call.services.processor.review(form, try call.localRules(form.year ?? call.year))
    return ApiAnswers.json(
      .object([
        "findings": .array(review.findings.map(\.json)), "score": .figure(review.score), "scoring": review.scoring,
      ]))
  }
}

/// Reading what programs send.
enum ApiBodies {
  /// - Throws: `.unreadable` with the line of the first mistake.
  static func json(_ call: Call) throws(Refusal) -> JSON {
    guard case .json(let bytes) = call.request.body, !bytes.isEmpty else {
      throw .unreadable("请求里没有内容。请送一段 JSON，并写上 Content-Type: application/json。")
    }
    do throws(JSONParser.Mistake) { return try JSONParser.parse(bytes) } catch { throw unreadable(error) }
  }

  static func form(_ call: Call) throws(Refusal) -> FormContent { try form(try json(call)) }

  static func form(_ json: JSON) throws(Refusal) -> FormContent {
    do throws(JSONParser.Mistake) { return try FormContent(json: json) } catch { throw unreadable(error) }
  }

  private static func unreadable(_ mistake: JSONParser.Mistake) -> Refusal {
    .unreadable("第 \(max(mistake.line, 1)) 行：\(mistake.reason)。请改好再送。")
  }
}
