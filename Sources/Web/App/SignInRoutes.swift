import Store

/// Signing in and out, and the size of type.
enum SignInRoutes {
  static let all: [AppRoute] = [
    .get("/sign-in", .open, show), .post("/sign-in", .open, signIn), .post("/sign-out", .signedIn, signOut),
    .post("/type-size", .open, setTypeSize),
  ]

  private static func show(_ call: Call) throws(Refusal) -> Response {
    if call.session != nil { return .seeOther(next(call.query)) }
    let state: SignInPage.State =
      switch call.query["state"] {
      case "signed-out": .signedOut
      case "expired": .expired
      default: hadSession(call) ? .expired : .first
      }
    var response = page(call, state, next: next(call.query))
    if hadSession(call) { response.add("Set-Cookie", takeBack(call).text) }
    return response
  }

  private static func signIn(_ call: Call) throws(Refusal) -> Response {
    let fields = call.request.fields
    let name = fields["account"].map(trimmed) ?? ""
    do throws(SignIn.Refusal) {
      let (token, _) = try call.services.signIn.signIn(
        name: name, password: fields["password"] ?? "", address: call.head.address)
      var response = Response.seeOther(next(fields))
      let isSecure = call.head.isSecure
      response.add(
        "Set-Cookie",
        SetCookie(name: CookieNames.session(isSecure: isSecure), value: token.cookie, isSecure: isSecure).text)
      response.add(
        "Set-Cookie",
        SetCookie(
          name: CookieNames.visit(isSecure: isSecure), value: "", maxAgeSeconds: 0, isSecure: isSecure,
          sameSite: .strict
        ).text)
      return response
    } catch {
      return try refused(call, error, name)
    }
  }

  private static func refused(_ call: Call, _ refusal: SignIn.Refusal, _ name: String) throws(Refusal) -> Response {
    let minutes = SignInLimit().pauseSeconds / 60
    let state: SignInPage.State
    switch refusal {
    case .wrong(let triesLeft): state = .refused(triesLeft: triesLeft, lockMinutes: minutes)
    case .wait(let seconds): state = .locked(minutes: (seconds + 59) / 60)
    case .closed: throw .forbidden(why: "这个账号已停用。", whoCanHelp: "请找本单位账号管理员启用。")
    case .failed(let error): throw .failed(error)
    case .busy, .tooShort, .tooLong, .sameAsName, .sameAsBefore: throw .busy
    }
    var response = page(call, state, account: name, next: next(call.request.fields))
    response.status = if case .locked = state { .tooManyRequests } else { .signInNeeded }
    return response
  }

  private static func signOut(_ call: Call) throws(Refusal) -> Response {
    do throws(StoreError) { try call.services.sessions.end(call.signedIn.digest) } catch { throw .failed(error) }
    var response = Response.seeOther("/sign-in?state=signed-out")
    response.add("Set-Cookie", takeBack(call).text)
    return response
  }

  /// Large type is the person's own setting, and a cookie for the pages before signing in.
  private static func setTypeSize(_ call: Call) throws(Refusal) -> Response {
    let isLarge = call.request.fields["size"] == "large"
    if let session = call.session, session.account.largeType != isLarge {
      try call.write { (transaction) throws(StoreError) in
        try Accounts.setLargeType(session.account.id, isLarge, in: transaction)
      }
      call.services.sessions.forget(account: session.account.id)
    }
    var response = Response.seeOther(local(call.request.fields["back"]) ?? "/")
    response.add("Set-Cookie", typeSizeCookie(isLarge: isLarge, call).text)
    return response
  }

  static func typeSizeCookie(isLarge: Bool, _ call: Call) -> SetCookie {
    SetCookie(
      name: CookieNames.typeSize, value: isLarge ? "large" : "normal", maxAgeSeconds: 400 * 86_400,
      isSecure: call.head.isSecure)
  }

  // MARK: parts

  private static func page(
    _ call: Call, _ state: SignInPage.State, account: String = "", next: String = "/"
  ) -> Response {
    let (secret, cookie) = VisitCookie.forPage(call.head)
    var model = SignInPage(
      region: call.services.regions.only, version: ProgramVersion.text, token: secret.token())
    model.state = state
    // A door without news is a door all the same.
    model.notice = (try? call.services.years.notice(call.services.database)) ?? nil
    model.account = account
    model.next = next
    model.isLargeType = call.isLargeType
    model.assets = call.services.assets.forPages
    model.demonstration = call.services.demonstration
    var response = call.page(signInPage(model))
    if let cookie { response.add("Set-Cookie", cookie.text) }
    return response
  }

  /// Whether the browser brought the cookie of a session that is no more.
  private static func hadSession(_ call: Call) -> Bool {
    call.session == nil && call.head.headers.cookie(CookieNames.session(isSecure: call.head.isSecure)) != nil
  }

  private static func takeBack(_ call: Call) -> SetCookie {
    let isSecure = call.head.isSecure
    return SetCookie(name: CookieNames.session(isSecure: isSecure), value: "", maxAgeSeconds: 0, isSecure: isSecure)
  }

  private static func next(_ fields: Fields) -> String { local(fields["next"]) ?? "/" }

  /// An address of this server; nil for anything that could lead elsewhere.
  static func local(_ text: String?) -> String? {
    guard let text, let target = Target(text), !text.utf8.starts(with: "//".utf8), !text.utf8.contains(0x5C),
      target.segments != ["sign-in"]
    else { return nil }
    return text
  }

  private static func trimmed(_ text: String) -> String {
    let text = text.drop { $0 == " " || $0 == "\u{3000}" || $0 == "\t" }
    return String(text.reversed().drop { $0 == " " || $0 == "\u{3000}" || $0 == "\t" }.reversed())
  }
}
