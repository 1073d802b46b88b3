import Lifecycle
import Store
import Work

/// Leads from a stage to the page of its flow: notices, ledger and benches need to know only the stage.
enum StageRoutes {
  static let all: [AppRoute] = [.get("/stages/{id}", .may(.readForm), lead)]

  private static func lead(_ call: Call) throws(Refusal) -> Response {
    .seeOther(href(try call.stageRow(call.parameters["id"])))
  }

  /// The page of a stage.
  static func href(_ row: StageRow) -> String {
    switch row.flow {
    case GoalForm.name: row.form.map { "/forms/\($0)" } ?? "/forms"
    case ExAnteEvaluation.name: "/pre-evaluations/\(row.id)"
    case GoalAdjustment.name: "/adjustments/\(row.id)"
    case Monitoring.name: "/monitoring/\(row.id)"
    case SelfEvaluation.name: "/self-evaluations/\(row.id)"
    case ReEvaluation.name: "/re-evaluations/\(row.id)"
    case KeyEvaluation.name: "/evaluations/\(row.id)"
    case RectificationItem.name: "/rectifications/\(row.id)"
    case BudgetLink.name: "/budget-link/decisions/\(row.id)"
    case FinalAccounts.name: "/accounts/\(row.id)"
    case Disclosure.name: "/disclosure/\(row.id)"
    default: "/"
    }
  }
}
