public import Store

/// A new one-time password for somebody who stands at the server: the only way for an administrator's account, since
/// whoever resets a password on a page would hold it and be two administrators in one.
public enum PasswordReset {
  /// - Returns: the password; nil when there is no such account or it has ended.
  public static func atTheServer(_ login: String, in database: Database) throws(StoreError) -> String? {
    let password = OneTimePassword.make()
    guard let hash = OneTimePassword.hash(password) else {
      throw .unreachable(reason: "内存不够，不能计算密码摘要")
    }
    return try database.write { (t) throws(StoreError) -> String? in
      guard let account = try Accounts.find(login: login, in: t), !account.isEnded else { return nil }
      try Accounts.resetPassword(account.id, hash: hash, by: "server", in: t)
      try SignInLimit().release(name: login, in: t)
      return password
    }
  }
}
