import Lifecycle
import Model
import Store
import Testing
import Work

@testable import Web

@Suite(.everyEngine) struct ReviewRouteTests {
  private let target = FormPath.indicator("g1", "i1").field("target")

  @Test func `a reviewer notes a cell, sends it back, and the clerk finds the words at the form`() throws {
    let house = try GoalHouse()
    #expect(try house.step(.submit, .executingUnit).status == .seeOther)
    let department = try house.browser(.departmentFinanceOfficer)
    let list = department.get("/reviews").text
    #expect(list.contains("堤防养护") && PageRules.problems(list) == [])
    let page = department.get("/reviews/\(house.stage)?cell=\(target.text)").text
    #expect(page.contains("退回这一格：养护率 1 · 指标值") && PageRules.problems(page) == [])

    let noted = department.post(
      "/reviews/\(house.stage)/notes",
      ["path": target.text, "reason": "低于往年，没有理由", "words": "上年实际 95%，请说明", "proposed": "≥95%"])
    #expect(noted.status == .seeOther)
    #expect(department.get("/reviews/\(house.stage)").text.contains("退回 1 格"))
    #expect(try house.row().state == "department-review-1", "a note is not sent yet")

    let back = department.post(
      "/reviews/\(house.stage)/step", ["event": "return-from-department", "number": "2", "back": "/reviews"])
    #expect(back.status == .seeOther && back["Location"] == "/reviews")
    #expect(try house.row().state == "returned-1")

    let clerk = try house.browser(.executingUnit)
    let form = clerk.get("/forms/\(house.form)").text
    #expect(form.contains("上年实际 95%，请说明") && form.contains("建议改成 ≥95%") && form.contains("一上已退回"))
    #expect(form.contains("保留“年度绩效目标 · 养护率 1 · 指标值”的理由") && PageRules.problems(form) == [])
    let silent = clerk.post("/stages/\(house.stage)/step", ["event": "submit", "number": "3"])
    #expect(silent.status == .forbidden && silent.text.contains("没有写保留的理由"))
    let answered = clerk.postAll(
      "/stages/\(house.stage)/step",
      [("event", "submit"), ("number", "3"), ("answer:\(target.text)", "大修年，只能到 91%")])
    #expect(answered.status == .seeOther)
    #expect(GoalNotes(try house.row().content).answers[target.text] == "大修年，只能到 91%")
  }

  @Test func `only whose turn it is may note, and never without words`() throws {
    let house = try GoalHouse()
    _ = try house.step(.submit, .executingUnit)
    let line = try house.browser(.financeLineOffice)
    let early = line.post(
      "/reviews/\(house.stage)/notes", ["path": target.text, "reason": "其他", "words": "请改"])
    #expect(early.status == .forbidden && early.text.contains("不由你审核"))
    let department = try house.browser(.departmentFinanceOfficer)
    let silent = department.post("/reviews/\(house.stage)/notes", ["path": target.text, "reason": "其他", "words": "  "])
    #expect(silent.status == .forbidden && silent.text.contains("没有写明为什么"))
    let other = try house.browser(.departmentFinanceOfficer, unit: "school")
    #expect(other.get("/reviews/\(house.stage)").status == .forbidden)
  }

  @Test func `points are kept, graded, and forbid passing what must come back`() throws {
    let house = try GoalHouse()
    for (event, role) in [
      (GoalForm.Event.submit, Role.executingUnit), (.passDepartment, .departmentFinanceOfficer),
      (.passLineOffice, .financeLineOffice),
    ] { _ = try house.step(event, role) }
    let office = try house.browser(.financePerformanceOffice)
    let points = "/reviews/\(house.stage)/points"
    #expect(office.post(points, ["points-completeness": "21"]).status == .forbidden)
    let low: KeyValuePairs = [
      "points-completeness": "15", "points-relevance": "20", "points-appropriateness": "20", "points-feasibility": "14",
    ]
    #expect(office.post(points, low).status == .seeOther)
    let page = office.get("/reviews/\(house.stage)").text
    #expect(page.contains("退回修改后重新报送"))
    #expect(PageRules.problems(page) == [])
    let pass: KeyValuePairs = ["event": "pass-performance-office", "number": "4"]
    let refused = office.post("/reviews/\(house.stage)/step", pass)
    #expect(refused.status == .forbidden && refused.text.contains("审核等级是“中”"))
    let high: KeyValuePairs = [
      "points-completeness": "19", "points-relevance": "28", "points-appropriateness": "27", "points-feasibility": "18",
    ]
    #expect(office.post(points, high).status == .seeOther)
    #expect(office.post("/reviews/\(house.stage)/step", pass).status == .seeOther)
    #expect(
      try house.row().state == "budget-office-review-1" && GoalNotes(try house.row().content).grade == "excellent")
  }

  @Test func `the rounds stand side by side with control figure and differences`() throws {
    let house = try GoalHouse()
    try house.passUp()
    #expect(
      try house.step(.issueControlFigure, .financeBudgetOffice, [("opinion", "按控制数编"), ("control", "105.5")]).status
        == .seeOther)
    let clerk = try house.browser(.executingUnit)
    let early = clerk.get("/forms/\(house.form)/rounds").text
    #expect(early.contains("控制数 105.50 万元") && early.contains("二上还没有报") && PageRules.problems(early) == [])
    try house.passUp()
    let page = clerk.get("/forms/\(house.form)/rounds").text
    #expect(page.contains("−14.5") && page.contains("报 105.50 万元") && PageRules.problems(page) == [])
    #expect(try house.step(.approve, .financeBudgetOffice).status == .seeOther)
    #expect(try house.row().state == "approved")
  }

  @Test func `what is typed as a control figure must be money`() throws {
    let house = try GoalHouse()
    try house.passUp()
    for text in ["abc", "-1", "1.2345678", "1e5"] {
      let answer = try house.step(.issueControlFigure, .financeBudgetOffice, [("opinion", "好"), ("control", text)])
      #expect(answer.status == .forbidden && answer.text.contains("不是可用的金额"), "\(text)")
    }
    let none = try house.step(.issueControlFigure, .financeBudgetOffice, [("opinion", "好")])
    #expect(none.status == .forbidden && none.text.contains("没有写控制数"))
    #expect(try house.row().state == "budget-office-review-1")
  }
}
