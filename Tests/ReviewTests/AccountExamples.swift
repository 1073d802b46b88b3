import Model

/// Examples for the figures of a final account.
enum AccountExamples {
  /// Section, name, value, change, percent.
  typealias Figure = (String, String, String, String?, String?)

  private static func account(_ figures: [Figure], _ change: (inout FinalAccount) -> Void = { _ in }) -> DocumentContent
  {
    var content = document()
    var account = FinalAccount()
    account.figures = figures.map { entry in
      var figure = FinalAccount.Figure(section: entry.0, name: entry.1, value: d(entry.2))
      figure.change = entry.3.map(d)
      figure.percent = entry.4.map(d)
      return figure
    }
    change(&account)
    content.finalAccount = account
    return content
  }

  private static let income = "二、收入决算情况说明"
  private static let spending = "三、支出决算情况说明"
  private static let fiscal = "四、财政拨款收入支出决算总体情况说明"
  private static let structure = "五、一般公共预算财政拨款支出决算情况说明 · （二）一般公共预算财政拨款支出决算结构情况"
  private static let itemised = "五、一般公共预算财政拨款支出决算情况说明 · （三）财政拨款支出决算具体情况"

  private static func totals(_ income: String) -> DocumentContent {
    account([
      ("一、收入支出决算总体情况说明", "收、支总计", "11092.59", "-3505.64", "-24.01"),
      (Self.income, "收入合计", income, "-3505.64", "-24.01"),
      (spending, "支出合计", "11092.59", "-3505.64", "-24.01"),
    ])
  }
  private static func changed(_ value: String, _ change: String, _ percent: String) -> DocumentContent {
    account([("十、机关运行经费支出说明", "机关运行经费支出", value, change, percent)])
  }
  private static func kinds(_ total: String) -> DocumentContent {
    account([
      (fiscal, "财政拨款收、支总计", "11092.59", total, nil), (fiscal, "一般公共预算财政拨款收入", "11082.8", "-3352.79", nil),
      (fiscal, "国有资本经营预算财政拨款收入", "9.79", "-4.76", nil),
    ])
  }
  private static func spent(_ total: String, share: String = "46.86") -> DocumentContent {
    account([
      (spending, "支出合计", total, "-3505.64", nil), (spending, "基本支出", "5197.65", nil, share),
      (spending, "项目支出", "5894.94", nil, "53.14"),
    ])
  }
  private static func classes(_ total: String) -> DocumentContent {
    account([
      (structure, "一般公共预算财政拨款支出", total, nil, nil), (structure, "一般公共服务（类）支出", "90.00", nil, nil),
      (structure, "教育支出（类）支出", "10.01", nil, nil),
    ])
  }
  /// Items of (budget, actual, percent, reason), with the printed totals.
  private static func items(
    _ rows: [(String?, String, String?, String?)], budget: String = "100", actual: String = "100"
  ) -> DocumentContent {
    account([(itemised, "一般公共预算财政拨款支出年初预算", budget, nil, nil), (itemised, "一般公共预算财政拨款支出决算", actual, nil, nil)]) {
      account in
      account.items = rows.map { row in
        var item = FinalAccount.Item(reasonGiven: row.3 != nil)
        item.section = itemised
        item.itemLevel = "行政运行"
        item.budget = row.0.map(d)
        item.actual = d(row.1)
        item.percent = row.2.map(d)
        item.reason = row.3
        return item
      }
    }
  }
  private static func travel(_ total: String) -> DocumentContent {
    let section = "九、财政拨款“三公”经费支出决算情况说明"
    return account([
      (section, "“三公”经费财政拨款支出决算", total, nil, nil), (section, "因公出国（境）费支出", "2.00", nil, nil),
      (section, "公务用车购置及运行费支出决算", "12.44", nil, nil), (section, "公务接待费支出", "1.00", nil, nil),
    ])
  }
  private static func cars(_ total: String) -> DocumentContent {
    let section = "十二、国有资产占用情况说明"
    return account([
      (section, "车辆", total, nil, nil), (section, "应急保障用车", "1", nil, nil), (section, "执法执勤用车", "2", nil, nil),
    ])
  }
  private static func bought(_ total: String) -> DocumentContent {
    let section = "十一、政府采购支出说明"
    return account([
      (section, "政府采购支出总额", total, nil, nil), (section, "政府采购货物支出", "98.84", nil, nil),
      (section, "政府采购工程支出", "96.58", nil, nil), (section, "政府采购服务支出", "1602.69", nil, nil),
    ])
  }
  private static func covered(_ amount: String, _ count: String = "2") -> DocumentContent {
    let section = "十三、预算绩效情况说明"
    return account([
      (section, "涉及项目", count, nil, nil), (section, "涉及项目资金", amount, nil, nil),
      (section, "城市管理项目全年预算数", "1194.23", nil, nil), (section, "机构运转项目全年预算数", "4000.953", nil, nil),
    ])
  }

  static let all: [RuleExample] = [
    RuleExample("transposed-amount")
      .fires("two digits changed places", totals("11902.59"))
      .silent("equal", totals("11092.59"))
      .silent("another amount altogether", totals("13292.59")),
    RuleExample("previous-year-change")
      .fires("wrong", changed("1891.31", "-65.45", "-3.43"))
      .silent("rounded", changed("1891.31", "-65.45", "-3.34"))
      .silent("one place", changed("1891.31", "-65.45", "-3.3")),
    RuleExample("change-components")
      .fires("a kind is not mentioned", kinds("-3505.64"))
      .silent("adds up", kinds("-3357.55"))
      .silent("at the rounding", kinds("-3357.56")),
    RuleExample("basic-project-sum")
      .fires("more", spent("11192.59"))
      .silent("adds up", spent("11092.59")),
    RuleExample("share-recompute-fa")
      .fires("two digits swapped", spent("11092.59", share: "48.66"))
      .silent("rounded", spent("11092.59"))
      .fires("next to nothing", spent("11092.59", share: "0.01"))
      .silent("one place", spent("11092.59", share: "46.9")),
    RuleExample("class-sum")
      .fires("a class is missing", classes("120.01"))
      .silent("at the rounding", classes("100.02")),
    RuleExample("item-sum-final")
      .fires("short", items([("40", "40", nil, nil), ("50", "50", nil, nil)]))
      .silent("adds up", items([("40", "40", nil, nil), ("60", "60.01", nil, nil)])),
    RuleExample("item-sum-budget")
      .fires("a budget without spending is not listed", items([("40", "40", nil, nil), ("47", "60", nil, nil)]))
      .silent("adds up", items([("40", "40", nil, nil), ("60", "60", nil, nil)]))
      .silent("items are missing, so nothing is sure", items([("40", "40", nil, nil), ("47", "50", nil, nil)])),
    RuleExample("completion-rate")
      .fires("wrong", items([("5.47", "80.93", "1497.52", nil)]))
      .silent("rounded", items([("5.47", "80.93", "1479.52", nil)]))
      .silent("whole", items([("5.00", "20.4", "408", nil)])),
    RuleExample("completion-zero-base")
      .fires("of nothing", items([("0", "5", "100", nil)]))
      .silent("no rate", items([("0", "5", nil, nil)])),
    RuleExample("over-budget-reason")
      .fires("none", items([("79", "79.87", "101.1", nil)]))
      .silent("given", items([("79", "79.87", "101.1", "人员异动")]))
      .silent("a rounding", items([("79", "79.005", "100", nil)])),
    RuleExample("reason-generic")
      .fires("five times", items(Array(repeating: ("1", "2", nil, "按政策规定，追加财政拨款预算工作经费"), count: 5)))
      .silent("four times", items(Array(repeating: ("1", "2", nil, "按政策规定，追加财政拨款预算工作经费"), count: 4))),
    RuleExample("three-public-sum")
      .fires("short", travel("14.44"))
      .silent("adds up", travel("15.44")),
    RuleExample("vehicles-consistent")
      .fires("more kinds than cars", cars("2"))
      .silent("adds up", cars("3")),
    RuleExample("procurement-sum")
      .fires("ten less", bought("1788.11"))
      .silent("adds up", bought("1798.11"))
      .silent("at the rounding", bought("1798.13")),
    RuleExample("performance-coverage")
      .fires("another amount", covered("5195.81"))
      .silent("at the rounding", covered("5195.19"))
      .silent("not every project is named", covered("5195.81", "3")),
    RuleExample("table-missing-text")
      .fires("no table", spent("11092.59"))
      .silent(
        "a table", account([(spending, "支出合计", "5", nil, nil)]) { $0.tables = [.init(title: "收入决算表", rows: [["合计"]])] }),
  ]
}
