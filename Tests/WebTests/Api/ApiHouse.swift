import Lifecycle
import Model
import Store

@testable import Web

/// A program that asks the interface with a personal token.
struct ApiProgram {
  let application: Application
  var token: String?
  var address = "192.0.2.9"

  func send(
    _ method: Web.Method, _ path: String, _ body: String? = nil, _ lines: KeyValuePairs<String, String> = [:]
  ) -> Response {
    send(method, path, body: body.map { .json(Array($0.utf8)) } ?? .none, lines)
  }

  func send(
    _ method: Web.Method, _ path: String, body: Request.Body, _ lines: KeyValuePairs<String, String> = [:]
  ) -> Response {
    var headers = Headers()
    headers.append("Host", "127.0.0.1:8080")
    if let token { headers.append("Authorization", "Bearer \(token)") }
    for (name, value) in lines { headers.append(name, value) }
    guard let target = Target(path) else { preconditionFailure("tests ask for addresses") }
    return application.respond(
      Request(
        head: RequestHead(method, target, headers: headers, address: address),
        body: body))
  }

  func get(_ path: String) -> Response { send(.get, path) }
}

extension Response {
  /// The body as JSON; nil when it is none.
  var json: JSON? { try? JSONParser.parse(body?.bytes ?? []) }
  var errorCode: String? { json?["error"]?["code"]?.string }
}

extension TestApplication {
  /// A program with a fresh token of a fresh account.
  func program(_ role: Role, login: String? = nil, unit: String = "water") throws -> ApiProgram {
    let account = try house.add(login ?? "program-\(role.rawValue)", role, unit: unit)
    let token = Token.make()
    try house.database.write { (t) throws(StoreError) in
      try ApiTokens.make(
        account: account.id, grant: account.grant, name: "取数", digest: token.digest.text, days: 30, in: t)
    }
    return ApiProgram(application: application, token: token.bearer)
  }

  /// A form of the water office with two indicators; its identifier.
  func form(_ name: String = "堤防养护", contacts: Bool = true) throws -> String {
    var content = FormContent(kind: .projectGoal)
    content.name = name
    content.year = 2026
    content.amounts.current = ExactDecimal(100)
    if contacts { content.contacts = [Attribute("联系电话", "示例电话一")] }
    var goal = Goal(id: "g7")
    for (id, words, target) in [("i8", "养护率", "93%"), ("i9", "满意度", "90%")] {
      var indicator = Indicator(id: id)
      indicator.name = words
      indicator.target = target
      goal.indicators.append(indicator)
    }
    content.goals = [goal]
    let draft = FormDraft(region: "r", year: 2026, unit: "water", content: content)
    return try house.database.write { (t) throws(StoreError) in try Forms.put(draft, by: "setup", in: t).form }
  }
}
