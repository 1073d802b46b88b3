import Model

/// One key evaluation: the object, the plan, the working paper by indicators, problems, the report, who has it.
struct KeyEvaluationPage: Sendable {
  /// An indicator of the working paper; figures are as they were typed.
  struct Row: Hashable, Sendable {
    var id: String
    var group: String
    var name: String
    var points: String
    var standard: String
    /// What the program reckons for it: 执行率 91.20%。
    var hint: String?
    var score: String
    var evidence: String
    var reason: String
    /// Whether it is an empty line for a further indicator.
    var isNew = false
  }

  struct Part: Hashable, Sendable {
    var id: String
    var name: String
    var rows: [Row]
    var points: ExactDecimal
    var given: ExactDecimal
    /// Rows without a score.
    var open: Int
  }

  struct Finding: Hashable, Sendable {
    var problemClass: String
    var words: String
    var measure: String
    /// 万元, as typed.
    var amount: String
  }

  var shell: Shell
  var id: String
  var title: String
  var unit: String
  var year: Int
  var status: FormStatus
  var number: Int
  /// What is known of the object: why it was chosen, money, scores.
  var object: [(String, HTML)]
  var links: [Link]
  var route: [Step]
  var bar: StageBar
  var returned: String?
  var lead: String
  var plan: [WrittenSection]
  var isPlanOpen: Bool
  var parts: [Part]
  var isPaperOpen: Bool
  /// Whether this person reads scores and problems.
  var showsPaper: Bool
  var findings: [Finding]
  var classes: [String]
  var report: [WrittenSection]
  var of: ExactDecimal
  var given: ExactDecimal
  var total: ExactDecimal?
  var grade: String?
  /// 90 分以上为优，….
  var scale: String
  var policy: String
  /// What still stands in the way of the next step, the first ones.
  var gaps: [String]
  /// What came of it: items to be repaired, what the next budget says.
  var consequences: [Link]
  var moments: [Moment]
  var problems: [Problem] = []
  var done: String?
  var files = AttachmentList()

  var path: String { "\(Place.evaluations.path)/\(id)" }
}

func keyEvaluationPage(_ model: KeyEvaluationPage) -> HTML {
  let head = pageHead(
    "\(model.title)：重点评价", crumbs: [Link("工作台", "/"), Link("重点评价", Place.evaluations.path)],
    facts: [model.status.tag, .text("\(model.year) 年度"), .text(model.unit)],
    actions: model.links.map { buttonLink($0.title, href: $0.href) }
      + (model.showsPaper && !model.isPlanOpen ? [buttonLink("评价报告", href: model.path + "/report")] : []))
  let consequences = panel("结论引出的事") {
    ul(.class("stack sm")) { for link in model.consequences { li { a(.href(link.href)) { link.title } } } }
  }
  return stagePage(
    StageFrame(
      shell: model.shell, title: "\(model.title)重点评价",
      top: StageTop(
        head: head, said: model.done.map { message(.good, $0) } ?? .empty, problems: model.problems,
        returned: model.returned, route: model.route), beside: "得分和办理", bar: model.bar, moments: model.moments,
      files: model.files), above: scorePanel(model), below: model.consequences.isEmpty ? .empty : consequences,
    work: .group([
      panel("评价对象", id: "object") { keyValues(model.object) }, planPanel(model),
      model.isPlanOpen ? .empty : paper(model),
    ]))
}

// MARK: the plan

private func planPanel(_ model: KeyEvaluationPage) -> HTML {
  guard model.isPlanOpen else {
    return panel("评价工作方案", id: "plan", more: model.lead.isEmpty ? .empty : .text("主评人 \(model.lead)")) {
      sectionReadings(model.plan)
    }
  }
  var lead = Field("lead", "主评人")
  lead.value = model.lead
  lead.demand = "必填"
  lead.help = "对报告负责的人，写姓名。"
  lead.attributes = [.maxLength("40")]
  return form(.method("post"), .action(model.path + "/plan"), .class("stack-4"), .id("plan")) {
    tokenField(model.shell.token)
    hiddenField("number", String(model.number))
    panel("评价工作方案", more: "写好后保存，再在右边报送") {
      field(lead)
      for section in model.plan { sectionField(section, name: "plan-\(section.id)", rows: 3) }
    }
    for part in model.parts { frameTable(part, model) }
    panel("保存方案") {
      p { submitButton("保存方案", .main) }
      p(.class("sub sm mt")) { "不要的指标把名称清空；每部分最后两行是空行，写了名称才算。合计应为 100 分，现在 \(Words.figure(model.of)) 分。" }
    }
  }
}

private func frameTable(_ part: KeyEvaluationPage.Part, _ model: KeyEvaluationPage) -> HTML {
  let columns = [
    Column("二级指标", width: "cw9"), Column("三级指标", width: "cw10"), Column("分值", isFigure: true, width: "cw5"),
    Column("评分标准"),
  ]
  return panel(
    "\(part.name)：指标体系", more: .text("\(Words.figure(part.points)) 分"),
    flush: dataTable("\(part.name)指标", columns, style: "t cards") {
      for row in part.rows {
        let subject = row.isNew ? "\(part.name) 新指标" : row.name
        tr {
          cell(columns[0]) { input("group", row, row.group, "二级指标：\(subject)", length: 40) }
          cell(columns[1]) { input("name", row, row.name, "三级指标：\(subject)", length: 80) }
          cell(columns[2]) { input("points", row, row.points, "分值：\(subject)", length: 8, isFigure: true, model) }
          cell(columns[3]) { area("standard", row, row.standard, "评分标准：\(subject)") }
        }
      }
    })
}

private func input(
  _ kind: String, _ row: KeyEvaluationPage.Row, _ value: String, _ label: String, length: Int, isFigure: Bool = false,
  _ model: KeyEvaluationPage? = nil
) -> HTML {
  let id = "\(kind)-\(row.id)"
  let problem = model?.problems.first { $0.field == id }?.words
  return .group([
    Web.input(
      .class(isFigure ? "ctl n" : "ctl"), .id(id), .name(id), .ariaLabel(label), .maxLength(String(length)),
      .when(isFigure, .inputmode("decimal")), .when(problem != nil, .ariaInvalid("true")),
      .ariaDescribedBy(problem == nil ? nil : id + "-e"), .value(value.isEmpty ? nil : value)),
    problem.map { words in span(.class("err"), .id(id + "-e")) { words } } ?? .empty,
  ])
}

private func area(_ kind: String, _ row: KeyEvaluationPage.Row, _ value: String, _ label: String) -> HTML {
  let id = "\(kind)-\(row.id)"
  return textarea(
    .class("ctl"), .id(id), .name(id), .ariaLabel(label), .attribute("rows", "2"), .maxLength("1000")
  ) { value }
}

// MARK: the working paper

private func paper(_ model: KeyEvaluationPage) -> HTML {
  guard model.isPaperOpen else {
    return .group([
      .group(model.parts.map { paperTable($0, model) }),
      model.showsPaper ? findingsPanel(model) : .empty,
      model.showsPaper ? panel("评价报告的文字", id: "report") { sectionReadings(model.report) } : .empty,
    ])
  }
  return form(.method("post"), .action(model.path + "/paper"), .class("stack-4"), .id("paper")) {
    tokenField(model.shell.token)
    hiddenField("number", String(model.number))
    for part in model.parts { paperTable(part, model) }
    findingsPanel(model)
    panel("评价报告的文字", id: "report") {
      for section in model.report { sectionField(section, name: "report-\(section.id)") }
      p(.class("mt-4")) { submitButton("保存评价") }
      p(.class("sub sm mt")) { "没有评完也可以先保存；评完再在右边形成初步结论。" }
    }
  }
}

private func paperTable(_ part: KeyEvaluationPage.Part, _ model: KeyEvaluationPage) -> HTML {
  let shows = model.showsPaper
  var columns = [Column("指标和评分标准", width: "cw15"), Column("分值", isFigure: true, width: "cw4")]
  if shows { columns += [Column("得分", isFigure: true, width: "cw5"), Column("取证情况"), Column("扣分原因")] }
  let words = shows ? "\(Words.figure(part.given)) / \(Words.figure(part.points)) 分" : "\(Words.figure(part.points)) 分"
  return panel(
    part.name, more: .text(shows && part.open > 0 ? "\(words)，还有 \(part.open) 条没评" : words),
    flush: dataTable("\(part.name)工作底稿", columns, style: "t cards") {
      for row in part.rows {
        tr {
          th(.scope("row")) {
            row.name
            span(.class("sub xs")) { "\(row.group)。\(row.standard)" }
            if let hint = row.hint { span(.class("sub xs")) { hint } }
          }
          cell(columns[1]) { row.points }
          if shows { paperCells(row, columns, model) }
        }
      }
    })
}

private func paperCells(_ row: KeyEvaluationPage.Row, _ columns: [Column], _ model: KeyEvaluationPage) -> HTML {
  guard model.isPaperOpen else {
    return .group([
      cell(columns[2]) { row.score.isEmpty ? none("未评") : .text(row.score) },
      cell(columns[3]) { row.evidence.isEmpty ? none("没有写") : .text(row.evidence) },
      cell(columns[4]) { row.reason.isEmpty ? none("没有扣分") : .text(row.reason) },
    ])
  }
  return .group([
    cell(columns[2]) { input("score", row, row.score, "得分：\(row.name)", length: 8, isFigure: true, model) },
    cell(columns[3]) { area("evidence", row, row.evidence, "取证情况：\(row.name)") },
    cell(columns[4]) { area("reason", row, row.reason, "扣分原因：\(row.name)") },
  ])
}

private func findingsPanel(_ model: KeyEvaluationPage) -> HTML {
  if !model.isPaperOpen {
    return panel("发现的问题", id: "findings", more: .text(model.findings.isEmpty ? "没有列" : "\(model.findings.count) 个")) {
      if model.findings.isEmpty { p(.class("sub")) { "没有列出问题。" } }
      ol(.class("stack")) {
        for finding in model.findings {
          li {
            b { finding.problemClass }
            "：\(finding.words)"
            p(.class("sub sm")) {
              "整改要求：\(finding.measure)" + (finding.amount.isEmpty ? "" : "（涉及 \(finding.amount) 万元）")
            }
          }
        }
      }
    }
  }
  let columns = [
    Column("类别", width: "cw9"), Column("问题"), Column("整改要求"), Column("涉及金额", unit: "万元", isFigure: true, width: "cw6"),
  ]
  let empty = KeyEvaluationPage.Finding(problemClass: "", words: "", measure: "", amount: "")
  return panel(
    "发现的问题", id: "findings", more: "定结论后逐个列入整改台账",
    flush: dataTable("发现的问题", columns, style: "t cards") {
      for (index, finding) in (model.findings + [empty, empty]).enumerated() {
        let subject = "第 \(index + 1) 个问题"
        tr {
          cell(columns[0]) {
            select(.class("ctl"), .name("problem-class"), .ariaLabel("类别：\(subject)")) {
              for name in [""] + model.classes {
                option(.value(name), .when(name == finding.problemClass, .selected)) { name.isEmpty ? "请选" : name }
              }
            }
          }
          cell(columns[1]) { lines("problem-words", finding.words, "问题：\(subject)") }
          cell(columns[2]) { lines("problem-measure", finding.measure, "整改要求：\(subject)") }
          cell(columns[3]) {
            Web.input(
              .class("ctl n"), .name("problem-amount"), .ariaLabel("涉及金额：\(subject)"), .maxLength("16"),
              .inputmode("decimal"), .value(finding.amount.isEmpty ? nil : finding.amount))
          }
        }
      }
    }, foot: "保存以后再多出两行。")
}

private func lines(_ name: String, _ value: String, _ label: String) -> HTML {
  textarea(.class("ctl"), .name(name), .ariaLabel(label), .attribute("rows", "2"), .maxLength("1000")) { value }
}

// MARK: the side

private func scorePanel(_ model: KeyEvaluationPage) -> HTML {
  panel(model.isPlanOpen ? "指标分值" : "评价得分", id: "score") {
    if model.isPlanOpen {
      p(.class("score")) {
        span(.class("big")) { Words.figure(model.of) }
        " 分，应合计 100 分"
      }
      ul(.class("stack sm mt")) {
        for part in model.parts {
          li(.class("row between")) {
            span { part.name }
            span { "\(Words.figure(part.points)) 分" }
          }
        }
      }
    } else if !model.showsPaper {
      p(.class("sub")) { "征求单位意见以后，得分和问题在这里给单位看。" }
    } else if let total = model.total {
      scoreFigure(total, grade: model.grade)
    } else {
      p(.class("score")) {
        span(.class("big")) { Words.figure(model.given) }
        " / \(Words.figure(model.of)) 分"
      }
      p(.class("sub mt")) { "还没有评完。" }
    }
    if model.showsPaper, !model.isPlanOpen {
      ul(.class("stack sm mt")) {
        for part in model.parts {
          li(.class("row between")) {
            span { part.name }
            span { "\(Words.figure(part.given)) / \(Words.figure(part.points))" }
          }
        }
      }
      p(.class("sub sm mt")) {
        model.parts.map { Words.figure($0.given) }.joined(separator: " + ")
          + " = \(Words.figure(model.given))。\(model.scale)。"
      }
    }
    if !model.gaps.isEmpty {
      h3(.class("mt")) { "还缺的" }
      ul(.class("stack sm")) { for gap in model.gaps { li { gap } } }
    }
    p(.class("sub xs mt")) { model.policy }
  }
}
