import Lifecycle

/// Every flow of the year with what it needs from the house. A new flow adds its line.
enum Offices {
  static let all: [any StageOffice.Type] = [
    ExAnteOffice.self,
    GoalFormOffice.self,
    AdjustmentOffice.self,
    MonitoringOffice.self,
    SelfEvaluationOffice.self,
    ReEvaluationOffice.self,
    KeyEvaluationOffice.self,
    RectificationOffice.self,
    BudgetLinkOffice.self,
    FinalAccountsOffice.self,
    DisclosureOffice.self,
  ]

  /// Names of the flows in the order of the year.
  static let flows = all.map { name($0) }

  static func of(_ flow: String) -> (any StageOffice.Type)? { byFlow[flow] }

  private static let byFlow = Dictionary(uniqueKeysWithValues: all.map { (name($0), $0) })
  private static func name<Office: StageOffice>(_: Office.Type) -> String { Office.Flow.name }
}
