public import Model

/// A slip that was planted on purpose, for the key that a reviewer's findings are held against.
public struct PlantedSlip: Hashable, Sendable {
  /// What kind of slip it is: `digit-dropped`.
  public let slip: String
  /// Name of the rule that must find it.
  public let rule: String
  public let path: FormPath
  public let printed: String
  /// What stood there before.
  public let right: String
}

/// A kind of slip that clerks make in forms.
struct Slip: Sendable, CustomStringConvertible {
  /// What a slip did to a form: where, and what stands there now and stood there before.
  struct Change {
    let path: FormPath
    let printed: String
    let right: String
  }

  let name: String
  /// Name of the rule that finds it.
  let rule: String
  /// Rules that find it as well, because a wrong figure makes a wrong sum.
  let also: Set<String>
  /// Spoils one place of a right form; nil where the form has no such place.
  private let spoil: @Sendable (inout FormContent, inout SeededRandom) -> Change?

  init(
    _ name: String, _ rule: String, also: Set<String> = [],
    _ spoil: @escaping @Sendable (inout FormContent, inout SeededRandom) -> Change?
  ) {
    self.name = name
    self.rule = rule
    self.also = also
    self.spoil = spoil
  }

  var description: String { name }

  func plant(in form: inout FormContent, _ random: inout SeededRandom) -> PlantedSlip? {
    var spoiled = form
    guard let change = spoil(&spoiled, &random), spoiled != form else { return nil }
    form = spoiled
    return PlantedSlip(slip: name, rule: rule, path: change.path, printed: change.printed, right: change.right)
  }

  /// Plants one of several kinds, the first that fits from a random place on.
  static func plant(
    oneOf slips: [Slip], in form: inout FormContent, _ random: inout SeededRandom
  ) -> PlantedSlip? {
    let start = Int.random(in: 0..<slips.count, using: &random)
    for offset in slips.indices {
      if let planted = slips[(start + offset) % slips.count].plant(in: &form, &random) { return planted }
    }
    return nil
  }
}

extension FormContent {
  /// Changes a text of one indicator that fits.
  mutating func change(
    _ field: WritableKeyPath<Indicator, String?>, _ name: String, _ random: inout SeededRandom,
    where fits: (Indicator) -> Bool, _ spoil: (Indicator) -> String?
  ) -> Slip.Change? {
    change(&random, where: fits) { row in
      let right = row[keyPath: field] ?? ""
      guard let wrong = spoil(row), wrong != right else { return nil }
      row[keyPath: field] = wrong
      return (name, wrong, right)
    }
  }

  /// Changes one indicator that fits.
  /// - Parameter spoil: changes the row, and tells the field with what it shows now and showed before.
  mutating func change(
    _ random: inout SeededRandom, where fits: (Indicator) -> Bool,
    _ spoil: (inout Indicator) -> (field: String, printed: String, right: String)?
  ) -> Slip.Change? {
    guard let goal = goals.indices.first else { return nil }
    let rows = goals[goal].indicators.indices.filter { fits(goals[goal].indicators[$0]) }
    guard let row = rows.randomElement(using: &random), let told = spoil(&goals[goal].indicators[row]) else {
      return nil
    }
    return Slip.Change(
      path: .indicator(goals[goal].id, goals[goal].indicators[row].id).field(told.field), printed: told.printed,
      right: told.right)
  }
}

/// A target or result as the generator writes it: ≥1200人次.
struct WrittenValue {
  var comparator: String
  var figure: ExactDecimal
  var unit: String

  init?(_ text: String?) {
    guard var rest = text.map({ Substring($0) }) else { return nil }
    comparator = String(rest.prefix { "≥≤=".contains($0) })
    rest = rest.dropFirst(comparator.count)
    let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let figure = ExactDecimal(String(digits)) else { return nil }
    self.figure = figure
    unit = String(rest.dropFirst(digits.count))
  }

  var text: String { "\(comparator)\(figure)\(unit)" }
  var result: String { "\(figure)\(unit)" }
  var isPercent: Bool { unit == "%" }
  /// Counts of things, which grow with the months.
  var isCount: Bool { comparator == "≥" && !isPercent }
}
