import Model

/// Choosing what is evaluated: projects of the year with what is known of them, why they are chosen, who evaluates.
struct KeyEvaluationChoosePage: Sendable {
  struct Row: Hashable, Sendable {
    var id: String
    var name: String
    var href: String
    var code: String
    var unit: String
    var budget: ExactDecimal?
    var paid: ExactDecimal?
    var light: Light?
    var score: ExactDecimal?
    /// Whether the year evaluates it already.
    var isChosen: Bool
    var isTicked: Bool
  }

  struct Criterion: Hashable, Sendable {
    var id: String
    var name: String
    var isTicked: Bool
  }

  var shell: Shell
  var year: Int
  var search: String
  var order: String
  var rows: [Row]
  var pager: Pager
  var criteria: [Criterion]
  var reason: String
  var lead: String
  var assessors: [Choice]
  var assessor: String
  /// Departments that may be evaluated as a whole.
  var departments: [Choice]
  var department: String
  var problems: [Problem] = []
}

func keyEvaluationChoosePage(_ model: KeyEvaluationChoosePage) -> HTML {
  let path = Place.evaluations.path
  return page(
    model.shell,
    PageContent(model.problems.isEmpty ? "选评价对象" : "有错误：选评价对象") {
      pageHead(
        "选评价对象", crumbs: [Link("工作台", "/"), Link("重点评价", path)],
        facts: [.text("\(model.year) 年度"), "可以一次选几个项目，各建一份评价"])
      errorSummary(model.problems)
      form(.class("flt"), .action(path + "/new"), .ariaLabel("筛选")) {
        filterControl(.search(name: "q", label: "项目、编码或单位", value: model.search), id: "filter-q")
        filterControl(
          .choice(
            name: "sort", label: "排序",
            choices: [Choice("budget", "预算从大到小"), Choice("score", "得分从低到高"), Choice("light", "按监控的灯")],
            chosen: model.order), id: "filter-sort")
        submitButton("筛选", .smallMain)
        a(.class("on"), .href(path + "/new")) { "清除条件" }
      }
      form(.method("post"), .action(path), .class("stack-4")) {
        tokenField(model.shell.token)
        candidates(model)
        choice(model)
      }
    })
}

private func candidates(_ model: KeyEvaluationChoosePage) -> HTML {
  guard !model.rows.isEmpty else {
    return emptyState(
      model.search.isEmpty ? "\(model.year) 年度还没有项目" : "没有符合条件的项目",
      why: model.search.isEmpty ? "项目列入这一年以后，可以在这里选。" : "换一个词，或者清除条件看全部。", isAlone: true)
  }
  let columns = [
    Column("选", width: "cw4"), Column("项目"), Column("单位"), Column("预算", unit: "万元", isFigure: true),
    Column("已支付", unit: "万元", isFigure: true), Column("监控"), Column("得分", isFigure: true),
  ]
  return .group([
    dataTable("可选的项目，\(model.pager.total) 个", columns, style: "t cards") {
      for row in model.rows {
        tr {
          cell(columns[0]) {
            if row.isChosen {
              span(.class("sub")) { "已列入" }
            } else {
              label(.class("opt")) {
                input(.type("checkbox"), .name("project"), .value(row.id), .when(row.isTicked, .checked))
                hiddenWords("选 \(row.name)")
              }
            }
          }
          th(.scope("row")) {
            a(.href(row.href)) { row.name }
            span(.class("sub mono")) { row.code }
          }
          cell(columns[2]) { row.unit }
          cell(columns[3]) { figure(row.budget, places: 2, missing: "未批复") }
          cell(columns[4]) { figure(row.paid, places: 2, missing: "无支付") }
          cell(columns[5]) { if let light = row.light { light.html } else { none("未监控") } }
          cell(columns[6]) { figure(row.score, missing: "未自评") }
        }
      }
    },
    pager(model.pager),
  ])
}

private func choice(_ model: KeyEvaluationChoosePage) -> HTML {
  func problem(_ id: String) -> String? { model.problems.first { $0.field == id }?.words }
  var reason = Field("reason", "选定的说明")
  reason.value = model.reason
  reason.demand = "可空"
  reason.help = "会议纪要、文号，或者一句话的理由；写进评价的通知。"
  var lead = Field("lead", "主评人")
  lead.value = model.lead
  lead.demand = "可空"
  lead.help = "评价方报送方案以前要写。"
  lead.attributes = [.maxLength("40")]
  return panel("怎么评") {
    fieldset(.class(problem("criteria") == nil ? "field" : "field has-err"), .id("criteria")) {
      element("legend", .class("lab")) { "为什么选" }
      div(.class("opts")) {
        for criterion in model.criteria {
          label(.class("opt")) {
            input(
              .type("checkbox"), .name("criterion"), .value(criterion.id), .when(criterion.isTicked, .checked))
            span { criterion.name }
          }
        }
      }
      if let words = problem("criteria") { span(.class("err")) { words } }
    }
    choiceField(
      ChoiceField(
        id: "assignee", label: "评价方", choices: [Choice("", "请选")] + model.assessors, chosen: model.assessor,
        help: "机构、专家，或者绩效科自己评；编过、审过这个项目的人不能评。", demand: "必填", problem: problem("assignee")))
    field(lead)
    textField(reason)
    details {
      summary { "评价一个部门的整体支出" }
      choiceField(
        ChoiceField(
          id: "department", label: "部门", choices: [Choice("", "不选")] + model.departments, chosen: model.department,
          help: "与上面勾选的项目各建一份。"))
    }
    p(.class("row mt-4")) {
      submitButton("选定并分派", .main)
      a(.href(Place.evaluations.path)) { "不办了，返回" }
    }
    p(.class("sub sm mt")) { "选定后评价方收到消息，先制定方案；方案通过才通知单位。" }
  }
}
