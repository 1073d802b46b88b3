import Lifecycle

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
    let groups = call.services.processor.ruleGroups.map { group in
      RuleGroup(
        title: group.title, rules: group.rules.filter { words.isEmpty || $0.name == words || $0.mentions(words) })
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

extension RuleItem {
  fileprivate func mentions(_ words: String) -> Bool {
    [title, about, basis ?? "", kinds].contains { $0.contains(words) }
  }
}
