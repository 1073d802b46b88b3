/// A table of a department's final accounts (部门决算表): the nine that are published, and two that the narrative needs.
public enum AccountsTable: String, Sendable, CaseIterable, Hashable, Comparable {
  /// 收入支出决算总表
  case summary
  /// 收入决算表
  case income
  /// 支出决算表
  case spending
  /// 财政拨款收入支出决算总表
  case fiscal
  /// 一般公共预算财政拨款支出决算表
  case general
  /// 一般公共预算财政拨款基本支出决算明细表
  case basic
  /// 政府性基金预算财政拨款收入支出决算表
  case fund
  /// 国有资本经营预算财政拨款支出决算表
  case capital
  /// 财政拨款“三公”经费支出决算表
  case threePublic = "three-public"
  /// Initial budget of each functional item, which completion is measured by. Not published as a table.
  case budget
  /// Figures that only the narrative gives: operating cost, procurement, assets, last year's totals.
  case supplement

  /// How the rows of a table come about.
  public enum Shape: Hashable, Sendable {
    /// Lines on two sides: income at the left, spending by functional class at the right.
    case twoSided
    /// One row for each code of the functional classification, the total first.
    case functional
    /// One row for each code of the economic classification.
    case economic
    /// The same lines for everybody.
    case fixed
  }

  /// 1…9 as published; 10 and 11 for what is not published as a table.
  public var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
  public var isPublished: Bool { number <= 9 }
  public init?(number: Int) {
    guard (1...Self.allCases.count).contains(number) else { return nil }
    self = Self.allCases[number - 1]
  }

  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }

  public var officialName: String {
    switch self {
    case .summary: "收入支出决算总表"
    case .income: "收入决算表"
    case .spending: "支出决算表"
    case .fiscal: "财政拨款收入支出决算总表"
    case .general: "一般公共预算财政拨款支出决算表"
    case .basic: "一般公共预算财政拨款基本支出决算明细表"
    case .fund: "政府性基金预算财政拨款收入支出决算表"
    case .capital: "国有资本经营预算财政拨款支出决算表"
    case .threePublic: "财政拨款“三公”经费支出决算表"
    case .budget: "一般公共预算支出年初预算"
    case .supplement: "情况说明补充数据"
    }
  }

  /// As tabs and addresses name it: 总表, 收入, 三公.
  public var shortName: String {
    switch self {
    case .summary: "收支总表"
    case .income: "收入"
    case .spending: "支出"
    case .fiscal: "财政拨款"
    case .general: "一般公共预算"
    case .basic: "基本支出"
    case .fund: "政府性基金"
    case .capital: "国有资本"
    case .threePublic: "三公经费"
    case .budget: "年初预算"
    case .supplement: "补充数据"
    }
  }

  /// 公开01表; nil for what is not published.
  public var printedNumber: String? { isPublished ? "公开0\(number)表" : nil }

  public var shape: Shape {
    switch self {
    case .summary, .fiscal: .twoSided
    case .income, .spending, .general, .fund, .capital, .budget: .functional
    case .basic: .economic
    case .threePublic, .supplement: .fixed
    }
  }

  /// Whether a department may have nothing of the kind and says so (本部门无…).
  public var mayBeNone: Bool {
    switch self {
    case .fund, .capital, .threePublic, .budget, .supplement: true
    case .summary, .income, .spending, .fiscal, .general, .basic: false
    }
  }

  public var columns: [AccountsColumn] {
    switch self {
    case .summary: [AccountsColumn("amount", "金额")]
    case .income:
      [
        AccountsColumn("total", "本年收入合计"), AccountsColumn("fiscal", "财政拨款收入"), AccountsColumn("superior", "上级补助收入"),
        AccountsColumn("undertaking", "事业收入"), AccountsColumn("operating", "经营收入"),
        AccountsColumn("remittance", "附属单位上缴收入"), AccountsColumn("other", "其他收入"),
      ]
    case .spending:
      [
        AccountsColumn("total", "本年支出合计"), AccountsColumn("basic", "基本支出"), AccountsColumn("project", "项目支出"),
        AccountsColumn("remitted", "上缴上级支出"), AccountsColumn("operating", "经营支出"),
        AccountsColumn("subsidy", "对附属单位补助支出"),
      ]
    case .fiscal:
      [
        AccountsColumn("amount", "金额"), AccountsColumn("total", "合计"), AccountsColumn("general", "一般公共预算财政拨款"),
        AccountsColumn("fund", "政府性基金预算财政拨款"), AccountsColumn("capital", "国有资本经营预算财政拨款"),
      ]
    case .general:
      [
        AccountsColumn("total", "小计", under: "本年支出"), AccountsColumn("basic", "基本支出", under: "本年支出"),
        AccountsColumn("project", "项目支出", under: "本年支出"),
      ]
    case .basic: [AccountsColumn("amount", "决算数")]
    case .fund:
      [
        AccountsColumn("opening", "年初结转和结余"), AccountsColumn("income", "本年收入"),
        AccountsColumn("total", "小计", under: "本年支出"), AccountsColumn("basic", "基本支出", under: "本年支出"),
        AccountsColumn("project", "项目支出", under: "本年支出"), AccountsColumn("closing", "年末结转和结余"),
      ]
    case .capital:
      [AccountsColumn("total", "合计"), AccountsColumn("basic", "基本支出"), AccountsColumn("project", "项目支出")]
    case .threePublic: [AccountsColumn("budget", "预算数"), AccountsColumn("final", "决算数")]
    case .budget: [AccountsColumn("initial", "年初预算数")]
    case .supplement: [AccountsColumn("value", "数额")]
    }
  }

  /// Place of a column among the values of a row; nil when the table has none of that key.
  public func index(of column: String) -> Int? { columns.firstIndex { $0.key == column } }
}

/// A column of figures in a table of final accounts.
public struct AccountsColumn: Hashable, Sendable {
  public let key: String
  public let title: String
  /// Head over several columns: 本年支出 over 小计, 基本支出, 项目支出.
  public let under: String?
  public init(_ key: String, _ title: String, under: String? = nil) {
    self.key = key
    self.title = title
    self.under = under
  }
  /// With the head over it: 本年支出小计.
  public var fullTitle: String { (under ?? "") + title }
}

/// A line that every department has in a table with two sides or fixed lines.
public struct AccountsLine: Hashable, Sendable {
  /// What the values of a line count.
  public enum Unit: Hashable, Sendable {
    case money
    case pieces(String)
    public var words: String? { if case .pieces(let word) = self { word } else { nil } }
  }

  public let key: String
  public let title: String
  public let unit: Unit
  /// Other writings a file may have, folded by `AccountsWording.key`.
  public let synonyms: [String]

  public init(_ key: String, _ title: String, unit: Unit = .money, _ synonyms: [String] = []) {
    self.key = key
    self.title = title
    self.unit = unit
    self.synonyms = synonyms
  }
}

extension AccountsTable {
  /// Lines of the income side, or all lines of a table with fixed lines, as the official form prints them.
  public var lines: [AccountsLine] {
    switch self {
    case .summary:
      [
        AccountsLine("in-general", "一、一般公共预算财政拨款收入", ["一般公共预算财政拨款"]),
        AccountsLine("in-fund", "二、政府性基金预算财政拨款收入", ["政府性基金预算财政拨款"]),
        AccountsLine("in-capital", "三、国有资本经营预算财政拨款收入", ["国有资本经营预算财政拨款"]),
        AccountsLine("in-superior", "四、上级补助收入"), AccountsLine("in-undertaking", "五、事业收入"),
        AccountsLine("in-operating", "六、经营收入"), AccountsLine("in-remittance", "七、附属单位上缴收入"),
        AccountsLine("in-other", "八、其他收入"), AccountsLine("in-total", "本年收入合计"),
        AccountsLine(
          "in-reserve", "使用非财政拨款结余（含专用结余）", ["使用非财政拨款结余", "使用专用结余", "用事业基金弥补收支差额"]),
        AccountsLine("in-opening", "年初结转和结余", ["上年结转和结余", "年初结转结余"]), AccountsLine("in-sum", "总计", ["收入总计"]),
      ]
    case .fiscal:
      [
        AccountsLine("in-general", "一、一般公共预算财政拨款", ["一般公共预算财政拨款收入"]),
        AccountsLine("in-fund", "二、政府性基金预算财政拨款", ["政府性基金预算财政拨款收入"]),
        AccountsLine("in-capital", "三、国有资本经营预算财政拨款", ["国有资本经营预算财政拨款收入", "国有资本经营财政拨款"]),
        AccountsLine("in-total", "本年收入合计"),
        AccountsLine("in-opening", "年初财政拨款结转和结余", ["年初结转和结余", "年初财政拨款结转结余"]),
        AccountsLine("in-opening-general", "其中：一般公共预算财政拨款"),
        AccountsLine("in-opening-fund", "政府性基金预算财政拨款"), AccountsLine("in-opening-capital", "国有资本经营预算财政拨款"),
        AccountsLine("in-sum", "总计", ["收入总计"]),
      ]
    case .threePublic:
      [
        AccountsLine("total", "合计"), AccountsLine("abroad", "因公出国（境）费", ["因公出国费", "因公出国境费用"]),
        AccountsLine("vehicle", "公务用车购置及运行维护费", ["公务用车购置及运行费", "小计"]),
        AccountsLine("purchase", "公务用车购置费", ["购置费"]),
        AccountsLine("running", "公务用车运行维护费", ["公务用车运行费", "运行维护费", "运行费"]),
        AccountsLine("reception", "公务接待费"),
      ]
    case .supplement: Self.supplementLines
    case .income, .spending, .general, .basic, .fund, .capital, .budget: []
    }
  }

  /// Lines below the classes at the spending side of a table with two sides.
  public var closingLines: [AccountsLine] {
    switch self {
    case .summary:
      [
        AccountsLine("out-total", "本年支出合计"), AccountsLine("out-distribution", "结余分配"),
        AccountsLine("out-closing", "年末结转和结余", ["年末结转结余"]), AccountsLine("out-sum", "总计", ["支出总计"]),
      ]
    case .fiscal:
      [
        AccountsLine("out-total", "本年支出合计"),
        AccountsLine("out-closing", "年末财政拨款结转和结余", ["年末结转和结余", "年末财政拨款结转结余"]),
        AccountsLine("out-sum", "总计", ["支出总计"]),
      ]
    case .income, .spending, .general, .basic, .fund, .capital, .threePublic, .budget, .supplement: []
    }
  }

  private static let supplementLines: [AccountsLine] = [
    AccountsLine("previous-total", "上年收、支总计", ["上年收支总计"]), AccountsLine("previous-income", "上年收入合计"),
    AccountsLine("previous-spending", "上年支出合计"), AccountsLine("previous-fiscal", "上年财政拨款收、支总计", ["上年财政拨款收支总计"]),
    AccountsLine("previous-general-income", "上年一般公共预算财政拨款收入"),
    AccountsLine("previous-fund-income", "上年政府性基金预算财政拨款收入"),
    AccountsLine("previous-capital-income", "上年国有资本经营预算财政拨款收入"),
    AccountsLine("previous-general", "上年一般公共预算财政拨款支出"),
    AccountsLine("previous-three-public", "上年“三公”经费支出决算", ["上年三公经费支出决算数"]), AccountsLine("operating-cost", "机关运行经费支出"),
    AccountsLine("operating-budget", "机关运行经费年初预算"), AccountsLine("procurement", "政府采购支出总额"),
    AccountsLine("procurement-goods", "政府采购货物支出"), AccountsLine("procurement-works", "政府采购工程支出"),
    AccountsLine("procurement-services", "政府采购服务支出"), AccountsLine("procurement-sme", "授予中小企业合同金额"),
    AccountsLine("procurement-micro", "其中：授予小微企业合同金额", ["授予小微企业合同金额"]),
    AccountsLine("abroad-groups", "因公出国（境）团组数", unit: .pieces("个")),
    AccountsLine("abroad-people", "因公出国（境）人次数", unit: .pieces("人次")),
    AccountsLine("vehicles-bought", "公务用车购置数", unit: .pieces("辆")),
    AccountsLine("vehicles-kept", "公务用车保有量", unit: .pieces("辆")),
    AccountsLine("reception-batches", "国内公务接待批次", unit: .pieces("批次")),
    AccountsLine("reception-people", "国内公务接待人次", unit: .pieces("人次")),
    AccountsLine("vehicles", "车辆合计", unit: .pieces("辆"), ["共有车辆"]),
    AccountsLine("vehicles-leader", "副部（省）级及以上领导用车", unit: .pieces("辆")),
    AccountsLine("vehicles-head", "主要负责人用车", unit: .pieces("辆"), ["主要领导干部用车"]),
    AccountsLine("vehicles-secret", "机要通信用车", unit: .pieces("辆")),
    AccountsLine("vehicles-emergency", "应急保障用车", unit: .pieces("辆")),
    AccountsLine("vehicles-enforcement", "执法执勤用车", unit: .pieces("辆")),
    AccountsLine("vehicles-special", "特种专业技术用车", unit: .pieces("辆")),
    AccountsLine("vehicles-retired", "离退休干部服务用车", unit: .pieces("辆"), ["离退休干部用车"]),
    AccountsLine("vehicles-other", "其他用车", unit: .pieces("辆")),
    AccountsLine("equipment", "单价 100 万元（含）以上设备", unit: .pieces("台"), ["单价100万元以上设备", "价值100万元以上专用设备"]),
  ]

  /// What a line counts; money where the table has no such line.
  public func unit(of row: String) -> AccountsLine.Unit {
    self == .supplement ? lines.first { $0.key == row }?.unit ?? .money : .money
  }
}
