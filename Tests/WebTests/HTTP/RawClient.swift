import Glibc

/// A socket to the server under test: what it sends is exactly what the test wrote.
final class RawClient {
  struct Answer {
    let status: Int
    let headers: [(name: String, value: String)]
    let body: [UInt8]
    subscript(_ name: String) -> String? { headers.first { $0.name == name.lowercased() }?.value }
    var text: String { String(decoding: body, as: UTF8.self) }
  }

  private let descriptor: Int32
  private var received: [UInt8] = []

  init(port: UInt16) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    precondition(result == 0, "the server under test listens")
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  /// - Returns: false when the server has closed the connection.
  @discardableResult
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var done = 0
    while done < bytes.count {
      let sent = bytes.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress! + done, $0.count - done, Int32(MSG_NOSIGNAL))
      }
      guard sent > 0 else { return false }
      done += sent
    }
    return true
  }

  /// Reads one answer; nil when the connection ends first.
  func answer(hasBody: Bool = true) -> Answer? {
    while true {
      if let end = headEnd(), let answer = parse(end, hasBody) { return answer }
      guard fill() else { return nil }
    }
  }

  /// Whether the server ends the connection within the time limit of the socket.
  func isClosedByServer() -> Bool {
    while fill() {}
    return errno != EAGAIN && errno != EWOULDBLOCK
  }

  private func fill() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    errno = 0
    let count = recv(descriptor, &buffer, buffer.count, 0)
    guard count > 0 else { return false }
    received += buffer[..<count]
    return true
  }

  private func headEnd() -> Int? {
    guard received.count >= 4 else { return nil }
    return (0...(received.count - 4)).first { received[$0..<($0 + 4)].elementsEqual([13, 10, 13, 10]) }
  }

  private func parse(_ end: Int, _ hasBody: Bool) -> Answer? {
    let lines = String(decoding: received[..<end], as: UTF8.self).split(separator: "\r\n")
    let headers = lines.dropFirst().map { line -> (name: String, value: String) in
      let parts = line.split(separator: ":", maxSplits: 1)
      return (parts[0].lowercased(), parts.count < 2 ? "" : String(parts[1].drop { $0 == " " }))
    }
    let status = Int(lines[0].split(separator: " ")[1])!
    let length = headers.first { $0.name == "content-length" }.flatMap { Int($0.value) } ?? 0
    let bodyEnd = end + 4 + (hasBody && status != 304 && status >= 200 ? length : 0)
    guard received.count >= bodyEnd else { return nil }
    let body = Array(received[(end + 4)..<bodyEnd])
    received.removeFirst(bodyEnd)
    return Answer(status: status, headers: headers, body: body)
  }
}
