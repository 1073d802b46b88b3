import Glibc

/// Character conversion of the C library.
enum Iconv {
  /// GB18030 to UTF-8; GBK and GB2312 are parts of it.
  ///
  /// - Returns: nil when some bytes are no character. A character cut off at the very end is left out.
  static func utf8(fromGB18030 bytes: [UInt8]) -> [UInt8]? {
    guard let descriptor = iconv_open("UTF-8", "GB18030"), Int(bitPattern: descriptor) != -1 else { return nil }
    defer { iconv_close(descriptor) }
    // Two bytes become three at most; one and four bytes never grow.
    let room = bytes.count * 3 / 2 + 16
    var failed = false
    let converted = [UInt8](unsafeUninitializedCapacity: room) { output, count in
      bytes.withUnsafeBytes { input in
        // iconv does not write to its input, though its type says so.
        var from = UnsafeMutablePointer(mutating: input.baseAddress?.assumingMemoryBound(to: CChar.self))
        var fromLeft = input.count
        output.withMemoryRebound(to: CChar.self) { target in
          var to = target.baseAddress
          var toLeft = room
          let result = iconv(descriptor, &from, &fromLeft, &to, &toLeft)
          failed = result == -1 && !(errno == EINVAL && fromLeft < 4)
          count = room - toLeft
        }
      }
    }
    return failed ? nil : converted
  }
}
