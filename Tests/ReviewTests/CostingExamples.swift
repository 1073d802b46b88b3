import Model

/// Examples for costing texts and cost lines.
enum CostingExamples {
  private static func line(_ amount: String, _ basis: String) -> DocumentContent {
    project { $0.cost("示例支出", amount, basis: basis) }
  }

  static let all: [RuleExample] = [
    RuleExample("calc-line-product")
      .fires("result of the expression", line("240.00", "1200元/人×1000人（创业培训补贴）+4000元/人×300人（技能培训补贴）=250万元"))
      .fires("amount of the line", line("3.10", "1000 元/人×30 人 =3.0 万元"))
      .silent("two products", line("240.00", "1200 元/人×1000 人 （创业培训补贴） +4000 元/人×300 人 （技能培训补贴） =240 万元"))
      .silent("count first", line("2.00", "10 人×2000 元/人=2 万元"))
      .silent("three factors", line("6.00", "500 元/月×12 月×10 家=6 万元"))
      .silent("a star", line("7.8", "社区工作经费为26个社区*3000元/社区=7.8万"))
      .silent("printed digits", line("3.3", "333元×100人=3.3万元"))
      .silent("about", line("3.0", "1000元/人×30人=3.1万元左右"))
      .silent("a bracket that is multiplied", line("9.0", "（500+300）元×12月=9万元"))
      .silent("division", line("9.0", "120万÷12×1月=9万元"))
      .silent("no price", line("9.0", "30×1000=9万元"))
      .silent("other amounts beside it", line("9.0", "2台*0.7万元/台=1.4万元，其余7.6万元为耗材")),
    RuleExample("calc-text-sum")
      .fires("a digit fell off", line("88.64", "购买服务包括服务费80万和伙食费8.64万元共计8.64万元"))
      .fires("line differs from a right total", line("45", "办公费1万元、劳务费15万元，合计16万元"))
      .silent(
        "many parts", line("152.5", "各项经费包括会议经费10万元、党政经费10万、党建经费 71.87万元、纪检经费8万元、妇联经费5万元、青年经费5万元和工会经费42.63万元共计152.5万")
      )
      .silent(
        "products and one without a result",
        line(
          "5.75", "包括碎纸机1台*0.1万元/台=0.1万元 、笔记本电脑2台*0.7万元/台=1.4万元、投影仪1台*1万元/台、一体机1台*0.25万元=0.25万元和复印机1台*3万元=3万元，共计5.75万元")
      )
      .silent("counts beside one product", line("28", "为年度审计费，13个村、15个公司，28个*1万元/个，共计28万元"))
      .silent("of which", line("20", "设备10万元，其中电脑5万元，维护10万元，共计20万元"))
      .silent("and others", line("20", "设备10万元、维护5万元等，共计20万元"))
      .silent("only the total", line("300", "包括三处安保费用和工作点经费，共计300万元"))
      .silent("at the rounding", line("10.01", "甲5.004万元、乙5.004万元，共计10.01万元")),
    RuleExample("calc-standard-result")
      .fires("rate times population", line("80", "常住人口83万,按照常住人口的千分之三,每批次三个样品,抽样批次共计2900批次"))
      .silent("right", line("80", "常住人口83万,按照常住人口的千分之三,抽样批次共计2490批次"))
      .silent("population is a round figure", line("80", "常住人口83万,按照常住人口的千分之三,抽样批次共计2505批次"))
      .silent("no result", line("80", "常住人口83万,按照常住人口的千分之三抽检")),
    RuleExample("calc-missing")
      .fires(
        "one of two",
        project { f in
          f.cost("甲", "3", basis: "3人×1万元/人")
          f.cost("乙", "5")
        }
      )
      .silent(
        "told below under a shorter name",
        project { f in
          f.attribute("测算依据及说明", "1.甲3人×1万元/人；2.关工委经费包括办公1万元、活动4万元共计5万元")
          f.cost("1.甲", "3", basis: "3人×1万元/人")
          f.cost("2.关工委工作经费", "5")
        }
      )
      .fires(
        "told below of something else",
        project { f in
          f.attribute("测算依据及说明", "1.甲3人×1万元/人；2.关工委活动5次")
          f.cost("1.甲", "3", basis: "3人×1万元/人")
          f.cost("2.关工委工作经费", "5")
        }
      )
      .silent(
        "a layout without costing texts",
        project { f in
          f.cost("甲", "3")
          f.cost("乙", "5")
        }),
    RuleExample("duplicate-detail-line")
      .fires(
        "the same name",
        project { f in
          f.cost("吸纳就业补贴", "100")
          f.cost("吸纳就业 补贴", "30")
        }
      )
      .silent(
        "same activity, other content",
        project { f in
          f.cost("补贴", "100")
          f.cost("补贴", "30")
          f.costs[0].content = "吸纳就业"
          f.costs[1].content = "自主创业"
        }),
    RuleExample("economic-class-unknown")
      .fires("no such class", project { $0.cost("甲", "3", category: "业务委托费") })
      .silent("name", project { $0.cost("甲", "3", category: "委托业务费") })
      .silent("code", project { $0.cost("甲", "3", category: "30227") })
      .silent("code and name", project { $0.cost("甲", "3", category: "30213-维修(护)费") })
      .silent("blank", project { $0.cost("甲", "3") }),
    RuleExample("economic-class-fit")
      .fires(
        "subsidies to persons under services",
        project { f in
          f.cost("一次性创业补贴", "7.5", basis: "5000元/人×15人", category: "其他商品和服务支出")
        }
      )
      .silent(
        "under subsidies",
        project { f in
          f.cost("一次性创业补贴", "7.5", basis: "5000元/人×15人", category: "其他对个人和家庭的补助")
        }
      )
      .silent("services", project { $0.cost("印刷宣传册", "1", basis: "10元×1000本", category: "印刷费") }),
    RuleExample("bundled-project")
      .fires(
        "sixteen lines, six units",
        project { f in
          f.unitName = "甲办；乙办;丙办、丁办，戊办；己办"
          for number in 1...16 { f.cost("第\(number)项", "1") }
        }
      )
      .silent(
        "fifteen lines",
        project { f in
          f.unitName = "甲办；乙办;丙办、丁办，戊办；己办"
          for number in 1...15 { f.cost("第\(number)项", "1") }
        }),
  ]
}
