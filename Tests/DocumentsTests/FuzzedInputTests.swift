import Foundation
import TestSupport
import Testing

@testable import Documents

/// What the fuzzer begins with, and what it found: none of it stops a reader.
@Suite struct FuzzedInputTests {
  static let inputs: [(part: String, name: String)] = {
    let folder = ProjectFiles.root.appending(path: "Tests/Fixtures/fuzz").path
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.sorted().compactMap { name in
      let parts = name.split(separator: "/")
      // The inputs for the recognition of forms are read by the tests of that room.
      return parts.count == 2 && parts[0] != "forms" ? (String(parts[0]), String(parts[1])) : nil
    }
  }()

  @Test(arguments: inputs)
  func `an input of the fuzzer is read or refused`(part: String, name: String) throws {
    let reader = try #require(FuzzedReader(rawValue: part))
    let file = ProjectFiles.root.appending(path: "Tests/Fixtures/fuzz/\(part)/\(name)")
    reader.run([UInt8](try Data(contentsOf: file)))
  }

  @Test func `every part has something to begin with`() {
    #expect(Set(Self.inputs.map(\.part)) == Set(FuzzedReader.allCases.map(\.rawValue)))
  }
}
