public import Model

/// What a unit was in a span of days: its name, its code and what it stood below.
public struct UnitState: Hashable, Sendable {
  public let unit: String
  /// First day; nil for "always".
  public let validFrom: Day?
  /// Last day; nil for "still".
  public let validTo: Day?
  public let name: String
  public let code: String?
  public let parent: String?

  static let columns: SQL = "s.unit, s.valid_from, s.valid_to, s.name, s.code, s.parent"

  init(_ row: inout Row) throws(StoreError) {
    unit = try row.text()
    let from = try row.text()
    validFrom = from.isEmpty ? nil : Day(from)
    validTo = try row.optionalDay()
    name = try row.text()
    code = try row.optionalText()
    parent = try row.optionalText()
  }
}

/// The units of a region as they stood on one day.
public struct UnitTree: Sendable {
  /// A unit in its place of the tree.
  public struct Node: Hashable, Sendable {
    public let state: UnitState
    /// 0 for the top of the region.
    public let level: Int
    /// Units directly below it.
    public let childCount: Int
    /// Units anywhere below it.
    public let branchCount: Int
  }

  public let day: Day
  /// Parents before children, children by code and name.
  public let nodes: [Node]
  private let places: [String: Int]

  init(day: Day, _ states: [UnitState]) {
    self.day = day
    let known = Set(states.map(\.unit))
    // A unit whose parent was not there on that day stands at the top rather than getting lost.
    let children = Dictionary(grouping: states) { state in
      state.parent.flatMap { known.contains($0) ? $0 : nil } ?? ""
    }.mapValues { $0.sorted(by: Self.precedes) }
    var nodes: [Node] = []
    func add(_ state: UnitState, _ level: Int) -> Int {
      let below = state.unit.isEmpty ? [] : children[state.unit] ?? []
      let place = nodes.count
      nodes.append(Node(state: state, level: level, childCount: below.count, branchCount: 0))
      var count = 0
      for child in below { count += 1 + add(child, level + 1) }
      nodes[place] = Node(state: state, level: level, childCount: below.count, branchCount: count)
      return count
    }
    for top in children[""] ?? [] { _ = add(top, 0) }
    self.nodes = nodes
    places = Dictionary(nodes.enumerated().map { ($1.state.unit, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func precedes(_ left: UnitState, _ right: UnitState) -> Bool {
    let (one, other) = (left.code ?? "~", right.code ?? "~")
    return one == other ? (left.name, left.unit) < (right.name, right.unit) : one < other
  }

  public subscript(_ unit: String) -> Node? { places[unit].map { nodes[$0] } }

  /// The units above one, from the top down, without itself.
  public func above(_ unit: String) -> [Node] {
    var out: [Node] = []
    var next = self[unit]?.state.parent
    while let id = next, let node = self[id], out.count < nodes.count {
      out.append(node)
      next = node.state.parent
    }
    return out.reversed()
  }

  /// A unit and all below it, in the order of the tree; empty when it was not there.
  public func branch(_ unit: String) -> ArraySlice<Node> {
    guard let place = places[unit] else { return [] }
    return nodes[place...(place + nodes[place].branchCount)]
  }
}

extension Units {
  /// The tree as it stood on a day, with the names of that day.
  ///
  /// - Complexity: O(units of the region); a district has some hundreds.
  public static func tree(region: String, on day: Day, in transaction: ReadTransaction) throws(StoreError) -> UnitTree {
    UnitTree(
      day: day,
      try transaction.all(
        """
        SELECT \(UnitState.columns) FROM unit_state s WHERE s.region = \(region) AND s.valid_from <= \(day.text)
          AND (s.valid_to IS NULL OR s.valid_to >= \(day.text)) ORDER BY s.unit
        """, UnitState.init))
  }

  /// The tree of a year: as it stands today in the running one, as it stood at the end of any other.
  public static func tree(region: String, year: Int, in transaction: ReadTransaction) throws(StoreError) -> UnitTree {
    let today = Day(transaction.now)
    return try tree(region: region, on: year == today.year ? today : Day.last(of: year) ?? today, in: transaction)
  }

  /// What a unit was from the beginning to now, the latest state first.
  public static func history(
    region: String, id: String, in transaction: ReadTransaction
  ) throws(StoreError) -> [UnitState] {
    try transaction.all(
      """
      SELECT \(UnitState.columns) FROM unit_state s WHERE s.region = \(region) AND s.unit = \(id)
      ORDER BY s.valid_from DESC
      """, UnitState.init)
  }

  /// What happened to a unit, or to all of a region, the latest first.
  public static func changes(
    region: String, unit: String? = nil, limit: Int = 500, in transaction: ReadTransaction
  ) throws(StoreError) -> [UnitChange] {
    let about: SQL = unit.map { " AND (from_unit = \($0) OR to_unit = \($0))" } ?? .empty
    return try transaction.all(
      """
      SELECT \(UnitChange.columns) FROM unit_change WHERE region = \(region)\(about)
      ORDER BY day DESC, act DESC, line LIMIT \(limit)
      """, UnitChange.init)
  }

  /// Who succeeded whom in a region.
  public static func succession(
    region: String, in transaction: ReadTransaction
  ) throws(StoreError) -> UnitSuccession {
    let spans = try transaction.all("SELECT id, coalesce(valid_from, ''), valid_to FROM unit WHERE region = \(region)")
    {
      (row) throws(StoreError) in (try row.text(), (from: try row.text(), to: try row.optionalText()))
    }
    return UnitSuccession(
      try changes(region: region, limit: 100_000, in: transaction),
      spans: Dictionary(spans, uniquingKeysWith: { first, _ in first }))
  }
}

extension Row {
  mutating func optionalDay() throws(StoreError) -> Day? {
    guard let text = try optionalText() else { return nil }
    guard let day = Day(text) else { throw .wrongType(column: "day", expected: "日期", found: "TEXT") }
    return day
  }

  mutating func day() throws(StoreError) -> Day {
    guard let day = try optionalDay() else { throw .wrongType(column: "day", expected: "日期", found: "NULL") }
    return day
  }
}

extension Day: SQLBindable { var sqlValue: SQLValue { .text(text) } }
