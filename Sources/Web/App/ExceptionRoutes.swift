import Lifecycle
import Store
import Work

/// Every signed paper that opened a gate (例外文件): who used it, who signed it, why.
enum ExceptionRoutes {
  static let all: [AppRoute] = [.get("/exceptions", .may(.readForm), show)]

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let account = call.account
    let year = call.year
    let found = try call.read { (transaction) throws(StoreError) in
      account.role.seesLists
        ? try Stages.exceptions(region: account.region, year: year, within: account.scope, in: transaction) : []
    }
    return call.page(
      exceptionsPage(
        call.shell(nil), year: year,
        found.map { paper in
          ExceptionRow(
            title: paper.title, href: "/stages/\(paper.stage)", unit: paper.unitName,
            step: Steps.name(ofEvent: paper.event, flow: paper.flow), gate: paper.gate?.why ?? "这一版程序不认识的关口",
            document: paper.document, reason: paper.reason, signer: paper.signerName ?? "已经没有这个账号",
            user: paper.actorName ?? "已经没有这个账号", time: Moments.short(paper.at, now: call.now),
            ledgerEntry: paper.ledgerSequence)
        }))
  }
}
