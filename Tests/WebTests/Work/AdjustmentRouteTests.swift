import Lifecycle
import Model
import Store
import Testing
import Work

@testable import Web

@Suite(.everyEngine) struct AdjustmentRouteTests {
  /// A house whose goal form is approved with 120 万元.
  private func approved() throws -> GoalHouse {
    let house = try GoalHouse()
    try house.passUp()
    _ = try house.step(.issueControlFigure, .financeBudgetOffice, [("opinion", "好"), ("control", "120")])
    try house.passUp()
    _ = try house.step(.approve, .financeBudgetOffice)
    return house
  }

  @Test func `a change of budget and goal is asked for, decided, and both versions are shown`() throws {
    let house = try approved()
    let clerk = try house.browser(.executingUnit)
    let project = try #require(try house.row().project)
    let start = clerk.get("/adjustments/new").text
    #expect(start.contains("堤防养护") && PageRules.problems(start) == [])
    let begun = clerk.post("/adjustments", ["project": project])
    let path = try #require(begun["Location"])
    let page = clerk.get(path).text
    #expect(page.contains("养护率 1 · 指标值") && PageRules.problems(page) == [])

    let wrong = clerk.post(path, ["number": "1", "kind": "政策变化", "cell:amounts.current": "abc"])
    #expect(wrong.status == .forbidden && wrong.text.contains("不是可用的数"))
    let saved = clerk.postAll(
      path,
      [
        ("number", "1"), ("kind", "政策变化"), ("reason", "示例〔2027〕3号"), ("effect", "养护率提高"),
        ("cell:amounts.current", "135.5"), ("cell:goals[g1].indicators[i1].target", "≥95%"),
      ])
    #expect(saved.status == .seeOther)
    #expect(clerk.get(path).text.contains("+15.5"))
    #expect(clerk.post(path, ["number": "1", "kind": "政策变化"]).status == .conflict, "an older page is stale")
    #expect(clerk.postAll(path, [("number", "2"), ("cell:name", "改名")]).status == .badRequest)

    let id = String(path.dropFirst("/adjustments/".count))
    for (event, role, number) in [
      ("submit", Role.executingUnit, 2), ("pass-department", .departmentFinanceOfficer, 3),
      ("approve", .financeBudgetOffice, 4),
    ] {
      let answer = try house.browser(role).post("/stages/\(id)/step", ["event": event, "number": "\(number)"])
      #expect(answer.status == .seeOther, "\(event)")
    }
    let done = clerk.get(path).text
    #expect(done.contains("已批准") && done.contains("≥91%") && done.contains("≥95%") && PageRules.problems(done) == [])
    let figures = try house.app.house.database.read { (t) throws(StoreError) in
      try Projects.year(region: "r", GoalHouse.year, project: project, in: t)?.figures
    }
    #expect(figures?.approved == Money(fen: 120_0000_00) && figures?.budget == Money(fen: 135_5000_00))
    #expect(clerk.get("/forms/\(house.form)").text.contains("已由调整后的目标代替"))
    let list = clerk.get("/adjustments?view=done").text
    #expect(list.contains("+15.50") && PageRules.problems(list) == [])
  }

  @Test func `what is not approved is not adjusted, and only its own people ask`() throws {
    let house = try GoalHouse()
    let clerk = try house.browser(.executingUnit)
    let project = try #require(try house.row().project)
    let early = clerk.post("/adjustments", ["project": project])
    #expect(early.status == .forbidden && early.text.contains("还没有批复的绩效目标"))
    #expect(try house.browser(.financeBudgetOffice).post("/adjustments", ["project": project]).status == .forbidden)
    #expect(clerk.post("/adjustments", ["project": "none"]).status == .notFound)
    let other = try house.browser(.executingUnit, unit: "school")
    #expect(other.post("/adjustments", ["project": project]).status == .forbidden)
  }

  @Test func `papers that opened a gate are listed with who signed and who used them`() throws {
    let house = try GoalHouse()
    try house.passUp()
    _ = try house.step(.issueControlFigure, .financeBudgetOffice, [("opinion", "好"), ("control", "120")])
    try house.passUp()
    let project = try #require(try house.row().project)
    let signer = try house.app.house.add("signer", .financePerformanceOffice, unit: "root")
    try house.app.house.database.write { (t) throws(StoreError) in
      _ = try Stages.open(
        RectificationItem.self,
        StageDraft(year: 2026, unit: "water", title: "补验收", project: project, dueOn: "2026-01-01"), region: "r",
        by: signer.actor, in: t)
    }
    let budget = try house.browser(.financeBudgetOffice)
    let review = budget.get("/reviews/\(house.stage)").text
    #expect(review.contains("凭例外文件批复") && PageRules.problems(review) == [])
    #expect(budget.get("/exceptions").text.contains("没有用过例外文件"))
    let answer = try house.step(
      .approve, .financeBudgetOffice,
      [
        ("exception_gate", Gate.overdueRectificationNoIncrease.rawValue), ("exception_signer", "signer"),
        ("exception_document", "示例〔2026〕7号"), ("exception_reason", "汛期应急"),
      ])
    #expect(answer.status == .seeOther)
    let page = budget.get("/exceptions").text
    #expect(page.contains("示例〔2026〕7号") && page.contains("汛期应急") && PageRules.problems(page) == [])
    #expect(!(try house.browser(.departmentFinanceOfficer, unit: "school")).get("/exceptions").text.contains("汛期应急"))
  }
}
