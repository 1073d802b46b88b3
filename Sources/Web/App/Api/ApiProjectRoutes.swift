import Lifecycle
import Model
import Store

/// Projects of the library.
enum ApiProjectRoutes {
  static let all: [ApiOperation] = [
    .list(
      "listProjects", "/projects", .may(.readProject), "一个年度的项目",
      [
        .year, .search, ApiParameter(name: "category", words: "类别", choices: Project.Category.allCases.map(\.rawValue)),
        ApiParameter(name: "light", words: "监控灯号", choices: ["green", "yellow", "red", "blue"]),
        ApiParameter(name: "sort", words: "按什么排", choices: ProjectFilter.Order.allCases.map(\.rawValue)), .order,
        .page, .size,
      ], of: ApiSchemas.project, handle: list),
    .get(
      "getProject", "/projects/{id}", .may(.readProject), "一个项目和它的各年度", gives: ApiSchemas.projectDetail, handle: show),
  ]

  private static func list(_ call: Call) throws(Refusal) -> Response {
    let account = call.account
    var filter = ProjectFilter(region: account.region, year: call.year, scope: account.scope)
    filter.category = call.query["category"].flatMap { Project.Category(rawValue: $0) }
    filter.light = call.query["light"].flatMap { $0.isEmpty ? nil : $0 }
    filter.search = String((call.query["q"] ?? "").prefix(100))
    filter.order = call.query["sort"].flatMap { ProjectFilter.Order(rawValue: $0) } ?? .unit
    filter.isDescending = call.query["order"] == "descending"
    filter.page = call.number("page") ?? 1
    filter.pageSize = call.number("size") ?? 50
    let chosen = filter
    return ApiAnswers.list(try call.read { (t) throws(StoreError) in try Projects.list(chosen, in: t) }, json)
  }

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let region = call.account.region
    let id = call.parameters["id"]
    let found = try call.read { (t) throws(StoreError) -> (Project, [ProjectYear])? in
      guard let project = try Projects.find(region: region, id: id, in: t) else { return nil }
      return (project, try Projects.years(of: project, in: t))
    }
    guard let (project, years) = found else { throw .notFound }
    try call.demand(.readProject, .unit(project.path))
    return ApiAnswers.json(
      .object([
        "id": .string(project.id), "code": .string(project.code), "name": .string(project.name),
        "unit": .string(project.unit), "unit_name": .string(project.unitName),
        "category": .string(project.category.rawValue), "state": .string(project.state.rawValue),
        "first_year": .integer(project.firstYear), "last_year": project.lastYear.map { .integer($0) },
        "total_fen": .fen(project.total), "basis": .string(project.basis), "years": .array(years.map(json)),
      ]))
  }

  private static func json(_ row: ProjectYear) -> JSON {
    let figures = row.figures
    return .object([
      "id": .string(row.project.id), "year": .integer(row.year), "code": .string(row.project.code),
      "name": .string(row.project.name), "unit": .string(row.project.unit), "unit_name": .string(row.project.unitName),
      "category": .string(row.project.category.rawValue), "category_name": .string(row.project.category.officialName),
      "prior_fen": .fen(figures.prior), "asked_fen": .fen(figures.asked), "control_fen": .fen(figures.control),
      "approved_fen": .fen(figures.approved), "adjusted_fen": .fen(figures.adjusted), "paid_fen": .fen(figures.paid),
      "light": .text(figures.light), "self_score": .figure(figures.selfScore), "re_score": .figure(figures.reScore),
      "is_suspended": .bool(figures.isSuspended),
    ])
  }
}
