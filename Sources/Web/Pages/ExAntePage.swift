import Model

/// One ex-ante evaluation: the unit's material, the five dimensions with their questions, the report, who has it.
struct ExAntePage: Sendable {
  struct Question: Hashable, Sendable {
    /// Name of the control: `necessity.policy`.
    var key: String
    var text: String
    var of: ExactDecimal
    /// Identifier of the chosen grade; empty while it is open.
    var grade: String
    var gradeName: String?
    var points: ExactDecimal?
    var words: String
  }

  struct Group: Hashable, Sendable {
    var name: String
    var questions: [Question]
  }

  struct Dimension: Hashable, Sendable {
    var name: String
    /// How sure its content is: 见于公开的实际用表.
    var standing: String
    var points: ExactDecimal
    var of: ExactDecimal
    var groups: [Group]
    var open: Int
  }

  var shell: Shell
  var id: String
  var title: String
  var unit: String
  var kind: String
  var year: Int
  var amount: ExactDecimal?
  var status: FormStatus
  var number: Int
  var project: Link?
  var route: [Step]
  var bar: StageBar
  /// The words of whoever sent it back, while nobody has handed it in again.
  var returned: String?
  var material: [WrittenSection]
  var isMaterialOpen: Bool
  var dimensions: [Dimension]
  var isAssessmentOpen: Bool
  var grades: [Choice]
  var report: [WrittenSection]
  var total: ExactDecimal
  var of: ExactDecimal
  var open: Int
  /// What the points lead to; nil while a question is open.
  var conclusion: String?
  /// 80 分以上予以支持，60 分以上调整后支持.
  var scale: String
  var policy: String
  var moments: [Moment]
  var problems: [Problem] = []
  var done: String?
  var files = AttachmentList()

  var path: String { "\(Place.preEvaluations.path)/\(id)" }
}

func exAntePage(_ model: ExAntePage) -> HTML {
  let head = pageHead(
    model.title, crumbs: [Link("工作台", "/"), Link("事前评估", Place.preEvaluations.path)],
    facts: [
      model.status.tag, .text("\(model.year) 年度"), .text(model.unit), .text("\(model.kind)评估"),
      model.amount.map { .text("申请 \(Words.figure($0, places: 2)) 万元") } ?? "没有写金额",
    ],
    actions: (model.project.map { [buttonLink($0.title, href: $0.href)] } ?? [])
      + [buttonLink("评估报告", href: model.path + "/report")])
  return stagePage(
    StageFrame(
      shell: model.shell, title: model.title,
      top: StageTop(
        head: head, said: model.done.map { message(.good, $0) } ?? .empty, problems: model.problems,
        returned: model.returned, route: model.route), beside: "得分和办理", bar: model.bar, moments: model.moments,
      files: model.files), above: scorePanel(model), work: .group([materialPanel(model), assessment(model)]))
}

// MARK: material

private func materialPanel(_ model: ExAntePage) -> HTML {
  guard model.isMaterialOpen else {
    return panel("单位报送的材料", id: "material") { sectionReadings(model.material) }
  }
  var amount = Field("amount", "申请预算")
  amount.value = model.amount?.description ?? ""
  amount.unit = "万元"
  amount.isFigure = true
  amount.demand = "必填"
  if let problem = model.problems.first(where: { $0.field == "amount" }) { amount.remark = .error(problem.words) }
  return panel("单位报送的材料", id: "material", more: "写好后保存，再在右边报送") {
    form(.method("post"), .action(model.path + "/material"), .class("stack")) {
      tokenField(model.shell.token)
      hiddenField("number", String(model.number))
      field(amount)
      for section in model.material { sectionField(section, name: "material-\(section.id)") }
      p(.class("mt-4")) { submitButton("保存材料") }
    }
  }
}

// MARK: the five dimensions

private func assessment(_ model: ExAntePage) -> HTML {
  guard model.isAssessmentOpen else {
    let hasBegun = model.open < model.dimensions.reduce(0) { $0 + $1.groups.reduce(0) { $0 + $1.questions.count } }
    return .group([
      hasBegun
        ? .group(model.dimensions.map { dimensionPanel($0, model) })
        : panel("五个维度的评估", id: "assessment") { p(.class("sub")) { "还没有开始评估。" } },
      hasBegun ? panel("评估报告的文字", id: "report") { sectionReadings(model.report) } : .empty,
    ])
  }
  return form(.method("post"), .action(model.path + "/assessment"), .class("stack-4"), .id("assessment")) {
    tokenField(model.shell.token)
    hiddenField("number", String(model.number))
    for dimension in model.dimensions { dimensionPanel(dimension, model) }
    panel("评估报告的文字", id: "report") {
      for section in model.report { sectionField(section, name: "report-\(section.id)") }
      p(.class("mt-4")) { submitButton("保存评估") }
      p(.class("sub sm mt")) { "没有评完也可以先保存；评完再在右边形成报告初稿。" }
    }
  }
}

private func dimensionPanel(_ dimension: ExAntePage.Dimension, _ model: ExAntePage) -> HTML {
  let columns = [Column("问题"), Column("等级"), Column("得分", isFigure: true), Column("理由")]
  let words = "\(Words.figure(dimension.points)) / \(Words.figure(dimension.of)) 分"
  return panel(
    dimension.name, more: .text(dimension.open == 0 ? words : "\(words)，还有 \(dimension.open) 题"),
    flush: dataTable(dimension.name, columns, style: "t cards", isWide: false) {
      for group in dimension.groups {
        tr { th(.scope("colgroup"), .colspan(4)) { group.name } }
        for question in group.questions { row(question, columns, model) }
      }
    }, foot: .text("维度：\(dimension.standing)"))
}

private func row(_ question: ExAntePage.Question, _ columns: [Column], _ model: ExAntePage) -> HTML {
  let grade = "grade-\(question.key)"
  let words = "words-\(question.key)"
  return tr {
    th(.scope("row")) { question.text }
    cell(columns[1]) {
      if model.isAssessmentOpen {
        select(.class("ctl"), .id(grade), .name(grade), .ariaLabel("等级：\(question.text)")) {
          for choice in [Choice("", "未评")] + model.grades {
            option(.value(choice.value), .when(choice.value == question.grade, .selected)) { choice.words }
          }
        }
      } else {
        question.gradeName ?? "未评"
      }
    }
    cell(columns[2]) { "\(question.points.map { Words.figure($0) } ?? "—") / \(Words.figure(question.of))" }
    cell(columns[3]) {
      if model.isAssessmentOpen {
        input(
          .class("ctl"), .id(words), .name(words), .ariaLabel("理由：\(question.text)"), .maxLength("500"),
          .value(question.words.isEmpty ? nil : question.words))
      } else if question.words.isEmpty {
        span(.class("none")) { "没有写" }
      } else {
        question.words
      }
    }
  }
}

// MARK: the side

private func scorePanel(_ model: ExAntePage) -> HTML {
  panel("评估得分", id: "score") {
    p(.class("score")) {
      span(.class("big")) { Words.figure(model.total) }
      " / \(Words.figure(model.of)) 分"
    }
    if let conclusion = model.conclusion {
      p(.class("mt")) { tag(.accent, .hint, "按分数：\(conclusion)") }
    } else {
      p(.class("sub mt")) { "还有 \(model.open) 个问题没有评。" }
    }
    ul(.class("stack sm mt")) {
      for dimension in model.dimensions {
        li(.class("row between")) {
          span { dimension.name }
          span { "\(Words.figure(dimension.points)) / \(Words.figure(dimension.of))" }
        }
      }
    }
    p(.class("sub sm mt")) {
      model.dimensions.map { Words.figure($0.points) }.joined(separator: " + ") + " = \(Words.figure(model.total))。"
        + model.scale + "。"
    }
    p(.class("sub xs mt")) { model.policy }
  }
}
