import Model

/// Finance's and a department's board over both goals and spending (双监控).
struct MonitoringPage: Sendable {
  var shell: Shell
  var year: Int
  /// 1—7 月; nil before any checkpoint was opened.
  var period: String?
  var facts: [String]
  var checkpoints: [Tab]
  var expected = YearCurve([])
  var money = YearCurve([])
  var goals = YearCurve([])
  /// In words: 10 月底应达 83%，支出 66.3%。
  var summary = ""
  var lights: [LightLine] = []
  var departments: [DepartmentLine] = []
  var tabs: [Tab] = []
  var search = ""
  /// What the filter form carries along.
  var kept: [(String, String)] = []
  var rows: [Row] = []
  var pager: Pager?
  var overdue: [WorkItem] = []
  var warningCount = 0
  var exportHref: String?
  /// Months that can still be opened for projects without that checkpoint; empty for those who may not.
  var openable: [Int] = []
  var done: String?

  struct LightLine: Hashable, Sendable {
    var light: Light
    var projects: Int
    var budget: ExactDecimal
    var meaning: String
    var href: String
  }

  struct DepartmentLine: Hashable, Sendable {
    var name: String
    var href: String
    var projects: Int
    var budget: ExactDecimal
    var paid: ExactDecimal
    var percent: ExactDecimal?
    var red: Int
    var yellow: Int
    var green: Int
    var blue: Int
    var gravest: Light?
  }

  struct Row: Hashable, Sendable {
    var light: Light?
    var name: String
    var href: String?
    var unit: String
    var budget: ExactDecimal?
    var paid: ExactDecimal?
    var spending: ExactDecimal?
    var expected: ExactDecimal?
    var goals: ExactDecimal?
    var gap: ExactDecimal?
    var why: String?
    var next: String
    var isSuspended: Bool
  }
}

func monitoringPage(_ model: MonitoringPage) -> HTML {
  page(
    model.shell,
    PageContent("运行监控") {
      pageHead(
        "双监控", crumbs: [Link("工作台", "/")], here: "运行监控", facts: model.facts.map { .text($0) },
        actions: (model.exportHref.map { [buttonLink("导出 Excel", href: $0)] } ?? [])
          + [buttonLink(model.warningCount > 0 ? "预警 \(model.warningCount) 件" : "预警", href: "/warnings")])
      if let done = model.done { message(.good, "已布置。", .text(done)) }
      if !model.openable.isEmpty { opening(model) }
      if model.period == nil {
        emptyState("这一年还没有布置监控", why: "布置以后，每个有批复目标的项目各有一张监控表，目标和支付数自动带入。", isAlone: true)
      } else {
        if model.checkpoints.count > 1 { tabs(model.checkpoints, named: "监控节点") }
        div(.class("split half")) {
          panel("支出与目标，对照应达进度", more: "全年 = 100") {
            yearChart(
              id: "progress", title: "支出进度与目标进度", summary: model.summary, expected: model.expected,
              money: model.money, goals: model.goals)
            p(.class("sub sm")) { model.summary }
          }
          lightPanel(model)
        }
        if !model.overdue.isEmpty {
          panel(
            "逾期没有报送", more: "\(model.overdue.count) 件", extra: "mt-4", flush: taskList([TaskGroup(nil, model.overdue)]))
        }
        if !model.departments.isEmpty { departmentPanel(model) }
        projectList(model)
      }
    })
}

private func opening(_ model: MonitoringPage) -> HTML {
  panel("布置监控", more: "有批复目标、还没有这个节点监控表的项目") {
    form(.method("post"), .action("/monitoring/open"), .class("row")) {
      tokenField(model.shell.token)
      selection(
        id: "month", label: "节点", name: "month", choices: model.openable.map { Choice(String($0), "1—\($0) 月") },
        chosen: model.openable.first.map(String.init) ?? "")
      submitButton("布置监控", .plain)
    }
  }
}

private func lightPanel(_ model: MonitoringPage) -> HTML {
  let columns = [
    Column("灯"), Column("项目", isFigure: true), Column("涉及预算", unit: "万元", isFigure: true), Column("意思"),
  ]
  let projects = model.lights.reduce(0) { $0 + $1.projects }
  let budget = model.lights.reduce(ExactDecimal.zero) { $0 + $1.budget }
  return panel("灯号", more: "\(Words.count(projects)) 个项目已亮灯，按最重的一项定") {
    dataTable(
      "各灯数量", columns, style: "t even", isWide: false,
      foot: tr {
        th(.scope("row")) { "合计" }
        td(.class("n")) { Words.count(projects) }
        td(.class("n")) { Words.figure(budget, places: 2) }
        td {}
      }
    ) {
      for line in model.lights {
        tr {
          th(.scope("row")) { a(.href(line.href)) { line.light.html } }
          td(.class("n")) { Words.count(line.projects) }
          td(.class("n")) { Words.figure(line.budget, places: 2) }
          td { line.meaning }
        }
      }
    }
  }
}

private func departmentPanel(_ model: MonitoringPage) -> HTML {
  let columns = [
    Column("部门"), Column("项目", isFigure: true), Column("全年预算", unit: "万元", isFigure: true),
    Column("已支出", unit: "万元", isFigure: true), Column("支出进度", unit: "%", isFigure: true), Column("对照应达"),
    Column("红", isFigure: true), Column("黄", isFigure: true), Column("绿", isFigure: true), Column("蓝", isFigure: true),
  ]
  let due = model.expected.points.last { $0.month <= (model.money.points.last?.month ?? 12) }?.percent
  return panel(
    "各部门", more: "\(model.departments.count) 个", extra: "mt-4",
    flush: dataTable("各部门双监控", columns) {
      for line in model.departments {
        tr {
          th(.scope("row")) { a(.href(line.href)) { line.name } }
          td(.class("n")) { Words.count(line.projects) }
          td(.class("n")) { Words.figure(line.budget, places: 2) }
          td(.class("n")) { Words.figure(line.paid, places: 2) }
          td(.class("n")) { figure(line.percent, places: 1, missing: "无预算") }
          td { shareBar(line.percent, expected: due, light: line.gravest) }
          for count in [line.red, line.yellow, line.green, line.blue] { td(.class("n")) { Words.count(count) } }
        }
      }
    })
}

private func projectList(_ model: MonitoringPage) -> HTML {
  .group([
    div(.class("mt-4")) { tabs(model.tabs, named: "按灯号看") },
    form(.class("flt"), .action("/monitoring"), .ariaLabel("筛选")) {
      for (name, value) in model.kept { hiddenField(name, value) }
      filterControl(.search(name: "q", label: "项目名称、编码或单位", value: model.search), id: "filter-q")
      submitButton("筛选", .smallMain)
      a(.class("on"), .href("/monitoring")) { "清除条件" }
    },
    model.rows.isEmpty ? emptyState("没有这样的项目", why: "换一盏灯或换几个字再找。") : projectTable(model),
    model.pager.map { $0.total > 0 ? pager($0) : .empty } ?? .empty,
  ])
}

private func projectTable(_ model: MonitoringPage) -> HTML {
  let columns = [
    Column("灯号"), Column("项目、单位"), Column("全年预算", unit: "万元", isFigure: true),
    Column("已支出", unit: "万元", isFigure: true), Column("支出进度", unit: "%", isFigure: true), Column("对照应达"),
    Column("目标进度", unit: "%", isFigure: true), Column("相差", unit: "百分点", isFigure: true), Column("下一步"),
  ]
  return dataTable("项目双监控", columns) {
    for row in model.rows {
      tr {
        td { row.light?.html ?? tag(.plain, .open, "未亮灯") }
        th(.scope("row")) {
          if let href = row.href { a(.href(href)) { row.name } } else { row.name }
          span(.class("sub")) { row.unit }
        }
        td(.class("n")) { figure(row.budget, places: 2) }
        td(.class("n")) { figure(row.paid, places: 2, missing: "没有支付") }
        td(.class("n")) { figure(row.spending, places: 1, missing: "—") }
        td { shareBar(row.spending, expected: row.expected, light: row.light) }
        td(.class("n")) { figure(row.goals, places: 1, missing: "没有数") }
        td(.class("n")) { figure(row.gap, places: 1, signed: true, missing: "—") }
        td {
          if row.isSuspended { tag(.bad, .lock, "暂停拨款") }
          row.next
        }
      }
      if let why = row.why {
        tr(.class("open")) {
          td {}
          td(.colspan(8)) { p(.class("calc")) { why } }
        }
      }
    }
  }
}
