import Lifecycle
import Store
import Testing

@testable import Web

/// Every address with every role from every branch, signed in and not: the answer is what `Permission.decide` says.
@Suite struct RouteRoleTests {
  let house: RouteHouse
  var app: TestApplication { house.app }

  init() throws { house = try RouteHouse() }

  /// From where somebody asks about things of the water bureau.
  enum Branch: String, CaseIterable {
    case region = "root"
    case own = "water"
    case other = "school"
  }

  static let roles = Role.allCases.filter { $0 != .public }
  /// Requests that change something come once more without the token of the form.
  static let changing = AppRoutes.all.filter { !$0.method.isSafe }

  private func ask(_ route: AppRoute, _ browser: TestBrowser, withToken: Bool = true) -> Response {
    let path = house.path(route.pattern) ?? "/no-example-of" + route.pattern.description
    switch (route.method, withToken) {
    case (.get, _): return browser.get(path)
    case (.post, true) where !isForPrograms(route): return browser.post(path, [:])
    case (_, true): return browser.send(route.method, path, json: "{}")
    case (_, false):
      return browser.send(route.method, path, isForPrograms(route) ? .json(Array("{}".utf8)) : .fields(Fields()))
    }
  }

  private func isForPrograms(_ route: AppRoute) -> Bool { route.pattern.description.hasPrefix("/api/v1/") }

  /// How far the ledger has come; nothing that is refused gets into it.
  private func ledgerLength() throws -> Int {
    try app.house.database.read { (t) throws(StoreError) in
      try Ledger.list(region: "r", limit: 1, in: t).first?.entry.sequence ?? 0
    }
  }

  @Test func `every address has its example`() {
    for route in AppRoutes.all {
      #expect(house.path(route.pattern) != nil, "RouteHouse knows no example of \(route.pattern)")
    }
    let (routes, roles, branches) = (AppRoutes.all.count, Self.roles.count, Branch.allCases.count)
    let others = routes * 2 + Self.changing.count * (roles * branches + 1)
    print(
      "\(routes) routes × \(roles) roles × \(branches) branches = \(routes * roles * branches) requests; "
        + "\(others) more without a role, without signing in and without the token of a form")
  }

  @Test(arguments: roles) func `a role gets in every branch what permission says`(role: Role) throws {
    for branch in Branch.allCases {
      let account = try app.house.add("\(role.rawValue)-\(branch)", role, unit: branch.rawValue)
      for route in AppRoutes.all {
        let browser = app.browser()
        browser.cookies["hengji_session"] = try app.services.sessions.begin(account).token.cookie
        browser.cookies["hengji_year"] = String(RouteHouse.year)
        let name = "\(role.rawValue) \(branch) \(route.method.rawValue) \(route.pattern)"
        let before = try ledgerLength()
        if !route.method.isSafe {
          #expect(ask(route, browser, withToken: false).status == .forbidden, "\(name) without a token")
          #expect(try ledgerLength() == before, "\(name) without a token")
        }
        let decision = try house.decision(route, account.actor)
        let answer = ask(route, browser)
        switch decision {
        case .refused(let why, _):
          // A handler may ask for less than the route first: the branch is refused with the same words.
          let words = String(why.prefix { $0 != "，" })
          #expect(answer.status == .forbidden && answer.text.contains(words), "\(name): \(answer.status), not \(why)")
          #expect(try ledgerLength() == before, "\(name)")
        case .allowed where isClosedPlace(route, role): #expect(answer.status == .forbidden, "\(name)")
        case .allowed: expectGranted(answer, route, name)
        }
      }
    }
  }

  /// Whether a list has no place in the navigation of a role that may read single things.
  private func isClosedPlace(_ route: AppRoute, _ role: Role) -> Bool {
    // The workbook of a list belongs to the place of the list.
    let path = route.pattern.description.replacing(".xlsx", with: "")
    let place = path == "/warnings" ? Place.monitoring : Place.allCases.first { $0.path == path }
    return route.method == .get
      && place.map { [.monitoring, .inbox].contains($0) && !Places.mayOpen(role, $0) } ?? false
  }

  /// A page is shown or leads on. What was sent with nothing in it may be found wanting, but not for want of a right.
  private func expectGranted(_ answer: Response, _ route: AppRoute, _ name: String) {
    let path = route.pattern.description
    if route.method == .get {
      let leadsOut = answer["Location"]?.hasPrefix("/sign-in") ?? false
      let isShown = answer.status == .ok || answer.status == .seeOther && !leadsOut
      // The form of the house has no score, and the person in it may have been struck off meanwhile.
      let isAbsent = path == "/forms/{id}/score.json" && answer.status == .notFound
      let isEnded = path == "/admin/people/{id}/end" && answer.text.contains("这个账号已注销")
      #expect(isShown || isAbsent || isEnded, "\(name): \(answer.status)")
    } else {
      let isWrongPassword = path == "/sign-in"
      #expect(
        answer.status != .failed && (isWrongPassword || answer.status != .signInNeeded), "\(name): \(answer.status)")
      let isWantOfRight = ["这不是你管的单位", "可以办的是", "没有分派给你"].contains { answer.text.contains($0) }
      #expect(!isWantOfRight, "\(name): \(answer.status)")
    }
  }

  @Test func `without a role every page but one's own answers with one sentence`() throws {
    for route in AppRoutes.all {
      let account = try app.house.database.write { (t) throws(StoreError) in
        try Accounts.add(
          .init(
            region: "r", login: "nobody-\(t.newID())", displayName: "李示例", passwordHash: TestHouse.passwordHash,
            role: nil,
            unit: "water"), by: "setup", in: t)
      }
      let browser = app.browser()
      browser.cookies["hengji_session"] = try app.services.sessions.begin(account).token.cookie
      let answer = ask(route, browser)
      let name = "\(route.method.rawValue) \(route.pattern): \(answer.status)"
      if route.access == .open || AccountRoutes.isOwn(route) {
        #expect(answer.status != .failed, "\(name)")
        // A token of an account without a role would open nothing.
        let isForRoles = route.pattern.description == "/me/tokens" && !route.method.isSafe
        #expect(answer.text.contains("你的账号还没有角色") == isForRoles, "\(name)")
      } else {
        #expect(answer.status == .forbidden && answer.text.contains("安全管理员"), "\(name)")
      }
    }
  }

  @Test func `without a session every page but the open ones leads to the door, and a program is told`() throws {
    for route in AppRoutes.all {
      let before = try ledgerLength()
      let answer = ask(route, app.browser())
      if route.access == .open {
        #expect(answer["Location"]?.hasPrefix("/sign-in") != true, "\(route.pattern)")
        #expect(answer.status != .failed, "\(route.pattern)")
        guard !route.method.isSafe else { continue }
        #expect(ask(route, app.browser(), withToken: false).status == .forbidden, "\(route.pattern) without a token")
      } else {
        let leads = route.method == .get && !isForPrograms(route)
        #expect(leads ? answer.status == .seeOther : answer.status == .signInNeeded, "\(route.pattern)")
        #expect(!leads || answer["Location"]?.hasPrefix("/sign-in") == true, "\(route.pattern)")
        #expect(try ledgerLength() == before, "\(route.pattern)")
      }
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
    for path in ["/", "/forms", "/forms/\(house.form)", "/imports", "/me"] {
      let page = browser.get(path)
      #expect(page["Content-Encoding"] == "gzip", "\(path)")
      #expect((page.body?.count ?? 0) + assets.reduce(0, +) <= 60 * 1_024, "\(path)")
    }
  }

  @Test func `one office does not see the forms and batches of another`() throws {
    let other = try app.signedIn(.executingUnit, login: "other", unit: "school")
    for path in [
      "/forms/\(house.form)", "/forms/\(house.form)/score", "/forms/\(house.form).json", "/imports/\(house.batch)",
    ] {
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
