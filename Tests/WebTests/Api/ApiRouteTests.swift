import Lifecycle
import Model
import Store
import TestSupport
import Testing
import Work

@testable import Web

@Suite(.everyEngine) struct ApiRouteTests {
  let app: TestApplication

  init() throws {
    app = try TestApplication()
    try app.openYear(2026)
  }

  private func stage(_ title: String = "补齐验收记录") throws -> String {
    let maker = try app.house.add("maker", .financePerformanceOffice, unit: "root").actor
    return try app.house.database.write { (t) throws(StoreError) in
      try Stages.open(
        RectificationItem.self, StageDraft(year: 2026, unit: "water", title: title, dueOn: "2026-12-31"), region: "r",
        by: maker, in: t)
    }
  }

  private func project() throws -> String {
    try app.house.database.write { (t) throws(StoreError) in
      let project = try Projects.add(
        ProjectDraft(code: "XM-1", name: "堤防养护", unit: "water", firstYear: 2026), region: "r", by: "setup", in: t)
      try Projects.set(2026, of: project, region: "r", in: t) { $0.asked = Money(fen: 12_345) }
      return project
    }
  }

  private func accounts() throws -> String {
    let maker = try app.house.add("treasurer", .departmentProgramOfficer, unit: "water").actor
    return try app.house.database.write { (t) throws(StoreError) in
      try Stages.open(
        FinalAccounts.self,
        StageDraft(year: 2026, unit: "water", title: "示范区水务局", content: ExampleAccounts.make().json), region: "r",
        by: maker, in: t)
    }
  }

  // MARK: answers keep what the description promises

  @Test func `every answer is JSON of the shape that is described`() throws {
    let form = try app.form()
    let stage = try stage()
    let project = try project()
    let accounts = try accounts()
    for role in [Role.executingUnit, .financePerformanceOffice, .auditAdministrator, .oversightReader] {
      let program = try app.program(role, unit: role == .executingUnit ? "water" : "root")
      for operation in ApiRoutes.operations where operation.route.method == .get && !operation.givesFile {
        let path = operation.route.pattern.description
        let known = ["/projects/": project, "/stages/": stage, "/accounts/": accounts]
        let id = known.first { path.contains($0.key) }?.value ?? form
        let query = path.hasSuffix("/stages") ? "?flow=\(RectificationItem.name)&year=2026" : "?year=2026"
        let answer = program.get(operation.route.pattern.path { _ in id } + query)
        let json = try #require(answer.json, "\(role) \(path)")
        let name = "\(role) \(path): \(answer.text.prefix(200))"
        #expect(answer["Set-Cookie"] == nil && answer["Cache-Control"] == "no-store", "\(name)")
        if answer.status == .ok, operation.isList {
          #expect(["items", "page", "size", "total"].allSatisfy { json[$0] != nil }, "\(name)")
          for item in json["items"]?.array ?? [] { expect(item, is: operation.answer, name) }
        } else if answer.status == .ok {
          expect(json, is: operation.answer, name)
        } else {
          #expect(answer.status == .forbidden, "\(name)")
          expect(json, is: ApiSchemas.error, name)
        }
      }
    }
  }

  private func expect(_ json: JSON, is schema: ApiSchema, _ name: String) {
    let keys = Set((json.members ?? []).map(\.key))
    let known = Set(schema.members.map(\.name))
    #expect(schema.isOpen || keys.subtracting(known).isEmpty, "\(keys.subtracting(known)) in \(name)")
    let missing = schema.members.filter { $0.isRequired && !keys.contains($0.name) }.map(\.name)
    #expect(missing.isEmpty, "\(missing) not in \(name)")
    for member in schema.members {
      guard let value = json[member.name] else { continue }
      expect(value, is: member.type, "\(member.name) in \(name)")
    }
  }

  private func expect(_ value: JSON, is type: ApiType, _ name: String) {
    switch type {
    case .text: #expect(value.string != nil, "\(name)")
    case .integer: #expect(value.integer != nil, "\(name)")
    case .number: #expect(value.number != nil, "\(name)")
    case .flag: #expect(value.bool != nil, "\(name)")
    case .day: #expect(value.string.flatMap { Day($0) } != nil, "\(name)")
    case .moment: #expect(value.string.flatMap { Instant($0) } != nil, "\(name)")
    case .any: break
    case .list(let item): for one in value.array ?? [] { expect(one, is: item, name) }
    case .schema(let wanted):
      if let schema = ApiSchemas.all.first(where: { $0.name == wanted }) { expect(value, is: schema, name) }
    }
  }

  @Test func `lists are paged, filtered and kept within the branch`() throws {
    for number in 1...3 { _ = try app.form("堤防\(number)") }
    _ = try project()
    let program = try app.program(.executingUnit)
    let page = try #require(program.get("/api/v1/forms?year=2026&size=2&page=2&sort=name&order=ascending").json)
    #expect(page["total"]?.integer == 3 && page["page"]?.integer == 2 && page["items"]?.array?.count == 1)
    #expect(page["items"]?.array?.first?["name"]?.string == "堤防3")
    #expect(program.get("/api/v1/forms?year=2026&q=%E5%A0%A4%E9%98%B22").json?["total"]?.integer == 1)
    let projects = try #require(program.get("/api/v1/projects?year=2026").json)
    #expect(projects["items"]?.array?.first?["asked_fen"]?.integer == 12_345)
    let other = try app.program(.executingUnit, login: "school", unit: "school")
    #expect(other.get("/api/v1/forms?year=2026").json?["total"]?.integer == 0)
    #expect(other.get("/api/v1/projects?year=2026").json?["total"]?.integer == 0)
  }

  @Test func `what belongs to others is refused with the sentence of the pages`() throws {
    let form = try app.form()
    let project = try project()
    let stage = try stage()
    let other = try app.program(.executingUnit, login: "school", unit: "school")
    for path in [
      "forms/\(form)", "forms/\(form)/findings", "forms/\(form)/score", "projects/\(project)", "stages/\(stage)",
    ] {
      let answer = other.get("/api/v1/" + path)
      #expect(answer.status == .forbidden && answer.errorCode == "forbidden", "\(path)")
    }
    let browser = try app.signedIn(.executingUnit, login: "browser", unit: "school")
    let message = try #require(other.get("/api/v1/forms/\(form)").json?["error"]?["message"]?.string)
    #expect(browser.get("/forms/\(form)").text.contains(message))
    #expect(other.get("/api/v1/ledger").status == .forbidden)
    for path in ["forms/none", "projects/none", "stages/none", "nowhere"] {
      let answer = other.get("/api/v1/" + path)
      #expect(answer.status == .notFound && answer.errorCode == "not-found", "\(path)")
    }
    let wrong = other.send(.post, "/api/v1/years", "{}")
    #expect(
      wrong.status == .methodNotAllowed && wrong["Allow"] == "GET, HEAD" && wrong.errorCode == "method-not-allowed")
    #expect(other.get("/api/v1/stages").errorCode == "malformed")
  }

  @Test func `persons are shown only to those who may see them, and the ledger knows`() throws {
    let form = try app.form()
    let clerk = try app.program(.executingUnit)
    #expect(!clerk.get("/api/v1/forms/\(form)").text.contains("示例电话一"))
    let reader = try app.program(.oversightReader, unit: "root")
    #expect(reader.get("/api/v1/forms/\(form)?contacts=shown").status == .forbidden)
    #expect(clerk.get("/api/v1/forms/\(form)?contacts=shown").text.contains("示例电话一"))
    let seen = try app.house.database.read { (t) throws(StoreError) in
      try Ledger.list(region: "r", subject: "form/\(form)", in: t).filter { $0.entry.knownAction == .contactsSeen }
    }
    #expect(seen.count == 1)
  }

  // MARK: saving

  @Test func `a form is read, changed and saved, and what was never given away stays`() throws {
    let form = try app.form()
    let program = try app.program(.executingUnit)
    let read = program.get("/api/v1/forms/\(form)")
    let tag = try #require(read["ETag"])
    #expect(program.send(.get, "/api/v1/forms/\(form)", nil, ["If-None-Match": tag]).status == .notModified)
    let same = program.send(.put, "/api/v1/forms/\(form)", read.text, ["If-Match": tag])
    #expect(same.status == .ok && same.json?["changed"]?.bool == false && same["ETag"] == tag)
    let text = read.text.replacing("93%", with: "95%")
    let saved = program.send(.put, "/api/v1/forms/\(form)", text, ["If-Match": tag])
    #expect(saved.status == .ok && saved.json?["revision"]?.integer == 2 && saved.json?["changed"]?.bool == true)
    #expect(saved["ETag"] != tag && saved["ETag"] == program.get("/api/v1/forms/\(form)")["ETag"])
    let content = try #require(
      try app.house.database.read { (t) throws(StoreError) in try Revisions.content(form: form, number: 2, in: t) })
    #expect(content.indicators.map(\.indicator.id) == ["i8", "i9"] && content.goals.map(\.id) == ["g7"])
    #expect(content.indicators.first?.indicator.target == "95%")
    #expect(content.contacts == [Attribute("联系电话", "示例电话一")])
    let findings = program.get("/api/v1/forms/\(form)/findings").json
    #expect(findings?["revision"]?.integer == 2 && findings?["findings"]?.array?.first?["rule"]?.string == "example")
  }

  @Test func `who rests on an older revision changes nothing and is told both numbers`() throws {
    let form = try app.form()
    let program = try app.program(.executingUnit)
    let read = program.get("/api/v1/forms/\(form)")
    let tag = try #require(read["ETag"])
    let first = program.send(
      .put, "/api/v1/forms/\(form)", read.text.replacing("93%", with: "95%"), ["If-Match": "\"1\""])
    #expect(first.status == .ok)
    let late = program.send(.put, "/api/v1/forms/\(form)", read.text.replacing("93%", with: "97%"), ["If-Match": tag])
    #expect(late.status == .conflict && late.errorCode == "conflict")
    #expect(late.json?["error"]?["based_on"]?.integer == 1 && late.json?["error"]?["current"]?.integer == 2)
    #expect(late.json?["error"]?["message"]?.string?.contains("第 2 版") == true)
    #expect(program.get("/api/v1/forms/\(form)").text.contains("95%"))
  }

  @Test func `a form is not saved without its revision, by another role, or when it makes no sense`() throws {
    let form = try app.form()
    let path = "/api/v1/forms/\(form)"
    let program = try app.program(.executingUnit)
    let read = program.get(path)
    let tag = try #require(read["ETag"])
    #expect(program.send(.put, path, read.text).status == .preconditionNeeded)
    #expect(program.send(.put, path, read.text, ["If-Match": "\"9\""]).status == .badRequest)
    let broken = program.send(.put, path, "{\n\"kind\": ", ["If-Match": tag])
    #expect(broken.status == .badRequest && broken.json?["error"]?["message"]?.string?.contains("第 2 行") == true)
    #expect(program.send(.put, path, "{\"kind\":\"monitoring\"}", ["If-Match": tag]).status == .badRequest)
    let office = try app.program(.financePerformanceOffice, unit: "root")
    #expect(office.send(.put, path, read.text, ["If-Match": tag]).status == .forbidden)
    try app.house.database.write { (t) throws(StoreError) in
      try Forms.setState(form, .inReview, revision: 1, by: "setup", in: t)
    }
    let locked = program.send(.put, path, read.text.replacing("93%", with: "95%"), ["If-Match": tag])
    #expect([.forbidden, .conflict].contains(locked.status))
    #expect(program.get(path)["ETag"] == tag)
  }

  @Test func `a look at a form stores nothing`() throws {
    let program = try app.program(.executingUnit)
    let before = app.house.database.changes
    let text = "{\"kind\":\"project-goal\",\"name\":\"公园\",\"amounts\":{\"current\":100}}"
    _ = program.get("/api/v1/years")
    let used = app.house.database.changes
    let answer = program.send(.post, "/api/v1/check", text)
    let rules = (answer.json?["findings"]?.array ?? []).compactMap { $0["rule"]?.string }
    #expect(answer.status == .ok && rules == ["example", "example-warning"])
    #expect(used > before && app.house.database.changes == used)
  }

  // MARK: steps

  @Test func `a step is taken and the stage comes back as it then stands`() throws {
    let stage = try stage()
    let program = try app.program(.executingUnit)
    let before = try #require(program.get("/api/v1/stages/\(stage)").json)
    let offer = try #require(before["offers"]?.array?.first?["event"]?.string)
    #expect(offer == "acknowledge" && before["number"]?.integer == 1)
    let answer = program.send(
      .post, "/api/v1/stages/\(stage)/steps", "{\"event\":\"acknowledge\",\"number\":1,\"opinion\":\"已经收到\"}")
    #expect(answer.status == .ok && answer.json?["number"]?.integer == 2)
    #expect(answer.json?["history"]?.array?.last?["opinion"]?.string == "已经收到")
    #expect(program.get("/api/v1/rectifications?year=2026").json?["total"]?.integer == 1)
  }

  @Test func `a step that is refused changes nothing and says why`() throws {
    let stage = try stage()
    let path = "/api/v1/stages/\(stage)/steps"
    let order = "{\"event\":\"acknowledge\",\"number\":1}"
    let treasury = try app.program(.financeTreasuryOffice, unit: "root")
    let refused = treasury.send(.post, path, order)
    #expect(refused.status == .forbidden && refused.errorCode == "forbidden")
    #expect(refused.json?["error"]?["message"]?.string?.isEmpty == false)
    let program = try app.program(.executingUnit)
    let stale = program.send(.post, path, "{\"event\":\"acknowledge\",\"number\":7}")
    #expect(stale.status == .conflict && stale.errorCode == "conflict")
    #expect(program.send(.post, path, "{\"number\":1}").status == .badRequest)
    #expect(program.send(.post, path, "{\"event\":\"nothing\",\"number\":1}").status == .notFound)
    #expect(
      program.send(.post, path, "{\"event\":\"acknowledge\",\"number\":1,\"content\":{\"a\":{}}}").status == .badRequest
    )
    #expect(try app.stage(stage)?.number == 1)
  }
}
