public import Lifecycle
public import Store

/// How many stages of a year wait for somebody, flow by flow: the figures at the places of the navigation.
public enum Waiting {
  public struct Count: Hashable, Sendable {
    /// `StageFlow.name`.
    public let flow: String
    public let stages: Int
    /// Whether one of them is past its day.
    public let isOverdue: Bool
  }

  /// Flows in which nothing waits are missing.
  /// - Parameter day: today, as 2024-08-31.
  /// - Complexity: reads the rolled up counts, whatever the size of the branch; only what was assigned one by one
  ///   (agencies, experts) is counted.
  public static func counts(
    _ account: Account, year: Int, on day: String, in transaction: ReadTransaction
  ) throws(StoreError) -> [Count] {
    let role = account.role
    guard !role.isAdministrator, role != .oversightReader else { return [] }
    let standing =
      role.isAssignedOneByOne
      ? [] : try StageCounts.of(region: account.region, year: year, account.scope, in: transaction)
    var counts: [Count] = []
    for flow in Steps.flows {
      let states = Steps.states(of: flow, waitingFor: role)
      guard !states.isEmpty else { continue }
      var filter = StageFilter(region: account.region, year: year, flow: flow, scope: account.scope)
      filter.states = states
      if role.isAssignedOneByOne { filter.assignee = account.id }
      let stages =
        role.isAssignedOneByOne
        ? try Stages.count(filter, in: transaction)
        : standing.reduce(0) { $1.flow == flow && states.contains($1.state) ? $0 + $1.stages : $0 }
      guard stages > 0 else { continue }
      filter.overdueOn = day
      counts.append(Count(flow: flow, stages: stages, isOverdue: try Stages.exists(filter, in: transaction)))
    }
    return counts
  }
}

extension Role {
  /// Agencies and experts work on what was given to them and on nothing else.
  public var isAssignedOneByOne: Bool { self == .thirdPartyAgency || self == .expertReviewer }
}
