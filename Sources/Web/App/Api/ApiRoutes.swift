import Lifecycle
import Work

/// Every operation of the interface. A new subject adds its line; the description and its page follow.
enum ApiRoutes {
  static let operations: [ApiOperation] = [
    ApiFinalAccountsRoutes.all,
    ApiFormRoutes.all,
    ApiLedgerRoutes.all,
    ApiOfflineRoutes.all,
    ApiProjectRoutes.all,
    ApiStageRoutes.all,
    ApiYearRoutes.all,
  ].flatMap { $0 }

  static let all: [AppRoute] = operations.map(\.route)
}
