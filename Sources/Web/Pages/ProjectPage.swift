import Model

/// The life of one project: its years in money and scores, its stages, its papers, and what happened to it.
struct ProjectPage: Sendable {
  struct Year: Hashable, Sendable {
    var year: Int
    var href: String
    var asked: ExactDecimal?
    var control: ExactDecimal?
    var approved: ExactDecimal?
    var adjusted: ExactDecimal?
    var paid: ExactDecimal?
    /// Paid of the budget in force, per cent.
    var rate: ExactDecimal?
    var light: Light?
    var selfScore: ExactDecimal?
    var reScore: ExactDecimal?
    var isSuspended: Bool
  }

  struct Stage: Hashable, Sendable {
    var year: Int
    var flow: String
    var href: String
    /// Which of several: a checkpoint, a number.
    var part: String
    var status: FormStatus
    var holders: String
    var due: String
    var since: String
  }

  struct Paper: Hashable, Sendable {
    var title: String
    var href: String
    var kind: String
    var year: Int
    var revision: Int
    var time: String
  }

  /// Something that can be done to the project as a whole.
  struct Move: Hashable, Sendable {
    var value: String
    var name: String
    var needsReason: Bool
  }

  var shell: Shell
  var id: String
  var name: String
  var code: String
  var unit: String
  var category: String
  var state: ProjectTag
  var term: String
  var total: ExactDecimal?
  var basis: String
  var years: [Year]
  var stages: [Stage]
  var papers: [Paper]
  var moments: [Moment]
  /// Changes with everything that is known of the project.
  var stamp: String
  /// nil for those who only look.
  var editHref: String?
  var moves: [Move] = []
  /// The year that the project can be taken into; nil when it is there, or the person may not.
  var offeredYear: Int?
  /// Where the year's goal form is begun; nil when it is there already, or the person may not.
  var begin: [Link] = []
  var problems: [Problem] = []
  var done: String?
  var files = AttachmentList()
}

func projectPage(_ model: ProjectPage) -> HTML {
  page(
    model.shell,
    PageContent(model.problems.isEmpty ? model.name : "有错误：\(model.name)") {
      pageHead(
        model.name, crumbs: [Link("工作台", "/"), Link("项目库", Place.projects.path)],
        facts: [model.state.tag, span(.class("mono")) { model.code }, .text(model.unit), .text(model.category)],
        actions: model.begin.map { buttonLink($0.title, href: $0.href) }
          + (model.editHref.map { [buttonLink("修改项目", href: $0)] } ?? []))
      errorSummary(model.problems)
      if let done = model.done { message(.good, done) }
      div(.class("split slim")) {
        div(.class("stack-4")) {
          panel("历年的钱和结果", more: "单位：万元", flush: yearTable(model))
          panel("各环节", more: .text("\(model.stages.count) 件"), flush: stageTable(model))
          panel("各张表", more: .text("\(model.papers.count) 张"), flush: paperTable(model))
          attachmentsPanel(model.files)
        }
        aside(.class("stack-4"), .ariaLabel("项目情况")) {
          panel("项目情况") {
            keyValues([
              ("期限", .text(model.term)),
              ("总投资", model.total.map { .text(Words.figure($0, places: 2) + " 万元") } ?? span(.class("none")) { "未列" }),
              ("立项依据", model.basis.isEmpty ? span(.class("none")) { "没有写" } : .text(model.basis)),
            ])
          }
          if let year = model.offeredYear { takePanel(model, year) }
          if !model.moves.isEmpty { movePanel(model) }
          panel("经过") {
            if model.moments.isEmpty { p(.class("sub sm")) { "还没有记录。" } } else { timeLine(model.moments) }
          }
        }
      }
    })
}

private func yearTable(_ model: ProjectPage) -> HTML {
  guard !model.years.isEmpty else {
    return emptyState("还没有列入哪一年", why: "列入年度以后，才能申报绩效目标和预算。")
  }
  let columns = [
    Column("年度"), Column("申报", isFigure: true), Column("控制数", isFigure: true), Column("批复", isFigure: true),
    Column("调整后", isFigure: true), Column("已支付", isFigure: true), Column("执行率", unit: "%", isFigure: true), Column("灯"),
    Column("自评", unit: "分", isFigure: true), Column("再评价", unit: "分", isFigure: true),
  ]
  return dataTable("历年的钱和结果", columns, style: "t cards") {
    for row in model.years {
      tr {
        th(.scope("row")) {
          a(.href(row.href)) { String(row.year) }
          if row.isSuspended { span(.class("sub")) { "暂停拨付" } }
        }
        cell(columns[1]) { figure(row.asked, places: 2) }
        cell(columns[2]) { figure(row.control, places: 2, missing: "未下达") }
        cell(columns[3]) { figure(row.approved, places: 2, missing: "未批复") }
        cell(columns[4]) { figure(row.adjusted, places: 2, missing: "未调整") }
        cell(columns[5]) { figure(row.paid, places: 2, missing: "无支付") }
        cell(columns[6]) { figure(row.rate, places: 1, missing: "—") }
        cell(columns[7]) { if let light = row.light { light.html } else { span(.class("none")) { "未监控" } } }
        cell(columns[8]) { figure(row.selfScore, missing: "未自评") }
        cell(columns[9]) { figure(row.reScore, missing: "未评") }
      }
    }
  }
}

private func stageTable(_ model: ProjectPage) -> HTML {
  guard !model.stages.isEmpty else { return emptyState("还没有开始办", why: "先做事前评估或申报绩效目标。") }
  let columns = [Column("环节"), Column("年度"), Column("现在"), Column("在谁手里"), Column("期限"), Column("从何时起")]
  return dataTable("各环节", columns, style: "t cards") {
    for stage in model.stages {
      tr {
        th(.scope("row")) {
          a(.href(stage.href)) { stage.flow }
          if !stage.part.isEmpty { span(.class("sub")) { stage.part } }
        }
        cell(columns[1]) { String(stage.year) }
        cell(columns[2]) { stage.status.tag }
        cell(columns[3]) { stage.holders }
        cell(columns[4]) { stage.due }
        cell(columns[5]) { stage.since }
      }
    }
  }
}

private func paperTable(_ model: ProjectPage) -> HTML {
  guard !model.papers.isEmpty else { return emptyState("还没有表", why: "申报、监控和自评的表会列在这里。") }
  let columns = [Column("表"), Column("年度"), Column("版本"), Column("更新时间")]
  return dataTable("各张表", columns, style: "t even", isWide: false) {
    for paper in model.papers {
      tr {
        th(.scope("row")) {
          a(.href(paper.href)) { paper.title }
          span(.class("sub")) { paper.kind }
        }
        td { String(paper.year) }
        td { "第 \(paper.revision) 版" }
        td(.class("nw")) { paper.time }
      }
    }
  }
}

private func takePanel(_ model: ProjectPage, _ year: Int) -> HTML {
  var asked = Field("asked", "申报预算")
  asked.unit = "万元"
  asked.isFigure = true
  asked.demand = "可空"
  asked.help = "没有想好可以先空着，申报目标时再填。"
  if let problem = model.problems.first(where: { $0.field == "asked" }) { asked.remark = .error(problem.words) }
  return panel("列入 \(year) 年度") {
    form(.method("post"), .action("\(Place.projects.path)/\(model.id)/years")) {
      tokenField(model.shell.token)
      hiddenField("year", String(year))
      field(asked)
      p(.class("mt")) { submitButton("列入 \(year) 年度") }
    }
  }
}

private func movePanel(_ model: ProjectPage) -> HTML {
  let needing = model.moves.filter(\.needsReason).map(\.name)
  var reason = Field("reason", "理由")
  reason.demand = "可空"
  reason.help = needing.isEmpty ? nil : "\(needing.joined(separator: "、"))要写理由，记入总台账。"
  reason.attributes = [.maxLength("500")]
  if let problem = model.problems.first(where: { $0.field == "reason" }) { reason.remark = .error(problem.words) }
  return panel("项目的去留") {
    form(.method("post"), .action("\(Place.projects.path)/\(model.id)/state")) {
      tokenField(model.shell.token)
      hiddenField("stamp", model.stamp)
      field(reason)
      p(.class("row mt")) {
        for move in model.moves {
          submitButton(move.name, move.value == "cancel" ? .danger : .plain, name: "move", value: move.value)
        }
      }
    }
  }
}
