import Model

/// What waits for one office in a list, with boxes for passing many on at once; and what became of it.
struct ReviewListPage: Sendable {
  struct Row: Hashable, Sendable {
    var stage: String
    var number: Int
    var title: String
    var unit: String
    var round: String
    var prior: ExactDecimal?
    var asked: ExactDecimal?
    var control: ExactDecimal?
    var counts: FindingCounts
    var due: String?
    var isOverdue: Bool
    /// Why it is not passed with others; nil when it may be.
    var alone: String?
  }

  struct Department: Hashable, Sendable {
    var id: String
    var name: String
    var count: Int
  }

  struct Outcome: Hashable, Sendable {
    var title: String
    var unit: String
    var href: String
    var refusal: String
  }

  var shell: Shell
  /// Budget year of the list; what is sent is about the same one.
  var year: Int
  var title: String
  var facts: [String]
  var filters: [ListFilter]
  var kept: [(String, String)] = []
  var rows: [Row]
  var departments: [Department]
  /// What the button does: 通过, 下达, 批复; nil where each form is looked at alone.
  var verb: String?
  /// Figures are written in the list: control figures.
  var writesControl = false
  /// Address that the list sends itself to.
  var action: String
  var pager: Pager
  /// After a batch: how many were taken, and which were refused.
  var taken: Int?
  var refused: [Outcome] = []
  /// Why a batch was not begun.
  var problem: String?
  var note: String?
  var tabs: [Tab] = []
  var emptyWords: String
}

func reviewListPage(_ model: ReviewListPage) -> HTML {
  page(
    model.shell,
    PageContent(model.title) {
      pageHead(
        model.title, crumbs: [Link("工作台", "/")], facts: model.facts.map { .text($0) },
        actions: model.action == "/control-figures" ? [buttonLink("用过的例外文件", href: "/exceptions")] : [])
      if let problem = model.problem { message(.bad, "没有办理。", .text(problem)) }
      if let taken = model.taken { outcome(taken, model) }
      if !model.tabs.isEmpty { tabs(model.tabs, named: "范围") }
      filterForm(model)
      if model.rows.isEmpty {
        emptyState("没有待办的表", why: model.emptyWords, isAlone: true)
      } else if let verb = model.verb {
        form(.method("post"), .action("\(model.action)?year=\(model.year)"), .class("stack")) {
          tokenField(model.shell.token)
          for (name, value) in model.kept { hiddenField(name, value) }
          table(model)
          batchBar(verb, model)
        }
      } else {
        table(model)
      }
      if model.pager.total > 0 { pager(model.pager) }
    })
}

private func outcome(_ taken: Int, _ model: ReviewListPage) -> HTML {
  .group([
    message(
      model.refused.isEmpty ? .good : .warning, "办了 \(taken) 张" + (model.refused.isEmpty ? "。" : "，"),
      model.refused.isEmpty ? .empty : .text("另有 \(model.refused.count) 张没有办，原因见下。")),
    model.refused.isEmpty
      ? .empty
      : panel(
        "没有办的 \(model.refused.count) 张",
        flush: ol(.class("finds")) {
          for item in model.refused {
            li(.class("warn")) {
              div(.class("ttl")) {
                icon(.back)
                span {
                  a(.href(item.href)) { item.title }
                  "　\(item.unit)"
                }
              }
              div(.class("sub")) { item.refusal }
            }
          }
        }),
  ])
}

private func filterForm(_ model: ReviewListPage) -> HTML {
  form(.class("flt"), .action(model.action == "/control-figures" ? model.action : "/reviews"), .ariaLabel("筛选")) {
    for (name, value) in model.kept { hiddenField(name, value) }
    for (index, filter) in model.filters.enumerated() { filterControl(filter, id: "filter-\(index)") }
    submitButton("筛选", .smallMain)
  }
}

private func columns(_ model: ReviewListPage) -> [Column] {
  var columns: [Column] = model.verb == nil ? [] : [Column("选", width: "cw3")]
  columns += [
    Column("项目、单位"), Column("轮次"), Column("上年预算", unit: "万元", isFigure: true),
    Column("申请", unit: "万元", isFigure: true), Column("比上年", unit: "万元", isFigure: true),
    Column("控制数", unit: "万元", isFigure: true), Column("比申请", unit: "万元", isFigure: true), Column("发现"), Column("期限"),
  ]
  return columns
}

private func table(_ model: ReviewListPage) -> HTML {
  let columns = columns(model)
  return dataTable(model.title, columns, style: "t cards", foot: sums(model, columns)) {
    for row in model.rows { line(row, model, columns) }
  }
}

private func line(_ row: ReviewListPage.Row, _ model: ReviewListPage, _ columns: [Column]) -> HTML {
  let rest = columns.suffix(9).map(\.self)
  return tr {
    if model.verb != nil {
      cell(columns[0]) {
        if let alone = row.alone {
          span(.class("sub")) { alone }
        } else {
          input(
            .type("checkbox"), .name("pick"), .value(row.stage), .ariaLabel("选中 \(row.title)"),
            .when(!model.writesControl, .checked))
        }
        hiddenField("number-\(row.stage)", String(row.number))
      }
    }
    th(.scope("row")) {
      a(.href("/reviews/\(row.stage)")) { row.title }
      span(.class("sub")) { row.unit }
    }
    cell(rest[1]) { row.round }
    cell(rest[2]) { figure(row.prior, places: 2, missing: "无上年") }
    cell(rest[3]) { figure(row.asked, places: 2) }
    cell(rest[4]) { difference(row.asked, row.prior) }
    cell(rest[5]) { control(row, model) }
    cell(rest[6]) { difference(row.control, row.asked) }
    cell(rest[7]) { counts(row.counts) }
    cell(rest[8]) {
      if let due = row.due {
        span(.class(row.isOverdue ? "bad" : nil)) { due + (row.isOverdue ? " 过期" : "") }
      } else {
        span(.class("none")) { "无" }
      }
    }
  }
}

private func control(_ row: ReviewListPage.Row, _ model: ReviewListPage) -> HTML {
  guard model.writesControl else { return figure(row.control, places: 2, missing: "未下达") }
  return input(
    .class("ctl n"), .name("control-\(row.stage)"), .ariaLabel("\(row.title) 控制数（万元）"), .inputmode("decimal"),
    .size("10"), .value((row.control ?? row.asked)?.description))
}

private func difference(_ new: ExactDecimal?, _ old: ExactDecimal?) -> HTML {
  guard let new, let old else { return span(.class("none")) { "—" } }
  let change = new - old
  return change.isZero ? span(.class("same")) { "相同" } : .text(Words.figure(change, places: 2, signed: true))
}

private func sums(_ model: ReviewListPage, _ columns: [Column]) -> HTML {
  func sum(_ path: KeyPath<ReviewListPage.Row, ExactDecimal?>) -> ExactDecimal? {
    let known = model.rows.compactMap { $0[keyPath: path] }
    return known.isEmpty ? nil : known.reduce(.zero) { $0 + $1 }
  }
  let (prior, asked, control) = (sum(\.prior), sum(\.asked), sum(\.control))
  let rest = columns.suffix(9).map(\.self)
  return tr {
    th(.scope("row"), .colspan(columns.count - 7)) { "本页 \(model.rows.count) 张合计" }
    cell(rest[2]) { figure(prior, places: 2, missing: "—") }
    cell(rest[3]) { figure(asked, places: 2, missing: "—") }
    cell(rest[4]) { difference(asked, prior) }
    cell(rest[5]) { figure(control, places: 2, missing: "—") }
    cell(rest[6]) { difference(control, asked) }
    td(.colspan(2)) {}
  }
}

private func batchBar(_ verb: String, _ model: ReviewListPage) -> HTML {
  panel("成批\(verb)") {
    if let note = model.note { p(.class("sub sm")) { note } }
    div(.class("field")) {
      label(.for("opinion")) {
        "办理意见"
        span(.class("req")) { model.writesControl ? "必填" : "可空" }
      }
      input(
        .class("ctl"), .id("opinion"), .name("opinion"), .maxLength("500"),
        .value(model.writesControl ? "按控制数编制二上预算。" : nil))
    }
    div(.class("row mt")) {
      submitButton("\(verb)选中的", .main)
      for department in model.departments {
        submitButton(
          "\(verb)\(department.name)全部 \(department.count) 张", .plain, name: "department", value: department.id)
      }
    }
  }
}
