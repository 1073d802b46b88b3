import Model

/// A goal form before its reviewer: cells that matter first, one box for sending a cell back, points, the action bar.
struct ReviewPage: Sendable {
  /// A cell with what speaks about it and what the reviewer has noted.
  struct Row: Hashable, Sendable {
    var path: String
    var anchor: String
    var section: String
    var name: String
    var earlier: String?
    var last: String?
    var value: String?
    var isFigure: Bool
    var findings: [Finding]
    var noted: Noted?
  }

  /// What is noted about a cell and not yet sent.
  struct Noted: Hashable, Sendable {
    var reason: String
    var words: String
    var proposed: String?
    var basis: String?
  }

  struct Aspect: Hashable, Sendable {
    var id: String
    var name: String
    var points: ExactDecimal
    var questions: [String]
    var given: ExactDecimal?
  }

  struct Grade: Hashable, Sendable {
    var name: String
    var words: String
    var total: ExactDecimal
  }

  var shell: Shell
  var stage: String
  var formID: String
  var title: String
  var facts: [String]
  /// Where this one stands among those that wait for the reader, and its neighbours.
  var previous: String?
  var next: String?
  var tabs: [Tab]
  var rows: [Row]
  /// What was found about the form as a whole.
  var general: [Finding] = []
  /// Path of the cell whose box is open.
  var open: String?
  var reasons: [String]
  /// All noted cells, those of other tabs included.
  var noted: [(place: String, path: String, anchor: String, note: Noted)]
  var aspects: [Aspect] = []
  var grade: Grade?
  /// nil when the reader only looks.
  var bar: StageBar?
  /// Whether the reader may note cells: it is his turn.
  var mayNote: Bool
  /// Words of the last step, and the route.
  var route: [Step] = []

  var path: String { "/reviews/\(stage)" }
}

func reviewPage(_ model: ReviewPage) -> HTML {
  page(
    model.shell,
    PageContent("审核：\(model.title)") {
      pageHead(
        "审核：\(model.title)", crumbs: [Link("工作台", "/"), Link("待我审核", "/reviews")], here: model.title,
        facts: model.facts.map { .text($0) }, actions: actions(model))
      if !model.route.isEmpty { route(model.route) }
      div(.class("split")) {
        div {
          tabs(model.tabs, named: "查看范围")
          for finding in model.general {
            message(finding.severity == .error ? .bad : .warning, finding.title, .text("　" + finding.message))
          }
          if model.rows.isEmpty {
            emptyState("没有要紧的格", why: "机器没有发现问题，金额和指标值与上年一致。可以看全部的格，或者直接办理。", isAlone: true)
          } else {
            cells(model)
          }
        }
        aside(.class("side"), .ariaLabel("评分与退回")) {
          if !model.aspects.isEmpty { points(model) }
          notedPanel(model)
        }
      }
      if let bar = model.bar { actionBar(bar, model) }
    })
}

private func actions(_ model: ReviewPage) -> [HTML] {
  var actions = [
    buttonLink("看全表", href: "/forms/\(model.formID)"), buttonLink("各轮比较", href: "/forms/\(model.formID)/rounds"),
  ]
  if let previous = model.previous { actions.append(buttonLink("上一张", href: previous)) }
  if let next = model.next { actions.append(buttonLink("下一张", href: next)) }
  return actions
}

private let reviewColumns = [
  Column("位置"), Column("前年"), Column("上年"), Column("本次填报"),
  Column("发现"), Column("我的意见"),
]

private func cells(_ model: ReviewPage) -> HTML {
  dataTable("有发现或与上年不同的格", reviewColumns, style: "t cards") {
    for row in model.rows {
      tr(.id(row.anchor), .class(row.path == model.open ? "sel" : nil)) {
        th(.scope("row")) {
          row.name
          span(.class("sub")) { row.section }
        }
        value(1, row) { known(row.earlier) }
        value(2, row) { known(row.last) }
        value(3, row) { b { row.value.map { .text($0) } ?? span(.class("none")) { "没有填" } } }
        cell(reviewColumns[4]) { found(row.findings) }
        cell(reviewColumns[5]) { opinion(row, model) }
      }
      if row.path == model.open, model.mayNote { tr { td(.colspan(6), .class("pad0")) { box(row, model) } } }
    }
  }
}

/// Figures stand right, words left, whatever the column says.
private func value(_ column: Int, _ row: ReviewPage.Row, @HTMLBuilder content: () -> HTML) -> HTML {
  td(.class(row.isFigure ? "n" : nil), .attribute("data-l", reviewColumns[column].cardLabel)) { content() }
}

private func known(_ value: String?) -> HTML { value.map { .text($0) } ?? span(.class("none")) { "无" } }

private func found(_ findings: [Finding]) -> HTML {
  if findings.isEmpty { return span(.class("none")) { "无" } }
  return .group(
    findings.map { finding in
      div {
        span(.class(finding.severity.className)) { finding.severity.mark }
        " \(finding.title)"
        span(.class("sub")) { finding.message }
      }
    })
}

private func opinion(_ row: ReviewPage.Row, _ model: ReviewPage) -> HTML {
  if row.path == model.open { return b { "正在写" } }
  guard model.mayNote else { return span(.class("none")) { row.noted == nil ? "无" : "已记" } }
  let href = noteHref(model, row.path, row.anchor)
  if let noted = row.noted {
    return .group([
      tag(.warning, .back, "退回"),
      span(.class("sub")) { noted.reason },
      a(.href(href)) { "改" },
    ])
  }
  return a(.href(href)) {
    "退回这一格"
    hiddenWords("：\(row.name)")
  }
}

private func noteHref(_ model: ReviewPage, _ path: String, _ anchor: String) -> String {
  var fields = Fields()
  if model.tabs.last?.isCurrent ?? false { fields.append("show", "all") }
  fields.append("cell", path)
  return model.path + "?" + fields.encoded + "#" + anchor
}

/// The box under a row in which a reviewer writes why a cell goes back.
private func box(_ row: ReviewPage.Row, _ model: ReviewPage) -> HTML {
  form(.method("post"), .action(model.path + "/notes"), .class("retbox")) {
    tokenField(model.shell.token)
    hiddenField("path", row.path)
    h2 { "退回这一格：\(row.name)" + (row.value.map { " · \($0)" } ?? "") }
    div(.class("split half")) {
      div {
        fieldset(.class("field")) {
          legend(.class("lab")) { "原因" }
          div(.class("opts inline")) {
            for (index, reason) in model.reasons.enumerated() {
              let isChosen = row.noted.map { $0.reason == reason } ?? (index == 0)
              label(.class("opt")) {
                input(.type("radio"), .name("reason"), .value(reason), .when(isChosen, .checked))
                reason
              }
            }
          }
        }
        div(.class("field")) {
          label(.for("say")) {
            "说给填报人听"
            span(.class("req")) { "必填" }
          }
          textarea(
            .class("ctl"), .id("say"), .name("words"), .attribute("rows", "3"), .maxLength("1000"), .required,
            .ariaDescribedBy("say-b")
          ) { row.noted?.words ?? "" }
          span(.class("beside"), .id("say-b")) { span { "随退回发出，填报人在这一格旁看到。" } }
        }
      }
      div {
        field(basisField(row))
        field(proposedField(row))
        p(.class("row end mt")) {
          buttonLink("取消", href: model.path)
          submitButton("记下这条退回", .main)
        }
      }
    }
  }
}

private func basisField(_ row: ReviewPage.Row) -> Field {
  var basis = Field("basis", "依据")
  basis.demand = "可空"
  basis.value = row.noted?.basis ?? row.findings.lazy.compactMap(\.basis).first ?? ""
  return basis
}

private func proposedField(_ row: ReviewPage.Row) -> Field {
  var proposed = Field("proposed", "建议改成")
  proposed.demand = "可空"
  proposed.isFigure = row.isFigure
  proposed.value = row.noted?.proposed ?? row.findings.lazy.compactMap(\.expected).first ?? ""
  return proposed
}

private func points(_ model: ReviewPage) -> HTML {
  panel("审核评分", id: "points") {
    form(.method("post"), .action(model.path + "/points")) {
      tokenField(model.shell.token)
      dataTable(
        "四性评分", [Column("方面"), Column("满分", isFigure: true), Column("我评", isFigure: true)], style: "t even",
        isWide: false,
        foot: tr {
          th(.scope("row")) { "合计" }
          td(.class("n")) { Words.figure(model.aspects.reduce(.zero) { $0 + $1.points }) }
          td(.class("n")) { model.grade.map { .text(Words.figure($0.total)) } ?? span(.class("none")) { "未评完" } }
        }
      ) {
        for aspect in model.aspects {
          tr {
            th(.scope("row")) {
              aspect.name
              span(.class("sub xs")) { aspect.questions.joined(separator: "；") }
            }
            td(.class("n")) { Words.figure(aspect.points) }
            td(.class("n")) {
              if model.mayNote {
                input(
                  .class("ctl n sc"), .name("points-\(aspect.id)"), .ariaLabel("\(aspect.name) 我评"),
                  .inputmode("decimal"), .value(aspect.given?.description))
              } else {
                known(aspect.given?.description)
              }
            }
          }
        }
      }
      p(.class("mt row")) {
        if let grade = model.grade {
          span {
            "等级 "
            b { grade.name }
            "　"
            span(.class("sub sm")) { grade.words }
          }
        }
        if model.mayNote { submitButton("记下评分", .small) }
      }
    }
  }
}

private func notedPanel(_ model: ReviewPage) -> HTML {
  panel(
    "要退回的 \(model.noted.count) 格", id: "noted",
    flush: model.noted.isEmpty
      ? div(.class("in")) { p(.class("sub sm")) { "在格的右边点“退回这一格”，记下的会列在这里，退回时一起发出。" } }
      : ol(.class("finds")) {
        for (index, item) in model.noted.enumerated() {
          li(.class("warn")) {
            div(.class("ttl")) {
              icon(.back)
              span { "\(index + 1) \(item.place)" }
            }
            div(.class("sub")) { "\(item.note.reason)。\(item.note.words)" }
            if model.mayNote {
              div(.class("do")) {
                a(.href(noteHref(model, item.path, item.anchor))) {
                  "改"
                  hiddenWords(item.place)
                }
                postButton(
                  "撤掉", to: model.path + "/notes", token: model.shell.token, .link,
                  fields: [("path", item.path), ("remove", "yes")])
              }
            }
          }
        }
      })
}

private func actionBar(_ bar: StageBar, _ model: ReviewPage) -> HTML {
  panel("办理", id: "steps", extra: "mt") {
    p { bar.lead }
    reviewForm(bar, model)
  }
}

private func reviewForm(_ bar: StageBar, _ model: ReviewPage) -> HTML {
  let count = model.noted.count
  var renamed = bar
  renamed.buttons = bar.buttons.map { button in
    var button = button
    if button.event.hasPrefix("return") {
      button.name = count == 0 ? "整张退回" : "退回 \(count) 格"
      // The words stand at the cells.
      if count > 0 { button.needsOpinion = false }
    }
    return button
  }
  return stageForm(renamed, action: model.path + "/step")
}
