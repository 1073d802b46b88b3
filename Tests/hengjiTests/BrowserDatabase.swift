import Foundation

@testable import Store

/// The engines on which the program is tried in a browser.
enum BrowserDatabase {
  /// Where PostgreSQL is: a server on which databases may be made; nil where only SQLite is tested.
  private static let server = ProcessInfo.processInfo.environment["HENGJI_TEST_POSTGRES"]
  static let engines = server == nil ? ["sqlite"] : ["sqlite", "postgres"]

  /// A fresh database on the server.
  static func postgres() throws -> String? {
    guard let server, let slash = server.lastIndex(of: "/") else { return nil }
    let name = "hengji_year_" + UUID().uuidString.lowercased().prefix(8)
    _ = try PostgresDatabase(url: server).connect(.write).run(
      SQL(stringLiteral: "CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"))
    return server[..<slash] + "/" + name
  }
}
