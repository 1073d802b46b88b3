public import Lifecycle
public import Model

/// Which forms a list shows.
public struct FormFilter: Hashable, Sendable {
  /// What a list is sorted by.
  public enum Order: String, Sendable, CaseIterable {
    case updated, name, department, current, indicators, score, errors
  }

  /// Region and year are always told: nothing is looked for across all years.
  public var region: String
  public var year: Int
  /// Branch of the unit tree; nil for the whole region.
  public var scope: UnitPath?
  public var kind: FormKind?
  /// Supervising department as printed.
  public var department: String?
  public var state: FormState?
  /// Forms of one of these kinds, and in one of these states; no condition when empty.
  public var kinds: [FormKind] = []
  public var states: [FormState] = []
  /// Only forms whose stage stands in one of these states of a flow; no condition when empty.
  public var stageStates: [String] = []
  /// Only forms whose stage is not finished and past this day.
  public var overdueOn: String?
  /// Only forms with, or only forms without, a finding of severity error.
  public var hasErrors: Bool?
  /// Part of the name, code or unit name, in any case of letters; several words must all be found.
  public var search = ""
  public var order = Order.updated
  public var isDescending = true
  /// From 1.
  public var page = 1
  /// Rows a page, 1…200.
  public var pageSize = 50

  public init(region: String, year: Int, scope: UnitPath? = nil) {
    self.region = region
    self.year = year
    self.scope = scope
  }
}

/// One page of a list.
public struct Page<Item: Sendable>: Sendable {
  public let items: [Item]
  /// How many match altogether.
  public let total: Int
  /// From 1; the last page when more was asked for.
  public let number: Int
  public let size: Int
  public var pages: Int { max(1, (total + size - 1) / size) }

  public init(items: [Item], total: Int, number: Int, size: Int) {
    self.items = items
    self.total = total
    self.number = number
    self.size = size
  }
}

/// One page of a list of forms, with what all matching forms add up to.
public struct FormPage: Sendable {
  public let page: Page<FormListRow>
  /// Budget of the year of all matching forms that are in force.
  public let current: Money
  public let withErrors: Int
}

extension Forms {
  /// Forms that match, a page at a time.
  ///
  /// - Complexity: O(forms of that region and year); a district has some thousands.
  public static func list(_ filter: FormFilter, in transaction: ReadTransaction) throws(StoreError) -> FormPage {
    let size = min(max(filter.pageSize, 1), 200)
    let matching = conditions(filter)
    try transaction.settle()
    let sums = try transaction.first(sums(filter, matching)) { (row) throws(StoreError) in
      (try row.integer(), try row.money(), try row.integer())
    }
    let (total, current, withErrors) = sums ?? (0, .zero, 0)
    let number = min(max(filter.page, 1), max(1, (total + size - 1) / size))
    let items = try transaction.all(
      page(filter, matching, offset: (number - 1) * size, limit: size), FormListRow.init)
    return FormPage(
      page: Page(items: items, total: total, number: number, size: size), current: current, withErrors: withErrors)
  }

  /// The page is chosen by identifiers alone, so that a sort moves little; the rest is looked up for its rows only.
  private static func page(_ filter: FormFilter, _ matching: SQL, offset: Int, limit: Int) -> SQL {
    """
    SELECT \(FormListRow.columns) FROM
      (SELECT f.id FROM form f WHERE \(matching) ORDER BY \(order(filter)) LIMIT \(limit) OFFSET \(offset)) x
    JOIN form f ON f.region = \(filter.region) AND f.year = \(filter.year) AND f.id = x.id
    JOIN unit u ON u.region = f.region AND u.id = f.unit LEFT JOIN account a ON a.id = f.updated_by
    ORDER BY \(order(filter))
    """
  }

  /// The statements of `list`, for looking at how an engine goes about them.
  static func listStatements(_ filter: FormFilter) -> [SQL] {
    let matching = conditions(filter)
    return [page(filter, matching, offset: 0, limit: 50), sums(filter, matching)]
  }

  /// How many match, their budget, and how many have errors: from the roll-up where it tells the columns asked for.
  private static func sums(_ filter: FormFilter, _ matching: SQL) -> SQL {
    let isRolledUp =
      filter.hasErrors == nil && filter.search.allSatisfy(\.isWhitespace) && filter.stageStates.isEmpty
      && filter.overdueOn == nil
    return isRolledUp
      ? """
      SELECT CAST(coalesce(sum(f.forms), 0) AS BIGINT), CAST(coalesce(sum(f.current_fen), 0) AS BIGINT),
        CAST(coalesce(sum(f.with_errors), 0) AS BIGINT) FROM form_count f WHERE \(matching)
      """
      : """
      SELECT count(*), CAST(coalesce(sum(f.current_fen * f.in_force), 0) AS BIGINT),
        CAST(coalesce(sum(CASE WHEN f.errors > 0 THEN 1 ELSE 0 END), 0) AS BIGINT) FROM form f WHERE \(matching)
      """
  }

  private static func conditions(_ filter: FormFilter) -> SQL {
    var parts: [SQL] = ["f.region = \(filter.region)", "f.year = \(filter.year)"]
    // The whole region is no condition.
    if let scope = filter.scope, scope.identifiers.count > 1 {
      parts.append("f.unit IN (SELECT id FROM unit WHERE region = \(filter.region) AND \(Units.within(scope)))")
    }
    if let kind = filter.kind { parts.append("f.kind = \(kind)") }
    if let department = filter.department { parts.append("f.department = \(department.withoutNul)") }
    if let state = filter.state { parts.append("f.state = \(state)") }
    if !filter.kinds.isEmpty {
      parts.append("f.kind IN (\(filter.kinds.map { kind -> SQL in "\(kind)" }.joined(", ")))")
    }
    if !filter.states.isEmpty {
      parts.append("f.state IN (\(filter.states.map { state -> SQL in "\(state)" }.joined(", ")))")
    }
    if !filter.stageStates.isEmpty {
      parts.append("EXISTS (SELECT 1 FROM stage g WHERE g.form = f.id AND g.state IN \(list: filter.stageStates))")
    }
    if let day = filter.overdueOn {
      parts.append("EXISTS (SELECT 1 FROM stage g WHERE g.form = f.id AND g.is_final = 0 AND g.due_on < \(day))")
    }
    if let hasErrors = filter.hasErrors { parts.append(hasErrors ? "f.errors > 0" : "f.errors = 0") }
    for word in FormFacts.folded(filter.search).split(whereSeparator: \.isWhitespace).prefix(8) {
      parts.append("f.search LIKE \(pattern(String(word))) ESCAPE '!'")
    }
    return parts.joined(" AND ")
  }

  /// The word anywhere in the text, with the signs that LIKE takes for others made plain.
  static func pattern(_ word: String) -> String {
    var out = "%"
    for scalar in word.unicodeScalars {
      if scalar == "%" || scalar == "_" || scalar == "!" { out += "!" }
      out.unicodeScalars.append(scalar)
    }
    return out + "%"
  }

  private static func order(_ filter: FormFilter) -> SQL {
    switch (filter.order, filter.isDescending) {
    case (.updated, true): "f.updated_at DESC, f.id DESC"
    case (.updated, false): "f.updated_at, f.id"
    case (.name, true): "f.name DESC, f.id DESC"
    case (.name, false): "f.name, f.id"
    case (.department, true): "f.department DESC, f.name DESC, f.id DESC"
    case (.department, false): "f.department, f.name, f.id"
    case (.current, true): "f.current_fen DESC NULLS LAST, f.id DESC"
    case (.current, false): "f.current_fen NULLS LAST, f.id"
    case (.indicators, true): "f.indicators DESC, f.id DESC"
    case (.indicators, false): "f.indicators, f.id"
    case (.score, true): "f.score_millionths DESC NULLS LAST, f.id DESC"
    case (.score, false): "f.score_millionths NULLS LAST, f.id"
    case (.errors, true): "f.errors DESC, f.warnings DESC, f.id DESC"
    case (.errors, false): "f.errors, f.warnings, f.id"
    }
  }
}
