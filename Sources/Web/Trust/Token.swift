/// A secret of 256 random bits that a browser holds in a cookie. We keep only its digest.
struct Token: Sendable {
  static let byteCount = 32
  let bytes: [UInt8]

  static func make() -> Token { Token(bytes: Sodium.random(byteCount)) }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// - Returns: nil when the cookie was not made by us.
  init?(cookie: String) {
    guard let bytes = Base64URL.decode(cookie), bytes.count == Self.byteCount else { return nil }
    self.bytes = bytes
  }

  var cookie: String { Base64URL.encode(bytes) }

  /// What is stored in its place.
  var digest: TokenDigest { TokenDigest(bytes: Sodium.sha256(bytes)) }

  /// The secret behind the tokens in the forms that a browser gets before anyone has signed in with it.
  var formSecret: FormSecret { FormSecret(bytes: Sodium.sha256(Array("hengji form ".utf8) + bytes)) }
}

/// SHA-256 of a token.
struct TokenDigest: Hashable, Sendable {
  /// Hexadecimal, as it is stored.
  let text: String

  fileprivate init(bytes: [UInt8]) { text = Hex.encode(bytes) }
}

/// Proves that a form was sent from a page we gave to the same browser (against cross-site request forgery).
struct FormSecret: Sendable {
  private let bytes: [UInt8]

  fileprivate init(bytes: [UInt8]) { self.bytes = bytes }

  /// A new one, for a new session.
  static func make() -> FormSecret { FormSecret(bytes: Sodium.random(Token.byteCount)) }

  /// - Returns: nil when the text is not what `text` gave.
  init?(text: String) {
    guard let bytes = Base64URL.decode(text), bytes.count == Token.byteCount else { return nil }
    self.bytes = bytes
  }

  /// As it is stored.
  var text: String { Base64URL.encode(bytes) }

  /// The token for one page: the secret under a fresh mask, so that packed pages do not give it away by their size.
  func token(mask: [UInt8] = Sodium.random(Token.byteCount)) -> String {
    precondition(mask.count == bytes.count, "the mask covers the secret")
    return Base64URL.encode(mask + zip(mask, bytes).map { $0 ^ $1 })
  }

  func accepts(_ token: String?) -> Bool {
    guard let token, let sent = Base64URL.decode(token), sent.count == 2 * bytes.count else { return false }
    let unmasked = zip(sent.prefix(bytes.count), sent.suffix(bytes.count)).map { $0 ^ $1 }
    return Sodium.equal(unmasked, bytes)
  }
}
