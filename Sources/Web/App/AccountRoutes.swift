import Lifecycle
import Model
import Store

/// A person's own account.
enum AccountRoutes {
  static let all: [AppRoute] = [
    .get("/me", .signedIn, show), .post("/me/password", .signedIn, changePassword),
    .post("/me/sessions/end", .signedIn, endSessions), .post("/me/role", .signedIn, changeRole),
  ]

  /// Whether somebody whose password is due may use this route: the account itself, and the way out.
  static func isOwn(_ route: AppRoute) -> Bool {
    route.pattern.segments.first == .literal("me") || route.pattern.segments == [.literal("sign-out")]
  }

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let done: String? =
      switch call.query["done"] {
      case "password": "密码已改好，别处登录的都已退出。"
      case "sessions": "别处登录的都已退出。"
      case "role": "已换成\(call.account.role.officialName)。"
      default: nil
      }
    let isDue = call.account.mustChangePassword
    let problems = isDue ? [Problem("fresh", "现在的密码是别人设的。请先改成自己的，再做别的。")] : []
    return call.page(accountPage(try model(call, problems, done: done)))
  }

  private static func model(_ call: Call, _ problems: [Problem], done: String? = nil) throws(Refusal) -> AccountPage {
    let account = call.account
    let sessions = try call.read { (transaction) throws(StoreError) in
      try Sessions.list(account: account.id, in: transaction)
    }
    let now = call.now
    return AccountPage(
      shell: call.shell(.account), account: account.login, roles: roles(call),
      sessions: sessions.map { session in
        let isThis = session.digest == call.signedIn.digest.text
        return SessionRow(
          place: isThis ? "这个浏览器" : "别的浏览器", since: Moments.short(session.createdAt, now: now),
          lastSeen: isThis ? "现在" : Moments.short(session.lastSeenAt, now: now), isThis: isThis)
      }, passwordLength: SignIn.passwordCharactersMin, problems: problems, done: done)
  }

  private static func roles(_ call: Call) -> [AccountRole] {
    call.signedIn.grants.map { grant in
      AccountRole(
        grant: grant.id, role: grant.role.officialName, scope: grant.scopeName,
        until: grant.validTo.map { "到 \($0)" } ?? "长期", isCurrent: grant.id == call.account.grant)
    }
  }

  /// Goes on under another of the person's own grants.
  private static func changeRole(_ call: Call) throws(Refusal) -> Response {
    let fields = call.request.fields
    let wanted = fields["grant"] ?? ""
    guard call.signedIn.grants.contains(where: { $0.id == wanted }) else {
      return try refused(call, Problem("roles", "你没有这个角色，或者它已到期、收回。角色不对请找安全管理员。"))
    }
    let digest = call.signedIn.digest
    try call.write { (t) throws(StoreError) in try Sessions.work(digest: digest.text, under: wanted, in: t) }
    call.services.sessions.forget(account: call.account.id)
    return .seeOther(fields["back"] == "me" ? "/me?done=role" : "/")
  }

  private static func changePassword(_ call: Call) throws(Refusal) -> Response {
    let fields = call.request.fields
    let fresh = fields["fresh"] ?? ""
    guard fresh == fields["repeated"] ?? "" else {
      return try refused(call, Problem("repeated", "两遍新密码不一样。请再写一遍。"))
    }
    do throws(SignIn.Refusal) {
      try call.services.signIn.changePassword(
        call.signedIn, old: fields["current"] ?? "", new: fresh, address: call.head.address)
      return .seeOther("/me?done=password")
    } catch {
      return try refused(call, try problem(error))
    }
  }

  private static func refused(_ call: Call, _ problem: Problem) throws(Refusal) -> Response {
    call.page(accountPage(try model(call, [problem])), .badRequest)
  }

  private static func problem(_ refusal: SignIn.Refusal) throws(Refusal) -> Problem {
    switch refusal {
    case .wrong(let left): return Problem("current", "现在的密码不对。还可以再试 \(left) 次，之后锁 15 分钟。")
    case .wait(let seconds): return Problem("current", "试的次数太多，请过 \((seconds + 59) / 60) 分钟再改。")
    case .tooShort: return Problem("fresh", "新密码太短，至少 \(SignIn.passwordCharactersMin) 个字符。")
    case .tooLong: return Problem("fresh", "新密码太长，请用 300 个字以内的一句话。")
    case .sameAsName: return Problem("fresh", "新密码不能和账号一样。")
    case .sameAsBefore: return Problem("fresh", "新密码和现在的一样，请换一个。")
    case .closed: return Problem("current", "这个账号已停用，请找本单位账号管理员。")
    case .busy: throw .busy
    case .failed(let error): throw .failed(error)
    }
  }

  private static func endSessions(_ call: Call) throws(Refusal) -> Response {
    let account = call.account
    let digest = call.signedIn.digest
    try call.write { (transaction) throws(StoreError) in
      try Sessions.endOthers(account: account.id, keeping: digest.text, in: transaction)
    }
    call.services.sessions.forget(account: account.id)
    return .seeOther("/me?done=sessions")
  }
}
