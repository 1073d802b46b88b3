internal import Model

/// A place in a form or document that a finding points at.
struct Spot {
  /// Index of the form in its document; nil when there is none or the place is outside the forms.
  var form: Int?
  var path: FormPath?
  /// Words from the outside in: form, section, row.
  var place: [String]
  /// Position in the form, for page order.
  var order: Int
}

/// Collects what the rules have to say, and puts it in order.
struct Report {
  private var entries: [(finding: Finding, order: Int)] = []
  private let rules: [Rule]
  /// Index of the rule that is being checked.
  private var current: Int?
  /// What a place makes of its findings; nil where it follows the catalogue.
  private var atMost: Finding.Severity?
  /// Whether the text was made of pictures: what looks proven may be a digit that was read wrongly.
  private let isRecognised: Bool

  init(_ rules: [Rule], isRecognised: Bool = false) {
    self.rules = rules
    self.isRecognised = isRecognised
  }

  var isEmpty: Bool { entries.isEmpty }

  /// Every finding from here on is the rule's.
  mutating func begin(_ rule: Int, atMost: Finding.Severity? = nil) {
    current = rule
    self.atMost = atMost
  }

  /// - Parameter severity: when the form leaves room for another reading than the rule's.
  mutating func add(
    _ spot: Spot, _ message: String, printed: String? = nil, expected: String? = nil,
    severity: Finding.Severity? = nil
  ) {
    guard let current else { preconditionFailure("a finding is added by a rule") }
    let rule = rules[current]
    var severity = max(severity ?? rule.severity, atMost ?? .error)
    var message = message
    if isRecognised, severity == .error {
      severity = .warning
      message += "文件是扫描识别的，先对着原件看这几个字对不对。"
    }
    entries.append(
      (
        Finding(
          rule: rule.id, severity: severity, title: rule.title,
          place: spot.place.joined(separator: " · "), form: spot.form, path: spot.path, message: message,
          printed: printed, expected: expected, basis: rule.basis), spot.order
      ))
  }

  /// Severity, then the document as a whole, then form by form in page order.
  var findings: [Finding] {
    entries.indices.sorted { left, right in
      let (a, b) = (entries[left], entries[right])
      if a.finding.severity != b.finding.severity { return a.finding.severity < b.finding.severity }
      let (formA, formB) = (a.finding.form ?? -1, b.finding.form ?? -1)
      if formA != formB { return formA < formB }
      return a.order != b.order ? a.order < b.order : left < right
    }.map { entries[$0].finding }
  }
}

/// How figures are written in messages.
enum Printed {
  /// Two places, more only where they matter; a true minus sign.
  static func money(_ figure: ExactDecimal) -> String {
    let trimmed = figure.trimmed
    return minus(trimmed.places > 2 ? trimmed : trimmed.rounded(to: 2))
  }

  static func plain(_ figure: ExactDecimal) -> String { minus(figure) }

  /// With its sign: +114.50, −3505.64.
  static func signed(_ figure: ExactDecimal) -> String {
    figure.isNegative || figure.isZero ? money(figure) : "+" + money(figure)
  }

  private static func minus(_ figure: ExactDecimal) -> String {
    figure.isNegative ? "−" + figure.magnitude.description : figure.description
  }

  /// `394.61 + 5.00 = 399.61`, or `9 项合计 399.61` when there are many.
  static func sum(_ parts: [ExactDecimal], _ sum: ExactDecimal) -> String {
    parts.count <= 4
      ? parts.map(money).joined(separator: " + ") + " = " + money(sum) : "\(parts.count) 项合计 \(money(sum))"
  }

  /// Names in quotes, at most `max` of them.
  static func names(_ all: [String], max: Int = 4) -> String {
    var names: [String] = []
    for name in all where !names.contains(name) { names.append(name) }
    let shown = names.prefix(max).map { "“\(short($0))”" }.joined(separator: "、")
    return names.count > max ? shown + " 等 \(names.count) 处" : shown
  }

  /// A long text cut to what a reader needs to find it.
  static func short(_ text: String, max: Int = 24) -> String {
    text.count <= max ? text : String(text.prefix(max)) + "…"
  }

  /// Amounts of costing texts are in 元 inside; they are shown in the unit they were written in.
  static func yuan(_ amount: ExactDecimal, like number: CostingNumber) -> String {
    guard case .money(let scale) = number.kind, scale > 1,
      let shown = amount.divided(by: ExactDecimal(Int(scale)), places: 6)
    else { return amount.trimmed.description + "元" }
    return shown.trimmed.description + number.unit
  }
}
