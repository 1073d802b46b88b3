import Model
import Review
import Schemes

extension RuleItem {
  init(_ rule: Rule, _ switches: [RuleSwitch] = []) {
    self.init(
      name: rule.id, title: rule.title, severity: rule.severity, about: rule.explanation, basis: rule.basis,
      kinds: Self.kinds(rule.forms), standing: rule.standing == .practice ? nil : rule.standing.doubt,
      switches: switches.filter { $0.rule == rule.id }.map(\.words))
  }

  private static func kinds(_ kinds: [FormKind]) -> String {
    if kinds.isEmpty { return "整份文件" }
    if Set(kinds) == Set(FormKind.allCases) { return "各种表" }
    return kinds.map(\.shortName).joined(separator: "、")
  }
}

extension RuleSwitch {
  /// 武汉市汉阳区 2024 年起：降为提示。本区表样没有依据栏。
  var words: String {
    let years = validity.lastYear.map { "\(validity.firstYear)—\($0) 年" } ?? "\(validity.firstYear) 年起"
    return "\(validity.place) \(years)：\(effect.officialName)。\(why)"
  }
}

extension RuleGroup {
  /// The catalogue of the program as it is, without what places set otherwise.
  static let catalogue: [RuleGroup] = catalogue([])

  /// The catalogue of the program, in groups by what a rule looks at, with what places set otherwise.
  static func catalogue(_ switches: [RuleSwitch]) -> [RuleGroup] {
    let groups: [(String, (Rule) -> Bool)] = [
      ("整份文件", { $0.forms.isEmpty }), ("各种表", { !$0.forms.isEmpty && touchesGoals($0) && touchesResults($0) }),
      ("目标申报表", { touchesGoals($0) && !touchesResults($0) }), ("自评表与监控表", { touchesResults($0) && !touchesGoals($0) }),
    ]
    return groups.map { title, belongs in
      RuleGroup(title: title, rules: RuleCatalogue.all.filter(belongs).map { RuleItem($0, switches) })
    }
  }

  /// The relations between the tables of final accounts, as offices count them.
  static let accounts = RuleGroup(
    title: "决算表之间",
    rules: AccountsRules.all.map { rule in
      RuleItem(
        name: rule.id, title: rule.title, severity: rule.severity, about: rule.explanation,
        basis: rule.number.isEmpty ? nil : "勾稽关系 \(rule.number)", kinds: "部门决算")
    })

  private static func touchesGoals(_ rule: Rule) -> Bool {
    rule.forms.contains { $0 == .projectGoal || $0 == .departmentGoal }
  }
  private static func touchesResults(_ rule: Rule) -> Bool {
    rule.forms.contains { $0.isSelfEvaluation || $0 == .monitoring }
  }
}
