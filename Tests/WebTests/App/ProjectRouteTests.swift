import Foundation
import Lifecycle
import Model
import Store
import Testing
import Work

@testable import Web

@Suite struct ProjectRouteTests {
  let app: TestApplication
  let clerk: TestBrowser

  init() throws {
    app = try TestApplication()
    clerk = try app.signedIn(.executingUnit)
    try app.openYear(2026)
  }

  private func add(_ name: String = "堤防养护", code: String = "A-001", asked: String = "120.5") -> Response {
    clerk.post(
      "/projects",
      [
        "name": name, "unit": "water", "category": "specific", "code": code, "firstYear": "2026", "lastYear": "2028",
        "total": "360", "basis": "示水发〔2025〕1号", "takes": "2026", "asked": asked,
      ])
  }

  private func id(_ response: Response) -> String {
    String((response["Location"] ?? "").dropFirst("/projects/".count).prefix { $0 != "?" })
  }

  private func project(_ id: String) throws -> Project? {
    try app.house.database.read { (t) throws(StoreError) in try Projects.find(region: "r", id: id, in: t) }
  }

  @Test func `a project is written, taken into the year, changed, and its life is told`() throws {
    let id = id(add())
    let page = clerk.get("/projects/\(id)").text
    #expect(page.contains("堤防养护") && page.contains("A-001") && page.contains("120.50") && page.contains("2026—2028 年"))
    #expect(page.contains("项目入库") && page.contains("列入 2026 年度"))
    let list = clerk.get("/projects").text
    #expect(list.contains("符合条件 1 个合计") && list.contains("120.50"))
    let form = clerk.get("/projects/\(id)/edit").text
    #expect(form.contains("示水发〔2025〕1号"))
    let stamp = ProjectLibrary.stamp(try #require(try project(id)))
    let fields: KeyValuePairs = [
      "stamp": stamp, "name": "堤防和闸站养护", "category": "other-operation", "code": "A-009", "firstYear": "2026",
      "lastYear": "", "total": "", "basis": "",
    ]
    #expect(clerk.post("/projects/\(id)", fields).status == .seeOther)
    #expect(try project(id)?.name == "堤防和闸站养护")
    #expect(try project(id)?.code == "A-009")
    #expect(try project(id)?.total == nil)
    #expect(clerk.post("/projects/\(id)", fields).status == .conflict, "an old page changes nothing")
  }

  @Test func `what is wrong is said at its field, and what was written stays`() throws {
    let answer = add(asked: "很多")
    #expect(answer.status == .badRequest && answer.text.contains("“很多”不是金额") && answer.text.contains("堤防养护"))
    _ = add()
    let twice = add("另一个")
    #expect(twice.status == .badRequest && twice.text.contains("编码 A-001 已经是“堤防养护”的"))
    #expect(twice.text.contains("href=\"#code\""))
  }

  @Test func `the next code goes on from the newest of the unit and is invented nowhere`() throws {
    #expect(!clerk.get("/projects/new").text.contains("接着"))
    _ = add(code: "42019924024T000000099")
    let page = clerk.get("/projects/new").text
    #expect(page.contains("value=\"42019924024T000000100\"") && page.contains("接着"))
    let other = try app.signedIn(.executingUnit, login: "school", unit: "school")
    #expect(other.get("/projects/new").text.contains("42019924024T000000100"), "the region's where the unit has none")
  }

  @Test func `a project is suspended with a reason, resumed, finished and taken back`() throws {
    let id = id(add())
    func move(_ move: String, reason: String = "") throws -> Response {
      let stamp = ProjectLibrary.stamp(try #require(try project(id)))
      return clerk.post("/projects/\(id)/state", ["stamp": stamp, "move": move, "reason": reason])
    }
    #expect(try move("start").status == .seeOther)
    #expect(try move("suspend").text.contains("暂停要写理由"))
    #expect(try move("suspend", reason: "招标流标").status == .seeOther)
    #expect(try project(id)?.state == .suspended)
    #expect(clerk.get("/projects/\(id)").text.contains("招标流标"))
    #expect(try move("start").status == .conflict, "a suspended project is resumed, not started")
    #expect(try move("resume").status == .seeOther)
    #expect(try move("finish").status == .seeOther)
    #expect(!clerk.get("/projects/\(id)").text.contains("列入 2025 年度"))
    #expect(try move("restore", reason: "还要做").status == .seeOther)
    #expect(try project(id)?.state == .reserved)
  }

  @Test func `a project that the year does not have is taken into it with last year's budget`() throws {
    try app.openYear(2027)
    let id = id(add())
    try app.house.database.write { (t) throws(StoreError) in
      try Projects.set(2026, of: id, region: "r", in: t) { $0.approved = Money(fen: 9_000_000) }
    }
    #expect(clerk.get("/projects?show=outside&year=2027").text.contains("堤防养护"))
    #expect(clerk.get("/projects/\(id)?year=2027").text.contains("列入 2027 年度"))
    #expect(clerk.post("/projects/\(id)/years", ["year": "2027", "asked": "95"]).status == .seeOther)
    let year = try app.house.database.read { (t) throws(StoreError) in
      try Projects.year(region: "r", 2027, project: id, in: t)
    }
    #expect(year?.figures.prior == Money(fen: 9_000_000) && year?.figures.asked == Money(fen: 95_000_000))
    #expect(!clerk.get("/projects?show=outside&year=2027").text.contains("堤防养护"))
  }

  @Test func `others see what is theirs and change nothing`() throws {
    let id = id(add())
    let stranger = try app.signedIn(.executingUnit, login: "far", unit: "school")
    #expect(stranger.get("/projects/\(id)").status == .forbidden)
    #expect(!stranger.get("/projects").text.contains("堤防养护"))
    let office = try app.signedIn(.financePerformanceOffice, unit: "root")
    let page = office.get("/projects/\(id)").text
    #expect(page.contains("堤防养护") && !page.contains("修改项目") && !page.contains("项目的去留"))
    #expect(office.post("/projects/\(id)/state", ["move": "cancel", "reason": "x"]).status == .forbidden)
    #expect(office.get("/projects/\(id)/edit").status == .forbidden)
    #expect(
      stranger.post("/projects", ["name": "借用", "unit": "water", "code": "B", "firstYear": "2026"]).status == .forbidden
    )
  }

  @Test func `the list is filtered, sorted and added up`() throws {
    _ = add()
    _ = add("河道清淤", code: "A-002", asked: "80")
    let some = clerk.get("/projects?q=河道").text
    #expect(some.contains("河道清淤") && !some.contains("堤防养护") && some.contains("符合条件 1 个合计"))
    #expect(some.contains(">80.00<"))
    let sorted = clerk.get("/projects?sort=name&order=descending").text
    let first = try #require(sorted.range(of: "河道清淤"))
    let second = try #require(sorted.range(of: "堤防养护"))
    #expect(first.lowerBound < second.lowerBound)
    #expect(clerk.get("/projects?state=suspended").text.contains("没有符合条件的项目"))
    #expect(clerk.get("/projects?category=personnel").text.contains("没有符合条件的项目"))
  }
}
