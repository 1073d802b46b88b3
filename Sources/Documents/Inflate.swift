import CZlib

/// Unpacks what zlib packed.
enum Inflate {
  /// What `input` unpacks to; of a damaged stream what comes out before the damage.
  ///
  /// - Parameter limit: bytes to give at most.
  /// - Returns: nil when more than `limit` bytes come out.
  static func bytes(_ input: ArraySlice<UInt8>, limit: Int) -> [UInt8]? {
    var stream = z_stream()
    guard inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return [] }
    defer { inflateEnd(&stream) }
    var output: [UInt8] = []
    output.reserveCapacity(min(limit, input.count * 4))
    var piece = [UInt8](repeating: 0, count: 32 << 10)
    let isWithin = input.withUnsafeBufferPointer { source -> Bool in
      // zlib does not write to its input, though its type says so.
      stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      stream.avail_in = UInt32(clamping: source.count)
      var code = Z_OK
      while code == Z_OK {
        let room = piece.count
        let made = piece.withUnsafeMutableBufferPointer { target -> Int in
          stream.next_out = target.baseAddress
          stream.avail_out = UInt32(room)
          code = inflate(&stream, Z_NO_FLUSH)
          return room - Int(stream.avail_out)
        }
        output += piece[..<made]
        if output.count > limit { return false }
        if made == 0 { break }
      }
      return true
    }
    return isWithin ? output : nil
  }
}
