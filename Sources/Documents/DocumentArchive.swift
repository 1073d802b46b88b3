/// The files of a packed folder (ZIP), as a district sends them: folders inside folders, names in any encoding.
///
/// A file is unpacked when it is asked for and forgotten then, so that memory stays flat whatever the archive holds.
public struct DocumentArchive: Sendable {
  /// A file inside.
  public struct Member: Sendable, Hashable {
    /// Its path inside the archive, folders parted by strokes.
    public let name: String
    /// What the directory of the archive says; a claim until the file is read.
    public let bytes: Int
    fileprivate let index: Int
  }

  private enum Source: Sendable {
    case path(String)
    case bytes([UInt8])
  }

  /// In the order of their names.
  public let members: [Member]
  private let source: Source
  private let limits: ReadLimits

  /// Files that one archive may hold.
  public static let membersMax = 5_000

  /// - Parameter path: where the archive lies; it is read there, not into memory.
  /// - Throws: `.damaged`, or `.zipBomb` when there are more files than any district sends.
  public init(path: String, limits: ReadLimits = .standard) throws(ReadError) {
    try self.init(.path(path), limits)
  }

  public init(_ bytes: [UInt8], limits: ReadLimits = .standard) throws(ReadError) {
    try self.init(.bytes(bytes), limits)
  }

  private init(_ source: Source, _ limits: ReadLimits) throws(ReadError) {
    self.source = source
    self.limits = limits
    members = try Self.with(source, limits) { (archive) throws(ReadError) in
      archive.names.compactMap { index, name, bytes in
        Self.isWanted(name) ? Member(name: name, bytes: bytes, index: index) : nil
      }
    }.sorted { ($0.name, $0.index) < ($1.name, $1.index) }
    guard members.count <= Self.membersMax else {
      throw .tooComplex(detail: "压缩包里有 \(members.count) 个文件，超过 \(Self.membersMax) 个")
    }
  }

  /// Whether these bytes are a packed folder, and not an office file, which is packed alike.
  ///
  /// - Parameter bytes: the whole file.
  public static func isArchive(_ bytes: [UInt8]) -> Bool {
    guard FileKind.detect(bytes) == .zip else { return false }
    let kind = try? ZipArchive.with(bytes, limits: .standard) { (archive) throws(ReadError) in
      FileKind.insideArchive(archive)
    }
    return kind == .zip
  }

  /// The same of a file on the disk.
  public static func isArchive(path: String) -> Bool {
    let kind = try? ZipArchive.with(path: path, limits: .standard) { (archive) throws(ReadError) in
      FileKind.insideArchive(archive)
    }
    return kind == .zip
  }

  /// - Throws: `.tooLarge`, `.zipBomb`, `.encrypted` and `.damaged` of this one file; the others are not concerned.
  public func bytes(of member: Member) throws(ReadError) -> [UInt8] {
    guard member.bytes <= limits.fileBytes else { throw .tooLarge(bytes: member.bytes, limit: limits.fileBytes) }
    var limits = limits
    limits.unpackedBytes = limits.fileBytes
    return try Self.with(source, limits) { (archive) throws(ReadError) in try archive.bytes(at: member.index) }
  }

  private static func with<Result>(
    _ source: Source, _ limits: ReadLimits, _ body: (borrowing ZipArchive) throws(ReadError) -> Result
  ) throws(ReadError) -> Result {
    switch source {
    case .path(let path): try ZipArchive.with(path: path, limits: limits, body)
    case .bytes(let bytes): try ZipArchive.with(bytes, limits: limits, body)
    }
  }

  /// Folders, hidden files and what other systems leave behind are passed over.
  private static func isWanted(_ name: String) -> Bool {
    guard !name.hasSuffix("/"), let last = name.split(separator: "/").last else { return false }
    let isHidden = name.split(separator: "/").contains { $0.hasPrefix(".") || $0.hasPrefix("~$") || $0 == "__MACOSX" }
    return !isHidden && last != "Thumbs.db" && last.lowercased() != "desktop.ini"
  }
}
