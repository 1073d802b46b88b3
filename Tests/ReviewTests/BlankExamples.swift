import Model

/// Examples for what is left blank, classed twice, or stands under no heading.
enum BlankExamples {
  /// A form typed here, or read from a file with these labels left blank.
  private static func targets(_ targets: [String?], blank: [String]? = nil) -> DocumentContent {
    form(.projectGoal) { f in
      f.blankLabels = blank
      f.goal { goal in
        for (index, target) in targets.enumerated() { goal.row("产出指标", "数量指标", "巡查\(index + 1)线", target) }
      }
    }
  }

  private static func terms(_ long: String, _ annual: String, _ target: String = "≥90分") -> DocumentContent {
    form(.projectGoal) { f in
      f.goal(.longTerm, "长期目标 1") { $0.row("产出指标", long, "城管考核成绩", "≥90分") }
      f.goal { $0.row("产出指标", annual, "城管考核成绩", target) }
    }
  }

  private static func account(_ headings: [BareHeading]) -> DocumentContent {
    var content = document()
    content.finalAccount = FinalAccount()
    content.headings = headings
    return content
  }

  private static func told(_ text: String, heading: String = "附件1") -> DocumentContent {
    var content = document()
    var form = FormContent(kind: .projectSelfEvaluation)
    form.name = "城市管理"
    form.department = "武汉市汉阳区城市管理局"
    content.forms = [form]
    content.passages = [Passage(headings: [heading, "一、自评报告"], text: text)]
    return content
  }

  static let all: [RuleExample] = [
    RuleExample("indicator-target-blank")
      .fires("one of three", targets(["≥1次", "", "≥2次"]))
      .fires("no value at all", targets(["≥1次", nil, "≥2次"]))
      .fires("in a file it may not have been read", targets(["≥1次", "", "≥2次"], blank: []))
      .silent("a stroke says that nothing is asked", targets(["≥1次", "—", "≥2次"]))
      .silent("half of them: the values were not read", targets(["≥1次", ""]))
      .silent("complete", targets(["≥1次", "≥2次"])),
    RuleExample("class-differs-between-terms")
      .fires("quality and quantity", terms("质量指标", "数量指标"))
      .silent("one class", terms("质量指标", "质量指标"))
      .silent("another value may be another indicator", terms("质量指标", "数量指标", "≥92分")),
    RuleExample("table-empty-heading")
      .fires("nothing below", account([BareHeading(path: ["第四部分", "二、重点工作完成情况表"], below: .nothing)]))
      .silent("a form below", account([BareHeading(path: ["附件1", "二、自评表"], below: .form(0))]))
      .silent(
        "a list of units",
        account(["一、本级", "二、服务中心"].map { BareHeading(path: ["第一部分", $0], below: .nothing) })
      )
      .silent("a picture of a table of the accounts", account([BareHeading(path: ["一、收入支出决算总表"], below: .nothing)])),
    RuleExample("foreign-place-in-report")
      .fires("another district", told("按照江岸区大城管要求完成任务"))
      .silent("its own district", told("按照汉阳区大城管要求完成任务"))
      .silent("outside the reports", told("按照江岸区大城管要求完成任务", heading: "第一部分")),
  ]
}
