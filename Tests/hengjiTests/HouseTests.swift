import Foundation
import TestSupport
import Testing

/// Walks the sources: what the house style promises and a compiler does not check.
@Suite struct HouseTests {
  struct Source: Sendable, CustomTestStringConvertible {
    let path: String
    let lines: [Substring]
    var testDescription: String { path }
  }

  static let sources: [Source] = files(under: "Sources", "swift") + files(under: "Tests", "swift")
  static let rooms = [
    "Documents", "Forms", "Lifecycle", "Model", "Reports", "Review", "Schemes", "Scoring", "Store", "Web",
  ]

  static func files(under folder: String, _ ending: String) -> [Source] {
    let root = ProjectFiles.root.appending(path: folder)
    let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix("." + ending) }.sorted().compactMap { name in
      guard let text = try? String(contentsOf: root.appending(path: name), encoding: .utf8) else { return nil }
      return Source(path: "\(folder)/\(name)", lines: text.split(separator: "\n", omittingEmptySubsequences: false))
    }
  }

  @Test func `the sources are found`() {
    #expect(Self.sources.count > 50)
  }

  @Test func `a newcomer finds the way in every file`() {
    let long = Self.sources.filter { $0.path.hasPrefix("Sources/") && $0.lines.count > 500 }
    #expect(long.map { "\($0.path): \($0.lines.count)" } == [])
  }

  @Test func `lines fit the page`() {
    let wide = Self.sources.filter { $0.path.hasPrefix("Sources/") }.flatMap { source in
      source.lines.enumerated().filter { $0.element.count > 140 }.map { "\(source.path):\($0.offset + 1)" }
    }
    #expect(wide == [])
  }

  @Test func `a C library is imported by one wrapper in each room`() {
    var importers: [String: [String]] = [:]
    for source in Self.sources where source.path.hasPrefix("Sources/") {
      let room = source.path.split(separator: "/")[1]
      for line in source.lines {
        let words = line.split(separator: " ")
        guard words.contains("import"), let name = words.last, name.count > 2, name.hasPrefix("C"),
          name.dropFirst().first?.isUppercase == true, name != "CoreFoundation"
        else { continue }
        importers["\(room) → \(name)", default: []].append(source.path)
      }
    }
    #expect(!importers.isEmpty)
    #expect(importers.filter { $0.value.count > 1 }.map { "\($0.key): \($0.value)" }.sorted() == [])
  }

  @Test func `nothing unfinished and no machine's paths stand in the project`() {
    let marks = ["TO" + "DO", "FIX" + "ME", "fatal" + "Error(\"", "/wo" + "rk/", "/far" + "m/", "not impl" + "emented"]
    let all = Self.sources + Self.files(under: "Resources", "json5") + Self.files(under: "docs", "md")
    let found = all.flatMap { source in
      source.lines.enumerated().filter { line in marks.contains { line.element.contains($0) } }
        .map { "\(source.path):\($0.offset + 1)" }
    }
    #expect(found == [])
  }

  @Test(arguments: rooms)
  func `every room has its note`(room: String) throws {
    let note = ProjectFiles.root.appending(path: "docs/rooms/\(room).md")
    let text = try String(contentsOf: note, encoding: .utf8)
    #expect(text.hasPrefix("# \(room)\n"))
    #expect(text.split(separator: "\n").count <= 120)
  }

  @Test func `no regular expressions read documents`() {
    let readers = ["Sources/Documents/", "Sources/Forms/", "Sources/Review/", "Sources/Scoring/", "Sources/Model/"]
    let found = Self.sources.filter { source in
      readers.contains { source.path.hasPrefix($0) }
        && source.lines.contains {
          $0.contains("Regex") || $0.contains("NSRegularExpression") || $0.contains("firstMatch(of:")
        }
    }
    #expect(found.map(\.path) == [])
  }

  @Test func `decisions are numbered once`() throws {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: ProjectFiles.root.appending(path: "docs/decisions").path)
    let numbers = names.filter { $0.hasSuffix(".md") }.map { $0.prefix(4) }
    #expect(Set(numbers).count == numbers.count)
  }
}
