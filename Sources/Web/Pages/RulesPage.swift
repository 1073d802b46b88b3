import Model

/// The catalogue of rules, in the order and groups of the sections that they look at.
struct RulesPage: Sendable {
  var shell: Shell
  var groups: [RuleGroup]
  var query = ""
  /// Rules that are kept by the stages of the year and not by looking at a form.
  var stageRules: [StageRuleItem] = []
}

/// A rule between stages, for people.
struct StageRuleItem: Hashable, Sendable {
  var name: String
  var title: String
  /// 环节关口，不过关不能办.
  var keeping: String
  var about: String
}

struct RuleGroup: Sendable {
  var title: String
  var rules: [RuleItem]
}

/// One rule for people: its name stands only in the address.
struct RuleItem: Hashable, Sendable {
  /// `details-sum`; also the end of its address.
  var name: String
  /// The statement that a finding of this rule makes.
  var title: String
  var severity: Finding.Severity
  /// What is compared with what, and why it matters.
  var about: String
  var basis: String?
  /// Kinds of form that it looks at.
  var kinds: String
  /// What about it is not verified, in words.
  var standing: String?
  /// Where and when a place sets it otherwise, and why.
  var switches: [String] = []
}

func rulesPage(_ model: RulesPage) -> HTML {
  let all = model.groups.flatMap(\.rules)
  let errors = all.count { $0.severity == .error }
  return page(
    model.shell,
    PageContent("核对规则") {
      pageHead(
        "核对规则", crumbs: [Link("工作台", "/")],
        facts: [.text("共 \(all.count) 条，其中 \(errors) 条是错误，不改不能报送"), "提醒要说明理由，提示只供参考"])
      form(.class("flt alone"), .action(Place.rules.path), .ariaLabel("筛选")) {
        div(.class("wide-s")) {
          label(.for("rule-q")) { "规则里的字" }
          input(.id("rule-q"), .name("q"), .type("search"), .value(model.query.isEmpty ? nil : model.query))
        }
        submitButton("筛选", .smallMain)
        a(.class("on"), .href(Place.rules.path)) { "清除条件" }
      }
      if all.isEmpty {
        emptyState("没有含这些字的规则", why: "换一个词，或者清除条件看全部。", isAlone: true)
      }
      div(.class("stack-4")) {
        for group in model.groups where !group.rules.isEmpty { groupPanel(group) }
        if !model.stageRules.isEmpty { stagePanel(model.stageRules) }
      }
    })
}

private func stagePanel(_ rules: [StageRuleItem]) -> HTML {
  let columns = [Column("规则", width: "cw18"), Column("怎样把住", width: "cw14"), Column("核对什么")]
  return panel(
    "环节之间", more: "\(rules.count) 条，不在格子上报，由环节把住",
    flush: dataTable("环节之间的规则", columns, style: "t cards") {
      for rule in rules {
        tr(.id("rule-" + rule.name)) {
          th(.scope("row")) { rule.title }
          cell(columns[1]) { rule.keeping }
          cell(columns[2]) { rule.about }
        }
      }
    })
}

private func groupPanel(_ group: RuleGroup) -> HTML {
  let columns = [
    Column("规则", width: "cw18"), Column("轻重", width: "cw5"), Column("核对什么"), Column("用于", width: "cw14"),
    Column("依据", width: "cw14"),
  ]
  return panel(
    group.title, more: "\(group.rules.count) 条",
    flush: dataTable(group.title + "的规则", columns, style: "t cards") {
      for rule in group.rules {
        tr(.id("rule-" + rule.name)) {
          th(.scope("row")) { rule.title }
          td(.class("nw " + rule.severity.className), .attribute("data-l", "轻重")) {
            span {
              icon(rule.severity.sign)
              " " + rule.severity.word
            }
          }
          td(.attribute("data-l", "")) {
            rule.about
            if let standing = rule.standing { span(.class("sub")) { standing } }
            for words in rule.switches { span(.class("sub warn")) { words } }
          }
          cell(columns[3]) { rule.kinds }
          cell(columns[4]) { rule.basis ?? "算术与表样" }
        }
      }
    })
}
