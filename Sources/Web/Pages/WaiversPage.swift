import Model

/// Findings of a form that a reviewer let stand, and those he may still let stand (准予保留).
struct WaiversPage: Sendable {
  struct Open: Hashable, Sendable {
    /// Tells the finding apart: sent back with the reason.
    var key: String
    var severity: Finding.Severity
    var title: String
    var place: String
    var message: String
    /// Why this person may not; nil when he may.
    var refusal: String?
  }

  struct Kept: Hashable, Sendable {
    var number: Int
    var severity: Finding.Severity
    var title: String
    var place: String
    var message: String
    var reason: String
    /// 财政局绩效科 王举例, 11-21 09:31.
    var by: String
    /// Who took it back and when; nil while it stands.
    var withdrawn: String?
    /// Whether the form still has this very finding.
    var isCurrent: Bool
    var mayWithdraw: Bool
  }

  var shell: Shell
  var id: String
  var name: String
  var open: [Open]
  var kept: [Kept]
  var problem: String?
  var done: String?
  var path: String { "/forms/\(id)/waivers" }
}

func waiversPage(_ model: WaiversPage) -> HTML {
  page(
    model.shell,
    PageContent("准予保留的发现：\(model.name)") {
      pageHead(
        "准予保留的发现", crumbs: [Link("工作台", "/"), Link(model.name, "/forms/\(model.id)")], here: "准予保留",
        facts: [
          .text("\(model.kept.count { $0.withdrawn == nil }) 处准予保留"),
          .text("理由记入总台账，看得到这张表的人都看得到；改了数，就要重新办理"),
        ])
      if let problem = model.problem { message(.bad, problem) }
      if let done = model.done { message(.good, done) }
      div(.class("stack-4")) {
        keptPanel(model)
        openPanel(model)
      }
    })
}

private func keptPanel(_ model: WaiversPage) -> HTML {
  guard !model.kept.isEmpty else {
    return panel("已准予保留") { p(.class("sub")) { "还没有准予保留的发现。" } }
  }
  let columns = [Column("发现"), Column("理由"), Column("谁准予"), Column("现在"), Column("办理")]
  return panel(
    "已准予保留", more: "\(model.kept.count) 处",
    flush: dataTable("已准予保留", columns, style: "t cards") {
      for row in model.kept {
        tr {
          th(.scope("row")) {
            finding(row.severity, row.title)
            span(.class("sub")) { row.place }
            span(.class("sub")) { row.message }
          }
          cell(columns[1]) { row.reason }
          cell(columns[2]) { row.by }
          cell(columns[3]) { state(row) }
          td(.attribute("data-l", columns[4].title)) {
            if row.mayWithdraw, row.withdrawn == nil {
              form(.method("post"), .action(model.path)) {
                tokenField(model.shell.token)
                hiddenField("withdraw", String(row.number))
                submitButton("撤回", .small)
              }
            } else {
              span(.class("none")) { "—" }
            }
          }
        }
      }
    })
}

private func finding(_ severity: Finding.Severity, _ title: String) -> HTML {
  span(.class(severity.className)) {
    severity.mark
    " " + title
  }
}

private func state(_ row: WaiversPage.Kept) -> HTML {
  if let withdrawn = row.withdrawn { return .text("已撤回，\(withdrawn)") }
  return .text(row.isCurrent ? "有效" : "这一格已经改过，不再适用")
}

private func openPanel(_ model: WaiversPage) -> HTML {
  guard !model.open.isEmpty else {
    return panel("还没有处理的发现") { p(.class("sub")) { "没有要处理的错误和提醒。" } }
  }
  return panel("还没有处理的发现", more: "\(model.open.count) 处；错误只有绩效科可以准予保留，写表的人不能") {
    ol(.class("stack-4")) {
      for (index, row) in model.open.enumerated() {
        li {
          p { finding(row.severity, row.title) }
          if !row.place.isEmpty { p(.class("sub sm")) { row.place } }
          p(.class("sm")) { row.message }
          if let refusal = row.refusal {
            p(.class("sub sm")) { refusal }
          } else {
            form(.method("post"), .action(model.path)) {
              tokenField(model.shell.token)
              hiddenField("key", row.key)
              div(.class("field")) {
                label(.for("reason-\(index + 1)")) {
                  "准予保留的理由"
                  span(.class("req")) { "必填" }
                }
                textarea(
                  .class("ctl"), .id("reason-\(index + 1)"), .name("reason"), .attribute("rows", "2"),
                  .maxLength("1000")
                ) { "" }
              }
              submitButton("准予保留", .small)
            }
          }
        }
      }
    }
  }
}
