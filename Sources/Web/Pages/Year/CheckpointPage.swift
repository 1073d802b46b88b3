import Model

/// One checkpoint of one project: results and causes to be filled in, the light with its arithmetic, what was decided.
struct CheckpointPage: Sendable {
  var shell: Shell
  var id: String
  /// 1—7 月.
  var period: String
  var title: String
  var unit: String
  var status: FormStatus
  var route: [Step]
  var number: Int
  var revision: Int
  var isOpen: Bool
  var moneyUnit: String
  var budget: ExactDecimal?
  var paid: ExactDecimal?
  var spendingForecast: ExactDecimal?
  var light: LightFacts
  var rows: [Row]
  /// What asks for words: the spending first, then rows, each with cause and measure.
  var explanations: [Explanation]
  var problems: [Problem] = []
  var bar: StageBar?
  var moments: [Moment] = []
  var followUps: [Link] = []
  var formHref: String?
  var saved: String?
  var files = AttachmentList()
  var keptAt: String?
  var isSuspended = false

  struct LightFacts: Hashable, Sendable {
    var light: Light?
    var why: String
    var spending: String
    var spendingLight: Light?
    var expected: ExactDecimal
    var spendingPercent: ExactDecimal?
    var goalPercent: ExactDecimal?
    var gap: ExactDecimal?
    var notes: [String]
  }

  struct Row: Hashable, Sendable {
    /// Address of the row in the form.
    var path: FormPath
    var level1: String
    var level2: String
    var name: String
    var target: String?
    var actual: String
    var forecast: String
    var likelihood: String
    var milestone: Int?
    var light: Light?
    var why: String
    var isMissing: Bool
  }
}

extension CheckpointPage: FillingPage {
  var basedOn: Int? { revision }
}

func checkpointPage(_ model: CheckpointPage) -> HTML {
  fillingPage(
    model,
    FillingFrame(
      title: "\(model.title) \(model.period)监控",
      head: pageHead(
        "\(model.title)：\(model.period)监控", crumbs: [Link("工作台", "/"), Link("运行监控", "/monitoring")], here: model.period,
        facts: [model.status.tag, .text(model.unit), model.light.light?.html ?? tag(.plain, .open, "未亮灯")]
          + (model.isSuspended ? [tag(.bad, .lock, "暂停拨款")] : []),
        actions: model.formHref.map { [buttonLink("看监控表和打印", href: $0)] } ?? []),
      action: "/monitoring/\(model.id)", live: "/monitoring/\(model.id)/draft", notYet: "还不能报送", submit: "核对并报送",
      hint: "报送后由主管部门审核。先保存，灯号和要说明的地方会按新数更新。"),
    content: content(model))
}

private func content(_ model: CheckpointPage) -> HTML {
  div(.class("split")) {
    div(.class("stack-4")) {
      grid(model)
      div(.id("live-words")) { explanations(model) }
    }
    aside(.class("side"), .ariaLabel("灯号和经过")) {
      div(.id("live-light")) { lightPanel(model) }
      moneyPanel(model)
      momentPanel(model.moments)
      if !model.followUps.isEmpty {
        panel("后续") { ul { for link in model.followUps { li { anchor(link) } } } }
      }
    }
  }
}

private func grid(_ model: CheckpointPage) -> HTML {
  entryGrid(
    "监控表，\(model.rows.count) 条指标",
    [
      EntryColumn("三级指标"), EntryColumn("年度指标值（已锁）", width: "cw7"), EntryColumn("\(model.period)执行情况", width: "cw7"),
      EntryColumn("全年预计", width: "cw5"), EntryColumn("节点", width: "cw6"), EntryColumn("完成可能", width: "cw7"),
      EntryColumn("灯号", width: "cw5"),
    ],
    rows: model.rows.map { row in
      EntryRow(level1: row.level1, level2: row.level2, cells: cells(row, model))
    }, isOpen: model.isOpen)
}

private func cells(_ row: CheckpointPage.Row, _ model: CheckpointPage) -> [HTML] {
  let name = td {
    row.name
    span(.class("sub xs"), .id(row.path.field("why").anchor)) { row.why }
  }
  guard model.isOpen else {
    return [
      name, lockedCell(row.target), lockedCell(row.actual), lockedCell(row.forecast, missing: "—"),
      lockedCell(row.milestone.map { "\($0) 月" }, missing: "按月"), lockedCell(row.likelihood, missing: "—"), light(row),
    ]
  }
  let problem = model.problem(row.path.field("actual"))
  return [
    name, lockedCell(row.target),
    entryCell(
      row.path.field("actual"), label: "\(row.name) \(model.period)执行情况", value: row.actual, isWrong: problem != nil),
    entryCell(row.path.field("forecast"), label: "\(row.name) 全年预计完成情况", value: row.forecast),
    choiceCell(
      row.path.field("milestone"), "\(row.name) 节点月份",
      [Choice("", "按月")] + (1...12).map { Choice(String($0), "\($0) 月") }, row.milestone.map(String.init) ?? ""),
    choiceCell(
      row.path.field("likelihood"), "\(row.name) 完成目标可能性",
      [Choice("", "没有选")] + ["确定能", "有可能", "完全不可能"].map { Choice($0, $0) }, row.likelihood),
    light(row),
  ]
}

private func light(_ row: CheckpointPage.Row) -> HTML {
  td(.id(row.path.field("light").anchor)) { lightMark(row) }
}

private func lightMark(_ row: CheckpointPage.Row) -> HTML {
  row.light?.html ?? span(.class("none")) { row.isMissing ? "没有填" : "不亮" }
}

/// What follows from what is typed: the light of every row, that of the project, what asks for words.
func liveParts(_ model: CheckpointPage) -> [LivePart] {
  model.rows.flatMap { row in
    [
      LivePart(id: row.path.field("light").anchor, html: lightMark(row)),
      LivePart(id: row.path.field("why").anchor, html: .text(row.why)),
    ]
  } + [
    LivePart(id: "live-light", html: lightPanel(model)), LivePart(id: "live-words", html: explanations(model)),
  ]
}

private func choiceCell(_ path: FormPath, _ label: String, _ choices: [Choice], _ chosen: String) -> HTML {
  td(.class("e")) {
    select(.id(path.anchor), .name(path.text), .ariaLabel(label)) {
      for choice in choices {
        option(.value(choice.value), .when(choice.value == chosen, .selected)) { choice.words }
      }
    }
  }
}

private func explanations(_ model: CheckpointPage) -> HTML {
  guard !model.explanations.isEmpty else { return .empty }
  return panel("要说明的 \(model.explanations.count) 项", more: "黄灯写原因，红灯再写措施") {
    for item in model.explanations {
      explanation(item, model, asksMeasure: item.light == .red, measure: "改进措施和完成时间")
    }
  }
}

private func lightPanel(_ model: CheckpointPage) -> HTML {
  let facts = model.light
  return panel("灯号怎么来的", more: facts.light?.html ?? "未亮灯") {
    p(.class("calc")) { facts.why }
    keyValues([
      ("应达进度", .text("\(Words.figure(facts.expected, places: 1))%")),
      ("支出进度", facts.spendingPercent.map { .text("\(Words.figure($0, places: 1))%") } ?? "没有预算"),
      ("目标进度", facts.goalPercent.map { .text("\(Words.figure($0, places: 1))%") } ?? "还没有数"),
      ("目标比支出", facts.gap.map { .text("\(Words.figure($0, places: 1, signed: true)) 个百分点") } ?? "—"),
    ])
    for note in facts.notes { p(.class("warn sm")) { note + "。" } }
  }
}

private func moneyPanel(_ model: CheckpointPage) -> HTML {
  let path = FormPath("execution").field("forecast")
  return panel("资金", more: .text(model.moneyUnit)) {
    keyValues([
      ("全年预算", figure(model.budget, places: 2)), ("\(model.period)支出", figure(model.paid, places: 2)),
      ("灯号", model.light.spendingLight?.html ?? "—"),
    ])
    p(.class("calc")) { model.light.spending }
    if model.isOpen {
      field(forecastField(path, model))
    } else {
      p(.class("sm")) { "全年预计支出 \(model.spendingForecast.map { Words.figure($0, places: 2) } ?? "没有填")" }
    }
    p(.class("sub xs")) { "支出取自国库支付，不用填。" }
  }
}

private func forecastField(_ path: FormPath, _ model: CheckpointPage) -> Field {
  var entry = Field(path.text, "全年预计支出")
  entry.value = model.spendingForecast?.description ?? ""
  entry.unit = model.moneyUnit
  entry.isFigure = true
  return entry
}
