import Glibc

/// A form with files, its files on disk.
struct Upload: Sendable {
  var fields = Fields()
  var files: [UploadedFile] = []
}

/// One file of an upload.
struct UploadedFile: Sendable {
  enum Content: Sendable {
    case kept(SpoolFile)
    /// It was larger than one file may be, so nothing of it was kept.
    case tooLarge
  }
  let field: String
  /// Last component of the name the browser gave.
  let name: String
  /// Bytes that were sent.
  let size: Int
  let content: Content
}

/// A temporary file that dies with its last owner.
final class SpoolFile: Sendable {
  enum Failure: Error, Hashable, Sendable {
    /// The disk is full or the folder is not ours to write.
    case cannotWrite(code: Int32)
    case cannotRead(code: Int32)
  }

  let path: String
  private let descriptor: Int32

  /// - Parameter folder: where temporary files are put; only we can read them.
  init(in folder: String) throws(Failure) {
    path = "\(folder)/upload-\(UInt64.random(in: 0 ... .max))"
    descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .cannotWrite(code: errno) }
  }

  deinit {
    close(descriptor)
    unlink(path)
  }

  func append(_ bytes: [UInt8]) throws(Failure) {
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + done, $0.count - done) }
      guard written > 0 else {
        if written < 0, errno == EINTR { continue }
        throw .cannotWrite(code: errno)
      }
      done += written
    }
  }

  /// Everything that was written.
  func bytes() throws(Failure) -> [UInt8] {
    let size = Int(lseek(descriptor, 0, SEEK_END))
    guard size >= 0 else { throw .cannotRead(code: errno) }
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = pread(descriptor, buffer.baseAddress! + count, size - count, off_t(count))
        if got < 0, errno == EINTR { continue }
        guard got > 0 else {
          failure = got < 0 ? errno : EIO
          return
        }
        count += got
      }
    }
    guard failure == 0 else { throw .cannotRead(code: failure) }
    return bytes
  }

  /// Removes what a program that was killed left behind.
  static func clear(folder: String) {
    guard let directory = opendir(folder) else { return }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix("upload-") { unlink("\(folder)/\(name)") }
    }
  }
}
