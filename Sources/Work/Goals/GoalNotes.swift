public import Model

/// What the stage of a goal form holds beside the form: the control figure, and the words that were given for what a
/// machine or a reviewer asked.
public struct GoalNotes: Hashable, Sendable {
  /// What the budget office allowed (一下控制数); nil before.
  public var control: Money?
  /// What it was before it was changed, the first one first; empty while it stands as it was issued.
  public var formerControls: [Money] = []
  /// Reasons for warnings that stay, by `Finding.answerKey`.
  public var reasons: [String: String] = [:]
  /// Reasons for returned cells that stay as they were, by path.
  public var answers: [String: String] = [:]
  /// Points of the review by aspect (完整性、相关性、适当性、可行性), as its policy names them.
  public var points: [String: ExactDecimal] = [:]
  /// Identifier of the grade that the points came to; nil where nobody scored.
  public var grade: String?
  /// The adjustment that made this version of the goal; nil for the version of the budget.
  public var adjustment: String?

  public init() {}

  public init(_ json: JSON) {
    control = json["control_fen"]?.integer.map { Money(fen: Int64($0)) }
    formerControls = (json["former_controls_fen"]?.array ?? []).compactMap { $0.integer.map { Money(fen: Int64($0)) } }
    reasons = Self.words(json["reasons"])
    answers = Self.words(json["answers"])
    for member in json["points"]?.members ?? [] { points[member.key] = member.value.number }
    grade = json["grade"]?.string
    adjustment = json["adjustment"]?.string
  }

  public var json: JSON {
    .object([
      "adjustment": adjustment.map { .string($0) }, "answers": Self.json(answers),
      "control_fen": control.map { .integer(Int($0.fen)) },
      "former_controls_fen": formerControls.isEmpty ? nil : .array(formerControls.map { .integer(Int($0.fen)) }),
      "grade": grade.map { .string($0) },
      "points": points.isEmpty
        ? nil : .object(points.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .number($0.value)) }),
      "reasons": Self.json(reasons),
    ])
  }

  private static func words(_ json: JSON?) -> [String: String] {
    var out: [String: String] = [:]
    for member in json?.members ?? [] { out[member.key] = member.value.string }
    return out
  }

  private static func json(_ words: [String: String]) -> JSON? {
    words.isEmpty ? nil : .object(words.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) })
  }
}

extension Finding {
  /// Under which a reason for the finding is kept: it survives another look through the form.
  public var answerKey: String { path.map { "\(rule)|\($0.text)" } ?? rule }
}
