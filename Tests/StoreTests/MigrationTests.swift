import Lifecycle
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

  /// A merged migration is never edited: databases are out there that have run it. A new one gets a line here.
  private static let merged: [String: String] = [
    "2026-11-20-1 unit: create tree": "fab923ef96503a4e",
    "2026-11-20-2 account: create": "1213e60065bd8e46",
    "2026-11-20-3 session: create sessions and counters": "766a75f134e7240e",
    "2026-11-20-4 ledger: create chain": "9f25b9a48bb39c3b",
    "2026-11-20-5 file: create register": "1a9663ea405fa4f1",
    "2026-11-20-6 form: create forms and revisions": "2453c4f5abbdcf70",
    "2026-11-20-7 batch: create batches and their files": "f46180a92fbee6f7",
    "2026-11-21-1 stage: create stages, steps and counts": "872da702059ed87b",
    "2026-11-21-2 project: create library": "a8b4d72499faa76d",
    "2026-11-21-3 year: create budget years": "8cf160ef2ee94ae7",
    "2026-11-21-140 stage: list signed papers": "b2115f03426322df",
    "2026-11-24-1 draft: create drafts": "5a897c53b8fda23e",
    "2026-11-21-100 unit: keep history and succession": "9d3010f06804c21a",
    "2026-11-21-101 account: keep grants, telephone and end": "1c088e4a6dff9fdf",
    "2026-11-21-130 review: keep notes of reviewers": "581c26d1d9a0e441",
    "2026-11-21-102 session: keep the grant it works under": "944cb9a0f3307762",
    "2026-11-25-160 token: create personal tokens": "24cf5c73d7f335c7",
    "2026-11-27-1 form: tell the version in force": "ec5110aac6c9d63b",
    "2026-11-27-2 attachment: create": "7d477093edf9ef74",
    "2026-11-27-3 indicator: keep a library": "d488c8101ed4ee80",
    "2026-11-21-10 publication: create": "f9bbcdd8d0852942",
    "2026-11-21-11 project: roll up scores": "6ab2262332d6bc0a",
    "2026-11-26-1 payment: create payments": "0e094bef840e1393",
    "2026-11-27-175 stage: roll up departments and figures": "ec3f29fee7070fed",
    "2026-11-27-176 project: roll up budgets by light": "82d9d04345aea15d",
    "2026-11-27-177 payment: roll up months": "079d9567714b3173",
    "2026-11-27-178 form: order by findings": "d4f12b7d7545c549",
    "2026-11-21-190 form: keep findings that were let stand": "5604f2d979f8687a",
    "2026-11-21-215 form: keep which values were held against their source": "fcce797c0a44e525",
    "2026-11-27-179 project: tell what is new in a year": "5911e689fed5a107",
    "2026-11-27-200 stage: walk states by unit and parts by month": "f233500cfb53a94a",
    "2026-11-27-201 project: find the years of one, and new ones by their sum": "f27c7444ca9c567b",
    "2026-11-27-202 unit: find what stands right below": "2665ad934ae12437",
    "2026-11-27-230 account: leave wrong passwords to the throttle": "c45478609d7efe84",
    "2026-11-27-231 publication: find the years of one": "cc79cda691a78910",
    "2026-11-27-245 form: keep who fills in which part": "08785ad0bdada088",
    "2026-11-21-220 rule: keep what offices set otherwise": "ddaf1a9662a4ec5e",
    "2026-11-28-240 form: keep no rows that nobody reads": "c19266ee4f63f423",
  ]

  @Test func `merged migrations are as they were when they were merged`() {
    var digests: [String: String] = [:]
    for migration in Migration.all {
      let texts = Engine.allCases.flatMap { migration.statements(for: $0).map(\.text) }
      digests[migration.name] = String(Digest.sha256(texts.joined(separator: "\n").utf8).prefix(16))
    }
    #expect(digests == Self.merged)
  }

  @Test(arguments: Engine.present)
  func `who had a role before grants were kept has it afterwards, and units keep their names`(engine: Engine) throws {
    let empty = try EmptyDatabase(engine)
    let database = try empty.openRaw()
    let earlier = Set(
      ["1 unit", "2 account", "3 session", "4 ledger", "5 file", "6 form", "7 batch"].map { "2026-11-20-" + $0 })
    try Migrator(Migration.all.filter { migration in earlier.contains { migration.name.hasPrefix($0 + ":") } })
      .run(in: database)
    try database.write { (t) throws(StoreError) in
      try t.run("INSERT INTO unit (region, id, name, code, path) VALUES ('r', 'qu', '示例区', '001', '/qu/')")
      try t.run(
        """
        INSERT INTO account (id, region, login, display_name, password_hash, role, unit, scope, state, failed_attempts,
          must_change_password, large_type, created_at)
        VALUES ('a1', 'r', 'zhang', '张示例', 'x', 'dept_head', 'qu', 'qu', 'active', 0, 0, 0, '2026-11-20T01:02:03.004Z')
        """)
    }
    try empty.open().read { (t) throws(StoreError) in
      let account = try Accounts.find(login: "zhang", in: t)
      #expect(account?.role == .departmentHead && account?.scope.text == "/qu/")
      #expect(try Units.tree(region: "r", year: 2020, in: t).nodes.map(\.state.name) == ["示例区"])
    }
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
