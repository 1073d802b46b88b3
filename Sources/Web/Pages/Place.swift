/// A place of the side navigation. Only what the program has and the person may open is shown.
enum Place: String, Sendable, CaseIterable {
  case bench, inbox
  case projects, preEvaluations, goals, controlFigures, adjustments, monitoring, payments, selfEvaluations,
    reEvaluations, evaluations, rectifications, budgetLink, accounts, disclosure, overview
  case forms, check, indicatorLibrary, imports, history, rules
  case years, ruleSettings, units, people, rights, security, health
  case ledger, gallery, account

  var title: String {
    switch self {
    case .bench: "工作台"
    case .inbox: "消息"
    case .projects: "项目库"
    case .preEvaluations: "事前评估"
    case .goals: "绩效目标"
    case .controlFigures: "控制数与批复"
    case .adjustments: "预算调整"
    case .monitoring: "运行监控"
    case .payments: "国库支付"
    case .selfEvaluations: "单位自评"
    case .reEvaluations: "再评价"
    case .evaluations: "重点评价"
    case .rectifications: "整改台账"
    case .budgetLink: "结果应用"
    case .accounts: "部门决算"
    case .disclosure: "信息公开"
    case .overview: "领导看板"
    case .forms: "全部表单"
    case .check: "文件查错"
    case .indicatorLibrary: "指标库"
    case .imports: "批量导入"
    case .history: "历年与比较"
    case .rules: "核对规则"
    case .years: "年度设置"
    case .ruleSettings: "规则设置"
    case .units: "单位"
    case .people: "账号"
    case .rights: "权限"
    case .security: "安全设置"
    case .health: "运行状况"
    case .ledger: "总台账"
    case .gallery: "部件一览"
    case .account: "我的账号"
    }
  }

  /// Two characters for the narrow navigation beside a form that is filled in.
  var short: String { Self.shorts[self] ?? String(title.suffix(2)) }

  /// Where the last two characters would not say it.
  private static let shorts: [Place: String] = [
    .bench: "工作", .projects: "项目", .evaluations: "重评", .rectifications: "整改", .budgetLink: "结果",
    .ruleSettings: "规则", .rules: "核对",
    .indicatorLibrary: "指标",
  ]

  var path: String {
    switch self {
    case .bench: "/"
    case .inbox: "/inbox"
    case .projects: "/projects"
    case .preEvaluations: "/pre-evaluations"
    case .goals: "/forms?stage=goals"
    case .controlFigures: "/control-figures"
    case .adjustments: "/adjustments"
    case .monitoring: "/monitoring"
    case .payments: "/payments"
    case .selfEvaluations:
      Places.serves("/self-evaluations") ? "/self-evaluations" : "/forms?stage=self-evaluations"
    case .reEvaluations: "/re-evaluations"
    case .evaluations: "/evaluations"
    case .rectifications: "/rectifications"
    case .budgetLink: "/budget-link"
    case .accounts: "/accounts"
    case .disclosure: "/disclosure"
    case .overview: "/overview"
    case .forms: "/forms"
    case .check: "/check"
    case .indicatorLibrary: "/library"
    case .imports: "/imports"
    case .history: "/history"
    case .rules: "/rules"
    case .years: "/admin/years"
    case .ruleSettings: "/admin/rules"
    case .units: "/admin/units"
    case .people: "/admin/people"
    case .rights: "/admin/rights"
    case .security: "/admin/security"
    case .health: "/admin/health"
    case .ledger: "/ledger"
    case .gallery: "/gallery"
    case .account: "/me"
    }
  }

  /// Heads and places of the navigation in order; the last groups have no head.
  static let groups: [(title: String?, places: [Place])] = [
    (nil, [.bench, .inbox]),
    (
      "年度环节",
      [
        .projects, .preEvaluations, .goals, .controlFigures, .adjustments, .monitoring, .payments, .selfEvaluations,
        .reEvaluations, .evaluations, .rectifications, .budgetLink, .accounts, .disclosure, .overview,
      ]
    ),
    ("工具", [.forms, .check, .indicatorLibrary, .imports, .history, .rules]),
    ("管理", [.years, .ruleSettings, .units, .people, .rights, .security, .health]),
    (nil, [.ledger, .gallery, .account]),
  ]
}
