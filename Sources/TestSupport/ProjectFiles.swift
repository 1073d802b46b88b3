public import Foundation

/// Files of the project that tests read, found from this source file.
public enum ProjectFiles {
  public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// A folder of real documents beside the checkout that is not part of the project; nil where it is missing, and
  /// tests that need it skip.
  public static let shared: URL? = {
    var folder = root
    for _ in 0..<3 {
      folder = folder.deletingLastPathComponent()
      let candidate = folder.appending(path: "shared/seeds")
      if FileManager.default.fileExists(atPath: candidate.path) { return folder.appending(path: "shared") }
    }
    return nil
  }()

  /// The real document whose name begins with `number`: `seed("001")`.
  public static func seed(_ number: String) -> URL? {
    guard let seeds = shared?.appending(path: "seeds"),
      let names = try? FileManager.default.contentsOfDirectory(atPath: seeds.path)
    else { return nil }
    return names.first { $0.hasPrefix(number) }.map { seeds.appending(path: $0) }
  }
}
