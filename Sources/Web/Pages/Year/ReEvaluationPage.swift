import Model

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
  var files = AttachmentList()
  /// Several experts who score apart; nil where one person scores.
  var panel: Panel?

  struct Panel: Hashable, Sendable {
    struct Row: Hashable, Sendable {
      var name: String
      var low: ExactDecimal
      var high: ExactDecimal
      var spread: ExactDecimal
      var points: ExactDecimal
      var why: String
      var isFar: Bool
    }
    /// Who scores and how many have handed in.
    var words: String
    /// Part by part and in all; empty until all have handed in.
    var rows: [Row]
  }

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

extension ReEvaluationPage: FillingPage {
  /// The marks are kept with the stage and no form.
  var basedOn: Int? { nil }
  var keptAt: String? { nil }
}

func reEvaluationPage(_ model: ReEvaluationPage) -> HTML {
  fillingPage(
    model,
    FillingFrame(
      title: "\(model.title)再评价",
      head: pageHead(
        "\(model.title)：再评价", crumbs: [Link("工作台", "/"), Link("再评价", "/re-evaluations")],
        facts: [model.status.tag, .text(model.unit)] + (model.rank.map { [.text($0)] } ?? []),
        actions: (model.formHref.map { [buttonLink("看自评表", href: $0)] } ?? [])
          + (model.selfEvaluationHref.map { [buttonLink("看自评", href: $0)] } ?? [])),
      action: "/re-evaluations/\(model.id)", notYet: "还不能形成得分", submit: "核对并形成初步得分",
      hint: "参考分由系统按自评表算出，评价人可以改；扣分都要写依据。"),
    content: content(model))
}

private func content(_ model: ReEvaluationPage) -> HTML {
  div(.class("split")) {
    div(.class("stack-4")) {
      if let panel = model.panel { panelOfExperts(panel) }
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
      momentPanel(model.moments, "经过和单位回复")
    }
  }
}

private func panelOfExperts(_ experts: ReEvaluationPage.Panel) -> HTML {
  let columns = [
    Column("方面"), Column("最低", isFigure: true), Column("最高", isFigure: true), Column("相差", isFigure: true),
    Column("合成", isFigure: true), Column("算法"),
  ]
  guard !experts.rows.isEmpty else { return panel("评审组") { p { experts.words } } }
  return panel(
    "评审组的分差", more: .text(experts.words),
    flush: dataTable("评审组的分差", columns, style: "t cards") {
      for row in experts.rows {
        tr {
          th(.scope("row")) { row.name }
          cell(columns[1]) { figure(row.low) }
          cell(columns[2]) { figure(row.high) }
          td(.class(row.isFar ? "n bad" : "n"), .attribute("data-l", columns[3].title)) { figure(row.spread) }
          cell(columns[4]) { figure(row.points) }
          cell(columns[5]) { row.isFar ? row.why + "；相差过大，评前应当会商" : row.why }
        }
      }
    })
}

private func partTable(_ model: ReEvaluationPage) -> HTML {
  let columns = [
    EntryColumn("方面", width: "cw18"), EntryColumn("满分", isFigure: true, width: "cw4"),
    EntryColumn("得分", isFigure: true, width: "cw5"), EntryColumn("依据"),
  ]
  return panel(
    "各方面得分",
    flush: div(.class("t-wrap")) {
      p(.class("swipe no-s")) { "左右滑动看全表" }
      table(.class("t grid steps-s")) {
        element("caption", .class("vh")) { "再评价评分表" }
        colgroup { for column in columns { col(.class(column.width)) } }
        thead {
          tr { for column in columns { th(.scope("col"), .class(column.isFigure ? "n" : nil)) { column.title } } }
        }
        tbody { for part in model.parts { tr { labelled(partCells(part, model), columns) } } }
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

private func partCells(_ part: ReEvaluationPage.Part, _ model: ReEvaluationPage) -> [HTML] {
  let points = FormPath("part[\(part.id)].points")
  let reason = FormPath("part[\(part.id)].reason")
  func isWrong(_ path: FormPath) -> Bool { model.problem(path) != nil }
  let name = td {
    part.name
    span(.class("sub xs")) { part.guide }
  }
  guard model.isOpen else {
    return [
      name, td(.class("n")) { part.full.trimmed.description },
      td(.class("n")) { b { part.points.isEmpty ? "—" : part.points } }, td { part.reason.isEmpty ? "—" : part.reason },
    ]
  }
  return [
    name, td(.class("n")) { part.full.trimmed.description },
    entryCell(points, label: "\(part.name) 得分", value: part.points, isFigure: true, isWrong: isWrong(points)),
    entryCell(reason, label: "\(part.name) 依据", value: part.reason, isWrong: isWrong(reason)),
  ]
}

private func rowGrid(_ model: ReEvaluationPage) -> HTML {
  entryGrid(
    "逐条重评，\(model.rows.count) 条指标",
    [
      EntryColumn("三级指标"), EntryColumn("目标", width: "cw6"), EntryColumn("自评实际", width: "cw6"),
      EntryColumn("分值", isFigure: true, width: "cw4"), EntryColumn("自评得分", isFigure: true, width: "cw5"),
      EntryColumn("重评得分", isFigure: true, width: "cw5"), EntryColumn("改分的理由", width: "cw10"),
    ],
    rows: model.rows.map { row in
      EntryRow(level1: row.level1, level2: row.level2, cells: rowCells(row, model))
    }, isOpen: model.isOpen)
}

private func rowCells(_ row: ReEvaluationPage.Row, _ model: ReEvaluationPage) -> [HTML] {
  let points = FormPath("row[\(row.path.text)].points")
  let reason = FormPath("row[\(row.path.text)].reason")
  return [
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
        isWrong: model.problem(row.path) != nil)
      : td { row.reason.isEmpty ? "—" : row.reason },
  ]
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
