import Lifecycle
import Model
import Store
import Work

/// Dividing a form among the people of a unit.
enum PartRoutes {
  static let all: [AppRoute] = [
    .get("/forms/{id}/parts", .may(.editForm), show),
    .post("/forms/{id}/parts", .may(.editForm), divide),
  ]

  private static func show(_ call: Call) throws(Refusal) -> Response {
    var page = try page(call, try call.desk())
    if call.query["done"] != nil { page.done = "分工已存好，记入总台账。" }
    return call.page(partsPage(page))
  }

  private static func divide(_ call: Call) throws(Refusal) -> Response {
    let desk = try call.desk()
    var wanted: [String: String] = [:]
    for part in desk.plan.parts {
      if let account = call.request.fields["owner-\(part.id)"], !account.isEmpty { wanted[part.key] = account }
    }
    let account = call.account
    do throws(Refusal) {
      try call.write { (transaction) throws(StoreError) in
        try PartDivision.divide(desk.row, wanted, by: account, in: transaction)
      }
    } catch {
      guard let said = error.said else { throw error }
      var page = try page(call, desk)
      page.problem = said
      return call.page(partsPage(page), .badRequest)
    }
    return .seeOther("/forms/\(desk.row.id)/parts?done=1")
  }

  private static func page(_ call: Call, _ desk: EditDesk) throws(Refusal) -> PartsPage {
    let people = try call.read { (transaction) throws(StoreError) in
      try PartDivision.people(for: desk.row, in: transaction)
    }
    let owners = Dictionary(desk.owners.map { ($0.part, $0) }, uniquingKeysWith: { first, _ in first })
    let values = desk.content.typedCells
    return PartsPage(
      shell: call.shell(desk.row.kind.isSelfEvaluation ? .selfEvaluations : .goals, year: desk.row.year),
      id: desk.row.id, name: desk.row.displayName,
      people: people.map { Choice($0.account, "\($0.name)（\($0.unitName) \($0.role.officialName)）") },
      parts: desk.plan.parts.map { part in
        let owner = owners[part.key]
        return .init(
          id: part.id, title: part.title, progress: PartProgress(part, desk.content, values),
          owner: owner?.account,
          // Somebody who may not change the form any more still stands in the list until another is chosen.
          gone: owner.flatMap { owner in people.contains { $0.account == owner.account } ? nil : owner.name },
          since: owner.map { "\($0.byName ?? "已经没有这个账号") \(Moments.short($0.at, now: call.now))" })
      })
  }
}
