/// The content of one form (表), whatever its place, year and layout.
///
/// It mirrors the reading contract: a typed core and labelled attributes for what only one place asks. Texts are as
/// printed; figures are the printed numbers in the form's own money unit. Its canonical JSON is what a revision stores
/// and what the ledger digests.
public struct FormContent: Hashable, Sendable {
  public var kind: FormKind
  /// Heading of the form: 2024年部门项目申报表(含绩效目标).
  public var title: String?
  /// Project (项目名称), or department for the kinds about a department.
  public var name: String?
  /// Project code (项目编码).
  public var code: String?
  /// Supervising department (项目主管部门).
  public var department: String?
  /// Implementing unit (项目执行单位、实施单位).
  public var unitName: String?
  /// Budget year.
  public var year: Int?
  /// District or place named by the document: 武汉市汉阳区.
  public var region: String?
  /// Unit of all money figures of the form.
  public var moneyUnit: MoneyUnit
  /// Identifier of the template that the form was read or made with.
  public var template: String?

  /// Labelled fields outside the core, label as printed, in page order.
  public var attributes: [Attribute] = []
  /// Names and telephone numbers of persons: kept apart, shown inside only, never part of a publication.
  public var contacts: [Attribute] = []
  /// Labels whose cell is printed, but empty; nil for a form that was not read from a file.
  public var blankLabels: [String]?
  public var amounts = Amounts()
  public var funding: [FundingLine] = []
  public var income: [CompositionLine] = []
  public var spending: [CompositionLine] = []
  public var projects: [ProjectLine] = []
  public var costs: [CostLine] = []
  public var procurement: [ProcurementLine] = []
  public var schedule: [PaymentStep] = []
  public var goals: [Goal] = []
  public var execution: Execution?
  /// Total score as printed (自评得分、总分).
  public var score: ExactDecimal?
  /// What was typed where a figure is asked and none could be read; the figure itself is absent there.
  public var unread: [UnreadFigure] = []

  public init(kind: FormKind, moneyUnit: MoneyUnit = .wanYuan) {
    self.kind = kind
    self.moneyUnit = moneyUnit
  }

  /// The value of a labelled attribute; nil when the form has none of that label.
  public func attribute(_ label: String) -> String? { attributes.first { $0.label == label }?.value }

  /// The sum of money a printed figure of this form stands for; nil when finer than a fen.
  public func money(_ figure: ExactDecimal) -> Money? { Money(figure, moneyUnit) }

  /// Every indicator with its goal, in page order.
  public var indicators: [(goal: Goal, indicator: Indicator)] {
    goals.flatMap { goal in goal.indicators.map { (goal, $0) } }
  }
}

/// The kinds of form a year knows.
public enum FormKind: String, Sendable, CaseIterable, Hashable {
  case projectGoal = "project-goal"
  case departmentGoal = "department-goal"
  case projectSelfEvaluation = "project-self-evaluation"
  case departmentSelfEvaluation = "department-self-evaluation"
  case monitoring = "monitoring"

  /// The official name.
  public var officialName: String {
    switch self {
    case .projectGoal: "项目绩效目标申报表"
    case .departmentGoal: "部门整体支出绩效目标申报表"
    case .projectSelfEvaluation: "项目支出绩效自评表"
    case .departmentSelfEvaluation: "部门整体支出绩效自评表"
    case .monitoring: "绩效运行监控表"
    }
  }

  public var isSelfEvaluation: Bool { self == .projectSelfEvaluation || self == .departmentSelfEvaluation }
  public var isAboutDepartment: Bool { self == .departmentGoal || self == .departmentSelfEvaluation }
}

/// A labelled value, label as printed.
public struct Attribute: Hashable, Sendable {
  public var label: String
  public var value: String
  public init(_ label: String, _ value: String) {
    self.label = label
    self.value = value
  }
}

/// Words that stand where a figure is asked: kept as typed until somebody puts them right.
public struct UnreadFigure: Hashable, Sendable {
  public var path: FormPath
  public var text: String
  public init(_ path: FormPath, _ text: String) {
    self.path = path
    self.text = text
  }
}

/// The budget of the form in its money unit.
public struct Amounts: Hashable, Sendable {
  /// Total project budget over all years (项目总预算).
  public var total: ExactDecimal?
  /// Budget of the year (项目当年预算、预算数).
  public var current: ExactDecimal?
  /// Earlier years as the form states them, in page order.
  public var prior: [PriorAmount] = []
  public init() {}
  public var isEmpty: Bool { total == nil && current == nil && prior.isEmpty }
}

/// Execution of the budget (预算执行情况).
public struct Execution: Hashable, Sendable {
  /// Whole-year budget after adjustments (全年预算数), the base of the rate.
  public var budget: ExactDecimal?
  public var actual: ExactDecimal?
  /// Printed rate in per cent.
  public var rate: ExactDecimal?
  public var weight: ExactDecimal?
  public var score: ExactDecimal?
  /// What is expected to be spent by the end of the year (全年预计执行数); on monitoring forms.
  public var forecast: ExactDecimal?
  public var rows: [ExecutionLine] = []
  public init() {}
}

/// A goal (绩效目标) with its indicators.
public struct Goal: FormRow {
  public enum Term: String, Sendable, CaseIterable {
    case annual
    case longTerm = "long-term"
    public var officialName: String { self == .annual ? "年度绩效目标" : "长期绩效目标" }
  }
  public var id: String
  public var term: Term?
  public var name: String?
  public var text: String?
  public var weight: ExactDecimal?
  public var score: ExactDecimal?
  /// What was reached, in words (全年实际完成情况).
  public var resultText: String?
  /// Heads of the history columns as printed, in printed order: 前年, 上年 or 2023年, 2022年.
  public var historyHeads: [String]?
  public var indicators: [Indicator] = []
  public init(id: String) { self.id = id }

  public static let listName = "goals"
  public static let fields: [FormField<Goal>] = [
    .text("name", "目标名称", \.name), .text("text", "目标说明", \.text), .figure("weight", "分值", \.weight),
    .figure("score", "得分", \.score), .text("result_text", "全年实际完成情况", \.resultText),
    .texts("history_heads", "近年列名", \.historyHeads),
  ]
}

/// A performance indicator (绩效指标), one row.
public struct Indicator: FormRow {
  public var id: String
  /// Level-1 and level-2 head as printed, without a weight: 产出指标, 数量指标.
  public var level1: String?
  public var level2: String?
  public var name: String?
  public var target: String?
  /// Earlier values, oldest first; an empty text where the column is blank.
  public var history: [String]?
  public var actual: String?
  public var weight: ExactDecimal?
  public var score: ExactDecimal?
  /// Weights printed with the level heads: 产出指标（27分）.
  public var level1Weight: ExactDecimal?
  public var level2Weight: ExactDecimal?
  /// Basis of the target (指标值确定依据).
  public var basis: String?
  /// Definition (绩效指标描述、指标解释).
  public var definition: String?
  /// Why the target was missed or far exceeded (偏差原因分析).
  public var reason: String?
  /// What is done about it (改进措施).
  public var measure: String?
  /// What is expected by the end of the year (全年预计完成情况); on monitoring forms.
  public var forecast: String?
  /// How likely the target is met (完成目标可能性): 确定能, 有可能, 完全不可能.
  public var likelihood: String?
  /// Month in which the result falls due, 1…12, where it does not grow with the months.
  public var milestone: Int?
  public var note: String?
  public init(id: String) { self.id = id }

  public static let listName = "indicators"
  public static let fields: [FormField<Indicator>] = [
    .text("level1", "一级指标", \.level1), .text("level2", "二级指标", \.level2), .text("name", "三级指标", \.name),
    .texts("history", "近年指标值", \.history), .text("target", "指标值", \.target), .text("actual", "实际完成值", \.actual),
    .figure("weight", "分值", \.weight), .figure("score", "得分", \.score),
    .figure("level1_weight", "一级指标分值", \.level1Weight), .figure("level2_weight", "二级指标分值", \.level2Weight),
    .text("basis", "指标值确定依据", \.basis), .text("description", "绩效指标描述", \.definition),
    .text("reason", "偏差原因分析", \.reason), .text("measure", "改进措施", \.measure),
    .text("forecast", "全年预计完成情况", \.forecast), .text("likelihood", "完成目标可能性", \.likelihood),
    .integer("milestone", "节点月份", \.milestone), .text("note", "备注", \.note),
  ]
}
