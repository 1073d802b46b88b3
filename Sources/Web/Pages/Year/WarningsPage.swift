/// Red lights that wait for a decision, with the days that are left.
struct WarningsPage: Sendable {
  var shell: Shell
  var facts: [String]
  var groups: [Group]

  struct Group: Sendable {
    var title: String
    var why: String
    var rows: [Row]
  }

  struct Row: Hashable, Sendable {
    var light: Light?
    var name: String
    var href: String
    var unit: String
    var period: String
    var why: String
    /// What was said last, and by whom.
    var said: String
    var state: String
    /// 还有 3 天, 过期 2 天; nil where nothing runs.
    var left: String?
    var isOverdue: Bool
  }
}

func warningsPage(_ model: WarningsPage) -> HTML {
  page(
    model.shell,
    PageContent("监控预警") {
      pageHead(
        "监控预警", crumbs: [Link("工作台", "/"), Link("运行监控", "/monitoring")], facts: model.facts.map { .text($0) })
      if model.groups.allSatisfy(\.rows.isEmpty) {
        emptyState(
          "没有要处理的预警", why: "项目报送的监控表亮红灯或黄灯、需要预警和决定的，会列在这里。",
          next: buttonLink("看监控看板", href: "/monitoring"), isAlone: true)
      }
      for group in model.groups where !group.rows.isEmpty {
        panel(group.title, more: .text(group.why), extra: "mt-4", flush: table(group))
      }
    })
}

private func table(_ group: WarningsPage.Group) -> HTML {
  let columns = [
    Column("灯号"), Column("项目、单位"), Column("节点"), Column("算法"), Column("最近的说明"), Column("状态"), Column("期限"),
  ]
  return dataTable(group.title, columns, style: "t cards") {
    for row in group.rows {
      tr {
        cell(columns[0]) { row.light?.html ?? "—" }
        th(.scope("row")) {
          a(.href(row.href)) { row.name }
          span(.class("sub")) { row.unit }
        }
        td(.class("nw"), .attribute("data-l", "节点")) { row.period }
        cell(columns[3]) { row.why }
        cell(columns[4]) { row.said }
        td(.class("nw"), .attribute("data-l", "状态")) { row.state }
        td(.class(row.isOverdue ? "bad nw" : "nw"), .attribute("data-l", "期限")) { row.left ?? "—" }
      }
    }
  }
}
