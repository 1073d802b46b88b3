/// Ties the sign-in form to the browser that asked for it, before there is a session.
enum VisitCookie {
  /// The secret behind the form's token; nil when the browser brought no cookie of ours.
  static func secret(_ head: RequestHead) -> FormSecret? {
    head.headers.cookie(CookieNames.visit(isSecure: head.isSecure)).flatMap { Token(cookie: $0) }?.formSecret
  }

  /// The secret for a page that is about to be sent, and the cookie it needs if the browser has none.
  static func forPage(_ head: RequestHead) -> (secret: FormSecret, cookie: SetCookie?) {
    if let secret = secret(head) { return (secret, nil) }
    let token = Token.make()
    let cookie = SetCookie(
      name: CookieNames.visit(isSecure: head.isSecure), value: token.cookie, isSecure: head.isSecure,
      sameSite: .strict)
    return (token.formSecret, cookie)
  }
}
