import Documents
import Foundation
import Model
import Schemes
import TestSupport
import Testing

@testable import Forms

/// The templates of the project, loaded once for all tests of this room.
let templates = TemplateLibrary.load(
  ResourceFiles.bytes(in: ProjectFiles.root.appending(path: "Resources/templates"))
).valid
let reader = FormReader(templates)

/// Real documents against readings made by hand, cell by cell.
@Suite(.enabled(if: ProjectFiles.shared != nil)) struct GoldTests {
  static func read(_ number: String) throws -> Reading {
    let url = try #require(ProjectFiles.seed(number))
    return reader.read(TextReader.read([UInt8](try Data(contentsOf: url)), format: "txt"))
  }

  @Test(arguments: [("000", "0.99", "0.98"), ("002", "0.99", "0.98"), ("004", "0.99", "0.98")])
  func `a real document is read as a careful person reads it`(number: String, all: String, group: String) throws {
    let gold = try #require(ProjectFiles.shared).appending(path: "gold")
    let folder = FileManager.default.temporaryDirectory.appending(path: "hengji-gold-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let printed = folder.appending(path: "\(number).json")
    try Data(try Self.read(number).content.json().text().utf8).write(to: printed)
    let compare = Process()
    compare.executableURL = URL(filePath: "/usr/bin/env")
    compare.arguments = [
      "python3", gold.appending(path: "compare.py").path, gold.appending(path: "\(number).json").path, printed.path,
      "--min", all, "--min-group", group, "--all-forms", "--errors",
    ]
    let output = Pipe()
    compare.standardOutput = output
    try compare.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    compare.waitUntilExit()
    #expect(compare.terminationStatus == 0, "\(text.suffix(3000))")
  }

  @Test func `the other real documents give their forms`() throws {
    #expect(try Self.read("001").content.forms.count == 4)
    #expect(try Self.read("003").content.forms.count >= 3)
  }
}
