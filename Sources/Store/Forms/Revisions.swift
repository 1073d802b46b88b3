import Lifecycle
public import Model

/// Revisions of forms.
public enum Revisions {
  /// All revisions of a form, the newest first, at most `limit`.
  public static func history(
    form: String, limit: Int = 500, in transaction: ReadTransaction
  ) throws(StoreError) -> [Revision] {
    try transaction.all(
      """
      SELECT \(Revision.columns) FROM form f
      JOIN revision r ON r.region = f.region AND r.year = f.year AND r.form = f.id \(Revision.author)
      WHERE f.id = \(form) ORDER BY r.number DESC LIMIT \(limit)
      """, Revision.init)
  }

  public static func find(form: String, number: Int, in transaction: ReadTransaction) throws(StoreError) -> Revision? {
    try transaction.first(
      """
      SELECT \(Revision.columns) FROM form f
      JOIN revision r ON r.region = f.region AND r.year = f.year AND r.form = f.id AND r.number = \(number) \(Revision.author)
      WHERE f.id = \(form)
      """, Revision.init)
  }

  /// A form's current revision, without its content.
  struct Current {
    let form: String
    let number: Int
    let digest: String
    let state: FormState
  }

  /// nil when there is no such form.
  static func current(form: String, in transaction: ReadTransaction) throws(StoreError) -> Current? {
    try transaction.first(
      """
      SELECT r.number, r.digest, f.state FROM form f
      JOIN revision r ON r.region = f.region AND r.year = f.year AND r.form = f.id AND r.number = f.revision
      WHERE f.id = \(form)
      """
    ) { (row) throws(StoreError) in
      Current(form: form, number: try row.integer(), digest: try row.text(), state: try row.choice())
    }
  }

  /// The content of one revision; nil when there is none of that number.
  public static func content(
    form: String, number: Int, in transaction: ReadTransaction
  ) throws(StoreError) -> FormContent? {
    try transaction.first(
      """
      SELECT r.json FROM form f JOIN revision r
      ON r.region = f.region AND r.year = f.year AND r.form = f.id AND r.number = \(number) WHERE f.id = \(form)
      """
    ) { (row) throws(StoreError) in try row.content() }
  }

  /// The canonical JSON of one revision, byte for byte what its digest was taken of.
  public static func canonicalText(
    form: String, number: Int, in transaction: ReadTransaction
  ) throws(StoreError) -> String? {
    try transaction.first(
      """
      SELECT r.json FROM form f JOIN revision r
      ON r.region = f.region AND r.year = f.year AND r.form = f.id AND r.number = \(number) WHERE f.id = \(form)
      """
    ) { (row) throws(StoreError) in try row.text() }
  }
}
