import Lifecycle
import Model
import Store

/// One form: as printed, its score, its contacts.
enum FormRoutes {
  static let all: [AppRoute] = [
    .get("/forms/{id}", .may(.readForm), show),
    .get("/forms/{id}/contacts", .may(.seeContacts), lane: .slow, showContacts),
    .get("/forms/{id}/score", .may(.readForm), showScore),
  ]

  // MARK: the form as printed

  /// Permission is asked every time; the page itself is rendered once per revision, reader and size of type.
  private static func show(_ call: Call) throws(Refusal) -> Response {
    let found = try call.stampedRow(.readForm)
    let stage = try FormStage.find(found.row, call)
    // What a stage offers hangs on other stages too: its page lives until this program writes again.
    let writes = stage == nil ? 0 : call.services.database.changes
    return try cached(call, found, page: "form", writes: writes) { () throws(Refusal) in
      let form = try load(call)
      return formPage(try page(call, form, contacts: .masked(reveal: revealHref(call, form.row)), stage: stage))
    }
  }

  private static func revealHref(_ call: Call, _ row: Store.FormListRow) -> String? {
    Permission.decide(call.account.actor, .seeContacts, row.subject).isAllowed ? "/forms/\(row.id)/contacts" : nil
  }

  /// Names and numbers of persons, with an entry in the ledger of who saw them.
  private static func showContacts(_ call: Call) throws(Refusal) -> Response {
    let row = try call.formRow(.seeContacts)
    let account = call.account
    try call.write { (transaction) throws(StoreError) in
      try Ledger.append(
        .init(
          region: row.region, actor: account.id, action: .contactsSeen, subject: "form/\(row.id)/\(row.revision)"),
        in: transaction)
    }
    let stage = try FormStage.find(row, call)
    return call.page(formPage(try page(call, try load(call), contacts: .shown, stage: stage)))
  }

  private static func load(_ call: Call) throws(Refusal) -> StoredForm {
    let id = call.parameters["id"]
    let form = try call.read { (transaction) throws(StoreError) in try Forms.load(id: id, in: transaction) }
    guard let form else { throw .notFound }
    return form
  }

  private static func page(
    _ call: Call, _ form: StoredForm, contacts: ContactView, stage: FormStage?
  ) throws(Refusal) -> FormPage {
    let row = form.row
    let source = try row.file.map { (digest) throws(Refusal) in
      try call.read { (transaction) throws(StoreError) in try Files.find(digest: digest, in: transaction)?.name }
    }
    var page = FormPage(
      shell: call.shell(row.kind.isSelfEvaluation ? .selfEvaluations : .goals, year: row.year), id: row.id,
      content: form.content,
      status: FormStatus(row.state), revision: RevisionFacts(form.revision), revisionCount: row.revision,
      source: source ?? nil, findings: form.findings, rulesChecked: call.services.processor.ruleCount)
    page.contacts = contacts
    page.score = call.services.processor.explain(form.content)?.summary
    if Permission.decide(call.account.actor, .editForm, row.subject).isAllowed {
      page.mainAction = Link("填报", "/forms/\(row.id)/edit")
      page.offline = "/forms/\(row.id)/offline"
    }
    stage?.fill(&page, form, call)
    page.downloads = [Link("Excel", "/forms/\(row.id).xlsx"), Link("JSON", "/forms/\(row.id).json")]
    return page
  }

  // MARK: the score

  private static func showScore(_ call: Call) throws(Refusal) -> Response {
    let found = try call.stampedRow(.readForm)
    return try cached(call, found, page: "score") { () throws(Refusal) in
      let row = found.row
      let form = try load(call)
      let score =
        call.services.processor.explain(form.content)
        ?? ScoreExplanation(
          summary: ScoreSummary(
            printed: form.content.score, scheme: "不计分",
            gap: form.content.kind.isSelfEvaluation ? "没有适用于这个地区和年度的评分办法。" : "这种表不计分。"),
          schemeBasis: "", parts: [], sum: "")
      return scorePage(
        ScorePage(
          shell: call.shell(row.kind.isSelfEvaluation ? .selfEvaluations : .goals, year: row.year), formID: row.id,
          formName: row.displayName, summary: score.summary, schemeBasis: score.schemeBasis,
          schemeStanding: score.schemeStanding, parts: score.parts, sum: score.sum, open: score.open,
          download: score.parts.isEmpty ? nil : Link("下载重算文件", "/forms/\(row.id)/score.json")))
    }
  }

  /// A page from the cache, or made and kept there.
  private static func cached(
    _ call: Call, _ found: StampedRow, page: String, writes: Int = 0, _ make: () throws(Refusal) -> HTML
  ) throws(Refusal) -> Response {
    // The frame of the page tells what waits for its reader.
    var stamp = Hasher()
    stamp.combine(found.stamp)
    stamp.combine(writes)
    stamp.combine(call.waiting(found.row.year))
    let key = PageCache.Key(
      page: page, form: found.row.id, stamp: stamp.finalize(), session: call.signedIn.digest, grant: call.account.grant,
      isLargeType: call.isLargeType)
    if let payload = call.services.pages.find(key) { return Response(.ok, .html, payload) }
    let payload = Payload(try make().render(capacity: 65_536).bytes)
    call.services.pages.keep(payload, for: key)
    return Response(.ok, .html, payload)
  }
}

extension RevisionFacts {
  init(_ revision: Revision) {
    self.init(
      number: revision.number, time: Moments.minute(revision.at), by: revision.authorName ?? revision.author,
      reason: revision.note.isEmpty ? nil : revision.note, digest: revision.digest)
  }
}
