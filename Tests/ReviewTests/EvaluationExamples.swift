import Model

/// Examples for self-evaluation forms.
enum EvaluationExamples {
  /// A self-evaluation with execution 20 of 20 and these rows.
  static func evaluation(
    total: String? = nil, rate: String = "100", _ budget: String = "100", _ actual: String = "100",
    _ change: (inout FormContent) -> Void = { _ in }
  ) -> DocumentContent {
    form(.projectSelfEvaluation) { f in
      var execution = Execution()
      execution.budget = d(budget)
      execution.actual = d(actual)
      execution.rate = d(rate)
      execution.weight = d("20")
      execution.score = d("20")
      f.execution = execution
      f.score = total.map(d)
      change(&f)
    }
  }

  private static func row(
    _ target: String, _ actual: String?, _ score: String? = "2", of weight: String = "2", name: String = "检查次数",
    _ change: @escaping (inout FormContent) -> Void = { _ in }
  ) -> DocumentContent {
    evaluation { f in
      f.goal { goal in
        goal.done(name, target, actual, score, of: weight)
        goal.done("培训次数", "≥1次", "1次", "2", of: "2")
      }
      change(&f)
    }
  }

  private static func satisfied(_ target: String, _ actual: String, _ score: String) -> DocumentContent {
    evaluation { f in
      f.goal { goal in goal.done("居民满意度", target, actual, score, of: "2", "满意度指标", "服务对象满意度指标") }
    }
  }

  private static func rows(_ rows: [(String, String, String, String, String)]) -> DocumentContent {
    evaluation { f in
      f.goal { goal in for row in rows { goal.done(row.0, row.1, row.2, row.3, of: row.4) } }
    }
  }

  /// Rows of 90 points with full marks, and nothing said of execution.
  private static func unexecuted(_ total: String) -> DocumentContent {
    evaluation(total: total) { f in
      f.execution = nil
      f.goal { goal in goal.done("管护公厕", "26座", "26座", "90", of: "90") }
    }
  }

  static let all: [RuleExample] = execution + points + results

  private static let execution: [RuleExample] = [
    RuleExample("execution-rate")
      .fires("wrong", evaluation(rate: "99.5", "90", "85"))
      .silent("rounded", evaluation(rate: "99.97", "90", "89.974"))
      .silent("a ratio in a column without a per cent sign", evaluation(rate: "0.8619", "500", "430.95"))
      .fires("no ratio either", evaluation(rate: "0.8719", "500", "430.95"))
      .silent("at the edge of the last digit", evaluation(rate: "83.5", "100", "83.45")),
    RuleExample("execution-score")
      .fires(
        "98 of 100 for 83.5 %",
        evaluation(rate: "83.5", "150", "125.25") { f in
          f.execution?.weight = d("100")
          f.execution?.score = d("98")
        }
      )
      .silent(
        "proportional",
        evaluation(rate: "83.5", "150", "125.25") { f in
          f.execution?.weight = d("10")
          f.execution?.score = d("8.35")
        }
      )
      .silent(
        "a step of a scheme with steps",
        evaluation(rate: "83.5", "150", "125.25") { f in
          f.execution?.weight = d("10")
          f.execution?.score = d("7")
        }
      )
      .silent(
        "rounded",
        evaluation(rate: "83.5", "150", "125.25") { f in
          f.execution?.weight = d("10")
          f.execution?.score = d("8.4")
        }),
    RuleExample("execution-over-100")
      .fires("more spent", evaluation(rate: "110", "100", "110"))
      .silent("all spent", evaluation(rate: "100", "100", "100.005")),
    RuleExample("execution-base")
      .fires(
        "half as much again",
        evaluation { f in
          var line = ExecutionLine(id: "e1")
          line.initial = d("70")
          line.adjusted = d("110")
          f.execution?.rows = [line]
        }
      )
      .silent(
        "at the bound",
        evaluation { f in
          var line = ExecutionLine(id: "e1")
          line.initial = d("100")
          line.adjusted = d("120")
          f.execution?.rows = [line]
        }),
  ]

  private static func weighed(_ level2: String, _ weights: String...) -> DocumentContent {
    evaluation { f in
      f.goal { goal in
        for (index, weight) in weights.enumerated() {
          goal.done("第\(index)类次数", "≥1次", "1次", weight, of: weight) { $0.level2Weight = d(level2) }
        }
      }
    }
  }

  private static func scored(_ total: String, _ scores: String...) -> DocumentContent {
    evaluation(total: total) { f in
      f.goal { goal in
        goal.weight = d("20")
        goal.score = d("18")
        for score in scores { goal.done("次数\(score)", "≥1次", "1次", score, of: "30") }
      }
    }
  }

  private static let points: [RuleExample] = [
    RuleExample("row-score-range")
      .fires("more than its weight", row("≥1次", "1次", "3"))
      .silent("all of its weight", row("≥1次", "1次", "2.0")),
    RuleExample("weight-sum")
      .fires("level two", weighed("5", "2", "2"))
      .silent("adds up", weighed("4.0", "2", "2"))
      .fires(
        "a goal of a department",
        form(.departmentSelfEvaluation) { f in
          f.goal { goal in
            goal.weight = d("30")
            goal.done("次数", "≥1次", "1次", "20", of: "20")
          }
        }
      )
      .silent(
        "a goal with a score of its own",
        evaluation { f in
          f.goal { goal in
            goal.weight = d("20")
            goal.score = d("18")
            goal.done("次数", "≥1次", "1次", "60", of: "60")
          }
        }),
    RuleExample("total-sum")
      .fires("a point too much", scored("94.5", "30", "25.5"))
      .silent("adds up", scored("93.5", "30", "25.5"))
      .silent("rounded", scored("93.5", "30", "25.45"))
      .silent("computed rows are added before they are rounded", scored("93.51", "30.01", "25.49"))
      .silent(
        "rows of one place beside computed ones may be rounded too",
        evaluation(total: "29.97") { f in
          f.goal { goal in
            for (index, score) in ["3.33", "2.5", "2.5", "1.66"].enumerated() {
              goal.done("管护\(index)", "≥6次", "5次", score, of: "4")
            }
          }
        }
      )
      .fires(
        "full points are not rounded",
        evaluation(total: "30.97") { f in
          f.goal { goal in
            for (index, score) in ["3.33", "3", "3", "1.66"].enumerated() {
              goal.done("管护\(index)", "≥6次", "5次", score, of: score == "3" ? "3" : "4")
            }
          }
        }
      )
      .fires("more than rounding explains", scored("93.55", "30.01", "25.49"))
      .silent("ten points of execution that the form does not print", unexecuted("97"))
      .silent("all of the ten points", unexecuted("100"))
      .fires("more than the weights leave over", unexecuted("100.1"))
      .fires("less than the rows have", unexecuted("89")),
    RuleExample("score-execution-gap")
      .fires("money left, full marks", evaluation(total: "93") { $0.execution?.score = d("13") })
      .silent("alike", evaluation(total: "96") { $0.execution?.score = d("19.2") }),
    RuleExample("grade-vs-problems")
      .fires(
        "97 with a tenth unmet",
        evaluation(total: "97") { f in
          f.goal { goal in
            goal.done("少一次的次数", "≥2次", "1次", "1", of: "2")
            for index in 1...9 { goal.done("次数\(index)", "≥1次", "1次", "2", of: "2") }
          }
        }
      )
      .silent(
        "one of eleven",
        evaluation(total: "97") { f in
          f.goal { goal in
            goal.done("少一次的次数", "≥2次", "1次", "1", of: "2")
            for index in 1...10 { goal.done("次数\(index)", "≥1次", "1次", "2", of: "2") }
          }
        }),
  ]

  private static let results: [RuleExample] = [
    RuleExample("actual-missing")
      .fires("one row", row("≥1次", nil))
      .silent("filled", row("≥1次", "1次")),
    RuleExample("actual-unit")
      .fires("persons for times", row("≥10次", "30家"))
      .silent("a part of the unit", row("≥10人次", "30人")),
    RuleExample("actual-vague")
      .fires("or more", row("≥85分", "85分以上", name: "综合指数"))
      .silent("a figure", row("≥85分", "86分", name: "综合指数"))
      .silent("nothing happened", row("不发生", "未发生", name: "事故起数")),
    RuleExample("full-score-not-met")
      .fires("below, full marks", row("≥90%", "89.9%", name: "合格率"))
      .fires("satisfaction below its target and below the highest step", satisfied("≥95%", "89.9%", "2"), as: .error)
      .fires("satisfaction on the highest step, as a warning", satisfied("≥95%", "90%", "2"), as: .warning)
      .silent("reached", row("≥90%", "90.0%", name: "合格率"))
      .silent("no sign says which way", row("1000起", "900起", name: "接待起数"))
      .silent("words we cannot weigh", row("≥90分", "二三季度≥90分，一四季度未达到90分", name: "考核分数")),
    RuleExample("reduced-although-met")
      .fires("reached, points off", row("≥90%", "95%", "1", name: "合格率"))
      .fires("satisfaction reached on the highest step, points off", satisfied("≥80%", "90%", "1.6"), as: .error)
      .fires("satisfaction under the highest step, as a warning", satisfied("≥80%", "89.9%", "1.6"), as: .warning)
      .silent("with a reason", row("≥90%", "95%", "1", name: "合格率") { $0.attribute("原因分析", "合格率有漏报，扣分") })
      .silent("far beyond its target", row("≥10次", "30次", "1")),
    RuleExample("zero-tolerance")
      .fires("happened, points given", row("0起", "3起", "1", name: "事故起数"))
      .silent("happened, no points", row("不发生", "3起", "0", name: "事故起数")),
    RuleExample("qualitative-band")
      .fires("a third", row("显著提高", "有所提高", "1", of: "3", name: "发展能力"))
      .fires("eighty per cent", row("提高", "有所提高", "0.8", of: "1", name: "法律意识"))
      .silent("seventy per cent", row("有效提高", "有所提高", "0.7", of: "1", name: "安全感"))
      .silent("the same words", row("有所提高", "有所提高", "1", of: "1", name: "办事效率")),
    RuleExample("overachieved-130")
      .fires("three for one", row("≥1次", "3次"))
      .fires("already in July", form(.monitoring) { f in f.goal { $0.done("检查次数", "≥10次", "13次", nil, of: "10") } })
      .silent("on its way in July", form(.monitoring) { f in f.goal { $0.done("检查次数", "≥10次", "7次", nil, of: "10") } })
      .silent("just below", row("≥100次", "129次"))
      .silent("explained", row("≥1次", "3次") { $0.attribute("偏差原因", "检查次数因专项行动增加") })
      .silent("a percentage", row("≥60%", "95%", name: "合格率")),
    RuleExample("overachieved-extreme")
      .fires("ten times", row("100人", "1000人", name: "参与人数"))
      .silent("nine times", row("100人", "900人", name: "参与人数")),
    RuleExample("delivered-not-accepted")
      .fires(
        "rebuilt, not accepted",
        rows([
          ("社区办公用房改造", "2个", "2个", "0.5", "0.5"), ("社区办公用房达到验收标准", "达标", "年底未达标", "0", "0.5"),
        ])
      )
      .silent(
        "another thing",
        rows([
          ("道路维修数量", "2个", "2个", "0.5", "0.5"), ("社区办公用房达到验收标准", "达标", "年底未达标", "0", "0.5"),
        ])),
    RuleExample("near-duplicate-contradiction")
      .fires(
        "none, yet three",
        rows([
          ("辖区安全事故发生数量", "0起", "0起", "1.5", "1.5"), ("安全生产及消防事故发生起数", "0起", "3起", "0", "1.5"),
        ])
      )
      .silent(
        "other accidents",
        rows([
          ("无食品药品安全事故发生", "不发生", "未发生", "3", "3"), ("无重大安全生产及消防事故发生", "不发生", "3起", "0", "3"),
        ])),
    RuleExample("actual-equals-target-all")
      .fires("all of ten", rows((1...10).map { ("次数\($0)", "\($0)次", "\($0)次", "1", "1") }))
      .silent("nine rows are too few", rows((1...9).map { ("次数\($0)", "\($0)次", "\($0)次", "1", "1") }))
      .silent("seven of ten", rows((1...10).map { ("次数\($0)", "\($0)次", $0 > 7 ? "\($0 + 1)次" : "\($0)次", "1", "1") })),
    RuleExample("goal-score-unexplained")
      .fires(
        "two points gone",
        evaluation { f in
          f.goal { goal in
            goal.weight = d("20")
            goal.score = d("18")
            goal.resultText = "各项工作全部完成，群众满意"
          }
        }
      )
      .silent(
        "says why",
        evaluation { f in
          f.goal { goal in
            goal.weight = d("20")
            goal.score = d("18")
            goal.resultText = "各项工作基本完成，但道路清洗不彻底"
          }
        }),
  ]
}
