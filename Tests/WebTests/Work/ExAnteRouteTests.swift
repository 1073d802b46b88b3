import Foundation
import Lifecycle
import Model
import Schemes
import Store
import Testing
import Work

@testable import Web

/// The way of a project from the library through its ex-ante evaluation, as the offices' pages take it.
@Suite(.everyEngine) struct ExAnteRouteTests {
  let app: TestApplication
  let clerk: TestBrowser
  let agency: TestBrowser
  let office: TestBrowser
  let project: String
  let policy: ExAntePolicy

  init() throws {
    app = try TestApplication()
    try app.openYear(2026)
    clerk = try app.signedIn(.executingUnit)
    agency = try app.signedIn(.thirdPartyAgency, unit: "root")
    office = try app.signedIn(.financePerformanceOffice, unit: "root")
    project = try app.house.database.write { (t) throws(StoreError) in
      let id = try Projects.add(
        ProjectDraft(code: "A-1", name: "闸站改造", unit: "water", firstYear: 2026), region: "r", by: "setup", in: t)
      try Projects.set(2026, of: id, region: "r", in: t) { $0.asked = Money(fen: 300_000_000) }
      return id
    }
    let found: Policy<ExAntePolicy>? = Rulebook.shipped.policies.policy("ex-ante-default")
    policy = try #require(found?.body)
  }

  private func begun() throws -> String {
    let answer = clerk.post("/pre-evaluations", ["project": project, "amount": "300", "year": "2026"])
    return String(try #require(answer["Location"]).dropFirst("/pre-evaluations/".count))
  }

  private func number(_ id: String) throws -> String { String(try #require(try app.stage(id)).number) }

  private func step(_ browser: TestBrowser, _ id: String, _ event: String, opinion: String = "") throws -> Response {
    browser.post("/stages/\(id)/step", ["event": event, "number": try number(id), "opinion": opinion])
  }

  private func saveMaterial(_ id: String) throws -> Response {
    clerk.post(
      "/pre-evaluations/\(id)/material",
      [
        "number": try number(id), "amount": "300", "material-background": "防汛要求", "material-content": "改造 2 座闸站",
        "material-goals": "改造闸站 2 座，排涝能力提高 30%", "material-funds": "150 万元 × 2 座 = 300 万元",
      ])
  }

  /// Answers every question with one grade; `first` the first one.
  private func saveAssessment(_ browser: TestBrowser, _ id: String, _ grade: String, first: String? = nil) throws
    -> Response
  {
    var fields = Fields(["number": try number(id), "report-method": "看材料、现场", "report-advice": "建议安排"])
    for (index, dimension) in policy.project.enumerated() {
      for (place, question) in dimension.questions.enumerated() {
        fields.append("grade-\(dimension.id).\(question.id)", index == 0 && place == 0 ? first ?? grade : grade)
      }
    }
    fields.append("words-necessity.policy", "列入区防汛规划")
    let page = browser.get("/me").text
    let start = try #require(page.range(of: "name=\"csrf\" value=\""))
    fields.append("csrf", String(page[start.upperBound...].prefix { $0 != "\"" }))
    return browser.send(.post, "/pre-evaluations/\(id)/assessment", .fields(fields))
  }

  /// Up to the report that waits for the conclusion.
  private func reported(_ grade: String) throws -> String {
    let id = try begun()
    _ = try saveMaterial(id)
    #expect(try step(clerk, id, "submit").status == .seeOther)
    let assessor = try app.house.database.read { (t) throws(StoreError) in
      try Accounts.find(login: Role.thirdPartyAgency.rawValue, in: t)?.id ?? ""
    }
    let assigned = office.post(
      "/stages/\(id)/step", ["event": "assign", "number": try number(id), "assignee": assessor])
    #expect(assigned.status == .seeOther)
    #expect(try saveAssessment(agency, id, grade).status == .seeOther)
    for event in ["draft-report", "exchange"] { #expect(try step(agency, id, event).status == .seeOther, "\(event)") }
    #expect(try step(clerk, id, "reply", opinion: "同意评估意见").status == .seeOther)
    #expect(try step(agency, id, "conclude").status == .seeOther)
    return id
  }

  @Test func `a project that needs an evaluation is listed, begun, assessed and supported`() throws {
    #expect(clerk.get("/pre-evaluations").text.contains("闸站改造"))
    #expect(clerk.get("/pre-evaluations/new?project=\(project)").text.contains("value=\"300\""))
    let id = try reported("good")
    #expect(try app.stage(id)?.state == "concluded")
    let page = office.get("/pre-evaluations/\(id)").text
    #expect(page.contains("按分数：予以支持") && page.contains("<span class=\"big\">80</span>"))
    #expect(page.contains("列入区防汛规划") && page.contains("同意评估意见"))
    #expect(try step(office, id, "support").status == .seeOther)
    #expect(try app.stage(id)?.state == "supported")
    let report = clerk.get("/pre-evaluations/\(id)/report").text
    #expect(report.contains("闸站改造事前绩效评估报告") && !report.contains("草稿") && report.contains("80"))
    #expect(report.contains("结论已定：予以支持") && report.contains("单位意见：同意评估意见"))
    #expect(office.get("/pre-evaluations?show=concluded").text.contains("闸站改造"))
    #expect(
      office.get("/pre-evaluations").text.contains("占 100.0%") || office.get("/pre-evaluations").text.contains("占 100%")
    )
  }

  @Test func `material that is not whole is not handed in`() throws {
    let id = try begun()
    let answer = try step(clerk, id, "submit")
    #expect(answer.status == .forbidden && answer.text.contains("材料还没有写全"))
    #expect(try app.stage(id)?.state == "collecting")
    let bad = clerk.post("/pre-evaluations/\(id)/material", ["number": try number(id), "amount": "许多"])
    #expect(bad.status == .badRequest && bad.text.contains("“许多”不是金额"))
  }

  @Test func `there is no report while a question is open`() throws {
    let id = try begun()
    _ = try saveMaterial(id)
    _ = try step(clerk, id, "submit")
    let lead = try app.signedIn(.departmentPerformanceLead)
    #expect(try saveAssessment(lead, id, "good", first: "").status == .seeOther)
    let answer = try step(lead, id, "draft-report")
    #expect(answer.status == .forbidden && answer.text.contains("还有 1 个问题没有评"))
    #expect(lead.get("/pre-evaluations/\(id)").text.contains("还有 1 题"))
  }

  @Test func `a conclusion kinder than the points needs a reason`() throws {
    let id = try reported("fair")
    let bare = try step(office, id, "support")
    #expect(bare.status == .forbidden && bare.text.contains("评估得 60 分") && bare.text.contains("要写明理由"))
    #expect(try step(office, id, "support", opinion: "防汛急需").status == .seeOther)
  }

  @Test func `an adjusted project is assessed anew`() throws {
    let id = try reported("fair")
    #expect(try step(office, id, "ask-adjustment", opinion: "压减规模").status == .seeOther)
    #expect(clerk.get("/pre-evaluations/\(id)").text.contains("压减规模"))
    #expect(try step(clerk, id, "rework-project").status == .seeOther)
    let row = try #require(try app.stage(id))
    #expect(row.state == "collecting" && ExAnteFile(row.content).judgements.isEmpty)
    #expect(ExAnteFile(row.content).material["goals"]?.contains("闸站") == true)
  }

  @Test func `who wrote does not assess, who was not given it does not see it`() throws {
    let id = try begun()
    _ = try saveMaterial(id)
    _ = try step(clerk, id, "submit")
    #expect(try saveAssessment(agency, id, "good").status == .forbidden)
    #expect(agency.get("/pre-evaluations/\(id)").status == .forbidden)
    #expect(!agency.get("/pre-evaluations").text.contains("闸站改造"))
    #expect(try saveAssessment(clerk, id, "good").status == .forbidden)
    let stranger = try app.signedIn(.executingUnit, login: "far", unit: "school")
    #expect(stranger.get("/pre-evaluations/\(id)").status == .forbidden)
  }

  @Test func `one project has one evaluation, an old page changes nothing`() throws {
    let id = try begun()
    let twice = clerk.post("/pre-evaluations", ["project": project, "amount": "300", "year": "2026"])
    #expect(twice.status == .forbidden && twice.text.contains("已经有事前评估"))
    let old = clerk.post("/pre-evaluations/\(id)/material", ["number": "1", "material-goals": "x"])
    #expect(old.status == .conflict)
  }

  @Test func `a policy is evaluated without a project`() throws {
    let answer = clerk.post("/pre-evaluations", ["title": "节水补贴", "unit": "water", "amount": "50", "year": "2026"])
    let page = clerk.get(try #require(answer["Location"])).text
    #expect(page.contains("节水补贴") && page.contains("政策评估"))
    #expect(clerk.post("/pre-evaluations", ["title": " ", "unit": "water"]).text.contains("政策名称没有填"))
  }
}
