public import Model
public import Schemes

/// The score of a form by a scheme, with its explanation, beside the score that the form prints.
public struct Score: Sendable {
  /// Name of the form: its project or department.
  public let form: String
  public let scheme: String
  public let schemeName: String
  /// What spoke for this scheme; nil when the caller named it.
  public let choice: SchemeChoice.Reason?
  /// The scheme's own computation, rounded as the scheme says.
  public let total: ExactDecimal
  /// Total as printed (自评得分、总分); nil when the form has none.
  public let printed: ExactDecimal?
  /// Sum of the printed scores of rows, goals and execution; nil when the form prints none at all.
  public let printedSum: ExactDecimal?
  public let grade: Scheme.Grade?
  /// The whole: one child for each part of the scheme.
  public let root: ScoreNode
  public let notes: [ScoreNote]

  /// Why this scheme, in words; nil when the caller named it.
  public var schemeWhy: String? { choice?.text }

  /// Whether the printed total is the sum of the printed scores; nil when either is missing.
  public var printedAgrees: Bool? {
    guard let printed, let printedSum else { return nil }
    return printed == printedSum
  }
}

/// Something about a score that people should know.
public enum ScoreNote: Hashable, Sendable {
  /// The scheme has no layout for this kind of form.
  case noLayout(FormKind)
  /// The weights printed in a part do not add up to the part.
  case partWeight(name: String, printed: ExactDecimal, scheme: ExactDecimal)
  /// The form prints another weight for the execution.
  case executionWeight(printed: ExactDecimal, scheme: ExactDecimal)
  /// Rows that belong to no part.
  case strangers(Int)
  /// Rows whose printed score is not the one the rule gives.
  case differing(Int)
  /// Rows that people scored outside their band.
  case outsideBand(Int)
  /// Rows that exceed their target so far that it must be explained.
  case overfulfilled(Int)
  /// Rows or goals that still have to be judged.
  case open(Int)
  /// Rows without a printed score that were computed.
  case computed(Int)
  /// The printed total is not the sum of the printed scores.
  case printedSum(printed: ExactDecimal, sum: ExactDecimal)
  /// The total by the scheme is not the printed one.
  case total(printed: ExactDecimal, scheme: ExactDecimal)
  /// Executed over initial budget, beside the rate over the adjusted budget.
  case initialBudget(actual: ExactDecimal, initial: ExactDecimal)
  /// More was spent than budgeted.
  case overspent(actual: ExactDecimal, budget: ExactDecimal)
  /// The row for the whole is empty; its parts were added.
  case executionRowsAdded
  /// A veto caps the grade.
  case veto(name: String, grade: String)
  case unknownVeto(String)

  public var text: String {
    switch self {
    case .noLayout(let kind): "本方案不适用于\(kind.officialName)"
    case .partWeight(let name, let printed, let scheme):
      "“\(name)”表中各行权重合计 \(printed.trimmed)，方案为 \(scheme.trimmed)"
    case .executionWeight(let printed, let scheme): "表中预算执行分值为 \(printed.trimmed)，方案为 \(scheme.trimmed)"
    case .strangers(let count): "\(count) 行指标不属于方案的任何部分，没有计分"
    case .differing(let count): "\(count) 行印的得分与按规则计算的不同"
    case .outsideBand(let count): "\(count) 行由人评定的得分不在区间内，照印计入，应说明理由"
    case .overfulfilled(let count): "\(count) 行实际超过目标较多，应说明原因"
    case .open(let count): "\(count) 处须由人评定，暂记 0"
    case .computed(let count): "\(count) 行表中没有得分，由计算得出"
    case .printedSum(let printed, let sum): "表中印的各项得分合计 \(sum.trimmed)，总分印的是 \(printed.trimmed)"
    case .total(let printed, let scheme): "按方案计算为 \(scheme.trimmed)，表中总分印的是 \(printed.trimmed)"
    case .initialBudget(let actual, let initial):
      "按年初预算计，执行率为 \(actual) ÷ \(initial) = \(ScoreReason.percent(actual, initial))"
    case .overspent(let actual, let budget): "执行数 \(actual) 超过预算数 \(budget)，得分最多为满分"
    case .executionRowsAdded: "资金总额一行是空的，按其下各行相加"
    case .veto(let name, let grade): "有一票否决事项“\(name)”，等级最高为\(grade)"
    case .unknownVeto(let id): "方案中没有一票否决事项“\(id)”"
    }
  }
}
