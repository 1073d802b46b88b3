import Lifecycle
import Model
import Store
import Testing
import Work

@testable import Web

/// A form that several people of a unit fill in, each his parts.
@Suite struct PartRouteTests {
  let office: EditOffice
  let zhang: TestBrowser
  let li: TestBrowser
  let liAccount: String
  private var path: String { "/forms/\(office.form)/parts" }

  init() throws {
    office = try EditOffice()
    zhang = try office.clerk("zhang")
    li = try office.clerk("li")
    liAccount = try #require(
      try office.app.house.database.read { (t) throws(StoreError) in try Accounts.find(login: "li", in: t) }
    ).id
  }

  /// Gives the part of costs to the second clerk.
  private func divide() throws -> String {
    let costs = try office.part("项目支出明细测算")
    let number = String(costs.split(separator: "/").last ?? "")
    #expect(zhang.post(path, ["owner-\(number)": liAccount])["Location"] == path + "?done=1")
    return costs
  }

  @Test func `a part that somebody was given is read by the others and filled in by him`() throws {
    let costs = try divide()
    let page = zhang.get(costs).text
    #expect(page.contains("这一部分由张示例填，你只能看。") && !page.contains("name=\"costs[c1].amount\""))
    #expect(li.get(costs).text.contains("name=\"costs[c1].amount\"") && li.get(costs).text.contains("（我）"))
    let refused = zhang.post(costs, ["costs[c1].amount": "34", "do": "save"])
    #expect(refused.status == .badRequest && refused.text.contains("“项目支出明细测算”由张示例填"))
    #expect(zhang.post(costs, ["do": "add costs"]).text.contains("别人只能看"))
    let pasted = zhang.post(
      costs, ["paste:costs": "工程\t材料", "paste-row": "c1", "paste-field": "activity", "do": "paste:costs"])
    #expect(pasted.text.contains("2 格已锁定没有改"))
    #expect(try office.stored().row.revision == 1)
    #expect(zhang.post("/forms/\(office.form)/edit/1", ["name": "堤防绿化", "do": "save"]).status == .seeOther)
    #expect(li.post(costs, ["costs[c1].amount": "34", "do": "save"]).status == .seeOther)
    let stored = try office.stored()
    #expect(stored.content.name == "堤防绿化" && stored.content.costs[0].amount == 34, "each has saved his own part")
  }

  @Test func `a workbook for filling in offline locks the parts of others`() throws {
    _ = try divide()
    let (account, services) = (try office.app.house.add("wang", .executingUnit).id, office.app.services)
    let desk = try office.app.house.database.read { (t) throws(StoreError) in
      guard let row = try Forms.row(id: office.form, in: t) else { throw .missing(subject: "表") }
      return try EditDesk(row, account: account, based: nil, services, in: t)
    }
    #expect(!desk.editable.allows(FormPath("costs[c1].amount")) && !desk.editable.allowsRows(of: FormPath("costs")))
    #expect(desk.editable.allows(FormPath("name")) && desk.editable.allowsRows(of: FormPath("procurement")))
  }

  @Test func `the interface keeps to the division too`() throws {
    _ = try divide()
    let program = try office.app.program(.executingUnit)
    let read = program.get("/api/v1/forms/\(office.form)")
    let body = String(decoding: read.body?.bytes ?? [], as: UTF8.self)
    let tag = try #require(read["ETag"])
    let document = try #require(read.json?["document"] ?? read.json)
    func send(_ old: String, _ new: String) -> Response {
      program.send(
        .put, "/api/v1/forms/\(office.form)", document.text().replacing(old, with: new), ["If-Match": tag])
    }
    let refused = send("草皮", "树皮")
    #expect(refused.status == .forbidden && refused.text.contains("由张示例填"), "\(refused.status) \(body.prefix(200))")
    #expect(send("堤防养护", "堤防绿化").status == .ok)
    #expect(try office.stored().content.costs[0].content == "草皮")
  }

  @Test func `the division is told on its page and in the ledger, and taken back`() throws {
    let costs = try divide()
    let page = zhang.get(path).text
    #expect(page.contains("没有定人") && page.contains("value=\"\(liAccount)\" selected"))
    #expect(zhang.get("/forms/\(office.form)/check").text.contains("张示例填"))
    #expect(!zhang.get("/?year=2026").text.contains("分给我填的部分"))
    let bench = li.get("/?year=2026").text
    #expect(bench.contains("分给我填的部分") && bench.contains("由我填：项目支出明细测算"))
    let actions = try office.app.house.database.read { (t) throws(StoreError) in
      try Ledger.list(region: "r", limit: 5, in: t).map(\.entry.action)
    }
    #expect(actions.contains(LedgerAction.formDivided.rawValue))
    #expect(zhang.post(path, [:]).status == .seeOther)
    #expect(zhang.post(costs, ["costs[c1].amount": "34", "do": "save"]).status == .seeOther)
  }

  @Test func `only people who may fill in the form are given a part`() throws {
    let stranger = try office.app.house.add("school", .executingUnit, unit: "school").id
    let answer = zhang.post(path, ["owner-1": stranger])
    #expect(answer.status == .badRequest && answer.text.contains("现在不能填这张表"))
    #expect(!zhang.get(path).text.contains(stranger))
  }
}
