import Model

/// One self-evaluation: results to be filled in, points with their arithmetic, what asks for words.
struct EvaluationPage: Sendable {
  var shell: Shell
  var id: String
  var title: String
  var unit: String
  var isOfDepartment: Bool
  var status: FormStatus
  var scheme: String?
  var route: [Step]
  var number: Int
  var revision: Int?
  var isOpen: Bool
  /// The stage was asked for and nobody has begun.
  var mayBegin: Bool
  var refusal: String?
  var moneyUnit: String
  var execution: ExecutionFacts?
  var goals: [GoalText]
  var rows: [Row]
  var explanations: [Explanation]
  var total: ExactDecimal?
  var grade: String?
  var parts: [ScorePart]
  var sum: String
  var notes: [String]
  /// What the ladder of over-fulfilment would cost; nil where it costs nothing.
  var trial: Trial?
  var redLight: RedLight?
  var problemsText: String
  var measuresText: String
  var problems: [Problem] = []
  var bar: StageBar?
  var moments: [Moment] = []
  var formHref: String?
  var reEvaluationHref: String?
  var saved: String?
  var files = AttachmentList()
  var keptAt: String?
  /// Whom a re-evaluation may be given to.
  var assessors: [Choice] = []

  struct ExecutionFacts: Hashable, Sendable {
    var budget: ExactDecimal?
    var actual: ExactDecimal?
    var rate: ExactDecimal?
    var isOpen: Bool
  }

  struct GoalText: Hashable, Sendable {
    var path: FormPath
    var title: String
    var text: String
    var result: String
    /// Points that people give, where the scheme has such a part.
    var score: String?
    var weight: ExactDecimal?
  }

  struct Row: Hashable, Sendable {
    var path: FormPath
    var level1: String
    var level2: String
    var name: String
    var target: String?
    var actual: String
    var weight: ExactDecimal?
    var score: ExactDecimal?
    /// People give the points, not a rule.
    var isJudged: Bool
    var why: String
    var isMissing: Bool
    var isDoubtful: Bool
  }

  struct Trial: Hashable, Sendable {
    var rows: [String]
    var lost: ExactDecimal
    var total: ExactDecimal
  }

  struct RedLight: Hashable, Sendable {
    var periods: String
    var path: FormPath
    var words: String
  }
}

extension EvaluationPage: FillingPage {
  var basedOn: Int? { revision }
}

func evaluationPage(_ model: EvaluationPage) -> HTML {
  fillingPage(
    model,
    FillingFrame(
      title: "\(model.title)自评",
      head: pageHead(
        model.isOfDepartment ? "\(model.title)：部门整体自评" : "\(model.title)：自评",
        crumbs: [Link("工作台", "/"), Link("单位自评", "/self-evaluations")],
        facts: [model.status.tag, .text(model.unit)] + (model.scheme.map { [.text($0)] } ?? []),
        actions: (model.formHref.map { [buttonLink("看自评表和打印", href: $0)] } ?? [])
          + (model.reEvaluationHref.map { [buttonLink("看再评价", href: $0)] } ?? [])),
      action: "/self-evaluations/\(model.id)", live: "/self-evaluations/\(model.id)/draft", notYet: "还不能报送",
      submit: "核对并报送",
      hint: "报送后由主管部门审核、负责人审签。得分由规则算出，不用填。"),
    content: model.revision == nil ? beginning(model) : content(model))
}

private func beginning(_ model: EvaluationPage) -> HTML {
  emptyState(
    "还没有开始填", why: model.refusal ?? "开始以后，批复的目标、指标、权重和国库支付数自动带入，只填实际完成值、原因和要由人评的得分。",
    next: model.mayBegin
      ? postButton(
        "开始自评", to: "/self-evaluations/\(model.id)/begin", token: model.shell.token, .main,
        fields: [("number", String(model.number))]) : .empty, isAlone: true)
}

private func content(_ model: EvaluationPage) -> HTML {
  div(.class("split")) {
    div(.class("stack-4")) {
      moneyPanel(model)
      grid(model)
      if !model.goals.isEmpty { goalPanel(model) }
      div(.id("live-words")) { explanations(model) }
      closing(model)
    }
    aside(.class("side"), .ariaLabel("得分和经过")) {
      div(.class("stack-4"), .id("live-score")) { scores(model) }
      momentPanel(model.moments)
    }
  }
}

private func scores(_ model: EvaluationPage) -> HTML {
  .group([scorePanel(model), model.trial.map { trialPanel($0) } ?? .empty])
}

/// What follows from what is typed: points of every row and why, the sum, the tree, what asks for words.
func liveParts(_ model: EvaluationPage) -> [LivePart] {
  model.rows.flatMap { row in
    [LivePart(id: row.path.field("why").anchor, html: .text(row.why))]
      + (row.isJudged ? [] : [LivePart(id: row.path.field("score").anchor, html: points(row))])
  } + [
    LivePart(id: "live-sum", html: .text(pointSum(model).trimmed.description)),
    LivePart(id: "live-score", html: scores(model)), LivePart(id: "live-words", html: explanations(model)),
  ]
}

private func points(_ row: EvaluationPage.Row) -> HTML { b { row.score?.trimmed.description ?? "—" } }

private func pointSum(_ model: EvaluationPage) -> ExactDecimal {
  model.rows.reduce(ExactDecimal.zero) { $0 + ($1.score ?? .zero) }
}

private func moneyPanel(_ model: EvaluationPage) -> HTML {
  guard let money = model.execution else { return .empty }
  let path = FormPath("execution")
  return panel("预算执行", more: .text(model.moneyUnit)) {
    if money.isOpen && model.isOpen {
      div(.class("cols-3")) {
        field(moneyField(path.field("budget"), "全年预算数", money.budget))
        field(moneyField(path.field("actual"), "全年执行数", money.actual))
      }
      p(.class("sub xs")) { "项目支出之和已带入；基本支出不在项目里，请加上。" }
    } else {
      keyValues([
        ("全年预算数", figure(money.budget, places: 2)), ("全年执行数", figure(money.actual, places: 2)),
        ("执行率", money.rate.map { .text("\(Words.figure($0, places: 2))%") } ?? "—"),
      ])
      if !model.isOfDepartment { p(.class("sub xs")) { "执行数取自国库支付，不用填。" } }
    }
  }
}

private func moneyField(_ path: FormPath, _ words: String, _ value: ExactDecimal?) -> Field {
  var entry = Field(path.text, words)
  entry.value = value?.description ?? ""
  entry.isFigure = true
  return entry
}

private func grid(_ model: EvaluationPage) -> HTML {
  let weight = model.rows.reduce(ExactDecimal.zero) { $0 + ($1.weight ?? .zero) }
  return entryGrid(
    "自评表，\(model.rows.count) 条指标",
    [
      EntryColumn("三级指标"), EntryColumn("目标（已锁）", width: "cw7"), EntryColumn("实际完成", width: "cw9"),
      EntryColumn("分值", isFigure: true, width: "cw4"), EntryColumn("得分", isFigure: true, width: "cw5"),
      EntryColumn("得分怎么来的", width: "cw15"),
    ], rows: model.rows.map { EntryRow(level1: $0.level1, level2: $0.level2, cells: cells($0, model)) },
    isOpen: model.isOpen,
    foot: tr {
      th(.scope("row"), .colspan(5)) { "指标小计" }
      td(.class("n")) { weight.trimmed.description }
      td(.class("n"), .id("live-sum")) { pointSum(model).trimmed.description }
      td {}
    })
}

private func cells(_ row: EvaluationPage.Row, _ model: EvaluationPage) -> [HTML] {
  let actual = row.path.field("actual")
  let score = row.path.field("score")
  return [
    td { row.name }, lockedCell(row.target),
    model.isOpen
      ? entryCell(
        actual, label: "\(row.name) 实际完成", value: row.actual,
        isWrong: model.problem(actual) != nil || row.isMissing && !model.problems.isEmpty)
      : lockedCell(row.actual),
    td(.class("n")) { row.weight?.trimmed.description ?? "没有" },
    model.isOpen && row.isJudged
      ? entryCell(
        score, label: "\(row.name) 得分", value: row.score?.trimmed.description ?? "", isFigure: true,
        isWrong: model.problem(score) != nil)
      : td(.class("n"), .id(score.anchor)) { points(row) },
    td(.class(row.isDoubtful ? "sm warn" : "sm"), .id(row.path.field("why").anchor)) { row.why },
  ]
}

private func goalPanel(_ model: EvaluationPage) -> HTML {
  panel("年度总目标完成情况") {
    for goal in model.goals {
      let result = goal.path.field("result_text")
      div(.class("stack")) {
        p { "\(goal.title)：\(goal.text)" }
        if model.isOpen {
          entryText(result, "实际完成情况", value: goal.result, problem: model.problem(result))
          if let score = goal.score { field(scoreField(goal.path.field("score"), score, goal.weight)) }
        } else {
          p { "完成情况：\(goal.result.isEmpty ? "没有写" : goal.result)" }
          if let score = goal.score, !score.isEmpty { p { "得分 \(score)" } }
        }
      }
    }
  }
}

private func scoreField(_ path: FormPath, _ value: String, _ weight: ExactDecimal?) -> Field {
  var entry = Field(path.text, "总目标得分")
  entry.value = value
  entry.isFigure = true
  entry.help = weight.map { "满分 \($0.trimmed)，由人评定" }
  return entry
}

private func explanations(_ model: EvaluationPage) -> HTML {
  guard !model.explanations.isEmpty else { return .empty }
  return panel("要说明的 \(model.explanations.count) 条", id: "unmet", more: "没有完成和超额较多的都要写原因") {
    for item in model.explanations { explanation(item, model, asksMeasure: true) }
  }
}

private func closing(_ model: EvaluationPage) -> HTML {
  panel("总结") {
    if let red = model.redLight {
      if model.isOpen {
        entryText(
          red.path, "监控红灯的原因和结果", value: red.words, help: "\(red.periods)亮过红灯，不说明不能报送。",
          problem: model.problem(red.path))
      } else {
        p { "监控红灯（\(red.periods)）：\(red.words.isEmpty ? "没有说明" : red.words)" }
      }
    }
    if model.isOpen {
      entryText(.attribute("存在的问题和原因"), "存在的问题和原因", value: model.problemsText)
      entryText(.attribute("改进措施及结果应用"), "改进措施及结果应用", value: model.measuresText)
    } else {
      p { "存在的问题和原因：\(model.problemsText.isEmpty ? "没有写" : model.problemsText)" }
      p { "改进措施及结果应用：\(model.measuresText.isEmpty ? "没有写" : model.measuresText)" }
    }
  }
}

private func scorePanel(_ model: EvaluationPage) -> HTML {
  panel("自评得分", more: model.formHref.map { anchor(Link("下载重算", $0 + "/score")) } ?? .empty) {
    if let total = model.total { scoreFigure(total, grade: model.grade) } else { p { "没有适用的评分方案。" } }
    scoreTree(model.parts)
    if !model.sum.isEmpty { p(.class("calc mt")) { model.sum } }
    for note in model.notes { p(.class("sub xs mt")) { note } }
  }
}

private func trialPanel(_ trial: EvaluationPage.Trial) -> HTML {
  panel("如果按超额阶梯计") {
    p(.class("sm")) { "\(trial.rows.count) 条目标明显偏低，会减 \(trial.lost.trimmed) 分：" }
    ul { for row in trial.rows { li { row } } }
    p(.class("calc mt")) { "\((trial.total + trial.lost).trimmed) − \(trial.lost.trimmed) = \(trial.total.trimmed)" }
    p(.class("sub xs mt")) { "本年度的方案不扣，只作提示。" }
  }
}
