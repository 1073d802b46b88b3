import Lifecycle
import Model
import Store
import Testing
import Work

@testable import Web

@Suite struct MergeRouteTests {
  @Test func `changes of different cells are merged when the second saves`() throws {
    let office = try EditOffice()
    let (first, second) = (try office.clerk("a"), try office.clerk("b"))
    let path = "/forms/\(office.form)/edit/1"
    _ = first.post(path, ["based": "1", "name": "甲改的", "do": "next"])
    _ = second.post(path, ["based": "1", "code": "T7", "do": "next"])
    #expect(first.post(path, ["draft": "1", "do": "save"])["Location"]?.hasSuffix("saved=2") == true)
    #expect(second.post(path, ["draft": "1", "do": "save"])["Location"]?.hasSuffix("saved=3&merged=1") == true)
    let stored = try office.stored()
    #expect(stored.content.name == "甲改的" && stored.content.code == "T7" && stored.revision.note.contains("合并"))
  }

  @Test func `a page that is older than the form merges as well`() throws {
    let office = try EditOffice()
    let (first, second) = (try office.clerk("a"), try office.clerk("b"))
    let path = "/forms/\(office.form)/edit/1"
    _ = first.post(path, ["based": "1", "name": "甲改的", "do": "save"])
    // The second had the first revision on the screen and sends all of it.
    let answer = second.post(path, ["based": "1", "name": "堤防养护", "code": "T7", "do": "save"])
    #expect(answer["Location"]?.hasSuffix("saved=3&merged=1") == true)
    #expect(try office.stored().content.name == "甲改的")
  }

  @Test func `a cell both changed is chosen, with what each choice comes to, and both old versions stay`() throws {
    let office = try EditOffice()
    let (first, second) = (try office.clerk("a"), try office.clerk("b"))
    let path = try office.part("项目支出明细测算")
    _ = first.post(path, ["based": "1", "costs[c1].amount": "34", "costs[c2].content": "树", "do": "save"])
    _ = second.post(path, ["based": "1", "costs[c1].amount": "35", "costs[c3].content": "身", "do": "next"])
    #expect(second.post(path, ["draft": "1", "do": "save"])["Location"] == "/forms/\(office.form)/merge")
    let page = second.get("/forms/\(office.form)/merge").text
    #expect(page.contains("有 1 格你和张示例改得不一样") && page.contains("草皮 · 金额"))
    #expect(page.contains("选 35：金额合计 101，比当年预算多 2。") && page.contains("选 34：金额合计 100"))
    let incomplete = second.post("/forms/\(office.form)/merge", ["current": "2"])
    #expect(incomplete.status == .badRequest && incomplete.text.contains("还有 1 格没有选"))
    let stale = second.post("/forms/\(office.form)/merge", ["current": "1", "choice:costs[c1].amount": "mine"])
    #expect(stale.status == .badRequest)
    let answer = second.post("/forms/\(office.form)/merge", ["current": "2", "choice:costs[c1].amount": "mine"])
    #expect(answer.status == .seeOther)
    let costs = try office.stored().content.costs
    #expect(costs[0].amount == 35 && costs[1].content == "树" && costs[2].content == "身")
    let form = office.form
    try office.app.house.database.read { (t) throws(StoreError) in
      #expect(try Revisions.history(form: form, in: t).map(\.number) == [3, 2, 1])
      #expect(try Revisions.content(form: form, number: 2, in: t)?.costs[0].amount == 34)
    }
    #expect(second.get("/forms/\(office.form)/merge").status == .seeOther, "nothing is left to merge")
  }

  @Test func `a row one took out and the other changed is a question`() throws {
    let office = try EditOffice()
    let (first, second) = (try office.clerk("a"), try office.clerk("b"))
    let path = try office.part("项目支出明细测算")
    _ = first.post(path, ["based": "1", "costs[c1].amount": "34", "do": "save"])
    _ = second.post(path, ["based": "1", "do": "remove costs[c1]"])
    _ = second.post(path, ["draft": "1", "do": "save"])
    let page = second.get("/forms/\(office.form)/merge").text
    #expect(page.contains("删去这一行") && page.contains("留着这一行："))
    _ = second.post("/forms/\(office.form)/merge", ["current": "2", "choice:costs[c1]": "theirs"])
    #expect(try office.stored().content.costs.map(\.amount) == [34, 33, 33])
  }

  @Test func `merging asks no person by name`() throws {
    let office = try EditOffice()
    let (first, second) = (try office.clerk("a"), try office.clerk("b"))
    let path = "/forms/\(office.form)/edit/1"
    _ = first.post(path, ["based": "1", "contacts[项目负责人]": "丙举例", "do": "save"])
    _ = second.post(path, ["based": "1", "contacts[项目负责人]": "丁举例", "do": "save"])
    let page = second.get("/forms/\(office.form)/merge").text
    #expect(page.contains("项目负责人") && !page.contains("丙举例") && !page.contains("丁举例"))
  }
}

@Suite struct CheckRouteTests {
  @Test func `checking saves first, shows every answer and says that nobody takes it yet`() throws {
    let office = try EditOffice(name: "口袋公园")
    let clerk = try office.clerk("a")
    _ = clerk.post("/forms/\(office.form)/draft", ["code": "T7"])
    #expect(clerk.get("/forms/\(office.form)/check").text.contains("草稿还没有存成一版"))
    #expect(clerk.post("/forms/\(office.form)/check", [:])["Location"] == "/forms/\(office.form)/check")
    let page = clerk.get("/forms/\(office.form)/check").text
    #expect(page.contains("T7") && page.contains("已填，不显示") && page.contains("没有填") && !page.contains("甲示例"))
    #expect(page.contains("name=\"reason:example-warning name\"") && page.contains("还没有开放报送"))
  }

  @Test func `errors block, and an open door takes reasons and declaration`() throws {
    let office = try EditOffice(editing: OpenDoor(), name: "口袋公园")
    let clerk = try office.clerk("a")
    #expect(clerk.get("/forms/\(office.form)/check").text.contains("报送区水务局"))
    _ = clerk.post("/forms/\(office.form)/edit/1", ["amounts.current": "100", "do": "check"])
    let blocked = clerk.get("/forms/\(office.form)/check").text
    #expect(blocked.contains("有 1 处错误，改好才能报送") && !blocked.contains("name=\"declared\""))
  }

  @Test func `answers are read as data, and what misses is told`() {
    let warning = Finding(
      rule: "w", severity: .warning, title: "名称太宽", place: "示例", path: FormPath("name"), message: "")
    let error = Finding(rule: "e", severity: .error, title: "合计不等", place: "示例", message: "")
    var fields = Fields(["revision": "4", "reason:w name": "  文件如此 ", "reason:x": " "])
    var answers = SubmissionAnswers(fields)
    #expect(answers.reasons == [.init(rule: "w", path: FormPath("name"), words: "文件如此")])
    #expect(answers.problems([warning], current: 4).map(\.field) == ["declared"])
    fields.append("declared", "yes")
    answers = SubmissionAnswers(fields)
    #expect(answers.problems([warning], current: 4).isEmpty)
    #expect(answers.problems([warning, error], current: 5).count == 2)
    #expect(SubmissionAnswers(Fields(["declared": "yes", "revision": "4"])).problems([warning], current: 4).count == 1)
  }

  private struct OpenDoor: EditingRules {
    func editableCells(of row: Store.FormListRow, _ content: FormContent) -> EditableCells { .all }
    func door(of row: Store.FormListRow) -> SubmissionDoor? { .init(button: "报送区水务局", effect: "报送后由区水务局审核。") }
  }
}

@Suite struct NewFormRouteTests {
  @Test func `an empty form is a draft of the person's own unit`() throws {
    let office = try EditOffice()
    let clerk = try office.clerk("a")
    #expect(clerk.get("/forms/new").text.contains("从空表开始"))
    let fields: KeyValuePairs = [
      "do": "empty", "template": "hanyang-project-goal", "unit": "water", "year": "2026", "name": "泵站运行",
    ]
    let answer = clerk.post("/forms/new", fields)
    let path = try #require(answer["Location"])
    let id = String(path.dropFirst("/forms/".count).prefix { $0 != "/" })
    let loaded = try office.app.house.database.read { (t) throws(StoreError) in try Forms.load(id: id, in: t) }
    let stored = try #require(loaded)
    #expect(stored.row.state == .draft && stored.row.unit == "water" && stored.content.name == "泵站运行")
    #expect(stored.content.goals.contains { $0.term == .annual && !$0.indicators.isEmpty })
    #expect(clerk.get(path).status == .ok)
    let national = clerk.post(
      "/forms/new",
      ["do": "empty", "template": "national-project-goal-2021", "unit": "water", "year": "2026", "name": "闸站"])
    let page = clerk.get(try #require(national["Location"])).text
    #expect(page.contains("绩效指标") && !page.contains("其他内容"), "every row has a place in the template")
    let twice = clerk.post("/forms/new", fields)
    #expect(twice.status == .conflict && twice.text.contains(path))
  }

  @Test func `a new form is of the year in hand`() throws {
    let office = try EditOffice()
    try office.app.openYear(2031)
    #expect(try office.clerk("a").get("/forms/new").text.contains("value=\"2031\""))
  }

  @Test func `what misses is told and what was typed stays`() throws {
    let office = try EditOffice()
    let clerk = try office.clerk("a")
    let answer = clerk.post(
      "/forms/new", ["do": "empty", "template": "nix", "unit": "school", "year": "26", "name": "泵站运行"])
    #expect(answer.status == .badRequest && answer.text.contains("value=\"泵站运行\"") && answer.text.contains("请选你管的单位"))
    #expect(clerk.post("/forms/new", ["do": "last"]).status == .badRequest)
    #expect(clerk.post("/forms/new", [:]).status == .badRequest)
  }

  @Test func `last year's form comes over with its results as history`() throws {
    let office = try EditOffice()
    let clerk = try office.clerk("a")
    let answer = clerk.post("/forms/new", ["do": "last", "form": office.form])
    let path = try #require(answer["Location"])
    let id = String(path.dropFirst("/forms/".count).prefix { $0 != "/" })
    let loaded = try office.app.house.database.read { (t) throws(StoreError) in try Forms.load(id: id, in: t) }
    let fresh = try #require(loaded)
    #expect(fresh.row.year == 2027 && fresh.content.year == 2027 && fresh.content.amounts.current == nil)
    #expect(
      fresh.content.amounts.prior.map(\.amount) == [99] && fresh.content.goals[0].indicators[0].history == ["", "≥90%"])
    let page = clerk.get(path).text
    #expect(page.contains("上年 99"))
    let other = try office.app.signedIn(.executingUnit, login: "other", unit: "school")
    #expect(other.post("/forms/new", ["do": "last", "form": office.form]).status == .forbidden)
  }
}
