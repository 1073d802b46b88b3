import Foundation
import Synchronization
import Testing

@testable import Store

@Suite struct ConcurrencyTests {
  private func counter(_ engine: Engine) throws -> (EmptyDatabase, Database) {
    let empty = try EmptyDatabase(engine)
    let database = try empty.openRaw()
    try database.write { (t) throws(StoreError) in
      try t.run("CREATE TABLE c (id BIGINT NOT NULL PRIMARY KEY, n BIGINT NOT NULL)")
      try t.run("INSERT INTO c (id, n) VALUES (0, 0)")
    }
    return (empty, database)
  }

  private func value(_ database: Database) throws -> Int? {
    try database.read { (t) throws(StoreError) in
      try t.first("SELECT n FROM c WHERE id = 0") { (row) throws(StoreError) in try row.integer() }
    }
  }

  /// Runs the work on threads of their own, as the server library does.
  private func threads(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
    let group = DispatchGroup()
    for number in 0..<count {
      group.enter()
      Thread {
        work(number)
        group.leave()
      }.start()
    }
    group.wait()
  }

  @Test(arguments: Engine.present)
  func `many writers lose nothing`(engine: Engine) throws {
    let (empty, database) = try counter(engine)
    defer { _ = empty }
    let failures = Mutex<[String]>([])
    threads(16) { number in
      for round in 0..<25 {
        let error = storeError { () throws(StoreError) in
          try database.write { (t) throws(StoreError) in
            let n = try t.first("SELECT n FROM c WHERE id = 0") { (row) throws(StoreError) in try row.integer() } ?? 0
            try t.run("UPDATE c SET n = \(n + 1) WHERE id = 0")
            // Every fifth writer changes his mind; the others of his batch must not notice.
            if (number + round) % 5 == 0 { throw .missing(subject: "x") }
          }
        }
        if let error, error != .missing(subject: "x") { failures.withLock { $0.append("\(error)") } }
      }
    }
    #expect(failures.withLock { $0 } == [])
    #expect(try value(database) == 16 * 20)
  }

  @Test(arguments: Engine.present)
  func `two processes' writers lose nothing`(engine: Engine) throws {
    let (empty, one) = try counter(engine)
    let two = try empty.openRaw()
    let failures = Mutex<[String]>([])
    threads(8) { number in
      for _ in 0..<20 {
        do {
          try (number % 2 == 0 ? one : two).write { (t) throws(StoreError) in
            let n = try t.first("SELECT n FROM c WHERE id = 0") { (row) throws(StoreError) in try row.integer() } ?? 0
            try t.run("UPDATE c SET n = \(n + 1) WHERE id = 0")
          }
        } catch { failures.withLock { $0.append("\(error)") } }
      }
    }
    #expect(failures.withLock { $0 } == [])
    #expect(try value(one) == 160)
    #expect(try value(two) == 160)
  }

  @Test(arguments: Engine.present)
  func `a reader goes on while a writer is at work and sees one state`(engine: Engine) throws {
    let (empty, database) = try counter(engine)
    defer { _ = empty }
    let hasWritten = DispatchSemaphore(value: 0)
    let mayCommit = DispatchSemaphore(value: 0)
    let isDone = DispatchSemaphore(value: 0)
    Thread {
      try? database.write { (t) throws(StoreError) in
        try t.run("UPDATE c SET n = 1 WHERE id = 0")
        hasWritten.signal()
        mayCommit.wait()
      }
      isDone.signal()
    }.start()
    hasWritten.wait()
    #expect(try value(database) == 0)
    try database.read { (t) throws(StoreError) in
      let before = try t.first("SELECT n FROM c") { (row) throws(StoreError) in try row.integer() }
      mayCommit.signal()
      isDone.wait()
      let after = try t.first("SELECT n FROM c") { (row) throws(StoreError) in try row.integer() }
      #expect(before == 0 && after == 0)
    }
    #expect(try value(database) == 1)
  }

  @Test(arguments: Engine.present)
  func `more readers than connections all get their turn`(engine: Engine) throws {
    let (empty, database) = try counter(engine)
    defer { _ = empty }
    let seen = Mutex(0)
    threads(48) { _ in
      for _ in 0..<10 {
        if (try? self.value(database)) == 0 { seen.withLock { $0 += 1 } }
      }
    }
    #expect(seen.withLock { $0 } == 480)
  }

  @Test(.enabled(if: Engine.present.contains(.postgres)))
  func `a connection that died is replaced`() throws {
    let (empty, database) = try counter(.postgres)
    #expect(try value(database) == 0)
    let name = empty.url.split(separator: "/").last ?? ""
    try EmptyDatabase.run(
      "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '\(name)'",
      on: try #require(EmptyDatabase.server))
    #expect(try value(database) == 0)
    // The writer learns of it with its first statement; the next one goes through.
    _ = try? database.write { (t) throws(StoreError) in try t.run("UPDATE c SET n = 5 WHERE id = 0") }
    try database.write { (t) throws(StoreError) in try t.run("UPDATE c SET n = n + 1 WHERE id = 0") }
    #expect([1, 6].contains(try value(database)))
  }
}
