import Lifecycle
import Model
import Store
import Testing
import Work

@testable import Web

/// Steps of stages as pages take them, on a rectification item, whose flow asks nothing of the house.
@Suite(.everyEngine) struct StepRouteTests {
  let app: TestApplication
  let stage: String

  init() throws {
    app = try TestApplication()
    try app.openYear(2027)
    let maker = try app.house.add("maker", .financePerformanceOffice, unit: "root").actor
    stage = try app.house.database.write { (t) throws(StoreError) in
      try Stages.open(
        RectificationItem.self, StageDraft(year: 2027, unit: "water", title: "补齐验收记录", dueOn: "2026-12-31"),
        region: "r", by: maker, in: t)
    }
  }

  @Test func `a step is taken with what the form says and leads back`() throws {
    let clerk = try app.signedIn(.executingUnit)
    let event = "acknowledge"
    let answer = clerk.post(
      "/stages/\(stage)/step", ["event": event, "number": "1", "opinion": "已经收到", "back": "/forms?x=1"])
    #expect(answer.status == .seeOther && answer["Location"] == "/forms?x=1")
    let row = try #require(try app.stage(stage))
    #expect(row.number == 2)
    let steps = try app.house.database.read { (t) throws(StoreError) in try Stages.steps(of: row, in: t) }
    #expect(steps.last?.opinion == "已经收到")
  }

  @Test(arguments: ["https://example.org/", "//example.org", "/\\example.org", "forms", "/a\nb"])
  func `a step never leads out of the program`(back: String) throws {
    let clerk = try app.signedIn(.executingUnit)
    let answer = clerk.post(
      "/stages/\(stage)/step", ["event": "acknowledge", "number": "1", "opinion": "好", "back": back])
    #expect(answer.status == .seeOther && answer["Location"] == "/rectifications/\(stage)")
  }

  @Test func `who read an older page changes nothing and is told where the stage stands`() throws {
    let clerk = try app.signedIn(.executingUnit)
    let answer = clerk.post(
      "/stages/\(stage)/step", ["event": "acknowledge", "number": "7", "opinion": "好"])
    #expect(answer.status == .conflict && answer.text.contains("刚刚被别人办过"))
    #expect(try app.stage(stage)?.number == 1)
  }

  @Test func `another role, another unit and a step that does not exist are refused`() throws {
    let event = "acknowledge"
    let treasury = try app.signedIn(.financeTreasuryOffice, unit: "root")
    #expect(treasury.post("/stages/\(stage)/step", ["event": event, "number": "1"]).status == .forbidden)
    let other = try app.signedIn(.executingUnit, login: "other", unit: "school")
    #expect(other.post("/stages/\(stage)/step", ["event": event, "number": "1"]).status == .forbidden)
    let clerk = try app.signedIn(.executingUnit)
    #expect(clerk.post("/stages/\(stage)/step", ["event": event]).status == .badRequest)
    #expect(clerk.post("/stages/none/step", ["event": event, "number": "1"]).status == .notFound)
    #expect(clerk.post("/stages/\(stage)/step", ["event": event, "number": "1"], token: "x").status == .forbidden)
    #expect(try app.stage(stage)?.number == 1)
  }

  @Test func `a paper of nobody here is not taken`() throws {
    let clerk = try app.signedIn(.executingUnit)
    let answer = clerk.post(
      "/stages/\(stage)/step",
      [
        "event": "acknowledge", "number": "1", "exception_gate": Gate.noExAnteNoBudget.rawValue,
        "exception_signer": "nobody", "exception_document": "示例〔2026〕1号", "exception_reason": "应急",
      ])
    #expect(answer.status == .forbidden && answer.text.contains("没有“nobody”这个账号"))
  }
}
