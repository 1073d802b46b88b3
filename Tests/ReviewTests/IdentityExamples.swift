import Model

/// Examples for names, terms, codes and texts.
enum IdentityExamples {
  private static func project(_ change: (inout FormContent) -> Void) -> DocumentContent { form(.projectGoal, change) }
  private static func attribute(_ label: String, _ value: String) -> DocumentContent {
    project { $0.attribute(label, value) }
  }
  private static func coded(_ code: String, region: String? = nil, year: Int = 2024) -> DocumentContent {
    project { f in
      f.code = code
      f.region = region
      f.year = year
    }
  }
  private static func term(_ start: String, _ end: String, _ attribute: String = "持续性项目") -> DocumentContent {
    project { f in
      f.attribute("项目属性", attribute)
      f.attribute("起始年度", start)
      f.attribute("终止年度", end)
    }
  }
  private static func aim(_ text: String, region: String = "武汉市汉阳区", year: Int = 2024) -> DocumentContent {
    project { f in
      f.region = region
      f.year = year
      f.goal(text: text)
    }
  }

  static let all: [RuleExample] = identity + codes

  private static let identity: [RuleExample] = [
    RuleExample("required-field-blank")
      .fires(
        "no code, no leader",
        project { f in
          f.template = "hanyang-project-goal"
          f.department = "示例局"
          f.unitName = "示例中心"
        }
      )
      .silent("no template says what is required", project { $0.department = nil }),
    RuleExample("assessment-level-not-chosen")
      .fires("no tick", attribute("考核级次", "1.一般项目□  2.重点项目□"))
      .fires("two ticks", attribute("考核级次", "1.一般项目☑ 2.重点项目☑ □"))
      .silent("one tick", attribute("考核级次", "1.一般项目☑ 2.重点项目□"))
      .silent("one box left alone may be the tick's other half", attribute("考核级次", "1.一般项目 2.重点项目□")),
    RuleExample("project-name-is-functional-class")
      .fires("a class", project { $0.name = "一般公共服务支出" })
      .silent("a project", project { $0.name = "公共服务大厅运行经费" }),
    RuleExample("duplicate-executing-unit")
      .fires("listed twice", project { $0.unitName = "党政办；公共服务办；党政办" })
      .fires("once with its street", project { $0.unitName = "示例街公共安全办公室；党政办公室；示例街党政办" })
      .silent("offices of two streets", project { $0.unitName = "甲示例街党政办；乙示例街党政办" })
      .silent("different", project { $0.unitName = "党政办；公共服务办；党建办" }),
    RuleExample("leader-phone-count")
      .fires(
        "three and two",
        project { f in
          f.contacts = [Attribute("项目负责人", "张示例；李示例；王示例"), Attribute("联系电话", "80000000；80000001")]
        }
      )
      .silent(
        "two and two",
        project { f in
          f.contacts = [Attribute("项目负责人", "张示例、李示例"), Attribute("联系电话", "80000000；80000001")]
        }),
    RuleExample("enum-unknown")
      .fires("another word", attribute("项目属性", "部门项目"))
      .silent("code and name", attribute("项目属性", "01-持续性项目"))
      .silent("boxes to tick", attribute("项目属性", "☑新增 □延续")),
    RuleExample("term-invalid")
      .fires("month", term("202412", "202401"))
      .fires("year", term("2024年", "2023年12月"))
      .silent("the same", term("202401", "202401"))
      .silent("a year against a month of it", term("2024年6月", "2024年")),
    RuleExample("continuing-project-one-year")
      .fires("continuing within a year", term("2024年", "2024年"))
      .silent("once", term("2024年", "2024年", "一次性项目"))
      .silent("three years", term("2024年", "2026年")),
    RuleExample("foreign-place-text")
      .fires("another district", aim("完成东湖高新区要求的达标任务"))
      .silent("the own district", aim("完成汉阳区要求的达标任务"))
      .silent("own place unknown", aim("完成东湖高新区要求的达标任务", region: "某地")),
    RuleExample("stale-reference")
      .fires("an older congress", aim("以党的十九大精神为指导", year: 2023))
      .silent("in its time", aim("以党的十九大精神为指导", year: 2021)),
    RuleExample("obsolete-agency")
      .fires("renamed", aim("安监局考核满意"))
      .silent("in its time", aim("安监局考核满意", year: 2017)),
    RuleExample("policy-basis-missing-number")
      .fires("only duties", attribute("项目立项依据", "负责全区已移交道路的绿化养护管理和设施维护"))
      .silent("a title", attribute("项目立项依据", "根据《水利工程维修养护定额标准》测算"))
      .silent("a number", attribute("项目立项依据", "依据武人社发[2018]33号执行相关补贴")),
    RuleExample("policy-basis-expired")
      .fires("six years", attribute("项目立项依据", "依据武人社发[2018]33号"))
      .silent("five years", attribute("项目立项依据", "依据武人社发〔2019〕33号")),
    RuleExample("artefact-text")
      .fires("a bookmark", attribute("项目申请理由", "[bookmark: _GoBack] 政策依据"))
      .silent("plain", attribute("项目申请理由", "政策依据")),
    RuleExample("typo-known")
      .fires("a known slip", aim("救助覆盖面应保尽保，是群众满意度到90%以上"))
      .silent("right", aim("救助覆盖面应保尽保，使群众满意度达到90%以上")),
  ]

  private static let codes: [RuleExample] = [
    RuleExample("project-code-format")
      .fires("a digit short", coded("42010523041T00000010"))
      .fires("letter among digits", coded("4201052X041T000000104"))
      .fires("in a self-evaluation", form(.projectSelfEvaluation) { $0.code = "42010523041T00000010" })
      .silent("Wuhan with a blank", coded("42010523059T0000001 41"))
      .silent("Hebei", coded("13028124P00499710001G"))
      .silent("a place whose codes we do not know", coded("ABC-1")),
    RuleExample("project-code-space")
      .fires("a blank", coded("42010523059T0000001 41"))
      .silent("none", coded("42010523059T000000141")),
    RuleExample("project-code-checksum")
      .fires("wrong last character", coded("13028124P00499710001H"))
      .fires("a digit copied wrongly", coded("13028124P00499310001F"))
      .silent("right, a letter", coded("13028124P00499710001G"))
      .silent("right, a digit", coded("13028124P005076100019"))
      .silent("Wuhan codes have none", coded("42010523041T000000105")),
    RuleExample("project-code-region")
      .fires("another district", coded("42010523041T000000104", region: "武汉市洪山区"))
      .silent("its district", coded("42010523041T000000104", region: "武汉市汉阳区"))
      .silent("district unknown", coded("42010523041T000000104", region: "某地")),
    RuleExample("project-code-year")
      .fires("a year ahead", coded("13028124P00499710001G", year: 2023))
      .silent("an older project", coded("42010523041T000000104", year: 2024))
      .silent("the same year", coded("13028124P00499710001G", year: 2024)),
  ]
}
