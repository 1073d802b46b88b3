public import Lifecycle
public import Model

/// The payments of the treasury: entering them, and what they come to.
public enum Payments {
  static let migrations =
    [
      Migration(
        "2026-11-26-1 payment: create payments",
        [
          """
          CREATE TABLE payment (
            region TEXT NOT NULL, year BIGINT NOT NULL, id TEXT NOT NULL, project TEXT NOT NULL, paid_on TEXT NOT NULL,
            fen BIGINT NOT NULL, number TEXT NOT NULL, source TEXT NOT NULL, created_at TEXT NOT NULL,
            created_by TEXT NOT NULL,
            PRIMARY KEY (region, year, id), FOREIGN KEY (region, project) REFERENCES project (region, id) )
          """,
          "CREATE UNIQUE INDEX payment_once ON payment (region, year, project, paid_on, number, fen)",
          "CREATE INDEX payment_by_day ON payment (region, year, paid_on, id)",
        ])
    ] + PaymentMonths.migrations

  /// Enters payments with the sums of their projects, and one entry in the ledger for all of them.
  ///
  /// - Parameter source: where they come from, in words: 手工登记, 支付明细.csv.
  /// - Throws: `.refused` when one of them was entered before, so that nothing is entered twice; `.missing` when a project
  ///   is unknown.
  public static func add(
    _ drafts: [PaymentDraft], region: String, year: Int, source: String, by actor: String,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    guard !drafts.isEmpty else { return }
    var sums: [String: Int64] = [:]
    var rest = drafts[...]
    while !rest.isEmpty {
      let block = rest.prefix(50)
      rest = rest.dropFirst(block.count)
      let rows = block.map { draft -> SQL in
        sums[draft.project, default: 0] += draft.amount.fen
        return """
          (\(region), \(year), \(transaction.newID()), \(draft.project), \(draft.day), \(draft.amount),
          \(draft.number.withoutNul), \(source.withoutNul), \(transaction.now), \(actor))
          """
      }
      try transaction.run(
        """
        INSERT INTO payment (region, year, id, project, paid_on, fen, number, source, created_at, created_by)
        VALUES \(rows.joined(", "))
        """)
    }
    for (project, fen) in sums.sorted(by: { $0.key < $1.key }) {
      try Projects.set(year, of: project, region: region, in: transaction) { figures in
        figures.paid = Money(fen: (figures.paid?.fen ?? 0) + fen)
      }
    }
    try PaymentMonths.add(drafts, region: region, year: year, in: transaction)
    try record(drafts, region, year, source, actor, in: transaction)
  }

  private static func record(
    _ drafts: [PaymentDraft], _ region: String, _ year: Int, _ source: String, _ actor: String,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    let listed = JSON.array(
      drafts.map { draft in
        .object([
          "day": .string(draft.day), "fen": .integer(Int(draft.amount.fen)), "number": .string(draft.number),
          "project": .string(draft.project),
        ])
      })
    try Ledger.append(
      .init(
        region: region, actor: actor, action: .paymentsSet, subject: "payments/\(year)",
        detail: .object([
          "count": .integer(drafts.count), "digest": .string(Digest.sha256(listed.canonicalText.utf8)),
          "projects": .integer(Set(drafts.map(\.project)).count), "source": .string(source), "year": .integer(year),
        ])), in: transaction)
  }

  /// Which of these were entered before.
  public static func known(
    _ drafts: [PaymentDraft], region: String, year: Int, in transaction: ReadTransaction
  ) throws(StoreError) -> Set<PaymentDraft> {
    var known: Set<PaymentDraft> = []
    for project in Set(drafts.map(\.project)).sorted() {
      let there = try transaction.all(
        "SELECT paid_on, fen, number FROM payment WHERE region = \(region) AND year = \(year) AND project = \(project)"
      ) { (row) throws(StoreError) in
        PaymentDraft(project: project, day: try row.text(), amount: try row.money(), number: try row.text())
      }
      known.formUnion(Set(there).intersection(drafts))
    }
    return known
  }

  /// What was paid for a project up to a day, that day included.
  public static func paid(
    region: String, year: Int, project: String, upTo day: String, in transaction: ReadTransaction
  ) throws(StoreError) -> Money {
    try transaction.first(
      """
      SELECT CAST(coalesce(sum(fen), 0) AS BIGINT) FROM payment
      WHERE region = \(region) AND year = \(year) AND project = \(project) AND paid_on <= \(day)
      """
    ) { (row) throws(StoreError) in try row.money() } ?? .zero
  }

  /// What a branch paid in each month, and the last day anything was paid; months without payments are missing.
  /// - Complexity: twelve rows at most, whatever the size of the branch.
  public static func monthly(
    region: String, year: Int, _ path: UnitPath, in transaction: ReadTransaction
  ) throws(StoreError) -> (months: [Int: Money], last: String?) {
    try PaymentMonths.of(region: region, year: year, path, in: transaction)
  }

  /// Payments that match, the newest first, with the sum of all that match.
  public static func list(
    _ filter: PaymentFilter, in transaction: ReadTransaction
  ) throws(StoreError) -> (page: Page<Payment>, sum: Money) {
    let size = min(max(filter.pageSize, 1), 200)
    let matching = conditions(filter)
    let tables: SQL =
      "payment t JOIN project_year y ON y.region = t.region AND y.year = t.year AND y.project = t.project"
    let (total, sum) =
      try transaction.first(
        "SELECT count(*), CAST(coalesce(sum(t.fen), 0) AS BIGINT) FROM \(tables) WHERE \(matching)"
      ) { (row) throws(StoreError) in (try row.integer(), try row.money()) } ?? (0, .zero)
    let number = min(max(filter.page, 1), max(1, (total + size - 1) / size))
    let items = try transaction.all(
      """
      SELECT \(Payment.columns) FROM \(Payment.tables)
      JOIN project_year y ON y.region = t.region AND y.year = t.year AND y.project = t.project
      WHERE \(matching) ORDER BY t.paid_on DESC, t.id DESC LIMIT \(size) OFFSET \((number - 1) * size)
      """, Payment.init)
    return (Page(items: items, total: total, number: number, size: size), sum)
  }

  private static func conditions(_ filter: PaymentFilter) -> SQL {
    var parts: [SQL] = ["t.region = \(filter.region)", "t.year = \(filter.year)"]
    if let scope = filter.scope { parts.append(within(scope)) }
    if let project = filter.project { parts.append("t.project = \(project)") }
    if let month = filter.month {
      let start = "\(filter.year)-\(month < 10 ? "0" : "")\(month)"
      parts.append("t.paid_on >= \(start + "-01") AND t.paid_on <= \(start + "-31")")
    }
    for word in FormFacts.folded(filter.search).split(whereSeparator: \.isWhitespace).prefix(8) {
      let pattern = Forms.pattern(String(word))
      parts.append("(y.search LIKE \(pattern) ESCAPE '!' OR lower(t.number) LIKE \(pattern) ESCAPE '!')")
    }
    return parts.joined(" AND ")
  }

  private static func within(_ scope: UnitPath) -> SQL {
    guard scope.identifiers.count > 1 else { return "y.region = t.region" }
    return "y.path >= \(scope.text) AND y.path < \(String(scope.text.dropLast()) + "0")"
  }
}
