import Model

/// Examples for the height of targets, for points, reasons and dates of self-evaluations, and for monitoring.
enum LevelExamples {
  private static func rated(_ name: String, _ target: String) -> DocumentContent {
    project { $0.goal { $0.row("产出指标", "质量指标", name, target) } }
  }

  /// Rows with these weights; execution and goal beside them.
  private static func weighed(_ weights: [String?], execution: String? = nil, goal: String? = nil) -> DocumentContent {
    evaluation { f in
      if let execution {
        f.execution = Execution()
        f.execution?.weight = d(execution)
      }
      f.goal { g in
        if let goal {
          g.weight = d(goal)
          g.score = d(goal)
        }
        for (index, weight) in weights.enumerated() {
          g.row("产出指标", "数量指标", "次数\(index)", "≥1次") { row in row.weight = weight.map(d) }
        }
      }
    }
  }

  private static func sources(_ rows: [(String, String?, String?)]) -> DocumentContent {
    evaluation { f in
      f.execution = Execution()
      f.execution?.rows = rows.enumerated().map { index, entry in
        var line = ExecutionLine(id: "e\(index + 1)")
        line.source = entry.0
        line.adjusted = entry.1.map(d)
        line.actual = entry.2.map(d)
        return line
      }
    }
  }

  private static func scored(_ actual: String, _ score: String, reason: String? = nil) -> DocumentContent {
    evaluation { f in
      f.attribute("单位名称", "示例局")
      f.goal { $0.done("培训人数", "≥100人", actual, score, of: "10") { $0.reason = reason } }
    }
  }

  private static func explained(
    _ reason: String? = nil, note: (String, String)? = nil, blank: [String]? = nil
  ) -> DocumentContent {
    evaluation { f in
      f.blankLabels = blank
      f.attribute("单位名称", "示例局")
      if let note { f.attribute(note.0, note.1) }
      f.goal { $0.done("培训人数", "≥100人", "80人", "8", of: "10") { $0.reason = reason } }
    }
  }

  private static func answered(_ labels: [(String, String)]) -> DocumentContent {
    evaluation { f in for (label, value) in labels { f.attribute(label, value) } }
  }

  private static func dated(_ day: String) -> DocumentContent {
    evaluation { $0.attribute("填报日期", day) }
  }

  private static func monitored(
    budget: String = "100", actual: String = "50", forecast: String? = nil, done: String = "50次",
    likelihood: String? = nil,
    measure: String? = nil
  ) -> DocumentContent {
    form(.monitoring) { f in
      f.execution = Execution()
      f.execution?.budget = d(budget)
      f.execution?.actual = d(actual)
      f.execution?.forecast = forecast.map(d)
      f.goal { g in
        for index in 1...3 {
          g.row("产出指标", "数量指标", "巡查次数\(index)", "≥100次") { row in
            row.actual = done
            row.likelihood = likelihood
            row.measure = measure
          }
        }
      }
    }
  }

  private static let cause = "因台账信息不完整、巡查人员未达标、宣传不足等问题，有两个季度未达到九十分。"

  static let all: [RuleExample] = [
    RuleExample("rate-over-100")
      .fires("one digit too many", rated("道路清扫覆盖率", "≥950%"))
      .fires("a result", evaluation { $0.goal { $0.done("验收合格率", "≥95%", "100.01%", "1", of: "1") } })
      .silent("the whole", rated("道路清扫覆盖率", "100.00%"))
      .silent("more than planned", rated("任务完成率", "≥110%"))
      .silent("growth", rated("合格率增长幅度", "≥120%")),
    RuleExample("target-below-duty")
      .fires("a duty", rated("补贴足额发放率", "≥95%"))
      .fires("a poor plan", rated("年度计划完成率", "≥80%"))
      .silent("in full", rated("补贴足额发放率", "100%"))
      .silent("at the floor", rated("年度计划完成率", "≥90%")),
    RuleExample("weight-missing")
      .fires("one row of three", weighed(["30", "30", nil], execution: "20"))
      .silent("every row", weighed(["30", "30", "20"], execution: "20"))
      .silent("no row", weighed([nil, nil])),
    RuleExample("weight-total")
      .fires("with execution", weighed(["50", "29.9"], execution: "20"))
      .fires("without execution", weighed(["50", "45"]))
      .silent("a hundred in all", weighed(["50", "30"], execution: "20"))
      .silent("ninety beside execution", weighed(["50.5", "39.5"]))
      .silent("a goal with points of its own", weighed(["30", "30"], execution: "20", goal: "20")),
    RuleExample("row-sum")
      .fires(
        "parts beyond the total",
        sources([("年度资金总额", "100.00", nil), ("其中：当年财政拨款", "90.00", nil), ("其他资金", "20.00", nil)])
      )
      .silent(
        "parts of the total", sources([("年度资金总额", "110.00", nil), ("其中：当年财政拨款", "90.00", nil), ("其他资金", "20.00", nil)])
      )
      .silent(
        "within rounding", sources([("年度资金总额", "110.01", nil), ("其中：当年财政拨款", "90.00", nil), ("其他资金", "20.00", nil)])
      )
      .fires("the total in the last row", sources([("基本支出", "500", nil), ("项目支出", "300", nil), ("合计", "820", nil)]))
      .silent(
        "the total in the last row is right", sources([("基本支出", "500", nil), ("项目支出", "300", nil), ("合计", "800", nil)])
      )
      .silent("a part left open", sources([("年度资金总额", "100.00", nil), ("当年财政拨款", "90.00", nil), ("其他资金", nil, nil)])),
    RuleExample("proportional-score")
      .fires("too much", scored("50人", "9"))
      .fires("too little", scored("90人", "2"))
      .silent("in proportion", scored("50人", "5"))
      .silent("a tenth of the weight away", scored("50人", "6"))
      .silent("nothing given", scored("50人", "0"))
      .silent("by the bands of the scheme", scored("50人", "9", reason: "按档计分扣1分")),
    RuleExample("unmet-without-reason")
      .fires("no word", explained())
      .fires("a blank that is printed", explained(blank: ["偏差原因分析"]))
      .silent("a reason in the row", explained("因疫情取消两期"))
      .silent("a reason below", explained(note: ("偏差大或目标未完成原因分析", "因疫情取消两期")))
      .silent("nothing lost", scored("100人", "10")),
    RuleExample("problem-without-measure")
      .fires("problems only", answered([("偏差大或目标未完成原因分析", cause)]))
      .silent("with measures", answered([("偏差大或目标未完成原因分析", cause), ("改进措施", "补充人员")]))
      .silent("measures in the same cell", answered([("原因分析", cause + "下一步补充巡查人员。")]))
      .silent("nothing wrong", answered([("偏差大或目标未完成原因分析", "本年无偏差，各项目标均已完成。")])),
    RuleExample("reason-not-causal")
      .fires("the result again", explained("居民素质仍有待进一步提高"))
      .silent("a cause", explained("因宣传不足，居民素质有待进一步提高")),
    RuleExample("self-evaluation-date")
      .fires("before the end of the year", dated("2024年12月20日"))
      .fires("in July", dated("2025年7月1日"))
      .silent("in January", dated("2025年1月31日"))
      .silent("on the last day of June", dated("2025年6月30日")),
    RuleExample("unmet-work-without-indicator")
      .fires(
        "no row tells",
        evaluation { f in
          f.attribute("偏差原因分析", "未按计划落实公共文体设施完善工作。")
          f.goal { $0.done("培训人数", "≥100人", "80人", "8", of: "10") }
        }
      )
      .silent(
        "a row tells",
        evaluation { f in
          f.attribute("偏差原因分析", "未按计划落实公共文体设施完善工作。")
          f.goal { $0.done("公共文体设施完善数量", "≥10处", "8处", "8", of: "10") }
        }),
    RuleExample("monitor-forecast")
      .fires("less than spent", monitored(actual: "50", forecast: "40"))
      .fires("more than the budget", monitored(forecast: "100.02"))
      .silent("the budget", monitored(forecast: "100"))
      .silent("within rounding", monitored(actual: "50.004", forecast: "50")),
    RuleExample("monitor-gap-10")
      .fires("money behind", monitored(actual: "30"))
      .silent("ten points", monitored(actual: "40"))
      .silent("together", monitored()),
    RuleExample("monitor-impossible-no-action")
      .fires("nothing done", monitored(likelihood: "完全不可能"))
      .silent("a measure", monitored(likelihood: "完全不可能", measure: "申请调整目标"))
      .silent("possible", monitored(likelihood: "有可能")),
    RuleExample("personal-data-in-public")
      .fires("a mobile number", project { $0.attribute("项目实施方案", "联系人电话13900000000，按月巡查") })
      .silent("no number", project { $0.attribute("项目实施方案", "按月巡查 13900 户") })
      .silent("an amount", project { $0.attribute("项目实施方案", "总投资13900000000.00元") }),
  ]
}
