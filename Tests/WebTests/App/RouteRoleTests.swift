import Lifecycle
import Store
import Testing

@testable import Web

@Suite struct RouteRoleTests {
  let app: TestApplication
  let form: String
  let batch: String

  init() throws {
    app = try TestApplication()
    let clerk = try app.signedIn(.executingUnit, login: "clerk")
    let answer = try clerk.upload([("a.txt", "堤防养护|93%")], folder: app.house.folder.path)
    app.services.importer.waitUntilIdle()
    batch = String(answer["Location"]!.dropFirst("/imports/".count))
    let id = batch
    form = try app.house.database.read { (transaction) throws(StoreError) in
      guard let batch = try Batches.find(id: id, in: transaction) else { throw .missing(subject: "batch") }
      return try Batches.files(of: batch, in: transaction)[0].forms[0].id
    }
  }

  private func path(_ route: AppRoute) -> String {
    route.pattern.path { _ in route.pattern.description.hasPrefix("/imports") ? batch : form }
  }

  private func ask(_ route: AppRoute, _ browser: TestBrowser) -> Response {
    switch route.method {
    case .get: browser.get(path(route))
    case .post: browser.post(path(route), [:])
    case .put, .patch, .delete, .head, .options: browser.send(route.method, path(route), json: "{}")
    }
  }

  private func isForPrograms(_ route: AppRoute) -> Bool { route.pattern.description.hasPrefix("/api/v1/") }

  @Test(arguments: Role.allCases.filter { $0 != .public })
  func `a role gets what it may and is refused in words what it may not`(role: Role) throws {
    for route in AppRoutes.all {
      let browser = try app.signedIn(role, login: "\(role.rawValue)-\(route.pattern)-\(route.method)", unit: "root")
      let answer = ask(route, browser)
      let name = "\(role.rawValue) \(route.method.rawValue) \(route.pattern): \(answer.status)"
      if route.access.admits(role) {
        if answer.status == .forbidden { #expect(refusesSubject(role, route), "\(name)") }
        #expect(route.access == .open || answer.status != .signInNeeded, "\(name)")
        #expect(answer.status != .failed, "\(name)")
      } else {
        #expect(answer.status == .forbidden, "\(name)")
        #expect(answer.text.contains("可以办的是") || answer.text.contains("安全管理员"), "\(name)")
      }
    }
  }

  /// Whether the place of permission refuses this role that very form or batch.
  private func refusesSubject(_ role: Role, _ route: AppRoute) -> Bool {
    guard case .may(let action) = route.access, let scope = UnitPath("/root/") else { return false }
    let actor = Actor(account: "", role: role, scope: scope)
    let owner = UnitPath(["root", "water"])
    return !Permission.decide(actor, action, .form(owner: owner, state: .draft)).isAllowed
  }

  @Test func `without a session every page but the open ones leads to the door, and a program is told`() {
    for route in AppRoutes.all where route.access != .open {
      let answer = ask(route, app.browser())
      let leads = route.method == .get && !isForPrograms(route)
      #expect(leads ? answer.status == .seeOther : answer.status == .signInNeeded, "\(route.pattern)")
    }
  }

  @Test func `every answer carries the protecting lines, and no page holds style or script of its own`() throws {
    let browser = try app.signedIn(.financePerformanceOffice, unit: "root")
    for route in AppRoutes.all where route.method == .get {
      let answer = ask(route, browser)
      #expect(answer["Content-Security-Policy"] == SecurityHeaders.contentPolicy, "\(route.pattern)")
      #expect(answer["X-Content-Type-Options"] == "nosniff" && answer["Referrer-Policy"] != nil)
      if route.access != .open { #expect(answer["Cache-Control"] == "no-store", "\(route.pattern)") }
      #expect(!answer.text.contains(" style=\"") && !answer.text.contains("<style"), "\(route.pattern)")
      #expect(!answer.text.contains(" onclick=") && !answer.text.contains("<script>"), "\(route.pattern)")
    }
  }

  @Test func `a first page weighs at most 60 KB on the wire with its style and script`() throws {
    let browser = try app.signedIn(.financePerformanceOffice, unit: "root")
    browser.headers["Accept-Encoding"] = "gzip"
    let assets = app.services.assets.byAddress.keys.map { browser.get("/assets/\($0)").body?.count ?? 0 }
    for path in ["/", "/forms", "/forms/\(form)", "/imports", "/me"] {
      let page = browser.get(path)
      #expect(page["Content-Encoding"] == "gzip", "\(path)")
      #expect((page.body?.count ?? 0) + assets.reduce(0, +) <= 60 * 1_024, "\(path)")
    }
  }

  @Test func `one office does not see the forms and batches of another`() throws {
    let other = try app.signedIn(.executingUnit, login: "other", unit: "school")
    for path in ["/forms/\(form)", "/forms/\(form)/score", "/forms/\(form).json", "/imports/\(batch)"] {
      #expect(other.get(path).status == .forbidden, "\(path)")
    }
    #expect(!other.get("/forms").text.contains("堤防养护"))
  }

  @Test func `what is not there is said in words`() throws {
    let browser = try app.signedIn(.financePerformanceOffice, unit: "root")
    for path in [
      "/nowhere", "/forms/none", "/forms/none/score", "/forms/none.json", "/imports/none", "/assets/none.css",
    ] {
      let answer = browser.get(path)
      #expect(answer.status == .notFound && answer.text.contains("没有这一页"), "\(path)")
    }
    let wrong = browser.get("/sign-out")
    #expect(wrong.status == .methodNotAllowed && wrong["Allow"] == "POST")
  }
}
