import CMicrohttpd
import Glibc
import Synchronization

/// Serves a handler over HTTP/1.1 through libmicrohttpd: epoll, a few threads, bodies taken piece by piece.
///
/// This file is the only one that knows libmicrohttpd.
final class HTTPServer: Sendable {
  /// Another program listens there, or we may not; `code` is the system's number for the reason.
  struct CannotListen: Error, Hashable, Sendable {
    let address: String
    let port: UInt16
    let code: Int32
  }

  /// The port really bound.
  let port: UInt16

  private let core: ServerCore
  // Set once before `init` returns; libmicrohttpd guards the daemon itself.
  private nonisolated(unsafe) let daemon: OpaquePointer
  private let isStopped = Mutex(false)

  /// Starts listening.
  init(_ options: ServerOptions, _ handler: any RequestHandler) throws(CannotListen) {
    core = ServerCore(options, handler)
    var raw = hengji_http_options()
    raw.port = options.port
    raw.threads = UInt32(options.threads)
    raw.connections = UInt32(options.connectionsMax)
    raw.connections_per_address = UInt32(options.connectionsPerAddressMax)
    raw.idle_seconds = UInt32(options.idleSeconds)
    raw.connection_memory = 48 * 1_024
    raw.stack_size = 2 * 1_024 * 1_024
    raw.context = Unmanaged.passUnretained(core).toOpaque()
    raw.on_target = onTarget
    raw.on_request = onRequest
    raw.on_completed = onCompleted
    raw.on_connection = onConnection
    errno = 0
    guard let started = Self.start(&raw, options) else {
      throw CannotListen(address: options.address, port: options.port, code: errno)
    }
    daemon = started
    port = hengji_http_port(started)
  }

  deinit { stop() }

  /// Closes connections whose request is too slow in coming. To be called about once a second.
  func closeSlowConnections() { core.slow.closeLate(now: .now) }

  /// Takes no more connections, lets what is being worked on finish, and closes.
  func stop() {
    let wasStopped = isStopped.withLock { stopped in
      defer { stopped = true }
      return stopped
    }
    guard !wasStopped else { return }
    let listener = MHD_quiesce_daemon(daemon)
    core.isStopping.withLock { $0 = true }
    // Every waiting connection is resumed by its worker: libmicrohttpd must not be stopped before.
    core.workers.close()
    MHD_stop_daemon(daemon)
    if listener >= 0 { close(listener) }
  }

  private static func start(_ raw: inout hengji_http_options, _ options: ServerOptions) -> OpaquePointer? {
    options.address.withCString { address in
      raw.address = address
      guard let tls = options.tls else { return hengji_http_start(&raw) }
      return tls.certificate.withCString { certificate in
        tls.privateKey.withCString { key in
          raw.certificate = certificate
          raw.private_key = key
          return hengji_http_start(&raw)
        }
      }
    }
  }
}

/// What the callbacks share.
private final class ServerCore: Sendable {
  let options: ServerOptions
  let handler: any RequestHandler
  let workers: WorkerPool
  let slow: SlowConnections
  let isStopping = Mutex(false)

  init(_ options: ServerOptions, _ handler: any RequestHandler) {
    self.options = options
    self.handler = handler
    workers = WorkerPool(name: "hengji.slow", threads: options.slowThreads, waitingMax: options.slowWaitingMax)
    slow = SlowConnections(headSeconds: options.headSeconds)
  }

  static func of(_ context: UnsafeMutableRawPointer?) -> ServerCore {
    Unmanaged<ServerCore>.fromOpaque(context!).takeUnretainedValue()
  }

  // MARK: the steps of a request

  /// The header lines have come.
  func begin(_ exchange: Exchange, _ connection: OpaquePointer) -> MHD_Result {
    slow.headCame(hengji_http_socket(connection))
    let head: RequestHead
    do throws(HeadFailure) {
      head = try RequestHead.read(connection, method: exchange.method, target: exchange.target, server: options)
    } catch {
      return refuse(exchange, connection, handler.refuse(nil, error.status, nil), expectsMore: false)
    }
    exchange.head = head
    switch handler.plan(head) {
    case .answer(let response): return refuse(exchange, connection, response, expectsMore: head.hasBody)
    case .accept(let rule, let lane, let respond):
      exchange.lane = lane
      exchange.respond = respond
      do throws(BodyReader.Failure) {
        exchange.stage = .reading(try BodyReader(head, rule, spoolFolder: options.spoolFolder))
        return hengji_http_yes
      } catch {
        return refuse(exchange, connection, handler.refuse(head, error.status, error), expectsMore: head.hasBody)
      }
    }
  }

  /// A refusal known before the body came: at once to a client that asked first, else when it has sent its body,
  /// because browsers do not read an answer while they are sending.
  private func refuse(
    _ exchange: Exchange, _ connection: OpaquePointer, _ response: Response, expectsMore: Bool
  ) -> MHD_Result {
    let asksFirst = exchange.head?.headers["expect"]?.lowercased() == "100-continue"
    if expectsMore, asksFirst { return send(response, exchange, connection) }
    exchange.stage = .dropping(response)
    return hengji_http_yes
  }

  /// A piece of the body has come.
  func take(_ bytes: UnsafeRawBufferPointer, _ exchange: Exchange) -> MHD_Result {
    switch exchange.stage {
    case .reading(var reader):
      exchange.stage = .working
      do throws(BodyReader.Failure) {
        try reader.feed(bytes)
        exchange.stage = .reading(reader)
        exchange.droppedBytes += bytes.count
        return isTooSlow(exchange) ? hengji_http_no : hengji_http_yes
      } catch {
        exchange.stage = .dropping(handler.refuse(exchange.head, error.status, error))
        return hengji_http_yes
      }
    case .dropping:
      exchange.droppedBytes += bytes.count
      return exchange.droppedBytes > options.droppedBytesMax || isTooSlow(exchange) ? hengji_http_no : hengji_http_yes
    case .begun, .working, .answered: return hengji_http_no
    }
  }

  /// A body that trickles must not hold a connection for hours.
  private func isTooSlow(_ exchange: Exchange) -> Bool {
    let seconds = (ContinuousClock.now - exchange.began).components.seconds - Int64(options.idleSeconds)
    return seconds > 0 && exchange.droppedBytes < Int(seconds) * options.bodyBytesPerSecondMin
  }

  /// All of the request has come, or a worker is done with it.
  func complete(_ exchange: Exchange, _ connection: OpaquePointer) -> MHD_Result {
    switch exchange.stage {
    case .dropping(let response): return send(response, exchange, connection)
    case .reading(let reader):
      exchange.stage = .working
      do throws(BodyReader.Failure) {
        return work(Request(head: exchange.head!, body: try reader.finish()), exchange, connection)
      } catch {
        return send(handler.refuse(exchange.head, error.status, error), exchange, connection)
      }
    case .working:
      guard let response = exchange.answer.withLock({ $0.take() }) else { return hengji_http_no }
      return send(response, exchange, connection)
    case .begun, .answered: return hengji_http_no
    }
  }

  private func work(_ request: Request, _ exchange: Exchange, _ connection: OpaquePointer) -> MHD_Result {
    guard let respond = exchange.respond.take() else { return hengji_http_no }
    guard exchange.lane == .slow else { return send(respond(request), exchange, connection) }
    MHD_suspend_connection(connection)
    let waiting = WaitingConnection(connection)
    let isTaken = workers.submit {
      let response = respond(request)
      exchange.answer.withLock { $0 = response }
      waiting.resume()
    }
    if !isTaken {
      let busy = handler.refuse(request.head, .unavailable, nil)
      exchange.answer.withLock { $0 = busy }
      waiting.resume()
    }
    return hengji_http_yes
  }

  private func send(_ response: Response, _ exchange: Exchange, _ connection: OpaquePointer) -> MHD_Result {
    exchange.stage = .answered
    exchange.status = response.status.rawValue
    exchange.sentBytes = response.body?.count ?? 0
    let raw = makeRaw(response)
    defer { MHD_destroy_response(raw) }
    for header in response.headers { MHD_add_response_header(raw, header.name, header.value) }
    if isStopping.withLock({ $0 }) { MHD_add_response_header(raw, "Connection", "close") }
    return MHD_queue_response(connection, UInt32(response.status.rawValue), raw)
  }

  private func makeRaw(_ response: Response) -> OpaquePointer? {
    guard let body = response.body, body.count > 0 else { return hengji_http_empty_response() }
    let owner = Unmanaged.passRetained(body).toOpaque()
    return body.withBytes { hengji_http_response($0.count, $0.baseAddress, releasePayload, owner) }
  }

  func finish(_ exchange: Exchange) {
    guard exchange.status != 0, handler.isNoting else { return }
    let spent = (ContinuousClock.now - exchange.began).components
    let path = exchange.target.utf8.prefix { $0 != UInt8(ascii: "?") }
    handler.note(
      RequestNote(
        method: exchange.method, path: String(decoding: path.prefix(200), as: UTF8.self), status: exchange.status,
        bytes: exchange.sentBytes,
        microseconds: Int(spent.seconds) * 1_000_000 + Int(spent.attoseconds / 1_000_000_000_000)))
  }
}

/// A suspended connection. libmicrohttpd lets any thread resume it, exactly once.
private struct WaitingConnection: @unchecked Sendable {
  private let connection: OpaquePointer
  init(_ connection: OpaquePointer) { self.connection = connection }
  func resume() { MHD_resume_connection(connection) }
}

extension RequestHead {
  /// Whether the client announces a body.
  fileprivate var hasBody: Bool { (headers.contentLength ?? 0) > 0 || headers["transfer-encoding"] != nil }
}

extension HeadFailure {
  fileprivate var status: Status {
    switch self {
    case .unknownMethod: .notImplemented
    case .targetTooLong: .targetTooLong
    case .malformed: .badRequest
    case .headersTooLarge: .headersTooLarge
    }
  }
}

extension BodyReader.Failure {
  fileprivate var status: Status {
    switch self {
    case .tooLarge: .tooLarge
    case .malformed: .badRequest
    case .unsupportedType: .unsupportedType
    case .noSpace: .unavailable
    }
  }
}

// MARK: callbacks, called by threads of libmicrohttpd

/// The first line of a request is known; what is returned becomes `state` of the calls below.
private func onTarget(
  _ context: UnsafeMutableRawPointer?, _ target: UnsafePointer<CChar>?, _ connection: OpaquePointer?
) -> UnsafeMutableRawPointer? {
  let exchange = Exchange(target: target.map { String(cString: $0) } ?? "", began: .now)
  return Unmanaged.passRetained(exchange).toOpaque()
}

private func onRequest(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ path: UnsafePointer<CChar>?,
  _ method: UnsafePointer<CChar>?, _ version: UnsafePointer<CChar>?, _ upload: UnsafePointer<CChar>?,
  _ uploadSize: UnsafeMutablePointer<Int>?, _ state: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
  guard let connection, let method, let uploadSize, let raw = state?.pointee else { return hengji_http_no }
  let exchange = Unmanaged<Exchange>.fromOpaque(raw).takeUnretainedValue()
  let core = ServerCore.of(context)
  if case .begun = exchange.stage {
    exchange.method = String(cString: method)
    return core.begin(exchange, connection)
  }
  guard uploadSize.pointee > 0 else { return core.complete(exchange, connection) }
  let bytes = UnsafeRawBufferPointer(start: upload, count: uploadSize.pointee)
  uploadSize.pointee = 0
  return core.take(bytes, exchange)
}

private func onCompleted(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
  _ state: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ reason: MHD_RequestTerminationCode
) {
  guard let raw = state?.pointee else { return }
  state?.pointee = nil
  let exchange = Unmanaged<Exchange>.fromOpaque(raw).takeRetainedValue()
  let core = ServerCore.of(context)
  core.finish(exchange)
  if let connection { core.slow.headAwaited(hengji_http_socket(connection), now: .now) }
}

private func onConnection(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
  _ state: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ what: MHD_ConnectionNotificationCode
) {
  guard let connection else { return }
  let socket = hengji_http_socket(connection)
  let slow = ServerCore.of(context).slow
  if hengji_http_is_start(what) { slow.headAwaited(socket, now: .now) } else { slow.closed(socket) }
}

private func releasePayload(_ owner: UnsafeMutableRawPointer?) {
  guard let owner else { return }
  Unmanaged<Payload>.fromOpaque(owner).release()
}

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
