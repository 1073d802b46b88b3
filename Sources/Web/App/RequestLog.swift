import Glibc
import Model
import Store
import Synchronization

/// The program's log: one line a request, and the reasons of faults. No query, address, name or figure stands in it.
final class RequestLog: Sendable {
  private let level: WebConfiguration.LogLevel
  private let surroundings: Surroundings
  private let waiting = Mutex<[UInt8]>([])

  init(_ level: WebConfiguration.LogLevel, _ surroundings: Surroundings) {
    self.level = level
    self.surroundings = surroundings
  }

  var isNoting: Bool { level == .requests }

  func note(_ line: RequestNote) {
    guard isNoting else { return }
    write("\(line.method) \(Self.clean(line.path)) \(line.status) \(line.bytes)B \(line.microseconds)us")
  }

  /// Something that whoever runs the program should know.
  func fault(_ reason: String) {
    guard level != .silent else { return }
    write("fault \(Self.clean(reason))")
    flush()
  }

  /// Puts what has gathered onto standard error. To be called about once a second.
  func flush() {
    let bytes = waiting.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(2, $0.baseAddress! + done, bytes.count - done) }
      guard count > 0 else { return }
      done += count
    }
  }

  private func write(_ text: String) {
    let line = "\(surroundings.now().text) \(text)\n"
    let isFull = waiting.withLock { waiting in
      waiting += line.utf8
      return waiting.count > 32_768
    }
    if isFull { flush() }
  }

  /// Nothing that was sent begins a line of its own or moves the cursor.
  private static func clean(_ text: String) -> String {
    String(decoding: text.utf8.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
  }
}
