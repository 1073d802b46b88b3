public import Lifecycle
public import Model

/// Forms: saving a revision, and finding one form.
public enum Forms {
  /// What saving did.
  public enum Saved: Hashable, Sendable {
    case created(form: String)
    case revised(form: String, number: Int)
    /// The content is that of the current revision: no new one was made, findings and score were renewed.
    case unchanged(form: String, number: Int)

    public var form: String {
      switch self {
      case .created(let form), .revised(let form, _), .unchanged(let form, _): form
      }
    }
    public var number: Int {
      switch self {
      case .created: 1
      case .revised(_, let number), .unchanged(_, let number): number
      }
    }
  }

  /// Saves a form for the first time.
  /// - Throws: `.refused` when the unit is unknown.
  public static func create(
    _ draft: FormDraft, by author: String, in transaction: WriteTransaction
  ) throws(StoreError) -> Saved {
    let id = transaction.newID()
    let facts = FormFacts(draft)
    try transaction.run(
      """
      INSERT INTO form (region, year, id, kind, title, name, code, department, unit, unit_name, template, state, revision,
        score_millionths, printed_score_millionths, total_fen, current_fen, prior_fen, actual_fen, indicators, errors,
        warnings, hints, search, file, created_at, created_by, updated_at, updated_by)
      VALUES (\(draft.region), \(draft.year), \(id), \(facts.kind), \(facts.title), \(facts.name), \(facts.code),
        \(facts.department), \(draft.unit), \(facts.unitName), \(facts.template), \(FormState.draft), 1, \(facts.score),
        \(facts.printedScore), \(facts.totalFen), \(facts.currentFen), \(facts.priorFen), \(facts.actualFen),
        \(facts.indicators), \(facts.count(.error)), \(facts.count(.warning)), \(facts.count(.hint)), \(facts.search),
        \(draft.file), \(transaction.now), \(author), \(transaction.now), \(author))
      """)
    try addRevision(1, of: id, draft, draft.content.json(.stored).canonicalText, by: author, in: transaction)
    FormCounts.move(from: nil, to: .init(draft, facts, state: .draft, isInForce: true), in: transaction)
    return .created(form: id)
  }

  /// Saves a form again.
  ///
  /// - Parameter basedOn: the number of the revision that the author had before him.
  /// - Throws: `.conflict` with the current number when somebody else has saved since; `.locked` while the form is not open
  ///   for editing; `.missing`.
  public static func save(
    _ draft: FormDraft, form id: String, basedOn: Int, by author: String, in transaction: WriteTransaction
  ) throws(StoreError) -> Saved {
    guard let current = try row(id: id, in: transaction) else { throw .missing(subject: "这张表") }
    guard current.revision == basedOn else { throw .conflict(form: id, current: current.revision) }
    guard current.state.isOpenForEditing else { throw .locked(form: id, state: current.state) }
    var draft = draft
    draft.region = current.region
    draft.year = current.year
    let text = draft.content.json(.stored).canonicalText
    let isSame = try Revisions.current(form: id, in: transaction)?.digest == Digest.sha256(text.utf8)
    let number = isSame ? basedOn : basedOn + 1
    try update(id, draft, number: number, author: isSame ? nil : author, in: transaction)
    if isSame {
      try putReview(number, of: id, draft, in: transaction)
    } else {
      try addRevision(number, of: id, draft, text, by: author, in: transaction)
    }
    FormCounts.move(
      from: .init(current), to: .init(draft, FormFacts(draft), state: current.state, isInForce: current.isInForce),
      in: transaction)
    // What was let stand once stands in the new revision too, where it says the same.
    if try Waivers.isAny(form: id, in: transaction) { try recount(id, in: transaction) }
    return isSame ? .unchanged(form: id, number: number) : .revised(form: id, number: number)
  }

  /// Saves what was uploaded: a new revision where the same form is there already, otherwise a new form.
  ///
  /// The same form is one of that region, year, kind and owner with the same code; without a code, with the same name and
  /// department.
  public static func put(
    _ draft: FormDraft, by author: String, in transaction: WriteTransaction
  ) throws(StoreError) -> Saved {
    guard let same = try match(draft, in: transaction) else { return try create(draft, by: author, in: transaction) }
    return try save(draft, form: same.id, basedOn: same.revision, by: author, in: transaction)
  }

  /// The form that `put` would make a new revision of; nil when it would make a new form.
  public static func match(_ draft: FormDraft, in transaction: ReadTransaction) throws(StoreError) -> FormListRow? {
    let facts = FormFacts(draft)
    guard !facts.code.isEmpty || !facts.name.isEmpty else { return nil }
    let identity: SQL =
      facts.code.isEmpty
      ? "f.name = \(facts.name) AND f.code = '' AND f.department = \(facts.department)" : "f.code = \(facts.code)"
    return try transaction.first(
      """
      SELECT \(FormListRow.columns) FROM \(FormListRow.tables)
      WHERE f.region = \(draft.region) AND f.year = \(draft.year) AND f.kind = \(facts.kind) AND f.unit = \(draft.unit)
        AND \(identity) ORDER BY f.id LIMIT 1
      """, FormListRow.init)
  }

  private static func update(
    _ id: String, _ draft: FormDraft, number: Int, author: String?, in transaction: WriteTransaction
  ) throws(StoreError) {
    let facts = FormFacts(draft)
    // Findings that were only renewed change nobody's work: time and author stay.
    var stamp = SQL.empty
    if let author { stamp = ", updated_at = \(transaction.now), updated_by = \(author)" }
    try transaction.run(
      """
      UPDATE form SET kind = \(facts.kind), title = \(facts.title), name = \(facts.name), code = \(facts.code),
        department = \(facts.department), unit = \(draft.unit), unit_name = \(facts.unitName),
        template = \(facts.template), revision = \(number), score_millionths = \(facts.score),
        printed_score_millionths = \(facts.printedScore), total_fen = \(facts.totalFen), current_fen = \(facts.currentFen),
        prior_fen = \(facts.priorFen), actual_fen = \(facts.actualFen), indicators = \(facts.indicators),
        errors = \(facts.count(.error)), warnings = \(facts.count(.warning)), hints = \(facts.count(.hint)),
        search = \(facts.search), file = coalesce(\(draft.file), file)\(stamp)
      WHERE region = \(draft.region) AND year = \(draft.year) AND id = \(id)
      """)
  }

  private static func addRevision(
    _ number: Int, of id: String, _ draft: FormDraft, _ json: String, by author: String,
    in transaction: WriteTransaction
  ) throws(StoreError) {
    let digest = Digest.sha256(json.utf8)
    let entry = try Ledger.append(
      .init(
        region: draft.region, actor: author, action: .formSaved, subject: "form/\(id)/\(number)",
        detail: .object([
          "kind": .string(draft.content.kind.rawValue), "number": .integer(number), "unit": .string(draft.unit),
          "year": .integer(draft.year),
        ]), payloadDigest: digest),
      in: transaction)
    try transaction.run(
      """
      INSERT INTO revision (region, year, form, number, author, at, note, digest, ledger_sequence, json)
      VALUES (\(draft.region), \(draft.year), \(id), \(number), \(author), \(transaction.now), \(draft.note.withoutNul),
        \(digest), \(entry.sequence), \(json))
      """)
    try putReview(number, of: id, draft, in: transaction)
  }

  private static func putReview(
    _ number: Int, of id: String, _ draft: FormDraft, in transaction: WriteTransaction
  ) throws(StoreError) {
    let findings = JSON.array(draft.findings.map(\.json)).text()
    try transaction.run(
      """
      INSERT INTO review (region, year, form, revision, findings, scoring, reviewed_at)
      VALUES (\(draft.region), \(draft.year), \(id), \(number), \(findings), \(draft.scoring?.text()), \(transaction.now))
      ON CONFLICT (region, year, form) DO UPDATE SET revision = excluded.revision, findings = excluded.findings,
        scoring = excluded.scoring, reviewed_at = excluded.reviewed_at
      """)
  }

  /// Moves a form to another state, with its entry in the ledger.
  /// - Throws: `.missing`; `.conflict` when the form is no longer at `revision`.
  public static func setState(
    _ id: String, _ state: FormState, revision: Int, by actor: String, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let form = try row(id: id, in: transaction) else { throw .missing(subject: "这张表") }
    guard form.revision == revision else { throw .conflict(form: id, current: form.revision) }
    try setState(form, state, by: actor, in: transaction)
  }

  static func setState(
    _ form: FormListRow, _ state: FormState, by actor: String, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard form.state != state else { return }
    try transaction.run(
      "UPDATE form SET state = \(state) WHERE region = \(form.region) AND year = \(form.year) AND id = \(form.id)")
    var counted = FormCounts.Counted(form)
    counted.state = state
    FormCounts.move(from: .init(form), to: counted, in: transaction)
    try Ledger.append(
      .init(
        region: form.region, actor: actor, action: .formStateChanged, subject: "form/\(form.id)/\(form.revision)",
        detail: .object(["from": .string(form.state.rawValue), "to": .string(state.rawValue)])),
      in: transaction)
  }

  /// Says whether a form is the version that sums count; the step that decided it stands in the ledger.
  /// - Throws: `.missing`.
  public static func setInForce(
    _ id: String, _ isInForce: Bool, in transaction: WriteTransaction
  ) throws(StoreError) {
    guard let form = try row(id: id, in: transaction) else { throw .missing(subject: "这张表") }
    guard form.isInForce != isInForce else { return }
    try transaction.run(
      "UPDATE form SET in_force = \(isInForce) WHERE region = \(form.region) AND year = \(form.year) AND id = \(id)")
    var counted = FormCounts.Counted(form)
    counted.isInForce = isInForce
    FormCounts.move(from: .init(form), to: counted, in: transaction)
  }

  /// The row of one form; nil when there is none of that identifier.
  public static func row(id: String, in transaction: ReadTransaction) throws(StoreError) -> FormListRow? {
    try transaction.first(
      "SELECT \(FormListRow.columns) FROM \(FormListRow.tables) WHERE f.id = \(id)", FormListRow.init)
  }

  /// The forms of another year and kind that are about the same project of the same unit, the latest first: same code, or
  /// same name where one of the two has no code.
  public static func sameProject(
    as form: FormListRow, year: Int, kinds: [FormKind], in transaction: ReadTransaction
  ) throws(StoreError) -> [FormListRow] {
    guard !kinds.isEmpty, !form.name.isEmpty else { return [] }
    let isOneOf = kinds.map { "\($0)" as SQL }.joined(", ")
    return try transaction.all(
      """
      SELECT \(FormListRow.columns) FROM \(FormListRow.tables)
      WHERE f.region = \(form.region) AND f.year = \(year) AND f.kind IN (\(isOneOf)) AND f.unit = \(form.unit)
        AND f.id <> \(form.id)
        AND (f.code <> '' AND f.code = \(form.code) OR f.name = \(form.name) AND (f.code = '' OR \(form.code) = ''))
      ORDER BY f.updated_at DESC, f.id LIMIT 10
      """, FormListRow.init)
  }

  /// One form with everything of its current revision; nil when there is none of that identifier.
  public static func load(id: String, in transaction: ReadTransaction) throws(StoreError) -> StoredForm? {
    try transaction.first(
      """
      SELECT \(FormListRow.columns), \(Revision.columns), r.json, v.findings, v.scoring FROM \(FormListRow.tables)
      JOIN revision r ON r.region = f.region AND r.year = f.year AND r.form = f.id AND r.number = f.revision
      JOIN review v ON v.region = f.region AND v.year = f.year AND v.form = f.id \(Revision.author)
      WHERE f.id = \(id)
      """
    ) { (row) throws(StoreError) in
      let listed = try FormListRow(&row)
      let revision = try Revision(&row)
      let json = try row.text()
      let content = try transaction.contents.content(revision.digest) { () throws(StoreError) in try Row.content(json) }
      return StoredForm(
        row: listed, content: content, findings: try row.findings(), scoringText: try row.optionalText(),
        revision: revision)
    }
  }
}

extension FormState: SQLBindable {}
