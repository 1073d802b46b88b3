import Foundation
import Lifecycle
import Model
import Store
import Testing
import Work

@testable import Web

/// A form of the water office, and its clerks.
struct EditOffice {
  let app: TestApplication
  let form: String

  init(editing: any EditingRules = PlainEditingRules(), name: String = "堤防养护", indicators: Int = 3, costs: Int = 3)
    throws
  {
    app = try TestApplication(editing: editing)
    let author = try app.house.add("author").id
    var content = FormContent(kind: .projectGoal)
    content.name = name
    content.year = 2026
    content.template = "hanyang-project-goal"
    content.unitName = "示范区水务局"
    content.contacts = [Attribute("项目负责人", "甲示例")]
    content.amounts.current = 99
    for (index, words) in ["草皮", "树木", "堤身"].enumerated() {
      var line = CostLine(id: "c\(index + 1)")
      line.content = words
      line.amount = 33
      content.costs.append(line)
    }
    for index in 3..<max(costs, 3) {
      var line = CostLine(id: "c\(index + 1)")
      line.content = "其他 \(index)"
      content.costs.append(line)
    }
    var goal = Goal(id: "g1")
    goal.term = .annual
    goal.text = "完成全年堤防日常养护，保障安全。"
    for index in 0..<indicators {
      var row = Indicator(id: "i\(index + 1)")
      row.level1 = "产出指标"
      row.name = "养护率\(index + 1)"
      row.target = "≥9\(index % 10)%"
      goal.indicators.append(row)
    }
    content.goals = [goal]
    let draft = FormDraft(region: "r", year: 2026, unit: "water", content: content)
    form = try app.house.database.write { (t) throws(StoreError) in try Forms.create(draft, by: author, in: t).form }
  }

  func part(_ title: String) throws -> String {
    let page = try app.signedIn(.executingUnit, login: "looker-\(UInt32.random(in: 0 ... .max))").get(
      "/forms/\(form)/edit/1"
    ).text
    let before = try #require(page.components(separatedBy: ">\(title)<").first)
    let link = try #require(before.components(separatedBy: "href=\"").last)
    return String(link.prefix { $0 != "\"" })
  }

  func stored() throws -> StoredForm {
    let form = form
    let found = try app.house.database.read { (t) throws(StoreError) in try Forms.load(id: form, in: t) }
    return try #require(found)
  }

  func clerk(_ login: String) throws -> TestBrowser { try app.signedIn(.executingUnit, login: login) }
}

@Suite struct EditRouteTests {
  @Test func `what a clerk types is saved as a revision, and the same again is none`() throws {
    let office = try EditOffice()
    let clerk = try office.clerk("a")
    let first = clerk.post("/forms/\(office.form)/edit/1", ["name": "堤防绿化", "attributes[项目属性]": "持续性项目", "do": "save"])
    #expect(first.status == .seeOther && first["Location"]?.hasSuffix("saved=2") == true)
    let stored = try office.stored()
    #expect(stored.content.name == "堤防绿化" && stored.content.attribute("项目属性") == "持续性项目")
    #expect(
      stored.content.funding.isEmpty && stored.content.goals.count == 1,
      "rows that only the template prints are not saved")
    #expect(stored.revision.author != "" && stored.row.revision == 2)
    let again = clerk.post("/forms/\(office.form)/edit/1", ["name": "堤防绿化", "do": "save"])
    #expect(again["Location"]?.hasSuffix("discarded=1") == true)
    #expect(try office.stored().row.revision == 2)
    #expect(clerk.get("/forms/\(office.form)/edit/1?saved=2").text.contains("已存成第 2 版"))
  }

  @Test func `going to another part keeps a draft and makes no revision`() throws {
    let office = try EditOffice()
    let clerk = try office.clerk("a")
    let answer = clerk.post("/forms/\(office.form)/edit/1", ["name": "堤防绿化", "do": "next"])
    #expect(answer["Location"] == "/forms/\(office.form)/edit/2")
    #expect(try office.stored().row.revision == 1)
    #expect(clerk.get("/forms/\(office.form)/edit/1").text.contains("value=\"堤防绿化\""))
    let other = try office.clerk("b")
    let page = other.get("/forms/\(office.form)/edit/1").text
    #expect(page.contains("value=\"堤防养护\"") && page.contains("张示例 正在填"))
    office.app.house.clock.advance(seconds: 601)
    #expect(!other.get("/forms/\(office.form)/edit/1").text.contains("正在填"))
  }

  @Test func `rows are added, moved and taken out by plain buttons`() throws {
    let office = try EditOffice()
    let clerk = try office.clerk("a")
    let path = try office.part("项目支出明细测算")
    let added = clerk.post(path, ["costs[c1].amount": "34", "do": "add costs"])
    #expect(added.status == .seeOther && added["Location"]?.contains("#f-costs-r") == true)
    #expect(clerk.post(path, ["draft": "1", "do": "move costs[c3] -"]).status == .seeOther)
    // A page without scripts sends the row's cells along with the button that takes it away.
    let row2: KeyValuePairs = [
      "draft": "2", "costs[c2].content": "改过的", "costs[c2].amount": "7", "do": "remove costs[c2]",
    ]
    #expect(clerk.post(path, row2).status == .seeOther)
    let row = try #require(added["Location"]?.components(separatedBy: "#f-costs-").last?.dropLast())
    #expect(clerk.post(path, ["draft": "3", "costs[\(row)].content": "应急", "do": "save"]).status == .seeOther)
    let costs = try office.stored().content.costs
    #expect(costs.map(\.content) == ["堤身", "草皮", "应急"] && costs[1].amount == 34)
  }

  @Test func `what is no figure stays as typed, is marked and can be saved`() throws {
    let office = try EditOffice()
    let clerk = try office.clerk("a")
    let path = try office.part("项目支出明细测算")
    #expect(clerk.post(path, ["costs[c1].amount": "约三十", "do": "save"]).status == .seeOther)
    let stored = try office.stored()
    #expect(stored.content.unread == [UnreadFigure(FormPath("costs[c1].amount"), "约三十")] && stored.row.errors == 1)
    let page = clerk.get(path).text
    #expect(page.contains("value=\"约三十\"") && page.contains("aria-invalid=\"true\"") && page.contains("#find-1"))
  }

  @Test func `words that are too long come back with what was typed`() throws {
    let office = try EditOffice()
    let clerk = try office.clerk("a")
    let long = String(repeating: "长", count: DraftChanges.textMax + 1)
    let answer = clerk.post(
      "/forms/\(office.form)/edit/1", ["attributes[项目立项依据]": long, "attributes[项目属性]": "新增", "do": "save"])
    #expect(answer.status == .badRequest && answer.text.contains(long) && answer.text.contains("最多 20000"))
    #expect(try office.stored().row.revision == 1)
    #expect(clerk.get("/forms/\(office.form)/edit/1").text.contains("value=\"新增\""), "the other cell is in the draft")
  }

  @Test(arguments: [
    "template", "region", "kind", "title", "score", "goals[g1].history_heads[0]", "costs[nix].amount", "x",
  ])
  func `only cells that the page has can be written`(name: String) throws {
    let office = try EditOffice()
    let clerk = try office.clerk("a")
    var fields = Fields(["do": "save"])
    fields.append(name, "9")
    fields.append(
      "csrf",
      clerk.get("/me").text.components(separatedBy: "name=\"csrf\" value=\"")[1].prefix { $0 != "\"" }.description)
    _ = clerk.send(.post, "/forms/\(office.form)/edit/1", .fields(fields))
    #expect(try office.stored().row.revision == 1)
  }

  @Test func `names and numbers of persons are not shown, stay when left alone, and can be replaced`() throws {
    let office = try EditOffice()
    let clerk = try office.clerk("a")
    #expect(!clerk.get("/forms/\(office.form)/edit/1").text.contains("甲示例"))
    #expect(
      clerk.post("/forms/\(office.form)/edit/1", ["contacts[项目负责人]": "", "name": "堤防", "do": "save"]).status
        == .seeOther)
    #expect(try office.stored().content.contacts == [Attribute("项目负责人", "甲示例")])
    _ = clerk.post("/forms/\(office.form)/edit/1", ["based": "2", "contacts[项目负责人]": "乙示例", "do": "save"])
    #expect(try office.stored().content.contacts == [Attribute("项目负责人", "乙示例")])
  }

  @Test func `others may not fill it in, and nobody while it is under review`() throws {
    let office = try EditOffice()
    let paths = ["/forms/\(office.form)/edit/1", "/forms/\(office.form)/merge", "/forms/\(office.form)/check"]
    let school = try office.app.signedIn(.executingUnit, login: "school", unit: "school")
    let finance = try office.app.signedIn(.financePerformanceOffice, unit: "root")
    for path in paths {
      #expect(school.get(path).status == .forbidden && finance.get(path).status == .forbidden, "\(path)")
    }
    #expect(school.post("/forms/\(office.form)/draft", ["name": "别的"]).status == .forbidden)
    let clerk = try office.clerk("a")
    _ = clerk.post("/forms/\(office.form)/draft", ["name": "堤防"])
    let form = office.form
    try office.app.house.database.write { (t) throws(StoreError) in
      try Forms.setState(form, .inReview, revision: 1, by: "x", in: t)
    }
    for path in paths { #expect(clerk.get(path).status == .forbidden, "\(path)") }
    let refused = clerk.post("/forms/\(form)/edit/1", ["name": "别的", "do": "save"])
    #expect(refused.status == .forbidden && refused.text.contains("审核中"))
    #expect(try office.stored().content.name == "堤防养护")
    try office.app.house.database.write { (t) throws(StoreError) in
      try Forms.setState(form, .returned, revision: 1, by: "x", in: t)
    }
    office.app.house.clock.advance(seconds: 5)
    #expect(clerk.get("/forms/\(form)/edit/1").text.contains("value=\"堤防\""), "the draft is there again")
  }

  @Test func `a long table comes in pages of fifty rows`() throws {
    let office = try EditOffice(indicators: 130)
    let clerk = try office.clerk("a")
    let path = try office.part("年度绩效目标表")
    let first = clerk.get(path).text
    #expect(first.contains("indicators[i50].target") && !first.contains("indicators[i51].target"))
    #expect(clerk.get(path + "?page=3").text.contains("indicators[i130].target"))
    let whole = clerk.get(path + "?rows=all").text
    #expect(whole.contains("data-row=\"goals[g1].indicators[i130]\"") && whole.contains("class=\"t grid long\""))
    #expect(!whole.contains("name=\"goals[g1].indicators[i1].target\"") && !whole.contains("翻页"), "cells are text")
    #expect(whole.contains("data-field=\"target\"") && whole.contains("data-kind=\"words\""))
    let short = try EditOffice(indicators: 120)
    let page = try short.clerk("a").get(try short.part("年度绩效目标表")).text
    #expect(page.contains("indicators[i120].target"))
  }

  @Test func `a goal that is emptied goes, the only one stays`() throws {
    let office = try EditOffice()
    let clerk = try office.clerk("a")
    let part = try office.part("项目绩效总目标")
    let page = clerk.get(part).text
    let long = try #require(page.components(separatedBy: "name=\"goals[").dropFirst().first { !$0.hasPrefix("g1]") })
    let path = "goals[\(long.prefix { $0 != "]" })].text"
    #expect(clerk.post(part, [path: "三年内堤防全部达标。", "do": "save"]).status == .seeOther)
    #expect(try office.stored().content.goals.count == 2)
    let added = try #require(try office.stored().content.goals.first { $0.id != "g1" }).id
    #expect(clerk.post(part, ["goals[\(added)].text": "", "do": "save"]).status == .seeOther)
    #expect(try office.stored().content.goals.map(\.id) == ["g1"])
    var blank = FormContent(kind: .projectGoal)
    blank.goals = [Goal(id: "g1"), Goal(id: "g2")]
    #expect(blank.trimmed().goals.map(\.id) == ["g1"])
    blank.goals[1].text = "完成全年养护。"
    #expect(blank.trimmed().goals.map(\.id) == ["g2"])
  }

  @Test func `a finding leads to the fifty rows that its cell stands in`() throws {
    let office = try EditOffice(costs: 130)
    let clerk = try office.clerk("a")
    let path = try office.part("项目支出明细测算")
    let cell = "costs[c70].amount"
    #expect(clerk.post(path, [cell: "约五", "do": "save"]).status == .seeOther)
    let anchor = FormPath(cell).anchor
    #expect(clerk.get(path).text.contains("href=\"\(path)?page=2#\(anchor)\""))
    #expect(clerk.get(path + "?page=2").text.contains("href=\"#\(anchor)\""))
    let whole = clerk.get(path + "?rows=all").text
    #expect(whole.contains("href=\"#\(anchor)\"") && whole.contains("id=\"\(anchor)\""))
  }

  @Test func `a form without a template is laid out by the one that has most of it`() throws {
    let app = try TestApplication()
    let author = try app.house.add("author").id
    var content = FormContent(kind: .projectGoal)
    content.name = "泵站"
    content.attributes = [Attribute("起始年度", "2026"), Attribute("终止年度", "2026")]
    content.costs = [CostLine(id: "c1")]
    content.costs[0].content = "检修"
    let draft = FormDraft(region: "r", year: 2026, unit: "water", content: content)
    let form = try app.house.database.write { (t) throws(StoreError) in try Forms.create(draft, by: author, in: t).form
    }
    let page = try app.signedIn(.executingUnit, login: "a").get("/forms/\(form)/edit/1").text
    #expect(page.contains("项目支出明细测算") && page.contains("终止年度") && !page.contains("其他内容"))
  }

  @Test func `a pasted block goes in without script too`() throws {
    let office = try EditOffice()
    let clerk = try office.clerk("a")
    let path = try office.part("项目支出明细测算")
    let answer = clerk.post(
      path, ["paste:costs": "项目活动\t活动内容表述\t支出经济分类\t金额\n绿化\t补种\t维修\t1,000.5\n\t浇水\t\t约二\n", "do": "paste:costs"])
    #expect(answer.status == .ok && answer.text.contains("贴入 2 行 8 格，加了 2 行，1 格不是数，照原样留着。"))
    _ = clerk.post(path, ["draft": "1", "do": "save"])
    let costs = try office.stored().content.costs
    #expect(costs.count == 5 && costs[3].amount?.description == "1000.5" && costs[4].activity == "绿化")
  }
}

@Suite struct DraftRouteTests {
  private func json(_ response: Response) throws -> JSON { try JSONParser.parse(response.text) }

  @Test func `typing is answered with what the cells show, what was found and the sums`() throws {
    let office = try EditOffice()
    let clerk = try office.clerk("a")
    let part = String(try office.part("项目支出明细测算").last ?? "1")
    let answer = clerk.post(
      "/forms/\(office.form)/draft", ["part": part, "costs[c1].amount": "１，０３３", "costs[c2].amount": "约"])
    #expect(answer.status == .ok && answer["Content-Type"] == "application/json; charset=utf-8")
    let told = try json(answer)
    #expect(told["draft"]?.integer == 1 && told["based"]?.integer == 1)
    let values = told["values"]?.array?.compactMap { $0.array?.compactMap(\.string) } ?? []
    #expect(values.contains(["costs[c1].amount", "1033"]) && values.contains(["costs[c2].amount", "约"]))
    #expect(told["findings"]?.string?.contains("应填数的格里不是数") == true)
    #expect(told["sums"]?["f-costs"]?.string?.contains("1,066") == true)
    #expect(told["sums"]?["f-costs"]?.string?.contains("比当年预算多 967") == true)
    #expect(told["marks"]?.array?.contains { $0.array?.first?.string == "costs[c2].amount" } == true)
    #expect(try office.stored().row.revision == 1)
  }

  @Test func `two windows of one person lose nothing`() throws {
    let office = try EditOffice()
    let clerk = try office.clerk("a")
    let path = "/forms/\(office.form)/draft"
    _ = clerk.post(path, ["draft": "0", "name": "甲", "was:name": "堤防养护"])
    // The second window still shows the revision: its untouched cells change nothing, its typed one is taken and told of.
    let other = try json(
      clerk.post(path, ["draft": "0", "name": "堤防养护", "was:name": "堤防养护", "code": "T9", "was:code": ""]))
    #expect(other["overtaken"]?.array?.isEmpty == true && other["draft"]?.integer == 2)
    let both = try json(clerk.post(path, ["draft": "0", "name": "乙", "was:name": "堤防养护"]))
    #expect(both["overtaken"]?.array?.first?.array?.last?.string?.contains("“甲”") == true)
    // A page without script sends everything it shows.
    let plain = clerk.post(
      "/forms/\(office.form)/edit/1", ["draft": "0", "name": "堤防养护", "code": "T9", "unit_name": "示范区水务局", "do": "next"])
    #expect(plain.status == .seeOther)
    #expect(clerk.get("/forms/\(office.form)/edit/1").text.contains("value=\"乙\""))
  }

  @Test func `an identifier of a row is letters and figures`() throws {
    let office = try EditOffice()
    let clerk = try office.clerk("a")
    for step in [
      "add costs a]b", "add costs <x>", "add nix r1", "remove costs[nix]", "move costs[c1] c1", "fly costs[c1]",
    ] {
      #expect(clerk.post("/forms/\(office.form)/draft", ["step": step]).status == .ok, "\(step)")
    }
    _ = clerk.post("/forms/\(office.form)/draft", ["step": "add costs rab12 c1", "costs[rab12].content": "新"])
    _ = clerk.post("/forms/\(office.form)/edit/1", ["draft": "1", "do": "save"])
    #expect(try office.stored().content.costs.map(\.id) == ["c1", "rab12", "c2", "c3"])
  }

  @Test func `only the cells a stage opens are written, the others say where they come from`() throws {
    let office = try EditOffice(editing: OnlyTargets())
    let clerk = try office.clerk("a")
    let path = try office.part("年度绩效目标表")
    let page = clerk.get(path).text
    #expect(
      page.contains("name=\"goals[g1].indicators[i1].target\"")
        && !page.contains("name=\"goals[g1].indicators[i1].name\""))
    #expect(page.contains("由批复的表带入") && !page.contains("加一行"))
    let refused = clerk.post(
      path, ["goals[g1].indicators[i1].name": "别的", "goals[g1].indicators[i1].target": "≥97%", "do": "save"])
    #expect(refused.status == .badRequest && refused.text.contains("由批复的表带入"))
    #expect(clerk.post(path, ["draft": "1", "do": "remove goals[g1].indicators[i1]"]).status == .badRequest)
    #expect(clerk.post(path, ["draft": "1", "do": "save"]).status == .seeOther)
    let rows = try office.stored().content.goals[0].indicators
    #expect(rows[0].target == "≥97%" && rows[0].name == "养护率1" && rows.count == 3)
  }

  private struct OnlyTargets: EditingRules {
    func editableCells(of row: Store.FormListRow, _ content: FormContent) -> EditableCells {
      .only(["goals[*].indicators[*].target"], why: "由批复的表带入。")
    }
    func door(of row: Store.FormListRow) -> SubmissionDoor? { nil }
  }
}
