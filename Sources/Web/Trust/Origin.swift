/// Whether a form came from a page of ours, by what the browser says of itself.
enum Origin {
  enum Verdict: Sendable, Hashable {
    case same
    case foreign
    /// An old browser or a program that says nothing: the token of the form alone decides.
    case unknown
  }

  static func judge(_ head: RequestHead) -> Verdict {
    guard let host = head.headers["host"]?.lowercased() else { return .foreign }
    let own = (head.isSecure ? "https://" : "http://") + host
    if let origin = head.headers["origin"] { return origin.lowercased() == own ? .same : .foreign }
    if let site = head.headers["sec-fetch-site"] { return site == "same-origin" || site == "none" ? .same : .foreign }
    if let referer = head.headers["referer"]?.lowercased() {
      return referer == own || referer.hasPrefix(own + "/") ? .same : .foreign
    }
    return .unknown
  }
}
