import CMicrohttpd
import Glibc
import Synchronization

/// One request on its way through libmicrohttpd, from its first line to the last byte of its answer.
///
/// All of it belongs to the thread of the connection; only `answer` is handed over by a worker, before the worker
/// resumes the connection.
final class Exchange: @unchecked Sendable {
  enum Stage {
    /// The first line is known.
    case begun
    /// The body is being read.
    case reading(BodyReader)
    /// Refused already; what the client still sends is dropped so that it gets to read why.
    case dropping(Response)
    /// With a worker.
    case working
    case answered
  }

  let target: String
  let began: ContinuousClock.Instant
  var stage = Stage.begun
  var head: RequestHead?
  var lane = WorkLane.quick
  var respond: (@Sendable (Request) -> Response)?
  var method = ""
  var droppedBytes = 0
  var status = 0
  var sentBytes = 0
  let answer = Mutex<Response?>(nil)

  init(target: String, began: ContinuousClock.Instant) {
    self.target = target
    self.began = began
  }
}

extension RequestHead {
  /// - Returns: the refusal when the request is no request.
  static func read(
    _ connection: OpaquePointer, method: String, target text: String, server: ServerOptions
  ) throws(HeadFailure) -> RequestHead {
    guard let method = Method(rawValue: method) else { throw .unknownMethod }
    guard text.utf8.count <= Target.lengthMax else { throw .targetTooLong }
    guard let target = Target(text) else { throw .malformed }
    let headers = Headers.read(connection)
    guard headers.size <= server.headerBytesMax else { throw .headersTooLarge }
    let isBehindProxy = server.trustsProxy
    let address = (isBehindProxy ? headers.forwardedAddress : nil) ?? clientAddress(connection)
    let isSecure = server.tls != nil || isBehindProxy && headers["x-forwarded-proto"] == "https"
    return RequestHead(method, target, headers: headers, address: address, isSecure: isSecure)
  }

  private static func clientAddress(_ connection: OpaquePointer) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
      guard hengji_http_client(connection, buffer.baseAddress, socklen_t(buffer.count)) else { return "unknown" }
      return String(cString: buffer.baseAddress!)
    }
  }
}

enum HeadFailure: Error { case unknownMethod, targetTooLong, malformed, headersTooLarge }

extension Headers {
  /// The last address a proxy of ours has added; earlier ones are the client's own word.
  var forwardedAddress: String? {
    guard let line = self["x-forwarded-for"] else { return nil }
    return line.utf8.split(separator: UInt8(ascii: ",")).last.map { item in
      String(decoding: item.filter { $0 != 0x20 && $0 != 0x09 }.prefix(45), as: UTF8.self)
    }
  }

  fileprivate static func read(_ connection: OpaquePointer) -> Headers {
    var headers = Headers()
    withUnsafeMutablePointer(to: &headers) { pointer in
      hengji_http_headers(connection, takeHeader, pointer)
    }
    return headers
  }
}

private func takeHeader(
  _ context: UnsafeMutableRawPointer?, _ kind: MHD_ValueKind, _ name: UnsafePointer<CChar>?,
  _ value: UnsafePointer<CChar>?
) -> MHD_Result {
  if let context, let name, let value {
    context.assumingMemoryBound(to: Headers.self).pointee.append(String(cString: name), String(cString: value))
  }
  return hengji_http_yes
}
