public import Lifecycle
import Model
public import Store

/// What lies on somebody's bench: what he is to do, the returned first, and what others have in hand for him.
public struct BenchWork: Sendable {
  public struct Task: Sendable {
    public let row: StageRow
    /// The step that sent it back; nil when it was not.
    public let returned: StageStepRow?
  }

  /// Those sent back first, then by their day.
  public private(set) var tasks: [Task] = []
  /// How many tasks there are, beyond those shown.
  public private(set) var count = 0
  /// Stages of the own branch that others have now, by their day; empty for offices that look at a whole district.
  public private(set) var withOthers: [StageRow] = []

  /// - Parameters:
  ///   - day: today, as 2024-08-31.
  ///   - limit: tasks that are shown.
  /// - Complexity: reads the rolled up counts and a few rows of each flow in which something waits.
  public init(
    _ account: Account, year: Int, on day: String, limit: Int = 12, in transaction: ReadTransaction
  ) throws(StoreError) {
    var rows: [StageRow] = []
    for (asked, flows) in [(year, nil)] + (try Self.leftBehind(account, year, in: transaction)) {
      for waiting in try Waiting.counts(account, year: asked, on: day, in: transaction)
      where flows?.contains(waiting.flow) ?? true {
        count += waiting.stages
        rows += try Self.waiting(waiting.flow, asked, account, limit: limit, in: transaction)
      }
    }
    let ordered = rows.map { (row: $0, isBack: Steps.words($0)?.formState == .returned) }.sorted {
      ($0.isBack ? 0 : 1, $0.row.dueOn ?? "9", $0.row.id) < ($1.isBack ? 0 : 1, $1.row.dueOn ?? "9", $1.row.id)
    }
    for entry in ordered.prefix(limit) {
      tasks.append(
        Task(row: entry.row, returned: entry.isBack ? try Stages.lastMove(of: entry.row, in: transaction) : nil))
    }
    if account.scope.identifiers.count > 1, !account.role.isAdministrator {
      withOthers = try Self.elsewhere(account, year, in: transaction)
    }
  }

  /// Years that are closed, with the flows in which they leave something to be finished; the youngest of them.
  private static func leftBehind(
    _ account: Account, _ year: Int, in transaction: ReadTransaction
  ) throws(StoreError) -> [(Int, Set<String>?)] {
    try Years.states(region: account.region, in: transaction).filter { $0.state == .closed && $0.year != year }
      .prefix(yearsBackMax).map { ($0.year, Steps.outliving) }
  }

  private static let yearsBackMax = 2

  /// Stages of a flow and year that wait for somebody.
  private static func waiting(
    _ flow: String, _ year: Int, _ account: Account, limit: Int, in transaction: ReadTransaction
  ) throws(StoreError) -> [StageRow] {
    var filter = StageFilter(region: account.region, year: year, flow: flow, scope: account.scope)
    if account.role.isAssignedOneByOne { filter.assignee = account.id }
    let states = Steps.states(of: flow, waitingFor: account.role)
    var rows: [StageRow] = []
    // What was sent back has states of its own, and comes before everything that is due earlier.
    let back = states.filter { Steps.formState(ofState: $0, flow: flow) == .returned }
    if !back.isEmpty {
      filter.states = back
      rows += try Stages.first(limit, filter, in: transaction)
    }
    filter.states = states.filter { !back.contains($0) }
    if !filter.states.isEmpty { rows += try Stages.first(limit, filter, in: transaction) }
    return rows
  }

  private static func elsewhere(
    _ account: Account, _ year: Int, in transaction: ReadTransaction
  ) throws(StoreError) -> [StageRow] {
    let standing = try StageCounts.of(region: account.region, year: year, account.scope, in: transaction)
    var rows: [StageRow] = []
    for flow in Steps.flows {
      let mine = Steps.states(of: flow, waitingFor: account.role)
      let states = standing.filter { count in
        count.flow == flow && count.stages > 0 && !mine.contains(count.state) && !Steps.isFinal(count.state, flow: flow)
      }.map(\.state)
      guard !states.isEmpty else { continue }
      var filter = StageFilter(region: account.region, year: year, flow: flow, scope: account.scope)
      filter.states = states
      rows += try Stages.first(othersMax, filter, in: transaction)
    }
    return Array(rows.sorted { ($0.dueOn ?? "9", $0.id) < ($1.dueOn ?? "9", $1.id) }.prefix(othersMax))
  }

  private static let othersMax = 6
}

/// How far the branches of a district are with one flow.
public struct FlowProgress: Sendable {
  public struct Share: Hashable, Sendable {
    /// Finished, or accepted by whoever had to.
    public var done = 0
    public var inReview = 0
    public var returned = 0
    /// Still with those who write.
    public var open = 0
    public var all: Int { done + inReview + returned + open }
    /// Handed in, of all.
    public var handedIn: Int { done + inReview }

    mutating func add(_ count: StageCounts.Count) {
      switch Steps.formState(ofState: count.state, flow: count.flow) {
      case .approved, .locked, .published: done += count.stages
      case .returned: returned += count.stages
      case .inReview where Steps.isFinal(count.state, flow: count.flow): done += count.stages
      case .inReview: inReview += count.stages
      case .draft, nil: open += count.stages
      }
    }
  }

  public let flow: String
  public private(set) var whole = Share()
  /// Branches right below, those with the smallest part handed in first.
  public private(set) var branches: [(name: String, share: Share)] = []

  /// - Returns: nil while the flow has no stages in the year.
  public init?(
    _ flow: String, region: String, year: Int, _ path: UnitPath, limit: Int, in transaction: ReadTransaction
  ) throws(StoreError) {
    self.flow = flow
    for count in try StageCounts.of(region: region, year: year, path, in: transaction) where count.flow == flow {
      whole.add(count)
    }
    guard whole.all > 0 else { return nil }
    var shares: [String: Share] = [:]
    for (path, count) in try StageCounts.below(region: region, year: year, path, flow: flow, in: transaction) {
      shares[path.text, default: Share()].add(count)
    }
    let slowest = shares.filter { $0.value.handedIn < $0.value.all }.sorted {
      // The smaller part first; of two alike the one with more to do.
      let left = $0.value.handedIn * $1.value.all
      let right = $1.value.handedIn * $0.value.all
      return (left, -$0.value.all, $0.key) < (right, -$1.value.all, $1.key)
    }.prefix(limit)
    for (text, share) in slowest {
      let id = UnitPath(text)?.identifiers.last ?? text
      branches.append((try Units.find(region: region, id: id, in: transaction)?.name ?? id, share))
    }
  }
}
