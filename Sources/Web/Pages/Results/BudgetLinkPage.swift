import Model

/// What a rule about results would do to the next budget, before anybody decides (预算挂钩测算).
struct BudgetLinkPage: Sendable {
  struct Band: Hashable, Sendable {
    var field: String
    var words: String
    var cut: String
    var projects: Int
    var budget: Money
    var loss: Money
  }

  struct Row: Hashable, Sendable {
    var project: String
    var href: String
    var unit: String
    var score: ExactDecimal
    var grade: String
    var base: Money
    var cut: Money
    var why: String
    /// The proposal that is open already; nil where none is.
    var proposal: Link?
  }

  var shell: Shell
  var year: Int
  var policy: String
  var standing: String?
  var exportHref: String?
  var bands: [Band]
  var isTrial: Bool
  var rows: [Row]
  var pager: Pager
  /// Opens proposals for the rows of this page; nil for whoever may not, or while a trial is shown.
  var proposeAction: String?
  var problems: [Problem]
  var done: String?
}

func budgetLinkPage(_ model: BudgetLinkPage) -> HTML {
  let total = model.bands.reduce(Money.zero) { $0 + $1.loss }
  let hit = model.bands.reduce(0) { $0 + ($1.loss > .zero ? $1.projects : 0) }
  return page(
    model.shell,
    PageContent(model.problems.isEmpty ? "预算挂钩测算" : "有错误：预算挂钩测算") {
      pageHead(
        "预算挂钩测算", crumbs: [Link("工作台", "/"), Link("结果应用", Place.budgetLink.path)],
        facts: ["\(model.year) 年评价结果 → \(model.year + 1) 年预算", "只是测算，不改任何预算；提出建议、会商、决定后才列入"],
        actions: (model.exportHref.map { [buttonLink("导出 Excel", href: $0)] } ?? [])
          + [buttonLink("决定清单", href: "/budget-link/decisions")])
      if let done = model.done { message(.good, done) }
      errorSummary(model.problems)
      div(.class("split left")) {
        rule(model)
        div {
          facts([
            Fact("压减合计", Words.figure(total.figure(in: .wanYuan), places: 2), "万元", "按各档预算乘比例"),
            Fact("影响", Words.count(hit), "个项目", "共 \(Words.count(model.bands.reduce(0) { $0 + $1.projects })) 个有得分"),
          ])
          panel("压在哪里", more: "万元，按得分从低到高", flush: rows(model))
        }
      }
    })
}

private func rule(_ model: BudgetLinkPage) -> HTML {
  form(.class("panel"), .method("get"), .action(Place.budgetLink.path)) {
    header {
      h2 { "规则" }
      span(.class("more")) { model.isTrial ? "试算，没有存" : "现行办法" }
    }
    div(.class("in")) {
      for band in model.bands {
        var made = Field(band.field, band.words)
        let _ = {
          made.value = band.cut
          made.isFigure = true
          made.unit = "%"
          made.beside = [
            .text("\(Words.count(band.projects)) 个，压减 \(Words.figure(band.loss.figure(in: .wanYuan), places: 2)) 万元")
          ]
          if let problem = model.problems.first(where: { $0.field == band.field }) {
            made.remark = .error(problem.words)
          }
        }()
        field(made)
      }
      p(.class("sub sm mt")) { "办法：\(model.policy)" + (model.standing.map { "（\($0)）" } ?? "") }
      p(.class("mt-4")) { submitButton("重算", .wideMain) }
      if model.isTrial { p(.class("mt")) { a(.href(Place.budgetLink.path)) { "回到现行办法" } } }
    }
  }
}

private func rows(_ model: BudgetLinkPage) -> HTML {
  guard !model.rows.isEmpty else {
    return emptyState("没有压减", why: "有得分的项目都在不压减的档里，或者还没有自评、再评价得分。")
  }
  let columns = [
    Column("项目、单位", width: "cw14"), Column("得分", isFigure: true), Column("档"), Column("预算", isFigure: true),
    Column("压减", isFigure: true), Column("压减后", isFigure: true), Column("算式、办理"),
  ]
  return .group([
    dataTable("影响的项目", columns, style: "t cards") {
      for row in model.rows {
        tr {
          th(.scope("row")) {
            a(.href(row.href)) { row.project }
            span(.class("sub")) { row.unit }
          }
          cell(columns[1]) { Words.figure(row.score) }
          cell(columns[2]) { row.grade }
          cell(columns[3]) { Words.figure(row.base.figure(in: .wanYuan), places: 2) }
          cell(columns[4]) { "−" + Words.figure(row.cut.figure(in: .wanYuan), places: 2) }
          cell(columns[5]) { Words.figure((row.base - row.cut).figure(in: .wanYuan), places: 2) }
          cell(columns[6]) {
            row.why
            if let proposal = row.proposal {
              span(.class("sub")) { anchor(proposal) }
            }
          }
        }
      }
    },
    model.proposeAction.map { action in
      div(.class("in")) { postButton("对本页项目提出压减建议", to: action, token: model.shell.token, .main) }
    } ?? .empty,
    pager(model.pager),
  ])
}

/// Proposals and decisions of a year.
struct BudgetDecisionsPage: Sendable {
  struct Row: Hashable, Sendable {
    var href: String
    var project: String
    var unit: String
    var why: String
    var base: Money
    var percent: ExactDecimal
    var cut: Money
    var state: String
    var tone: Tone
  }

  var shell: Shell
  var tabs: [Tab]
  var rows: [Row]
  var pager: Pager
  var exportHref: String?
}

func budgetDecisionsPage(_ model: BudgetDecisionsPage) -> HTML {
  let columns = [
    Column("项目、单位"), Column("理由"), Column("预算", unit: "万元", isFigure: true), Column("比例", unit: "%", isFigure: true),
    Column("压减", unit: "万元", isFigure: true), Column("状态"),
  ]
  return page(
    model.shell,
    PageContent("结果应用决定") {
      pageHead(
        "结果应用决定", crumbs: [Link("工作台", "/"), Link("结果应用", Place.budgetLink.path)],
        facts: ["每件写明办法、算式和会商意见；列入预算以后成为下年控制数"],
        actions: model.exportHref.map { [buttonLink("导出 Excel", href: $0)] } ?? [])
      tabs(model.tabs, named: "状态")
      if model.rows.isEmpty {
        emptyState("这里没有决定", why: "在测算页对得分低的项目提出压减建议，会商决定后都列在这里。", isAlone: true)
      } else {
        dataTable("结果应用决定", columns, style: "t cards") {
          for row in model.rows {
            tr {
              th(.scope("row")) {
                a(.href(row.href)) { row.project }
                span(.class("sub")) { row.unit }
              }
              cell(columns[1]) { row.why }
              cell(columns[2]) { Words.figure(row.base.figure(in: .wanYuan), places: 2) }
              cell(columns[3]) { Words.figure(row.percent) }
              cell(columns[4]) { "−" + Words.figure(row.cut.figure(in: .wanYuan), places: 2) }
              cell(columns[5]) { tag(row.tone, .half, row.state) }
            }
          }
        }
        pager(model.pager)
      }
    })
}

/// One proposal with its sum, and the steps.
struct BudgetDecisionPage: Sendable {
  var shell: Shell
  var title: String
  var facts: [String]
  var route: [Step]
  var sum: String
  var pairs: [(String, String)]
  var bar: StageBar?
  /// Changing the percentage, with a reason; nil for whoever may not.
  var change: RecordForm?
  var links: [Link]
  var history: [Moment]
  var files = AttachmentList()
}

func budgetDecisionPage(_ model: BudgetDecisionPage) -> HTML {
  page(
    model.shell,
    PageContent("结果应用：\(model.title)") {
      pageHead(
        "结果应用：\(model.title)", crumbs: [Link("工作台", "/"), Link("结果应用决定", "/budget-link/decisions")],
        facts: model.facts.map { .text($0) })
      route(model.route, named: "办理进展")
      div(.class("split slim")) {
        div(.class("stack-4")) {
          panel("压减建议") {
            p { b { model.sum } }
            keyValues(model.pairs.map { ($0.0, .text($0.1)) })
            for link in model.links { p { anchor(link) } }
          }
          if let change = model.change {
            panel("改比例") { recordForm(change, token: model.shell.token, problems: []) }
          }
          attachmentsPanel(model.files)
          if let bar = model.bar { stagePanel(bar) }
        }
        aside(.class("stack-4"), .ariaLabel("办理记录")) { panel("办理记录") { timeLine(model.history) } }
      }
    })
}
