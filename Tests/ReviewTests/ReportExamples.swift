import Model

/// Examples for reports beside forms.
enum ReportExamples {
  private static func evaluated(_ name: String, _ change: (inout FormContent) -> Void = { _ in }) -> FormContent {
    var form = FormContent(kind: .projectSelfEvaluation)
    form.name = name
    form.year = 2023
    change(&form)
    return form
  }
  private static func department(_ change: (inout FormContent) -> Void = { _ in }) -> FormContent {
    var form = FormContent(kind: .departmentSelfEvaluation)
    form.name = "示例街道办事处"
    form.year = 2023
    change(&form)
    return form
  }

  private static func stated(_ forms: [FormContent], _ head: String, _ figures: [(String, String, String)])
    -> DocumentContent
  {
    var content = document()
    content.forms = forms
    content.statements = figures.map {
      Statement(subject: $0.0, value: d($0.1), unit: $0.2, context: head + " · （一）自评结论")
    }
    return content
  }

  private static func counted(_ all: String, _ met: String, _ share: String, _ open: String) -> DocumentContent {
    stated(
      [
        evaluated("城市管理") { f in
          f.goal { goal in for index in 1...22 { goal.done("次数\(index)", "≥1次", "1次", "1", of: "1") } }
        }
      ],
      "城市管理项目自评报告",
      [("三级指标", all, "个"), ("完成的绩效指标", met, "个"), ("完成指标占比", share, "%"), ("未完成的绩效指标", open, "项")])
  }

  private static func account(
    _ figures: [(String, String, String)], _ forms: [FormContent] = [], passages: [([String], String)] = [],
    statements: [(String, String)] = []
  ) -> DocumentContent {
    var content = document()
    content.forms = forms
    var account = FinalAccount()
    account.figures = figures.map { FinalAccount.Figure(section: $0.0, name: $0.1, value: d($0.2)) }
    content.finalAccount = account
    content.passages = passages.map { Passage(headings: $0.0, text: $0.1) }
    content.statements = statements.map {
      Statement(subject: $0.0, value: d($0.1), unit: "分", context: "整体绩效自评报告 · （一）自评结论")
    }
    return content
  }

  private static let section = "十三、预算绩效情况说明"
  private static func projects(_ names: String...) -> [(String, String, String)] {
    names.map { (section, $0 + "项目全年预算数", "10.00") }
  }

  private static func annex(_ title: String, _ body: String) -> DocumentContent {
    account(
      [],
      passages: [
        (["附件3"], title), (["附件3", "一、项目绩效评价自评报告"], "\(body)项目（以下简称“本项目”）自评得分97.1分。"),
        (["附件3", "一、项目绩效评价自评报告"], "\(body)项目预算资金为4000.95万元"),
      ])
  }

  private static func accidents(_ actual: String, _ sentence: String) -> DocumentContent {
    account(
      [], [department { f in f.goal { $0.done("无重大安全生产及消防事故发生", "不发生", actual, "0", of: "3") } }],
      passages: [(["第三部分", section], sentence)])
  }

  private static func satisfied(_ equal: Int) -> DocumentContent {
    document(
      evaluated("甲") { f in
        f.goal { goal in
          for index in 1...10 {
            goal.done("第\(index)类对象满意度", "≥90%", index <= equal ? "90%" : "93%", "1", of: "1", "满意度指标", "服务对象满意度指标")
          }
        }
      })
  }

  private static func stepped(_ score: String) -> DocumentContent {
    document(
      evaluated("甲") { f in f.goal { $0.done("民风好转", "明显提升", "有所提升", "2.5", of: "3", "效益指标", "社会效益指标") } },
      evaluated("乙") { f in f.goal { $0.done("服务功能", "明显提升", "有所提升", score, of: "3", "效益指标", "社会效益指标") } })
  }

  private static func executed(_ name: String, _ rate: String) -> FormContent {
    evaluated(name) { f in
      f.execution = Execution()
      f.execution?.budget = d("10")
      f.execution?.rate = d(rate)
    }
  }

  static let all: [RuleExample] = [
    RuleExample("unmet-count")
      .fires("share", counted("22", "19", "86.63", "3"))
      .fires("count", counted("22", "19", "86.36", "2"))
      .silent("right", counted("22", "19", "86.36", "3"))
      .silent("rounded to a whole", counted("22", "19", "86", "3")),
    RuleExample("report-score-differs")
      .fires(
        "another total",
        stated([evaluated("城市管理") { $0.score = d("93.5") }], "城市管理项目自评报告", [("城市管理项目自评得分", "95.3", "分")])
      )
      .silent(
        "the same", stated([evaluated("城市管理") { $0.score = d("93.5") }], "城市管理项目自评报告", [("城市管理项目自评得分", "93.50", "分")])),
    RuleExample("narrative-weight-mismatch")
      .fires(
        "100 and 80",
        account([(section, "年度目标", "100"), (section, "自评得分", "92")], [department()], statements: [("年度目标", "80")])
      )
      .silent("80 and 80", account([(section, "年度目标", "80")], [department()], statements: [("年度目标", "80.0")])),
    RuleExample("annex-missing")
      .fires("two named, one annexed", account(projects("城市管理", "基层党建"), [evaluated("城市管理")]))
      .silent("all annexed", account(projects("城市管理"), [evaluated("城市管理")]))
      .silent("no annexes in this file", account(projects("城市管理", "基层党建"))),
    RuleExample("heading-project-mismatch")
      .fires("another project", annex("2023年度大城管项目自评结果", "2023年度机构运转"))
      .silent("a longer name", annex("2023年度城市管理项目绩效评价自评结果", "2023年度城市管理")),
    RuleExample("wrong-year-in-heading")
      .fires("a year before", annex("2022年度机构运转项目自评结果", "2023年度机构运转"))
      .silent("the same", annex("2023年度机构运转项目自评结果", "2023年机构运转")),
    RuleExample("narrative-contradicts-table")
      .fires("none, yet three", accidents("3起", "信访成效明显，无重大安全生产事故发生"))
      .silent("none", accidents("未发生", "信访成效明显，无重大安全生产事故发生"))
      .silent("the text says so", accidents("3起", "全年发生3起消防事故")),
    RuleExample("satisfaction-equals-target")
      .fires("nine of ten", satisfied(9))
      .silent("eight of ten", satisfied(8)),
    RuleExample("qualitative-inconsistent")
      .fires("other share", stepped("2.7"))
      .silent("same share", stepped("2.50")),
    RuleExample("performance-amount-identical")
      .fires(
        "three places",
        account(
          [(section, "机构运转项目全年预算数", "4000.953")],
          [
            evaluated("机构运转") { f in
              f.execution = Execution()
              f.execution?.budget = d("4000.95")
            }
          ])
      )
      .silent(
        "equal",
        account(
          [(section, "机构运转项目全年预算数", "4000.950")],
          [
            evaluated("机构运转") { f in
              f.execution = Execution()
              f.execution?.budget = d("4000.95")
            }
          ])),
    RuleExample("execution-exact-100-all")
      .fires("three of three", document(executed("甲", "100"), executed("乙", "100.00"), executed("丙", "100")))
      .silent("one below", document(executed("甲", "100"), executed("乙", "99.99"), executed("丙", "100"))),
    RuleExample("adjusted-budget-gap")
      .fires(
        "half as much again",
        stated([department()], "整体绩效自评报告", [("部门支出预算", "7038.59", "万元"), ("调整后全年预算数", "11092.59", "万元")])
      )
      .silent(
        "at the bound", stated([department()], "整体绩效自评报告", [("部门支出预算", "100", "万元"), ("调整后全年预算数", "120", "万元")])),
    RuleExample("typo-in-text")
      .fires("a known slip", account([], passages: [(["第五部分"], "未单独设置顶级科目的其他项目支出")]))
      .silent("right", account([], passages: [(["第五部分"], "未单独设置项级科目的其他项目支出")])),
  ]
}
