import Foundation
import Lifecycle
import Model
import Store
import Testing
import Work

@testable import Web

/// The year of one project through its pages: payments, a red checkpoint, measures, self-evaluation, re-evaluation.
@Suite(.everyEngine) struct YearWalkTests {
  let app: TestApplication
  let project: String

  init() throws {
    app = try TestApplication()
    try app.openYear(2026)
    project = try ApprovedProject(app).project
  }

  private func stages(_ flow: String) throws -> [StageRow] {
    try app.house.database.read { (t) throws(StoreError) in
      try Stages.ofProject(region: "r", project, year: 2026, flow: flow, in: t)
    }
  }

  private func figures() throws -> ProjectFigures? {
    try app.house.database.read { (t) throws(StoreError) in
      try Projects.year(region: "r", 2026, project: project, in: t)?.figures
    }
  }

  /// What a stage's page would send along.
  private func marks(_ flow: String) throws -> (id: String, number: String, revision: String) {
    let row = try #require(try stages(flow).first)
    let revision = try app.house.database.read { (t) throws(StoreError) in
      try row.form.flatMap { (id) throws(StoreError) in try Forms.row(id: id, in: t) }?.revision ?? 0
    }
    return (row.id, String(row.number), String(revision))
  }

  private func step(
    _ browser: TestBrowser, _ flow: String, _ event: String, opinion: String = "", assignee: String = ""
  )
    throws
  {
    let mark = try marks(flow)
    let answer = browser.post(
      "/stages/\(mark.id)/step", ["event": event, "number": mark.number, "opinion": opinion, "assignee": assignee])
    #expect(answer.status == .seeOther, "\(event): \(answer.status)")
  }

  @Test func `from the approved goal over a red light to the score of somebody else`() throws {
    let treasury = try app.signedIn(.financeTreasuryOffice, unit: "root")
    let office = try app.signedIn(.financePerformanceOffice, unit: "root")
    let clerk = try app.signedIn(.executingUnit)
    let department = try app.signedIn(.departmentFinanceOfficer)
    let head = try app.signedIn(.departmentHead)
    let agency = try app.signedIn(.thirdPartyAgency, unit: "root")

    // Payments: a wrong line enters nothing, the right one does.
    let wrong = treasury.post("/payments/import?year=2026", ["text": "T999\t2026-03-01\t5\tA1", "do": "accept"])
    #expect(wrong.status == .badRequest && wrong.text.contains("没有编码“T999”"))
    let entered = treasury.post(
      "/payments/import?year=2026", ["text": "T104\t2026-03-01\t300,000.00\tA1\r\n", "do": "accept"])
    #expect(entered.status == .seeOther && entered["Location"] == "/payments?done=1")
    #expect(treasury.get("/payments?year=2026").text.contains("300,000.00"))
    #expect(clerk.get("/payments").status == .forbidden)

    // A checkpoint: red, explained, warned of, with a measure and its follow-up.
    #expect(office.post("/monitoring/open?year=2026", ["month": "7"])["Location"] == "/monitoring?month=7&opened=1")
    var mark = try marks(Monitoring.name)
    let path = "goals[g1].indicators[i1]"
    let early = clerk.post(
      "/monitoring/\(mark.id)",
      [
        "number": mark.number, "revision": mark.revision, "\(path).actual": "30次", "\(path).target": "≥1次",
        "do": "submit",
      ])
    #expect(early.status == .badRequest && early.text.contains("为红灯，没有写偏差原因") && early.text.contains("≥120次"))
    mark = try marks(Monitoring.name)
    let handed = clerk.post(
      "/monitoring/\(mark.id)",
      [
        "number": mark.number, "revision": mark.revision, "\(path).reason": "汛期提前", "\(path).measure": "每周加巡",
        "goals[g1].indicators[i2].actual": "0次", "goals[g1].indicators[i3].milestone": "11",
        "attributes[支出偏差原因]": "招标推迟", "attributes[支出改进措施]": "八月支付", "do": "submit",
      ])
    #expect(handed.status == .seeOther && handed["Location"] == "/monitoring/\(mark.id)")
    #expect(try figures()?.light == "red")
    let board = office.get("/monitoring?year=2026").text
    #expect(board.contains("堤防养护") && board.contains("30 ÷ 预算 100"))
    try step(department, Monitoring.name, "pass-department")
    #expect(office.get("/warnings?year=2026").text.contains("亮灯待审核"))
    try step(office, Monitoring.name, "warn", opinion: "请说明")
    try step(clerk, Monitoring.name, "explain", opinion: "两次流标")
    let waiting = office.get("/warnings?year=2026").text
    #expect(waiting.contains("两次流标") && waiting.contains("还有 14 天"))
    try step(office, Monitoring.name, "require-measure", opinion: "九月底前支付")
    #expect(office.get("/monitoring/\(mark.id)").text.contains("整改事项"))
    try step(clerk, Monitoring.name, "report-measure", opinion: "已支付")
    try step(office, Monitoring.name, "accept")

    // Self-evaluation: what rules decide is computed, the red light has to be explained.
    #expect(office.post("/self-evaluations/open?year=2026")["Location"] == "/self-evaluations?opened=1")
    #expect(office.get("/self-evaluations?year=2026").text.contains("堤防养护"))
    #expect(office.post("/self-evaluations/remind?year=2026")["Location"] == "/self-evaluations?reminded=1")
    mark = try marks(SelfEvaluation.name)
    #expect(clerk.post("/self-evaluations/\(mark.id)/begin", ["number": mark.number]).status == .seeOther)
    mark = try marks(SelfEvaluation.name)
    let half = clerk.post(
      "/self-evaluations/\(mark.id)",
      [
        "number": mark.number, "revision": mark.revision, "\(path).actual": "90次", "\(path).score": "50",
        "\(path).reason": "停巡一个月", "goals[g1].indicators[i2].actual": "0次", "goals[g1].indicators[i3].actual": "95%",
        "goals[g1].result_text": "没有决口", "do": "submit",
      ])
    #expect(half.status == .badRequest && half.text.contains("年度监控亮过红灯") && half.text.contains("37.5"))
    mark = try marks(SelfEvaluation.name)
    let whole = clerk.post(
      "/self-evaluations/\(mark.id)",
      ["number": mark.number, "revision": mark.revision, "attributes[监控红灯说明]": "九月已支付", "do": "submit"])
    #expect(whole["Location"] == "/self-evaluations/\(mark.id)")
    // 3 + 37.5 + 30 + 10: three tenths of the budget were spent.
    #expect(try figures()?.selfScore == ExactDecimal("80.5"))
    try step(department, SelfEvaluation.name, "pass-department")
    try step(head, SelfEvaluation.name, "sign")

    // Somebody else scores it again.
    try step(office, SelfEvaluation.name, "check")
    let scorer = try app.house.database.read { (t) throws(StoreError) in
      try Accounts.find(login: Role.thirdPartyAgency.rawValue, in: t)?.id ?? ""
    }
    #expect(office.get("/self-evaluations/\(mark.id)").text.contains("由谁再评价"))
    try step(office, SelfEvaluation.name, "order-re-evaluation", opinion: "抽查", assignee: scorer)
    mark = try marks(ReEvaluation.name)
    #expect(agency.get("/re-evaluations?year=2026").text.contains("堤防养护"))
    #expect(agency.get("/re-evaluations/\(mark.id)").text.contains("各方面得分"))
    let open = agency.post(
      "/re-evaluations/\(mark.id)", ["number": mark.number, "part[evidence].points": "30", "do": "submit"])
    #expect(open.status == .badRequest && open.text.contains("应在 0 到 25 分之间"))
    mark = try marks(ReEvaluation.name)
    let points = [
      ("timely", "10"), ("goals", "10"), ("evidence", "5"), ("scores", "20"), ("reasons", "5"), ("execution", "3"),
      ("completion", "6"),
    ]
    var fields = Fields(["number": mark.number, "do": "submit"])
    for (id, value) in points {
      fields.append("part[\(id)].points", value)
      fields.append("part[\(id)].reason", "见底稿")
    }
    #expect(agency.postAll("/re-evaluations/\(mark.id)", fields).status == .seeOther)
    try step(office, ReEvaluation.name, "send-feedback")
    try step(clerk, ReEvaluation.name, "reply", opinion: "补送台账")
    try step(office, ReEvaluation.name, "finish")
    #expect(try figures()?.reScore == 59)
    try step(office, ReEvaluation.name, "rank")
    let list = office.get("/re-evaluations?year=2026").text
    #expect(list.contains("−21.5") && list.contains("列入通报名单") && list.contains("补送台账") == false)
    #expect(office.get("/re-evaluations/\(mark.id)").text.contains("第 1 名，共 1 个"))
    for page in ["/monitoring?year=2026", "/warnings", "/self-evaluations", "/re-evaluations", "/payments"] {
      #expect(PageRules.problems(office.get(page).text) == [], "\(page)")
    }
  }

  @Test func `lights follow what is typed without a revision, and saving takes the draft away`() throws {
    let office = try app.signedIn(.financePerformanceOffice, unit: "root")
    let clerk = try app.signedIn(.executingUnit)
    _ = office.post("/monitoring/open?year=2026", ["month": "7"])
    var mark = try marks(Monitoring.name)
    let path = "goals[g1].indicators[i1]"
    let page = clerk.get("/monitoring/\(mark.id)").text
    #expect(page.contains("data-live=\"/monitoring/\(mark.id)/draft\""))
    let typed: KeyValuePairs = ["revision": mark.revision, "\(path).actual": "30次", "\(path).reason": "汛期提前"]
    let answer = clerk.post("/monitoring/\(mark.id)/draft", typed)
    #expect(answer.status == .ok && answer["Content-Type"]?.hasPrefix("application/json") == true)
    let told = try JSONParser.parse(answer.text)
    let parts = Dictionary(
      (told["live"]?.array ?? []).map { ($0.array?[0].string ?? "", $0.array?[1].string ?? "") }
    ) { one, _ in one }
    #expect(told["saved"]?.string?.hasPrefix("已自动保存") == true)
    #expect(parts[FormPath(path).field("light").anchor]?.contains("红灯") == true)
    #expect(parts["live-words"]?.contains("汛期提前") == true && parts["live-light"]?.contains("红灯") == true)
    for id in parts.keys { #expect(page.contains("id=\"\(id)\""), "\(id)") }
    // No revision was made; the page goes on with what was typed, for this person only.
    #expect(try marks(Monitoring.name).revision == mark.revision)
    let again = clerk.get("/monitoring/\(mark.id)").text
    #expect(again.contains("接着上次没有保存的填") && again.contains("value=\"30次\"") && PageRules.problems(again) == [])
    let colleague = try app.signedIn(.executingUnit, login: "colleague")
    #expect(!colleague.get("/monitoring/\(mark.id)").text.contains("30次"))
    #expect(office.post("/monitoring/\(mark.id)/draft", typed).status == .forbidden)
    let saved = clerk.post(
      "/monitoring/\(mark.id)",
      ["number": mark.number, "revision": mark.revision, "\(path).actual": "70次", "do": "save"])
    #expect(saved.status == .seeOther)
    #expect(!clerk.get("/monitoring/\(mark.id)").text.contains("接着上次没有保存的填"))
    // What was typed on an older revision is not kept over a newer one.
    #expect(clerk.post("/monitoring/\(mark.id)/draft", typed).status == .conflict)
    mark = try marks(Monitoring.name)
    _ = clerk.post("/monitoring/\(mark.id)/draft", ["revision": mark.revision, "\(path).actual": "50次"])
    #expect(clerk.post("/monitoring/\(mark.id)/draft/discard").status == .seeOther)
    #expect(clerk.get("/monitoring/\(mark.id)").text.contains("value=\"70次\""))
  }

  @Test func `points follow what is typed into a self-evaluation`() throws {
    let office = try app.signedIn(.financePerformanceOffice, unit: "root")
    let clerk = try app.signedIn(.executingUnit)
    _ = office.post("/self-evaluations/open?year=2026")
    var mark = try marks(SelfEvaluation.name)
    _ = clerk.post("/self-evaluations/\(mark.id)/begin", ["number": mark.number])
    mark = try marks(SelfEvaluation.name)
    let path = "goals[g1].indicators[i1]"
    let answer = clerk.post(
      "/self-evaluations/\(mark.id)/draft", ["revision": mark.revision, "\(path).actual": "90次", "\(path).score": "50"])
    let told = try JSONParser.parse(answer.text)
    let parts = Dictionary(
      (told["live"]?.array ?? []).map { ($0.array?[0].string ?? "", $0.array?[1].string ?? "") }
    ) { one, _ in one }
    #expect(parts[FormPath(path).field("score").anchor]?.contains("37.5") == true, "by the rule and not as typed")
    #expect(parts["live-sum"]?.contains("37.5") == true && parts["live-words"]?.contains("巡查次数") == true)
    let page = clerk.get("/self-evaluations/\(mark.id)").text
    for id in parts.keys { #expect(page.contains("id=\"\(id)\""), "\(id)") }
    #expect(try marks(SelfEvaluation.name).revision == mark.revision)
  }

  @Test func `another department sees none of it`() throws {
    let office = try app.signedIn(.financePerformanceOffice, unit: "root")
    _ = office.post("/monitoring/open?year=2026", ["month": "7"])
    let mark = try marks(Monitoring.name)
    let other = try app.signedIn(.executingUnit, login: "other", unit: "school")
    #expect(other.get("/monitoring/\(mark.id)").status == .forbidden)
    #expect(!other.get("/monitoring?year=2026").text.contains("堤防养护"))
    #expect(other.post("/monitoring/\(mark.id)", ["number": "1", "revision": "1"]).status == .forbidden)
    #expect(other.post("/monitoring/open?year=2026", ["month": "7"]).status == .forbidden)
  }
}

extension TestBrowser {
  /// Sends fields that are made while a test runs.
  fileprivate func postAll(_ path: String, _ fields: Fields) -> Response {
    var all = fields
    let page = get("/me").text
    if let start = page.range(of: "name=\"csrf\" value=\"") {
      all.append("csrf", String(page[start.upperBound...].prefix { $0 != "\"" }))
    }
    return send(.post, path, .fields(all))
  }
}
