import Model

/// Who of a unit fills in which part of a form.
struct PartsPage: Sendable {
  struct Part: Sendable {
    var id: String
    var title: String
    var progress: PartProgress
    /// Account of who fills it in; nil while it is everybody's.
    var owner: String?
    /// His name, where he may not change the form any more.
    var gone: String?
    /// Who gave it to him, and when.
    var since: String?
  }

  var shell: Shell
  var id: String
  var name: String
  /// Who may be given a part.
  var people: [Choice]
  var parts: [Part]
  var problem: String?
  var done: String?

  var path: String { "/forms/\(id)/parts" }
}

func partsPage(_ model: PartsPage) -> HTML {
  let columns = [Column("部分"), Column("填到哪里", width: "cw9"), Column("由谁填"), Column("谁安排的", width: "cw14")]
  return page(
    model.shell,
    PageContent(model.problem == nil ? "分工：\(model.name)" : "有错误：分工：\(model.name)") {
      pageHead(
        "分工", crumbs: [Link("工作台", "/"), Link(model.name, "/forms/\(model.id)")], here: "分工",
        facts: [.text("有人负责的部分，别人只能看；没有定人的，本单位谁都可以填")],
        actions: [buttonLink("去填报", href: "/forms/\(model.id)/edit/1")])
      if let problem = model.problem { errorSummary([Problem("owner-1", problem)]) }
      if let done = model.done { message(.good, done) }
      form(.method("post"), .action(model.path)) {
        tokenField(model.shell.token)
        panel(
          "各部分由谁填", more: "\(model.parts.count) 个部分",
          flush: dataTable("各部分由谁填", columns, style: "t cards") {
            for part in model.parts {
              tr {
                th(.scope("row")) {
                  a(.href("/forms/\(model.id)/edit/\(part.id)")) { part.title }
                }
                cell(columns[1]) { part.progress.words }
                cell(columns[2]) { choice(part, model) }
                cell(columns[3]) {
                  if let since = part.since { since } else { span(.class("none")) { "没有定人" } }
                }
              }
            }
          })
        p(.class("row mt-4")) { submitButton("存分工") }
        p(.class("sub sm mt")) { "改分工记入总台账。已经填好还没有存的，不受影响。" }
      }
    })
}

private func choice(_ part: PartsPage.Part, _ model: PartsPage) -> HTML {
  let gone = part.gone.flatMap { name in part.owner.map { Choice($0, "\(name)（现在不能填这张表）") } }
  return .group([
    label(.class("vh"), .for("owner-\(part.id)")) { "“\(part.title)”由谁填" },
    select(.class("ctl"), .id("owner-\(part.id)"), .name("owner-\(part.id)")) {
      for choice in [Choice("", "不定人，谁都可以填")] + (gone.map { [$0] } ?? []) + model.people {
        option(.value(choice.value), .when(choice.value == (part.owner ?? ""), .selected)) { choice.words }
      }
    },
  ])
}
