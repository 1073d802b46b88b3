public import Lifecycle
public import Model
import Schemes
public import Scoring
public import Store

/// Self-evaluations scored again by somebody else (再评价).
public enum ReEvaluations {
  /// The part under which a self-evaluation's re-evaluation is kept.
  private static func part(_ selfEvaluation: StageRow) -> String { selfEvaluation.id }

  /// Gives a self-evaluation to a second scorer.
  ///
  /// - Parameter accounts: agencies, experts or people of the performance office; whoever wrote the self-evaluation may not
  ///   be among them.
  /// - Throws: `.refusedStep` when one of them wrote it; `.missing`.
  @discardableResult
  static func assign(
    _ row: StageRow, to accounts: Set<String>, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> String {
    if let present = try of(row, desk, in: transaction) { return present.id }
    guard accounts.isDisjoint(with: row.authors) else {
      throw .refusedStep(
        StageRefusal(cause: .content, why: "再评价不能交给写过这份自评的人。", whoCanHelp: "请另选承担再评价的机构、专家或同事。"))
    }
    let summary = EvaluationSummary(row)
    let sheet = ReEvaluationSheet(
      try policy(desk), try proposal(row, desk, in: transaction), selfScore: summary?.score, spending: summary?.spending
    )
    return try Stages.open(
      ReEvaluation.self,
      StageDraft(
        year: row.year, unit: row.unit, title: row.title, project: row.project, form: nil, part: part(row),
        content: sheet.json, dueOn: desk.settings.day("re-evaluation"), assignees: accounts),
      region: row.region, by: desk.actor, in: transaction)
  }

  /// The re-evaluation of a self-evaluation; nil when none was ordered.
  public static func of(
    _ selfEvaluation: StageRow, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> StageRow? {
    var filter = StageFilter(
      region: desk.region, year: selfEvaluation.year, flow: ReEvaluation.name, scope: selfEvaluation.path)
    filter.part = part(selfEvaluation)
    return try Stages.list(filter, in: transaction).items.first
  }

  /// The self-evaluation that is scored again.
  public static func selfEvaluation(
    _ row: StageRow, in transaction: ReadTransaction
  ) throws(StoreError) -> StageRow? { try Stages.load(id: row.part, in: transaction) }

  /// Who may be given a self-evaluation to score again: agencies, experts and the performance office, without those who
  /// wrote it.
  public static func assessors(
    _ row: StageRow, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> [Account] {
    let roles: Set<Role> = [.thirdPartyAgency, .expertReviewer, .financePerformanceOffice]
    var found: [Account] = []
    var after: String? = ""
    while let login = after {
      let page = try Accounts.list(region: desk.region, after: login, limit: 200, in: transaction)
      found += page.filter { roles.contains($0.role) && $0.state == .active && !row.authors.contains($0.id) }
      after = page.count == 200 ? page.last?.login : nil
    }
    return found
  }

  public static func policy(_ desk: Desk) throws(StoreError) -> ReEvaluationPolicy {
    guard let policy = desk.policy(ReEvaluationPolicy.self) else {
      throw .missing(subject: "\(desk.year.year) 年度的再评价评分表（policies/re-evaluation）")
    }
    return policy.body
  }

  /// What the program proposes; nil when the self-evaluation has no form.
  static func proposal(
    _ row: StageRow, _ desk: Desk, in transaction: ReadTransaction
  ) throws(StoreError) -> ReEvaluationProposal? {
    guard let form = row.form, let content = try Forms.load(id: form, in: transaction)?.content,
      let score = SelfEvaluations.score(content, desk)
    else { return nil }
    let due = desk.settings.day(row.project == nil ? "department-self-evaluation" : "self-evaluation")
    let handed = try Stages.steps(of: row, in: transaction).first { $0.event == SelfEvaluation.Event.sign.rawValue }
    var late = 0
    if let due, let end = Instant("\(due)T16:00:00.000Z"), let at = handed?.at, at > end {
      late = Int((at.milliseconds - end.milliseconds + 86_399_999) / 86_400_000)
    }
    let missing = row.project == nil ? try SelfEvaluations.missing(row.path, desk, in: transaction) : 0
    return ReEvaluationProposal(
      content, score, goal: try SelfEvaluations.goal(row, desk, in: transaction)?.content, daysLate: late,
      missingForms: missing, try policy(desk))
  }

  // MARK: scoring

  /// Something typed into the sheet.
  public struct Entry: Sendable {
    public var parts: [(id: String, points: String, reason: String)] = []
    public var rows: [(path: FormPath, points: String, reason: String)] = []
    public var vetoes: Set<String> = []
    public init() {}
  }

  /// The sheet with what was typed; what is no figure leaves the points empty.
  public static func entering(_ entry: Entry, into sheet: ReEvaluationSheet) -> ReEvaluationSheet {
    var sheet = sheet
    for typed in entry.parts {
      guard let index = sheet.parts.firstIndex(where: { $0.id == typed.id }) else { continue }
      sheet.parts[index].points = TypedText.figure(typed.points, units: ["分"])
      sheet.parts[index].reason = TypedText.words(typed.reason)
    }
    sheet.rows = entry.rows.compactMap { typed in
      let points = TypedText.figure(typed.points, units: ["分"])
      let reason = TypedText.words(typed.reason)
      return points == nil && reason.isEmpty ? nil : .init(path: typed.path, points: points, reason: reason)
    }
    sheet.vetoes = entry.vetoes
    return sheet
  }

  /// Saves the sheet; begins where nobody had.
  /// - Throws: `.stale`, `.refusedStep`, `.missing`.
  @discardableResult
  public static func save(
    _ entry: Entry, stage: String, number: Int, _ desk: Desk, in transaction: WriteTransaction
  ) throws(StoreError) -> StageRow {
    guard var row = try Stages.load(id: stage, in: transaction), row.region == desk.region,
      let sheet = ReEvaluationSheet(row)
    else { throw .missing(subject: "再评价") }
    var number = number
    if row.state == ReEvaluation.State.assigned.name, row.number == number {
      row = try Steps.take(StepRequest(stage: stage, event: "begin", basedOn: number), desk, in: transaction)
      number = row.number
    }
    let isPanel = isPanel(row, try policy(desk))
    // Ballots of a panel do not touch each other: one expert's saving makes nobody else's page stale.
    let after = isPanel ? try voting(entry, sheet, row, desk.account.id) : entering(entry, into: sheet)
    return try Steps.take(
      StepRequest(stage: stage, event: "edit", basedOn: isPanel ? row.number : number, content: after.json), desk,
      in: transaction)
  }

  // MARK: ranking

  /// A place in the ranking.
  public struct Ranked: Sendable {
    public let row: StageRow
    public let sheet: ReEvaluationSheet
    public let rank: Int
    public let grade: String?
  }

  /// All re-evaluations of a year with a total, the best first; equal scores share a place unless spending tells them
  /// apart.
  public static func ranking(
    _ desk: Desk, scope: UnitPath, isOfDepartment: Bool? = nil, in transaction: ReadTransaction
  ) throws(StoreError) -> [Ranked] {
    var filter = StageFilter(region: desk.region, year: desk.year.year, flow: ReEvaluation.name, scope: scope)
    filter.isOfDepartment = isOfDepartment
    filter.pageSize = 200
    var found: [(StageRow, ReEvaluationSheet, ExactDecimal)] = []
    while true {
      let page = try Stages.list(filter, in: transaction)
      for row in page.items {
        if let sheet = ReEvaluationSheet(row), let total = sheet.total, scored.contains(row.state) {
          found.append((row, sheet, total))
        }
      }
      guard page.number * page.size < page.total, filter.page < 50 else { break }
      filter.page += 1
    }
    let policy = try policy(desk)
    found.sort { left, right in
      if left.2 != right.2 { return left.2 > right.2 }
      let (mine, theirs) = (left.1.spending ?? .zero, right.1.spending ?? .zero)
      return mine == theirs ? left.0.title < right.0.title : mine > theirs
    }
    var ranked: [Ranked] = []
    for (index, item) in found.enumerated() {
      let isSame = index > 0 && found[index - 1].2 == item.2 && found[index - 1].1.spending == item.1.spending
      ranked.append(
        Ranked(
          row: item.0, sheet: item.1, rank: isSame ? ranked[index - 1].rank : index + 1,
          grade: policy.grade(of: item.2, vetoes: item.1.vetoes)))
    }
    return ranked
  }

  /// States with points that others may see.
  static let scored = Set(
    [ReEvaluation.State.drafted, .feedback, .replied, .final, .ranked].map(\.name))
}
