import Foundation
import Lifecycle
import Model
import Store
import Testing
import Work

@testable import Web

/// Work benches by role, the inbox and the search.
@Suite(.everyEngine) struct BenchRouteTests {
  let app: TestApplication
  let clerk: TestBrowser
  let checker: TestBrowser
  let project: String

  init() throws {
    app = try TestApplication()
    try app.openYear(2026)
    clerk = try app.signedIn(.executingUnit)
    checker = try app.signedIn(.departmentFinanceOfficer)
    project = try app.house.database.write { (t) throws(StoreError) in
      let id = try Projects.add(
        ProjectDraft(code: "A-1", name: "堤防养护", unit: "water", firstYear: 2026), region: "r", by: "setup", in: t)
      try Projects.set(2026, of: id, region: "r", in: t) { figures in
        figures.approved = Money(fen: 100_000_000)
        figures.paid = Money(fen: 21_400_000)
        figures.light = "red"
      }
      return id
    }
  }

  /// A rectification item, whose flow asks nothing of the house.
  private func item(_ title: String, due: String?, unit: String = "water") throws -> String {
    let actor = Actor(account: "maker", role: .financePerformanceOffice, scope: UnitPath(["root"]))
    return try app.house.database.write { (t) throws(StoreError) in
      try Stages.open(
        RectificationItem.self, StageDraft(year: 2026, unit: unit, title: title, dueOn: due), region: "r", by: actor,
        in: t)
    }
  }

  private func place(_ text: String, _ page: String) throws -> String.Index {
    try #require(page.range(of: text), "\(text)").lowerBound
  }

  @Test func `what is returned comes first, then what is due earlier, and each says why`() throws {
    _ = try item("晚的", due: "2027-01-31")
    _ = try item("早的", due: "2026-11-30")
    let evaluation = try app.house.database.write { (t) throws(StoreError) -> String in
      try Stages.open(
        SelfEvaluation.self, StageDraft(year: 2026, unit: "water", title: "被退的", dueOn: "2027-03-31"), region: "r",
        by: Actor(account: "x", role: .executingUnit, scope: UnitPath(["root"])), in: t)
    }
    for (event, role, who, opinion) in [
      ("begin", Role.executingUnit, "one", nil), ("submit", .executingUnit, "one", nil),
      ("return-from-department", .departmentFinanceOfficer, "two", "请补满意度的样本"),
    ] as [(String, Role, String, String?)] {
      try app.house.database.write { (t) throws(StoreError) in
        guard let row = try Stages.load(id: evaluation, in: t), let step = SelfEvaluation.Event(rawValue: event) else {
          throw .missing(subject: "stage")
        }
        _ = try Stages.step(
          SelfEvaluation.self, evaluation, step,
          StageWork(
            actor: Actor(account: who, role: role, scope: UnitPath(["root"])), basedOn: row.number,
            policy: CyclePolicy(
              rectificationDays: 1, redLightDays: 1, publicationDays: 1, exAnteFrom: nil, exceptionSigners: []),
            opinion: opinion, facts: BudgetFacts(hasUnexplainedRedLight: false, hasMissingProjects: false),
            dueOn: "2027-03-31"), in: t)
      }
    }
    let page = clerk.get("/").text
    #expect(page.contains("被退回，先改这些") && page.contains("请补满意度的样本"))
    #expect(try place(">被退的<", page) < place(">早的<", page))
    #expect(try place(">早的<", page) < place(">晚的<", page))
    #expect(page.contains("还有 12 天") && page.contains("3 件，按到期先后"))
    #expect(page.contains("2026 年度的时间带") && page.contains("接下来的日子"))
  }

  @Test func `what somebody else has stands apart with its day`() throws {
    let id = try item("补齐验收记录", due: "2026-11-30")
    #expect(
      clerk.post("/stages/\(id)/step", ["event": "acknowledge", "number": "1", "opinion": "收到"]).status == .seeOther)
    #expect(clerk.get("/").text.contains("补齐验收记录"))
    let stranger = try app.signedIn(.executingUnit, login: "far", unit: "school")
    #expect(!stranger.get("/").text.contains("补齐验收记录"))
    #expect(stranger.get("/").text.contains("没有要办的"))
  }

  @Test func `finance sees red lights, progress by department and what is paid`() throws {
    _ = try app.house.database.write { (t) throws(StoreError) in
      try Stages.open(
        GoalForm.self, StageDraft(year: 2026, unit: "school", title: "校舍维修"), region: "r",
        by: Actor(account: "x", role: .executingUnit, scope: UnitPath(["root"])), in: t)
    }
    let office = try app.signedIn(.financePerformanceOffice, unit: "root")
    let page = office.get("/").text
    #expect(page.contains("亮红灯的项目") && page.contains("支出 21.4%") && page.contains("已支付 21.4%"))
    #expect(page.contains("各部门绩效目标申报进度") && page.contains("示范区教育局") && page.contains("已报 0 / 1"))
    #expect(page.contains("还没事前评估"))
    #expect(!clerk.get("/").text.contains("各部门绩效目标申报进度"))
  }

  @Test(arguments: [Role.systemAdministrator, .securityAdministrator, .auditAdministrator])
  func `an administrator sees what he looks after and no work of others`(role: Role) throws {
    let page = try app.signedIn(role, unit: "root").get("/").text
    #expect(page.contains("你管的") && !page.contains("要我办的") && !page.contains("堤防养护"))
  }

  @Test func `a bench stays short with a thousand things to do`() throws {
    let actor = Actor(account: "maker", role: .financePerformanceOffice, scope: UnitPath(["root"]))
    try app.house.database.write { (t) throws(StoreError) in
      for index in 0..<60 {
        try Stages.open(
          RectificationItem.self, StageDraft(year: 2026, unit: "water", title: "事项 \(index)"), region: "r", by: actor,
          in: t)
      }
    }
    let page = clerk.get("/").text
    #expect(page.contains("60 件，先列 12 件"))
    #expect(page.components(separatedBy: "class=\"ttl\"").count - 1 <= 20)
  }

  @Test func `notices are told to the next office, read, and paged by key`() throws {
    let id = try item("补齐验收记录", due: nil)
    _ = clerk.post("/stages/\(id)/step", ["event": "acknowledge", "number": "1", "opinion": "收到"])
    _ = clerk.post("/stages/\(id)/step", ["event": "start", "number": "2", "opinion": "在改"])
    let mate = try app.signedIn(.executingUnit, login: "mate")
    let page = mate.get("/inbox").text
    #expect(page.contains("补齐验收记录") && page.contains("没读") && page.contains("消息<span class=\"cnt\">"))
    let start = try #require(page.range(of: "name=\"to\" value=\""))
    let newest = String(page[start.upperBound...].prefix { $0 != "\"" })
    #expect(mate.post("/inbox/read", ["to": newest]).status == .seeOther)
    let after = mate.get("/inbox").text
    #expect(after.contains("都读过了") && !after.contains("没读<") && !after.contains("消息<span class=\"cnt\">"))
    #expect(mate.get("/inbox?before=0").text.contains("没有更早的消息"))
    #expect(!clerk.get("/inbox").text.contains("补齐验收记录"), "nobody is told what he did himself")
  }

  @Test func `a word finds projects, forms and units of the own branch`() throws {
    let page = clerk.get("/search?q=堤防").text
    #expect(page.contains("堤防养护") && page.contains("/projects/\(project)"))
    #expect(clerk.get("/search?q=水务").text.contains("示范区水务局"))
    let stranger = try app.signedIn(.executingUnit, login: "far", unit: "school")
    #expect(stranger.get("/search?q=堤防").text.contains("没有找到“堤防”"))
    #expect(clerk.get("/search").text.contains("写一个词再搜"))
    #expect(clerk.get("/search?q=%25").text.contains("没有找到"), "a sign of LIKE is a sign")
  }
}
