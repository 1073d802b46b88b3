@testable import Web

extension ExamplePages {
  static func signIn(_ state: SignInPage.State, account: String = "", large: Bool = false) -> HTML {
    var model = SignInPage(region: "示范区", state: state, account: account, version: "0.1.0", token: "example-token")
    model.notice = "2024 年绩效目标二上截止：11 月 30 日 18:00，还有 10 天。"
    model.demonstration = [("finance", "hengji-demo-1", "财政绩效科"), ("clerk", "hengji-demo-2", "预算单位经办")]
    model.isLargeType = large
    model.assets = beside
    return signInPage(model)
  }

  static let twoRoles = [
    AccountRole(grant: "1", role: "财政局绩效科", scope: "示范区", until: "长期", isCurrent: true),
    AccountRole(grant: "2", role: "财政局预算科", scope: "示范区", until: "到 2024-12-31", isCurrent: false),
  ]

  static func account(problems: [Problem] = [], done: String? = nil, roles: [AccountRole] = twoRoles) -> HTML {
    accountPage(
      AccountPage(
        shell: shell(.account, path: "/me"), account: "finance", roles: roles,
        sessions: [
          SessionRow(place: "Chrome，Windows", since: "今天 08:30", lastSeen: "刚才", isThis: true),
          SessionRow(place: "Edge，Windows", since: "11-17 09:12", lastSeen: "11-17 18:02", isThis: false),
        ], passwordLength: 10, problems: problems, done: done))
  }

  static let doors: [Example] =
    [
      Example(name: "sign-in", html: signIn(.first)),
      Example(name: "sign-in-refused", html: signIn(.refused(triesLeft: 3, lockMinutes: 15), account: "finance")),
      Example(name: "sign-in-locked", html: signIn(.locked(minutes: 15), account: "finance")),
      Example(name: "sign-in-expired", html: signIn(.expired)),
      Example(name: "sign-in-out", html: signIn(.signedOut, large: true)),
      Example(
        name: "year-choice",
        html: yearChoicePage(
          YearChoicePage(
            shell: shell(.forms, path: "/forms"),
            rows: [
              .init(year: 2025, state: "准备中", isChosen: false), .init(year: 2024, state: "进行中", isChosen: true),
              .init(year: 2023, state: "已结束", isChosen: false),
            ], back: "/forms", mayOpenYears: true))),
      Example(
        name: "year-choice-none",
        html: yearChoicePage(YearChoicePage(shell: shell(.bench), rows: [], back: "/", mayOpenYears: true))),
      Example(name: "account", html: account(done: "密码已改，别处登录的都已退出。")),
      Example(name: "account-roleless", html: account(roles: [])),
      Example(
        name: "account-refused",
        html: account(problems: [Problem("current", "现在的密码不对。"), Problem("repeated", "两遍新密码不一样，请再写一遍。")])),
    ]
    + ErrorPage.Kind.allCases.map { kind in
      let shell = kind == .notSignedIn || kind == .unavailable ? nil : shell(.forms)
      return Example(
        name: "error-\(kind.rawValue)",
        html: errorPage(
          ErrorPage(kind: kind, reference: kind == .failed ? "7c3e9a41" : nil, shell: shell, assets: beside)))
    }
}
