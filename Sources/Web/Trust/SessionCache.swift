import Model
import Store
import Synchronization

/// Somebody who is signed in, as a request needs him. A class: every request hands it on, and an account has many parts.
final class SignedIn: Sendable {
  let digest: TokenDigest
  let account: Account
  let secret: FormSecret
  let began: Instant
  /// The roles that the person may work under.
  let grants: [RoleGrant]
  /// The personal token that a program asks with; nil for a person at a browser.
  let apiToken: String?

  init(
    digest: TokenDigest, account: Account, secret: FormSecret, began: Instant, grants: [RoleGrant],
    apiToken: String? = nil
  ) {
    self.grants = grants
    self.apiToken = apiToken
    self.digest = digest
    self.account = account
    self.secret = secret
    self.began = began
  }
}

/// How long a sign-in lasts.
public struct SessionRules: Sendable, Hashable {
  /// Without a request.
  public var idleSeconds = 60 * 60
  /// In all.
  public var wholeSeconds = 12 * 60 * 60
  /// How long what was read of a session is believed: the time within which a sign-out or a changed role on another
  /// server takes effect here.
  public var rememberedSeconds = 15
  /// How often a session in use is written down.
  public var notedSeconds = 120

  public init() {}
}

/// Sessions by the digest of their token, remembered for a few seconds, so that looking at a page writes nothing and
/// mostly reads nothing.
final class SessionCache: Sendable {
  private struct Entry {
    let session: SignedIn
    /// When it ends unless another request comes.
    var ends: Instant
    var readAt: Instant
    /// When its use was last written down.
    var notedAt: Instant
    var isInUse = false
  }

  let rules: SessionRules
  private let database: Database
  private let entries = Mutex<[TokenDigest: Entry]>([:])

  init(_ database: Database, _ rules: SessionRules = SessionRules()) {
    self.database = database
    self.rules = rules
  }

  private var now: Instant { database.surroundings.now() }

  /// Begins a session under a new token; one that the browser brought along is never taken over.
  func begin(_ account: Account, address: String? = nil) throws(StoreError) -> (token: Token, session: SignedIn) {
    let token = Token.make()
    let secret = FormSecret.make()
    let digest = token.digest
    let grants = try database.write { (transaction) throws(StoreError) in
      try Sessions.begin(
        digest: digest.text, account: account.id, csrfSecret: secret.text, seconds: rules.idleSeconds, address: address,
        in: transaction)
      try Accounts.noteSignIn(account.id, in: transaction)
      return try Grants.inForce(account: account.id, in: transaction)
    }
    let now = now
    let session = SignedIn(digest: digest, account: account, secret: secret, began: now, grants: grants)
    let ends = now.adding(seconds: rules.idleSeconds)
    entries.withLock { $0[digest] = Entry(session: session, ends: ends, readAt: now, notedAt: now) }
    return (token, session)
  }

  /// - Returns: nil when there is no such session or it has ended.
  func find(_ digest: TokenDigest) throws(StoreError) -> SignedIn? {
    let now = now
    let known = entries.withLock { entries -> SignedIn? in
      guard let index = entries.index(forKey: digest) else { return nil }
      let entry = entries.values[index]
      guard now < entry.readAt.adding(seconds: rules.rememberedSeconds), isGood(entry, now) else { return nil }
      entries.values[index].ends = now.adding(seconds: rules.idleSeconds)
      entries.values[index].isInUse = true
      return entry.session
    }
    if let known { return known }
    return try read(digest, now)
  }

  func end(_ digest: TokenDigest) throws(StoreError) {
    entries.withLock { _ = $0.removeValue(forKey: digest) }
    try database.write { (transaction) throws(StoreError) in try Sessions.end(digest: digest.text, in: transaction) }
  }

  /// Forgets what is remembered of an account, after a change of its password, role or settings.
  func forget(account: String) {
    entries.withLock { entries in entries = entries.filter { $0.value.session.account.id != account } }
  }

  /// Forgets all that is remembered, after units moved under everybody's feet.
  func forgetAll() { entries.withLock { $0.removeAll() } }

  /// Writes down which sessions are in use and forgets those that ended. To be called about once a minute.
  func tidy() throws(StoreError) {
    let now = now
    let due = entries.withLock { entries -> [TokenDigest] in
      entries = entries.filter { isGood($0.value, now) }
      let due = entries.filter { $0.value.isInUse && now >= $0.value.notedAt.adding(seconds: rules.notedSeconds) }
      for digest in due.keys {
        entries[digest]?.notedAt = now
        entries[digest]?.isInUse = false
      }
      return Array(due.keys)
    }
    try database.write { (transaction) throws(StoreError) in
      for digest in due { try Sessions.touch(digest: digest.text, seconds: rules.idleSeconds, in: transaction) }
      try Sessions.sweep(in: transaction)
    }
  }

  /// Reads a session anew; its use here since the last note counts too.
  private func read(_ digest: TokenDigest, _ now: Instant) throws(StoreError) -> SignedIn? {
    let found = try database.read { (transaction) throws(StoreError) in
      try Sessions.find(digest: digest.text, in: transaction).map { (session) throws(StoreError) in
        (session: session, grants: try Grants.inForce(account: session.account.id, in: transaction))
      }
    }
    return entries.withLock { entries in
      let earlier = entries.removeValue(forKey: digest)
      guard let (found, grants) = found, let secret = FormSecret(text: found.csrfSecret) else { return nil }
      let session = SignedIn(
        digest: digest, account: found.account, secret: secret, began: found.createdAt, grants: grants)
      var entry = Entry(
        session: session, ends: max(found.expiresAt, earlier?.ends ?? found.expiresAt), readAt: now,
        notedAt: found.lastSeenAt, isInUse: true)
      guard isGood(entry, now) else { return nil }
      entry.ends = now.adding(seconds: rules.idleSeconds)
      entries[digest] = entry
      return session
    }
  }

  private func isGood(_ entry: Entry, _ now: Instant) -> Bool {
    now < entry.ends && now < entry.session.began.adding(seconds: rules.wholeSeconds)
  }
}
