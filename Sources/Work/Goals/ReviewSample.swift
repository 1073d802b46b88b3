public import Lifecycle
import Model
import Schemes
public import Store

/// Which goal forms are looked at one by one although the rest of a department is passed together (抽查).
///
/// The draw hangs on the stages of the department and the round alone: nobody draws again until it suits him, and
/// whoever reads the ledger can draw it after.
public struct ReviewSample: Hashable, Sendable {
  /// Why a form is not passed together with others.
  public enum Reason: Hashable, Sendable {
    case drawn, large, findings

    public var words: String {
      switch self {
      case .drawn: "抽中，逐张审"
      case .large: "金额大，逐张审"
      case .findings: "有发现，逐张审"
      }
    }
  }

  private let drawn: Set<String>
  private let policy: GoalReviewPolicy?

  /// - Parameters:
  ///   - population: every goal form of the department in the year, whatever its state, so that the draw does not change
  ///     while some are passed.
  ///   - round: 1 or 2; every round has its own draw.
  public init(_ population: [String], round: Int, _ policy: GoalReviewPolicy?) {
    self.policy = policy
    let percent = policy?.samplePercent ?? 0
    // At least one of every department, and of many so many in a hundred.
    let count = (population.count * percent + 99) / 100
    drawn = Set(population.sorted { Self.lot($0, round) < Self.lot($1, round) }.prefix(count))
  }

  /// Why this one is looked at alone; nil when it may be passed with others.
  public func reason(_ stage: String, _ form: FormListRow) -> Reason? {
    if form.errors + form.warnings > 0 { return .findings }
    if let limit = policy?.aloneFrom, let current = form.current, current >= limit { return .large }
    return drawn.contains(stage) ? .drawn : nil
  }

  private static func lot(_ stage: String, _ round: Int) -> String { Digest.sha256("\(stage)/\(round)".utf8) }

  /// The sample of a department.
  public static func of(
    _ department: UnitPath, round: Int, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> ReviewSample {
    var filter = StageFilter(region: desk.region, year: desk.year.year, flow: GoalForm.name, scope: department)
    filter.pageSize = 200
    var population: [String] = []
    var page = try Stages.list(filter, in: transaction)
    population += page.items.map(\.id)
    while page.number < page.pages {
      filter.page = page.number + 1
      page = try Stages.list(filter, in: transaction)
      population += page.items.map(\.id)
    }
    return ReviewSample(population, round: round, desk.policy(GoalReviewPolicy.self)?.body)
  }
}

extension UnitPath {
  /// The department that a unit belongs to: the branch right below the region, or the region itself.
  public var department: UnitPath { UnitPath(Array(identifiers.prefix(2))) }
}
