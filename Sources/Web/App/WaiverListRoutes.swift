import Lifecycle
import Model
import Store

/// Every finding that was let stand in a year (准予保留), for whoever sees the lists of the branch.
enum WaiverListRoutes {
  static let all: [AppRoute] = [
    .get("/waivers", .may(.readForm), list), ListExport.route("/waivers", .may(.readForm), title: "准予保留的发现", list),
  ]

  private static func list(_ call: Call) throws(Refusal) -> Response {
    let account = call.account
    let (year, state) = (call.year, call.query["state"] ?? "")
    let words = String((call.query["q"] ?? "").prefix(100))
    let found = try call.read { (t) throws(StoreError) in
      account.role.seesLists
        ? try Waivers.list(
          region: account.region, year: year, within: account.scope,
          isInForce: state == "kept" ? true : state == "withdrawn" ? false : nil, in: t) : []
    }
    let rows = found.filter { one in
      words.isEmpty
        || [one.formName, one.unitName, one.waiver.title, one.waiver.message, one.waiver.reason].contains {
          $0.contains(words)
        }
    }
    let size = min(max(call.number("size") ?? 50, 1), 200)
    let number = min(max(1, call.number("page") ?? 1), max(1, (rows.count + size - 1) / size))
    return call.page(
      waiverListPage(
        WaiverListPage(
          shell: call.shell(.forms), year: year,
          filters: [
            .choice(
              name: "state", label: "现在",
              choices: [Choice("", "全部"), Choice("kept", "有效"), Choice("withdrawn", "已撤回")], chosen: state),
            .search(name: "q", label: "表、发现、理由里的字", value: words),
          ], isFiltered: !state.isEmpty || !words.isEmpty,
          rows: rows.dropFirst((number - 1) * size).prefix(size).map { row($0, call) },
          pager: Pager(counter: "处", total: rows.count, page: number, size: size) { page, size in
            call.href("/waivers", [("page", String(page)), ("size", String(size))])
          }, exportHref: call.exportHref("/waivers"))))
  }

  private static func row(_ one: Waivers.Listed, _ call: Call) -> WaiverListPage.Row {
    let waiver = one.waiver
    return WaiverListPage.Row(
      form: one.formName, href: "/forms/\(waiver.form)/waivers", unit: one.unitName, severity: waiver.severity,
      title: waiver.title, message: waiver.message, reason: waiver.reason,
      by: [
        Role(rawValue: waiver.role)?.officialName ?? waiver.role, waiver.accountName ?? "已经没有这个账号",
        Moments.short(waiver.at, now: call.now),
      ].joined(separator: " "),
      withdrawn: waiver.withdrawnAt.map {
        "\(waiver.withdrawnByName ?? "已经没有这个账号") \(Moments.short($0, now: call.now))"
      })
  }
}
