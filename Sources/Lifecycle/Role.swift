/// What a person is in the year's work (角色). The open public has no account and no role.
public enum Role: String, CaseIterable, Sendable, Hashable {
  /// 财政局预算科
  case financeBudgetOffice = "finance_budget_office"
  /// 财政局绩效科
  case financePerformanceOffice = "finance_performance_office"
  /// 财政局业务科
  case financeLineOffice = "finance_line_office"
  /// 国库科
  case financeTreasuryOffice = "finance_treasury_office"
  /// 主管部门财务科
  case departmentFinanceOfficer = "dept_finance_officer"
  /// 主管部门业务科室
  case departmentProgramOfficer = "dept_program_officer"
  /// 主管部门绩效牵头科室
  case departmentPerformanceLead = "dept_performance_lead"
  /// 主管部门负责人
  case departmentHead = "dept_head"
  /// 项目执行单位
  case executingUnit = "executing_unit"
  /// 第三方机构
  case thirdPartyAgency = "third_party_agency"
  /// 评审专家
  case expertReviewer = "expert_reviewer"
  /// 审计、纪检、人大、政协
  case oversightReader = "oversight_reader"
  /// 系统管理员; with the next two the three separate powers (三权分立)
  case systemAdministrator = "system_administrator"
  /// 安全管理员
  case securityAdministrator = "security_administrator"
  /// 审计管理员
  case auditAdministrator = "audit_administrator"

  /// The name that stands on pages.
  public var officialName: String {
    switch self {
    case .financeBudgetOffice: "财政局预算科"
    case .financePerformanceOffice: "财政局绩效科"
    case .financeLineOffice: "财政局业务科"
    case .financeTreasuryOffice: "国库科"
    case .departmentFinanceOfficer: "主管部门财务科"
    case .departmentProgramOfficer: "主管部门业务科室"
    case .departmentPerformanceLead: "主管部门绩效牵头科室"
    case .departmentHead: "主管部门负责人"
    case .executingUnit: "项目执行单位"
    case .thirdPartyAgency: "第三方机构"
    case .expertReviewer: "评审专家"
    case .oversightReader: "人大、审计监督"
    case .systemAdministrator: "系统管理员"
    case .securityAdministrator: "安全管理员"
    case .auditAdministrator: "审计管理员"
    }
  }

  /// How far into the forms of the region a role reaches.
  public enum Reach: Sendable, Hashable {
    /// Every form of the region.
    case region
    /// The forms of the person's own office and of the units under it.
    case branch
    /// Only what was assigned to the person.
    case assigned
    /// No form at all: the administrators' work is the system, not its contents.
    case none
  }

  public var reach: Reach {
    switch self {
    case .financeBudgetOffice, .financePerformanceOffice, .financeLineOffice, .financeTreasuryOffice,
      .oversightReader:
      .region
    case .departmentFinanceOfficer, .departmentProgramOfficer, .departmentPerformanceLead, .departmentHead,
      .executingUnit:
      .branch
    case .thirdPartyAgency, .expertReviewer: .assigned
    case .systemAdministrator, .securityAdministrator, .auditAdministrator: .none
    }
  }
}
