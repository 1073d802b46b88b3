import Foundation
import TestSupport
import Testing

/// What the fuzzer of the recognition begins with, and what it found: none of it stops the reader.
@Suite struct FuzzedFormTests {
  static let inputs: [String] = {
    let folder = ProjectFiles.root.appending(path: "Tests/Fixtures/fuzz/\(FuzzedForms.name)").path
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }()

  @Test(arguments: inputs)
  func `an input of the fuzzer is read`(name: String) throws {
    let file = ProjectFiles.root.appending(path: "Tests/Fixtures/fuzz/\(FuzzedForms.name)/\(name)")
    FuzzedForms.run([UInt8](try Data(contentsOf: file)))
  }

  @Test func `there is something to begin with`() { #expect(Self.inputs.count >= 3) }
}
