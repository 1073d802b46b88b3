import Lifecycle

/// Which places of the navigation somebody is shown: those the program serves and his role may open.
enum Places {
  /// In the order of the navigation.
  static func of(_ role: Role) -> [Place] { byRole[role] ?? [] }

  /// Made once: every page asks.
  private static let byRole = Dictionary(
    uniqueKeysWithValues: Role.allCases.map { role in
      (role, Place.allCases.filter { isServed($0) && mayOpen(role, $0) })
    })

  /// Whether a page of the program answers at the place. A subject that adds its routes thereby adds its place.
  static func isServed(_ place: Place) -> Bool { serves(String(place.path.prefix { $0 != "?" })) }

  static func serves(_ path: String) -> Bool { served.contains(path) }

  private static let served = Set(AppRoutes.all.filter { $0.method == .get }.map(\.pattern.description))

  static func mayOpen(_ role: Role, _ place: Place) -> Bool {
    func may(_ action: Action) -> Bool { Access.may(action).admits(role) }
    switch place {
    case .account: return true
    // Who waits for a role has nothing to do yet.
    case .bench: return role != .public
    case .inbox: return may(.readForm) && role != .oversightReader
    case .goals, .selfEvaluations, .forms: return may(.readForm)
    // What an agency or expert was given stands in these lists too.
    case .preEvaluations, .reEvaluations, .evaluations: return may(.readForm)
    case .projects: return may(.readProject)
    // Everybody sees the figures of his own branch.
    case .controlFigures: return may(.readForm) && role.seesLists
    case .adjustments, .monitoring, .rectifications, .budgetLink, .accounts, .disclosure, .history:
      return may(.readForm) && role.seesLists
    case .payments: return may(.recordPayments)
    case .overview: return role.isOfFinance || role == .oversightReader || role == .departmentHead
    case .check, .indicatorLibrary: return may(.readForm)
    case .imports: return may(.upload)
    case .rules: return may(.readReference)
    // Parts of pages in all their states are for whoever looks after the program.
    case .gallery: return role == .systemAdministrator
    case .years, .ruleSettings: return may(.administerYears)
    case .units: return may(.readUnits)
    case .people: return may(.administerAccounts)
    case .rights: return may(.assignRoles)
    case .security: return may(.administerSecurity)
    case .health: return may(.readHealth)
    case .ledger: return may(.readLedger)
    }
  }

  /// The place where the stages of a flow are worked on.
  static func of(flow: String) -> Place? { byFlow[flow] }

  private static let byFlow: [String: Place] = [
    ExAnteEvaluation.name: .preEvaluations, GoalForm.name: .goals, GoalAdjustment.name: .adjustments,
    Monitoring.name: .monitoring, SelfEvaluation.name: .selfEvaluations, ReEvaluation.name: .reEvaluations,
    RectificationItem.name: .rectifications, BudgetLink.name: .budgetLink, Disclosure.name: .disclosure,
    FinalAccounts.name: .accounts, KeyEvaluation.name: .evaluations,
  ]
}

extension Role {
  var isOfFinance: Bool {
    switch self {
    case .financeBudgetOffice, .financePerformanceOffice, .financeLineOffice, .financeTreasuryOffice: true
    case .departmentFinanceOfficer, .departmentProgramOfficer, .departmentPerformanceLead, .departmentHead,
      .executingUnit, .thirdPartyAgency, .expertReviewer, .oversightReader, .systemAdministrator,
      .securityAdministrator, .auditAdministrator, .public:
      false
    }
  }
}
