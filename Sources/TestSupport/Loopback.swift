public import Foundation

/// Talking to servers on this machine, and to no others.
public enum Loopback {
  public enum Failure: Error {
    case noPort
    case notOpen(port: Int)
    case noAnswer(String)
  }

  /// What a server answered.
  public struct Answer: Sendable {
    public let status: Int
    /// Names in lower case; repeated heads in their order.
    public let heads: [(name: String, value: String)]
    public let body: Data
    public var text: String { String(decoding: body, as: UTF8.self) }
    public func head(_ name: String) -> String? { heads.first { $0.name == name.lowercased() }?.value }
  }

  /// A port that nobody listens on at this moment.
  public static func freePort() throws -> Int {
    let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard handle >= 0 else { throw Failure.noPort }
    defer { close(handle) }
    var place = address(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(handle, $0, length) == 0 && getsockname(handle, $0, &length) == 0
      }
    }
    guard bound else { throw Failure.noPort }
    return Int(UInt16(bigEndian: place.sin_port))
  }

  private static func address(port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  /// A connected socket; nil when nobody listens.
  static func connected(port: Int, seconds: Double = 30) -> Int32? {
    let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard handle >= 0 else { return nil }
    var limit = timeval(tv_sec: Int(seconds), tv_usec: 0)
    setsockopt(handle, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(handle, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var place = address(port: port)
    let open = withUnsafePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    if open { return handle }
    close(handle)
    return nil
  }

  public static func isOpen(port: Int) -> Bool {
    guard let handle = connected(port: port) else { return false }
    close(handle)
    return true
  }

  public static func waitUntilOpen(port: Int, seconds: Double) throws {
    let end = Date(timeIntervalSinceNow: seconds)
    while !isOpen(port: port) {
      guard Date() < end else { throw Failure.notOpen(port: port) }
      Thread.sleep(forTimeInterval: 0.02)
    }
  }

  /// Sends one request over a connection of its own and waits for the whole answer; follows nothing.
  public static func send(
    _ method: String, port: Int, _ path: String, heads: [(String, String)] = [], body: Data? = nil, seconds: Double = 40
  ) throws -> Answer {
    var text = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
    for (name, value) in heads { text += "\(name): \(value)\r\n" }
    if let body { text += "Content-Length: \(body.count)\r\n" }
    return try exchange(port: port, Data((text + "\r\n").utf8) + (body ?? Data()), seconds: seconds)
  }

  /// Sends bytes as they are and reads the answer until the server closes or the answer is whole.
  public static func exchange(port: Int, _ bytes: Data, seconds: Double = 40) throws -> Answer {
    guard let handle = connected(port: port, seconds: seconds) else { throw Failure.notOpen(port: port) }
    defer { close(handle) }
    let all = [UInt8](bytes)
    var sent = 0
    while sent < all.count {
      let count = all[sent...].withUnsafeBytes { Glibc.send(handle, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      // A server may answer and close before it has read everything, for instance when the body is too large.
      guard count > 0 else { break }
      sent += count
    }
    var received: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65536)
    while true {
      if let answer = parse(received, closed: false) { return answer }
      let count = part.withUnsafeMutableBytes { recv(handle, $0.baseAddress, $0.count, 0) }
      guard count > 0 else { break }
      received += part[0..<count]
    }
    guard let answer = parse(received, closed: true) else { throw Failure.noAnswer("收到 \(received.count) 字节") }
    return answer
  }

  private static func parse(_ bytes: [UInt8], closed: Bool) -> Answer? {
    guard let end = position(of: [13, 10, 13, 10], in: bytes, from: 0) else { return nil }
    let lines = String(decoding: bytes[0..<end], as: UTF8.self).components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ")
    guard words.count >= 2, let status = Int(words[1]) else { return nil }
    let heads = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      return (line[..<colon].lowercased(), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces))
    }
    let body = Array(bytes[(end + 4)...])
    func answer(_ body: [UInt8]) -> Answer { Answer(status: status, heads: heads, body: Data(body)) }
    if heads.contains(where: { $0.name == "transfer-encoding" && $0.value.lowercased() == "chunked" }) {
      return unchunked(body).map(answer)
    }
    if let length = heads.first(where: { $0.name == "content-length" }).flatMap({ Int($0.value) }) {
      return body.count >= length ? answer(Array(body[0..<length])) : nil
    }
    return closed || status == 204 || status == 304 ? answer(body) : nil
  }

  private static func unchunked(_ bytes: [UInt8]) -> [UInt8]? {
    var out: [UInt8] = []
    var index = 0
    while let end = position(of: [13, 10], in: bytes, from: index) {
      guard
        let size = Int(String(decoding: bytes[index..<end], as: UTF8.self).split(separator: ";").first ?? "", radix: 16)
      else { return nil }
      guard size > 0 else { return out }
      guard end + 2 + size + 2 <= bytes.count else { return nil }
      out += bytes[(end + 2)..<(end + 2 + size)]
      index = end + 2 + size + 2
    }
    return nil
  }

  private static func position(of mark: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard bytes.count >= mark.count, start <= bytes.count - mark.count else { return nil }
    return (start...(bytes.count - mark.count)).first { index in
      bytes[index] == mark[0] && bytes[index..<(index + mark.count)].elementsEqual(mark)
    }
  }
}
