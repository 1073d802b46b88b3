import Glibc
import Synchronization
import Testing

@testable import Web

/// Answers a few addresses, to see the server itself at work.
private struct EchoHandler: RequestHandler {
  func plan(_ head: RequestHead) -> RequestPlan {
    switch head.target.segments.first {
    case "form": .accept(.form, .quick, answer)
    case "slow": .accept(.none, .slow, answer)
    case "files": .accept(.files(bytesMax: 300_000, fileBytesMax: 100_000), .quick, answer)
    case "locked": .answer(Response(.forbidden, .plain, "locked"))
    default: .accept(.none, .quick, answer)
    }
  }

  private func answer(_ request: Request) -> Response {
    switch request.body {
    case .none: return Response(.ok, .plain, "\(request.head.target.path)?\(request.head.target.query.encoded)")
    case .fields(let fields): return Response(.ok, .plain, fields.encoded)
    case .json(let bytes): return Response(.ok, .json, String(decoding: bytes, as: UTF8.self))
    case .upload(let upload):
      let files = upload.files.map { file -> String in
        guard case .kept(let spool) = file.content, let bytes = try? spool.bytes() else { return "\(file.name) -" }
        return "\(file.name) \(bytes.count)"
      }
      return Response(.ok, .plain, "\(upload.fields.encoded) \(files.joined(separator: " "))")
    }
  }

  func refuse(_ head: RequestHead?, _ status: Status, _ reason: BodyReader.Failure?) -> Response {
    Response(status, .plain, "refused")
  }

  var isNoting: Bool { false }
  func note(_ line: RequestNote) {}
}

/// One server for the suite, in a folder of its own.
final class TestServer {
  let server: HTTPServer
  let folder: String

  init(_ handler: any RequestHandler, change: (inout ServerOptions) -> Void = { _ in }) throws {
    folder = "/tmp/hengji-web-\(UInt64.random(in: 0 ... .max))"
    mkdir(folder, 0o700)
    var options = ServerOptions(spoolFolder: folder)
    options.port = 0
    change(&options)
    server = try HTTPServer(options, handler)
  }

  deinit {
    server.stop()
    SpoolFile.clear(folder: folder)
    rmdir(folder)
  }

  func client() -> RawClient { RawClient(port: server.port) }

  var spooledFiles: Int {
    guard let directory = opendir(folder) else { return -1 }
    defer { closedir(directory) }
    var count = 0
    while readdir(directory) != nil { count += 1 }
    return count - 2
  }
}

@Suite struct HTTPServerTests {
  let server: TestServer
  init() throws { server = try TestServer(EchoHandler()) }

  private func form(_ path: String, _ type: String, _ body: [UInt8], more: String = "") -> [UInt8] {
    Array(
      "POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Type: \(type)\r\nContent-Length: \(body.count)\r\n\(more)\r\n".utf8)
      + body
  }

  private func parts(_ files: [(name: String, count: Int)]) -> [UInt8] {
    var body = Array("--B\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n一\r\n".utf8)
    for file in files {
      body += Array("--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\(file.name)\"\r\n\r\n".utf8)
      body += [UInt8](repeating: 0x0D, count: file.count) + [13, 10]
    }
    return body + Array("--B--\r\n".utf8)
  }

  @Test func `answers several requests on one connection`() throws {
    let client = server.client()
    for path in ["/a", "/b/%E8%A1%A8", "/c"] {
      client.send("GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n")
      let answer = try #require(client.answer())
      #expect(answer.status == 200)
      #expect(answer.text == "\(path)?")
    }
  }

  @Test func `HEAD has the headers of GET and no body`() throws {
    let client = server.client()
    client.send("HEAD /abc HTTP/1.1\r\nHost: x\r\n\r\n")
    let head = try #require(client.answer(hasBody: false))
    #expect(head.status == 200)
    #expect(head["Content-Length"] == "5")
    client.send("GET /next HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(client.answer()?.text == "/next?")
  }

  @Test func `a slow request is worked on elsewhere and answered`() throws {
    let client = server.client()
    client.send("GET /slow?a=1 HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(client.answer()?.text == "/slow?a=1")
  }

  @Test func `a plain form is read`() throws {
    let client = server.client()
    client.send(form("/form", "application/x-www-form-urlencoded", Array("a=1+2&b=%E8%A1%A8".utf8)))
    #expect(client.answer()?.text == "a=1%202&b=%E8%A1%A8")
  }

  @Test func `files are read and leave nothing behind`() throws {
    let client = server.client()
    client.send(form("/files", "multipart/form-data; boundary=B", parts([("甲.docx", 70_000), ("b.docx", 0)])))
    #expect(client.answer()?.text == "note=%E4%B8%80 甲.docx 70000 b.docx 0")
    client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
    _ = client.answer()
    #expect(server.spooledFiles == 0)
  }

  @Test func `one file that is too large does not harm the others`() throws {
    let client = server.client()
    client.send(form("/files", "multipart/form-data; boundary=B", parts([("a", 10), ("big", 150_000), ("c", 20)])))
    #expect(client.answer()?.text == "note=%E4%B8%80 a 10 big - c 20")
  }

  @Test func `a body that is too large is refused and the client reads why`() throws {
    let client = server.client()
    #expect(client.send(form("/files", "multipart/form-data; boundary=B", [UInt8](repeating: 65, count: 5_000_000))))
    #expect(client.answer()?.status == 413)
    #expect(server.spooledFiles == 0)
  }

  @Test func `a client that asks first is refused before it sends the body`() throws {
    let client = server.client()
    client.send(
      "POST /files HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=B\r\n"
        + "Content-Length: 209715201\r\nExpect: 100-continue\r\n\r\n")
    #expect(client.answer()?.status == 413)
  }

  @Test func `a body of unannounced size is held to the limit too`() throws {
    let client = server.client()
    client.send(
      "POST /form HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        + "Transfer-Encoding: chunked\r\n\r\n")
    let piece = "2000\r\n" + String(repeating: "a", count: 0x2000) + "\r\n"
    for _ in 0..<20 { client.send(piece) }
    client.send("0\r\n\r\n")
    #expect(client.answer()?.status == 413)
  }

  @Test func `a request that may not pass is refused without its body`() throws {
    let client = server.client()
    client.send(form("/locked", "multipart/form-data; boundary=B", parts([("a", 10)])))
    #expect(client.answer()?.text == "locked")
    #expect(server.spooledFiles == 0)
  }

  @Test(arguments: [
    ("BREW / HTTP/1.1\r\nHost: x\r\n\r\n", 501), ("GET /%FF HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    ("GET /a%00b HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    ("GET /" + String(repeating: "a", count: 9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n", 414),
    ("GET / HTTP/1.1\r\nHost: x\r\nX-A: " + String(repeating: "a", count: 20_000) + "\r\n\r\n", 431),
    ("POST /form HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: 3\r\n\r\n<a>", 415),
    (
      "POST /files HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=B\r\nContent-Length: 5\r\n\r\n--B\r\n",
      400
    ),
  ])
  func `a request that is none is refused`(request: String, status: Int) throws {
    let client = server.client()
    client.send(request)
    #expect(client.answer()?.status == status)
  }

  @Test func `a header that trickles is cut off and others are served`() throws {
    let server = try TestServer(EchoHandler()) { $0.headSeconds = 0 }
    let slow = server.client()
    slow.send("GET /a HTTP/1.1\r\nHost: ")
    usleep(50_000)
    server.server.closeSlowConnections()
    #expect(slow.isClosedByServer())
    let client = server.client()
    client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(client.answer()?.status == 200)
  }

  @Test func `stopping ends what is being worked on first`() throws {
    let client = server.client()
    client.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(client.answer()?.status == 200)
    server.server.stop()
    server.server.stop()
    #expect(client.isClosedByServer())
  }

  @Test func `a port that is taken is named`() throws {
    let port = server.server.port
    #expect(throws: HTTPServer.CannotListen(address: "127.0.0.1", port: port, code: EADDRINUSE)) {
      try TestServer(EchoHandler()) { $0.port = port }
    }
  }
}
