import Testing

@testable import Store

@Suite struct MigrationTests {
  @Test(arguments: Engine.present)
  func `migrations run once, however often the database is opened`(engine: Engine) throws {
    let empty = try EmptyDatabase(engine)
    for _ in 0..<3 {
      let database = try empty.open()
      let names = try database.read { (t) throws(StoreError) in
        try t.all("SELECT name FROM migration ORDER BY name") { (row) throws(StoreError) in try row.text() }
      }
      #expect(names == Migration.all.map(\.name).sorted())
    }
  }

  @Test(arguments: Engine.present)
  func `a database of a newer program is refused and left alone`(engine: Engine) throws {
    let empty = try EmptyDatabase(engine)
    try empty.open().write { (t) throws(StoreError) in
      try t.run("INSERT INTO migration (name, applied_at) VALUES ('2099-01-01-1 form: add wings', '')")
    }
    #expect(throws: StoreError.newerProgram(migration: "2099-01-01-1 form: add wings")) { try empty.open() }
  }

  @Test(arguments: Engine.present)
  func `a migration that fails leaves nothing behind and is tried again`(engine: Engine) throws {
    let empty = try EmptyDatabase(engine)
    let database = try empty.openRaw()
    let good = Migration("2026-01-01-1 a: one", ["CREATE TABLE a (x BIGINT NOT NULL)"])
    let bad = Migration(
      "2026-01-01-2 b: two", ["CREATE TABLE b (x BIGINT NOT NULL)", "INSERT INTO nowhere VALUES (1)"])
    let mended = Migration("2026-01-01-2 b: two", ["CREATE TABLE b (x BIGINT NOT NULL)"])
    #expect(throws: StoreError.self) { try Migrator([bad, good]).run(in: database) }
    try Migrator([good, mended]).run(in: database)
    try database.write { (t) throws(StoreError) in try t.run("INSERT INTO b (x) VALUES (1)") }
  }

  @Test func `names tell day, counter, subject and intent, and the counter is a number`() {
    var order: [[Int]] = []
    for migration in Migration.all {
      let parts = migration.name.split(separator: " ", maxSplits: 1)
      let key = parts[0].split(separator: "-").compactMap { Int($0) }
      #expect(parts.count == 2 && key.count == 4 && parts[1].contains(": "), "\(migration.name)")
      order.append(key)
    }
    #expect(Set(order).count == order.count)
  }
}
