import Lifecycle

/// Who may use a route.
enum Access: Sendable, Hashable {
  /// Everyone, signed in or not.
  case open
  /// Everyone who is signed in.
  case signedIn
  /// Roles that may do this; a handler asks again with the form or unit it is about.
  case may(Action)

  func admits(_ role: Role) -> Bool {
    switch self {
    case .open: true
    case .signedIn: role != .public
    case .may(let action): Permission.roles(for: action).contains(role)
    }
  }
}

/// One address of the program: how it is asked, who may, and what answers.
struct AppRoute: Sendable {
  typealias Handler = @Sendable (Call) throws(Refusal) -> Response

  let method: Method
  let pattern: RoutePattern
  let access: Access
  let body: BodyRule
  let lane: WorkLane
  let handle: Handler

  static func get(
    _ pattern: String, _ access: Access, lane: WorkLane = .quick, _ handle: @escaping Handler
  ) -> AppRoute {
    AppRoute(
      method: .get, pattern: RoutePattern(pattern), access: access, body: .none, lane: lane, handle: handle)
  }

  /// What changes something is worked on by the slow lane: it waits for the disk.
  static func post(
    _ pattern: String, _ access: Access, body: BodyRule = .form, _ handle: @escaping Handler
  ) -> AppRoute {
    AppRoute(method: .post, pattern: RoutePattern(pattern), access: access, body: body, lane: .slow, handle: handle)
  }
}
