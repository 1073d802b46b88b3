/// A place of the side navigation. Only what the program has and the person may open is shown.
enum Place: String, Sendable, CaseIterable {
  case bench, goals, selfEvaluations, forms, imports, rules, ledger, gallery, account

  var title: String {
    switch self {
    case .bench: "工作台"
    case .goals: "绩效目标"
    case .selfEvaluations: "单位自评"
    case .forms: "全部表单"
    case .imports: "批量导入"
    case .rules: "核对规则"
    case .ledger: "总台账"
    case .gallery: "部件一览"
    case .account: "我的账号"
    }
  }

  var path: String {
    switch self {
    case .bench: "/"
    case .goals: "/forms?stage=goals"
    case .selfEvaluations: "/forms?stage=self-evaluations"
    case .forms: "/forms"
    case .imports: "/imports"
    case .rules: "/rules"
    case .ledger: "/ledger"
    case .gallery: "/gallery"
    case .account: "/me"
    }
  }

  /// Heads and places of the navigation in order; the last groups have no head.
  static let groups: [(title: String?, places: [Place])] = [
    (nil, [.bench]), ("年度环节", [.goals, .selfEvaluations, .forms]), ("工具", [.imports, .rules]),
    (nil, [.ledger, .gallery, .account]),
  ]
}
