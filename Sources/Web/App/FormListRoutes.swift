import Lifecycle
import Model
import Store
import Work

/// The list of forms; its address is its filter.
enum FormListRoutes {
  static let all: [AppRoute] = [.get("/forms", .may(.readForm), show)]

  private static func show(_ call: Call) throws(Refusal) -> Response {
    guard let filter = try FormListing.filter(call) else { return call.page(formListPage(empty(call))) }
    let found = try call.read { (transaction) throws(StoreError) -> Found in
      let list = try Forms.list(filter, in: transaction)
      return Found(
        list: list, years: try FormCounts.years(region: filter.region, in: transaction),
        stages: try Stages.ofForms(list.page.items.map(\.id), in: transaction),
        departments: try FormCounts.byDepartment(
          region: filter.region, year: filter.year, within: filter.scope, in: transaction))
    }
    return call.page(formListPage(page(call, filter, found)))
  }

  private struct Found {
    let list: Store.FormPage
    let years: [Int]
    /// Stages of the forms on this page, by form.
    let stages: [String: StageRow]
    let departments: [(department: String, sum: FormCounts.Sum)]
  }

  private static func page(_ call: Call, _ filter: FormFilter, _ found: Found) -> FormListPage {
    let rows = found.list.page.items
    let sort = call.query["sort"].flatMap { FormColumn(rawValue: $0) } ?? .time
    let stage = stage(call)
    let pageSum = rows.reduce(Money.zero) { $0 + ($1.isInForce ? $1.current ?? .zero : .zero) }
    var page = FormListPage(
      shell: call.shell(stage, search: filter.search, year: filter.year), title: stage.title,
      facts: ["\(filter.year) 年度", "有错误的 \(found.list.withErrors) 张"], tabs: tabs(call, found.list),
      filters: filters(call, filter, found), kept: kept(call), clearHref: href(call, keeping: ["stage"]),
      isFiltered: ["q", "kind", "department", "findings", "round", "turn"].contains { !(call.query[$0] ?? "").isEmpty },
      sort: sort, order: filter.isDescending ? .descending : .ascending,
      sortHref: { column, order in
        href(call, setting: [("sort", column.rawValue), ("order", order.rawValue), ("page", nil)])
      },
      rows: rows.map { FormListRow($0, found.stages[$0.id], call) }, pageSum: pageSum.figure(in: .wanYuan),
      fullSum: found.list.current.figure(in: .wanYuan),
      pager: Pager(
        counter: "张", total: found.list.page.total, page: found.list.page.number, size: found.list.page.size,
        href: { page, size in href(call, setting: [("page", String(page)), ("size", String(size))]) }))
    if Access.may(.editForm).admits(call.account.role) { page.newHref = "/forms/new" }
    return page
  }

  private static func empty(_ call: Call) -> FormListPage {
    FormListPage(
      shell: call.shell(.forms), title: Place.forms.title, facts: ["分派给你的表会出现在工作台"], tabs: [], filters: [],
      clearHref: "/forms", isFiltered: false, sort: .time, order: .descending, sortHref: { _, _ in "/forms" },
      rows: [], pageSum: .zero, fullSum: .zero,
      pager: Pager(counter: "张", total: 0, page: 1, size: FormListing.pageSizeUsual, href: { _, _ in "/forms" }))
  }

  private static func stage(_ call: Call) -> Place {
    switch call.query["stage"] {
    case "goals": .goals
    case "self-evaluations": .selfEvaluations
    default: .forms
    }
  }

  // MARK: controls

  private static func tabs(_ call: Call, _ list: Store.FormPage) -> [Tab] {
    let current = call.query["findings"] ?? ""
    return [("", "全部"), ("errors", "有错误的"), ("clean", "没有错误的")].map { value, title in
      let count: Int? =
        switch (current, value) {
        case ("", ""): list.page.total
        case ("", "errors"): list.withErrors
        case ("", "clean"): list.page.total - list.withErrors
        default: value == current ? list.page.total : nil
        }
      return Tab(
        title, href(call, setting: [("findings", value.isEmpty ? nil : value), ("page", nil)]), count: count,
        isCurrent: value == current)
    } + turns(call)
  }

  /// What is the reader's turn, and what is past its day; they come and go with the filters that stand beside them.
  private static func turns(_ call: Call) -> [Tab] {
    let current = call.query["turn"] ?? ""
    return [("mine", "轮到我办"), ("overdue", "过了期限")].map { value, title in
      let isCurrent = value == current
      return Tab(
        isCurrent ? "取消：\(title)" : title,
        href(call, setting: [("turn", isCurrent ? nil : value), ("page", nil)]), isCurrent: isCurrent)
    }
  }

  private static func filters(_ call: Call, _ filter: FormFilter, _ found: Found) -> [ListFilter] {
    let years = found.years.contains(filter.year) ? found.years : [filter.year] + found.years
    let kinds = filter.kinds.isEmpty ? FormKind.allCases : filter.kinds
    return [
      .choice(
        name: "year", label: "年度", choices: years.map { Choice(String($0), "\($0) 年") }, chosen: String(filter.year)),
      .choice(
        name: "kind", label: "表", choices: [Choice("", "各种表")] + kinds.map { Choice($0.rawValue, $0.officialName) },
        chosen: filter.kind?.rawValue ?? ""),
      .choice(
        name: "department", label: "主管部门",
        choices: [Choice("", "各部门")]
          + found.departments.filter { !$0.department.isEmpty }.map {
            Choice($0.department, "\($0.department)（\($0.sum.forms)）")
          }, chosen: filter.department ?? ""),
      .choice(
        name: "round", label: "轮次",
        choices: [Choice("", "各轮")] + FormListing.rounds.map { Choice($0.0, $0.1) },
        chosen: call.query["round"] ?? ""),
      .search(name: "q", label: "名称、编码或单位", value: filter.search),
    ]
  }

  private static let own = ["stage", "findings", "turn", "sort", "order", "size"]

  /// What the filter form carries along.
  private static func kept(_ call: Call) -> [(String, String)] {
    own.compactMap { name in call.query[name].flatMap { $0.isEmpty ? nil : (name, $0) } }
  }

  private static func href(_ call: Call, keeping names: [String]) -> String {
    var fields = Fields()
    for name in names { if let value = call.query[name] { fields.append(name, value) } }
    return fields.isEmpty ? "/forms" : "/forms?" + fields.encoded
  }

  /// This list with some parts of its address changed; nil takes a part out.
  private static func href(_ call: Call, setting changes: [(String, String?)]) -> String {
    var fields = Fields()
    for field in call.query.all where !field.value.isEmpty && !changes.contains(where: { $0.0 == field.name }) {
      fields.append(field.name, field.value)
    }
    for (name, value) in changes { if let value { fields.append(name, value) } }
    return fields.isEmpty ? "/forms" : "/forms?" + fields.encoded
  }
}

extension FormListRow {
  init(_ row: Store.FormListRow, _ stage: StageRow?, _ call: Call) {
    let words = stage.flatMap { Steps.words($0) }
    self.init(
      name: row.displayName, href: "/forms/\(row.id)", code: row.code.isEmpty ? nil : row.code,
      department: row.department.isEmpty ? nil : row.department, kind: row.kind,
      budget: row.current?.figure(in: .wanYuan), indicators: row.indicators,
      counts: FindingCounts(errors: row.errors, warnings: row.warnings, hints: row.hints), score: row.score,
      status: words.map { FormStatus($0) } ?? FormStatus(row.state), time: Moments.short(row.updatedAt, now: call.now),
      isInForce: row.isInForce)
    guard let stage, let words, !stage.isFinal else { return }
    holder = words.hands
    due = stage.dueOn.map { "限 \(Moments.day($0))" }
    isOverdue = stage.isOverdue(on: call.today)
  }
}
