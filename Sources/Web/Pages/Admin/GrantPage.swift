/// Giving a role, or taking one back.
struct GrantPage: Sendable {
  var shell: Shell
  var title: String
  var form: RecordForm
  var units: [String]
  /// What the person holds already, or what is to be taken back.
  var held: [GrantRow]
  var heldTitle: String
  /// What each role may do, for choosing.
  var roles: [(name: String, about: String)]
  var problems: [Problem] = []
}

func grantPage(_ model: GrantPage) -> HTML {
  page(
    model.shell,
    PageContent(model.problems.isEmpty ? model.title : "有错误：" + model.title) {
      pageHead(model.title, crumbs: [Link("工作台", "/"), Link(Place.rights.title, Place.rights.path)])
      errorSummary(model.problems)
      div(.class("split half free")) {
        panel(model.title) {
          recordForm(model.form, token: model.shell.token, problems: model.problems)
          unitList(model.units)
        }
        div(.class("stack-4")) {
          if !model.held.isEmpty { grantsPanel(model.heldTitle, model.held, none: "还没有角色。") }
          if !model.roles.isEmpty {
            panel("各角色能做什么") { keyValues(model.roles.map { ($0.name, .text($0.about)) }) }
          }
        }
      }
    })
}
