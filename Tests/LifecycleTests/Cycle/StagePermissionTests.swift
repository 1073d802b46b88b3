import Lifecycle
import Testing

@Suite struct StagePermissionTests {
  private static let writers: Set<Role> = [
    .departmentFinanceOfficer, .departmentProgramOfficer, .departmentPerformanceLead, .executingUnit,
  ]
  private static let expected: [Action: Set<Role>] = [
    .writeStage: writers,
    .checkForDepartment: [.departmentFinanceOfficer, .departmentPerformanceLead],
    .signForDepartment: [.departmentHead],
    .reviewInLineOffice: [.financeLineOffice],
    .reviewInPerformanceOffice: [.financePerformanceOffice],
    .reviewInTreasury: [.financeTreasuryOffice],
    .decideBudget: [.financeBudgetOffice],
    .assessProject: [.financePerformanceOffice, .departmentPerformanceLead, .thirdPartyAgency, .expertReviewer],
  ]

  /// The whole matrix against a second telling of the same rules.
  @Test(arguments: Role.allCases, Action.allCases)
  func `a stage, inside and outside the branch, assigned or not, barred or not`(role: Role, action: Action) {
    let unit = UnitPath(["qu", "shui", "di"])
    let isStranger = role == .thirdPartyAgency || role == .expertReviewer
    for isInside in [true, false] {
      for isAssigned in [true, false] {
        for isBarred in [true, false] {
          let actor = Actor(account: "a", role: role, scope: UnitPath(["qu", isInside ? "shui" : "min"]))
          let stage = Subject.stage(owner: unit, barred: isBarred ? ["a", "b"] : ["b"], isAssigned: isAssigned)
          let isAble = Self.expected[action]?.contains(role) ?? false
          let isAllowed = isAble && (isStranger ? isAssigned : isInside) && !isBarred
          let decision = Permission.decide(actor, action, stage)
          #expect(decision.isAllowed == isAllowed)
          if case .refused(let why, let help) = decision { #expect(why.hasSuffix("。") && help.hasSuffix("。")) }
        }
      }
    }
    guard action.isAboutStage else { return }
    for subject in [Subject.form(owner: unit, state: .draft, isAssigned: true), .unit(unit), .installation] {
      #expect(!Permission.decide(Actor(account: "a", role: role, scope: unit), action, subject).isAllowed)
    }
  }
}
