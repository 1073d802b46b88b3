import Model

/// Examples for indicators that follow the money, and for the texts of goals.
enum CoverageExamples {
  private static func funded(
    _ lines: [(String, String)], _ rows: [(String, String)], basis: [String: String] = [:]
  ) -> DocumentContent {
    project { f in
      let amounts = lines.map { d($0.1) }
      f.amounts.current = amounts.reduce(.zero, +)
      for (title, amount) in lines { f.cost(title, amount, basis: basis[title]) }
      f.goal { goal in for (name, target) in rows { goal.row("产出指标", "数量指标", name, target) } }
    }
  }

  private static let cleaning: [(String, String)] = [("道路清扫", "≥12次"), ("清扫里程", "≥30公里"), ("宣传活动", "≥2场")]

  private static func priced(_ basis: String) -> DocumentContent {
    project { f in f.cost("设备购置", "1.00", basis: basis) }
  }

  private static func rent(_ target: String) -> DocumentContent {
    project { f in
      f.cost("初创企业创业场地租金补贴", "6.00", basis: "500元/月×12月×10家=6万元")
      f.goal { $0.row("产出指标", "数量指标", "享受初创企业创业场地租金补贴数", target) }
    }
  }

  private static func changed(_ text: String, last: String = "100") -> DocumentContent {
    project { f in
      f.amounts.current = d("135.55")
      f.last(2023, last)
      f.cost("审计服务费", "60")
      f.cost("法律服务费", "30")
      f.cost("日常开支", "45.55")
      f.attribute("项目前两年预算及当年预算变动情况", text)
    }
  }

  private static func aimed(_ text: String, _ rows: [(String, String)], use: String? = nil) -> DocumentContent {
    project { f in
      if let use { f.attribute("预算规模及资金用途", use) }
      f.goal(text: text) { goal in for (name, target) in rows { goal.row("产出指标", "数量指标", name, target) } }
    }
  }

  private static func horizon(_ text: String) -> DocumentContent {
    department { $0.goal(.longTerm, "长期目标1", text: text) { $0.row("产出指标", "质量指标", "抽检合格率", "≥98%") } }
  }

  private static func levels(_ long: String, _ annual: String) -> DocumentContent {
    department { f in
      f.goal(.longTerm, "长期目标1") { $0.row("满意度指标", "服务对象满意度指标", "社会公众满意度", long) }
      f.goal { $0.row("满意度指标", "服务对象满意度指标", "社会公众满意度", annual) }
    }
  }

  private static func listed(_ blocks: [(String, String)]) -> DocumentContent {
    department { f in
      f.attribute("年度目标", "目标1:社会事务职责全面履行到位目标2:城市管理职责全面履行到位")
      for (name, text) in blocks { f.goal(.annual, name, text: text) { $0.row("产出指标", "质量指标", "覆盖率", "100%") } }
    }
  }

  private static func columns(_ second: [String]) -> DocumentContent {
    department { f in
      f.goal { $0.historyHeads = ["2022年", "2023年"] }
      f.goal(.annual, "年度绩效目标 2") { $0.historyHeads = second }
    }
  }

  private static func ecology(_ goal: String, name: String = "改善生态环境") -> DocumentContent {
    department { f in f.goal(.annual, "年度目标2", text: goal) { $0.row("效益指标", "生态效益指标", name, "≥85%") } }
  }

  private static func labelled(_ name: String, _ target: String) -> DocumentContent {
    project { $0.goal { $0.row("成本指标", "经济成本指标", name, target) } }
  }

  static let all: [RuleExample] = [
    RuleExample("cost-driver-uncovered")
      .fires("a third of the money", funded([("信访维稳经费", "30"), ("道路清扫费", "60"), ("印刷费", "0.5")], cleaning))
      .silent("every large line", funded([("清扫里程经费", "30"), ("道路清扫费", "60"), ("印刷费", "0.5")], cleaning))
      .silent("just below a tenth", funded([("信访维稳经费", "9.99"), ("道路清扫费", "89"), ("印刷费", "1.01")], cleaning))
      .silent("two rows only", funded([("信访维稳经费", "30"), ("道路清扫费", "60"), ("印刷费", "0.5")], Array(cleaning.prefix(2)))),
    RuleExample("tiny-part-overcovered")
      .fires(
        "three rows for a trifle",
        funded(
          [("道路清扫费", "95"), ("普法讲座", "0.5"), ("日常开支", "4.5")],
          [("普法讲座场次", "2场"), ("普法讲座人数", "50人"), ("普法讲座资料", "100份"), ("道路清扫次数", "12次")])
      )
      .silent(
        "one per cent is no trifle",
        funded(
          [("道路清扫费", "94"), ("普法讲座", "1"), ("日常开支", "5")],
          [("普法讲座场次", "2场"), ("普法讲座人数", "50人"), ("普法讲座资料", "100份"), ("道路清扫次数", "12次")])),
    RuleExample("calc-unit-price-outlier")
      .fires("dear computers", priced("笔记本电脑2台*0.9万元/台=1.8万元"))
      .silent("at the norm", priced("笔记本电脑2台*0.7万元/台=1.4万元"))
      .silent("nothing with a norm", priced("无人机2台*0.9万元/台=1.8万元")),
    RuleExample("unit-vs-object")
      .fires("people instead of firms", rent("10人"))
      .silent("firms", rent("10家"))
      .silent("another number of people", rent("30人")),
    RuleExample("unit-label-repeated")
      .fires("a unit in the name", labelled("总成本（万元）", "≤50万元"))
      .fires("a labelled cell", project { $0.attribute("项目总额（万元）", "1048.71万元") })
      .silent("a unit once", labelled("总成本（万元）", "≤50"))
      .silent("a figure alone", project { $0.attribute("项目总额（万元）", "1048.71") })
      .silent("brackets with other words", labelled("总成本（控制数）", "≤50万元")),
    RuleExample("change-reason-insufficient")
      .fires("more named than added", changed("比上年增长了35.55万元，系审计服务费、法律服务费等新增项目。"))
      .silent("what fell is told", changed("增长35.55万元，新增审计服务费、法律服务费，减少设备购置54.45万元。"))
      .silent("exactly twice the change", changed("新增审计服务费、法律服务费等。", last: "90.55")),
    RuleExample("goal-numbering")
      .fires("another number", listed([("年度目标1", "城市管理职责全面履行到位")]))
      .silent("its own number", listed([("年度目标2", "城市管理职责全面履行到位")]))
      .silent("a text that is not listed", listed([("年度目标1", "综治维稳职责全面履行到位")])),
    RuleExample("metric-in-text-not-in-table")
      .fires("a rate nobody measures", aimed("商标注册量增长10%，公示及时", [("公示次数", "≥48次")]))
      .fires("a number nobody measures", aimed("全年公示不少于48次", [("抽查次数", "≥12次")]))
      .silent("measured", aimed("全年公示不少于48次，及时率98.0%", [("公示次数", "≥48次"), ("公示及时率", "≥98%")]))
      .silent("in a compound value", aimed("达标率90%", [("达标情况", "调解成功率90%以上")]))
      .silent("only told", aimed("2024年办好12件实事，服务居民300人", [("公示次数", "≥48次")])),
    RuleExample("quantity-vs-text")
      .fires("another number", aimed("保障59名劳务派遣人员工资", [("劳务派遣人数", "57人")]))
      .silent("the same number", aimed("保障59名劳务派遣人员工资", [("劳务派遣人数", "59人")]))
      .silent("another row has it", aimed("保障59名劳务派遣人员工资", [("劳务派遣人数", "57人"), ("发放工资人数", "59人")])),
    RuleExample("horizon-not-future")
      .fires("this year", horizon("截止2024年，抽检合格率达到98%"))
      .silent("next year", horizon("到2025年，抽检合格率达到98%"))
      .silent("a plan that began earlier", horizon("从2021年到2024年打基础，2026年达到98%"))
      .silent("no year", horizon("抽检合格率稳定")),
    RuleExample("long-vs-annual-level")
      .fires("higher this year", levels("≥90%", "≥95%"))
      .silent("equal", levels("≥90%", "≥90.0%"))
      .silent("on the way", levels("≥90%", "≥85%")),
    RuleExample("year-column-order")
      .fires("the other way round", columns(["2023年", "2022年"]))
      .silent("the same way", columns(["2022年", "2023年"]))
      .silent("no years", columns(["前年", "上年"])),
    RuleExample("irrelevant-indicator")
      .fires("a goal about something else", ecology("计生工作职责履行"))
      .silent("a goal about it", ecology("环卫清扫保洁职责履行"))
      .silent("another indicator", ecology("计生工作职责履行", name: "提升家庭发展能力")),
  ]
}
