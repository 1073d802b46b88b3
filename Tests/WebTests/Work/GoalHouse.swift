import Lifecycle
import Model
import Store
import Work

@testable import Web

/// A house with the budget of 2027 in the making, and a goal form of the water bureau in it.
struct GoalHouse {
  static let year = 2027

  let app: TestApplication
  let form: String
  let stage: String

  /// - Parameter wanYuan: what the unit asks for.
  init(wanYuan: String = "120", editing: any EditingRules = PlainEditingRules()) throws {
    app = try TestApplication(editing: editing)
    try app.openYear(Self.year)
    let clerk = try app.house.add("maker", .executingUnit)
    (form, stage) = try Self.addForm(app, clerk, name: "堤防养护", code: "T1", wanYuan: wanYuan)
  }

  @discardableResult
  static func addForm(
    _ app: TestApplication, _ clerk: Account, name: String, code: String, wanYuan: String
  ) throws -> (form: String, stage: String) {
    var content = FormContent(kind: .projectGoal)
    content.name = name
    content.code = code
    content.year = year
    content.amounts.current = ExactDecimal(wanYuan)
    var prior = PriorAmount(id: "p1")
    prior.year = year - 1
    prior.amount = ExactDecimal(100)
    content.amounts.prior = [prior]
    var goal = Goal(id: "g1")
    goal.term = .annual
    goal.text = "完成堤防日常养护"
    for number in 1...2 {
      var indicator = Indicator(id: "i\(number)")
      indicator.level1 = "产出指标"
      indicator.name = "养护率 \(number)"
      indicator.target = "≥9\(number)%"
      indicator.history = ["90%", "95%"]
      goal.indicators.append(indicator)
    }
    content.goals = [goal]
    let made = content
    return try app.house.database.write { (t) throws(StoreError) in
      let desk = try Desk(clerk, year: year, .shipped, in: t)
      let id = try Projects.add(
        ProjectDraft(code: code, name: name, unit: clerk.unit, firstYear: 2020), region: "r", by: clerk.id, in: t)
      try Projects.set(year - 1, of: id, region: "r", in: t) { $0.approved = Money(fen: 100_0000_00) }
      let begun = try Goals.begin(
        project: try Projects.find(region: "r", id: id, in: t), unit: "", content: made, desk, in: t)
      return (begun.form, begun.stage)
    }
  }

  func browser(_ role: Role, unit: String? = nil) throws -> TestBrowser {
    let isFinance = role.rawValue.hasPrefix("finance")
    let browser = try app.signedIn(
      role, login: "\(role.rawValue)-\(UInt32.random(in: 0 ... .max))", unit: unit ?? (isFinance ? "root" : "water"))
    browser.cookies["hengji_year"] = String(Self.year)
    return browser
  }

  func row() throws -> StageRow { try row(stage) }

  func row(_ id: String) throws -> StageRow {
    guard let row = try app.stage(id) else { throw StoreError.missing(subject: "环节") }
    return row
  }

  /// Takes a step over the address that pages use.
  func step(_ event: GoalForm.Event, _ role: Role, _ fields: [(String, String)] = []) throws -> Response {
    let browser = try browser(role)
    return browser.postAll(
      "/stages/\(stage)/step", [("event", event.rawValue), ("number", String(try row().number))] + fields)
  }

  /// Takes the form to the budget office of its round.
  func passUp() throws {
    for (event, role) in [
      (GoalForm.Event.submit, Role.executingUnit), (.passDepartment, .departmentFinanceOfficer),
      (.passLineOffice, .financeLineOffice), (.passPerformanceOffice, .financePerformanceOffice),
    ] {
      let answer = try step(event, role)
      if answer.status != .seeOther { throw StoreError.missing(subject: "\(event): \(answer.text)") }
    }
  }
}

extension TestBrowser {
  /// Sends a form whose fields may repeat, with the token of the session.
  func postAll(_ path: String, _ fields: [(String, String)]) -> Response {
    var all = Fields()
    for (name, value) in fields { all.append(name, value) }
    let page = get("/me").text
    if let start = page.firstRange(of: "name=\"csrf\" value=\"") {
      all.append("csrf", String(page[start.upperBound...].prefix { $0 != "\"" }))
    }
    return send(.post, path, .fields(all))
  }
}
