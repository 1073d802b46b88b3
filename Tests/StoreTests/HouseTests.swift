import Foundation
import TestSupport
import Testing

/// What holds for the sources of the room as a whole.
@Suite struct StoreHouseTests {
  private func sources() throws -> [(name: String, text: String)] {
    let folder = ProjectFiles.root.appending(path: "Sources/Store")
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map {
      ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8))
    }
  }

  @Test func `each C library is imported by its wrapper only`() throws {
    let wrappers = [
      "CSQLite": "SQLiteDatabase.swift", "CPostgres": "PostgresDatabase.swift", "COpenSSL": "Digest.swift",
    ]
    for source in try sources() {
      for (library, wrapper) in wrappers where source.text.contains("import \(library)\n") {
        #expect(source.name == wrapper)
      }
    }
  }

  @Test func `no text of SQL is made from a value, migrations apart`() throws {
    for source in try sources() where source.name != "Migration.swift" && source.name != "SQL.swift" {
      #expect(!source.text.contains("SQL(stringLiteral"), "\(source.name)")
      #expect(!source.text.contains("append(literal"), "\(source.name)")
    }
  }

  @Test func `whatever may be shared unchecked stands in a wrapper`() throws {
    for source in try sources() where source.text.contains("unchecked Sendable") || source.text.contains("(unsafe)") {
      #expect(["SQLiteDatabase.swift", "PostgresDatabase.swift", "Digest.swift"].contains(source.name))
    }
  }
}
