/// A cookie that the server gives to the browser.
struct SetCookie: Sendable {
  enum SameSite: String, Sendable {
    case lax = "Lax"
    case strict = "Strict"
  }

  let name: String
  let value: String
  /// Seconds it lives; nil: until the browser is closed; 0: it is taken back.
  var maxAgeSeconds: Int?
  /// Kept from scripts.
  var isHTTPOnly = true
  /// Sent over TLS only.
  var isSecure: Bool
  var sameSite = SameSite.lax

  /// As a header value.
  var text: String {
    precondition(
      "\(name)\(value)".utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ";") },
      "cookies of ours are plain tokens")
    var text = "\(name)=\(value); Path=/; SameSite=\(sameSite.rawValue)"
    if let maxAgeSeconds { text += "; Max-Age=\(maxAgeSeconds)" }
    if isHTTPOnly { text += "; HttpOnly" }
    if isSecure { text += "; Secure" }
    return text
  }
}
