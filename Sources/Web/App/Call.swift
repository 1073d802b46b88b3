import Lifecycle
import Store

/// One request on its way through a handler: what was asked, by whom, and what the handler may use.
struct Call: Sendable {
  let request: Request
  let parameters: Parameters
  /// nil only on routes that are open to everyone.
  let session: SignedIn?
  let services: Services
  /// Takes the page itself where a workbook is made of it.
  var capture: PageCapture?

  var head: RequestHead { request.head }
  var query: Fields { request.head.target.query }

  /// The session on a route that asks for one.
  var signedIn: SignedIn {
    guard let session else { preconditionFailure("a route that needs a session is answered with one") }
    return session
  }

  var account: Account { signedIn.account }

  /// Reads from the database.
  func read<T>(_ work: (ReadTransaction) throws(StoreError) -> T) throws(Refusal) -> T {
    do throws(StoreError) { return try services.database.read(work) } catch { throw Refusal(error) }
  }

  /// Writes to the database: all or nothing.
  @discardableResult
  func write<T>(_ work: (WriteTransaction) throws(StoreError) -> T) throws(Refusal) -> T {
    do throws(StoreError) { return try services.database.write(work) } catch { throw Refusal(error) }
  }

  /// Goes on only if the person may do this to that.
  func demand(_ action: Action, _ subject: Subject) throws(Refusal) {
    if case .refused(let why, let whoCanHelp) = Permission.decide(account.actor, action, subject) {
      throw .forbidden(why: why, whoCanHelp: whoCanHelp)
    }
  }

  /// Whether large type is set: by the person, or by a cookie before signing in.
  var isLargeType: Bool {
    if let kept = head.headers.cookie(CookieNames.typeSize) { return kept == "large" }
    return session?.account.largeType ?? false
  }
}

/// The cookies the program sets.
enum CookieNames {
  static let typeSize = "hengji_size"
  /// The budget year that the person works in.
  static let year = "hengji_year"

  /// On TLS the name itself forbids that another host or plain HTTP sets it.
  static func session(isSecure: Bool) -> String { isSecure ? "__Host-hengji_session" : "hengji_session" }

  /// Before signing in: only ties the form to the browser that asked for it.
  static func visit(isSecure: Bool) -> String { isSecure ? "__Host-hengji_visit" : "hengji_visit" }
}
