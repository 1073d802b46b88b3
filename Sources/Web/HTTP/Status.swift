/// The answers this server gives, by number.
enum Status: Int, Sendable, CaseIterable {
  case ok = 200
  case noContent = 204
  case seeOther = 303
  case notModified = 304
  case badRequest = 400
  case signInNeeded = 401
  case forbidden = 403
  case notFound = 404
  case methodNotAllowed = 405
  case timeout = 408
  case conflict = 409
  case tooLarge = 413
  case targetTooLong = 414
  case unsupportedType = 415
  case preconditionNeeded = 428
  case tooManyRequests = 429
  case headersTooLarge = 431
  case failed = 500
  case notImplemented = 501
  case unavailable = 503
}
