internal import Model

/// Level-1 heads by what they are, however they are printed.
enum Level1: UInt8, Sendable {
  case cost, output, benefit, satisfaction, other

  init(_ text: String) {
    if text.has("满意") {
      self = .satisfaction
    } else if text.has("成本") {
      self = .cost
    } else if text.has("产出") {
      self = .output
    } else if text.has("效益") || text.has("效果") {
      self = .benefit
    } else {
      self = .other
    }
  }

  var name: String {
    switch self {
    case .cost: "成本"
    case .output: "产出"
    case .benefit: "效益"
    case .satisfaction: "满意度"
    case .other: "其他"
    }
  }
}

/// Level-2 heads by what they are.
enum Level2: UInt8, Sendable {
  case quantity, quality, timeliness, cost, economicCost, socialCost, ecologicalCost
  case economicBenefit, socialBenefit, ecologicalBenefit, sustained, satisfaction, other

  init(_ text: String) {
    if text.has("满意") {
      self = .satisfaction
    } else if text.has("成本") {
      self =
        text.has("经济")
        ? .economicCost : text.has("社会") ? .socialCost : text.has("环境") || text.has("生态") ? .ecologicalCost : .cost
    } else if text.has("数量") {
      self = .quantity
    } else if text.has("质量") {
      self = .quality
    } else if text.has("时效") {
      self = .timeliness
    } else if text.has("可持续") {
      self = .sustained
    } else if text.has("经济") {
      self = .economicBenefit
    } else if text.has("社会") {
      self = .socialBenefit
    } else if text.has("生态") || text.has("环境") {
      self = .ecologicalBenefit
    } else {
      self = .other
    }
  }

  /// The level-1 head it belongs under when that is not printed.
  var level1: Level1 {
    switch self {
    case .quantity, .quality, .timeliness: .output
    case .cost, .economicCost, .socialCost, .ecologicalCost: .cost
    case .economicBenefit, .socialBenefit, .ecologicalBenefit, .sustained: .benefit
    case .satisfaction: .satisfaction
    case .other: .other
    }
  }
}

/// One indicator with what rules ask for again and again, but for its texts.
///
/// Plain bytes: a hundred rules go over all rows, and none of them counts a reference or copies a text. What a rule
/// prints it takes from the form (`targetText`, `printed`).
struct RowFacts {
  /// Index of the goal in the form, and of the row in the goal.
  let goal: Int
  let index: Int
  let term: Goal.Term?
  /// nil when neither the level-1 nor the level-2 head says.
  let level1: Level1?
  let level2: Level2?
  let nameMarks: WordMarks
  let targetMarks: WordMarks
  let weight: ExactDecimal?
  let score: ExactDecimal?
  let hasBasis: Bool
  let hasDefinition: Bool
  let target: ValueFacts
  /// nil where the row prints no result.
  let actual: ValueFacts?
  /// Last year's value and the one before; nil where the row has none.
  let last: ValueFacts?
  let before: ValueFacts?

  var isLongTerm: Bool { term == .longTerm }
  /// Fewer is better, by name: accidents, complaints.
  var isHarm: Bool { nameMarks.contains(.harm) }
}

extension RowFacts {
  private init(
    _ row: PreparedForm.Row, term: Goal.Term?, level1: Level1?, level2: Level2?, _ scanner: WordScanner,
    scansTargets: Bool
  ) {
    goal = row.goal
    index = row.index
    self.term = term
    self.level1 = level1
    self.level2 = level2
    // Member by member: an indicator and a value are large, and nothing here needs a copy of them.
    nameMarks = row.reading { indicator in indicator.name.map { scanner.marks(in: $0) } ?? [] }
    let quantity = row.target.quantity
    targetMarks = scansTargets ? scanner.marks(in: quantity.text) : []
    (weight, score) = row.reading { ($0.weight, $0.score) }
    (hasBasis, hasDefinition) = row.reading { ($0.basis?.isEmpty == false, $0.definition?.isEmpty == false) }
    target = ValueFacts(quantity, of: quantity)
    actual = row.reading({ $0.actual == nil }) ? nil : ValueFacts(row.actual.quantity, of: quantity)
    (last, before) = Self.earlier(row, quantity, target)
  }

  /// The rows of a form in page order.
  static func rows(of form: PreparedForm, _ scanner: WordScanner) -> ContiguousArray<RowFacts> {
    var rows: ContiguousArray<RowFacts> = []
    rows.reserveCapacity(form.rows.count)
    var level1 = LevelCache(Level1.init)
    var level2 = LevelCache(Level2.init)
    let scansTargets = [FormKind].goals.contains(form.form.kind)
    for row in form.rows {
      let (one, two) = row.reading { (level1.level($0.level1), level2.level($0.level2)) }
      rows.append(
        RowFacts(
          row, term: form.form.goals[row.goal].term, level1: one ?? two?.level1, level2: two, scanner,
          scansTargets: scansTargets))
    }
    return rows
  }

  /// Many rows keep their value for years: it is read once.
  private static func earlier(
    _ row: PreparedForm.Row, _ quantity: borrowing Quantity, _ target: ValueFacts
  ) -> (last: ValueFacts?, before: ValueFacts?) {
    guard let history = row.indicator.history, let text = history.last else { return (nil, nil) }
    func value(_ text: String, _ quantity: borrowing Quantity) -> ValueFacts {
      text.isSame(as: quantity.text) ? target : ValueFacts(Quantity(text), of: quantity)
    }
    let last = text.isEmpty ? nil : value(text, quantity)
    guard history.count >= 2, let older = history[history.count - 2].nonEmpty else { return (last, nil) }
    return (last, older.isSame(as: text) ? last : value(older, quantity))
  }
}

/// Remembers the last head: rows of one class follow each other.
private struct LevelCache<Level> {
  private var text: String?
  private var known: Level?
  private let read: (String) -> Level

  init(_ read: @escaping (String) -> Level) { self.read = read }

  mutating func level(_ text: String?) -> Level? {
    guard let text, !text.isEmpty else { return nil }
    if let last = self.text, last.isSame(as: text) { return known }
    self.text = text
    known = read(text)
    return known
  }
}

extension String {
  var nonEmpty: String? { isEmpty ? nil : self }
}

extension FormFacts {
  /// A row with everything that is printed in it.
  func printed(_ row: Int) -> PreparedForm.Row { prepared.rows[row] }
  func indicator(_ row: Int) -> Indicator { prepared.rows[row].indicator }
  func name(of number: Int) -> String {
    let row = prepared.rows[number]
    return row.indicator.name ?? row.indicator.level2 ?? "第 \(number + 1) 行"
  }
  func targetText(_ row: Int) -> String { prepared.rows[row].target.quantity.text }
  /// nil where the row prints no result.
  func actualText(_ row: Int) -> String? { prepared.rows[row].indicator.actual }
  /// Last year's value as printed; nil where the row has none.
  func lastText(_ row: Int) -> String? { prepared.rows[row].indicator.history?.last?.nonEmpty }
  func spot(_ row: Int, _ field: String) -> Spot { indicator(rows[row].goal, rows[row].index, field) }
  /// Names of rows with what stands in them: 养护率 95%.
  func names(_ rows: [Int], max: Int = 4) -> String { Printed.names(rows.map { name(of: $0) }, max: max) }
  /// Rows of the form that match, in page order; allocates only when some do.
  func rows(where matches: (Int) -> Bool) -> [Int] {
    var found: [Int] = []
    for row in rows.indices where matches(row) { found.append(row) }
    return found
  }
  /// Long-term goals repeat the annual ones; where both are there the annual ones count.
  var hasAnnualRows: Bool { rows.contains { $0.term != .longTerm } }
}
