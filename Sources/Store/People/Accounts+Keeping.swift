import Model

/// Keeping accounts: what the system administrator does with them.
extension Accounts {
  /// Another name, unit or telephone number. The log-in name stays: the ledger and papers know people by it.
  public static func edit(
    _ id: String, displayName: String, unit: String, phone: String?, by actor: String,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let account = try find(id: id, in: transaction) else { throw .missing(subject: "账号") }
    try transaction.run(
      "UPDATE account SET display_name = \(displayName), unit = \(unit), phone = \(phone) WHERE id = \(id)")
    var changed: [JSON.Member] = []
    if displayName != account.displayName { changed.append(JSON.Member("name", .bool(true))) }
    if phone != account.phone { changed.append(JSON.Member("phone", .bool(true))) }
    if unit != account.unit { changed.append(JSON.Member("unit", .string(unit))) }
    try Ledger.append(
      .init(
        region: account.region, actor: actor, action: .accountEdited, subject: "account/\(id)",
        detail: .object(changed)), in: transaction)
  }

  /// Gives an account a one-time password; all its sessions end.
  public static func resetPassword(
    _ id: String, hash: String, by actor: String, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let account = try find(id: id, in: transaction) else { throw .missing(subject: "账号") }
    try transaction.run(
      """
      UPDATE account SET password_hash = \(hash), must_change_password = 1
      WHERE id = \(id)
      """)
    try transaction.run("DELETE FROM session WHERE account = \(id)")
    try Ledger.append(
      .init(region: account.region, actor: actor, action: .passwordReset, subject: "account/\(id)"), in: transaction)
  }

  /// Closes an account for good (注销); its grants end with it. The name stays taken, what it did stays told.
  public static func end(_ id: String, by actor: String, in transaction: WriteTransaction) throws(StoreError) {
    guard let account = try find(id: id, in: transaction), !account.isEnded else { throw .missing(subject: "账号") }
    try transaction.run(
      "UPDATE account SET state = \(Account.State.disabled), ended_at = \(transaction.now) WHERE id = \(id)")
    try transaction.run(
      """
      UPDATE role_grant SET ended_at = \(transaction.now), ended_by = \(actor), end_reason = '账号注销'
      WHERE account = \(id) AND ended_at IS NULL
      """)
    try transaction.run("DELETE FROM session WHERE account = \(id)")
    try Ledger.append(
      .init(region: account.region, actor: actor, action: .accountEnded, subject: "account/\(id)"), in: transaction)
  }

  /// Notes that the person has signed in; no matter for the ledger.
  public static func noteSignIn(_ id: String, in transaction: WriteTransaction) throws(StoreError) {
    try transaction.run("UPDATE account SET last_sign_in_at = \(transaction.now) WHERE id = \(id)")
  }

  /// Names of persons by account, also of those that have ended: for saying who did something.
  public static func names(region: String, in transaction: ReadTransaction) throws(StoreError) -> [String: String] {
    Dictionary(
      try transaction.all("SELECT id, display_name FROM account WHERE region = \(region)") { (row) throws(StoreError) in
        (try row.text(), try row.text())
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Log-in names with the names of persons.
  public static func logins(
    region: String, in transaction: ReadTransaction
  ) throws(StoreError) -> [(login: String, name: String)] {
    try transaction.all("SELECT login, display_name FROM account WHERE region = \(region) ORDER BY login") {
      (row) throws(StoreError) in (login: try row.text(), name: try row.text())
    }
  }

  /// Which of these log-in names are taken, anywhere.
  public static func takenLogins(
    _ logins: [String], in transaction: ReadTransaction
  ) throws(StoreError) -> Set<String> {
    var taken: Set<String> = []
    let asked = Array(Set(logins))
    for start in stride(from: 0, to: asked.count, by: 500) {
      let some = Array(asked[start..<min(start + 500, asked.count)])
      taken.formUnion(
        try transaction.all("SELECT login FROM account WHERE login IN \(list: some)") { (row) throws(StoreError) in
          try row.text()
        })
    }
    return taken
  }

  /// How many accounts that have not ended sit in a unit.
  public static func count(unit: String, region: String, in transaction: ReadTransaction) throws(StoreError) -> Int {
    try transaction.first(
      "SELECT count(*) FROM account WHERE region = \(region) AND unit = \(unit) AND ended_at IS NULL"
    ) { (row) throws(StoreError) in try row.integer() } ?? 0
  }

  /// How many accounts that have not ended sit in each unit that has some.
  public static func countByUnit(
    region: String, in transaction: ReadTransaction
  ) throws(StoreError) -> [String: Int] {
    Dictionary(
      try transaction.all(
        "SELECT unit, count(*) FROM account WHERE region = \(region) AND ended_at IS NULL GROUP BY unit"
      ) { (row) throws(StoreError) in (try row.text(), try row.integer()) }, uniquingKeysWith: { first, _ in first })
  }

  /// Everybody of a unit goes to another one, as a merger or split wants it.
  static func seat(
    from old: String, to new: String, region: String, in transaction: WriteTransaction
  ) throws(StoreError) {
    try transaction.run("UPDATE account SET unit = \(new) WHERE region = \(region) AND unit = \(old)")
  }

  /// A condition on `account a`: every word is part of the log-in name, the person's name or the unit's name.
  static func matching(_ search: String) -> SQL {
    let words = search.split(whereSeparator: \.isWhitespace).prefix(5).map { "%" + escaped(String($0)) + "%" }
    let each = words.map { word -> SQL in
      """
      (lower(a.login) LIKE \(word) ESCAPE '!' OR lower(a.display_name) LIKE \(word) ESCAPE '!'
        OR lower(u.name) LIKE \(word) ESCAPE '!')
      """
    }
    return each.isEmpty ? "1 = 1" : each.joined(" AND ")
  }

  private static func escaped(_ word: String) -> String {
    var out = ""
    for character in word.lowercased() {
      if "!%_".contains(character) { out.append("!") }
      out.append(character)
    }
    return out
  }
}
