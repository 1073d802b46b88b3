/// A person's own settings: password, type size, open sessions.
struct AccountPage: Sendable {
  var shell: Shell
  var account: String
  /// Roles in force; empty while nobody granted one.
  var roles: [AccountRole]
  var sessions: [SessionRow]
  /// Least length of a password.
  var passwordLength: Int
  var problems: [Problem] = []
  /// What was just done.
  var done: String?
}

/// A role of the person, and whether it is the one in use.
struct AccountRole: Hashable, Sendable {
  var grant: String
  var role: String
  var scope: String
  var until: String
  var isCurrent: Bool
}

struct SessionRow: Hashable, Sendable {
  var place: String
  var since: String
  var lastSeen: String
  var isThis: Bool
}

func accountPage(_ model: AccountPage) -> HTML {
  page(
    model.shell,
    PageContent(model.problems.isEmpty ? "我的账号" : "有错误：我的账号") {
      pageHead(
        "我的账号", crumbs: [Link("工作台", "/")],
        facts: [
          .text(model.shell.person), .text(model.shell.office),
          .text(
            model.roles.isEmpty ? "还没有角色" : model.roles.map(\.role).joined(separator: "、")),
        ], actions: [buttonLink("接口令牌", href: "/me/tokens")])
      errorSummary(model.problems)
      if let done = model.done { message(.good, done) }
      div(.class("split half free")) {
        passwordPanel(model)
        div(.class("stack-4")) {
          rolesPanel(model)
          typePanel(model.shell)
          sessionsPanel(model)
        }
      }
    })
}

private func rolesPanel(_ model: AccountPage) -> HTML {
  guard !model.roles.isEmpty else {
    return panel("我的角色", id: "roles") { p { "还没有角色。请把账号和要办的事告诉安全管理员，授了角色就能用。" } }
  }
  let columns = [Column("角色"), Column("管辖范围"), Column("期限"), Column("办理")]
  return panel(
    "我的角色", id: "roles", more: "\(model.roles.count) 个",
    flush: dataTable("我的角色", columns, style: "t even", isWide: false) {
      for role in model.roles {
        tr {
          th(.scope("row")) { role.role }
          td { role.scope }
          td(.class("nw")) { role.until }
          td(.class("nw")) {
            if role.isCurrent {
              tag(.good, .tick, "正在用")
            } else {
              postButton(
                "换成这个", to: "/me/role", token: model.shell.token, .small,
                fields: [("grant", role.grant), ("back", "me")])
            }
          }
        }
      }
    })
}

private func passwordPanel(_ model: AccountPage) -> HTML {
  func password(_ id: String, _ words: String, _ complete: String, help: String? = nil) -> HTML {
    var made = Field(id, words)
    made.help = help
    made.attributes = [.type("password"), .autocomplete(complete), .required]
    if let problem = model.problems.first(where: { $0.field == id }) { made.remark = .error(problem.words) }
    return field(made)
  }
  return panel("改密码", more: .text("账号 \(model.account)")) {
    form(.method("post"), .action("/me/password")) {
      tokenField(model.shell.token)
      password("current", "现在的密码", "current-password")
      password("fresh", "新密码", "new-password", help: "至少 \(model.passwordLength) 个字符，可以是一句话；不要用单位名、姓名或手机号。")
      password("repeated", "再写一遍新密码", "new-password")
      p(.class("mt-4")) { submitButton("改密码") }
      p(.class("sub sm mt")) { "改完后，别处登录的都会退出，要用新密码再登录。" }
    }
  }
}

private func typePanel(_ shell: Shell) -> HTML {
  panel("字的大小") {
    form(.method("post"), .action("/type-size"), .attribute("data-type-size", "")) {
      tokenField(shell.token)
      hiddenField("back", Place.account.path)
      fieldset {
        element("legend", .class("lab")) { "整个界面的字" }
        div(.class("opts inline")) {
          for (value, words) in [("normal", "标准字"), ("large", "大字，行距也放宽")] {
            label(.class("opt")) {
              input(
                .type("radio"), .name("size"), .value(value), .when(shell.isLargeType == (value == "large"), .checked))
              span { words }
            }
          }
        }
      }
      p(.class("mt")) { submitButton("保存", .plain) }
    }
  }
}

private func sessionsPanel(_ model: AccountPage) -> HTML {
  let columns = [Column("从哪里"), Column("登录"), Column("最近操作")]
  return panel(
    "登录着的地方", more: "\(model.sessions.count) 处",
    flush: dataTable("登录着的地方", columns, style: "t even", isWide: false) {
      for row in model.sessions {
        tr {
          th(.scope("row")) {
            row.place
            if row.isThis { span(.class("sub")) { "就是这里" } }
          }
          td(.class("nw")) { row.since }
          td(.class("nw")) { row.lastSeen }
        }
      }
    },
    foot: div(.class("row")) {
      postButton("退出其他地方", to: "/me/sessions/end", token: model.shell.token, .small)
      postButton("退出登录", to: "/sign-out", token: model.shell.token, .small)
    })
}
