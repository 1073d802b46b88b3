public import Model

/// A file that was put to something (附件): to a stage of the year, or to a project.
public struct Attachment: Hashable, Sendable {
  /// What a file belongs to.
  public enum Matter: Hashable, Sendable {
    case stage(String)
    case project(String)

    /// As the ledger names it: `stage/ID`.
    public var subject: String {
      switch self {
      case .stage(let id): "stage/\(id)"
      case .project(let id): "project/\(id)"
      }
    }

    init?(_ subject: String) {
      let parts = subject.split(separator: "/", maxSplits: 1).map(String.init)
      switch parts.first {
      case "stage" where parts.count == 2: self = .stage(parts[1])
      case "project" where parts.count == 2: self = .project(parts[1])
      default: return nil
      }
    }
  }

  public let region: String
  public let year: Int
  public let id: String
  public let matter: Matter
  /// What it is: proof, basis, paper; as the policy of attachments names them.
  public let purpose: String
  /// SHA-256 of its bytes, which lie in the `FileStore`.
  public let digest: String
  public let name: String
  public let mediaType: String
  public let size: Int
  public let addedAt: Instant
  public let addedBy: String
  public let addedByName: String?

  static let columns: SQL = """
    t.region, t.year, t.id, t.matter, t.purpose, t.digest, t.name, t.media_type, t.size, t.added_at, t.added_by,
    a.display_name
    """
  static let tables: SQL = "attachment t LEFT JOIN account a ON a.id = t.added_by"

  init(_ row: inout Row) throws(StoreError) {
    region = try row.text()
    year = try row.integer()
    id = try row.text()
    let subject = try row.text()
    guard let matter = Matter(subject) else { throw .wrongType(column: "matter", expected: "stage/…", found: subject) }
    self.matter = matter
    purpose = try row.text()
    digest = try row.text()
    name = try row.text()
    mediaType = try row.text()
    size = try row.integer()
    addedAt = try row.instant()
    addedBy = try row.text()
    addedByName = try row.optionalText()
  }
}

/// A file to be put to something; its bytes are on the disk already.
public struct AttachmentDraft: Sendable {
  public var matter: Attachment.Matter
  public var purpose: String
  public var kept: FileStore.Kept
  public var name: String
  public var mediaType: String

  public init(
    _ matter: Attachment.Matter, purpose: String, kept: FileStore.Kept, name: String, mediaType: String
  ) {
    self.matter = matter
    self.purpose = purpose
    self.kept = kept
    self.name = name
    self.mediaType = mediaType
  }
}

/// The list of attachments. One that was taken away again stays in the table and in the ledger, and is shown to nobody.
public enum Attachments {
  static let migrations = [
    Migration(
      "2026-11-27-2 attachment: create",
      [
        """
        CREATE TABLE attachment (
          region TEXT NOT NULL, year BIGINT NOT NULL, id TEXT NOT NULL, matter TEXT NOT NULL, purpose TEXT NOT NULL,
          digest TEXT NOT NULL REFERENCES file (digest), name TEXT NOT NULL, media_type TEXT NOT NULL,
          size BIGINT NOT NULL, added_at TEXT NOT NULL, added_by TEXT NOT NULL, removed_at TEXT, removed_by TEXT,
          PRIMARY KEY (region, year, id) )
        """,
        "CREATE INDEX attachment_by_id ON attachment (id)",
        "CREATE INDEX attachment_by_matter ON attachment (matter, id)",
      ])
  ]

  /// Puts a file to something, with its digest in the ledger.
  @discardableResult
  public static func add(
    _ draft: AttachmentDraft, region: String, year: Int, by actor: String, in transaction: WriteTransaction
  ) throws(StoreError) -> String {
    let id = transaction.newID()
    try Files.record(
      draft.kept, name: draft.name, mediaType: draft.mediaType, region: region, by: actor, in: transaction)
    try transaction.run(
      """
      INSERT INTO attachment (region, year, id, matter, purpose, digest, name, media_type, size, added_at, added_by)
      VALUES (\(region), \(year), \(id), \(draft.matter.subject), \(draft.purpose), \(draft.kept.digest),
        \(draft.name.withoutNul), \(draft.mediaType), \(draft.kept.size), \(transaction.now), \(actor))
      """)
    try Ledger.append(
      .init(
        region: region, actor: actor, action: .attachmentAdded, subject: "\(draft.matter.subject)/file/\(id)",
        detail: .object(["purpose": .string(draft.purpose), "size": .integer(draft.kept.size)]),
        payloadDigest: draft.kept.digest),
      in: transaction)
    return id
  }

  /// Takes a file away; its bytes stay where another entry may need them.
  public static func remove(_ file: Attachment, by actor: String, in transaction: WriteTransaction) throws(StoreError) {
    let changed = try transaction.run(
      """
      UPDATE attachment SET removed_at = \(transaction.now), removed_by = \(actor)
      WHERE region = \(file.region) AND year = \(file.year) AND id = \(file.id) AND removed_at IS NULL
      """)
    guard changed == 1 else { throw .missing(subject: "附件") }
    try Ledger.append(
      .init(
        region: file.region, actor: actor, action: .attachmentRemoved,
        subject: "\(file.matter.subject)/file/\(file.id)", payloadDigest: file.digest),
      in: transaction)
  }

  /// The files of a matter, in the order in which they came.
  public static func of(
    _ matter: Attachment.Matter, in transaction: ReadTransaction
  ) throws(StoreError) -> [Attachment] {
    try transaction.all(
      """
      SELECT \(Attachment.columns) FROM \(Attachment.tables)
      WHERE t.matter = \(matter.subject) AND t.removed_at IS NULL ORDER BY t.id LIMIT 500
      """, Attachment.init)
  }

  /// One file; nil when it was taken away or never was.
  public static func find(id: String, in transaction: ReadTransaction) throws(StoreError) -> Attachment? {
    try transaction.first(
      "SELECT \(Attachment.columns) FROM \(Attachment.tables) WHERE t.id = \(id) AND t.removed_at IS NULL",
      Attachment.init)
  }
}
