public import Foundation

/// The program serving its demonstration on a free port, in a folder that goes when it stops.
public final class DemonstrationServer: Sendable {
  public let port: Int
  public let folder: URL
  private let process: ChildProcess

  public var address: String { "http://127.0.0.1:\(port)" }

  /// - Parameters:
  ///   - program: the path of `hengji`.
  ///   - database: an engine other than the file in the folder.
  public init(program: String, database: String? = nil) throws {
    port = try Loopback.freePort()
    folder = FileManager.default.temporaryDirectory.appending(path: "hengji-demonstration-\(port)")
    var words = ["serve", "--port", "\(port)", "--data", folder.path, "--demo"]
    if let database { words += ["--database", database] }
    process = try ChildProcess(program, words)
    do {
      try Loopback.waitUntilOpen(port: port, seconds: 60)
    } catch {
      process.end()
      throw Browser.Failure.driver("服务没有起来：\(process.printed)")
    }
  }

  public var printed: String { process.printed }
  public var identifier: Int32 { process.identifier }

  public func stop() {
    process.end()
    try? FileManager.default.removeItem(at: folder)
  }

  /// The password all demonstration accounts of this installation share.
  public func password() throws -> String {
    try String(contentsOf: folder.appending(path: "demonstration.txt"), encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Signs the browser in; `jixiao` is the performance office, who may read everything.
  public func signIn(_ browser: Browser, as account: String = "jixiao") throws {
    try browser.open(address + "/sign-in")
    try browser.type(account, into: "#account")
    try browser.type(password(), into: "#password")
    try browser.click("form[action='/sign-in'] button[type=submit]")
    try browser.wait("工作台") { try !browser.address().contains("/sign-in") }
  }

  /// Signs in without a browser, for requests of which the bytes matter.
  /// - Returns: the `Cookie` head of the session; nil when signing in was refused.
  public func sessionCookie(as account: String = "jixiao") throws -> String? {
    let door = try Loopback.send("GET", port: port, "/sign-in")
    guard let token = Self.hiddenField("csrf", in: door.text) else { return nil }
    let body = try "account=\(account)&next=%2F&csrf=\(token)&password=\(password())"
    let answer = try Loopback.send(
      "POST", port: port, "/sign-in",
      heads: [
        ("Cookie", Self.cookies(door)), ("Content-Type", "application/x-www-form-urlencoded"), ("Origin", address),
      ], body: Data(body.utf8))
    return answer.status == 303 ? Self.cookies(answer) : nil
  }

  /// The value of a hidden field of a page.
  public static func hiddenField(_ name: String, in page: String) -> String? {
    for tag in page.components(separatedBy: "<input").dropFirst() where tag.contains("name=\"\(name)\"") {
      let parts = tag.components(separatedBy: "value=\"")
      if parts.count > 1 { return String(parts[1].prefix { $0 != "\"" }) }
    }
    return nil
  }

  private static func cookies(_ answer: Loopback.Answer) -> String {
    answer.heads.filter { $0.name == "set-cookie" }.map { String($0.value.prefix { $0 != ";" }) }
      .joined(separator: "; ")
  }

  /// The address of the first link on the page that begins so: `/forms/`.
  public func firstLink(_ browser: Browser, on page: String, beginning start: String) throws -> String {
    try browser.open(address + page)
    let link = try browser.find("main a[href^='\(start)']")
    return try browser.attribute("href", of: link).map { URL(string: $0)?.path() ?? $0 } ?? start
  }

  /// The program of this build, beside the tests.
  public static let program: String? = {
    let built = ProjectFiles.root.appending(path: ".build/debug/hengji").path
    return FileManager.default.isExecutableFile(atPath: built) ? built : nil
  }()
}
