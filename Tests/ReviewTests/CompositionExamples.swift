import Model

/// Examples for the money of a department form.
enum CompositionExamples {
  private static func department(
    _ spending: [(String, String?, String?)], income: String = "100", _ change: (inout FormContent) -> Void = { _ in }
  ) -> DocumentContent {
    form(.departmentGoal) { f in
      f.earns("财政拨款", income)
      f.earns("合计", income)
      for (item, amount, share) in spending { f.spends(item, amount, share: share) }
      change(&f)
    }
  }

  static let all: [RuleExample] = [
    RuleExample("income-expenditure-balance")
      .fires("the year", department([("人员类项目支出", "90", nil), ("合 计", "90", nil)]))
      .fires(
        "an earlier year",
        form(.departmentGoal) { f in
          f.earns("财政拨款", "5", history: ["3", "4"])
          f.earns("合计", "5", history: ["3", "4"])
          f.spends("人员类项目支出", "5", history: ["3", "4.5"])
          f.spends("合计", "5", history: ["3", "4.5"])
        }
      )
      .silent("equal", department([("人员类项目支出", "100.005", nil), ("合计", "100.005", nil)])),
    RuleExample("component-sum")
      .fires("short", department([("人员类项目支出", "40", nil), ("特定目标类项目支出", "50", nil), ("合计", "100", nil)]))
      .silent(
        "a blank row",
        department([("人员类项目支出", "40", nil), ("运转类项目支出", nil, nil), ("特定目标类项目支出", "60", nil), ("合计", "100", nil)])
      )
      .silent(
        "at the rounding", department([("人员类项目支出", "40.005", nil), ("特定目标类项目支出", "60.005", nil), ("合计", "100", nil)])),
    RuleExample("share-recompute")
      .fires(
        "an old draft",
        department([("人员类项目支出", "69.77", "69.88"), ("特定目标类项目支出", "30.23", "30.12"), ("合计", "100", "100")])
      )
      .silent(
        "whole per cents", department([("人员类项目支出", "82.82", "83"), ("特定目标类项目支出", "17.18", "17"), ("合计", "100", "100")])
      )
      .silent(
        "exactly half a digit",
        department([("人员类项目支出", "82.50", "82"), ("特定目标类项目支出", "17.50", "18"), ("合计", "100", "100")])),
    RuleExample("share-stale-set")
      .fires(
        "wrong, yet a hundred",
        department([("人员类项目支出", "69.77", "69.88"), ("特定目标类项目支出", "30.23", "30.12"), ("合计", "100", "100")])
      )
      .silent(
        "one is wrong",
        department([("人员类项目支出", "69.77", "69.88"), ("特定目标类项目支出", "30.23", "30.23"), ("合计", "100", "100")])),
    RuleExample("project-list-sum")
      .fires(
        "named class",
        department([("特定目标类项目支出", "2000.50", nil), ("合计", "2000.50", nil)]) { f in
          f.listed("甲", "特定目标类", total: "1453.57", current: "853.57")
          f.listed("乙", "特定目标类", total: "388.6", current: "388.6")
        }
      )
      .fires(
        "no class is named and the list is short",
        department([("运转类项目支出", "10", nil), ("特定目标类项目支出", "90", nil), ("合计", "100", nil)]) { f in
          f.listed("甲", "本级支出项目", total: "50", current: "50")
          f.listed("乙", "本级支出项目", total: "30", current: "30")
        }
      )
      .silent(
        "within rounding",
        department([("特定目标类项目支出", "100", nil), ("合计", "100", nil)]) { f in
          f.listed("甲", "特定目标类", total: "50.004", current: "50.004")
          f.listed("乙", "特定目标类", total: "50.004", current: "50.004")
          f.listed("丙", "机构运转类", total: "7", current: "7")
        }
      )
      .silent(
        "unnamed projects may be of two classes",
        department([("运转类项目支出", "10", nil), ("特定目标类项目支出", "90", nil), ("合计", "100", nil)]) { f in
          f.listed("甲", "本级支出项目", total: "95", current: "95")
        }),
    RuleExample("class-assignment")
      .fires(
        "operating project under targets",
        department([("运转类项目支出", nil, nil), ("特定目标类项目支出", "100", nil), ("合计", "100", nil)]) { f in
          f.listed("机构运转类项目", "特定目标类", total: "100", current: "100")
        }
      )
      .silent(
        "operating row is filled",
        department([("运转类项目支出", "10", nil), ("特定目标类项目支出", "90", nil), ("合计", "100", nil)]) { f in
          f.listed("机构运转类项目", "特定目标类", total: "10", current: "10")
        }),
  ]
}
