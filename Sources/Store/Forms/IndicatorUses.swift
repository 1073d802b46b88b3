public import Lifecycle
public import Model

/// An indicator of an approved goal, as the library keeps it (指标库).
public struct IndicatorUse: Hashable, Sendable {
  public let year: Int
  public let form: String
  public let name: String
  public let level1: String
  public let level2: String
  public let target: String
  public let unitName: String

  init(_ row: inout Row) throws(StoreError) {
    year = try row.integer()
    form = try row.text()
    name = try row.text()
    level1 = try row.text()
    level2 = try row.text()
    target = try row.text()
    unitName = try row.text()
  }
}

/// What the goals of a region aim at under one name and one measure: the median with how many it rests on.
public struct IndicatorPeer: Hashable, Sendable {
  public let id: String
  public let name: String
  public let level1: String
  public let level2: String
  /// 次, %, 元; empty for figures without a unit and for words.
  public let measure: String
  /// Approved goals that have it, and the newest year among them.
  public let uses: Int
  public let lastYear: Int
  /// nil where no target under this name is a figure.
  public let median: ExactDecimal?
  public let low: ExactDecimal?
  public let high: ExactDecimal?

  static let columns: SQL = """
    i.id, i.name, i.level1, i.level2, i.measure, i.uses, i.last_year, i.median_millionths, i.low_millionths,
    i.high_millionths
    """

  init(_ row: inout Row) throws(StoreError) {
    id = try row.text()
    name = try row.text()
    level1 = try row.text()
    level2 = try row.text()
    measure = try row.text()
    uses = try row.integer()
    lastYear = try row.integer()
    median = try row.optionalFigure()
    low = try row.optionalFigure()
    high = try row.optionalFigure()
  }
}

/// The library of indicators: rolled up when a goal is approved or replaced, so that no page looks through forms.
public enum IndicatorUses {
  static let migrations = [
    Migration(
      "2026-11-27-3 indicator: keep a library",
      [
        """
        CREATE TABLE indicator_use (
          region TEXT NOT NULL, year BIGINT NOT NULL, form TEXT NOT NULL, position BIGINT NOT NULL, peer TEXT NOT NULL,
          name TEXT NOT NULL, level1 TEXT NOT NULL, level2 TEXT NOT NULL, target TEXT NOT NULL,
          value_millionths BIGINT, path TEXT NOT NULL, unit_name TEXT NOT NULL,
          PRIMARY KEY (region, year, form, position) )
        """,
        "CREATE INDEX indicator_use_by_peer ON indicator_use (region, peer, value_millionths)",
        "CREATE INDEX indicator_use_by_form ON indicator_use (form)",
        """
        CREATE TABLE indicator_peer (
          region TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, level1 TEXT NOT NULL, level2 TEXT NOT NULL,
          measure TEXT NOT NULL, uses BIGINT NOT NULL, last_year BIGINT NOT NULL, median_millionths BIGINT,
          low_millionths BIGINT, high_millionths BIGINT, search TEXT NOT NULL, PRIMARY KEY (region, id) )
        """,
        "CREATE INDEX indicator_peer_by_uses ON indicator_peer (region, uses, id)",
      ])
  ]

  /// One name and one measure are one indicator, whoever writes it.
  public static func peer(name: String, measure: String) -> String {
    String(Digest.sha256("\(FormFacts.folded(name))\u{1F}\(measure)".utf8).prefix(20))
  }

  static func peer(_ indicator: Indicator) -> (id: String, quantity: Quantity)? {
    guard let name = indicator.name, !FormFacts.folded(name).isEmpty else { return nil }
    let quantity = Target(indicator).quantity
    return (peer(name: name, measure: quantity.unit), quantity)
  }

  // MARK: keeping

  /// How an indicator is called in the goal that was taken in last.
  private struct Naming {
    let name: String
    let level1: String
    let level2: String
    let measure: String
  }

  /// Takes the indicators of a goal in; of the same form again, those it has now.
  /// - Returns: how many indicators it has.
  @discardableResult
  public static func record(_ form: StoredForm, in transaction: WriteTransaction) throws(StoreError) -> Int {
    var left = try forget(form.row.id, in: transaction)
    var named: [String: Naming] = [:]
    for (position, pair) in form.content.indicators.enumerated() {
      let indicator = pair.indicator
      guard let (peer, quantity) = peer(indicator) else { continue }
      let value = quantity.isNumeric ? quantity.scaledValue?.millionths : nil
      let naming = Naming(
        name: (indicator.name ?? "").withoutNul, level1: (indicator.level1 ?? "").withoutNul,
        level2: (indicator.level2 ?? "").withoutNul, measure: quantity.unit.withoutNul)
      try transaction.run(
        """
        INSERT INTO indicator_use (region, year, form, position, peer, name, level1, level2, target, value_millionths,
          path, unit_name)
        VALUES (\(form.row.region), \(form.row.year), \(form.row.id), \(position), \(peer), \(naming.name),
          \(naming.level1), \(naming.level2), \((indicator.target ?? "").withoutNul), \(value),
          \(form.row.unitPath.text), \((form.row.unitName ?? form.row.department).withoutNul))
        """)
      named[peer] = naming
      left.remove(peer)
    }
    for (peer, naming) in named.sorted(by: { $0.key < $1.key }) {
      try transaction.run(
        """
        INSERT INTO indicator_peer (region, id, name, level1, level2, measure, uses, last_year, search)
        VALUES (\(form.row.region), \(peer), \(naming.name), \(naming.level1), \(naming.level2), \(naming.measure), 0, 0,
          \(FormFacts.folded("\(naming.name)\n\(naming.level1)\n\(naming.level2)")))
        ON CONFLICT (region, id) DO UPDATE SET name = excluded.name, level1 = excluded.level1,
          level2 = excluded.level2, search = excluded.search
        """)
    }
    transaction.tally.peers[form.row.region, default: []].formUnion(left.union(named.keys))
    return named.count
  }

  /// Takes a goal out that a later one has replaced.
  public static func remove(_ form: FormListRow, in transaction: WriteTransaction) throws(StoreError) {
    let peers = try forget(form.id, in: transaction)
    transaction.tally.peers[form.region, default: []].formUnion(peers)
  }

  /// - Returns: the indicators that the form had.
  private static func forget(_ form: String, in transaction: WriteTransaction) throws(StoreError) -> Set<String> {
    let peers = try transaction.all("SELECT peer FROM indicator_use WHERE form = \(form)") {
      (row) throws(StoreError) in try row.text()
    }
    try transaction.run("DELETE FROM indicator_use WHERE form = \(form)")
    return Set(peers)
  }

  /// Counts the uses of an indicator anew, by its index.
  static func sum(_ peer: String, region: String, in transaction: WriteTransaction) throws(StoreError) {
    let counted = try transaction.first(
      """
      SELECT count(*), count(value_millionths), min(value_millionths), max(value_millionths), coalesce(max(year), 0)
      FROM indicator_use WHERE region = \(region) AND peer = \(peer)
      """
    ) { (row) throws(StoreError) in
      (
        uses: try row.integer(), values: try row.integer(), low: try row.optionalFigure(),
        high: try row.optionalFigure(), year: try row.integer()
      )
    }
    guard let counted, counted.uses > 0 else {
      try transaction.run("DELETE FROM indicator_peer WHERE region = \(region) AND id = \(peer)")
      return
    }
    let middle = try transaction.all(
      """
      SELECT value_millionths FROM indicator_use
      WHERE region = \(region) AND peer = \(peer) AND value_millionths IS NOT NULL ORDER BY value_millionths
      LIMIT \(2 - counted.values % 2) OFFSET \(max(0, (counted.values - 1) / 2))
      """
    ) { (row) throws(StoreError) in try row.optionalFigure() ?? .zero }
    try transaction.run(
      """
      UPDATE indicator_peer SET uses = \(counted.uses), last_year = \(counted.year),
        median_millionths = \(mean(middle)?.millionths), low_millionths = \(counted.low?.millionths),
        high_millionths = \(counted.high?.millionths)
      WHERE region = \(region) AND id = \(peer)
      """)
  }

  /// Of an even number of values the median is the mean of the two in the middle.
  private static func mean(_ values: [ExactDecimal]) -> ExactDecimal? {
    values.isEmpty
      ? nil : values.reduce(.zero, +).divided(by: ExactDecimal(values.count), places: 4)?.trimmed
  }

  /// Goals in force that the library does not have yet: those of a database from before it. At most `limit`.
  public static func missing(
    region: String, limit: Int = 20, in transaction: ReadTransaction
  ) throws(StoreError) -> [String] {
    try transaction.all(
      """
      SELECT f.id FROM form f WHERE f.region = \(region) AND f.kind IN ('project-goal', 'department-goal')
        AND f.state IN ('approved', 'locked', 'published') AND f.in_force = 1 AND f.indicators > 0
        AND NOT EXISTS (SELECT 1 FROM indicator_use u WHERE u.form = f.id) ORDER BY f.id LIMIT \(limit)
      """
    ) { (row) throws(StoreError) in try row.text() }
  }

  // MARK: reading

  /// Indicators of the library, the most used first.
  public static func list(
    region: String, search: String = "", level1: String = "", page: Int = 1, size: Int = 50,
    in transaction: ReadTransaction
  ) throws(StoreError) -> Page<IndicatorPeer> {
    var parts: [SQL] = ["i.region = \(region)"]
    if !level1.isEmpty { parts.append("i.level1 = \(level1.withoutNul)") }
    for word in FormFacts.folded(search).split(whereSeparator: \.isWhitespace).prefix(8) {
      parts.append("i.search LIKE \(Forms.pattern(String(word))) ESCAPE '!'")
    }
    let matching = parts.joined(" AND ")
    let size = min(max(size, 1), 200)
    try transaction.settle()
    let total =
      try transaction.first("SELECT count(*) FROM indicator_peer i WHERE \(matching)") { (row) throws(StoreError) in
        try row.integer()
      } ?? 0
    let number = min(max(page, 1), max(1, (total + size - 1) / size))
    let items = try transaction.all(
      """
      SELECT \(IndicatorPeer.columns) FROM indicator_peer i WHERE \(matching) ORDER BY i.uses DESC, i.id
      LIMIT \(size) OFFSET \((number - 1) * size)
      """, IndicatorPeer.init)
    return Page(items: items, total: total, number: number, size: size)
  }

  /// Level-1 heads in the library, with how many indicators stand under each.
  public static func levels(
    region: String, in transaction: ReadTransaction
  ) throws(StoreError) -> [(name: String, indicators: Int)] {
    try transaction.settle()
    return try transaction.all(
      "SELECT level1, count(*) FROM indicator_peer WHERE region = \(region) GROUP BY level1 ORDER BY level1 LIMIT 40"
    ) { (row) throws(StoreError) in (try row.text(), try row.integer()) }
  }

  public static func find(
    region: String, id: String, in transaction: ReadTransaction
  ) throws(StoreError) -> IndicatorPeer? {
    try transaction.settle()
    return try transaction.first(
      "SELECT \(IndicatorPeer.columns) FROM indicator_peer i WHERE i.region = \(region) AND i.id = \(id)",
      IndicatorPeer.init)
  }

  /// What others aim at under the names of a form's indicators, by the row's identifier; names that nobody else has are
  /// missing.
  public static func peers(
    of content: FormContent, region: String, in transaction: ReadTransaction
  ) throws(StoreError) -> [FormPath: IndicatorPeer] {
    var rows: [(FormPath, String)] = []
    for (goal, indicator) in content.indicators {
      if let peer = peer(indicator)?.id { rows.append((.indicator(goal.id, indicator.id), peer)) }
    }
    let ids = Array(Set(rows.map(\.1))).sorted().prefix(1_000)
    try transaction.settle()
    var found: [String: IndicatorPeer] = [:]
    for start in stride(from: 0, to: ids.count, by: 200) {
      let part = Array(ids[start..<min(start + 200, ids.count)])
      for peer in try transaction.all(
        "SELECT \(IndicatorPeer.columns) FROM indicator_peer i WHERE i.region = \(region) AND i.id IN \(list: part)",
        IndicatorPeer.init)
      {
        found[peer.id] = peer
      }
    }
    return Dictionary(rows.compactMap { path, id in found[id].map { (path, $0) } }) { one, _ in one }
  }

  /// Goals of a branch that have an indicator, the newest first.
  public static func uses(
    of peer: String, region: String, within scope: UnitPath, limit: Int = 30, in transaction: ReadTransaction
  ) throws(StoreError) -> [IndicatorUse] {
    var condition: SQL = "u.region = \(region) AND u.peer = \(peer)"
    if scope.identifiers.count > 1 {
      condition += " AND u.path >= \(scope.text) AND u.path < \(String(scope.text.dropLast()) + "0")"
    }
    return try transaction.all(
      """
      SELECT u.year, u.form, u.name, u.level1, u.level2, u.target, u.unit_name FROM indicator_use u
      WHERE \(condition) ORDER BY u.year DESC, u.form DESC LIMIT \(limit)
      """, IndicatorUse.init)
  }
}
