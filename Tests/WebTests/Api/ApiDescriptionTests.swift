import Lifecycle
import Model
import Testing

@testable import Web

@Suite struct ApiDescriptionTests {
  @Test func `every route of the interface is described, and nothing else is`() throws {
    let app = try TestApplication()
    let document = try #require(app.browser().get("/api/openapi.json").json)
    #expect(document["openapi"]?.string == "3.0.3")
    let described = Set(
      (document["paths"]?.members ?? []).flatMap { path in
        (path.value.members ?? []).map { "\($0.key.uppercased()) \(path.key)" }
      })
    let served = AppRoutes.all.filter { $0.pattern.description.hasPrefix("/api/v1/") }.map {
      "\($0.method.rawValue) \($0.pattern)"
    }
    #expect(described == Set(served) && served.count == ApiRoutes.operations.count)
  }

  @Test func `names are used once, and every reference leads somewhere`() {
    let names = ApiRoutes.operations.map(\.name)
    #expect(Set(names).count == names.count)
    let schemas = Set(ApiSchemas.all.map(\.name))
    #expect(schemas.count == ApiSchemas.all.count)
    #expect(Set(references(ApiDescription.json)).subtracting(schemas) == [])
    for operation in ApiRoutes.operations where operation.route.method != .get {
      let takes = operation.body != nil || operation.takesFile
      #expect(takes && operation.route.body.bytesMax > 0, "\(operation.name)")
    }
  }

  private func references(_ json: JSON) -> [String] {
    switch json.value {
    case .object(let members):
      members.flatMap { member in
        member.key == "$ref"
          ? [String(member.value.string?.split(separator: "/").last ?? "")] : references(member.value)
      }
    case .array(let items): items.flatMap { references($0) }
    case .null, .bool, .number, .string: []
    }
  }

  @Test func `the page lists every operation and keeps the rules of pages`() throws {
    let app = try TestApplication()
    let page = try app.signedIn(.executingUnit).get("/api/docs")
    #expect(page.status == .ok && PageRules.problems(page.text) == [])
    for operation in ApiRoutes.operations {
      #expect(page.text.contains("\(operation.route.method.rawValue) \(operation.route.pattern)"), "\(operation.name)")
    }
  }

  @Test func `the page of tokens keeps the rules of pages`() throws {
    let app = try TestApplication()
    let browser = try app.signedIn(.executingUnit)
    #expect(PageRules.problems(browser.get("/me/tokens").text) == [])
    let made = browser.post("/me/tokens", ["name": "取数", "days": "30"])
    #expect(PageRules.problems(made.text) == [] && PageRules.problems(browser.get("/me/tokens").text) == [])
  }

  @Test func `a body of the interface is JSON and no larger than the route takes`() throws {
    let rule = BodyRule.json(bytesMax: 8)
    func head(_ type: String, _ length: String) -> RequestHead {
      RequestHead(.post, Target("/api/v1/check")!, headers: Headers(["Content-Type": type, "Content-Length": length]))
    }
    #expect(throws: BodyReader.Failure.unsupportedType) {
      _ = try BodyReader(head("application/x-www-form-urlencoded", "3"), rule, spoolFolder: "/tmp")
    }
    #expect(throws: BodyReader.Failure.tooLarge(bytesMax: 8)) {
      _ = try BodyReader(head("application/json", "9"), rule, spoolFolder: "/tmp")
    }
    var reader = try BodyReader(head("application/json; charset=utf-8", "2"), rule, spoolFolder: "/tmp")
    let sent = UnsafeMutableRawBufferPointer.allocate(byteCount: 2, alignment: 1)
    defer { sent.deallocate() }
    sent.copyBytes(from: "{}".utf8)
    try reader.feed(UnsafeRawBufferPointer(sent))
    guard case .json(let bytes) = try reader.finish() else {
      Issue.record("a JSON text is kept as it came")
      return
    }
    #expect(bytes == Array("{}".utf8))
  }
}
