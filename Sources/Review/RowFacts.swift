internal import Model

/// Level-1 heads by what they are, however they are printed.
enum Level1: Hashable, Sendable {
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
enum Level2: Hashable, Sendable {
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

/// One indicator with everything rules ask for again and again.
///
/// Rules go over rows by index and read single members, so that nothing is copied for a row that is in order.
struct RowFacts {
  /// The row with its target and result as scoring reads them.
  let row: PreparedForm.Row
  let term: Goal.Term?
  /// nil when neither the level-1 nor the level-2 head says.
  let level1: Level1?
  let level2: Level2?
  let nameMarks: WordMarks
  /// Last year's value and the one before; nil where the row has none.
  let last: EarlierValue?
  let before: EarlierValue?
  private let hasActual: Bool

  init(
    _ row: PreparedForm.Row, term: Goal.Term?, level1: Level1?, level2: Level2?, nameMarks: WordMarks,
    last: EarlierValue?, before: EarlierValue?
  ) {
    self.row = row
    self.term = term
    self.level1 = level1
    self.level2 = level2
    self.nameMarks = nameMarks
    self.last = last
    self.before = before
    hasActual = row.indicator.actual != nil
  }

  var goal: Int { row.goal }
  var index: Int { row.index }
  var weight: ExactDecimal? { row.indicator.weight }
  var score: ExactDecimal? { row.indicator.score }
  /// Lent, not copied: a value is large.
  var target: Quantity { _read { yield row.target.quantity } }
  /// nil where the row prints no result.
  var actual: ActualValue? { hasActual ? ActualValue(row: row) : nil }

  var isLongTerm: Bool { term == .longTerm }
  /// Fewer is better, by name: accidents, complaints.
  var isHarm: Bool { nameMarks.contains(.harm) }
}

/// The result of a row, read where it lies.
@dynamicMemberLookup
struct ActualValue {
  fileprivate let row: PreparedForm.Row
  var quantity: Quantity { row.actual.quantity }
  subscript<Value>(dynamicMember path: KeyPath<Quantity, Value>) -> Value { row.actual.quantity[keyPath: path] }
}

/// A value of an earlier year. A class, because many rules look at it and values are large.
@dynamicMemberLookup
final class EarlierValue: Sendable {
  private let quantity: Quantity
  /// A value that stayed what it was is not read a second time.
  init(_ text: String, or target: Target) {
    quantity = text.isSame(as: target.quantity.text) ? target.quantity : Quantity(text)
  }
  subscript<Value>(dynamicMember path: KeyPath<Quantity, Value>) -> Value { quantity[keyPath: path] }
}

extension RowFacts {
  /// The rows of a form in page order.
  static func rows(of form: PreparedForm, _ scanner: WordScanner) -> ContiguousArray<RowFacts> {
    var rows: ContiguousArray<RowFacts> = []
    rows.reserveCapacity(form.rows.count)
    var level1 = LevelCache(Level1.init)
    var level2 = LevelCache(Level2.init)
    for row in form.rows {
      let one = level1.level(row.indicator.level1)
      let two = level2.level(row.indicator.level2)
      let (last, before) = earlier(row)
      rows.append(
        RowFacts(
          row, term: form.form.goals[row.goal].term, level1: one ?? two?.level1, level2: two,
          nameMarks: row.indicator.name.map { scanner.marks(in: $0) } ?? [], last: last, before: before))
    }
    return rows
  }

  /// Many rows keep their value for years: it is read once.
  private static func earlier(_ row: PreparedForm.Row) -> (last: EarlierValue?, before: EarlierValue?) {
    guard let history = row.indicator.history, let text = history.last else { return (nil, nil) }
    let last = text.isEmpty ? nil : EarlierValue(text, or: row.target)
    guard history.count >= 2, let older = history[history.count - 2].nonEmpty else { return (last, nil) }
    return (last, older.isSame(as: text) ? last : EarlierValue(older, or: row.target))
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

extension Quantity {
  /// Money, also where only 万 is printed.
  var isMoney: Bool { unit == "元" || (unit.isEmpty && (scale == 4 || scale == 8)) }

  /// A count of things: 30人, 6台.
  func isCount(_ units: [String]) -> Bool { (kind == .number || kind == .range) && units.contains(unit) }

  /// The one figure with 万 multiplied out, when it may be compared with another of the same unit.
  var comparable: ExactDecimal? {
    guard isNumeric, base == .absolute, let value = scaledValue, FigureRange.isAmount(value) else { return nil }
    return value
  }
}

extension FormFacts {
  func indicator(_ row: Int) -> Indicator { rows[row].row.indicator }
  func name(of row: Int) -> String {
    rows[row].row.indicator.name ?? rows[row].row.indicator.level2 ?? "第 \(row + 1) 行"
  }
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
