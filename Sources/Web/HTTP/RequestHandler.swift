/// What answers requests, apart from how they travel. The server asks twice: once when the header lines are known,
/// once when the body has come.
protocol RequestHandler: Sendable {
  /// Decides by the head alone, before a byte of the body is taken.
  func plan(_ head: RequestHead) -> RequestPlan
  /// Answers a request whose plan was `accept`. Called on any thread, several at a time.
  func respond(_ request: Request) -> Response
  /// The page for a request that cannot be read or taken: too large, malformed, no room.
  func refuse(_ head: RequestHead?, _ status: Status, _ reason: BodyReader.Failure?) -> Response
  /// Told once for every answer, for the log.
  func note(_ line: RequestNote)
}

enum RequestPlan: Sendable {
  case accept(BodyRule, WorkLane)
  /// Answered at once; a body is not read.
  case answer(Response)
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
