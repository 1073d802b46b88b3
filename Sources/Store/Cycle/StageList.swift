public import Lifecycle

/// Which stages a list shows.
public struct StageFilter: Hashable, Sendable {
  public enum Order: String, Sendable, CaseIterable { case due, updated, title, unit }

  /// A stage that is still to be opened.
  public struct Lacking: Hashable, Sendable {
    public let flow: String
    public let part: String
    public init(flow: String, part: String = "") {
      self.flow = flow
      self.part = part
    }
  }

  public var region: String
  public var year: Int
  /// Branch of the unit tree; nil for the whole region.
  public var scope: UnitPath?
  /// One flow with the states of interest; no condition on the state when empty.
  public var flow: String
  public var states: [String] = []
  public var part: String?
  /// Only those whose project has no stage of this flow and part in the year.
  public var lacking: Lacking?
  /// Only those of a whole department (true) or of a project (false).
  public var isOfDepartment: Bool?
  /// Only those given to this account.
  public var assignee: String?
  /// Only those not finished and past this day.
  public var overdueOn: String?
  /// Part of the title or the unit's name; several words must all be found.
  public var search = ""
  public var order = Order.due
  public var isDescending = false
  public var page = 1
  public var pageSize = 50

  public init(region: String, year: Int, flow: String, scope: UnitPath? = nil) {
    self.region = region
    self.year = year
    self.flow = flow
    self.scope = scope
  }

  /// Whether it is about less than the whole region.
  var isBranch: Bool { (scope?.identifiers.count ?? 1) > 1 }
}

extension Stages {
  /// Stages that match, a page at a time.
  public static func list(_ filter: StageFilter, in transaction: ReadTransaction) throws(StoreError) -> Page<StageRow> {
    let size = min(max(filter.pageSize, 1), 200)
    let total = try count(filter, in: transaction)
    let number = min(max(filter.page, 1), max(1, (total + size - 1) / size))
    let items = try rows(filter, from: (number - 1) * size, size, in: transaction)
    return Page(items: items, total: total, number: number, size: size)
  }

  /// How many stages match: from the roll-up where it tells the columns asked for.
  public static func count(_ filter: StageFilter, in transaction: ReadTransaction) throws(StoreError) -> Int {
    let isRolledUp =
      filter.part == nil && filter.lacking == nil && filter.assignee == nil && filter.overdueOn == nil
      && filter.search.allSatisfy(\.isWhitespace)
    return isRolledUp ? try StageCounts.sum(filter, in: transaction) : try counted(filter, in: transaction)
  }

  static func counted(_ filter: StageFilter, in transaction: ReadTransaction) throws(StoreError) -> Int {
    try transaction.first("SELECT count(*) FROM stage s WHERE \(conditions(filter))") { (row) throws(StoreError) in
      try row.integer()
    } ?? 0
  }

  /// Whether any stage matches.
  public static func exists(_ filter: StageFilter, in transaction: ReadTransaction) throws(StoreError) -> Bool {
    // The index of parts is asked for here alone: a list would rather walk its states in order.
    let part: SQL = filter.part?.isEmpty == false ? " AND s.part <> ''" : ""
    return try transaction.first("SELECT 1 FROM stage s WHERE \(conditions(filter) + part) LIMIT 1") {
      (row) throws(StoreError) in
      try row.integer()
    } != nil
  }

  static func conditions(_ filter: StageFilter) -> SQL {
    var parts: [SQL] = ["s.region = \(filter.region)", "s.year = \(filter.year)", "s.flow = \(filter.flow)"]
    // The whole region is no condition: the index by state and day then serves the list.
    let isBranch = filter.isBranch
    if let scope = filter.scope, isBranch {
      parts.append("s.path >= \(scope.text) AND s.path < \(String(scope.text.dropLast()) + "0")")
    }
    // Of a branch the index by path reads a few rows; without statistics an engine would rather walk all stages of a
    // state or a day in the whole region, so these two columns are made no use of there.
    if !filter.states.isEmpty {
      parts.append(isBranch ? "(s.state || '') IN \(list: filter.states)" : "s.state IN \(list: filter.states)")
    }
    if let part = filter.part { parts.append("s.part = \(part)") }
    if let isOfDepartment = filter.isOfDepartment {
      parts.append(isOfDepartment ? "s.project IS NULL" : "s.project IS NOT NULL")
    }
    if let lacking = filter.lacking {
      parts.append(
        """
        s.project IS NOT NULL AND NOT EXISTS (SELECT 1 FROM stage o WHERE o.region = s.region AND o.project = s.project
          AND o.flow = \(lacking.flow) AND o.year = s.year AND o.part = \(lacking.part))
        """)
    }
    if let assignee = filter.assignee { parts.append("s.assignees LIKE \("%,\(assignee),%")") }
    if let day = filter.overdueOn {
      // With states told, their index finds the days; the one of all days would walk what other flows have overdue.
      let isOpen: SQL = filter.states.isEmpty && !isBranch ? "s.is_final = 0" : "(s.is_final + 0) = 0"
      let due: SQL = isBranch ? "(s.due_on || '')" : "s.due_on"
      parts.append("\(isOpen) AND \(due) < \(day)")
    }
    for word in FormFacts.folded(filter.search).split(whereSeparator: \.isWhitespace).prefix(8) {
      parts.append("s.search LIKE \(Forms.pattern(String(word))) ESCAPE '!'")
    }
    return parts.joined(" AND ")
  }

  static func order(_ filter: StageFilter) -> SQL {
    switch (filter.order, filter.isDescending) {
    case (.due, false): "s.due_on NULLS LAST, s.id"
    case (.due, true): "s.due_on DESC NULLS LAST, s.id DESC"
    case (.updated, false): "s.updated_at, s.id"
    case (.updated, true): "s.updated_at DESC, s.id DESC"
    case (.title, false): "s.title, s.id"
    case (.title, true): "s.title DESC, s.id DESC"
    case (.unit, false): "s.path, s.title, s.id"
    case (.unit, true): "s.path DESC, s.title, s.id DESC"
    }
  }
}
