import Model

/// The project library of a year: filtered, sorted and paged by its address alone.
struct ProjectsPage: Sendable {
  struct Row: Hashable, Sendable {
    var name: String
    var href: String
    var code: String
    var unit: String
    var category: String
    var state: ProjectTag
    var asked: ExactDecimal?
    var budget: ExactDecimal?
    var paid: ExactDecimal?
    var light: Light?
    var score: ExactDecimal?
  }

  var shell: Shell
  var year: Int
  var tabs: [Tab]
  var filters: [ListFilter]
  var kept: [(String, String)] = []
  var isFiltered: Bool
  var clearHref: String
  /// Heads with their sorting, in the order of the cells.
  var columns: [Column]
  var rows: [Row]
  /// Sums of all that match, in 万元: asked, budget, paid.
  var sums: (asked: ExactDecimal, budget: ExactDecimal, paid: ExactDecimal)
  var pager: Pager
  /// Whether the list is of projects that the year does not have.
  var isOutside: Bool
  var newHref: String?
}

/// Where a project is in its life, as a tag.
enum ProjectTag: Hashable, Sendable {
  case reserved, running, suspended, finished, cancelled

  var tag: HTML {
    switch self {
    case .reserved: Web.tag(.plain, .open, "储备")
    case .running: Web.tag(.accent, .half, "执行中")
    case .suspended: Web.tag(.warning, .warning, "暂停")
    case .finished: Web.tag(.good, .ok, "已完成")
    case .cancelled: Web.tag(.plain, .lock, "已取消")
    }
  }
}

func projectsPage(_ model: ProjectsPage) -> HTML {
  page(
    model.shell,
    PageContent("项目库") {
      pageHead(
        "项目库", crumbs: [Link("工作台", "/")],
        facts: [.text("\(model.year) 年度"), "一个项目一个编码，终身不变"],
        actions: model.newHref.map { [buttonLink("新建项目", href: $0, .main)] } ?? [])
      tabs(model.tabs, named: "常用筛选")
      form(.class("flt"), .action(Place.projects.path), .ariaLabel("筛选")) {
        for (name, value) in model.kept { hiddenField(name, value) }
        for (index, filter) in model.filters.enumerated() { filterControl(filter, id: "filter-\(index)") }
        submitButton("筛选", .smallMain)
        a(.class("on"), .href(model.clearHref)) { "清除条件" }
      }
      if model.rows.isEmpty { nothing(model) } else { table(model) }
      if model.pager.total > 0 { pager(model.pager) }
    })
}

private func table(_ model: ProjectsPage) -> HTML {
  let columns = model.columns
  let caption = "项目库，\(model.pager.total) 个，第 \(model.pager.first) 至 \(model.pager.last) 个"
  return dataTable(caption, columns, style: "t cards", foot: model.isOutside ? .empty : foot(model)) {
    for row in model.rows {
      tr {
        th(.scope("row")) {
          a(.href(row.href)) { row.name }
          span(.class("sub mono")) { row.code }
        }
        cell(columns[1]) { row.unit }
        cell(columns[2]) { row.category }
        cell(columns[3]) { row.state.tag }
        if !model.isOutside {
          cell(columns[4]) { figure(row.asked, places: 2) }
          cell(columns[5]) { figure(row.budget, places: 2, missing: "未批复") }
          cell(columns[6]) { figure(row.paid, places: 2, missing: "无支付") }
          cell(columns[7]) { if let light = row.light { light.html } else { span(.class("none")) { "未监控" } } }
          cell(columns[8]) { figure(row.score, missing: "未自评") }
        }
      }
    }
  }
}

private func foot(_ model: ProjectsPage) -> HTML {
  tr {
    th(.scope("row"), .colspan(4)) { "符合条件 \(Words.count(model.pager.total)) 个合计" }
    cell(model.columns[4]) { Words.figure(model.sums.asked, places: 2) }
    cell(model.columns[5]) { Words.figure(model.sums.budget, places: 2) }
    cell(model.columns[6]) { Words.figure(model.sums.paid, places: 2) }
    td(.colspan(2))
  }
}

private func nothing(_ model: ProjectsPage) -> HTML {
  if model.isFiltered {
    return emptyState(
      "没有符合条件的项目", why: "放宽一个条件，或者清除条件看全部。", next: buttonLink("清除条件", href: model.clearHref), isAlone: true)
  }
  if model.isOutside {
    return emptyState("没有别的储备项目", why: "库里的项目都已列入 \(model.year) 年度。", isAlone: true)
  }
  return emptyState(
    "\(model.year) 年度还没有项目", why: "新建项目，或者把储备的项目列入这一年；导入申报表也会自动入库。",
    next: model.newHref.map { buttonLink("新建项目", href: $0) } ?? .empty, isAlone: true)
}
