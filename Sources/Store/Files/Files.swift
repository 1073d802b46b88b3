public import Model

/// A file that somebody brought in, named by its content.
public struct StoredFile: Hashable, Sendable {
  /// SHA-256 of the bytes, hexadecimal.
  public let digest: String
  public let size: Int
  /// The name it first came with.
  public let name: String
  public let mediaType: String
  public let createdAt: Instant
  public let createdBy: String

  static let columns: SQL = "digest, size, name, media_type, created_at, created_by"

  init(_ row: inout Row) throws(StoreError) {
    digest = try row.text()
    size = try row.integer()
    name = try row.text()
    mediaType = try row.text()
    createdAt = try row.instant()
    createdBy = try row.text()
  }
}

/// The register of files; their bytes lie in a `FileStore`.
public enum Files {
  static let migrations = [
    Migration(
      "2026-11-20-5 file: create register",
      [
        """
        CREATE TABLE file (
          digest TEXT NOT NULL PRIMARY KEY, size BIGINT NOT NULL, name TEXT NOT NULL, media_type TEXT NOT NULL,
          created_at TEXT NOT NULL, created_by TEXT NOT NULL )
        """
      ])
  ]

  /// Enters a file whose bytes are on the disk already. The same content a second time changes nothing.
  @discardableResult
  public static func record(
    _ kept: FileStore.Kept, name: String, mediaType: String, region: String, by actor: String,
    in transaction: WriteTransaction
  ) throws(StoreError) -> StoredFile {
    let added = try transaction.run(
      """
      INSERT INTO file (digest, size, name, media_type, created_at, created_by)
      VALUES (\(kept.digest), \(kept.size), \(name.withoutNul), \(mediaType), \(transaction.now), \(actor))
      ON CONFLICT (digest) DO NOTHING
      """)
    if added == 1 {
      try Ledger.append(
        .init(
          region: region, actor: actor, action: .fileKept, subject: "file/\(kept.digest)",
          detail: .object(["size": .integer(kept.size)]), payloadDigest: kept.digest),
        in: transaction)
    }
    guard let file = try find(digest: kept.digest, in: transaction) else { throw .missing(subject: "文件") }
    return file
  }

  public static func find(digest: String, in transaction: ReadTransaction) throws(StoreError) -> StoredFile? {
    try transaction.first("SELECT \(StoredFile.columns) FROM file WHERE digest = \(digest)", StoredFile.init)
  }
}

extension String {
  /// Neither engine keeps a NUL in a text alike, and no document means one.
  var withoutNul: String { utf8.contains(0) ? String(unicodeScalars.filter { $0.value != 0 }) : self }
}
