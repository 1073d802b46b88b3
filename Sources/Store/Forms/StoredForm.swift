public import Lifecycle
public import Model

/// A form as a list shows it: the normalised row of its current revision.
public struct FormListRow: Hashable, Sendable {
  public let region: String
  public let year: Int
  public let id: String
  public let kind: FormKind
  public let title: String?
  public let name: String
  /// Empty when the form prints none.
  public let code: String
  /// The supervising department as printed; empty when the form prints none.
  public let department: String
  /// The unit that owns the form.
  public let unit: String
  public let unitPath: UnitPath
  /// The implementing unit as printed.
  public let unitName: String?
  public let template: String?
  public let state: FormState
  /// Number of the current revision.
  public let revision: Int
  /// What the scheme gives; nil when none fits.
  public let score: ExactDecimal?
  /// What the form says of itself.
  public let printedScore: ExactDecimal?
  /// nil where the form says nothing, something finer than a fen, or 10^15 fen and more.
  public let total: Money?
  public let current: Money?
  public let prior: Money?
  public let actual: Money?
  public let indicators: Int
  public let errors: Int
  public let warnings: Int
  public let hints: Int
  /// Digest of the file the form came in with.
  public let file: String?
  public let createdAt: Instant
  public let updatedAt: Instant
  public let updatedBy: String
  /// Name of the person; nil when it was no account.
  public let updatedByName: String?
  /// False for a proposal that is not approved, and for a version that a later one has replaced: their money is not added
  /// up.
  public let isInForce: Bool

  static let columns: SQL = """
    f.region, f.year, f.id, f.kind, f.title, f.name, f.code, f.department, f.unit, u.path, f.unit_name, f.template, f.state,
    f.revision, f.score_millionths, f.printed_score_millionths, f.total_fen, f.current_fen, f.prior_fen, f.actual_fen,
    f.indicators, f.errors, f.warnings, f.hints, f.file, f.created_at, f.updated_at, f.updated_by, a.display_name,
    f.in_force
    """
  static let tables: SQL = """
    form f JOIN unit u ON u.region = f.region AND u.id = f.unit LEFT JOIN account a ON a.id = f.updated_by
    """

  init(_ row: inout Row) throws(StoreError) {
    region = try row.text()
    year = try row.integer()
    id = try row.text()
    kind = try row.choice()
    title = try row.optionalText()
    name = try row.text()
    code = try row.text()
    department = try row.text()
    unit = try row.text()
    unitPath = try row.unitPath()
    unitName = try row.optionalText()
    template = try row.optionalText()
    state = try row.choice()
    revision = try row.integer()
    score = try row.optionalFigure()
    printedScore = try row.optionalFigure()
    total = try row.optionalMoney()
    current = try row.optionalMoney()
    prior = try row.optionalMoney()
    actual = try row.optionalMoney()
    indicators = try row.integer()
    errors = try row.integer()
    warnings = try row.integer()
    hints = try row.integer()
    file = try row.optionalText()
    createdAt = try row.instant()
    updatedAt = try row.instant()
    updatedBy = try row.text()
    updatedByName = try row.optionalText()
    isInForce = try row.flag()
  }

  /// The form as permissions see it.
  public var subject: Subject { .form(owner: unitPath, state: state) }
}

/// One form with the content, findings and score of its current revision.
public struct StoredForm: Sendable {
  public let row: FormListRow
  public let content: FormContent
  public let findings: [Finding]
  let scoringText: String?
  public let revision: Revision

  /// The scoring with its explanation, as the reading contract prints it; nil when no scheme fits. It is longer than the
  /// form and few ask for it, so it is read when somebody does.
  /// - Throws: `.wrongType` where the database was changed by hand.
  public func scoring() throws(StoreError) -> JSON? {
    try scoringText.map { (text) throws(StoreError) in try Row.json(text) }
  }
}

/// One revision of a form (版本). It never changes.
public struct Revision: Hashable, Sendable {
  public let form: String
  /// 1, 2, 3, …
  public let number: Int
  public let author: String
  public let authorName: String?
  public let at: Instant
  public let note: String
  /// SHA-256 of the canonical JSON of its content.
  public let digest: String
  /// Number of its entry in the ledger of the region.
  public let ledgerSequence: Int

  static let columns: SQL = "r.form, r.number, r.author, x.display_name, r.at, r.note, r.digest, r.ledger_sequence"
  static let author: SQL = "LEFT JOIN account x ON x.id = r.author"

  init(_ row: inout Row) throws(StoreError) {
    form = try row.text()
    number = try row.integer()
    author = try row.text()
    authorName = try row.optionalText()
    at = try row.instant()
    note = try row.text()
    digest = try row.text()
    ledgerSequence = try row.integer()
  }
}

/// What is saved: a content with what was found in it.
public struct FormDraft: Sendable {
  public var region: String
  /// Budget year the form is kept under, also where the form prints none.
  public var year: Int
  /// The unit that owns the form.
  public var unit: String
  public var content: FormContent
  public var findings: [Finding]
  public var score: ExactDecimal?
  public var scoring: JSON?
  /// Why this revision was made, in the author's words; may be empty.
  public var note: String
  /// Digest of the file it was read from.
  public var file: String?

  public init(
    region: String, year: Int, unit: String, content: FormContent, findings: [Finding] = [],
    score: ExactDecimal? = nil, scoring: JSON? = nil, note: String = "", file: String? = nil
  ) {
    self.region = region
    self.year = year
    self.unit = unit
    self.content = content
    self.findings = findings
    self.score = score
    self.scoring = scoring
    self.note = note
    self.file = file
  }
}
