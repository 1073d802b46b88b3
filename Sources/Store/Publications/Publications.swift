import Model

/// Published documents, for the public pages and for whoever holds a receipt.
public enum Publications {
  static let migrations = [
    Migration(
      "2026-11-21-10 publication: create",
      [
        """
        CREATE TABLE publication (
          region TEXT NOT NULL, year BIGINT NOT NULL, id TEXT NOT NULL, receipt TEXT NOT NULL, subject TEXT NOT NULL, title TEXT NOT NULL,
          unit TEXT NOT NULL, unit_name TEXT NOT NULL, department TEXT NOT NULL, form TEXT, content TEXT NOT NULL,
          digest TEXT NOT NULL, ledger_sequence BIGINT NOT NULL, published_at TEXT NOT NULL, replaced_by TEXT,
          search TEXT NOT NULL, PRIMARY KEY (region, year, receipt),
          FOREIGN KEY (region, unit) REFERENCES unit (region, id) )
        """,
        "CREATE UNIQUE INDEX publication_by_receipt ON publication (receipt)",
        "CREATE INDEX publication_by_digest ON publication (digest)",
        "CREATE INDEX publication_by_time ON publication (region, published_at, receipt)",
        "CREATE INDEX publication_by_department ON publication (region, year, department, subject, title)",
        "CREATE INDEX publication_by_form ON publication (form)",
        "CREATE UNIQUE INDEX publication_by_entry ON publication (region, ledger_sequence)",
      ]),
    Migration(
      "2026-11-27-231 publication: find the years of one",
      ["CREATE INDEX publication_by_object ON publication (region, unit, title, year)"]),
  ]

  /// Publishes a document, with its entry in the ledger; what it corrects points at it from now on.
  @discardableResult
  public static func add(
    _ draft: PublicationDraft, region: String, by actor: String, in transaction: WriteTransaction
  ) throws(StoreError) -> Publication {
    let text = draft.content.canonicalText
    let digest = Digest.sha256(text.utf8)
    let id = transaction.newID()
    let entry = try Ledger.append(
      .init(
        region: region, actor: actor, action: .published, subject: "publication/\(id)/1",
        detail: .object([
          "form": draft.form.map { .string($0) }, "replaces": draft.replaces.map { .string($0) },
          "subject": .string(draft.subject.rawValue), "title": .string(draft.title), "unit": .string(draft.unit),
          "year": .integer(draft.year),
        ]), payloadDigest: digest),
      in: transaction)
    let receipt = String(entry.hash.prefix(16))
    try transaction.run(
      """
      INSERT INTO publication (region, year, id, receipt, subject, title, unit, unit_name, department, form, content, digest,
        ledger_sequence, published_at, replaced_by, search)
      VALUES (\(region), \(draft.year), \(id), \(receipt), \(draft.subject), \(draft.title.withoutNul), \(draft.unit),
        \(draft.unitName.withoutNul), \(draft.department.withoutNul), \(draft.form), \(text), \(digest),
        \(entry.sequence), \(transaction.now), \(String?.none),
        \(FormFacts.folded("\(draft.title)\n\(draft.unitName)\n\(draft.department)\n\(receipt)")))
      """)
    if let old = draft.replaces {
      try transaction.run(
        "UPDATE publication SET replaced_by = \(receipt) WHERE region = \(region) AND receipt = \(old)")
    }
    guard let made = try find(receipt: receipt, in: transaction) else { throw .missing(subject: "公开件") }
    return made
  }

  public static func find(receipt: String, in transaction: ReadTransaction) throws(StoreError) -> Publication? {
    try transaction.first(
      "SELECT \(Publication.columns) FROM \(Publication.tables) WHERE p.receipt = \(receipt)", Publication.init)
  }

  /// Published documents with exactly this content.
  public static func find(digest: String, in transaction: ReadTransaction) throws(StoreError) -> Publication? {
    try transaction.first(
      """
      SELECT \(Publication.columns) FROM \(Publication.tables) WHERE p.digest = \(digest) ORDER BY p.published_at LIMIT 1
      """, Publication.init)
  }

  /// The standing copy of a form; nil while it is not published.
  public static func of(form: String, in transaction: ReadTransaction) throws(StoreError) -> Publication? {
    try transaction.first(
      """
      SELECT \(Publication.columns) FROM \(Publication.tables) WHERE p.form = \(form)
      ORDER BY p.ledger_sequence DESC LIMIT 1
      """, Publication.init)
  }

  /// What stands published of one project or department in all years, the latest first.
  public static func ofObject(
    region: String, unit: String, title: String, in transaction: ReadTransaction
  ) throws(StoreError) -> [Publication] {
    try transaction.all(
      """
      SELECT \(Publication.columns) FROM \(Publication.tables)
      WHERE p.region = \(region) AND p.unit = \(unit) AND p.title = \(title.withoutNul) AND p.replaced_by IS NULL
      ORDER BY p.year DESC, p.ledger_sequence DESC LIMIT 100
      """, Publication.init)
  }

  public struct Filter: Hashable, Sendable {
    public var region: String
    /// nil for all years.
    public var year: Int?
    public var subject: PublicationSubject?
    public var department: String?
    public var search = ""
    public var page = 1
    public var pageSize = 30
    public init(region: String) { self.region = region }
  }

  /// What stands published, the newest first.
  public static func list(
    _ filter: Filter, in transaction: ReadTransaction
  ) throws(StoreError) -> Page<Publication> {
    var parts: [SQL] = ["p.region = \(filter.region)", "p.replaced_by IS NULL"]
    if let year = filter.year { parts.append("p.year = \(year)") }
    if let subject = filter.subject { parts.append("p.subject = \(subject)") }
    if let department = filter.department { parts.append("p.department = \(department)") }
    for word in FormFacts.folded(filter.search).split(whereSeparator: \.isWhitespace).prefix(8) {
      parts.append("p.search LIKE \(Forms.pattern(String(word))) ESCAPE '!'")
    }
    let matching = parts.joined(" AND ")
    let total = try transaction.first("SELECT count(*) FROM publication p WHERE \(matching)") {
      (row) throws(StoreError) in try row.integer()
    }
    let size = min(max(filter.pageSize, 1), 200)
    let number = min(max(filter.page, 1), max(1, ((total ?? 0) + size - 1) / size))
    let items = try transaction.all(
      """
      SELECT \(Publication.columns) FROM \(Publication.tables) WHERE \(matching)
      ORDER BY p.published_at DESC, p.receipt LIMIT \(size) OFFSET \((number - 1) * size)
      """, Publication.init)
    return Page(items: items, total: total ?? 0, number: number, size: size)
  }

  /// How much each department has published in a year, by subject, by name of the department.
  public static func coverage(
    region: String, year: Int, in transaction: ReadTransaction
  ) throws(StoreError) -> [(department: String, subject: PublicationSubject, documents: Int)] {
    try transaction.all(
      """
      SELECT department, subject, count(*) FROM publication
      WHERE region = \(region) AND year = \(year) AND replaced_by IS NULL
      GROUP BY department, subject ORDER BY department, subject
      """
    ) { (row) throws(StoreError) in (try row.text(), try row.choice(), try row.integer()) }
  }

  /// Years in which something was published, the newest first.
  public static func years(region: String, in transaction: ReadTransaction) throws(StoreError) -> [Int] {
    try transaction.all("SELECT DISTINCT year FROM publication WHERE region = \(region) ORDER BY year DESC") {
      (row) throws(StoreError) in try row.integer()
    }
  }
}
