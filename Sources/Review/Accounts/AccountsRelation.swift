public import Model

/// Two sides of final accounts that must agree (勾稽关系), with every figure that stands in them.
public struct AccountsRelation: Hashable, Sendable {
  /// A figure of one side.
  public struct Term: Hashable, Sendable {
    /// Table, row and column in words: 表一 本年收入合计.
    public let label: String
    /// nil for what does not stand in a table: payments, self-evaluations, last year's accounts.
    public let cell: AccountsCell?
    public let value: Int64
  }

  public enum Comparison: Hashable, Sendable {
    case equal
    /// The left side is the right side or less.
    case atMost
    case atLeast

    public var sign: String {
      switch self {
      case .equal: "="
      case .atMost: "≤"
      case .atLeast: "≥"
      }
    }
  }

  public let rule: String
  /// What it is about: 本年收入合计, 208 社会保障和就业支出.
  public let subject: String
  public let left: [Term]
  public let right: [Term]
  public let comparison: Comparison
  /// What the sides may differ by, in the unit of the figures.
  public let tolerance: Int64
  /// Whether the figures are fen; pieces otherwise.
  public let isMoney: Bool

  public var leftSum: Int64 { left.reduce(0) { $0 + $1.value } }
  public var rightSum: Int64 { right.reduce(0) { $0 + $1.value } }
  public var difference: Int64 { leftSum - rightSum }

  public var holds: Bool {
    switch comparison {
    case .equal: difference.magnitude <= tolerance.magnitude
    case .atMost: difference <= tolerance
    case .atLeast: difference >= -tolerance
    }
  }

  /// The sides in words: `5197.65 + 5894.94 = 11092.59，表写 11092.58，相差 0.01`.
  public var arithmetic: String {
    let left = Self.side(self.left, leftSum, isMoney)
    let right = Self.side(self.right, rightSum, isMoney)
    let gap = Self.printed(Int64(difference.magnitude), isMoney)
    switch comparison {
    case .equal: return "\(left)，应等于 \(right)，相差 \(gap)"
    case .atMost: return "\(left)，应不大于 \(right)，多 \(gap)"
    case .atLeast: return "\(left)，应不小于 \(right)，少 \(gap)"
    }
  }

  private static func side(_ terms: [Term], _ sum: Int64, _ isMoney: Bool) -> String {
    guard terms.count > 1 else { return printed(sum, isMoney) }
    if terms.count > 4 { return "\(terms.count) 项合计 \(printed(sum, isMoney))" }
    return terms.map { printed($0.value, isMoney) }.joined(separator: " + ") + " = " + printed(sum, isMoney)
  }

  /// In 万元 with two places, more where they matter; pieces as they are.
  public static func printed(_ value: Int64, _ isMoney: Bool) -> String {
    isMoney ? Printed.money(Money(fen: value).figure(in: .wanYuan)) : String(value)
  }

  /// The cell that a person looks at first.
  public var cell: AccountsCell? { (left + right).lazy.compactMap(\.cell).first }
}

/// A rule of final accounts: which sides must agree, and why.
public struct AccountsRule: Sendable, Identifiable {
  /// Never reused, never renamed: `accounts-income-lines`.
  public let id: String
  /// As offices count the relations: 1 for F-01; nil for those of the house.
  public let number: String
  public let severity: Finding.Severity
  /// A statement of what is wrong, in at most 16 characters.
  public let title: String
  public let explanation: String
  let relations: @Sendable (AccountsFacts) -> [AccountsRelation]

  init(
    _ number: String, _ id: String, _ severity: Finding.Severity, _ title: String, _ explanation: String,
    relations: @escaping @Sendable (AccountsFacts) -> [AccountsRelation]
  ) {
    self.number = number
    self.id = id
    self.severity = severity
    self.title = title
    self.explanation = explanation
    self.relations = relations
  }
}

/// Every relation of final accounts, checked.
public struct AccountsCheck: Sendable {
  public struct Outcome: Sendable, Identifiable {
    public let rule: AccountsRule
    public let relations: [AccountsRelation]
    public var id: String { rule.id }
    public var failures: [AccountsRelation] { relations.filter { !$0.holds } }
  }

  /// Rules that found something to compare, in the order of the catalogue.
  public let outcomes: [Outcome]

  public init(_ accounts: DepartmentAccounts, _ context: AccountsContext, _ terms: AccountsTerms) {
    let facts = AccountsFacts(accounts, context, terms)
    outcomes = AccountsRules.all.map { Outcome(rule: $0, relations: $0.relations(facts)) }.filter {
      !$0.relations.isEmpty
    }
  }

  public var relations: Int { outcomes.reduce(0) { $0 + $1.relations.count } }
  public var failures: Int { outcomes.reduce(0) { $0 + $1.failures.count } }

  /// What does not agree, errors first, then in the order of the catalogue.
  public var findings: [Finding] {
    let all = outcomes.flatMap { outcome in
      outcome.failures.map { relation in
        Finding(
          rule: outcome.rule.id, severity: outcome.rule.severity, title: outcome.rule.title, place: relation.subject,
          form: nil, path: nil, message: "\(relation.subject)：\(relation.arithmetic)。",
          printed: AccountsRelation.printed(relation.leftSum, relation.isMoney),
          expected: AccountsRelation.printed(relation.rightSum, relation.isMoney), basis: nil)
      }
    }
    return all.filter { $0.severity == .error } + all.filter { $0.severity != .error }
  }
}

/// What a place lays down for the rules of final accounts.
public struct AccountsTerms: Hashable, Sendable {
  /// First three digits of economic codes that are paid to persons.
  public var personnel: Set<String>
  /// In fen; counts where the workbook is in 万元.
  public var tolerancePerAddend: Int64
  public var toleranceMax: Int64

  public init(personnel: Set<String>, tolerancePerAddend: Int64, toleranceMax: Int64) {
    self.personnel = personnel
    self.tolerancePerAddend = tolerancePerAddend
    self.toleranceMax = toleranceMax
  }
}
