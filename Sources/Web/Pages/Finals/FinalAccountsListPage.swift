import Model

/// The final accounts of a year, department by department.
struct FinalAccountsListPage: Sendable {
  struct Row: Hashable, Sendable {
    var department: String
    var href: String
    /// 收、支总计 and 本年支出合计 in 万元; nil while the tables are empty.
    var total: ExactDecimal?
    var spending: ExactDecimal?
    var status: FormStatus
    var holders: String
    var due: String
    var isLate: Bool
  }

  /// A department that has not begun.
  struct Lacking: Hashable, Sendable {
    var unit: String
    var department: String
    var mayBegin: Bool
  }

  var shell: Shell
  var year: Int
  var facts: [Fact]
  var tabs: [Tab]
  /// Which tab; kept by the filter form.
  var show: String
  var search: String
  var columns: [Column]
  var rows: [Row]
  var lacking: [Lacking]
  var pager: Pager
}

func finalAccountsListPage(_ model: FinalAccountsListPage) -> HTML {
  page(
    model.shell,
    PageContent("部门决算") {
      pageHead(
        "部门决算", crumbs: [Link("工作台", "/")],
        facts: [.text("\(model.year) 年度"), .text("导入决算表，勾稽相符，写清原因，审签批复后公开")],
        actions: [buttonLink("下载空白模板", href: "/accounts/template.xlsx")])
      if !model.facts.isEmpty { facts(model.facts) }
      tabs(model.tabs, named: "办到哪一步")
      if model.show == "lacking" { lacking(model) } else { list(model) }
    })
}

private func list(_ model: FinalAccountsListPage) -> HTML {
  .group([
    form(.class("flt"), .action(Place.accounts.path), .ariaLabel("筛选")) {
      hiddenField("show", model.show)
      filterControl(.search(name: "q", label: "部门名称", value: model.search), id: "filter-q")
      submitButton("筛选", .smallMain)
      a(.class("on"), .href("\(Place.accounts.path)?show=\(model.show)")) { "清除条件" }
    },
    model.rows.isEmpty
      ? emptyState(
        model.search.isEmpty ? "这里还没有部门决算" : "没有符合条件的部门",
        why: model.search.isEmpty ? "主管部门开始编制以后列在这里；还没有开始的，看“没开始的”。" : "换一个词，或者清除条件看全部。",
        next: model.search.isEmpty ? beginning(model) : .empty, isAlone: true)
      : table(model),
    model.pager.total > 0 ? pager(model.pager) : .empty,
  ])
}

private func table(_ model: FinalAccountsListPage) -> HTML {
  let columns = model.columns
  return dataTable("部门决算，\(model.pager.total) 家", columns, style: "t cards") {
    for row in model.rows {
      tr {
        th(.scope("row")) { a(.href(row.href)) { row.department } }
        cell(columns[1]) { figure(row.total, places: 2, missing: "还没有填") }
        cell(columns[2]) { figure(row.spending, places: 2, missing: "还没有填") }
        cell(columns[3]) { row.status.tag }
        cell(columns[4]) { row.holders }
        cell(columns[5]) { if row.isLate { tag(.bad, .clock, row.due) } else { row.due } }
      }
    }
  }
}

/// Who answers for one department begins at once.
private func beginning(_ model: FinalAccountsListPage) -> HTML {
  guard model.lacking.count == 1, let own = model.lacking.first, own.mayBegin else { return .empty }
  return beginButton(own, model, .main)
}

private func beginButton(
  _ row: FinalAccountsListPage.Lacking, _ model: FinalAccountsListPage, _ style: ButtonStyle
) -> HTML {
  postButton("开始编制", to: Place.accounts.path, token: model.shell.token, style, fields: [("department", row.unit)])
}

private func lacking(_ model: FinalAccountsListPage) -> HTML {
  guard !model.lacking.isEmpty else {
    return emptyState("没有还没开始的部门", why: "\(model.year) 年度各部门都已经开始编制决算。", isAlone: true)
  }
  let columns = [Column("部门"), Column("办理")]
  return dataTable("没有开始编制决算的部门", columns, style: "t cards") {
    for row in model.lacking {
      tr {
        th(.scope("row")) { row.department }
        cell(columns[1]) {
          if row.mayBegin {
            beginButton(row, model, .small)
          } else {
            none("由主管部门财务科开始")
          }
        }
      }
    }
  }
}
