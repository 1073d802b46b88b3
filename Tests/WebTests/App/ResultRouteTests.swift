import Lifecycle
import Model
import Store
import Testing
import Work

@testable import Web

/// Rectification and publication over the pages, by the people who do them.
@Suite(.everyEngine) struct ResultRouteTests {
  private static let year = 2026

  private func house() throws -> TestApplication {
    let app = try TestApplication()
    try app.house.database.write { (t) throws(StoreError) in
      let settings = YearOpening.defaults(place: "示范区", year: Self.year, .shipped)
      try Years.set(region: "r", Self.year, .open, settings, basedOn: 0, by: "setup", in: t)
    }
    return app
  }

  private func stage(_ app: TestApplication, _ flow: String) throws -> StageRow {
    let found = try app.house.database.read { (t) throws(StoreError) in
      try Stages.list(StageFilter(region: "r", year: Self.year, flow: flow), in: t)
    }
    return try #require(found.items.first)
  }

  private func step(_ browser: TestBrowser, _ stage: StageRow, _ event: String, _ more: [(String, String)] = [])
    -> Response
  {
    var fields = Fields(["event": event, "number": String(stage.number)])
    for (name, value) in more { fields.append(name, value) }
    return browser.post("/stages/\(stage.id)/step", fields: fields)
  }

  @Test func `an item is issued, answered, verified and closed, and reopened with a reason`() throws {
    let app = try house()
    let office = try app.signedIn(.financePerformanceOffice, unit: "root")
    let unit = try app.signedIn(.executingUnit)
    let bad = office.post("/rectifications", ["unit": "示范区水务局", "measure": ""])
    #expect(bad.status == .badRequest && bad.text.contains("问题没有写"))
    #expect(
      office.post(
        "/rectifications",
        [
          "unit": "示范区水务局", "source": "audit", "class": "数据不实", "problem": "产出数与台账不符", "measure": "更正并重报",
          "amount": "40",
        ]
      ).status == .seeOther)
    #expect(unit.get("/rectifications").text.contains("产出数与台账不符"))
    #expect(step(unit, try stage(app, RectificationItem.name), "acknowledge").status == .seeOther)
    let empty = step(unit, try stage(app, RectificationItem.name), "report")
    #expect(empty.status == .forbidden && empty.text.contains("整改情况还没有写"))
    #expect(
      step(unit, try stage(app, RectificationItem.name), "report", [("reply", "已更正台账并重报。")]).status == .seeOther)
    // Who wrote it does not verify it, and an old page is told so.
    let stale = step(office, try stage(app, RectificationItem.name), "verify").status
    #expect(stale == .seeOther)
    #expect(step(office, try stage(app, RectificationItem.name), "close").status == .seeOther)
    #expect(step(office, try stage(app, RectificationItem.name), "reopen").status == .forbidden)
    #expect(
      step(office, try stage(app, RectificationItem.name), "reopen", [("opinion", "问题又出现了")]).status == .seeOther)
    let open = try stage(app, RectificationItem.name)
    #expect(open.state == RectificationItem.State.inProgress.name)
    #expect(Rectification(open.content).reply == "已更正台账并重报。")
    #expect(Rectification(open.content).amount == Money(fen: 40_000_000))
    #expect(office.get("/rectifications/\(open.id)").text.contains("问题又出现了"))
  }

  @Test func `what was signed is published without personal numbers and proves itself`() throws {
    let app = try house()
    let form = try approvedForm(app)
    let writer = try app.signedIn(.departmentProgramOfficer)
    let checker = try app.signedIn(.departmentFinanceOfficer)
    let head = try app.signedIn(.departmentHead)
    #expect(writer.post("/disclosure", ["department": "water", "subject": "goals"]).status == .seeOther)
    var item = try stage(app, Disclosure.name)
    #expect(writer.get("/disclosure/\(item.id)").text.contains("手机号码"))
    #expect(step(writer, item, "check-secrecy").status == .forbidden, "another role checks")
    #expect(step(checker, item, "check-secrecy").status == .seeOther)
    item = try stage(app, Disclosure.name)
    #expect(step(checker, item, "publish").status == .forbidden, "not before the head has signed")
    #expect(step(head, item, "sign").status == .seeOther)
    #expect(step(checker, try stage(app, Disclosure.name), "publish").status == .seeOther)

    let made = try #require(
      try app.house.database.read { (t) throws(StoreError) in try Publications.of(form: form, in: t) })
    let state = try app.house.database.read { (t) throws(StoreError) in try Forms.row(id: form, in: t)?.state }
    #expect(state == .published)
    let everybody = app.browser()
    let page = everybody.get("/open/\(made.receipt)")
    #expect(page.status == .ok && page.text.contains("堤防养护") && page.text.contains(made.digest))
    #expect(!page.text.contains("13900000000") && page.text.contains("手机号码已遮盖") && !page.text.contains("李示例"))
    #expect(page.text.contains("class=\"qr\"") && page.text.contains("项目情况"))
    let printed = everybody.get("/open/\(made.receipt)/sheet").text
    #expect(printed.contains("项目绩效目标") && printed.contains("手机号码已遮盖") && !printed.contains("13900000000"))
    for kind in ["docx", "xlsx"] {
      let copy = everybody.get("/open/\(made.receipt)/\(kind)")
      #expect(copy.status == .ok && (copy.body?.bytes ?? []).starts(with: "PK".utf8), "\(kind)")
    }
    let large = everybody.get("/open/type-size?size=large")
    #expect(large.status == .seeOther && large["Set-Cookie"]?.contains("large") == true)
    let file = everybody.get("/open/\(made.receipt)/json")
    #expect(Digest.sha256(file.body?.bytes ?? []) == made.digest)
    #expect(everybody.get("/open/verify?number=\(made.receipt)").text.contains("是公开的那一份"))
    #expect(everybody.get("/open/verify?number=0000000000000000").text.contains("没有回执号或摘要"))
    #expect(
      everybody.get("/open").text.contains("堤防养护") && everybody.get("/open/data/2026").text.contains(made.receipt))
    #expect(try Ledger.verify(in: app.house.database).isSound)
  }

  /// A goal form as it stands after its approval, with a telephone number in a text and a contact.
  private func approvedForm(_ app: TestApplication) throws -> String {
    try app.house.database.write { (t) throws(StoreError) in
      var content = FormContent(kind: .projectGoal)
      content.name = "堤防养护"
      content.unitName = "示范区水务局"
      content.year = Self.year
      content.amounts.current = 120
      content.attributes = [Attribute("项目实施方案", "有问题请打13900000000联系")]
      content.contacts = [Attribute("联系人", "李示例")]
      let draft = FormDraft(region: "r", year: Self.year, unit: "water", content: content)
      let form = try Forms.create(draft, by: "setup", in: t).form
      try Forms.setState(form, .approved, revision: 1, by: "setup", in: t)
      return form
    }
  }
}
