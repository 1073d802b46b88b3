import CZlib

/// Packs text for the wire (RFC 1952).
enum Gzip {
  /// - Returns: nil when zlib has no memory to work in.
  static func pack(_ bytes: UnsafeRawBufferPointer, level: Int32 = 6) -> [UInt8]? {
    var stream = z_stream()
    guard hengji_gzip_begin(&stream, level) == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    let capacity = Int(deflateBound(&stream, UInt(bytes.count)))
    // zlib does not write to its input, but its declaration does not say so.
    stream.next_in = UnsafeMutablePointer(mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
    stream.avail_in = UInt32(bytes.count)
    var result = Z_OK
    let packed = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      stream.next_out = buffer.baseAddress
      stream.avail_out = UInt32(buffer.count)
      result = deflate(&stream, Z_FINISH)
      count = capacity - Int(stream.avail_out)
    }
    return result == Z_STREAM_END ? packed : nil
  }
}
