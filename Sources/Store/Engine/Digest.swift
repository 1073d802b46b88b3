import COpenSSL

/// Digests of bytes through OpenSSL.
public enum Digest {
  /// SHA-256 as 64 small hexadecimal digits: names revisions and files.
  public static func sha256(_ bytes: some Sequence<UInt8>) -> String { hexadecimal(run(EVP_sha256(), Array(bytes))) }

  /// SM3 (GB/T 32905) as 64 small hexadecimal digits: links the ledger.
  public static func sm3(_ bytes: some Sequence<UInt8>) -> String { hexadecimal(run(EVP_sm3(), Array(bytes))) }

  private static func run(_ method: OpaquePointer?, _ bytes: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var length: UInt32 = 0
    let done = EVP_Digest(bytes, bytes.count, &digest, &length, method, nil)
    precondition(done == 1 && length == 32, "OpenSSL has SHA-256 and SM3")
    return Array(digest.prefix(32))
  }

  public static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
