public import Model

/// One published document (公开件). It never changes; a correction is another one that takes its place.
public struct Publication: Hashable, Sendable {
  public let region: String
  public let year: Int
  /// What a reader quotes: the first sixteen digits of the hash of its ledger entry.
  public let receipt: String
  public let subject: PublicationSubject
  public let title: String
  public let unit: String
  public let unitName: String
  /// Supervising department, by its unit at the time.
  public let department: String
  /// The form it is a copy of; nil for what is no form.
  public let form: String?
  /// What everybody may read, without names and numbers of persons; `digest` is the SHA-256 of its canonical text.
  public let content: JSON
  public let digest: String
  public let ledgerSequence: Int
  public let ledgerHash: String
  public let publishedAt: Instant
  /// Receipt of the correction that took its place; nil while it stands.
  public let replacedBy: String?

  static let columns: SQL = """
    p.region, p.year, p.receipt, p.subject, p.title, p.unit, p.unit_name, p.department, p.form, p.content, p.digest,
    p.ledger_sequence, e.hash, p.published_at, p.replaced_by
    """
  static let tables: SQL = """
    publication p JOIN ledger_entry e ON e.region = p.region AND e.sequence = p.ledger_sequence
    """

  init(_ row: inout Row) throws(StoreError) {
    region = try row.text()
    year = try row.integer()
    receipt = try row.text()
    subject = try row.choice()
    title = try row.text()
    unit = try row.text()
    unitName = try row.text()
    department = try row.text()
    form = try row.optionalText()
    content = try row.json()
    digest = try row.text()
    ledgerSequence = try row.integer()
    ledgerHash = try row.text()
    publishedAt = try row.instant()
    replacedBy = try row.optionalText()
  }
}

/// What is published in the year (公开内容).
public enum PublicationSubject: String, Sendable, CaseIterable {
  case goals
  case selfEvaluations = "self-evaluations"
  case results
  case finalAccounts = "final-accounts"

  public var officialName: String {
    switch self {
    case .goals: "绩效目标"
    case .selfEvaluations: "绩效自评"
    case .results: "评价结果应用"
    case .finalAccounts: "部门决算"
    }
  }
}

extension PublicationSubject: SQLBindable {}

/// What is to be published.
public struct PublicationDraft: Sendable {
  public var year: Int
  public var subject: PublicationSubject
  public var title: String
  public var unit: String
  public var unitName: String
  public var department: String
  public var form: String?
  public var content: JSON
  /// Receipt of what it corrects.
  public var replaces: String?

  public init(
    year: Int, subject: PublicationSubject, title: String, unit: String, unitName: String, department: String,
    form: String? = nil, content: JSON, replaces: String? = nil
  ) {
    self.year = year
    self.subject = subject
    self.title = title
    self.unit = unit
    self.unitName = unitName
    self.department = department
    self.form = form
    self.content = content
    self.replaces = replaces
  }
}
