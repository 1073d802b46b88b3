import Model
import Store

/// Signs people in, and lets them change their password.
final class SignIn: Sendable {
  enum Refusal: Error, Hashable, Sendable {
    /// Name or password is wrong; which of them is not said.
    case wrong(triesLeft: Int)
    case wait(seconds: Int)
    /// The password is right, but the account was closed.
    case closed
    case tooShort
    case tooLong
    case sameAsName
    case sameAsBefore
    /// The machine has no memory for the hash just now.
    case busy
    case failed(StoreError)
  }

  static let passwordCharactersMin = 8
  /// Longer ones would only make hashing slow.
  static let passwordBytesMax = 1_024

  private let database: Database
  private let sessions: SessionCache
  private let limit: SignInLimit
  private let cost: PasswordCost
  /// Checked when there is no such account, so that both answers take the same time.
  private let decoyHash: String

  init(_ database: Database, _ sessions: SessionCache, _ limit: SignInLimit, _ cost: PasswordCost) {
    self.database = database
    self.sessions = sessions
    self.limit = limit
    self.cost = cost
    decoyHash = Sodium.hashPassword(Token.make().cookie, cost) ?? ""
  }

  /// - Returns: the token for the browser's cookie.
  func signIn(
    name: String, password: String, address: String
  ) throws(Refusal) -> (token: Token, session: SignedIn) {
    let account = try attempt(name, password, address)
    guard account.state == .active else { throw .closed }
    return try stored { () throws(StoreError) in
      // A one-time password is hashed cheaply on purpose and is not kept.
      if !account.mustChangePassword, Sodium.needsRehash(account.passwordHash, cost),
        let hash = Sodium.hashPassword(password, cost)
      {
        try database.write { (transaction) throws(StoreError) in
          try Accounts.setPassword(
            account.id, hash: hash, mustChange: account.mustChangePassword, by: account.id, in: transaction)
        }
      }
      return try sessions.begin(account, address: address)
    }
  }

  /// Changes the password and ends every other session of the account.
  func changePassword(_ session: SignedIn, old: String, new: String, address: String) throws(Refusal) {
    guard new.count >= Self.passwordCharactersMin else { throw .tooShort }
    guard new.utf8.count <= Self.passwordBytesMax else { throw .tooLong }
    guard new.lowercased() != session.account.login.lowercased() else { throw .sameAsName }
    guard new != old else { throw .sameAsBefore }
    let account = try attempt(session.account.login, old, address)
    guard let hash = Sodium.hashPassword(new, cost) else { throw .busy }
    try stored { () throws(StoreError) in
      try database.write { (transaction) throws(StoreError) in
        try Accounts.setPassword(
          account.id, hash: hash, keeping: session.digest.text, by: account.id, in: transaction)
      }
    }
    sessions.forget(account: account.id)
  }

  /// One counted try of a password.
  private func attempt(_ name: String, _ password: String, _ address: String) throws(Refusal) -> Account {
    let (answer, account) = try stored { () throws(StoreError) in
      try database.write { (transaction) throws(StoreError) in
        (
          try limit.begin(name: name, address: address, in: transaction),
          try Accounts.find(login: name, in: transaction)
        )
      }
    }
    guard case .go(let left) = answer else {
      if case .wait(let seconds) = answer { throw .wait(seconds: seconds) }
      throw .busy
    }
    let isRight =
      password.utf8.count <= Self.passwordBytesMax
      && Sodium.verifyPassword(password, against: account?.passwordHash ?? decoyHash)
    // A cheap hash must not tell by its speed that the account waits for its owner.
    if let account, account.mustChangePassword, Sodium.needsRehash(account.passwordHash, cost) {
      _ = Sodium.verifyPassword(password, against: decoyHash)
    }
    guard isRight, let account else {
      try note { (transaction) throws(StoreError) in try limit.failed(address: address, in: transaction) }
      throw left > 0 ? .wrong(triesLeft: left) : .wait(seconds: limit.pauseSeconds)
    }
    try note { (transaction) throws(StoreError) in try limit.succeeded(name: name, in: transaction) }
    return account
  }

  private func note(_ work: (WriteTransaction) throws(StoreError) -> Void) throws(Refusal) {
    try stored { () throws(StoreError) in try database.write(work) }
  }

  private func stored<T>(_ work: () throws(StoreError) -> T) throws(Refusal) -> T {
    do throws(StoreError) { return try work() } catch { throw .failed(error) }
  }
}
