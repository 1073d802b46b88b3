import Model

/// Examples for further sums of final accounts and their reports.
enum AccountSumExamples {
  private typealias Figure = (section: String, name: String, value: String)

  private static func account(_ figures: [Figure], _ change: (inout FinalAccount) -> Void = { _ in }) -> DocumentContent
  {
    var content = document()
    var account = FinalAccount()
    account.figures = figures.map { FinalAccount.Figure(section: $0.section, name: $0.name, value: d($0.value)) }
    change(&account)
    content.finalAccount = account
    return content
  }

  private static let basic = "六、一般公共预算财政拨款基本支出决算情况说明"
  private static let fiscal = "四、财政拨款收入支出决算总体情况说明"
  private static let structure = "五、支出决算情况说明 · （二）结构情况"
  private static let itemised = "五、支出决算情况说明 · （三）具体情况"

  private static func parts(_ total: String) -> DocumentContent {
    account([
      (basic, "一般公共预算财政拨款基本支出", total), (basic, "人员经费", "3306.34"), (basic, "公用经费", "1891.31"),
    ])
  }

  private static func kinds(_ total: String, fund: Bool = true) -> DocumentContent {
    account(
      [(fiscal, "财政拨款收、支总计", total), (fiscal, "一般公共预算财政拨款收入", "90.00"), (fiscal, "国有资本经营预算财政拨款收入", "9.79")]
        + (fund ? [] : [(fiscal, "年初财政拨款结转和结余", "0.21")]))
  }

  /// Two items of one class and one of another, 100 in all.
  private static func items(_ school: String, total: String = "100") -> DocumentContent {
    account([(structure, "教育支出（类）支出", school), (structure, "科学技术（类）支出", "10.00"), (itemised, "支出决算", total)]) {
      account in
      for (name, amount) in [("教育支出", "60.00"), ("教育支出", "30.00"), ("科学技术支出", "10.00")] {
        var item = FinalAccount.Item()
        item.section = itemised
        item.classLevel = name
        item.actual = d(amount)
        account.items.append(item)
      }
    }
  }

  private static func reported(_ total: String) -> DocumentContent {
    var form = FormContent(kind: .projectSelfEvaluation)
    form.name = "城市管理"
    var content = document(form)
    content.statements = [("城市管理项目自评得分", total), ("预算执行情况自评得分", "20"), ("年度目标自评得分", "73.5")].map {
      Statement(subject: $0.0, value: d($0.1), unit: "分", context: "城市管理项目自评报告 · （一）自评结论")
    }
    return content
  }

  static let all: [RuleExample] = [
    RuleExample("basic-parts-sum")
      .fires("two digits swapped", parts("5197.56"))
      .silent("adds up", parts("5197.65"))
      .silent("at the rounding", parts("5197.66")),
    RuleExample("fiscal-kinds-sum")
      .fires("a kind is missing", kinds("100.00"))
      .silent("with what was brought forward", kinds("100.00", fund: false))
      .silent("at the rounding", kinds("99.80")),
    RuleExample("class-items-sum")
      .fires("a class differs from its items", items("93.00"))
      .silent("adds up", items("90.00"))
      .silent("at the rounding", items("90.01"))
      .silent("an item may not have been read", items("93.00", total: "103")),
    RuleExample("report-score-sum")
      .fires("the parts come to another total", reported("95.3"))
      .silent("adds up", reported("93.50")),
  ]
}
