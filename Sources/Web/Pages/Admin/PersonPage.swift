/// One account as the system administrator keeps it; a new one has no id.
struct PersonPage: Sendable {
  var shell: Shell
  var id: String?
  var title: String
  var facts: [HTML] = []
  var form: RecordForm
  var units: [String]
  var problems: [Problem] = []
  var grants: [GrantRow] = []
  /// What can be done with the account: words, address, whether it is dangerous, what it does.
  var works: [PersonWork] = []
  /// The account with the password that was just made; shown this once.
  var password: (login: String, password: String)?
  var done: String?
}

struct PersonWork: Hashable, Sendable {
  var title: String
  var address: String
  var about: String
  var isDangerous: Bool
  /// Cannot be undone, so that a page asks before.
  var isFinal = false
  /// Why it cannot be done; nil when it can.
  var refusal: String?
}

func personPage(_ model: PersonPage) -> HTML {
  page(
    model.shell,
    PageContent(model.problems.isEmpty ? model.title : "有错误：" + model.title) {
      pageHead(model.title, crumbs: [Link("工作台", "/"), Link("账号", Place.people.path)], facts: model.facts)
      errorSummary(model.problems)
      if let done = model.done { message(.good, done) }
      if let made = model.password { oncePassword(made.login, made.password) }
      div(.class("split half free")) {
        panel(model.id == nil ? "填写" : "基本情况") {
          recordForm(model.form, token: model.shell.token, problems: model.problems)
          unitList(model.units)
        }
        div(.class("stack-4")) {
          if model.id != nil { grantsPanel("角色", model.grants, none: "还没有角色。请安全管理员授角色，之前登录只能看到说明。") }
          if !model.works.isEmpty { worksPanel(model) }
          if model.id == nil {
            panel("建好以后") {
              p { "系统给出一次性密码，只显示一次；请当面或用电话告诉本人，第一次登录要改。" }
              p(.class("mt")) { "新账号没有角色。由安全管理员授角色后才能办事。" }
            }
          }
        }
      }
    })
}

/// The one moment in which a one-time password is seen.
func oncePassword(_ login: String, _ password: String) -> HTML {
  panel("一次性密码", more: "只显示这一次", extra: "once") {
    p {
      "账号 "
      b(.class("mono")) { login }
      "　密码 "
      b(.class("mono once-word")) { password }
    }
    p(.class("sub sm mt")) { "请抄下来告诉本人，不要用微信群发。离开这一页就看不到了，丢了可以再重置。第一次登录要改成自己的。" }
  }
}

private func worksPanel(_ model: PersonPage) -> HTML {
  panel("办理") {
    for work in model.works {
      div(.class("field")) {
        p { work.about }
        if let refusal = work.refusal {
          p(.class("sub sm")) {
            icon(.lock)
            " \(refusal)"
          }
        } else {
          if work.isFinal {
            buttonLink(work.title + "……", href: work.address, .danger)
          } else {
            postButton(work.title, to: work.address, token: model.shell.token, work.isDangerous ? .danger : .plain)
          }
        }
      }
    }
  }
}

/// A grant as lists show it.
struct GrantRow: Hashable, Sendable {
  enum Standing: Hashable, Sendable {
    case inForce, toCome, over, withdrawn, orphaned
    var tag: HTML {
      switch self {
      case .inForce: Web.tag(.good, .ok, "有效")
      case .toCome: Web.tag(.accent, .clock, "未到")
      case .over: Web.tag(.plain, .open, "已到期")
      case .withdrawn: Web.tag(.plain, .back, "已收回")
      case .orphaned: Web.tag(.warning, .warning, "单位已撤并")
      }
    }
  }
  var id: String
  var person: Link
  var unit: String
  var role: String
  var scope: String
  var span: String
  var standing: Standing
  var by: String
  var reason: String
  /// Address where it is taken back; nil when it cannot be.
  var withdraw: String?
}

func grantsPanel(_ title: String, _ rows: [GrantRow], none words: String) -> HTML {
  guard !rows.isEmpty else { return panel(title) { p(.class("sub")) { words } } }
  let hasActions = rows.contains { $0.withdraw != nil }
  let columns =
    [Column("角色"), Column("管辖范围"), Column("期限"), Column("状态"), Column("授权人、理由")] + (hasActions ? [Column("办理")] : [])
  return panel(
    title, more: "\(rows.count) 项",
    flush: dataTable(title, columns, style: "t cards", isWide: false) {
      for row in rows {
        tr {
          th(.scope("row")) { row.role }
          td(.attribute("data-l", "管辖范围")) { row.scope }
          td(.attribute("data-l", "期限")) { row.span }
          td(.attribute("data-l", "状态")) { row.standing.tag }
          td(.attribute("data-l", "授权人、理由")) {
            span {
              row.by
              if !row.reason.isEmpty { span(.class("sub")) { row.reason } }
            }
          }
          if hasActions {
            td(.class("nw"), .attribute("data-l", "办理")) {
              if let href = row.withdraw {
                a(.href(href)) {
                  "收回"
                  hiddenWords("：\(row.role)")
                }
              } else {
                none("已结束")
              }
            }
          }
        }
      }
    })
}
