import Lifecycle
import Store

/// Answers requests: finds the route, the person and the permission, guards forms against forgery, words refusals, and
/// puts the protecting header lines on everything that leaves.
struct Application: RequestHandler {
  let services: Services
  private let router: Router<AppRoute>

  init(_ services: Services, _ routes: [AppRoute] = AppRoutes.all) {
    self.services = services
    router = Router(routes.map { .init(method: $0.method, pattern: $0.pattern, route: $0) })
  }

  // MARK: what the server asks

  func plan(_ head: RequestHead) -> RequestPlan {
    do throws(Refusal) {
      let (route, parameters) = try match(head)
      let session = try session(head)
      try admit(session, to: route)
      // A browser adds cookies by itself and a token never: only cookies have to be guarded.
      if !head.method.isSafe, session?.apiToken == nil, Origin.judge(head) == .foreign { throw .forged }
      return .accept(route.body, route.lane) { request in respond(request, route, parameters, session) }
    } catch {
      return .answer(finish(refusal(error, head), head, isPublic: false))
    }
  }

  private func respond(
    _ request: Request, _ route: AppRoute, _ parameters: Parameters, _ session: SignedIn?
  ) -> Response {
    do throws(Refusal) {
      if !request.head.method.isSafe, session?.apiToken == nil { try checkForm(request, session) }
      let call = Call(request: request, parameters: parameters, session: session, services: services)
      var response = try route.handle(call)
      if !ApiPaths.covers(request.head), let cookie = call.chosenYearCookie { response.add("Set-Cookie", cookie.text) }
      return finish(response, request.head, isPublic: route.access == .open && response["Cache-Control"] != nil)
    } catch {
      return finish(refusal(error, request.head), request.head, isPublic: false)
    }
  }

  func refuse(_ head: RequestHead?, _ status: Status, _ reason: BodyReader.Failure?) -> Response {
    let refusal: Refusal =
      switch reason {
      case .tooLarge(let bytesMax): .tooLarge(bytesMax: bytesMax)
      case .malformed: .malformed("body")
      case .unsupportedType: .unsupportedType
      case .noSpace: .noSpace
      case nil: status == .unavailable ? .busy : .malformed("head")
      }
    var response = self.refusal(refusal, head)
    response.status = status
    return finish(response, head, isPublic: false)
  }

  var isNoting: Bool { services.log.isNoting }

  func note(_ line: RequestNote) { services.log.note(line) }

  // MARK: steps

  private func match(_ head: RequestHead) throws(Refusal) -> (AppRoute, Parameters) {
    switch router.match(head.method, head.target.segments) {
    case .found(let route, let parameters): return (route, parameters)
    case .notFound: throw .notFound
    case .methodNotAllowed(let methods): throw .methodNotAllowed(methods)
    }
  }

  private func session(_ head: RequestHead) throws(Refusal) -> SignedIn? {
    if ApiPaths.covers(head), let line = head.headers["authorization"] { return try bearer(line, head) }
    guard let cookie = head.headers.cookie(CookieNames.session(isSecure: head.isSecure)),
      let token = Token(cookie: cookie)
    else { return nil }
    do throws(StoreError) { return try services.sessions.find(token.digest) } catch { throw .failed(error) }
  }

  /// Who asks with a personal token. Whoever sends one is judged by it alone, whatever cookies come along.
  private func bearer(_ line: String, _ head: RequestHead) throws(Refusal) -> SignedIn? {
    let answer: TokenDoor.Answer
    do throws(StoreError) { answer = try services.tokens.find(line, address: head.address) } catch {
      throw .failed(error)
    }
    switch answer {
    case .found(let session): return session
    case .wrong: return nil
    case .wait(let seconds): throw .tooMany(seconds: seconds)
    }
  }

  private func admit(_ session: SignedIn?, to route: AppRoute) throws(Refusal) {
    guard route.access != .open else { return }
    guard let session else { throw .signInNeeded }
    if session.account.mustChangePassword, !AccountRoutes.isOwn(route) { throw .passwordDue }
    if !session.account.hasRole, !AccountRoutes.isOwn(route) { throw .roleless }
    guard case .may(let action) = route.access, !route.access.admits(session.account.role) else { return }
    guard case .refused(let why, let whoCanHelp) = Permission.decide(session.account.actor, action, .installation)
    else { throw .forbidden(why: "没有\(action.officialName)的权限。", whoCanHelp: "角色不对请找安全管理员。") }
    throw .forbidden(why: why, whoCanHelp: whoCanHelp)
  }

  /// A form counts only if the browser names no other site and the form carries the token of this browser.
  private func checkForm(_ request: Request, _ session: SignedIn?) throws(Refusal) {
    let head = request.head
    guard Origin.judge(head) != .foreign, let secret = session?.secret ?? VisitCookie.secret(head),
      secret.accepts(head.headers["x-csrf-token"] ?? request.fields["csrf"])
    else { throw .forged }
  }

  // MARK: answers

  private func refusal(_ refusal: Refusal, _ head: RequestHead?) -> Response {
    if let reason = refusal.logReason { services.log.fault(reason) }
    let isProgram = head.map { ApiPaths.covers($0) } ?? false
    // A page that was opened without signing in is opened after it.
    if case .signInNeeded = refusal, !isProgram, let head, head.method.isSafe {
      var query = Fields()
      if head.target.path != "/" { query.append("next", head.target.path) }
      return .seeOther(query.isEmpty ? "/sign-in" : "/sign-in?" + query.encoded)
    }
    if case .passwordDue = refusal, !isProgram, let head, head.method.isSafe { return .seeOther("/me?must=change") }
    var response = isProgram ? ApiRefusals.response(refusal) : RefusalPages.response(refusal, head, services)
    if case .methodNotAllowed(let methods) = refusal {
      response.set("Allow", methods.map(\.rawValue).joined(separator: ", "))
    }
    if case .tooMany(let seconds) = refusal { response.set("Retry-After", String(seconds)) }
    return response
  }

  private func finish(_ response: Response, _ head: RequestHead?, isPublic: Bool) -> Response {
    var response = response
    SecurityHeaders.apply(to: &response, isSecure: head?.isSecure ?? false, isPublic: isPublic)
    if let head { response.compress(for: head.headers) }
    return response
  }
}
