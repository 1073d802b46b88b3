import CSodium

/// Random bytes, digests and password hashes of libsodium. The only file that knows it.
enum Sodium {
  /// Random bytes for keys and tokens.
  static func random(_ count: Int) -> [UInt8] {
    ready()
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      randombytes_buf(buffer.baseAddress!, count)
      filled = count
    }
  }

  static func sha256(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    let input = Array(bytes)
    return [UInt8](unsafeUninitializedCapacity: Int(crypto_hash_sha256_BYTES)) { buffer, filled in
      crypto_hash_sha256(buffer.baseAddress!, input, UInt64(input.count))
      filled = buffer.count
    }
  }

  /// Compares secrets of the same length in a time that does not depend on where they differ.
  static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    ready()
    return left.count == right.count && sodium_memcmp(left, right, left.count) == 0
  }

  /// An Argon2id hash in its usual text form, with its salt and cost; nil when memory is short.
  static func hashPassword(_ password: String, _ cost: PasswordCost) -> String? {
    ready()
    var out = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
    let result = password.withCString { text in
      crypto_pwhash_str_alg(
        &out, text, UInt64(password.utf8.count), UInt64(cost.passes), Int(cost.memoryBytes),
        crypto_pwhash_ALG_ARGON2ID13)
    }
    guard result == 0 else { return nil }
    return String(decoding: out.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  static func verifyPassword(_ password: String, against hash: String) -> Bool {
    ready()
    return password.withCString { text in
      crypto_pwhash_str_verify(hash, text, UInt64(password.utf8.count)) == 0
    }
  }

  /// Whether the hash was made at another cost than the one now in force.
  static func needsRehash(_ hash: String, _ cost: PasswordCost) -> Bool {
    ready()
    return crypto_pwhash_str_needs_rehash(hash, UInt64(cost.passes), Int(cost.memoryBytes)) != 0
  }

  private static let isReady = sodium_init() >= 0
  private static func ready() { precondition(isReady, "libsodium starts") }
}

/// What one password hash costs (Argon2id).
public struct PasswordCost: Sendable, Hashable {
  public var memoryBytes: Int
  public var passes: Int

  public init(memoryBytes: Int, passes: Int) {
    self.memoryBytes = memoryBytes
    self.passes = passes
  }

  /// Bearable on an office machine, above the floor of the OWASP password storage advice (19 MiB, 2 passes).
  public static let standard = PasswordCost(memoryBytes: 32 * 1_024 * 1_024, passes: 3)
}
