import Lifecycle
import Model
import Store
import Work

/// Letting a finding stand with a reason, and taking that back.
enum WaiverRoutes {
  static let all: [AppRoute] = [
    .get("/forms/{id}/waivers", .may(.readForm), show),
    .post("/forms/{id}/waivers", .may(.readForm), decide),
  ]

  private static func show(_ call: Call) throws(Refusal) -> Response {
    call.page(waiversPage(try page(call, try call.formRow(.readForm))))
  }

  private static func decide(_ call: Call) throws(Refusal) -> Response {
    let row = try call.formRow(.readForm)
    let fields = call.request.fields
    let withdrawn = fields["withdraw"].flatMap { Int($0) }
    let (key, reason) = (fields["key"] ?? "", String((fields["reason"] ?? "").prefix(1_000)))
    do throws(Refusal) {
      try call.write { (transaction) throws(StoreError) in
        let desk = try call.desk(row.year, in: transaction)
        if let withdrawn {
          try Waiving.withdraw(withdrawn, of: row.id, desk, in: transaction)
        } else {
          try Waiving.waive(key, of: row.id, reason: reason, desk, in: transaction)
        }
      }
    } catch {
      guard let said = error.said else { throw error }
      var page = try page(call, row)
      page.problem = said
      return call.page(waiversPage(page), .badRequest)
    }
    return .seeOther("/forms/\(row.id)/waivers?done=\(withdrawn == nil ? "kept" : "withdrawn")")
  }

  private static func page(_ call: Call, _ row: Store.FormListRow) throws(Refusal) -> WaiversPage {
    let found = try call.read { (transaction) throws(StoreError) in
      (
        findings: try Forms.load(id: row.id, in: transaction)?.findings ?? [],
        waivers: try Waivers.list(form: row.id, in: transaction),
        stage: try Stages.ofForm(row.id, in: transaction)
      )
    }
    let actor = call.account.actor
    func refusal(_ severity: Finding.Severity) -> String? {
      guard let stage = found.stage else { return "这张表不在年度环节里，不用办准予保留。" }
      return Waiving.refusal(severity, stage, actor)?.why
    }
    let open = found.findings.filter { finding in
      finding.severity != .hint && !found.waivers.contains { $0.covers(finding) }
    }
    var page = WaiversPage(
      shell: call.shell(row.kind.isSelfEvaluation ? .selfEvaluations : .goals, year: row.year), id: row.id,
      name: row.displayName,
      open: open.map { finding in
        .init(
          key: finding.answerKey, severity: finding.severity, title: finding.title, place: finding.place,
          message: finding.message, refusal: refusal(finding.severity))
      },
      kept: found.waivers.map { waiver in
        .init(
          number: waiver.number, severity: waiver.severity, title: waiver.title, place: waiver.place,
          message: waiver.message, reason: waiver.reason,
          by: [
            Role(rawValue: waiver.role)?.officialName ?? waiver.role, waiver.accountName ?? "已经没有这个账号",
            Moments.short(waiver.at, now: call.now),
          ].joined(separator: " "),
          withdrawn: waiver.withdrawnAt.map {
            "\(waiver.withdrawnByName ?? "已经没有这个账号") \(Moments.short($0, now: call.now))"
          }, isCurrent: found.findings.contains { waiver.covers($0) },
          mayWithdraw: refusal(waiver.severity) == nil)
      })
    switch call.query["done"] {
    case "kept": page.done = "已准予保留，理由记入总台账。"
    case "withdrawn": page.done = "已撤回，这处发现又要改好或说明。"
    default: break
    }
    return page
  }
}
