import Testing

@testable import Web

@Suite struct RouterTests {
  private let router: Router<String> = {
    let routes: [(Web.Method, String)] = [
      (.get, "/"), (.get, "/forms"), (.get, "/forms/new"), (.get, "/forms/{id}"), (.get, "/forms/{id}.xlsx"),
      (.get, "/forms/{id}/score"), (.post, "/sign-out"),
    ]
    return Router(routes.map { .init(method: $0.0, pattern: RoutePattern($0.1), route: $0.1) })
  }()

  private func found(_ method: Web.Method, _ path: String) throws -> String {
    switch router.match(method, try #require(Target(path)).segments) {
    case .found(let route, let parameters):
      route.contains("{") ? "\(route) \(parameters["id"])" : route
    case .notFound: "404"
    case .methodNotAllowed(let methods): "405 " + methods.map(\.rawValue).joined(separator: " ")
    }
  }

  @Test(arguments: [
    (Web.Method.get, "/", "/"), (.head, "/forms?page=2", "/forms"), (.get, "/forms/12", "/forms/{id} 12"),
    (.get, "/forms/new", "/forms/new"), (.get, "/forms/12.xlsx", "/forms/{id}.xlsx 12"),
    (.get, "/forms/.xlsx", "/forms/{id} .xlsx"), (.get, "/forms/a%2Fb/score", "/forms/{id}/score a/b"),
    (.get, "/forms/", "/forms/{id} "), (.get, "/nowhere", "404"), (.get, "//", "404"),
    (.get, "/forms/1/2/3", "404"), (.get, "/sign-out", "405 POST"), (.post, "/forms", "405 GET HEAD"),
  ])
  func `a path leads to its route`(method: Web.Method, path: String, route: String) throws {
    // An empty segment is no identifier.
    let expected = route == "/forms/{id} " ? "404" : route
    #expect(try found(method, path) == expected)
  }

  @Test func `a pattern writes addresses that lead back to it`() throws {
    let path = RoutePattern("/forms/{id}.xlsx").path { _ in "表 1/2" }
    #expect(path == "/forms/%E8%A1%A8%201%2F2.xlsx")
    #expect(try found(.get, path) == "/forms/{id}.xlsx 表 1/2")
  }
}

@Suite struct TargetTests {
  @Test(arguments: ["", "forms", "http://x/", "/a%00", "/%C0%AF", "/a?x=%FF", "/a\u{7F}"])
  func `what is no address of ours is refused`(text: String) { #expect(Target(text) == nil) }

  @Test func `a query keeps order, repetition and blanks`() throws {
    let target = try #require(Target("/forms?kind=a&kind=b&q=%E5%A0%A4+%E9%98%B2&empty=&bare&%zz=1"))
    #expect(target.query.values("kind") == ["a", "b"])
    #expect(target.query["q"] == "堤 防")
    #expect(target.query["empty"] == "" && target.query["bare"] == "" && target.query["none"] == nil)
    #expect(target.query["%zz"] == "1")
  }

  @Test func `fields written as a query read back the same`() throws {
    let fields: Fields = .init(["a b": "1&2=3", "表": "%+", "": "x"])
    #expect(Fields(encoded: fields.encoded.utf8) == fields)
  }

  @Test func `a flood of fields is refused`() {
    #expect(Target("/a?" + String(repeating: "a&", count: 3_000)) == nil)
  }
}
