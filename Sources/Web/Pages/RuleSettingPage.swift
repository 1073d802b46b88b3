import Model

/// One rule with its limits: how a region sets it from a year on, and how it was set before.
struct RuleSettingPage: Sendable {
  struct Limit: Hashable, Sendable {
    var key: String
    var name: String
    var unit: String
    /// The value of the catalogue.
    var usual: String
    /// What the region set; empty where nothing.
    var value: String
    /// 0—100%.
    var range: String
    /// Titles of other rules that compare with it.
    var others: [String]
  }

  var shell: Shell
  /// Name of the rule, for the address.
  var name: String
  var year: Int
  var item: RuleItem
  var isProven: Bool
  var effects: [Choice]
  /// Empty: as the catalogue has it.
  var effect: String
  var limits: [Limit]
  var history: [RuleSettingHistory]
  var problem: String?
  var done: String?
  /// What was typed into the form that was refused: subject, value, year, reason.
  var typed: (subject: String, value: String, year: String, why: String)?
  var path: String { "/admin/rules/\(name)" }
}

func ruleSettingPage(_ model: RuleSettingPage) -> HTML {
  page(
    model.shell,
    PageContent("规则设置：\(model.item.title)") {
      pageHead(
        model.item.title, crumbs: [Link("工作台", "/"), Link("规则设置", Place.ruleSettings.path)], here: model.item.title,
        facts: [
          .text("目录里是\(model.item.severity.word)"), .text("用于\(model.item.kinds)"),
          .text(model.item.basis ?? "算术与表样"),
        ])
      if let problem = model.problem { message(.bad, problem) }
      if let done = model.done { message(.good, done) }
      div(.class("stack-4")) {
        p { model.item.about }
        switchPanel(model)
        for limit in model.limits { limitPanel(model, limit) }
        panel(
          "设置记录", more: "\(model.history.count) 次",
          flush: model.history.isEmpty ? emptyState("没有改过", why: "照目录查。") : ruleHistoryTable(model.history))
      }
    })
}

private func switchPanel(_ model: RuleSettingPage) -> HTML {
  guard !model.isProven else {
    return panel("怎样查") { p { "由算术判定的错误，不能关也不能降；个别确有依据的，由绩效科在那张表上准予保留。" } }
  }
  let subject = "rule/\(model.name)"
  return panel("怎样查") {
    settingForm(
      model, subject, "rule",
      control: choiceField(
        ChoiceField(
          id: "value-rule", label: "查出来以后", choices: model.effects,
          chosen: typed(model, subject)?.value ?? model.effect)),
      isMain: true)
  }
}

private func limitPanel(_ model: RuleSettingPage, _ limit: RuleSettingPage.Limit) -> HTML {
  let subject = "limit/\(limit.key)"
  var control = Field("value-\(limit.key)", "设成")
  control.value = typed(model, subject)?.value ?? limit.value
  control.isFigure = true
  control.unit = limit.unit.isEmpty ? nil : limit.unit
  control.help = "目录里是 \(limit.usual)\(limit.unit)，可填 \(limit.range)；清空就恢复目录的数"
  let entry = field(control)
  return panel(limit.name) {
    if !limit.others.isEmpty {
      p(.class("sub sm")) { "用到它的还有：\(limit.others.joined(separator: "、"))，一起改变。" }
    }
    settingForm(model, subject, limit.key, control: entry)
  }
}

/// - Parameter key: tells the fields of the forms of a page apart.
private func settingForm(
  _ model: RuleSettingPage, _ subject: String, _ key: String, control: HTML, isMain: Bool = false
) -> HTML {
  let typed = typed(model, subject)
  var year = Field("year-\(key)", "从哪个年度起")
  year.value = typed?.year ?? String(model.year)
  year.isFigure = true
  year.demand = "必填"
  year.help = "到以后再改为止；结束了的年度不受影响"
  var why = Field("why-\(key)", "理由和依据")
  why.value = typed?.why ?? ""
  why.demand = "必填"
  return form(.method("post"), .action(model.path)) {
    tokenField(model.shell.token)
    hiddenField("subject", subject)
    control
    field(year)
    textField(why)
    submitButton("保存设置", isMain ? .main : .plain)
  }
}

private func typed(
  _ model: RuleSettingPage, _ subject: String
) -> (subject: String, value: String, year: String, why: String)? {
  model.typed.flatMap { $0.subject == subject ? $0 : nil }
}
