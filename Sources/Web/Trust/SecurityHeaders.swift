/// The header lines that tell a browser what our pages may do: nothing but what they do.
enum SecurityHeaders {
  /// No script, style or picture from anywhere else, none inside a page, no framing.
  static let contentPolicy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
    + "frame-ancestors 'none'; base-uri 'none'; connect-src 'self'"

  private static let usual: [(name: String, value: String)] = [
    ("Content-Security-Policy", contentPolicy), ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
  ]

  /// - Parameter isPublic: the answer is the same for everyone and may be kept by browsers and proxies.
  static func apply(to response: inout Response, isSecure: Bool, isPublic: Bool) {
    response.add(usual)
    if isSecure { response.set("Strict-Transport-Security", "max-age=31536000") }
    if !isPublic { response.set("Cache-Control", "no-store") }
  }
}
