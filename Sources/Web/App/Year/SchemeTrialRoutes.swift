import Lifecycle
import Model
import Schemes
import Store
import Work

/// Trying a scoring scheme on a year before it is put in force.
enum SchemeTrialRoutes {
  static let all: [AppRoute] = [.get("/scheme-trial", .may(.administerYears), lane: .slow, show)]

  private static let kinds: [FormKind] = [.projectSelfEvaluation, .departmentSelfEvaluation]

  private static func show(_ call: Call) throws(Refusal) -> Response {
    let kind = kinds.first { $0.rawValue == call.query["kind"] } ?? .projectSelfEvaluation
    let rulebook = call.services.rulebook
    let offered = rulebook.schemes.schemes.filter { $0.layout(for: kind) != nil }
    guard let scheme = offered.first(where: { $0.id == call.query["scheme"] }) ?? offered.first else { throw .notFound }
    let year = call.year
    let trial = try call.read { (transaction) throws(StoreError) -> SchemeTrial? in
      guard let desk = try call.deskIfReady(year, in: transaction) else { return nil }
      return try SchemeTrial.run(scheme, kind: kind, desk, in: transaction)
    }
    var page = SchemeTrialPage(
      shell: call.shell(.years), year: year, kinds: kinds.map { Choice($0.rawValue, $0.officialName) },
      kind: kind.rawValue, schemes: offered.map { Choice($0.id, $0.name) }, scheme: scheme.id)
    page.basis = [scheme.validity.words, scheme.validity.standing.doubt].compactMap { $0 }
    guard let trial else {
      page.notes = ["\(year) 年度还没有开年，没有可以试算的表。"]
      return call.page(schemeTrialPage(page))
    }
    fill(&page, trial, scheme, call)
    return call.page(schemeTrialPage(page))
  }

  private static func fill(_ page: inout SchemeTrialPage, _ trial: SchemeTrial, _ scheme: Scheme, _ call: Call) {
    let mean = trial.mean ?? .zero
    page.figures = [
      Fact("试算的表", Words.count(trial.rows.count), "张", "相差平均 \(Words.figure(mean, places: 2, signed: true)) 分"),
      Fact("得分升高", Words.count(trial.risen), "张", "降低 \(Words.count(trial.fallen)) 张"),
      Fact("等级变了", Words.count(trial.regraded), "张", "其余等级不变"),
    ]
    page.grades = trial.grades(scheme)
    if trial.unscored > 0 { page.notes.append("有 \(trial.unscored) 张没有现行办法，没有比较。") }
    if trial.left > 0 { page.notes.append("表太多，只试了前 \(SchemeTrial.formsMax) 张，还有 \(trial.left) 张没有试。") }
    let size = min(max(call.number("size") ?? 50, 1), 200)
    let number = max(1, call.number("page") ?? 1)
    page.rows = trial.rows.dropFirst((number - 1) * size).prefix(size).map { row in
      SchemeTrialPage.Row(
        name: row.name, href: "/forms/\(row.form)/score", unit: row.unit, before: row.before, after: row.after,
        change: row.change,
        grade: row.changesGrade ? "\(row.gradeBefore ?? "无") → \(row.gradeAfter ?? "无")" : nil)
    }
    page.pager = Pager(counter: "张", total: trial.rows.count, page: number, size: size) { number, size in
      call.href(
        "/scheme-trial",
        [("kind", page.kind), ("scheme", page.scheme), ("page", String(number)), ("size", String(size))])
    }
  }
}
