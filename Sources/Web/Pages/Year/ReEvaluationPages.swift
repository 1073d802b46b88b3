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
        model.title, crumbs: [Link("工作台", "/")], here: "再评价", facts: model.facts.map { .text($0) })
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

/// One self-evaluation scored again: the sheet by parts, indicators scored anew, the unit's reply.
struct ReEvaluationPage: Sendable {
  var shell: Shell
  var id: String
  var title: String
  var unit: String
  var status: FormStatus
  var route: [Step]
  var number: Int
  var isOpen: Bool
  var parts: [Part]
  var total: ExactDecimal?
  var grade: String?
  var own: ExactDecimal?
  var difference: ExactDecimal?
  var pass: ExactDecimal
  var rank: String?
  var vetoes: [Veto]
  var rows: [Row]
  var problems: [Problem] = []
  var bar: StageBar?
  var moments: [Moment] = []
  var selfEvaluationHref: String?
  var formHref: String?
  var saved: String?

  struct Part: Hashable, Sendable {
    var id: String
    var name: String
    var full: ExactDecimal
    var points: String
    var reason: String
    var guide: String
    /// What the program would give; nil where it cannot tell.
    var isProposed: Bool
  }

  struct Veto: Hashable, Sendable {
    var id: String
    var words: String
    var isSet: Bool
  }

  struct Row: Hashable, Sendable {
    var path: FormPath
    var level1: String
    var level2: String
    var name: String
    var target: String?
    var actual: String?
    var weight: ExactDecimal?
    var own: ExactDecimal?
    var points: String
    var reason: String
    var why: String
  }
}

func reEvaluationPage(_ model: ReEvaluationPage) -> HTML {
  page(
    model.shell,
    PageContent("\(model.title)再评价", endsInBar: model.isOpen) {
      pageHead(
        "\(model.title)：再评价", crumbs: [Link("工作台", "/"), Link("再评价", "/re-evaluations")],
        facts: [model.status.tag, .text(model.unit)] + (model.rank.map { [.text($0)] } ?? []),
        actions: (model.formHref.map { [buttonLink("看自评表", href: $0)] } ?? [])
          + (model.selfEvaluationHref.map { [buttonLink("看自评", href: $0)] } ?? []))
      if let saved = model.saved { message(.good, "已保存。", .text(saved)) }
      if !model.route.isEmpty { route(model.route) }
      errorSummary(model.problems, title: "还不能形成得分，有 \(model.problems.count) 处要补")
      if model.isOpen { sheetForm(model) } else { sheetContent(model) }
      if let bar = model.bar, !model.isOpen || !bar.buttons.isEmpty { stagePanel(bar) }
    })
}

private func sheetForm(_ model: ReEvaluationPage) -> HTML {
  form(.method("post"), .action("/re-evaluations/\(model.id)")) {
    tokenField(model.shell.token)
    hiddenField("number", String(model.number))
    sheetContent(model)
    div(.class("bar")) {
      span(.class("grow")) { "参考分由系统按自评表算出，评价人可以改；扣分都要写依据。" }
      submitButton("保存", .plain, name: "do", value: "save")
      submitButton("核对并形成初步得分", .main, name: "do", value: "submit")
    }
  }
}

private func sheetContent(_ model: ReEvaluationPage) -> HTML {
  div(.class("split")) {
    div(.class("stack-4")) {
      partTable(model)
      if !model.rows.isEmpty { rowGrid(model) }
      if !model.vetoes.isEmpty { vetoPanel(model) }
    }
    aside(.class("side"), .ariaLabel("得分和经过")) {
      panel("再评得分") {
        if let total = model.total {
          scoreFigure(total.trimmed, grade: model.grade)
          p(.class("calc mt")) {
            model.parts.map { $0.points.isEmpty ? "—" : $0.points }.joined(separator: " + ") + " = \(total.trimmed)"
          }
        } else {
          p { "各方面都打了分，才有总分。" }
        }
        keyValues([
          ("自评得分", figure(model.own, places: 1, missing: "没有")),
          ("分差", figure(model.difference, places: 1, signed: true, missing: "—")),
          ("及格线", .text(model.pass.trimmed.description)),
        ])
      }
      if !model.moments.isEmpty { panel("经过和单位回复") { timeLine(model.moments) } }
    }
  }
}

private func partTable(_ model: ReEvaluationPage) -> HTML {
  let columns = [
    EntryColumn("方面", width: "cw10"), EntryColumn("满分", isFigure: true, width: "cw4"),
    EntryColumn("得分", isFigure: true, width: "cw5"), EntryColumn("依据"),
  ]
  return panel(
    "各方面得分",
    flush: div(.class("t-wrap")) {
      p(.class("swipe")) { "左右滑动看全表" }
      table(.class("t grid")) {
        element("caption", .class("vh")) { "再评价评分表" }
        colgroup { for column in columns { col(.class(column.width)) } }
        thead {
          tr { for column in columns { th(.scope("col"), .class(column.isFigure ? "n" : nil)) { column.title } } }
        }
        tbody { for part in model.parts { tr { partCells(part, model) } } }
        tfoot {
          tr {
            th(.scope("row")) { "合计" }
            td(.class("n")) { "100" }
            td(.class("n")) { model.total?.trimmed.description ?? "—" }
            td {}
          }
        }
      }
    })
}

private func partCells(_ part: ReEvaluationPage.Part, _ model: ReEvaluationPage) -> HTML {
  let points = FormPath("part[\(part.id)].points")
  let reason = FormPath("part[\(part.id)].reason")
  func isWrong(_ path: FormPath) -> Bool { model.problems.contains { $0.field == path.anchor } }
  let name = td {
    part.name
    span(.class("sub xs")) { part.guide }
  }
  guard model.isOpen else {
    return .group([
      name, td(.class("n")) { part.full.trimmed.description },
      td(.class("n")) { b { part.points.isEmpty ? "—" : part.points } }, td { part.reason.isEmpty ? "—" : part.reason },
    ])
  }
  return .group([
    name, td(.class("n")) { part.full.trimmed.description },
    entryCell(points, label: "\(part.name) 得分", value: part.points, isFigure: true, isWrong: isWrong(points)),
    entryCell(reason, label: "\(part.name) 依据", value: part.reason, isWrong: isWrong(reason)),
  ])
}

private func rowGrid(_ model: ReEvaluationPage) -> HTML {
  entryGrid(
    "逐条重评，\(model.rows.count) 条指标",
    [
      EntryColumn("三级指标"), EntryColumn("目标", width: "cw7"), EntryColumn("自评实际", width: "cw7"),
      EntryColumn("分值", isFigure: true, width: "cw4"), EntryColumn("自评得分", isFigure: true, width: "cw5"),
      EntryColumn("重评得分", isFigure: true, width: "cw5"), EntryColumn("改分的理由", width: "cw15"),
    ],
    rows: model.rows.map { row in
      EntryRow(level1: row.level1, level2: row.level2, cells: rowCells(row, model))
    })
}

private func rowCells(_ row: ReEvaluationPage.Row, _ model: ReEvaluationPage) -> HTML {
  let points = FormPath("row[\(row.path.text)].points")
  let reason = FormPath("row[\(row.path.text)].reason")
  return .group([
    td {
      row.name
      span(.class("sub xs")) { row.why }
    }, lockedCell(row.target), lockedCell(row.actual), td(.class("n")) { row.weight?.trimmed.description ?? "—" },
    td(.class("n")) { row.own?.trimmed.description ?? "—" },
    model.isOpen
      ? entryCell(points, label: "\(row.name) 重评得分", value: row.points, isFigure: true)
      : td(.class("n")) { row.points.isEmpty ? "—" : row.points },
    model.isOpen
      ? entryCell(
        reason, label: "\(row.name) 改分的理由", value: row.reason,
        isWrong: model.problems.contains { $0.field == row.path.anchor })
      : td { row.reason.isEmpty ? "—" : row.reason },
  ])
}

private func vetoPanel(_ model: ReEvaluationPage) -> HTML {
  panel("一票否决事项", more: "查实才选，等级随之降低") {
    if model.isOpen {
      element("fieldset", .class("field")) {
        legend { "查实的事项" }
        for veto in model.vetoes {
          p {
            label {
              input(.type("checkbox"), .name("veto"), .value(veto.id), .when(veto.isSet, .checked))
              " \(veto.words)"
            }
          }
        }
      }
    } else {
      p {
        model.vetoes.contains(where: \.isSet) ? model.vetoes.filter(\.isSet).map(\.words).joined(separator: "；") : "没有"
      }
    }
  }
}
