/// What answers requests, apart from how they travel.
protocol RequestHandler: Sendable {
  /// Decides by the head alone, before a byte of the body is taken.
  func plan(_ head: RequestHead) -> RequestPlan
  /// The page for a request that cannot be read or taken: too large, malformed, no room.
  func refuse(_ head: RequestHead?, _ status: Status, _ reason: BodyReader.Failure?) -> Response
  /// Whether the log wants to know of every answer.
  var isNoting: Bool { get }
  /// Told once for every answer, for the log.
  func note(_ line: RequestNote)
}

enum RequestPlan: Sendable {
  /// Answered by the closure when the body has come; called once, on any thread.
  case accept(BodyRule, WorkLane, @Sendable (Request) -> Response)
  /// Answered at once; a body is not read.
  case answer(Response)
}

extension RequestHandler {
  /// Answers a request that is there as a whole, without a server: how tests ask.
  func respond(_ request: Request) -> Response {
    switch plan(request.head) {
    case .answer(let response): response
    case .accept(_, _, let respond): respond(request)
    }
  }
}

/// Where a request is worked on.
enum WorkLane: Sendable, Hashable {
  /// On the thread of its connection: a few milliseconds at most.
  case quick
  /// On one of a few worker threads, while the connection waits: password hashes, workbooks, large pages.
  case slow
}

/// What the log says of one request: no query, no address, no names.
struct RequestNote: Sendable {
  let method: String
  let path: String
  let status: Int
  let bytes: Int
  let microseconds: Int
}
