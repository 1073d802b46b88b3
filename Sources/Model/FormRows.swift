/// A figure of an earlier year.
public struct PriorAmount: FormRow {
  public var id: String
  public var year: Int?
  public var amount: ExactDecimal?
  public init(id: String) { self.id = id }
  public static let listName = "prior"
  public static let fields: [FormField<PriorAmount>] = [
    .integer("year", "年度", \.year), .figure("amount", "金额", \.amount),
  ]
}

/// A source of the money (资金来源), its label as printed with 其中.
public struct FundingLine: FormRow {
  public var id: String
  public var source: String?
  public var amount: ExactDecimal?
  public init(id: String) { self.id = id }
  public static let listName = "funding"
  public static let fields: [FormField<FundingLine>] = [
    .text("source", "来源项目", \.source), .figure("amount", "金额", \.amount),
  ]
}

/// A row of the income or spending composition of a department (收入构成、支出构成).
public struct CompositionLine: FormRow {
  public var id: String
  public var item: String?
  public var amount: ExactDecimal?
  /// Printed share in per cent.
  public var share: ExactDecimal?
  /// Earlier years, oldest first; nil where blank.
  public var history: [ExactDecimal?]?
  public init(id: String) { self.id = id }
  public static let listName = "composition"
  public static let fields: [FormField<CompositionLine>] = [
    .text("item", "项目", \.item), .figure("amount", "当年金额", \.amount), .figure("share", "占比", \.share),
    .figures("history", "近两年收支金额", \.history),
  ]
}

/// A project listed in the form of a department (项目支出情况).
public struct ProjectLine: FormRow {
  public var id: String
  public var name: String?
  public var category: String?
  public var total: ExactDecimal?
  public var current: ExactDecimal?
  public var purpose: String?
  public init(id: String) { self.id = id }
  public static let listName = "projects"
  public static let fields: [FormField<ProjectLine>] = [
    .text("name", "项目名称", \.name), .text("category", "支出项目类别", \.category), .figure("total", "项目总预算", \.total),
    .figure("current", "项目本年度预算", \.current), .text("purpose", "主要支出方向和用途", \.purpose),
  ]
}

/// A line of the cost breakdown (项目支出明细测算).
public struct CostLine: FormRow {
  public var id: String
  public var activity: String?
  public var content: String?
  /// Economic classification (支出经济分类).
  public var category: String?
  public var amount: ExactDecimal?
  /// Costing basis (测算依据及说明).
  public var basis: String?
  public var note: String?
  public init(id: String) { self.id = id }
  public static let listName = "costs"
  public static let fields: [FormField<CostLine>] = [
    .text("activity", "项目活动", \.activity), .text("content", "活动内容表述", \.content),
    .text("category", "支出经济分类", \.category), .figure("amount", "金额", \.amount), .text("basis", "测算依据及说明", \.basis),
    .text("note", "备注", \.note),
  ]
}

/// A line of the procurement plan (项目采购).
public struct ProcurementLine: FormRow {
  public var id: String
  public var item: String?
  public var quantity: ExactDecimal?
  public var amount: ExactDecimal?
  public init(id: String) { self.id = id }
  public static let listName = "procurement"
  public static let fields: [FormField<ProcurementLine>] = [
    .text("item", "品名", \.item), .figure("quantity", "数量", \.quantity), .figure("amount", "金额", \.amount),
  ]
}

/// A step of the payment plan (资金支出计划), cumulative.
public struct PaymentStep: FormRow {
  public var id: String
  /// Until when: 3月底.
  public var by: String?
  public var percent: ExactDecimal?
  public init(id: String) { self.id = id }
  public static let listName = "schedule"
  public static let fields: [FormField<PaymentStep>] = [
    .text("by", "时间", \.by), .figure("percent", "支出计划（%）", \.percent),
  ]
}

/// A row of the execution table of the national self-evaluation form.
public struct ExecutionLine: FormRow {
  public var id: String
  public var source: String?
  public var initial: ExactDecimal?
  public var adjusted: ExactDecimal?
  public var actual: ExactDecimal?
  public var rate: ExactDecimal?
  public var weight: ExactDecimal?
  public var score: ExactDecimal?
  public init(id: String) { self.id = id }
  public static let listName = "rows"
  public static let fields: [FormField<ExecutionLine>] = [
    .text("source", "资金", \.source), .figure("initial", "年初预算数", \.initial), .figure("adjusted", "全年预算数", \.adjusted),
    .figure("actual", "全年执行数", \.actual), .figure("rate", "执行率", \.rate), .figure("weight", "分值", \.weight),
    .figure("score", "得分", \.score),
  ]
}
