import Lifecycle
import Model
import Store

/// The budget year that a person works in: chosen once, known to every page.
enum YearRoutes {
  static let all: [AppRoute] = [.get("/year", .signedIn, show), .post("/year", .signedIn, choose)]

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let region = call.account.region
    let years = try call.read { (transaction) throws(StoreError) in
      (
        set: try Years.states(region: region, in: transaction),
        forms: try FormCounts.years(region: region, in: transaction)
      )
    }
    let chosen = call.year
    var rows = years.set.map {
      YearChoicePage.Row(year: $0.year, state: $0.state.officialName, isChosen: $0.year == chosen)
    }
    // Forms may come in for years that nobody has set up.
    for year in years.forms where !rows.contains(where: { $0.year == year }) {
      rows.append(.init(year: year, state: "没有开年，只有导入的表", isChosen: year == chosen))
    }
    rows.sort { $0.year > $1.year }
    return call.page(
      yearChoicePage(
        YearChoicePage(
          shell: call.shell(nil), rows: rows, back: SignInRoutes.local(call.query["back"]) ?? "/",
          mayOpenYears: Access.may(.administerYears).admits(call.account.role))))
  }

  private static func choose(_ call: Call) throws(Refusal) -> Response {
    let fields = call.request.fields
    guard let year = Call.validYear(fields["year"]) else { throw .malformed("year") }
    var response = Response.seeOther(SignInRoutes.local(fields["back"]) ?? "/")
    response.add("Set-Cookie", call.cookie(year).text)
    return response
  }
}

extension Call {
  /// The budget year of this page: the one that its address names, else the chosen one, else the newest open one.
  var year: Int { chosenYear ?? usualYear }

  /// The year that the address or the person names; nil while nobody has chosen.
  var chosenYear: Int? { Self.validYear(query["year"]) ?? Self.validYear(head.headers.cookie(CookieNames.year)) }

  /// Without an answer of the database the year of the calendar stands in; whatever the page reads then says why.
  private var usualYear: Int {
    let usual = try? services.years.usual(account.region, services.database)
    return (usual ?? nil) ?? now.civil().year
  }

  /// What waits for the person in a year; nothing where the database does not answer, as the page itself says so.
  func waiting(_ year: Int) -> WaitingCounts {
    (try? services.waiting.counts(account, year, services.database)) ?? WaitingCounts()
  }

  static func validYear(_ text: String?) -> Int? {
    text.flatMap { Int($0) }.flatMap { (1990...2100).contains($0) ? $0 : nil }
  }

  func cookie(_ year: Int) -> SetCookie {
    SetCookie(name: CookieNames.year, value: String(year), maxAgeSeconds: 400 * 86_400, isSecure: head.isSecure)
  }

  /// A year that the address of a page names is remembered, so that the next page is about it too.
  var chosenYearCookie: SetCookie? {
    guard session != nil, head.method == .get, let asked = Self.validYear(query["year"]),
      asked != Self.validYear(head.headers.cookie(CookieNames.year))
    else { return nil }
    return cookie(asked)
  }
}
