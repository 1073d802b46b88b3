import Model
import Testing

@testable import Store

/// What both engines promise alike, whatever the tables are.
@Suite struct EngineTests {
  private func numbers(_ engine: Engine) throws -> (EmptyDatabase, Database) {
    let empty = try EmptyDatabase(engine)
    let database = try empty.openRaw()
    let table = Migration(
      "2026-01-01-1 n: create",
      ["CREATE TABLE n (id BIGINT NOT NULL PRIMARY KEY, word TEXT, size DOUBLE PRECISION, raw BYTEA)"])
    try Migrator([table]).run(in: database)
    return (empty, database)
  }

  @Test(arguments: Engine.present)
  func `what is bound comes back as it was`(engine: Engine) throws {
    let (empty, database) = try numbers(engine)
    defer { _ = empty }
    let words = ["", "衡绩 𠮷 é", "'; DROP TABLE n; --", "$1 %s \\x41", "换\n行\t"]
    let sizes = [0.1, -0.0, .greatestFiniteMagnitude, 1.0 / 3, .leastNonzeroMagnitude]
    let bytes: [[UInt8]] = [[], [0], Array(0...255), Array("\\x".utf8), [0xFF]]
    let ids = [Int64.min, -1, 0, 1, .max]
    try database.write { (t) throws(StoreError) in
      for index in 0..<5 {
        try t.run(
          "INSERT INTO n (id, word, size, raw) VALUES (\(ids[index]), \(words[index]), \(sizes[index]), \(bytes[index]))"
        )
      }
    }
    for index in 0..<5 {
      try database.read { (t) throws(StoreError) in
        let row = try t.first("SELECT word, size, raw FROM n WHERE id = \(ids[index])") { (row) throws(StoreError) in
          (try row.text(), try row.real(), try row.bytes())
        }
        #expect(row?.0 == words[index])
        #expect(row?.1 == sizes[index])
        #expect(row?.2 == bytes[index])
      }
    }
  }

  @Test(arguments: Engine.present)
  func `nothing bound is NULL, and flags are numbers`(engine: Engine) throws {
    let (empty, database) = try numbers(engine)
    defer { _ = empty }
    let none: String? = nil
    try database.write { (t) throws(StoreError) in
      try t.run("INSERT INTO n (id, word) VALUES (\(true), \(none))")
      let row = try t.first("SELECT id, word, size, raw, 2 > 1 FROM n") { (row) throws(StoreError) in
        (
          try row.flag(), try row.optionalText(), try row.optionalReal(), try row.optionalBytes(), try row.flag()
        )
      }
      #expect(row?.0 == true && row?.1 == nil && row?.2 == nil && row?.3 == nil && row?.4 == true)
    }
  }

  @Test(arguments: Engine.present)
  func `a NUL in a text is refused alike`(engine: Engine) throws {
    let (empty, database) = try numbers(engine)
    defer { _ = empty }
    #expect(throws: StoreError.refused(rule: "text-without-nul")) {
      try database.write { (t) throws(StoreError) in try t.run("INSERT INTO n (id, word) VALUES (1, \("a\u{0}b"))") }
    }
  }

  @Test(arguments: Engine.present)
  func `a column of another type throws and tells its name`(engine: Engine) throws {
    let (empty, database) = try numbers(engine)
    defer { _ = empty }
    try database.write { (t) throws(StoreError) in
      try t.run("INSERT INTO n (id, word) VALUES (7, \("七"))")
      let expected = StoreError.wrongType(column: "word", expected: "BIGINT", found: "TEXT")
      #expect(throws: expected) {
        _ = try t.first("SELECT word FROM n") { (row) throws(StoreError) in try row.integer() }
      }
      #expect(throws: StoreError.wrongType(column: "size", expected: "DOUBLE PRECISION", found: "NULL")) {
        _ = try t.first("SELECT size FROM n") { (row) throws(StoreError) in try row.real() }
      }
      #expect(throws: StoreError.wrongType(column: "id", expected: "0 或 1", found: "BIGINT")) {
        _ = try t.first("SELECT id FROM n") { (row) throws(StoreError) in try row.flag() }
      }
    }
  }

  @Test(arguments: Engine.present)
  func `errors are typed and never repeat what was bound`(engine: Engine) throws {
    let (empty, database) = try numbers(engine)
    defer { _ = empty }
    let secret = "李示例80000000"
    func failure(_ sql: SQL) -> StoreError? {
      storeError { () throws(StoreError) in try database.write { (t) throws(StoreError) in try t.run(sql) } }
    }
    _ = failure("INSERT INTO n (id, word) VALUES (1, \(secret))")
    let errors = [
      failure("INSERT INTO n (id, word) VALUES (1, \(secret))"), failure("INSERT INTO n (word) VALUES (\(secret))"),
      failure("INSERT INTO n (id) VALUES (\(secret))"), failure("SELEC \(secret)"), failure("SELECT nix FROM n"),
      failure("INSERT INTO nowhere VALUES (\(secret))"),
    ]
    for error in errors {
      let error = try #require(error)
      #expect(!"\(error) \(String(reflecting: error))".contains(secret))
    }
    guard case .refused = errors[0], case .refused = errors[1], case .badStatement = errors[3],
      case .badStatement = errors[4], case .badStatement = errors[5]
    else {
      Issue.record("\(errors)")
      return
    }
  }

  @Test(arguments: Engine.present)
  func `a write that throws leaves nothing behind`(engine: Engine) throws {
    let (empty, database) = try numbers(engine)
    defer { _ = empty }
    #expect(throws: StoreError.missing(subject: "x")) {
      try database.write { (t) throws(StoreError) in
        try t.run("INSERT INTO n (id) VALUES (1)")
        throw .missing(subject: "x")
      }
    }
    #expect(try count(database) == 0)
    try database.write { (t) throws(StoreError) in try t.run("INSERT INTO n (id) VALUES (2)") }
    #expect(try count(database) == 1)
  }

  @Test(arguments: Engine.present)
  func `a reader cannot write`(engine: Engine) throws {
    let (empty, database) = try numbers(engine)
    defer { _ = empty }
    #expect(throws: StoreError.self) {
      _ = try database.read { (t) throws(StoreError) in
        try t.first("INSERT INTO n (id) VALUES (1) RETURNING id") { (row) throws(StoreError) in try row.integer() }
      }
    }
    #expect(try count(database) == 0)
  }

  @Test(arguments: Engine.present)
  func `texts are ordered by their bytes`(engine: Engine) throws {
    let (empty, database) = try numbers(engine)
    defer { _ = empty }
    let words = ["Zebra", "apple", "财政", "民政", "Ä", "é", "zebra", "１", "1", " ", "_", "𠮷"]
    try database.write { (t) throws(StoreError) in
      for (index, word) in words.enumerated() { try t.run("INSERT INTO n (id, word) VALUES (\(index), \(word))") }
    }
    let sorted = try database.read { (t) throws(StoreError) in
      try t.all("SELECT word FROM n ORDER BY word") { (row) throws(StoreError) in try row.text() }
    }
    #expect(sorted == words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  @Test(arguments: Engine.present)
  func `a statement that failed does not spoil the next`(engine: Engine) throws {
    let (empty, database) = try numbers(engine)
    defer { _ = empty }
    for round in 0..<3 {
      _ = try? database.write { (t) throws(StoreError) in try t.run("INSERT INTO n (id) VALUES (NULL)") }
      try database.write { (t) throws(StoreError) in try t.run("INSERT INTO n (id) VALUES (\(round))") }
    }
    #expect(try count(database) == 3)
  }

  @Test(arguments: Engine.present)
  func `more statements than are kept prepared still run`(engine: Engine) throws {
    let (empty, database) = try numbers(engine)
    defer { _ = empty }
    try database.read { (t) throws(StoreError) in
      for number in 0..<450 {
        let sql = SQL(stringLiteral: "SELECT \(number) + 0")
        #expect(try t.first(sql) { (row) throws(StoreError) in try row.integer() } == number)
      }
    }
  }

  private func count(_ database: Database) throws -> Int? {
    try database.read { (t) throws(StoreError) in
      try t.first("SELECT count(*) FROM n") { (row) throws(StoreError) in try row.integer() }
    }
  }
}

@Suite struct SQLTests {
  @Test func `interpolated values are numbered and never pasted`() {
    let name = "O'Neil"
    let part: SQL = "b = \(2) AND c IN \(list: ["x", "y"])"
    let sql: SQL = "SELECT 1 FROM t WHERE a = \(name) AND \(part) LIMIT \(5)"
    #expect(sql.text == "SELECT 1 FROM t WHERE a = $1 AND b = $2 AND c IN ($3, $4) LIMIT $5")
    #expect(sql.values == [.text(name), .integer(2), .text("x"), .text("y"), .integer(5)])
  }

  @Test func `parts are joined with their values`() {
    let parts: [SQL] = ["a = \(1)", "b = \(2)"]
    #expect(parts.joined(" OR ").text == "a = $1 OR b = $2")
    #expect((parts[0] + ";" + parts[1]).values == [.integer(1), .integer(2)])
  }
}
