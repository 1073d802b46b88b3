import COpenSSL

/// Digests of bytes through OpenSSL.
public enum Digest {
  /// SHA-256 as 64 small hexadecimal digits: names revisions and files.
  public static func sha256(_ bytes: some Sequence<UInt8>) -> String { run(Method.sha256, bytes) }

  /// SM3 (GB/T 32905) as 64 small hexadecimal digits: links the ledger.
  public static func sm3(_ bytes: some Sequence<UInt8>) -> String { run(Method.sm3, bytes) }

  /// Looked up once: OpenSSL searches its providers anew each time otherwise. Never changed and never freed.
  private enum Method {
    nonisolated(unsafe) static let sha256 = EVP_MD_fetch(nil, "SHA256", nil)
    nonisolated(unsafe) static let sm3 = EVP_MD_fetch(nil, "SM3", nil)
  }

  private static func run(_ method: OpaquePointer?, _ bytes: some Sequence<UInt8>) -> String {
    bytes.withContiguousStorageIfAvailable { run(method, $0) }
      ?? Array(bytes).withUnsafeBufferPointer { run(method, $0) }
  }

  private static func run(_ method: OpaquePointer?, _ bytes: UnsafeBufferPointer<UInt8>) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { digest in
      var length: UInt32 = 0
      let done = EVP_Digest(bytes.baseAddress, bytes.count, digest.baseAddress, &length, method, nil)
      precondition(done == 1 && length == 32, "OpenSSL has SHA-256 and SM3")
      return hexadecimal(digest[..<32])
    }
  }

  /// Bytes as small hexadecimal digits, two each.
  public static func hexadecimal(_ bytes: some Collection<UInt8>) -> String {
    func digit(_ value: UInt8) -> UInt8 { value < 10 ? value + 0x30 : value + 0x57 }
    return String(unsafeUninitializedCapacity: bytes.count * 2) { text in
      var place = 0
      for byte in bytes {
        text[place] = digit(byte >> 4)
        text[place + 1] = digit(byte & 15)
        place += 2
      }
      return place
    }
  }
}
