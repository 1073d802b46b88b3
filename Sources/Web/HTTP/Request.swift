/// A request as far as its header lines tell: enough to decide whether its body is worth reading.
struct RequestHead: Sendable {
  let method: Method
  let target: Target
  let headers: Headers
  /// The client's address in words: `127.0.0.1`.
  let address: String
  /// Whether it came over TLS, here or at the proxy in front of us.
  let isSecure: Bool

  init(
    _ method: Method, _ target: Target, headers: Headers = Headers(), address: String = "127.0.0.1",
    isSecure: Bool = false
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.address = address
    self.isSecure = isSecure
  }
}

/// A whole request, as a value that tests can make without a socket.
struct Request: Sendable {
  let head: RequestHead
  var body: Body = .none

  enum Body: Sendable {
    case none
    /// A plain form.
    case fields(Fields)
    /// A JSON text as it was sent.
    case json([UInt8])
    /// A form with files.
    case upload(Upload)
  }

  /// Fields of the form that was sent, of either kind; empty when none was.
  var fields: Fields {
    switch body {
    case .none, .json: Fields()
    case .fields(let fields): fields
    case .upload(let upload): upload.fields
    }
  }
}
