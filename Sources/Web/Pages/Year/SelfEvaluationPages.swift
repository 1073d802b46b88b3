import Model

/// How far everybody is with self-evaluation: 100 % is the aim (自评覆盖).
struct CoveragePage: Sendable {
  var shell: Shell
  var facts: [String]
  var figures: [Fact]
  var departments: [Line]
  var tabs: [Tab]
  var search: String
  var kept: [(String, String)] = []
  var rows: [Row]
  var pager: Pager?
  /// Whether the person may ask for self-evaluations and remind.
  var mayOrganise: Bool
  var done: String?

  struct Line: Hashable, Sendable {
    var name: String
    var href: String
    var projects: Int
    var handedIn: Int
    var filling: Int
    var review: Int
    var missing: Int
    var percent: Int?
    /// The department's own evaluation, in words.
    var own: String
    var mean: ExactDecimal?
  }

  struct Row: Hashable, Sendable {
    var name: String
    var href: String
    var unit: String
    var isOfDepartment: Bool
    var status: FormStatus
    var state: String
    var score: ExactDecimal?
    var grade: String?
    var spending: ExactDecimal?
    var met: String?
    var due: String?
    var isOverdue: Bool
  }
}

func coveragePage(_ model: CoveragePage) -> HTML {
  page(
    model.shell,
    PageContent("单位自评") {
      pageHead(
        "单位自评", crumbs: [Link("工作台", "/")], facts: model.facts.map { .text($0) },
        actions: [buttonLink("导入自评表", href: "/imports")])
      if let done = model.done { message(.good, "已办理。", .text(done)) }
      if !model.figures.isEmpty { facts(model.figures) }
      if model.mayOrganise { organising(model) }
      if !model.departments.isEmpty { departments(model) }
      div(.class("mt-4")) { tabs(model.tabs, named: "按进度看") }
      form(.class("flt"), .action("/self-evaluations"), .ariaLabel("筛选")) {
        for (name, value) in model.kept { hiddenField(name, value) }
        filterControl(.search(name: "q", label: "项目、部门或单位", value: model.search), id: "filter-q")
        submitButton("筛选", .smallMain)
        a(.class("on"), .href("/self-evaluations")) { "清除条件" }
      }
      if model.rows.isEmpty {
        emptyState("没有这样的自评", why: "换一种进度或换几个字再找；还没有布置的，先由绩效科布置。")
      } else {
        list(model)
      }
      if let pages = model.pager, pages.total > 0 { pager(pages) }
    })
}

private func organising(_ model: CoveragePage) -> HTML {
  panel("布置和催办", more: "有批复目标的项目和部门都要自评") {
    div(.class("row")) {
      postButton("布置自评", to: "/self-evaluations/open", token: model.shell.token)
      postButton("催办没有报送的", to: "/self-evaluations/remind", token: model.shell.token)
    }
  }
}

private func departments(_ model: CoveragePage) -> HTML {
  let columns = [
    Column("部门"), Column("项目", isFigure: true), Column("已报财政", isFigure: true), Column("填报中", isFigure: true),
    Column("部门审核", isFigure: true), Column("缺", isFigure: true), Column("覆盖", unit: "%", isFigure: true),
    Column("部门整体自评"), Column("平均得分", unit: "分", isFigure: true),
  ]
  return panel(
    "各部门", more: "缺得多的在前",
    flush: dataTable("各部门自评进度", columns) {
      for line in model.departments {
        tr {
          th(.scope("row")) { a(.href(line.href)) { line.name } }
          td(.class("n")) { Words.count(line.projects) }
          td(.class("n")) { Words.count(line.handedIn) }
          td(.class("n")) { Words.count(line.filling) }
          td(.class("n")) { Words.count(line.review) }
          td(.class(line.missing > 0 ? "n bad" : "n")) { Words.count(line.missing) }
          td(.class("n")) { line.percent.map { String($0) } ?? "—" }
          td { line.own }
          td(.class("n")) { figure(line.mean, places: 1, missing: "—") }
        }
      }
    })
}

private func list(_ model: CoveragePage) -> HTML {
  let columns = [
    Column("项目或部门"), Column("进度"), Column("自评得分", unit: "分", isFigure: true), Column("等级"),
    Column("执行率", unit: "%", isFigure: true), Column("达到的指标"), Column("期限"),
  ]
  return dataTable("自评", columns, style: "t cards") {
    for row in model.rows {
      tr {
        th(.scope("row")) {
          a(.href(row.href)) { row.isOfDepartment ? "\(row.name)（部门整体）" : row.name }
          span(.class("sub")) { row.unit }
        }
        cell(columns[1]) { row.status.tag }
        cell(columns[2]) { figure(row.score, missing: "还没有") }
        cell(columns[3]) { row.grade ?? "—" }
        cell(columns[4]) { figure(row.spending, places: 1, missing: "—") }
        cell(columns[5]) { row.met ?? "—" }
        td(.class(row.isOverdue ? "bad nw" : "nw"), .attribute("data-l", "期限")) { row.due ?? "—" }
      }
    }
  }
}

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

  struct Explanation: Hashable, Sendable {
    var title: String
    var help: String
    var reasonPath: FormPath
    var reason: String
    var measurePath: FormPath
    var measure: String
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

func evaluationPage(_ model: EvaluationPage) -> HTML {
  page(
    model.shell,
    PageContent("\(model.title)自评", endsInBar: model.isOpen && model.revision != nil) {
      pageHead(
        model.isOfDepartment ? "\(model.title)：部门整体自评" : "\(model.title)：自评",
        crumbs: [Link("工作台", "/"), Link("单位自评", "/self-evaluations")],
        facts: [model.status.tag, .text(model.unit)] + (model.scheme.map { [.text($0)] } ?? []),
        actions: (model.formHref.map { [buttonLink("看自评表和打印", href: $0)] } ?? [])
          + (model.reEvaluationHref.map { [buttonLink("看再评价", href: $0)] } ?? []))
      if let saved = model.saved { message(.good, "已保存。", .text(saved)) }
      if !model.route.isEmpty { route(model.route) }
      errorSummary(model.problems, title: "还不能报送，有 \(model.problems.count) 处要补")
      if model.revision == nil {
        beginning(model)
      } else if model.isOpen {
        entryForm(model)
      } else {
        content(model)
      }
      if let bar = model.bar, !model.isOpen || !bar.buttons.isEmpty { stagePanel(bar) }
    })
}

private func beginning(_ model: EvaluationPage) -> HTML {
  emptyState(
    "还没有开始填", why: model.refusal ?? "开始以后，批复的目标、指标、权重和国库支付数自动带入，只填实际完成值、原因和要由人评的得分。",
    next: model.mayBegin
      ? postButton(
        "开始自评", to: "/self-evaluations/\(model.id)/begin", token: model.shell.token, .main,
        fields: [("number", String(model.number))]) : .empty, isAlone: true)
}

private func entryForm(_ model: EvaluationPage) -> HTML {
  form(.method("post"), .action("/self-evaluations/\(model.id)"), .attribute("data-live", "score")) {
    tokenField(model.shell.token)
    hiddenField("number", String(model.number))
    hiddenField("revision", String(model.revision ?? 0))
    content(model)
    div(.class("bar")) {
      span(.class("grow")) {
        model.problems.isEmpty ? "报送后由主管部门审核、负责人审签。得分由规则算出，不用填。" : "还有 \(model.problems.count) 处要补，补齐后再报送。"
      }
      submitButton("保存", .plain, name: "do", value: "save")
      submitButton("核对并报送", .main, name: "do", value: "submit")
    }
  }
}

private func content(_ model: EvaluationPage) -> HTML {
  div(.class("split")) {
    div(.class("stack-4")) {
      moneyPanel(model)
      grid(model)
      if !model.goals.isEmpty { goalPanel(model) }
      if !model.explanations.isEmpty { explanations(model) }
      closing(model)
    }
    aside(.class("side"), .ariaLabel("得分和经过"), .id("score")) {
      scorePanel(model)
      if let trial = model.trial { trialPanel(trial) }
      if !model.moments.isEmpty { panel("经过") { timeLine(model.moments) } }
    }
  }
}

private func problem(_ path: FormPath, _ model: EvaluationPage) -> String? {
  model.problems.first { $0.field == path.anchor }?.words
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
  let score = model.rows.reduce(ExactDecimal.zero) { $0 + ($1.score ?? .zero) }
  return entryGrid(
    "自评表，\(model.rows.count) 条指标",
    [
      EntryColumn("三级指标"), EntryColumn("目标（已锁）", width: "cw7"), EntryColumn("实际完成", width: "cw9"),
      EntryColumn("分值", isFigure: true, width: "cw4"), EntryColumn("得分", isFigure: true, width: "cw5"),
      EntryColumn("得分怎么来的", width: "cw15"),
    ], rows: model.rows.map { EntryRow(level1: $0.level1, level2: $0.level2, cells: cells($0, model)) },
    foot: tr {
      th(.scope("row"), .colspan(5)) { "指标小计" }
      td(.class("n")) { weight.trimmed.description }
      td(.class("n")) { score.trimmed.description }
      td {}
    })
}

private func cells(_ row: EvaluationPage.Row, _ model: EvaluationPage) -> HTML {
  let actual = row.path.field("actual")
  let score = row.path.field("score")
  return .group([
    td { row.name }, lockedCell(row.target),
    model.isOpen
      ? entryCell(
        actual, label: "\(row.name) 实际完成", value: row.actual,
        isWrong: problem(actual, model) != nil || row.isMissing && !model.problems.isEmpty)
      : lockedCell(row.actual),
    td(.class("n")) { row.weight?.trimmed.description ?? "没有" },
    model.isOpen && row.isJudged
      ? entryCell(
        score, label: "\(row.name) 得分", value: row.score?.trimmed.description ?? "", isFigure: true,
        isWrong: problem(score, model) != nil)
      : td(.class("n")) { b { row.score?.trimmed.description ?? "—" } },
    td(.class(row.isDoubtful ? "sm warn" : "sm")) { row.why },
  ])
}

private func goalPanel(_ model: EvaluationPage) -> HTML {
  panel("年度总目标完成情况") {
    for goal in model.goals {
      let result = goal.path.field("result_text")
      div(.class("stack")) {
        p { "\(goal.title)：\(goal.text)" }
        if model.isOpen {
          entryText(result, "实际完成情况", value: goal.result, problem: problem(result, model))
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
  panel("要说明的 \(model.explanations.count) 条", id: "unmet", more: "没有完成和超额较多的都要写原因") {
    for item in model.explanations {
      div(.class("stack")) {
        h3 { item.title }
        if model.isOpen {
          entryText(
            item.reasonPath, "偏差原因", value: item.reason, help: item.help, problem: problem(item.reasonPath, model))
          entryText(item.measurePath, "改进措施", value: item.measure, rows: 1)
        } else {
          p { "原因：\(item.reason.isEmpty ? "没有写" : item.reason)" }
          if !item.measure.isEmpty { p { "措施：\(item.measure)" } }
        }
      }
    }
  }
}

private func closing(_ model: EvaluationPage) -> HTML {
  panel("总结") {
    if let red = model.redLight {
      if model.isOpen {
        entryText(
          red.path, "监控红灯的原因和结果", value: red.words, help: "\(red.periods)亮过红灯，不说明不能报送。",
          problem: problem(red.path, model))
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
