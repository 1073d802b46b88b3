import Lifecycle
import Model
import Store

/// The ledger, for those who may read it.
enum ApiLedgerRoutes {
  static let all: [ApiOperation] = [
    .list(
      "listLedger", "/ledger", .may(.readLedger), "总台账，新的在前；往前翻用 before",
      [
        ApiParameter(name: "before", words: "只要序号比它小的", type: .integer),
        ApiParameter(name: "subject", words: "只要这个对象的，例如 form/标识"), .size,
      ], of: ApiSchemas.ledgerEntry, handle: list)
  ]

  private static func list(_ call: Call) throws(Refusal) -> Response {
    let region = call.account.region
    let before = call.number("before")
    let subject = call.query["subject"].flatMap { $0.isEmpty ? nil : $0 }
    let size = min(max(call.number("size") ?? 50, 1), 200)
    let found = try call.read { (t) throws(StoreError) in
      (
        lines: try Ledger.list(region: region, before: before, subject: subject, limit: size, in: t),
        head: try Ledger.head(region: region, in: t)
      )
    }
    return ApiAnswers.list(found.lines.map(json), size: size, total: found.head?.sequence ?? 0)
  }

  private static func json(_ line: Ledger.Line) -> JSON {
    let entry = line.entry
    let detail = try? JSONParser.parse(entry.detail)
    return .object([
      "sequence": .integer(entry.sequence), "at": .moment(entry.at), "action": .string(entry.action),
      "action_name": .text(entry.knownAction?.officialName), "actor": .string(entry.actor),
      "actor_name": .text(line.actorName), "subject": .string(entry.subject), "detail": detail ?? .string(entry.detail),
      "payload_digest": .string(entry.payloadDigest), "previous_hash": .string(entry.previousHash),
      "hash": .string(entry.hash),
    ])
  }
}
