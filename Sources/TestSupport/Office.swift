import Foundation

/// The office program of this machine, for tests that turn documents into other formats with it.
public enum Office {
  /// Where it is installed; nil where it is not, and tests that need it skip.
  public static let program: String? = [
    "/usr/bin/soffice", "/usr/local/bin/soffice", "/opt/libreoffice/program/soffice",
  ]
  .first { FileManager.default.isExecutableFile(atPath: $0) }

  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  /// - Parameters:
  ///   - files: name with ending, and content. All are converted in one go, as starting takes longest.
  ///   - format: ending of the results, with a filter where one is wanted: `pdf`.
  /// - Returns: the results in the order of the files.
  public static func convert(_ files: [(name: String, bytes: [UInt8])], to format: String) throws -> [[UInt8]] {
    guard let program else { throw Failure(description: "没有安装 LibreOffice") }
    let folder = FileManager.default.temporaryDirectory.appending(path: "hengji-office-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var paths: [String] = []
    for file in files {
      let path = folder.appending(path: file.name)
      try Data(file.bytes).write(to: path)
      paths.append(path.path)
    }
    let results = folder.appending(path: "results")
    let child = try ChildProcess(
      program,
      [
        "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--norestore", "--convert-to", format,
        "--outdir", results.path,
      ] + paths, environment: ["HOME": folder.path])
    guard child.wait(seconds: 300) != nil else {
      child.end()
      throw Failure(description: "LibreOffice 没有按时结束：\(child.printed)")
    }
    let ending = format.prefix { $0 != ":" }
    return try files.map { file in
      let stem = file.name.prefix(upTo: file.name.lastIndex(of: ".") ?? file.name.endIndex)
      return [UInt8](try Data(contentsOf: results.appending(path: "\(stem).\(ending)")))
    }
  }
}
