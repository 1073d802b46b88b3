import Foundation
import TestSupport
import Testing

@testable import Web

/// Writes the example pages with the style sheet beside them, for looking at them in a browser:
/// `HENGJI_PAGES=/tmp/pages swift test --filter WritePages`.
@Suite struct WritePages {
  static let folder = ProcessInfo.processInfo.environment["HENGJI_PAGES"]

  @Test(.enabled(if: folder != nil))
  func `the example pages are written for looking at`() throws {
    let folder = URL(filePath: try #require(Self.folder))
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for example in ExamplePages.all {
      try Data(example.html.render().bytes).write(to: folder.appending(path: example.name + ".html"))
    }
    for name in ["hengji.css", "hengji.js", "editor.js", "seal.svg"] {
      let source = ProjectFiles.root.appending(path: "Resources/web/" + name)
      try? Data(contentsOf: source).write(to: folder.appending(path: name))
    }
  }
}
