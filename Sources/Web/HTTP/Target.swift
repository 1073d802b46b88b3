/// What a request asks for: path segments and query, decoded.
struct Target: Sendable, Hashable {
  /// Longest address that is read at all, in bytes.
  static let lengthMax = 8_192

  /// Path as it was sent, without the query.
  let path: String
  /// Decoded segments: `/forms/12` is `["forms", "12"]`, `/` is empty.
  let segments: [String]
  let query: Fields

  /// - Returns: nil when the text is no absolute path, too long, not UTF-8 or has control characters in it.
  init?(_ text: String) {
    let bytes = text.utf8
    guard bytes.first == UInt8(ascii: "/"), bytes.count <= Self.lengthMax else { return nil }
    let mark = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.endIndex
    var segments: [String] = []
    for part in bytes[..<mark].dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      guard let segment = PercentCoding.decode(part) else { return nil }
      segments.append(segment)
    }
    if segments == [""] { segments = [] }
    guard let query = mark == bytes.endIndex ? Fields() : Fields(encoded: bytes[bytes.index(after: mark)...])
    else { return nil }
    path = String(decoding: bytes[..<mark], as: UTF8.self)
    self.segments = segments
    self.query = query
  }
}
