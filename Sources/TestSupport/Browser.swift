public import Foundation
import Synchronization

/// A real Chromium, driven over the WebDriver protocol, for tests that use the program as people do.
public final class Browser: Sendable {
  public enum Failure: Error, CustomStringConvertible {
    case driver(String)
    case missing(String)
    public var description: String {
      switch self {
      case .driver(let reason): "浏览器：\(reason)"
      case .missing(let what): "页面上没有 \(what)"
      }
    }
  }

  /// One element of the page in hand; stale after the page changes.
  public struct Element: Sendable, Hashable {
    let id: String
  }

  /// Cookies as the driver tells and takes them.
  public struct Cookies {
    let list: [[String: Any]]
    init(_ list: [[String: Any]]) { self.list = list }
  }

  private let driver: ChildProcess
  private let port: Int
  private let session: String
  private let profile: URL

  /// The path of chromedriver on this machine; nil where browser tests skip, as they do when `none` is asked for.
  public static let driverPath: String? = {
    let named = ProcessInfo.processInfo.environment["HENGJI_TEST_CHROMEDRIVER"]
    guard named != "none" else { return nil }
    let paths = [named, "/usr/bin/chromedriver"].compactMap { $0 }.filter { !$0.isEmpty }
    return paths.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// Starts a driver and a browser window of its own; `close()` ends both.
  /// - Parameter script: false to see the pages as a browser without JavaScript does.
  public init(width: Int = 1366, height: Int = 768, script: Bool = true) throws {
    guard let path = Self.driverPath else { throw Failure.driver("没有 chromedriver") }
    let port = try Loopback.freePort()
    self.port = port
    driver = try ChildProcess(path, ["--port=\(port)", "--silent"])
    try Loopback.waitUntilOpen(port: port, seconds: 20)
    profile = FileManager.default.temporaryDirectory.appending(path: "hengji-browser-\(port)")
    var arguments = [
      "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
      "--force-color-profile=srgb", "--lang=zh-CN", "--window-size=\(width),\(height)",
      "--user-data-dir=\(profile.path)",
    ]
    if !script { arguments.append("--blink-settings=scriptEnabled=false") }
    let wish: [String: Any] = [
      "capabilities": [
        "alwaysMatch": [
          "browserName": "chrome", "goog:chromeOptions": ["args": arguments],
          "goog:loggingPrefs": ["browser": "ALL"],
        ]
      ]
    ]
    let answer = try Self.call(port, "/session", "POST", wish, seconds: 60)
    guard let made = answer as? [String: Any], let id = made["sessionId"] as? String else {
      throw Failure.driver("没有得到会话")
    }
    session = "/session/" + id
    try resize(width: width, height: height)
  }

  public func close() {
    _ = try? Self.call(port, session, "DELETE", nil)
    driver.end()
    try? FileManager.default.removeItem(at: profile)
  }

  public func open(_ address: String) throws { try command("url", ["url": address]) }
  public func address() throws -> String { try get("url") as? String ?? "" }
  public func title() throws -> String { try get("title") as? String ?? "" }
  public func source() throws -> String { try get("source") as? String ?? "" }
  public func back() throws { try command("back", [:]) }

  /// Sets the size of the page inside the window.
  public func resize(width: Int, height: Int) throws {
    try command(
      "goog/cdp/execute",
      [
        "cmd": "Emulation.setDeviceMetricsOverride",
        "params": ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500],
      ])
  }

  /// Forgets all cookies, as a browser that was closed.
  public func forget() throws { _ = try Self.call(port, session + "/cookie", "DELETE", nil) }

  /// Every cookie of the place in hand, also those that scripts cannot see.
  public func cookies() throws -> Cookies { Cookies(try get("cookie") as? [[String: Any]] ?? []) }

  /// Puts cookies in place of those that are there, as if another person's browser were opened.
  public func become(_ cookies: Cookies) throws {
    try forget()
    for cookie in cookies.list { try command("cookie", ["cookie": cookie]) }
  }

  /// The first element that matches; waits until it is there.
  public func find(_ css: String, seconds: Double = 10) throws -> Element {
    let end = Date(timeIntervalSinceNow: seconds)
    repeat {
      if let element = try all(css).first { return element }
      Thread.sleep(forTimeInterval: 0.05)
    } while Date() < end
    throw Failure.missing(css)
  }

  public func all(_ css: String) throws -> [Element] {
    let answer = try command("elements", ["using": "css selector", "value": css])
    return (answer as? [[String: String]] ?? []).compactMap { $0.values.first.map(Element.init) }
  }

  public func click(_ css: String) throws { try click(find(css)) }
  /// Brings the element to the middle of the window first, as a person scrolls it out from under a bar.
  public func click(_ element: Element) throws {
    try command(
      "execute/sync",
      [
        "script": "arguments[0].scrollIntoView({ block: 'center' })",
        "args": [["element-6066-11e4-a52e-4f735466cecf": element.id]],
      ])
    try command("element/\(element.id)/click", [:])
  }
  public func type(_ text: String, into css: String) throws {
    try command("element/\(find(css).id)/value", ["text": text])
  }
  public func clear(_ css: String) throws { try command("element/\(find(css).id)/clear", [:]) }
  public func text(_ css: String) throws -> String { try text(find(css)) }
  public func text(_ element: Element) throws -> String { try get("element/\(element.id)/text") as? String ?? "" }
  public func attribute(_ name: String, of element: Element) throws -> String? {
    try get("element/\(element.id)/attribute/\(name)") as? String
  }

  /// Presses keys as a person does: `\u{E004}` is Tab, `\u{E007}` Enter.
  public func press(_ keys: String) throws {
    let steps = keys.flatMap { key in
      [["type": "keyDown", "value": String(key)], ["type": "keyUp", "value": String(key)]]
    }
    try command("actions", ["actions": [["type": "key", "id": "keyboard", "actions": steps]]])
  }

  /// Waits until the page says so.
  public func wait(_ what: String, seconds: Double = 15, until condition: () throws -> Bool) throws {
    let end = Date(timeIntervalSinceNow: seconds)
    repeat {
      if (try? condition()) == true { return }
      Thread.sleep(forTimeInterval: 0.05)
    } while Date() < end
    throw Failure.missing(what)
  }

  @discardableResult
  public func script(_ body: String) throws -> Any? { try command("execute/sync", ["script": body, "args": []]) }

  /// A picture of the whole page as PNG.
  public func screenshot(wholePage: Bool = true) throws -> Data {
    let answer = try command(
      "goog/cdp/execute",
      [
        "cmd": "Page.captureScreenshot", "params": ["format": "png", "captureBeyondViewport": wholePage],
      ])
    guard let text = (answer as? [String: Any])?["data"] as? String, let data = Data(base64Encoded: text) else {
      throw Failure.driver("没有得到截图")
    }
    return data
  }

  /// What the page complained of in the browser's console since the last call.
  public func complaints() throws -> [String] {
    let answer = try command("se/log", ["type": "browser"])
    return (answer as? [[String: Any]] ?? []).compactMap { $0["message"] as? String }
  }

  private func get(_ path: String) throws -> Any? { try Self.call(port, session + "/" + path, "GET", nil) }

  @discardableResult
  private func command(_ path: String, _ body: [String: Any]) throws -> Any? {
    try Self.call(port, session + "/" + path, "POST", body)
  }

  private static func call(_ port: Int, _ path: String, _ method: String, _ body: [String: Any]?, seconds: Double = 40)
    throws -> Any?
  {
    let data = try body.map { try JSONSerialization.data(withJSONObject: $0) }
    let answer = try Loopback.send(
      method, port: port, path, heads: [("Content-Type", "application/json")], body: data, seconds: seconds)
    guard let content = try JSONSerialization.jsonObject(with: answer.body) as? [String: Any] else {
      throw Failure.driver("看不懂的回答")
    }
    if let value = content["value"] as? [String: Any], let error = value["error"] as? String {
      throw Failure.driver("\(error)：\(value["message"] as? String ?? "")")
    }
    return content["value"]
  }
}
