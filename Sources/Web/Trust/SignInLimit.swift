import Model
import Store

/// Slows down whoever tries passwords. The counts are kept in the database, so that neither a restart nor a second
/// server gives more tries; names are kept as digests, since people type passwords into the wrong field.
struct SignInLimit: Sendable {
  /// Tries for one account before the pause.
  var accountTries = 5
  /// Wrong tries from one address: more, since a whole office may share one.
  var addressTries = 20
  var pauseSeconds = 15 * 60

  enum Answer: Sendable, Hashable {
    /// May be tried; if it fails, so many tries are left.
    case go(left: Int)
    case wait(seconds: Int)
  }

  /// Asks for one try. It counts before the password is checked, so that many at once gain nothing.
  func begin(name: String, address: String, in transaction: WriteTransaction) throws(StoreError) -> Answer {
    let account = Self.accountKey(name)
    for key in [account, Self.addressKey(address)] {
      if let lock = try Throttle.look(key.lock, in: transaction) {
        let left = lock.endsAt.milliseconds - transaction.now.milliseconds
        return .wait(seconds: Int((left + 999) / 1_000))
      }
    }
    let left = try count(account, accountTries, in: transaction)
    return .go(left: left)
  }

  /// The try was wrong.
  func failed(address: String, in transaction: WriteTransaction) throws(StoreError) {
    _ = try count(Self.addressKey(address), addressTries, in: transaction)
  }

  /// The try was right: the account starts anew.
  func succeeded(name: String, in transaction: WriteTransaction) throws(StoreError) {
    let key = Self.accountKey(name)
    try Throttle.clear(key.tries, in: transaction)
    try Throttle.clear(key.lock, in: transaction)
  }

  /// Whether an account has to wait.
  func isPaused(name: String, in transaction: ReadTransaction) throws(StoreError) -> Bool {
    try Throttle.look(Self.accountKey(name).lock, in: transaction) != nil
  }

  /// Gives an account all its tries back.
  func release(name: String, in transaction: WriteTransaction) throws(StoreError) {
    try succeeded(name: name, in: transaction)
  }

  /// An account or address that has to wait.
  struct Pause: Hashable, Sendable {
    let key: String
    let isAccount: Bool
    /// The mark of an account, or an address.
    let subject: String
    let endsAt: Instant
  }

  /// Everything that has to wait just now, the latest first.
  func pauses(in transaction: ReadTransaction) throws(StoreError) -> [Pause] {
    try Throttle.list(Key.lockBeginning, in: transaction).map { key, count in
      let subject = String(key.dropFirst(Key.lockBeginning.count))
      let parts = subject.split(separator: "/", maxSplits: 1)
      return Pause(
        key: key, isAccount: parts.first == "account", subject: parts.count > 1 ? String(parts[1]) : subject,
        endsAt: count.endsAt)
    }
  }

  /// Ends a pause of the list above.
  /// - Returns: false when there is none under that key.
  func release(key: String, in transaction: WriteTransaction) throws(StoreError) -> Bool {
    guard key.hasPrefix(Key.lockBeginning), try Throttle.look(key, in: transaction) != nil else { return false }
    let both = Key(String(key.dropFirst(Key.lockBeginning.count)))
    try Throttle.clear(both.lock, in: transaction)
    try Throttle.clear(both.tries, in: transaction)
    return true
  }

  /// Seconds that an address has to wait before a token it sends is looked at; nil when it need not.
  func tokenPause(address: String, in transaction: ReadTransaction) throws(StoreError) -> Int? {
    try Throttle.look(Self.tokenKey(address).lock, in: transaction).map { lock in
      Int((lock.endsAt.milliseconds - transaction.now.milliseconds + 999) / 1_000)
    }
  }

  /// An address sent a token that is none.
  func tokenFailed(address: String, in transaction: WriteTransaction) throws(StoreError) {
    _ = try count(Self.tokenKey(address), addressTries, in: transaction)
  }

  /// Counts a try, and begins the pause with the last one.
  private func count(_ key: Key, _ triesMax: Int, in transaction: WriteTransaction) throws(StoreError) -> Int {
    let hits = try Throttle.hit(key.tries, seconds: pauseSeconds, in: transaction).hits
    guard hits >= triesMax else { return triesMax - hits }
    try Throttle.clear(key.tries, in: transaction)
    _ = try Throttle.hit(key.lock, seconds: pauseSeconds, in: transaction)
    return 0
  }

  private struct Key {
    static let lockBeginning = "sign-in/lock/"
    let tries: String
    let lock: String
    init(_ subject: String) {
      tries = "sign-in/tries/" + subject
      lock = Self.lockBeginning + subject
    }
  }

  private static func accountKey(_ name: String) -> Key {
    Key("account/" + accountMark(name))
  }

  /// What stands for a log-in name in the counters.
  static func accountMark(_ name: String) -> String {
    Hex.encode(Sodium.sha256(name.lowercased().utf8).prefix(16))
  }

  /// Apart from passwords: a program with an old token shuts nobody of its office out of signing in.
  private static func tokenKey(_ address: String) -> Key { Key("token/" + address) }

  private static func addressKey(_ address: String) -> Key { Key("address/" + address) }
}
