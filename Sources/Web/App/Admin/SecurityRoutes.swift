import Lifecycle
import Model
import Store

/// Who is signed in and who has to wait, as the security administrator sees it.
enum SecurityRoutes {
  static let all: [AppRoute] = [
    .get("/admin/security", .may(.administerSecurity), show),
    .post("/admin/security/end", .may(.administerSecurity), end),
    .post("/admin/security/release", .may(.administerSecurity), release),
  ]

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let region = call.account.region
    let search = String((call.query["q"] ?? "").prefix(50))
    let found = try call.read { (t) throws(StoreError) in
      (
        sessions: try Sessions.list(region: region, search: search, in: t),
        pauses: try SignInLimit().pauses(in: t), logins: try Accounts.logins(region: region, in: t)
      )
    }
    let names = Dictionary(
      found.logins.map { (SignInLimit.accountMark($0.login), "\($0.name)（\($0.login)）") },
      uniquingKeysWith: { first, _ in first })
    let now = call.now
    return call.page(
      securityPage(
        SecurityPage(
          shell: call.shell(.security), search: search,
          sessions: found.sessions.map { OpenSession($0, now: now, own: call.account.id) },
          pauses: found.pauses.map { pause in
            Pause(
              key: pause.key, kind: pause.isAccount ? "账号" : "网络地址",
              who: pause.isAccount ? names[pause.subject] ?? "没有这个账号（有人在乱试）" : pause.subject,
              minutesLeft: max(1, Int((pause.endsAt.milliseconds - now.milliseconds + 59_999) / 60_000)))
          }, rules: rules(call), done: done(call))))
  }

  private static func rules(_ call: Call) -> [(String, String)] {
    let limit = SignInLimit()
    let session = call.services.sessions.rules
    return [
      ("密码长度", "至少 \(SignIn.passwordCharactersMin) 个字符，可以是一句话；不能和账号一样"),
      ("一次性密码", "系统随机给出 12 位，只显示一次，第一次登录必须改"),
      ("密码怎么存", "只存 Argon2id 摘要，谁也看不到原文"),
      ("账号试错", "连错 \(limit.accountTries) 次，停 \(limit.pauseSeconds / 60) 分钟"),
      ("地址试错", "同一地址连错 \(limit.addressTries) 次，停 \(limit.pauseSeconds / 60) 分钟"),
      ("不操作自动退出", "\(session.idleSeconds / 60) 分钟"),
      ("一次登录最长", "\(session.wholeSeconds / 3_600) 小时"),
    ]
  }

  private static func done(_ call: Call) -> String? {
    switch call.query["done"] {
    case "end": "已让他退出，要重新登录。"
    case "release": "限制已解除，可以再登录。"
    default: nil
    }
  }

  private static func end(_ call: Call) throws(Refusal) -> Response {
    let id = call.request.fields["account"] ?? ""
    let actor = call.account
    guard id != actor.id else { throw .forbidden(why: "这是你自己的登录。", whoCanHelp: "要退出请点右上角“退出”。") }
    let found = try call.write { (t) throws(StoreError) -> Bool in
      guard let account = try Accounts.find(id: id, in: t), account.region == actor.region else { return false }
      try Sessions.endAll(account: id, by: actor.id, in: t)
      return true
    }
    guard found else { throw .notFound }
    call.services.sessions.forget(account: id)
    return .seeOther("/admin/security?done=end")
  }

  private static func release(_ call: Call) throws(Refusal) -> Response {
    let key = call.request.fields["key"] ?? ""
    let actor = call.account
    try call.write { (t) throws(StoreError) in
      guard try SignInLimit().release(key: key, in: t) else { return }
      try Ledger.append(
        .init(
          region: actor.region, actor: actor.id, action: .pauseLifted, subject: "throttle",
          detail: .object(["key": .string(key)])), in: t)
    }
    return .seeOther("/admin/security?done=release")
  }
}

extension OpenSession {
  init(_ session: Session, now: Instant, own: String) {
    let account = session.account
    self.init(
      account: account.id, login: account.login, person: account.displayName, office: account.unitName,
      role: account.hasRole ? account.role.officialName : "还没有角色", address: session.address ?? "未记",
      since: Moments.short(session.createdAt, now: now), lastSeen: Moments.short(session.lastSeenAt, now: now),
      isOwn: account.id == own)
  }
}
