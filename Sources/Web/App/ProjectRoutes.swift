import Lifecycle
import Model
import Store
import Work

/// The project library: the list of a year, and of what is not in it.
enum ProjectRoutes {
  static let all: [AppRoute] = [
    .get("/projects", .may(.readProject), list), .get("/projects/new", .may(.keepProject), ProjectEditing.new),
    .post("/projects", .may(.keepProject), ProjectEditing.add),
    .get("/projects/{id}", .may(.readProject), ProjectLife.show),
    .get("/projects/{id}/edit", .may(.keepProject), ProjectEditing.edit),
    .post("/projects/{id}", .may(.keepProject), ProjectEditing.save),
    .post("/projects/{id}/state", .may(.keepProject), ProjectLife.move),
    .post("/projects/{id}/years", .may(.keepProject), ProjectLife.take),
  ]

  private static let path = Place.projects.path

  private static func list(_ call: Call) throws(Refusal) -> Response {
    let filter = filter(call)
    let isOutside = call.query["show"] == "outside"
    let found = try call.read { (transaction) throws(StoreError) -> Found in
      let sum = try ProjectSums.of(
        region: filter.region, year: filter.year, call.account.scope, in: transaction)
      if isOutside {
        let page = try Projects.outside(filter, in: transaction)
        return Found(
          rows: page.items.map { ProjectsPage.Row($0) }, total: page.total, number: page.number, size: page.size,
          sum: sum,
          totals: nil)
      }
      let page = try Projects.list(filter, in: transaction)
      // The sums of a whole branch are kept; only a filter makes them be added up.
      let totals = isNarrowed(call) ? try Projects.totals(filter, in: transaction) : nil
      return Found(
        rows: page.items.map { ProjectsPage.Row($0) }, total: page.total, number: page.number, size: page.size,
        sum: sum,
        totals: totals)
    }
    return call.page(projectsPage(page(call, filter, found, isOutside)))
  }

  private struct Found {
    let rows: [ProjectsPage.Row]
    let total: Int
    let number: Int
    let size: Int
    let sum: ProjectSum?
    let totals: ProjectTotals?
  }

  private static func filter(_ call: Call) -> ProjectFilter {
    var filter = ProjectFilter(region: call.account.region, year: call.year, scope: call.account.scope)
    filter.category = call.query["category"].flatMap { Project.Category(rawValue: $0) }
    filter.state = call.query["state"].flatMap { Project.State(rawValue: $0) }
    filter.light = call.query["light"].flatMap { Light(rawValue: $0)?.rawValue }
    if call.query["show"] == "suspended" { filter.isSuspended = true }
    if call.query["show"] == "red" { filter.light = Light.red.rawValue }
    filter.search = String((call.query["q"] ?? "").prefix(100))
    filter.page = call.number("page") ?? 1
    filter.pageSize = call.number("size") ?? FormListing.pageSizeUsual
    filter.order = call.query["sort"].flatMap { ProjectFilter.Order(rawValue: $0) } ?? .unit
    filter.isDescending = call.query["order"] == Column.Order.descending.rawValue
    return filter
  }

  private static let narrowing = ["q", "category", "state", "light"]

  private static func isNarrowed(_ call: Call) -> Bool {
    narrowing.contains { !(call.query[$0] ?? "").isEmpty } || ["suspended", "red"].contains(call.query["show"] ?? "")
  }

  private static func page(_ call: Call, _ filter: ProjectFilter, _ found: Found, _ isOutside: Bool) -> ProjectsPage {
    let sums: (Money, Money, Money) =
      found.totals.map { ($0.asked, $0.budget, $0.paid) }
      ?? found.sum.map { ($0.asked, $0.budget, $0.paid) } ?? (.zero, .zero, .zero)
    return ProjectsPage(
      shell: call.shell(.projects), year: filter.year, tabs: tabs(call, found.sum), filters: filters(filter),
      kept: ["show", "sort", "order", "size"].compactMap { name in
        call.query[name].flatMap { $0.isEmpty ? nil : (name, $0) }
      }, isFiltered: isNarrowed(call), clearHref: isOutside ? path + "?show=outside" : path,
      columns: columns(call, filter, isOutside), rows: found.rows,
      sums: (sums.0.figure(in: .wanYuan), sums.1.figure(in: .wanYuan), sums.2.figure(in: .wanYuan)),
      pager: Pager(
        counter: "个", total: found.total, page: found.number, size: found.size,
        href: { page, size in call.href([("page", String(page)), ("size", String(size))]) }), isOutside: isOutside,
      newHref: Access.may(.keepProject).admits(call.account.role) ? path + "/new" : nil)
  }

  private static func tabs(_ call: Call, _ sum: ProjectSum?) -> [Tab] {
    let current = call.query["show"] ?? ""
    let counts: [(String, String, Int?)] = [
      ("", "列入这一年的", sum?.projects ?? 0), ("red", "亮红灯的", sum?.red ?? 0), ("suspended", "暂停拨付的", sum?.suspended ?? 0),
      ("outside", "没有列入的", nil),
    ]
    return counts.map { value, title, count in
      Tab(title, value.isEmpty ? path : path + "?show=" + value, count: count, isCurrent: value == current)
    }
  }

  private static func filters(_ filter: ProjectFilter) -> [ListFilter] {
    [
      .choice(
        name: "category", label: "类别",
        choices: [Choice("", "各类项目")] + Project.Category.allCases.map { Choice($0.rawValue, $0.officialName) },
        chosen: filter.category?.rawValue ?? ""),
      .choice(
        name: "state", label: "状态",
        choices: [Choice("", "各种状态")] + Project.State.allCases.map { Choice($0.rawValue, $0.officialName) },
        chosen: filter.state?.rawValue ?? ""),
      .search(name: "q", label: "名称、编码或单位", value: filter.search),
    ]
  }

  private static func columns(_ call: Call, _ filter: ProjectFilter, _ isOutside: Bool) -> [Column] {
    func column(_ title: String, _ order: ProjectFilter.Order?, unit: String? = nil, isFigure: Bool = false) -> Column {
      guard let order, !isOutside else { return Column(title, unit: unit, isFigure: isFigure) }
      let isCurrent = filter.order == order
      let next: Column.Order =
        isCurrent ? (filter.isDescending ? .ascending : .descending) : isFigure ? .descending : .ascending
      return Column(
        title, unit: unit, isFigure: isFigure,
        sortHref: call.href([("sort", order.rawValue), ("order", next.rawValue), ("page", nil)]),
        order: isCurrent ? (filter.isDescending ? .descending : .ascending) : nil)
    }
    let first = [column("名称、编码", .name), column("单位", .unit), column("类别", nil), column("状态", nil)]
    if isOutside { return first }
    return first + [
      column("申报", nil, unit: "万元", isFigure: true), column("批复预算", .budget, unit: "万元", isFigure: true),
      column("已支付", .paid, unit: "万元", isFigure: true), column("灯", .light),
      column("自评", .score, unit: "分", isFigure: true),
    ]
  }
}

extension Call {
  /// This page with some parts of its address changed; nil takes a part out.
  func href(_ changes: [(String, String?)]) -> String {
    var fields = Fields()
    for field in query.all where !field.value.isEmpty && !changes.contains(where: { $0.0 == field.name }) {
      fields.append(field.name, field.value)
    }
    for (name, value) in changes { if let value { fields.append(name, value) } }
    return fields.isEmpty ? head.target.path : head.target.path + "?" + fields.encoded
  }
}

extension ProjectsPage.Row {
  init(_ row: ProjectYear) {
    self.init(row.project)
    asked = row.figures.asked?.figure(in: .wanYuan)
    budget = row.figures.budget?.figure(in: .wanYuan)
    paid = row.figures.paid?.figure(in: .wanYuan)
    light = row.figures.light.flatMap { Light(rawValue: $0) }
    score = row.figures.selfScore
  }

  init(_ project: Project) {
    self.init(
      name: project.name, href: "\(Place.projects.path)/\(project.id)", code: project.code, unit: project.unitName,
      category: project.category.officialName, state: ProjectTag(project.state))
  }
}

extension ProjectTag {
  init(_ state: Project.State) {
    self =
      switch state {
      case .reserved: .reserved
      case .running: .running
      case .suspended: .suspended
      case .finished: .finished
      case .cancelled: .cancelled
      }
  }
}
