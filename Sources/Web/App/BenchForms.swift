import Lifecycle
import Model
import Store

/// The forms and imports on a bench.
enum BenchForms {
  private static let worstMax = 6

  /// The forms that need a person most, and the sums over all.
  static func add(to page: inout BenchPage, _ filter: FormFilter, _ call: Call) throws(Refusal) {
    var filter = filter
    filter.order = .errors
    filter.isDescending = true
    filter.page = 1
    filter.pageSize = worstMax
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
    page.cleanCount = list.page.total - list.withErrors
    guard list.page.total > 0 else { return }
    if page.figures.count < 6 {
      page.figures.append(
        Fact(
          "有错误的表", Words.count(list.withErrors), "张",
          "共 \(Words.count(list.page.total)) 张，\(Words.count(page.cleanCount)) 张没有错误"))
    }
    page.actions.append(Link("全部表单", "/forms"))
  }

  /// Forms of which the person was given parts to fill in.
  static func addParts(to page: inout BenchPage, _ year: Int, _ call: Call) throws(Refusal) {
    let account = call.account.id
    let given = try call.read { (transaction) throws(StoreError) in
      try PartOwners.given(to: account, year: year, in: transaction)
    }
    guard !given.isEmpty else { return }
    let items = given.map { form, parts in
      WorkItem(
        form.displayName, "/forms/\(form.id)/edit", hint: "由我填：\(parts.joined(separator: "、"))", due: "没有定期限",
        status: FormStatus(form.state))
    }
    page.tasks = (page.tasks ?? []) + [TaskGroup("分给我填的部分", items)]
  }

  static func addImports(to page: inout BenchPage, _ call: Call) throws(Refusal) {
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
