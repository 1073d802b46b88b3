/// Three doors to a new form.
struct NewFormPage: Sendable {
  var shell: Shell
  var year: Int
  var templates: [Choice] = []
  var units: [Choice] = []
  /// Last year's forms of the person's units.
  var last: [Choice] = []
  var template = ""
  var unit = ""
  var name = ""
  var form = ""
  var mayUpload = true
  /// A project of the library that the form is to be about.
  var project: Subject?
  var problems: [Problem] = []

  struct Subject: Hashable, Sendable {
    var id: String
    var name: String
    var unit: String
    var year: Int
  }
}

func newFormPage(_ model: NewFormPage) -> HTML {
  let title = "新建一张表"
  return page(
    model.shell,
    PageContent(model.problems.isEmpty ? title : "有错误：\(title)") {
      pageHead(title, crumbs: [Link("工作台", "/"), Link("绩效目标", "/forms?stage=goals")], here: "新建")
      problems(model.problems)
      if let project = model.project { ofProject(project, model) }
      div(.class("cols-3"), .id("doors")) {
        lastYear(model)
        empty(model)
        file(model)
      }
    })
}

/// A problem leads to its field, or to the form that is there already.
private func problems(_ problems: [Problem]) -> HTML {
  guard let there = problems.first(where: { $0.field.hasPrefix("/") }) else { return errorSummary(problems) }
  return div(.class("errsum"), .role("alert"), .tabIndex("-1")) {
    h2 { "没有新建" }
    ul { li { a(.href(there.field)) { there.words } } }
  }
}

private func ofProject(_ project: NewFormPage.Subject, _ model: NewFormPage) -> HTML {
  panel("申报“\(project.name)”\(project.year) 年绩效目标", more: .text(project.unit)) {
    p(.class("sm")) { "上年批复过目标的，指标和目标值照搬，上年完成值进“上年”一列；没有的按现行表样从空表开始。" }
    form(.action("/forms/new"), .method("post"), .class("mt")) {
      tokenField(model.shell.token)
      hiddenField("project", project.id)
      submitButton("开始申报", .main, name: "do", value: "project")
    }
  }
}

private func lastYear(_ model: NewFormPage) -> HTML {
  panel("从上年带入", more: .text("\(model.year - 1) 年的表")) {
    p(.class("sm")) { "项目信息、明细名目、指标和目标值照搬；上年完成值进“上年”一列，上年预算进“以前年度预算”；金额和测算重填。" }
    if model.last.isEmpty {
      p(.class("sub sm mt")) { "你管的单位在 \(model.year - 1) 年没有目标表。可以从空表开始，或先把上年的表导入。" }
    } else {
      form(.action("/forms/new"), .method("post"), .class("mt")) {
        tokenField(model.shell.token)
        hiddenField("year", String(model.year))
        chooser("form", "上年的表", [Choice("", "请选")] + model.last, model.form)
        p(.class("mt")) { submitButton("带入上年的表", model.project == nil ? .main : .plain, name: "do", value: "last") }
      }
    }
  }
}

private func empty(_ model: NewFormPage) -> HTML {
  panel("从空表开始", more: "按现行表样") {
    form(.action("/forms/new"), .method("post")) {
      tokenField(model.shell.token)
      chooser("template", "哪种表", model.templates, model.template)
      chooser("unit", "填报单位", model.units, model.unit)
      field(named("year", "年度", String(model.year), isFigure: true))
      field(named("name", "项目名称（部门整体的表写部门名称）", model.name))
      p(.class("mt")) { submitButton("新建空表", .plain, name: "do", value: "empty") }
    }
  }
}

private func file(_ model: NewFormPage) -> HTML {
  panel("从文件读入", more: "已经填好的表") {
    p(.class("sm")) { "已有填好的 Word、Excel、PDF 或文本文件，传上来就成为一张表，读入以后在这里接着改。" }
    p(.class("mt")) {
      if model.mayUpload { buttonLink("去导入文件", href: "/imports") } else { span(.class("sub")) { "你的角色不能导入文件。" } }
    }
  }
}

private func chooser(_ id: String, _ words: String, _ choices: [Choice], _ chosen: String) -> HTML {
  div(.class("field")) {
    label(.for(id)) { words }
    select(.class("ctl"), .id(id), .name(id)) {
      for choice in choices { option(.value(choice.value), .when(choice.value == chosen, .selected)) { choice.words } }
    }
  }
}

private func named(_ id: String, _ label: String, _ value: String, isFigure: Bool = false) -> Field {
  var field = Field(id, label)
  field.value = value
  field.isFigure = isFigure
  return field
}
