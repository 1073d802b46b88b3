import Lifecycle
import Model
import Store
import Testing
import Work

@testable import Web

/// Deciding about many goal forms at once.
@Suite(.everyEngine) struct BatchRouteTests {
  @Test func `a line office passes a department together, but what is drawn or large stays to be looked at`() throws {
    let house = try GoalHouse()
    let clerk = try #require(try account(house, "maker"))
    var stages = [house.stage]
    for number in 2...12 {
      stages.append(
        try GoalHouse.addForm(
          house.app, clerk, name: "泵站 \(number)", code: "T\(number)", wanYuan: number == 12 ? "900" : "80"
        ).stage)
    }
    for stage in stages {
      try take(house, stage, "submit", .executingUnit)
      try take(house, stage, "pass-department", .departmentFinanceOfficer)
    }
    let line = try house.browser(.financeLineOffice)
    let page = line.get("/reviews").text
    #expect(page.contains("金额大，逐张审") && page.contains("抽中，逐张审") && PageRules.problems(page) == [])
    let answer = line.post("/reviews/batch", ["department": "water"])
    #expect(answer.status == .ok && PageRules.problems(answer.text) == [])
    let states = try stages.map { try house.row($0).state }
    // Twelve forms: two are drawn, and one more is large unless it was drawn itself.
    let left = states.count { $0 == "line-office-review-1" }
    #expect((2...3).contains(left) && states[11] == "line-office-review-1")
    #expect(answer.text.contains("办了 \(12 - left) 张") && answer.text.contains("请打开这张表单独办理"))
    // Asking again changes nothing: the draw is what it was.
    _ = line.post("/reviews/batch", ["department": "water"])
    #expect(try stages.map { try house.row($0).state } == states)
  }

  @Test func `control figures go out together, each with its own sum, and a refusal harms no other`() throws {
    let house = try GoalHouse()
    let clerk = try #require(try account(house, "maker"))
    let second = try GoalHouse.addForm(house.app, clerk, name: "泵站", code: "T2", wanYuan: "80").stage
    for stage in [house.stage, second] {
      try take(house, stage, "submit", .executingUnit)
      try take(house, stage, "pass-department", .departmentFinanceOfficer)
      try take(house, stage, "pass-line-office", .financeLineOffice)
      try take(house, stage, "pass-performance-office", .financePerformanceOffice)
    }
    let budget = try house.browser(.financeBudgetOffice)
    let page = budget.get("/control-figures").text
    #expect(page.contains("申请合计 200.00 万元") && PageRules.problems(page) == [])
    let number = try house.row().number
    let answer = budget.postAll(
      "/control-figures",
      [
        ("pick", house.stage), ("pick", second), ("number-\(house.stage)", "\(number)"), ("number-\(second)", "1"),
        ("control-\(house.stage)", "105"), ("control-\(second)", "70"), ("opinion", "按控制数编"),
      ])
    #expect(answer.status == .ok && answer.text.contains("办了 1 张") && answer.text.contains("刚刚被别人办过"))
    #expect(try house.row().state == "draft-2" && house.row(second).state == "budget-office-review-1")
    let issued = budget.get("/control-figures?view=issued").text
    #expect(issued.contains("105.00") && issued.contains("−15.00") && PageRules.problems(issued) == [])
  }

  @Test func `approval of a whole department tells which were refused and why`() throws {
    let house = try GoalHouse()
    try house.passUp()
    _ = try house.step(.issueControlFigure, .financeBudgetOffice, [("opinion", "好"), ("control", "120")])
    try house.passUp()
    let project = try #require(try house.row().project)
    let maker = try #require(try account(house, "maker")).actor
    try house.app.house.database.write { (t) throws(StoreError) in
      _ = try Stages.open(
        RectificationItem.self,
        StageDraft(year: 2026, unit: "water", title: "补验收", project: project, dueOn: "2026-01-01"), region: "r",
        by: maker, in: t)
    }
    let budget = try house.browser(.financeBudgetOffice)
    let answer = budget.postAll("/control-figures", [("view", "approve"), ("department", "water")])
    #expect(answer.text.contains("办了 0 张") && answer.text.contains("到期没有办结的整改"))
    #expect(PageRules.problems(answer.text) == [])
    // The paper of the performance office opens the gate, one form at a time.
    let signer = try house.app.house.add("signer", .financePerformanceOffice, unit: "root")
    let paper = try house.step(
      .approve, .financeBudgetOffice,
      [
        ("exception_gate", Gate.overdueRectificationNoIncrease.rawValue), ("exception_signer", signer.login),
        ("exception_document", "示例〔2026〕7号"), ("exception_reason", "汛期应急"),
      ])
    #expect(paper.status == .seeOther)
    #expect(try house.row().state == "approved")
  }

  @Test func `nobody else decides figures, and nothing picked is said so`() throws {
    let house = try GoalHouse()
    let line = try house.browser(.financeLineOffice)
    #expect(line.post("/control-figures", ["pick": house.stage]).status == .forbidden)
    let budget = try house.browser(.financeBudgetOffice)
    #expect(budget.post("/control-figures").text.contains("没有选中要办的表"))
    let clerk = try house.browser(.executingUnit)
    let none = clerk.post("/reviews/batch", ["pick": house.stage])
    #expect(none.status == .badRequest && none.text.contains("没有成批办理"))
    #expect(try house.row().state == "draft-1")
  }

  private func account(_ house: GoalHouse, _ login: String) throws -> Account? {
    try house.app.house.database.read { (t) throws(StoreError) in try Accounts.find(login: login, in: t) }
  }

  private func take(_ house: GoalHouse, _ stage: String, _ event: String, _ role: Role) throws {
    let actor = try account(house, "all-\(role.rawValue)")
    let unit = role.rawValue.hasPrefix("finance") ? "root" : "water"
    let account = try actor ?? house.app.house.add("all-\(role.rawValue)", role, unit: unit)
    try house.app.house.database.write { (t) throws(StoreError) in
      let number = try Stages.load(id: stage, in: t)?.number ?? 0
      try Steps.take(
        StepRequest(stage: stage, event: event, basedOn: number),
        try Desk(account, year: GoalHouse.year, .shipped, in: t), in: t)
    }
  }
}
