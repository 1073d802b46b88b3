import Foundation
import Model
import Testing

@testable import Store

/// Filling a database that is not there yet: all of it, or none.
@Suite struct NewDatabaseTests {
  private let empty: EmptyDatabase
  private var path: String { empty.folder + "/hengji.db" }

  init() throws { empty = try EmptyDatabase(.sqlite) }

  private func add(_ id: String, to database: Database) throws(StoreError) {
    try database.write { (t) throws(StoreError) in try Units.add(region: "r", id: id, name: id, by: "x", in: t) }
  }

  private func units() throws -> [String] {
    try Database.open(path).read { (t) throws(StoreError) in try Units.roots(region: "r", in: t).map(\.id) }
  }

  @Test func `it is in its place when all of it is done, and open for serving`() throws {
    let path = path
    let isThere = try Database.filling(path, surroundings: .live) { (database) throws(StoreError) -> Bool in
      try add("a", to: database)
      return FileManager.default.fileExists(atPath: path)
    }
    #expect(!isThere && FileManager.default.fileExists(atPath: path))
    #expect(try FileManager.default.contentsOfDirectory(atPath: empty.folder).allSatisfy { !$0.contains("unfinished") })
    #expect(try units() == ["a"])
    let database = try Database.open(path)
    let mode = try database.read { (t) throws(StoreError) in
      try t.first("PRAGMA journal_mode") { (row) throws(StoreError) in try row.text() }
    }
    #expect(mode == "wal")
    #expect(try Ledger.verify(in: database).isSound)
  }

  @Test func `what was not ended is not there, and is no hindrance`() throws {
    #expect(throws: StoreError.missing(subject: "x")) {
      try Database.filling(path, surroundings: .live) { (database) throws(StoreError) in
        try add("a", to: database)
        throw .missing(subject: "x")
      }
    }
    #expect(!FileManager.default.fileExists(atPath: path))
    try Database.filling(path, surroundings: .live) { (database) throws(StoreError) in try add("b", to: database) }
    #expect(try units() == ["b"])
  }

  @Test func `it has the tables and indexes of any other, and every one of its writes`() throws {
    func made(_ database: Database) throws -> [String] {
      try database.read { (t) throws(StoreError) in
        try t.all("SELECT name || ' ' || coalesce(sql, '') FROM sqlite_master ORDER BY name") {
          (row) throws(StoreError) in
          try row.text()
        }
      }
    }
    let names = (100..<180).map { "u\($0)" }
    try Database.filling(path, surroundings: .live) { (database) throws(StoreError) in
      for (index, name) in names.enumerated() {
        try add(name, to: database)
        let seen = try database.read { (t) throws(StoreError) in try Units.roots(region: "r", in: t).count }
        #expect(seen == index + 1)
      }
    }
    #expect(try units() == names)
    #expect(try made(Database.open(path)) == made(EmptyDatabase(.sqlite).open()))
  }

  @Test func `a database that is there is opened as ever`() throws {
    let path = path
    try add("a", to: Database.open(path))
    try Database.filling(path, surroundings: .live) { (database) throws(StoreError) in
      let mode = try database.read { (t) throws(StoreError) in
        try t.first("PRAGMA journal_mode") { (row) throws(StoreError) in try row.text() }
      }
      #expect(mode == "wal")
    }
  }
}
