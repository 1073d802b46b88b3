import Model

/// Indicators that approved goals use, with what they aim at (指标库).
struct LibraryPage: Sendable {
  struct Row: Hashable, Sendable {
    var href: String
    var name: String
    var level1: String
    var level2: String
    /// Unit of its targets; empty for words.
    var measure: String
    var uses: Int
    var lastYear: Int
    var median: ExactDecimal?
    var low: ExactDecimal?
    var high: ExactDecimal?

    /// 93%; nil where the targets are words.
    func figure(_ value: ExactDecimal?) -> String? { value.map { Words.figure($0) + measure } }
    /// 85%—100%, or one figure where all are the same.
    var range: String? {
      guard let low = figure(low), let high = figure(high) else { return nil }
      return low == high ? low : "\(low)—\(high)"
    }
  }

  var shell: Shell
  var filters: [ListFilter]
  var isFiltered: Bool
  var rows: [Row]
  var pager: Pager
  var exportHref: String?
}

func libraryPage(_ model: LibraryPage) -> HTML {
  let columns = [
    Column("指标"), Column("一级、二级"), Column("用过", unit: "个目标", isFigure: true), Column("最近", isFigure: true),
    Column("目标值中位", isFigure: true), Column("最低—最高", isFigure: true),
  ]
  return page(
    model.shell,
    PageContent("指标库") {
      pageHead(
        "指标库", crumbs: [Link("工作台", "/")], facts: ["批复过的绩效目标用过的指标", "名称和单位相同的算同类"],
        actions: model.exportHref.map { [buttonLink("导出 Excel", href: $0)] } ?? [])
      form(.class("flt"), .action("/library"), .ariaLabel("筛选")) {
        for (index, filter) in model.filters.enumerated() { filterControl(filter, id: "filter-\(index)") }
        submitButton("筛选", .smallMain)
        a(.class("on"), .href("/library")) { "清除条件" }
      }
      if model.rows.isEmpty {
        emptyState(
          model.isFiltered ? "没有这样的指标" : "指标库还是空的",
          why: model.isFiltered ? "换几个字再找，或者清除条件看全部。" : "绩效目标批复以后，里面的指标会列在这里。", isAlone: true)
      } else {
        dataTable("指标库", columns, style: "t cards") {
          for row in model.rows {
            tr {
              th(.scope("row")) { a(.href(row.href)) { row.name } }
              cell(columns[1]) {
                row.level1.isEmpty ? "没有写" : row.level1
                if !row.level2.isEmpty { span(.class("sub")) { row.level2 } }
              }
              cell(columns[2]) { Words.count(row.uses) }
              cell(columns[3]) { String(row.lastYear) }
              cell(columns[4]) { said(row.figure(row.median)) }
              cell(columns[5]) { said(row.range) }
            }
          }
        }
        pager(model.pager)
      }
    })
}

private func said(_ words: String?) -> HTML { words.map { .text($0) } ?? span(.class("none")) { "文字表述" } }

/// One indicator: what is aimed at, where the person's own branch uses it, and taking it into a form.
struct LibraryItemPage: Sendable {
  struct Use: Hashable, Sendable {
    var year: Int
    var unit: String
    var target: String
    var href: String
  }

  var shell: Shell
  var row: LibraryPage.Row
  var uses: [Use]
  /// Forms that are being filled in.
  var forms: [Choice]
  var mayTake: Bool
  var chosen: String
}

func libraryItemPage(_ model: LibraryItemPage) -> HTML {
  let row = model.row
  let columns = [Column("年度", isFigure: true), Column("单位"), Column("目标值")]
  return page(
    model.shell,
    PageContent(row.name) {
      pageHead(
        row.name, crumbs: [Link("工作台", "/"), Link("指标库", "/library")],
        facts: [.text(row.level1.isEmpty ? "没有写一级指标" : row.level1), .text(row.level2)].filter { !$0.isEmpty })
      div(.class("split slim")) {
        panel(
          "本单位和下级用过的", more: .text("\(model.uses.count) 个"),
          flush: model.uses.isEmpty
            ? emptyState("没有用过", why: "别的单位的目标值只看中位数。")
            : dataTable("用过的目标", columns, style: "t even", isWide: false) {
              for use in model.uses {
                tr {
                  td(.class("n")) { String(use.year) }
                  th(.scope("row")) { a(.href(use.href)) { use.unit.isEmpty ? "看这张表" : use.unit } }
                  td { use.target }
                }
              }
            })
        aside(.class("stack-4"), .ariaLabel("同类和加入")) {
          panel("全区同类") {
            keyValues([
              ("用过", .text("\(Words.count(row.uses)) 个目标")), ("最近", .text("\(row.lastYear) 年")),
              ("目标值中位", said(row.figure(row.median))), ("最低—最高", said(row.range)),
            ])
          }
          if model.mayTake { taking(model) }
        }
      }
    })
}

private func taking(_ model: LibraryItemPage) -> HTML {
  panel("加进正在填的表") {
    if model.forms.isEmpty {
      p(.class("sub sm")) { "没有正在填的目标表。先新建一张，再来加。" }
    } else {
      form(.method("post"), .action(model.row.href + "/take"), .class("stack")) {
        tokenField(model.shell.token)
        selection(id: "form", label: "目标表", name: "form", choices: model.forms, chosen: model.chosen)
        p(.class("sub sm")) { "加一行，名称和级别照这里，目标值自己填。" }
        p { submitButton("加进这张表") }
      }
    }
  }
}
