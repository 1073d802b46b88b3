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
    let others = try call.read { (t) throws(StoreError) in
      var filter = Publications.Filter(region: made.region)
      filter.subject = .finalAccounts
      filter.search = made.title
      return try Publications.list(filter, in: t)
    }.items.filter { $0.unit == made.unit }
    let years =
      (others.filter { $0.receipt != made.receipt && $0.year != made.year }.map {
        ($0.year, "/open/\($0.receipt)" as String?)
      }
      + [(made.year, nil)]).sorted { $0.0 > $1.0 }
    return openDocumentPage(
      OpenDocumentPage(
        shell: OpenRoutes.shell(call, made.region, .accounts), title: "\(made.year) 年\(made.title)部门决算",
        facts: [made.department, "\(Moments.date(made.publishedAt)) 公开"],
        sheet: openAccounts(accounts, sections, annexes: annexes, department: made.title, year: made.year),
        receipt: made.receipt,
        digest: made.digest, ledgerSequence: made.ledgerSequence, ledgerHash: made.ledgerHash,
        publishedAt: Moments.minute(made.publishedAt), replacedBy: made.replacedBy, data: "/open/\(made.receipt)/json",
        years: years.map { (year: $0.0, href: $0.1) }))
  }

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
          sheet: sheet(content, findings: [], options: SheetOptions(digest: made.digest)).html, receipt: made.receipt,
          digest: made.digest, ledgerSequence: made.ledgerSequence, ledgerHash: made.ledgerHash,
          publishedAt: Moments.minute(made.publishedAt), replacedBy: made.replacedBy,
          data: "/open/\(made.receipt)/json",
          years: [(year: made.year, href: "/open/\(made.receipt)")])), call)
  }
}
