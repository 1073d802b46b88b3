import Glibc

/// The last bytes of a file on the disk.
enum FileTail {
  /// - Returns: the bytes, and where in the file they begin; nil when the file cannot be opened or read.
  static func read(_ path: String, _ bytesMax: Int) -> (bytes: [UInt8], start: Int)? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    let size = Int(lseek(file, 0, SEEK_END))
    guard size >= 0 else { return nil }
    let start = max(0, size - bytesMax)
    var isWhole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: size - start) { buffer, count in
      while count < buffer.count {
        let got = pread(file, buffer.baseAddress! + count, buffer.count - count, off_t(start + count))
        if got < 0, errno == EINTR { continue }
        guard got > 0 else {
          isWhole = false
          return
        }
        count += got
      }
    }
    return isWhole ? (bytes, start) : nil
  }
}
