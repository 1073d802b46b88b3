import Lifecycle
import Model
import Store

/// The work bench.
enum BenchRoutes {
  static let all: [AppRoute] = [.get("/", .signedIn, show)]

  private static func show(_ call: Call) throws(Refusal) -> Response {
    var page = BenchPage(shell: call.shell(.bench), facts: [Moments.day(call.now), call.account.role.officialName])
    if let filter = try FormListing.filter(call) {
      try addForms(to: &page, filter, call)
    }
    if Access.may(.upload).admits(call.account.role) {
      try addImports(to: &page, call)
      page.mainAction = Link("导入文件", "/imports")
    }
    if Access.may(.readLedger).admits(call.account.role) { page.actions.append(Link("总台账", "/ledger")) }
    return call.page(benchPage(page))
  }

  /// The forms that need a person most, and the sums over all.
  private static func addForms(to page: inout BenchPage, _ filter: FormFilter, _ call: Call) throws(Refusal) {
    var filter = filter
    filter.order = .errors
    filter.pageSize = 8
    let found = try call.read { (transaction) throws(StoreError) -> (Store.FormPage, [StoredForm]) in
      let list = try Forms.list(filter, in: transaction)
      var worst: [StoredForm] = []
      for row in list.page.items where row.errors + row.warnings > 0 {
        if let form = try Forms.load(id: row.id, in: transaction) { worst.append(form) }
      }
      return (list, worst)
    }
    let (list, worst) = found
    page.attention = worst.map { AttentionRow($0, now: call.now) }
    page.cleanCount = try call.read { (transaction) throws(StoreError) in
      var clean = filter
      clean.hasErrors = false
      clean.pageSize = 1
      return try Forms.list(clean, in: transaction).page.total
    }
    guard list.page.total > 0 else { return }
    page.figures = [
      Fact("表", Words.count(list.page.total), "张", "\(filter.year) 年度"),
      Fact("有错误的", Words.count(list.withErrors), "张", "没有错误的 \(Words.count(page.cleanCount)) 张"),
      Fact("当年预算合计", Words.figure(list.current.figure(in: .wanYuan), places: 2), "万元", "\(filter.year) 年度各表之和"),
    ]
    page.actions.append(Link("全部表单", "/forms"))
  }

  private static func addImports(to page: inout BenchPage, _ call: Call) throws(Refusal) {
    let account = call.account
    let batches = try call.read { (transaction) throws(StoreError) in
      try Batches.recent(region: account.region, within: account.scope, limit: 5, in: transaction)
    }
    page.imports = batches.map { BatchSummary($0, now: call.now) }
  }
}

extension AttentionRow {
  fileprivate init(_ form: StoredForm, now: Instant) {
    let row = form.row
    let gravest = form.findings.min { $0.severity < $1.severity }
    self.init(
      name: row.displayName, href: "/forms/\(row.id)",
      unit: row.department.isEmpty ? row.unitName ?? "" : row.department,
      budget: row.current?.figure(in: .wanYuan),
      counts: FindingCounts(errors: row.errors, warnings: row.warnings, hints: row.hints),
      gravest: gravest?.title ?? "", time: Moments.short(row.updatedAt, now: now))
  }
}

extension Store.FormListRow {
  /// The project or department; what the form is called where it prints neither.
  var displayName: String { name.isEmpty ? title ?? kind.officialName : name }
}
