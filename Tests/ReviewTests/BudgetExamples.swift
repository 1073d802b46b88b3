import Model

/// Examples for sums, funding, changes and procurement.
enum BudgetExamples {
  static let all: [RuleExample] = sums + plans + changes + procurement

  private static let sums: [RuleExample] = [
    RuleExample("figure-out-of-range")
      .fires("two figures run together", project { $0.amounts.current = d("3946102801105.00") })
      .fires("a share", department { $0.spends("合计", "5", share: "99999999") })
      .silent("a large budget", project { $0.amounts.current = d("99999999.99") }),
    RuleExample("details-sum")
      .fires(
        "a line too much",
        project { f in
          f.amounts.current = d("10")
          f.cost("甲", "6")
          f.cost("乙", "5")
        }
      )
      .fires(
        "just beyond the rounding of two addends",
        project { f in
          f.amounts.current = d("10.00")
          f.cost("甲", "6.006")
          f.cost("乙", "4.005")
        }
      )
      .silent(
        "at the rounding of two addends",
        project { f in
          f.amounts.current = d("10.00")
          f.cost("甲", "6.005")
          f.cost("乙", "4.005")
        }
      )
      .silent(
        "a row that sums",
        project { f in
          f.amounts.current = d("11")
          f.cost("甲", "6")
          f.cost("乙", "5")
          f.cost("合 计", "11")
        }
      )
      .silent(
        "a line without an amount",
        project { f in
          f.amounts.current = d("11")
          f.cost("甲", "6")
          f.cost("乙", nil)
        }
      )
      .silent(
        "details of a project of several years",
        project { f in
          f.amounts.current = d("5")
          f.amounts.total = d("11")
          f.cost("甲", "6")
          f.cost("乙", "5")
        }),
    RuleExample("funding-sum")
      .fires(
        "sources do not add up",
        project { f in
          f.amounts.current = d("100")
          f.source("合计", "100")
          f.source("一般公共预算财政拨款", "60")
          f.source("单位资金", "30")
        }
      )
      .fires(
        "total differs from the budget",
        project { f in
          f.amounts.current = d("100")
          f.source("合计", "90")
          f.source("一般公共预算财政拨款", "90")
        }
      )
      .silent(
        "of-which rows are no parts",
        project { f in
          f.amounts.current = d("100")
          f.source("合计", "100")
          f.source("一般公共预算财政拨款", "100")
          f.source("其中：申请当年预算拨款", "100")
          f.source("政府性基金预算财政拨款", nil)
        }
      )
      .silent(
        "national layout: of-which rows are the parts",
        project { f in
          f.amounts.current = d("100")
          f.source("年度资金总额", "100")
          f.source("其中：财政拨款", "80")
          f.source("其他资金", "20")
        }
      )
      .silent(
        "carry-over is a part of its own",
        project { f in
          f.amounts.current = d("100")
          f.source("合计", "100")
          f.source("一般公共预算财政拨款", "90")
          f.source("其中：使用上年度财政拨款结转", "10")
        }
      )
      .silent(
        "within rounding",
        project { f in
          f.amounts.current = d("100")
          f.source("合计", "100.00")
          f.source("财政资金", "33.33")
          f.source("其他资金", "66.66")
        }),
    RuleExample("of-which-exceeds")
      .fires(
        "more than the whole",
        project { f in
          f.source("合计", "100")
          f.source("一般公共预算财政拨款", "100")
          f.source("其中：申请当年预算拨款", "110")
        }
      )
      .silent(
        "the whole",
        project { f in
          f.source("合计", "100")
          f.source("其中：申请当年预算拨款", "100.005")
        }),
    RuleExample("of-which-blank")
      .fires(
        "nothing below a source",
        project { f in
          f.source("合计", "100")
          f.source("一般公共预算财政拨款", "100")
          f.source("其中：申请当年预算拨款", nil)
        }
      )
      .silent(
        "filled",
        project { f in
          f.source("一般公共预算财政拨款", "100")
          f.source("其中：申请当年预算拨款", "100")
        }
      )
      .silent(
        "nothing in the source either",
        project { f in
          f.source("政府性基金预算财政拨款", nil)
          f.source("其中：申请当年预算拨款", nil)
        }),
    RuleExample("total-below-year")
      .fires(
        "project form",
        project { f in
          f.amounts.total = d("90")
          f.amounts.current = d("100")
        }
      )
      .fires("project list", department { $0.listed("甲项目", "特定目标类", total: "3", current: "5") })
      .silent(
        "equal",
        project { f in
          f.amounts.total = d("100.00")
          f.amounts.current = d("100.005")
        }),
    RuleExample("one-year-total-differs")
      .fires(
        "starts and ends in 2024",
        project { f in
          f.amounts.total = d("300")
          f.amounts.current = d("100")
          f.attribute("起始年度", "202401")
          f.attribute("终止年度", "202412")
        }
      )
      .silent(
        "three years",
        project { f in
          f.amounts.total = d("300")
          f.amounts.current = d("100")
          f.attribute("起始年度", "2024年")
          f.attribute("终止年度", "2026年")
        }),
    RuleExample("money-precision")
      .fires("three places", project { $0.amounts.current = d("4000.953") })
      .silent("two places", project { $0.amounts.current = d("4000.950") }),
    RuleExample("total-year-outlier")
      .fires(
        "one digit more",
        department { f in
          f.listed("甲项目", "特定目标类", total: "155614.41", current: "15514.41")
        }
      )
      .silent("a project of many years", department { $0.listed("甲项目", "特定目标类", total: "3000", current: "1000") })
      .silent(
        "just below the ratio",
        project { f in
          f.amounts.total = d("29.9")
          f.amounts.current = d("10")
        }),
  ]

  private static let plans: [RuleExample] = [
    RuleExample("payment-plan-shape")
      .fires(
        "falls",
        project { f in
          for (by, share) in [("3月底", "25"), ("6月底", "20"), ("12月底", "100")] { f.step(by, share) }
        }
      )
      .fires(
        "does not reach 100",
        project { f in
          for (by, share) in [("3月底", "25"), ("6月底", "50"), ("12月底", "90")] { f.step(by, share) }
        }
      )
      .silent(
        "cumulative",
        project { f in
          for (by, share) in [("3月底", "25"), ("6月底", "50"), ("10月底", "75"), ("12月底", "100")] { f.step(by, share) }
        }
      )
      .silent(
        "quarter by quarter",
        project { f in
          for (by, share) in [("3月底", "30"), ("6月底", "20"), ("10月底", "20"), ("12月底", "30")] { f.step(by, share) }
        }),
    RuleExample("fund-use-amount")
      .fires(
        "another amount in words",
        project { f in
          f.amounts.current = d("10.75")
          f.attribute("预算规模及资金用途", "预算数为10.57万元，其中：财政资金10.57万元，主要用于工资")
        }
      )
      .silent(
        "the same",
        project { f in
          f.amounts.current = d("83.00")
          f.attribute("预算规模及资金用途", "预算数为83万元，其中：财政资金83万元，其他资金0万元，用于21个点位租赁")
        }),
    RuleExample("contingency-share")
      .fires(
        "a quarter of the budget",
        project { f in
          f.amounts.current = d("1807.4")
          f.cost("12.应急经费（机动专项）", "460")
        }
      )
      .silent(
        "exactly a tenth",
        project { f in
          f.amounts.current = d("100")
          f.cost("应急经费", "10")
        }),
  ]

  private static func change(_ words: String, _ current: String = "394.61", _ last: String = "280.11")
    -> DocumentContent
  {
    project { f in
      f.amounts.current = d(current)
      f.last(2023, last)
      f.attribute("项目前两年预算及当年预算变动情况", words)
    }
  }

  private static let changes: [RuleExample] = [
    RuleExample("change-amount")
      .fires("less, where it is more", change("1.前两年预算安排情况：280.11万元/2023年2.当年预算变动情况及理由：按发放人数调整减少 111.5 万元"))
      .fires("another amount", change("2024年比上年增加了100万元"))
      .silent("right", change("2024年比上年增加了114.5万元，主要是人数增加"))
      .silent("at the rounding", change("比上年增加114.51万元"))
      .silent("only the sign is wrong, which another rule says", change("比上年减少114.5万元"))
      .silent("several stated changes", change("甲项增加100万元，乙项减少50万元"))
      .silent("against another year", change("较2022年增加10万元")),
    RuleExample("change-direction")
      .fires("reversed", change("比上年减少114.5万元"))
      .silent("right", change("比上年增加114.5万元")),
    RuleExample("change-percent")
      .fires("wrong in the last digit", change("2023年预算1065.47万元，2024年预算1048.71万元，较2023年下降1.58%", "1048.71", "1065.47"))
      .fires("wrong direction", change("比上年增长1.57%", "1048.71", "1065.47"))
      .silent("rounded", change("较2023年下降1.57%", "1048.71", "1065.47"))
      .silent("rounded to one place", change("较2023年下降1.6%", "1048.71", "1065.47"))
      .silent("exactly half of the last digit", change("比上年增长1.3%", "101.25", "100.00")),
    RuleExample("history-years-missing")
      .fires("only last year", change("280.11万元/2023年"))
      .silent(
        "both",
        project { f in
          f.amounts.current = d("5")
          f.last(2022, "3")
          f.last(2023, "4")
        }
      )
      .silent("none at all", project { $0.amounts.current = d("5") }),
  ]

  private static func garden(_ extra: String) -> DocumentContent {
    project { f in
      f.amounts.current = d("2677.42")
      f.cost("道路绿化养护", "2632.20")
      f.cost("日常开支", "45.22")
      f.buy("C13030000-园林绿化管理服务", "1809.16")
      f.buy("C18040102-财产保险服务", extra)
    }
  }

  private static let procurement: [RuleExample] = [
    RuleExample("procurement-over-budget")
      .fires(
        "more than the budget",
        project { f in
          f.amounts.current = d("100")
          f.buy("A07100300-纸制品", "60")
          f.buy("C13030000-绿化服务", "41")
        }
      )
      .silent(
        "all of the budget",
        project { f in
          f.amounts.current = d("100")
          f.buy("C13030000-绿化服务", "100.005")
        }),
    RuleExample("procurement-detail-fit")
      .fires("more than what is left", garden("175.72"))
      .silent("as much as is left", garden("45.22"))
      .silent(
        "names that never meet prove nothing",
        project { f in
          f.cost("特种设备抽检", "70")
          f.cost("食品抽检", "80")
          f.buy("技术测试和分析", "235")
          f.buy("法律咨询", "20")
        }),
    RuleExample("procurement-code-missing")
      .fires("only a name", project { $0.buy("技术测试和分析服务", "235") })
      .silent("code and name", project { $0.buy("Ｃ13030000-园林绿化管理服务", "235") }),
    RuleExample("procurement-not-planned")
      .fires("outsourced, nothing bought", project { $0.cost("养护", "2436", category: "委托业务费") })
      .silent("at the limit", project { $0.cost("养护", "100", category: "委托业务费") })
      .silent(
        "bought",
        project { f in
          f.cost("养护", "2436", category: "委托业务费")
          f.buy("C13030000-绿化服务", "1809")
        }),
  ]
}
