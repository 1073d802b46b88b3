public import Store

/// What the web server is told when it starts.
public struct WebConfiguration: Sendable {
  /// How much the log says.
  public enum LogLevel: Sendable { case silent, faults, requests }

  /// Certificate chain and private key as PEM texts, for TLS without a proxy in front.
  public struct TLS: Sendable {
    public var certificate: String
    public var privateKey: String
    public init(certificate: String, privateKey: String) {
      self.certificate = certificate
      self.privateKey = privateKey
    }
  }

  /// `127.0.0.1`, or `0.0.0.0` for every interface.
  public var address = "127.0.0.1"
  /// 0: any free port.
  public var port: UInt16 = 8080
  /// Folder for files that were brought in and for uploads under way; made when missing.
  public var dataFolder: String
  public var database: Database
  public var tls: TLS?
  /// Whether a proxy of ours stands in front and its `X-Forwarded-…` lines are true.
  public var trustsProxy = false
  public var sessions = SessionRules()
  public var passwordCost = PasswordCost.standard
  public var log = LogLevel.faults
  /// The demonstration whose accounts the sign-in page names.
  public var demonstration: Demonstration?

  public init(database: Database, dataFolder: String) {
    self.database = database
    self.dataFolder = dataFolder
  }
}
