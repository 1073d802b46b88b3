/// The door: account, password, and what the program promises.
struct SignInPage: Sendable {
  /// What happened before this page was shown.
  enum State: Hashable, Sendable {
    case first
    /// Wrong account or password; never says which.
    case refused(triesLeft: Int, lockMinutes: Int)
    /// Too many tries; how long the account or the place they came from has to wait.
    case locked(minutes: Int)
    case expired
    case signedOut
  }
  var region: String
  var state: State = .first
  /// The account as it was typed, so that it need not be typed again.
  var account = ""
  /// Where to go after signing in.
  var next = "/"
  /// The next deadline in one sentence.
  var notice: String?
  /// Accounts of the demonstration, shown only where it is loaded.
  var demonstration: [(account: String, password: String, role: String)] = []
  var version: String
  var isLargeType = false
  var token: String
  var assets = PageAssets()
}

func signInPage(_ model: SignInPage) -> HTML {
  document(title: title(model.state), isLargeType: model.isLargeType, assets: model.assets) {
    a(.class("skip"), .href("#main")) { "跳到登录" }
    div(.class("door")) {
      promise(model)
      main(.class("r"), .id("main")) {
        signInForm(model)
        div(.class("under stack")) {
          if !model.demonstration.isEmpty { accounts(model.demonstration) }
          p { "忘记密码或被锁定，找本单位账号管理员重置。" }
          typeSizeForm(isLargeType: model.isLargeType, back: "/sign-in", token: model.token)
        }
      }
    }
  }
}

private func title(_ state: SignInPage.State) -> String {
  switch state {
  case .refused, .locked: "有错误：登录"
  case .first, .expired, .signedOut: "登录"
  }
}

private func promise(_ model: SignInPage) -> HTML {
  let lines = [
    ("读得进", "Word、Excel、PDF 和文本里的申报表、自评表，拖进来就是表，一格不漏。"), ("公开前零矛盾", "合计与明细、占比与原数、本表与他表，逐数核对，一处不合就指到那一格。"),
    ("每分有出处", "每个得分都能展开到公式和原数，任何人可以重算。"), ("改不了、赖不掉", "每一版都留着，每一步都记进总台账，谁改动过一验便知。"),
  ]
  return div(.class("l")) {
    div(.class("name")) {
      span(.class("seal"), .ariaHidden("true")) { "衡" }
      span {
        "衡绩"
        small { "\(model.region)预算绩效管理" }
      }
    }
    ol {
      for (name, words) in lines {
        li {
          b { name }
          span { words }
        }
      }
    }
    p(.class("sys")) { span { "版本 \(model.version)" } }
  }
}

private func signInForm(_ model: SignInPage) -> HTML {
  var account = Field("account", "账号")
  account.value = model.account
  account.attributes = [
    .autocomplete("username"), .attribute("autocapitalize", "none"), .attribute("spellcheck", "false"), .required,
    .when(model.account.isEmpty, .autofocus),
  ]
  var password = Field("password", "密码")
  password.attributes = [
    .type("password"), .autocomplete("current-password"), .required, .when(!model.account.isEmpty, .autofocus),
  ]
  if case .refused = model.state { password.remark = .error("账号或密码不对。") }
  return form(.action("/sign-in"), .method("post")) {
    tokenField(model.token)
    hiddenField("next", model.next)
    h1 { "登录" }
    if let notice = model.notice { p(.class("help mt")) { notice } }
    div(.class("mt")) { stateMessage(model.state) }
    div(.class("mt-4")) {
      field(account)
      field(password)
    }
    p(.class("mt-4")) { submitButton("登录", .wideMain) }
  }
}

private func stateMessage(_ state: SignInPage.State) -> HTML {
  switch state {
  case .first: return .empty
  case .refused(let tries, let minutes):
    let rest = tries > 0 ? "还可以再试 \(tries) 次，之后锁 \(minutes) 分钟。" : "再错就锁 \(minutes) 分钟。"
    return message(.bad, "账号或密码不对。", .text(rest))
  case .locked(let minutes):
    return message(.bad, "试的次数太多，先锁 \(minutes) 分钟。", "到时再登录；急用请找本单位账号管理员解锁。", sign: .lock)
  case .expired: return message(.warning, "太久没有操作，已自动退出。", "重新登录后回到刚才那一页。", sign: .clock)
  case .signedOut: return message(.good, "已退出。", "在公用电脑上，请把浏览器也关掉。")
  }
}

private func accounts(_ accounts: [(account: String, password: String, role: String)]) -> HTML {
  details {
    summary { "演示账号" }
    table(.class("t even mt")) {
      element("caption", .class("vh")) { "演示账号" }
      thead {
        tr {
          th(.scope("col")) { "账号" }
          th(.scope("col")) { "密码" }
          th(.scope("col")) { "角色" }
        }
      }
      tbody {
        for account in accounts {
          tr {
            th(.scope("row"), .class("mono")) { account.account }
            td(.class("mono")) { account.password }
            td { account.role }
          }
        }
      }
    }
  }
}
