import Model

/// The list of forms: filtered, sorted and paged by its address alone.
struct FormListPage: Sendable {
  var shell: Shell
  /// 绩效目标, 单位自评 or 全部表单.
  var title: String
  var facts: [String] = []
  /// Saved filters with their counts.
  var tabs: [Tab]
  var filters: [ListFilter]
  /// What the filter form keeps of the address: order, stage.
  var kept: [(String, String)] = []
  /// The list without any filter.
  var clearHref: String
  var isFiltered: Bool
  var sort: FormColumn
  var order: Column.Order
  /// Address of the list in another order.
  var sortHref: @Sendable (FormColumn, Column.Order) -> String
  var rows: [FormListRow]
  /// Sum of the budgets on this page and of all that match; the money unit is 万元.
  var pageSum: ExactDecimal
  var fullSum: ExactDecimal
  var pager: Pager
  var exportHref: String?
  /// Begins a form; nil for those who fill in none.
  var newHref: String?
}

/// Columns of the list of forms; the raw value is the name in addresses.
enum FormColumn: String, Sendable, CaseIterable {
  case name, department, kind, budget, indicators, findings, score, status, time

  var title: String {
    switch self {
    case .name: "名称、编码"
    case .department: "主管部门"
    case .kind: "表"
    case .budget: "当年预算"
    case .indicators: "指标"
    case .findings: "发现"
    case .score: "得分"
    case .status: "状态"
    case .time: "更新时间"
    }
  }
  var unit: String? {
    switch self {
    case .budget: "万元"
    case .indicators: "条"
    case .score: "分"
    case .name, .department, .kind, .findings, .status, .time: nil
    }
  }
  var isFigure: Bool { self == .budget || self == .indicators || self == .score }
  var isSortable: Bool { self != .kind && self != .status }
  /// The order that a first click gives: names from the front, figures and times from the top.
  var firstOrder: Column.Order { self == .name || self == .department ? .ascending : .descending }
}

/// A control of the filter bar.
enum ListFilter: Sendable {
  case choice(name: String, label: String, choices: [Choice], chosen: String)
  case figure(name: String, label: String, value: String)
  case search(name: String, label: String, value: String)
}

struct FormListRow: Hashable, Sendable {
  var name: String
  var href: String
  var code: String?
  var department: String?
  var kind: FormKind
  var budget: ExactDecimal?
  var indicators: Int
  var counts: FindingCounts
  var score: ExactDecimal?
  var status: FormStatus
  var time: String
  /// False for a proposal and for a version that another has replaced: the sums leave it out.
  var isInForce = true
  /// Whose turn it is, and until when; nil for a form outside the year's stages.
  var holder: String?
  var due: String?
  var isOverdue = false
}

func formListPage(_ model: FormListPage) -> HTML {
  page(
    model.shell,
    PageContent(model.title) {
      pageHead(
        model.title, crumbs: [Link("工作台", "/")], facts: model.facts.map { .text($0) },
        actions: (model.exportHref.map { [buttonLink("导出 Excel", href: $0)] } ?? [])
          + (model.newHref.map { [buttonLink("新建一张表", href: $0, .main)] } ?? []))
      if !model.tabs.isEmpty { tabs(model.tabs, named: "常用筛选") }
      filterBar(model)
      if model.rows.isEmpty { nothing(model) } else { table(model) }
      if model.pager.total > 0 { pager(model.pager) }
    })
}

private func filterBar(_ model: FormListPage) -> HTML {
  form(.class("flt"), .action(Place.forms.path), .ariaLabel("筛选")) {
    for (name, value) in model.kept { hiddenField(name, value) }
    for (index, filter) in model.filters.enumerated() { filterControl(filter, id: "filter-\(index)") }
    submitButton("筛选", .smallMain)
    a(.class("on"), .href(model.clearHref)) { "清除条件" }
  }
}

func filterControl(_ filter: ListFilter, id: String) -> HTML {
  switch filter {
  case .choice(let name, let words, let choices, let chosen):
    div { selection(id: id, label: words, name: name, choices: choices, chosen: chosen) }
  case .figure(let name, let words, let value):
    div(.class("wide-s")) {
      label(.for(id)) { words }
      input(.id(id), .name(name), .inputmode("decimal"), .size("9"), .value(value.isEmpty ? nil : value))
    }
  case .search(let name, let words, let value):
    div(.class("wide-s")) {
      label(.for(id)) { words }
      input(.id(id), .name(name), .type("search"), .value(value.isEmpty ? nil : value))
    }
  }
}

/// The columns with their heads; scores only where a form has one.
private func columns(_ model: FormListPage) -> [(FormColumn, Column)] {
  let hasScore = model.rows.contains { $0.score != nil }
  return FormColumn.allCases.filter { $0 != .score || hasScore }.map { column in
    let isCurrent = column == model.sort
    let next: Column.Order =
      isCurrent ? (model.order == .ascending ? .descending : .ascending) : column.firstOrder
    let head = Column(
      column.title, unit: column.unit, isFigure: column.isFigure,
      sortHref: column.isSortable ? model.sortHref(column, next) : nil, order: isCurrent ? model.order : nil)
    return (column, head)
  }
}

private func table(_ model: FormListPage) -> HTML {
  let columns = columns(model)
  let pager = model.pager
  let caption = "\(model.title)，\(pager.total) 张，第 \(pager.first) 至 \(pager.last) 张"
  return dataTable(
    caption, columns.map(\.1), style: "t cards",
    foot: .group([
      sum("本页 \(model.rows.count) 张合计", model.pageSum, columns.count),
      sum("符合条件 \(Words.count(pager.total)) 张合计", model.fullSum, columns.count),
    ])
  ) {
    for row in model.rows { tr { for (column, head) in columns { entry(row, column, head) } } }
  }
}

private func entry(_ row: FormListRow, _ column: FormColumn, _ head: Column) -> HTML {
  switch column {
  case .name:
    th(.scope("row")) {
      a(.href(row.href)) { row.name }
      if let code = row.code, !code.isEmpty { span(.class("sub mono")) { code } }
    }
  case .department:
    cell(head) { if let name = row.department, !name.isEmpty { name } else { span(.class("none")) { "未列" } } }
  case .kind: cell(head) { row.kind.shortName }
  case .budget:
    cell(head) {
      figure(row.budget, places: 2)
      if !row.isInForce { span(.class("sub")) { "不计入合计" } }
    }
  case .indicators: cell(head) { Words.count(row.indicators) }
  case .findings: cell(head) { counts(row.counts) }
  case .score: cell(head) { figure(row.score, missing: "不计分") }
  case .status:
    cell(head) {
      row.status.tag
      if let holder = row.holder { span(.class("sub")) { holder } }
      if let due = row.due { span(.class(row.isOverdue ? "sub bad" : "sub")) { due + (row.isOverdue ? "，过期" : "") } }
    }
  case .time: td(.class("nw"), .attribute("data-l", head.title)) { row.time }
  }
}

extension FormKind {
  /// As lists print it.
  var shortName: String {
    switch self {
    case .projectGoal: "项目目标"
    case .departmentGoal: "部门整体目标"
    case .projectSelfEvaluation: "项目自评"
    case .departmentSelfEvaluation: "部门整体自评"
    case .monitoring: "运行监控"
    }
  }
}

private func sum(_ words: String, _ value: ExactDecimal, _ columns: Int) -> HTML {
  tr {
    th(.scope("row"), .colspan(3)) { words }
    td(.class("n")) { Words.figure(value, places: 2) }
    td(.colspan(columns - 4))
  }
}

private func nothing(_ model: FormListPage) -> HTML {
  if model.isFiltered {
    return emptyState(
      "没有符合条件的表", why: "放宽一个条件，或者清除条件看全部。", next: buttonLink("清除条件", href: model.clearHref), isAlone: true)
  }
  return emptyState(
    "还没有表", why: "导入 Word、Excel、PDF 或文本文件，读出的表会列在这里。", next: buttonLink("导入文件", href: "/imports"), isAlone: true)
}
