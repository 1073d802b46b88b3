import Lifecycle
import Model
import Schemes
import Store
import Work

/// Setting up the budget years of a region.
enum YearAdminRoutes {
  static let all: [AppRoute] = [
    .get("/admin/years", .may(.administerYears), list), .post("/admin/years", .may(.administerYears), setUp),
    .get("/admin/years/{year}", .may(.administerYears), show),
    .post("/admin/years/{year}", .may(.administerYears), save),
  ]

  // MARK: the list

  private static func list(_ call: Call) throws(Refusal) -> Response { call.page(yearsPage(try listPage(call))) }

  private static func listPage(_ call: Call) throws(Refusal) -> YearsPage {
    let account = call.account
    let place = call.services.regions.name(account.region)
    let rulebook = call.services.rulebook
    let rows = try call.read { (transaction) throws(StoreError) in
      var rows: [YearsPage.Row] = []
      for year in try Years.list(region: account.region, in: transaction) {
        let stages = try StageTally(account.region, year.year, account.scope, in: transaction)
        let sum = try ProjectSums.of(region: account.region, year: year.year, account.scope, in: transaction)
        rows.append(
          YearsPage.Row(
            year: year.year, state: YearTag(year.state),
            problems: YearCheck.problems(year.settings, year: year.year, place: place, rulebook).count,
            unfinished: stages.unfinished, stages: stages.all, projects: sum?.projects ?? 0,
            changed: Moments.short(year.updatedAt, now: call.now), changedBy: year.updatedByName ?? "程序"))
      }
      return rows
    }
    return YearsPage(
      shell: call.shell(.years), rows: rows, proposed: rows.first.map { $0.year + 1 } ?? call.now.civil().year)
  }

  private static func setUp(_ call: Call) throws(Refusal) -> Response {
    guard let year = Call.validYear(call.request.fields["year"]) else {
      var page = try listPage(call)
      page.problem = Problem("year", "“\(call.request.fields["year"] ?? "")”不是年度。请写 1990 到 2100 之间的四位数字。")
      return call.page(yearsPage(page), .badRequest)
    }
    let account = call.account
    let place = call.services.regions.name(account.region)
    let rulebook = call.services.rulebook
    try call.write { (transaction) throws(StoreError) in
      _ = try YearOpening.setUp(
        region: account.region, place: place, year: year, .preparing, rulebook, by: account.id, in: transaction)
    }
    return .seeOther("/admin/years/\(year)")
  }

  // MARK: one year

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let year = try found(call)
    let done: String? =
      switch call.query["done"] {
      case "save": "设置已保存，从现在起按它办理。"
      case "open": "\(year.year) 年度已开年，各环节可以办理了。"
      case "close": "\(year.year) 年度已结束。"
      case "redate": "日期和监控时点已按工作日历重排。"
      default: nil
      }
    return call.page(yearPage(try YearForm.page(call, year, year.settings, done: done)))
  }

  private static func found(_ call: Call) throws(Refusal) -> BudgetYear {
    let region = call.account.region
    guard let number = Call.validYear(call.parameters["year"]) else { throw .notFound }
    let year = try call.read { (transaction) throws(StoreError) in
      try Years.find(region: region, number, in: transaction)
    }
    guard let year else { throw .notFound }
    return year
  }

  private static func save(_ call: Call) throws(Refusal) -> Response {
    let year = try found(call)
    let fields = call.request.fields
    let action = fields["action"] ?? "save"
    guard let number = fields["number"].flatMap({ Int($0) }), ["save", "open", "close", "redate"].contains(action)
    else {
      throw .malformed("year form")
    }
    guard number == year.number else {
      var page = try YearForm.page(call, year, year.settings)
      page.problems = [Problem("main", "\(year.updatedByName ?? "别人")先改了这一年的设置，你的改动没有保存。下面是现在的设置，请再改一次。")]
      return call.page(yearPage(page), .conflict)
    }
    var settings = YearForm.settings(fields, year.settings)
    if action == "redate" { settings = YearOpening.redated(settings, year: year.year, call.services.rulebook) }
    let blocking = YearCheck.problems(
      settings, year: year.year, place: call.services.regions.name(call.account.region), call.services.rulebook
    ).filter(\.isBlocking)
    // A year that is at work never loses what its stages stand on.
    let isAtWork = action == "open" || year.state == .open
    if isAtWork && action != "close" && !blocking.isEmpty {
      var page = try YearForm.page(call, year, settings)
      page.problems = blocking.map { Problem($0.part == "days" ? "main" : $0.part, $0.words) }
      return call.page(yearPage(page), .badRequest)
    }
    let state: BudgetYear.State =
      switch action {
      case "open": .open
      case "close": .closed
      default: year.state
      }
    let account = call.account
    let kept = action == "close" ? year.settings : settings
    try call.write { (transaction) throws(StoreError) in
      try Years.set(region: account.region, year.year, state, kept, basedOn: number, by: account.id, in: transaction)
    }
    return .seeOther("/admin/years/\(year.year)?done=\(action)")
  }
}

/// How many stages a branch has in a year, and how many of them are not finished.
struct StageTally: Hashable, Sendable {
  private(set) var all = 0
  private(set) var unfinished = 0

  init(_ region: String, _ year: Int, _ path: UnitPath, in transaction: ReadTransaction) throws(StoreError) {
    for count in try StageCounts.of(region: region, year: year, path, in: transaction) {
      all += count.stages
      if !Steps.isFinal(count.state, flow: count.flow) { unfinished += count.stages }
    }
  }
}

extension YearTag {
  init(_ state: BudgetYear.State) {
    self =
      switch state {
      case .preparing: .preparing
      case .open: .open
      case .closed: .closed
      }
  }
}
