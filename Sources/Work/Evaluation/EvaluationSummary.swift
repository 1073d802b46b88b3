import Lifecycle
public import Model
import Schemes
import Scoring
public import Store

/// What a self-evaluation came to when it was handed in, kept with the stage: lists read it without opening the form.
public struct EvaluationSummary: Hashable, Sendable {
  public let score: ExactDecimal
  public let grade: String?
  public let indicators: Int
  /// Rows with full points.
  public let met: Int
  /// Spent of the budget in per cent.
  public let spending: ExactDecimal?
  public let scheme: String

  init(_ content: FormContent, _ score: Score?) {
    let rows = score?.root.all.filter { $0.children.isEmpty && $0.actual != nil } ?? []
    self.score = score?.total ?? content.score ?? .zero
    grade = score?.grade?.name
    indicators = rows.count
    met = rows.filter { node in node.weight.map { node.score >= $0 } ?? false }.count
    spending = content.execution?.rate
    scheme = score?.scheme ?? ""
  }

  /// nil before it was handed in.
  public init?(_ row: StageRow) {
    guard row.flow == SelfEvaluation.name, let score = row.content["score"]?.string.flatMap({ ExactDecimal($0) }) else {
      return nil
    }
    self.score = score
    grade = row.content["grade"]?.string
    indicators = row.content["indicators"]?.integer ?? 0
    met = row.content["met"]?.integer ?? 0
    spending = row.content["spending"]?.string.flatMap { ExactDecimal($0) }
    scheme = row.content["scheme"]?.string ?? ""
  }

  var json: JSON {
    .object([
      "grade": grade.map { .string($0) }, "indicators": .integer(indicators), "met": .integer(met),
      "scheme": .string(scheme), "score": .string(score.description),
      "spending": spending.map { .string($0.description) },
    ])
  }
}
