/// The HTTP methods this server knows; HEAD is answered as GET without a body.
enum Method: String, Sendable, CaseIterable, Comparable {
  case get = "GET"
  case head = "HEAD"
  case post = "POST"
  case put = "PUT"
  case patch = "PATCH"
  case delete = "DELETE"
  case options = "OPTIONS"

  /// Whether a request of this method only reads.
  var isSafe: Bool { self == .get || self == .head }

  static func < (left: Method, right: Method) -> Bool { left.rawValue < right.rawValue }
}
