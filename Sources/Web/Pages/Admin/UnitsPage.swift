/// The tree of units in a year (单位).
struct UnitsPage: Sendable {
  var shell: Shell
  var year: Int
  var years: [Int]
  /// The day whose tree is shown, in words.
  var day: String
  var search: String
  var rows: [UnitRow]
  /// Units of the year altogether.
  var total: Int
  var changes: [UnitChangeRow]
  /// Whether the person keeps units, or only reads them.
  var mayChange: Bool
  /// Whether all branches are open, and the address that changes it.
  var isAllOpen: Bool
  var openHref: String
}

struct UnitRow: Hashable, Sendable {
  var id: String
  var name: String
  var code: String?
  var level: Int
  var span: String
  var people: Int
  var children: Int
  /// Units anywhere below.
  var branch: Int
  /// Address that opens or closes the branch; nil where nothing is below.
  var toggle: String?
  var isOpen: Bool
  /// What became of it in that year or since: 本年更名, 已并入 ….
  var marks: [String]
}

struct UnitChangeRow: Hashable, Sendable {
  var day: String
  var kind: String
  var from: Link?
  var to: Link?
  var basis: String
  var by: String
}

func unitsPage(_ model: UnitsPage) -> HTML {
  page(
    model.shell,
    PageContent("单位") {
      pageHead(
        "单位", crumbs: [Link("工作台", "/")],
        facts: [.text("\(model.year) 年度"), .text("\(model.day)的样子"), .text("\(Words.count(model.total)) 个单位")],
        actions: model.mayChange
          ? [buttonLink("批量导入", href: "/admin/people/import"), buttonLink("新设单位", href: "/admin/units/new", .main)]
          : [])
      filterBar(model)
      if model.rows.isEmpty {
        emptyState(
          model.search.isEmpty ? "这一年没有单位" : "没有叫这个名字或编码的单位", why: "换一个年度，或者清除条件看整棵树。",
          next: buttonLink("清除条件", href: "/admin/units"), isAlone: true)
      } else {
        table(model)
      }
      unitChanges("\(model.year) 年的变动", model.changes, none: "这一年没有新设、更名、调整、合并、分设或撤销。")
    })
}

private func filterBar(_ model: UnitsPage) -> HTML {
  form(.class("flt"), .action(Place.units.path), .ariaLabel("筛选")) {
    filterControl(
      .choice(
        name: "year", label: "年度", choices: model.years.map { Choice(String($0), "\($0) 年") },
        chosen: String(model.year)),
      id: "filter-year")
    filterControl(.search(name: "q", label: "名称或编码", value: model.search), id: "filter-q")
    submitButton("查看", .smallMain)
    a(.class("on"), .href(Place.units.path)) { "清除条件" }
    if model.search.isEmpty { a(.class("on"), .href(model.openHref)) { model.isAllOpen ? "只看上两级" : "全部展开" } }
  }
}

private func table(_ model: UnitsPage) -> HTML {
  let columns = [
    Column("单位"), Column("预算单位编码"), Column("有效期"), Column("人员", unit: "人", isFigure: true),
    Column("下级", unit: "个", isFigure: true), Column("变动"),
  ]
  return dataTable("\(model.year) 年的单位", columns, style: "t cards") {
    for row in model.rows {
      tr {
        th(.scope("row"), .class("lv\(min(row.level, 6))")) {
          a(.href("/admin/units/\(row.id)")) { row.name }
          if let toggle = row.toggle {
            " "
            a(.class("xs"), .href(toggle)) {
              row.isOpen ? "收起" : "展开 \(row.branch) 个"
              hiddenWords("：\(row.name)")
            }
          }
        }
        td(.class("nw"), .attribute("data-l", "预算单位编码")) { row.code.map { .text($0) } ?? none("未编") }
        td(.class("nw"), .attribute("data-l", "有效期")) { row.span }
        cell(columns[3]) { Words.count(row.people) }
        cell(columns[4]) { Words.count(row.children) }
        td(.attribute("data-l", "变动")) {
          if row.marks.isEmpty { none("无") }
          for mark in row.marks {
            tag(.info, .hint, mark)
            " "
          }
        }
      }
    }
  }
}

func none(_ words: String) -> HTML { span(.class("none")) { words } }

/// What happened to units, the latest first.
func unitChanges(_ title: String, _ rows: [UnitChangeRow], none words: String) -> HTML {
  guard !rows.isEmpty else { return panel(title, extra: "mt-4") { p(.class("sub")) { words } } }
  let columns = [Column("生效"), Column("事项"), Column("原单位"), Column("现单位"), Column("依据"), Column("经办")]
  return panel(
    title, extra: "mt-4",
    flush: dataTable(title, columns, style: "t cards") {
      for row in rows {
        tr {
          th(.scope("row"), .class("nw")) { row.day }
          td(.class("nw"), .attribute("data-l", "事项")) { row.kind }
          td(.attribute("data-l", "原单位")) { row.from.map(anchor) ?? none("无") }
          td(.attribute("data-l", "现单位")) { row.to.map(anchor) ?? none("无") }
          td(.attribute("data-l", "依据")) { row.basis }
          td(.class("nw"), .attribute("data-l", "经办")) { row.by }
        }
      }
    })
}
