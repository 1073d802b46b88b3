public import Model
public import Schemes

/// A node of the explanation of a score: a part, a group of indicators, or one row with its arithmetic.
///
/// It keeps numbers and the rule; the words are made when somebody reads them.
public struct ScoreNode: Sendable {
  /// What is odd about a node; each may deserve a note.
  public struct Flags: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    /// The form prints no score here; it was computed.
    public static let computed = Flags(rawValue: 1 << 0)
    /// People decide; the printed score was taken over.
    public static let judged = Flags(rawValue: 1 << 1)
    /// Taken over although it lies outside what people may grant.
    public static let outsideBand = Flags(rawValue: 1 << 2)
    /// The printed score is not the one the rule gives.
    public static let differs = Flags(rawValue: 1 << 3)
    /// The target was exceeded so far that the reason must be explained.
    public static let explain = Flags(rawValue: 1 << 4)
    /// The target was exceeded so far that it is no use.
    public static let unusableTarget = Flags(rawValue: 1 << 5)
    /// No rule decides and nothing is printed: somebody has to judge.
    public static let open = Flags(rawValue: 1 << 6)
    /// More points than the part is worth; cut off.
    public static let capped = Flags(rawValue: 1 << 7)
    /// No weight, or none that can be points.
    public static let noWeight = Flags(rawValue: 1 << 8)
  }

  public let name: String
  /// Points that can be had; nil when the form gives the row none.
  public let weight: ExactDecimal?
  /// Points by the scheme, unrounded up to six places.
  public let score: ExactDecimal
  /// Points as printed, for a part the sum of its printed rows; nil when the form prints none.
  public let printed: ExactDecimal?
  public let reason: ScoreReason
  public let rule: SchemeRule?
  public let flags: Flags
  /// Target and actual as printed.
  public let target: String?
  public let actual: String?
  let goalID: String?
  let rowID: String?
  public var children: [ScoreNode]

  init(
    _ name: String, weight: ExactDecimal?, score: ExactDecimal, printed: ExactDecimal?, reason: ScoreReason,
    rule: SchemeRule? = nil, flags: Flags = [], target: String? = nil, actual: String? = nil, goalID: String? = nil,
    rowID: String? = nil, children: [ScoreNode] = []
  ) {
    self.name = name
    self.weight = weight
    self.score = score
    self.printed = printed
    self.reason = reason
    self.rule = rule
    self.flags = flags
    self.target = target
    self.actual = actual
    self.goalID = goalID
    self.rowID = rowID
    self.children = children
  }

  /// The cell of the form that the score stands in; nil for groups of rows.
  public var path: FormPath? {
    if let goalID, let rowID { return FormPath.indicator(goalID, rowID).field("score") }
    if let goalID { return FormPath.goal(goalID).field("score") }
    switch reason {
    case .execution, .executionStep, .noBudget, .noExecution: return FormPath("execution").field("score")
    default: return nil
    }
  }

  /// The arithmetic in words: 1194.23 ÷ 1194.23 = 100%，20 × 100% = 20.
  public var why: String { reason.words(self) }

  /// This node and all below it, in page order.
  public var all: [ScoreNode] { [self] + children.flatMap(\.all) }
}
