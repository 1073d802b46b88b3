import Lifecycle
public import Model
public import Scoring
public import Store

/// What a second scorer writes (再评价评分表), kept with the stage as canonical JSON.
public struct ReEvaluationSheet: Hashable, Sendable {
  /// One part of the 100 points.
  public struct Part: Hashable, Sendable {
    public let id: String
    /// nil while nobody has scored it.
    public var points: ExactDecimal?
    public var reason: String
  }

  /// One indicator scored anew.
  public struct Row: Hashable, Sendable {
    /// Cell of the score in the self-evaluation.
    public let path: FormPath
    public var points: ExactDecimal?
    public var reason: String
  }

  public var parts: [Part]
  public var rows: [Row]
  public var vetoes: Set<String>
  /// What each expert of a panel gave; empty where one person scores.
  public var ballots: [Ballot] = []
  /// Score of the self-evaluation that is scored again.
  public let selfScore: ExactDecimal?
  /// Spending in per cent, which decides between equal scores.
  public let spending: ExactDecimal?
  /// Place among all that were ranked, and their number.
  public var rank: Int?
  public var ranked: Int?

  public init(
    _ policy: ReEvaluationPolicy, _ proposal: ReEvaluationProposal?, selfScore: ExactDecimal?, spending: ExactDecimal?
  ) {
    parts = policy.parts.map { part in
      let proposed = proposal?.parts.first { $0.part == part.id }
      return Part(id: part.id, points: proposed?.points, reason: proposed?.reason ?? "")
    }
    rows = []
    vetoes = []
    self.selfScore = selfScore
    self.spending = spending
  }

  /// Sum of the parts; nil while one of them has no points.
  public var total: ExactDecimal? {
    parts.allSatisfy { $0.points != nil } && !parts.isEmpty
      ? parts.reduce(ExactDecimal.zero) { $0 + ($1.points ?? .zero) } : nil
  }

  /// Scored again minus by itself.
  public var difference: ExactDecimal? {
    guard let total, let selfScore else { return nil }
    return total - selfScore
  }

  /// What keeps the score from being given out: parts without points or beyond their range, points without a reason.
  public func gaps(_ policy: ReEvaluationPolicy) -> [Gap] {
    var gaps: [Gap] = []
    for part in policy.parts {
      guard let mine = parts.first(where: { $0.id == part.id }), let points = mine.points else {
        gaps.append(Gap(path: FormPath("part[\(part.id)].points"), words: "“\(part.name)”没有打分。"))
        continue
      }
      if points < .zero || points > part.points {
        gaps.append(
          Gap(
            path: FormPath("part[\(part.id)].points"), words: "“\(part.name)”应在 0 到 \(part.points) 分之间，写的是 \(points)。"))
      } else if points < part.points, mine.reason.isBlank {
        gaps.append(Gap(path: FormPath("part[\(part.id)].reason"), words: "“\(part.name)”扣了分，没有写依据。"))
      }
    }
    for row in rows where row.points != nil && row.reason.isBlank {
      gaps.append(Gap(path: row.path, words: "有一条指标改了得分，没有写理由。"))
    }
    return gaps
  }

  // MARK: kept

  public init?(_ json: JSON) {
    guard let parts = json["parts"]?.array else { return nil }
    func figure(_ json: JSON?) -> ExactDecimal? { json?.string.flatMap { ExactDecimal($0) } }
    self.parts = parts.compactMap(Part.init)
    rows = (json["rows"]?.array ?? []).compactMap(Row.init)
    vetoes = Set((json["vetoes"]?.array ?? []).compactMap(\.string))
    ballots = (json["ballots"]?.array ?? []).compactMap(Ballot.init)
    selfScore = figure(json["self_score"])
    spending = figure(json["spending"])
    rank = json["rank"]?.integer
    ranked = json["ranked"]?.integer
  }

  public init?(_ row: StageRow) {
    guard row.flow == ReEvaluation.name else { return nil }
    self.init(row.content)
  }

  public var json: JSON {
    .object([
      "ballots": ballots.isEmpty ? nil : .array(ballots.map(\.json)), "parts": .array(parts.map(\.json)),
      "rank": rank.map { .integer($0) }, "ranked": ranked.map { .integer($0) },
      "rows": .array(rows.map(\.json)), "self_score": selfScore.map { .string($0.description) },
      "spending": spending.map { .string($0.description) }, "total": total.map { .string($0.description) },
      "vetoes": .array(vetoes.sorted().map { .string($0) }),
    ])
  }
}
