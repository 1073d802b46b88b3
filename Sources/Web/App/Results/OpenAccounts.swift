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
        sheet: openAccounts(accounts, sections, department: made.title, year: made.year), receipt: made.receipt,
        digest: made.digest, ledgerSequence: made.ledgerSequence, ledgerHash: made.ledgerHash,
        publishedAt: Moments.minute(made.publishedAt), replacedBy: made.replacedBy, data: "/open/\(made.receipt)/json",
        years: years.map { (year: $0.0, href: $0.1) }))
  }
}
