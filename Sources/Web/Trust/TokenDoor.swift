import Model
import Store

/// Lets programs in by a personal token: `Authorization: Bearer hj_…`.
final class TokenDoor: Sendable {
  /// What every token begins with, so that it is known for what it is wherever it turns up.
  static let beginning = "hj_"

  enum Answer: Sendable {
    case found(SignedIn)
    /// No token of ours, or one that ran out or was ended.
    case wrong
    /// Too many wrong ones came from that address.
    case wait(seconds: Int)
  }

  private let database: Database
  private let limit: SignInLimit

  init(_ database: Database, _ limit: SignInLimit) {
    self.database = database
    self.limit = limit
  }

  /// - Parameter line: the value of the header line.
  func find(_ line: String, address: String) throws(StoreError) -> Answer {
    let token = Self.token(line)
    let (pause, found) = try database.read { (t) throws(StoreError) -> (Int?, (token: ApiToken, account: Account)?) in
      let pause = try limit.tokenPause(address: address, in: t)
      guard pause == nil, let token else { return (pause, nil) }
      return (nil, try ApiTokens.find(digest: token.digest.text, in: t))
    }
    if let pause { return .wait(seconds: pause) }
    guard let token, let found else {
      try database.write { (t) throws(StoreError) in try limit.tokenFailed(address: address, in: t) }
      return .wrong
    }
    try note(found.token)
    return .found(
      SignedIn(
        digest: token.digest, account: found.account, secret: .make(), began: found.token.createdAt, grants: [],
        apiToken: found.token.id))
  }

  /// Writes the use of a token down now and then: a request that only reads shall not wait for the disk each time.
  private func note(_ token: ApiToken) throws(StoreError) {
    let now = database.surroundings.now()
    if let last = token.lastUsedAt, now < last.adding(seconds: ApiTokens.notedSeconds) { return }
    try database.write { (t) throws(StoreError) in try ApiTokens.touch(token.id, in: t) }
  }

  private static func token(_ line: String) -> Token? {
    let parts = line.split(separator: " ", omittingEmptySubsequences: true)
    guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].hasPrefix(beginning) else { return nil }
    return Token(cookie: String(parts[1].dropFirst(beginning.count)))
  }
}

extension Token {
  /// As its owner keeps it for his program.
  var bearer: String { TokenDoor.beginning + cookie }
}
