import Model

/// Examples for the words of a final account.
enum AccountTextExamples {
  private static let structure = "五、支出决算情况说明 · （二）支出决算结构情况"
  private static let itemised = "五、支出决算情况说明 · （三）财政拨款支出决算具体情况"
  private static let publics = "九、财政拨款“三公”经费支出决算情况说明"
  private static let words = "第五部分 名词解释"

  private static func account(
    _ figures: [(section: String, name: String, value: String)] = [("一、总体情况说明", "收、支总计", "100")],
    items: [(String, String, String, String?)] = [], passages: [([String], String)] = [],
    tables: [(String, [[String]])] = [], region: String? = nil
  ) -> DocumentContent {
    var content = document()
    content.year = 2023
    content.region = region
    var account = FinalAccount()
    account.figures = figures.map { FinalAccount.Figure(section: $0.section, name: $0.name, value: d($0.value)) }
    account.items = items.map { one, two, three, reason in
      var item = FinalAccount.Item(reasonGiven: reason != nil)
      item.section = itemised
      item.classLevel = one
      item.groupLevel = two
      item.itemLevel = three
      item.actual = d("10")
      item.reason = reason
      return item
    }
    account.tables = tables.map { FinalAccount.Table(title: $0.0, rows: $0.1) }
    content.finalAccount = account
    content.passages = passages.map { Passage(headings: $0.0, text: $0.1) }
    return content
  }

  private static func classes(_ names: String...) -> DocumentContent {
    account(names.map { (structure, $0 + "（类）支出", "10") })
  }

  private static let items: [(String, String, String, String?)] = [
    ("一般公共服务支出", "统计信息事务", "其他统计信息事务支出", nil), ("一般公共服务支出", "组织事务", "其他组织事务支出", nil),
    ("教育支出", "普通教育", "其他普通教育支出", nil), ("卫生健康支出", "行政事业单位医疗", "事业单位医疗", nil),
    ("住房保障支出", "住房改革支出", "住房公积金", nil),
  ]

  private static func described(_ use: String) -> DocumentContent {
    account(
      items: items,
      passages: [(["第三部分", "（二）支出决算结构情况"], "1.一般公共服务（类）支出4692.86万元，占42.34%。主要是用于\(use)方面的支出。")])
  }

  private static func named(_ one: String, _ two: String, _ three: String, _ reason: String? = nil) -> DocumentContent {
    account(items: [(one, two, three, reason)])
  }

  private static func running(_ cost: String, _ item: String = "事业运行") -> DocumentContent {
    account(
      [("六、基本支出", "公用经费", "1891.31"), ("十、机关运行经费支出说明", "机关运行经费支出", cost)],
      items: [("一般公共服务支出", "政府办公厅（室）及相关机构事务", item, nil)])
  }

  private static func told(_ text: String, received: String? = nil) -> DocumentContent {
    account(
      received.map { [(publics, "公务接待费支出决算", $0)] } ?? [(publics, "“三公”经费支出决算", "12.44")],
      passages: [(["第三部分", publics], text)])
  }

  private static let whole = "因公出国（境）未发生。公务用车运行费12.44万元，比上年减少。公务接待未发生。"

  private static func fund(_ cell: String, _ sentence: String?) -> DocumentContent {
    account(
      passages: sentence.map { [(["第三部分"], $0)] } ?? [],
      tables: [("七、政府性基金预算财政拨款收入支出决算表", [["栏次", "1"], ["合计", cell]])])
  }

  private static func glossary(_ text: String, region: String = "武汉市洪山区") -> DocumentContent {
    account(passages: [([words], text)], region: region)
  }

  private static func explained(_ names: [(String, String, String)]) -> DocumentContent {
    account(
      items: items,
      passages: names.enumerated().map { ([words], "\($0 + 1).\($1.0)（类）\($1.1)（款）\($1.2)（项）：反映有关方面的支出。") })
  }

  private static let official = items.map { ($0.0, $0.1, $0.2) }

  static let all: [RuleExample] = [
    RuleExample("class-order")
      .fires("education first", classes("一般公共服务", "教育支出", "公共安全"))
      .silent("by code", classes("一般公共服务", "公共安全", "教育支出", "住房保障")),
    RuleExample("class-description")
      .fires("a group that is not there", described("财政事务"))
      .silent("a group that is there", described("统计信息事务"))
      .silent("other words", described("综治公共安全等")),
    RuleExample("function-name-unknown")
      .fires("an item", named("一般公共服务支出", "组织事务", "其他组织事务"))
      .fires("a class", named("公共服务管理支出", "组织事务", "其他组织事务支出"))
      .silent("official", named("一般公共服务支出", "组织事务", "其他组织事务支出")),
    RuleExample("reason-misfit")
      .fires("a pension", named("卫生健康支出", "行政事业单位医疗", "事业单位医疗", "新进人员及养老保险调标"))
      .silent("its own", named("卫生健康支出", "行政事业单位医疗", "事业单位医疗", "新进人员医疗保险"))
      .silent("no subject", named("卫生健康支出", "行政事业单位医疗", "事业单位医疗", "人员异动")),
    RuleExample("operating-cost-scope")
      .fires("all of it", running("1891.31"))
      .silent("a part", running("1891.30"))
      .silent("no institution", running("1891.31", "行政运行")),
    RuleExample("three-public-detail")
      .fires("no word of guests", told("因公出国（境）未发生。公务用车运行费12.44万元。"))
      .fires("guests without number", told(whole, received: "1.20"))
      .silent("all told", told(whole))
      .silent("guests with number", told(whole + "国内接待6批次、52人次。", received: "1.20")),
    RuleExample("three-public-previous")
      .fires("only the budget", told("因公出国（境）未发生。公务用车运行费12.44万元，完成预算的100%。公务接待未发生。"))
      .silent("last year", told(whole))
      .silent("the year itself", told("与2022年相比减少。")),
    RuleExample("empty-table-statement")
      .fires("no word", fund("0.00", nil))
      .silent("a sentence", fund("0.00", "本单位当年无政府性基金预算财政拨款收入支出。"))
      .silent("figures", fund("9.79", nil)),
    RuleExample("glossary-level")
      .fires("another level", glossary("一般公共预算财政拨款收入：指市级财政当年拨付的资金。"))
      .silent("its own level", glossary("一般公共预算财政拨款收入：指区级财政当年拨付的资金。"))
      .silent("a city", glossary("一般公共预算财政拨款收入：指市级财政当年拨付的资金。", region: "遵化市")),
    RuleExample("glossary-vs-items")
      .fires("one too few", explained(Array(official.dropLast())))
      .fires("another name", explained(Array(official.dropLast()) + [("住房保障支出", "住房改革支出", "提租补贴")]))
      .silent("the same", explained(official))
      .silent("another order", explained(official.reversed())),
  ]
}
