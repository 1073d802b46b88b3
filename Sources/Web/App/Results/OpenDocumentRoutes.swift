import Documents
import Lifecycle
import Model
import Reports
import Store

/// One published document for everybody: told, as it is printed, and as files.
enum OpenDocumentRoutes {
  static let all: [AppRoute] = [
    .get("/open/{receipt}", .open, document), .get("/open/{receipt}/sheet", .open, sheet),
    .get("/open/{receipt}/json", .open, file), .get("/open/{receipt}/xlsx", .open, lane: .slow, workbook),
    .get("/open/{receipt}/docx", .open, lane: .slow, wordFile), .get("/open/{receipt}/annexes/{n}", .open, annex),
  ]

  private static func find(_ call: Call) throws(Refusal) -> Publication {
    let receipt = call.parameters["receipt"]
    let found = try call.read { (t) throws(StoreError) in try Publications.find(receipt: receipt, in: t) }
    guard let found else { throw .notFound }
    return found
  }

  private static func form(_ made: Publication) throws(Refusal) -> FormContent {
    guard let json = made.content["document"] else { throw .notFound }
    do throws(JSONParser.Mistake) { return try FormContent(json: json) } catch {
      throw .broken(reason: "publication: \(error)")
    }
  }

  private static func document(_ call: Call) throws(Refusal) -> Response {
    let made = try find(call)
    if made.subject == .finalAccounts { return OpenRoutes.answer(try OpenAccounts.document(made, call), call) }
    let content = try form(made)
    let years = try years(made, call)
    let before = years.first { $0.year == made.year - 1 }?.budget ?? stated(content, year: made.year - 1)
    let address = "/open/\(made.receipt)"
    return OpenRoutes.answer(
      page(
        made, call, body: OpenForm(content: content, before: before).html, years: years,
        copies: [
          Link("原表", address + "/sheet"), Link("Word", address + "/docx"), Link("Excel", address + "/xlsx"),
          Link("JSON", address + "/json"),
        ]), call)
  }

  /// The official form, for reading on and for printing.
  private static func sheet(_ call: Call) throws(Refusal) -> Response {
    let made = try find(call)
    if made.subject == .finalAccounts { return .seeOther("/open/\(made.receipt)") }
    let version = made.content["revision"]?.integer.map { "第 \($0) 版" }
    let printed = Web.sheet(
      try form(made), findings: [], options: SheetOptions(version: version, digest: made.digest))
    let address = "/open/\(made.receipt)"
    return OpenRoutes.answer(
      page(
        made, call, body: printed.html, years: [],
        copies: [Link("看说明", address), Link("Word", address + "/docx"), Link("Excel", address + "/xlsx")]), call)
  }

  private static func page(
    _ made: Publication, _ call: Call, body: HTML, years: [OpenYear], copies: [Link]
  ) -> HTML {
    openDocumentPage(
      OpenDocumentPage(
        shell: OpenRoutes.shell(call, made.region, made.subject == .selfEvaluations ? .selfEvaluations : .goals),
        title: "\(made.year) 年\(made.title)\(made.subject.officialName)", facts: facts(made), body: body,
        receipt: receipt(made), replacedBy: made.replacedBy, copies: copies, years: years))
  }

  /// Department and unit where they are two, the day, and which version was approved.
  private static func facts(_ made: Publication) -> [String] {
    var facts = [made.department]
    if made.unitName != made.department { facts.append(made.unitName) }
    facts.append("\(Moments.date(made.publishedAt)) 公开")
    if let revision = made.content["revision"]?.integer { facts.append("第 \(revision) 版") }
    return facts
  }

  static func receipt(_ made: Publication) -> OpenReceipt {
    OpenReceipt(
      number: made.receipt, digest: made.digest, ledgerSequence: made.ledgerSequence, ledgerHash: made.ledgerHash,
      publishedAt: Moments.minute(made.publishedAt))
  }

  // MARK: years

  /// One line a year, of the same subject where there is one; the score is that of the self-evaluation.
  static func years(_ made: Publication, _ call: Call) throws(Refusal) -> [OpenYear] {
    let all = try call.read { (t) throws(StoreError) in
      try Publications.ofObject(region: made.region, unit: made.unit, title: made.title, in: t)
    }
    var years: [OpenYear] = []
    for year in Set(all.map(\.year) + [made.year]).sorted(by: >) {
      let here = all.filter { $0.year == year }
      guard let shown = year == made.year ? made : here.first(where: { $0.subject == made.subject }) ?? here.first
      else {
        continue
      }
      let score = here.lazy.compactMap { OpenRoutes.form($0)?.score }.first
      years.append(
        OpenYear(
          year: year, href: year == made.year ? nil : "/open/\(shown.receipt)", budget: OpenRoutes.amount(shown),
          score: score))
    }
    return years
  }

  /// What the form itself says of an earlier year.
  private static func stated(_ content: FormContent, year: Int) -> Money? {
    content.amounts.prior.first { $0.year == year }?.amount.flatMap { content.money($0) }
  }

  // MARK: files

  private static func annex(_ call: Call) throws(Refusal) -> Response { try OpenAccounts.annex(find(call), call) }

  /// Exactly the bytes whose digest the ledger holds.
  private static func file(_ call: Call) throws(Refusal) -> Response {
    let made = try find(call)
    var response = Response(.ok, .json, made.content.canonicalText)
    response.setDownload(fileName: name(made) + ".json")
    return response
  }

  private static func workbook(_ call: Call) throws(Refusal) -> Response {
    let made = try find(call)
    let content = try form(made)
    do throws(WorkbookError) {
      var response = Response(.ok, .excel, Payload(try WorkbookWriter.xlsx(FormDocument.make(content))))
      response.setDownload(fileName: name(made) + ".xlsx")
      return response
    } catch {
      throw .broken(reason: "xlsx: \(error)")
    }
  }

  private static func wordFile(_ call: Call) throws(Refusal) -> Response {
    let made = try find(call)
    let content = try form(made)
    do throws(DocxWriter.Failure) {
      var response = Response(.ok, .word, Payload(try DocxWriter.docx(FormDocument.make(content))))
      response.setDownload(fileName: name(made) + ".docx")
      return response
    } catch {
      throw .broken(reason: "docx: \(error)")
    }
  }

  private static func name(_ made: Publication) -> String {
    "\(made.year)年\(made.title)\(made.subject.officialName)-\(made.receipt)"
  }
}
