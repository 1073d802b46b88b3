import Foundation
import Lifecycle
import Synchronization
import Testing

@testable import Store

/// The engines of databases that this machine can test: SQLite always, PostgreSQL where HENGJI_TEST_POSTGRES names a server.
enum TestEngines {
  static let server = ProcessInfo.processInfo.environment["HENGJI_TEST_POSTGRES"]
  static let present: [Engine] = server == nil ? [.sqlite] : [.sqlite, .postgres]
  /// On which engine the houses of the case in hand stand.
  @TaskLocal static var current = Engine.sqlite

  /// Databases whose case is over. Making one takes far longer than emptying one.
  private static let free = Mutex<[String]>([])

  /// An empty database on the server.
  static func takeDatabase() throws -> String {
    let server = try #require(server)
    guard let name = free.withLock({ $0.popLast() }) else {
      let name = "hengji_web_" + UUID().uuidString.lowercased().prefix(8)
      try run("CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'", on: server)
      return name
    }
    try run("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '\(name)'", on: server)
    try run("DROP SCHEMA public CASCADE", on: url(of: name))
    try run("CREATE SCHEMA public", on: url(of: name))
    return name
  }

  static func giveBack(_ name: String) { free.withLock { $0.append(name) } }

  static func url(of name: String) throws -> String {
    let server = try #require(server)
    return String(server[..<(server.lastIndex(of: "/") ?? server.endIndex)]) + "/" + name
  }

  private static func run(_ statement: String, on url: String) throws {
    _ = try PostgresDatabase(url: url).connect(.write).run(SQL(stringLiteral: statement))
  }
}

/// Runs every case of a suite once on each engine that is there, with a house of its own.
struct EveryEngine: SuiteTrait, TestTrait, TestScoping {
  var isRecursive: Bool { true }

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    guard testCase != nil else { return try await function() }
    for engine in TestEngines.present {
      try await TestEngines.$current.withValue(engine) { try await function() }
    }
  }
}

extension Trait where Self == EveryEngine {
  static var everyEngine: Self { EveryEngine() }
}
