import Foundation
import TestSupport
import Testing

/// Every page the program serves to the performance office and to nobody, as bytes on the wire.
@Suite(.serialized, .enabled(if: DemonstrationServer.program != nil, "hengji is not built")) struct ServedPagesTests {
  @Test func `every served page keeps the rules of pages`() throws {
    let server = try DemonstrationServer(program: #require(DemonstrationServer.program))
    defer { server.stop() }
    let session = try #require(try server.sessionCookie())
    let clerk = try #require(try server.sessionCookie(as: "danwei"))
    let auditor = try #require(try server.sessionCookie(as: "shenji"))
    let administrator = try #require(try server.sessionCookie(as: "xitong"))
    func reader(_ path: String) -> String {
      path == "/ledger" ? auditor : path == "/gallery" ? administrator : Self.isForClerks(path) ? clerk : session
    }
    func get(_ path: String, signedIn: Bool = true) throws -> Loopback.Answer {
      try Loopback.send("GET", port: server.port, path, heads: signedIn ? [("Cookie", reader(path))] : [])
    }
    let form = try #require(link("/forms/", in: get("/forms").text))
    let scored = try #require(link("/forms/", in: get("/forms?kind=project-self-evaluation").text))
    let batch = try #require(link("/imports/", in: get("/imports").text))
    var pages = [
      ("sign-in", "/sign-in", false), ("bench", "/", true), ("imports", "/imports", true), ("batch", batch, true),
      ("forms", "/forms", true), ("forms-none", "/forms?q=zzz", true), ("form", form, true),
      ("score", scored + "/score", true),
      ("compare", form + "/compare", true),
      ("revisions", form + "/revisions", true), ("ledger", "/ledger", true), ("rules", "/rules", true),
      ("gallery", "/gallery", true), ("me", "/me", true),
      ("years", "/admin/years", true), ("year", "/admin/years/2024", true), ("year-choice", "/year?back=/forms", true),
      ("projects", "/projects?year=2024", true), ("pre-evaluations", "/pre-evaluations", true),
      ("exceptions", "/pre-evaluations?show=exceptions", true), ("inbox", "/inbox", true),
      ("search", "/search?q=%E8%A1%97%E9%81%93", true), ("not-found", "/nowhere", true),
    ]
    let list = try Loopback.send("GET", port: server.port, "/forms", heads: [("Cookie", clerk)]).text
    let own = try #require(link("/forms/", in: list.replacing("/forms/new", with: "/")))
    let parts = try get(own + "/edit/1").text.components(separatedBy: "href=\"\(own)/edit/").dropFirst().map {
      String($0.prefix { $0.isNumber })
    }
    #expect(parts.count > 3)
    for part in Set(parts) { pages.append(("edit-\(part)", own + "/edit/\(part)", true)) }
    pages += [("check", own + "/check", true), ("new-form", "/forms/new", true)]
    let folder = FileManager.default.temporaryDirectory.appending(path: "hengji-pages-\(server.port)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, path, signedIn) in pages {
      let answer = try get(path, signedIn: signedIn)
      #expect(answer.status == (name == "not-found" ? 404 : 200), "\(path)")
      let policy = try #require(answer.head("Content-Security-Policy"), "\(path)")
      #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"))
      #expect(answer.head("X-Content-Type-Options") == "nosniff")
      #expect(answer.text.hasPrefix("<!doctype html>") || answer.text.hasPrefix("<!DOCTYPE html>"))
      #expect(!answer.text.contains(" style=\"") && !answer.text.contains("<script>"))
      try answer.body.write(to: folder.appending(path: name + ".html"))
    }
    guard let shared = ProjectFiles.shared else { return }
    let style = ProjectFiles.root.appending(path: "Resources/web/hengji.css").path
    let check = try ChildProcess(
      "/usr/bin/env", ["python3", shared.appending(path: "ui/check.py").path, "--css", style, folder.path])
    let status = check.wait(seconds: 60)
    #expect(status == 0, "\(check.printed)")
  }

  @Test func `nobody sees anything without signing in`() throws {
    let server = try DemonstrationServer(program: #require(DemonstrationServer.program))
    defer { server.stop() }
    for path in ["/", "/forms", "/imports", "/ledger", "/rules", "/gallery", "/me"] {
      let answer = try Loopback.send("GET", port: server.port, path)
      #expect(answer.status == 303)
      #expect(answer.head("Location")?.hasPrefix("/sign-in") == true)
    }
    #expect(try Loopback.send("POST", port: server.port, "/imports", body: Data("x".utf8)).status >= 400)
  }

  @Test func `hostile requests leave the server up`() throws {
    let server = try DemonstrationServer(program: #require(DemonstrationServer.program))
    defer { server.stop() }
    let hostile = [
      "GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "a", count: 100_000))\r\n\r\n",
      "GET /%00%ff%c0%af HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /assets/../../Package.swift HTTP/1.1\r\nHost: a\r\n\r\n",
      "\u{0}\u{1}\u{2}\r\n\r\n", "POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n",
    ]
    for request in hostile {
      if let answer = try? Loopback.exchange(port: server.port, Data(request.utf8), seconds: 5) {
        #expect(answer.status >= 300, "\(request.prefix(40))")
        #expect(!answer.text.contains("root:"))
      }
    }
    #expect(try Loopback.send("GET", port: server.port, "/healthz").status == 200)
  }

  /// Pages of those who fill in forms.
  private static func isForClerks(_ path: String) -> Bool {
    path.contains("/edit/") || path.hasSuffix("/check") || path == "/forms/new"
  }

  private func link(_ start: String, in page: String) -> String? {
    page.components(separatedBy: "href=\"\(start)").dropFirst().map {
      start + $0.prefix { $0 != "\"" && $0 != "?" && $0 != "#" }
    }
    .first { $0.count > start.count }
  }
}
