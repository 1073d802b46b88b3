import Model

/// Examples for the document as a whole.
enum DocumentExamples {
  private static func project(_ name: String, _ code: String?, _ change: (inout FormContent) -> Void = { _ in })
    -> FormContent
  {
    var form = FormContent(kind: .projectGoal)
    form.name = name
    form.code = code
    form.unitName = "示例服务中心"
    form.department = "示例区示例局"
    form.year = 2024
    change(&form)
    return form
  }

  private static func department(_ change: (inout FormContent) -> Void) -> FormContent {
    var form = FormContent(kind: .departmentGoal)
    form.name = "示例区示例局"
    form.year = 2024
    change(&form)
    return form
  }

  private static func planned(_ name: String, _ middle: String) -> FormContent {
    project(name, nil) { f in
      f.step("6月底", middle)
      f.step("12月底", "100")
    }
  }

  private static func aimed(_ name: String, _ text: String) -> FormContent {
    project(name, nil) { f in f.goal(text: text) { $0.row("产出指标", "数量指标", "走访次数", "≥12次") } }
  }

  private static var statement: DocumentContent {
    var content = document()
    content.statements = [Statement(subject: "评价项目", value: d("6"), unit: "个", context: "评价项目 6 个")]
    return content
  }

  static let all: [RuleExample] = [
    RuleExample("nothing-recognised")
      .fires("empty", document())
      .silent("a form", document(project("甲", nil)))
      .silent("a figure in words", statement),
    RuleExample("duplicate-project")
      .fires("same code", document(project("甲", "42010523041T000000104"), project("乙", "42010523041T000000104")))
      .fires("same name and unit", document(project("甲", nil), project("甲 ", nil)))
      .fires(
        "behind others of that name with codes of their own",
        document(
          project("甲", "42010523041T000000104"), project("甲", "42010523041T000000105"), project("甲", nil))
      )
      .silent("other code", document(project("甲", "42010523041T000000104"), project("甲", "42010523041T000000105"))),
    RuleExample("dept-vs-project-form")
      .fires(
        "another amount",
        document(
          project("甲项目", nil) { $0.amounts.current = d("270") },
          department { $0.listed("甲项目", "特定目标类", total: "275", current: "275") })
      )
      .silent(
        "equal",
        document(
          project("甲项目", nil) { $0.amounts.current = d("270") },
          department { $0.listed("甲项目", "特定目标类", total: "270", current: "270.005") })
      )
      .silent(
        "of another department",
        document(
          project("甲项目", nil) { f in
            f.amounts.current = d("270")
            f.department = "别的局"
          }, department { $0.listed("甲项目", "特定目标类", total: "275", current: "275") })),
    RuleExample("payment-plan-copied")
      .fires("three alike", document(planned("甲", "50"), planned("乙", "50"), planned("丙", "50.0")))
      .silent("one differs", document(planned("甲", "50"), planned("乙", "50"), planned("丙", "60")))
      .silent("two alike", document(planned("甲", "50"), planned("乙", "50"))),
    RuleExample("copied-goal")
      .fires("the same words", document(aimed("甲", "减少不安定因素和矛盾纠纷，保障稳定"), aimed("乙", "减少不安定因素和矛盾纠纷，保障稳定")))
      .silent("other words", document(aimed("甲", "减少不安定因素和矛盾纠纷，保障稳定"), aimed("乙", "保障社区运转，提高服务质量和水平")))
      .fires("two projects of a department told alike", told("减少不安定因素和矛盾纠纷，保障辖区社会稳定", "减少不安定因素和矛盾纠纷，保障辖区社会稳定"))
      .silent("two projects told each by itself", told("减少不安定因素和矛盾纠纷，保障辖区社会稳定", "保障社区运转，提高为居民服务的质量和水平"))
      .silent("two words are no copy", told("保障运转", "保障运转")),
  ]

  /// A department that tells of two projects in words.
  private static func told(_ texts: String...) -> DocumentContent {
    form(.departmentGoal) { f in
      for (index, text) in texts.enumerated() {
        f.listed("项目\(index + 1)", "特定目标类", total: "10", current: "10")
        f.goal(.annual, "项目\(index + 1)", text: text) { $0.row("产出指标", "数量指标", "调处次数", "≥12次") }
      }
    }
  }
}
