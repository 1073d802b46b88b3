/// Where a person chooses the budget year that all pages are about.
struct YearChoicePage: Sendable {
  struct Row: Hashable, Sendable {
    var year: Int
    var state: String
    var isChosen: Bool
  }

  var shell: Shell
  /// The newest first.
  var rows: [Row]
  /// Where the choice leads back to.
  var back: String
  var mayOpenYears: Bool
}

func yearChoicePage(_ model: YearChoicePage) -> HTML {
  page(
    model.shell,
    PageContent("换一个年度") {
      pageHead("换一个年度", crumbs: [Link("工作台", "/")], facts: ["选了以后，各页都是这一年的，直到再换"])
      if model.rows.isEmpty {
        emptyState(
          "还没有开过年", why: "由财政局绩效科在“年度设置”里开年；在那之前，各页按今年显示。",
          next: model.mayOpenYears ? buttonLink("去开年", href: Place.years.path, .main) : .empty, isAlone: true)
      } else {
        panel("预算年度", more: "\(model.rows.count) 个", flush: table(model))
      }
    })
}

private func table(_ model: YearChoicePage) -> HTML {
  let columns = [Column("年度"), Column("状态"), Column("选择")]
  return dataTable("预算年度", columns, style: "t even", isWide: false) {
    for row in model.rows {
      tr {
        th(.scope("row")) { "\(row.year) 年度" }
        td { row.state }
        td {
          if row.isChosen {
            tag(.good, .ok, "现在就是这一年")
          } else {
            postButton(
              "换到 \(row.year) 年度", to: "/year", token: model.shell.token, .small,
              fields: [("year", String(row.year)), ("back", model.back)])
          }
        }
      }
    }
  }
}
