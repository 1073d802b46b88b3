import Documents
import Lifecycle
import Model
import Reports
import Schemes
import Store
import Work

/// The final accounts of the departments: the list of a year, beginning one, and an empty workbook to fill in.
enum FinalAccountsRoutes {
  static let all: [AppRoute] =
    [
      .get("/accounts", .may(.readForm), list), .post("/accounts", .may(.writeStage), begin),
      .get("/accounts/template.xlsx", .may(.readForm), lane: .slow, template),
    ] + FinalAccountsView.routes + FinalAccountsEditing.routes + FinalAccountsImportRoutes.routes

  private enum Show: String, CaseIterable {
    case all, open, review, approved, published, lacking

    var title: String {
      switch self {
      case .all: "全部"
      case .open: "编制中"
      case .review: "审核中"
      case .approved: "已批复"
      case .published: "已公开"
      case .lacking: "没开始的"
      }
    }

    /// Empty for no condition.
    var states: [String] {
      switch self {
      case .all, .lacking: []
      case .open: [FinalAccounts.State.preparing, .returned].map(\.name)
      case .review: [FinalAccounts.State.signing, .lineOfficeReview, .treasuryReview].map(\.name)
      case .approved: [FinalAccounts.State.approved.name]
      case .published: [FinalAccounts.State.published, .archived].map(\.name)
      }
    }
  }

  private struct Found {
    var rows: [StageRow] = []
    var total = 0
    var number = 1
    var counts: [String: Int] = [:]
    var lacking: [Unit] = []
    var departments = 0
    var due: String?
  }

  private static func list(_ call: Call) throws(Refusal) -> Response {
    let asked = call.query["show"].flatMap { Show(rawValue: $0) } ?? .all
    let show = asked == .lacking && !mayList(call.account) ? .all : asked
    let found = try find(call, show)
    return call.page(finalAccountsListPage(page(call, show, found)))
  }

  private static func mayList(_ account: Account) -> Bool { account.role.seesLists }

  private static func find(_ call: Call, _ show: Show) throws(Refusal) -> Found {
    let account = call.account
    let year = call.year
    var filter = StageFilter(region: account.region, year: year, flow: FinalAccounts.name, scope: account.scope)
    filter.states = show.states
    filter.search = String((call.query["q"] ?? "").prefix(100))
    filter.order = call.query["sort"].flatMap { StageFilter.Order(rawValue: $0) } ?? .due
    filter.isDescending = call.query["order"] == "descending"
    filter.page = call.number("page") ?? 1
    filter.pageSize = FormListing.pageSizeUsual
    let chosen = filter
    return try call.read { (t) throws(StoreError) -> Found in
      var found = Found()
      let desk = try call.deskIfReady(year, in: t)
      found.due = desk?.settings.day("final-accounts")
      found.departments = try DepartmentFinals.departments(account, in: t).count
      for count in try StageCounts.of(region: account.region, year: year, account.scope, in: t)
      where count.flow == FinalAccounts.name { found.counts[count.state] = count.stages }
      if let desk { found.lacking = try DepartmentFinals.lacking(desk, in: t) }
      if show != .lacking {
        let page = try Stages.list(chosen, in: t)
        // Who looks from outside sees nothing that is still being written.
        found.rows = page.items.filter { ApiStageRoutes.mayRead($0, account) }
        (found.total, found.number) = (page.total, page.number)
      }
      return found
    }
  }

  private static func page(_ call: Call, _ show: Show, _ found: Found) -> FinalAccountsListPage {
    func count(_ show: Show) -> Int {
      switch show {
      case .all: found.counts.values.reduce(0, +)
      case .lacking: found.lacking.count
      case .open, .review, .approved, .published: show.states.reduce(0) { $0 + (found.counts[$1] ?? 0) }
      }
    }
    let order: Column.Order = call.query["order"] == "descending" ? .descending : .ascending
    let sort = call.query["sort"].flatMap { StageFilter.Order(rawValue: $0) } ?? .due
    func sorted(_ title: String, _ by: StageFilter.Order) -> Column {
      let next: Column.Order = sort == by && order == .ascending ? .descending : .ascending
      return Column(
        title, sortHref: call.href("/accounts", [("sort", by.rawValue), ("order", next.rawValue), ("page", nil)]),
        order: sort == by ? order : nil)
    }
    var model = FinalAccountsListPage(
      shell: call.shell(.accounts), year: call.year, facts: [],
      tabs: Show.allCases.map { tab in
        Tab(
          tab.title, "/accounts?show=\(tab.rawValue)", count: count(tab), isCurrent: tab == show)
      }, show: show.rawValue, search: String((call.query["q"] ?? "").prefix(100)),
      columns: [
        sorted("部门", .title), Column("收、支总计", unit: "万元", isFigure: true), Column("本年支出", unit: "万元", isFigure: true),
        Column("现在"), Column("在谁手里"), sorted("期限", .due),
      ], rows: found.rows.map { row($0, call) },
      lacking: found.lacking.map { unit in
        FinalAccountsListPage.Lacking(
          unit: unit.id, department: unit.name,
          mayBegin: Permission.decide(call.account.actor, .writeStage, .stage(owner: unit.path)).isAllowed)
      },
      pager: Pager(
        counter: "家", total: found.total, page: found.number, size: FormListing.pageSizeUsual, sizes: [],
        href: { page, _ in call.href("/accounts", [("page", String(page))]) }))
    if found.departments > 1 {
      model.facts = [
        Fact("部门", Words.count(found.departments), "家", "没开始 \(Words.count(found.lacking.count)) 家"),
        Fact("编制和审核中", Words.count(count(.open) + count(.review)), "家", "审核中 \(Words.count(count(.review))) 家"),
        Fact(
          "已批复", Words.count(count(.approved) + count(.published)), "家",
          found.due.map { "最迟 \(Moments.words($0, now: call.now))" } ?? "没有定批复日"),
        Fact("已公开", Words.count(count(.published)), "家", "批复的 \(Words.count(count(.approved) + count(.published))) 家里"),
      ]
    }
    return model
  }

  private static func row(_ stage: StageRow, _ call: Call) -> FinalAccountsListPage.Row {
    let accounts = DepartmentAccounts(stage.content)
    func money(_ line: String) -> ExactDecimal? {
      accounts[.summary, line, "amount"].map { Money(fen: $0).figure(in: .wanYuan) }
    }
    let listed = ProjectPage.Stage(stage, call)
    return FinalAccountsListPage.Row(
      department: stage.title, href: "/accounts/\(stage.id)", total: money("in-sum"), spending: money("out-total"),
      status: listed.status, holders: listed.holders, due: listed.due, isLate: stage.isOverdue(on: call.today))
  }

  private static func begin(_ call: Call) throws(Refusal) -> Response {
    guard let department = call.request.fields["department"], !department.isEmpty else {
      throw .malformed("department")
    }
    let stage = try call.write { (t) throws(StoreError) in
      try DepartmentFinals.begin(department: department, call.desk(call.year, in: t), in: t)
    }
    return .seeOther("/accounts/\(stage)")
  }

  // MARK: the empty workbook

  private static func template(_ call: Call) throws(Refusal) -> Response {
    let year = call.year
    let policy = try call.read { (t) throws(StoreError) in
      try call.deskIfReady(year, in: t).flatMap { DepartmentFinals.policy($0) }
    }
    let codes = RuleSet.load(ResourceFiles.bytes(in: "rules")).rules.parameters(place: nil, year: year).economicClasses
    let document = AccountsDocument.tables(
      DepartmentAccounts(), AccountsTable.allCases, department: "", year: year, blankRows: 12,
      classes: policy?.functional.map { ($0.code, $0.name) } ?? [],
      economic: codes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, personnel: policy?.personnel ?? [])
    return try workbook("部门决算模板.xlsx") { () throws(WorkbookError) in try WorkbookWriter.xlsx(document) }
  }

  static func workbook(_ name: String, _ make: () throws(WorkbookError) -> [UInt8]) throws(Refusal) -> Response {
    let bytes: [UInt8]
    do throws(WorkbookError) { bytes = try make() } catch { throw .broken(reason: "xlsx: \(error)") }
    var response = Response(.ok, .excel, Payload(bytes))
    response.setDownload(fileName: name)
    return response
  }
}
