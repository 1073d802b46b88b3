/// What a document says: its forms, its narrative figures, its final account.
public struct DocumentContent: Hashable, Sendable {
  public var title: String?
  public var region: String?
  public var year: Int?
  public var moneyUnit: MoneyUnit?
  public var forms: [FormContent] = []
  public var statements: [Statement] = []
  public var finalAccount: FinalAccount?
  /// Running text outside forms and tables, in page order: what reviewing compares with them. Not part of the contract.
  public var passages: [Passage] = []
  /// Headings without running text of their own, in page order. Not part of the contract.
  public var headings: [BareHeading] = []
  /// Whether a recogniser made the text of pictures, so that a digit may be wrong without looking wrong. Not part of the
  /// contract.
  public var isRecognised = false
  public init() {}

  /// Whether nothing at all was recognised.
  public var isEmpty: Bool { forms.isEmpty && statements.isEmpty && finalAccount == nil }
}

/// A paragraph of running text with the headings it stands under.
public struct Passage: Hashable, Sendable {
  /// Outermost first: 附件 3, 一、项目绩效评价自评报告.
  public var headings: [String]
  /// Without the blanks and breaks of the layout.
  public var text: String
  public init(headings: [String], text: String) {
    self.headings = headings
    self.text = text
  }
}

/// A heading directly above a form, or above nothing that could be read.
public struct BareHeading: Hashable, Sendable {
  public enum Below: Hashable, Sendable {
    case nothing
    /// Index of the form in the document.
    case form(Int)
  }
  /// Outermost first, the heading itself last.
  public var path: [String]
  public var below: Below
  public init(path: [String], below: Below) {
    self.path = path
    self.below = below
  }
}

/// A figure stated in running text: 开展财政重点评价的项目 6 个.
public struct Statement: Hashable, Sendable {
  public var subject: String
  public var value: ExactDecimal
  public var unit: String
  public var context: String
  public init(subject: String, value: ExactDecimal, unit: String, context: String) {
    self.subject = subject
    self.value = value
    self.unit = unit
    self.context = context
  }
}

/// The final account of a department (部门决算) as its narrative and tables print it.
public struct FinalAccount: Hashable, Sendable {
  /// One functional item of the section on general public expenditure.
  public struct Item: Hashable, Sendable {
    public var section: String?
    /// Functional class, group, item (类、款、项).
    public var classLevel: String?
    public var groupLevel: String?
    public var itemLevel: String?
    /// Initial budget; nil when the item had none.
    public var budget: ExactDecimal?
    public var actual: ExactDecimal?
    /// Printed completion in per cent.
    public var percent: ExactDecimal?
    public var reasonGiven: Bool
    public var reason: String?
    public init(reasonGiven: Bool = false) { self.reasonGiven = reasonGiven }
  }

  /// One figure of the narrative with its change against the previous year.
  public struct Figure: Hashable, Sendable {
    public var section: String
    public var name: String
    public var value: ExactDecimal
    /// Unit of the value: 万元, 辆, 个.
    public var unit = "万元"
    /// Printed change, negative for 减少.
    public var change: ExactDecimal?
    /// Printed percentage: of the change (negative for 下降), share of a whole, or completion of a budget.
    public var percent: ExactDecimal?
    /// What the percentage is a part of, as printed: 本年支出, 年初预算; nil when it measures the change, or when the
    /// text does not say (占42.34%: a share of the sum of its section).
    public var percentOf: String?
    public init(section: String, name: String, value: ExactDecimal) {
      self.section = section
      self.name = name
      self.value = value
    }
  }

  public struct Table: Hashable, Sendable {
    public var title: String
    public var rows: [[String]]
    public init(title: String, rows: [[String]]) {
      self.title = title
      self.rows = rows
    }
  }

  public var items: [Item] = []
  public var figures: [Figure] = []
  public var tables: [Table] = []
  public init() {}
}
