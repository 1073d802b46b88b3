import Lifecycle
import Model
import Schemes
import Scoring
import Store
import Work

/// Red lights that wait for somebody: to be warned of, explained, decided.
enum WarningRoutes {
  static let all: [AppRoute] = [.get("/warnings", .may(.readForm), show)]

  /// States in which something about a warning is open.
  static let states = ["warning", "explained", "measure-required", "suspended"]

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let account = call.account
    guard account.role.seesLists else {
      throw .forbidden(why: "监控预警不对外部机构开放。", whoCanHelp: "分派给你的项目在工作台里。")
    }
    let year = call.year
    let groups = try call.read { (transaction) throws(StoreError) in
      let overdue = try call.deskIfReady(year, in: transaction)?.policy(LightPolicy.self)?.body.overdue
      return try [
        group("等财政决定", undecided(overdue), ["explained", "warning"], call, year, in: transaction),
        group("要求采取措施", "单位报送措施后复核", ["measure-required"], call, year, in: transaction),
        group("已暂停拨款", "整改核实后恢复", ["suspended"], call, year, in: transaction),
        group("亮灯待审核", "审核时认可或预警", ["finance-review"], call, year, in: transaction),
      ]
    }
    return call.page(
      warningsPage(
        WarningsPage(
          shell: call.shell(.monitoring), facts: ["\(year) 年度", "继续、要求采取措施或暂停拨款，在项目的监控页面办理"], groups: groups)))
  }

  /// What becomes of a red light that nobody decides, by the policy of the year.
  private static func undecided(_ overdue: LightPolicy.Overdue?) -> String {
    guard let overdue, overdue.use == .suspend else { return "到期没有决定，可以暂停拨款" }
    return overdue.days == 0 ? "红灯过了期限没有决定，自动暂停拨款" : "红灯过了期限 \(overdue.days) 天没有决定，自动暂停拨款"
  }

  private static func group(
    _ title: String, _ why: String, _ states: [String], _ call: Call, _ year: Int, in transaction: ReadTransaction
  ) throws(StoreError) -> WarningsPage.Group {
    var filter = StageFilter(
      region: call.account.region, year: year, flow: Monitoring.name, scope: call.account.scope)
    filter.states = states
    filter.pageSize = 200
    var rows: [WarningsPage.Row] = []
    for row in try Stages.list(filter, in: transaction).items {
      let summary = LightSummary(row)
      guard row.state != "finance-review" || summary?.light?.needsExplanation ?? false else { continue }
      let last = try Stages.steps(of: row, in: transaction).last { $0.opinion != nil }
      rows.append(self.row(row, summary, last, call))
    }
    return WarningsPage.Group(title: title, why: why, rows: rows)
  }

  private static func row(
    _ row: StageRow, _ summary: LightSummary?, _ last: StageStepRow?, _ call: Call
  ) -> WarningsPage.Row {
    let said = last.map { "\($0.who)：\($0.opinion ?? "")" } ?? "还没有说明"
    let left = row.state == "finance-review" ? nil : row.dueOn.flatMap { daysLeft($0, call.today) }
    return WarningsPage.Row(
      light: summary?.light.flatMap { Light(rawValue: $0.rawValue) }, name: row.title,
      href: "/monitoring/\(row.id)#steps",
      unit: row.unitName, period: "1—\(Monitorings.month(row)) 月", why: summary?.why ?? "", said: said,
      state: Steps.words(row)?.state ?? row.state,
      left: left.map { $0 >= 0 ? "还有 \($0) 天" : "过期 \(-$0) 天" }, isOverdue: (left ?? 0) < 0)
  }

  /// Days from today to a day; negative when it is past.
  static func daysLeft(_ day: String, _ today: String) -> Int? {
    guard let end = Instant("\(day)T00:00:00.000Z"), let now = Instant("\(today)T00:00:00.000Z") else { return nil }
    return Int((end.milliseconds - now.milliseconds) / 86_400_000)
  }
}
