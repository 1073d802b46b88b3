public import Lifecycle
public import Store

/// What one flow of the year needs from the rest of the house: facts for its gates, days for its holders, and what
/// follows from a step.
///
/// Pages, interface and programs never call it themselves: `Steps` does, in the transaction of the step.
public protocol StageOffice: Sendable {
  associatedtype Flow: StageFlow

  /// Steps that follow from something else and are offered to nobody: the end of a term, a step of another stage.
  static var own: Set<Flow.Event> { get }

  /// Whether its stages go on when their year is closed: what the year leaves to be finished, repairs and the next budget.
  static var outlivesYear: Bool { get }

  /// What other stages say that the gates of this event ask for.
  static func facts(
    _ row: StageRow, _ event: Flow.Event, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> BudgetFacts

  /// Last day for whoever holds the stage in that state; nil where nothing presses.
  static func dueOn(_ row: StageRow, _ state: Flow.State, _ desk: Desk, in transaction: ReadTransaction)
    throws(StoreError) -> String?

  /// Refuses what the flow itself cannot see (a form with errors, an empty report), or completes what is brought along.
  static func prepare(
    _ row: StageRow, _ event: Flow.Event, _ work: inout StageWork, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError)

  /// Does what the effects of a step ask for, in its transaction.
  static func follow(
    _ stepped: StageStepped, _ event: Flow.Event, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError)
}

extension StageOffice {
  public static var own: Set<Flow.Event> { [] }
  public static var outlivesYear: Bool { false }

  public static func facts(
    _ row: StageRow, _ event: Flow.Event, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> BudgetFacts { BudgetFacts() }

  public static func dueOn(
    _ row: StageRow, _ state: Flow.State, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> String? { row.dueOn }

  public static func prepare(
    _ row: StageRow, _ event: Flow.Event, _ work: inout StageWork, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) {}

  public static func follow(
    _ stepped: StageStepped, _ event: Flow.Event, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) {}
}
