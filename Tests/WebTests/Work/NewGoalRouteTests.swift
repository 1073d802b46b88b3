import Lifecycle
import Model
import Store
import Testing
import Work

@testable import Web

@Suite struct NewGoalRouteTests {
  @Test func `a project of the library begins its goal, and next year's goes on from this one`() throws {
    let house = try GoalHouse()
    let clerk = try house.browser(.executingUnit)
    let project = try house.app.house.database.write { (t) throws(StoreError) in
      try Projects.add(
        ProjectDraft(code: "T9", name: "闸门检修", unit: "water", firstYear: 2027), region: "r", by: "setup", in: t)
    }
    let page = clerk.get("/forms/new?project=\(project)")
    #expect(page.status == .ok && page.text.contains("申报“闸门检修”2027 年绩效目标"))
    let begun = clerk.post("/forms/new", ["do": "project", "project": project])
    let form = try #require(begun["Location"]).split(separator: "/")[1]
    func stages(_ year: Int, _ project: String) throws -> [StageRow] {
      try house.app.house.database.read { (t) throws(StoreError) in
        try Stages.ofProject(region: "r", project, year: year, flow: GoalForm.name, in: t)
      }
    }
    #expect(try stages(2027, project).map(\.form) == [String(form)])
    let twice = clerk.post("/forms/new", ["do": "project", "project": project])
    #expect(twice.status != .seeOther && twice.text.contains("已经有目标申报表"))

    try house.app.openYear(2028)
    let first = try #require(try house.row().project)
    #expect(clerk.post("/forms/new", ["do": "last", "form": house.form]).status == .seeOther)
    let next = try #require(try stages(2028, first).first?.form)
    let content = try house.app.house.database.read { (t) throws(StoreError) in try Forms.load(id: next, in: t)?.content
    }
    #expect(content?.goals[0].indicators[0].history == ["95%", "≥91%"] && content?.amounts.current == nil)
    #expect(content?.amounts.prior.map(\.year) == [2026, 2027])
  }
}
