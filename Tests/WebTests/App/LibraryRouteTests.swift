import Foundation
import Lifecycle
import Model
import Store
import Testing

@testable import Web

@Suite struct LibraryRouteTests {
  @Test func `an indicator is found, shows the median and goes into a form that is being filled in`() throws {
    let house = try GoalHouse()
    try house.app.house.database.write { (t) throws(StoreError) in
      for (name, target) in [("甲", "≥90%"), ("乙", "≥96%")] {
        var content = FormContent(kind: .projectGoal)
        content.name = name
        content.year = 2026
        var goal = Goal(id: "g1")
        goal.term = .annual
        var row = Indicator(id: "i1")
        (row.level1, row.level2, row.name, row.target) = ("产出指标", "质量指标", "养护率 1", target)
        goal.indicators = [row]
        content.goals = [goal]
        let id = try Forms.create(
          FormDraft(region: "r", year: 2026, unit: "school", content: content), by: "a", in: t
        ).form
        try Forms.setState(id, .approved, revision: 1, by: "a", in: t)
        if let form = try Forms.load(id: id, in: t) { try IndicatorUses.record(form, in: t) }
      }
    }
    let clerk = try house.browser(.executingUnit)
    let list = clerk.get("/library?q=%E5%85%BB%E6%8A%A4").text
    #expect(list.contains("养护率 1") && list.contains("93%") && list.contains("90%—96%"))
    #expect(PageRules.problems(list) == [])
    let id = IndicatorUses.peer(name: "养护率 1", measure: "%")
    let page = clerk.get("/library/\(id)").text
    #expect(page.contains("加进正在填的表") && page.contains("value=\"\(house.form)\"") && PageRules.problems(page) == [])
    #expect(!page.contains("≥96%"), "what single goals of others aim at is not shown")
    let taken = clerk.post("/library/\(id)/take", ["form": house.form])
    #expect(taken.status == .seeOther && taken["Location"]?.hasPrefix("/forms/\(house.form)/edit/") == true)
    let edit = clerk.get(String(try #require(taken["Location"]).prefix { $0 != "#" })).text
    #expect(edit.components(separatedBy: "value=\"养护率 1\"").count == 3, "the row of the form, and the new one")
    #expect(edit.contains("同类中位 93%（2 个）"))

    let office = try house.browser(.financePerformanceOffice)
    #expect(office.get("/library/\(id)").text.contains("≥96%"), "the office sees its whole branch")
    #expect(!office.get("/library/\(id)").text.contains("加进正在填的表"))
    let other = try house.browser(.executingUnit, unit: "school")
    #expect(other.post("/library/\(id)/take", ["form": house.form]).status == .forbidden)
    #expect(clerk.get("/library/unknown").status == .notFound)
    #expect(clerk.get("/library.xlsx").status == .ok)
  }
}
