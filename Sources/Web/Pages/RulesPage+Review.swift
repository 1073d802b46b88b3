import Model
import Review
import Schemes

extension RuleItem {
  init(_ rule: Rule) {
    self.init(
      name: rule.id, title: rule.title, severity: rule.severity, about: rule.explanation, basis: rule.basis,
      kinds: Self.kinds(rule.forms), standing: rule.standing == .practice ? nil : rule.standing.doubt)
  }

  private static func kinds(_ kinds: [FormKind]) -> String {
    if kinds.isEmpty { return "整份文件" }
    if Set(kinds) == Set(FormKind.allCases) { return "各种表" }
    return kinds.map(\.shortName).joined(separator: "、")
  }
}

extension RuleGroup {
  /// The catalogue of the program, in groups by what a rule looks at.
  static let catalogue: [RuleGroup] = {
    let groups: [(String, (Rule) -> Bool)] = [
      ("整份文件", { $0.forms.isEmpty }), ("各种表", { !$0.forms.isEmpty && touchesGoals($0) && touchesResults($0) }),
      ("目标申报表", { touchesGoals($0) && !touchesResults($0) }), ("自评表与监控表", { touchesResults($0) && !touchesGoals($0) }),
    ]
    return groups.map { title, belongs in
      RuleGroup(title: title, rules: RuleCatalogue.all.filter(belongs).map { RuleItem($0) })
    }
  }()

  private static func touchesGoals(_ rule: Rule) -> Bool {
    rule.forms.contains { $0 == .projectGoal || $0 == .departmentGoal }
  }
  private static func touchesResults(_ rule: Rule) -> Bool {
    rule.forms.contains { $0.isSelfEvaluation || $0 == .monitoring }
  }
}
