/// Something a person does with the program and may or may not be allowed to. Permission is decided here and nowhere
/// else; which forms a permission covers is the role's `reach`.
public enum Action: String, CaseIterable, Sendable, Hashable {
  /// Open one's own account: password, size of type.
  case useOwnAccount
  /// See forms, their findings, scores, revisions, and take them away as files.
  case readForms
  /// See names and telephone numbers of persons in forms.
  case readContacts
  /// Bring documents in; each form becomes a revision.
  case importForms
  /// See which rules documents are checked by, and on what basis.
  case readRules
  /// Read the ledger and have it verified.
  case readLedger

  /// What the words on a refusal call it: 没有“批量导入”的权限.
  public var officialName: String {
    switch self {
    case .useOwnAccount: "我的账号"
    case .readForms: "查看表单"
    case .readContacts: "查看联系人"
    case .importForms: "批量导入"
    case .readRules: "核对规则"
    case .readLedger: "总台账"
    }
  }

  /// The roles that may do it.
  public var roles: Set<Role> {
    switch self {
    case .useOwnAccount, .readRules: Set(Role.allCases)
    case .readForms: Set(Role.allCases.filter { $0.reach != .none })
    case .readContacts, .importForms:
      [
        .financePerformanceOffice, .financeLineOffice, .departmentFinanceOfficer, .departmentProgramOfficer,
        .departmentPerformanceLead, .executingUnit,
      ]
    case .readLedger: [.financePerformanceOffice, .oversightReader, .auditAdministrator]
    }
  }
}

extension Role {
  public func may(_ action: Action) -> Bool { action.roles.contains(self) }

  /// What the role may do.
  public var actions: Set<Action> { Set(Action.allCases.filter(may)) }
}
