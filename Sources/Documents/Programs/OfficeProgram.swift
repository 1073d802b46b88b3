import Glibc
import Synchronization

/// The office program of this machine (LibreOffice), which turns older formats into those that are read here.
public struct OfficeProgram: Sendable {
  static let title = "LibreOffice"
  private let path: String

  /// nil where none is installed.
  public static var installed: OfficeProgram? {
    ["soffice", "libreoffice"].lazy.compactMap(ChildProgram.find).first.map(OfficeProgram.init)
  }

  /// One at a time: each takes a few hundred megabytes, and is quick with a machine to itself.
  private static let turn = Mutex<Void>(())

  /// What an older format is turned into.
  enum Target: String {
    case docx, xlsx
  }

  /// - Parameter ending: the ending by which the program knows the format.
  /// - Throws: `.tooComplex` when it takes too long, `.damaged` when the program cannot open the file.
  func convert(
    _ bytes: [UInt8], _ kind: FileKind, ending: String, to target: Target, limits: ReadLimits
  ) throws(ReadError) -> [UInt8] {
    let folder: TemporaryFolder
    do { folder = try TemporaryFolder() } catch { throw .needsProgram(kind, program: Self.title) }
    defer { folder.remove() }
    let outcome = Self.turn.withLock { _ in
      Result { try run(bytes, in: folder, ending: ending, to: target, limits: limits) }
    }
    switch outcome {
    case .success(let converted?): return converted
    case .success(nil): throw .damaged(kind, detail: "\(Self.title) 打不开，可能设了密码或文件不完整")
    case .failure(ChildProgram.Failure.beyond): throw .tooComplex(detail: "\(limits.programSeconds) 秒内转换不完")
    case .failure: throw .needsProgram(kind, program: Self.title)
    }
  }

  private func run(
    _ bytes: [UInt8], in folder: TemporaryFolder, ending: String, to target: Target, limits: ReadLimits
  ) throws -> [UInt8]? {
    try folder.write(bytes, to: "file.\(ending)")
    try folder.makeFolder("profile")
    try folder.makeFolder("profile/user")
    try folder.write(Array(Self.settings.utf8), to: "profile/user/registrymodifications.xcu")
    let arguments = [
      "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--norestore", "--nologo", "--nodefault",
      "--convert-to", target.rawValue, "--outdir", "\(folder.path)/out", "\(folder.path)/file.\(ending)",
    ]
    let bounds = ChildProgram.Bounds(
      cpuSeconds: limits.programSeconds, seconds: Double(limits.programSeconds) * 4, memory: 8 << 30)
    let end = try ChildProgram.run(
      path, arguments, input: [], environment: ["HOME=\(folder.path)", "TMPDIR=\(folder.path)"], bounds: bounds
    ) { _ in }
    guard end.status < 128 else { throw ChildProgram.Failure.beyond }
    return try folder.read("out/file.\(target.rawValue)", bytesMax: limits.fileBytes)
  }

  /// No macros, no pictures and tables fetched from elsewhere.
  private static let settings = """
    <?xml version="1.0" encoding="UTF-8"?>
    <oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" \
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
    <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" \
    oor:op="fuse"><value>true</value></prop></item>
    <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" \
    oor:op="fuse"><value>true</value></prop></item>
    <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" \
    oor:op="fuse"><value>3</value></prop></item>
    </oor:items>
    """
}

/// A folder that only this program's user may look into, for the time of one conversion.
struct TemporaryFolder {
  struct Failure: Error {}
  let path: String

  init() throws {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    // mkdtemp puts a name of its own in the place of the last six letters.
    var template = Array("\(base)/hengji-office-\(String(repeating: "X", count: 6))".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure() }
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  func makeFolder(_ name: String) throws {
    guard mkdir("\(path)/\(name)", 0o700) == 0 else { throw Failure() }
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    guard let file = fopen("\(path)/\(name)", "wb") else { throw Failure() }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw Failure() }
  }

  /// - Returns: nil when there is no such file, or it is larger than `bytesMax`.
  func read(_ name: String, bytesMax: Int) throws -> [UInt8]? {
    guard let file = fopen("\(path)/\(name)", "rb") else { return nil }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let size = ftell(file)
    guard size > 0, size <= bytesMax else { return nil }
    rewind(file)
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = fread(buffer.baseAddress, 1, size, file)
    }
  }

  /// Removes the folder with everything in it; links are removed, not followed.
  func remove() { Self.remove(path, depth: 0) }

  private static func remove(_ path: String, depth: Int) {
    // A file or an empty folder goes at once.
    guard Glibc.remove(path) != 0, depth < 32, let folder = opendir(path) else { return }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." { names.append(name) }
    }
    closedir(folder)
    for name in names { remove("\(path)/\(name)", depth: depth + 1) }
    _ = Glibc.remove(path)
  }
}
