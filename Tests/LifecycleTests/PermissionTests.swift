import Lifecycle
import Testing

@Suite struct PermissionTests {
  private static let district = UnitPath(["qu"])
  private static let department = UnitPath(["qu", "shui"])
  private static let unit = UnitPath(["qu", "shui", "di"])
  private static let elsewhere = UnitPath(["qu", "min"])

  private func actor(_ role: Role, _ scope: UnitPath = department) -> Actor {
    role == .public ? .nobody : Actor(account: "a", role: role, scope: scope)
  }

  private func may(_ role: Role, _ action: Action, _ subject: Subject, _ scope: UnitPath = department) -> Bool {
    Permission.decide(actor(role, scope), action, subject).isAllowed
  }

  /// Who may do what to a draft of a unit in his own branch; one line a role, in the order of the actions on forms.
  @Test(
    arguments: [
      (.financeBudgetOffice, "read download contacts"), (.financePerformanceOffice, "read download contacts"),
      (.financeLineOffice, "read download contacts"), (.financeTreasuryOffice, "read download contacts"),
      (.departmentFinanceOfficer, "read edit download contacts"),
      (.departmentProgramOfficer, "read edit download contacts"),
      (.departmentPerformanceLead, "read edit download contacts"), (.departmentHead, "read download contacts"),
      (.executingUnit, "read edit download contacts"), (.thirdPartyAgency, ""), (.expertReviewer, ""),
      (.oversightReader, ""), (.systemAdministrator, ""), (.securityAdministrator, ""), (.auditAdministrator, ""),
      (.public, ""),
    ] as [(Role, String)])
  func `a draft in one's own branch`(role: Role, allowed: String) {
    let draft = Subject.form(owner: Self.unit, state: .draft)
    let actions: [(String, Action)] = [
      ("read", .readForm), ("edit", .editForm), ("download", .download), ("contacts", .seeContacts),
    ]
    let granted = actions.filter { may(role, $0.1, draft) }.map(\.0)
    #expect(granted.joined(separator: " ") == allowed)
  }

  /// The whole matrix against a second telling of the same rules.
  @Test(arguments: Role.allCases, FormState.allCases)
  func `forms inside and outside the branch, assigned or not`(role: Role, state: FormState) {
    let isOpen = state == .draft || state == .returned
    for isInside in [true, false] {
      for isAssigned in [true, false] {
        let form = Subject.form(owner: isInside ? Self.unit : Self.elsewhere, state: state, isAssigned: isAssigned)
        let reads: Bool
        switch role {
        case .public: reads = state == .published
        case .thirdPartyAgency, .expertReviewer: reads = isAssigned
        case .oversightReader: reads = isInside && !isOpen
        case .systemAdministrator, .securityAdministrator, .auditAdministrator: reads = false
        default: reads = isInside
        }
        let writes: Set<Role> = [
          .departmentFinanceOfficer, .departmentProgramOfficer, .departmentPerformanceLead, .executingUnit,
        ]
        let strangers: Set<Role> = [.thirdPartyAgency, .expertReviewer, .oversightReader, .public]
        let edits = writes.contains(role) && isInside && isOpen
        let seesContacts = reads && !strangers.contains(role)
        let granted = [Action.readForm, .download, .editForm, .seeContacts, .upload].map { may(role, $0, form) }
        let uploads = (writes.contains(role) || role == .financePerformanceOffice) && isInside && isOpen
        #expect(granted == [reads, reads, edits, seesContacts, uploads])
      }
    }
  }

  @Test(arguments: Role.allCases)
  func `nobody uploads for a unit outside his branch`(role: Role) {
    let uploads: Set<Role> = [
      .financePerformanceOffice, .departmentFinanceOfficer, .departmentProgramOfficer, .departmentPerformanceLead,
      .executingUnit,
    ]
    let isUploader = uploads.contains(role)
    #expect(may(role, .upload, .unit(Self.unit)) == isUploader)
    #expect(may(role, .upload, .unit(Self.department)) == isUploader)
    #expect(!may(role, .upload, .unit(Self.district)))
    #expect(!may(role, .upload, .unit(Self.elsewhere)))
    #expect(!may(role, .upload, .installation))
  }

  @Test(arguments: Role.allCases)
  func `projects are seen in the branch and kept by those who write about them`(role: Role) {
    let keepers: Set<Role> = [
      .departmentFinanceOfficer, .departmentProgramOfficer, .departmentPerformanceLead, .executingUnit,
    ]
    let strangers: Set<Role> = [
      .thirdPartyAgency, .expertReviewer, .systemAdministrator, .securityAdministrator, .auditAdministrator, .public,
    ]
    for (unit, isInside) in [(Self.unit, true), (Self.department, true), (Self.elsewhere, false)] {
      #expect(may(role, .readProject, .unit(unit)) == (isInside && !strangers.contains(role)))
      #expect(may(role, .keepProject, .unit(unit)) == (isInside && keepers.contains(role)))
    }
    #expect(!may(role, .keepProject, .form(owner: Self.unit, state: .draft)))
    #expect(!may(role, .keepProject, .stage(owner: Self.unit)))
  }

  @Test(arguments: Role.allCases)
  func `the installation is shared among three administrators`(role: Role) {
    let granted = Action.allCases.filter { may(role, $0, .installation, Self.district) }
    let expected: [Action]
    switch role {
    case .systemAdministrator:
      expected = [.administerUnits, .readUnits, .administerAccounts, .readHealth, .readReference]
    case .securityAdministrator: expected = [.assignRoles, .administerSecurity, .readReference]
    case .auditAdministrator, .oversightReader: expected = [.readLedger, .verifyLedger, .readReference]
    case .financePerformanceOffice: expected = [.readUnits, .readReference, .administerYears, .recordPayments]
    case .financeTreasuryOffice: expected = [.readReference, .recordPayments]
    case .public: expected = []
    default: expected = [.readReference]
    }
    #expect(granted == expected)
  }

  @Test func `no role can do everything, and none of two administrators the same`() {
    for role in Role.allCases { #expect(Action.allCases.contains { !Permission.roles(for: $0).contains(role) }) }
    let administration: [Action] = [
      .administerUnits, .administerAccounts, .assignRoles, .administerSecurity, .readLedger, .verifyLedger, .readHealth,
    ]
    for action in administration {
      #expect(Permission.roles(for: action).filter(\.isAdministrator).count == 1)
    }
    for action in Action.allCases { #expect(!Permission.roles(for: action).isEmpty) }
  }

  @Test(arguments: Role.allCases, Action.allCases)
  func `a refusal says why and who can help, in Chinese`(role: Role, action: Action) {
    for subject in [
      Subject.form(owner: Self.elsewhere, state: .locked), .form(owner: Self.unit, state: .draft),
      .unit(Self.elsewhere),
      .installation,
    ] {
      guard case .refused(let why, let help) = Permission.decide(actor(role), action, subject) else { continue }
      #expect(why.hasSuffix("。") && help.hasSuffix("。"))
      #expect(!why.utf8.contains { (0x61...0x7A).contains($0) })
      #expect(!why.contains("！") && !help.contains("！"))
    }
  }

  @Test func `official names are given once`() {
    #expect(Set(Role.allCases.map(\.officialName)).count == Role.allCases.count)
    #expect(Set(Action.allCases.map(\.officialName)).count == Action.allCases.count)
    #expect(Set(FormState.allCases.map(\.officialName)).count == FormState.allCases.count)
  }
}

@Suite struct UnitPathTests {
  @Test func `a path covers itself and what is below, and nothing that only begins alike`() {
    let shui = UnitPath(["qu", "shui"])
    #expect(shui.covers(shui) && shui.covers(shui.child("di")) && UnitPath(["qu"]).covers(shui))
    #expect(!shui.covers(UnitPath(["qu"])) && !shui.covers(UnitPath(["qu", "shui2"])))
  }

  @Test(arguments: ["", "/", "//", "qu", "/qu", "qu/", "/qu//di/"])
  func `a text that is no path is refused`(text: String) { #expect(UnitPath(text) == nil) }

  @Test func `a path comes back from its text`() {
    let path = UnitPath(["qu", "shui", "di"])
    #expect(UnitPath(path.text) == path && path.identifiers == ["qu", "shui", "di"])
  }
}
