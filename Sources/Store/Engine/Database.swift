public import Model
import Synchronization

/// The database of one installation, on either engine.
public final class Database: Sendable {
  public let engine: Engine
  public let surroundings: Surroundings
  private let writers: WriteQueue
  private let readers: ReaderPool
  private let changeCount = Atomic<Int>(0)
  private let contents = FormContents()

  /// Opens a database and brings its tables up to this program.
  ///
  /// - Parameter url: `sqlite:PATH` or a path, made when missing; or `postgres://user@host:port/name`, which must exist
  ///   with encoding UTF8 and collation C.
  /// - Throws: `.unreachable`; `.newerProgram` when a newer program has been at work on it.
  public static func open(_ url: String, surroundings: Surroundings = .live) throws(StoreError) -> Database {
    let database = try Database(url, surroundings: surroundings)
    try Migrator(Migration.all).run(in: database)
    return database
  }

  /// Opens a database as it is.
  convenience init(_ url: String, surroundings: Surroundings = .live) throws(StoreError) {
    try self.init(Self.source(url), surroundings: surroundings)
  }

  init(_ source: any ConnectionSource, surroundings: Surroundings) throws(StoreError) {
    engine = source.engine
    self.surroundings = surroundings
    writers = try WriteQueue(source: source)
    readers = ReaderPool(source: source)
  }

  static func source(_ url: String) -> any ConnectionSource {
    if url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") { return PostgresDatabase(url: url) }
    return SQLiteDatabase(path: url.hasPrefix("sqlite:") ? String(url.dropFirst("sqlite:".count)) : url)
  }

  /// Reads in a transaction that sees one state of the database; never waits for a writer.
  public func read<T>(_ work: (ReadTransaction) throws(StoreError) -> T) throws(StoreError) -> T {
    try readers.read { (connection) throws(StoreError) in
      try work(ReadTransaction(connection, engine, surroundings, contents))
    }
  }

  /// Writes in a transaction: all or nothing, and on the disk when this returns.
  ///
  /// Writers take turns, so the work is short and calls nothing slow; it may run a second time when another process
  /// was in the way, so it changes nothing but the database. Do not begin a write inside a write.
  /// - Throws: what the work throws, after taking back all it did; `.busy` after several attempts.
  @discardableResult
  public func write<T>(_ work: (WriteTransaction) throws(StoreError) -> T) throws(StoreError) -> T {
    defer { changeCount.add(1, ordering: .sequentiallyConsistent) }
    return try writers.write { (connection) throws(StoreError) in
      let transaction = WriteTransaction(connection, engine, surroundings, contents)
      let value = try work(transaction)
      try transaction.settle()
      return value
    }
  }

  /// Grows with every write of this program: what was read under the same number is still so, unless another program
  /// writes to the same database.
  public var changes: Int { changeCount.load(ordering: .sequentiallyConsistent) }
}

/// What a reader may do. It lives as long as the closure it is given to.
public class ReadTransaction {
  let engine: Engine
  /// Contents of revisions that were read before.
  let contents: FormContents
  private let connection: any Connection
  /// The moment the transaction began.
  public let now: Instant
  fileprivate let surroundings: Surroundings

  fileprivate init(
    _ connection: any Connection, _ engine: Engine, _ surroundings: Surroundings, _ contents: FormContents
  ) {
    self.connection = connection
    self.engine = engine
    self.contents = contents
    self.surroundings = surroundings
    now = surroundings.now()
  }

  /// Rows of a query, each decoded by `decode`.
  func all<T>(_ sql: SQL, _ decode: (inout Row) throws(StoreError) -> T) throws(StoreError) -> [T] {
    let rows = try connection.run(sql).rows
    var decoded: [T] = []
    decoded.reserveCapacity(rows.count)
    for var row in rows { decoded.append(try decode(&row)) }
    return decoded
  }

  /// The first row of a query; nil when it has none.
  func first<T>(_ sql: SQL, _ decode: (inout Row) throws(StoreError) -> T) throws(StoreError) -> T? {
    guard var row = try connection.run(sql).rows.first else { return nil }
    return try decode(&row)
  }

  /// Writes what the transaction has added up so far: whoever reads a table of sums calls it first.
  func settle() throws(StoreError) {}

  fileprivate func change(_ sql: SQL) throws(StoreError) -> Int { try connection.run(sql).changed }
}

/// What a writer may do besides reading.
public final class WriteTransaction: ReadTransaction {
  /// What the transaction has added up and not written yet.
  var tally = Tally()
  /// How many changes it has made: what was read at the same count is still so.
  public private(set) var changes = 0

  /// - Returns: how many rows were changed.
  @discardableResult
  func run(_ sql: SQL) throws(StoreError) -> Int {
    changes += 1
    return try change(sql)
  }

  override func settle() throws(StoreError) {
    guard !tally.isEmpty else { return }
    let sums = tally
    tally = Tally()
    try sums.write(in: self)
  }

  /// A new identifier, unlike any other; those made later sort behind those made earlier.
  public func newID() -> String { surroundings.newID(at: now) }
}
