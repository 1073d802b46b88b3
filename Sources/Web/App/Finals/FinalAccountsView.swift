import Documents
import Lifecycle
import Model
import Reports
import Review
import Schemes
import Store
import Work

/// One department's final accounts: narrative, tables, relations, history, and what can be taken away.
enum FinalAccountsView {
  static let routes: [AppRoute] = [
    .get("/accounts/{id}", .may(.readForm), narrative), .get("/accounts/{id}/tables/{n}", .may(.readForm), table),
    .get("/accounts/{id}/checks", .may(.readForm), checks), .get("/accounts/{id}/history", .may(.readForm), history),
    .get("/accounts/{id}/print", .may(.readForm), print),
    .get("/accounts/{id}/tables.xlsx", .may(.readForm), lane: .slow, workbook),
    .get("/accounts/{id}/accounts.docx", .may(.readForm), lane: .slow, word),
    .post("/accounts/{id}/words", .may(.writeStage), body: .fields(bytesMax: 1 << 20), saveWords),
  ]

  /// Everything that the pages of one department's accounts are made from.
  struct Found: Sendable {
    let row: StageRow
    let view: StageView
    let accounts: DepartmentAccounts
    let context: AccountsContext
    let policy: AccountsPolicy
    let check: AccountsCheck
    let sections: [BoundSection]

    var isOpen: Bool { view.offers.contains { $0.event == "edit" && $0.refusal == nil } }
    var findings: [Finding] { check.findings }
  }

  static func find(_ call: Call) throws(Refusal) -> Found {
    let row = try call.stageRow(call.parameters["id"])
    guard row.flow == FinalAccounts.name else { throw .notFound }
    let found = try call.read { (t) throws(StoreError) -> Found? in
      let desk = try call.desk(row.year, in: t)
      guard let policy = DepartmentFinals.policy(desk) else { return nil }
      let accounts = DepartmentAccounts(row.content)
      let context = try DepartmentFinals.context(row, in: t)
      // What was handed in stays as it was; until then it follows the tables.
      let sections =
        accounts.narrative.isEmpty ? AccountsNarrative.make(accounts, context, policy) : accounts.narrative
      return Found(
        row: row, view: try StageView(row, desk, in: t), accounts: accounts, context: context, policy: policy,
        check: AccountsCheck(accounts, context, AccountsTerms(policy)), sections: sections)
    }
    guard let found else {
      throw .notTaken(why: "\(row.year) 年度没有选部门决算的口径。", whoCanHelp: "请财政局绩效科在“年度设置”里选定。")
    }
    return found
  }

  static func frame(_ call: Call, _ found: Found) -> FinalAccountsFrame {
    let done: String? =
      switch call.query["done"] {
      case "words": "已保存，正文里已经换上。"
      case "table": "这张表已保存，情况说明和勾稽已重算。"
      case "import": "决算表已存入，情况说明和勾稽已重算。"
      default: nil
      }
    return FinalAccountsFrame(
      shell: call.shell(.accounts, year: found.row.year), id: found.row.id, year: found.row.year,
      department: found.row.title, status: found.view.words.map { FormStatus($0) } ?? .inReview(found.row.state),
      lead: found.view.lead(call), failures: found.accounts.isEmpty ? 0 : found.check.failures,
      openWords: found.accounts.isEmpty ? 0 : AccountsNarrative.open(found.sections).count, isOpen: found.isOpen,
      isEmpty: found.accounts.isEmpty, done: done)
  }

  // MARK: narrative

  private static func narrative(_ call: Call) throws(Refusal) -> Response {
    let found = try find(call)
    let hasSteps = found.view.offers.contains { $0.event != "edit" }
    let frame = frame(call, found)
    return call.page(
      finalAccountsNarrativePage(
        FinalAccountsNarrativePage(
          frame: frame, sections: found.accounts.isEmpty ? [] : found.sections, words: found.accounts.words,
          number: found.row.number, lines: lines(found),
          failures: found.accounts.isEmpty ? [] : failures(found.check, found.row.id),
          relations: found.check.relations, bar: hasSteps ? bar(found, call) : nil, route: found.view.route(call),
          returned: found.view.returned.map { FormStage.lead($0, found.row.flow, call) })))
  }

  /// What would be refused is said before the button is pressed.
  private static func bar(_ found: Found, _ call: Call) -> StageBar {
    var bar = found.view.bar(call)
    guard let index = bar.buttons.firstIndex(where: { $0.event == "submit" && $0.refusal == nil }) else { return bar }
    let errors = found.findings.filter { $0.severity == .error }.count
    let open = AccountsNarrative.open(found.sections).count
    if found.accounts.isEmpty {
      bar.buttons[index].refusal = "决算表还是空的，请先导入。"
    } else if errors > 0 {
      bar.buttons[index].refusal = "有 \(errors) 处勾稽不符，请先改好。"
    } else if open > 0 {
      bar.buttons[index].refusal = "情况说明还缺 \(open) 处原因，请先补上。"
    }
    return bar
  }

  static func failures(_ check: AccountsCheck, _ id: String) -> [FinalAccountsNarrativePage.Failure] {
    let all = check.outcomes.flatMap { outcome in
      outcome.failures.map { relation in
        FinalAccountsNarrativePage.Failure(
          severity: outcome.rule.severity, title: outcome.rule.title, words: relation.arithmetic,
          place: relation.subject,
          href: relation.cell.map { "/accounts/\(id)/tables/\($0.table.number)#\($0.anchor)" })
      }
    }
    return all.filter { $0.severity == .error } + all.filter { $0.severity != .error }
  }

  private static func lines(_ found: Found) -> [FinalAccountsNarrativePage.Line] {
    let rows: [(String, AccountsCell, String?, Bool)] = [
      ("一般公共预算财政拨款收入", AccountsCell(.fiscal, "in-general", "amount"), "previous-general-income", false),
      ("政府性基金预算财政拨款收入", AccountsCell(.fiscal, "in-fund", "amount"), "previous-fund-income", false),
      ("国有资本经营预算财政拨款收入", AccountsCell(.fiscal, "in-capital", "amount"), "previous-capital-income", false),
      ("本年收入合计", AccountsCell(.summary, "in-total", "amount"), "previous-income", true),
      ("基本支出", AccountsCell(.spending, "total", "basic"), nil, false),
      ("项目支出", AccountsCell(.spending, "total", "project"), nil, false),
      ("本年支出合计", AccountsCell(.summary, "out-total", "amount"), "previous-spending", true),
      ("收、支总计", AccountsCell(.summary, "in-sum", "amount"), "previous-total", true),
    ]
    return rows.map { name, cell, previous, isTotal in
      let former =
        previous.flatMap { found.context.previous($0, found.accounts) }
        ?? found.context.previous?[cell].map { Money(fen: $0) }
      return FinalAccountsNarrativePage.Line(
        name: name, href: "/accounts/\(found.row.id)/tables/\(cell.table.number)#\(cell.anchor)",
        now: found.accounts[cell].map { Money(fen: $0).printed }, before: former?.printed, isTotal: isTotal)
    }
  }

  private static func saveWords(_ call: Call) throws(Refusal) -> Response {
    let found = try find(call)
    let fields = call.request.fields
    var accounts = found.accounts
    for field in fields.all where field.name.hasPrefix("word.") {
      let key = String(field.name.dropFirst(5).prefix(60))
      accounts.words[key] = TypedText.words(String(field.value.prefix(AccountsText.lengthMax(key))))
    }
    accounts.words = accounts.words.filter { !$0.value.isEmpty }
    try save(accounts, found.row, call)
    return .seeOther("/accounts/\(found.row.id)?done=words#narrative")
  }

  /// Takes the step of saving, with the number of the page that the person had before him.
  static func save(_ accounts: DepartmentAccounts, _ row: StageRow, _ call: Call) throws(Refusal) {
    guard let number = call.request.fields["number"].flatMap({ Int($0) }) else { throw .malformed("number") }
    try StepRoutes.take(
      StepRequest(stage: row.id, event: FinalAccounts.Event.edit.rawValue, basedOn: number, content: accounts.json),
      row, call)
  }

  // MARK: tables, relations, history

  static func tableNumber(_ call: Call) throws(Refusal) -> AccountsTable {
    guard let table = Int(call.parameters["n"]).flatMap({ AccountsTable(number: $0) }) else { throw .notFound }
    return table
  }

  private static func table(_ call: Call) throws(Refusal) -> Response {
    let table = try tableNumber(call)
    let found = try find(call)
    return call.page(
      finalAccountsTablePage(
        FinalAccountsTablePage(
          frame: frame(call, found), table: table, accounts: found.accounts,
          grid: AccountsDocument.grid(found.accounts, table, personnel: found.policy.personnel),
          marked: found.accounts.isEmpty ? [:] : marked(found.check))))
  }

  /// The cells of what does not agree; the whole side where it is short.
  private static func marked(_ check: AccountsCheck) -> [AccountsCell: Finding.Severity] {
    var marked: [AccountsCell: Finding.Severity] = [:]
    for outcome in check.outcomes {
      for failure in outcome.failures {
        let left = failure.left.count <= 3 ? failure.left : []
        let right = failure.right.count <= 3 ? failure.right : []
        for cell in (left + right).compactMap(\.cell) {
          marked[cell] = min(marked[cell] ?? outcome.rule.severity, outcome.rule.severity)
        }
      }
    }
    return marked
  }

  private static func checks(_ call: Call) throws(Refusal) -> Response {
    let found = try find(call)
    let words =
      found.accounts.unit == .yuan
      ? "以元填报，不许有尾差"
      : "以万元填报，每加一个数许差 \(found.policy.tolerancePerAddend) 万元，最多 \(found.policy.toleranceMax) 万元"
    let only = call.query["show"].map { $0 != "all" } ?? (found.check.failures > 0)
    return call.page(
      finalAccountsChecksPage(
        FinalAccountsChecksPage(
          frame: frame(call, found), outcomes: found.accounts.isEmpty ? [] : found.check.outcomes, tolerance: words,
          onlyFailures: only)))
  }

  private static func history(_ call: Call) throws(Refusal) -> Response {
    let found = try find(call)
    let row = found.row
    let published = try call.read { (t) throws(StoreError) in try Publications.of(form: row.id, in: t) }
    let entries = found.view.history.reversed().map { step in
      let total = step.payload["content"].flatMap { DepartmentAccounts($0)[.summary, "in-sum", "amount"] }
      return FinalAccountsHistoryPage.Entry(
        time: Moments.short(step.at, now: call.now), event: Steps.name(ofEvent: step.event, flow: row.flow),
        who: "\(step.actorName ?? "") \(step.role.officialName)", opinion: step.opinion ?? "",
        total: total.map { Words.figure(Money(fen: $0).figure(in: .wanYuan), places: 2) } ?? "", digest: step.digest,
        ledger: step.ledgerSequence)
    }
    return call.page(
      finalAccountsHistoryPage(
        FinalAccountsHistoryPage(
          frame: frame(call, found), route: found.view.route(call), entries: Array(entries.prefix(200)),
          receipts: published.map {
            [Link("\(Moments.date($0.publishedAt)) 公开，回执 \($0.receipt)", "/open/\($0.receipt)")]
          } ?? []
        )))
  }

  // MARK: taking away

  private static func print(_ call: Call) throws(Refusal) -> Response {
    let found = try find(call)
    let isDraft = found.view.words.map { $0.formState != .approved && $0.formState != .published } ?? true
    return call.page(
      finalAccountsPrintPage(
        FinalAccountsPrintPage(
          frame: frame(call, found), accounts: found.accounts,
          grids: AccountsTable.allCases.filter(\.isPublished).map {
            ($0, AccountsDocument.grid(found.accounts, $0, personnel: found.policy.personnel))
          }, sections: found.sections, isDraft: isDraft)))
  }

  private static func workbook(_ call: Call) throws(Refusal) -> Response {
    let found = try find(call)
    let document = AccountsDocument.tables(
      found.accounts, AccountsTable.allCases, department: found.row.title, year: found.row.year,
      personnel: found.policy.personnel)
    return try FinalAccountsRoutes.workbook("\(found.row.year)年\(found.row.title)部门决算表.xlsx") {
      () throws(WorkbookError) in try WorkbookWriter.xlsx(document)
    }
  }

  private static func word(_ call: Call) throws(Refusal) -> Response {
    let found = try find(call)
    let context = found.context
    let annexes = try call.read { (t) throws(StoreError) in try DepartmentFinals.annexes(context, in: t) }
    let document = AccountsDocument.publication(
      found.accounts, found.sections, department: found.row.title, year: found.row.year,
      personnel: found.policy.personnel, annexes: annexes.map { ($0.title, $0.form.content) })
    let bytes: [UInt8]
    do throws(DocxWriter.Failure) { bytes = try DocxWriter.docx(document) } catch {
      throw .broken(reason: "docx: \(error)")
    }
    var response = Response(.ok, .word, Payload(bytes))
    response.setDownload(fileName: "\(found.row.year)年\(found.row.title)部门决算.docx")
    return response
  }
}
