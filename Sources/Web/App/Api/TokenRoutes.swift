import Lifecycle
import Model
import Store

/// A person's tokens for the interface: made and ended here, shown once.
enum TokenRoutes {
  static let all: [AppRoute] = [
    .get("/me/tokens", .signedIn, show), .post("/me/tokens", .signedIn, make),
    .post("/me/tokens/{id}/end", .signedIn, end),
  ]

  private static func show(_ call: Call) throws(Refusal) -> Response {
    var page = try model(call)
    if call.query["done"] == "end" { page.done = "令牌已结束，用它的程序从现在起取不到数。" }
    return call.page(tokensPage(page))
  }

  private static func make(_ call: Call) throws(Refusal) -> Response {
    let account = call.account
    guard !account.mustChangePassword else { throw .passwordDue }
    guard account.hasRole else { throw .roleless }
    let name = String((call.request.fields["name"] ?? "").prefix(60))
    let days = call.request.fields["days"] ?? ""
    var page = try model(call)
    page.name = name
    page.days = String(days.prefix(10))
    if name.isBlank { page.problems.append(Problem("name", "名称还没有写。请写这个令牌用在哪里。")) }
    let count = Int(days) ?? 0
    if !(1...ApiTokens.daysMax).contains(count) {
      page.problems.append(Problem("days", "天数应当是 1 到 \(ApiTokens.daysMax) 的整数。"))
    }
    if page.tokens.count(where: { $0.ended == nil }) >= ApiTokens.countMax {
      page.problems.append(Problem("name", "有效的令牌已有 \(ApiTokens.countMax) 个。请先结束不用的，再建立。"))
    }
    guard page.problems.isEmpty else { return call.page(tokensPage(page), .badRequest) }
    let token = Token.make()
    try call.write { (t) throws(StoreError) in
      try ApiTokens.make(
        account: account.id, grant: account.grant, name: name, digest: token.digest.text, days: count, in: t)
    }
    var fresh = try model(call)
    fresh.made = token.bearer
    return call.page(tokensPage(fresh))
  }

  private static func end(_ call: Call) throws(Refusal) -> Response {
    let account = call.account.id
    let id = call.parameters["id"]
    let isEnded = try call.write { (t) throws(StoreError) in try ApiTokens.end(id, account: account, in: t) }
    guard isEnded else { throw .notFound }
    return .seeOther("/me/tokens?done=end")
  }

  private static func model(_ call: Call) throws(Refusal) -> TokensPage {
    let account = call.account
    let tokens = try call.read { (t) throws(StoreError) in try ApiTokens.list(account: account.id, in: t) }
    let now = call.now
    let roles = Dictionary(
      call.signedIn.grants.map { ($0.id, $0.role.officialName) }, uniquingKeysWith: { first, _ in first })
    return TokensPage(
      shell: call.shell(.account), role: account.role.officialName,
      tokens: tokens.map { token in
        let role = token.grant.map { roles[$0] }
        let ended: String? =
          if token.endedAt != nil {
            "已结束"
          } else if now >= token.expiresAt {
            "已到期"
          } else if case .some(nil) = role {
            "角色已收回"
          } else {
            nil
          }
        return TokenRow(
          id: token.id, name: token.name, role: (role ?? nil) ?? "—", created: Moments.date(token.createdAt),
          expires: Moments.date(token.expiresAt),
          lastUsed: token.lastUsedAt.map { Moments.short($0, now: now) } ?? "没有用过", ended: ended)
      }, daysMax: ApiTokens.daysMax)
  }
}
