import Model

/// The ledger of repairs (整改台账).
struct RectificationsPage: Sendable {
  struct Row: Hashable, Sendable {
    var href: String
    var unit: String
    var title: String
    var problem: String
    /// Source and class of the problem.
    var origin: String
    var measure: String
    var reply: String
    var due: String
    /// 还有 3 天, 已过 2 天; empty once it is closed.
    var left: String
    var isOverdue: Bool
    var amount: Money?
    var state: String
    var tone: Tone
  }

  var shell: Shell
  var tabs: [Tab]
  var filters: [ListFilter]
  var kept: [(String, String)]
  var isFiltered: Bool
  var rows: [Row]
  var pager: Pager
  /// Where a new item is issued; nil for whoever may not.
  var newHref: String?
  var done: String?
  var exportHref: String?
}

func rectificationsPage(_ model: RectificationsPage) -> HTML {
  page(
    model.shell,
    PageContent("整改台账") {
      pageHead(
        "整改台账", crumbs: [Link("工作台", "/"), Link("结果应用", Place.budgetLink.path)],
        facts: ["来源：监控、自评、再评价、重点评价、审计", "限期没有整改的项目不得增加下年预算"],
        actions: (model.exportHref.map { [buttonLink("导出 Excel", href: $0)] } ?? [])
          + (model.newHref.map { [buttonLink("下达整改", href: $0, .main)] } ?? []))
      if let done = model.done { message(.good, done) }
      tabs(model.tabs, named: "常用筛选")
      form(.class("flt"), .action(Place.rectifications.path), .ariaLabel("筛选")) {
        for (name, value) in model.kept { hiddenField(name, value) }
        for (index, filter) in model.filters.enumerated() { filterControl(filter, id: "filter-\(index)") }
        submitButton("筛选", .smallMain)
        a(.class("on"), .href(Place.rectifications.path)) { "清除条件" }
      }
      if model.rows.isEmpty {
        emptyState(
          model.isFiltered ? "没有符合条件的整改事项" : "没有整改事项",
          why: model.isFiltered ? "放宽一个条件，或者清除条件看全部。" : "监控、自评、再评价和审计查出的问题，由财政局绩效科下达到这里。", isAlone: true)
      } else {
        table(model)
        pager(model.pager)
      }
    })
}

private func table(_ model: RectificationsPage) -> HTML {
  let columns = [
    Column("部门、项目", width: "cw14"), Column("问题", width: "cw19"), Column("要求与进展", width: "cw18"),
    Column("期限", width: "cw9"), Column("挂钩金额", unit: "万元", isFigure: true, width: "cw7"), Column("状态"),
  ]
  return dataTable("整改台账", columns, style: "t cards") {
    for row in model.rows {
      tr {
        th(.scope("row")) {
          a(.href(row.href)) { row.unit }
          span(.class("sub")) { row.title }
        }
        cell(columns[1]) {
          row.problem
          span(.class("sub")) { row.origin }
        }
        cell(columns[2]) {
          row.measure
          span(.class("sub")) { row.reply.isEmpty ? "还没有报告整改情况" : row.reply }
        }
        td(.class("nw"), .attribute("data-l", "期限")) {
          row.due
          span(.class(row.isOverdue ? "sub bad" : "sub")) { row.left }
        }
        cell(columns[4]) { row.amount.map { .text(Words.figure($0.figure(in: .wanYuan), places: 2)) } ?? none("不涉及") }
        cell(columns[5]) { row.isOverdue ? tag(.bad, .clock, "逾期") : tag(row.tone, .half, row.state) }
      }
    }
  }
}

/// One item with its problem, what is asked, what was done, and the steps.
struct RectificationPage: Sendable {
  var shell: Shell
  var title: String
  var facts: [String]
  var route: [Step]
  var pairs: [(String, String)]
  var reply: String
  var result: String
  var bar: StageBar?
  /// Where the money hangs: the proposal for the next budget.
  var links: [Link]
  var history: [Moment]
  var files = AttachmentList()
}

func rectificationPage(_ model: RectificationPage) -> HTML {
  page(
    model.shell,
    PageContent("整改：\(model.title)") {
      pageHead(
        "整改：\(model.title)", crumbs: [Link("工作台", "/"), Link("整改台账", Place.rectifications.path)],
        facts: model.facts.map { .text($0) })
      route(model.route, named: "整改进展")
      div(.class("split slim")) {
        div(.class("stack-4")) {
          panel("问题和要求") { keyValues(model.pairs.map { ($0.0, .text($0.1)) }) }
          panel("整改情况") {
            if model.reply.isEmpty { p(.class("sub")) { "单位还没有报告。" } } else { p { model.reply } }
            if !model.result.isEmpty { keyValues([("核实结果", .text(model.result))]) }
            for link in model.links { p { anchor(link) } }
          }
          attachmentsPanel(model.files)
          if let bar = model.bar { stagePanel(bar) }
        }
        aside(.class("stack-4"), .ariaLabel("办理记录")) { panel("办理记录") { timeLine(model.history) } }
      }
    })
}

/// A new item being written.
struct RectificationFormPage: Sendable {
  var shell: Shell
  var form: RecordForm
  var units: [String]
  var problems: [Problem]
}

func rectificationFormPage(_ model: RectificationFormPage) -> HTML {
  page(
    model.shell,
    PageContent(model.problems.isEmpty ? "下达整改" : "有错误：下达整改") {
      pageHead("下达整改", crumbs: [Link("工作台", "/"), Link("整改台账", Place.rectifications.path)])
      errorSummary(model.problems)
      panel("整改事项") { recordForm(model.form, token: model.shell.token, problems: model.problems) }
      unitList(model.units)
    })
}
