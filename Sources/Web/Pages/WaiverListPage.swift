import Model

/// Every finding that was let stand in a year.
struct WaiverListPage: Sendable {
  struct Row: Hashable, Sendable {
    var form: String
    var href: String
    var unit: String
    var severity: Finding.Severity
    var title: String
    var message: String
    var reason: String
    var by: String
    /// Who took it back and when; nil while it stands.
    var withdrawn: String?
  }

  var shell: Shell
  var year: Int
  var filters: [ListFilter]
  var isFiltered: Bool
  var rows: [Row]
  var pager: Pager
  var exportHref: String?
}

func waiverListPage(_ model: WaiverListPage) -> HTML {
  let columns = [Column("表、单位"), Column("发现"), Column("理由"), Column("谁准予"), Column("现在")]
  return page(
    model.shell,
    PageContent("准予保留的发现") {
      pageHead(
        "准予保留的发现", crumbs: [Link("工作台", "/"), Link("全部表单", Place.forms.path)], here: "准予保留",
        facts: [.text("\(model.year) 年度 \(model.pager.total) 处"), "每处都有理由，记入总台账"],
        actions: model.exportHref.map { [buttonLink("导出 Excel", href: $0)] } ?? [])
      form(.class("flt"), .action("/waivers"), .ariaLabel("筛选")) {
        for (index, filter) in model.filters.enumerated() { filterControl(filter, id: "filter-\(index)") }
        submitButton("筛选", .smallMain)
        a(.class("on"), .href("/waivers")) { "清除条件" }
      }
      if model.rows.isEmpty {
        emptyState(
          model.isFiltered ? "没有这样的发现" : "没有准予保留的发现",
          why: model.isFiltered ? "换一个条件，或者清除条件看全部。" : "审核时准予保留的错误和提醒会列在这里。", isAlone: true)
      } else {
        dataTable("准予保留的发现", columns, style: "t cards") {
          for row in model.rows {
            tr {
              th(.scope("row")) {
                a(.href(row.href)) { row.form }
                span(.class("sub")) { row.unit }
              }
              cell(columns[1]) {
                span(.class(row.severity.className)) {
                  row.severity.mark
                  " " + row.title
                }
                span(.class("sub")) { row.message }
              }
              cell(columns[2]) { row.reason }
              cell(columns[3]) { row.by }
              cell(columns[4]) { row.withdrawn.map { "已撤回，\($0)" } ?? "有效" }
            }
          }
        }
        pager(model.pager)
      }
    })
}
