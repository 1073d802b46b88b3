import Lifecycle
public import Model

/// Who fills in a part of a form (分工). The others of the unit read it; a part without an owner is everybody's.
public struct PartOwner: Hashable, Sendable {
  public let form: String
  /// Name of the part, as the plan of the form calls it.
  public let part: String
  public let account: String
  public let name: String
  /// Who gave it to him, and when.
  public let by: String
  public let byName: String?
  public let at: Instant

  static let columns: SQL = "o.form, o.part, o.account, a.display_name, o.given_by, b.display_name, o.at"
  static let tables: SQL = """
    form_part_owner o JOIN account a ON a.id = o.account LEFT JOIN account b ON b.id = o.given_by
    """

  init(_ row: inout Row) throws(StoreError) {
    form = try row.text()
    part = try row.text()
    account = try row.text()
    name = try row.text()
    by = try row.text()
    byName = try row.optionalText()
    at = try row.instant()
  }
}

public enum PartOwners {
  static let migrations = [
    Migration(
      "2026-11-27-245 form: keep who fills in which part",
      [
        """
        CREATE TABLE form_part_owner (
          region TEXT NOT NULL, year BIGINT NOT NULL, form TEXT NOT NULL, part TEXT NOT NULL,
          account TEXT NOT NULL REFERENCES account (id), given_by TEXT NOT NULL, at TEXT NOT NULL,
          PRIMARY KEY (region, year, form, part),
          FOREIGN KEY (region, year, form) REFERENCES form (region, year, id) )
        """,
        "CREATE INDEX form_part_owner_by_form ON form_part_owner (form)",
        "CREATE INDEX form_part_owner_by_account ON form_part_owner (account, year)",
      ])
  ]

  /// The owners of a form's parts, by the name of the part. Who cannot sign in any more holds nothing.
  public static func list(
    form: String, in transaction: ReadTransaction
  ) throws(StoreError) -> [PartOwner] {
    try transaction.all(
      """
      SELECT \(PartOwner.columns) FROM \(PartOwner.tables)
      WHERE o.form = \(form) AND a.state = \(Account.State.active) AND a.ended_at IS NULL ORDER BY o.part
      """, PartOwner.init)
  }

  /// The forms in hand of which a person was given parts, with the names of the parts.
  /// - Complexity: O(parts that he was given in the year).
  public static func given(
    to account: String, year: Int, in transaction: ReadTransaction
  ) throws(StoreError) -> [(form: FormListRow, parts: [String])] {
    let found = try transaction.all(
      """
      SELECT \(FormListRow.columns), o.part FROM \(FormListRow.tables)
      JOIN form_part_owner o ON o.region = f.region AND o.year = f.year AND o.form = f.id
      WHERE o.account = \(account) AND o.year = \(year) AND f.state IN (\(FormState.draft), \(FormState.returned))
      ORDER BY f.id, o.part LIMIT 200
      """
    ) { (row) throws(StoreError) in
      let form = try FormListRow(&row)
      return (form: form, part: try row.text())
    }
    var forms: [(form: FormListRow, parts: [String])] = []
    for entry in found {
      if forms.last?.form.id == entry.form.id {
        forms[forms.count - 1].parts.append(entry.part)
      } else {
        forms.append((entry.form, [entry.part]))
      }
    }
    return forms
  }

  /// Divides a form anew, with one entry in the ledger for what is different.
  /// - Parameter wanted: the account of every part that has an owner from now on, by the name of the part.
  /// - Returns: whether anything is different.
  @discardableResult
  public static func set(
    _ wanted: [String: String], of form: FormListRow, by account: String, in transaction: WriteTransaction
  ) throws(StoreError) -> Bool {
    let all = try transaction.all(
      "SELECT \(PartOwner.columns) FROM \(PartOwner.tables) WHERE o.form = \(form.id)", PartOwner.init)
    let now = Dictionary(all.map { ($0.part, $0.account) }, uniquingKeysWith: { first, _ in first })
    guard now != wanted else { return false }
    var detail: [JSON.Member] = []
    for part in Set(now.keys).union(wanted.keys).sorted() where now[part] != wanted[part] {
      detail.append(.init(part, .string(wanted[part] ?? "")))
      try transaction.run("DELETE FROM form_part_owner WHERE form = \(form.id) AND part = \(part)")
      guard let owner = wanted[part] else { continue }
      try transaction.run(
        """
        INSERT INTO form_part_owner (region, year, form, part, account, given_by, at)
        VALUES (\(form.region), \(form.year), \(form.id), \(part), \(owner), \(account), \(transaction.now))
        """)
    }
    try Ledger.append(
      .init(
        region: form.region, actor: account, action: .formDivided, subject: "form/\(form.id)/\(form.revision)",
        detail: .object(["parts": .object(detail)])), in: transaction)
    return true
  }
}
