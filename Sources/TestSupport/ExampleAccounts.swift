public import Model

/// Final accounts of an invented department in which everything agrees.
public enum ExampleAccounts {
  /// One item of the functional classification: names of class, group and item, in fen.
  struct Item {
    let code: String
    let names: (String, String, String)
    let basic: Int64
    let project: Int64
    let budget: Int64?
  }

  /// 万元 with two places as fen.
  private static func wan(_ text: String) -> Int64 {
    guard let figure = ExactDecimal(text), let money = Money(figure, .wanYuan) else {
      preconditionFailure("no figure: \(text)")
    }
    return money.fen
  }

  private static let items: [Item] = [
    item("2010301", "一般公共服务支出", "政府办公厅（室）及相关机构事务", "行政运行", "2100.50", "0", "2150.00"),
    item("2010350", "一般公共服务支出", "政府办公厅（室）及相关机构事务", "事业运行", "310.20", "0", "280.00"),
    item("2010399", "一般公共服务支出", "政府办公厅（室）及相关机构事务", "其他政府办公厅（室）及相关机构事务支出", "0", "880.36", "500.00"),
    item("2080208", "社会保障和就业支出", "民政管理事务", "基层政权建设和社区治理", "120.00", "1500.14", "1620.14"),
    item("2080505", "社会保障和就业支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出", "150.33", "0", "150.33"),
    item("2101101", "卫生健康支出", "行政事业单位医疗", "行政单位医疗", "80.00", "0", "80.00"),
    item("2120501", "城乡社区支出", "城乡社区环境卫生", "城乡社区环境卫生", "0", "760.09", nil),
    item("2210201", "住房保障支出", "住房改革支出", "住房公积金", "135.12", "0", "124.81"),
  ]

  private static func item(
    _ code: String, _ classLevel: String, _ group: String, _ name: String, _ basic: String, _ project: String,
    _ budget: String?
  ) -> Item {
    Item(
      code: code, names: (classLevel, group, name), basic: wan(basic), project: wan(project), budget: budget.map(wan))
  }

  private static let capital = item("2230105", "国有资本经营预算支出", "解决历史遗留问题及改革成本支出", "国有企业退休人员社会化管理补助支出", "0", "9.79", nil)

  private static let economic: [(String, String, String)] = [
    ("301", "工资福利支出", "1900.40"), ("30101", "基本工资", "800.10"), ("30102", "津贴补贴", "650.00"),
    ("30108", "机关事业单位基本养老保险缴费", "150.33"), ("30113", "住房公积金", "135.12"), ("30199", "其他工资福利支出", "164.85"),
    ("302", "商品和服务支出", "840.62"), ("30201", "办公费", "120.30"), ("30209", "物业管理费", "260.00"),
    ("30226", "劳务费", "300.00"), ("30231", "公务用车运行维护费", "11.20"), ("30299", "其他商品和服务支出", "149.12"),
    ("303", "对个人和家庭的补助", "120.13"), ("30302", "退休费", "20.13"), ("30305", "生活补助", "100.00"),
    ("310", "资本性支出", "35.00"), ("31002", "办公设备购置", "35.00"),
  ]

  /// - Parameter unit: of the workbook; figures are the same.
  public static func make(unit: MoneyUnit = .wanYuan) -> DepartmentAccounts {
    var accounts = DepartmentAccounts()
    accounts.unit = unit
    let general = items.reduce(Int64(0)) { $0 + $1.basic + $1.project }
    let total = general + capital.project
    let all = items + [capital]
    accounts.set(
      .income,
      levels(all) { item in
        let sum = item.basic + item.project
        return [sum, sum, 0, 0, 0, 0, 0]
      })
    accounts.set(.spending, levels(all) { [$0.basic + $0.project, $0.basic, $0.project, 0, 0, 0] })
    accounts.set(.general, levels(items) { [$0.basic + $0.project, $0.basic, $0.project] })
    accounts.set(.capital, levels([capital]) { [$0.basic + $0.project, $0.basic, $0.project] })
    accounts.none = [.fund]
    accounts.set(.budget, levels(items.filter { $0.budget != nil }) { [$0.budget ?? 0] })
    accounts.set(.basic, basic())
    accounts.set(.summary, summary(general, total, all))
    accounts.set(.fiscal, fiscal(general, total, all))
    accounts.set(.threePublic, threePublic())
    accounts.set(.supplement, supplement(general, total))
    return accounts
  }

  /// Rows of every level with the total in front, from the items.
  private static func levels(_ items: [Item], _ values: (Item) -> [Int64]) -> [DepartmentAccounts.Row] {
    var sums: [String: (name: String, values: [Int64])] = [:]
    for item in items {
      let own = values(item)
      for (key, name) in [
        ("total", "合计"), (String(item.code.prefix(3)), item.names.0), (String(item.code.prefix(5)), item.names.1),
        (item.code, item.names.2),
      ] {
        let former = sums[key]?.values ?? Array(repeating: 0, count: own.count)
        sums[key] = (name, zip(former, own).map { $0 + $1 })
      }
    }
    let rows = sums.map { DepartmentAccounts.Row($0.key, $0.value.name, $0.value.values) }
    return rows.filter { $0.code == nil } + rows.filter { $0.code != nil }.sorted { $0.key < $1.key }
  }

  private static func basic() -> [DepartmentAccounts.Row] {
    let rows = economic.map { DepartmentAccounts.Row($0.0, $0.1, [wan($0.2)]) }
    return rows + [
      DepartmentAccounts.Row("personnel", "人员经费合计", [wan("2020.53")]),
      DepartmentAccounts.Row("public", "公用经费合计", [wan("875.62")]),
    ]
  }

  private static func line(_ table: AccountsTable, _ key: String, _ values: [Int64?]) -> DepartmentAccounts.Row {
    let title = (table.lines + table.closingLines).first { $0.key == key }?.title ?? key
    return DepartmentAccounts.Row(key, title, values)
  }

  private static func summary(_ general: Int64, _ total: Int64, _ all: [Item]) -> [DepartmentAccounts.Row] {
    let left = [
      ("in-general", general), ("in-fund", 0), ("in-capital", capital.project), ("in-superior", 0),
      ("in-undertaking", 0), ("in-operating", 0), ("in-remittance", 0), ("in-other", 0), ("in-total", total),
      ("in-reserve", 0), ("in-opening", 0), ("in-sum", total),
    ]
    let right = [("out-total", total), ("out-distribution", 0), ("out-closing", 0), ("out-sum", total)]
    return left.map { line(.summary, $0.0, [$0.1]) } + classes(all) { [$0] }
      + right.map { line(.summary, $0.0, [$0.1]) }
  }

  private static func fiscal(_ general: Int64, _ total: Int64, _ all: [Item]) -> [DepartmentAccounts.Row] {
    let left: [(String, Int64)] = [
      ("in-general", general), ("in-fund", 0), ("in-capital", capital.project), ("in-total", total), ("in-opening", 0),
      ("in-sum", total),
    ]
    func row(_ sum: Int64, _ own: Int64) -> [Int64?] { [nil, sum, sum - own, 0, own] }
    let classes = classes(all) { row($0, 0) }.map { made in
      made.classCode == "223"
        ? DepartmentAccounts.Row(made.key, made.name, row(capital.project, capital.project)) : made
    }
    return left.map { line(.fiscal, $0.0, [$0.1, nil, nil, nil, nil]) } + classes
      + [
        line(.fiscal, "out-total", row(total, capital.project)), line(.fiscal, "out-closing", [nil, 0, 0, 0, 0]),
        line(.fiscal, "out-sum", row(total, capital.project)),
      ]
  }

  private static func classes(_ all: [Item], _ values: (Int64) -> [Int64?]) -> [DepartmentAccounts.Row] {
    var sums: [String: (String, Int64)] = [:]
    for item in all {
      let code = String(item.code.prefix(3))
      sums[code] = (item.names.0, (sums[code]?.1 ?? 0) + item.basic + item.project)
    }
    return sums.sorted { $0.key < $1.key }.map {
      DepartmentAccounts.Row("out-\($0.key)", $0.value.0, values($0.value.1))
    }
  }

  private static func threePublic() -> [DepartmentAccounts.Row] {
    [
      ("total", "13.00", "12.44"), ("abroad", "0", "0"), ("vehicle", "12.50", "12.44"), ("purchase", "0", "0"),
      ("running", "12.50", "12.44"), ("reception", "0.50", "0"),
    ].map { line(.threePublic, $0.0, [wan($0.1), wan($0.2)]) }
  }

  private static func supplement(_ general: Int64, _ total: Int64) -> [DepartmentAccounts.Row] {
    let money: [(String, Int64)] = [
      ("previous-total", wan("7100.00")), ("previous-income", wan("7100.00")), ("previous-spending", wan("7100.00")),
      ("previous-fiscal", wan("7100.00")), ("previous-general-income", wan("6937.36")),
      ("previous-fund-income", wan("148.09")), ("previous-capital-income", wan("14.55")),
      ("previous-general", wan("6937.36")), ("previous-three-public", wan("14.00")), ("operating-cost", wan("800.00")),
      ("operating-budget", wan("830.28")),
      ("procurement", wan("780.00")), ("procurement-goods", wan("98.84")), ("procurement-works", wan("96.58")),
      ("procurement-services", wan("584.58")), ("procurement-sme", wan("702.00")), ("procurement-micro", wan("640.20")),
    ]
    let pieces: [(String, Int64)] = [
      ("vehicles-kept", 3), ("vehicles", 3), ("vehicles-emergency", 1), ("vehicles-enforcement", 2), ("equipment", 0),
    ]
    return (money + pieces).map { line(.supplement, $0.0, [$0.1]) }
  }

  /// A reason for everything that the narrative of the example asks for.
  public static let words: [String: String] = {
    var words: [String: String] = [:]
    for key in [
      "total", "income", "spending", "fiscal", "fiscal-in-general", "fiscal-in-fund", "fiscal-in-capital",
      "general-total", "three-public", "three-public-change", "operating", "performance-use", "performance-work",
    ] {
      words[key] = "本年度安排的项目有调整"
    }
    words["profile-duties"] = "统筹辖区公共服务。\n组织辖区城市管理。\n指导社区自治。"
    for code in ["2010350", "2010399", "2120501", "2210201"] { words["item-\(code)"] = "人员变动，年中追加" }
    return words
  }()

  /// What the house knows of the example department: two projects that were evaluated.
  public static func context(year: Int = 2024) -> AccountsContext {
    var context = AccountsContext(
      year: year, department: "示范区示范街道办事处",
      projects: [
        .init(
          name: "城市管理", stage: "s1", budget: Money(fen: wan("760.09")), spent: Money(fen: wan("760.09")),
          score: ExactDecimal("93.5"), isEvaluated: true, reached: ["清扫保洁面积 120 万平方米"], missed: ["网格巡查覆盖率"],
          causes: ["巡查人员年中没有配齐"], measures: ["配齐巡查人员"]),
        .init(
          name: "社区治理", stage: "s2", budget: Money(fen: wan("1500.14")), spent: Money(fen: wan("1500.14")),
          score: ExactDecimal("95"), isEvaluated: true, reached: ["社区活动 24 场"]),
      ], departmentScore: ExactDecimal("92"), rectifications: 3, rectified: 2)
    context.units = ["示范街道社区服务中心"]
    context.annexes = [
      .init(title: "\(year)年度部门整体支出绩效自评表", form: "f0", score: ExactDecimal("92")),
      .init(title: "\(year)年度城市管理项目支出绩效自评表", form: "f1", score: ExactDecimal("93.5")),
      .init(title: "\(year)年度社区治理项目支出绩效自评表", form: "f2", score: ExactDecimal("95")),
    ]
    return context
  }
}
