public import Model

/// The official form (表样) of a place and time: what it asks, in the order in which it is printed.
///
/// Readers recognise documents by the labels of all templates together; pages and writers print a form by the sections
/// of one.
public struct Template: Sendable, Identifiable {
  public let id: String
  public let kind: FormKind
  /// Official title without year: 项目支出绩效自评表.
  public let name: String
  /// Other titles under which the same form is seen.
  public let titles: [String]
  public let validity: Validity
  public let moneyUnit: MoneyUnit
  public let sections: [Section]
  /// Level-1 heads that an approved form has at least one indicator under.
  public let requiredLevels: [String]
  /// Allowed level-2 heads by level-1 head, in printed order.
  public let levels: [Level]

  /// A level-1 head with the level-2 heads allowed under it.
  public struct Level: Sendable, Hashable {
    public let name: String
    public let level2: [String]
  }

  /// A block of the form: rows of labelled cells, or a table.
  public struct Section: Sendable {
    /// Heading or merged label at the side; nil when the form prints none.
    public let title: String?
    /// Rows of labelled cells, as printed.
    public let rows: [[Field]]
    public let table: Table?
  }

  /// A labelled cell.
  public struct Field: Sendable {
    public let label: String
    public let synonyms: [String]
    public let target: FieldTarget
    public let required: Bool
    /// Name or number of a person: kept apart from what may be published.
    public let personal: Bool
    /// Printed across the whole width, several lines high.
    public let long: Bool
  }

  /// A table of the form.
  public struct Table: Sendable {
    public let list: TemplateList
    /// Goals and indicators: whose goals.
    public let term: Goal.Term?
    public let columns: [Column]
    /// First cells of a table whose rows are printed beforehand (资金来源).
    public let fixedRows: [String]
  }

  /// A column of a table.
  public struct Column: Sendable {
    public let label: String
    public let synonyms: [String]
    /// Name of the field of the row, as in `FormRow.fields`, or one of `TemplateList.extraColumns`.
    public let field: String
    /// Head printed above this column and its neighbours with the same group: 指标值.
    public let group: String?
  }
}

/// Where the value of a labelled cell goes in a `FormContent`.
public enum FieldTarget: String, Sendable, CaseIterable, Hashable {
  case name, code, department, year, score
  /// Name of the department: of the form about it, else of the supervising department.
  case departmentName = "name.department"
  case unitName = "unit_name"
  case attribute
  /// Kept among the contacts, never published.
  case contact
  case total = "amounts.total"
  case current = "amounts.current"
  /// Text that tells the budgets of earlier years; also kept as an attribute.
  case prior = "amounts.prior"
  /// A source of money whose amount stands beside its label.
  case funding
  /// Text of the one overall goal.
  case goal
  case longTermGoal = "goal.long-term"
  case annualGoal = "goal.annual"
  /// What was reached, in words.
  case goalResult = "goal.result"
  /// A goal with its number in the label: 年度目标 1.
  case numberedGoal = "goal.numbered"
  case executionBudget = "execution.budget"
  case executionActual = "execution.actual"
  case executionRate = "execution.rate"
  case executionScore = "execution.score"
  /// One text that explains the numbered cost lines; also kept as an attribute.
  case costBasis = "costs.basis"
  /// A heading that only opens a section: nothing of its own.
  case section
}

/// The tables of a form.
public enum TemplateList: String, Sendable, CaseIterable, Hashable {
  case funding, composition, projects, costs, procurement, schedule, goals, indicators, execution

  /// Columns that are no field of a row: they say which row, or are put together into a field.
  public static let extraColumns: Set<String> = [
    "goal", "history", "comparator", "measure", "section", "ignored", "number", "forecast", "likelihood", "period",
  ]

  /// A field of this table's rows: its name in addresses, its official label, whether it holds figures.
  public struct RowHead: Hashable, Sendable {
    public let key: String
    public let label: String
    public let isFigure: Bool
  }

  /// The fields of this table's rows, in their order.
  public var rowHeads: [RowHead] {
    switch self {
    case .funding: Self.heads(FundingLine.self)
    case .composition: Self.heads(CompositionLine.self)
    case .projects: Self.heads(ProjectLine.self)
    case .costs: Self.heads(CostLine.self)
    case .procurement: Self.heads(ProcurementLine.self)
    case .schedule: Self.heads(PaymentStep.self)
    case .goals: Self.heads(Goal.self)
    case .indicators: Self.heads(Indicator.self)
    case .execution: Self.heads(ExecutionLine.self)
    }
  }

  /// Names of the fields of this table's rows.
  public var rowFields: Set<String> { Set(rowHeads.map(\.key)) }

  private static func heads<Row: FormRow>(_ type: Row.Type) -> [RowHead] {
    Row.fields.map { field in
      let isFigure =
        switch field.storage {
        case .figure, .figures, .integer: true
        case .text, .texts: false
        }
      return RowHead(key: field.key, label: field.label, isFigure: isFigure)
    }
  }
}
