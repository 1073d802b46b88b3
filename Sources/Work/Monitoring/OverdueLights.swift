import Lifecycle
import Schemes
import Scoring
public import Store

/// Red lights that nobody decided in time (到期没有决定的红灯).
///
/// The national rule says that payments may be suspended; whether and after how many days is the light policy of the year.
public enum OverdueLights {
  /// Stops the payments of projects whose red light is past its day, with word to everybody concerned and a
  /// rectification item, whose verification lets them go on.
  /// - Returns: how many were suspended; at most `limit`, so that nobody waits behind a whole district.
  public static func suspend(
    region: String, year: Int, _ rulebook: Rulebook, limit: Int = 50, in transaction: WriteTransaction
  ) throws(StoreError) -> Int {
    guard let root = try Units.roots(region: region, in: transaction).first else { return 0 }
    let program = Account.program(region, as: .financePerformanceOffice, over: root, at: transaction.now)
    let desk = try Desk(program, year: year, rulebook, in: transaction)
    guard desk.year.state == .open, let policy = desk.policy(LightPolicy.self), policy.body.overdue.use == .suspend
    else { return 0 }
    var count = 0
    for row in try due(desk, policy.body.overdue.days, limit: limit, in: transaction) {
      try Steps.takeOwn(
        StepRequest(
          stage: row.id, event: Monitoring.Event.lapse.rawValue, basedOn: row.number,
          opinion: "红灯到 \(row.dueOn ?? "期限")没有决定，按“\(policy.name)”暂停拨款；整改核实后恢复。"), desk, in: transaction)
      count += 1
    }
    return count
  }

  /// Whether there is anything to suspend: asked before a writer is held up.
  public static func isAnythingDue(
    region: String, year: Int, _ rulebook: Rulebook, in transaction: ReadTransaction
  ) throws(StoreError) -> Bool {
    guard let root = try Units.roots(region: region, in: transaction).first,
      let found = try Years.find(region: region, year, in: transaction), found.state == .open
    else { return false }
    let program = Account.program(region, as: .financePerformanceOffice, over: root, at: transaction.now)
    let desk = try Desk(program, year: year, rulebook, in: transaction)
    guard let policy = desk.policy(LightPolicy.self)?.body, policy.overdue.use == .suspend else { return false }
    return try !due(desk, policy.overdue.days, limit: 1, in: transaction).isEmpty
  }

  private static func due(
    _ desk: Desk, _ days: Int, limit: Int, in transaction: ReadTransaction
  ) throws(StoreError) -> [StageRow] {
    var filter = StageFilter(region: desk.region, year: desk.year.year, flow: Monitoring.name)
    filter.states = [Monitoring.State.warning.name, Monitoring.State.explained.name]
    filter.overdueOn = transaction.now.day(adding: -days)
    filter.order = .due
    filter.pageSize = 200
    return Array(
      try Stages.list(filter, in: transaction).items.lazy.filter { LightSummary($0)?.light == .red }.prefix(limit))
  }
}
