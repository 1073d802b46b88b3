import Lifecycle
import Model
import Store
import Testing
import Work

@testable import Web

/// Filling in and handing in a goal form on the pages of filling in, under its stage.
@Suite(.everyEngine) struct SubmitRouteTests {
  private func house() throws -> GoalHouse { try GoalHouse(editing: StageEditing(rulebook: .shipped)) }

  private func check(_ house: GoalHouse, _ fields: [(String, String)], _ browser: TestBrowser) -> Response {
    browser.postAll("/forms/\(house.form)/submit", fields)
  }

  @Test func `a form is looked over, declared and handed in`() throws {
    let house = try house()
    let clerk = try house.browser(.executingUnit)
    let page = clerk.get("/forms/\(house.form)/check").text
    #expect(page.contains("报送后不能再改") && PageRules.problems(page) == [])
    let undeclared = check(house, [("revision", "1")], clerk)
    #expect(undeclared.status == .badRequest && undeclared.text.contains("请勾选声明"))
    let older = check(house, [("revision", "0"), ("declared", "yes")], clerk)
    #expect(older.status == .badRequest && older.text.contains("请重新核对一遍"))
    #expect(try house.row().state == "draft-1")
    let done = check(house, [("revision", "1"), ("declared", "yes")], clerk)
    #expect(done.status == .seeOther && done["Location"] == "/forms/\(house.form)")
    #expect(try house.row().state == "department-review-1")
    #expect(check(house, [("revision", "1"), ("declared", "yes")], clerk).status == .forbidden)
    #expect(clerk.get("/forms/\(house.form)/edit/1").status == .forbidden)
  }

  @Test func `after a return only the returned cell is open, and staying as it is wants a word`() throws {
    let house = try house()
    let target = FormPath.indicator("g1", "i1").field("target")
    _ = try house.step(.submit, .executingUnit)
    let back = try house.step(
      .returnFromDepartment, .departmentFinanceOfficer,
      [
        ("opinion", "请改"), ("return_path", target.text), ("return_reason", "其他"), ("return_words", "请核对"),
        ("return_proposed", ""), ("return_basis", ""),
      ])
    #expect(back.status == .seeOther)
    let clerk = try house.browser(.executingUnit)
    let account = try #require(
      try house.app.house.database.read { (t) throws(StoreError) in try Accounts.find(login: "maker", in: t) })
    let form = house.form
    let open = try house.app.house.database.read { (t) throws(StoreError) -> Web.EditableCells? in
      guard let row = try Forms.row(id: form, in: t), let content = try Forms.load(id: form, in: t)?.content else {
        return nil
      }
      return try StageEditing(rulebook: .shipped).editableCells(of: row, content, for: account.id, in: t)
    }
    #expect(open?.allows(target) == true)
    #expect(open?.allows(.indicator("g1", "i2").field("target")) == false && open?.allows(.field("name")) == false)
    #expect(open?.why(at: .field("name"))?.contains("只开放退回的格") == true)

    let page = clerk.get("/forms/\(house.form)/check").text
    #expect(page.contains("退回的格没有改，请写保留的理由") && PageRules.problems(page) == [])
    let silent = check(house, [("revision", "1"), ("declared", "yes")], clerk)
    #expect(silent.status == .badRequest && silent.text.contains("没有写保留的理由"))
    let said = check(
      house, [("revision", "1"), ("declared", "yes"), ("answer:\(target.text)", "按设计只能到 91%")], clerk)
    #expect(said.status == .seeOther)
    #expect(try house.row().state == "department-review-1")
  }

  @Test func `a row that is named whole opens everything in it, and nothing beside it`() {
    let cells = Web.EditableCells.only(["costs[c1]", "goals[g1].indicators"], why: "示例")
    #expect(cells.allows(FormPath("costs[c1].amount")) && cells.allows(FormPath("goals[g1].indicators[i2].target")))
    #expect(!cells.allows(FormPath("costs[c12].amount")) && !cells.allows(FormPath("goals[g1].text")))
  }
}
