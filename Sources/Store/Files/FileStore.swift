import Glibc

/// The bytes of files, in a folder: `files/ab/abcdef…`, each named by the SHA-256 of its content, each kept once.
///
/// It is a folder with both engines: attachments are large and never change, and a database that holds them is slow to
/// back up. Where several machines serve one PostgreSQL, the folder is a shared one.
public struct FileStore: Sendable {
  public struct Kept: Hashable, Sendable {
    public let digest: String
    public let size: Int
  }

  private let folder: String

  /// - Parameter folder: made when missing; readable by its owner only.
  public init(folder: String) throws(StoreError) {
    self.folder = folder
    try Self.makeFolder(folder)
  }

  /// Writes the bytes so that they are on the disk when this returns; bytes that are there already are not written.
  ///
  /// Call it before the transaction that enters the file: bytes without an entry do no harm, an entry without bytes does.
  public func keep(_ bytes: [UInt8]) throws(StoreError) -> Kept {
    let kept = Kept(digest: Digest.sha256(bytes), size: bytes.count)
    let place = path(kept.digest)
    guard access(place, F_OK) != 0 else { return kept }
    let part = folder + "/" + kept.digest.prefix(2)
    if access(part, F_OK) != 0 {
      try Self.makeFolder(part)
      try Self.synchronise(folder)
    }
    let draft = "\(part)/.\(kept.digest).\(getpid()).\(UInt64.random(in: 0 ... .max))"
    do throws(StoreError) {
      try Self.write(bytes, to: draft)
      guard rename(draft, place) == 0 else { throw Self.failure(place) }
      try Self.synchronise(part)
    } catch {
      unlink(draft)
      throw error
    }
    return kept
  }

  /// The bytes of a file; nil when the store has none of that digest.
  /// - Throws: `.refused` when the bytes on the disk are no longer those that were kept.
  public func bytes(digest: String) throws(StoreError) -> [UInt8]? {
    precondition(
      digest.utf8.count == 64 && digest.utf8.allSatisfy { $0 != 0x2F && $0 != 0x2E }, "a digest names a file")
    let descriptor = open(path(digest), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw Self.failure(path(digest))
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0 { throw Self.failure(path(digest)) }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    guard Digest.sha256(bytes) == digest else { throw .refused(rule: "file-as-kept") }
    return bytes
  }

  private func path(_ digest: String) -> String { "\(folder)/\(digest.prefix(2))/\(digest)" }

  private static func write(_ bytes: [UInt8], to path: String) throws(StoreError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + done, bytes.count - done) }
      guard count > 0 else { throw failure(path) }
      done += count
    }
    guard fsync(descriptor) == 0 else { throw failure(path) }
  }

  /// The name of a new file is on the disk only when its folder is.
  private static func synchronise(_ folder: String) throws(StoreError) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure(folder) }
  }

  private static func makeFolder(_ path: String) throws(StoreError) {
    guard mkdir(path, 0o700) != 0, errno != EEXIST else { return }
    throw failure(path)
  }

  private static func failure(_ path: String) -> StoreError {
    .unreachable(reason: "\(path)：\(String(cString: strerror(errno)))")
  }
}
