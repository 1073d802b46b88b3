import Model

/// Writes final accounts of a department in which everything agrees, around what its projects spent.
struct AccountsWriter {
  /// One item of the functional classification with its names, in hundredths of 万元.
  private struct Item {
    let code: String
    let names: (String, String, String)
    var basic: Int64 = 0
    var project: Int64 = 0
    var budget: Int64?
  }

  /// Hundredths of 万元 in fen.
  private static let unit: Int64 = 10_000
  private var items: [Item]
  private let basic: Int64
  private let pension: Int64
  private let medical: Int64
  private let housing: Int64
  private let running: Int64
  /// What the total was a year before, where no accounts of that year are in the house.
  private let previous: Int64?
  private var random: SeededRandom

  /// - Parameters:
  ///   - spent: what the projects of the department spent, in hundredths of 万元.
  ///   - hasLast: whether last year's accounts are in the house and say what was a year before.
  init(spent: Int64, hasLast: Bool, random: SeededRandom) {
    var random = random
    let running = Int64.random(in: 60_000...240_000, using: &random)
    pension = running * 7 / 100
    medical = running * 4 / 100
    housing = running * 6 / 100
    self.running = running
    basic = running + pension + medical + housing
    let project = spent + spent * Int64.random(in: 4...12, using: &random) / 100
    items = [
      Item(code: "2010301", names: ("一般公共服务支出", "政府办公厅（室）及相关机构事务", "行政运行"), basic: running, budget: running),
      Item(
        code: "2010302", names: ("一般公共服务支出", "政府办公厅（室）及相关机构事务", "一般行政管理事务"), project: project,
        budget: project - project * Int64.random(in: 0...3, using: &random) / 100),
      Item(
        code: "2080505", names: ("社会保障和就业支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出"), basic: pension, budget: pension),
      Item(code: "2101101", names: ("卫生健康支出", "行政事业单位医疗", "行政单位医疗"), basic: medical, budget: medical),
      Item(code: "2210201", names: ("住房保障支出", "住房改革支出", "住房公积金"), basic: housing, budget: housing),
    ]
    let total = basic + project
    previous = hasLast ? nil : total * Int64.random(in: 91...107, using: &random) / 100
    self.random = random
  }

  private var total: Int64 { items.reduce(0) { $0 + $1.basic + $1.project } }

  mutating func accounts() -> DepartmentAccounts {
    var accounts = DepartmentAccounts()
    accounts.none = [.fund, .capital]
    accounts.set(.income, levels { [$0.basic + $0.project, $0.basic + $0.project, 0, 0, 0, 0, 0] })
    accounts.set(.spending, levels { [$0.basic + $0.project, $0.basic, $0.project, 0, 0, 0] })
    accounts.set(.general, levels { [$0.basic + $0.project, $0.basic, $0.project] })
    accounts.set(.budget, levels { [$0.budget ?? 0] })
    accounts.set(.summary, summary())
    accounts.set(.fiscal, fiscal())
    let car = Int64.random(in: 200...900, using: &random)
    accounts.set(.basic, economic(car))
    accounts.set(
      .threePublic,
      [
        ("total", car + 150, car + 60), ("abroad", 0, 0), ("vehicle", car + 50, car), ("purchase", 0, 0),
        ("running", car + 50, car), ("reception", 100, 60),
      ].map { line(.threePublic, $0.0, [$0.1, $0.2]) })
    accounts.set(.supplement, supplement())
    return accounts
  }

  // MARK: tables

  private func line(_ table: AccountsTable, _ key: String, _ values: [Int64?]) -> DepartmentAccounts.Row {
    let title = (table.lines + table.closingLines).first { $0.key == key }?.title ?? key
    return DepartmentAccounts.Row(key, title, values.map { $0.map { $0 * Self.unit } })
  }

  /// Rows of every level with the total in front.
  private func levels(_ values: (Item) -> [Int64]) -> [DepartmentAccounts.Row] {
    var sums: [String: (name: String, values: [Int64])] = [:]
    for item in items {
      let own = values(item).map { $0 * Self.unit }
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

  private func classes(_ values: (Int64) -> [Int64?]) -> [DepartmentAccounts.Row] {
    var sums: [String: (String, Int64)] = [:]
    for item in items {
      let code = String(item.code.prefix(3))
      sums[code] = (item.names.0, (sums[code]?.1 ?? 0) + item.basic + item.project)
    }
    return sums.sorted { $0.key < $1.key }.map { entry in
      DepartmentAccounts.Row("out-\(entry.key)", entry.value.0, values(entry.value.1).map { $0.map { $0 * Self.unit } })
    }
  }

  private func summary() -> [DepartmentAccounts.Row] {
    let left: [(String, Int64)] = [
      ("in-general", total), ("in-fund", 0), ("in-capital", 0), ("in-superior", 0), ("in-undertaking", 0),
      ("in-operating", 0), ("in-remittance", 0), ("in-other", 0), ("in-total", total), ("in-reserve", 0),
      ("in-opening", 0), ("in-sum", total),
    ]
    let right: [(String, Int64)] = [
      ("out-total", total), ("out-distribution", 0), ("out-closing", 0), ("out-sum", total),
    ]
    return left.map { line(.summary, $0.0, [$0.1]) } + classes { [$0] } + right.map { line(.summary, $0.0, [$0.1]) }
  }

  private func fiscal() -> [DepartmentAccounts.Row] {
    let left: [(String, Int64)] = [
      ("in-general", total), ("in-fund", 0), ("in-capital", 0), ("in-total", total), ("in-opening", 0),
      ("in-sum", total),
    ]
    return left.map { line(.fiscal, $0.0, [$0.1, nil, nil, nil, nil]) } + classes { [nil, $0, $0, 0, 0] } + [
      line(.fiscal, "out-total", [nil, total, total, 0, 0]), line(.fiscal, "out-closing", [nil, 0, 0, 0, 0]),
      line(.fiscal, "out-sum", [nil, total, total, 0, 0]),
    ]
  }

  /// What the basic spending was for; the last line of each class takes the rest.
  private func economic(_ car: Int64) -> [DepartmentAccounts.Row] {
    let salaries = running * 42 / 100
    let allowances = running * 24 / 100
    let operating = running * 20 / 100
    let office = operating * 30 / 100
    let persons = running * 3 / 100
    let other = basic - salaries - allowances - pension - medical - housing - operating - persons
    let wages = basic - operating - persons
    let rows: [(String, String, Int64)] = [
      ("301", "工资福利支出", wages), ("30101", "基本工资", salaries), ("30102", "津贴补贴", allowances),
      ("30108", "机关事业单位基本养老保险缴费", pension), ("30110", "职工基本医疗保险缴费", medical), ("30113", "住房公积金", housing),
      ("30199", "其他工资福利支出", other), ("302", "商品和服务支出", operating), ("30201", "办公费", office),
      ("30217", "公务接待费", 60), ("30231", "公务用车运行维护费", car), ("30299", "其他商品和服务支出", operating - office - car - 60),
      ("303", "对个人和家庭的补助", persons), ("30302", "退休费", persons),
    ]
    return rows.map { DepartmentAccounts.Row($0.0, $0.1, [$0.2 * Self.unit]) } + [
      DepartmentAccounts.Row("personnel", "人员经费合计", [(wages + persons) * Self.unit]),
      DepartmentAccounts.Row("public", "公用经费合计", [operating * Self.unit]),
    ]
  }

  private mutating func supplement() -> [DepartmentAccounts.Row] {
    let cost = running * 20 / 100
    let goods = Int64.random(in: 500...4_000, using: &random)
    let services = Int64.random(in: 2_000...20_000, using: &random)
    let small = (goods + services) * 8 / 10
    var money: [(String, Int64)] = [
      ("operating-cost", cost), ("operating-budget", cost + cost * Int64.random(in: 1...5, using: &random) / 100),
      ("procurement", goods + services), ("procurement-goods", goods), ("procurement-works", 0),
      ("procurement-services", services), ("procurement-sme", small), ("procurement-micro", small * 7 / 10),
    ]
    if let previous {
      money +=
        [
          "previous-total", "previous-income", "previous-spending", "previous-fiscal", "previous-general-income",
          "previous-general",
        ].map { ($0, previous) } + [
          ("previous-fund-income", 0), ("previous-capital-income", 0), ("previous-three-public", 700),
        ]
    }
    let pieces: [(String, Int64)] = [
      ("vehicles-kept", 2), ("vehicles", 3), ("vehicles-emergency", 1), ("vehicles-enforcement", 2), ("equipment", 0),
    ]
    return money.map { line(.supplement, $0.0, [$0.1]) }
      + pieces.map { entry in
        let title = AccountsTable.supplement.lines.first { $0.key == entry.0 }?.title ?? entry.0
        return DepartmentAccounts.Row(entry.0, title, [entry.1])
      }
  }
}
