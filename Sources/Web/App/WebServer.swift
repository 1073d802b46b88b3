import Dispatch
import Glibc
public import Store

/// The web server of `hengji serve`.
public final class WebServer: Sendable {
  /// Why the server cannot start, in words for whoever starts it.
  public enum Failure: Error, Sendable, CustomStringConvertible {
    case portTaken(port: UInt16)
    case cannotListen(address: String, port: UInt16, code: Int32)
    case noFolder(path: String)
    case store(StoreError)

    public var description: String {
      switch self {
      case .portTaken(let port): "端口 \(port) 已被别的程序占用。请用 --port 换一个端口，或先停掉那个程序。"
      case .cannotListen(let address, let port, let code):
        "不能在 \(address):\(port) 上提供服务：\(String(cString: strerror(code)))。"
      case .noFolder(let path): "不能建立文件夹 \(path)。请检查磁盘空间和权限，或用 --data 换一个地方。"
      case .store(let error): error.description
      }
    }
  }

  private let services: Services
  private let server: HTTPServer

  /// Starts serving with the templates, schemes and rules of a pipeline.
  public convenience init(_ configuration: WebConfiguration, _ pipeline: Pipeline) throws(Failure) {
    try self.init(configuration, PipelineProcessor(pipeline: pipeline))
  }

  /// Starts serving. Imports that were cut short by a stop are taken up again.
  init(_ configuration: WebConfiguration, _ processor: any DocumentProcessor) throws(Failure) {
    signal(SIGPIPE, SIG_IGN)
    let spool = configuration.dataFolder + "/spool"
    for folder in [configuration.dataFolder, spool] {
      guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw .noFolder(path: folder) }
    }
    SpoolFile.clear(folder: spool)
    do throws(StoreError) { services = try Services(configuration, processor) } catch { throw .store(error) }
    var options = ServerOptions(spoolFolder: spool)
    options.address = configuration.address
    options.port = configuration.port
    options.trustsProxy = configuration.trustsProxy
    options.tls = configuration.tls.map { .init(certificate: $0.certificate, privateKey: $0.privateKey) }
    do throws(HTTPServer.CannotListen) {
      server = try HTTPServer(options, Application(services))
    } catch {
      throw error.code == EADDRINUSE
        ? .portTaken(port: error.port)
        : .cannotListen(address: error.address, port: error.port, code: error.code)
    }
    services.importer.takeUp()
  }

  /// The port really bound.
  public var port: UInt16 { server.port }

  /// Serves until the program is told to end (SIGTERM, SIGINT), then lets what is under way finish.
  public func run() {
    let ended = DispatchSemaphore(value: 0)
    let sources = [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { ended.signal() }
      source.resume()
      return source
    }
    var beats = 0
    while ended.wait(timeout: .now() + .seconds(1)) == .timedOut {
      beats += 1
      beat(beats)
    }
    for source in sources { source.cancel() }
    stop()
  }

  /// Ends the server; returns when the last answer is sent and the file being imported is done.
  public func stop() {
    server.stop()
    services.importer.close()
    tidy()
    services.log.flush()
  }

  private func beat(_ number: Int) {
    server.closeSlowConnections()
    services.log.flush()
    if number % 60 == 0 { tidy() }
    if number % 3_600 == 60 { services.terms.run() }
  }

  private func tidy() {
    do throws(StoreError) { try services.sessions.tidy() } catch { services.log.fault("store: \(error)") }
  }
}
