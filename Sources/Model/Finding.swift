/// One thing a check has to say about a form or document: data, not an exception.
public struct Finding: Hashable, Sendable {
  /// How much a finding weighs.
  public enum Severity: String, Sendable, CaseIterable, Comparable {
    /// Arithmetic or the form itself proves it; blocks submission.
    case error
    /// A careful reviewer would ask; needs an explanation.
    case warning
    case hint

    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
    private var rank: Int {
      switch self {
      case .error: 0
      case .warning: 1
      case .hint: 2
      }
    }
  }

  /// Name of the rule, never reused, never renamed: `details-sum`.
  public let rule: String
  public let severity: Severity
  /// The whole message in at most 16 characters, a statement: 变动金额与方向不符.
  public let title: String
  /// Form, section, row, in words: enough for a person to find it.
  public let place: String
  /// Index of the form in its document; nil when the finding is about the document as a whole.
  public let form: Int?
  /// The cell in that form; nil when it is about the form as a whole.
  public let path: FormPath?
  /// What was found with the arithmetic, why it matters, what to do; for the clerk who filled in the form.
  public let message: String
  /// The figure or words as printed, and what they ought to be; nil when the finding is not about one value.
  public let printed: String?
  public let expected: String?
  /// The clause the rule rests on: 财预〔2015〕88号.
  public let basis: String?

  public init(
    rule: String, severity: Severity, title: String, place: String, form: Int? = nil, path: FormPath? = nil,
    message: String, printed: String? = nil, expected: String? = nil, basis: String? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.title = title
    self.place = place
    self.form = form
    self.path = path
    self.message = message
    self.printed = printed
    self.expected = expected
    self.basis = basis
  }

  /// As the reading contract prints it.
  public var json: JSON {
    .object([
      "rule": .string(rule), "severity": .string(severity.rawValue), "title": .string(title), "where": .string(place),
      "form": form.map { .integer($0) }, "path": path.map { .string($0.text) }, "message": .string(message),
      "printed": printed.map { .string($0) }, "expected": expected.map { .string($0) },
      "basis": basis.map { .string($0) },
    ])
  }
}
