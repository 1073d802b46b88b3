import Model

/// One request to change budget and goal together: before and after, why, what it does, the decision.
struct AdjustmentPage: Sendable {
  /// A cell that may be changed on the page itself.
  struct Cell: Hashable, Sendable {
    var path: String
    var name: String
    var before: String
    var after: String
    var isFigure: Bool
    var change: String?
  }

  var shell: Shell
  var id: String
  var title: String
  var facts: [HTML]
  var route: [Step]
  var number: Int
  var kinds: [String]
  var kind: String
  var reason: String
  var effect: String
  var isOpen: Bool
  /// Budget and targets, in page order.
  var cells: [Cell]
  /// What else differs between the two forms.
  var others: [Cell]
  var figures: [Fact]
  var oldForm: String
  var newForm: String
  var bar: StageBar
  var findings: [Finding]
  /// The words of whoever sent it back, while nobody has handed it in again.
  var returned: String?
  var moments: [Moment] = []
  var files = AttachmentList()

  var path: String { "/adjustments/\(id)" }
}

func adjustmentPage(_ model: AdjustmentPage) -> HTML {
  let head = pageHead(
    "预算和目标调整：\(model.title)", crumbs: [Link("工作台", "/"), Link("预算调整", "/adjustments")], here: model.title,
    facts: model.facts,
    actions: [
      buttonLink("批复的目标", href: "/forms/\(model.oldForm)"), buttonLink("调整后的目标", href: "/forms/\(model.newForm)"),
    ])
  return stagePage(
    StageFrame(
      shell: model.shell, title: "预算和目标调整：\(model.title)",
      top: StageTop(head: head, returned: model.returned, route: model.route), figures: facts(model.figures),
      beside: "办理", bar: model.bar, moments: model.moments, files: model.files),
    below: model.findings.isEmpty ? .empty : findings(model), work: model.isOpen ? editing(model) : reading(model))
}

private func editing(_ model: AdjustmentPage) -> HTML {
  form(.method("post"), .action(model.path), .class("stack")) {
    tokenField(model.shell.token)
    hiddenField("number", String(model.number))
    panel("为什么调整") {
      div(.class("field")) {
        label(.for("kind")) {
          "调整类型"
          span(.class("req")) { "必填" }
        }
        select(.class("ctl"), .id("kind"), .name("kind")) {
          option(.value("")) { "请选一项" }
          for kind in model.kinds { option(.value(kind), .when(kind == model.kind, .selected)) { kind } }
        }
      }
      words("reason", "调整原因", "政策、突发事件或者执行情况，写明文号和时间。", model.reason)
      words("effect", "对产出和效果的影响", "哪些指标随预算增减，哪些不变。", model.effect)
    }
    panel("预算和指标值", more: .text("只改要调整的格"), flush: table(model, isOpen: true)) {}
    p(.class("row")) { submitButton("保存", .plain) }
  }
}

private func words(_ id: String, _ name: String, _ help: String, _ value: String) -> HTML {
  div(.class("field")) {
    label(.for(id)) {
      name
      span(.class("req")) { "必填" }
    }
    span(.class("help"), .id(id + "-h")) { help }
    textarea(
      .class("ctl"), .id(id), .name(id), .attribute("rows", "3"), .maxLength("2000"), .ariaDescribedBy(id + "-h")
    ) { value }
  }
}

private func reading(_ model: AdjustmentPage) -> HTML {
  .group([
    panel("为什么调整") {
      keyValues([
        ("调整类型", said(model.kind)), ("调整原因", said(model.reason)), ("对产出和效果的影响", said(model.effect)),
      ])
    },
    panel("调整前后", flush: table(model, isOpen: false)) {},
  ])
}

private func said(_ words: String) -> HTML { words.isEmpty ? span(.class("none")) { "没有写" } : .text(words) }

private func table(_ model: AdjustmentPage, isOpen: Bool) -> HTML {
  let columns = [
    Column("格"), Column("调整前", isFigure: true), Column("调整后", isFigure: true), Column("差", isFigure: true),
  ]
  let cells = model.cells.filter { isOpen || $0.before != $0.after } + model.others
  guard !cells.isEmpty else { return div(.class("in")) { p(.class("sub")) { "还没有改动。" } } }
  return dataTable("调整前后", columns, style: "t even") {
    for (index, item) in cells.enumerated() {
      tr {
        th(.scope("row")) { item.name }
        cell(columns[1]) { item.before.isEmpty ? span(.class("none")) { "未设" } : .text(item.before) }
        td(.class(item.before == item.after ? "n" : "n chg")) {
          if isOpen, index < model.cells.count {
            input(
              .class("ctl n"), .name("cell:\(item.path)"), .ariaLabel("\(item.name) 调整后"), .value(item.after),
              .when(item.isFigure, .inputmode("decimal")))
          } else if item.isFigure {
            item.after
          } else {
            difference(old: item.before.isEmpty ? nil : item.before, new: item.after.isEmpty ? nil : item.after)
          }
        }
        cell(columns[3]) {
          item.change.map { .text($0) } ?? span(.class("same")) { item.before == item.after ? "未改" : "有改动" }
        }
      }
    }
  }
}

private func findings(_ model: AdjustmentPage) -> HTML {
  panel(
    "调整后的表有 \(model.findings.count) 处发现", more: anchor(Link("看全表", "/forms/\(model.newForm)")),
    flush: ol(.class("finds")) {
      for finding in model.findings.prefix(10) {
        li(.class(finding.severity.className)) {
          div(.class("ttl")) {
            finding.severity.mark
            span { finding.title }
          }
          div(.class("sub")) { "\(finding.place)：\(finding.message)" }
        }
      }
    })
}

/// All requests of a year, and where a new one is begun.
struct AdjustmentListPage: Sendable {
  struct Row: Hashable, Sendable {
    var href: String
    var title: String
    var unit: String
    var kind: String
    var before: ExactDecimal?
    var after: ExactDecimal?
    var status: FormStatus
    var since: String
  }

  /// A project whose goal is in force.
  struct Candidate: Hashable, Sendable {
    var project: String
    var name: String
    var code: String
    var unit: String
    var budget: ExactDecimal?
  }

  var shell: Shell
  var facts: [String]
  var tabs: [Tab]
  var rows: [Row]
  var pager: Pager
  var mayBegin: Bool
  var search: String
}

func adjustmentListPage(_ model: AdjustmentListPage) -> HTML {
  let columns = [
    Column("项目、单位"), Column("调整类型"), Column("调整前", unit: "万元", isFigure: true),
    Column("调整后", unit: "万元", isFigure: true), Column("差", unit: "万元", isFigure: true), Column("状态"), Column("更新时间"),
  ]
  return page(
    model.shell,
    PageContent("预算调整") {
      pageHead(
        "预算调整", crumbs: [Link("工作台", "/")], facts: model.facts.map { .text($0) },
        actions: model.mayBegin ? [buttonLink("申请调整", href: "/adjustments/new", .main)] : [])
      tabs(model.tabs, named: "办理情况")
      form(.class("flt"), .action("/adjustments"), .ariaLabel("筛选")) {
        filterControl(.search(name: "q", label: "项目或单位", value: model.search), id: "filter-0")
        submitButton("筛选", .smallMain)
        a(.class("on"), .href("/adjustments")) { "清除条件" }
      }
      if model.rows.isEmpty {
        emptyState(
          "没有调整申请", why: "预算增减或者项目内容变化时，预算和目标一起申请调整；批准以后两个版本都看得到。",
          next: model.mayBegin ? buttonLink("申请调整", href: "/adjustments/new") : .empty, isAlone: true)
      } else {
        dataTable("调整申请", columns, style: "t cards") {
          for row in model.rows {
            tr {
              th(.scope("row")) {
                a(.href(row.href)) { row.title }
                span(.class("sub")) { row.unit }
              }
              cell(columns[1]) { row.kind.isEmpty ? span(.class("none")) { "没有写" } : .text(row.kind) }
              cell(columns[2]) { figure(row.before, places: 2) }
              cell(columns[3]) { figure(row.after, places: 2) }
              cell(columns[4]) { step(row.before, row.after) }
              cell(columns[5]) { row.status.tag }
              cell(columns[6]) { row.since }
            }
          }
        }
        pager(model.pager)
      }
    })
}

private func step(_ before: ExactDecimal?, _ after: ExactDecimal?) -> HTML {
  guard let before, let after else { return span(.class("none")) { "—" } }
  let change = after - before
  return change.isZero ? span(.class("same")) { "不变" } : .text(Words.figure(change, places: 2, signed: true))
}

/// Choosing the project whose budget and goal are to change.
func adjustmentStartPage(
  _ shell: Shell, candidates: [AdjustmentListPage.Candidate], search: String, pager: Pager
) -> HTML {
  let columns = [Column("项目、编码"), Column("单位"), Column("现行预算", unit: "万元", isFigure: true), Column("办理")]
  return page(
    shell,
    PageContent("申请预算和目标调整") {
      pageHead(
        "申请预算和目标调整", crumbs: [Link("工作台", "/"), Link("预算调整", "/adjustments")], here: "选项目",
        facts: [.text("只列已经批复了绩效目标的项目")])
      form(.class("flt"), .action("/adjustments/new"), .ariaLabel("筛选")) {
        filterControl(.search(name: "q", label: "项目、编码或单位", value: search), id: "filter-0")
        submitButton("筛选", .smallMain)
      }
      if candidates.isEmpty {
        emptyState("没有可以调整的项目", why: "批复了绩效目标的项目才能申请调整；没有批复的请直接改申报表。", isAlone: true)
      } else {
        dataTable("可以调整的项目", columns, style: "t cards") {
          for item in candidates {
            tr {
              th(.scope("row")) {
                item.name
                span(.class("sub mono")) { item.code }
              }
              cell(columns[1]) { item.unit }
              cell(columns[2]) { figure(item.budget, places: 2) }
              cell(columns[3]) {
                postButton(
                  "申请调整", to: "/adjustments", token: shell.token, .small, fields: [("project", item.project)])
              }
            }
          }
        }
        Web.pager(pager)
      }
    })
}
