import Foundation
import Testing

@testable import Documents

@Suite struct TemporaryFolderTests {
  @Test func `a folder goes with all it holds, and links are not followed`() throws {
    let other = try TemporaryFolder()
    defer { other.remove() }
    try other.write([1], to: "kept")
    let folder = try TemporaryFolder()
    try folder.makeFolder("a")
    try folder.makeFolder("a/b")
    try folder.write([1, 2, 3], to: "a/b/c")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/a/link", withDestinationPath: other.path)
    #expect(try folder.read("a/b/c", bytesMax: 3) == [1, 2, 3])
    #expect(try folder.read("a/b/c", bytesMax: 2) == nil)
    folder.remove()
    #expect(!FileManager.default.fileExists(atPath: folder.path))
    #expect(try other.read("kept", bytesMax: 1) == [1])
  }
}
