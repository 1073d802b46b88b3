import Model

/// Ranking of the year's re-evaluations, with own scores beside them.
struct ReEvaluationsPage: Sendable {
  var shell: Shell
  var title: String
  var facts: [String]
  var figures: [Fact]
  var pairs: [ScorePair]
  var pass: ExactDecimal
  var limit: ExactDecimal
  var total: Int
  var tabs: [Tab]
  var rows: [Row]
  var exportHref: String?
  /// Those that are not scored yet, with whom they are.
  var open: [WorkItem]

  struct Row: Hashable, Sendable {
    var rank: Int
    var name: String
    var href: String
    var unit: String
    var own: ExactDecimal?
    var again: ExactDecimal
    var difference: ExactDecimal?
    var spending: ExactDecimal?
    var grade: String?
    var isBelow: Bool
    var isFar: Bool
    var state: String
    /// What the difference leads to by the policy of the year.
    var consequence: String
  }
}

func reEvaluationsPage(_ model: ReEvaluationsPage) -> HTML {
  page(
    model.shell,
    PageContent(model.title) {
      pageHead(
        model.title, crumbs: [Link("工作台", "/")], here: "再评价", facts: model.facts.map { .text($0) },
        actions: model.exportHref.map { [buttonLink("导出 Excel", href: $0)] } ?? [])
      if !model.figures.isEmpty { facts(model.figures) }
      if model.tabs.count > 1 { tabs(model.tabs, named: "项目还是部门") }
      if model.rows.isEmpty {
        emptyState(
          "还没有再评价得分", why: model.open.isEmpty ? "在单位自评里抽查，转再评价并选好由谁评，这里就有了。" : "评价人形成初步得分以后，这里排名。", isAlone: true)
      } else {
        div(.class("split half")) {
          panel(
            "自评与再评",
            more: span(.class("key")) {
              span {
                span(.class("sw o"), .ariaHidden("true"))
                "自评"
              }
              span {
                span(.class("sw b"), .ariaHidden("true"))
                "再评"
              }
            },
            flush: dotPlot(model.pairs, pass: model.pass, limit: model.limit),
            foot: .text(
              (model.pairs.count < model.total ? "抽看 \(model.pairs.count) 个，全部在右表。" : "")
                + "红线段：分差超过 \(model.limit.trimmed)。"))
          ranking(model)
        }
        below(model)
      }
      if !model.open.isEmpty {
        panel("还没有得分", more: "\(model.open.count) 件", extra: "mt-4", flush: taskList([TaskGroup(nil, model.open)]))
      }
    })
}

private func ranking(_ model: ReEvaluationsPage) -> HTML {
  let columns = [
    Column("名次", isFigure: true), Column("名称"), Column("自评", isFigure: true),
    Column("再评", isFigure: true, order: .descending), Column("分差", isFigure: true), Column("等级"), Column("状态"),
  ]
  return panel(
    "排名", more: "再评分，同分看执行率",
    flush: dataTable("再评价排名", columns, style: "t even", isWide: false) {
      for row in model.rows {
        tr {
          td(.class("n")) { String(row.rank) }
          th(.scope("row")) {
            a(.href(row.href)) { row.name }
            span(.class("sub")) { row.unit }
          }
          td(.class("n")) { figure(row.own, places: 1, missing: "没有") }
          td(.class("n")) { b { Words.figure(row.again, places: 1) } }
          td(.class(row.isFar ? "n bad" : "n")) { figure(row.difference, places: 1, signed: true, missing: "—") }
          td { gradeTag(row.grade) }
          td { row.state }
        }
      }
    })
}

/// A grade with its shape: 优, 良, 中, 差.
func gradeTag(_ grade: String?) -> HTML {
  switch grade {
  case nil: "—"
  case "优": tag(.good, .ok, "优")
  case "良": tag(.accent, .tick, "良")
  case "中": tag(.warning, .warning, "中")
  case .some(let words): tag(.bad, .red, words)
  }
}

private func below(_ model: ReEvaluationsPage) -> HTML {
  let rows = model.rows.filter { $0.isBelow || $0.isFar }
  guard !rows.isEmpty else { return .empty }
  let columns = [
    Column("名称"), Column("再评", isFigure: true), Column("分差", isFigure: true), Column("按办法怎么办"),
  ]
  return panel(
    "低于 \(model.pass.trimmed) 分和分差大的", more: "\(rows.count) 个", extra: "mt-4",
    flush: dataTable("要处理的再评价", columns, style: "t cards") {
      for row in rows {
        tr {
          th(.scope("row")) { a(.href(row.href)) { row.name } }
          cell(columns[1]) { Words.figure(row.again, places: 1) }
          cell(columns[2]) { figure(row.difference, places: 1, signed: true, missing: "—") }
          cell(columns[3]) { row.consequence }
        }
      }
    })
}
