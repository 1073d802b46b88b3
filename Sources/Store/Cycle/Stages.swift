public import Lifecycle
import Model

/// The stages of the year: opening one, taking a step, finding them.
///
/// A step is one transaction: the flow of `Lifecycle` decides, and then state, frozen copy, counts, notices, the state of
/// the form and the ledger change together or not at all.
public enum Stages {
  /// Opens a stage in the first state of its flow, or in a later one when what it carries was decided elsewhere.
  /// - Returns: its identifier.
  /// - Throws: `.missing` when the unit is unknown.
  @discardableResult
  public static func open<Flow: StageFlow>(
    _: Flow.Type, _ draft: StageDraft, at state: Flow.State? = nil, region: String, by actor: Actor,
    in transaction: WriteTransaction
  ) throws(StoreError) -> String {
    guard let unit = try Units.find(region: region, id: draft.unit, in: transaction) else {
      throw .missing(subject: "单位")
    }
    let id = transaction.newID()
    let state = state ?? Flow.first
    try transaction.run(
      """
      INSERT INTO stage (region, year, id, flow, state, unit, path, project, form, part, title, authors, assessors,
        assignees, number, content, due_on, since, is_final, search, updated_at, updated_by)
      VALUES (\(region), \(draft.year), \(id), \(Flow.name), \(state.name), \(draft.unit), \(unit.path.text),
        \(draft.project), \(draft.form), \(draft.part), \(draft.title.withoutNul), \(""), \(""),
        \(draft.assignees.kept), 1, \(draft.content.canonicalText), \(draft.dueOn), \(transaction.now),
        \(Flow.isFinal(state)), \(FormFacts.folded("\(draft.title)\n\(unit.name)")), \(transaction.now),
        \(actor.account))
      """)
    StageCounts.move(
      region: region, year: draft.year, path: unit.path, flow: Flow.name, isOfDepartment: draft.project == nil,
      from: nil,
      to: state.name, in: transaction)
    guard let row = try load(id: id, in: transaction) else { throw .missing(subject: "环节") }
    let form = try row.form.flatMap { (form) throws(StoreError) in try Revisions.current(form: form, in: transaction) }
    try addStep(
      row, number: 1, event: "open", from: state.name, to: state.name, actor, opinion: nil,
      payload(row, form, in: transaction), in: transaction)
    return id
  }

  public static func load(id: String, in transaction: ReadTransaction) throws(StoreError) -> StageRow? {
    try transaction.first("SELECT \(StageRow.columns) FROM \(StageRow.tables) WHERE s.id = \(id)", StageRow.init)
  }

  /// `StageRow.number` of a stage, without reading it; nil when there is none of that identifier.
  public static func number(id: String, in transaction: ReadTransaction) throws(StoreError) -> Int? {
    try transaction.first("SELECT s.number FROM stage s WHERE s.id = \(id)") { (row) throws(StoreError) in
      try row.integer()
    }
  }

  /// The stage that writes a form. One that an adjustment wrote has two: the goal's own leads it on.
  public static func ofForm(_ form: String, in transaction: ReadTransaction) throws(StoreError) -> StageRow? {
    try transaction.first(
      "SELECT \(StageRow.columns) FROM \(StageRow.tables) WHERE s.form = \(form) ORDER BY \(leading) DESC, s.id DESC LIMIT 1",
      StageRow.init)
  }

  /// The stages that write these forms, by form; forms without one are missing.
  public static func ofForms(
    _ forms: [String], in transaction: ReadTransaction
  ) throws(StoreError) -> [String: StageRow] {
    guard !forms.isEmpty else { return [:] }
    let rows = try transaction.all(
      "SELECT \(StageRow.columns) FROM \(StageRow.tables) WHERE s.form IN \(list: forms) ORDER BY \(leading), s.id",
      StageRow.init)
    var byForm: [String: StageRow] = [:]
    for row in rows { if let form = row.form { byForm[form] = row } }
    return byForm
  }

  /// 0 for an adjustment, 1 for what leads a form on; both may have been opened in one moment.
  private static var leading: SQL { "CASE WHEN s.flow = \(GoalAdjustment.name) THEN 0 ELSE 1 END" }

  /// Every stage of a project in all years, the newest first; of one year and flow when they are told.
  public static func ofProject(
    region: String, _ project: String, year: Int? = nil, flow: String? = nil, in transaction: ReadTransaction
  ) throws(StoreError) -> [StageRow] {
    try transaction.all(statement(region, project, year: year, flow: flow), StageRow.init)
  }

  /// For looking at how an engine goes about it.
  static func statement(_ region: String, _ project: String, year: Int?, flow: String?) -> SQL {
    var conditions: SQL = "s.region = \(region) AND s.project = \(project)"
    if let flow { conditions += " AND s.flow = \(flow)" }
    if let year { conditions += " AND s.year + 0 = \(year)" }
    // The year stands in a sum, so that SQLite takes the index of the project and does not walk a whole year.
    return """
      SELECT \(StageRow.columns) FROM \(StageRow.tables) WHERE \(conditions)
      ORDER BY s.year + 0 DESC, s.id DESC LIMIT 500
      """
  }

  /// The steps of a stage from the first on.
  public static func steps(of row: StageRow, in transaction: ReadTransaction) throws(StoreError) -> [StageStepRow] {
    try transaction.all(
      """
      SELECT \(StageStepRow.columns) FROM stage_step p LEFT JOIN account x ON x.id = p.actor
      WHERE p.region = \(row.region) AND p.year = \(row.year) AND p.stage = \(row.id) ORDER BY p.number LIMIT 1000
      """, StageStepRow.init)
  }

  // MARK: the step in the tables

  /// What is frozen with a step: the content of the stage, which revision of the form with its digest, and the digests of
  /// the files that were put to it.
  static func payload(
    _ row: StageRow, _ form: Revisions.Current?, extra: [JSON.Member] = [], in transaction: ReadTransaction
  ) throws(StoreError) -> JSON {
    var members = [JSON.Member("content", row.content)] + extra
    if let form {
      members += [
        .init("form", .string(form.form)), .init("revision", .integer(form.number)),
        .init("form_digest", .string(form.digest)),
      ]
    }
    let files = try Attachments.of(.stage(row.id), in: transaction)
    if !files.isEmpty { members.append(.init("files", .array(files.map { .string($0.digest) }))) }
    return .object(members)
  }

  static func addStep(
    _ row: StageRow, number: Int, event: String, from: String, to: String, _ actor: Actor, opinion: String?,
    _ payload: JSON, in transaction: WriteTransaction
  ) throws(StoreError) {
    var members = payload.members ?? []
    if let opinion { members.append(.init("opinion", .string(opinion))) }
    let text = JSON.object(members).canonicalText
    let digest = Digest.sha256(text.utf8)
    let entry = try Ledger.append(
      .init(
        region: row.region, actor: actor.account, action: .stageStepped, subject: "stage/\(row.id)/\(number)",
        detail: .object([
          "event": .string(event), "flow": .string(row.flow), "from": .string(from),
          "role": .string(actor.role.rawValue),
          "to": .string(to), "unit": .string(row.unit), "year": .integer(row.year),
        ]), payloadDigest: digest),
      in: transaction)
    try transaction.run(
      """
      INSERT INTO stage_step (region, year, stage, number, event, from_state, to_state, actor, role, opinion, at, payload,
        digest, ledger_sequence)
      VALUES (\(row.region), \(row.year), \(row.id), \(number), \(event), \(from), \(to), \(actor.account),
        \(actor.role), \(opinion?.withoutNul), \(transaction.now), \(text), \(digest), \(entry.sequence))
      """)
  }
}

extension Stages {
  /// Gives a stage the form it writes, where it has none yet; the next step freezes it.
  /// - Throws: `.refused` when it has another one.
  public static func attach(form: String, to row: StageRow, in transaction: WriteTransaction) throws(StoreError) {
    guard row.form == nil || row.form == form else { throw .refused(rule: "stage-has-a-form") }
    try transaction.run(
      """
      UPDATE stage SET form = \(form) WHERE region = \(row.region) AND year = \(row.year) AND id = \(row.id)
        AND form IS NULL
      """)
  }
}
