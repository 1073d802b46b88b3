import Lifecycle
import Model
import Store
import Testing
import Work

@testable import Web

@Suite struct YearChoiceTests {
  let app: TestApplication

  init() throws {
    app = try TestApplication()
    try app.house.database.write { (transaction) throws(StoreError) in
      for (year, state) in [(2024, BudgetYear.State.closed), (2025, .open), (2026, .preparing)] {
        let settings = YearOpening.defaults(place: "示范区", year: year, .shipped)
        try Years.set(region: "r", year, state, settings, basedOn: 0, by: "setup", in: transaction)
      }
    }
  }

  @Test func `pages begin with the newest open year, and a choice holds on every page`() throws {
    let browser = try app.signedIn(.financePerformanceOffice, unit: "root")
    #expect(browser.get("/me").text.contains("2025 年度</a>"))
    let answer = browser.post("/year", ["year": "2024", "back": "/forms"])
    #expect(answer.status == .seeOther && answer["Location"] == "/forms")
    #expect(browser.get("/me").text.contains("2024 年度</a>"))
    #expect(browser.get("/year?back=/me").text.contains("换到 2026 年度"))
  }

  @Test func `a year in the address is the page's year and stays chosen`() throws {
    let browser = try app.signedIn(.executingUnit)
    #expect(browser.get("/me?year=2026").text.contains("2026 年度</a>"))
    #expect(browser.get("/me").text.contains("2026 年度</a>"))
    #expect(browser.get("/me?year=19").text.contains("2026 年度</a>"), "an impossible year is none")
  }

  @Test func `the choice leads nowhere else, and makes no sense without a year`() throws {
    let browser = try app.signedIn(.executingUnit)
    #expect(browser.post("/year", ["year": "2024", "back": "//elsewhere.example"])["Location"] == "/")
    #expect(browser.post("/year", ["year": "soon"]).status == .badRequest)
    #expect(browser.get("/me").text.contains("2024 年度</a>"))
  }

  @Test func `what waits is counted at its place, and is red when it is late`() throws {
    let clerk = try app.signedIn(.executingUnit)
    let policy = CyclePolicy(
      rectificationDays: 1, redLightDays: 1, publicationDays: 1, exAnteFrom: nil, exceptionSigners: [])
    let actor = Actor(account: "x", role: .executingUnit, scope: UnitPath(["root"]))
    let stage = try app.house.database.write { (transaction) throws(StoreError) in
      try Stages.open(
        GoalForm.self, StageDraft(year: 2025, unit: "water", title: "堤防养护", dueOn: "2026-11-01"), region: "r",
        by: actor, in: transaction)
    }
    let late = clerk.get("/me").text
    #expect(late.contains("class=\"c hot\">1") && late.contains("待办<span class=\"cnt\">1</span>"))
    let reviewer = try app.signedIn(.financeLineOffice, unit: "root")
    #expect(!reviewer.get("/me").text.contains("待办<span"))
    try app.house.database.write { (transaction) throws(StoreError) in
      _ = try Stages.step(
        GoalForm.self, stage, .submit, StageWork(actor: actor, basedOn: 1, policy: policy), in: transaction)
    }
    #expect(!clerk.get("/me").text.contains("待办<span"))
    let checker = try app.signedIn(.departmentFinanceOfficer)
    #expect(checker.get("/me").text.contains("class=\"c\">1"), "nothing presses without a day")
    #expect(try app.signedIn(.executingUnit, login: "far", unit: "school").get("/me").text.contains("待办<span") == false)
  }

  @Test(arguments: Role.allCases.filter { $0 != .public })
  func `every place that a role is shown opens`(role: Role) throws {
    let browser = try app.signedIn(role, unit: "root")
    for place in Places.of(role) { #expect(browser.get(place.path).status == .ok, "\(place)") }
    // What agencies and experts read is given to them one by one: a list that opens for them is empty.
    guard role.seesLists else { return }
    for place in Place.allCases where Places.isServed(place) && !Places.of(role).contains(place) {
      #expect(browser.get(place.path).status != .ok, "\(role) \(place)")
    }
  }

  @Test(arguments: [Role.financePerformanceOffice, .executingUnit])
  func `in a year that nobody opened every place opens, is not there, or says so in words`(role: Role) throws {
    let browser = try app.signedIn(role, unit: "root")
    for place in Places.of(role) {
      let separator = place.path.contains("?") ? "&" : "?"
      let answer = browser.get(place.path + separator + "year=2019")
      let isSaid = answer.status == .forbidden && answer.text.contains("2019 年度还没有开年")
      #expect(answer.status == .ok || answer.status == .notFound || isSaid, "\(place)")
    }
  }

  @Test func `the door tells what is due next in an open year, and nothing else`() throws {
    try app.house.database.write { (transaction) throws(StoreError) in
      let settings = YearSettings(deadlines: [
        .init(id: "a", name: "二上", day: "2026-11-30"), .init(id: "b", name: "一下", day: "2026-10-31"),
        .init(id: "c", name: "目标公开", day: "2027-02-20"),
      ])
      try Years.set(region: "r", 2025, .open, settings, basedOn: 1, by: "setup", in: transaction)
    }
    let page = app.browser().get("/sign-in").text
    #expect(page.contains("2025 年度二上，截止 11 月 30 日，还有 12 天。") && !page.contains("目标公开"))
  }
}
