/// Who is signed in, who has to wait, and the rules of passwords (安全).
struct SecurityPage: Sendable {
  var shell: Shell
  var search: String
  var sessions: [OpenSession]
  var pauses: [Pause]
  /// Rules in words: name and rule.
  var rules: [(String, String)]
  var done: String?
}

struct OpenSession: Hashable, Sendable {
  var account: String
  var login: String
  var person: String
  var office: String
  var role: String
  var address: String
  var since: String
  var lastSeen: String
  /// The session of the person who looks.
  var isOwn: Bool
}

/// An address or account that has to wait after wrong passwords.
struct Pause: Hashable, Sendable {
  var key: String
  var kind: String
  var who: String
  var minutesLeft: Int
}

func securityPage(_ model: SecurityPage) -> HTML {
  page(
    model.shell,
    PageContent(Place.security.title) {
      pageHead(Place.security.title, crumbs: [Link("工作台", "/")], facts: ["登录着的人、登录限制、密码规则"])
      if let done = model.done { message(.good, done) }
      facts([
        Fact(
          "登录着", Words.count(model.sessions.count), "处", "\(Words.count(Set(model.sessions.map(\.account)).count)) 人"),
        Fact(
          "受限制", Words.count(model.pauses.count), "个",
          model.pauses.isEmpty ? "没有人在试密码" : "地址 \(model.pauses.count { $0.kind == "网络地址" }) 个"),
      ])
      pauses(model)
      sessions(model)
      div(.class("mt-4")) { panel("密码和登录规则") { keyValues(model.rules.map { ($0.0, .text($0.1)) }) } }
    })
}

private func pauses(_ model: SecurityPage) -> HTML {
  guard !model.pauses.isEmpty else { return panel("试错密码受限的") { p(.class("sub")) { "现在没有账号或地址受限。" } } }
  let columns = [Column("类别"), Column("账号或地址"), Column("还要等", unit: "分钟", isFigure: true), Column("办理")]
  return panel(
    "试错密码受限的",
    flush: dataTable("试错密码受限的", columns, style: "t cards") {
      for pause in model.pauses {
        tr {
          th(.scope("row")) { pause.who }
          td(.attribute("data-l", "类别")) { pause.kind }
          cell(columns[2]) { Words.count(pause.minutesLeft) }
          td(.attribute("data-l", "办理")) {
            postButton(
              "解除", to: "/admin/security/release", token: model.shell.token, .small, fields: [("key", pause.key)])
          }
        }
      }
    })
}

private func sessions(_ model: SecurityPage) -> HTML {
  let columns = [
    Column("账号"), Column("姓名"), Column("角色、单位"), Column("从哪里"), Column("登录"), Column("最近操作"), Column("办理"),
  ]
  return div(.class("mt-4")) {
    form(.class("flt"), .action(Place.security.path), .ariaLabel("筛选")) {
      filterControl(.search(name: "q", label: "账号、姓名或单位", value: model.search), id: "filter-q")
      submitButton("查登录着的", .smallMain)
      a(.class("on"), .href(Place.security.path)) { "清除条件" }
    }
    if model.sessions.isEmpty {
      emptyState("没有符合条件的登录", why: "换个姓名或账号，或者清除条件看全部。", isAlone: true)
    } else {
      dataTable("登录着的", columns, style: "t cards") {
        for row in model.sessions {
          tr {
            th(.scope("row")) { row.login }
            td(.class("nw"), .attribute("data-l", "姓名")) { row.person }
            td(.attribute("data-l", "角色、单位")) {
              span {
                row.role
                span(.class("sub")) { row.office }
              }
            }
            td(.class("nw"), .attribute("data-l", "从哪里")) { row.address }
            td(.class("nw"), .attribute("data-l", "登录")) { row.since }
            td(.class("nw"), .attribute("data-l", "最近操作")) { row.lastSeen }
            td(.attribute("data-l", "办理")) {
              if row.isOwn {
                none("就是你")
              } else {
                postButton(
                  "让他退出", to: "/admin/security/end", token: model.shell.token, .small,
                  fields: [("account", row.account)])
              }
            }
          }
        }
      }
    }
  }
}
