import Lifecycle
import Model
import Review
import Store
import Work

/// Final accounts of departments for programs: the list of a year, one with its relations, and writing the tables.
enum ApiFinalAccountsRoutes {
  static let all: [ApiOperation] = [
    .list(
      "listFinalAccounts", "/accounts", .may(.readForm), "部门决算",
      [.year, ApiParameter(name: "state", words: "状态代号，几个用逗号分开"), .search, .order, .page, .size], of: ApiSchemas.stage
    ) { (call) throws(Refusal) in try ApiStageRoutes.list(call, FinalAccounts.name) },
    .get(
      "getFinalAccounts", "/accounts/{id}", .may(.readForm), "一个部门的决算：各张表、勾稽和情况说明", gives: ApiSchemas.finalAccounts,
      handle: show),
    .send(
      "putFinalAccounts", .put, "/accounts/{id}", .may(.writeStage), "写入决算表；只在编制中和退回时",
      takes: ApiSchemas.finalAccountsOrder, bytesMax: 4 << 20, gives: ApiSchemas.finalAccounts, handle: put),
  ]

  private static func show(_ call: Call) throws(Refusal) -> Response { answer(try FinalAccountsView.find(call)) }

  private static func answer(_ found: FinalAccountsView.Found) -> Response {
    let content = found.accounts.json
    return ApiAnswers.json(
      .object([
        "id": .string(found.row.id), "year": .integer(found.row.year), "department": .string(found.row.title),
        "state": .string(found.row.state), "number": .integer(found.row.number), "unit": content["unit"],
        "tables": content["tables"], "none": content["none"], "words": content["words"],
        "relations": .integer(found.check.relations),
        "failures": .array(
          found.check.outcomes.flatMap { outcome in outcome.failures.map { failure($0, outcome.rule) } }),
        "narrative": .array(
          found.sections.map { section in
            .object([
              "title": .string(section.title),
              "paragraphs": .array(section.paragraphs.filter { !$0.words.isEmpty }.map { .string($0.words) }),
            ])
          }),
      ]))
  }

  private static func failure(_ relation: AccountsRelation, _ rule: AccountsRule) -> JSON {
    func side(_ terms: [AccountsRelation.Term]) -> JSON {
      .array(
        terms.map { term in
          .object([
            "label": .string(term.label), "cell": term.cell.map { .string($0.text) },
            "value": Int(exactly: term.value).map { .integer($0) },
          ])
        })
    }
    return .object([
      "rule": .string(rule.id), "severity": .string(rule.severity.rawValue), "title": .string(rule.title),
      "subject": .string(relation.subject), "left": side(relation.left), "right": side(relation.right),
      "difference": Int(exactly: relation.difference).map { .integer($0) }, "message": .string(relation.arithmetic),
    ])
  }

  // MARK: writing

  private static func put(_ call: Call) throws(Refusal) -> Response {
    let row = try call.stageRow(call.parameters["id"])
    guard row.flow == FinalAccounts.name else { throw .notFound }
    let order = try ApiBodies.json(call)
    guard let number = order["number"]?.integer else { throw .unreadable("number 没有写。number 是读到的改动计数。") }
    let sent = DepartmentAccounts(order)
    if let mistake = sent.mistake { throw .unreadable(mistake) }
    var accounts = DepartmentAccounts(row.content)
    for table in AccountsTable.allCases where order["tables"]?[table.rawValue] != nil {
      accounts.set(table, sent.rows(table))
    }
    if order["none"] != nil { accounts.none = sent.none }
    if order["unit"] != nil { accounts.unit = sent.unit }
    if order["words"] != nil { accounts.words = sent.words }
    try StepRoutes.take(
      StepRequest(
        stage: row.id, event: FinalAccounts.Event.edit.rawValue, basedOn: number, content: accounts.json), row, call)
    return answer(try FinalAccountsView.find(call))
  }
}

extension DepartmentAccounts {
  /// Why tables that a program sent cannot be kept; nil when they can.
  fileprivate var mistake: String? {
    for (table, rows) in tables {
      guard rows.count <= Self.rowsMax else { return "\(table.rawValue) 超过 \(Self.rowsMax) 行。" }
      var keys: Set<String> = []
      let lines = Set((table.lines + table.closingLines).map(\.key))
      let lengths = table.shape == .economic ? [3, 5] : [3, 5, 7]
      for row in rows {
        let isCode = table.shape == .functional || table.shape == .economic
        let isKnown =
          lines.contains(row.key) || (table.shape == .twoSided && row.isClassOfSpending)
          || (isCode && (row.code.map { lengths.contains($0.utf8.count) } ?? (row.key == "total")))
          || (table == .basic && ["personnel", "public"].contains(row.key))
        guard isKnown else { return "\(table.rawValue) 里没有“\(row.key.prefix(40))”这一行。" }
        guard keys.insert(row.key).inserted else { return "\(table.rawValue) 里“\(row.key)”有两行。" }
        guard row.name.utf8.count <= 400, row.values.allSatisfy({ ($0?.magnitude ?? 0) < 10_000_000_000_000 }) else {
          return "\(table.rawValue) 里“\(row.key)”的名称太长，或数大得不合理。"
        }
      }
    }
    return words.allSatisfy { $0.value.utf8.count <= 4_000 && $0.key.utf8.count <= 60 } ? nil : "words 里有太长的文字。"
  }
}

extension ApiSchemas {
  static let finalAccounts = ApiSchema(
    name: "FinalAccounts", words: "一个部门的决算；金额以分计，件数就是件数",
    members: [
      .init("id", .text, "标识", true), .init("year", .integer, "年度", true), .init("department", .text, "部门", true),
      .init("state", .text, "状态代号", true), .init("number", .integer, "改动计数", true),
      .init("unit", .text, "工作簿的金额单位", true), .init("tables", .any, "各张表，每行有 key、name 和按列排的 values", true),
      .init("none", .list(.text), "本部门没有的表", true), .init("words", .any, "写下的原因", true),
      .init("relations", .integer, "勾稽关系的条数", true), .init("failures", .any, "不符的关系，两边的格子和数", true),
      .init("narrative", .any, "情况说明，一节一个标题和几段文字", true),
    ])

  static let finalAccountsOrder = ApiSchema(
    name: "FinalAccountsOrder", words: "要写入的决算表；没有写的表不动",
    members: [
      .init("number", .integer, "读到的改动计数", true), .init("tables", .any, "要换的表"), .init("none", .list(.text), "本部门没有的表"),
      .init("unit", .text, "金额单位：元、万元"), .init("words", .any, "原因"),
    ])
}
