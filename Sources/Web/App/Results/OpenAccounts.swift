import Lifecycle
import Model
import Reports
import Store
import Work

/// Published final accounts for everybody: the tables and the narrative as they were approved.
enum OpenAccounts {
  /// 收、支总计 of published accounts; nil for what is no accounts.
  static func total(_ made: Publication) -> Money? {
    made.content["accounts"].flatMap { DepartmentAccounts($0)[.summary, "in-sum", "amount"] }.map { Money(fen: $0) }
  }

  static func document(_ made: Publication, _ call: Call) throws(Refusal) -> HTML {
    guard let json = made.content["accounts"] else { throw .notFound }
    let accounts = DepartmentAccounts(json)
    let sections = (made.content["narrative"]?.array ?? []).map { BoundSection($0) }
    let annexes = (made.content["annexes"]?.array ?? []).enumerated().map { index, annex in
      Link(annex["title"]?.string ?? "绩效自评表", "/open/\(made.receipt)/annexes/\(index + 1)")
    }
    return openDocumentPage(
      OpenDocumentPage(
        shell: OpenRoutes.shell(call, made.region, .accounts), title: "\(made.year) 年\(made.title)部门决算",
        facts: [made.department, "\(Moments.date(made.publishedAt)) 公开"],
        body: openAccounts(accounts, sections, annexes: annexes, department: made.title, year: made.year),
        receipt: OpenDocumentRoutes.receipt(made), replacedBy: made.replacedBy, copies: copies(made),
        years: try OpenDocumentRoutes.years(made, call)))
  }

  private static func copies(_ made: Publication) -> [Link] { [Link("JSON", "/open/\(made.receipt)/json")] }

  /// One self-evaluation of published accounts as its form prints it; the accounts themselves where there is none.
  static func annex(_ made: Publication, _ call: Call) throws(Refusal) -> Response {
    guard let number = Int(call.parameters["n"]), let annexes = made.content["annexes"]?.array,
      annexes.indices.contains(number - 1), let document = annexes[number - 1]["document"],
      let content = try? FormContent(json: document)
    else { return .seeOther("/open/\(made.receipt)") }
    let title = annexes[number - 1]["title"]?.string ?? "绩效自评表"
    return OpenRoutes.answer(
      openDocumentPage(
        OpenDocumentPage(
          shell: OpenRoutes.shell(call, made.region, .accounts), title: "\(made.title)部门决算附件\(number)：\(title)",
          facts: [made.department, "\(Moments.date(made.publishedAt)) 公开"],
          body: sheet(content, findings: [], options: SheetOptions(digest: made.digest)).html,
          receipt: OpenDocumentRoutes.receipt(made), replacedBy: made.replacedBy,
          copies: [Link("看决算", "/open/\(made.receipt)")] + copies(made), years: [])), call)
  }
}
