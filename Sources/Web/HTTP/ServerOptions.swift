/// How the server listens, and what a client may ask of it.
struct ServerOptions: Sendable {
  struct TLS: Sendable {
    /// Certificate chain and private key as PEM texts.
    let certificate: String
    let privateKey: String
  }

  /// The address to listen on: `127.0.0.1`, or `0.0.0.0` for every interface.
  var address = "127.0.0.1"
  /// 0: any free one.
  var port: UInt16 = 8080
  /// Threads that serve connections.
  var threads = 2
  /// Threads for slow requests, and how many such requests may wait.
  var slowThreads = 2
  var slowWaitingMax = 64
  var tls: TLS?
  /// Whether a proxy of ours stands in front and its `X-Forwarded-…` lines are true.
  var trustsProxy = false
  /// Where uploads are put until they are read.
  var spoolFolder: String

  var connectionsMax = 1_024
  var connectionsPerAddressMax = 512
  /// Seconds without a byte after which a connection is closed.
  var idleSeconds = 30
  /// Seconds within which the header lines of a request must have come.
  var headSeconds = 20
  /// Slowest body that is still taken, after a grace of `idleSeconds`.
  var bodyBytesPerSecondMin = 2 * 1_024
  var headerBytesMax = 16 * 1_024
  /// Bytes of a refused body that are read and dropped, so that the client gets to see the answer.
  var droppedBytesMax = 1_024 * 1_024 * 1_024

  init(spoolFolder: String) { self.spoolFolder = spoolFolder }
}
