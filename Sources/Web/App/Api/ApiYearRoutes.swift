import Lifecycle
import Model
import Store

/// Years and units.
enum ApiYearRoutes {
  static let all: [ApiOperation] = [
    .list("listYears", "/years", .signedIn, "预算年度，新的在前", of: ApiSchemas.year, handle: years),
    .list(
      "listUnits", "/units", .may(.readUnits), "单位，上级在前", [.search, .page, .size], of: ApiSchemas.unit,
      handle: units),
  ]

  private static func years(_ call: Call) throws(Refusal) -> Response {
    let region = call.account.region
    let years = try call.read { (t) throws(StoreError) in try Years.list(region: region, in: t) }
    return ApiAnswers.list(
      years.map { year in
        .object([
          "year": .integer(year.year), "state": .string(year.state.rawValue),
          "state_name": .string(year.state.officialName), "number": .integer(year.number),
        ])
      })
  }

  private static func units(_ call: Call) throws(Refusal) -> Response {
    let account = call.account
    let words = call.query["q"] ?? ""
    let all = try call.read { (t) throws(StoreError) in
      try Units.branch(region: account.region, account.scope, limit: 20_000, in: t)
    }
    let found = words.isBlank ? all : all.filter { $0.name.contains(words) || $0.code == words }
    let size = min(max(call.number("size") ?? 50, 1), 200)
    let page = min(max(call.number("page") ?? 1, 1), max(1, (found.count + size - 1) / size))
    let rows = found.dropFirst((page - 1) * size).prefix(size)
    return ApiAnswers.list(
      rows.map { unit in
        .object([
          "id": .string(unit.id), "name": .string(unit.name), "code": .text(unit.code), "parent": .text(unit.parent),
          "valid_from": .text(unit.validFrom), "valid_to": .text(unit.validTo),
        ])
      }, page: page, size: size, total: found.count)
  }
}

extension JSON {
  /// A text, or nothing where there is none.
  static func text(_ text: String?) -> JSON? { text.map { .string($0) } }
  static func figure(_ figure: ExactDecimal?) -> JSON? { figure.map { JSON(.number($0)) } }
  static func fen(_ money: Money?) -> JSON? { money.map { .integer(Int($0.fen)) } }
  static func moment(_ instant: Instant) -> JSON { .string(instant.text) }
}
