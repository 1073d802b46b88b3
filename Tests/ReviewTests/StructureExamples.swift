import Model

/// Examples for goals, classes and wording of indicators.
enum StructureExamples {
  typealias Row = (String?, String?, String, String?)

  /// A project form with one annual goal of these rows.
  static func rows(
    _ rows: [Row], _ kind: FormKind = .projectGoal, year: Int = 2024, _ change: (inout FormContent) -> Void = { _ in }
  ) -> DocumentContent {
    form(kind) { f in
      f.year = year
      f.goal { goal in for row in rows { goal.row(row.0, row.1, row.2, row.3) } }
      change(&f)
    }
  }

  private static let complete: [Row] = [
    ("成本指标", "经济成本指标", "养护成本", "≤20万元"), ("产出指标", "数量指标", "养护面积", "≥20万平方米"),
    ("产出指标", "质量指标", "养护合格率", "≥95%"), ("产出指标", "时效指标", "完成时间", "12月底前"),
    ("效益指标", "社会效益指标", "投诉办结率", "≥95%"), ("满意度指标", "服务对象满意度指标", "居民满意度", "≥90%"),
  ]
  private static func without(_ index: Int...) -> [Row] {
    complete.enumerated().filter { !index.contains($0.offset) }.map(\.element)
  }
  private static func one(_ level1: String, _ level2: String, _ name: String, _ target: String) -> DocumentContent {
    rows([(level1, level2, name, target)])
  }
  private static func two(_ first: Row, _ second: Row) -> DocumentContent { rows([first, second]) }

  static let all: [RuleExample] = goals + classes + wording

  private static func horizons(_ annual: String, _ long: String) -> DocumentContent {
    form(.projectGoal) { f in
      f.goal(.longTerm, "长期目标 1", text: long)
      f.goal(text: annual)
    }
  }

  private static func numbered(
    _ measured: [Bool], _ kind: FormKind = .departmentGoal, name: String? = nil
  ) -> DocumentContent {
    form(kind) { f in
      for (index, isMeasured) in measured.enumerated() {
        f.goal(.annual, isMeasured ? "年度目标\(index + 1)" : name ?? "年度目标\(index + 1)", text: "做好第\(index + 1)项工作，群众满意") {
          goal in
          if isMeasured { goal.row("产出指标", "数量指标", "检查次数", "≥12次") }
        }
      }
    }
  }

  private static func aimed(_ text: String) -> DocumentContent {
    form(.projectGoal) { f in f.goal(text: text) { $0.row("产出指标", "数量指标", "检查次数", "≥12次") } }
  }

  private static let goals: [RuleExample] = [
    RuleExample("no-annual-goal")
      .fires("none", form(.projectGoal) { _ in })
      .fires("only long-term", form(.departmentGoal) { $0.goal(.longTerm, "长期目标 1") })
      .silent("a text", form(.projectGoal) { $0.goal() })
      .silent("a goal without a term", form(.projectGoal) { $0.goal(nil) }),
    RuleExample("goal-is-project-name")
      .fires(
        "the name without its end",
        form(.projectGoal) { f in
          f.name = "老旧社区绿化养护工作经费"
          f.goal(text: "老旧社区绿化养护")
        }
      )
      .silent(
        "a result",
        form(.projectGoal) { f in
          f.name = "老旧社区绿化养护工作经费"
          f.goal(text: "老旧社区绿地完好，居民满意度逐年提高")
        }),
    RuleExample("long-equals-annual")
      .fires("same text", horizons("按时发放各项补贴，覆盖全部对象", "按时发放各项补贴，覆盖全部对象"))
      .silent("other text", horizons("按时发放各项补贴，覆盖全部对象", "三年内实现补贴线上办理")),
    RuleExample("goal-without-indicators")
      .fires("the second of three", numbered([true, false, true]))
      .silent("all measured", numbered([true, true]))
      .silent("a form that only lists goals", numbered([false, false]))
      .fires("a numbered goal of a project", numbered([true, false], .projectGoal))
      .silent("the common goal of a project has no number", numbered([true, false], .projectGoal, name: "总体目标")),
    RuleExample("missing-output-class")
      .fires("no output", rows(without(1, 2, 3)))
      .silent("complete", rows(complete))
      .silent("a row that belongs nowhere", rows([(nil, nil, "检查次数", "≥12次"), complete[4]])),
    RuleExample("missing-benefit-class")
      .fires("no benefit", rows(without(4)))
      .fires("one goal of a department", rows(without(4, 5), .departmentGoal))
      .silent("complete", rows(complete)),
    RuleExample("missing-satisfaction-class")
      .fires("none", rows(without(5)))
      .silent("satisfaction under benefit", rows(without(5) + [("效益指标", "社会公众满意度", "居民满意度", "≥90%")])),
    RuleExample("missing-cost-class")
      .fires("none", rows(without(0)))
      .silent("before cost became a class", rows(without(0), year: 2020))
      .silent("complete", rows(complete)),
    RuleExample("missing-level2")
      .fires("no timeliness", rows(without(3)))
      .silent("complete", rows(complete)),
    RuleExample("too-many-indicators")
      .fires("thirty-one", rows(Array(repeating: complete[1], count: 31)))
      .silent("thirty", rows(Array(repeating: complete[1], count: 30))),
    RuleExample("level-pair-invalid")
      .fires("quantity under benefit", one("效益指标", "数量指标2", "检查次数", "≥12次"))
      .silent("numbered heads", one("产出指标", "数量指标22", "检查次数", "≥12次"))
      .silent("printed by some forms", one("效益指标", "环境效益指标", "绿地率", "≥12%")),
    RuleExample("level-pair-variant")
      .fires("printed by some forms", one("效益指标", "社会公众或服务对象满意度", "居民满意度", "≥90%"))
      .silent("official", one("效益指标", "生态效益", "绿地率", "≥12%")),
    RuleExample("old-structure")
      .fires("cost under output in 2024", one("产出指标", "成本指标", "养护成本", "≤20万元"))
      .silent("in 2020", rows([("产出指标", "成本指标", "养护成本", "≤20万元")], year: 2020)),
  ]

  private static func saving(_ target: String, plan: String = "100", _ other: Row? = nil) -> DocumentContent {
    rows([("产出指标", "成本指标", "公用经费节约率", target)] + (other.map { [$0] } ?? [])) { f in
      f.amounts.current = d("20.00")
      f.step("6月底", "50")
      f.step("12月底", plan)
    }
  }

  private static let classes: [RuleExample] = [
    RuleExample("quantity-is-rate")
      .fires("a rate", one("产出指标", "数量指标", "日常养护率", "95%"))
      .silent("a number", one("产出指标", "数量指标", "养护面积", "20万平方米")),
    RuleExample("quality-is-count")
      .fires("times", one("产出指标", "质量指标", "清运次数", "2次/天"))
      .silent("none may happen", one("产出指标", "质量指标", "安全事故数", "0起"))
      .silent("a rate", one("产出指标", "质量指标", "合格率", "≥95%")),
    RuleExample("time-as-percent")
      .fires("a deadline in per cent", one("产出指标", "时效指标", "完成时限", "≥95%"))
      .fires("a frequency", one("产出指标", "时效指标", "巡查时间", "每月两次"))
      .silent("a rate of what is on time", one("产出指标", "时效指标", "办结及时率", "≥95%"))
      .silent("hours", one("产出指标", "时效指标", "响应时间", "≤24小时")),
    RuleExample("cost-not-cost")
      .fires("a quality", one("成本指标", "生态环境成本指标", "植被成活率", "≥95%"))
      .silent("money", one("成本指标", "经济成本指标", "养护总额", "≤20万元"))
      .silent("within the budget", one("成本指标", "经济成本指标", "使用限额", "预算范围内")),
    RuleExample("cost-duplicated")
      .fires("twice", two(("成本指标", "经济成本指标", "养护经费", "2677.42万"), ("成本指标", "社会成本指标", "日常维护", "≤2677.42万")))
      .silent("two amounts", two(("成本指标", "经济成本指标", "养护经费", "2677.42万"), ("成本指标", "社会成本指标", "日常维护", "≤20万"))),
    RuleExample("cost-no-upper-limit")
      .fires("no sign", one("成本指标", "经济成本指标", "养护经费", "2677.42万"))
      .silent("at most", one("成本指标", "经济成本指标", "养护经费", "≤2677.42万"))
      .silent("in the name", one("产出指标", "成本指标", "不超过预算总金额", "1807.4万元")),
    RuleExample("cost-contradiction")
      .fires("save nearly all, spend all", saving("≥95%"))
      .fires("save half, spend three quarters", saving("≥50%", plan: "75"))
      .fires("an amount beyond what is left", saving("≥95%", plan: "5", ("产出指标", "数量指标", "审核金额", "≥20万元")))
      .silent("save half, spend half", saving("≥50%", plan: "50"))
      .silent("save at most", saving("≤5%")),
    RuleExample("spend-as-output")
      .fires("the budget as quantity", rows([("产出指标", "数量指标", "审核金额", "≥83万元")]) { $0.amounts.current = d("83.00") })
      .silent("another amount", rows([("产出指标", "数量指标", "引资金额", "≥350万元")]) { $0.amounts.current = d("83.00") }),
    RuleExample("execution-as-indicator")
      .fires("counted twice", one("产出指标", "时效指标", "预算执行率", "≥95%"))
      .silent("another rate", one("产出指标", "时效指标", "工程完成率", "≥95%")),
    RuleExample("benefit-is-satisfaction")
      .fires("satisfaction as value", one("效益指标", "社会效益指标", "服务能力提升", "群众满意度≥85%"))
      .silent("in its class", one("满意度指标", "服务对象满意度指标", "群众满意度", "≥85%")),
  ]

  private static func based(_ values: [(String, String?)]) -> DocumentContent {
    form(.projectGoal) { f in
      f.goal { goal in
        for (index, value) in values.enumerated() {
          goal.row("产出指标", "数量指标", "检查次数\(index)", value.0) { $0.basis = value.1 }
        }
      }
    }
  }

  private static let wording: [RuleExample] = [
    RuleExample("duplicate-indicator")
      .fires("twice in a year", two(("产出指标", "数量指标", "检查次数", "≥12次"), ("产出指标", "质量指标", "检查次数", "≥10次")))
      .silent("two names", two(("产出指标", "数量指标", "检查次数", "≥12次"), ("产出指标", "数量指标", "培训次数", "≥12次")))
      .silent(
        "long-term and annual",
        form(.projectGoal) { f in
          f.goal(.longTerm, "长期目标") { $0.row("产出指标", "数量指标", "检查次数", "≥36次") }
          f.goal(.annual, "年度目标") { $0.row("产出指标", "数量指标", "检查次数", "≥12次") }
        }),
    RuleExample("name-has-no-measure")
      .fires("only the work", one("产出指标", "质量指标", "抚恤金", "100%"))
      .silent("a rate", one("产出指标", "质量指标", "抚恤金发放率", "100%"))
      .silent("the unit tells", one("产出指标", "数量指标", "文艺汇演", "2场")),
    RuleExample("name-holds-target")
      .fires("a percentage", one("产出指标", "质量指标", "完成达标任务的95%以上", "≥95%"))
      .silent("none", one("产出指标", "质量指标", "任务达标率", "≥95%")),
    RuleExample("value-not-of-name")
      .fires("another measure", one("产出指标", "质量指标", "抚恤金", "解决问题及时率100%"))
      .silent("its own", one("产出指标", "质量指标", "社区覆盖率", "覆盖率100%")),
    RuleExample("unmeasurable-wording")
      .fires("nobody can tell", one("产出指标", "数量指标", "项目建设", "大力推进"))
      .silent("a number", one("产出指标", "数量指标", "项目建设", "≥3个"))
      .silent("a level of a scale", one("效益指标", "社会效益指标", "社会综合效益", "显著改善")),
    RuleExample("boolean-target")
      .fires("yes", one("效益指标", "社会效益指标", "改善环境", "是"))
      .silent("a level", one("效益指标", "社会效益指标", "改善环境", "显著改善")),
    RuleExample("direction-conflict")
      .fires("not above, or above", one("效益指标", "生态效益指标", "PM2.5控制率", "PM2.5不高于全市平均值或高于等于上年值"))
      .silent("not above", one("效益指标", "生态效益指标", "PM2.5浓度", "不高于全市平均值"))
      .silent("two limits of one direction", one("效益指标", "生态效益指标", "PM2.5浓度", "不高于全市平均值或不高于上年值")),
    RuleExample("basis-missing")
      .fires("one of two", based([("≥12次", "计划标准"), ("≥3次", nil)]))
      .silent("a layout without bases", based([("≥12次", nil), ("≥3次", nil)])),
    RuleExample("basis-restates-target")
      .fires("the value again", based([("≥85%", "≥85%")]))
      .fires("done", based([("≥85%", "完成")]))
      .silent("a source", based([("≥85%", "2023年调查结果")])),
    RuleExample("basis-boilerplate")
      .fires("five times", based(Array(repeating: ("≥12次", "按照年初工作安排"), count: 5)))
      .silent("four times", based(Array(repeating: ("≥12次", "按照年初工作安排"), count: 4)))
      .silent("a kind of basis", based(Array(repeating: ("≥12次", "计划标准"), count: 5))),
    RuleExample("basis-contradicts-target")
      .fires("another rate", based([("95%", "落实派工制度，保障养护率100%，养护工作落实")]))
      .silent("the same", based([("≥95%", "保障养护率95%")]))
      .silent("two rates in the text", based([("95%", "养护率100%，完好率95%")])),
    RuleExample("explanation-is-name")
      .fires(
        "the name again",
        form(.projectGoal) { f in
          f.goal { $0.row("满意度指标", "服务对象满意度指标", "群众满意度", "≥95%") { $0.definition = "群众满意度" } }
        }
      )
      .silent(
        "how it is measured",
        form(.projectGoal) { f in
          f.goal { $0.row("满意度指标", "服务对象满意度指标", "群众满意度", "≥95%") { $0.definition = "问卷调查中满意的份数占比" } }
        }),
    RuleExample("nonsense-compound")
      .fires("growth of satisfaction", one("产出指标", "质量指标", "工资发放满意度的提升率", "≥95%"))
      .silent("satisfaction", one("产出指标", "质量指标", "工资发放满意度", "≥95%")),
    RuleExample("placeholder-left")
      .fires("dots", one("成本指标", "经济成本指标", ".....", ""))
      .fires("a box", one("产出指标", "数量指标", "检查次数", "□次"))
      .fires("in the text of the goal", aimed("完成XX公里管网改造，居民满意"))
      .fires("a year left out", aimed("截止 年，社区养老设施覆盖全部社区"))
      .silent("until the end of the year", aimed("截止年底，社区养老设施覆盖全部社区"))
      .silent("until a year", aimed("截止2026年，社区养老设施覆盖全部社区"))
      .silent("a box that may be a bullet", aimed("□社区养老设施覆盖全部社区"))
      .silent("a stroke where nothing was measured", one("产出指标", "数量指标", "检查次数", "/")),
  ]
}
