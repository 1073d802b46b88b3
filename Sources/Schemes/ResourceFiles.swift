public import Foundation

/// Finds the `Resources` folder that holds templates, schemes, policies and calendars, and reads it.
///
/// The only place of this room that touches files; everything else works on bytes.
public enum ResourceFiles {
  /// The `Resources` folder: the one named by the environment variable `HENGJI_RESOURCES`; else the nearest one above
  /// the running program; else the nearest one above the current directory.
  /// - Returns: nil when there is none.
  public static func directory() -> URL? {
    if let named = ProcessInfo.processInfo.environment["HENGJI_RESOURCES"], !named.isEmpty {
      return isDirectory(named) ? URL(filePath: named, directoryHint: .isDirectory) : nil
    }
    let program =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    return above(program) ?? above(FileManager.default.currentDirectoryPath + "/.")
  }

  /// The `.json5` files of one folder of `Resources`, sorted by name.
  /// - Returns: an empty list when the folder is missing; a file that cannot be read is left out.
  public static func bytes(in folder: String) -> [(name: String, bytes: [UInt8])] {
    guard let folder = directory()?.appending(path: folder) else { return [] }
    return bytes(in: folder)
  }

  /// The `.json5` files of a folder, sorted by name.
  public static func bytes(in folder: URL) -> [(name: String, bytes: [UInt8])] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".json5") }.sorted().compactMap { name in
      (try? Data(contentsOf: folder.appending(path: name))).map { (name, [UInt8]($0)) }
    }
  }

  private static func above(_ path: String) -> URL? {
    var folder = URL(filePath: path)
    while folder.pathComponents.count > 1 {
      folder.deleteLastPathComponent()
      let candidate = folder.appending(path: "Resources", directoryHint: .isDirectory)
      if isDirectory(candidate.appending(path: "templates").path) { return candidate }
    }
    return nil
  }

  private static func isDirectory(_ path: String) -> Bool {
    var directory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &directory) && directory.boolValue
  }
}
