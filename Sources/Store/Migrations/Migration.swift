/// A step that brings the tables forward: named by day and counter, subject, intent.
///
/// Once merged it is never edited. Steps only go forward, one transaction each, remembered by name.
struct Migration: Sendable {
  let name: String
  /// One statement each. Types are written for PostgreSQL; SQLite gets its own names for them and strict tables.
  private let both: [StaticString]
  private let sqlite: [StaticString]
  private let postgres: [StaticString]

  init(_ name: String, _ both: [StaticString], sqlite: [StaticString] = [], postgres: [StaticString] = []) {
    self.name = name
    self.both = both
    self.sqlite = sqlite
    self.postgres = postgres
  }

  func statements(for engine: Engine) -> [SQL] {
    switch engine {
    case .postgres: (both + postgres).map { SQL(stringLiteral: $0.description) }
    case .sqlite: both.map { Self.sqliteText($0.description) } + sqlite.map { SQL(stringLiteral: $0.description) }
    }
  }

  /// The type map of strict tables. INT and not INTEGER: an INTEGER PRIMARY KEY would number rows by itself.
  private static func sqliteText(_ text: String) -> SQL {
    var mapped = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    for index in mapped.indices {
      for (type, ours) in [("BIGINT", "INT"), ("BYTEA", "BLOB"), ("PRECISION", "")] where mapped[index].hasPrefix(type)
      {
        mapped[index] = ours + mapped[index].dropFirst(type.count)
      }
      if mapped[index] == "DOUBLE" { mapped[index] = "REAL" }
    }
    return SQL(stringLiteral: mapped.joined(separator: " ") + (text.hasPrefix("CREATE TABLE") ? " STRICT" : ""))
  }
}

/// Runs the migrations a database has not seen yet.
struct Migrator {
  private let migrations: [Migration]

  init(_ migrations: [Migration]) {
    self.migrations = migrations.sorted { Self.key($0.name).lexicographicallyPrecedes(Self.key($1.name)) }
    precondition(Set(migrations.map(\.name)).count == migrations.count, "every migration has a name of its own")
  }

  /// Day and counter, the counter as a number: `2026-11-20-10` comes after `2026-11-20-9`.
  private static func key(_ name: String) -> [Int] {
    name.prefix { $0 != " " }.split(separator: "-").map { Int($0) ?? 0 }
  }

  func run(in database: Database) throws(StoreError) {
    try database.write { (transaction) throws(StoreError) in
      _ = try transaction.run(
        database.engine == .sqlite
          ? "CREATE TABLE IF NOT EXISTS migration (name TEXT NOT NULL PRIMARY KEY, applied_at TEXT NOT NULL) STRICT"
          : "CREATE TABLE IF NOT EXISTS migration (name TEXT NOT NULL PRIMARY KEY, applied_at TEXT NOT NULL)")
    }
    let done = try database.read { (transaction) throws(StoreError) in try Self.done(transaction) }
    let known = Set(migrations.map(\.name))
    if let newer = done.subtracting(known).sorted().last { throw .newerProgram(migration: newer) }
    for migration in migrations where !done.contains(migration.name) {
      try database.write { (transaction) throws(StoreError) in
        // Another process may have been quicker.
        guard try !Self.done(transaction).contains(migration.name) else { return }
        for statement in migration.statements(for: database.engine) { try transaction.run(statement) }
        try transaction.run(
          "INSERT INTO migration (name, applied_at) VALUES (\(migration.name), \(transaction.now))")
      }
    }
  }

  private static func done(_ transaction: ReadTransaction) throws(StoreError) -> Set<String> {
    Set(try transaction.all("SELECT name FROM migration") { (row) throws(StoreError) in try row.text() })
  }
}

/// Indexes of a SQLite database that is being filled, which lists and searches use and no step of a stage: made at the end
/// they are sorted once, and not kept up with every row.
struct PutOffIndexes {
  /// One of these that a migration has dropped since is none.
  private static let names = [
    "form_by_code", "form_by_findings", "form_by_name", "form_by_update", "indicator_peer_by_uses", "ledger_by_subject",
    "notice_by_path", "payment_by_day", "project_year_by_budget", "project_year_by_light",
    "project_year_by_light_and_budget", "project_year_by_name", "project_year_by_score", "project_year_new",
    "project_year_new_by_sum", "publication_by_department", "publication_by_digest", "publication_by_time",
    "stage_by_due",
  ]

  /// What makes them again, as the migrations did.
  private let statements: [SQL]

  /// Drops them.
  init(in transaction: WriteTransaction) throws(StoreError) {
    let found = try transaction.all(
      "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND name IN \(list: Self.names) ORDER BY name"
    ) { (row) throws(StoreError) in (name: try row.text(), sql: try row.text()) }
    for index in found { try transaction.run(SQL(stringLiteral: "DROP INDEX \(index.name)")) }
    statements = found.map { SQL(stringLiteral: $0.sql) }
  }

  func make(in transaction: WriteTransaction) throws(StoreError) {
    for statement in statements { try transaction.run(statement) }
  }
}
