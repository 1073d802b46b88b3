public import Lifecycle
public import Model

/// Which projects of a year a list shows.
public struct ProjectFilter: Hashable, Sendable {
  public enum Order: String, Sendable, CaseIterable { case name, unit, budget, paid, score, light }

  public var region: String
  public var year: Int
  /// Branch of the unit tree; nil for the whole region.
  public var scope: UnitPath?
  public var category: Project.Category?
  /// Where the project is in its life.
  public var state: Project.State?
  public var light: String?
  public var isSuspended: Bool?
  /// Projects of one of these kinds; no condition when empty.
  public var categories: Set<Project.Category> = []
  /// Only those whose score, re-evaluated where it was, is lower; nil for no condition.
  public var scoreBelow: ExactDecimal?
  /// Part of name, code or unit; several words must all be found.
  public var search = ""
  public var order = Order.unit
  public var isDescending = false
  public var page = 1
  public var pageSize = 50

  public init(region: String, year: Int, scope: UnitPath? = nil) {
    self.region = region
    self.year = year
    self.scope = scope
  }
}

extension Projects {
  /// Projects that match, a page at a time.
  public static func list(
    _ filter: ProjectFilter, in transaction: ReadTransaction
  ) throws(StoreError) -> Page<ProjectYear> {
    let size = min(max(filter.pageSize, 1), 200)
    let matching = conditions(filter)
    let total = try total(filter, in: transaction)
    let number = min(max(filter.page, 1), max(1, (total + size - 1) / size))
    let items = try transaction.all(
      """
      SELECT \(ProjectYear.columns) FROM \(ProjectYear.tables) WHERE \(matching) ORDER BY \(order(filter))
      LIMIT \(size) OFFSET \((number - 1) * size)
      """, ProjectYear.init)
    return Page(items: items, total: total, number: number, size: size)
  }

  /// How many match: from the sums of the branch where they tell it, counted otherwise.
  private static func total(_ filter: ProjectFilter, in transaction: ReadTransaction) throws(StoreError) -> Int {
    let isPlain =
      filter.category == nil && filter.state == nil && filter.isSuspended == nil && filter.categories.isEmpty
      && filter.scoreBelow == nil && filter.search.allSatisfy(\.isWhitespace)
    if isPlain, let scope = filter.scope, ["green", "yellow", "red", "blue", nil].contains(filter.light) {
      let sum = try ProjectSums.of(region: filter.region, year: filter.year, scope, in: transaction)
      switch filter.light {
      case "green": return sum?.green ?? 0
      case "yellow": return sum?.yellow ?? 0
      case "red": return sum?.red ?? 0
      case "blue": return sum?.blue ?? 0
      default: return sum?.projects ?? 0
      }
    }
    return try transaction.first("SELECT count(*) FROM project_year y WHERE \(conditions(filter))") {
      (row) throws(StoreError) in try row.integer()
    } ?? 0
  }

  static func conditions(_ filter: ProjectFilter) -> SQL {
    var parts: [SQL] = ["y.region = \(filter.region)", "y.year = \(filter.year)"]
    if let scope = filter.scope, scope.identifiers.count > 1 {
      parts.append("y.path >= \(scope.text) AND y.path < \(String(scope.text.dropLast()) + "0")")
    }
    if let category = filter.category { parts.append("y.category = \(category)") }
    if let state = filter.state {
      parts.append(
        "EXISTS (SELECT 1 FROM project l WHERE l.region = y.region AND l.id = y.project AND l.state = \(state))")
    }
    if let light = filter.light { parts.append("y.light = \(light)") }
    if let isSuspended = filter.isSuspended { parts.append("y.is_suspended = \(isSuspended)") }
    if !filter.categories.isEmpty {
      parts.append("y.category IN \(list: filter.categories.map(\.rawValue).sorted())")
    }
    if let below = filter.scoreBelow?.millionths {
      parts.append("coalesce(y.re_score_millionths, y.self_score_millionths) < \(below)")
    }
    for word in FormFacts.folded(filter.search).split(whereSeparator: \.isWhitespace).prefix(8) {
      parts.append("y.search LIKE \(Forms.pattern(String(word))) ESCAPE '!'")
    }
    return parts.joined(" AND ")
  }

  private static func order(_ filter: ProjectFilter) -> SQL {
    let column: SQL =
      switch filter.order {
      case .name: "y.name"
      case .unit: "y.path"
      case .budget: "coalesce(y.adjusted_fen, y.approved_fen, y.asked_fen)"
      case .paid: "y.paid_fen"
      case .score: "coalesce(y.re_score_millionths, y.self_score_millionths)"
      case .light: "y.light"
      }
    // What is never missing needs no word about where missing ones stand, and an index then gives the order.
    let last: SQL =
      switch filter.order {
      case .name, .unit: ""
      case .budget, .paid, .score, .light: " NULLS LAST"
      }
    return filter.isDescending
      ? "\(column) DESC\(last), y.name DESC, y.project DESC" : "\(column)\(last), y.name, y.project"
  }
}
