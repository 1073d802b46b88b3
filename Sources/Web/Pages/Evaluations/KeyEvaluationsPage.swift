import Model

/// The key evaluations of a year: what is under way and what came of those that are finished.
struct KeyEvaluationsPage: Sendable {
  enum Show: String, Sendable, CaseIterable {
    case running, finished, all

    var title: String {
      switch self {
      case .running: "评价中"
      case .finished: "已有结论"
      case .all: "全部"
      }
    }
  }

  struct Row: Hashable, Sendable {
    var title: String
    var href: String
    var unit: String
    /// Names of those who evaluate.
    var assessors: String
    var amount: ExactDecimal?
    var status: FormStatus
    var holders: String
    var due: String
    /// Score with grade; nil while there is no conclusion.
    var score: ExactDecimal?
    var grade: String?
  }

  var shell: Shell
  var year: Int
  var show: Show
  var facts: [Fact]
  var tabs: [Tab]
  var search: String
  var rows: [Row]
  var pager: Pager
  /// Chooses objects; nil for those who may not.
  var newHref: String?
  var exportHref: String?
  var done: String?
}

func keyEvaluationsPage(_ model: KeyEvaluationsPage) -> HTML {
  let path = Place.evaluations.path
  return page(
    model.shell,
    PageContent("重点评价") {
      pageHead(
        "重点评价", crumbs: [Link("工作台", "/")], facts: [.text("\(model.year) 年度"), "财政部门选定，单位不得自选评价方"],
        actions: (model.exportHref.map { [buttonLink("导出", href: $0)] } ?? [])
          + (model.newHref.map { [buttonLink("选评价对象", href: $0, .main)] } ?? []))
      if let done = model.done { message(.good, done) }
      if !model.facts.isEmpty { facts(model.facts) }
      tabs(model.tabs, named: "办到哪一步")
      form(.class("flt"), .action(path), .ariaLabel("筛选")) {
        hiddenField("show", model.show.rawValue)
        filterControl(.search(name: "q", label: "项目或单位", value: model.search), id: "filter-q")
        submitButton("筛选", .smallMain)
        a(.class("on"), .href("\(path)?show=\(model.show.rawValue)")) { "清除条件" }
      }
      if model.rows.isEmpty { nothing(model) } else { table(model) }
      if model.pager.total > 0 { pager(model.pager) }
    })
}

private func nothing(_ model: KeyEvaluationsPage) -> HTML {
  if !model.search.isEmpty { return emptyState("没有符合条件的", why: "换一个词，或者清除条件看全部。", isAlone: true) }
  let why =
    switch model.show {
    case .running, .all: "绩效科选定评价对象、分派评价方以后，会列在这里。"
    case .finished: "评审通过、定了结论以后，会列在这里。"
    }
  return emptyState(
    "没有\(model.show == .all ? "重点评价" : model.show.title + "的重点评价")", why: why,
    next: model.newHref.map { buttonLink("选评价对象", href: $0) } ?? .empty, isAlone: true)
}

private func table(_ model: KeyEvaluationsPage) -> HTML {
  let columns = [
    Column("评价对象"), Column("评价方"), Column("评价资金", unit: "万元", isFigure: true), Column("得分", isFigure: true),
    Column("现在"),
    Column("在谁手里"), Column("期限"),
  ]
  return dataTable("\(model.show.title)，\(model.pager.total) 件", columns, style: "t cards") {
    for row in model.rows {
      tr {
        th(.scope("row")) {
          a(.href(row.href)) { row.title }
          span(.class("sub")) { row.unit }
        }
        cell(columns[1]) { row.assessors.isEmpty ? none("没有分派") : .text(row.assessors) }
        cell(columns[2]) { figure(row.amount, places: 2) }
        cell(columns[3]) {
          figure(row.score, missing: "未定")
          if let grade = row.grade { span(.class("sub xs")) { grade } }
        }
        cell(columns[4]) { row.status.tag }
        cell(columns[5]) { row.holders }
        cell(columns[6]) { row.due }
      }
    }
  }
}
