/// A person's tokens for programs.
struct TokensPage: Sendable {
  var shell: Shell
  /// The role that a new token works under.
  var role: String
  var tokens: [TokenRow]
  /// A token that was just made: the only time that it is shown.
  var made: String?
  var done: String?
  var problems: [Problem] = []
  var name = ""
  var days = "90"
  var daysMax: Int
}

struct TokenRow: Hashable, Sendable {
  var id: String
  var name: String
  var role: String
  var created: String
  var expires: String
  var lastUsed: String
  /// Why it no longer counts; nil while it does.
  var ended: String?
}

func tokensPage(_ model: TokensPage) -> HTML {
  page(
    model.shell,
    PageContent(model.problems.isEmpty ? "接口令牌" : "有错误：接口令牌") {
      pageHead(
        "接口令牌", crumbs: [Link("工作台", "/"), Link("我的账号", "/me")],
        facts: [.text("给自己的程序取数、办事用"), a(.href("/api/docs")) { "接口说明" }])
      errorSummary(model.problems)
      if let done = model.done { message(.good, done) }
      if let made = model.made { shown(made) }
      div(.class("split half free")) {
        listPanel(model)
        newPanel(model)
      }
    })
}

/// The token as text to be copied; there is no way back to it.
private func shown(_ token: String) -> HTML {
  panel("新令牌", id: "made") {
    p { "只显示这一次，请现在就抄到程序的配置里。离开这一页就再也看不到，丢了只能另建。" }
    p(.class("hash mt")) { token }
    p(.class("sub sm mt")) { "不要发给别人：拿到它的人可以用你的角色取数、办事。" }
  }
}

private func listPanel(_ model: TokensPage) -> HTML {
  guard !model.tokens.isEmpty else {
    return panel("已有的令牌", id: "tokens") { p { "还没有令牌。要让程序取数，先建立一个。" } }
  }
  let columns = [Column("名称"), Column("角色"), Column("到期"), Column("最近使用"), Column("办理")]
  return panel(
    "已有的令牌", id: "tokens", more: "\(model.tokens.count) 个",
    flush: dataTable("已有的令牌", columns, style: "t even") {
      for row in model.tokens {
        tr {
          th(.scope("row")) {
            row.name
            span(.class("sub")) { "建立 \(row.created)" }
          }
          td { row.role }
          td(.class("nw")) { row.expires }
          td(.class("nw")) { row.lastUsed }
          td(.class("nw")) {
            if let ended = row.ended {
              tag(.plain, .lock, ended)
            } else {
              postButton("结束", to: "/me/tokens/\(row.id)/end", token: model.shell.token, .small)
            }
          }
        }
      }
    })
}

private func newPanel(_ model: TokensPage) -> HTML {
  func made(_ id: String, _ words: String, _ value: String, help: String) -> Field {
    var made = Field(id, words)
    made.value = value
    made.help = help
    if let problem = model.problems.first(where: { $0.field == id }) { made.remark = .error(problem.words) }
    return made
  }
  return panel("建立令牌", id: "new") {
    form(.method("post"), .action("/me/tokens")) {
      tokenField(model.shell.token)
      field(made("name", "名称", model.name, help: "写用在哪个程序上，例如“预算系统取数”。"))
      field(made("days", "用多少天", model.days, help: "1 到 \(model.daysMax) 天，到期自动失效。"))
      p(.class("mt-4")) { submitButton("建立令牌") }
      p(.class("sub sm mt")) { "令牌按你现在的角色“\(model.role)”办事，不会多出权限；角色收回、账号停用，令牌随即失效。" }
    }
  }
}
