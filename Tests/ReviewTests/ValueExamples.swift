import Model

/// Examples for the writing of values and their course over the years.
enum ValueExamples {
  private static func value(_ target: String, name: String = "合格率", _ level2: String = "质量指标") -> DocumentContent {
    StructureExamples.rows([("产出指标", level2, name, target)])
  }
  private static func satisfied(_ targets: String...) -> DocumentContent {
    StructureExamples.rows(targets.enumerated().map { ("满意度指标", "服务对象满意度指标", "第\($0.offset)类对象满意度", $0.element) })
  }
  private static func underBenefit(_ targets: String...) -> DocumentContent {
    StructureExamples.rows(
      targets.enumerated().map { ("效益指标", "满意度指标\($0.offset + 1)", "第\($0.offset)类对象满意度", $0.element) })
  }
  private static func course(
    _ values: [(String, String, String)], name: String = "补贴人数",
    _ change: @escaping (inout FormContent) -> Void = { _ in }
  ) -> DocumentContent {
    form(.projectGoal) { f in
      f.goal { goal in
        for (index, value) in values.enumerated() {
          goal.row("产出指标", "数量指标", "\(name)\(index)", value.2, history: [value.0, value.1])
        }
      }
      change(&f)
    }
  }

  static let all: [RuleExample] = writing + trend

  private static let writing: [RuleExample] = [
    RuleExample("figure-unreadable")
      .fires(
        "about thirty",
        form(.projectGoal) { f in
          f.goal { $0.row("产出指标", "数量指标", "养护长度", "≥31公里") }
          f.unread = [UnreadFigure(FormPath("amounts.current"), "约三十")]
        }
      )
      .silent("a figure", value("≥31公里")),
    RuleExample("malformed-percent")
      .fires("two signs", value("90%%"))
      .fires("full-width", value("90％%"))
      .silent("one sign", value("90％")),
    RuleExample("comparator-misplaced")
      .fires("behind", value("10家≥", name: "公司数量", "数量指标"))
      .silent("before", value("≥10家", name: "公司数量", "数量指标")),
    RuleExample("comparator-charset")
      .fires("another sign", value("≧85%"))
      .silent("the usual sign", value("≥85%")),
    RuleExample("comparator-missing")
      .fires("is it at least?", value("95%"))
      .silent("all of it", value("100%"))
      .silent("none of it", value("0%")),
    RuleExample("comparator-mixed")
      .fires("two styles", satisfied("90%", "≥80%"))
      .fires("under the head of benefit", underBenefit("90%", "≥80%"))
      .silent("one style under the head of benefit", underBenefit("≥90%", "≥80%"))
      .silent("one style", satisfied("≥90%", "≥80%")),
    RuleExample("unit-missing")
      .fires("what of?", value("≥50", name: "床位数量", "数量指标"))
      .silent("a score", value("≥90", name: "门前三包评分"))
      .silent("a unit", value("≥50张", name: "床位数量", "数量指标")),
    RuleExample("ratio-as-one")
      .fires("one for all", value("1", name: "来访核实率"))
      .silent("a hundred", value("100%", name: "来访核实率"))
      .silent("one of a number", value("1个", name: "站点数")),
    RuleExample("range-target")
      .fires("from to", value("1-2次/30天", name: "训练次数", "数量指标"))
      .silent("at least", value("≥1次/月", name: "训练次数", "数量指标")),
    RuleExample("compound-target")
      .fires("two subjects", value("个体≥5% 企业≥3%", name: "抽查率"))
      .silent("one", value("≥5%", name: "抽查率")),
    RuleExample("unit-compound")
      .fires("persons per time", value("15人/次", name: "训练人数", "数量指标"))
      .fires("square what?", value("1712平方", name: "装修面积", "数量指标"))
      .silent("square metres", value("1712平方米", name: "装修面积", "数量指标"))
      .silent("persons", value("15人次", name: "训练人数", "数量指标")),
    RuleExample("rank-as-count")
      .fires("a rank in times", value("12次", name: "考核综合成绩排名", "数量指标"))
      .silent("a rank", value("前3名", name: "考核综合成绩排名", "数量指标")),
    RuleExample("relative-without-base")
      .fires("more than what?", value("提升10%", name: "劳动分配率"))
      .silent("with last year's value", course([("80%", "81%", "提升2%")]))
      .silent("a plain value", value("≥83%")),
    RuleExample("zero-text")
      .fires(
        "words and figure",
        StructureExamples.rows([
          ("产出指标", "质量指标", "事故数", "不发生"), ("产出指标", "质量指标", "投诉数", "0起"),
        ])
      )
      .silent("figures", StructureExamples.rows([("产出指标", "质量指标", "事故数", "0起"), ("产出指标", "质量指标", "投诉数", "0起")])),
    RuleExample("satisfaction-range")
      .fires("everybody", satisfied("100%"))
      .fires("too low", satisfied("≥79%"))
      .silent("at the limit", satisfied("≥80%")),
    RuleExample("deadline-odd")
      .fires("ninety days", value("90个工作日", name: "信息上报时间", "时效指标"))
      .silent("at the limit", value("60个工作日", name: "信息上报时间", "时效指标")),
  ]

  private static func trained(_ target: String, name: String = "开展民兵工作社区数量") -> DocumentContent {
    StructureExamples.rows([("产出指标", "数量指标", name, target)]) { f in
      f.cost("9.社区民兵工作经费", "7.8", basis: "社区民兵工作经费为26个社区*3000元/社区=7.8万")
    }
  }
  private static func promised(_ annual: String) -> DocumentContent {
    form(.projectGoal) { f in
      f.goal(.longTerm, "长期目标") { $0.row("产出指标", "数量指标", "补贴人数", "每年有所增加") }
      f.goal { $0.row("产出指标", "数量指标", "创业补贴人数", annual, history: ["10人", "20人"]) }
    }
  }
  private static func funded(_ current: String, _ rows: [(String, String, String)]) -> DocumentContent {
    course(rows) { f in
      f.amounts.current = d(current)
      f.last(2023, "100")
    }
  }

  private static let trend: [RuleExample] = [
    RuleExample("unit-mismatch-history")
      .fires("a rate becomes a count", course([("94%", "85%", "80人")]))
      .silent("a finer unit", course([("94人次", "85人次", "80人")]))
      .silent("no unit, which another rule says", course([("94.44%", "85.78%", "≥80")])),
    RuleExample("target-below-history")
      .fires("below both", course([("100人", "100 人", "30人")]))
      .silent("as last year", course([("100人", "30人", "30人")]))
      .silent("fewer accidents", course([("5起", "4起", "3起")], name: "事故")),
    RuleExample("target-trivial")
      .fires("a tenth", course([("50人", "100人", "10人")]))
      .silent("a fifth", course([("50人", "100人", "20人")])),
    RuleExample("target-flat")
      .fires("five rows, three years", course(Array(repeating: ("100%", "100%", "100%"), count: 5)))
      .silent("four rows", course(Array(repeating: ("100%", "100%", "100%"), count: 4)))
      .silent("one grows", course(Array(repeating: ("100%", "100%", "100%"), count: 4) + [("1次", "2次", "3次")])),
    RuleExample("history-missing")
      .fires("one of three", course([("1次", "2次", "3次"), ("1次", "2次", "3次"), ("", "2次", "3次")]))
      .silent("a layout without earlier years", StructureExamples.rows([("产出指标", "数量指标", "次数", "3次")])),
    RuleExample("long-vs-annual-trend")
      .fires("says more, plans less", promised("15人"))
      .silent("plans more", promised("25人")),
    RuleExample("budget-up-targets-down")
      .fires(
        "money up, numbers down", funded("140.88", [("10人", "30人", "20人"), ("5人", "5人", "5人"), ("9人", "9人", "9人")])
      )
      .silent("a tenth more", funded("110", [("10人", "30人", "20人"), ("5人", "5人", "5人"), ("9人", "9人", "9人")]))
      .silent("one number grows", funded("140", [("10人", "30人", "20人"), ("5人", "5人", "6人"), ("9人", "9人", "9人")])),
    RuleExample("quantity-vs-calc")
      .fires("paid for 26, planned 23", trained("23个"))
      .silent("the same", trained("26个"))
      .silent("another thing", trained("23个", name: "政务网覆盖社区数量")),
    RuleExample("coverage-inconsistent")
      .fires(
        "13 and 16",
        StructureExamples.rows([
          ("产出指标", "数量指标", "垃圾处理涵盖社区数量", "16个"), ("产出指标", "数量指标", "服务社区数量", "13个"),
        ])
      )
      .silent(
        "13 and 13",
        StructureExamples.rows([
          ("产出指标", "数量指标", "垃圾处理涵盖社区数量", "13个"), ("产出指标", "数量指标", "服务社区数量", "13个"),
        ])),
  ]
}
