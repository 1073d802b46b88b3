/// Who somebody is in the regime (角色). Everybody has one; nobody has all.
///
/// The three administrators (三权分立) run the program and see no forms; there is no role above the others.
public enum Role: String, Sendable, CaseIterable, Hashable {
  case financeBudgetOffice = "finance_budget_office"
  case financePerformanceOffice = "finance_performance_office"
  case financeLineOffice = "finance_line_office"
  case financeTreasuryOffice = "finance_treasury_office"
  case departmentFinanceOfficer = "dept_finance_officer"
  case departmentProgramOfficer = "dept_program_officer"
  case departmentPerformanceLead = "dept_performance_lead"
  case departmentHead = "dept_head"
  case executingUnit = "executing_unit"
  case thirdPartyAgency = "third_party_agency"
  case expertReviewer = "expert_reviewer"
  case oversightReader = "oversight_reader"
  case systemAdministrator = "system_administrator"
  case securityAdministrator = "security_administrator"
  case auditAdministrator = "audit_administrator"
  /// Nobody in particular: whoever opens the public pages without signing in.
  case `public`

  /// The name the offices use.
  public var officialName: String {
    switch self {
    case .financeBudgetOffice: "财政局预算科"
    case .financePerformanceOffice: "财政局绩效科"
    case .financeLineOffice: "财政局业务科"
    case .financeTreasuryOffice: "财政局国库科"
    case .departmentFinanceOfficer: "主管部门财务科"
    case .departmentProgramOfficer: "主管部门业务科室"
    case .departmentPerformanceLead: "主管部门综合科室"
    case .departmentHead: "主管部门负责人"
    case .executingUnit: "项目执行单位"
    case .thirdPartyAgency: "第三方机构"
    case .expertReviewer: "评审专家"
    case .oversightReader: "人大、审计、纪检、政协"
    case .systemAdministrator: "系统管理员"
    case .securityAdministrator: "安全管理员"
    case .auditAdministrator: "审计管理员"
    case .public: "公众"
    }
  }

  public var isAdministrator: Bool {
    switch self {
    case .systemAdministrator, .securityAdministrator, .auditAdministrator: true
    case .financeBudgetOffice, .financePerformanceOffice, .financeLineOffice, .financeTreasuryOffice,
      .departmentFinanceOfficer, .departmentProgramOfficer, .departmentPerformanceLead, .departmentHead, .executingUnit,
      .thirdPartyAgency, .expertReviewer, .oversightReader, .public:
      false
    }
  }
}
