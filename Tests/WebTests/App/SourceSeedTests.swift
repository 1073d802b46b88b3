import Foundation
import Model
import TestSupport
import Testing

@testable import Web

/// Documents that offices published, beside the forms read from them; they are not part of the project.
@Suite(.enabled(if: ProjectFiles.shared != nil)) struct SourceSeedTests {
  @Test func `few of the values that were read are for a person to look at`() throws {
    let folder = try #require(ProjectFiles.shared).appending(path: "seeds")
    let processor = PipelineProcessor(pipeline: try .standard())
    var (values, placed, doubtful) = (0, 0, 0)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
      for source in (try? processor.sources(bytes, name: name)) ?? [] {
        values += source.form.cells.count
        placed += source.origins.count
        doubtful += source.doubtful.count
      }
    }
    print("\(values) values, \(placed) with their place, \(doubtful) doubtful")
    try #require(values > 0)
    #expect(doubtful * 50 <= placed)
  }
}
