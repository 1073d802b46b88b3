import Lifecycle
public import Model
import Schemes
public import Store

/// A proposal of what a result does to the next budget of a project, with the sum behind it.
public struct BudgetCut: Hashable, Sendable {
  public enum Cause: Hashable, Sendable {
    /// The score of the year, re-evaluated where it was.
    case score(ExactDecimal)
    case notRectified(stage: String)
  }

  public var cause: Cause
  /// Policy that the sum follows.
  public var policy: String
  /// What the cut is reckoned from, and of which budget year.
  public var base: Money
  public var year: Int
  public var percent: ExactDecimal
  public var words: String

  /// Base × percentage, to the fen, halves up.
  public var cut: Money {
    let fen = (ExactDecimal(units: base.fen, places: 0) * percent).divided(by: .hundred, places: 0) ?? .zero
    return Money(fen: fen.units)
  }
  public var left: Money { base - cut }

  public init(cause: Cause, policy: String, base: Money, year: Int, percent: ExactDecimal, words: String) {
    self.cause = cause
    self.policy = policy
    self.base = base
    self.year = year
    self.percent = percent
    self.words = words
  }

  public init?(_ json: JSON) {
    guard let base = json["base_fen"]?.integer, let year = json["year"]?.integer, let percent = json["percent"]?.number
    else { return nil }
    let cause: Cause
    if let score = json["score"]?.number {
      cause = .score(score)
    } else if let stage = json["rectification"]?.string {
      cause = .notRectified(stage: stage)
    } else {
      return nil
    }
    self.init(
      cause: cause, policy: json["policy"]?.string ?? "", base: Money(fen: Int64(base)), year: year, percent: percent,
      words: json["words"]?.string ?? "")
  }

  public var json: JSON {
    var score: JSON?
    var stage: JSON?
    switch cause {
    case .score(let figure): score = .number(figure)
    case .notRectified(let id): stage = .string(id)
    }
    return .object([
      "base_fen": .integer(Int(base.fen)), "cut_fen": .integer(Int(cut.fen)), "year": .integer(year),
      "percent": .number(percent), "policy": .string(policy), "words": .string(words), "score": score,
      "rectification": stage,
    ])
  }
}

/// Results and the next budget (结果应用): what the rule would do, proposals, and decisions that feed control figures.
public enum BudgetLinks {
  /// What the policy of the year does to a project; nil where nothing is cut, nothing is known, or no policy is in force.
  public static func cut(
    _ entry: ProjectYear, because cause: BudgetCut.Cause, next: ProjectFigures?, _ desk: Desk
  ) -> BudgetCut? {
    guard let policy = desk.policy(BudgetLinkPolicy.self), policy.body.categories.contains(entry.project.category),
      let base = next?.asked ?? entry.figures.budget
    else { return nil }
    let (percent, words): (ExactDecimal, String)
    switch cause {
    case .score(let score):
      guard let band = policy.body.band(of: score), !band.cut.isZero else { return nil }
      (percent, words) = (band.cut, "\(band.name)：\(band.words)")
    case .notRectified:
      guard !policy.body.notRectifiedCut.isZero else { return nil }
      (percent, words) = (policy.body.notRectifiedCut, "整改不到位")
    }
    return BudgetCut(
      cause: cause, policy: policy.id, base: base, year: entry.year + 1, percent: percent, words: words)
  }

  /// Opens a proposal for a project of the desk's year; one that is open already is not doubled.
  /// - Returns: identifier of the stage; nil when the rule cuts nothing.
  @discardableResult
  public static func propose(
    _ project: String, because cause: BudgetCut.Cause? = nil, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> String? {
    let year = desk.year.year
    guard let entry = try Projects.year(region: desk.region, year, project: project, in: transaction) else {
      throw .missing(subject: "项目")
    }
    try desk.demand(.reviewInPerformanceOffice, at: entry.project.path, outlivesYear: true)
    let score = entry.figures.reScore ?? entry.figures.selfScore
    guard let cause = cause ?? score.map({ .score($0) }) else { return nil }
    let next = try Projects.year(region: desk.region, year + 1, project: project, in: transaction)?.figures
    guard let cut = cut(entry, because: cause, next: next, desk) else { return nil }
    let known = try Stages.ofProject(
      region: desk.region, project, year: year, flow: BudgetLink.name, in: transaction)
    if let there = known.first(where: { $0.part == part(cause) && $0.state != BudgetLink.State.withdrawn.name }) {
      return try renew(there, cut, desk, in: transaction)
    }
    return try Stages.open(
      BudgetLink.self,
      StageDraft(
        year: year, unit: entry.project.unit, title: entry.project.name, project: project, part: part(cause),
        content: cut.json, dueOn: desk.settings.day("budget-link")),
      region: desk.region, by: desk.actor, in: transaction)
  }

  /// A proposal that nobody has decided yet follows a score that changed.
  /// - Returns: the proposal; nil when it says the same, or is decided.
  private static func renew(
    _ row: StageRow, _ cut: BudgetCut, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> String? {
    guard let flow = row.flow(BudgetLink.self), BudgetLink.next(flow.state, .renew) != nil,
      let former = BudgetCut(row.content), former.cause != cut.cause
    else { return nil }
    try Steps.takeOwn(
      StepRequest(
        stage: row.id, event: BudgetLink.Event.renew.rawValue, basedOn: row.number, content: cut.json), desk,
      in: transaction)
    return row.id
  }

  /// What the policy would do to the whole region, band by band, before anybody decides.
  public struct Effect: Hashable, Sendable {
    public let band: BudgetLinkPolicy.Band
    public var projects: Int
    public var budget: Money
    public var cut: Money
  }

  /// - Complexity: O(categories × points), whatever the number of projects.
  public static func effects(
    _ desk: Desk, under policy: BudgetLinkPolicy, in transaction: ReadTransaction
  ) throws(StoreError) -> [Effect] {
    var effects = policy.bands.map { Effect(band: $0, projects: 0, budget: .zero, cut: .zero) }
    for count in try ProjectScores.of(region: desk.region, year: desk.year.year, in: transaction)
    where policy.categories.contains(count.category) {
      guard let at = effects.firstIndex(where: { count.points >= $0.band.from }) else { continue }
      effects[at].projects += count.projects
      effects[at].budget = effects[at].budget + count.budget
      let cut = (ExactDecimal(units: count.budget.fen, places: 0) * effects[at].band.cut)
        .divided(by: .hundred, places: 0)
      effects[at].cut = effects[at].cut + Money(fen: cut?.units ?? 0)
    }
    return effects
  }

  private static func part(_ cause: BudgetCut.Cause) -> String {
    switch cause {
    case .score: "score"
    case .notRectified(let stage): stage
    }
  }
}

/// What a decision on the budget needs from the house.
enum BudgetLinkOffice: StageOffice {
  typealias Flow = BudgetLink

  /// It feeds the budget of a later year.
  static let outlivesYear = true
  static let own: Set<BudgetLink.Event> = [.renew]

  /// A proposal only ever takes money away, so it asks for no gate.
  static func facts(
    _ row: StageRow, _ event: BudgetLink.Event, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> BudgetFacts { BudgetFacts(isIncrease: false) }

  /// Who changes the percentage writes why; everything else of the sum stays.
  static func prepare(
    _ row: StageRow, _ event: BudgetLink.Event, _ work: inout StageWork, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) {
    // The house reckoned it anew; nobody types it.
    guard event != .renew else { return }
    guard var cut = BudgetCut(row.content) else { throw .missing(subject: "压减建议的内容") }
    if event == .edit, let brought = work.content?["percent"]?.number {
      guard !brought.isNegative, brought <= .hundred else {
        throw .refusedStep(
          StageRefusal(cause: .content, why: "压减比例 \(brought)% 不在 0 到 100 之间。", whoCanHelp: "请改成 0 到 100 之间的数。"))
      }
      guard !(work.opinion ?? "").isBlank else {
        throw .refusedStep(
          StageRefusal(cause: .opinion, why: "改压减比例要写明理由。", whoCanHelp: "请在意见栏写清为什么不按办法的比例。"))
      }
      cut.percent = brought
    }
    work.content = cut.json
  }

  /// Into the budget: the control figure of the next year.
  static func follow(
    _ stepped: StageStepped, _ event: BudgetLink.Event, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard stepped.effects.contains(.carryIntoBudget), let project = stepped.row.project,
      let cut = BudgetCut(stepped.row.content)
    else { return }
    try Projects.set(cut.year, of: project, region: stepped.row.region, in: transaction) { figures in
      // Another cause may have cut the same budget before: they add up, and never below nothing.
      let before = figures.control ?? cut.base
      figures.control = max(.zero, before - cut.cut)
    }
  }
}
