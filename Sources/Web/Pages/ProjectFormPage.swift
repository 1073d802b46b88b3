/// A project to be written into the library, or to be changed.
struct ProjectFormPage: Sendable {
  var shell: Shell
  /// nil for a new project.
  var id: String?
  var stamp = ""
  var code: String
  /// Where the proposed code comes from; nil where none is proposed.
  var codeHelp: String?
  var name: String
  var units: [Choice]
  var unit: String
  var categories: [Choice]
  var category: String
  var firstYear: String
  var lastYear: String
  /// 万元.
  var total: String
  var basis: String
  /// The year that a new project is taken into when the box is ticked; nil where no year is open.
  var year: Int?
  var takesYear = true
  var asked = ""
  var problems: [Problem] = []
}

func projectFormPage(_ model: ProjectFormPage) -> HTML {
  let title = model.id == nil ? "新建项目" : "修改项目"
  let action = model.id.map { "\(Place.projects.path)/\($0)" } ?? Place.projects.path
  return page(
    model.shell,
    PageContent(model.problems.isEmpty ? title : "有错误：\(title)") {
      pageHead(
        title,
        crumbs: [Link("工作台", "/"), Link("项目库", Place.projects.path)]
          + (model.id.map { [Link(model.name, "\(Place.projects.path)/\($0)")] } ?? []), here: title)
      errorSummary(model.problems)
      form(.method("post"), .action(action)) {
        tokenField(model.shell.token)
        if model.id != nil { hiddenField("stamp", model.stamp) }
        div(.class("split half free")) {
          panel("项目") {
            input("name", "项目名称", model.name, model, demand: "必填", length: 120)
            if model.id == nil {
              choice("unit", "项目单位", model.units, model.unit)
            } else {
              keyValues([("项目单位", .text(model.units.first { $0.value == model.unit }?.words ?? model.unit))])
            }
            choice("category", "项目类别", model.categories, model.category)
            input(
              "code", "项目编码", model.code, model, demand: "必填", help: model.codeHelp ?? "按本地的编码规则填写，一个项目一个编码，终身不变。",
              length: 60)
          }
          panel("期限和资金") {
            figureInput("firstYear", "起始年度", model.firstYear, model, unit: "年", demand: "必填")
            figureInput("lastYear", "终止年度", model.lastYear, model, unit: "年", demand: "可空", help: "经常性项目空着。")
            figureInput("total", "总投资", model.total, model, unit: "万元", demand: "可空")
            div(.class("field")) {
              label(.for("basis")) {
                "立项依据"
                span(.class("req")) { "可空" }
              }
              textarea(.class("ctl"), .id("basis"), .name("basis"), .attribute("rows", "4"), .maxLength("2000")) {
                model.basis
              }
            }
            if model.id == nil, let year = model.year {
              fieldset(.class("field")) {
                legend(.class("lab")) { "列入年度" }
                label {
                  HTML.element(
                    HTML.Tag("input", isVoid: true),
                    [
                      .type("checkbox"), .name("takes"), .value(String(year)), .when(model.takesYear, .checked),
                    ], .empty)
                  " 同时列入 \(year) 年度"
                }
              }
              figureInput("asked", "\(year) 年申报预算", model.asked, model, unit: "万元", demand: "可空")
            }
          }
        }
        p(.class("row mt-4")) {
          submitButton(model.id == nil ? "建立项目" : "保存修改")
          buttonLink("不改了", href: action)
        }
      }
    })
}

private func input(
  _ id: String, _ label: String, _ value: String, _ model: ProjectFormPage, demand: String, help: String? = nil,
  length: Int
) -> HTML {
  var made = Field(id, label)
  made.value = value
  made.demand = demand
  made.help = help
  made.attributes = [.maxLength(String(length)), .when(demand == "必填", .required)]
  if let problem = model.problems.first(where: { $0.field == id }) { made.remark = .error(problem.words) }
  return field(made)
}

private func figureInput(
  _ id: String, _ label: String, _ value: String, _ model: ProjectFormPage, unit: String, demand: String,
  help: String? = nil
) -> HTML {
  var made = Field(id, label)
  made.value = value
  made.unit = unit
  made.demand = demand
  made.help = help
  made.isFigure = true
  if let problem = model.problems.first(where: { $0.field == id }) { made.remark = .error(problem.words) }
  return field(made)
}

private func choice(_ id: String, _ words: String, _ choices: [Choice], _ chosen: String) -> HTML {
  div(.class("field")) {
    label(.for(id)) { words }
    select(.class("ctl"), .id(id), .name(id)) {
      for choice in choices {
        option(.value(choice.value), .when(choice.value == chosen, .selected)) { choice.words }
      }
    }
  }
}
