import Lifecycle
import Review
import Store

/// What the program goes by: rules, and the parts pages are made of.
enum ReferenceRoutes {
  static let all: [AppRoute] = [
    .get("/gallery", .may(.readHealth), showGallery), .get("/rules", .may(.readReference), showRules),
  ]

  private static func showGallery(_ call: Call) throws(Refusal) -> Response {
    call.page(galleryPage(call.shell(.gallery)))
  }

  private static func showRules(_ call: Call) throws(Refusal) -> Response {
    let words = String((call.query["q"] ?? "").prefix(100))
    let (region, year, catalogue) = (call.account.region, call.year, call.services.processor.ruleCatalogue)
    let settings = try call.read { (t) throws(StoreError) in
      try RuleSettings.inForce(region: region, year, in: t)
    }
    let groups = call.services.processor.ruleGroups.map { group in
      RuleGroup(
        title: group.title,
        rules: group.rules.filter { words.isEmpty || $0.name == words || $0.mentions(words) }.map { item in
          var item = item
          item.switches += settings.filter { $0.concerns(item.name) }.map {
            "本地区 \($0.firstYear) 年起：\($0.title(catalogue))，\($0.words(catalogue))。\($0.why)"
          }
          return item
        })
    }
    let stageRules = StageRule.all.filter { rule in
      words.isEmpty || rule.id == words || rule.title.contains(words) || rule.explanation.contains(words)
    }
    return call.page(
      rulesPage(
        RulesPage(
          shell: call.shell(.rules), groups: groups, query: words,
          stageRules: stageRules.map {
            StageRuleItem(name: $0.id, title: $0.title, keeping: $0.keeping.officialName, about: $0.explanation)
          })))
  }
}

extension RuleSetting {
  /// Whether it is about a rule, or about a limit that the rule compares with.
  fileprivate func concerns(_ rule: String) -> Bool {
    switch subject {
    case .rule(let name): name == rule
    case .limit(let key): RuleCatalogue.rule(rule)?.parameters.contains("limits.\(key)") == true
    }
  }
}

extension RuleItem {
  fileprivate func mentions(_ words: String) -> Bool {
    [title, about, basis ?? "", kinds].contains { $0.contains(words) }
  }
}
