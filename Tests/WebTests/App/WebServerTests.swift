import Foundation
import Lifecycle
import Store
import Testing

@testable import Web

/// The whole server on a socket, as a browser meets it.
@Suite struct WebServerTests {
  let house: TestHouse
  let server: WebServer

  init() throws {
    house = try TestHouse()
    try house.add("zhang", .executingUnit)
    var configuration = WebConfiguration(database: house.database, dataFolder: house.folder.path)
    configuration.port = 0
    configuration.passwordCost = TestHouse.cost
    configuration.log = .silent
    server = try WebServer(configuration, LineProcessor())
  }

  private func body(_ fields: [(String, String)]) -> String {
    fields.map { "\(PercentCoding.encode($0.0))=\(PercentCoding.encode($0.1))" }.joined(separator: "&")
  }

  /// Signs in and gives the session's cookie.
  private func signIn() throws -> String {
    let client = RawClient(port: server.port)
    client.send("GET /sign-in HTTP/1.1\r\nHost: h\r\n\r\n")
    let page = try #require(client.answer())
    let visit = try #require(page["Set-Cookie"]).split(separator: ";")[0]
    let start = try #require(page.text.range(of: "name=\"csrf\" value=\"")).upperBound
    let token = String(page.text[start...].prefix { $0 != "\"" })
    let form = body([("csrf", token), ("account", "zhang"), ("password", TestHouse.password)])
    client.send(
      "POST /sign-in HTTP/1.1\r\nHost: h\r\nCookie: \(visit)\r\nOrigin: http://h\r\n"
        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(form.utf8.count)\r\n\r\n\(form)")
    let answer = try #require(client.answer())
    #expect(answer.status == 303 && answer["Location"] == "/")
    let session = answer.headers.first { $0.name == "set-cookie" && $0.value.hasPrefix("hengji_session=") }
    return String(try #require(session).value.split(separator: ";")[0])
  }

  @Test func `a person signs in, uploads and sees what became of it`() throws {
    let cookie = try signIn()
    let client = RawClient(port: server.port)
    client.send("GET /imports HTTP/1.1\r\nHost: h\r\nCookie: \(cookie)\r\n\r\n")
    let page = try #require(client.answer())
    #expect(page.status == 200 && page["Cache-Control"] == "no-store")
    let start = try #require(page.text.range(of: "name=\"csrf\" value=\"")).upperBound
    let token = page.text[start...].prefix { $0 != "\"" }
    let form =
      "--B\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\(token)\r\n"
      + "--B\r\nContent-Disposition: form-data; name=\"files\"; filename=\"表.txt\"\r\n\r\n堤防|93%\r\n--B--\r\n"
    client.send(
      "POST /imports HTTP/1.1\r\nHost: h\r\nCookie: \(cookie)\r\nContent-Type: multipart/form-data; boundary=B\r\n"
        + "Content-Length: \(form.utf8.count)\r\n\r\n\(form)")
    let answer = try #require(client.answer())
    let batch = try #require(answer["Location"])
    #expect(answer.status == 303 && batch.hasPrefix("/imports/"))
    for _ in 0..<100 {
      client.send("GET \(batch)?show=all HTTP/1.1\r\nHost: h\r\nCookie: \(cookie)\r\n\r\n")
      if try #require(client.answer()).text.contains("已读 1 / 1") { return }
      usleep(20_000)
    }
    Issue.record("the file was not read")
  }

  @Test func `200 MB are refused by the announcement alone, in words`() throws {
    let cookie = try signIn()
    let client = RawClient(port: server.port)
    client.send(
      "POST /imports HTTP/1.1\r\nHost: h\r\nCookie: \(cookie)\r\nContent-Type: multipart/form-data; boundary=B\r\n"
        + "Content-Length: 209715201\r\nExpect: 100-continue\r\n\r\n")
    let answer = try #require(client.answer())
    #expect(answer.status == 413 && answer.text.contains("文件太大") && answer.text.contains("200.0 MB"))
    #expect(answer["Content-Security-Policy"] == SecurityHeaders.contentPolicy)
  }

  @Test func `nobody uploads without a session`() throws {
    let client = RawClient(port: server.port)
    client.send(
      "POST /imports HTTP/1.1\r\nHost: h\r\nContent-Type: multipart/form-data; boundary=B\r\n"
        + "Content-Length: 1000000\r\nExpect: 100-continue\r\n\r\n")
    #expect(client.answer()?.status == 401)
  }

  @Test func `style and script are kept by browsers and asked for once`() throws {
    let client = RawClient(port: server.port)
    client.send("GET /sign-in HTTP/1.1\r\nHost: h\r\n\r\n")
    let page = try #require(client.answer()).text
    let start = try #require(page.range(of: "/assets/hengji.")).lowerBound
    let address = page[start...].prefix { $0 != "\"" }
    client.send("GET \(address) HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip\r\n\r\n")
    let style = try #require(client.answer())
    #expect(style.status == 200 && style["Content-Encoding"] == "gzip")
    #expect(style["Cache-Control"] == "public, max-age=31536000, immutable")
    let tag = try #require(style["ETag"])
    client.send("GET \(address) HTTP/1.1\r\nHost: h\r\nIf-None-Match: W/\(tag)\r\n\r\n")
    #expect(try #require(client.answer()).status == 304)
  }

  @Test func `the watcher is answered`() throws {
    let client = RawClient(port: server.port)
    client.send("GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(client.answer()?.text == "ok\n")
  }

  @Test func `the demonstration is made once and remembers its password`() throws {
    let folder = TestFolder()
    let database = try Database.open("sqlite:\(folder.path)/hengji.db")
    let first = try #require(
      try Demonstration.prepare(database, dataFolder: folder.path, passwordCost: TestHouse.cost))
    let second = try Demonstration.prepare(database, dataFolder: folder.path, passwordCost: TestHouse.cost)
    #expect(first.password != nil && second?.password == first.password)
    #expect(Set(first.logIns.map(\.role)) == Set(Role.allCases).subtracting([.public]))
    let sessions = SessionCache(database)
    let signIn = SignIn(database, sessions, SignInLimit(), TestHouse.cost)
    for logIn in first.logIns {
      let session = try signIn.signIn(name: logIn.login, password: first.password ?? "", address: "a").session
      #expect(session.account.role == logIn.role)
    }
  }
}
