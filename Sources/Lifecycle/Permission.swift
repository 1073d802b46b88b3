/// Whoever asks to do something.
public struct Actor: Hashable, Sendable {
  public let account: String
  public let role: Role
  /// The branch of the unit tree he answers for; nil for the public.
  public let scope: UnitPath?

  public init(account: String, role: Role, scope: UnitPath?) {
    self.account = account
    self.role = role
    self.scope = scope
  }

  /// Whoever has not signed in.
  public static let nobody = Actor(account: "", role: .public, scope: nil)
}

/// What is done.
public enum Action: String, Sendable, CaseIterable, Hashable {
  case upload
  case readForm = "read-form"
  case editForm = "edit-form"
  case download
  /// See names and telephone numbers of persons on a form.
  case seeContacts = "see-contacts"
  case readLedger = "read-ledger"
  case verifyLedger = "verify-ledger"
  case administerUnits = "administer-units"
  /// Look at the tree of units through the years.
  case readUnits = "read-units"
  case administerAccounts = "administer-accounts"
  case assignRoles = "assign-roles"
  case administerSecurity = "administer-security"
  case readHealth = "read-health"
  /// Look at templates, schemes and rules in force, and the gallery of components.
  case readReference = "read-reference"
  /// Open and close budget years, set their dates and what is in force in them.
  case administerYears = "administer-years"
  /// See the projects of the library with their figures.
  case readProject = "read-project"
  /// Take projects into the library and into years, change and end them.
  case keepProject = "keep-project"
  /// Enter what the treasury paid, and see it paper by paper.
  case recordPayments = "record-payments"
  /// Write and hand in what a stage of the year asks of a unit.
  case writeStage = "write-stage"
  case checkForDepartment = "check-for-department"
  case signForDepartment = "sign-for-department"
  case reviewInLineOffice = "review-in-line-office"
  case reviewInPerformanceOffice = "review-in-performance-office"
  /// Look through final accounts for the treasury office, and approve them.
  case reviewInTreasury = "review-in-treasury"
  case decideBudget = "decide-budget"
  /// Judge a project and write the report of it: an evaluation before, after, or again.
  case assessProject = "assess-project"

  public var officialName: String {
    switch self {
    case .upload: "导入文件"
    case .readForm: "查看表"
    case .editForm: "修改表"
    case .download: "下载表"
    case .seeContacts: "查看联系人"
    case .readLedger: "查看总台账"
    case .verifyLedger: "核对总台账"
    case .administerUnits: "维护单位"
    case .readUnits: "查看单位"
    case .administerAccounts: "维护账号"
    case .assignRoles: "分配角色"
    case .administerSecurity: "维护安全设置"
    case .readHealth: "查看运行状况"
    case .readReference: "查看表样、评分办法和规则"
    case .administerYears: "维护年度设置"
    case .readProject: "查看项目库"
    case .keepProject: "维护项目库"
    case .recordPayments: "登记国库支付"
    case .writeStage: "填写、报送环节材料"
    case .checkForDepartment: "代表主管部门审核"
    case .signForDepartment: "代表主管部门审签"
    case .reviewInLineOffice: "代表业务科审核"
    case .reviewInPerformanceOffice: "代表绩效科审核"
    case .reviewInTreasury: "代表国库科审核、批复决算"
    case .decideBudget: "批复、决定预算"
    case .assessProject: "评估、评价项目"
    }
  }
}

/// What it is done to.
public enum Subject: Hashable, Sendable {
  /// A form of a unit, to be uploaded again or anything else; `isAssigned` when an agency or expert was given it to judge.
  case form(owner: UnitPath, state: FormState, isAssigned: Bool = false)
  /// A unit, as the owner of what is uploaded and of projects.
  case unit(UnitPath)
  /// A stage of the year of a unit. `barred` are the accounts that may not do this step because they did one that it
  /// judges or that it rests on; `isAssigned` when an agency or expert was given the stage.
  case stage(owner: UnitPath, barred: Set<String> = [], isAssigned: Bool = false)
  /// Something of the whole installation: ledger, accounts, security.
  case installation
}

/// The one place where it is decided who may do what.
public enum Permission {
  public enum Decision: Hashable, Sendable {
    case allowed
    /// Two sentences for the person: why not, and whom to ask.
    case refused(why: String, whoCanHelp: String)

    public var isAllowed: Bool { self == .allowed }
  }

  public static func decide(_ actor: Actor, _ action: Action, _ subject: Subject) -> Decision {
    guard roles(for: action).contains(actor.role) else { return refusedByRole(actor, action) }
    switch subject {
    case .installation: return action.isAboutInstallation ? .allowed : refusedWithoutSubject(action)
    case .unit(let unit):
      guard action == .upload || action.isAboutProject || action.isAboutInstallation else {
        return refusedWithoutSubject(action)
      }
      return covers(actor, unit) ? .allowed : refusedByScope(action)
    case .stage(let owner, let barred, let isAssigned):
      guard action.isAboutStage else { return refusedWithoutSubject(action) }
      return decideStage(actor, action, owner: owner, barred, isAssigned)
    case .form(let owner, let state, let isAssigned):
      guard !action.isAboutStage, !action.isAboutProject else { return refusedWithoutSubject(action) }
      return decide(actor, action, owner: owner, state, isAssigned)
    }
  }

  private static func decide(
    _ actor: Actor, _ action: Action, owner: UnitPath, _ state: FormState, _ isAssigned: Bool
  ) -> Decision {
    switch actor.role {
    case .public:
      return state == .published
        ? .allowed : .refused(why: "这张表还没有公开。", whoCanHelp: "公开以后在公开页面可以查到；急用请与主管部门联系。")
    case .thirdPartyAgency, .expertReviewer:
      guard isAssigned else {
        return .refused(why: "这张表没有分派给你。", whoCanHelp: "请与委托你的财政局绩效科联系。")
      }
    case .oversightReader:
      guard covers(actor, owner) else { return refusedByScope(action) }
      guard !state.isOpenForEditing else {
        return .refused(why: "这张表还在填报，没有报送。", whoCanHelp: "报送以后就能看到；急用请与填报单位联系。")
      }
    case .financeBudgetOffice, .financePerformanceOffice, .financeLineOffice, .financeTreasuryOffice,
      .departmentFinanceOfficer, .departmentProgramOfficer, .departmentPerformanceLead, .departmentHead, .executingUnit,
      .systemAdministrator, .securityAdministrator, .auditAdministrator:
      guard covers(actor, owner) else { return refusedByScope(action) }
    }
    // A form that is uploaded again becomes a new revision, which is an edit like another.
    if action == .editForm || action == .upload, !state.isOpenForEditing {
      return .refused(why: "这张表\(state.officialName)，现在不能改。", whoCanHelp: "要改请经办的审核人退回。")
    }
    return .allowed
  }

  private static func decideStage(
    _ actor: Actor, _ action: Action, owner: UnitPath, _ barred: Set<String>, _ isAssigned: Bool
  ) -> Decision {
    if actor.role == .thirdPartyAgency || actor.role == .expertReviewer {
      guard isAssigned else { return .refused(why: "这个项目没有分派给你。", whoCanHelp: "请与委托你的财政局绩效科联系。") }
    } else {
      guard covers(actor, owner) else { return refusedByScope(action) }
    }
    guard !barred.contains(actor.account) else {
      return .refused(
        why: "你写过或评过这份材料，不能再由你\(action.officialName)。", whoCanHelp: "请同一科室没有经手的同事办理；人手不够请找安全管理员分派角色。")
    }
    return .allowed
  }

  private static func covers(_ actor: Actor, _ unit: UnitPath) -> Bool { actor.scope?.covers(unit) ?? false }

  /// Who may do it at all; where and when is asked afterwards.
  public static func roles(for action: Action) -> Set<Role> { rolesByAction[action] ?? [] }

  /// Made once: every request asks.
  private static let rolesByAction = Dictionary(uniqueKeysWithValues: Action.allCases.map { ($0, list(for: $0)) })

  private static func list(for action: Action) -> Set<Role> {
    let finance: Set<Role> = [
      .financeBudgetOffice, .financePerformanceOffice, .financeLineOffice, .financeTreasuryOffice,
    ]
    let authors: Set<Role> = [
      .departmentFinanceOfficer, .departmentProgramOfficer, .departmentPerformanceLead, .executingUnit,
    ]
    switch action {
    case .upload: return authors.union([.financePerformanceOffice])
    case .readForm, .download:
      return finance.union(authors).union([
        .departmentHead, .thirdPartyAgency, .expertReviewer, .oversightReader, .public,
      ])
    case .editForm: return authors
    case .seeContacts: return finance.union(authors).union([.departmentHead])
    case .readLedger, .verifyLedger: return [.auditAdministrator, .oversightReader]
    case .administerUnits: return [.systemAdministrator]
    case .readUnits: return [.systemAdministrator, .financePerformanceOffice]
    case .administerAccounts: return [.systemAdministrator]
    case .assignRoles, .administerSecurity: return [.securityAdministrator]
    case .readHealth: return [.systemAdministrator]
    case .readReference: return Set(Role.allCases).subtracting([.public])
    case .administerYears: return [.financePerformanceOffice]
    case .readProject: return finance.union(authors).union([.departmentHead, .oversightReader])
    case .keepProject: return authors
    case .recordPayments: return [.financeTreasuryOffice, .financePerformanceOffice]
    case .writeStage: return authors
    case .checkForDepartment: return [.departmentFinanceOfficer, .departmentPerformanceLead]
    case .signForDepartment: return [.departmentHead]
    case .reviewInLineOffice: return [.financeLineOffice]
    case .reviewInPerformanceOffice: return [.financePerformanceOffice]
    case .reviewInTreasury: return [.financeTreasuryOffice]
    case .decideBudget: return [.financeBudgetOffice]
    case .assessProject:
      return [.financePerformanceOffice, .departmentPerformanceLead, .thirdPartyAgency, .expertReviewer]
    }
  }

  private static func refusedByRole(_ actor: Actor, _ action: Action) -> Decision {
    let able = Role.allCases.filter { roles(for: action).contains($0) && $0 != .public }.map(\.officialName)
    if actor.role == .public { return .refused(why: "登录以后才能\(action.officialName)。", whoCanHelp: "没有账号请找本单位的系统管理员。") }
    return .refused(
      why: "\(actor.role.officialName)不能\(action.officialName)。",
      whoCanHelp: "可以办的是：\(able.joined(separator: "、"))。角色不对请找安全管理员。")
  }

  private static func refusedByScope(_ action: Action) -> Decision {
    .refused(
      why: "这不是你管的单位，不能\(action.officialName)。", whoCanHelp: "请找该单位或它的主管部门；管辖范围不对请找安全管理员。")
  }

  private static func refusedWithoutSubject(_ action: Action) -> Decision {
    .refused(why: "没有指明对哪张表\(action.officialName)。", whoCanHelp: "请从表的页面进入。")
  }
}

extension Action {
  /// Asked about the installation, not about one form.
  public var isAboutInstallation: Bool {
    switch self {
    case .readLedger, .verifyLedger, .administerUnits, .readUnits, .administerAccounts, .assignRoles,
      .administerSecurity,
      .readHealth, .readReference, .administerYears, .recordPayments:
      true
    case .upload, .readForm, .editForm, .download, .seeContacts, .readProject, .keepProject, .writeStage,
      .checkForDepartment, .signForDepartment,
      .reviewInLineOffice, .reviewInPerformanceOffice, .reviewInTreasury, .decideBudget, .assessProject:
      false
    }
  }

  /// Asked about a stage of the year, not about a form or the installation.
  public var isAboutStage: Bool {
    switch self {
    case .writeStage, .checkForDepartment, .signForDepartment, .reviewInLineOffice, .reviewInPerformanceOffice,
      .reviewInTreasury, .decideBudget, .assessProject:
      true
    case .readLedger, .verifyLedger, .administerUnits, .readUnits, .administerAccounts, .assignRoles,
      .administerSecurity,
      .readHealth, .readReference, .administerYears, .recordPayments, .upload, .readForm, .editForm, .download,
      .seeContacts,
      .readProject, .keepProject:
      false
    }
  }

  /// Asked about a unit that has projects.
  public var isAboutProject: Bool { self == .readProject || self == .keepProject }
}
