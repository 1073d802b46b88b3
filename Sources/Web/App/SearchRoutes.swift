import Lifecycle
import Model
import Store

/// Looking for a project, a form or a unit by name or code, in the chosen year.
enum SearchRoutes {
  static let all: [AppRoute] = [.get("/search", .may(.readForm), show)]

  private static let shown = 10

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let account = call.account
    let words = String((call.query["q"] ?? "").prefix(100))
    var page = SearchPage(shell: call.shell(nil, search: words), words: words, year: call.year)
    guard !words.isBlank, account.role.seesLists else { return call.page(searchPage(page)) }
    var forms = try FormListing.filter(call)
    forms?.year = call.year
    forms?.pageSize = shown
    forms?.page = 1
    let formFilter = forms
    var projects = ProjectFilter(region: account.region, year: call.year, scope: account.scope)
    projects.search = words
    projects.pageSize = shown
    projects.order = .name
    let filter = projects
    let found = try call.read { (transaction) throws(StoreError) in
      (
        projects: try Projects.list(filter, in: transaction),
        forms: try formFilter.flatMap { (filter) throws(StoreError) in try Forms.list(filter, in: transaction).page },
        units: try Units.search(region: account.region, account.scope, words, limit: shown, in: transaction)
      )
    }
    var fields = Fields()
    fields.append("q", words)
    page.groups = [
      SearchPage.Group(
        "项目",
        found.projects.items.map {
          .init(
            Link($0.project.name, "\(Place.projects.path)/\($0.project.id)"),
            "\($0.project.code)　\($0.project.unitName)")
        }, total: found.projects.total, more: "\(Place.projects.path)?\(fields.encoded)"),
      SearchPage.Group(
        "表",
        (found.forms?.items ?? []).map {
          .init(Link($0.displayName, "/forms/\($0.id)"), "\($0.kind.officialName)　\($0.unitName ?? $0.department)")
        }, total: found.forms?.total ?? 0, more: "/forms?\(fields.encoded)"),
      SearchPage.Group(
        "单位",
        found.units.map { unit in
          var named = Fields()
          named.append("q", unit.name)
          return .init(Link(unit.name, "\(Place.projects.path)?\(named.encoded)"), unit.code ?? "看它的项目")
        }, total: found.units.count, more: nil),
    ].filter { !$0.hits.isEmpty }
    return call.page(searchPage(page))
  }
}
