import Lifecycle
import Model
import Store
import Testing
import Work

@testable import Web

/// The finance office sets rules otherwise, and forms are looked through by that from then on.
@Suite struct RuleSettingRouteTests {
  let app: TestApplication
  let office: TestBrowser

  init() throws {
    app = try TestApplication(processor: PipelineProcessor(pipeline: Pipeline.standard()))
    office = try app.signedIn(.financePerformanceOffice, unit: "root")
  }

  private func set(_ rule: String, _ fields: KeyValuePairs<String, String>) -> Response {
    office.post("/admin/rules/\(rule)", fields)
  }

  private func findings(_ year: Int) throws -> [Finding] {
    var form = FormContent(kind: .projectGoal)
    form.name = "堤防设施维护费"
    form.year = year
    var goal = Goal(id: "g1")
    goal.term = .annual
    goal.indicators = (1...32).map { number in
      var row = Indicator(id: "i\(number)")
      (row.level1, row.level2, row.name, row.target) = ("产出指标", "数量指标", "巡查次数\(number)", "≥12次")
      if number > 1 { row.basis = "养护计划" }
      return row
    }
    form.goals = [goal]
    let rules = try app.house.database.read { (t) throws(StoreError) in
      try RuleOffice.local(region: "r", year: year, in: t)
    }
    return app.services.processor.review(form, rules).findings
  }

  @Test func `a rule is switched from a year on, with its reason, and given back`() throws {
    #expect(try findings(2026).contains { $0.rule == "basis-missing" })
    #expect(office.get("/admin/rules?q=没有依据").text.contains("照目录查"))
    let done = set(
      "basis-missing",
      ["subject": "rule/basis-missing", "value-rule": "off", "year-rule": "2026", "why-rule": "本区表样没有依据栏"])
    #expect(done["Location"] == "/admin/rules/basis-missing?done=set")
    #expect(try !findings(2026).contains { $0.rule == "basis-missing" })
    #expect(try findings(2025).contains { $0.rule == "basis-missing" }, "years before stay as they were")
    #expect(office.get("/admin/rules/basis-missing").text.contains("本区表样没有依据栏"))
    #expect(office.get("/rules?year=2026&q=basis-missing").text.contains("2026 年起"))
    let again = set(
      "basis-missing",
      ["subject": "rule/basis-missing", "value-rule": "off", "year-rule": "2026", "why-rule": "本区表样没有依据栏"])
    #expect(again["Location"] == "/admin/rules/basis-missing?done=same")
    _ = set(
      "basis-missing", ["subject": "rule/basis-missing", "value-rule": "", "year-rule": "2027", "why-rule": "新表样有依据栏了"])
    #expect(try !findings(2026).contains { $0.rule == "basis-missing" })
    #expect(try findings(2027).contains { $0.rule == "basis-missing" })
    let history = office.get("/admin/rules/history").text
    #expect(history.contains("恢复原来的设置") && history.contains("新表样有依据栏了"))
  }

  @Test func `a limit is set within its range, for every rule that compares with it`() throws {
    #expect(try findings(2026).contains { $0.rule == "too-many-indicators" })
    func limit(_ value: String, _ why: String = "示财〔2026〕2号放宽") -> Response {
      set(
        "too-many-indicators",
        [
          "subject": "limit/indicators_max", "value-indicators_max": value, "year-indicators_max": "2026",
          "why-indicators_max": why,
        ])
    }
    for wrong in ["32.5", "0", "很多"] {
      let answer = limit(wrong)
      #expect(answer.status == .badRequest && answer.text.contains("一张表的指标最多几行"), "\(wrong)")
      #expect(answer.text.contains("示财〔2026〕2号放宽"), "what was typed is not lost")
    }
    #expect(limit("32", "同意").text.contains("要写明理由"))
    #expect(limit("32").status == .seeOther)
    #expect(try !findings(2026).contains { $0.rule == "too-many-indicators" })
    #expect(office.get("/admin/rules?show=set").text.contains("32行（本地区设的）"))
    #expect(limit("").status == .seeOther)
    #expect(try findings(2026).contains { $0.rule == "too-many-indicators" })
  }

  @Test func `what arithmetic proves, a year that is over and another office are refused`() throws {
    let proven = set(
      "details-sum", ["subject": "rule/details-sum", "value-rule": "off", "year-rule": "2026", "why-rule": "不想再查这一条"])
    #expect(proven.status == .badRequest && proven.text.contains("由算术判定"))
    #expect(office.get("/admin/rules/details-sum").text.contains("不能关也不能降"))
    _ = office.post("/admin/years", ["year": "2026"])
    _ = office.post("/admin/years/2026", ["number": "1", "action": "open"])
    _ = office.post("/admin/years/2026", ["number": "2", "action": "close"])
    let late = set(
      "basis-missing",
      ["subject": "rule/basis-missing", "value-rule": "off", "year-rule": "2026", "why-rule": "本区表样没有依据栏"])
    #expect(late.status == .badRequest && late.text.contains("2026 年度已经结束"))
    let clerk = try app.signedIn(.executingUnit)
    #expect(clerk.get("/admin/rules").status == .forbidden)
    #expect(clerk.post("/admin/rules/basis-missing", ["subject": "rule/basis-missing"]).status == .forbidden)
    #expect(office.get("/admin/rules/no-such-rule").status == .notFound)
    #expect(
      set("basis-missing", ["subject": "limit/indicators_max", "value-indicators_max": "3"]).status == .badRequest)
  }

  @Test func `the lists go into workbooks, and what was let stand has a list of its own`() throws {
    #expect(office.get("/admin/rules.xlsx").status == .ok && office.get("/admin/rules/history.xlsx").status == .ok)
    #expect(office.get("/waivers").text.contains("没有准予保留的发现") && office.get("/waivers.xlsx").status == .ok)
  }
}
