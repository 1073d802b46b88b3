import Model

/// How far everybody is with self-evaluation: 100 % is the aim (自评覆盖).
struct CoveragePage: Sendable {
  var shell: Shell
  var facts: [String]
  var figures: [Fact]
  var departments: [Line]
  var tabs: [Tab]
  var search: String
  var kept: [(String, String)] = []
  var rows: [Row]
  var pager: Pager?
  /// Whether the person may ask for self-evaluations and remind.
  var mayOrganise: Bool
  var done: String?
  var exportHref: String?

  struct Line: Hashable, Sendable {
    var name: String
    var href: String
    var projects: Int
    var handedIn: Int
    var filling: Int
    var review: Int
    var missing: Int
    var percent: Int?
    /// The department's own evaluation, in words.
    var own: String
    var mean: ExactDecimal?
  }

  struct Row: Hashable, Sendable {
    var name: String
    var href: String
    var unit: String
    var isOfDepartment: Bool
    var status: FormStatus
    var state: String
    var score: ExactDecimal?
    var grade: String?
    var spending: ExactDecimal?
    var met: String?
    var due: String?
    var isOverdue: Bool
  }
}

func coveragePage(_ model: CoveragePage) -> HTML {
  page(
    model.shell,
    PageContent("单位自评") {
      pageHead(
        "单位自评", crumbs: [Link("工作台", "/")], facts: model.facts.map { .text($0) },
        actions: (model.exportHref.map { [buttonLink("导出 Excel", href: $0)] } ?? [])
          + [buttonLink("导入自评表", href: "/imports")])
      if let done = model.done { message(.good, "已办理。", .text(done)) }
      if !model.figures.isEmpty { facts(model.figures) }
      if model.mayOrganise { organising(model) }
      if !model.departments.isEmpty { departments(model) }
      div(.class("mt-4")) { tabs(model.tabs, named: "按进度看") }
      form(.class("flt"), .action("/self-evaluations"), .ariaLabel("筛选")) {
        for (name, value) in model.kept { hiddenField(name, value) }
        filterControl(.search(name: "q", label: "项目、部门或单位", value: model.search), id: "filter-q")
        submitButton("筛选", .smallMain)
        a(.class("on"), .href("/self-evaluations")) { "清除条件" }
      }
      if model.rows.isEmpty {
        emptyState("没有这样的自评", why: "换一种进度或换几个字再找；还没有布置的，先由绩效科布置。")
      } else {
        list(model)
      }
      if let pages = model.pager, pages.total > 0 { pager(pages) }
    })
}

private func organising(_ model: CoveragePage) -> HTML {
  panel("布置和催办", more: "有批复目标的项目和部门都要自评") {
    div(.class("row")) {
      postButton("布置自评", to: "/self-evaluations/open", token: model.shell.token)
      postButton("催办没有报送的", to: "/self-evaluations/remind", token: model.shell.token)
    }
  }
}

private func departments(_ model: CoveragePage) -> HTML {
  let columns = [
    Column("部门"), Column("项目", isFigure: true), Column("已报财政", isFigure: true), Column("填报中", isFigure: true),
    Column("部门审核", isFigure: true), Column("缺", isFigure: true), Column("覆盖", unit: "%", isFigure: true),
    Column("部门整体自评"), Column("平均得分", unit: "分", isFigure: true),
  ]
  return panel(
    "各部门", more: "缺得多的在前",
    flush: dataTable("各部门自评进度", columns) {
      for line in model.departments {
        tr {
          th(.scope("row")) { a(.href(line.href)) { line.name } }
          td(.class("n")) { Words.count(line.projects) }
          td(.class("n")) { Words.count(line.handedIn) }
          td(.class("n")) { Words.count(line.filling) }
          td(.class("n")) { Words.count(line.review) }
          td(.class(line.missing > 0 ? "n bad" : "n")) { Words.count(line.missing) }
          td(.class("n")) { line.percent.map { String($0) } ?? "—" }
          td { line.own }
          td(.class("n")) { figure(line.mean, places: 1, missing: "—") }
        }
      }
    })
}

private func list(_ model: CoveragePage) -> HTML {
  let columns = [
    Column("项目或部门"), Column("进度"), Column("自评得分", unit: "分", isFigure: true), Column("等级"),
    Column("执行率", unit: "%", isFigure: true), Column("达到的指标"), Column("期限"),
  ]
  return dataTable("自评", columns, style: "t cards") {
    for row in model.rows {
      tr {
        th(.scope("row")) {
          a(.href(row.href)) { row.isOfDepartment ? "\(row.name)（部门整体）" : row.name }
          span(.class("sub")) { row.unit }
        }
        cell(columns[1]) { row.status.tag }
        cell(columns[2]) { figure(row.score, missing: "还没有") }
        cell(columns[3]) { row.grade ?? "—" }
        cell(columns[4]) { figure(row.spending, places: 1, missing: "—") }
        cell(columns[5]) { row.met ?? "—" }
        td(.class(row.isOverdue ? "bad nw" : "nw"), .attribute("data-l", "期限")) { row.due ?? "—" }
      }
    }
  }
}
